"""What the scheduler does at each tick: sees what tonight owes, and serves it.

A tick may come late, twice, or from two schedulers at once: the tickets in the store say what is
done. A machine that was off at the hour catches up when it is back; nights that went by meanwhile
are noted as skipped, so that a gap is drawn as a gap.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

import structlog

from crawler.guard import is_loopback
from crawler.options import ConnectTo, CrawlOptions, FetchOptions
from crawler.ports import Clock
from crawler.urls import host_of
from oitwatch.errors import UsageError
from oitwatch.fleet import Fleet, FleetOptions, Served
from oitwatch.nights import Schedule, parse_schedules, share_out
from oitwatch.settings import Settings
from store.records import RegisteredAgency, RunKind
from store.store import Store

_MAX_MISSED = 31  # nights noted as skipped; a longer pause is told by its length alone
_OFF = "the scheduler was not running that night"

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
    """Serves the nights of one home's register.

    ``nights`` tells the time by which nights are counted, ``clock`` that of leases and evidence.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        options: FleetOptions,
        *,
        clock: Clock,
        nights: Clock,
        stop: asyncio.Event,
        on_served: Callable[[Served], None] = lambda served: None,
    ) -> None:
        self._store = store
        self._settings = settings
        self._options = options
        self._schedules = parse_schedules(settings.nightly)
        self._clock = clock
        self._nights = nights
        self._stop = stop
        self._on_served = on_served

    async def tick(self) -> tuple[Served, ...]:
        """Audit the agencies that have no finished run for their night, then the second looks.

        Raises:
            UsageError: the register now names public hosts and no contact is set.
            StoreError: the database cannot be used.
        """
        agencies = self._store.register.all()
        require_contact(self._settings, agencies, self._options.crawl.fetch.connect_to)
        served: list[Served] = []
        for schedule, share in share_out(self._schedules, agencies):
            if share:
                served += await self._serve_night(schedule, share)
        fleet = self._fleet(lambda: True)
        served += await fleet.serve(RunKind.CONFIRM)
        return tuple(served)

    async def _serve_night(
        self, schedule: Schedule, share: Sequence[RegisteredAgency]
    ) -> tuple[Served, ...]:
        start = schedule.last_start(self._nights.now())
        night = start.date()
        ids = [agency.entry.agency_id for agency in share]
        now = self._clock.now()
        self._note_missed(schedule, ids, start)
        self._store.tickets.plan(RunKind.NIGHTLY, night, ids, due_at=now)
        # When the next night begins, it begins for all; what is left of this one is closed then.
        fleet = self._fleet(lambda: schedule.last_start(self._nights.now()) == start)
        only = ids if len(self._schedules) > 1 else None
        return await fleet.serve(RunKind.NIGHTLY, night=night, agency_ids=only)

    def _note_missed(self, schedule: Schedule, ids: Sequence[str], start: datetime) -> None:
        tickets, now = self._store.tickets, self._clock.now()
        last = tickets.last_nights(RunKind.NIGHTLY)
        missed: dict[date, list[str]] = {}
        for agency_id in ids:
            if agency_id in last and last[agency_id] < start.date():
                nights = schedule.nights_between(last[agency_id], start.date())
                for night in nights[-_MAX_MISSED:]:
                    missed.setdefault(night, []).append(agency_id)
        tickets.close_before(RunKind.NIGHTLY, start.date(), ids, at=now)
        for night, absent in missed.items():
            tickets.skip(RunKind.NIGHTLY, night, absent, at=now, detail=_OFF)
            _log.warning("nightly.night_missed", night=str(night), agencies=len(absent))

    def _fleet(self, keep_on: Callable[[], bool]) -> Fleet:
        return Fleet(
            self._store,
            self._options,
            clock=self._clock,
            stop=self._stop,
            keep_on=keep_on,
            on_served=self._on_served,
        )
