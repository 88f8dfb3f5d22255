"""What stands around a quoted line on its page, and whether that leaves it without an answer.

A label with nothing beside it, a heading over a dash, a row nobody filled in and a project of a
plan name a topic and tell nothing of it.
"""

import re

from checks.api import Case, Quote
from checks.match.periods.dates import plain_text
from checks.match.periods.left_open import is_left_open
from checks.match.reading.lines import lines
from checks.match.reading.values import holds, is_dash
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_ROW = 240  # code points; a longer line is a paragraph that may name sums and times of anything
_FREE = re.compile(r"ไม่(?:มี)?(?:ได้)?(?:ใช้|มี|เสีย)? ?(?:งบ|เงิน|ค่าใช้จ่าย)")
_COUNT = re.compile(r"\d[\d,.]{0,20} ?(?!บาท|บ\.|ล้าน|แสน|หมื่น|พัน)[ก-ฮเ-ไ]")
_CLAUSE = re.compile(r"\W*(?:(?:ข้อ|มาตรา)\s?[\d๐-๙]{1,3}|\(?[\d๐-๙]{1,2}[.)])\s")
_PAIR = 2  # cells of a label with its value


def page_of(quote: Quote, case: Case) -> Document | None:
    """The page of the bundle that a quote is of; None where it is of none."""
    return next((d for d in case.documents if d.url == quote.url), None)


def is_planned(quote: Quote, case: Case) -> bool:
    """Whether the line of a quote also holds a sum and a time: it names a project, and no rule."""
    page = page_of(quote, case)
    if page is None or quote.end == 0:
        return False
    line = next(
        (line for line in lines(page, _CONTENT) if line.start <= quote.start < line.end), None
    )
    if line is None:
        return False
    rest = line.text.replace(quote.text, " ") if "\t" in line.text else line.text
    counted = _COUNT.sub(" ", plain_text(rest))  # "ยอดชม 4,200 ครั้ง" is no sum
    costs = "\t" in line.text or holds(counted, "money") or _FREE.search(rest) is not None
    return costs and holds(rest, "duration") and len(line.text) <= _ROW


def is_quoted_open(quote: Quote, case: Case) -> bool:
    """Whether a quote stands in a list of what may be done, or in a row nobody filled in."""
    page = page_of(quote, case)
    if page is None or quote.end == 0:
        return False
    return any(
        is_left_open(page, line)
        for line in lines(page, _CONTENT)
        if line.start <= quote.start < line.end
    )


def labels_a_blank(quote: Quote, case: Case) -> bool:
    """Whether a quote is a label of a table of labels and values, with nothing beside it."""
    page = page_of(quote, case)
    tables = page.tables if page is not None else ()
    at = next((t for t in tables if t.start <= quote.start < t.end), None)
    if at is None or len(at.rows[0]) != _PAIR or quote.end == 0:
        return False
    row = next((r for r in at.rows if r[0].start <= quote.start <= r[-1].end), None)
    if row is None or row[0].start == row[-1].start or not row[0].text.strip():
        return False
    value = row[-1].text
    return not value.strip() or is_dash(value)


def is_blank_section(quote: Quote, case: Case) -> bool:
    """Whether a quote is a heading with a dash alone below it."""
    page = page_of(quote, case)
    if page is None or all(heading.start != quote.start for heading in page.headings):
        return False
    below = next((line for line in lines(page, _CONTENT) if line.start > quote.start), None)
    return below is not None and is_dash(below.text)


def is_blank_row(quote: Quote, case: Case) -> bool:
    """Whether a quote is the label of a row whose other cells are blank, among rows that tell."""
    page = page_of(quote, case)
    tables = page.tables if page is not None else ()
    at = next((t for t in tables if t.start <= quote.start < t.end), None)
    if at is None:
        return False
    told = [
        (row[0].start <= quote.start <= row[-1].end, any(c.text.strip() for c in row[1:]))
        for row in at.rows
        if len({cell.start for cell in row}) > 1
    ]
    return (True, False) in told and sum(tells for _, tells in told) * 2 > len(told)


def clause_below(quote: Quote, case: Case) -> str:
    """The clause right below a heading of a chapter of rules: "ข้อ 1 ผู้สมัครต้องมี...", "" without."""
    page = page_of(quote, case)
    if page is None or all(heading.start != quote.start for heading in page.headings):
        return ""
    below = next((line for line in lines(page, _CONTENT) if line.start > quote.start), None)
    return below.text if below is not None and _CLAUSE.match(below.text) else ""
