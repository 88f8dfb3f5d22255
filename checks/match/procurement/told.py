"""Reads procurements told entry by entry in words: a name, and below it what is said of it.

"1. รถตักดิน" / "งบประมาณ 3,200,000 บาท จากเงินสะสม โดยวิธีเฉพาะเจาะจง เริ่มมกราคม 2567".
The name is a heading or opens a numbered line; the kind of each value tells what it is.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from checks.match.periods.bare_dates import without_dates
from checks.match.periods.dates import MONTH
from checks.match.procurement.columns import Role
from checks.match.procurement.records import Record, Sheet
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.lines import Line, lines
from checks.match.reading.wraps import PRINTED
from crawler.records import Cell, Document, Region
from crawler.thai import arabic_digits

_CONTENT = frozenset({Region.CONTENT})
_LEAST = 2  # procurements that make a list
_BODY = 12  # lines of one entry; more are a chapter
_NUMBERED = re.compile(r"\s*(?:[(\[]?[\d๐-๙]{1,3}[.)\]]+|[-•●▪*])\s*(?=\S)")
_AMOUNT_OF = r"\d[\d,]*(?:\.\d+)?\s*(?:ล้าน|แสน|หมื่น|พัน)?\s*บาท"
_FUND = r"(?:เงิน|งบ|ข้อบัญญัติ|เทศบัญญัติ|กองทุน|รายได้|พ\.ร\.บ)(?![^\S\n]?\d)(?!ประมาณ[^\S\n]?\d)"
_MONTH = rf"(?:{MONTH}|ไตรมาส)"
# What tells each meaning; the first group is the value. Figures are Arabic.
_TOLD: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.REFERENCE, re.compile(rf"ราคากลาง[^\d\n]{{0,16}}({_AMOUNT_OF})")),
    (
        Role.AGREED,
        re.compile(
            r"(?:ราคาที่(?:ตกลง|จัดหา|จัดซื้อ|จัดจ้าง|ซื้อ|จ้าง|ได้)|ตกลง(?:ซื้อ|จ้าง|ราคา)"
            r"|(?:ราคา|วงเงิน|มูลค่า|จำนวนเงิน)(?:ตาม|ใน)?สัญญา|ในราคา|(?:ซื้อ|จ้าง)จริง|ทำสัญญา)"
            rf"[^\d\n]{{0,24}}({_AMOUNT_OF})"
        ),
    ),
    (
        Role.AMOUNT,
        re.compile(
            rf"(?:วงเงิน|งบประมาณ|งบ|ตั้งไว้|ได้รับจัดสรร|เป็นเงิน|จำนวนเงิน|เงิน)[^\d\n]{{0,20}}({_AMOUNT_OF})"
        ),
    ),
    (
        Role.SOURCE,
        re.compile(
            r"(?:จาก|แหล่ง(?:ที่มา|เงิน|งบประมาณ)?(?:ของ(?:เงิน|งบประมาณ))?|ใช้(?=เงิน|งบ)|เบิกจาก)\s*[:：]?\s*"
            rf"({_FUND}[^\s,;]{{0,40}})"
            # "งบประมาณ 498,000 บาท (ข้อบัญญัติงบประมาณ)"
            rf"|บาท\s*\(\s*({_FUND}[^()\n]{{0,60}})\)"
        ),
    ),
    (
        Role.METHOD,
        re.compile(
            r"(?:วิธี|โดย|แบบ|ด้วย)[^\S\n]*[:：]?[^\S\n]*(?:การ|วิธี)?((?:เฉพาะเจาะจง|ตกลงราคา|คัดเลือก|ประกวด|e-?bidding|e-?market|สอบราคา"
            r"|ประกาศเชิญชวน|ตลาดอิเล็กทรอนิกส์)[^\s,;]{0,40})|(e-?bidding|e-?market)",
            re.I,
        ),
    ),
    (
        Role.START,
        re.compile(
            r"(?:เริ่ม|คาดว่า|กำหนด|ช่วง|ภายใน|ประกาศ|จัดหา|ดำเนินการ|ระหว่าง|จัดซื้อ|จัดจ้าง)[^\d\n]{0,30}?"
            rf"({_MONTH}[^\n]{{0,16}})",
            re.I,
        ),
    ),
    (
        Role.WINNER,
        re.compile(
            r"(?:คู่สัญญา|ผู้(?:รับจ้าง|ขาย|ชนะ|ได้รับ(?:การ)?คัดเลือก)|ได้แก่|คือ|(?:จ้าง|ซื้อ)(?:จาก|กับ)?)"
            r"[^\S\n]*[:：]?[^\S\n]*"
            r"((?:ร้าน|บริษัท|บจก|หจก|ห้างหุ้นส่วน|นาย(?!ก)|นาง|สหกรณ์|อู่|โรงพิมพ์)[^\n,;(]{2,60}?)"
            r"(?=\s+(?:เป็นเงิน|วงเงิน|ราคา|ในราคา|มูลค่า|จำนวน|เลขที่|สัญญา|ลงนาม|ตกลง|โดย)|[,;(\n]|$)",
        ),
    ),
    (
        Role.STATUS,
        re.compile(
            r"(?:สถานะ|ความก้าวหน้า|ความคืบหน้า)[^\S\n]*(?:[:：]|คือ|ปัจจุบัน)?[^\S\n]*([ก-๎][^\n]{2,60}?)"
            r"(?=\s+(?:เลขที่|เลข|รหัส|ราคา|วงเงิน|ผู้|สัญญา|งบ|แหล่ง)|[,;(\n]|$)"
            r"|((?:ลงนาม(?:ใน)?สัญญา|ส่งมอบ(?:งาน)?|ตรวจรับ(?:งาน|พัสดุ)?|เบิกจ่าย(?:เงิน)?|ดำเนินการ)(?:เรียบร้อย)?แล้ว(?:เสร็จ)?"
            r"|สิ้นสุดสัญญา|ยังไม่ลงนาม[ก-๎]{0,12}|อยู่(?:ใน)?ระหว่าง(?:การ)?(?:ดำเนิน|ก่อสร้าง|พิจารณา|จัด|ประกาศ|ประกวด|เสนอราคา|ลงนาม|ส่งมอบ|ตรวจรับ|บริหารสัญญา)[ก-๎]{0,40})"
        ),
    ),
    (Role.EGP, re.compile(r"(?<!\d)(\d{11})(?!\d)")),
)
_BREAK = re.compile(r"(?<=[ก-๎])\n(?=[ก-๎])")
_NAME = 3  # letters
_DISTINCT = 2  # meanings beside the name in each entry


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A name, and the span of what is said of it."""

    name: Cell
    start: int
    end: int
    text: str  # the words between ``start`` and ``end``
    printed: bool = False  # lines are broken by the width of a page


