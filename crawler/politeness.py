"""How often one host is asked, and the clocks that say when."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from crawler.guard import is_loopback

DEFAULT_GAP_S = 1.0
ADDRESS_GAP_S = 0.2  # between the starts of requests to one address, whatever hosts stand on it
ADDRESS_PARALLEL = 4  # requests to one address at once
MAX_CRAWL_DELAY_S = 10.0


class SystemClock:
    """The time of day of the machine."""

    def now(self) -> datetime:
        """The current time, aware, in UTC."""
        return datetime.now(UTC)


class WaitMeter:
    """How long one visit has waited because of others, in seconds, a wait that goes on included.

    The gaps that the visit's own host asks for are no such wait.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._ended_s = 0.0
        self._since_s: float | None = None

    @property
    def seconds(self) -> float:
        """The waits so far."""
        going_on = 0.0 if self._since_s is None else self._monotonic() - self._since_s
        return self._ended_s + going_on

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Count the time that the block takes."""
        self._since_s = self._monotonic()
        try:
            yield
        finally:
            self._ended_s = self.seconds
            self._since_s = None


@dataclass(slots=True)
class _Lane:
    """A host: one request at a time."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    ended_s: float | None = None  # when the last request of the host ended
    paused_until_s: float = 0.0
    crawl_delay_s: float = 0.0


@dataclass(slots=True)
class _Address:
    """A server that may carry many hosts: few requests at once, their starts a gap apart."""

    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(ADDRESS_PARALLEL))
    gate: asyncio.Lock = field(default_factory=asyncio.Lock)
    started_s: float | None = None  # when the last request to the address began


class Politeness:
    """Lets one request at a time through to each host, and few to each address, with gaps.

    The gap of a host is ``min_gap_s`` when given, else 1 s, or 0 when the address connected to is
    loopback; a longer crawl delay of the host wins, up to 10 s. Visits that go on side by side
    share one instance, for a hundred small agencies may stand on one hosting address: four requests
    at once go to an address, and begin 0.2 s apart at least, so that one slow agency does not use
    up the time of the others. Where a host needs no gap, neither does its address. An instance may
    serve one event loop after another, and keeps what hosts asked for. Times come from
    ``monotonic``, in seconds.
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
        self._addresses: dict[str, _Address] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    @asynccontextmanager
    async def slot(
        self, host: str, address: str, meter: WaitMeter | None = None
    ) -> AsyncIterator[None]:
        """Wait for the host's turn, and hold it while the request runs.

        ``meter`` is told of the waits that other visits cause.
        """
        self._follow_loop()
        meter = meter or WaitMeter(self._monotonic)
        gap_s = self._gap_s(address)
        lane = self._lane(host)
        async with AsyncExitStack() as held:
            # A host's lane before its address, always, so that no two requests wait in a ring.
            with meter.waiting():
                await held.enter_async_context(lane.lock)
            await self._rest(self._earliest_s(lane, max(gap_s, lane.crawl_delay_s)))
            try:
                if gap_s > 0:
                    shared = self._addresses.setdefault(address, _Address())
                    with meter.waiting():
                        await held.enter_async_context(shared.places)
                        await self._begin(shared, min(gap_s, ADDRESS_GAP_S))
                yield
            finally:
                lane.ended_s = self._monotonic()

    async def _begin(self, address: _Address, gap_s: float) -> None:
        async with address.gate:
            if address.started_s is not None:
                await self._rest(address.started_s + gap_s)
            address.started_s = self._monotonic()

    async def _rest(self, until_s: float) -> None:
        wait_s = until_s - self._monotonic()
        if wait_s > 0:
            await self._sleep(wait_s)

    def _follow_loop(self) -> None:
        """Locks belong to the loop in which they were waited for; what hosts asked for stays."""
        loop = asyncio.get_running_loop()
        if loop is self._loop:
            return
        self._loop = loop
        for lane in self._lanes.values():
            lane.lock = asyncio.Lock()
        self._addresses = {
            name: _Address(started_s=known.started_s) for name, known in self._addresses.items()
        }

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

    @staticmethod
    def _earliest_s(lane: _Lane, gap_s: float) -> float:
        after_last_s = 0.0 if lane.ended_s is None else lane.ended_s + gap_s
        return max(lane.paused_until_s, after_last_s)
