"""Figures written out in words: "เจ็ดวัน", "สามสิบเรื่อง", "ร้อยละแปดสิบห้า".

Officials who write to citizens in whole sentences spell small numbers out. Only a number before
the unit that it counts, or after "ร้อยละ", is one: the same letters occur in names and ranks.
"""

import re

_ONES = {
    "หนึ่ง": 1, "เอ็ด": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8,
    "เก้า": 9,
}  # fmt: skip
_SCALES = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}
_WORD = "|".join((*_ONES, *_SCALES))
_UNITS = (
    "นาที|ชั่วโมง|ชม\\.|วัน|สัปดาห์|เดือน|ปี(?!ที่)|ไตรมาส|เรื่อง|ราย(?!งาน|ได้|ชื่อ|ละเอียด|จ่าย)|คน|ท่าน|รูป|ครั้ง|คำขอ"
    "|คำร้อง|ครัวเรือน|โครงการ|กิจกรรม|หลักสูตร|รุ่น|อัตรา|ตำแหน่ง|รายการ|ฉบับ|ชุด|แห่ง|หลัง|สาย|เมตร|กิโลเมตร|ตัน|บาท"
    "|ใบ|เล่ม|แผ่น|หมู่บ้าน|ชุมชน|เปอร์เซ็นต์|คะแนน"
)
_SPELLED = re.compile(
    rf"(?P<percent>ร้อยละ ?)(?P<share>(?:{_WORD})+)"
    rf"|(?<!ที่)(?P<number>(?:{_WORD})+)(?= ?(?:{_UNITS}))"
)
_TOKEN = re.compile(_WORD)


def with_figures(text: str) -> str:
    """The text with numbers that stand in words written in Arabic digits."""
    return _SPELLED.sub(_figure, text)


def _figure(match: re.Match[str]) -> str:
    if match["share"]:
        return f"{match['percent']}{_value(match['share'])}"
    return str(_value(match["number"]))


def _value(words: str) -> int:
    total = current = part = 0
    for word in _TOKEN.findall(words):
        if word in _ONES:
            part = _ONES[word]
        elif word == "ล้าน":
            total, current, part = (total + current + part) * _SCALES[word], 0, 0
        else:
            current += (part or 1) * _SCALES[word]
            part = 0
    return total + current + part
