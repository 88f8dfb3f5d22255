"""A list of procurements, or of their progress, belongs to the period asked for.

Question: by its headings, the range or the day it speaks for, and the days, e-GP numbers and
expected months of its procurements, is the list of the fiscal year, and does it reach the end of
March where six months are asked for?

passed        quotes the range, the day or the heading that shows it.
failed        wrong_period: the procurements or headings are of other years; incomplete: the range
              ends too early, the missing months are named; not_yet_due: so, before April.
cantTell      only the fiscal year is named; or a part of the bundle was not read.
inapplicable  never.

Source: components of kind period of the procurement lists; design.md section 11, ruling 23.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from checks.api import Case, Finding, Quote, Reason, cant_tell, check, passed, quote_text
from checks.match import period_tests
from checks.match.dates import fiscal_year_of
from checks.match.month_coverage import contract_days
from checks.match.periods import first_six_months, month_names_th, months_named
from checks.match.phrases import lines
from checks.match.procurement import all_records, sheets
from checks.match.procurement_columns import Role
from checks.match.procurement_fields import relevant_sheets, stated_none, wrong_year
from checks.match.procurement_records import Record
from checks.match.procurement_values import egp_months
from checks.match.years import dates, fiscal_years_be, month_spans
from crawler.records import Region

_BE = 543
_CONTENT = frozenset({Region.CONTENT})
_AS_OF = re.compile(
    r"ณ ?(?:วันที่|สิ้น|เดือน)?|ถึง(?:วันที่|สิ้น)?|สิ้น(?:เดือน|ไตรมาส|สุด)|สะสม|ข้อมูล|คืบหน้า|ก้าวหน้า|รอบ"
)
_PUBLISHED = re.compile(r"เผยแพร่|ปรับปรุงเมื่อ|โพสต์|ลงนาม|ประกาศ ?ณ|แก้ไขล่าสุด")
_LINE = 200  # code points
_MOST = 0.6  # share of dated procurements of other years that settles the year


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The test of the rulebook and further tests, any one of which suffices."""

    test: str
    accept: tuple[str, ...] = ()


@check(version=1, options=Options)
def procurement_period_covered(case: Case, options: Options) -> Finding:
    """The procurements' own days gainsay a heading; then ranges and days; then the year."""
    if not case.documents:
        return _nothing(case, options)
    expected = period_tests.expected_th(options.test, case)
    other = _of_other_years(case, expected)
    if other is not None:
        return other
    year = case.period.fiscal_year_be
    if not any(sheet.records for sheet in sheets(case.documents)):
        for quote in stated_none(case):
            if year in (fiscal_years_be(quote.text) or (year,)):
                return passed(quote, found=quote.text[:120])
    if options.test == "covers_first_6_months":
        return _six_months(case, expected)
    findings = [period_tests.run(test, case) for test in (options.test, *options.accept)]
    return next((f for f in findings if f.outcome.value == "passed"), findings[0])


def _nothing(case: Case, options: Options) -> Finding:
    finding = case.absent("nothing was found whose period could be read")
    due = period_tests.due_on(options.test, case.fiscal_year_be)
    early = due is not None and case.as_of <= due
    if finding.reason is Reason.NOT_FOUND and early:
        expected = period_tests.expected_th(options.test, case)
        return case.absent(finding.note, reason=Reason.NOT_YET_DUE, expected=expected)
    return finding


def _years_of(record: Record) -> tuple[int, ...]:
    """The fiscal years that a procurement's contract, expected start or e-GP number tells."""
    days = [fiscal_year_of(day) for day in contract_days(record)[:1]]
    start = record.text(Role.START)
    days += fiscal_years_be(start)[:1] if len(start) < _LINE else ()
    if not days:
        days = [fiscal_year_of(date(y, m, 1)) for y, m in egp_months(record.text(Role.EGP))[:1]]
    return tuple(days)


def _of_other_years(case: Case, expected: str) -> Finding | None:
    """Most of the procurements that tell a year tell others, and none tells the one asked for."""
    wanted = case.period.fiscal_year_be
    told: Counter[int] = Counter()
    first: Quote | None = None
    for sheet, record in all_records(relevant_sheets(case)):
        years = _years_of(record)
        told.update(years)
        if years and wanted not in years and max(years) < wanted:
            first = first or sheet.quote(record)
    if first is None or told[wanted] or sum(told.values()) < 1:
        return None
    earlier = sum(count for year, count in told.items() if year < wanted)
    if earlier < _MOST * sum(told.values()):
        return None
    # Projects opened shortly before the year are carried over into it: one alone settles nothing.
    named = period_tests.run("in_fiscal_year", case)
    only_before = set(told) == {wanted - 1} and sum(told.values()) < 2
    if only_before and named.outcome.value == "passed" and wanted == case.fiscal_year_be:
        return None
    return wrong_year(case, first, tuple(told), expected)


def _six_months(case: Case, expected: str) -> Finding:
    year = case.period.fiscal_year_be
    needed = first_six_months(year)
    end = date(year - _BE, 3, 28)
    covered: set[tuple[int, int]] = set()
    nearest: Quote | None = None
    for quote in _speaking_lines(case):
        spans = month_spans(quote.text)
        day_told = [last for first, last, _, _ in spans if first == last]
        ranged = [(f, s) for f, s, _, _ in spans if f != s]
        months = months_named(quote.text, year) if not day_told else frozenset()
        if any(first < end <= last for first, last in ranged) and needed <= months | covered:
            return passed(quote, found=quote.text[:120])
        if any(end <= day <= min(case.as_of, date(year - _BE, 9, 30)) for day in day_told) and (
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
        late = case.as_of > date(year - _BE, 3, 31)
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
    if case.as_of <= date(year - _BE, 3, 31):
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


def _speaking_lines(case: Case) -> list[Quote]:
    """Headings and lines outside the procurements that name months or days, in reading order."""
    found = []
    for document in case.documents:
        inside = [(r.start, r.end) for sheet in sheets((document,)) for r in sheet.records]
        for line in lines(document, _CONTENT):
            if len(line.text) > _LINE or any(a <= line.start < b for a, b in inside):
                continue
            if month_spans(line.text) or dates(line.text):
                found.append(quote_text(document, line.start, line.end))
    return found
