"""Finds where each of several measures begins that a page tells in running text, and what it holds.

Measures open with an ordinal, a number, a mark, a label that stands again before each of them, or a
heading; in boxes a name stands above labels that each box repeats.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from checks.match.reading.lines import Line
from crawler.records import Document

_NAME = 60  # code points; a longer line tells the measure by itself
_NUMBER = (
    r"(?:แรก|ที่ ?หนึ่ง|หนึ่ง|ที่ ?สอง|สอง|ที่ ?สาม|สาม|ที่ ?สี่|สี่|ที่ ?ห้า|ห้า|ที่ ?หก|หก|สุดท้าย|(?:ที่ ?)?[\d๐-๙]{1,2})"
)
_ORDINAL = re.compile(
    rf"(?:^|(?<=\s))(?:(?:มาตรการ|เรื่อง|ข้อ|ประการ|แนวทาง|กิจกรรม|ด้าน) ?{_NUMBER}"
    r"|(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก))"
    r"(?=[\s:.)])"
)
# "เรื่องแผนใช้เงิน ฝ่ายแผนจะสรุป... ส่วนเรื่องแบบฟอร์ม ฝ่ายไอทีจะรวม..."
_TURN = re.compile(r"(?<=\s)(?:ส่วน|สำหรับ|ขณะที่|ด้าน)(?=(?:เรื่อง|ด้าน|ข้อ|ประเด็น|การ|ปัญหา)[ก-๎]{3})")
# "... คือ ให้นิติกรเปิดกล่องร้องเรียน โดย... และให้สำนักปลัดจัดเวที...": one order after the other.
_ORDERED = re.compile(
    r"(?<=\s)(?:และ|รวมทั้ง|พร้อมทั้ง|อีกทั้ง|ส่วน)?\s?(?=(?:ขอ|เห็นควร)?(?:ให้|มอบ(?:หมาย)?(?:ให้)?) ?"
    r"(?:กอง(?!ทุน)|สำนัก|ฝ่าย|ศูนย์|งาน|กลุ่มงาน|นิติกร|(?:รอง)?ปลัด|หัวหน้า|เจ้าหน้าที่|ผู้อำนวยการ|ผอ\.|นัก[ก-๎])[ก-๎]{3})"
)
_FIRST_MATTER = re.compile(r"\s*(?:(?:ตอบ|A|มติ|ที่ประชุม[ก-๎]{0,12})\s*[:：.]?\s*)?")
_NUMBERED = re.compile(
    r"\s*[(\[]?(?:[\d๐-๙]{1,2}[.)\]]|[1-9๑-๙]\.[1-9๑-๙]\.?\s(?!คะแนน|น\.|บาท|ล้าน))\s*(?=[ก-๙A-Za-z])"
)
# A label that stands again before each measure: "เรื่อง: ระบบจองสนาม".
_LABELLED = re.compile(r"\s*(?:ชื่อ)?(?:มาตรการ|เรื่อง|กิจกรรม|แนวทาง)(?:ที่ทำ)?\s*(?:[:：]|$)")
# The kind of thing before each name: "มาตรการรับฟังชุมชน เราเปิด...", "กิจกรรม “คืนของ” → ...".
_KINDS = tuple(
    re.compile(
        rf"\s*(?:(?:ถาม|คำถาม|Q)[\s\d:：.)]{{1,6}})?{kind}\s?[\"“‘'«]?"
        r"(?!ส่งเสริมคุณธรรม|เพื่อส่งเสริม|ภายใน|ตาม|ดัง|เหล่า|นี้|นั้น|ทั้ง|ทุก|แต่ละ|ที่|ของ|ปี|ใน|และ|หรือ|ต่อไป|หลัก|อื่น|เดิม|ใหม่)"
        r"(?=[ก-๎A-Za-z]{3})"
    )
    for kind in ("มาตรการ", "กิจกรรม", "โครงการ", "แนวทาง", "เรื่อง")
)
_MARKED = re.compile(r"\s*(?:[-•●▪–*✓✔✅📌🔹🔸👉💡]\s*)(?=[ก-๙A-Za-z])")
# Labels of the parts of a measure, at the beginning of a line.
_PART = re.compile(
    r"\W*(?P<label>ใคร(?:ทำ)?|ผู้(?:รับผิดชอบ|ดูแล|ทำ|ดำเนินการ|ปฏิบัติ)|หน่วยงาน(?:รับผิดชอบ|ที่รับผิดชอบ)?|เจ้า(?:ภาพ|ของเรื่อง|ของงาน)"
    r"|เมื่อ(?:ใด|ไร|ไหร่)|ทำ(?:อะไร|อย่างไร|เมื่อไร|เมื่อไหร่|เมื่อใด|ช่วงไหน|แบบไหน|โดย)|วิธี(?:ทำ|การ|ดำเนินการ|ปฏิบัติ)?|ขั้นตอน"
    r"|ระยะเวลา(?:ดำเนินการ)?|ช่วงเวลา|ห้วงเวลา|กำหนด(?:เวลา|เสร็จ|แล้วเสร็จ)|ผลงาน|ผลผลิต|ผลลัพธ์|ผลสัมฤทธิ์)(?=[\s:：?]|$)"
)


def measure_spans(document: Document, said: Sequence[Line]) -> Iterator[list[tuple[int, int]]]:
    """The lists of spans, code points, that may each open a measure."""
    yield _by_words(document, said)
    yield from _by_openers(document, said)
    yield from _by_turns(said)
    yield from _by_orders(said)
    yield _by_parts(said)


def bodies_below(
    document: Document, spans: Sequence[tuple[int, int]], said: Sequence[Line], *, most: int
) -> list[list[Line]]:
    """The lines below each span that belong to it, ``most`` at most."""
    starts = {start for start, _ in spans}
    levels = {heading.start: heading.level for heading in document.headings}
    # Below the heading of a measure stand those of its parts.
    own = max((levels.get(start, 0) for start in starts), default=0)
    headings = {at for at, level in levels.items() if not own or level <= own} - starts
    return [_body(span, starts | headings, said, most) for span in spans]


def _by_words(document: Document, said: Sequence[Line]) -> list[tuple[int, int]]:
    """Passages that open with an ordinal, at the beginning of a line or within a paragraph."""
    headings = {heading.start for heading in document.headings}
    found: list[tuple[int, int]] = []
    for line in said:
        places = [line.start + match.start() for match in _ORDINAL.finditer(line.text)]
        spans = pairwise([*places, line.end])
        found += [span for span in spans if span[0] not in headings]
    return found


def _by_turns(said: Sequence[Line]) -> Iterator[list[tuple[int, int]]]:
    """Passages of a paragraph that turn from one matter to the next."""
    for line in said:
        turns = [line.start + match.end() for match in _TURN.finditer(line.text)]
        if not turns:
            continue
        first = _FIRST_MATTER.match(line.text)
        begin = line.start + (first.end() if first is not None else 0)
        yield list(pairwise([begin, *turns, line.end]))


def _by_orders(said: Sequence[Line]) -> Iterator[list[tuple[int, int]]]:
    """Clauses of a paragraph each of which orders a unit to do something."""
    for line in said:
        orders = [line.start + match.end() for match in _ORDERED.finditer(line.text)]
        if len(orders) > 1:
            yield list(pairwise([*orders, line.end]))


def _by_openers(document: Document, said: Sequence[Line]) -> Iterator[list[tuple[int, int]]]:
    """Lines with numbers or marks, and headings of one level, each with what stands below it."""
    levels = {heading.start: heading.level for heading in document.headings}
    for opens in (_NUMBERED, _MARKED, _LABELLED, *_KINDS):
        run: list[tuple[int, int]] = []
        for line in said:
            if line.start in levels and not opens.match(line.text):
                yield run
                run = []
            elif opens.match(line.text):
                run.append((line.start, line.end))
        yield run
    for level in sorted(set(levels.values())):
        spans = [(one.start, one.end) for one in said if levels.get(one.start) == level]
        yield spans


def _by_parts(said: Sequence[Line]) -> list[tuple[int, int]]:
    """The lines right above the label with which each of several boxes begins."""
    labels = [_PART.match(line.text) for line in said]
    times = Counter(match["label"] for match in labels if match is not None)
    first = next((m["label"] for m in labels if m is not None and times[m["label"]] > 1), None)
    if first is None:
        return []
    return [
        (above.start, above.end)
        for (above, label), (_, below) in pairwise(zip(said, labels, strict=True))
        if below is not None and below["label"] == first and label is None
    ]


def _body(span: tuple[int, int], openers: set[int], said: Sequence[Line], most: int) -> list[Line]:
    if span[1] - span[0] > _NAME:
        return []
    below: list[Line] = []
    first = bisect_right(said, span[0], key=lambda line: line.start)
    for line in islice(said, first, None):
        if line.start in openers or len(below) == most:
            break
        if line.start >= span[1]:
            below.append(line)
    return below
