"""Reads grids of cells as sheets of procurements: headings by meaning, rows as records.

Copes with title rows, headings on several rows with merged cells, rows of numbers "(1) (2)" and of
units, headings repeated inside the table, rows that separate months, totals, blank forms, rows
that a page break split, and tables whose headings stand in the first column. No header flags are
needed, so tables of any source are read alike.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checks.match.periods.said import months_named
from checks.match.procurement.columns import TELLING, Role, roles_of
from checks.match.procurement.records import Record, Sheet, Statement
from checks.match.procurement.typed import typed
from checks.match.procurement.values import is_nothing, is_total, states_none, tells
from crawler.records import Cell, Document, Table
from crawler.thai import arabic_digits

_SEARCHED = 12  # rows from the top among which the headings must stand
_DEPTH = 4  # rows of headings
_LEAST = 3  # known meanings, or all of fewer columns
_NUMBERING = re.compile(r"^[(\[]?\d{1,2}[)\].]?$")
_UNIT = re.compile(r"^\(?(?:หน่วย ?:?)? ?(?:(?:ล้าน|พัน|แสน) ?)?บาท\)?$|^\(?(?:ชื่อ|ราย(?:ชื่อ)?)\)?$")
_SUM = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d\d(?!\d)|\d{4,}")
_YEAR = re.compile(r"(?:25|20)\d\d")
_ANY_YEAR = 2569  # only whether a month is named is asked
_FIRST_COLUMN = 4  # known labels that make a table of labels
_TITLES = 3  # rows above headings in everyday words
_OF_LISTS = frozenset({Role.METHOD, Role.SOURCE, Role.AMOUNT, Role.START, Role.REFERENCE})

Row = Sequence[Cell]


@dataclass(slots=True)
class _Reading:
    """The state while the rows of a grid are read."""

    columns: list[frozenset[Role]]
    headings: dict[Role, Cell]
    further: list[Cell]
    records: list[Record] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    marks: list[Cell] = field(default_factory=list)
    mark: str = ""
    open: bool = False  # whether a row may carry on the record above


def read_tables(document: Document) -> tuple[Sheet, ...]:
    """The tables of a document that list procurements, in reading order."""
    found: list[Sheet] = []
    last: tuple[list[frozenset[Role]], dict[Role, Cell]] | None = None
    for table in document.tables:
        if not table.rows or _wraps(table, document):
            continue
        reading = _read_grid(table) or _continued(table, last)
        if reading is not None:
            last = (reading.columns, reading.headings)
            found.append(_sheet(document, table, reading))
            continue
        labelled = _read_labels(table)
        if labelled is not None:
            found.append(_sheet(document, table, labelled))
    return tuple(found)


def _wraps(table: Table, document: Document) -> bool:
    """Whether a table only holds other tables, as in pages laid out by tables."""
    return any(
        other is not table and table.start <= other.start and other.end <= table.end
        for other in document.tables
    )


def _sheet(document: Document, table: Table, reading: _Reading) -> Sheet:
    titles = [row[0].text for row in table.rows[:_SEARCHED] if _spanning(row) is not None]
    return Sheet(
        document=document,
        headings=reading.headings,
        records=tuple(reading.records),
        statements=tuple(reading.statements),
        marks=tuple(reading.marks),
        further=tuple(reading.further),
        above=" ".join([table.caption, *titles[:1]]).strip(),
        heading=table.heading,
        start=table.start,
        end=table.end,
    )


# -- headings -----------------------------------------------------------------------------------


def distinct(row: Row) -> list[Cell]:
    """The cells of a row that hold words, each merged cell once."""
    seen: dict[tuple[int, str], Cell] = {}
    for cell in row:
        if cell.text.strip():
            seen.setdefault((cell.start, cell.text), cell)
    return list(seen.values())


def _spanning(row: Row) -> Cell | None:
    """The only cell of a row over the whole width, None for other rows."""
    cells = distinct(row)
    if len(cells) == 1 and len(row) > 1:
        return cells[0]
    return None


def _holds_values(text: str) -> bool:
    return bool(_SUM.search(_YEAR.sub("", arabic_digits(text))))


def _heads(row: Row) -> bool:
    """Whether a row holds headings: most cells have a known meaning and none a value."""
    cells = distinct(row)
    if len(cells) < 2 or any(_holds_values(cell.text) for cell in cells):
        return False
    if any(_NUMBERING.match(arabic_digits(cell.text.strip())) for cell in cells):
        return False
    known = [roles_of(cell.text) for cell in cells]
    meant = [roles for roles in known if roles]
    telling = {role for roles in meant for role in roles} & TELLING
    return len(telling) >= min(_LEAST, len(cells)) and len(meant) * 2 > len(cells)


def _numbers_columns(row: Row) -> bool:
    """Whether a row only numbers the columns, or only names units."""
    cells = distinct(row)
    texts = [arabic_digits(cell.text.strip()) for cell in cells]
    if len(texts) < 2:
        return bool(texts) and bool(_UNIT.match(texts[0]))
    if all(_NUMBERING.match(text) for text in texts):
        figures = [int(re.sub(r"\D", "", text)) for text in texts]
        return figures == list(range(figures[0], figures[0] + len(figures)))
    return all(_UNIT.match(text) for text in texts)


def _heading_block(rows: Sequence[Row], top: int) -> int:
    """Where the headings that begin at a row end: sub-headings, numbers and units taken in."""
    end = top + 1
    while end < min(len(rows), top + _DEPTH):
        row, above = rows[end], rows[end - 1]
        if _numbers_columns(row):
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


def _meanings(rows: Sequence[Row], top: int, end: int) -> _Reading | None:
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
            if index < len(row) and row[index].text.strip() and not _numbers_columns(row)
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
    return _Reading(columns, headings, further)


def _typed(rows: Sequence[Row], top: int, end: int) -> list[frozenset[Role]]:
    """The meaning of each column: by its headings, else by what its cells hold."""
    below = [row for row in rows[end:] if _spanning(row) is None and not _totals(row)]
    told = []
    for index in range(len(rows[top])):
        heads = [
            row[index]
            for row in rows[top:end]
            if index < len(row) and row[index].text.strip() and not _numbers_columns(row)
        ]
        heads = list({(cell.start, cell.text): cell for cell in heads}.values())
        words = [cell.text for cell in heads]
        roles = roles_of(*words) if words else frozenset({Role.OTHER})
        told.append((" ".join(words), roles, [row[index] for row in below if index < len(row)]))
    return typed(told)


def _totals(row: Row) -> bool:
    return any(is_total(cell.text) for cell in distinct(row)[:2])


def _everyday(rows: Sequence[Row], top: int) -> _Reading | None:
    """A list under headings in everyday words, whose cells tell what most columns hold."""
    cells = distinct(rows[top])
    if len(cells) < _FIRST_COLUMN or any(_holds_values(cell.text) for cell in cells):
        return None
    if len({role for roles in _typed(rows, top, top + 1) for role in roles} & _OF_LISTS) < _LEAST:
        return None
    return _meanings(rows, top, top + 1)


def _read_grid(table: Table) -> _Reading | None:
    rows = table.rows
    for top in range(min(_SEARCHED, len(rows))):
        if not _heads(rows[top]):
            continue
        end = _heading_block(rows, top)
        reading = _meanings(rows, top, end)
        if reading is not None:
            for row in rows[:top]:
                _take_mark(reading, row)
            _read_rows(reading, rows, end)
            return reading
    for top in range(min(_TITLES, len(rows) - 1)):
        reading = _everyday(rows, top)
        if reading is not None:
            _read_rows(reading, rows, top + 1)
            return reading
    return None


def _continued(
    table: Table, last: tuple[list[frozenset[Role]], dict[Role, Cell]] | None
) -> _Reading | None:
    """A table without headings that carries on the one before it, as on the pages of a file."""
    if last is None or len(table.rows[0]) != len(last[0]) or len(last[0]) < _FIRST_COLUMN:
        return None
    reading = _Reading(list(last[0]), dict(last[1]), [])
    _read_rows(reading, table.rows, 0)
    fits = [
        record
        for record in reading.records
        if sum(record.filled(role) for role in record.values if role in TELLING) >= _LEAST
    ]
    return reading if fits else None


# -- rows ---------------------------------------------------------------------------------------


def _read_rows(reading: _Reading, rows: Sequence[Row], first: int) -> None:
    at = first
    while at < len(rows):
        row = rows[at]
        if _heads(row):
            end = _heading_block(rows, at)
            again = _meanings(rows, at, end)
            if again is not None:
                reading.columns = again.columns
                for role, cell in again.headings.items():
                    reading.headings.setdefault(role, cell)
                reading.open = False
                at = end
                continue
        if not _numbers_columns(row) or at == first:
            _take_row(reading, row, rows[at - 1] if at else ())
        at += 1


def _take_mark(reading: _Reading, row: Row) -> None:
    cell = _spanning(row)
    if cell is None:
        return
    if months_named(cell.text, _ANY_YEAR) or not months_named(reading.mark, _ANY_YEAR):
        reading.mark = cell.text  # a group, or the day of a form, leaves its month standing
    reading.marks.append(cell)


def _take_row(reading: _Reading, row: Row, above: Row) -> None:
    cells = distinct(row)
    if not cells:
        return
    start, end = min(cell.start for cell in cells), max(cell.end for cell in cells)
    if any(is_total(cell.text) for cell in cells[:2]):
        reading.open = False
        return
    spanning = _spanning(row)
    if spanning is not None and (_width(row, spanning) > 1 or len(row) == 1):
        _take_mark(reading, row)
        if states_none(spanning.text):
            _state(reading, "none", start, end)
        reading.open = False
        return
    values = _values(reading.columns, row)
    words = [cell for role, held in values.items() if role in TELLING for cell in held]
    said = [cell for cell in words if cell.text.strip()]
    telling = [cell for cell in said if not is_nothing(cell.text)]
    none = [cell for cell in cells if states_none(cell.text)]
    rest = {(c.start, c.text) for c in telling} - {(c.start, c.text) for c in none}
    if none and len(rest) <= 1:
        reading.mark = _row_month(values) or reading.mark
        _state(reading, "none", start, end)
        return
    if not said:
        _state(reading, "blank", start, end)
        return
    if not telling:
        _state(reading, "dashes", start, end)
        return
    if _carries_on(reading, values, row, above):
        previous = reading.records.pop()
        merged = {
            role: (*previous.values.get(role, ()), *_new(previous, role, values.get(role, ())))
            for role in {*previous.values, *values}
        }
        reading.records.append(
            Record(values=merged, start=previous.start, end=end, mark=previous.mark)
        )
        return
    reading.open = True
    mark = _row_month(values) or reading.mark
    reading.records.append(Record(values=values, start=start, end=end, mark=mark))


def _row_month(values: dict[Role, tuple[Cell, ...]]) -> str:
    return " ".join(cell.text for cell in values.get(Role.MONTH, ()) if cell.text.strip())


def _new(record: Record, role: Role, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cells that do not repeat a merged one of the record."""
    known = {cell.start for cell in record.values.get(role, ())}
    return tuple(cell for cell in cells if cell.text.strip() and cell.start not in known)


