"""Reads tables by the meaning of their columns, never by position."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from checks.match.fields.inline_labels import names_field
from checks.match.reading.boxes import has_blank
from checks.match.reading.phrases import matches
from checks.match.reading.values import holds, is_dash, is_to_fill_in
from checks.match.tables.stacked import stacked
from checks.match.tables.upright import lies_on_side, upright
from crawler.records import Cell, Document, Region, Table
from crawler.thai import arabic_digits, fold_text

_HEADER_ROWS = 3
_LABELLED_WIDTH = 2  # columns of a table of labels with their values
_FIELDS = 2  # headings that name fields
_PAIRS = 3  # rows of labels with their values
_MARKS = re.compile(r"^[\W\d_]+")
# What else labels the parts of a report, beside the names of fields.
_MORE_LABELS = re.compile(
    r"(?:วัน(?:ที่|เวลา| )|ความ(?:คิด)?เห็น|ข้อ(?:คิดเห็น|สรุป)|กลุ่ม(?:ผู้|เป้าหมาย)|การดำเนินการ|สิ่งที่|รายละเอียด"
    r"|ผล(?:จาก|ที่|การ)|หัวข้อ|เรื่อง|ชื่อ|สรุป|ภาพ|หน่วยงาน|ผู้(?:เข้า|ร่วม|มีส่วน|จัด))[^\d]{0,60}$"
)
_SECTION_LABEL = 60  # characters; a longer text is no label
_ROW_HEADING = 40  # characters; longer first cells are content
_TITLE_ROWS = 5  # rows above the headings that name the whole table, blank rows among them
_MONEY = re.compile(r"บาท|งบ|เงิน|ค่าใช้จ่าย|ต้นทุน|เบิก|จ่าย(?:จริง|ไป|แล้ว)|ใช้(?:จริง|ไป|จ่าย)")
_PERSONS = re.compile(r"คน|ราย(?!การ|งาน|จ่าย|ได้|ละเอียด|ชื่อ)|ผู้เข้าร่วม|ผู้ร่วม")
# What the heading of a column counts its bare figures in: "ระยะเวลา (วัน)", "ไตรมาสที่ดำเนินการ".
_COUNTED_IN = {
    "people": _PERSONS,
    "time_taken": re.compile(r"นาที|ชั่วโมง|ชม\.|[(\s]วัน(?:ทำการ)?\s*\)|จำนวนวัน|กี่วัน|สัปดาห์|\(\s*เดือน"),
    "duration": re.compile(r"ไตรมาส|ปีที่|เดือนที่|สัปดาห์|นาที|ชั่วโมง|\(\s*(?:วัน|เดือน|ปี)|จำนวน(?:วัน|เดือน)"),
}
# "ไม่ใช้" below "เงินที่ใช้": no money was, or is to be.
_NO_SUM = re.compile(r"\W*(?:ไม่(?:ได้|ต้อง)? ?(?:ใช้|มี|เสีย|เบิก|จ่าย)(?:จ่าย|เลย)?|ฟรี|ศูนย์)\W*")
_FIGURE = re.compile(r"\s*\d[\d,.]*(?:\s*(?:[-–—,/&+]|ถึง|และ)\s*\d[\d,.]*)*\s*")
# Folded headings of a column that holds labels.
_LABELS_BELOW = re.compile(
    fold_text(
        r"(?:หัวข้อ|รายการ|ข้อมูล|เรื่อง|องค์ประกอบ|รายละเอียด)(?:ข้อมูล|ที่เปิดเผย|รายละเอียด)?"
        r"|คำถาม|คำตอบ|เนื้อหา|คำอธิบาย|หัวเรื่อง|what|item|topic|details?|description|information|question|answer"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column whose heading matched, with the cells below it."""

    document: Document
    table: Table
    heading: Cell  # the heading cell that matched
    heading_text: str  # the words of all heading rows of the column
    cells: tuple[Cell, ...]  # body cells, repeated heading rows left out


