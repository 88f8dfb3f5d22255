"""Lines that tell a sum of a strategy, of an area or kind of spending, or of the whole agency.

"แผนงานการศึกษา ใช้ไป 5,001,230 บาท", "สำนักงานได้รับจัดสรร 12 ล้านบาท เบิกจ่ายแล้ว 11.9 ล้านบาท" and a sum
right below the heading of a strategy are of no single project.
"""

import re

from checks.match.fields.deeds import counts_things
from checks.match.periods.dates import plain_text
from checks.match.reading.phrases import Line, lines
from checks.match.reading.wraps import paragraphs
from checks.match.tables.group_names import begins_with_group, is_undertaken, names_group
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_HEADING = 120  # code points; a longer line heads nothing
# Folded. Who speaks for all of an agency, and that it was given or paid out money.
_AGENCY = re.compile(
    r"(?:กรม|สานักงาน|เทศบาล|อบต\.?|อบจ\.?|องค์การบริหาร|มหาวิทยาลัย|วิทยาลัย|สถาบัน|จังหวัด|อาเภอ|หน่วยงาน|องค์กร|โรงพยาบาล|โรงเรียน|สถานี)"
    r"[^\d]{0,60}?(?:ได้รับ(?:การ)?(?:จัดสรร|อนุมัติ|เงิน|งบ)|(?<!เงิน)(?:ได้|มีผลการ|มีการ)?เบิกจ่าย|มีรายจ่าย|ใช้จ่าย(?:เงิน|งบ))"
)
_ALL_OF_IT = re.compile(
    r"ร้อยละ\d[\d.]*ของ(?:งบประมาณ|วงเงิน|งบ|เงิน)[^\d]{0,20}(?:ทั้งหมด|ทั้งสิ้น|ทั้งปี|บัญญัติ|พรบ|พ\.ร\.บ|พระราช)"
    r"|รายได้[^\n]{0,30}รายจ่าย|รายจ่าย[^\n]{0,30}รายได้|เงินสะสม\d"
    r"|(?:เบิก|ใช้|จ่าย)[^\d]{0,24}(?:ในภาพรวม|ภาพรวม|รวมทุก)|(?:ในภาพรวม|ภาพรวม)[^\d]{0,40}(?:เบิก|ใช้|จ่าย)"
)
# How many there are, which names none.
_PROJECTS = re.compile(
    r"(?:โครงการ|กิจกรรม)(?:ทั้งสิ้น|ทั้งหมด|รวม)?(?:จานวน)?\d[\d,]*(?:โครงการ|กิจกรรม)?|(?:จานวน|รวม)?\d[\d,]*(?:โครงการ|กิจกรรม)"
)
# "ครบทั้ง 3 กิจกรรม ใช้งบประมาณทั้งสิ้น 64,200 บาท": of all of them together.
_SEVERAL = re.compile(r"(?<![\d,.])(?!1(?:โครงการ|กิจกรรม))\d{1,3}(?:โครงการ|กิจกรรม)")
_TOTAL = re.compile(r"(?:ใช้|จ่าย|เบิก)[^\d]{0,30}(?:ทั้งสิ้น|ทั้งหมด|รวม)[^\d]{0,16}\d")
# "มีโครงการทั้งสิ้น 121 โครงการ ดำเนินการแล้ว 104 โครงการ": how many of all were carried out.
_HOW_MANY = re.compile(
    r"(?:โครงการ|กิจกรรม)?(?:ทั้งสิ้น|ทั้งหมด|รวม)(?:จานวน)?\d[\d,]*(?:โครงการ|กิจกรรม)[^\n]{0,60}"
    r"(?:ดาเนินการ|แล้วเสร็จ|ทาได้|สาเร็จ)[^\d\n]{0,20}\d[\d,]*(?:โครงการ|กิจกรรม)"
)
# Words of single undertakings.
_UNDERTAKING = re.compile(
    r"โครงการ|กิจกรรม|อบรม|จัดซื้อ|ก่อสร้าง|จัดงาน|ซ่อม|ประชุม|สัมมนา|เพื่อ(?:จัด|ซื้อ|จ้าง)|ในการ(?:จัด|ซื้อ|จ้าง)|เป็นค่า|สาหรับ"
)


def told_of_many(document: Document, start: int) -> bool:
    """Whether the line at a place tells a sum that is of no single project."""
    rows = lines(document, _CONTENT)
    at = next((n for n, row in enumerate(rows) if row.start <= start < row.end), None)
    if at is None:
        return False
    text = rows[at].text
    if _names_undertaking(text):
        return False
    if told_of_all(text) or _told_of_all_above(document, rows[at]):
        return True
    if begins_with_group(text):
        return not counts_things(text)
    above = rows[at - 1].text if at else ""
    return _heads_group(above)


def _told_of_all_above(document: Document, line: Line) -> bool:
    """Whether a line goes on with a sentence, broken by the width of a page, on all projects."""
    return any(
        whole.start < line.start < whole.end and _HOW_MANY.search(whole.folded)
        for whole in paragraphs(document)
    )


def told_of_all(text: str) -> bool:
    """Whether words tell what the whole agency was given or spent."""
    plain = fold_text(plain_text(text))
    if _names_undertaking(text):
        return False
    if _HOW_MANY.search(plain):
        return True
    several = _SEVERAL.search(plain) is not None and _TOTAL.search(plain) is not None
    return several or _AGENCY.search(plain) is not None or _ALL_OF_IT.search(plain) is not None


def tells_of_group(text: str) -> bool:
    """Whether a sentence on a strategy or an area counts its projects and sums, and tells none."""
    return begins_with_group(text) and not (_names_undertaking(text) or counts_things(text))


def _names_undertaking(text: str) -> bool:
    plain = _PROJECTS.sub(" ", fold_text(plain_text(text)))
    return _UNDERTAKING.search(plain) is not None or is_undertaken(text)


def _heads_group(text: str) -> bool:
    if len(text) > _HEADING or _UNDERTAKING.search(fold_text(text)):
        return False
    return begins_with_group(text) or names_group(text)
