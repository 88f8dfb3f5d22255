"""How long and how far one visit may go: pages, seconds, and the officer's own word to stop."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from crawler.frontier import Trouble
from crawler.options import CrawlOptions
from crawler.records import GapReason

_T = TypeVar("_T")
_LONGEST = 4  # times the time budget, however long others kept the visit waiting


class VisitBudget:
    """The pages and seconds of one visit.

    Args:
        options: gives ``max_pages`` and ``max_seconds``.
        stop: is set when the visit shall end at once.
        fetches: how many pages were fetched so far.
        waited_s: for how many seconds the visit has waited for turns that other visits had;
            they cost it none of its time.
    """

    def __init__(
        self,
        options: CrawlOptions,
        *,
        stop: asyncio.Event,
        fetches: Callable[[], int],
        waited_s: Callable[[], float],
    ) -> None:
        self._options = options
        self._stop = stop
        self._fetches = fetches
        self._waited_s = waited_s
        self._began_s = asyncio.get_running_loop().time()
        self.interrupted = False
        self.trouble = Trouble(reason=GapReason.BUDGET_EXHAUSTED, detail="not visited")

    def is_over(self) -> bool:
        """Whether a budget has ended; ``trouble`` then says why of what is left."""
        if self._stop.is_set():
            self.interrupted = True
            detail = "the visit was interrupted before"
        elif self._fetches() >= self._options.max_pages:
            detail = f"the budget of {self._options.max_pages} pages was used up before"
        elif self.left_s() <= 0:
            detail = f"the budget of {self._options.max_seconds:g} s was used up before"
        else:
            return False
        self.trouble = Trouble(reason=GapReason.BUDGET_EXHAUSTED, detail=detail)
        return True

    def left_pages(self) -> int:
        """How many pages may still be fetched."""
        return max(self._options.max_pages - self._fetches(), 0)

    def left_s(self) -> float:
        """What is left of the time, in seconds; negative when it is over."""
        budget_s = self._options.max_seconds
        allowed_s = min(budget_s + self._waited_s(), budget_s * _LONGEST)
        return self._began_s + allowed_s - asyncio.get_running_loop().time()

    async def within(self, work: Coroutine[Any, Any, _T]) -> _T | None:
        """The result of a request, or None when time or the officer ended the visit meanwhile."""
        task = asyncio.create_task(work)
        stopped = asyncio.create_task(self._stop.wait())
        try:
            # Again when time is left after all: it grows while the visit waits for others.
            while (left_s := self.left_s()) > 0:
                done, _ = await asyncio.wait(
                    {task, stopped}, timeout=left_s, return_when=asyncio.FIRST_COMPLETED
                )
                if done:
                    break
            return task.result() if task.done() else None
        finally:
            for pending in (task, stopped):
                if not pending.done():
                    pending.cancel()
                    with suppress(asyncio.CancelledError):
                        await pending
