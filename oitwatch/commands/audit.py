"""``oitwatch audit``: visits websites one after another and reports on each."""

import asyncio
import json
import sys
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from checks.outcome import Outcome
from checks.run import AuditRun
from crawler.options import CrawlOptions, FetchOptions
from crawler.politeness import SystemClock
from oitwatch import logs
from oitwatch.agency_id import site_key
from oitwatch.audit import AuditRequest, audit, resolve
from oitwatch.commands import inputs
from oitwatch.commands.declared import read_declared
from oitwatch.commands.failures import report_unexpected
from oitwatch.commands.interrupts import stopping
from oitwatch.commands.kept import opened_store
from oitwatch.commands.output import (
    FAILED,
    INTERRUPTED,
    OPEN,
    PASSED,
    check_output,
    columns,
    deliver,
    forgiven,
    talk,
    worst,
)
from oitwatch.errors import FrontError
from oitwatch.fleet import with_declared
from oitwatch.progress import ProgressLine, ProgressLog
from oitwatch.reports.json_report import audit_document
from oitwatch.reports.text_report import TextOptions, text_report
from oitwatch.settings import Settings, load_settings
from oitwatch.texts import Texts, texts
from store.records import RegisteredAgency
from store.store import Store

_DEFAULTS = CrawlOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditCommand:
    """The command line of ``oitwatch audit`` as typed."""

    urls: tuple[str, ...]
    lang: str
    year: int | None = None
    agency_type: str | None = None
    year_basis: str | None = None  # "fiscal" or "calendar"; None: as the register says
    name: str = ""
    items: tuple[str, ...] = ()
    declared: Path | None = None
    hosts: tuple[str, ...] = ()
    format: str = "text"
    output: Path | None = None
    max_pages: int = _DEFAULTS.max_pages
    max_seconds: float = _DEFAULTS.max_seconds
    min_gap: float | None = None
    as_of: str | None = None
    connect_to: tuple[str, ...] = ()
    ca_file: Path | None = None
    exit_zero: bool = False
    verbosity: int = 0
    home: Path | None = None  # where the run is kept; None: where the settings say


@dataclass(frozen=True, slots=True, kw_only=True)
class _Session:
    """What every site of one command shares."""

    command: AuditCommand
    settings: Settings
    store: Store
    texts: Texts


def run(command: AuditCommand) -> int:
    """Audit every address; the exit code is the gravest of all.

    Raises:
        UsageError: something typed is wrong; nothing was fetched.
        AuditError: the home directory or the report's file cannot be used.
    """
    settings = load_settings()
    if command.home is not None:
        settings = settings.model_copy(update={"home": command.home})
    logs.configure(command.verbosity)
    requests = requests_of(command, settings)
    check_output(command.output)
    with opened_store(settings.home) as store:
        session = _Session(
            command=command, settings=settings, store=store, texts=texts(command.lang)
        )
        code, reports = _audit_all(session, as_registered(requests, store, SystemClock().now()))
    if reports:
        deliver(_joined(command, reports), command.output, texts(command.lang))
    return forgiven(code, command.exit_zero)


def requests_of(command: AuditCommand, settings: Settings) -> tuple[AuditRequest, ...]:
    """One request per address, all of them valid.

    Raises:
        UsageError: something typed, or an environment variable, is wrong.
    """
    inputs.at_least("--max-pages", command.max_pages, 1)
    inputs.at_least("--max-seconds", command.max_seconds, 1)
    if command.min_gap is not None:
        inputs.at_least("--min-gap", command.min_gap, 0)
    # The command line first: the first rule for a host is the one that counts.
    rules = inputs.connections((*command.connect_to, *settings.connect_to.split(",")))
    ca_file = inputs.ca_file(command.ca_file)

    def crawl(url: str) -> CrawlOptions:
        return CrawlOptions(
            max_pages=command.max_pages,
            max_seconds=command.max_seconds,
            min_gap_s=command.min_gap,
            fetch=FetchOptions(
                user_agent=settings.user_agent,
                connect_to=rules,
                # A loopback address typed for one site is open to that site alone.
                allowed_literals=inputs.typed_literals((url,)),
                ca_file=ca_file,
            ),
        )

    now = SystemClock().now()
    typed = {"connect_to": command.connect_to, "declared": command.declared}
    requests = [
        AuditRequest(
            home_url=url,
            fiscal_year_be=command.year,
            as_of=inputs.day(command.as_of),
            agency_type=command.agency_type,
            calendar_year=inputs.is_calendar(command.year_basis),
            name_th=command.name,
            hosts=command.hosts,
            items=inputs.item_codes(command.items),
            crawl=crawl(url),
            departs_in=tuple(name for name, value in typed.items() if value),
        )
        for url in dict.fromkeys(command.urls)
    ]
    # All of them, so that a mistake in the last address is told before the first is visited.
    resolved = [resolve(request, now=now) for request in requests]
    declared = read_declared(command.declared, resolved[0].rulebook, texts(command.lang))
    return tuple(replace(request, declared=declared) for request in requests)


