"""The names of kinds of agencies as they stand in running Thai text, told from words like them.

"รับผิดชอบต่อหน้าที่" holds the letters of อบต. and names none.
"""

import re

# What may stand right before an abbreviation where Thai writes no space.
_BEFORE_SHORT = "|".join(
    f"(?<={word})"
    for word in (
        *("นายก", "ปลัด", "สภา", "สมาชิก", "พนักงาน", "เจ้าหน้าที่", "ประธาน", "บริหาร", "ทำการ", "ทาการ"),
        *("ของ", "โดย", "ที่", "กับ", "จาก", "ด้วย", "ให้", "และ", "เขต", "แก่", "แห่ง", "พื้นที่", "ติดต่อ"),
        *("ขอ", "ว่า", "เป็น", "เมื่อ", "หรือ", "ทุก", "แต่", "ชื่อ", "เว็บไซต์", "ประจำ", "ประจา", "ตำบล"),
    )
)
_THAI_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # vowels and tones that stand on the letter before

# The start of อบต. and อบจ. where they are words of their own; with and without spaces folded away.
SHORT_LOCAL = rf"(?:(?<![ก-๎])|{_BEFORE_SHORT})อบ[ตจ](?![{_THAI_MARK}])\.?"
LOCAL = r"(?:องค์การบริหารส่วน(?:ตำบล|ตาบล|จังหวัด)|เทศบาล(?:ตำบล|ตาบล|เมือง|นคร)|" + SHORT_LOCAL + r")"
# Kinds whose agencies carry a name of their own, and the family that one name of it belongs to.
_FAMILIES = (
    ("local", LOCAL),
    ("university", r"มหาวิทยาลัย(?=[ก-๙])"),
    ("institute", r"สถาบัน(?!การเงิน|ครอบครัว|พระ|ศาสนา|หลัก|ชาติ|การศึกษา|ของ|ที่|ต่าง|อื่น|ใน|และ|ฯ)"),
    ("department", r"(?<![ก-๎])กรม(?!การ|ธรรม|ฯ)|(?<=ของ)กรม(?!การ|ธรรม|ฯ)"),
    ("utility", r"การ(?:ไฟฟ้า|ประปา|ท่าเรือ|รถไฟ|ยาง|เคหะ)(?=[ก-๙])"),
)  # fmt: skip
_FAMILY_PATTERNS = tuple((family, re.compile(words)) for family, words in _FAMILIES)


def family_of(name: str) -> tuple[str, re.Pattern[str]] | None:
    """The family of an agency's name and the pattern of its kinds; None when it is of none."""
    for family, pattern in _FAMILY_PATTERNS:
        if pattern.match(name):
            return family, pattern
    return None
