"""Until when a report speaks, by what stands at its head, and whether it tells progress at all."""

import re
from collections.abc import Iterable
from datetime import date

from checks.api import quote_text
from checks.match.fields.progress_words import speaks_of_progress
from checks.match.links.pointing import Pointing
from checks.match.periods import year_basis
from checks.match.periods.said import Month, MonthLine, is_round, months_between
from checks.match.periods.years import month_spans
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.phrases import lines
from checks.records import Case
from crawler.records import Cell, Document, Region

_CONTENT = frozenset({Region.CONTENT})
_FIRST_LINES = 8
_LONGEST = 200  # code points; a longer line is text
_HEAD_ROWS = 2
_OF_RESULTS = re.compile(
    r"[\s(]*(?:เรื่อง\s*)?(?:ขอ(?:ส่ง)?)?(?:แบบ|สรุป)?(?:รายงาน(?!แผน)(?!การประชุม)|ผลการ(?:ดำเนิน|ใช้|เบิก|ปฏิบัติ)|ความก้าวหน้า)"
)
# How a line begins that gives the stretch or the day of the whole report.
_WHOLE = re.compile(
    r"[\s(]*(?:ตั้งแต่|ระหว่าง|ข้อมูล|ณ|รอบ|ประจำ|ไตรมาส|ผล(?:การ|งาน|ตั้งแต่|ระหว่าง|รอบ|ไตรมาส|ถึง|ช่วง| ?ณ)"
    r"|รายงาน|สรุป|สถิติ|วันที่|เดือน|การดำเนินงาน|\d|[๐-๙])"
)
_AS_OF = re.compile(r"(?:ข้อมูล|สิ้นสุด|สะสม|ผล)[^\d๐-๙\n]{0,30}ณ ?(?:วันที่|สิ้น)|^[\s(]*ณ ?(?:วันที่|สิ้น)")
_OF_ONE = re.compile(r"โครงการ|กิจกรรม(?!การ)|กำหนด|เผยแพร่|ประกาศ ?ณ|ลงนาม|ภายใน(?!หน่วยงาน|องค์กร)")


def months_of(entries: Iterable[MonthLine]) -> frozenset[Month]:
    """All the months that some lines name."""
    return frozenset[Month]().union(*(entry.months for entry in entries))


def stated_end(case: Case, fiscal_year_be: int, *, before: date) -> MonthLine | None:
    """The line at the head of a report that ends its stretch, or gives its day, too early.

    "รอบ 6 เดือน" names a duty; "ตั้งแต่วันที่ 1 ตุลาคม ถึง 31 ธันวาคม" below it says what was done.
    """
    begins = year_basis.begins(fiscal_year_be)
    for document in case.documents:
        column = _end_of_columns(document, begins)
        if column is not None and column.ends[-1] < before:
            return column
    for document in case.documents:
        asked = criteria_starts(document)
        heads = {heading.start for heading in document.headings}
        for number, line in enumerate(lines(document, _CONTENT)):
            text = line.text
            if number >= _FIRST_LINES and line.start not in heads:
                continue
            if line.start in asked or "\t" in text or len(text) > _LONGEST:
                continue
            if _OF_ONE.search(text) or not _WHOLE.match(text):
                continue
            for first, last, start, end in month_spans(text):
                if is_round(text[start:end]):
                    continue
                stretch = first == begins and last > first
                day = first == last and begins <= last and _AS_OF.search(text)
                if (stretch or day) and last < before:
                    quote = quote_text(document, line.start, line.end)
                    return MonthLine(
                        quote=quote,
                        months=frozenset(months_between(begins, last)),
                        ends=(last,),
                        pointing=Pointing.CONTENT,
                        by_name=True,
                    )
    return None


def heads_report(entry: MonthLine, case: Case, fiscal_year_be: int) -> bool:
    """Whether a line at the head of a report gives the stretch that it tells of.

    "ตั้งแต่ 1 ตุลาคม 2568 ถึง 31 มีนาคม 2569" below "รายงานผลการใช้จ่าย..." is the report's own; below the
    title of a plan it is the plan's.
    """
    document = next((page for page in case.documents if page.url == entry.quote.url), None)
    if document is None or entry.quote.end == 0:
        return False
    begins = year_basis.begins(fiscal_year_be)
    if not any(
        first == begins and last > first for first, last, _, _ in month_spans(entry.quote.text)
    ):
        return False
    head = [line for line in lines(document, _CONTENT)[:_FIRST_LINES] if "\t" not in line.text]
    above = [line.text for line in head if line.start < entry.quote.start]
    return any(line.start == entry.quote.start for line in head) and any(
        _OF_RESULTS.match(text) for text in above
    )


def _end_of_columns(document: Document, begins: date) -> MonthLine | None:
    """The latest stretch that columns of results give from the year's begin on, None without."""
    latest: tuple[date, Cell] | None = None
    for table in document.tables:
        for cell in (cell for row in table.rows[:_HEAD_ROWS] for cell in row):
            if not speaks_of_progress(cell.text):
                continue
            for first, last, start, end in month_spans(cell.text):
                named = not is_round(cell.text[start:end])
                if named and begins <= first < last and (latest is None or last > latest[0]):
                    latest = (last, cell)
    if latest is None:
        return None
    last, cell = latest
    return MonthLine(
        quote=quote_text(document, cell.start, cell.end),
        months=frozenset(months_between(begins, last)),
        ends=(last,),
        pointing=Pointing.CONTENT,
        by_name=True,
    )


def tells_progress(case: Case) -> bool:
    """Whether any line below the headings speaks of what was done or spent so far."""
    for document in case.documents:
        asked = criteria_starts(document)
        heads = {heading.start for heading in document.headings}
        for line in lines(document, _CONTENT):
            if line.start in asked or line.start in heads:
                continue
            if speaks_of_progress(line.text):
                return True
    return False