def as_registered(
    requests: Sequence[AuditRequest], store: Store, now: datetime
) -> tuple[AuditRequest, ...]:
    """The same, as audits of the register's agencies where an address is a website of one.

    What was typed wins over what the register says.
    """
    known: dict[str, list[RegisteredAgency]] = {}
    for agency in store.register.all():
        known.setdefault(site_key(agency.entry.home_url), []).append(agency)
    return tuple(
        _as_entry(request, agencies[0], now)
        if len(agencies := known.get(site_key(resolve(request, now=now).home_url), [])) == 1
        else request  # of nobody, or shared by several
        for request in requests
    )


def _as_entry(request: AuditRequest, agency: RegisteredAgency, now: datetime) -> AuditRequest:
    entry = agency.entry
    taken = replace(
        request,
        agency_id=entry.agency_id,
        name_th=request.name_th or entry.name_th,
        agency_type=request.agency_type or entry.agency_type,
        calendar_year=entry.calendar_year
        if request.calendar_year is None
        else request.calendar_year,
        hosts=request.hosts or entry.hosts,
        register_digest=agency.digest,
    )
    return taken if taken.declared else with_declared(taken, agency, now)


def exit_code(run: AuditRun) -> int:
    """What a run means for whoever called the command. Source: design.md section 4."""
    return code_of({verdict.outcome for verdict in run.verdicts}, interrupted=run.interrupted)


def code_of(outcomes: AbstractSet[Outcome], *, interrupted: bool) -> int:
    """What the outcomes of a run's items mean for whoever called the command."""
    if interrupted:
        return INTERRUPTED
    if Outcome.FAILED in outcomes:
        return FAILED
    return OPEN if Outcome.CANT_TELL in outcomes else PASSED


def _audit_all(session: _Session, requests: Sequence[AuditRequest]) -> tuple[int, list[Any]]:
    """The gravest exit code, and the reports in the order of the addresses."""
    codes, reports = [], []
    for request in requests:
        try:
            run, stopped = asyncio.run(_audit_one(session, request))
        except KeyboardInterrupt:
            talk(session.texts.say("progress.aborted"))
            codes.append(INTERRUPTED)
            break
        except FrontError:
            raise
        except Exception as error:  # one site's trouble: the others are still audited
            if len(requests) == 1:
                raise
            talk(session.texts.say("error.crash_saved", url=request.home_url))
            codes.append(report_unexpected(error, session.texts, session.command.verbosity))
            continue
        codes.append(INTERRUPTED if stopped else exit_code(run))
        reports.append(_report(session, run))
        _say_what_helps(session, request, run)
        if stopped:
            facts = {"home": str(session.settings.home), "run_id": run.run_id}
            talk(session.texts.say("progress.kept", **facts))
            break
    return worst(codes), reports


async def _audit_one(session: _Session, request: AuditRequest) -> tuple[AuditRun, bool]:
    stop = asyncio.Event()
    progress = _progress(session)

    def say() -> None:
        if progress is not None:
            progress.clear()
        talk(session.texts.say("progress.interrupted"))

    try:
        with stopping(stop, say):
            run = await audit(
                request, store=session.store, clock=SystemClock(), progress=progress, stop=stop
            )
    finally:
        if progress is not None:
            progress.clear()
    return run, stop.is_set() or run.interrupted


def _progress(session: _Session) -> ProgressLine | ProgressLog | None:
    command = session.command
    # A log between the strokes of the line would be unreadable.
    if sys.stderr.isatty() and not command.verbosity:
        return ProgressLine(
            sys.stderr,
            session.texts,
            max_pages=command.max_pages,
            max_seconds=command.max_seconds,
        )
    return ProgressLog(sys.stderr, session.texts) if command.verbosity else None


def _report(session: _Session, run: AuditRun) -> Any:  # Any: a document or a text, by format
    if session.command.format == "json":
        return audit_document(run)
    options = TextOptions(
        columns=None if session.command.output else columns(),
        verbose=session.command.verbosity > 0,
        year_given=session.command.year is not None,
        home=str(session.settings.home),
    )
    return text_report(run, session.texts, options)


def _joined(command: AuditCommand, reports: Sequence[Any]) -> str:
    if command.format == "text":
        return "\n\n".join(reports)
    document = list(reports) if len(command.urls) > 1 else reports[0]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _say_what_helps(session: _Session, request: AuditRequest, run: AuditRun) -> None:
    """A word on stderr where the address itself may be the trouble."""
    if run.coverage.documents == 0 and "//" not in request.home_url and not run.interrupted:
        talk(session.texts.say("progress.try_http", host=request.home_url.strip().split("/")[0]))
