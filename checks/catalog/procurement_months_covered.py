"""Every month of the period has procurements, or says that there was none.

Question: for each month asked for, does the bundle show procurements under it (by heading, row,
page, label of the link or day of the contract) or a plain statement that there was none?

passed        quotes one place for each month, or the statement for the whole year.
failed        incomplete: months are missing or stand over nothing, and are named; not_yet_due: so,
              and the period is not over; wrong_period: the procurements are of another year.
cantTell      the months of the procurements cannot be told, a month holds only dashes, or a part
              of the bundle was not read.
inapplicable  never.

Source: components "covers at least the first six months" and "all twelve months" of the monthly
summaries; general rule G8 (a blank is no statement).
"""

from dataclasses import dataclass

from checks.api import Case, Finding, Reason, check, passed
from checks.match.periods.either_year import by_either_year
from checks.match.periods.month_coverage import month_coverage
from checks.match.periods.months_missing import missing_months, other_year, untold
from checks.match.periods.said import all_months, first_six_months, months_th
from checks.match.periods.year_basis import ends, half_ends
from checks.match.periods.years import fiscal_years_be

_QUOTED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The test of the rulebook; ``covers_all_12_months`` counts the whole year."""

    test: str = "covers_first_6_months"  # or covers_all_12_months
    accept: tuple[str, ...] = ()  # has no effect here


@check(version=3, options=Options)
def procurement_months_covered(case: Case, options: Options) -> Finding:
    """Collect the answered months, then name those that are missing."""
    return by_either_year(case, lambda asked: _judged(asked, options))


def _judged(case: Case, options: Options) -> Finding:
    year = case.period.fiscal_year_be
    whole = options.test == "covers_all_12_months"
    needed = all_months(year) if whole else first_six_months(year)
    expected = months_th(needed)
    due = ends(year) if whole else half_ends(year)
    if not case.documents:
        finding = case.absent("nothing was found whose months could be read")
        if finding.reason is Reason.NOT_FOUND and case.as_of <= due:
            return case.absent(finding.note, reason=Reason.NOT_YET_DUE, expected=expected)
        return finding
    coverage = month_coverage(case, year)
    answered = coverage.answered() & needed
    missing = needed - answered
    if not missing:
        quotes = [coverage.months[month][1] for month in sorted(needed)]
        return passed(*dict.fromkeys(quotes[:_QUOTED]), found=expected)
    stated = coverage.none_at_all
    if stated is not None and not answered and not coverage.undated:
        years = fiscal_years_be(stated.text)
        if not years or year in years:
            return passed(stated, found=stated.text[:120])
    other = None if answered else other_year(case, coverage, year, expected)
    if other is not None:
        return other
    if not coverage.dated and not coverage.undated and not coverage.months:
        return untold(case, expected)
    return missing_months(case, coverage, missing, expected, late=case.as_of > due)
