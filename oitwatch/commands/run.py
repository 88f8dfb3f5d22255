"""``oitwatch run``: audits agencies of the register now, several at a time."""

import asyncio
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crawler.options import ConnectTo
from crawler.politeness import SystemClock
from oitwatch import logs
from oitwatch.bangkok import bangkok_day
from oitwatch.commands import inputs
from oitwatch.commands.audit import code_of
from oitwatch.commands.interrupts import stopping
from oitwatch.commands.kept import opened_store
from oitwatch.commands.output import INTERNAL, INTERRUPTED, emit, forgiven, talk, worst
from oitwatch.errors import UsageError
from oitwatch.fleet import Fleet, Served, owner_is_gone
from oitwatch.nightly import crawl_options, fleet_options, require_contact
from oitwatch.reports.runs_report import run_document, run_line
from oitwatch.scope import bare_province
from oitwatch.settings import Settings, load_settings
from oitwatch.texts import texts
from store.records import Errand, RegisteredAgency, RunKind, TicketState
from store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCommand:
    """The command line of ``oitwatch run`` as typed."""

    agencies: tuple[str, ...]
    province: str | None
    everyone: bool
    lang: str
    connect_to: tuple[str, ...] = ()
    ca_file: Path | None = None
    format: str = "text"
    exit_zero: bool = False
    verbosity: int = 0


def run(command: RunCommand) -> int:
    """Audit the chosen agencies; the exit code is the gravest of all.

    Raises:
        UsageError: nothing or no known agency was named, or a setting is wrong.
        AuditError: the home directory cannot be used.
    """
    settings = load_settings()
    logs.configure(command.verbosity)
    language = texts(command.lang)
    rules = inputs.connections((*command.connect_to, *settings.connect_to.split(",")))
    ca_file = inputs.ca_file(command.ca_file or settings.ca_file)
    with opened_store(settings.home) as store:
        chosen = _chosen(store, command)
        require_contact(settings, chosen, rules)
        served, stopped = asyncio.run(
            _serve(
                store, settings, [each.entry.agency_id for each in chosen], rules, ca_file, command
            )
        )
    if command.format == "json":
        emit(
            json.dumps([run_document(each) for each in served], ensure_ascii=False, indent=2) + "\n"
        )
    talk(language.say("run.done", done=_count(served, TicketState.DONE), all=str(len(chosen))))
    codes = [_code(each) for each in served]
    missed = len(chosen) - len(served)
    if missed:
        # Stopped, or another process audits them: a caller must not read that as "all is well".
        words = "run.not_reached" if stopped else "run.elsewhere"
        talk(language.say(words, count=str(missed)))
        codes.append(INTERRUPTED)
    return forgiven(worst(codes), command.exit_zero)


def _chosen(store: Store, command: RunCommand) -> tuple[RegisteredAgency, ...]:
    ways = (bool(command.agencies), command.province is not None, command.everyone)
    if sum(ways) != 1:
        raise UsageError("run_whom")
    agencies = store.register.all()
    if not agencies:
        raise UsageError("no_agencies")
    if command.everyone:
        return agencies
    if command.province is not None:
        wanted = bare_province(command.province.strip())
        found = tuple(each for each in agencies if bare_province(each.entry.province) == wanted)
        if not found:
            known = dict.fromkeys(each.entry.province for each in agencies if each.entry.province)
            raise UsageError("no_province", province=wanted, known=", ".join(known) or "-")
        return found
    by_id = {each.entry.agency_id: each for each in agencies}
    for agency_id in command.agencies:
        if agency_id not in by_id:
            raise UsageError("unknown_agency", agency=agency_id)
    return tuple(by_id[agency_id] for agency_id in dict.fromkeys(command.agencies))


async def _serve(
    store: Store,
    settings: Settings,
    agency_ids: Sequence[str],
    rules: Sequence[ConnectTo],
    ca_file: str | None,
    command: RunCommand,
) -> tuple[tuple[Served, ...], bool]:
    """How each agency ended, the last time that it was served, and whether a signal came."""
    language = texts(command.lang)
    clock = SystemClock()
    night = bangkok_day(clock.now())
    stop = asyncio.Event()
    served: dict[str, Served] = {}

    def on_served(each: Served) -> None:
        served[each.ticket.agency_id] = each
        if command.format == "text":
            emit(run_line(each, language) + "\n")
        else:
            talk(run_line(each, language))

    fleet = Fleet(
        store,
        fleet_options(settings, crawl_options(settings, rules, ca_file)),
        clock=clock,
        stop=stop,
        on_served=on_served,
    )
    # Of two commands that ask for one agency the later one serves it.
    mine = Errand(kind=RunKind.MANUAL, night=night, schedule=f"run {uuid.uuid4().hex[:8]}")
    with stopping(stop, lambda: talk(language.say("run.stopping"))):
        now = clock.now()
        store.tickets.end_leases(agency_ids, at=now, dead=owner_is_gone)
        store.tickets.reopen(RunKind.MANUAL, night, agency_ids, at=now, schedule=mine.schedule)
        await fleet.serve(lambda: (mine,))
    return tuple(served.values()), stop.is_set()


def _code(served: Served) -> int:
    if served.run is not None:
        outcomes = {outcome for outcome, _ in served.run.outcomes}
        return code_of(outcomes, interrupted=served.run.interrupted)
    return INTERNAL if served.state is TicketState.ERROR else INTERRUPTED


def _count(served: Sequence[Served], state: TicketState) -> str:
    return str(sum(each.state is state for each in served))
