"""Recognises postal addresses of agencies, in Thai and in English.

A Thai address runs from the small to the large: house, village (หมู่) or road, then ตำบล or แขวง,
อำเภอ or เขต, จังหวัด and postcode; it may be broken over several lines. The names of subdistrict,
district and province alone say where an agency belongs, not where letters go.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from checks.match.contact.places import flat


class Fullness(IntEnum):
    """How much speaks for an address."""

    LABELLED = 3  # the words ที่อยู่, ที่ตั้ง stand before it, or a postcode closes it
    DETAILED = 2  # house, village or road with district and province


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """An address in a text: ``text[start:end]``."""

    start: int
    end: int
    fullness: Fullness


_WORD = r"(?!อำเภอ|จังหวัด|ตำบล|รหัส|แขวง|เขต|ถนน)[ก-๙]{2,}"
_NAMED = rf"[ \t\n:：]{{0,4}}{_WORD}"
_VILLAGE = r"(?:หมู่ ?(?:ที่|บ้าน)?|(?<![ก-๙])ม\.) ?[.:]? ?\d{1,2}(?!\d)"
_HOUSE = r"(?:(?:บ้าน)?เลขที่ ?:? ?\d{1,5}(?:[/-]\d{1,5})?(?! ?/ ?25\d\d))"
_NUMBER = (
    r"(?:(?<![\d/.,-])\d{1,5}(?:/\d{1,5})?(?:-\d{1,5})?"
    r"(?=[ \t,\n]{0,2}(?:หมู่|ม\.|ถ\.|ถนน|ซ\.|ซอย|ตรอก|ต\.|ตำบล|แขวง|อาคาร|ชั้น)))"
)
_ROAD = r"(?:(?:ถนน|ซอย|ตรอก)[ :]{0,2}[ก-๙a-zA-Z\d]{2,}|(?<![ก-๙])[ถซ]\. ?[ก-๙]{2,})"
_BUILDING = r"(?:อาคาร ?[ก-๙a-zA-Z\d]{1,}|(?<![ก-๙])ชั้น(?:ที่)? ?\d{1,2}|ศาลากลางจังหวัด ?[ก-๙]{2,})"
_DETAIL = rf"(?:{_HOUSE}|{_NUMBER}|{_VILLAGE}|{_ROAD}|{_BUILDING})"
_TAMBON = (
    rf"(?:(?<!ส่วน)(?<!เทศบาล)(?<!สภา)ตำบล{_NAMED}|(?<!อบ)(?<!ท)(?<![ก-ฮ]\.)ต\. ?{_WORD}"
    rf"|แขวง{_NAMED})"
)
_AMPHOE = (
    rf"(?:(?<!ว่าการ)อำเภอ{_NAMED}|(?<![ก-ฮ]\.)(?<!ส)อ\. ?{_WORD}"
    rf"|เขต(?!พื้นที่|เลือกตั้ง|เทศบาล|การ|ปกครอง|ติดต่อ)[ \n]?{_WORD})"
)
_PROVINCE = (
    rf"(?:(?<!ส่วน)จังหวัด{_NAMED}|(?<!อบ)(?<!บ)(?<![ก-ฮ]\.)จ\. ?{_WORD}"
    r"|กรุงเทพ(?:มหานคร)?|(?<![ก-๙])กทม\.?)"
)
_POSTCODE = r"(?:(?<!\d)[1-9]\d{4}(?![\d,.]\d|\d| ?(?:บาท|คน|ครั้ง|ราย|ไร่)))"
# What may stand between the parts: anything but the end of the thought.
_GAP = r"[^\d©]"

_THAI_FULL = re.compile(
    rf"{_DETAIL}(?:.|\n){{0,110}}?(?:{_TAMBON}(?:.|\n){{0,70}}?(?:{_AMPHOE}(?:.|\n){{0,50}}?)?"
    rf"|{_AMPHOE}(?:.|\n){{0,50}}?)(?P<last>{_PROVINCE}|{_POSTCODE})"
    rf"(?P<post>{_GAP}{{0,40}}?{_POSTCODE})?"
)
_THAI_POSTED = re.compile(
    rf"(?:{_TAMBON}|{_AMPHOE}){_GAP}{{0,90}}?(?P<last>{_PROVINCE}){_GAP}{{0,30}}?(?P<post>{_POSTCODE})"
    rf"|{_TAMBON}{_GAP}{{0,60}}?{_AMPHOE}{_GAP}{{0,40}}?(?P<post2>{_POSTCODE})"
)
_THAI_CITY = re.compile(
    rf"(?:{_HOUSE}|{_NUMBER}|{_ROAD})(?:.|\n){{0,90}}?(?P<last>{_PROVINCE}){_GAP}{{0,30}}?(?P<post>{_POSTCODE})"
)
_LABEL_WORDS = (
    r"(?:ที่อยู่(?!ใน|อาศัย|ระหว่าง)|(?<!แผน)ที่ตั้ง(?!แต่|อยู่ทาง|และ)|สถานที่ติดต่อ|สถานที่ตั้ง|ที่ทำการ|address)"
)
_THAI_LABELLED = re.compile(
    rf"{_LABEL_WORDS}(?:.|\n){{0,90}}?(?P<last>{_AMPHOE}{_GAP}{{0,40}}?{_PROVINCE})", re.I
)
_THAI_SHORT = re.compile(rf"(?P<last>{_DETAIL}(?:.|\n){{0,60}}?{_TAMBON}{_GAP}{{0,30}}?{_AMPHOE})")
_LABEL = re.compile(_LABEL_WORDS, re.I)

_ENGLISH = re.compile(
    r"(?P<detail>\b\d{1,5}(?:/\d{1,5})?\b|\bmoo\b|\bvillage no)[^\n]{0,120}?"
    r"(?:\n[^\n]{0,80}?){0,3}?"
    r"(?P<area>\b(?:sub-?district|tambon|tumbon|khwaeng|kwaeng|district|amphoe|amphur|ampur|khet"
    r"|road|rd\.|street|soi|t\.|a\.)[^\n]{0,80}?(?:\n[^\n]{0,60}?){0,2}?)"
    r"(?P<last>\b(?:province|changwat|bangkok|thailand)\b|(?<!\d)[1-9]\d{4}(?!\d))",
    re.I,
)

# Lines that tell of works, trips and borders: full of place names, and no address of an office.
_STORY = re.compile(
    r"โครงการ|ก่อสร้าง|ซ่อม|ปรับปรุง|จัดซื้อ|จัดจ้าง|จ้าง(?!เหมา ?จำกัด)|ประกวดราคา|ราคากลาง"
    r"|ถนน(?: ?คสล|คอนกรีต|ลาดยาง|ลูกรัง)"
    r"|ลงพื้นที่|กิจกรรม|ประชาคม|ผู้ป่วย|ผู้สูงอายุ|อบรม|ทิศ(?:เหนือ|ใต้|ตะวัน)|ระยะทาง|กิโลเมตร|อาณาเขต|ห่างจาก"
    r"|แบ่งการปกครอง|ประชากร|ครัวเรือน|ตร\.กม|เนื้อที่|สถานที่ท่องเที่ยว|ผลิตภัณฑ์|OTOP|ข่าว|ประกาศ|คัดค้าน"
)
_MOST_LINES = 8
_LONGEST = 320


def postal_addresses(text: str) -> Iterator[PostalAddress]:
    """The addresses of a text that may have line breaks, in reading order of their kinds."""
    plain = flat(text)
    stretches = _stretches(plain)
    for pattern in _PATTERNS:
        for low, high in stretches:
            for match in pattern.finditer(plain, low, high):
                found = _address(plain, match)
                if found is not None:
                    yield found


def says_address(text: str) -> bool:
    """Whether words announce an address."""
    return bool(_LABEL.search(text))


_PATTERNS = (_THAI_FULL, _THAI_POSTED, _THAI_CITY, _THAI_LABELLED, _ENGLISH, _THAI_SHORT)
_ANCHOR = re.compile(
    r"อำเภอ|(?<![ก-ฮ]\.)อ\. ?[ก-๙]|แขวง|กรุงเทพ|จังหวัด|(?<!\d)[1-9]\d{4}(?!\d)|district|amph|bangkok"
    r"|thailand|province",
    re.I,
)


def _stretches(plain: str) -> list[tuple[int, int]]:
    """The parts of a text near words that every address has; the rest is not searched."""
    found: list[tuple[int, int]] = []
    for anchor in _ANCHOR.finditer(plain):
        low, high = max(0, anchor.start() - _LONGEST), min(len(plain), anchor.end() + 160)
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found


def _address(plain: str, match: re.Match[str]) -> PostalAddress | None:
    start, end = match.span()
    words = match.group()
    if words.count("\n") > _MOST_LINES or len(words) > _LONGEST:
        return None
    labelled = bool(_LABEL.search(plain[max(0, start - 60) : start])) or bool(_LABEL.match(words))
    line_start = plain.rfind("\n", 0, start) + 1
    told = "" if labelled else plain[max(line_start, start - 120) : start]
    if _STORY.search(told) or _STORY.search(words):
        return None
    groups = match.groupdict()
    posted = bool(groups.get("post") or groups.get("post2"))
    posted = posted or bool(re.fullmatch(r"[1-9]\d{4}", groups.get("last") or ""))
    labelled = labelled or match.re is _ENGLISH
    return PostalAddress(
        start=start,
        end=end,
        fullness=Fullness.LABELLED if posted or labelled else Fullness.DETAILED,
    )
