"""Columns of records under headings of the agency's own, read by their place and what they hold.

"Initiative" over the names of the rows, "เงินที่ออกไปแล้ว" beside the budget. The first column of
names in a table of projects names them; sums beside those set aside, none of them larger, are what
was spent, surely where the heading says that something is over, perhaps where it does not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from checks.match.periods.dates import plain_text
from checks.match.reading.phrases import matches
from checks.match.reading.values import holds, is_dash
from checks.match.tables.columns import Column, columns
from crawler.records import Document
from crawler.thai import fold_text

_ANY: tuple[tuple[str, ...], ...] = (("",),)
_LETTERS = re.compile(r"[ก-ฮa-zA-Z]")
_NAME = 4  # letters of a cell that names something
_MOST = 0.8  # of the rows
_LEAST = 2  # rows
# Folded headings that claim their column for a field that no project's name is.
_NO_NAME = re.compile(
    fold_text(
        r"ลำดับ|^ที่$|หน่วย|กอง|ฝ่าย|คณะ|สำนัก|รับผิดชอบ|ผู้|เวลา|ช่วง|เดือน|ไตรมาส|กำหนด|หมายเหตุ|ผล|เป้า|คาด|จะได้|ได้อะไร|ตัวชี้วัด|สถานที่"
        r"|พื้นที่|หมู่|ตำบล|วัตถุประสงค์|ยุทธศาสตร์|ด้าน|กลยุทธ์|ประเด็น|แหล่ง|หมวด|ประเภท|วิธี|งบ|เงิน|บาท|ปัญหา|อุปสรรค|เสนอ|สถานะ|ปี|ใคร"
        r"|เมื่อ|เท่า|เบิก|จ่าย|มิติ|ความเสี่ยง|เหตุ|ข้อมูล|เอกสาร|ลิงก์|หลักฐาน"
    )
    + r"|owner|who|unit|responsib|when|time|period|status|result|output|kpi|target|budget|baht"
    r"|no\.?$|strateg|remark|note|link"
)
# Folded headings of what the rows of a plan or report are asked.
_ASKED = re.compile(
    fold_text(
        r"งบ|เงิน|บาท|วงเงิน|เวลา|ช่วง|เดือน|ไตรมาส|เมื่อ|กำหนด|รับผิดชอบ|ผู้ทำ|ใครทำ|ผล|สถานะ|คืบหน้า|ก้าวหน้า|ปัญหา|อุปสรรค"
    )
    + r"|budget|timeline|status|result|output|owner|\bq[1-4]\b"
)
# Folded headings of what gathers projects; they stand left of their names.
_GROUPS = re.compile(fold_text(r"ยุทธศาสตร์|กลยุทธ์|ด้าน|มิติ|ประเด็น|หมวด"))
_FIELDS = 2  # such headings in a table of projects
# Folded headings of sums that are set aside.
_SET_ASIDE = re.compile(fold_text(r"งบ|วงเงิน|ตั้งไว้|จัดสรร|อนุมัติ|ตามแผน|ได้รับ") + r"|budget")
# Folded headings of sums that are neither set aside nor spent, and of counts.
_OTHER_SUM = re.compile(
    fold_text(
        r"เหลือ|คงคลัง|ราคากลาง|จัดสรร|อนุมัติ|ตั้งไว้|แผน|เป้า|ร้อยละ|คืน|ประหยัด|รายได้|รายรับ|โอน|ไตรมาส|รวม|จะ|ขอ|เกณฑ์|คน|ราย(?!จ่าย)|ครั้ง|แห่ง|เมตร"
        r"|พื้นที่|จำนวน(?!เงิน)|ปริมาณ|ปี|ลำดับ|รหัส|เลขที่|กัน|ค่าเฉลี่ย|ราคา|คะแนน|สัญญา"
    )
    + r"|%|25\d\d|remain|balance|target|plan|no\.?$"
)
_MONEY = re.compile(
    fold_text(r"เงิน|งบ|บาท|ค่าใช้จ่าย|รายจ่าย|จ่าย|เบิก|ใช้") + r"|baht|spen|cost|paid|expen"
)
# Folded: money that is said to have gone.
_OVER = re.compile(
    fold_text(r"(?:เงิน|งบ|บาท|จ่าย|ใช้|เบิก)[ก-๎]{0,20}?(?:แล้ว|ออกไป|ไป(?!ให้|ยัง|ที่)|จริง|หมด)")
    # "ผล" over "เงิน", beside "แผน" over "เงิน".
    + r"|^ผล(?!ผลิต|ประโยชน์|ที่คาด|ที่จะ).{0,32}(?:เงิน|งบ|บาท)"
    r"|actual|spen[dt]|paid|expen|disburs"
)
_NOT_OVER = re.compile(fold_text(r"(?:ได้รับ|จัดสรร|อนุมัติ|โอน|ตั้ง|กัน)[ก-๎]{0,16}แล้ว|เหลือ|คืน"))
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpentBeside:
    """A column of sums beside those set aside; ``sure`` when its heading says they are gone."""

    column: Column
    sure: bool


def says_money_is_gone(heading: str) -> bool:
    """Whether a heading speaks of money that has gone: "เงินที่ออกไปแล้ว", "งบจ่ายจริง"."""
    folded = fold_text(heading)
    return _OVER.search(folded) is not None and _NOT_OVER.search(folded) is None


def row_names(documents: Iterable[Document], not_words: Sequence[str] = ()) -> Iterator[Column]:
    """The first column of names in tables of which two headings ask what projects are asked."""
    for beside in _tables(documents):
        asked = {column.heading_text for column in beside if _is_asked(column)}
        if len(asked) < _FIELDS:
            continue
        for column in beside:
            said = [cell.text.strip() for cell in column.cells if _names(cell.text)]
            if len(set(said)) < _LEAST or len(said) < _MOST * len(column.cells):
                continue
            head = column.heading_text
            if _GROUPS.search(fold_text(head)):
                continue
            if not _NO_NAME.search(fold_text(head)) and matches(head, _ANY, not_words):
                yield column
            break  # what stands behind the first column of words names no row


def only_sums(documents: Iterable[Document]) -> Iterator[Column]:
    """The one column of sums in a table that also tells when or by whom, claimed for nothing."""
    for beside in _tables(documents):
        sums = [column for column in beside if _holds_sums(column)]
        if len(sums) != 1 or sum(map(_is_asked, beside)) < _FIELDS:
            continue
        head = fold_text(sums[0].heading_text)
        if not _OTHER_SUM.search(head) and not says_money_is_gone(head):
            yield sums[0]


def sums_beside(documents: Iterable[Document]) -> Iterator[SpentBeside]:
    """Sums beside those set aside, each at most as large, that no heading claims for others."""
    for beside in _tables(documents):
        sums = [column for column in beside if _is_of_money(column)]
        aside = [
            column
            for column in sums
            if _SET_ASIDE.search(fold_text(column.heading_text))
            and not says_money_is_gone(column.heading_text)
        ]
        others = [
            column
            for column in sums
            if column not in aside and not _OTHER_SUM.search(fold_text(column.heading_text))
        ]
        gone = [column for column in others if says_money_is_gone(column.heading_text)]
        if len(gone) == 1:
            yield SpentBeside(column=gone[0], sure=True)
        if len(others) != 1 or gone:
            continue
        (other,) = others
        if len(aside) == 1 and _at_most(other, aside[0]):
            yield SpentBeside(column=other, sure=False)


def _tables(documents: Iterable[Document]) -> Iterator[tuple[Column, ...]]:
    """The columns of each table, from left to right."""
    found = columns(documents, _ANY)
    for _, beside in groupby(found, key=lambda c: (c.document.url, c.table.start)):
        yield tuple(beside)


def _is_asked(column: Column) -> bool:
    """Whether a column tells when, by whom, how much or what came of it."""
    return _ASKED.search(fold_text(column.heading_text)) is not None or _holds_sums(column)


def _holds_sums(column: Column) -> bool:
    """Whether most cells that say something are sums written out by thousands or with a unit."""
    said = [cell for cell in column.cells if cell.text.strip() and not is_dash(cell.text)]
    sums = [c for c in said if re.search(r",\d{3}|บาท", c.text) and holds(c.text, "money")]
    return bool(said) and len(sums) >= _MOST * len(said)


def _names(text: str) -> bool:
    return len(_LETTERS.findall(text)) >= _NAME and not is_dash(text)


def _is_of_money(column: Column) -> bool:
    """Whether most cells are sums, by their unit, their commas or the heading."""
    if not _MONEY.search(fold_text(column.heading_text)) and not _SET_ASIDE.search(
        fold_text(column.heading_text)
    ):
        return False
    said = [cell for cell in column.cells if cell.text.strip() and not is_dash(cell.text)]
    return bool(said) and sum(holds(cell.text, "money") for cell in said) >= _MOST * len(said)


def _at_most(spent: Column, aside: Column) -> bool:
    """Whether in most rows both tell a sum, and nowhere the first is the larger one."""
    pairs = [
        (_figure(one.text), _figure(other.text))
        for one, other in zip(spent.cells, aside.cells, strict=False)
    ]
    told = [(one, other) for one, other in pairs if one is not None and other is not None]
    return len(told) >= _LEAST and len(told) * 2 > len(pairs) and all(a <= b for a, b in told)


def _figure(text: str) -> float | None:
    found = _FIGURE.search(plain_text(text))
    return float(found.group().replace(",", "")) if found else None
