"""Deeds that a page names and leaves open, in a list of what may be done or in a blank row.

"มีแนวทางดังนี้ 1. จัดประชุมชี้แจง 2. ติดป้าย" sets out what to do; a table of activities whose days,
people and pictures are blank is a form. Neither says that anything was done.
"""

import re
from collections.abc import Sequence

from checks.match.fields.deeds import tells_result
from checks.match.periods.dates import MONTH, plain_text
from checks.match.periods.years import dates
from checks.match.reading.lines import Line, lines
from checks.match.reading.values import is_dash
from checks.match.tables.columns import header_depth
from crawler.records import Cell, Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
# Folded. What opens a list of what is to be done, and what opens one of what was done.
_OPENS = re.compile(
    r"(?:แนวทาง|แนวปฏิบัติ|แผน(?!ก)|มาตรการ|วิธี(?:การ)?|กาหนด(?:ให้)?|ควร|ขอความร่วมมือ|ขอให้|ตัวอย่าง|ข้อเสนอแนะ)"
    r"[^\n]{0,120}?(?:ดังนี้|ดังต่อไปนี้|ได้แก่|[:：])\W*$"
)
_REPORTS = re.compile(
    r"ได้(?:ดาเนิน|จัด|มีการ|ทา)|ดาเนินการ(?:แล้ว|ตาม[ก-๎]{2,30}แล้ว)|ที่ผ่านมา|^\W*(?:[\d๐-๙]+\W*)?(?:ผล(?:การ)?|สรุป|ภาพ|กิจกรรมที่(?:ได้)?(?:ดาเนิน|จัด))"
)
# Labels of a project on paper, whatever stands behind them.
_OF_A_PLAN = re.compile(
    r"[\W\d]*(?:วิธี(?:การ)?(?:ดำเนิน(?:การ|งาน|กิจกรรม)|จัด)|ขั้นตอน(?:การดำเนิน(?:การ|งาน))?|หลักการและเหตุผล|วัตถุประสงค์"
    r"|กลุ่มเป้าหมาย|เป้าหมาย|ผลที่คาดว่า\S{0,12}|ตัวชี้วัด)\s?[:：]"
)
# Folded headings of a plan, and of what was done by it.
_PLANNED = re.compile(r"ระยะเวลา|ห้วงเวลา|ช่วงเวลา|กาหนด|รับผิดชอบ")
_TOLD = re.compile(
    r"ผล(?!ผลิต|ที่คาด)|สถานะ|คืบหน้า|ก้าวหน้า|ภาพ|รูป|หลักฐาน|ผู้(?:เข้า)?ร่วม|จานวน|วันที่|เมื่อ|การดาเนินการ|การดาเนินงาน|แล้ว"
)
_WHEN_AND_WHO = re.compile(r"ระยะเวลา[^\n]{0,60}รับผิดชอบ|รับผิดชอบ[^\n]{0,60}ระยะเวลา")
# "ให้ติดป้าย ณ จุดบริการ", "ต้องประชุมชี้แจงอย่างน้อยปีละ 1 ครั้ง": what is laid down.
_ORDERED = re.compile(
    r"[\W\d]*(?:ผู้บังคับบัญชา|หัวหน้า\S{0,20}|ทุก\S{2,20})?(?:ให้|ต้อง)(?:มีการ|ทุก\S{2,12})?"
    r"(?:จัด|ติด|ประชุม|รายงาน|เผยแพร่|ดำเนิน|แจ้ง|ถือ|รณรงค์|อบรม|ประชาสัมพันธ์|ประกาศ)"
)
_NOT_YET = re.compile(r"ยังไม่(?:ได้)?(?:ดาเนิน|จัด|ทา|เริ่ม)|อยู่(?:ใน)?ระหว่าง|รอดาเนิน")
_RESULTS = re.compile(r"ผล|สถานะ|คืบหน้า|ก้าวหน้า")
_PEOPLE = re.compile(r"\d{1,4} ?(?:คน|ราย|ท่าน|แห่ง|จุด|ครั้ง)")
_DAY_OF_MONTH = re.compile(rf"\d{{1,2}} ?(?:{MONTH})")
# Folded headings of columns that tell how an activity went.
_WENT = re.compile(r"วัน|ว/?ด/?ป|เมื่อ|เดือน|ผู้(?:เข้า)?ร่วม|จานวน|ภาพ|รูป|ผล|หลักฐาน|สถานที่")
_LEAST = 2  # columns


