"""Steps told by a table that gives each doing its time, whatever heads its columns.

"กิจกรรมพยาบาล | นาที" over "เจาะน้ำตาลปลายนิ้ว | 3". A list of services with the time of each
is none: its rows name services, and its heading says so.
"""

import re
from collections.abc import Iterable

from checks.api import Quote, quote_text
from checks.match.fields.step_actions import doing_of
from checks.match.periods.dates import plain_text
from checks.match.reading.values import holds
from checks.match.tables.columns import header_depth
from crawler.records import Cell, Document, Table

_SERVICES = re.compile(
    r"บริการ|(?:ชื่อ|ประเภท)?(?:กระบวน)?งาน(?!ที่ต้อง|ที่ทำ)|เรื่อง|โครงการ|รายการ|หลักสูตร|ผู้|หน่วย|กอง|เดือน|วันที่|เอกสาร|ช่องทาง"
)
_TIMES = re.compile(r"นาที|ชั่วโมง|ชม\.|เวลา|กี่วัน|วัน(?:ทำการ)?\)?\s*$|time|duration|sla|min|hour", re.I)
_CLOCK = re.compile(r"\s*\d{1,2}[.:]\d{2}(?!\d)")
_FIGURE = re.compile(r"\s*\d[\d.,]*(?:\s*[-–]\s*\d+)?\s*")
_ROWS, _MOST, _SOME = 3, 0.6, 0.4


def timed_steps(documents: Iterable[Document]) -> Quote | None:
    """The first doing of a table in which most rows have a time of their own, or None."""
    for document in documents:
        for table in document.tables:
            cell = _first_timed_doing(table)
            if cell is not None:
                return quote_text(document, cell.start, cell.end)
    return None


def _first_timed_doing(table: Table) -> Cell | None:
    depth = header_depth(table)
    body = [row for row in table.rows[depth:] if any(cell.text.strip() for cell in row)]
    if len(body) < _ROWS:
        return None
    width = min(len(row) for row in body)
    heads = [
        " ".join(row[i].text for row in table.rows[:depth] if i < len(row)) for i in range(width)
    ]
    timed = {i for i in range(width) if _is_of_times([row[i] for row in body], heads[i])}
    if not timed:
        return None
    for i in range(width):
        if i in timed or _SERVICES.search(heads[i]):
            continue
        cells = [row[i] for row in body]
        does = [doing for cell in cells if (doing := doing_of(cell.text))]
        if len(does) >= _SOME * len(cells) and len(set(does)) >= _ROWS - 1:
            return cells[0]
    return None


def _is_of_times(cells: list[Cell], heading: str) -> bool:
    headed = _TIMES.search(plain_text(heading)) is not None
    told = sum(
        holds(cell.text, "time_taken")
        or _CLOCK.match(plain_text(cell.text)) is not None
        or (headed and _FIGURE.fullmatch(plain_text(cell.text)) is not None)
        for cell in cells
    )
    return told >= _MOST * len(cells)
