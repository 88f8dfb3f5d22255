"""Reads risks without a grade: a wrong, and behind it or below what shall be done against it.

"ช่างเรียกเงินค่าเขียนแบบ → ห้ามรับเขียนแบบในเขต", "... จึงให้ชำระที่กองคลัง", or two lines one below the other.
"""

import re
from collections.abc import Sequence

from checks.match.measures.risk_pieces import pieces_of
from checks.match.measures.risk_sentences import (
    begins_with_control,
    controls,
    is_of_method,
    is_wrong,
    may_be_wrong,
)
from checks.match.measures.told_risk import Risk, part_of
from checks.match.reading.enumerated import enumerated
from checks.match.reading.lines import Line
from crawler.records import Document

_EVENT, _MEASURE = 8, 6  # code points
_ORDER = re.compile(
    r"(?:มาตรการ(?:ป้องกัน|ควบคุม|จัดการ|แก้ไข)?(?:คือ|ได้แก่|:)|(?:วิธี|การ|แนวทาง)?(?:ป้องกัน|แก้(?:ไข)?|คุม|ควบคุม|ลด(?:ความเสี่ยง)?|จัดการ|ปิดช่อง|อุด|กัน|รับมือ)"
    r"(?:ไว้)?(?:ด้วย|โดย|คือ|:)(?:การ)?|ด้วยการ|(?<=\s)(?:จึง|จะ|ต้อง|ให้(?!เงิน|ทรัพย์|ประโยชน์|พวก|ญาติ|สินบน)|เราจะ|ห้าม)|→|=>|->)"
)


def ordered_risks(document: Document, said: Sequence[Line]) -> list[Risk]:
    """The events of lines outside tables, each with what shall be done against it.

    Where lines are built alike and most of them tell a wrong, the others tell one, too.
    """
    pieces = [part for line in said if "\t" not in line.text for part in enumerated(line)]
    found: list[tuple[Line, Line]] = []
    below: Line | None = None  # a wrong whose measure may stand in the next line
    for piece in pieces:
        if is_of_method(piece.text):
            continue
        pair = _within(piece)
        if pair is None and below is not None and _answers(piece):
            pair = (below, piece)
        below = piece if pair is None and is_wrong(piece.text) else None
        if pair is not None:
            found.append(pair)
    wrongs = sum(may_be_wrong(event.text) for event, _ in found)
    if wrongs * 2 < len(found) or not any(is_wrong(event.text) for event, _ in found):
        return []
    return [
        Risk(
            document=document,
            event=(event.start, event.end),
            measures=((measure.start, measure.end),),
        )
        for event, measure in found
    ]


def _within(piece: Line) -> tuple[Line, Line] | None:
    """An event and what is done against it, in one line."""
    parts = list(pieces_of(piece))
    if len(parts) > 1 and len(parts[-1].text) >= _MEASURE and len(parts[-2].text) >= _EVENT:
        return parts[-2], parts[-1]
    for match in _ORDER.finditer(piece.text):
        event = part_of(piece, 0, match.start())
        measure = part_of(piece, match.end(), len(piece.text))
        if len(event.text) >= _EVENT and len(measure.text) >= _MEASURE:
            return event, measure
    return None


def _answers(piece: Line) -> bool:
    text = piece.text
    if len(text) < _MEASURE:
        return False
    return (
        begins_with_control(text)
        or _ORDER.match(text) is not None
        or (controls(text) and not is_wrong(text))
    )
