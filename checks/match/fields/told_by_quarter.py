"""What was done of each measure, told under columns of quarters, rounds or months.

"มาตรการ | ไตรมาส 1 | ไตรมาส 2" over "ตรวจแล้ว", "อบรม 1 ครั้ง"; ticks alone, and what is planned for a
quarter, tell nothing that was done.
"""

import re
from collections.abc import Iterable

from checks.match.periods.dates import MONTH, plain_text
from checks.match.reading.intent import WILL
from checks.match.tables.columns import Column, columns
from crawler.records import Document

_ANY: tuple[tuple[str, ...], ...] = (("",),)
_WHEN = re.compile(
    rf"\W*(?:(?:ผล|การดำเนินการ|ผลการดำเนินการ)?\s*(?:ไตรมาส|รอบ|งวด|ครั้ง)(?:ที่)?\s*(?:\d{{1,2}}|แรก|หลัง|สุดท้าย)\s*(?:เดือน(?:แรก|หลัง)?)?"
    rf"|(?:เดือน)?\s*{MONTH})[^ก-ฮ]{{0,12}}",
    re.I,
)
# "ให้ครบ", "ให้แล้วเสร็จ": how far it is to be done.
_DONE = re.compile(r"(?<!ให้)(?:แล้ว(?!เสร็จ(?:ใน|ภายใน))|ครบ(?!กำหนด)|เรียบร้อย|เสร็จสิ้น)|ไม่พบ")
_TOLD = re.compile(r"[ก-ฮ]{2}|[ก-ฮ][ก-๎]{2}")
_FEW = 2  # columns, and rows
_MOST = 0.6  # of the rows


def told_by_quarter(documents: Iterable[Document]) -> Column | None:
    """The first of the columns of quarters that tell what was done in most rows; None without."""
    for document in documents:
        found = [
            column
            for column in columns((document,), _ANY)
            if _WHEN.fullmatch(plain_text(column.heading_text))
        ]
        for first in found:
            beside = [column for column in found if column.table is first.table]
            if len(beside) >= _FEW and _tell(beside):
                return next(c for c in beside if any(_TOLD.search(cell.text) for cell in c.cells))
    return None


def _tell(beside: list[Column]) -> bool:
    rows = [
        " ".join(cell.text for cell in row)
        for row in zip(*(column.cells for column in beside), strict=False)
    ]
    told = [row for row in rows if _TOLD.search(row)]
    done = any(_DONE.search(row) for row in told)
    planned = any(re.search(WILL, row) for row in told)
    return len(rows) >= _FEW and len(told) >= _MOST * len(rows) and done and not planned