def _width(row: Row, cell: Cell) -> int:
    return sum(other.start == cell.start and other.text == cell.text for other in row)


def _state(reading: _Reading, kind: str, start: int, end: int) -> None:
    reading.statements.append(Statement(kind=kind, start=start, end=end, mark=reading.mark))
    reading.open = False


def _values(columns: Sequence[frozenset[Role]], row: Row) -> dict[Role, tuple[Cell, ...]]:
    values: dict[Role, list[Cell]] = {}
    for roles, cell in zip(columns, row, strict=False):
        for role in roles:
            values.setdefault(role, []).append(cell)
    return {role: tuple(cells) for role, cells in values.items()}


def _carries_on(
    reading: _Reading, values: dict[Role, tuple[Cell, ...]], row: Row, above: Row
) -> bool:
    """Whether a row belongs to the record above: a further bidder, or the rest of a split row."""
    if not reading.open or not reading.records:
        return False
    key = Role.ORDER if Role.ORDER in values else Role.ITEM
    cells = values.get(key, ())
    over = {cell.start for cell in above if cell.text.strip()}
    merged = any(cell.text.strip() and cell.start in over for cell in cells)
    if merged:
        return True
    if any(cell.text.strip() for cell in cells):
        return False
    alone = Record(values=values, start=0, end=0)
    full = sum(alone.filled(role) for role in values if role in TELLING)
    return not (alone.filled(Role.ITEM) and full > len(set(values) & TELLING) * 0.6)


