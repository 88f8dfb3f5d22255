"""Reads summaries of procurements by method: tables and sentences of counts and sums."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.api import Quote, quote_text
from checks.match.procurement.columns import Role, roles_of
from checks.match.procurement.grid_headings import distinct
from checks.match.procurement.grids import read_tables
from checks.match.procurement.values import is_nothing, known_method
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.lines import lines
from checks.match.reading.values import holds
from crawler.records import Cell, Document, Region, Table
from crawler.thai import arabic_digits, fold_text

_CONTENT = frozenset({Region.CONTENT})
_LABEL = 90  # code points of a cell that names a method
_COUNTED = re.compile(r"จานวน|รายการ|โครงการ|ครั้ง|สัญญา|เรื่อง|กี่")
_SUMMED = re.compile(r"บาท|เงิน|งบ|มูลค่า|ราคา|ยอด")
_COUNT_WORD = re.compile(r"\d[\d,]* ?(?:รายการ|โครงการ|ครั้ง|สัญญา|เรื่อง|ฉบับ|งาน|ราย(?!จ่าย))")
_COUNT_UNIT = re.compile(r"\((?:หน่วย ?[:：]? ?)?(?:รายการ|โครงการ|สัญญา|ครั้ง|ฉบับ)\)")
_MONEY_WORD = re.compile(r"บาท|เงิน|งบ|มูลค่า|วงเงิน|฿")
_SUM_WORD = re.compile(
    r"\d[\d,.]* ?(?:ล้าน|แสน|หมื่น|พัน)? ?บาท|\d[\d,]*\.\d\d(?![\d.])(?! ?(?:ล้าน)?บาท)"
)
_EACH_METHOD = re.compile(r"(?=วิธี)")
_ALTOGETHER = re.compile(r"รวม(?:ทั้ง|เป็น|จำนวน|แล้ว| ?\d|ยอด|เงิน)|ทั้งสิ้น|ทั้งหมด")
_SUMMARY_CELLS = 5  # a number, the method, count, sum, share
_HEADED = 3  # rows at the top in which headings are looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodLine:
    """What a summary tells of one method."""

    quote: Quote
    method: str
    count: bool
    budget: bool


def method_lines(document: Document) -> tuple[MethodLine, ...]:
    """Every method that a page summarises, in reading order; lists of single purchases do not."""
    detailed = {(sheet.start, sheet.end) for sheet in read_tables(document)}
    found: list[MethodLine] = []
    for table in document.tables:
        if (table.start, table.end) not in detailed:
            found += _by_rows(document, table) or _by_columns(document, table)
        else:
            found += _stretches(document, table)
    asked = criteria_starts(document)
    above: Quote | None = None
    for line in lines(document, _CONTENT):
        if line.start in asked or any(t.start <= line.start < t.end for t in document.tables):
            continue
        count, budget = _figures_of(arabic_digits(line.text))
        if known_method(line.text):
            quote = quote_text(document, line.start, line.end)
            if count or budget:
                found.append(
                    MethodLine(quote=quote, method=line.text[:60], count=count, budget=budget)
                )
                above = None
            else:
                above = quote if len(line.text) <= _LABEL else None
        elif above is not None and (count or budget):
            quote = quote_text(document, above.start, line.end)
            found.append(MethodLine(quote=quote, method=above.text, count=count, budget=budget))
        elif not count and not budget:
            above = None
    return tuple(found)


def _figures_of(text: str) -> tuple[bool, bool]:
    """What a line tells of the method it names, or of each where it names several.

    "วิธีคัดเลือก 2 รายการ และวิธีเฉพาะเจาะจง 641 รายการ รวม 643 รายการ ใช้เงิน 1,200,000 บาท" counts both
    and gives the sum of neither.
    """
    methods = sum(known_method(piece) for piece in _EACH_METHOD.split(text))
    if methods < 2:
        return _told_figures(text)
    of_each = _ALTOGETHER.split(text, maxsplit=1)[0]
    return bool(_COUNT_WORD.search(text)), bool(_SUM_WORD.search(of_each))


def _told_figures(text: str) -> tuple[bool, bool]:
    """Whether a line tells a count, and whether it tells a sum; figures with a unit are its own."""
    count = bool(_COUNT_WORD.search(text))
    sums = _MONEY_WORD.search(text) is not None
    if not count and not sums and _COUNT_UNIT.search(text) and re.search(r"\d", text):
        return True, False  # "1,024 เฉพาะเจาะจง (รายการ)"
    rest = text if sums else _COUNT_WORD.sub(" ", text)
    return count, holds(rest, "money")


def _kind(heading: str) -> str:
    """Whether a heading announces counts or sums; "" for neither."""
    folded = fold_text(heading)
    roles = roles_of(heading)
    if _SUMMED.search(folded) and "รายการ" not in folded.replace("จานวนเงิน", ""):
        return "budget"
    if _COUNTED.search(folded) or Role.COUNT in roles:
        return "budget" if "เงิน" in folded else "count"
    return "budget" if _SUMMED.search(folded) else ""


def _by_rows(document: Document, table: Table) -> list[MethodLine]:
    heads = _headings(table.rows)
    return [line for row in table.rows if (line := _row(document, row, heads)) is not None]


def _stretches(document: Document, table: Table) -> Iterator[MethodLine]:
    """Summaries above or below a list of single purchases that share one grid with it.

    Each begins with a row that heads methods and figures and ends at the first other row.
    """
    heads: list[str] | None = None
    for row in table.rows:
        cells = [cell for cell in distinct(row) if cell.text.strip()]
        line = _row(document, row, heads) if heads is not None else None
        if line is not None and len(cells) <= _SUMMARY_CELLS:
            yield line
        else:
            heads = [cell.text for cell in row] if _heads_summary(cells) else None


def _heads_summary(cells: Sequence[Cell]) -> bool:
    """Whether a row names methods and figures for them, and not the fields of purchases."""
    if not 1 < len(cells) <= _SUMMARY_CELLS or "วิธี" not in fold_text(cells[0].text + cells[1].text):
        return False
    return any(_kind(cell.text) for cell in cells if "วิธี" not in cell.text)


def _headings(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The words above each column, rows that name a method left out."""
    top = []
    for row in rows[:_HEADED]:
        if any(known_method(cell.text) and len(cell.text) <= _LABEL for cell in row[:2]):
            break
        top.append(row)
    width = max((len(row) for row in top), default=0)
    return [" ".join(row[i].text for row in top if i < len(row)) for i in range(width)]