def is_left_open(page: Document, line: Line) -> bool:
    """Whether what a line names as done is only set out there, planned, or in a row left blank."""
    return (
        stands_in_guide(page, line) or is_row_left_blank(page, line) or is_row_of_plan(page, line)
    )


def stands_in_guide(page: Document, line: Line) -> bool:
    """Whether a line stands in a list of what may or shall be done, and says no day or count."""
    plain = plain_text(line.text)
    ordered = _ORDERED.match(plain) is not None and not _PEOPLE.search(plain)
    if (ordered or _OF_A_PLAN.match(plain)) and not tells_result(line.text):
        return not dates(line.text)
    return stands_below(page, line, _OPENS)


def stands_below(page: Document, line: Line, opens: re.Pattern[str]) -> bool:
    """Whether a line stands in a list that such folded words open and that tells nothing done."""
    if _reports(line):
        return False
    headings = {heading.start for heading in page.headings}
    for above in reversed([other for other in lines(page, _CONTENT) if other.start < line.start]):
        # "ได้ดำเนินการตามแนวทาง ดังนี้" opens a report; a date beside other such words does not.
        if above.start in headings or _REPORTS.search(above.folded):
            return False
        if opens.search(above.folded):
            return True
        if _reports(above):
            return False
    return False


def _reports(line: Line) -> bool:
    """Whether a line gives a day or a count of people, or tells what was done."""
    plain = plain_text(line.text)
    if dates(line.text) or _PEOPLE.search(plain) or _DAY_OF_MONTH.search(plain):
        return True
    return tells_result(line.text) or _REPORTS.search(line.folded) is not None


def is_row_of_plan(page: Document, line: Line) -> bool:
    """Whether a line says when and by whom a thing is to be done, and nothing of how it went.

    Its table has columns for the time and those in charge and none for what came of it.
    """
    if tells_result(line.text) or dates(line.text) or _PEOPLE.search(plain_text(line.text)):
        return False
    if _WHEN_AND_WHO.search(line.folded):
        return True
    table = next((t for t in page.tables if t.start <= line.start < t.end), None)
    depth = header_depth(table) if table is not None else 0
    if table is None or depth == 0:
        return False
    heads = [fold_text(cell.text) for row in table.rows[:depth] for cell in row]
    return any(map(_PLANNED.search, heads)) and not any(map(_TOLD.search, heads))


def is_row_left_blank(page: Document, line: Line) -> bool:
    """Whether a line is a row whose cells that would tell how it went are blank, or say "not yet".

    The row of headings is one where all rows below it are.
    """
    table = next((t for t in page.tables if t.start <= line.start < t.end), None)
    if table is None or any(table.start <= image.start < table.end for image in page.images):
        return False
    depth = header_depth(table)
    if depth == 0:
        return False
    body = [row for row in table.rows[depth:] if row]
    own = [row for row in body if row[0].start <= line.start <= row[-1].end]
    heads = table.rows[depth - 1]
    return bool(body) and all(_is_blank(row, heads) for row in own or body)


def _is_blank(row: Sequence[Cell], heads: Sequence[Cell]) -> bool:
    under = [
        (fold_text(heads[number].text), cell)
        for number, cell in enumerate(row)
        if 0 < number < len(heads)
    ]
    if any(_RESULTS.search(h) and _NOT_YET.search(fold_text(c.text)) for h, c in under):
        return True
    telling = [cell for heading, cell in under if _WENT.search(heading)]
    return len(telling) >= _LEAST and all(
        not cell.text.strip() or is_dash(cell.text) for cell in telling
    )
