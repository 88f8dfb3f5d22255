"""Keeps the leases of the agencies in hand while their audits run."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import structlog

from crawler.ports import Clock
from store.errors import LeaseLost, StoreError
from store.records import RunKind, Ticket
from store.store import Store

_RENEWALS = 4  # within one lease; three may be missed

_Key = tuple[RunKind, date, str]

_log = structlog.get_logger()


def _key(ticket: Ticket) -> _Key:
    return ticket.kind, ticket.night, ticket.agency_id


class Heartbeat:
    """Renews leases from a thread of its own while the context lasts.

    A page that takes long to parse holds up the loop, and must not cost the lease.
    """

    def __init__(self, store: Store, lease: timedelta, clock: Clock) -> None:
        self._store = store
        self._lease = lease
        self._clock = clock
        self._held: dict[_Key, tuple[Ticket, Callable[[], object]]] = {}
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def __enter__(self) -> "Heartbeat":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    @contextmanager
    def holding(self, ticket: Ticket, stop: asyncio.Event) -> Iterator[asyncio.Event]:
        """Keep a ticket's lease; gives the event that ends its visit.

        It is set when ``stop`` is, or when another process has taken the ticket over. Must be
        entered inside the running loop.
        """
        own = asyncio.Event()
        loop = asyncio.get_running_loop()

        async def pass_on() -> None:
            await stop.wait()
            own.set()

        follow = loop.create_task(pass_on())
        with self._lock:
            self._held[_key(ticket)] = (ticket, lambda: loop.call_soon_threadsafe(own.set))
        try:
            yield own
        finally:
            follow.cancel()
            self._drop(ticket)

    def _drop(self, ticket: Ticket) -> None:
        with self._lock:
            self._held.pop(_key(ticket), None)

    def _beat(self) -> None:
        while not self._ended.wait(self._lease.total_seconds() / _RENEWALS):
            with self._lock:
                held = list(self._held.values())
            for ticket, lost in held:
                try:
                    self._store.tickets.renew(ticket, now=self._clock.now(), lease=self._lease)
                except LeaseLost:
                    self._drop(ticket)
                    lost()
                except StoreError as error:  # busy or full: the next beat may pass
                    _log.warning("heartbeat.renewal_failed", detail=str(error))
