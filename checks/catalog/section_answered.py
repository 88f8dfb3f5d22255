"""A report answers a question it must put to itself: problems met, suggestions made.

Question: does a heading, label, column or row of this name have something under or beside it? A
plain "none" is an answer; a heading over nothing is not. A memo may answer in a sentence: what
stood in the way of the work, what ought to be done.

passed        quotes the heading with the answer.
failed        incomplete: there is no such heading, or nothing stands under it.
cantTell      only a dash stands there; or the answer stands under a heading shared with another
              question and may answer only that; or it is told in a sentence without a heading; or
              the content is a picture or was not read.
inapplicable  never; the rulebook says who owes the component.

Source: fields problems and suggestions of the annual reports.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from checks.api import Case, Finding, Quote, Reason, cant_tell, check, passed, quote_text
from checks.match.fields.labels import LabelledValue, is_announced, labelled_values
from checks.match.fields.next_section import bidding_below
from checks.match.fields.remarks import Remark, is_of_other_matter, told_remark
from checks.match.links.pointing import Pointing, pointing
from checks.match.reading.criteria import is_criteria_text
from checks.match.reading.phrases import find_lines, lines, matches
from checks.match.reading.substance import picture_only
from checks.match.reading.values import is_dash
from checks.match.tables.columns import columns, labelled_rows, section_rows
from crawler.records import Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_SENTENCE = 30  # code points; a shorter line is a label
_LABEL = 90  # code points
_PLAIN_HEAD = re.compile(r"[\W\d]*(?:ข้อเสนอแนะ|ข้อแนะนา|ปัญหา(?:และ|/)?(?:อุปสรรค)?)[\W]*")
_SAID = re.compile(r"[ก-๎a-zA-Z]{2}|\d")
# How a suggestion begins that says what is to be done without "ควร".
_BIDS = re.compile(
    r"[\W\d]*(?:คือ|ได้แก่)?\s*(?:ให้|ต้อง|จัด|กำหนด|เพิ่ม|ลด|ตรวจ|ทบทวน|ติดตาม|แจ้ง|ขอ|วาง|เร่ง|ปรับ|ประชุม|อบรม|ศึกษา|สำรวจ)"
)
_NONE = re.compile(r"^[-–— ]*ไม่(?:มี|พบ|ปรากฏ)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Wordings of the heading, and of an answer that shows what a shared heading's text is."""

    names: tuple[tuple[str, ...], ...]  # all words of one list in the heading
    shared_with: tuple[str, ...] = ()  # words of the other question in a shared heading
    answers: tuple[str, ...] = ()  # words that an answer to this question has
    not_words: tuple[str, ...] = ()  # a heading with one of these is none
    told: tuple[tuple[str, ...], ...] = ()  # all words of one list in a sentence answer it
    remark: Remark | None = None  # what a sentence that answers it remarks
    after: tuple[tuple[str, ...], ...] = ()  # names of the section that this one stands below


@check(version=10, options=Options)
def section_answered(case: Case, options: Options) -> Finding:
    """Columns and rows of tables first, then headings and labels, then sentences."""
    if not case.documents:
        return case.absent("nothing was found that could answer it")
    shared: tuple[Quote, str] | None = None
    nearest: Quote | None = None
    dashed: Quote | None = None
    for quote, label, value in _answers(case, options):
        if is_dash(value):
            dashed = dashed or quote
        if not _says(value) or is_criteria_text(value):
            nearest = nearest or quote
            continue
        if pointing(quote, case) not in {Pointing.CONTENT, Pointing.LEADS_TO_READ}:
            nearest = nearest or quote
            continue
        both = any(word in label for word in options.shared_with)
        if not both or _NONE.match(value) or any(word in value for word in options.answers):
            return passed(quote, found=value[:120])
        shared = shared or (quote, value)
    told = next(_told(case, options), None)
    if told is not None:
        return passed(told, note="told in a sentence", found=told.text[:120])
    remark = told_remark(case.inner_documents, options.remark) if options.remark else None
    if remark is not None:
        return passed(remark, note="remarked in a sentence", found=remark.text[:120])
    for quote in bidding_below(case.documents, options.after, options.not_words):
        return passed(quote, note="the section below the problems", found=quote.text[:120])
    if shared is not None:
        return cant_tell(
            Reason.NEEDS_PERSON, shared[0], note="a shared heading", found=shared[1][:120]
        )
    if dashed is not None and not case.gaps:
        return cant_tell(Reason.NEEDS_PERSON, dashed, note="only a dash", found=dashed.text[:120])
    picture = picture_only(case)
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="the content is a picture")
    if nearest is None and not case.gaps:
        for quote in find_lines(case.documents, options.names, options.not_words, regions=_CONTENT):
            other = options.remark and is_of_other_matter(quote.text, options.remark)
            if len(quote.text) >= _SENTENCE and not other:
                return cant_tell(
                    Reason.NEEDS_PERSON, quote, note="told in a sentence", found=quote.text[:120]
                )
    return case.absent("nothing answers it", nearest=nearest)


