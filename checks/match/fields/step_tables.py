"""Steps told by a table or by cards that give each doing its time, whatever heads them.

"กิจกรรมพยาบาล | นาที" over "เจาะน้ำตาลปลายนิ้ว | 3". A list of services with the time of each
is none: its rows name services, and its heading says so.
"""

import re
from collections.abc import Sequence

from checks.match.fields.step_actions import doing_of
from checks.match.periods.dates import plain_text
from checks.match.reading.lines import Line
from checks.match.reading.values import holds
from checks.match.tables.columns import header_depth
from crawler.records import Cell, Document, Table

_SERVICES = re.compile(
    r"บริการ|(?:ชื่อ|ประเภท)?(?:กระบวน)?งาน(?!ที่ต้อง|ที่ทำ)|เรื่อง|โครงการ|รายการ|หลักสูตร|ผู้|หน่วย|กอง|เดือน|วันที่|เอกสาร|ช่องทาง"
)
_TIMES = re.compile(r"นาที|ชั่วโมง|ชม\.|เวลา|กี่วัน|วัน(?:ทำการ)?\)?\s*$|time|duration|sla|min|hour", re.I)
_CLOCK = re.compile(r"\s*\d{1,2}[.:]\d{2}(?!\d)")
_FROM_TO = re.compile(r"\s*\d{1,2}[.:]\d{2} ?(?:น\. ?)?(?:[-–—]|ถึง) ?\d{1,2}[.:]\d{2}(?: ?น\.)?\s*")
_FIGURE = re.compile(r"\s*\d[\d.,]*(?:\s*[-–]\s*\d+)?\s*")
_LONE_NUMBER = re.compile(
    r"[^\wก-๙]{0,3}(?:ขั้น(?:ตอน)?ที่ ?"
    r"|step ?)?0?(?P<number>\d{1,2})[^\wก-๙]{0,3}",
    re.I,
)
# How the names of services begin, each for another matter: "การขออนุญาตก่อสร้าง", "การชำระภาษีป้าย".
_SERVICE_NAME = re.compile(
    r"[\W\d]*(?:การ|งาน|บริการ)?(?:รับ)?(?:ขอ|จดทะเบียน|ขึ้นทะเบียน|ลงทะเบียน|ชำระ|ต่ออายุ|ต่อใบ|โอน|แจ้ง|ออก(?:ใบ|หนังสือ)|สมัคร|เช่า|จอง|ยืม"
    r"|จัดเก็บ|รับรอง)[ก-๎]{4}"
)
_ROWS, _MOST, _SOME = 3, 0.6, 0.4
# Verbs with which names of services begin, too: "แจ้งเกิด", "ชำระภาษี".
_OPEN_SERVICES = frozenset({"แจ้ง", "ขอ", "ชำระ", "ยื่น", "จอง", "ลงทะเบียน", "จ่าย", "รับ", "ขึ้นทะเบียน"})
_TIME = -1
_MOST_CARDS = 12  # that are looked at from one line on
_CARD = (2, 3)  # lines of a card
_SHORT = 40  # code points of a line that holds a time and nothing else


def doing_in_table(document: Document) -> Cell | None:
    """The first doing of a table whose rows have a time each, or whose row has several doings."""
    for table in document.tables:
        cell = _first_timed_doing(table) or _first_of_a_row(table)
        if cell is not None:
            return cell
    return None


def lists_of_services(document: Document) -> list[tuple[int, int]]:
    """The spans of tables whose rows each name a service, with its time, fee or office."""
    found = []
    for table in document.tables:
        body = [row for row in table.rows[header_depth(table) :] if len(row) > _ROWS - 1]
        if len(body) < _ROWS:
            continue
        for at in range(min(2, min(len(row) for row in body))):
            names = {row[at].text for row in body if _SERVICE_NAME.match(plain_text(row[at].text))}
            if len(names) >= _ROWS and len(names) >= _MOST * len(body):
                found.append((table.start, table.end))
                break
    return found


def carded_steps(rows: Sequence[Line], excluded: Sequence[str] = ()) -> list[Line]:
    """The doings of cards that follow each other, each with its number or with its time.

    ``rows`` are the content's lines; what holds one of the folded words ``excluded`` is a way to
    file and no doing.
    """
    marks = [_mark(line.text) for line in rows]
    for start in range(len(rows)):
        for size in _CARD:
            if not any(marks[start : start + size]):
                continue
            count = _cards_from(marks, start, size)
            for slot in range(size if count >= _ROWS else 0):
                told = rows[start + slot : start + size * count : size]
                does = [line for line in told if _is_doing(line, excluded)]
                steps = {doing_of(line.text) for line in does} - _OPEN_SERVICES
                if len(does) >= max(_SOME * count, _ROWS - 1) and len(steps) >= _ROWS - 1:
                    return does
    return []


def is_clocked_doing(text: str) -> bool:
    """Whether a row tells from when to when something is done: "05.00-05.30 | เปิดปั๊ม"."""
    cells = text.split("\t")
    clocked = [_FROM_TO.fullmatch(plain_text(cell)) is not None for cell in cells]
    return any(clocked) and any(
        doing_of(cell) for cell, clock in zip(cells, clocked, strict=True) if not clock
    )


def _mark(text: str) -> int:
    """The number that a line is, ``_TIME`` where it is a time, else 0."""
    if len(text) > _SHORT:
        return 0
    number = _LONE_NUMBER.fullmatch(plain_text(text))
    if number is not None:
        return int(number["number"])
    return _TIME if holds(text, "time_taken") else 0


def _cards_from(marks: Sequence[int], start: int, size: int) -> int:
    """How many cards of ``size`` lines from ``start`` on have rising numbers, or times, each."""
    found = 0
    for slot in range(start, start + size):
        slots = marks[slot : start + size * _MOST_CARDS : size]
        found = max(found, _numbered(slots), _timed(slots))
    return found


def _numbered(marks: Sequence[int]) -> int:
    return next((at for at, mark in enumerate(marks) if mark != at + 1), len(marks))


def _timed(marks: Sequence[int]) -> int:
    """How many tell a time, one of them excepted, which is neither the first nor the last."""
    found = missed = 0
    for at, mark in enumerate(marks):
        missed += mark != _TIME
        if missed > (at > 0):
            break
        if mark == _TIME:
            found = at + 1
    return found


def _is_doing(line: Line, excluded: Sequence[str]) -> bool:
    return bool(doing_of(line.text)) and not any(word in line.folded for word in excluded)


def _first_of_a_row(table: Table) -> Cell | None:
    """The first cell of a row in which each officer's column tells a doing and its time."""
    for row in table.rows:
        cells = {cell.start: cell for cell in row if cell.text.strip()}.values()
        timed = [cell for cell in cells if holds(cell.text, "time_taken")]
        does = {doing_of(cell.text) for cell in timed} - {""}
        if len(timed) >= _ROWS and len(does) >= _ROWS - 1:
            return next(cell for cell in cells if doing_of(cell.text))
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
