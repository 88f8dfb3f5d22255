"""Reads risks that are told one to a line, their parts set apart by dashes or strokes only.

"ด้านอนุญาต — ช่างเรียกเงินค่าเขียนแบบ — สูง — ห้ามรับเขียนแบบในเขต": the grade tells where the event ends and
what is done against it begins.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from checks.match.measures.measure_words import DOING
from checks.match.measures.risk_sentences import controls, is_grade, is_wrong, may_be_wrong
from checks.match.periods.dates import plain_text
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import is_about_page
from checks.match.reading.lines import Line, lines
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_FEW = 2  # lines that make a list
_PIECES = 3  # of a line
_MOST = 0.5
_APART = re.compile(r"\s+[-–—|/→]\s+|\s*[—→]\s*")
_POINTS = re.compile(
    r"[\W\d]{0,12}(?:ค่า|คะแนน|ระดับ)?(?:ความ)?(?:เสี่ยง)?[\W\d]{0,12}(?:คะแนน)?[\W\d]{0,4}(?:อยู่)?(?:ใน)?(?:ระดับ|เกณฑ์)?"
    r"[\W\d]{0,4}(?:สูงมาก|สูง|ปานกลาง|กลาง|ต่ำมาก|ต่ำ|น้อย)[\W\d]*"
)
_BEGINS = re.compile(rf"[\W\d]*(?:จะ|โดย|ให้|ต้อง)?(?:{DOING}|ให้|ห้าม)")


def pieced_part(document: Document, fact: str) -> Line | None:
    """The first piece of a list of risks that tells a part of one; None where none is told so.

    ``fact`` is "risk_event", "risk_level" or "risk_measure".
    """
    told = list(_told(document))
    if len(told) < _FEW or not any(is_wrong(event.text) for event, _, _ in told):
        return None
    if fact == "risk_event":
        return told[0][0]
    if fact == "risk_level":
        return told[0][1]
    measures = [measure for _, _, measure in told if measure is not None and _is_done(measure)]
    return measures[0] if len(measures) > _MOST * len(told) else None


def _told(document: Document) -> Iterator[tuple[Line, Line, Line | None]]:
    """The event, the grade and what stands behind it, of each line that has these."""
    asked = criteria_starts(document)
    for line in lines(document, _CONTENT):
        if "\t" in line.text or line.start in asked or is_about_page(line.text):
            continue
        pieces = list(pieces_of(line))
        grade = next((n for n, piece in enumerate(pieces) if n and _grades(piece.text)), None)
        if len(pieces) < _PIECES or grade is None or not may_be_wrong(pieces[grade - 1].text):
            continue
        behind = pieces[grade + 1] if grade + 1 < len(pieces) else None
        yield pieces[grade - 1], pieces[grade], behind


def pieces_of(line: Line) -> Iterator[Line]:
    """The pieces of a line between dashes, arrows or strokes."""
    ends = [match.span() for match in _APART.finditer(line.text)]
    starts = [0, *(end for _, end in ends)]
    for start, end in zip(starts, [*(start for start, _ in ends), len(line.text)], strict=True):
        text = line.text[start:end].strip()
        if text:
            at = line.start + line.text.index(text, start)
            yield replace(line, start=at, end=at + len(text), text=text, folded=fold_text(text))


def _grades(text: str) -> bool:
    return is_grade(text) or _POINTS.fullmatch(plain_text(text)) is not None


def _is_done(piece: Line) -> bool:
    return controls(piece.text) or _BEGINS.match(plain_text(piece.text)) is not None