def _told(case: Case, options: Options) -> Iterator[Quote]:
    """Sentences that answer the question in words of their own."""
    if not options.told:
        return
    for quote in find_lines(case.documents, options.told, options.not_words, regions=_CONTENT):
        if len(quote.text) >= _SENTENCE and pointing(quote, case) is Pointing.CONTENT:
            yield quote


def _says(value: str) -> bool:
    return bool(_SAID.search(value)) and not is_dash(value)


def _answers(case: Case, options: Options) -> list[tuple[Quote, str, str]]:
    """Places of the name with what stands there: (quote, label, answer, "" for none)."""
    found: list[tuple[Quote, str, str]] = []
    for column in columns(case.documents, options.names, options.not_words):
        filled = next((cell for cell in column.cells if _says(cell.text)), None)
        cell = filled or column.heading
        quote = quote_text(column.document, cell.start, cell.end)
        found.append((quote, column.heading_text, filled.text if filled else ""))
    for document, label, cell in labelled_rows(case.documents, options.names, options.not_words):
        if not matches(cell.text, options.names, options.not_words):
            quote = quote_text(document, label.start, max(cell.end, label.end))
            found.append((quote, label.text, cell.text))
    for document, label, cell in section_rows(case.documents, options.names, options.not_words):
        found.append((quote_text(document, label.start, cell.end), label.text, cell.text))
    for value in labelled_values(case.documents, options.names):
        if not (_is_ruled_out(value, options) or _is_mended(value, options)):
            quote = quote_text(value.document, value.start, value.end)
            found.append((quote, value.label, value.value))
    return [*found, *_plain_none(case, options)]


def _is_mended(found: LabelledValue, options: Options) -> bool:
    """Whether words name a hindrance only as what a project mends: "โครงการแก้ไขปัญหาน้ำท่วม ..."."""
    return options.remark is Remark.HINDRANCE and is_of_other_matter(found.label, options.remark)


def _is_ruled_out(found: LabelledValue, options: Options) -> bool:
    """Whether an excluded word makes a label one of something else.

    "ข้อเสนอแนะ ให้กำหนดวันส่งใบเสนอราคา" is a suggestion that speaks of bids: in the answer such a word
    counts only where nothing else there answers the question, or where the label announces what
    follows: "ข้อขัดข้องที่พบ ได้แก่ ผู้เสนอราคามีน้อยราย".
    """
    if matches(found.label, options.names, options.not_words):
        return False
    at = found.label.rfind(found.value) if found.value else -1
    if at < 0:
        return True  # the value stands below, or behind a separator: the label has the word
    rest = fold_text(found.value)
    for word in options.not_words:
        rest = rest.replace(fold_text(word), " ")
    bids = _BIDS.match(found.value) is not None and bool(options.after)
    answers = bids or any(fold_text(word) in rest for word in options.answers)
    head = found.label[:at]
    bare = _PLAIN_HEAD.fullmatch(fold_text(head)) is not None  # all that follows is one
    return not (
        len(found.value) >= _SENTENCE
        and (bare or answers or is_announced(found.value))
        and matches(head, options.names, options.not_words)
    )


def _plain_none(case: Case, options: Options) -> list[tuple[Quote, str, str]]:
    """Headings and labels with a bare "none", or a dash, on the next line."""
    found = []
    for document in case.documents:
        rows = lines(document, _CONTENT)
        for line, below in pairwise(rows):
            plain = _NONE.match(below.text) is not None or is_dash(below.text)
            labelled = len(line.text) <= _LABEL and plain
            if labelled and matches(line.text, options.names, options.not_words):
                quote = quote_text(document, line.start, below.end)
                found.append((quote, line.text, below.text))
    return found
