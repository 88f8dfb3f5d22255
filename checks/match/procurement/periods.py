"""The years and months that lists of procurements speak for, by headings and by single projects."""

import re
from collections import Counter
from datetime import date, timedelta

from checks.api import Case, Finding, Quote, Reason, cant_tell, passed, quote_text
from checks.match.periods import period_tests
from checks.match.periods.dates import fiscal_year_of
from checks.match.periods.month_coverage import contract_days
from checks.match.periods.period_progress import stated_end
from checks.match.periods.said import first_six_months, is_round, month_names_th, months_named
from checks.match.periods.year_basis import begins, ends, half_ends, months_of
from checks.match.periods.years import dates, month_spans
from checks.match.procurement.columns import Role
from checks.match.procurement.fields import wrong_year
from checks.match.procurement.filling import relevant_sheets
from checks.match.procurement.records import Record
from checks.match.procurement.sheets import all_records, sheets
from checks.match.procurement.values import egp_months
from checks.match.reading.phrases import Line, lines
from crawler.records import Region

_CONTENT = frozenset({Region.CONTENT})
_AS_OF = re.compile(
    r"ณ ?(?:วันที่|สิ้น|เดือน)?|ถึง(?:วันที่|สิ้น)?|สิ้น(?:เดือน|ไตรมาส|สุด)|สะสม|ข้อมูล|คืบหน้า|ก้าวหน้า|รอบ"
)
_PUBLISHED = re.compile(r"เผยแพร่|ปรับปรุงเมื่อ|โพสต์|ลงนาม|ประกาศ ?ณ|แก้ไขล่าสุด")
_TITLE = 15  # code points; a shorter link is no title
_LINE = 200  # code points
_BEFOREHAND = timedelta(days=123)  # before the year, when its projects may be opened already
_SEVERAL = 2
_MOST = 0.6  # share of dated procurements of other years that settles the year


def _years_of(record: Record, wanted: int) -> tuple[int, ...]:
    """The fiscal years that a procurement's contract, expected start or e-GP number tells.

    Months shortly before the year tell none: what the year pays for is often begun in them.
    """
    days = [(day.year, day.month) for day in contract_days(record)[:1]]
    days += sorted(months_named(record.text(Role.START), wanted))[:1]
    days = days or list(egp_months(record.text(Role.EGP))[:1])
    first = begins(wanted)
    ahead = {m for m in months_of(wanted - 1) if date(*m, 1) >= first - _BEFOREHAND}
    return tuple(fiscal_year_of(date(y, m, 1)) for y, m in days if (y, m) not in ahead)


def of_other_years(case: Case, expected: str) -> Finding | None:
    """Most of the procurements that tell a year tell others, and none tells the one asked for."""
    wanted = case.period.fiscal_year_be
    told: Counter[int] = Counter()
    first: Quote | None = None
    for sheet, record in all_records(relevant_sheets(case)):
        years = _years_of(record, wanted)
        told.update(years)
        if years and wanted not in years and max(years) < wanted:
            first = first or sheet.quote(record)
    if first is None or told[wanted] or sum(told.values()) < 1:
        return None
    earlier = sum(count for year, count in told.items() if year < wanted)
    if earlier < _MOST * sum(told.values()):
        return None
    # A single project that is carried over from the year before settles nothing.
    if set(told) == {wanted - 1} and sum(told.values()) < _SEVERAL:
        return None
    return wrong_year(case, first, tuple(told), expected)


def six_months(case: Case, expected: str) -> Finding:
    """Whether a list speaks for October to March, by ranges of months or the day it tells."""
    year = case.period.fiscal_year_be
    needed = first_six_months(year)
    end = half_ends(year).replace(day=28)
    covered: set[tuple[int, int]] = set()
    nearest: Quote | None = None
    early = stated_end(case, year, before=end)
    for quote in _speaking_lines(case):
        spans = month_spans(quote.text)
        if early is not None and all(is_round(quote.text[a:b]) for _, _, a, b in spans):
            continue  # the days at the head of the list say less than the round that is owed
        day_told = [last for first, last, _, _ in spans if first == last]
        ranged = [(f, s) for f, s, _, _ in spans if f != s]
        months = months_named(quote.text, year) if not day_told else frozenset()
        if any(first < end <= last for first, last in ranged) and needed <= months | covered:
            return passed(quote, found=quote.text[:120])
        if any(end <= day <= min(case.as_of, ends(year)) for day in day_told) and (
            _AS_OF.search(quote.text) and not _PUBLISHED.search(quote.text)
        ):
            return passed(quote, found=quote.text[:120])
        if len(months) > 1 or (day_told and _AS_OF.search(quote.text)):
            covered |= months & needed
            if not _PUBLISHED.search(quote.text):
                nearest = nearest or quote
                for day in day_told:
                    covered |= {m for m in needed if date(m[0], m[1], 1) <= day}
        if needed <= covered:
            return passed(quote, found=quote.text[:120])
    missing = needed - covered
    if nearest is not None and covered:
        late = case.as_of > half_ends(year)
        return case.absent(
            "the list ends too early",
            nearest=nearest,
            reason=Reason.INCOMPLETE if late else Reason.NOT_YET_DUE,
            missing=month_names_th(missing),
            expected=expected,
        )
    by_year = period_tests.run("in_fiscal_year", case)
    if by_year.outcome.value != "passed":
        return by_year
    if case.as_of <= half_ends(year):
        return case.absent(
            "the year is named and its first half is not over",
            nearest=by_year.quote,
            reason=Reason.NOT_YET_DUE,
            missing=month_names_th(missing),
            expected=expected,
        )
    return cant_tell(
        Reason.NEEDS_PERSON,
        *by_year.quotes,
        note="the fiscal year is named, the months are not",
        expected=expected,
    )


def _posted(line: Line) -> bool:
    """Whether a line is an entry of a list: a title that is a link, and the day of its posting."""
    days = dates(line.text)
    titles = [
        (link.start - line.start, link.end - line.start)
        for link in line.document.links
        if line.start <= link.start < link.end <= line.end and len(link.text) >= _TITLE
    ]
    return (
        bool(days and titles)
        and all(not any(a <= day.start < b for a, b in titles) for day in days)
        and sum(b - a for a, b in titles) * 2 > len(line.text)
    )


def _speaking_lines(case: Case) -> list[Quote]:
    """Headings and lines outside the procurements that name months or days, in reading order."""
    found = []
    for document in case.documents:
        inside = [(r.start, r.end) for sheet in sheets((document,)) for r in sheet.records]
        for line in lines(document, _CONTENT):
            if len(line.text) > _LINE or any(a <= line.start < b for a, b in inside):
                continue
            if _posted(line):
                continue
            if month_spans(line.text) or dates(line.text):
                found.append(quote_text(document, line.start, line.end))
    return found
