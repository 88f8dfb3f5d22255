"""``oitwatch run``: audits agencies of the register now, several at a time."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crawler.options import ConnectTo
from crawler.politeness import SystemClock
from oitwatch import logs
from oitwatch.bangkok import bangkok_day
from oitwatch.commands import inputs
from oitwatch.commands.audit import exit_code
from oitwatch.commands.interrupts import stopping
from oitwatch.commands.kept import opened_store
from oitwatch.commands.output import INTERNAL, INTERRUPTED, PASSED, emit, forgiven, talk, worst
from oitwatch.errors import UsageError
from oitwatch.fleet import Fleet, Served
from oitwatch.nightly import crawl_options, fleet_options, require_contact
from oitwatch.reports.runs_report import run_document, run_line
from oitwatch.settings import Settings, load_settings
from oitwatch.texts import texts
from store.records import RegisteredAgency, RunKind, TicketState
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
        served = asyncio.run(
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
    if len(served) < len(chosen):
        talk(language.say("run.elsewhere", count=str(len(chosen) - len(served))))
    return forgiven(worst(codes) if codes else PASSED, command.exit_zero)


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
        wanted = command.province.strip()
        found = tuple(each for each in agencies if each.entry.province == wanted)
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
) -> tuple[Served, ...]:
    language = texts(command.lang)
    clock = SystemClock()
    night = bangkok_day(clock.now())
    stop = asyncio.Event()
    served: list[Served] = []

    def on_served(each: Served) -> None:
        served.append(each)
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
    store.tickets.reopen(RunKind.MANUAL, night, agency_ids, at=clock.now())
    with stopping(stop, lambda: talk(language.say("run.stopping"))):
        await fleet.serve(RunKind.MANUAL, night=night, agency_ids=agency_ids)
    return tuple(served)


def _code(served: Served) -> int:
    if served.run is not None:
        return exit_code(served.run)
    return INTERNAL if served.state is TicketState.ERROR else INTERRUPTED


def _count(served: Sequence[Served], state: TicketState) -> str:
    return str(sum(each.state is state for each in served))
