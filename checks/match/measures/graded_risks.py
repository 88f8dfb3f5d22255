"""Reads risks by their grades: the event stands before a grade, what is done against it behind.

In one line ("ช่างเรียกเงิน (สูง) ให้ชำระที่กองคลัง"), in lines one below the other as on cards, or in a
paragraph that goes from one risk to the next.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.match.measures.risk_labels import GUARDS, OTHER_FIELDS
from checks.match.measures.risk_sentences import controls, is_of_method, is_wrong, may_be_wrong
from checks.match.measures.told_risk import Risk, part_of
from checks.match.periods.dates import plain_text
from checks.match.reading.lines import Line
from crawler.records import Document
from crawler.thai import fold_text

_EVENT, _MEASURE = 6, 4  # code points that what happens, or is done about it, is told in
_NEAR = 2  # lines before or behind a line that is a grade
_HEAD = 48  # code points of a line above an event that names its kind of work
_LONGEST = 400  # code points of an event or a measure
_WORD = r"(?:ค่อนข้าง)?(?:สูงมาก|สูงสุด|สูง|ปานกลาง|กลาง|ต่ำมาก|ต่ำ|น้อยมาก|น้อย)"
_PRODUCT = r"\d ?(?:[xX×*]|คูณ) ?\d ?(?:=|ได้|เท่ากับ) ?\d{1,2}"
_ENDS = r"(?:[\s)\]|]{1,3}|(?=[,.;:/-])|(?=จึง|ดังนั้น|แก้|ป้อง|ต้อง|ให้|เรา)|$)"
_GRADE = re.compile(
    r"(?:[(\[] ?)?(?:(?:ค่า|คะแนน)?(?:ความ)?เสี่ยง(?:อยู่)?(?:ใน)?(?:ระดับ)?|ระดับ(?:ความเสี่ยง)?|น้ำหนัก"
    r"|คะแนน)"
    rf"[\s:=(\"“-]{{0,4}}(?:{_PRODUCT}[\s=(-]{{0,3}})?(?:\d{{1,2}}[\s=(,-]{{1,3}})?(?:ระดับ)?{_WORD}[\"”]?{_ENDS}"
    rf"|(?<![ก-๎\d])[(\[]? ?(?:{_PRODUCT}[\s=(-]{{0,3}}|\d{{1,2}}[\s=(,-]{{1,3}})?{_WORD}{_ENDS}"
    r"|โอกาส(?:เกิด)?\D{0,6}\d\D{0,12}(?:กระทบ|รุนแรง)\D{0,6}\d(?:\D{0,10}\d{1,2})?(?!\d)"
    rf"|(?<!\d){_PRODUCT}(?!\d)[\s)\]]{{0,2}}"
)
_EXPLAINS = re.compile(r"หมายถึง|หมายความ|เกณฑ์การ|เท่ากับระดับ|ลดลง|เหลือ")
# Where the next risk of a paragraph begins: "จุดเสี่ยงที่สอง", "(2)", "ส่วนงานพัสดุ".
_NEXT = re.compile(
    r"(?<=\s)(?:[ก-๎]{2,16}?(?:ที่ ?)?(?:\d{1,2}|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|แรก|สุดท้าย"
    r"|ต่อ(?:ไป|มา))(?=\s)"
    r"|\(?\d{1,2}[.)]|\([ก-ฮ]\)|[ก-ฮ][.)](?=\s)|[•▪●–*-](?=\s)|(?:ส่วน|สำหรับ|อีกเรื่อง|เรื่อง|ด้าน|ประเด็น))"
)
_NUMBER = re.compile(r"[\s\d.)(–•▪●*-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    line: Line
    grade: bool


def graded_risks(document: Document, said: Sequence[Line]) -> list[Risk]:
    """The risks of lines outside tables that stand before a grade, with what stands behind it."""
    pieces = [piece for line in said for piece in _pieces(line)]
    found: list[Risk] = []
    taken = -1  # the last piece that is told of a risk before
    for at, piece in enumerate(pieces):
        if not piece.grade:
            continue
        before = _around(pieces[max(taken + 1, at - _NEAR) : at][::-1], piece)
        behind = _around(pieces[at + 1 : at + 1 + _NEAR], piece)
        event = _event(before)
        measure = _measure(behind)
        if event is None or measure is None:
            continue
        work = [line.text for line in before if line.end <= event.start and line is not event]
        taken = next(n for n, one in enumerate(pieces) if one.line is measure)
        found.append(
            Risk(
                document=document,
                event=(event.start, event.end),
                measures=((measure.start, measure.end),),
                work=work[0] if work and len(work[0]) <= _HEAD else "",
            )
        )
    return found


def _around(near: Sequence[_Piece], grade: _Piece) -> list[Line]:
    """The pieces up to the next grade, those of the grade's own line alone where there are any."""
    told = []
    for piece in near:
        if piece.grade:
            break
        told.append(piece.line)
    return told


def _event(before: Sequence[Line]) -> Line | None:
    told = [line for line in before if _EVENT <= len(line.text) <= _LONGEST]
    return next((line for line in told if may_be_wrong(line.text)), told[0] if told else None)


def _measure(behind: Sequence[Line]) -> Line | None:
    told = [
        line
        for line in behind
        if _MEASURE <= len(line.text) <= _LONGEST and not _is_other_field(line.text)
    ]
    if told and is_wrong(told[0].text) and not _guards(told[0].text):
        told = [line for line in told if _guards(line.text)]
    return told[0] if told else None


def _guards(text: str) -> bool:
    return controls(text) or GUARDS.search(fold_text(text)) is not None


def _is_other_field(text: str) -> bool:
    label = re.match(r"\W*([^:：]{2,40}?)\s*[:：]", text)
    folded = fold_text(label[1]) if label else ""
    return bool(folded) and OTHER_FIELDS.search(folded) is not None and not GUARDS.search(folded)


def _pieces(line: Line) -> Iterator[_Piece]:
    """The grades of a line and what stands between them, cut where the next risk begins."""
    plain = plain_text(line.text)
    if "\t" in line.text or _EXPLAINS.search(plain) or is_of_method(line.text):
        return
    grades = [match.span() for match in _GRADE.finditer(plain)]
    spans: list[tuple[int, int]] = []
    for start, end in grades:  # "โอกาสสูง ผลกระทบสูง ระดับสูง" is one grade
        if spans and start - spans[-1][1] < _MEASURE + _EVENT:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    at = 0
    for number, (start, end) in enumerate(spans):
        between = plain[at:start]
        for cut_from, cut_to in _cut(between) if number else [(0, len(between))]:
            yield from _text(line, at + cut_from, at + cut_to)
        yield _Piece(line=part_of(line, start, end), grade=True)
        at = end
    yield from _text(line, at, len(line.text))


def _text(line: Line, start: int, end: int) -> Iterator[_Piece]:
    number = _NUMBER.match(line.text, start, end)
    part = part_of(line, number.end() if number else start, end)
    if part.text:
        yield _Piece(line=part, grade=False)


def _cut(between: str) -> list[tuple[int, int]]:
    """What is done against a risk, and the next one, of the words between two grades."""
    marks = [match.start() for match in _NEXT.finditer(between)]
    gaps = [match.end() for match in re.finditer(r"\s+", between)]
    near = [gap for gap in gaps if gap >= len(between) - _LONGEST]
    # The last place from which a wrong is still told.
    wrong = next((gap for gap in reversed(near) if is_wrong(between[gap:])), 0)
    at = marks[-1] if marks else wrong
    return [(0, at), (at, len(between))]