def read_told(document: Document) -> tuple[Sheet, ...]:
    """The list of procurements that headings or numbered lines tell; empty below two of them."""
    for entries in (tuple(_headed(document)), tuple(_numbered(document))):
        records = [record for entry in entries if (record := _record(entry)) is not None]
        if len(records) < _LEAST or len(records) * 2 < len(entries):
            continue
        headings: dict[Role, Cell] = {}
        for record in records:
            for role, cells in record.values.items():
                headings.setdefault(role, cells[0])
        above = [heading for heading in document.headings if heading.start < records[0].start]
        return (
            Sheet(
                document=document,
                headings=headings,
                records=tuple(records),
                heading=above[-1].text if above else "",
                start=records[0].start,
                end=records[-1].end,
            ),
        )
    return ()


def _content(document: Document) -> list[Line]:
    asked = criteria_starts(document)
    return [
        line
        for line in lines(document, _CONTENT)
        if line.start not in asked
        and not any(table.start <= line.start < table.end for table in document.tables)
    ]


def _headed(document: Document) -> Iterator[_Entry]:
    starts = {heading.start for heading in document.headings}
    yield from _grouped(document, _content(document), lambda line: line.start in starts)


def _numbered(document: Document) -> Iterator[_Entry]:
    starts = {heading.start for heading in document.headings}
    rows = [line for line in _content(document) if line.start not in starts]
    yield from _grouped(document, rows, lambda line: _NUMBERED.match(line.text) is not None)


def _grouped(
    document: Document, rows: Sequence[Line], opens: Callable[[Line], bool]
) -> Iterator[_Entry]:
    at = 0
    while at < len(rows):
        if not opens(rows[at]):
            at += 1
            continue
        last = at
        while last + 1 < len(rows) and not opens(rows[last + 1]) and last - at < _BODY:
            last += 1
        start, end = rows[at].start, rows[last].end
        line = rows[at]
        yield _Entry(
            name=Cell(text=line.text, start=line.start, end=line.end),
            start=start,
            end=end,
            text=document.text[start:end],
            printed=document.content_type == PRINTED,
        )
        at = last + 1


def _unbroken(entry: _Entry) -> tuple[str, list[int]]:
    """The words of an entry without the breaks that a printed page set within them, and where.

    Thai puts no space between words: a line that ends in a letter goes on in the next.
    """
    broken = {found.start() for found in _BREAK.finditer(entry.text)} if entry.printed else set()
    places = [at for at in range(len(entry.text)) if at not in broken]
    return "".join(entry.text[at] for at in places), places


def _record(entry: _Entry) -> Record | None:
    text, places = _unbroken(entry)
    plain = arabic_digits(text)
    values: dict[Role, tuple[Cell, ...]] = {}
    first = len(text)
    taken: list[tuple[int, int]] = []
    for role, pattern in _TOLD:
        for found in pattern.finditer(plain):
            group = 1 if found[1] is not None else 2
            start, end = found.span(group)
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            taken.append((start, end))
            first = min(first, found.start())
            values[role] = (
                Cell(
                    text=text[start:end],
                    start=entry.start + places[start],
                    end=entry.start + places[end - 1] + 1,
                ),
            )
            break
    # A plan of projects tells neither how things are bought nor where its money comes from.
    of_buying = Role.METHOD in values or {Role.SOURCE, Role.AMOUNT} <= values.keys()
    if not of_buying or len(values) < _DISTINCT:
        return None
    name = text[: min(first, len(entry.name.text))].strip()
    mark = _NUMBERED.match(name)
    begin = mark.end() if mark else 0
    if len(re.findall(r"[ก-ฮa-zA-Z]", without_dates(name[begin:]))) < _NAME:
        return None
    values[Role.ITEM] = (
        Cell(text=name[begin:], start=entry.start + begin, end=entry.start + len(name)),
    )
    return Record(values=values, start=entry.start, end=entry.end)
