"""What a report remarks in sentences: what stood in the way of the work, and what should be done.

Memos and minutes have no heading for either. A hindrance says that something did not go and why
("ทำไม่ทัน เพราะเจ้าของที่ดินไม่ยินยอม"), or is named and told ("ติดขัดเรื่อง..."); advice is a modal word and
what is to be done, said by a unit or for a time to come ("ปีหน้าควร...", "กองช่างขอเสนอให้..."). What a
project mends, what a report is made for, what to do if something happens and how a paper is passed
on are neither.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from checks.api import Quote, quote_text
from checks.match.fields.remark_words import (
    ADVICE,
    ANSWERED,
    BIDS,
    CALLED,
    CAUSED,
    FAILED,
    FOUND,
    HELPED,
    HINDRANCE,
    LABELLED_ADVICE,
    MARKED_ADVICE,
    MARKED_HINDRANCE,
    MENDED_BY,
    NAMED,
    NAMED_ADVICE,
    NEXT_TIME,
    NO_ADVICE,
    NO_HINDRANCE,
    NO_LABEL_OF_ADVICE,
    OTHER_ADVICE,
    OTHER_MATTER,
    PLAN_OF_YEAR,
    PUBLIC,
    SAID_BY,
    SECOND_LABEL,
    SHOULD,
    STRATEGY,
    SUPPOSED,
    THEREFORE,
    TO_COME,
    TO_TELL,
    TROUBLE,
)
from checks.match.periods.dates import plain_text
from checks.match.reading.lines import Line, lines
from checks.match.reading.phrases import LONG_LINE
from checks.match.reading.prose import told_lines
from checks.match.reading.wraps import paragraphs
from checks.match.subjects.vocabulary import is_placeholder
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_LEAST = 12  # folded letters; shorter lines are labels
_REACH = 110  # folded letters that what failed and its cause may lie apart
_FOUND = 60  # folded letters behind a word of finding in which it says what fails
_TOLD = 5  # folded letters behind a name that tell something of it
_ACTION = 5  # folded letters behind a modal word that say what is to be done


class Remark(StrEnum):
    """What a sentence of a report remarks."""

    HINDRANCE = "hindrance"
    ADVICE = "advice"


def told_remark(documents: Iterable[Document], remark: Remark) -> Quote | None:
    """The beginning of the first sentence that makes the remark; None when none does."""
    for document in documents:
        for read in dict.fromkeys((lines(document, _CONTENT), paragraphs(document))):
            found = next(_remarks(document, read, remark), None)
            if found is not None:
                end = min(found.end, found.start + LONG_LINE)
                return quote_text(document, found.start, end)
    return None


def _remarks(document: Document, said: Sequence[Line], remark: Remark) -> Iterator[Line]:
    headings = {heading.start for heading in document.headings}
    hindered = False  # the sentence before tells a hindrance, on which advice follows
    for line in told_lines(document, said):
        if line.start in headings or "\t" in line.text or is_placeholder(line.text):
            continue
        hinders = tells_hindrance(line.text)
        if remark is Remark.HINDRANCE:
            told = hinders
        else:
            told = tells_advice(line.text, follows=hindered or hinders)
        if told:
            yield line
        hindered = hinders


def tells_hindrance(text: str) -> bool:
    """Whether a sentence says what stood in the way of the work, or that nothing did."""
    plain = without_other_matter(text)
    if len(plain) < _LEAST or SUPPOSED.match(plain):
        return False
    if MARKED_HINDRANCE.match(text) or NO_HINDRANCE.search(plain) or ANSWERED.search(plain):
        return True
    if any(len(plain) - named.end() >= _TOLD for named in NAMED.finditer(plain)):
        return True
    failed = list(FAILED.finditer(plain))
    if not (failed or TROUBLE.search(plain)) or HELPED.search(plain):
        return False
    if CALLED.search(plain) or TROUBLE.search(plain):
        return True
    if any(
        0 <= fail.start() - found.end() <= _FOUND
        for found in FOUND.finditer(plain)
        for fail in failed
    ):
        return True
    causes = list(CAUSED.finditer(plain))
    return any(
        abs(fail.start() - cause.end()) <= _REACH or abs(cause.start() - fail.end()) <= _REACH
        for fail in failed
        for cause in causes
    )


def tells_advice(text: str, *, follows: bool = False) -> bool:
    """Whether a sentence says what should be done, or that there is nothing to suggest.

    ``follows``: it stands right behind a hindrance, so that no speaker or time need be named.
    """
    plain = fold_text(plain_text(text))
    if len(plain) < _LEAST or SUPPOSED.match(plain):
        return False
    if not PUBLIC.search(plain) and (NAMED_ADVICE.search(plain) or _is_labelled(text)):
        return True
    if (
        MARKED_ADVICE.match(text)
        or SECOND_LABEL.search(text)
        or NO_ADVICE.search(plain)
        or _says_of_next_time(text)
    ):
        return True
    if follows and (MENDED_BY.search(plain) or THEREFORE.search(plain)):
        return True
    for should in SHOULD.finditer(plain):
        behind = plain[should.end() :]
        if len(behind) < _ACTION or OTHER_ADVICE.match(behind):
            continue
        if PUBLIC.search(plain[max(0, should.start() - 40) : should.end() + 24]):
            continue
        said = SAID_BY.search(plain[: should.end()]) or TO_COME.search(plain)
        if said or follows:
            return True
    return False


def bids(text: str) -> bool:
    """Whether a cell says what is to be done: by a modal word, or by a verb that opens it."""
    return tells_advice(text, follows=True) or BIDS.match(fold_text(plain_text(text))) is not None


def _is_labelled(text: str) -> bool:
    """Whether a label is followed by what ought to be done, and is none of rules or aims."""
    labelled = LABELLED_ADVICE.match(text)
    return labelled is not None and NO_LABEL_OF_ADVICE.search(labelled["label"]) is None


def _says_of_next_time(text: str) -> bool:
    """Whether a clause of a sentence tells how it will be done better: "... ปีหน้าจะเลื่อนไป"."""
    plain = plain_text(text)
    starts = [0, *(gap.end() for gap in re.finditer(r"\s+", plain))]
    return any(NEXT_TIME.match(fold_text(plain[at : at + _REACH])) for at in starts)


def is_of_other_matter(text: str, remark: Remark) -> bool:
    """Whether a line with words of the remark uses them for something else only.

    What a project mends, what a report is made for and what to do in case of something name no
    hindrance; how a paper is passed on, and what the public is asked to do, is no advice.
    """
    plain = fold_text(plain_text(text))
    if SUPPOSED.match(plain) or TO_TELL.match(plain):
        return True
    if remark is Remark.HINDRANCE:
        rest = OTHER_MATTER.sub(" ", plain)
        return rest != plain and not HINDRANCE.search(rest) and not FAILED.search(rest)
    if PLAN_OF_YEAR.match(plain) or STRATEGY.match(plain):
        return True
    if ADVICE.search(OTHER_MATTER.sub(" ", plain)):
        return False
    shoulds = list(SHOULD.finditer(plain))
    if not shoulds:
        return OTHER_MATTER.search(plain) is not None
    return all(
        OTHER_ADVICE.match(plain[should.end() :])
        or PUBLIC.search(plain[max(0, should.start() - 40) : should.end() + 24])
        for should in shoulds
    )


def without_other_matter(text: str) -> str:
    """The folded text without words on what a project mends or what a report is made for."""
    return OTHER_MATTER.sub(" ", fold_text(plain_text(text)))
