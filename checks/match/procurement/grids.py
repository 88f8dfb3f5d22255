"""Reads grids of cells as sheets of procurements: headings by meaning, rows as records.

Copes with title rows, headings on several rows with merged cells, rows of numbers "(1) (2)" and of
units, headings repeated inside the table, rows that separate months, totals, blank forms, rows
that a page break split, and tables whose headings stand in the first column. No header flags are
needed, so tables of any source are read alike.
"""

import re
from collections.abc import Iterator, Sequence

from checks.match.periods.dates import plain_text
from checks.match.periods.said import months_named
from checks.match.procurement.columns import TELLING, Role, roles_of
from checks.match.procurement.grid_headings import (
    FIRST_COLUMN,
    LEAST,
    SEARCHED,
    Reading,
    Row,
    distinct,
    everyday,
    heading_block,
    is_headed,
    meanings,
    numbers_columns,
    spanning,
)
from checks.match.procurement.records import Record, Sheet, Statement
from checks.match.procurement.values import is_nothing, is_total, states_none, tells
from crawler.records import Cell, Document, Table
from crawler.thai import fold_text

# Folded: what gathers procurements; a thing to be bought has a name of its own, or a quantity.
_CATEGORY = re.compile(
    r"[\W\d๐-๙]*(?:หมวด|ประเภท|งบ|ค่า|แผนงาน|ยุทธศาสตร์|ด้าน)?(?:ราย(?:จ่าย|การ))?(?:ค่า)?"
    r"(?:ครุภัณฑ์(?:สานักงาน|คอมพิวเตอร์|การศึกษา|ยานพาหนะ(?:และขนส่ง)?|การเกษตร|ก่อสร้าง|ไฟฟ้าและวิทยุ|โฆษณาและเผยแพร่|งานบ้านงานครัว|วิทยาศาสตร์(?:หรือการแพทย์)?|อื่น)?"
    r"|ที่ดิน(?:และ)?(?:สิ่งก่อสร้าง)?|สิ่งก่อสร้าง|งานก่อสร้าง|งบ?ลงทุน|งบ?ดาเนินงาน|เงินอุดหนุน|งานซื้อ|งานจ้าง|การซื้อ|การจ้าง|จัดซื้อ|จัดจ้าง"
    r"|(?:กอง|สานัก|ฝ่าย|แผนก)[ก-๎]{2,24}|ไตรมาส(?:ที่)?\d|เดือน[ก-๎]{4,10}\d{0,4})\W*"
)
_ORDINAL = re.compile(
    r"\s*(?:ลำดับ|รายการ|เรื่อง|โครงการ|งาน|ราย)?(?:ที่)? ?(?P<number>\d{1,3})[.)]?\s*"
)
_ANY_YEAR = 2569  # only whether a month is named is asked
_TITLES = 3  # rows above headings in everyday words


def read_tables(document: Document) -> tuple[Sheet, ...]:
    """The tables of a document that list procurements, in reading order."""
    found: list[Sheet] = []
    last: tuple[list[frozenset[Role]], dict[Role, Cell]] | None = None
    for table in document.tables:
        if not table.rows or _wraps(table, document):
            continue
        reading = _read_grid(table)
        if reading is not None and not (reading.records or reading.statements):
            # "เลขที่สัญญา | จ้าง 1/69" reads like headings; in the first column it is a label.
            reading = _read_labels(table) or reading
        reading = reading or _continued(table, last)
        if reading is not None:
            last = (reading.columns, reading.headings) if reading.columns else None
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


def _sheet(document: Document, table: Table, reading: Reading) -> Sheet:
    titles = [row[0].text for row in table.rows[:SEARCHED] if spanning(row) is not None]
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


def _read_grid(table: Table) -> Reading | None:
    rows = table.rows
    for top in range(min(SEARCHED, len(rows))):
        if not is_headed(rows[top]):
            continue
        end = heading_block(rows, top)
        reading = meanings(rows, top, end)
        if reading is not None:
            for row in rows[:top]:
                _take_mark(reading, row)
            _read_rows(reading, rows, end)
            return reading
    for top in range(min(_TITLES, len(rows) - 1)):
        reading = everyday(rows, top)
        if reading is not None:
            _read_rows(reading, rows, top + 1)
            return reading
    return None


