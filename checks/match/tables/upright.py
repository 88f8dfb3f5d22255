"""Turns a table that lies on its side: its first column names the fields, each column is a record.

"ใครทำ | กองคลัง | กองช่าง" below "(blank) | เรื่องที่หนึ่ง | เรื่องที่สอง": officers compare measures, projects or
persons side by side. Cells keep their places in the text, so that quotes stay what they are.
"""

import re
from dataclasses import replace

from checks.match.fields.inline_labels import names_field
from crawler.records import Cell, Table

_LEAST_WIDTH = 3  # the labels and two records
_FIELDS = 3  # labels that name fields
_LONGEST_LABEL = 60  # code points
_MOST = 0.6  # share of the labels that name fields
# Labels that ask for a field in everyday words, or name what a person's card holds.
_ASKS = re.compile(
    r"ใคร|เมื่อ(?:ไร|ใด|ไหร่)|อย่างไร|ยังไง|(?:ตอน|แบบ|ช่วง|เดือน|ถึง|แค่|ฝ่าย|กอง|หน่วย)(?:ไหน|ใด)|เท่า(?:ไร|ใด)|อะไร"
    r"|^\W*(?:[\d๐-๙]+[.)]\s*)?(?:ชื่อ|หัวเรื่อง|เรื่อง$|รูป|ภาพ|ตำแหน่ง|โทร|อีเมล|เบอร์|ติดต่อ|ผู้(?:ทำ|ดูแล|รับ)|คนทำ|ทีม|วิธี|ขั้น"
    r"|ช่วง|เดือน|กำหนด|ผล|ทำ(?:ได้|แล้ว|ไป)|ที่(?:ทำ|ได้)|สิ่งที่|ตัวเลข|การเปลี่ยนแปลง|เปลี่ยน|ดีขึ้น|เงิน|งบ|ข้อ(?:ติดขัด|เสนอ|จำกัด)|ติดขัด|ควร|e-?mail)",
    re.I,
)
# Headings that count or date: the columns of a chart, and no records.
_PERIOD_OR_UNIT = re.compile(
    r"25\d\d|๒๕[๐-๙]{2}|ไตรมาส|เดือน|ม\.ค|ต\.ค|จำนวน|รวม|ร้อยละ|บาท|หน่วย(?:นับ)?$|คะแนน|^\W*(?:รายละเอียด|ข้อมูล|คำอธิบาย|คำตอบ)\W*$"
)
# "มาตรการที่ 1", "มาตรการ ก": one of several, and no field.
_ONE_OF_SEVERAL = re.compile(
    r"^\W*(?:มาตรการ|เรื่อง|โครงการ|กิจกรรม|ความเสี่ยง|ประเด็น|งาน|แนวทาง)(?:ที่)? ?(?:[\d๐-๙]|[ก-ฮA-Z](?:\s|$)|(?:หนึ่ง|สอง|สาม|สี่|แรก))"
)


def upright(table: Table) -> Table:
    """The table with a record to a row; itself unless it lies on its side."""
    if not lies_on_side(table):
        return table
    turned = []
    for number, column in enumerate(zip(*table.rows, strict=True)):
        turned.append(tuple(replace(cell, header=number == 0) for cell in column))
    return replace(table, rows=tuple(turned))


def lies_on_side(table: Table) -> bool:
    """Whether the first column names fields and the first row, if any field, names none beside."""
    rows = table.rows
    if len(rows) < _FIELDS or len(rows[0]) < _LEAST_WIDTH:
        return False
    top = [cell for cell in rows[0][1:] if cell.text.strip()]
    if len({cell.start for cell in top}) < _LEAST_WIDTH - 1 or len(top) < len(rows[0]) - 1:
        return False
    if any(_names_field(cell) or _PERIOD_OR_UNIT.search(cell.text) for cell in top):
        return False
    labels = [row[0] for row in rows[1:]]
    asked = sum(_names_field(label) for label in labels)
    return asked >= max(_FIELDS, _MOST * len(labels))


def _names_field(cell: Cell) -> bool:
    text = cell.text.strip()
    if not text or len(text) > _LONGEST_LABEL or _ONE_OF_SEVERAL.match(text):
        return False
    return names_field(text) or _ASKS.search(text) is not None
