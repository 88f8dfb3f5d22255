"""Columns that were drawn for an answer: whether any row of any table holds one."""

from collections.abc import Sequence

from checks.api import Quote, quote_text
from checks.match.reading.boxes import has_blank
from checks.match.reading.phrases import matches
from checks.match.reading.values import holds
from checks.match.tables.columns import columns
from crawler.records import Document

_FEW = 2  # rows


def first_filled(
    pages: Sequence[Document], names: Sequence[Sequence[str]], not_words: Sequence[str] = ()
) -> Quote | None:
    """The heading of the first column of the names of which half the rows tell something."""
    for column in columns(pages, names, not_words) if names else ():
        told = [c for c in column.cells if holds(c.text, "text") and not has_blank(c.text)]
        if len(column.cells) >= _FEW and len(told) * 2 >= len(column.cells):
            heading = column.heading
            return quote_text(column.document, heading.start, heading.end)
    return None


def columns_left_blank(
    pages: Sequence[Document], names: Sequence[Sequence[str]], not_words: Sequence[str] = ()
) -> Quote | None:
    """The heading of the first column of the names, where all of them are blank in all rows.

    None where no such column is drawn, or any of them tells anything, a dash too.
    """
    first: Quote | None = None
    for column in columns(pages, names, not_words):
        if len(column.cells) < _FEW or not matches(column.heading.text, names, not_words):
            continue
        merged = {
            cell.start
            for row in column.table.rows
            for cell in row
            if sum(other.start == cell.start for other in row) > 1
        }  # a row that gathers projects stands in every column
        if any(
            cell.text.strip() and not has_blank(cell.text) and cell.start not in merged
            for cell in column.cells
        ):
            return None
        heading = column.heading
        first = first or quote_text(column.document, heading.start, heading.end)
    return first
