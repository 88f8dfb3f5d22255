"""Who took part, told as a table of groups with their counts and no word for a person.

"กลุ่ม | ครั้งที่ 1 | ครั้งที่ 2" over "ชาวบ้านริมน้ำ | 84 | 97".
"""

import re
from collections.abc import Iterable

from checks.api import Quote, quote_text
from checks.match.reading.regions import in_content
from checks.match.tables.columns import header_depth
from crawler.records import Cell, Document, Table
from crawler.thai import fold_text

_GROUPS = 2  # rows
# Folded: what heads the column of groups, and a column of their counts.
_GROUP = re.compile(
    r"\W*(?:กลุ่ม(?:ผู้[ก-๎]{2,16}|คน)?|ผู้(?:เข้าร่วม|ร่วม|มาร่วม|มีส่วนร่วม|ให้ความเห็น)[ก-๎]{0,12}|ใครมา|ประเภทผู้[ก-๎]{2,16}|ภาคส่วน)\W*"
)
_COUNT = re.compile(
    r"\W*(?:จานวน)?(?:คน|ผู้(?:เข้าร่วม|ร่วม|มาร่วม)|ครั้งที่?\d{1,2}|รอบที่?\d{0,2}|เวทีที่?\d{0,2}|ชาย|หญิง|รวม|วันที่[^\n]{1,20})"
    r"(?:\(?คน\)?)?\W*"
)
_DIGIT = re.compile(r"[\d๐-๙]")
_FIGURE = re.compile(r"\s*[\d๐-๙][\d๐-๙,]{0,6}\s*|\s*[-–]\s*")


def counted_groups(documents: Iterable[Document]) -> Quote | None:
    """The first row of such a table, None without one."""
    for document in documents:
        for table in document.tables:
            row = _first_group(table) if in_content(document, table.start) else None
            if row is not None:
                return quote_text(document, row[0].start, row[-1].end)
    return None


def _first_group(table: Table) -> tuple[Cell, ...] | None:
    depth = header_depth(table)
    if not 0 < depth < len(table.rows):
        return None
    head, rows = table.rows[depth - 1], table.rows[depth:]
    if len(head) < 2 or _GROUP.fullmatch(fold_text(head[0].text)) is None:
        return None
    if not all(_COUNT.fullmatch(fold_text(cell.text)) for cell in head[1:]):
        return None
    told = [
        row
        for row in rows
        if len(row) == len(head)
        and all(_FIGURE.fullmatch(cell.text) for cell in row[1:])
        and any(_DIGIT.search(cell.text) for cell in row[1:])
    ]
    return told[0] if len(told) >= _GROUPS else None
