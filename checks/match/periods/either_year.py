"""Judges a period for an agency that keeps its books by calendar years.

The handbook does not say which year the assessment takes from such an agency, so content of either
is accepted, and what neither completes is said of its own.
"""

from collections.abc import Callable

from checks.api import Case, Finding, Reason, cant_tell
from checks.match.periods.month_spans import month_spans
from checks.match.periods.year_basis import calendar_years
from checks.outcome import Outcome


def by_either_year(case: Case, judge: Callable[[Case], Finding]) -> Finding:
    """The answer by fiscal years; for an agency of calendar years the better one of both.

    What calendar years cannot complete before the assessment is a person's to decide.
    """
    fiscal = judge(case)
    if not case.calendar_year:
        return fiscal
    with calendar_years():
        own = judge(case)
    if fiscal.outcome is Outcome.PASSED:
        # A calendar year told in so many words reaches into two fiscal years and is neither.
        told = own.reason is Reason.WRONG_PERIOD and any(_is_whole(q.text) for q in fiscal.quotes)
        return own if told else fiscal
    if own.outcome is Outcome.PASSED or fiscal.reason is Reason.NOT_FOUND:
        return own
    if fiscal.outcome is Outcome.CANT_TELL:
        return fiscal
    if own.reason is Reason.NOT_YET_DUE and own.quotes:
        return cant_tell(
            Reason.NEEDS_PERSON,
            *own.quotes,
            note="the half of the calendar year is not over",
            key="calendar_half",
            expected=own.detail("expected"),
            missing=own.detail("missing"),
        )
    return own


def _is_whole(text: str) -> bool:
    """Whether words name a whole calendar year."""
    spans = [(first, last) for first, last, _, _ in month_spans(text)]
    return "ปีปฏิทิน" in text or any(
        (first.month, last.month) == (1, 12) and first.year == last.year for first, last in spans
    )
