"""What the scheduler does at each tick: sees what tonight owes, and serves it.

A tick may come late, twice, or from two schedulers at once: the tickets in the store say what is
done. A machine that was off at the hour catches up when it is back; nights that went by meanwhile
are noted as skipped, so that a gap is drawn as a gap.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

import structlog

from crawler.guard import is_loopback
from crawler.options import ConnectTo, CrawlOptions, FetchOptions
from crawler.politeness import Politeness
from crawler.ports import Clock
from crawler.urls import host_of
from oitwatch.bangkok import bangkok_day
from oitwatch.errors import UsageError
from oitwatch.fleet import Fleet, FleetOptions, Served
from oitwatch.nights import Schedule, parse_schedules, share_out
from oitwatch.settings import Settings
from store.records import Errand, RegisteredAgency, RunKind, TicketState
from store.store import Store

_MAX_MISSED = 31  # nights noted as skipped; a longer pause is told by its length alone
_OFF = "the scheduler was not running that night"
_TAKEN_OVER = "the look of a later night took its place"

_log = structlog.get_logger()


def crawl_options(
    settings: Settings, connect_to: Sequence[ConnectTo], ca_file: str | None
) -> CrawlOptions:
    """How scheduled audits visit sites."""
    return CrawlOptions(
        fetch=FetchOptions(
            user_agent=settings.user_agent, connect_to=tuple(connect_to), ca_file=ca_file
        )
    )


def fleet_options(settings: Settings, crawl: CrawlOptions) -> FleetOptions:
    """The settings of a fleet."""
    return FleetOptions(
        parallel_sites=settings.parallel_sites,
        lease=timedelta(seconds=settings.lease_seconds),
        attempts=settings.attempts,
        retry_after=timedelta(seconds=settings.retry_seconds),
        confirm_after=timedelta(seconds=settings.confirm_seconds),
        crawl=crawl,
    )


def require_contact(
    settings: Settings, agencies: Iterable[RegisteredAgency], connect_to: Sequence[ConnectTo]
) -> None:
    """Refuse to visit other people's servers without an address at which they can reach us.

    Source: design.md section 11, ruling 15.

    Raises:
        UsageError: ``OITWATCH_CONTACT`` is empty and an agency stands elsewhere than on loopback.
    """
    if settings.contact:
        return
    for agency in agencies:
        for host in (host_of(agency.entry.home_url), *agency.entry.hosts):
            if not _stays_here(host, connect_to):
                raise UsageError("no_contact", agency=agency.entry.agency_id, host=host)


def _stays_here(host: str, connect_to: Sequence[ConnectTo]) -> bool:
    for rule in connect_to:
        if rule.host == host or (rule.host.startswith("*.") and host.endswith(rule.host[1:])):
            return is_loopback(rule.address)
    return False


class Nightly:
    """Serves the nights of one home's register; one for as long as its process runs.

    ``nights`` tells the time by which nights are counted, ``clock`` that of leases and evidence.
    What hosts asked for (a crawl delay, a pause) is remembered from tick to tick.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        options: FleetOptions,
        *,
        clock: Clock,
        nights: Clock,
        on_served: Callable[[Served], None] = lambda served: None,
    ) -> None:
        self._store = store
        self._settings = settings
        self._options = options
        self._schedules = parse_schedules(settings.nightly)
        self._clock = clock
        self._nights = nights
        self._on_served = on_served
        self._politeness = Politeness(min_gap_s=options.crawl.min_gap_s)
        self._planned: tuple[int, tuple[date, ...]] | None = None  # register's revision, nights
        self._turn = 0

    async def tick(self, stop: asyncio.Event) -> int:
        """Audit the agencies that have no finished run for their night, and take second looks.

        Gives how many were served; ends when nothing is due, or soon after ``stop`` is set.

        Raises:
            UsageError: the register now names public hosts and no contact is set.
            StoreError: the database cannot be used.
        """
        fleet = Fleet(
            self._store,
            self._options,
            clock=self._clock,
            stop=stop,
            politeness=self._politeness,
            on_served=self._on_served,
        )
        return await fleet.serve(self.errands)

    def errands(self) -> tuple[Errand, ...]:
        """What may be begun now: second looks, then each schedule's night, taking turns.

        A night that has begun since, or an agency that was registered, is planned first.
        """
        now = self._nights.now()
        nights = tuple(schedule.last_start(now).date() for schedule in self._schedules)
        current = (self._store.register.revision(), nights)
        if current != self._planned:
            self._plan(nights)
            self._planned = current
        of_schedules = [
            Errand(kind=RunKind.NIGHTLY, night=night, schedule=schedule.key)
            for schedule, night in zip(self._schedules, nights, strict=True)
        ]
        # A long night of one schedule does not hold up another's that begins later.
        self._turn = (self._turn + 1) % len(of_schedules)
        turns = (*of_schedules[self._turn :], *of_schedules[: self._turn])
        return (Errand(kind=RunKind.CONFIRM), *turns)

    def _plan(self, nights: Sequence[date]) -> None:
        """Note what each schedule's night owes, and close what earlier nights left."""
        agencies = self._store.register.all()
        require_contact(self._settings, agencies, self._options.crawl.fetch.connect_to)
        now, tickets = self._clock.now(), self._store.tickets
        shares = share_out(self._schedules, agencies)
        for (schedule, share), night in zip(shares, nights, strict=True):
            spare = {each.key for each in self._schedules} - {schedule.key}
            tickets.close_before(RunKind.NIGHTLY, night, at=now, spare=spare)
            wanted = {agency.entry.agency_id: schedule.key for agency in share}
            if wanted.items() <= tickets.planned(RunKind.NIGHTLY, night).items():
                continue  # by an earlier process, or before the register changed
            self._note_missed(schedule, tuple(wanted), night)
            self._plan_night(schedule, tuple(wanted), night)
        # The looks of a later night were second looks themselves.
        tickets.close_before(RunKind.CONFIRM, min(nights), at=now, detail=_TAKEN_OVER)

    def _plan_night(self, schedule: Schedule, ids: Sequence[str], night: date) -> None:
        """Those that waited longest come first, so that a night too short starves nobody."""
        tickets = self._store.tickets
        done = tickets.last_nights(RunKind.NIGHTLY, state=TicketState.DONE)
        order = sorted(ids, key=lambda agency_id: (done.get(agency_id, date.min), agency_id))
        now = self._clock.now()
        tickets.plan(RunKind.NIGHTLY, night, order, due_at=now, schedule=schedule.key)

    def _note_missed(self, schedule: Schedule, ids: Sequence[str], tonight: date) -> None:
        """Note the nights that went by since each agency's last, or since it was registered."""
        tickets, now = self._store.tickets, self._clock.now()
        last = tickets.last_nights(RunKind.NIGHTLY)
        since = self._store.register.active_since()
        missed: dict[date, list[str]] = {}
        for agency_id in ids:
            known = [last[agency_id]] if agency_id in last else []
            known += [bangkok_day(since[agency_id])] if agency_id in since else []
            nights = schedule.nights_between(max(known), tonight) if known else ()
            for night in nights[-_MAX_MISSED:]:
                missed.setdefault(night, []).append(agency_id)
        for night, absent in missed.items():
            tickets.skip(RunKind.NIGHTLY, night, absent, at=now, detail=_OFF)
            _log.warning("nightly.night_missed", night=str(night), agencies=len(absent))
