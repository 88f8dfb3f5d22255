"""Documents that are being read while the crawl fetches the next page."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from crawler.extract.pool import ReaderPool
from crawler.fetch import Fetched
from crawler.frontier import Target
from crawler.ocr_budget import OcrBudget
from crawler.records import Document, GapReason, Snapshot, Unreadable

# What waits to be read is held in memory: above this the crawl waits too.
MOST_WAITING_BYTES = 32 * 1024 * 1024
GRACE_S = 60.0  # for documents that were fetched before the time budget ended


@dataclass(slots=True, eq=False, kw_only=True)
class Underway:
    """One document under way, and what led to it."""

    target: Target
    snapshot: Snapshot
    task: asyncio.Task[Document | Unreadable]
    concluded: bool = False


async def read_payload(
    readers: ReaderPool, fetched: Fetched, budget: OcrBudget | None = None
) -> Document | Unreadable:
    """What the readers make of an answer."""
    snapshot = fetched.snapshot
    return await readers.read(
        fetched.payload,
        url=snapshot.url,
        declared_type=snapshot.declared_type,
        payload_digest=snapshot.payload_digest,
        fetched_at=snapshot.fetched_at,
        content_type=snapshot.content_type,
        budget=budget,
    )


@dataclass(slots=True)
class BackgroundReads:
    """The documents of one visit, in visiting order. ``conclude`` is told each result once.

    Results are handed over when the crawl asks for them, in visiting order, so that a visit goes
    the same way however long each document took.
    """

    readers: ReaderPool
    conclude: Callable[[Target, Snapshot, Document | Unreadable], None]
    budget: OcrBudget | None = None
    _started: list[Underway] = field(default_factory=list)

    def start(self, target: Target, fetched: Fetched) -> None:
        """Begin to read an answer."""
        task = asyncio.create_task(read_payload(self.readers, fetched, self.budget))
        self._started.append(Underway(target=target, snapshot=fetched.snapshot, task=task))

    def holds(self, target: Target) -> bool:
        """Whether a target's document is under way."""
        return any(one.target is target and not one.concluded for one in self._started)

    @property
    def _unfinished(self) -> list[Underway]:
        return [reading for reading in self._started if not reading.task.done()]

    async def make_room(self) -> None:
        """Wait while too much waits to be read."""
        while unfinished := self._unfinished:
            if sum(reading.snapshot.payload_bytes for reading in unfinished) <= MOST_WAITING_BYTES:
                return
            tasks = [reading.task for reading in unfinished]
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)

    async def finish(self) -> list[tuple[Document, Target]]:
        """Wait for everything that was begun; the documents that were not handed over before."""
        fresh = [reading for reading in self._started if not reading.concluded]
        if fresh:
            await asyncio.wait([reading.task for reading in fresh])
        found: list[tuple[Document, Target]] = []
        for reading in fresh:
            result = reading.task.result()
            reading.concluded = True
            self.conclude(reading.target, reading.snapshot, result)
            if isinstance(result, Document):
                found.append((result, reading.target))
        return found

    async def give_up(self, detail: str) -> None:
        """Stop reading; what is not done becomes a gap with the reason given, the rest is kept."""
        fresh = [reading for reading in self._started if not reading.concluded]
        for reading in fresh:
            reading.task.cancel()
        await asyncio.gather(*(reading.task for reading in fresh), return_exceptions=True)
        for reading in fresh:
            reading.concluded = True
            if reading.task.cancelled():
                result: Document | Unreadable = Unreadable(
                    url=reading.snapshot.url,
                    payload_digest=reading.snapshot.payload_digest,
                    content_type=reading.snapshot.content_type,
                    reason=GapReason.BUDGET_EXHAUSTED,
                    detail=detail,
                    fetched_at=reading.snapshot.fetched_at,
                )
            else:
                result = reading.task.result()
            self.conclude(reading.target, reading.snapshot, result)
