"""Runs the night's work for whoever ticks: one tick at a time, to be stopped from any thread."""

import asyncio
import threading
from collections.abc import Callable

import structlog

from oitwatch.errors import FrontError
from oitwatch.fleet import Served
from oitwatch.nightly import Nightly
from store.errors import StoreError

_log = structlog.get_logger()


class Ticker:
    """Runs one tick at a time in a loop of its own; ``stop`` from any thread ends what runs."""

    def __init__(self, nightly: Nightly) -> None:
        self._nightly = nightly
        self._stopped = threading.Event()
        self._ticking = threading.Lock()
        self._wake: Callable[[], object] = lambda: None

    @property
    def stopped(self) -> bool:
        """Whether ``stop`` was called."""
        return self._stopped.is_set()

    def tick(self) -> None:
        """Serve what is owed; trouble is logged, and the next tick tries again."""
        if self.stopped or not self._ticking.acquire(blocking=False):
            return
        try:
            self.serve()
        except (FrontError, StoreError) as error:
            _log.error("scheduler.tick_failed", detail=str(error))
        except Exception:  # the boundary of one tick: the scheduler must outlive it
            _log.exception("scheduler.tick_failed")
        finally:
            self._ticking.release()

    def serve(self) -> None:
        """Serve what is owed.

        Raises:
            UsageError: the register now names public hosts and no contact is set.
            StoreError: the database cannot be used.
        """
        asyncio.run(self._serve())

    def stop(self) -> None:
        """End visits in flight; their agencies are given back."""
        self._stopped.set()
        self._wake()

    async def _serve(self) -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        self._wake = lambda: loop.call_soon_threadsafe(stop.set)
        try:
            if not self.stopped:
                await self._nightly.tick(stop)
        finally:
            self._wake = lambda: None


def note(served: Served) -> None:
    """Write one line on an agency that was served."""
    _log.info(
        "scheduler.agency_served",
        agency_id=served.ticket.agency_id,
        night=str(served.ticket.night),
        kind=served.ticket.kind.value,
        state=served.state.value,
        run_id=served.run.run_id if served.run else None,
        error_id=served.error_id or None,
    )
