"""At least one of the announcements listed is of the fiscal year.

Question: do the days of the announcements, or the heading they stand under, fall into the year?

passed        quotes an announcement of the year.
failed        wrong_period: all announcements are of other years; incomplete: none is listed, or
              no day and no year is named.
cantTell      announcements are listed and none names its day; or a part was not read.
inapplicable  never.

Source: components of kind period of the announcements; design.md section 11, ruling 23.
"""

from dataclasses import dataclass

from checks.api import Case, Finding, Reason, cant_tell, check, failed, passed
from checks.match.periods import period_tests
from checks.match.periods.either_year import by_either_year
from checks.match.procurement.announcements import announcements


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The test of the rulebook and further tests, any one of which suffices."""

    test: str  # the period test of the rulebook
    accept: tuple[str, ...] = ()  # further tests, any one of which suffices


@check(version=4, options=Options)
def procurement_announced_in_year(case: Case, options: Options) -> Finding:
    """Announcements by their own days first; then what the page says of its year."""
    return by_either_year(case, lambda asked: _judged(asked, options))


def _judged(case: Case, options: Options) -> Finding:
    if not case.documents:
        return case.absent("nothing was found whose period could be read")
    found = announcements(case)
    wanted = case.period.fiscal_year_be
    own = [entry for entry in found if wanted in entry.years]
    if own:
        return passed(
            own[0].quote, note=f"{len(own)} of {len(found)}", found=own[0].quote.text[:120]
        )
    dated = [entry for entry in found if entry.years]
    if dated:
        years = sorted({year for entry in dated for year in entry.years})
        expected = period_tests.expected_th(options.test, case)
        told = "พ.ศ. " + ", ".join(map(str, years[-4:]))
        if case.gaps:
            return case.absent("announcements of other years, and a part was not read")
        return failed(
            Reason.WRONG_PERIOD, dated[0].quote, found=told, expected=expected, note="other years"
        )
    if not found:
        return period_tests.run(options.test, case)
    by_year = period_tests.run(options.test, case)
    if by_year.outcome.value != "failed" or by_year.reason is Reason.WRONG_PERIOD:
        return by_year
    return cant_tell(
        Reason.NEEDS_PERSON, found[0].quote, note="no day is named", found=found[0].quote.text[:120]
    )
