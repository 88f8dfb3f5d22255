"""Counts that are written out in words: "สองเรื่อง", "สิบห้านาที", "สามวันทำการ".

Only a number that a word of counting follows is one: the same syllables stand in many other words
("ร้อยละ", "ห้าแยก", "พันธกิจ").
"""

import re

_ONES = {
    "เอ็ด": 1, "หนึ่ง": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7,
    "แปด": 8, "เก้า": 9,
}  # fmt: skip
_TENS = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}
_WORD = "|".join([*_ONES, *_TENS])
# What officials count. "คน" alone begins "คนพิการ", "ปี" is a span of years as well: both do.
_COUNTED = (
    r"(?:เรื่อง(?!ราว)|ราย(?!ได้|จ่าย|งาน|ชื่อ|การ|ละเอียด)|รายการ|กรณี|คดี|คน|ท่าน|ครัวเรือน|ครั้ง|ข้อ(?=\s|\Z|[)ก-ฮ]{0,3}\s)"
    r"|โครงการ|กิจกรรม|สัญญา|หลักสูตร|ฉบับ|ชุด|แผ่น|ใบ|นาที|ชั่วโมง|วัน|สัปดาห์|เดือน|ปี|บาท|งวด|เท่า|หมู่บ้าน|ชุมชน)"
)
_NUMBER = re.compile(rf"((?:{_WORD})+) ?(?={_COUNTED})")
_PART = re.compile(_WORD)


def figures_for_words(text: str) -> str:
    """The text with counts in words set in figures; lengths change, so offsets do not carry over.

    >>> figures_for_words("รับไว้สามเรื่อง ภายในสิบห้านาที")
    'รับไว้3 เรื่อง ภายใน15 นาที'
    """
    return _NUMBER.sub(lambda match: f"{_value(match[1])} ", text)


def _value(words: str) -> int:
    total = current = 0
    for part in _PART.findall(words):
        if part in _ONES:
            current = _ONES[part]
        elif part == "ล้าน":
            total, current = (total + (current or 1)) * _TENS[part], 0
        else:
            total, current = total + (current or 1) * _TENS[part], 0
    return total + current
