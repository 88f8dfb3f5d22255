"""Reads several labelled values that follow each other on one line, with or without colons.

"1. อบรมทักษะดิจิทัล งบประมาณ (บาท) 40,000 ระยะเวลา ม.ค.-มี.ค." names a project, its budget and its
time. Thai writes no spaces between words, so a known label with a space on either side is one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from checks.match.reading.lines import Line, lines
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_NAMES = (
    "ชื่อ(?:โครงการ|กิจกรรม|งาน) โครงการ กิจกรรม ประเด็น วัตถุประสงค์ เป้าหมาย เป้าประสงค์ ตัวชี้วัด"
    " ผลผลิต ผลลัพธ์ ผลสัมฤทธิ์ ผลการดำเนิน(?:การ|งาน) ผลการปฏิบัติ(?:งาน)? ผลที่(?:ได้|คาดว่า) output outcome"
    " งบประมาณ งบ วงเงิน จำนวนเงิน เบิกจ่าย ใช้(?:ไป|จ่าย|เงิน|งบ) ระยะเวลา กำหนด(?:เวลา|แล้วเสร็จ) เวลา"
    " (?:ผู้|หน่วยงานที่|หน่วยงาน|ส่วนงานที่|ส่วนราชการที่)รับผิดชอบ ผู้ดำเนินการ เจ้าของเรื่อง"
    " ขั้นตอน วิธี(?:การ|ดำเนินการ|ปฏิบัติ)? มาตรการ แนวทาง เหตุการณ์ ความเสี่ยง ระดับ โอกาส ผลกระทบ"
    " ค่าธรรมเนียม ค่าบริการ เอกสาร หลักฐาน ช่องทาง สถานที่ กฎหมาย ระเบียบ ปัญหา อุปสรรค ข้อเสนอแนะ"
    " สถานะ ความก้าวหน้า ผู้เข้าร่วม ผู้มีส่วน(?:ร่วม|ได้ส่วนเสีย) การนำ(?:ผล|ไป)"
)
_LABEL = re.compile(
    r"(?<![^\s(,;/])(?:[\d๐-๙]{1,2}[.)] ?)?"
    rf"(?P<label>(?:{'|'.join(_NAMES.split())})[^\s:：\d๐-๙(]{{0,24}}(?:\s?\([^()]{{1,20}}\))?)"
    r"(?:\s*[:：]\s*|\s+)(?=[^\s:：])",
    re.IGNORECASE,
)
_FIELD = re.compile("|".join(_NAMES.split()), re.IGNORECASE)
_GRADE = re.compile(
    r"(?<![^\s(,;])(?P<label>ระดับ|ความเสี่ยง)(?:ความเสี่ยง)?\s?(?P<value>สูงมาก|สูง|ปานกลาง|กลาง|ต่ำมาก|ต่ำ|น้อยมาก|น้อย|มาก)(?![ก-๎])"
)
_NUMBERED = re.compile(r"^\s*(?:[(\[]?[\d๐-๙]{1,2}[.)\]:]|[-•*–●])\s*")
_TITLE = 6  # code points before the first label that make a title
# "เรื่อง แนวทางปรับปรุงตลาด": what a sentence is about, and no label.
_IS_ABOUT = re.compile(r"(?:เรื่อง|เกี่ยวกับ|หัวข้อ|ประเด็น)\s*\Z")
# "ทราบขั้นตอน ค่าธรรมเนียม และเอกสารที่ใช้": names in a row, none of which has a value.
_GOES_ON = re.compile(r"(?:และ|หรือ|ตลอดจน|รวมทั้ง|รวมถึง)[^\d๐-๙:：]*\Z")
_DASHES = ("-", "–", "—")
_RECORDS = 2  # lines of this kind that make a list


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineValue:
    """A label and its value with their span in the line, in code points."""

    label: str
    value: str
    start: int
    end: int


def names_field(text: str) -> bool:
    """Whether a heading begins with the name of a field."""
    return _FIELD.match(text.strip()) is not None


def inline_values(text: str) -> tuple[InlineValue, ...]:
    """The labelled values of a line; empty unless two labels or more follow each other on it."""
    places = [
        (m.start("label"), m.end(), m["label"])
        for m in _LABEL.finditer(text)
        if not _IS_ABOUT.search(text, 0, m.start("label"))
    ]
    # "ปัญหาอุปสรรค – งบประมาณจัดสรรมาช้า": what a dash parts from a label is its value.
    places = [
        place
        for number, place in enumerate(places)
        if not number or text[places[number - 1][1] : place[0]].strip() not in _DASHES
    ]
    grades = list(_GRADE.finditer(text))
    if len(places) + len(grades) < 2:
        return ()
    found = [
        InlineValue(label=m["label"], value=m["value"], start=m.start(), end=m.end())
        for m in grades
    ]
    for number, (start, value_start, label) in enumerate(places):
        end = places[number + 1][0] if number + 1 < len(places) else len(text)
        end = min([end, *(m.start() for m in grades if m.start() >= value_start)])
        value = text[value_start:end].strip(" \t,;/")
        if value and not _GOES_ON.match(value):
            found.append(InlineValue(label=label, value=value, start=start, end=end))
    return tuple(sorted(found, key=lambda value: value.start))


def inline_title(documents: Iterable[Document]) -> tuple[Document, int, int] | None:
    """Where the first of several records told on one line each is named: document and span.

    None unless two lines or more hold a name followed by labelled values.
    """
    for document in documents:
        named = [
            (line, end)
            for line in lines(document, _CONTENT)
            if (end := _title_end(line)) is not None
        ]
        if len(named) >= _RECORDS:
            line, end = named[0]
            return document, line.start, line.start + end
    return None


def _title_end(line: Line) -> int | None:
    values = inline_values(line.text)
    if not values:
        return None
    number = _NUMBERED.match(line.text)
    begin = number.end() if number else 0
    before = line.text[begin : values[0].start].rstrip(" :,-–")
    return begin + len(before) if len(before.strip()) >= _TITLE else None
