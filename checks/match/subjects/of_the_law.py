"""Tells an article that explains a law from what an agency itself lays down under it.

"PDPA ย่อมาจาก...", "มารู้จัก พ.ร.บ. ...": it speaks of the law, of everybody's rights and of fines, and
never of what this agency does or of its visitors.
"""

import re
from collections.abc import Iterator

from checks.api import Case, Quote
from checks.match.reading.lines import Line
from checks.match.subjects.matter import lines_told, quote_of

# Folded spelling.
_EXPLAINS = re.compile(
    r"ย่อมาจาก|คืออะไร|(?:pdpa|พ\.?ร\.?บ\.?[^\n]{0,40}?)คือกฎหมาย|หมายถึงอะไร|(?:มา)?(?:รู้จัก|ทาความรู้จัก|ทาความเข้าใจ)(?:กับ)?(?:pdpa|กฎหมาย|พ\.?ร\.?บ|พระราชบัญญัติ)"
    r"|เข้าใจง่าย|ฉบับประชาชน|ฉบับย่อ|รู้ทัน(?:pdpa|กฎหมาย)|เรื่องที่(?:คน|ควร|ต้อง|ประชาชน)|เข้าใจผิด"
    r"|สาระสาคัญของ(?:กฎหมาย|พ\.?ร\.?บ|พระราชบัญญัติ|pdpa)|(?:กฎหมาย|พ\.?ร\.?บ\.?|พระราชบัญญัติ)(?:นี้|ฉบับนี้)?[^\n]{0,40}?(?:บังคับใช้เมื่อ|มีผลบังคับใช้|เริ่มใช้|ใช้บังคับ)"
)
_BODIES = (
    r"อบ[ตจ]\.?|องค์การ|เทศบาล|จังหวัด|อาเภอ|กรม(?!การ)|กอง|สานัก(?:งาน)?|สถาบัน|มหาวิทยาลัย|วิทยาลัย|โรงเรียน|โรงพยาบาล|ศูนย์"
    r"|การ(?:ไฟฟ้า|ประปา|ท่าเรือ|รถไฟ|เคหะ|ยาง|ทาง)|หน่วยงาน(?:ของเรา|ของรัฐแห่งนี้|นี้)|ธนาคาร|บริษัท|องค์กร|หน่วยงาน|คณะ[ก-๎]+ศาสตร์|ฝ่าย|เว็บไซต์นี้|[ก-ฮ]{2,4}\."
)
_DOES = (
    r"(?:(?:จะ|ได้|อาจ|ขอ|จึง|ไม่|มิได้|มีการ|มีความจาเป็นต้อง|จาเป็นต้อง|ทาการ|ต้อง){0,3}"
    r"(?:เก็บ|รวบรวม|จัดเก็บ|บันทึก|ใช้(?!บังคับ)|เปิดเผย|ส่งต่อ|นา|ลบ|ทาลาย|รักษา|คุ้มครอง|แจ้ง|ขอ|ให้ความสาคัญ|ประกาศ|กาหนด(?:นโยบาย|แนว)|จัดทานโยบาย|ตระหนัก|ปฏิบัติ))"
)
# The agency that does something with data, or the one whom it speaks to.
_OWN_VOICE = re.compile(
    rf"ข้อมูล(?:ส่วนบุคคล)?ของ(?:ท่าน|คุณ|ผู้(?:ใช้|รับ|มา|เข้า|ร้อง|ยื่น|ขอ)|ประชาชนที่)|ท่าน(?:มีสิทธิ|สามารถ|ยินยอม|ให้|ขอ|ติดต่อ|แจ้ง)"
    rf"|(?:พวก)?เรา{_DOES}|(?:{_BODIES})(?:[ก-๎.]{{0,60}}?|ฯ){_DOES}"
    r"|นโยบาย(?:ฉบับ)?นี้|ประกาศ(?:ฉบับ)?นี้"
)

_WRITTEN = re.compile(r"(?:เขียน|เรียบเรียง|สรุป|จัดทา|ถ่ายทอด)โดย|ที่มา[:：]|ลงชื่อ(?:ที่|เข้า)|สมัคร(?:ที่|เข้า)")


def only_explains(case: Case) -> Quote | None:
    """The line by which the pages explain a law, when no line has the agency's own voice."""
    first: Line | None = None
    for line in _told(case):
        if _OWN_VOICE.search(line.folded):
            return None
        if first is None and _EXPLAINS.search(line.folded):
            first = line
    return quote_of(first) if first is not None else None


def _told(case: Case) -> Iterator[Line]:
    """The lines below the headings, without who wrote them: "เขียนโดยศูนย์คอมพิวเตอร์"."""
    for line in lines_told(case):
        if not _WRITTEN.search(line.folded):
            yield line