def header_depth(table: Table, *, marked: bool = False) -> int:
    """How many rows at the top are headings: marked ones, else the first unless ``marked``."""
    titles = title_rows(table)
    depth = titles
    marks = not _pairs_labels(table.rows[titles:])
    for row in table.rows[titles : titles + _HEADER_ROWS]:
        if depth > titles and _is_title(row):
            break  # below headings a text over the whole width begins a group of rows
        if marks and row and sum(cell.header for cell in row) * 2 > len(row):
            depth += 1
        else:
            break
    if depth == titles:
        if marked or len(table.rows) < titles + 2:
            return 0
        depth = titles + 1
    # A heading cell that spans rows repeats below; take in the sub-headings beside it.
    while depth < min(titles + _HEADER_ROWS, len(table.rows) - 1) and any(
        cell.text and cell.start == above.start
        for cell, above in zip(table.rows[depth], table.rows[depth - 1], strict=False)
    ):
        depth += 1
    return depth


def _pairs_labels(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows of two cells pair labels with values, the first one too.

    Printed tables do not say which row holds the headings: "ชื่อโครงการ | เก็บขยะชายหาด" is none.
    """
    if len(rows) < _PAIRS or any(len(row) != _LABELLED_WIDTH for row in rows):
        return False
    label, value = (_MARKS.sub("", cell.text) for cell in rows[0])
    if not _is_label(label) or _is_label(value):
        return False
    if _LABELS_BELOW.fullmatch(fold_text(value).strip()):
        return False
    below = rows[1:]
    named = sum(_is_label(_MARKS.sub("", row[0].text)) for row in below)
    return named * 2 >= len(below)


def _is_label(text: str) -> bool:
    return names_field(text) or _MORE_LABELS.match(text) is not None


def title_rows(table: Table) -> int:
    """How many rows at the top name the whole table."""
    titles = 0
    for row in table.rows[:_TITLE_ROWS]:
        if not _is_title(row):
            break
        titles += 1
    return titles


def _is_title(row: Sequence[Cell]) -> bool:
    """Whether a row holds one text over the whole width, or one text and nothing beside it."""
    if len(row) > 1 and len({(cell.start, cell.text) for cell in row}) == 1:
        return True
    # In workbooks the cells of a title are seldom merged.
    return len(row) > 2 and sum(bool(cell.text.strip()) for cell in row) <= 1


def is_label_table(table: Table) -> bool:
    """Whether a table of two columns rather pairs labels with values, as its headings may say."""
    if len(table.rows[0]) != _LABELLED_WIDTH:
        return False
    return header_depth(table, marked=True) == 0 or headed_as_labels(table)


def heads_both(table: Table) -> bool:
    """Whether the first of a table's rows of two cells names a field over either of them.

    "ปัญหา | ข้อเสนอแนะ" over rows of both; in "ปัญหา | งบไม่พอ" the next row begins with a label, too.
    """
    if len(table.rows) < _LABELLED_WIDTH or len(table.rows[0]) != _LABELLED_WIDTH:
        return False
    first, *below = table.rows
    return all(
        len(cell.text) <= _ROW_HEADING and names_field(cell.text) for cell in first
    ) and not any(names_field(row[0].text) for row in below)


def headed_as_labels(table: Table) -> bool:
    """Whether the headings only say that labels stand below: "รายการ | รายละเอียด"."""
    return all(_LABELS_BELOW.fullmatch(fold_text(cell.text).strip()) for cell in table.rows[0])


def columns(
    documents: Iterable[Document], names: Sequence[Sequence[str]], not_words: Sequence[str] = ()
) -> Iterator[Column]:
    """Columns whose heading holds all words of one of the names, tables in reading order."""
    for document in documents:
        shown = [table for table in document.tables if not _in_frame(document, table)]
        for table in map(upright, chain.from_iterable(map(stacked, shown))):
            depth = header_depth(table)
            if depth == 0 or len(table.rows) <= depth:
                continue
            titles = title_rows(table)
            for index in range(len(table.rows[0])):
                own = table.rows[titles:depth] or table.rows[:depth]
                above = [row[index] for row in own if index < len(row)]
                words = " ".join(dict.fromkeys(cell.text for cell in above))
                if not matches(words, names, not_words):
                    continue
                yield Column(
                    document=document,
                    table=table,
                    heading=_matching(above, names),
                    heading_text=words,
                    cells=body_cells(table, index, depth),
                )


def _in_frame(document: Document, table: Table) -> bool:
    """Whether all of a table stands in the frame of a site: a box of counters, a menu."""
    return bool(document.regions) and not any(
        document.text[max(span.start, table.start) : min(span.end, table.end)].strip()
        for span in document.regions
        if span.region is Region.CONTENT and span.start < table.end and table.start < span.end
    )


def _matching(above: Sequence[Cell], names: Sequence[Sequence[str]]) -> Cell:
    for cell in above:
        if cell.text and matches(cell.text, names):
            return cell
    return next((cell for cell in above if cell.text), above[0])


def body_cells(table: Table, index: int, depth: int) -> tuple[Cell, ...]:
    """The cells under a heading, without heading rows repeated on later pages."""
    heading = [fold_text(cell.text) for cell in table.rows[depth - 1]]
    rows = [
        row
        for row in table.rows[depth:]
        if [fold_text(cell.text) for cell in row] != heading and any(cell.text for cell in row)
    ]
    return tuple(row[index] for row in rows if index < len(row))


def cells_of_rows(column: Column) -> tuple[Cell, ...]:
    """The cells of a column without those merged over the whole row, which head a group of rows."""
    merged = {
        row[0].start
        for row in column.table.rows
        if len(row) > _LABELLED_WIDTH and len({cell.start for cell in row}) == 1
    }
    return tuple(cell for cell in column.cells if cell.start not in merged) or column.cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """How far a column is filled with values of the kind asked for."""

    rows: int
    filled: int
    dashes: int
    first: Cell | None  # the first cell with such a value


def filling(column: Column, kind: str) -> Filling:
    """Count the cells that hold a value; a value spanning rows counts for each of them.

    Bare figures under a heading that names their unit are of that unit: persons, days, quarters.
    Below a heading that names money a plain "ไม่ใช้" is a sum, too.
    """
    unit = _COUNTED_IN.get(kind)
    counted = unit is not None and unit.search(column.heading_text) is not None
    sums = kind == "money" and _MONEY.search(column.heading_text) is not None
    cells = cells_of_rows(column)
    filled = [
        cell
        for cell in cells
        if not is_dash(cell.text)
        and (
            holds(cell.text, kind)
            or (counted and _FIGURE.fullmatch(arabic_digits(cell.text)))
            or (sums and _NO_SUM.fullmatch(cell.text))
        )
    ]
    return Filling(
        rows=len(cells),
        filled=len(filled),
        dashes=sum(
            is_dash(cell.text) and not (has_blank(cell.text) or is_to_fill_in(cell.text))
            for cell in cells
        ),
        first=filled[0] if filled else None,
    )


def labelled_rows(
    documents: Iterable[Document],
    names: Sequence[Sequence[str]],
    not_words: Sequence[str] = (),
    *,
    figures: str = "",
) -> Iterator[tuple[Document, Cell, Cell]]:
    """Rows of a table of labels: a cell with such a label, and the cell to its right.

    Tables of two columns, with or without a heading row ("หัวข้อ | รายละเอียด"), tables of three
    whose first column is a number, tables of label pairs side by side, and tables whose first
    column holds the headings. Where a row of headings says what its columns hold, the rows are
    records and no labels, unless ``figures`` of a kind are looked for, which stand in crossed
    tables; a sum of money under its heading counts nothing.
    """
    for document in documents:
        for table in document.tables:
            width = len(table.rows[0]) if table.rows else 0
            depth = header_depth(table, marked=True)
            marked = depth > 0
            sideways = lies_on_side(table)
            if not marked and _heads_records(table) and not sideways:
                continue
            if marked and not figures and not (sideways or _heads_labels(table.rows[depth - 1])):
                continue
            # "ประเด็น | ข้อค้นพบ" over labels and their values is no such pair itself.
            headed = depth if marked and not (figures or sideways) else int(heads_both(table))
            sums = _sums(table) if figures and figures != "money" else frozenset()
            for row in table.rows[headed:]:
                money = {row[index].start for index in sums if index < len(row)}
                for label, value in _pairs(row, width, marked=marked, figures=bool(figures)):
                    if value.start in money or label.start == value.start:
                        continue
                    if matches(label.text, names, not_words):
                        yield document, label, value


def _sums(table: Table) -> frozenset[int]:
    """The columns that their headings, marked or not, say to hold sums of money."""
    depth = header_depth(table)
    heads = table.rows[depth - 1] if depth else ()
    return frozenset(
        index
        for index, cell in enumerate(heads)
        if _MONEY.search(cell.text) and not any(char.isdigit() for char in cell.text)
    )


def section_rows(
    documents: Iterable[Document], names: Sequence[Sequence[str]], not_words: Sequence[str] = ()
) -> Iterator[tuple[Document, Cell, Cell]]:
    """Rows with one short text alone that is a label, and the text of the lone row below it.

    Reports kept in one sheet write their last chapters so, under the table of figures.
    """
    for document in documents:
        for table in document.tables:
            alone = [_alone(row) for row in table.rows]
            for label, value in pairwise(alone):
                if label is None or value is None or len(label.text) > _SECTION_LABEL:
                    continue
                # "ปัญหา" over "ข้อเสนอแนะ" is a label without a value; "ควรขอ..." is a value.
                another = matches(value.text, names) and names_field(value.text)
                if matches(label.text, names, not_words) and not another:
                    yield document, label, value


def _alone(row: Sequence[Cell]) -> Cell | None:
    """The one text of a row, merged over it or with nothing beside it."""
    said = {(cell.start, cell.text.strip()): cell for cell in row if cell.text.strip()}
    return next(iter(said.values())) if len(said) == 1 and len(row) > 1 else None


def _heads_records(table: Table) -> bool:
    """Whether an unmarked first row names the fields of records: its rows begin with no label."""
    depth = header_depth(table)
    if depth == 0 or len(table.rows[0]) <= _LABELLED_WIDTH:
        return False
    heading = table.rows[depth - 1]
    named = {cell.start for cell in heading if names_field(cell.text)}
    return len(named) >= _FIELDS and not _heads_labels(heading)


def _heads_labels(heading: Sequence[Cell]) -> bool:
    """Whether a row of headings stands over labels and their values, and not over records."""
    words = [fold_text(cell.text) for cell in heading]
    return any(_LABELS_BELOW.fullmatch(word) for word in words[:2])


def _pairs(
    row: Sequence[Cell], width: int, *, marked: bool, figures: bool
) -> Iterator[tuple[Cell, Cell]]:
    if width == 2 or (width == 3 and not marked):
        yield from pairwise(row)
    elif width in {4, 6} and not marked:
        yield from zip(row[::2], row[1::2], strict=False)
    if width > 2 and row and len(row[0].text) <= _ROW_HEADING:
        for value in row[1:]:
            yield row[0], value
    # A crossed table may name its kinds twice: the service, and the way it was asked for.
    if figures and width > 3 and row and len(row[1].text) <= _ROW_HEADING:
        for value in row[2:]:
            yield row[1], value
    if figures and width > 4 and row and 0 < len(row[2].text) <= _ROW_HEADING:
        for value in row[3:]:
            yield row[2], value
