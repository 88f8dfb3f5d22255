"""The words by which anything is only meant to be done: one list for all that tell it from deeds.

"จะจัด", "คาดว่า", "มีแผน", "มีกำหนด", "เตรียมจัด", "อยู่ระหว่างเสนอ". Readers of one matter add what
is an intention in it alone: a measure that "ควร" be taken, a head who is invited.
"""

import re

# "กระจะ", "สัจจะ", "จะงจง" and "จะแนน" hold the letters alone, as do "จะเข้", which is played,
# and "จะละเม็ด".
WILL = r"(?<!กระ)(?<!สัจ)จะ(?!งจง|แนน|ละเม็ด|เข้(?![าม]))"
# "ทุกตำแหน่งต้องมีแผนพัฒนารายบุคคล" asks for a paper; a plan to do something names the deed.
_HAS_A_PLAN = (
    r"มีแผน(?:ที่จะ|ใน|การ)?(?=\s|$|จัด|ด[ำา]เนิน|ใช้|ท[ำา]|ปรับ|เพิ่ม|ขยาย|เผยแพร่|ติดตั้ง|ออก|สร้าง|ซ่อม"
    r"|ก่อสร้าง|อบรม|ประชุม|เปิด|รณรงค์)"
)
# Plain or folded: folded words have no "ำ" and no spaces.
INTENDED = (
    rf"(?:{WILL}|คาดว่า|ก[ำา]หนดจัด|มีก[ำา]หนด(?!การ)|{_HAS_A_PLAN}|เตรียม(?:จัด|ด[ำา]เนิน)"
    r"|อยู่ระหว่าง(?:รอ|เตรียม|เสนอ))"
)
_INTENDED = re.compile(INTENDED)


def says_intended(text: str) -> bool:
    """Whether words, plain or folded, say that something is meant to be done."""
    return _INTENDED.search(text) is not None


# "ผู้ดำรงตำแหน่งใหม่ต้องอบรมภายในหนึ่งปี" lays down a duty, whoever falls under it.
_DUTY = re.compile(r"ต้อง(?:ผ่าน|อบรม|เข้า|ได้รับ|มี|เป็น|ทำ|พัฒนา|เรียน|ปฏิบัติ|รายงาน|ไม่)")


def is_duty(text: str) -> bool:
    """Whether a sentence lays down what staff must do, and names nothing that will be done."""
    return _DUTY.search(text) is not None and not says_intended(text)