# -- tables of labels ---------------------------------------------------------------------------


def _read_labels(table: Table) -> _Reading | None:
    """A table whose headings stand in its first column: one record, or one per further column."""
    rows = [row for row in table.rows if len(row) > 1]
    labels = [roles_of(row[0].text) & TELLING for row in rows]
    known = frozenset().union(*labels) if labels else frozenset()
    if len(known) < _FIRST_COLUMN or not known & {Role.ITEM, Role.WINNER}:
        return None
    reading = _Reading([], {}, [])
    for column in range(1, len(rows[0])):
        for record in _stacked(rows, labels, column):
            if record is not None:
                reading.records.append(record)
    for row, roles in zip(rows, labels, strict=True):
        for role in sorted(roles):
            reading.headings.setdefault(role, row[0])
    return reading if reading.records else None


def _stacked(
    rows: Sequence[Row], labels: Sequence[frozenset[Role]], column: int
) -> Iterator[Record | None]:
    values: dict[Role, tuple[Cell, ...]] = {}
    first: int | None = None
    end = 0
    for row, roles in zip(rows, labels, strict=True):
        if column >= len(row) or not roles or row[column].start == row[0].start:
            continue
        if roles & {Role.ITEM} and Role.ITEM in values:
            yield _closed(values, first, end)
            values, first = {}, None
        first = row[column].start if first is None else first
        end = row[column].end
        for role in roles:
            values[role] = (*values.get(role, ()), row[column])
    yield _closed(values, first, end)


def _closed(values: dict[Role, tuple[Cell, ...]], first: int | None, end: int) -> Record | None:
    if first is None or not any(tells(role, c.text) for role, cs in values.items() for c in cs):
        return None
    return Record(values=values, start=first, end=max(end, first))
