"""``oitwatch runs``: what was audited when, and the nights that went without a run."""

import json

from oitwatch.commands import inputs
from oitwatch.commands.kept import opened_store
from oitwatch.commands.output import PASSED, emit
from oitwatch.reports.runs_report import entries, runs_document, runs_text
from oitwatch.settings import load_settings
from oitwatch.texts import texts
from store.records import RunKind

_BY_HAND = frozenset({RunKind.MANUAL.value, RunKind.JUDGE.value})


def run(*, agency: str | None, night: str | None, limit: int, format: str, lang: str) -> int:
    """Print the newest runs, newest night first.

    Raises:
        UsageError: the night is no date, or the limit is below 1.
        AuditError: the home directory cannot be used.
    """
    inputs.at_least("--limit", limit, 1)
    day = inputs.day(night)
    with opened_store(load_settings().home) as store:
        tickets = store.tickets.all(night=day, agency_id=agency, limit=limit)
        asked_for = store.summaries_of([ticket.run_id for ticket in tickets if ticket.run_id])
        by_hand = store.runs(limit=limit, agency_id=agency) if day is None else ()
    others = [each for each in by_hand if each.kind in _BY_HAND]
    listed = entries(tickets, asked_for, others)
    if format == "json":
        emit(json.dumps(runs_document(listed), ensure_ascii=False, indent=2) + "\n")
    else:
        emit(runs_text(listed, texts(lang)))
    return PASSED