def _continued(
    table: Table, last: tuple[list[frozenset[Role]], dict[Role, Cell]] | None
) -> Reading | None:
    """A table without headings that carries on the one before it, as on the pages of a file."""
    if last is None or len(table.rows[0]) != len(last[0]) or len(last[0]) < FIRST_COLUMN:
        return None
    reading = Reading(list(last[0]), dict(last[1]), [])
    _read_rows(reading, table.rows, 0)
    fits = [
        record
        for record in reading.records
        if sum(record.filled(role) for role in record.values if role in TELLING) >= LEAST
    ]
    return reading if fits else None


# -- rows ---------------------------------------------------------------------------------------


def _read_rows(reading: Reading, rows: Sequence[Row], first: int) -> None:
    at = first
    while at < len(rows):
        row = rows[at]
        if is_headed(row):
            end = heading_block(rows, at)
            again = meanings(rows, at, end)
            if again is not None:
                reading.columns = again.columns
                for role, cell in again.headings.items():
                    reading.headings.setdefault(role, cell)
                reading.open = False
                at = end
                continue
        if not numbers_columns(row) or at == first:
            _take_row(reading, row, rows[at - 1] if at else ())
        at += 1


def _take_mark(reading: Reading, row: Row) -> None:
    cell = spanning(row)
    if cell is None:
        return
    if months_named(cell.text, _ANY_YEAR) or not months_named(reading.mark, _ANY_YEAR):
        reading.mark = cell.text  # a group, or the day of a form, leaves its month standing
    reading.marks.append(cell)


def _take_row(reading: Reading, row: Row, above: Row) -> None:
    cells = distinct(row)
    if not cells:
        return
    start, end = min(cell.start for cell in cells), max(cell.end for cell in cells)
    if any(is_total(cell.text) for cell in cells[:2]):
        reading.open = False
        return
    alone = spanning(row)
    if alone is not None and (_width(row, alone) > 1 or len(row) == 1):
        _take_mark(reading, row)
        if states_none(alone.text):
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
    if len(said) == 1 and _CATEGORY.fullmatch(fold_text(said[0].text)):
        reading.marks.append(said[0])
        reading.open = False
        return  # "ครุภัณฑ์" over the things that are bought
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


def _state(reading: Reading, kind: str, start: int, end: int) -> None:
    reading.statements.append(Statement(kind=kind, start=start, end=end, mark=reading.mark))
    reading.open = False


def _values(columns: Sequence[frozenset[Role]], row: Row) -> dict[Role, tuple[Cell, ...]]:
    values: dict[Role, list[Cell]] = {}
    for roles, cell in zip(columns, row, strict=False):
        for role in roles:
            values.setdefault(role, []).append(cell)
    return {role: tuple(cells) for role, cells in values.items()}


def _carries_on(
    reading: Reading, values: dict[Role, tuple[Cell, ...]], row: Row, above: Row
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


def _read_labels(table: Table) -> Reading | None:
    """A table whose headings stand in its first column: one record, or one per further column."""
    rows = [row for row in table.rows if len(row) > 1 and not _counts_records(row)]
    labels = [roles_of(row[0].text) & TELLING for row in rows]
    known = frozenset().union(*labels) if labels else frozenset()
    if len(known) < FIRST_COLUMN or not known & {Role.ITEM, Role.WINNER}:
        return None
    reading = Reading([], {}, [])
    for column in range(1, len(rows[0])):
        for record in _stacked(rows, labels, column):
            if record is not None:
                reading.records.append(record)
    for row, roles in zip(rows, labels, strict=True):
        for role in sorted(roles):
            reading.headings.setdefault(role, row[0])
    return reading if reading.records else None


def _counts_records(row: Row) -> bool:
    """Whether a row only numbers the records beside its label: "รายการ | ลำดับ 1 | ลำดับ 2"."""
    if roles_of(row[0].text) & TELLING - {Role.ITEM}:
        return False
    counted = [_ORDINAL.fullmatch(plain_text(cell.text)) for cell in row[1:]]
    numbers = [int(match["number"]) for match in counted if match is not None]
    return len(numbers) == len(counted) and numbers == list(range(1, len(numbers) + 1))


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
