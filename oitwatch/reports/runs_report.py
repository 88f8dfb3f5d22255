"""Runs for people and programs: how each ended, and the nights that went without one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from checks.outcome import Outcome
from oitwatch.fleet import Served
from oitwatch.reports.json_report import two_decimals
from oitwatch.reports.thai_dates import shown_date, shown_time
from oitwatch.texts import Texts
from store.records import RunKind, RunSummary, Ticket, TicketState

SCHEMA_NAME = "oitwatch.runs/1"
_STATES = (
    TicketState.ERROR,
    TicketState.ABANDONED,
    TicketState.DONE,
    TicketState.RUNNING,
    TicketState.QUEUED,
    TicketState.SKIPPED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEntry:
    """One line of the list: a ticket with its run, or a run that no ticket asked for."""

    ticket: Ticket | None
    run: RunSummary | None


def entries(
    tickets: Sequence[Ticket], asked_for: Iterable[RunSummary], others: Iterable[RunSummary]
) -> tuple[RunEntry, ...]:
    """Tickets with their runs, then the runs that were asked for by hand, newest first."""
    by_id: Mapping[str, RunSummary] = {run.run_id: run for run in asked_for}
    listed = [RunEntry(ticket=ticket, run=by_id.get(ticket.run_id or "")) for ticket in tickets]
    taken = {ticket.run_id for ticket in tickets}
    listed += [RunEntry(ticket=None, run=run) for run in others if run.run_id not in taken]
    return tuple(listed)


Counts = Mapping[date, Mapping[TicketState, int]]


def runs_text(listed: Sequence[RunEntry], counted: Counts, language: Texts) -> str:
    """The list for people, a heading a night, ending with a line break.

    ``counted`` tells each night whole, also where only some of its tickets are listed.
    """
    if not listed:
        return language.say("runs.none") + "\n"
    lines: list[str] = []
    for night in dict.fromkeys(each.ticket.night for each in listed if each.ticket):
        of_night = [each for each in listed if each.ticket and each.ticket.night == night]
        counts = [
            f"{language.say(f'runs.state.{state.value}')} {number}"
            for state in _STATES
            if (number := counted.get(night, {}).get(state, 0))
        ]
        day = shown_date(night, language)
        lines += ["", language.say("runs.night", night=day, counts=" · ".join(counts))]
        lines += [_ticket_line(each, language) for each in of_night]
    by_hand = [each.run for each in listed if each.ticket is None and each.run is not None]
    if by_hand:
        lines += ["", language.say("runs.by_hand")]
        lines += [
            f"  {shown_time(run.finished_at, language)}  {run.agency_id}  {_again(run, language)}"
            f"{_result(run, language)}  {run.run_id}"
            for run in by_hand
        ]
    return "\n".join(lines).lstrip("\n") + "\n"


def runs_document(listed: Sequence[RunEntry], counted: Counts) -> dict[str, Any]:
    """The list for programs, in the shape ``oitwatch.runs/1``."""
    nights = [
        {
            "night": night.isoformat(),
            "states": {state.value: of[state] for state in _STATES if state in of},
        }
        for night, of in sorted(counted.items(), reverse=True)
    ]
    return {"schema": SCHEMA_NAME, "nights": nights, "runs": [_document(each) for each in listed]}


def run_line(served: Served, language: Texts) -> str:
    """One line on an agency that was just served."""
    ticket = served.ticket
    state = language.say(f"runs.state.{served.state.value}")
    if served.run is None:
        detail = language.first(("run.error",), error_id=served.error_id) or ""
        return f"{ticket.agency_id}  {state}  {detail}".rstrip()
    return f"{ticket.agency_id}  {state}  {_result(served.run, language)}"


def run_document(served: Served) -> dict[str, Any]:
    """What ``oitwatch run`` tells programs of one agency."""
    run = served.run
    return {
        "agency_id": served.ticket.agency_id,
        "state": served.state.value,
        "run_id": run.run_id if run else None,
        "error_id": served.error_id or None,
        "fiscal_year_be": run.fiscal_year_be if run else None,
        "score": {"low": two_decimals(run.score_low), "high": two_decimals(run.score_high)}
        if run
        else None,
    }


def _ticket_line(entry: RunEntry, language: Texts) -> str:
    ticket = entry.ticket
    assert ticket is not None  # only tickets are passed in
    kind = language.say(f"runs.kind.{ticket.kind.value}")
    parts = [ticket.agency_id, kind, language.say(f"runs.state.{ticket.state.value}")]
    if ticket.attempt > 1:
        parts.append(language.say("runs.attempts", count=str(ticket.attempt)))
    if ticket.finished_at is not None:
        parts.append(shown_time(ticket.finished_at, language))
    if entry.run is not None:
        parts += [_result(entry.run, language), entry.run.run_id]
    elif ticket.error_id:
        parts.append(language.say("run.error", error_id=ticket.error_id))
    elif ticket.detail:
        parts.append(language.phrase(ticket.detail) or ticket.detail)
    return "  " + "  ".join(parts)


def _again(run: RunSummary, language: Texts) -> str:
    """A word on runs that looked at no website."""
    if run.kind != RunKind.JUDGE.value:
        return ""
    return f"{language.say('runs.kind.judge')} {run.fiscal_year_be}  "


def _result(run: RunSummary, language: Texts) -> str:
    return _told(dict(run.outcomes), run.score_low, run.score_high, language)


def _told(counts: Mapping[Outcome, int], low: float, high: float, language: Texts) -> str:
    ends = dict.fromkeys(f"{two_decimals(end):g}" for end in (low, high))
    return language.say(
        "runs.result",
        passed=str(counts.get(Outcome.PASSED, 0)),
        failed=str(counts.get(Outcome.FAILED, 0)),
        open=str(counts.get(Outcome.CANT_TELL, 0)),
        score="–".join(ends),
    )


def _document(entry: RunEntry) -> dict[str, Any]:
    ticket, run = entry.ticket, entry.run
    told: dict[str, Any] = {
        "agency_id": ticket.agency_id if ticket else run.agency_id if run else "",
        "kind": ticket.kind.value if ticket else run.kind if run else "",
        "night": ticket.night.isoformat() if ticket else None,
        "state": ticket.state.value if ticket else TicketState.DONE.value,
        "attempt": ticket.attempt if ticket else 1,
        "started_at": _iso(ticket.started_at if ticket else run.started_at if run else None),
        "finished_at": _iso(ticket.finished_at if ticket else run.finished_at if run else None),
        "error_id": ticket.error_id if ticket else None,
        "detail": ticket.detail if ticket else "",
        "run_id": run.run_id if run else ticket.run_id if ticket else None,
    }
    if run is not None:
        told |= {
            "fiscal_year_be": run.fiscal_year_be,
            "score": {"low": two_decimals(run.score_low), "high": two_decimals(run.score_high)},
            "outcomes": {outcome.value: number for outcome, number in run.outcomes},
        }
    return told


def _iso(moment: Any) -> str | None:  # Any: a datetime or None
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")
