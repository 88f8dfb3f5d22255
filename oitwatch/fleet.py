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
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import structlog

from checks.outcome import Outcome
from checks.run import AuditRun
from crawler.extract.pool import ReaderPool
from crawler.options import CrawlOptions
from crawler.politeness import Politeness
from crawler.ports import Clock
from oitwatch.audit import AuditRequest, audit, default_year, resolve
from oitwatch.errors import FrontError
from oitwatch.heartbeat import Heartbeat
from oitwatch.standing import stories, turned
from store.errors import LeaseLost, StoreError
from store.records import (
    Errand,
    ItemLook,
    RegisteredAgency,
    RunKind,
    RunSummary,
    SecondLook,
    Ticket,
    TicketState,
)
from store.store import Store

_ID_LETTERS = 8
_BACK_OFF_S = (0.5, 1.0, 2.0, 4.0, 8.0)  # before a claim that failed is tried again
_LOOK_AGAIN_S = 5.0  # by an idle worker while others are busy

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
    run: RunSummary | None = None  # not the run itself: a night's runs would fill the memory
    error_id: str = ""


def owner_is_gone(owner: str) -> bool:
    """Whether the process of an owner's name ran on this host and runs no more; else unknown."""
    place, _, _ = owner.rpartition(":")
    host, _, pid = place.rpartition(":")
    if os.name != "posix" or host != socket.gethostname() or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)  # asks whether there is such a process, and sends nothing
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        return False
    return False


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
        calendar_year=entry.calendar_year,
        name_th=entry.name_th,
        agency_id=entry.agency_id,
        hosts=entry.hosts,
        items=tuple(items),
        crawl=crawl,
        kind=kind,
        register_digest=agency.digest,
    )


