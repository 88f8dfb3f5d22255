"""How ready an agency is for the assessment, on a day, from what stands of its runs.

Source: design.md section 4 (``oitwatch ready``) and section 11, ruling 18; ux.md section 4.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checks.match.periods.period_tests import due_on
from checks.match.periods.years import year_ranges
from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import ScoreBand, Verdict
from checks.rulebook import Item, Rulebook
from checks.rulebook_schema import Confidence
from oitwatch.bangkok import bangkok_day
from oitwatch.run_rulebook import rulebook_of
from oitwatch.todo import AgencyTodo, TodoItem, Work
from store.records import RunKind, Ticket, TicketState

_MISSED = frozenset({TicketState.SKIPPED, TicketState.ABANDONED})
_SCHEDULED = frozenset({RunKind.NIGHTLY, RunKind.CONFIRM})
_YEAR_BOUND = frozenset({"current_fiscal_year", "first_6_months_min", "previous_fiscal_year"})
_OIT = "OIT"
_FURTHEST = 5  # years ahead for which a window is estimated


class WindowState(StrEnum):
    """Where a day stands against the window in which OIT answers are typed."""

    BEFORE = "before"
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"  # the year's calendar does not name it


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The assessment's window; both days included. ``estimated``: moved on from another year."""

    fiscal_year_be: int
    start: date | None
    end: date
    confidence: Confidence
    estimated: bool = False


class Expiry(StrEnum):
    """What the turn of the fiscal year does to an item."""

    RENEW = "renew"  # what is there is of the year that ends
    PLAN_ENDS = "plan_ends"  # the plan's last year is the one that ends
    CHECK_PLAN = "check_plan"  # nothing shows until which year the plan runs
    CHECK_IN_FORCE = "check_in_force"  # holds as long as it is in force


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiring:
    """An item that the turn of the fiscal year touches."""

    item: Item
    expiry: Expiry
    passing: bool  # whether it stands as passed now


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """An agency on a day. Lists are ordered by points; ``missed`` nights newest first.

    ``after_all`` is the score when every blocker passes, ``enough`` the fewest first blockers that
    bring the low end of the score to the target (0: it is there; None: they do not). Both are None
    where the year's rulebook does not ship any more.
    """

    todo: AgencyTodo
    as_of: date
    target: float
    state: WindowState
    window: Window | None
    next_window: Window | None  # when the window has closed
    score: ScoreBand
    after_all: ScoreBand | None
    enough: int | None
    turns_on: date | None  # first day of the next fiscal year
    expiring: tuple[Expiring, ...]
    missed: tuple[date, ...]

    @property
    def blockers(self) -> tuple[TodoItem, ...]:
        """What fails and is due."""
        return self.todo.of(Work.MEND)

    @property
    def days_left(self) -> int | None:
        """Days from the day to the window's last; None when it is closed or not known."""
        if self.window is None or self.state is WindowState.CLOSED:
            return None
        return (self.window.end - self.as_of).days

    def due_from(self, item: TodoItem) -> date | None:
        """The first day on which an item that is not due can be complete."""
        rulebook = self.todo.rulebook
        if rulebook is None:
            return None
        asked = rulebook.item(item.verdict.item_code)
        late = [
            due_on(test, rulebook.fiscal_year_be)
            for component in item.verdict.components
            if component.finding.reason is Reason.NOT_YET_DUE
            for test in _tests(asked, component.component_id)
        ]
        known = [day for day in late if day is not None]
        last = max(known) if known else asked.period.end
        return date.fromordinal(last.toordinal() + 1) if last else None


def readiness(
    todo: AgencyTodo, as_of: date, tickets: Sequence[Ticket] = (), attempts: int = 3
) -> Readiness:
    """How ready an agency is on a day; a ticket in error is begun up to ``attempts`` times."""
    rulebook = todo.rulebook
    window = _window(rulebook)
    state = _state(window, as_of)
    blockers = [item.verdict.item_code for item in todo.of(Work.MEND)]
    target = rulebook.national_target if rulebook else 85.0
    return Readiness(
        todo=todo,
        as_of=as_of,
        target=target,
        state=state,
        window=window,
        next_window=_next(window, as_of) if window and state is WindowState.CLOSED else None,
        score=todo.score,
        after_all=todo.score_with(blockers) if rulebook else None,
        enough=_enough(todo, blockers, target) if rulebook else None,
        turns_on=_day_after(rulebook.fiscal_period.end) if rulebook else None,
        expiring=_expiring(todo),
        missed=_missed(todo, as_of, tickets, attempts),
    )


