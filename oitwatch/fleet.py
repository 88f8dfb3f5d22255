"""Audits many agencies side by side: takes tickets, keeps them alive, closes them.

One loop serves every site; politeness is shared, so that agencies on one hosting address are asked
as gently as a single one. Whatever happens to one agency, the others go on.
"""

import asyncio
import hashlib
import os
import socket
import traceback
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import structlog

from checks.run import AuditRun
from crawler.extract.pool import ReaderPool
from crawler.options import CrawlOptions
from crawler.politeness import Politeness
from crawler.ports import Clock
from oitwatch.audit import AuditRequest, audit, resolve
from oitwatch.errors import FrontError
from oitwatch.heartbeat import Heartbeat
from oitwatch.standing import stories, turned
from store.errors import LeaseLost
from store.records import RegisteredAgency, RunKind, Ticket, TicketState
from store.store import Store

_ID_LETTERS = 8

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetOptions:
    """How many at once, and how long a silent process keeps its agencies."""

    parallel_sites: int = 8
    lease: timedelta = timedelta(minutes=2)
    attempts: int = 3
    retry_after: timedelta = timedelta(minutes=15)
    confirm_after: timedelta = timedelta(hours=1)
    crawl: CrawlOptions = field(default_factory=CrawlOptions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """How one ticket ended in this process. ``run`` is None unless the run was kept."""

    ticket: Ticket
    state: TicketState  # done, error, skipped; queued when it was given back
    run: AuditRun | None = None
    error_id: str = ""


def owner_name() -> str:
    """A name for this process that no other has: host, process id and a random part."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def request_for(
    agency: RegisteredAgency,
    *,
    kind: RunKind,
    as_of: date,
    items: Sequence[str],
    crawl: CrawlOptions,
) -> AuditRequest:
    """What the register asks of one agency's audit."""
    entry = agency.entry
    return AuditRequest(
        home_url=entry.home_url,
        as_of=as_of,
        agency_type=entry.agency_type,
        name_th=entry.name_th,
        agency_id=entry.agency_id,
        hosts=entry.hosts,
        items=tuple(items),
        crawl=crawl,
        kind=kind,
        register_digest=agency.digest,
    )


class Fleet:
    """Serves the tickets of one kind until none is due.

    ``keep_on`` is asked before each new agency; ``on_served`` is told of each that ended. ``stop``
    set from outside ends every visit; what was in flight is given back.
    """

    def __init__(
        self,
        store: Store,
        options: FleetOptions,
        *,
        clock: Clock,
        stop: asyncio.Event,
        keep_on: Callable[[], bool] = lambda: True,
        on_served: Callable[[Served], None] = lambda served: None,
    ) -> None:
        self._store = store
        self._options = options
        self._clock = clock
        self._stop = stop
        self._keep_on = keep_on
        self._on_served = on_served
        self._owner = owner_name()
        self._politeness = Politeness(min_gap_s=options.crawl.min_gap_s)

    async def serve(
        self,
        kind: RunKind,
        *,
        night: date | None = None,
        agency_ids: Sequence[str] | None = None,
    ) -> tuple[Served, ...]:
        """Audit every agency whose ticket is due, several at a time, and say how each ended.

        Raises:
            StoreError: tickets cannot be read or written at all.
        """
        served: list[Served] = []
        async with ReaderPool(cache=self._store.documents) as readers:
            with Heartbeat(self._store, self._options.lease, self._clock) as alive:

                async def work() -> None:
                    while not self._stop.is_set() and self._keep_on():
                        ticket = self._store.tickets.claim(
                            kind,
                            owner=self._owner,
                            now=self._clock.now(),
                            lease=self._options.lease,
                            attempts=self._options.attempts,
                            night=night,
                            agency_ids=agency_ids,
                        )
                        if ticket is None:
                            return
                        ended = await self._serve_one(ticket, alive, readers)
                        served.append(ended)
                        self._on_served(ended)

                async with asyncio.TaskGroup() as workers:
                    for _ in range(self._options.parallel_sites):
                        workers.create_task(work())
        return tuple(served)

    async def _serve_one(self, ticket: Ticket, alive: Heartbeat, readers: ReaderPool) -> Served:
        """Audit the agency of one ticket; the error boundary around it."""
        tickets, now = self._store.tickets, self._clock.now
        try:
            agency = self._store.register.get(ticket.agency_id)
            if agency is None or agency.retired:
                tickets.drop(ticket, now=now(), detail="the register has it no more, or retired it")
                return Served(ticket=ticket, state=TicketState.SKIPPED)
            with alive.holding(ticket, self._stop) as stop:
                run = await self._audit(agency, ticket, stop, readers)
            if run.interrupted:
                tickets.release(ticket, now=now())
                return Served(ticket=ticket, state=TicketState.QUEUED)
            self._plan_second_look(ticket, run)
            return Served(ticket=ticket, state=TicketState.DONE, run=run)
        except LeaseLost as error:
            _log.warning("fleet.lease_lost", agency_id=ticket.agency_id, detail=str(error))
            return Served(ticket=ticket, state=TicketState.QUEUED)
        except Exception as error:  # around one agency: the others go on
            return self._failed(ticket, error)

    async def _audit(
        self,
        agency: RegisteredAgency,
        ticket: Ticket,
        stop: asyncio.Event,
        readers: ReaderPool,
    ) -> AuditRun:
        request = request_for(
            agency,
            kind=ticket.kind,
            as_of=ticket.night,
            items=ticket.items,
            crawl=self._options.crawl,
        )
        return await audit(
            with_declared(request, agency, self._clock.now()),
            store=self._store,
            clock=self._clock,
            stop=stop,
            ticket=ticket,
            politeness=self._politeness,
            readers=readers,
        )

    def _plan_second_look(self, ticket: Ticket, run: AuditRun) -> None:
        """Owe a confirming run for items that failed where a pass stands."""
        if ticket.kind is RunKind.CONFIRM:
            return
        told = stories(self._store.looks(run.agency.agency_id, run.fiscal_year_be))
        items = turned(told)
        if items:
            self._store.tickets.plan(
                RunKind.CONFIRM,
                ticket.night,
                [ticket.agency_id],
                due_at=self._clock.now() + self._options.confirm_after,
                items=items,
            )

    def _failed(self, ticket: Ticket, error: Exception) -> Served:
        trace = "".join(traceback.format_exception(error))
        error_id = hashlib.sha256(trace.encode("utf-8", "replace")).hexdigest()[:_ID_LETTERS]
        _log.error("fleet.audit_failed", agency_id=ticket.agency_id, error_id=error_id, trace=trace)
        now = self._clock.now()
        detail = error.key if isinstance(error, FrontError) else f"{type(error).__name__}: {error}"
        try:
            self._store.tickets.fail(
                ticket,
                now=now,
                retry_at=now + self._options.retry_after,
                error_id=error_id,
                detail=detail.splitlines()[0][:200],
            )
        except LeaseLost:
            return Served(ticket=ticket, state=TicketState.QUEUED)
        return Served(ticket=ticket, state=TicketState.ERROR, error_id=error_id)


def with_declared(request: AuditRequest, agency: RegisteredAgency, now: datetime) -> AuditRequest:
    """The request with the addresses that the agency declares, if they are of the audit's year."""
    entry = agency.entry
    if not entry.declared:
        return request
    year = resolve(request, now=now).rulebook.fiscal_year_be
    if entry.declared_year_be not in (None, year):
        return request  # item codes of another year name other subjects
    return replace(request, declared=entry.declared)
