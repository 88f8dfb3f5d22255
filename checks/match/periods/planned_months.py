"""Months that a plan sets for what is to be done, which say nothing on how far it has come."""

import re

from checks.api import Case, Quote
from checks.match.fields.progress_words import HOW_FAR, speaks_of_progress
from checks.match.periods.month_spans import month_spans
from checks.match.periods.said import bare_months
from checks.match.reading.lines import lines
from checks.match.tables.columns import header_depth
from crawler.records import Cell, Document, Region, Table

_CONTENT = frozenset({Region.CONTENT})
_RECORDS = 3  # columns from which on rows are records, each cell under its heading
_FIRST_LINES = 3
_PLANNED_TIME = re.compile(
    r"ระยะ ?เวลา|ช่วง ?เวลา|ห้วง ?เวลา|กำหนด|เวลา ?(?:ที่ ?)?(?:ดำเนิน|ปฏิบัติ|จะ)|แผน"
)
_DONE = re.compile(r"ผล(?!ผลิต)|จริง|เสร็จ|รายงาน|แล้ว|จ่ายไป|ใช้ไป")
_CALLED_PLAN = re.compile(r"\W*(?:\(?ร่าง\)? ?)?(?:ประกาศ(?:ใช้)? ?)?(?:เรื่อง ?)?แผน")
_REPORTS = re.compile(r"รายงาน|ติดตาม|ผลดำเนิน|ผลงาน")


def of_a_plan(quote: Quote, case: Case) -> bool:
    """Whether the months of a line are those planned for a project, or stand in a bare plan.

    A project's months stand under a heading that speaks of the time set for it. A bare plan is
    called one and has no word of what was done.
    """
    page = next((document for document in case.documents if document.url == quote.url), None)
    if page is None:
        return False
    return _under_planned_time(quote, page, case.fiscal_year_be) or _is_bare_plan(page)


def _under_planned_time(quote: Quote, page: Document, year: int) -> bool:
    for table in page.tables:
        if len(table.rows[0]) < _RECORDS or not table.start <= quote.start < table.end:
            continue
        depth = header_depth(table)
        for row in table.rows[depth:]:
            named = [
                (index, cell)
                for index, cell in enumerate(row)
                if quote.start <= cell.start < quote.end and _names_months(cell, year)
            ]
            if named:
                return all(_is_planned(table, depth, index, cell) for index, cell in named)
    return False


def _names_months(cell: Cell, year: int) -> bool:
    return bool(month_spans(cell.text) or bare_months(cell.text, year))


def _is_planned(table: Table, depth: int, index: int, cell: Cell) -> bool:
    heading = " ".join(row[index].text for row in table.rows[:depth])
    return (
        _PLANNED_TIME.search(heading) is not None
        and _DONE.search(heading) is None
        and not speaks_of_progress(cell.text)
    )


def _is_bare_plan(page: Document) -> bool:
    said = lines(page, _CONTENT)
    if not any(_CALLED_PLAN.match(line.text) for line in said[:_FIRST_LINES]):
        return False
    return not any(
        speaks_of_progress(text) or HOW_FAR.search(text) or _REPORTS.search(text)
        for text in (page.title, *(line.text for line in said))
    )
