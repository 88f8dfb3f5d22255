"""Months that a table names in a row or column of its own and has nothing for."""

from collections.abc import Sequence

from checks.api import Case
from checks.match.periods.said import MonthLine
from checks.match.reading.values import is_to_fill_in
from checks.match.tables.columns import header_depth
from crawler.records import Cell, Document, Table


def without_blank(entries: Sequence[MonthLine], case: Case) -> list[MonthLine]:
    """The entries but those of rows and columns left blank; all of them where all are blank.

    A form for the months to come names them as those that were counted.
    """
    told = [entry for entry in entries if not _is_blank(entry, case)]
    return told or list(entries)


def _is_blank(entry: MonthLine, case: Case) -> bool:
    page = next((one for one in case.documents if one.url == entry.quote.url), None)
    if page is None or entry.quote.end == 0:
        return False
    table = _table_at(page, entry.quote.start)
    if table is None:
        return False
    depth = header_depth(table)
    for number, row in enumerate(table.rows):
        at = [i for i, cell in enumerate(row) if cell.start == entry.quote.start]
        if not at:
            continue
        if number >= depth:
            return at[0] == 0 and _all_blank(row[1:])
        column = [other[at[0]] for other in table.rows[depth:] if at[0] < len(other)]
        return entry.quote.end <= row[at[0]].end and _all_blank(column)
    return False


def _table_at(page: Document, start: int) -> Table | None:
    return next((t for t in page.tables if t.start <= start < t.end), None)


def _all_blank(cells: Sequence[Cell]) -> bool:
    return bool(cells) and all(not cell.text.strip() or is_to_fill_in(cell.text) for cell in cells)
