"""Words what is wrong with the months of a summary: of another year, unnamed, or missing."""

from datetime import date

from checks.api import Case, Finding, Quote, Reason, cant_tell, failed
from checks.match.periods.month_coverage import ANSWERED, Coverage, State
from checks.match.periods.period_tests import run
from checks.match.periods.said import Month, month_names_th
from checks.match.periods.year_basis import year_of
from checks.match.procurement.fields import wrong_year
from checks.match.procurement.sheets import sheets
from checks.match.reading.substance import picture_only


def other_year(case: Case, coverage: Coverage, year: int, expected: str) -> Finding | None:
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
        years = [year_of(date(*month, 1)) for month, _ in outside]
        if year not in years:
            return wrong_year(case, outside[0][1], years, expected)
    return None


def untold(case: Case, expected: str) -> Finding:
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


def missing_months(
    case: Case, coverage: Coverage, missing: frozenset[Month], expected: str, *, late: bool
) -> Finding:
    """The months that are missing, with what stands in their place."""
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
