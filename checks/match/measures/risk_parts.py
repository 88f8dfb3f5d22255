"""The areas of a risk assessment.

They are told by what heads the rows, boxes or paragraphs: two kinds of work at least ("งานอนุญาต",
"การพัสดุ").
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from checks.api import Quote, quote_text
from checks.match.measures.risk_sentences import is_wrong, may_be_wrong, speaks_of_risk
from checks.match.periods.dates import plain_text
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.lines import Line, lines
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_LABEL = 40  # code points; a longer text is no label
_HEAD = 60  # code points of a cell or heading that names an area
_TIMES = 2  # areas
_BODY = 2  # lines below a short line that may belong to it
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
