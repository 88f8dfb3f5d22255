"""Whether a line tells of something that is still to come on the day of the assessment.

It says so itself ("อยู่ระหว่างจัดทำ", "จะจัด"), all its days lie after that day, or it stands in what
plans: under "แผนปี 2568", in a table with a column "กำหนดการ", and says nothing of being done.
"""

import re
from datetime import date

from checks.api import Case, Quote
from checks.match.fields.deeds import is_intended, tells_result
from checks.match.periods.month_spans import month_spans
from checks.match.periods.years import dates
from checks.match.reading.in_making import is_called_off, is_in_making
from checks.match.reading.lines import Line, lines
from checks.match.tables.columns import header_depth
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
# Headings of what is planned, folded, and what makes one of what was done too.
_PLANS = re.compile(
    r"แผน(?!ก(?!าร|ิจ)|ที่|ผัง|ภูมิ|พับ)|กาหนดการ|ปฏิทิน|(?<!กระ)จะ(?:ทา|จัด|ดาเนิน|มี|เกิด)"
    r"|(?:ขั้น|ระยะ|ก้าว)ต่อไป|เร็วๆนี้|(?:งาน|สิ่ง|เรื่อง)ที่(?:ตั้งใจ|วางไว้|เตรียม)"
)
_PLANNED_COLUMN = re.compile(r"กาหนด(?:การ|เวลา|จัด|วัน|ดาเนิน|แล้วเสร็จ)|ตามแผน|ช่วงเวลาที่จะ|คาดว่า")
_LABEL = re.compile(r"(?P<label>[^:：\n\t]{3,40})[:：]")
_DONE_TOO = re.compile(r"ผล|รายงาน|แล้ว|ที่ผ่านมา|สถานะ|ความคืบหน้า|และการ|และกิจกรรม")


def is_to_come(quote: Quote, case: Case) -> bool:
    """Whether what a quote names is not there yet, by its line, its row or its heading."""
    if is_in_making(quote.text) or is_called_off(quote.text):
        return True
    if only_after(quote.text, case.as_of):
        return True
    page = case.site.document(quote.url)
    row = _row_of(quote, page) if page is not None else None
    if page is None or row is None:
        return False
    if "\t" in row.text and (
        any(is_in_making(cell) for cell in row.text.split("\t") if cell.strip())
        or only_after(row.text, case.as_of)
    ):
        return True
    return is_planned_there(page, row, case.as_of)


def is_line_to_come(line: Line, as_of: date) -> bool:
    """Whether a line below a heading says only what is to come."""
    if is_in_making(line.text) or is_called_off(line.text) or only_after(line.text, as_of):
        return True
    return is_intended(line.text) and not told_days(line.text, as_of)


def is_planned_there(page: Document, line: Line, as_of: date) -> bool:
    """Whether a line stands below a heading or column of plans and tells nothing as done."""
    if tells_result(line.text) or (told_days(line.text, as_of) and not is_intended(line.text)):
        return False
    label = _LABEL.match(line.text)
    if label is not None and _plans(label["label"]):
        return True  # "แผนกิจกรรม: ประชุมชี้แจง (ม.ค. 69)"
    heading = next((h for h in reversed(page.headings) if h.start <= line.start), None)
    planned = heading is not None and heading.start != line.start and _plans(heading.text)
    return planned or any(
        _planned_columns([cell.text for row in table.rows[: header_depth(table)] for cell in row])
        for table in page.tables
        if table.start <= line.start < table.end
    )


def only_after(text: str, as_of: date) -> bool:
    """Whether a text names days or months, and all of them begin after a day."""
    begins = [day.on for day in dates(text)] + [span[0] for span in month_spans(text)]
    return bool(begins) and min(begins) > as_of


def told_days(text: str, as_of: date) -> bool:
    """Whether a text names a full date up to a day."""
    return any(day.on <= as_of for day in dates(text))


def _plans(heading: str) -> bool:
    folded = fold_text(heading)
    return _PLANS.search(folded) is not None and not _DONE_TOO.search(folded)


def _planned_columns(headings: list[str]) -> bool:
    folded = [fold_text(text) for text in headings]
    return any(_PLANNED_COLUMN.search(text) for text in folded) and not any(
        _DONE_TOO.search(text) for text in folded
    )


def _row_of(quote: Quote, page: Document) -> Line | None:
    return next(
        (line for line in lines(page, _CONTENT) if line.start <= quote.start < line.end), None
    )
