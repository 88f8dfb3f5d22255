"""The content belongs to the period that the component asks for.

Question: does the bundle, by its headings, its inside and the months it lists, belong to the
period named by the test?

passed        quotes the line that names the period.
failed        wrong_period: it names other periods only; incomplete: it covers too little of the
              period or names none; not_yet_due: too little, and the period is not over yet.
cantTell      only the year of an assessment is named, or the months cannot be told; or a part of
              the bundle was not read, or is a scan that seems to be of another year.
inapplicable  never.

Source: components of kind period; design.md section 11, rulings 4, 22 and 23.
"""

from dataclasses import dataclass

from checks.api import Case, Finding, Reason, check
from checks.match.periods import period_tests
from checks.match.periods.either_year import by_either_year
from checks.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The test of the rulebook and further tests, any one of which suffices."""

    test: str  # the period test of the rulebook
    accept: tuple[str, ...] = ()  # further tests, any one of which suffices


@check(version=17, options=Options)
def period_covered(case: Case, options: Options) -> Finding:
    """Run the accepted tests and keep the best answer."""
    return by_either_year(case, lambda asked: _judged(asked, options))


def _judged(case: Case, options: Options) -> Finding:
    if not case.documents:
        finding = case.absent("nothing was found whose period could be read")
        due = period_tests.due_on(options.test, case.fiscal_year_be)
        if finding.reason is Reason.NOT_FOUND and due is not None and case.as_of <= due:
            return Finding(
                outcome=Outcome.FAILED,
                reason=Reason.NOT_YET_DUE,
                searched=finding.searched,
                details=(("expected", period_tests.expected_th(options.test, case)),),
            )
        return finding
    findings = [period_tests.run(test, case) for test in (options.test, *options.accept)]
    for outcome in (Outcome.PASSED, Outcome.CANT_TELL):
        for finding in findings:
            if finding.outcome is outcome:
                return finding
    return findings[0]
