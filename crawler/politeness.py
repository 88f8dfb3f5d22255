"""How often one host is asked, and the clocks that say when."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from crawler.guard import is_loopback

DEFAULT_GAP_S = 1.0
ADDRESS_GAP_S = 0.2  # between requests to one address, whatever hosts stand on it
MAX_CRAWL_DELAY_S = 10.0


class SystemClock:
    """The time of day of the machine."""

    def now(self) -> datetime:
        """The current time, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class _Lane:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    ended_s: float | None = None  # when the last request of the host ended
    paused_until_s: float = 0.0
    crawl_delay_s: float = 0.0


class Politeness:
    """Lets one request at a time through to each host and each address, with a gap between them.

    The gap of a host is ``min_gap_s`` when given, else 1 s, or 0 when the address connected to is
    loopback; a longer crawl delay of the host wins, up to 10 s. The gap of an address is at most
    0.2 s: visits that go on side by side share one instance, for a hundred small agencies may
    stand on one hosting address. Where a host needs no gap, neither does its address, and requests
    of several hosts go side by side. Times come from ``monotonic``, in seconds.
    """

    def __init__(
        self,
        *,
        min_gap_s: float | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._min_gap_s = min_gap_s
        self._monotonic = monotonic
        self._sleep = sleep
        self._lanes: dict[str, _Lane] = {}

    @asynccontextmanager
    async def slot(self, host: str, address: str) -> AsyncIterator[None]:
        """Wait for the host's turn, and hold it while the request runs."""
        gap_s = self._gap_s(address)
        lane = self._lane(host)
        async with AsyncExitStack() as held:
            # A host's lane before its address's, always, so that no two requests wait in a ring.
            await held.enter_async_context(self._turn(lane, max(gap_s, lane.crawl_delay_s)))
            if gap_s > 0:
                shared = self._lane(f"address {address}")
                await held.enter_async_context(self._turn(shared, min(gap_s, ADDRESS_GAP_S)))
            yield

    @asynccontextmanager
    async def _turn(self, lane: _Lane, gap_s: float) -> AsyncIterator[None]:
        async with lane.lock:
            wait_s = self._wait_s(lane, gap_s)
            if wait_s > 0:
                await self._sleep(wait_s)
            try:
                yield
            finally:
                lane.ended_s = self._monotonic()

    def pause(self, host: str, seconds: float) -> None:
        """Let no further request through to the host for so many seconds."""
        lane = self._lane(host)
        lane.paused_until_s = max(lane.paused_until_s, self._monotonic() + seconds)

    def set_crawl_delay(self, host: str, seconds: float) -> None:
        """Keep the gap that the host's robots.txt asks for, at most 10 s."""
        self._lane(host).crawl_delay_s = min(max(seconds, 0.0), MAX_CRAWL_DELAY_S)

    def _lane(self, host: str) -> _Lane:
        return self._lanes.setdefault(host, _Lane())

    def _gap_s(self, address: str) -> float:
        if self._min_gap_s is not None:
            return self._min_gap_s
        return 0.0 if is_loopback(address) else DEFAULT_GAP_S

    def _wait_s(self, lane: _Lane, gap_s: float) -> float:
        earliest_s = lane.paused_until_s
        if lane.ended_s is not None:
            earliest_s = max(earliest_s, lane.ended_s + gap_s)
        return earliest_s - self._monotonic()