class Fleet:
    """Serves tickets until none is due.

    ``on_served`` is told of each that ended. ``stop`` set from outside ends every visit; what was
    in flight is given back. Fleets of one process share a ``politeness``.
    """

    def __init__(
        self,
        store: Store,
        options: FleetOptions,
        *,
        clock: Clock,
        stop: asyncio.Event,
        politeness: Politeness | None = None,
        on_served: Callable[[Served], None] = lambda served: None,
    ) -> None:
        self._store = store
        self._options = options
        self._clock = clock
        self._stop = stop
        self._on_served = on_served
        self._owner = owner_name()
        self._in_hand: set[str] = set()
        self._politeness = politeness or Politeness(min_gap_s=options.crawl.min_gap_s)

    async def serve(self, errands: Callable[[], Sequence[Errand]]) -> int:
        """Audit every agency whose ticket is due, several at a time; how many were served.

        ``errands`` is asked before each agency, so that a night that begins meanwhile is not kept
        waiting by a long one. Trouble with the database is waited out for a while; then the visits
        in flight are brought to their end.

        Raises:
            StoreError: tickets could not be read or written for longer than that.
            UsageError: ``errands`` raised it.
        """
        try:
            return await self._serve(errands)
        except BaseExceptionGroup as group:
            raise _first(group) from group

    async def _serve(self, errands: Callable[[], Sequence[Errand]]) -> int:
        served = 0
        trouble: list[StoreError] = []
        changed = asyncio.Event()
        async with ReaderPool(
            cache=self._store.documents, page_texts=self._store.layout.page_texts
        ) as readers:
            with Heartbeat(self._store, self._options.lease, self._clock) as alive:

                async def work() -> None:
                    nonlocal served
                    while not self._stop.is_set() and not trouble:
                        try:
                            ticket = await self._claim(errands)
                        except StoreError as error:
                            trouble.append(error)
                            return
                        if ticket is None:
                            if not self._in_hand:
                                return
                            # While others work, a second look or another night may fall due.
                            changed.clear()
                            await self._wait(changed, _LOOK_AGAIN_S)
                            continue
                        self._in_hand.add(ticket.agency_id)
                        try:
                            ended = await self._serve_one(ticket, alive, readers)
                        finally:
                            self._in_hand.discard(ticket.agency_id)
                            changed.set()
                        served += 1
                        self._on_served(ended)

                async with asyncio.TaskGroup() as workers:
                    for _ in range(self._options.parallel_sites):
                        workers.create_task(work())
        if trouble:
            raise trouble[0]
        return served

    async def _claim(self, errands: Callable[[], Sequence[Errand]]) -> Ticket | None:
        """The next ticket; a database that is busy or full is asked again for a while.

        Raises:
            StoreError: it stays so.
        """
        for wait_s in (*_BACK_OFF_S, None):
            if self._stop.is_set():
                break
            try:
                return self._store.tickets.claim(
                    errands(),
                    owner=self._owner,
                    now=self._clock.now(),
                    lease=self._options.lease,
                    attempts=self._options.attempts,
                    in_hand=self._in_hand,
                )
            except StoreError as error:
                if wait_s is None:
                    raise
                _log.warning("fleet.claim_failed", detail=str(error), again_in_s=wait_s)
                await self._wait(self._stop, wait_s)
        return None

    @staticmethod
    async def _wait(event: asyncio.Event, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(event.wait(), seconds)

    async def _serve_one(self, ticket: Ticket, alive: Heartbeat, readers: ReaderPool) -> Served:
        """Audit the agency of one ticket; the error boundary around it."""
        try:
            agency = self._store.register.get(ticket.agency_id)
            if agency is None or agency.retired:
                return self._dropped(ticket, "the register has it no more, or retired it")
            if ticket.kind is RunKind.CONFIRM and not self._still_awaited(ticket):
                return self._dropped(ticket, "a later look has settled it")
            with alive.holding(ticket, self._stop) as stop:
                run = await self._audit(agency, ticket, stop, readers)
        except LeaseLost as error:
            _log.warning("fleet.lease_lost", agency_id=ticket.agency_id, detail=str(error))
            return Served(ticket=ticket, state=TicketState.QUEUED)
        except asyncio.CancelledError:
            self._give_back(ticket)
            raise
        except Exception as error:  # around one agency: the others go on
            return self._failed(ticket, error)
        if run.interrupted:
            return self._give_back(ticket)
        return Served(ticket=ticket, state=TicketState.DONE, run=summary_of(run))

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
        first_look = ticket.kind is not RunKind.CONFIRM
        return await audit(
            with_declared(request, agency, self._clock.now()),
            store=self._store,
            clock=self._clock,
            stop=stop,
            ticket=ticket,
            second_look=SecondLook(choose=_to_confirm, after=self._options.confirm_after)
            if first_look
            else None,
            politeness=self._politeness,
            readers=readers,
        )

    def _still_awaited(self, ticket: Ticket) -> bool:
        looks = self._store.looks(ticket.agency_id, default_year(ticket.night))
        return bool(set(ticket.items) & set(turned(stories(looks))))

    def _dropped(self, ticket: Ticket, why: str) -> Served:
        self._store.tickets.drop(ticket, now=self._clock.now(), detail=why)
        return Served(ticket=ticket, state=TicketState.SKIPPED)

    def _give_back(self, ticket: Ticket) -> Served:
        """Let others have it; when that cannot be written, its lease runs out."""
        try:
            self._store.tickets.release(ticket, now=self._clock.now())
        except StoreError as error:
            _log.warning("fleet.release_failed", agency_id=ticket.agency_id, detail=str(error))
        return Served(ticket=ticket, state=TicketState.QUEUED)

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
        except StoreError as further:  # its lease runs out, and then it is begun again
            _log.warning("fleet.close_failed", agency_id=ticket.agency_id, detail=str(further))
        return Served(ticket=ticket, state=TicketState.ERROR, error_id=error_id)


def summary_of(run: AuditRun) -> RunSummary:
    """What is told of a run once it is kept."""
    counted = Counter(verdict.outcome for verdict in run.verdicts)
    return RunSummary(
        run_id=run.run_id,
        kind=run.kind,
        started_at=run.started_at,
        finished_at=run.finished_at,
        agency_id=run.agency.agency_id,
        name_th=run.agency.name_th,
        home_url=run.agency.home_url,
        fiscal_year_be=run.fiscal_year_be,
        as_of=run.as_of,
        interrupted=run.interrupted,
        score_low=run.score.low,
        score_high=run.score.high,
        outcomes=tuple((outcome, counted[outcome]) for outcome in Outcome if counted[outcome]),
    )


def _to_confirm(looks: Sequence[ItemLook]) -> tuple[str, ...]:
    """The items that failed where a pass stands; trouble here must not cost the run."""
    try:
        return turned(stories(looks))
    except Exception:  # the boundary around planning: the next night looks again anyway
        _log.exception("fleet.second_look_not_planned")
        return ()


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """The first error of a group, an error of the store or of use before any other."""
    leaves: list[BaseException] = []
    waiting: list[BaseException] = [group]
    while waiting:
        error = waiting.pop(0)
        if isinstance(error, BaseExceptionGroup):
            waiting.extend(error.exceptions)
        else:
            leaves.append(error)
    known = [leaf for leaf in leaves if isinstance(leaf, StoreError | FrontError)]
    return (known or leaves)[0]


def with_declared(request: AuditRequest, agency: RegisteredAgency, now: datetime) -> AuditRequest:
    """The request with the addresses that the agency declares, if they are of the audit's year."""
    entry = agency.entry
    if not entry.declared:
        return request
    year = resolve(request, now=now).rulebook.fiscal_year_be
    if entry.declared_year_be not in (None, year):
        return request  # item codes of another year name other subjects
    return replace(request, declared=entry.declared)
