"""``oitwatch runs``: what was audited when, and the nights that went without a run."""

import json

from oitwatch.commands import inputs
from oitwatch.commands.kept import opened_store
from oitwatch.commands.output import PASSED, emit
from oitwatch.reports.runs_report import entries, runs_document, runs_text
from oitwatch.settings import load_settings
from oitwatch.texts import texts
from store.records import RunKind

_BY_HAND = (RunKind.MANUAL, RunKind.JUDGE)


def run(*, agency: str | None, night: str | None, limit: int, format: str, lang: str) -> int:
    """Print the newest runs, newest night first.

    Raises:
        UsageError: the night is no date, or the limit is below 1.
        AuditError: the home directory cannot be used.
    """
    inputs.at_least("--limit", limit, 1)
    day = inputs.day(night)
    with opened_store(load_settings().home) as store:
        tickets = store.tickets.all(night=day, agency_id=agency, limit=limit, troubled_first=True)
        counted = store.tickets.counts({each.night for each in tickets}, agency_id=agency)
        asked_for = store.summaries_of([ticket.run_id for ticket in tickets if ticket.run_id])
        by_hand = store.runs(limit, agency_id=agency, kinds=_BY_HAND) if day is None else ()
    listed = entries(tickets, asked_for, by_hand)
    if format == "json":
        emit(json.dumps(runs_document(listed, counted), ensure_ascii=False, indent=2) + "\n")
    else:
        emit(runs_text(listed, counted, texts(lang)))
    return PASSED
