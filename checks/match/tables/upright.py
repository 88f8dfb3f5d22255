"""Turns a table that lies on its side: its first column names the fields, each column is a record.

"ใครทำ | กองคลัง | กองช่าง" below " | เรื่องที่หนึ่ง | เรื่องที่สอง", "ใช้จริง", "เกิดผล", "ขัดข้อง" beside
projects by name: officers compare measures, projects or persons side by side. Cells keep their
places in the text, so that quotes stay as they are.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from checks.match.fields.inline_labels import names_field
from checks.match.measures.measure_words import names_unit
from checks.match.measures.risk_sentences import is_grade
from checks.match.periods.dates import MONTH, plain_text
from crawler.records import Cell, Table
from crawler.thai import fold_text

_LEAST_WIDTH = 3  # the labels and two records
_FIELDS = 3  # labels that name fields
_KINDS = 2  # kinds of values of which a record's fields are, each in a row of its own
_LONGEST_LABEL = 60  # code points
_MOST = 0.6  # share of the labels that name fields
# Labels that ask for a field in everyday words, or name what a person's card holds.
_ASKS = re.compile(
    r"ใคร|เมื่อ(?:ไร|ใด|ไหร่)|อย่างไร|ยังไง|(?:ตอน|แบบ|ช่วง|เดือน|ถึง|แค่|ฝ่าย|กอง|หน่วย)(?:ไหน|ใด)|เท่า(?:ไร|ใด)|อะไร"
    r"|^\W*(?:[\d๐-๙]+[.)]\s*)?(?:ชื่อ|หัวเรื่อง|เรื่อง$|รูป|ภาพ|ตำแหน่ง|โทร|อีเมล|เบอร์|ติดต่อ|ผู้(?:ทำ|ดูแล|รับ)|คนทำ|ทีม|วิธี|ขั้น"
    r"|ช่วง|เดือน|กำหนด|ผล|ทำ(?:ได้|แล้ว|ไป)|ที่(?:ทำ|ได้)|สิ่งที่|ตัวเลข|การเปลี่ยนแปลง|เปลี่ยน|ดีขึ้น|เงิน|งบ|ข้อ(?:ติดขัด|เสนอ|จำกัด)|ติดขัด|ควร|e-?mail"
    r"|(?:หน่วย(?:งาน)?|กอง|ฝ่าย|ส่วน|กลุ่ม)?(?:ที่|ผู้)?(?:ทำ|ดูแล|รับผิดชอบ|รับไป|ขับเคลื่อน|ดำเนินการ)$)",
    re.I,
)
# Above labels, what each column beside it is one of.
_CORNER = re.compile(r"\W*(?:ชื่อ)?(?:มาตรการ|แนวทาง|กิจกรรม|โครงการ|เรื่อง(?:ที่ทำ)?)\W*$")
_LONGEST_TIME = 40  # code points
_TIME = re.compile(
    rf"^\W*(?:(?:เริ่ม|ตั้งแต่|ภายใน|ระหว่าง|ช่วง|เดือน|สิ้น|ต้น|กลาง)\s*){{0,3}}(?:\d{{1,2}} ?)?"
    rf"(?:{MONTH}|ไตรมาส|ตลอด|ทั้งปี|ทุก(?:เดือน|ไตรมาส|สัปดาห์|วัน))",
    re.I,
)
_FIGURE = re.compile(r"\s*(?:[\d๐-๙][\d๐-๙,.]*|[-–—])\s*")
_SUM = re.compile(r"\d[\d,.]* ?บาท|ไม่(?:มี|ใช้|เสีย)[ก-๎ ]{0,12}(?:งบ|เงิน|ค่าใช้จ่าย)[ก-๎]*")
# Headings that count or date: the columns of a chart, and no records.
_PERIOD_OR_UNIT = re.compile(
    r"25\d\d|๒๕[๐-๙]{2}|ไตรมาส|เดือน|ม\.ค|ต\.ค|จำนวน|รวม|ร้อยละ|บาท|หน่วย(?:นับ)?$|คะแนน|^\W*(?:รายละเอียด|ข้อมูล|คำอธิบาย|คำตอบ)\W*$"
)
_PERIOD = re.compile(
    rf"(?:ทุก|ทั้ง|ราย|ประจำ|แรก|เดือน|ไตรมาส|ปี(?:งบประมาณ)?|พ\.ศ\.|{MONTH}|25\d\d|\d)+", re.I
)
_LETTERS = re.compile(r"[ก-ฮ]")
_NAMES = 5  # consonants that name something besides a period
# Folded: what stands in the corner over labels and beside the areas of risks.
_CORNER_OF_AREAS = re.compile(r"\W*(?:หัวข้อ|รายการ|รายละเอียด|ข้อมูล|ประเด็น|องค์ประกอบ|ด้าน|ส่วน|เรื่อง)\W*")
# "มาตรการที่ 1", "มาตรการ ก": one of several, and no field.
_ONE_OF_SEVERAL = re.compile(
    r"^\W*(?:มาตรการ|เรื่อง|โครงการ|กิจกรรม|ความเสี่ยง|ประเด็น|งาน|แนวทาง)(?:ที่)? ?"
    r"(?:[\d๐-๙]|[ก-ฮA-Z](?:\s|$)|(?:หนึ่ง|สอง|สาม|สี่|แรก))"
)

# Folded: headings that call each column after an undertaking.
_UNDERTAKING = re.compile(r"(?:โครงการ|กิจกรรม|มาตรการ|งาน|หลักสูตร)(?!/|ที่ดาเนิน|หรือ|และ)[^\s]{2,}")
_OF_UNDERTAKING = 32  # folded letters of a field's name
# Folded: how a field of an undertaking is named, in the assessment's words or everyday ones.
_FIELD_OF_UNDERTAKING = re.compile(
    r"งบ|เงิน|วงเงิน|ได้รับ(?:งบ|จัดสรร|เงิน)|ใช้|จ่าย|เบิก|รายจ่าย|ค่าใช้จ่าย|หมด|ผล|เกิด(?:ผล|อะไร)|ได้(?:ผล|อะไร)|ทา(?:ได้|อะไร|แล้ว|เมื่อ|ที่ไหน)"
    r"|สิ่งที่|สถานะ|ความ(?:ก้าวหน้า|คืบหน้า|สาเร็จ)|ปัญหา|อุปสรรค|(?:ข้อ)?(?:ขัดข้อง|จากัด|ติดขัด)|ติด(?:ขัด|อะไร)|ข้อ(?:เสนอ|แนะนา|คิดเห็น)"
    r"|ควร|แนวทาง|หน่วยงาน|ผู้รับผิดชอบ|เจ้าของ|ระยะเวลา|ช่วง|เวลา|กาหนด|เริ่ม|เมื่อ|เป้า|ตัวชี้วัด|ผู้เข้าร่วม|สถานที่|วัตถุประสงค์|ร้อยละ|คงเหลือ|แผน|จานวน"
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
    if _headed_by_undertakings(table):
        return True
    if len(rows) < _FIELDS or len(rows[0]) < _LEAST_WIDTH:
        return False
    top = [cell for cell in rows[0][1:] if cell.text.strip()]
    if len({cell.start for cell in top}) < _LEAST_WIDTH - 1 or len(top) < len(rows[0]) - 1:
        return False
    if _graded_across(rows):
        return True
    if any(_names_field(cell) or _counts_or_dates(cell.text) for cell in top):
        return False
    if all(_FIGURE.fullmatch(cell.text) for row in rows[1:] for cell in row[1:]):
        return False  # "อีเมล", "โทรศัพท์" beside counts are channels, and no fields
    kinds = _kinds([row[1:] for row in rows[1:]])
    if kinds >= _KINDS or (kinds and _CORNER.match(rows[0][0].text)):
        return True
    labels = [row[0] for row in rows if row[0].text.strip()]
    called = sum(_UNDERTAKING.match(fold_text(label.text)) is not None for label in labels)
    if called * 2 > len(labels):
        return False  # rows called after undertakings are records, whatever their columns ask
    asked = sum(_names_field(label) for label in labels)
    return asked >= max(_FIELDS, _MOST * len(labels))


def _headed_by_undertakings(table: Table) -> bool:
    """Whether the headings beside the first name undertakings, and most cells below it fields."""
    rows = table.rows
    if len(rows) <= _FIELDS or any(len(row) < _LEAST_WIDTH for row in rows):
        return False
    heads = [fold_text(cell.text) for cell in rows[0][1:]]
    if sum(_UNDERTAKING.match(head) is not None for head in heads) * 2 < len(heads):
        return False
    first = [fold_text(row[0].text) for row in rows[1:]]
    fields = [
        word for word in first if len(word) <= _OF_UNDERTAKING and _FIELD_OF_UNDERTAKING.match(word)
    ]
    return len(set(fields)) >= _FIELDS and len(fields) >= _MOST * len(first)


def _graded_across(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether one row beside its label holds a grade of risk each time, and no column mostly so.

    Below areas of work, "งบประมาณ พัสดุ", whose names may begin as a field's do.
    """
    if rows[0][0].text.strip() and not _CORNER_OF_AREAS.fullmatch(fold_text(rows[0][0].text)):
        return False
    across = any(all(is_grade(cell.text) for cell in row[1:]) for row in rows[1:])
    beside = list(zip(*(row[1:] for row in rows[1:]), strict=True))
    return across and not any(
        sum(is_grade(cell.text) for cell in column) * 2 > len(column) for column in beside
    )


