"""The areas of a risk assessment, and its events and measures under headings of an agency's own.

Areas are told by what heads the rows, boxes or paragraphs: two kinds of work at least ("งานอนุญาต",
"การพัสดุ"). An event is known by the wrong that most values of a label or column tell, a measure by
the controls that most values behind it begin with.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from checks.api import Quote, quote_text
from checks.match.measures.risk_labels import GUARDS, OTHER_FIELDS, RISKY, VALUE
from checks.match.measures.risk_sentences import (
    begins_with_control,
    controls,
    is_grade,
    is_wrong,
    may_be_wrong,
    speaks_of_risk,
)
from checks.match.periods.dates import plain_text
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.lines import Line, lines
from checks.match.tables.columns import Column, columns, header_depth
from checks.match.tables.scales import is_scale
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_LABEL = 40  # code points; a longer text is no label
_HEAD = 60  # code points of a cell or heading that names an area
_TICK = 3  # code points of a mark or figure that ticks a cell
_TIMES = 2  # lines with the same label, rows of a column, areas
# Headings of what is done against risks, of works and of evidence. Folded.
_NO_EVENTS = re.compile(
    r"มาตรการ|แนวทาง|วิธี|ป้องกัน|แก้|จัดการ|(?<!อาจ)ทา(?!ผิด|ทุจริต|ให้|ไม่)|ปิด|ควบคุม|^\W*งาน|แผน|ผล|คะแนน|ค่า"
)
_NOT_OWED = re.compile(r"\s*(?:[-–—]\s*$|ไม่มี(?:งาน|ภารกิจ|อำนาจ))")
_TOLD = 8  # code points of what is done against a risk
_LIKELY = re.compile(r"^\W*(?:โอกาส|ความน่าจะ|ความถี่|likelihood|probability|[lp]\W*$)", re.I)
_IMPACT = re.compile(
    r"^\W*(?:(?:ระดับ)?(?:ผลกระทบ|ความรุนแรง|ความเสียหาย)|impact|severity|i\W*$)", re.I
)
_OF_KINDS = re.compile(r"[^ก-๎]*(?:ประเภท|ด้าน|หมวด|กลุ่ม)")
_BODY = 2  # lines below a short line that may belong to it
_MOST = 0.5
_NEARLY = 0.8
_ANY: tuple[tuple[str, ...], ...] = (("",),)
_PREFIX = (
    r"(?:(?:ส่วน|บท|ตอน|หมวด|ข้อ|เรื่อง|ด้าน|ลำดับ|กระบวนงาน|งาน)?ที่\d{1,2}[.:)–-]?)?"
    r"(?:\d[.)]?|[ก-ฮ][.)]|[•\-–*▪]|\([ก-ฮ\d]\)){0,6}(?:ความเสี่ยง)?(?:ใน|ของ)?(?:ด้าน|ภารกิจ"
    r"|กระบวน(?:งาน|การ)|เรื่อง|งาน|การ|หมวด|กลุ่ม|ประเด็น|ที่){0,6}(?:ด้าน|การ|งาน|ออก|ให้|ใช้){0,4}"
)
# "ถาม: งานออกใบอนุญาตเสี่ยงเรื่องอะไร": a question asks of the area.
_ASKED = re.compile(r"\W*(?:ถาม|คำถาม|q)(?:ที่)? ?[\d๐-๙]{0,2}\s*[:：.)]\s*", re.I)
# Who signs, where people are served, what something costs: no kind of work. Folded.
_NO_AREA = re.compile(r"[^ก-๎]*(?:ผู้|นัก|เจ้าหน้าที่|ศูนย์|ลงชื่อ)|.*\d(?:\.-)?บาท")
# "นายช่างเลือกแนวสายผ่านที่ดิน... (งานใช้อำนาจ)": the kind of work behind each event.
_IN_BRACKETS = re.compile(
    r"[(\[](?P<area>(?:ด้าน|งาน|ภารกิจ|กระบวน|การ|หมวด|ประเภท)[^()\[\]\n\t]{2,50})[)\]]"
)
_AREAS = {
    "permits": (
        r"อนุมัติ|อนุญาต|ใบอนุญาต|บริการ|จดทะเบียน|รับรอง|รับคาขอ|ออกใบ|รับนักศึกษา|รับนักเรียน"
        r"|ก่อสร้างอาคาร|ควบคุมอาคาร"
    ),
    "power": r"อานาจ|ตาแหน่งหน้าที่|บังคับใช้|ตรวจตรา|ตรวจจับ|จับกุม|ตรวจสอบโรงงาน|ตรวจสถาน|กากับ"
    r"|จัดเก็บ(?:ภาษี|ราย)|เทศกิจ|สอบสวน",
    "money": (
        r"งบประมาณ|จัดซื้อ|จัดจ้าง|ซื้อ|จ้าง(?!เหมาบุคคล)|พัสดุ|เบิก|การเงิน|เงิน|ทรัพยากร(?!บุคคล|มนุษย์)|คลัง"
        r"|ยานพาหนะ|รถ(?:ยนต์|ราชการ)|ทรัพย์สิน|ตรวจรับ"
    ),
    "persons": r"บุคคล|บุคลากร|สรรหา|บรรจุ|แต่งตั้ง|เลื่อน|โยกย้าย|รับสมัคร(?!นัก|เรียน|เข้าศึกษา)"
    r"|คัดเลือก(?:พนักงาน|บุคคล|บุคลากร|ข้าราชการ|ลูกจ้าง|เข้า(?:ทา|รับราช))|(?:งาน|การ)เจ้าหน้าที่",
}
_NAMED = {area: re.compile(rf"{_PREFIX}[ก-๎]{{0,12}}?(?:{words})") for area, words in _AREAS.items()}


def risk_areas(documents: Iterable[Document]) -> Iterator[Quote]:
    """The first line that is headed by an area, of a page whose lines are headed by two or more."""
    for document in documents:
        found = _areas_of(document)
        if len(found) >= _TIMES:
            yield min(found.values(), key=lambda quote: quote.start)


def risk_area(documents: Iterable[Document], area: str) -> Iterator[Quote]:
    """The first line that is headed by one area, beside lines that are headed by others.

    ``area`` is "permits", "power", "money" or "persons".
    """
    for document in documents:
        found = _areas_of(document)
        if len(found) >= _TIMES and area in found:
            yield found[area]


def _areas_of(document: Document) -> dict[str, Quote]:
    """The first line that is headed by each area."""
    found: dict[str, Quote] = {}
    for start, end in _heads(document):
        head = fold_text(plain_text(_ASKED.sub("", document.text[start:end], count=1)))
        if _NO_AREA.match(head):
            continue
        for area, named in _NAMED.items():
            if area not in found and named.match(head):
                found[area] = quote_text(document, start, end)
                break
    return found


def _heads(document: Document) -> Iterator[tuple[int, int]]:
    """The spans of what heads lines: headings, first cells with letters, labels, short lines.

    A short line that is neither heading nor cell heads what follows when that tells of a risk.
    """
    asked = criteria_starts(document)
    starts = {heading.start for heading in document.headings}
    top = min(starts, default=-1)
    said = lines(document, _CONTENT)
    for number, line in enumerate(said):
        if line.start in asked or line.start == top:
            continue
        below = said[number + 1 : number + 1 + _BODY]
        if may_be_wrong(line.text):
            for match in _IN_BRACKETS.finditer(line.text):
                yield line.start + match.start("area"), line.start + match.end("area")
        at = line.start
        for cell in line.text.split("\t"):
            words = cell.strip()
            begin = at + len(cell) - len(cell.lstrip())
            at += len(cell) + 1
            if not re.search(r"[ก-ฮ]{2}", words):
                continue
            whole = "\t" in line.text or line.start in starts
            head = _head_of(words, whole=whole or _heads_risks(words, below))
            if head and not is_wrong(head.replace("ใช้อำนาจ", "")):
                yield begin, begin + len(words)
            break


def _heads_risks(words: str, below: Sequence[Line]) -> bool:
    """Whether a short line stands over lines of which one tells of a risk."""
    if len(words) > _LABEL:
        return False
    return any(
        "\t" in line.text or may_be_wrong(line.text) or speaks_of_risk(line.text) for line in below
    )


def _head_of(words: str, *, whole: bool) -> str:
    """A heading or cell as it is; of a line its label or its first words, "" without any."""
    if whole:
        return words if len(words) <= _HEAD else ""
    first = re.match(r"\W*(?:[\d๐-๙]{1,2}[.)]\s*)?(?:\([^)]*\)\s*)?(\S{4,40}?)(?=[\s:：(])", words)
    if first is None or not re.match(r"(?:ด้าน|งาน|การ|ภารกิจ|กระบวน|เรื่อง|ออก|จัด)", first.group(1)):
        return ""
    return first.group(1)


def column_of(document: Document, fact: str) -> Quote | None:
    """The first cell of a column of events, grades or measures under a heading of its own.

    ``fact`` is "risk_event", "risk_level" or "risk_measure"; measures stand behind the events.
    """
    told = [
        column
        for column in columns((document,), _ANY)
        if len(column.cells) >= _TIMES and not OTHER_FIELDS.search(fold_text(column.heading_text))
    ]
    events = [column for column in told if _share(column, is_wrong) > _MOST or _is_risky(column)]
    if fact == "risk_event":
        found = events
    elif fact == "risk_level":
        found = [
            column
            for column in columns((document,), _ANY)
            if _share(column, is_grade) > _NEARLY and not is_scale(column)
        ]
    else:
        found = [
            column
            for column in told
            if any(
                event.table is column.table and event.heading.start < column.heading.start
                for event in events
            )
            and (_share(column, controls) > _MOST or _guards(column))
        ]
    if not found:
        return (_ticked_grade(document) or _product(document)) if fact == "risk_level" else None
    said = [cell for cell in found[0].cells if cell.text.strip()]
    first = next((cell for cell in said if not _NOT_OWED.match(cell.text)), said[0])
    return quote_text(document, first.start, first.end)


def _guards(column: Column) -> bool:
    """Whether a column's heading asks what is done against risks, and most of its cells tell it."""
    heading = fold_text(column.heading_text)
    return GUARDS.search(heading) is not None and (
        _share(column, lambda text: len(text.strip()) >= _TOLD) > _MOST
    )


