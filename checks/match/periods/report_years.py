"""Which lines cannot give a report its year: the span of a plan, days below another year's report.

A report tells one year that is over. "พ.ศ. 2566 - 2570" and columns that reach beyond the
assessment are a plan's; a day below a report that says its year is when it was made or approved.
"""

import re
from collections.abc import Sequence
from datetime import timedelta

from checks.api import Case
from checks.match.links.pointing import Pointing
from checks.match.periods.period_statements import is_bare_time, serves_as_base
from checks.match.periods.published import tells_handing_in, tells_publication
from checks.match.periods.said import Rank, YearLine
from checks.match.periods.years import fiscal_years_be, month_spans, without_ranges, year_mentions
from checks.match.reading.phrases import lines
from checks.records import QuoteSource
from crawler.records import Region

_CONTENT = frozenset({Region.CONTENT})
_FIRST_LINES = 8
_LONGEST = 200  # code points; a longer line is text
_LONGEST_STATED = 400  # the same of one that says whose report it is, and of which year
_A_MONTH = timedelta(days=32)
_YEAR_LONG = timedelta(days=300)
_COLUMNS = 3  # years side by side that make a plan's columns
_PLAN = re.compile(r"แผน|ยุทธศาสตร์|นโยบาย")
# "ฉบับทบทวนปี 2567": the year in which a plan was gone over.
_EDITION = re.compile(r"(?:ฉบับ ?(?:ที่ ?[\d๐-๙]+ ?)?|การ)(?:ทบทวน|ปรับปรุง|แก้ไข)")
_REPORTS = re.compile(r"รายงาน|ผลการ|ผลงาน|สถิติ")


def without_spans_of_plans(
    entries: Sequence[YearLine], wanted: int, current: int
) -> list[YearLine]:
    """The lines without those that name a report's year only within the years of a plan.

    ``wanted`` is the report's year, ``current`` that of the assessment (BE): what reaches beyond
    it was not reported yet.
    """
    return [entry for entry in entries if not _is_of_plan(entry, wanted, current)]


def _is_of_plan(entry: YearLine, wanted: int, current: int) -> bool:
    text = entry.quote.text
    around = [(a, b) for a, b in entry.ranges if a <= wanted <= b]
    if around and wanted not in fiscal_years_be(without_ranges(text)):
        return any(b > current for _, b in around) or _PLAN.search(text) is not None
    if _EDITION.search(text) and not _REPORTS.search(text):
        return True
    side_by_side = "\t" in text and len(entry.years) >= _COLUMNS
    return side_by_side and max(entry.years) > current and wanted in entry.years


def without_later_days(entries: Sequence[YearLine], case: Case, wanted: int) -> list[YearLine]:
    """The lines without single days and months in reports that say that they are of another year.

    Below the year in the first lines of its document no day gives another one; below a year further
    down only days that stand alone, or on which it was made, handed in or put up.
    """
    inside = [entry for entry in entries if entry.rank in {Rank.FISCAL, Rank.DATED}]
    stating: dict[str, bool] = {}
    for entry in inside:
        if not _states_one_year(entry) or entry.years[0] == wanted:
            continue
        url = entry.quote.url
        stating[url] = stating.get(url, False) or entry.quote.start in _tops(url, case)
    return [
        entry
        for entry in entries
        if entry.quote.url not in stating
        or wanted not in entry.years
        or not _is_of_days(entry)
        or not (stating[entry.quote.url] or _tells_its_making(entry.quote.text))
    ]


def _states_one_year(entry: YearLine) -> bool:
    """Whether a line names one year in so many words, or tells a stretch of one whole year."""
    text = entry.quote.text
    if len(entry.years) != 1 or entry.pointing is not Pointing.CONTENT:
        return False
    if entry.quote.source is not QuoteSource.TEXT or "\t" in text:
        return False
    stated = _REPORTS.search(text) is not None and any(m.fiscal for m in year_mentions(text))
    if len(text) > (_LONGEST_STATED if stated else _LONGEST):
        return False
    if any(last - first > _YEAR_LONG for first, last, _, _ in month_spans(text)):
        return not serves_as_base(text.replace("ที่ผ่านมา", ""))  # its first and last days say which
    return not serves_as_base(text) and any(mention.fiscal for mention in year_mentions(text))


def _tops(url: str, case: Case) -> set[int]:
    document = next((one for one in case.documents if one.url == url), None)
    first = lines(document, _CONTENT)[:_FIRST_LINES] if document is not None else ()
    return {line.start for line in first}


def _is_of_days(entry: YearLine) -> bool:
    """Whether a line names its years by single days and months only."""
    text = entry.quote.text
    spans = month_spans(text)
    if not spans or any(last - first >= _A_MONTH for first, last, _, _ in spans):
        return False
    return not any(mention.fiscal is not False for mention in year_mentions(text))


def _tells_its_making(text: str) -> bool:
    return is_bare_time(text) or tells_publication(text) or tells_handing_in(text)
