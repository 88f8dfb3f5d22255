"""What the rows of a table are about: kinds of spending, counts of projects, or projects."""

import re
from collections.abc import Sequence

from checks.match.reading.phrases import lines, matches
from checks.match.tables.columns import (
    Column,
    body_cells,
    headed_as_labels,
    header_depth,
    heads_both,
)
from crawler.records import Region, Table
from crawler.thai import arabic_digits, fold_text

_CONTENT = frozenset({Region.CONTENT})
_NAMES_A_FIELD = 4  # characters; shorter names are everyday words
_OF_PROJECTS = re.compile(r"โครงการ|กิจกรรม|รายการ|มาตรการ|หลักสูตร|ชื่อ")
_NUMBERING = re.compile(r"ลำดับ|ที่(?!\S)|เลขที่|รหัส|งบ|บาท|เงิน|ใช้|จ่าย|ร้อยละ|ผล")
_BARE_FIGURE = re.compile(r"\s*\d[\d,.]*\s*(?:โครงการ|กิจกรรม|รายการ)?\s*")

# Folded spelling: what rows are called that a second column tells something of.
_CALLS_ROWS = re.compile(
    r"(?:ชื่อ)?(?:มาตรการ|กิจกรรม|โครงการ|รายการ|ประเด็น|ความเสี่ยง|เหตุการณ์|แผนงาน|ขั้นตอน|ตัวชี้วัด|เป้าหมาย|ข้อเสนอ|รูปแบบ|พฤติการณ์|โอกาส|ปัญหา|จุดเสี่ยง|ช่องโหว่)"
)
_HEADING_LENGTH = 30  # folded letters of a column's heading; a longer cell is a value
_ROWS_OF_COLUMNS = 3


def heads_a_column(column: Column) -> bool:
    """Whether the first row of a table of two columns heads them, though no markup says so.

    "มาตรการ | ผลการดำเนินการ" over rows of both, as in files, where no cell is marked as a heading.
    """
    rows = column.table.rows
    if heads_both(column.table):
        return True
    if len(rows) < _ROWS_OF_COLUMNS or len(rows[0]) != 2 or headed_as_labels(column.table):
        return False
    first, second = rows[0]
    return (
        column.heading.start == second.start
        and len(fold_text(second.text)) <= _HEADING_LENGTH
        and _CALLS_ROWS.match(fold_text(first.text)) is not None
    )


def is_about(table: Table, names: tuple[tuple[str, ...], ...]) -> bool:
    """Whether one of the first two headings says that the rows are of these kinds."""
    depth = header_depth(table)
    heads = table.rows[depth - 1][:2] if depth else ()
    return any(matches(cell.text, names) for cell in heads)


def stands_under(column: Column, words: Sequence[str], names: Sequence[Sequence[str]] = ()) -> bool:
    """Whether what stands over a column's table has one of some words and names no field.

    That is the nearest heading, the caption and the line right above.
    """
    document, table = column.document, column.table
    above = [
        heading.text
        for heading in document.headings
        if heading.start < table.start and heading.start != column.heading.start
    ]
    near = [line.text for line in lines(document, _CONTENT) if line.end <= table.start][-1:]
    told = f"{above[-1] if above else ''} {table.caption} {near[0] if near else ''}"
    fields = [name for name in names if sum(map(len, name)) >= _NAMES_A_FIELD]
    return matches(told, [(word,) for word in words]) and not matches(told, fields)


def counts_projects(table: Table) -> bool:
    """Whether the rows only count projects, by strategy or unit, and no column names any.

    "ยุทธศาสตร์ | โครงการ | แล้วเสร็จ | เบิกจ่าย" with figures under "โครงการ" reports on none of them.
    """
    depth = header_depth(table)
    if depth == 0 or len(table.rows) <= depth:
        return False
    counted = named = False
    for index in range(len(table.rows[0])):
        words = " ".join(row[index].text for row in table.rows[:depth] if index < len(row))
        cells = [cell.text for cell in body_cells(table, index, depth) if cell.text.strip()]
        if not cells or not _OF_PROJECTS.search(words):
            continue
        figures = sum(_BARE_FIGURE.fullmatch(arabic_digits(text)) is not None for text in cells)
        if figures == len(cells):
            counted = counted or _NUMBERING.search(words) is None
        else:
            named = True
    return counted and not named