def _kinds(rows: Sequence[Sequence[Cell]]) -> int:
    """How many kinds of values fill a row each, when none of them fills a column."""
    columns = list(zip(*rows, strict=True))
    return sum(
        any(all(is_of(cell.text) for cell in row) for row in rows)
        and not any(all(is_of(cell.text) for cell in column) for column in columns)
        for is_of in (names_unit, is_time, _is_sum)
    )


def is_time(text: str) -> bool:
    """Whether a short cell says when something is done: months, a quarter, all the year."""
    return len(text) <= _LONGEST_TIME and _TIME.search(plain_text(text)) is not None


def _counts_or_dates(heading: str) -> bool:
    """Whether a heading counts or dates; "แจ้งแผนงบทุกเดือน" names what is done besides."""
    if _PERIOD_OR_UNIT.search(heading) is None:
        return False
    left = _PERIOD.sub(" ", plain_text(heading))
    return left == heading or len(_LETTERS.findall(left)) < _NAMES


def _is_sum(text: str) -> bool:
    return _SUM.fullmatch(plain_text(text).strip()) is not None


def _names_field(cell: Cell) -> bool:
    text = cell.text.strip()
    if not text or len(text) > _LONGEST_LABEL or _ONE_OF_SEVERAL.match(text):
        return False
    return names_field(text) or _ASKS.search(text) is not None
