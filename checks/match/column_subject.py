"""What the rows of a table are about: kinds of spending, counts of projects, or projects."""

import re
from collections.abc import Sequence

from checks.match.phrases import matches
from checks.match.tables import Column, body_cells, header_depth
from crawler.records import Table
from crawler.thai import arabic_digits, fold_text

_OF_PROJECTS = re.compile(r"โครงการ|กิจกรรม|รายการ|มาตรการ|หลักสูตร|ชื่อ")
_NUMBERING = re.compile(r"ลำดับ|ที่(?!\S)|เลขที่|รหัส|งบ|บาท|เงิน|ใช้|จ่าย|ร้อยละ|ผล")
_BARE_FIGURE = re.compile(r"\s*\d[\d,.]*\s*(?:โครงการ|กิจกรรม|รายการ)?\s*")


def is_about(table: Table, names: tuple[tuple[str, ...], ...]) -> bool:
    """Whether one of the first two headings says that the rows are of these kinds."""
    depth = header_depth(table)
    heads = table.rows[depth - 1][:2] if depth else ()
    return any(matches(cell.text, names) for cell in heads)


def stands_under(column: Column, words: Sequence[str]) -> bool:
    """Whether the heading or caption of a column's table has one of some words."""
    above = [
        heading.text
        for heading in column.document.headings
        if heading.start < column.table.start and heading.start != column.heading.start
    ]
    told = fold_text(f"{above[-1] if above else ''} {column.table.caption}")
    return any(fold_text(word) in told for word in words)


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
