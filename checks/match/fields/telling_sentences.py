"""Sentences that tell a field of a page: what people were asked, what was done with it.

A sentence tells a field when it holds the words for it; the words for what a forum was held about,
or for what is still to come, tell nothing. Works on the content of documents; the home page is left
out, since it is gathered for the agency's own data.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from checks.api import Case, Quote, quote_text
from checks.match.links.pointing import solid
from checks.match.reading.boxes import has_blank
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import invites, is_about_page
from checks.match.reading.phrases import find_lines, lines, matches
from checks.match.reading.values import holds
from crawler.records import Heading, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_DIGIT = re.compile(r"[\d๐-๙]")
_SENTENCE = 60  # folded letters; shorter lines are labels
_TOLD_SENTENCE = 24  # folded letters; the words that tell are not those of a label
_SHOWN = 300  # code points of a sentence that are quoted
# "เปิดการประชุมรับฟังความคิดเห็นของประชาชน": what people came for tells nothing that they said.
_OCCASION = re.compile(
    r"(?:เปิด|จัด|ประชุม|เวที|ประชาคม|ประธาน)\S{0,24}?(?:รับฟัง|แสดง|ระดม|แลกเปลี่ยน|สอบถาม)ความ(?:คิด)?เห็น"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The words by which sentences tell a field."""

    words: tuple[tuple[str, ...], ...]  # all words of one list
    not_words: tuple[str, ...] = ()  # a sentence with one of these is about something else
    not_clauses: tuple[str, ...] = ()  # a clause with one of these tells nothing
    kind: str = ""  # a kind of checks.match.reading.values that the sentence holds
    passes_over: Callable[[str], bool] | None = None  # sentences that speak of something else


def telling_sentence(case: Case, telling: Telling) -> Quote | None:
    """The first sentence of the content that tells the field; headings and labels do not."""
    pages = case.inner_documents
    for quote in find_lines(pages, telling.words, telling.not_words, regions=_CONTENT):
        if telling.passes_over is not None and telling.passes_over(quote.text):
            continue
        if has_blank(quote.text) and not _DIGIT.search(quote.text):
            continue  # "ค่าธรรมเนียม ........ บาท": nobody has filled it in
        if not matches(_told_part(quote.text, telling), telling.words):
            continue
        headed = any(heading.start == quote.start for heading in _headings(case, quote))
        if len(fold_text(quote.text)) < _TOLD_SENTENCE or headed:
            continue
        if telling.kind and not holds(quote.text, telling.kind):
            continue
        if solid(quote, case):
            return quote
    return None


def speaking_sentence(case: Case, telling: Telling) -> Quote | None:
    """A longer sentence that speaks of the field, though it may not decide it."""
    for document in case.inner_documents:
        starts = {heading.start for heading in document.headings}
        asked = criteria_starts(document)
        for line in lines(document, _CONTENT):
            if line.start in starts or line.start in asked or len(line.folded) < _SENTENCE:
                continue
            if is_about_page(line.text) or invites(line.text) or "\t" in line.text:
                continue
            if telling.passes_over is not None and telling.passes_over(line.text):
                continue
            words = _OCCASION.sub(" ", _told_part(line.text, telling))
            if matches(words, telling.words, telling.not_words):
                quote = quote_text(document, line.start, min(line.end, line.start + _SHOWN))
                if solid(quote, case):
                    return quote
    return None


def _told_part(text: str, telling: Telling) -> str:
    """A line without the clauses that tell nothing yet; Thai sets clauses apart by spaces."""
    if not telling.not_clauses:
        return text
    excluded = [fold_text(word) for word in telling.not_clauses]
    return " ".join(
        clause for clause in text.split() if not any(word in fold_text(clause) for word in excluded)
    )


def _headings(case: Case, quote: Quote) -> tuple[Heading, ...]:
    return next((d.headings for d in case.documents if d.url == quote.url), ())
