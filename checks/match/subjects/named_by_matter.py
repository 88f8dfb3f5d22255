"""Pages that name a subject by its matter, and by what they tell of it."""

import re
from collections.abc import Iterator, Sequence

from checks.api import Case, Quote, quote_text, quote_title
from checks.match.fields.deeds import told_results
from checks.match.fields.steps import written_steps
from checks.match.integrity.gift_told import Gifts, names_gifts, told_of_gifts
from checks.match.integrity.receipt_told import reports_receipt
from checks.match.reading.phrases import matches
from checks.match.reading.values import holds
from checks.match.tables.columns import columns
from crawler.records import Cell, Document

_CHAPTER = re.compile(r"\s*(?:บทที่|ส่วนที่|ตอนที่|หมวด)? ?(?P<number>[\d๐-๙]{1,2})(?![\d๐-๙])")
# Headings of columns that tell what was done, and of money.
_RESULTS = (("ผล",), ("ทำได้",), ("ทำแล้ว",), ("สำเร็จ",), ("เสร็จ",), ("ที่ได้ทำ",), ("จริง",))
_NO_RESULTS = ("ผลผลิต", "ผลประโยชน์", "คาดว่า", "คาดหวัง", "เป้าหมาย", "ผลกระทบ")
_PAID = (("จ่าย",), ("ใช้",), ("เบิก",), ("เงิน",), ("งบ",))
_DEEDS = 2  # results of a chapter that make it a report


def headed_over_steps(
    case: Case, stems: Sequence[Sequence[str]], not_words: Sequence[str]
) -> Quote | None:
    """A heading that holds all words of one list, on a page that tells steps; None without any."""
    for page in case.inner_documents:
        for heading in page.headings:
            if matches(heading.text, stems, not_words) and written_steps((page,)) is not None:
                return quote_text(page, heading.start, heading.end)
    return None


def headed_over_deeds(
    case: Case, stems: Sequence[Sequence[str]], not_words: Sequence[str]
) -> Quote | None:
    """A heading or title of these words over two results or more that its chapter tells."""
    for page in case.inner_documents:
        told = [line.start for line in told_results((page,))]
        told += [cell.start for cell in _tabled_results(page)]
        if len(told) < _DEEDS:
            continue
        for at, heading in enumerate(page.headings):
            if not matches(heading.text, stems, not_words):
                continue
            end = _end_of_chapter(page, at)
            if sum(heading.end <= start < end for start in told) >= _DEEDS:
                return quote_text(page, heading.start, heading.end)
        if page.url != case.site.home_url and matches(page.title, stems, not_words):
            return quote_title(page)
    return None


def headed_over_receipt(case: Case) -> Quote | None:
    """A heading or title on gifts, on a page that tells what was received or that nothing was."""
    for page in case.inner_documents:
        if page.url == case.site.home_url or not reports_receipt((page,)):
            continue
        for heading in page.headings:
            if names_gifts(heading.text):
                return quote_text(page, heading.start, heading.end)
        if names_gifts(page.title):
            return quote_title(page)
    return None


def _tabled_results(page: Document) -> Iterator[Cell]:
    """The filled cells of columns of results, in tables that also tell money."""
    paid = {column.table.start for column in columns((page,), _PAID)}
    for column in columns((page,), _RESULTS, _NO_RESULTS):
        if column.table.start in paid:
            yield from (c for c in column.cells if holds(c.text, "text") or holds(c.text, "number"))


def _end_of_chapter(page: Document, at: int) -> int:
    """Where the chapter ends that a heading opens: "4.1" carries on what "4" began."""
    opening = page.headings[at]
    own = _CHAPTER.match(opening.text)
    for heading in page.headings[at + 1 :]:
        number = _CHAPTER.match(heading.text)
        within = own and number and own["number"] == number["number"]
        if heading.level <= opening.level and not within:
            return heading.start
    return len(page.text)


def first_of_gifts(case: Case, what: Gifts | None) -> Quote | None:
    """The first line that tells ``what`` of gifts in words of its own; see told_of_gifts."""
    return next(told_of_gifts(case.inner_documents, what), None) if what else None