def _row(document: Document, row: Sequence[Cell], heads: Sequence[str]) -> MethodLine | None:
    cells = distinct(row)
    method = next((c for c in cells[:2] if len(c.text) <= _LABEL and known_method(c.text)), None)
    several = sum(len(c.text) <= _LABEL and known_method(c.text) for c in cells) > 1
    if method is None or several:
        return None
    count = budget = False
    for index, cell in enumerate(row):
        if cell.start == method.start or not cell.text.strip():
            continue
        kind = _kind(heads[index]) if index < len(heads) else ""
        plain = arabic_digits(cell.text)
        if not re.search(r"\d", plain) and not is_nothing(cell.text):
            continue
        count = count or kind == "count" or bool(_COUNT_WORD.search(plain))
        budget = budget or kind == "budget" or "บาท" in cell.text
    start, end = min(c.start for c in cells), max(c.end for c in cells)
    quote = quote_text(document, start, end)
    return MethodLine(quote=quote, method=method.text, count=count, budget=budget)


def _by_columns(document: Document, table: Table) -> list[MethodLine]:
    """A table whose columns are the methods and whose rows are counts and sums."""
    for top, row in enumerate(table.rows[:_HEADED]):
        columns = [i for i, c in enumerate(row) if known_method(c.text) and len(c.text) <= _LABEL]
        if len(columns) >= 2:
            return list(_columns(document, table, top, columns))
    return []


def _columns(
    document: Document, table: Table, top: int, columns: Sequence[int]
) -> Iterator[MethodLine]:
    for index in columns:
        told = {"count": False, "budget": False}
        last = table.rows[top][index]
        head = last
        for row in table.rows[top + 1 :]:
            sub = " ".join(r[index].text for r in table.rows[top + 1 : top + 2] if index < len(r))
            kind = _kind(row[0].text) or _kind(sub)
            if kind and index < len(row) and re.search(r"\d", arabic_digits(row[index].text)):
                told[kind] = True
                last = row[index]
        quote = quote_text(document, last.start, last.end) if last.text else None
        if quote is not None:
            yield MethodLine(
                quote=quote, method=head.text, count=told["count"], budget=told["budget"]
            )
