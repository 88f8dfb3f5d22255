"""Columns that stand for stretches of time: the quarters, months or years of a plan's chart.

A plan often tells when by a mark under a quarter, and what it costs by a sum under a year.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checks.match.periods.dates import MONTH
from checks.match.reading.phrases import lines, matches
from checks.match.reading.values import holds, is_dash
from checks.match.tables.columns import header_depth, title_rows
from crawler.records import Cell, Document, Region, Table
from crawler.thai import arabic_digits

_LEAST = 2  # columns of time; a single one is a date and no chart
_YEAR = (
    r"(?:ปี|งบประมาณ|งบ|พ\.?ศ\.?|\s)*(?:25\d\d|[6-8]\d)(?:\s*\(?(?:บาท|งบประมาณ|งบ|วงเงิน)\)?){0,3}"
)
_YEAR_COLUMN = re.compile(_YEAR)
_TIME_COLUMN = re.compile(
    rf"{_YEAR}|(?:ไตรมาส|Q)\s*(?:ที่)?\s*/?\s*[1-4](?:\s*(?:/|FY|ปี)?\s*(?:25)?\d\d)?"
    rf"|(?:เดือน|ช่วง)?\s*{MONTH}(?:\s*(?:25)?\d\d)?(?:\s*(?:-|–|ถึง|/)\s*{MONTH}(?:\s*(?:25)?\d\d)?)?"
    r"|(?:ต้น|กลาง|ปลาย)ปี|(?:ครึ่งปี|ภาคเรียน|ภาคการศึกษา|รอบ|งวด|ระยะ|สัปดาห์)\s*(?:ที่)?\s*(?:[1-4]|แรก|หลัง)(?:\s*/\s*\d{2,4})?",
    re.I,
)
_PART = re.compile(r"[1-4]")
_IN_PARTS = re.compile(r"เวลา[^\n]{0,40}(?:ไตรมาส|งวด)|\((?:รายไตรมาส|ไตรมาส(?:ที่)?)\)")
_POSTS = re.compile(r"กรอบ(?:อัตรา|เดิม|ใหม่|ที่)|อัตรากำลัง|เพิ่ม ?/ ?ลด|อัตราตำแหน่ง")
_INDICATORS = re.compile(r"ตัวชี้วัด|KPI|ตัววัด|ค่าเป้าหมาย", re.I)
_MONEY_WORDS = re.compile(r"งบ|บาท|วงเงิน|จำนวนเงิน|ค่าใช้จ่าย")
# A sum is written out by thousands, or with its unit.
_BARE_FIGURE = re.compile(r"[\s≥≤><]*\d{1,4}(?:\.\d+)?\s*%?\s*")
_CONTENT = frozenset({Region.CONTENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodChart:
    """A heading of such a column and the first cell under the columns that says something."""

    document: Document
    heading: Cell
    first: Cell


def period_charts(
    documents: Iterable[Document], kind: str, named: Sequence[Sequence[str]] = ()
) -> Iterator[PeriodChart]:
    """Tables in which most rows have a mark, or a value of the kind, under a stretch of time.

    For ``duration`` any mark will do; for ``money`` the columns are years and hold sums: beside a
    column of indicators, in a table that names no money, bare figures are aims. Other kinds are not
    told in this way. With ``named``, the caption, title row or line above holds one of its lists.
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
            if named and not matches(_called(document, table), named):
                continue
            aims = kind == "money" and _sets_aims(document, table, depth)
            body = [row for row in table.rows[depth:] if any(cell.text for cell in row)]
            marked = [
                next(
                    (
                        row[i]
                        for i in chosen
                        if i < len(row)
                        and _says(row[i], kind)
                        and not (aims and _BARE_FIGURE.fullmatch(arabic_digits(row[i].text)))
                    ),
                    None,
                )
                for row in body
            ]
            told = [cell for cell in marked if cell is not None]
            if told and len(told) * 2 >= len(body):
                heading = table.rows[depth - 1][chosen[0]]
                yield PeriodChart(document=document, heading=heading, first=told[0])


def _columns_of_time(table: Table, depth: int, pattern: re.Pattern[str]) -> list[int]:
    """The first column of each stretch of time that a heading names; the table's title is none.

    The year often spans a row of its own, above "งบประมาณ (บาท)"; "ไตรมาส" stands above "1" to "4".
    """
    if depth == 0:
        return []
    rows = table.rows[title_rows(table) : depth] or table.rows[:depth]
    found: dict[int, int] = {}
    for index in range(len(table.rows[depth - 1])):
        heads = [arabic_digits(row[index].text).strip() for row in rows if index < len(row)]
        for at, row in reversed(list(enumerate(rows))):  # months stand below their year
            if index >= len(row):
                continue
            above = heads[at - 1] if at else ""
            if pattern.fullmatch(heads[at]) or (
                _PART.fullmatch(heads[at])
                and (pattern.fullmatch(f"{above} {heads[at]}") or _IN_PARTS.search(above))
            ):
                found.setdefault(row[index].start, index)
                break
    return list(found.values())


def _called(document: Document, table: Table) -> str:
    """What a table is called: its caption, its title rows and the line right above it."""
    titles = [cell.text for row in table.rows[: title_rows(table)] for cell in row[:1]]
    above = [line.text for line in lines(document, _CONTENT) if line.end <= table.start][-1:]
    return " ".join((table.caption, *titles, *above))


def _sets_aims(document: Document, table: Table, depth: int) -> bool:
    """Whether a column names indicators and nothing over the rows speaks of money."""
    heads = " ".join(cell.text for row in table.rows[:depth] for cell in row)
    if not _INDICATORS.search(heads):
        return False
    return not _MONEY_WORDS.search(f"{heads} {_called(document, table)}")


def _counts_posts(table: Table, depth: int) -> bool:
    """Whether the headings are those of a staffing plan, whose years hold numbers of posts."""
    return any(_POSTS.search(cell.text) for row in table.rows[:depth] for cell in row)


def _says(cell: Cell, kind: str) -> bool:
    """Whether a cell marks its stretch of time, or holds the sum for it."""
    if not cell.text.strip() or is_dash(cell.text):
        return False
    return kind == "duration" or holds(cell.text, kind)
