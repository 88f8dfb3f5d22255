"""Finds the headings of a grid of procurements, on whichever rows, and what each column means.

Headings may stand on several rows with merged cells, with rows of numbers "(1) (2)" and of units
below; where they are in everyday words, the cells below them tell.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from checks.match.procurement.columns import TELLING, Role, roles_of
from checks.match.procurement.records import Record, Statement
from checks.match.procurement.typed import typed
from checks.match.procurement.values import is_total
from crawler.records import Cell
from crawler.thai import arabic_digits

SEARCHED = 12  # rows from the top among which the headings must stand
_DEPTH = 4  # rows of headings
LEAST = 3  # known meanings, or all of fewer columns
_NUMBERING = re.compile(r"^[(\[]?\d{1,2}[)\].]?$")
_UNIT = re.compile(r"^\(?(?:หน่วย ?:?)? ?(?:(?:ล้าน|พัน|แสน) ?)?บาท\)?$|^\(?(?:ชื่อ|ราย(?:ชื่อ)?)\)?$")
_SUM = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d\d(?!\d)|\d{4,}")
_YEAR = re.compile(r"(?:25|20)\d\d")
FIRST_COLUMN = 4  # known labels that make a table of labels
_OF_LISTS = frozenset({Role.METHOD, Role.SOURCE, Role.AMOUNT, Role.START, Role.REFERENCE})

Row = Sequence[Cell]


@dataclass(slots=True)
class Reading:
    """The state while the rows of a grid are read."""

    columns: list[frozenset[Role]]
    headings: dict[Role, Cell]
    further: list[Cell]
    records: list[Record] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    marks: list[Cell] = field(default_factory=list)
    mark: str = ""
    open: bool = False  # whether a row may carry on the record above


def distinct(row: Row) -> list[Cell]:
    """The cells of a row that hold words, each merged cell once."""
    seen: dict[tuple[int, str], Cell] = {}
    for cell in row:
        if cell.text.strip():
            seen.setdefault((cell.start, cell.text), cell)
    return list(seen.values())


def spanning(row: Row) -> Cell | None:
    """The only cell of a row over the whole width, None for other rows."""
    cells = distinct(row)
    if len(cells) == 1 and len(row) > 1:
        return cells[0]
    return None


def _holds_values(text: str) -> bool:
    return bool(_SUM.search(_YEAR.sub("", arabic_digits(text))))


def is_headed(row: Row) -> bool:
    """Whether a row holds headings: most cells have a known meaning and none a value."""
    cells = distinct(row)
    if len(cells) < 2 or any(_holds_values(cell.text) for cell in cells):
        return False
    if any(_NUMBERING.match(arabic_digits(cell.text.strip())) for cell in cells):
        return False
    known = [roles_of(cell.text) for cell in cells]
    meant = [roles for roles in known if roles]
    telling = {role for roles in meant for role in roles} & TELLING
    return len(telling) >= min(LEAST, len(cells)) and len(meant) * 2 > len(cells)


def numbers_columns(row: Row) -> bool:
    """Whether a row only numbers the columns, or only names units."""
    cells = distinct(row)
    texts = [arabic_digits(cell.text.strip()) for cell in cells]
    if len(texts) < 2:
        return bool(texts) and bool(_UNIT.match(texts[0]))
    if all(_NUMBERING.match(text) for text in texts):
        figures = [int(re.sub(r"\D", "", text)) for text in texts]
        return figures == list(range(figures[0], figures[0] + len(figures)))
    return all(_UNIT.match(text) for text in texts)


def heading_block(rows: Sequence[Row], top: int) -> int:
    """Where the headings that begin at a row end: sub-headings, numbers and units taken in."""
    end = top + 1
    while end < min(len(rows), top + _DEPTH):
        row, above = rows[end], rows[end - 1]
        if numbers_columns(row):
            end += 1
            continue
        shared = sum(
            bool(cell.text) and cell.start == over.start
            for cell, over in zip(row, above, strict=False)
        )
        cells = distinct(row)
        plain = bool(cells) and not any(_holds_values(cell.text) for cell in cells)
        halves = all(roles_of("ผู้เสนอราคา", cell.text) or roles_of(cell.text) for cell in cells)
        merged_above = len(distinct(above)) < sum(bool(cell.text) for cell in above)
        sub = shared > 0 or (merged_above and len(cells) < len(row))
        if plain and sub and halves and len(cells) > 1:
            end += 1
            continue
        break
    return end


def meanings(rows: Sequence[Row], top: int, end: int) -> Reading | None:
    """The columns under a block of headings; None when they make no list of procurements."""
    width = len(rows[top])
    columns: list[frozenset[Role]] = []
    headings: dict[Role, Cell] = {}
    further: list[Cell] = []
    told_by_cells = _typed(rows, top, end)
    for index in range(width):
        cells = [
            row[index]
            for row in rows[top:end]
            if index < len(row) and row[index].text.strip() and not numbers_columns(row)
        ]
        cells = list({(cell.start, cell.text): cell for cell in cells}.values())
        roles = told_by_cells[index] if cells else frozenset()
        columns.append(roles)
        for role in sorted(roles):
            headings.setdefault(role, cells[-1])
        if cells and not roles:
            further.append(cells[-1])
    told = set(headings) & TELLING
    lists = Role.ITEM in told or Role.WINNER in told
    if not lists or len(told) < 2 or Role.COUNT in headings:
        return None
    return Reading(columns, headings, further)


def _typed(rows: Sequence[Row], top: int, end: int) -> list[frozenset[Role]]:
    """The meaning of each column: by its headings, else by what its cells hold."""
    below = [row for row in rows[end:] if spanning(row) is None and not _totals(row)]
    told = []
    for index in range(len(rows[top])):
        heads = [
            row[index]
            for row in rows[top:end]
            if index < len(row) and row[index].text.strip() and not numbers_columns(row)
        ]
        heads = list({(cell.start, cell.text): cell for cell in heads}.values())
        words = [cell.text for cell in heads]
        roles = roles_of(*words) if words else frozenset({Role.OTHER})
        told.append((" ".join(words), roles, [row[index] for row in below if index < len(row)]))
    return typed(told)


def _totals(row: Row) -> bool:
    return any(is_total(cell.text) for cell in distinct(row)[:2])


def everyday(rows: Sequence[Row], top: int) -> Reading | None:
    """A list under headings in everyday words, whose cells tell what most columns hold."""
    cells = distinct(rows[top])
    if len(cells) < FIRST_COLUMN or any(_holds_values(cell.text) for cell in cells):
        return None
    if len({role for roles in _typed(rows, top, top + 1) for role in roles} & _OF_LISTS) < LEAST:
        return None
    return meanings(rows, top, top + 1)