def _window(rulebook: Rulebook | None) -> Window | None:
    """The step of the year's calendar in which OIT answers are typed."""
    if rulebook is None:
        return None
    for entry in rulebook.calendar:
        if _OIT in entry.event_th and entry.end is not None:
            return Window(
                fiscal_year_be=rulebook.fiscal_year_be,
                start=entry.start,
                end=entry.end,
                confidence=entry.confidence,
            )
    return None


def _state(window: Window | None, as_of: date) -> WindowState:
    if window is None:
        return WindowState.UNKNOWN
    if as_of > window.end:
        return WindowState.CLOSED
    return WindowState.BEFORE if window.start and as_of < window.start else WindowState.OPEN


def _next(window: Window, as_of: date) -> Window | None:
    """The first later window that has not closed: that of a shipped year, else the same days."""
    latest = window
    for year in range(window.fiscal_year_be + 1, window.fiscal_year_be + 1 + _FURTHEST):
        latest = _window(rulebook_of(year)) or _a_year_on(latest, year)
        if as_of <= latest.end:
            return latest
    return None


def _a_year_on(window: Window, year: int) -> Window:
    return Window(
        fiscal_year_be=year,
        start=_same_day(window.start) if window.start else None,
        end=_same_day(window.end),
        confidence="low",
        estimated=True,
    )


def _same_day(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


def _enough(todo: AgencyTodo, blockers: Sequence[str], target: float) -> int | None:
    for count in range(len(blockers) + 1):
        if todo.score_with(blockers[:count]).low >= target - 1e-9:
            return count
    return None


def _expiring(todo: AgencyTodo) -> tuple[Expiring, ...]:
    found = []
    for item in todo.rulebook.items if todo.rulebook else ():
        verdict = todo.verdicts[item.item_code]
        expiry = None if verdict.outcome is Outcome.INAPPLICABLE else _expiry(item, verdict)
        if expiry is not None:
            passing = verdict.outcome is Outcome.PASSED
            found.append(Expiring(item=item, expiry=expiry, passing=passing))
    return tuple(found)


def _expiry(item: Item, verdict: Verdict) -> Expiry | None:
    kind = item.period.type
    if kind in _YEAR_BOUND:
        return Expiry.RENEW
    if kind == "in_force_in":
        return Expiry.CHECK_IN_FORCE
    if kind != "multi_year_plan_covering":
        return None
    last = _last_year(verdict, item.period.fiscal_year_be)
    if last is None:
        return Expiry.CHECK_PLAN
    return Expiry.PLAN_ENDS if last <= item.period.fiscal_year_be else None


def _last_year(verdict: Verdict, fiscal_year_be: int) -> int | None:
    """The last year (BE) of the plan that the evidence of a passed component names."""
    words = [
        quote.text
        for component in verdict.components
        if component.finding.outcome is Outcome.PASSED
        for quote in component.finding.quotes
    ]
    words += [
        component.finding.detail("found")
        for component in verdict.components
        if component.finding.outcome is Outcome.PASSED
    ]
    ends = [
        last
        for text in words
        for first, last in year_ranges(text)
        if first <= fiscal_year_be <= last
    ]
    return max(ends) if ends else None


def _missed(
    todo: AgencyTodo, as_of: date, tickets: Sequence[Ticket], attempts: int
) -> tuple[date, ...]:
    """The nights after the newest whole audit, up to the day, whose run did not come about."""
    nightly = [ticket for ticket in tickets if ticket.kind is RunKind.NIGHTLY]
    served = [ticket.night for ticket in nightly if ticket.state is TicketState.DONE]
    audited = max([*served, *_audited_on(todo)], default=date.min)
    newest = max((ticket.night for ticket in nightly), default=date.min)

    def is_missed(ticket: Ticket) -> bool:
        if ticket.state is TicketState.ERROR:  # tried again while attempts and the night last
            return ticket.attempt >= attempts or ticket.night < newest
        return ticket.state in _MISSED

    nights = {ticket.night for ticket in nightly if is_missed(ticket)}
    return tuple(sorted((night for night in nights if audited < night <= as_of), reverse=True))


def _audited_on(todo: AgencyTodo) -> Iterator[date]:
    """The night of the newest run, or its day when it was made by hand; none for a part."""
    run = todo.run
    if run.kind in _SCHEDULED:
        yield run.as_of
    elif not dict(run.options).get("items"):
        yield bangkok_day(run.started_at)


def _tests(item: Item, component_id: str) -> tuple[str, ...]:
    component = next((c for c in item.components if c.component_id == component_id), None)
    if component is None or component.test is None:
        return ()
    return (component.test, *component.accept_tests)


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