def _product(document: Document) -> Quote | None:
    """The first of the figures that multiply or add likelihood and impact, row by row."""
    for table in document.tables:
        depth = max(header_depth(table), 1)
        heads = [fold_text(cell.text) for cell in table.rows[depth - 1]]
        rows = [row for row in table.rows[depth:] if len(row) == len(heads)]
        likely = next((n for n, head in enumerate(heads) if _LIKELY.search(head)), None)
        impact = next((n for n, head in enumerate(heads) if _IMPACT.search(head)), None)
        if likely is None or impact is None or likely == impact or len(rows) < _TIMES:
            continue
        for n in range(max(likely, impact) + 1, len(heads)):
            told = [
                row[n]
                for row in rows
                if (figures := [_figure(row[at].text) for at in (likely, impact, n)])
                and 0 < figures[2] in (figures[0] * figures[1], figures[0] + figures[1])
            ]
            if len(told) > _MOST * len(rows):
                return quote_text(document, told[0].start, told[0].end)
    return None


def _figure(text: str) -> int:
    """The figure with which a cell begins, 0 without one."""
    match = re.match(r"\W*(\d{1,3})", plain_text(text))
    return int(match[1]) if match is not None else 0


def _ticked_grade(document: Document) -> Quote | None:
    """The first tick of a table with a column for each grade, "เขียว | เหลือง | ส้ม | แดง".

    Most rows are ticked in one of these columns, and tell their risk in another.
    """
    for table in document.tables:
        depth = max(header_depth(table), 1)
        heads = table.rows[depth - 1]
        graded = [n for n, cell in enumerate(heads) if is_grade(cell.text)]
        rows = [row for row in table.rows[depth:] if len(row) == len(heads)]
        if len(graded) < _TIMES or len(rows) < _TIMES:
            continue
        ticks = [[row[n] for n in graded if row[n].text.strip()] for row in rows]
        ticked = [marks[0] for marks in ticks if len(marks) == 1 and _is_tick(marks[0].text)]
        told = sum(any(len(cell.text.strip()) >= VALUE for cell in row) for row in rows)
        if len(ticked) > _NEARLY * len(rows) and told > _MOST * len(rows):
            return quote_text(document, ticked[0].start, ticked[0].end)
    return None


def _is_tick(text: str) -> bool:
    return len(text.strip()) <= _TICK


def names_areas(column: Column) -> bool:
    """Whether a column of kinds ("ประเภทความเสี่ยง") names areas of work, and hardly a wrong."""
    return (
        _OF_KINDS.match(fold_text(column.heading_text)) is not None
        and _share(column, may_be_wrong) <= _MOST
    )


def _is_risky(column: Column) -> bool:
    """Whether a column's heading asks what may go wrong and most of its cells tell a doing."""
    heading = fold_text(column.heading_text)
    if not RISKY.search(heading) or _NO_EVENTS.search(heading):
        return False
    return (
        _share(column, lambda text: len(text.strip()) >= VALUE) > _MOST
        and _share(column, begins_with_control) <= _MOST
    )


def _share(column: Column, is_so: Callable[[str], bool]) -> float:
    """The share of a column's cells of a kind, from 0 to 1; dashes and work not owed left out."""
    cells = [cell for cell in column.cells if not _NOT_OWED.match(cell.text)]
    if len(cells) < _TIMES:
        return 0.0
    return sum(is_so(cell.text) for cell in cells) / len(cells)
