"""``oitwatch judge``: judges a kept run again from its stored pages, without the network."""

import asyncio
import json
from dataclasses import dataclass

from crawler.politeness import SystemClock
from oitwatch import logs
from oitwatch.commands import inputs
from oitwatch.commands.audit import exit_code
from oitwatch.commands.kept import opened_store
from oitwatch.commands.output import columns, emit, forgiven
from oitwatch.errors import UsageError
from oitwatch.rejudge import RejudgeRequest, rejudge
from oitwatch.reports.judge_report import judge_document, judge_text
from oitwatch.settings import load_settings
from oitwatch.texts import texts
from store.store import Store

_LAST = "last"
_SHOWN_IDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeCommand:
    """The command line of ``oitwatch judge`` as typed."""

    run: str
    lang: str
    year: int | None = None
    as_of: str | None = None
    agency_type: str | None = None
    year_basis: str | None = None
    format: str = "text"
    exit_zero: bool = False
    verbosity: int = 0


def run(command: JudgeCommand) -> int:
    """Judge the run again, keep the result and print what changed; exit codes as for an audit.

    Raises:
        UsageError: there is no such run, or it kept no pages, or what is asked does not exist.
        AuditError: the home directory cannot be used.
    """
    settings = load_settings()
    logs.configure(command.verbosity)
    as_of = inputs.day(command.as_of)
    with opened_store(settings.home) as store:
        request = RejudgeRequest(
            run_id=run_id_of(store, command.run, str(settings.home)),
            fiscal_year_be=command.year,
            as_of=as_of,
            agency_type=command.agency_type,
            calendar_year=inputs.is_calendar(command.year_basis),
        )
        judged = asyncio.run(rejudge(request, store=store, clock=SystemClock()))
    if command.format == "json":
        emit(json.dumps(judge_document(judged), ensure_ascii=False, indent=2) + "\n")
    else:
        emit(judge_text(judged, texts(command.lang), columns(), home=str(settings.home)))
    return forgiven(exit_code(judged.run), command.exit_zero)


def run_id_of(store: Store, text: str, home: str) -> str:
    """The id that a run is called by: "last", "last:AGENCY", an id, or how just one begins.

    Raises:
        UsageError: no run, or more than one, is called so.
    """
    text = text.strip()
    word, colon, agency = text.partition(":")
    if word == _LAST:
        last = store.last_run(agency_id=agency if colon else None)
        if last is not None:
            return last.run_id
        if not colon or not store.audited():
            raise UsageError("no_run", home=home)
        known = ", ".join(agency_id for agency_id, _ in store.audited()[:_SHOWN_IDS])
        raise UsageError("no_run_of_agency", agency=agency, home=home, known=known)
    found = store.ids(text, _SHOWN_IDS + 1) if text else ()
    if text in found:
        return text
    if not found:
        raise UsageError("no_such_run", run=text or "-", home=home)
    if len(found) > 1:
        raise UsageError("several_runs", run=text, known=", ".join(found[:_SHOWN_IDS]))
    return found[0]
