"""What was done, told by a count that a verb of the past or of success goes with.

"เลื่อนได้ 3 ราย", "ได้รับโอนนายช่าง 1 อัตรา", "สอบผ่าน 4 จาก 5 คน" came to pass; "ผู้ผ่านอบรมไม่น้อยกว่า 40 คน"
is an aim, and "ยื่นได้ 2 ช่องทาง" what is open to anyone. "หมุนเวียนเจ้าหน้าที่ 5 กอง" may be either: it
counts only beside what surely came to pass.
"""

import re

from checks.match.measures.measure_words import DOING
from crawler.thai import fold_text

_THING = (
    r"(?:คน|ราย(?!จ่าย|ได้)|ครั้ง|แห่ง|รุ่น|เรื่อง|ฉบับ|อัตรา|ตาแหน่ง|จุด|คัน|ชุด|รายการ|แปลง|สัญญา|โครงการ|หลักสูตร|กอง|หน่วย|ป้าย|เครื่อง|เล่ม"
    r"|แผ่น|ข้อ|เวที|กลุ่ม|ทุน|หมู่บ้าน|ชุมชน|ครัวเรือน|ก้อน|ต้น|หลัง|สาย|นาย(?!ก)|ท่าน|ร้าน|งาน|เดือน|กระบวนงาน)"
)
_COUNT = rf"\d[\d,]{{0,20}}{_THING}"
# Folded.
_CAME = re.compile(
    rf"(?<!จะ)(?<!ไม่)(?<!ให้)(?<!สามารถ)ได้(?!แก่|ที่|ทาง|ไม่|ตั้งแต่|ภายใน|ทุก|ถึง|โดย|ตาม|เฉพาะ)[ก-๎][^\d]{{1,60}}{_COUNT}"
    r"|(?<!รองรับ)(?<!ยื่น)(?<!สมัคร)(?<!จุ)(?<!ขอ)(?<!ยืม)(?<!ใช้)(?<!เลือก)(?<!ติดต่อ)(?<!สามารถ)(?<!ไม่)(?<!จะ)(?<=[ก-๎]{3})"
    rf"ได้(?:จานวน|รวม|ทั้งสิ้น|เพียง|เพิ่ม|แค่)?{_COUNT}"
    r"|(?<!ให้)(?<!จะ)(?<!ไม่)(?<!ต้อง)ครบ(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|สิบ)"
    rf"|(?<!ต้อง)(?:ผ่าน|จบ)[ก-๎]{{0,24}}(?:จานวน)?(?:{_COUNT}|\d[\d,]*จาก\d)"
    r"|(?<!ให้)(?<!จะ)เสร็จเมื่อ"
    rf"|(?<!ผู้)เข้าร่วม[ก-๎]{{2,30}}(?:จานวน)?{_COUNT}|รับทราบ(?:จานวน|แล้ว|ครบ|รวม)?{_COUNT}"
    rf"|(?:มี|ออก)คาสั่ง[^\d]{{0,40}}{_COUNT}"
    r"|(?:เปลี่ยน|ปรับ|ย้าย|เปิด|เริ่ม|เก็บ|รับ|ชาระ|ใช้|ติดตั้ง)[^\d]{0,40}ตั้งแต่(?:เดือน|ต้น)?(?:[ก-ฮ]{1,2}\.[ก-ฮ]|มกรา|กุมภา|มีนา|เมษา|พฤษ|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|ธันวา)"
    r"|ถูกต้อง(?:ทุก|ทั้ง|ครบ|ตรง)|ผล(?:การตรวจ)?(?:ถูกต้อง|ปกติ|เป็นปกติ|ผ่านทุก|ผ่านทั้ง)"
)
_AIMED = re.compile(
    r"ไม่น้อยกว่า|ไม่ต่ากว่า|อย่างน้อย|เป้าหมาย|ตัวชี้วัด|คาดว่า|ปีละ|เดือนละ|ครั้งละ|เพื่อ|ควร|(?<!ถูก)ต้อง|ให้(?:ทุก|แต่ละ|ส่ง|มี|ได้)|สามารถ|จะ"
)
_PLANNED = re.compile(r"งบประมาณ|วงเงิน|ระยะเวลา|ไตรมาส|ตลอดปี|ทุกปี|ผู้รับผิดชอบ|กาหนด|แผน")
_OPENS = re.compile(
    rf"[\W\d]*(?:[^\s:]{{2,40}}?[:–-])?(?:กอง(?!ทุน)[ก-๎]{{2,16}}?|สานัก[ก-๎]{{2,16}}?|ฝ่าย[ก-๎]{{2,16}}?)?"
    rf"(?:{fold_text(DOING)}|หมุนเวียน|สับเปลี่ยน|สุ่ม|แจ้ง|ติด|จัดซื้อ|จัดหา|ขยาย|ลงประกาศ)"
)
_COUNTED = re.compile(_COUNT)
# Unfolded: a clause ends with "แล้ว", and what follows is no next step of a way of working.
_ALREADY = re.compile(
    r"(?<!จ่าย)(?<!ใช้ไป)(?<!ใช้)(?<!โอน)(?<!ที่)แล้ว\s+(?!ให้|จะ|จึง|ต้อง|เสนอ|ส่ง|แจ้ง|นำ|รายงาน|หาก)"
)
_WHEN_DONE = re.compile(r"เมื่อ|หลังจาก|หาก|กรณี|ภายหลัง|จน|ให้")


def tells_counted_deed(folded: str) -> bool:
    """Whether a folded sentence counts what came to pass."""
    return _CAME.search(folded) is not None and _AIMED.search(folded) is None


def tells_already(plain: str) -> bool:
    """Whether a clause of a text, white space kept, says of something that it is done."""
    return any(
        _WHEN_DONE.search(plain[: done.start()]) is None for done in _ALREADY.finditer(plain)
    )


def counts_a_deed(folded: str) -> bool:
    """Whether a folded sentence opens with a doing and counts something, done or to be done."""
    return (
        _OPENS.match(folded) is not None
        and _COUNTED.search(folded) is not None
        and _AIMED.search(folded) is None
        and _PLANNED.search(folded) is None
    )
