"""Where a field is looked for in columns that no known heading names: by what their cells hold."""

import re

from checks.api import Finding, Quote, passed, quote_text
from checks.match.fields.bare_sums import bare_sum
from checks.match.fields.counted_groups import counted_groups
from checks.match.fields.course_counts import counted_by_course
from checks.match.fields.field_look import Look, heading_of
from checks.match.fields.field_tables import of_another_table, of_groups
from checks.match.fields.planned_sums import is_to_be_used
from checks.match.fields.remarks import Remark, bids, tells_hindrance
from checks.match.fields.told_by_quarter import told_by_quarter
from checks.match.reading.values import holds, is_dash
from checks.match.tables.columns import Column
from checks.match.tables.crossed import crossed_spending
from checks.match.tables.group_rows import Rows, rows_are
from checks.match.tables.typed_columns import (
    column_of_results,
    mixed_column,
    named_beside,
    own_prose,
    planned_beside,
    typed_columns,
    untold_column,
)
from checks.match.tables.unclaimed import only_sums, row_names, sums_beside
from crawler.records import Cell

_SUMS = (("งบ",), ("บาท",), ("เงิน",), ("ค่าใช้จ่าย",), ("budget",))  # headings of sums
_COST = re.compile(r"ทุน|ค่า|ใช้")  # in the heading of the only sums of a plan
_LACKS = re.compile(r"ไม่|ขาดแคลน|ล่าช้า|เลื่อน|ยังขาด")  # in a cell that may tell a hindrance


def by_what_cells_hold(look: Look) -> Finding | None:
    """A column whose cells are of the kind, whatever its heading says; one beside the spending."""
    case, options = look.case, look.options
    counted = counted_by_course(look.case.inner_documents) if options.courses else None
    if counted is not None:
        return _told(counted, "counts of staff by course", found=counted.heading_text)
    groups = counted_groups(look.case.inner_documents) if options.value == "people" else None
    if groups is not None:
        return passed(groups, note="groups with their counts", found=groups.text[:120])
    if options.times == 1 and look.nearest is None:
        for column in typed_columns(case.documents, options.value, options.not_words):
            return _told(column, "told by what the cells hold")
    quarters = told_by_quarter(look.case.inner_documents) if options.deeds else None
    if quarters is not None:
        return _told(quarters, "told by quarters")
    results = column_of_results(case.inner_documents) if options.deeds else None
    if results is not None and not of_groups(look, results):
        return _told(results, "results in cells", first=results.cells[0])
    by = {"spent": _spent, "planned": _planned, "name": _named}.get(options.entries)
    found = by(look) if by is not None else None
    if found is not None:
        return found
    found = _remarked(look) if options.remark else None
    if found is not None:
        return found
    for column in untold_column(case.documents, options.beside, options.not_words):
        if not of_groups(look, column):
            return _told(column, "the column of prose beside the spending")
    return None


def _spent(look: Look) -> Finding | None:
    """What was spent, told in cells beside something else or in sums beside those set aside."""
    for column in mixed_column(look.case.documents, look.options.not_words):
        if not (of_another_table(column, look.options) or of_groups(look, column)):
            return _told(column, "told in cells beside something else")
    crossed = crossed_spending(look.case.documents)
    if crossed is not None:
        return passed(crossed, note="money crossed with results", found=crossed.text[:120])
    for spent in sums_beside(look.case.documents):
        column = spent.column
        if of_another_table(column, look.options) or of_groups(look, column):
            continue
        if spent.sure:
            return _told(column, "sums beside those set aside", found=column.heading_text)
        look.unsure = look.unsure or _heading_or_first(column)
    bare = bare_sum(look.case.inner_documents) if look.options.reported else None
    if bare is None:
        return None
    quote = quote_text(bare.entry.document, bare.entry.start, bare.entry.end)
    if bare.sure:
        return passed(quote, note="a sum beside what was done", found=bare.entry.value[:120])
    look.unsure = look.unsure or quote
    return None


def _planned(look: Look) -> Finding | None:
    for column in planned_beside(look.case.documents):
        if not (of_another_table(column, look.options) or of_groups(look, column)):
            return _told(column, "told in a column of remarks")
    for column in only_sums(look.case.documents):
        if of_another_table(column, look.options) or of_groups(look, column):
            continue
        if not is_to_be_used(column):
            continue  # beside results it may be what was spent
        if _COST.search(column.heading_text):
            return _told(column, "the only sums of the table", found=column.heading_text)
        look.unsure = look.unsure or _heading_or_first(column)
    return None


def _named(look: Look) -> Finding | None:
    """The names of the rows of a table of projects, whatever stands above them."""
    for column in row_names(look.case.documents, look.options.not_words):
        if rows_are(column.table) is Rows.OTHER:
            return _told(column, "the names of the rows")
    for column in named_beside(look.case.documents, _SUMS):
        if not of_another_table(column, look.options):
            return _told(column, "told beside times and sums")
    return None


def _remarked(look: Look) -> Finding | None:
    """Remarks below a heading of the agency's own, where its cells tell them by themselves."""
    remark = look.options.remark
    tells = tells_hindrance if remark is Remark.HINDRANCE else bids
    for column in own_prose(look.case.documents):
        said = [cell for cell in column.cells if cell.text.strip() and not is_dash(cell.text)]
        told = [cell for cell in said if tells(cell.text)]
        if len(told) * 2 >= len(said):
            return _told(column, "told by what the cells say", first=told[0])
        if told or (remark is Remark.HINDRANCE and any(_LACKS.search(c.text) for c in said)):
            look.unsure = look.unsure or _heading_or_first(column)
    return None


def _told(column: Column, note: str, *, found: str = "", first: Cell | None = None) -> Finding:
    first = first or next(cell for cell in column.cells if holds(cell.text, "text"))
    quote = quote_text(column.document, first.start, first.end)
    headings = (heading_of(column),) if column.heading.text.strip() else ()
    return passed(quote, *headings, note=note, found=(found or first.text)[:120])


def _heading_or_first(column: Column) -> Quote:
    """The heading of a column, or its first cell where nothing is said above it."""
    if column.heading.text.strip():
        return heading_of(column)
    first = next(cell for cell in column.cells if cell.text.strip())
    return quote_text(column.document, first.start, first.end)
