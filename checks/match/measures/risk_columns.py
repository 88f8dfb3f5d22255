"""The events, grades and measures of a risk assessment under headings of an agency's own.

An event is known by the wrong that most cells of a column tell, a measure by the controls that most
cells behind it begin with, or by where it stands beside the grade.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checks.api import Quote, quote_text
from checks.match.measures.risk_labels import GUARDS, OTHER_FIELDS, RISKY, VALUE
from checks.match.measures.risk_sentences import (
    begins_with_control,
    controls,
    is_grade,
    is_wrong,
    may_be_wrong,
)
from checks.match.periods.dates import plain_text
from checks.match.tables.columns import Column, columns, header_depth
from checks.match.tables.scales import is_scale
from crawler.records import Cell, Document
from crawler.thai import fold_text

_TIMES = 2  # rows of a column
_TICK = 3  # code points of a mark or figure that ticks a cell
_MOST = 0.5
_NEARLY = 0.8
_ANY: tuple[tuple[str, ...], ...] = (("",),)
# Headings of what is done against risks, of works and of evidence. Folded.
_NO_EVENTS = re.compile(
    r"มาตรการ|แนวทาง|วิธี|ป้องกัน|แก้|จัดการ|(?<!อาจ)ทา(?!ผิด|ทุจริต|ให้|ไม่)|ปิด|ควบคุม|^\W*งาน|แผน|ผล|คะแนน|ค่า"
)
_NOT_OWED = re.compile(r"\s*(?:[-–—]\s*$|ไม่มี(?:งาน|ภารกิจ|อำนาจ))")
# "มาตรการควบคุมที่มีอยู่แล้ว": what is done anyway is not planned. Folded.
_IN_PLACE = re.compile(r"ที่มี|มีอยู่|เดิม|ปัจจุบัน|ที่ใช้อยู่")
_LETTERS = re.compile(r"[ก-ฮ]{2}")
_TOLD = 8  # code points of what is done against a risk
_LIKELY = re.compile(r"^\W*(?:โอกาส|ความน่าจะ|ความถี่|likelihood|probability|[lp]\W*$)", re.I)
_IMPACT = re.compile(
    r"^\W*(?:(?:ระดับ)?(?:ผลกระทบ|ความรุนแรง|ความเสียหาย)|impact|severity|i\W*$)", re.I
)
_OF_KINDS = re.compile(r"[^ก-๎]*(?:ประเภท|ด้าน|หมวด|กลุ่ม)")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """A row of a table of risks."""

    work: str  # what stands before the event: the kind of work, or its name
    event: Cell
    measures: tuple[Cell, ...]


def risk_rows(document: Document) -> list[RiskRow]:
    """The rows of tables of risks that tell an event and what is to be done against it.

    Where the words of no column tell which holds the measures, the first long one behind the grades
    does, and the last long one before the grades holds the events.
    """
    found: list[RiskRow] = []
    by_table: dict[int, list[Column]] = {}
    for column in columns((document,), _ANY):
        by_table.setdefault(column.table.start, []).append(column)
    for told in by_table.values():
        event, measures = _event_and_measures(told)
        if event is None:
            continue
        before = [c for c in told if c.heading.start < event.heading.start]
        for number, cell in enumerate(event.cells):
            beside = [one for one in _row(measures, number) if _says(one)]
            done = {one.start: one for one in beside if one.start != cell.start}
            work = " ".join(one.text for one in _row(before, number) if _LETTERS.search(one.text))
            if _says(cell) and done:
                found.append(RiskRow(work=work, event=cell, measures=tuple(done.values())))
    return found


def _row(told: Sequence[Column], number: int) -> list[Cell]:
    return [column.cells[number] for column in told if number < len(column.cells)]


def _event_and_measures(told: Sequence[Column]) -> tuple[Column | None, list[Column]]:
    worded = [
        column
        for column in told
        if column.cells and not OTHER_FIELDS.search(fold_text(column.heading_text))
    ]
    grades = [column for column in told if _graded(column) and not is_scale(column)]
    last = grades[-1].heading.start if grades else -1
    events = [column for column in worded if _share(column, is_wrong) > _MOST or _is_risky(column)]
    events = [column for column in events if not _guards(column)] or events
    if not events and grades:
        events = [c for c in worded if c.heading.start < last and _is_long(c) and not _guards(c)]
        events = events[-1:]
    if not events:
        return None, []
    at = events[0].heading.start
    behind = [c for c in worded if c not in events and c.heading.start > at and _is_long(c)]
    measures = [c for c in behind if _guards(c)]
    measures = measures or [c for c in behind if _share(c, controls) > _MOST]
    new = [c for c in measures if not _IN_PLACE.search(fold_text(c.heading_text))]
    measures = new or measures
    if not measures and last > at:
        measures = [column for column in behind if column.heading.start > last][:1]
    return events[0], measures


def _graded(column: Column) -> bool:
    return _share(column, is_grade) > _NEARLY


def _is_long(column: Column) -> bool:
    return _share(column, lambda text: len(text.strip()) >= _TOLD) > _MOST


def _says(cell: Cell) -> bool:
    return bool(cell.text.strip()) and not _NOT_OWED.match(cell.text)
