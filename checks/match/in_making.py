"""Recognises words that something is still being made, is only intended, or does not exist yet.

"อยู่ระหว่างจัดทำ", "คณะทำงานจะยกร่าง ... ภายในเดือนมิถุนายน", "ยังไม่มี": a thing is named and
not shown.
"""

import re

from checks.match.vocabulary import is_placeholder

_MAKING = (
    r"(?:จัดทำ|ทำ(?=[\s)]|$|แนว|คู่มือ)|ยกร่าง|ร่าง|ปรับปรุง|รวบรวม|ออกแบบ|เรียบเรียง|จัดพิมพ์|พิมพ์|เสนอ|พิจารณา|ลงนาม|แต่งตั้ง|ประกาศ|เผยแพร่"
    r"|ดำเนินการ|แก้ไข|ทบทวน|รับฟัง|ตรวจทาน|ขอความเห็น|ขออนุมัติ|เตรียม|กำหนด|จัด(?=อบรม|กิจกรรม|โครงการ|ประชุม|ให้|ตั้ง)|ตั้ง(?=คณะ|ทีม)|มี(?=คณะ|ทีม|แนว|คู่มือ|การ|ฉบับ)|อบรม)"
)
_STILL = re.compile(
    rf"(?:อยู่(?:ใน)?ระหว่าง|(?<!ใน)กำลัง(?!ใจ|คน|ทรัพย์)|(?<![ก-๎])รอ(?!ง|บ|ย)|เตรียม)"
    rf"(?:การ|ขั้นตอน)?[ก-๎. ]{{0,24}}?{_MAKING}"
    r"|ยังไม่(?:ได้|มี|เคย|แล้ว|เสร็จ|ประกาศ|เผยแพร่|จัด|แต่งตั้ง)"
)
_INTENDED = re.compile(
    r"(?:คาดว่า|กำหนด)(?:จะ)?(?:แล้ว)?เสร็จ|"
    r"(?:(?<!ต)จะ(?!ต้อง|เห็น|งด)|มีแผน(?:ที่)?(?:จะ|ใน)?(?:การ)?|มีกำหนด(?:การ)?|คาดว่า(?:จะ)?|อยู่ในแผน|วางแผน)"
    rf"[ก-๎. ]{{0,24}}?{_MAKING}"
)
# Only a paper is made so; "อยู่ระหว่างดำเนินการสรรหา" tells of work that goes on.
_WRITTEN = re.compile(
    r"(?:อยู่(?:ใน)?ระหว่าง|กำลัง|ยังไม่ได้|รอ|เตรียม)(?:การ)?[ก-๎. ]{0,24}?"
    r"(?:จัดทำ(?!โครงการ|สัญญา|ถนน)|ยกร่าง|(?<!โครง)ร่าง|เรียบเรียง|รวบรวม|จัดพิมพ์|ปรับปรุงข้อมูล)"
)
# It is there all the same, or another part of it is.
_THERE = re.compile(
    r"แล้ว(?!เสร็จ)|แล้วเสร็จ(?:เมื่อ|ครบ)|ดังนี้|ดังต่อไปนี้|ประกาศใช้(?:เมื่อ|แล้ว)|มีผลใช้|ฉบับเดิม|ระหว่างนี้(?:ให้)?ใช้|ได้(?:จัดทำ|จัดอบรม|แต่งตั้ง)"
)
_SHORT = 200  # code points; a longer line tells more than that


def is_in_making(text: str) -> bool:
    """Whether a line only says that something is not there yet."""
    if is_placeholder(text):
        return True
    if len(text) > _SHORT or _THERE.search(text):
        return False
    return _STILL.search(text) is not None or _INTENDED.search(text) is not None


def is_being_written(text: str) -> bool:
    """Whether a line says no more than that the paper it stands for is still being written."""
    if is_placeholder(text):
        return True
    return len(text) <= _SHORT and not _THERE.search(text) and _WRITTEN.search(text) is not None
