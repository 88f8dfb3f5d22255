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
from datetime import date

from checks.api import Case, Finding, Quote, Reason, cant_tell, check, failed, passed
from checks.match.month_coverage import ANSWERED, Coverage, State, month_coverage
from checks.match.period_tests import run
from checks.match.periods import Month, all_months, first_six_months, month_names_th
from checks.match.procurement import sheets
from checks.match.procurement_fields import wrong_year
from checks.match.substance import picture_only
from checks.match.years import fiscal_years_be

_BE = 543
_QUOTED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The test of the rulebook; ``covers_all_12_months`` counts the whole year."""

    test: str = "covers_first_6_months"
    accept: tuple[str, ...] = ()


@check(version=1, options=Options)
def procurement_months_covered(case: Case, options: Options) -> Finding:
    """Collect the answered months, then name those that are missing."""
    year = case.period.fiscal_year_be
    whole = options.test == "covers_all_12_months"
    needed = all_months(year) if whole else first_six_months(year)
    expected = f"ตุลาคม {year - 1} ถึง {'กันยายน' if whole else 'มีนาคม'} {year}"
    due = date(year - _BE, 9, 30) if whole else date(year - _BE, 3, 31)
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
    other = None if answered else _other_year(case, coverage, year, expected)
    if other is not None:
        return other
    if not coverage.dated and not coverage.undated and not coverage.months:
        return _untold(case, expected)
    return _missing(case, coverage, missing, expected, late=case.as_of > due)


def _other_year(case: Case, coverage: Coverage, year: int, expected: str) -> Finding | None:
    """Procurements of other years only."""
    if coverage.other_years:
        years = [found for found, _ in coverage.other_years]
        return wrong_year(case, coverage.other_years[0][1], years, expected)
    outside = [
        (month, quote)
        for month, (state, quote) in sorted(coverage.months.items())
        if state in ANSWERED
    ]
    if outside and not coverage.undated:
        years = [month[0] + _BE + (month[1] >= 10) for month, _ in outside]
        if year not in years:
            return wrong_year(case, outside[0][1], years, expected)
    return None


def _untold(case: Case, expected: str) -> Finding:
    """No month is named at all: the year of the page decides what to say."""
    picture = picture_only(case)
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="the content is a picture")
    by_year = run("of_previous_fiscal_year" if _last_year(case) else "in_fiscal_year", case)
    if by_year.reason is Reason.WRONG_PERIOD:
        return by_year
    return case.absent("no month is named", missing=f"เดือน {expected}", expected=expected)


def _last_year(case: Case) -> bool:
    return case.period.fiscal_year_be < case.fiscal_year_be


def _missing(
    case: Case, coverage: Coverage, missing: frozenset[Month], expected: str, *, late: bool
) -> Finding:
    held = {state: coverage.of(state) & missing for state in State}
    nearest = _nearest(coverage, missing)
    unread = held[State.UNREAD]
    names = month_names_th(missing - unread or missing)
    if case.gaps:
        return case.absent("months are missing", nearest=nearest, missing=names)
    if coverage.undated and len(coverage.undated) >= coverage.dated:
        return cant_tell(
            Reason.NEEDS_PERSON,
            coverage.undated[0],
            note="the months of the procurements cannot be told",
            key="months_untold",
            expected=expected,
        )
    if held[State.DASHES] and held[State.DASHES] == missing and late:
        return cant_tell(
            Reason.NEEDS_PERSON,
            coverage.months[min(missing)][1],
            note="only dashes",
            dashes=names,
        )
    if unread == missing and unread:
        quote = coverage.months[min(unread)][1]
        return cant_tell(Reason.UNSUPPORTED_FORMAT, quote, note="months behind links not read")
    reason = Reason.INCOMPLETE if late else Reason.NOT_YET_DUE
    blank = month_names_th(held[State.BLANK])
    elsewhen = month_names_th(held[State.OTHER_YEAR])
    if nearest is not None and not sheets(case.documents) and coverage.dated == 0 and blank:
        return failed(reason, nearest, missing=names, blank=blank, expected=expected)
    return case.absent(
        "months are missing",
        nearest=nearest,
        reason=reason,
        missing=names,
        blank=blank,
        elsewhen=elsewhen,
        expected=expected,
    )


def _nearest(coverage: Coverage, missing: frozenset[Month]) -> Quote | None:
    """What stands under a missing month, else what answers the last month that is there."""
    for month in sorted(missing):
        if month in coverage.months:
            return coverage.months[month][1]
    answered = sorted(coverage.answered())
    return coverage.months[answered[-1]][1] if answered else None
