"""Columns that stand for stretches of time: the quarters, months or years of a plan's chart.

A plan often tells when by a mark under a quarter, and what it costs by a sum under a year.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checks.match.dates import MONTH, plain_text
from checks.match.tables import header_depth, title_rows
from checks.match.values import holds, is_dash
from crawler.records import Cell, Document, Table
from crawler.thai import arabic_digits

_NEARLY = 0.8  # share of cells that are times
_OTHER_DAYS = re.compile(
    r"ลงนาม|ลงวันที่|เผยแพร่|ประกาศ|รายงาน|ข้อมูล ?ณ|สัญญา|อนุมัติ|ปรับปรุง|ออกให้|รับแจ้ง|รับเรื่อง|ตั้งกระทู้"
    r"|หมดอายุ|เกิด"
)
_ONLY_TIME = re.compile(
    rf"(?:{MONTH}|ไตรมาส(?:ที่)?|Q|ปี(?:งบประมาณ)?|พ\.?ศ\.?|ทุก(?:ปี|เดือน|ไตรมาส|สัปดาห์|วัน)|ตลอด(?:ทั้ง)?ปี(?:งบประมาณ)?|ต้นปี|กลางปี|ปลายปี"
    r"|ครึ่งปี(?:แรก|หลัง)|เดือน|สัปดาห์|วัน(?:ที่|ทำการ)?|ภายใน|ระหว่าง|ถึง|และ|ของ|เริ่ม|สิ้น|ทั้งปี|แรก|หลัง|\d{1,4}|[-/,().\s])+",
    re.I,
)
_LEAST = 2  # columns of time; a single one is a date and no chart
_YEAR = r"(?:ปี|งบประมาณ|งบ|พ\.?ศ\.?|\s)*(?:25\d\d|[6-8]\d)(?:\s*\(?(?:บาท|งบประมาณ)\)?){0,2}"
_YEAR_COLUMN = re.compile(_YEAR)
_TIME_COLUMN = re.compile(
    rf"{_YEAR}|(?:ไตรมาส|Q)\s*(?:ที่)?\s*/?\s*[1-4](?:\s*/?\s*\d{{4}})?"
    rf"|(?:เดือน|ช่วง)?\s*{MONTH}(?:\s*(?:25)?\d\d)?(?:\s*(?:-|–|ถึง|/)\s*{MONTH}(?:\s*(?:25)?\d\d)?)?"
    r"|(?:ครึ่งปี|ภาคเรียน|ภาคการศึกษา|รอบ|งวด|ระยะ|สัปดาห์)\s*(?:ที่)?\s*(?:[1-4]|แรก|หลัง)(?:\s*/\s*\d{2,4})?",
    re.I,
)
_POSTS = re.compile(r"กรอบ(?:อัตรา|เดิม|ใหม่|ที่)|อัตรากำลัง|เพิ่ม ?/ ?ลด|อัตราตำแหน่ง")


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodChart:
    """A heading of such a column and the first cell under the columns that says something."""

    document: Document
    heading: Cell
    first: Cell


def period_charts(documents: Iterable[Document], kind: str) -> Iterator[PeriodChart]:
    """Tables in which most rows have a mark, or a value of the kind, under a stretch of time.

    For ``duration`` any mark will do; for ``money`` the columns are years and hold sums. Other
    kinds are not told in this way.
    """
    if kind not in {"duration", "money"}:
        return
    pattern = _TIME_COLUMN if kind == "duration" else _YEAR_COLUMN
    for document in documents:
        for table in document.tables:
            depth = header_depth(table)
            chosen = _columns_of_time(table, depth, pattern)
            if len(chosen) < _LEAST or _counts_posts(table, depth):
                continue
            body = [row for row in table.rows[depth:] if any(cell.text for cell in row)]
            marked = [
                next((row[i] for i in chosen if i < len(row) and _says(row[i], kind)), None)
                for row in body
            ]
            told = [cell for cell in marked if cell is not None]
            if told and len(told) * 2 >= len(body):
                heading = table.rows[depth - 1][chosen[0]]
                yield PeriodChart(document=document, heading=heading, first=told[0])


def _columns_of_time(table: Table, depth: int, pattern: re.Pattern[str]) -> list[int]:
    """The first column of each stretch of time that a heading names; the table's title is none.

    The year often spans a row of its own, above "งบประมาณ (บาท)".
    """
    if depth == 0:
        return []
    rows = table.rows[title_rows(table) : depth] or table.rows[:depth]
    found: dict[int, int] = {}
    for index in range(len(table.rows[depth - 1])):
        for row in rows:
            if index < len(row) and pattern.fullmatch(arabic_digits(row[index].text).strip()):
                found.setdefault(row[index].start, index)
                break
    return list(found.values())


def _counts_posts(table: Table, depth: int) -> bool:
    """Whether the headings are those of a staffing plan, whose years hold numbers of posts."""
    return any(_POSTS.search(cell.text) for row in table.rows[:depth] for cell in row)


def _says(cell: Cell, kind: str) -> bool:
    """Whether a cell marks its stretch of time, or holds the sum for it."""
    if not cell.text.strip() or is_dash(cell.text):
        return False
    return kind == "duration" or holds(cell.text, kind)


def times_column(documents: Iterable[Document]) -> PeriodChart | None:
    """The first column all of whose cells are times, whatever it is headed; None without one.

    Days on which something was signed, announced or reported are no times of projects.
    """
    for document in documents:
        for table in document.tables:
            depth = header_depth(table)
            if depth == 0 or len(table.rows) - depth < _LEAST:
                continue
            for index, heading in enumerate(table.rows[depth - 1]):
                above = " ".join(row[index].text for row in table.rows[:depth] if index < len(row))
                cells = [r[index] for r in table.rows[depth:] if index < len(r) and r[index].text]
                if len(cells) < _LEAST or _OTHER_DAYS.search(above):
                    continue
                timed = [cell for cell in cells if _is_time(cell.text)]
                if len(timed) >= _NEARLY * len(cells):
                    return PeriodChart(document=document, heading=heading, first=timed[0])
    return None


def _is_time(text: str) -> bool:
    plain = plain_text(text).strip()
    return _ONLY_TIME.fullmatch(plain) is not None and re.search(r"[ก-ฮ]|25\d\d", plain) is not None
