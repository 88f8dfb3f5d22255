"""Columns such as "เงินที่ใช้" that tell in a plan what is to be used, in a report what was used."""

import re
from collections.abc import Iterable, Iterator

from checks.match.tables.columns import Column, columns
from crawler.records import Document

USED_OR_TO_USE = (
    ("เงินที่ใช้",),
    ("งบที่ใช้",),
    ("งบประมาณที่ใช้",),
    ("ค่าใช้จ่ายที่ใช้",),
    ("ใช้เท่า",),
    ("ใช้กี่บาท",),
)
_RESULTS = re.compile(r"\W*(?:ผล|ผลการดำเนิน(?:งาน|การ)|ผลจริง|ผลงาน|ทำจริง)\W*")
_SET_ASIDE = re.compile(r"จัดสรร|ได้รับ|ตั้งไว้|คงเหลือ|อนุมัติ")
_TO_DO = re.compile(
    r"จะทำ|จะดำเนิน|ทำ(?:ช่วง|ตอน|เดือน|เมื่อ)"
    r"|เมื่อใด|เมื่อไร|เมื่อไหร่|ระยะเวลา|ช่วงเวลา|กำหนดเวลา|กำหนดดำเนิน|ปฏิทิน|ไตรมาส ?[1๑]|แผน"
)
# Below the title of a plan, a table without a word of what was done sets out what is to be done.
_PLAN = re.compile(r"\W*(?:แผน|\(?ร่าง\)? ?แผน)(?!ภูมิ)(?!.{0,80}(?:ผล|รายงาน|ติดตาม|ก้าวหน้า|กำกับ))")
_WAS_USED = re.compile(r"ใช้(?:จ่าย)? ?(?:ไป|แล้ว|จริง)")
_DONE = re.compile(
    r"ผล|เบิก|แล้ว|จริง|คงเหลือ|ร้อยละ|สิ่งที่ดำเนิน|ที่ได้ทำ|สำเร็จ|วันที่จัด|ได้รับ|จัดสรร|ตั้งไว้|อนุมัติ|สถานะ|เข้าร่วม"
)


def sums_below_results(documents: Iterable[Document]) -> Iterator[Column]:
    """Columns of sums below a heading of results over several: "ผล" over "ทำได้ | เงิน"."""
    for column in columns(documents, (("เงิน",), ("งบ",), ("บาท",))):
        above = column.heading_text.replace(column.heading.text, " ").strip()
        if above and _RESULTS.fullmatch(above) and not _SET_ASIDE.search(column.heading.text):
            yield column


def is_to_be_used(column: Column) -> bool:
    """Whether the table of a column tells what is to be done, and nothing of what was."""
    if _WAS_USED.search(column.heading_text):
        return False
    heads = " ".join(cell.text for cell in column.table.rows[0])
    if _DONE.search(heads) is not None:
        return False
    return _TO_DO.search(heads) is not None or _PLAN.match(column.document.title) is not None
