"""Finds measures that are told one to a small table, each below a line that names it.

"1. ลดเวลาออกเอกสาร" above "หน่วยที่ทำ | งานทะเบียน", "เวลา | ม.ค. - ก.ย."; the next measure repeats
the labels.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.match.reading.lines import Line
from checks.match.reading.values import is_dash
from checks.match.tables.upright import is_time
from crawler.records import Cell, Document, Table
from crawler.thai import fold_text

_Span = tuple[int, int]
_Row = tuple[Cell, ...]
_FEW = 2  # tables, and labels that they share
_WIDTH = 2
_LONGEST_NAME = 160  # code points
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedTable:
    """A table of labels with the line above it, as spans of the document."""

    name: tuple[int, int]
    rows: tuple[tuple[int, int], ...]


def headed_tables(document: Document, said: Sequence[Line]) -> list[HeadedTable]:
    """The tables that each pair the same labels with values below a name of their own.

    ``said`` are the lines of the document outside tables, in reading order. In one table such names
    stand in rows of one cell.
    """
    found = []
    ended = 0
    for table in document.tables:
        above = [line for line in said if ended <= line.start and line.end <= table.start]
        ended = table.end
        for name, rows in _parts(table, (above[-1].start, above[-1].end) if above else None):
            labels = _labels(rows)
            if labels and _is_name(document.text[slice(*name)]):
                found.append((name, labels, rows))
    times = Counter(label for _, labels, _ in found for label in labels)
    shared = {label for label, count in times.items() if count * 2 > len(found)}
    alike = [(name, rows) for name, labels, rows in found if len(labels & shared) >= _FEW]
    if len({document.text[slice(*name)].strip() for name, _ in alike}) < _FEW:
        return []
    return [
        HeadedTable(
            name=name, rows=tuple((row[0].start, row[-1].end) for row in rows if _says(row[-1]))
        )
        for name, rows in alike
    ]


def _parts(table: Table, above: _Span | None) -> Iterator[tuple[_Span, Sequence[_Row]]]:
    """The rows below each name: that of the line above, or of a row that is one cell."""
    name = above
    rows: list[_Row] = []
    for row in table.rows:
        if len({cell.start for cell in row if cell.text.strip()}) == 1 and len(row) > 1:
            only = next(cell for cell in row if cell.text.strip())
            if only.start == row[0].start == row[-1].start:
                if name is not None and rows:
                    yield name, rows
                name, rows = (only.start, only.end), []
                continue
        rows.append(row)
    if name is not None and rows:
        yield name, rows


def _labels(rows: Sequence[_Row]) -> set[str]:
    """The labels of rows of labels and values, folded; empty for any other rows."""
    if any(len({cell.start for cell in row}) > _WIDTH for row in rows):
        return set()
    labels = [row[0].text.strip() for row in rows]
    if any(len(label) > _LONGEST_LABEL for label in labels):
        return set()
    return {fold_text(label) for label in labels if label} if len(set(labels)) > 1 else set()


def _says(value: Cell) -> bool:
    return bool(value.text.strip()) and not is_dash(value.text)


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and not is_time(text)
