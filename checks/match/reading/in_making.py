"""Recognises words that something is still being made, is only intended, or does not exist yet.

"อยู่ระหว่างจัดทำ", "คณะทำงานจะยกร่าง ... ภายในเดือนมิถุนายน", "ยังไม่มี": a thing is named and
not shown.
"""

import re

from checks.match.subjects.vocabulary import is_placeholder

_MAKING = (
    r"(?:จัดทำ|ทำ(?=[\s)]|$|แนว|คู่มือ)|ยกร่าง|ร่าง|ปรับปรุง|รวบรวม|ออกแบบ|เรียบเรียง|จัดพิมพ์|พิมพ์|เสนอ|พิจารณา|ลงนาม|แต่งตั้ง|ประกาศ|เผยแพร่"
    r"|ดำเนินการ|แก้ไข|ปรับแก้|ทบทวน|รับฟัง|ตรวจทาน|ขอความเห็น|ขออนุมัติ|อนุมัติ|เตรียม|กำหนด|จัด(?=อบรม|กิจกรรม|โครงการ|ประชุม|ให้|ตั้ง)|ตั้ง(?=คณะ|ทีม)|มี(?=คณะ|ทีม|แนว|คู่มือ|การ|ฉบับ)|อบรม)"
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
# "จะนัดประชุมเพื่อกำหนดมาตรการในคราวต่อไป", "ยังไม่ได้กำหนดแนวทาง": what is to be done is not settled yet.
_SETTLES = r"(?:กำหนด|จัดทำ|พิจารณา|หารือ|วาง|หา|ยกร่าง|สรุป|คิด|เสนอ)[ก-๎]{0,12}(?:มาตรการ|แนวทาง|แผน|วิธี)"
_PUT_OFF = re.compile(
    rf"(?:(?<!กระ)จะ|รอ|เตรียม)(?:มีการ)?(?:นัด|จัด|เชิญ)?[ก-๎ ]{{0,12}}ประชุม[^\n]{{0,40}}?{_SETTLES}"
    rf"|{_SETTLES}[^\n]{{0,40}}?(?:ในคราว|ใน?(?:การ)?ประชุม(?:ครั้ง|คราว)?(?:ต่อไป|หน้า|ถัดไป)"
    r"|ภายหลัง(?:$| )|ในโอกาส|อีกครั้ง)"
    rf"|ยังไม่(?:ได้|มี|เคย)(?:การ)?[^\n]{{0,20}}?(?:มาตรการ|แนวทาง(?!ปฏิบัติ)|{_SETTLES})"
    r"|(?:แนวทาง|มาตรการ|วิธี)[^\n]{0,40}?(?:อยู่(?:ใน)?ระหว่าง|กำลัง|รอ|ยังไม่)(?:การ)?"
    r"(?:หารือ|พิจารณา|จัดทำ|กำหนด|ประชุม|ยกร่าง|เสนอ|สรุป|ทบทวน|ได้)"
    r"|(?:แนวทาง|มาตรการ|วิธี)[^\n]{0,40}?อยู่(?:ใน)?ระหว่าง(?:การ)?(?:ที่)?"
    r"(?:คณะ|ผู้|หัวหน้า|กอง|ฝ่าย|สำนัก)[ก-๎ ]{0,20}?"
    r"(?:หารือ|พิจารณา|จัดทำ|กำหนด|ประชุม|ยกร่าง|เสนอ|สรุป|ทบทวน)"
    rf"|มอบ[^\n]{{0,40}}?ไป(?:{_SETTLES})"
)
# What follows from the want of a measure is one, and so is a meeting held time and again.
_SETTLED = re.compile(
    r"จึง(?:ได้)?(?:จัดทำ|จัดให้|กำหนดให้|กำหนดมาตรการ|มอบ|ปรับ|เพิ่ม|ให้)|ประชุม[ก-๎]{0,12}ทุก(?:เดือน|สัปดาห์|ไตรมาส|วัน)"
)
# "มติ ไม่เห็นชอบ": what a meeting turned down is no part of what it decided.
_TURNED_DOWN = re.compile(
    r"(?:มติ|ที่ประชุม|คณะกรรมการ|สภา)[ก-๎: ]{0,24}?ไม่(?:เห็นชอบ|อนุมัติ)"
    r"|ที่ประชุมให้ถอน|มติ[: ]{0,2}ให้(?:ตัดออก|ถอน|ชะลอ)"
)
_AGREED = re.compile(r"(?<!ไม่)(?:เห็นชอบ|อนุมัติ)")
# What was to be held and was not; "เลื่อนจากมกราคมเป็น 5 กุมภาพันธ์ และได้จัดแล้ว" was.
_CALLED_OFF = re.compile(
    r"(?:ขอ)?เลื่อน(?:การ|กำหนด|จัด|โครงการ|กิจกรรม|อบรม|ประชุม)[^\n]{0,80}?(?:ออกไป|ไม่มีกำหนด|ไปก่อน|จนกว่า)"
    r"|(?:ขอ)?(?:ยกเลิก|งด)(?:การ)?(?:จัด|โครงการ|กิจกรรม|อบรม|ประชุม)"
    r"|ไม่(?:ได้|สามารถ)(?:ดำเนินการ(?!ใด)|จัด(?:กิจกรรม|โครงการ|อบรม|ได้)?)\s*(?:เนื่องจาก|เพราะ|ได้|$)"
)
# People came to it after all, or what was given up are the gifts and the party; how many are to
# be trained says nothing of the kind.
_HELD = re.compile(
    r"(?:เข้า)?ร่วม[^\d๐-๙\n]{0,24}[\d๐-๙]+ ?(?:คน|ราย|ท่าน|รูป)"
    r"|มา(?:ร่วม)?[^\d๐-๙\n]{0,12}[\d๐-๙]+ ?(?:คน|ราย|ท่าน|รูป)"
    r"|[\d๐-๙] ?(?:คน|ราย|ท่าน|รูป) ?(?:เข้าร่วม|ร่วม|มา)"
    r"|งด(?:การ)?(?:จัด|กิจกรรม)?[ก-๎]{0,12}(?:ของขวัญ|เลี้ยง|จับสลาก|รื่นเริง)"
)
_SHORT = 200  # code points; a longer line tells more than that


def is_in_making(text: str) -> bool:
    """Whether a line only says that something is not there yet."""
    if is_placeholder(text):
        return True
    if len(text) > _SHORT or _THERE.search(text):
        return False
    return _STILL.search(text) is not None or _INTENDED.search(text) is not None


def is_called_off(text: str) -> bool:
    """Whether a line says that what was to be held was put off or given up."""
    if len(text) > _SHORT or _THERE.search(text) or _HELD.search(text):
        return False
    return _CALLED_OFF.search(text) is not None


def is_being_written(text: str) -> bool:
    """Whether a line says no more than that the paper it stands for is still being written."""
    if is_placeholder(text):
        return True
    return len(text) <= _SHORT and not _THERE.search(text) and _WRITTEN.search(text) is not None


def is_turned_down(text: str) -> bool:
    """Whether a line tells what a meeting did not agree to, and nothing that it did."""
    return _TURNED_DOWN.search(text) is not None and _AGREED.search(text) is None


def is_put_off(text: str) -> bool:
    """Whether a line says that measures are still to be settled, or that there are none yet."""
    if "ดังนี้" in text or _SETTLED.search(text):
        return False
    return _PUT_OFF.search(text) is not None
