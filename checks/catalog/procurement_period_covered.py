"""A list of procurements, or of their progress, belongs to the period asked for.

Question: by its headings, the range or the day it speaks for, and the days, e-GP numbers and
expected months of its procurements, is the list of the fiscal year, and does it reach the end of
March where six months are asked for?

passed        quotes the range, the day or the heading that shows it.
failed        wrong_period: the procurements or headings are of other years; incomplete: the range
              ends too early, the missing months are named; not_yet_due: so, before April.
cantTell      only the fiscal year is named; or a part of the bundle was not read, or is a scan that
              seems to be of another year.
inapplicable  never.

Source: components of kind period of the procurement lists; design.md section 11, ruling 23.
"""

from dataclasses import dataclass

from checks.api import Case, Finding, Reason, check, passed
from checks.match.periods import period_tests
from checks.match.periods.either_year import by_either_year
from checks.match.periods.years import fiscal_years_be
from checks.match.procurement.filling import stated_none
from checks.match.procurement.periods import of_other_years, six_months
from checks.match.procurement.sheets import sheets


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The test of the rulebook and further tests, any one of which suffices."""

    test: str  # the period test of the rulebook
    accept: tuple[str, ...] = ()  # further tests, any one of which suffices


@check(version=4, options=Options)
def procurement_period_covered(case: Case, options: Options) -> Finding:
    """The procurements' own days gainsay a heading; then ranges and days; then the year."""
    return by_either_year(case, lambda asked: _judged(asked, options))


def _judged(case: Case, options: Options) -> Finding:
    if not case.documents:
        return _nothing(case, options)
    expected = period_tests.expected_th(options.test, case)
    other = of_other_years(case, expected)
    if other is not None:
        return other
    year = case.period.fiscal_year_be
    lists = sheets(case.documents)
    if not any(sheet.records for sheet in lists):
        for quote in stated_none(case):
            if year in (fiscal_years_be(quote.text) or (year,)):
                return passed(quote, found=quote.text[:120])
        if lists:
            return case.absent("the list is empty and tells no period", expected=expected)
    if options.test == "covers_first_6_months":
        return period_tests.believed(six_months(case, expected), case, options.test)
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
