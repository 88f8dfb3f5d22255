"""Shows how far a visit is, on stderr."""

import time
from collections.abc import Callable
from typing import TextIO

from oitwatch.texts import Texts

_REDRAW_S = 0.1
_ENOUGH_PAGES = 3  # before a guess at the time left is worth showing


class ProgressLine:
    """One line that is written over, for a terminal. Implements crawler.ports.CrawlProgress."""

    def __init__(
        self,
        stream: TextIO,
        texts: Texts,
        *,
        max_pages: int,
        max_seconds: float,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream
        self._texts = texts
        self._max_pages = max_pages
        self._max_seconds = max_seconds
        self._monotonic = monotonic
        self._started_s = monotonic()
        self._drawn_s = float("-inf")
        self._shown = False

    def page_done(self, url: str, *, done: int, queued: int) -> None:
        """Draw the line anew, at most ten times a second."""
        now_s = self._monotonic()
        if now_s - self._drawn_s < _REDRAW_S:
            return
        self._drawn_s = now_s
        total = max(done, min(self._max_pages, done + queued))
        elapsed_s = now_s - self._started_s
        facts = {"done": str(done), "total": str(total)}
        if done >= _ENOUGH_PAGES:
            left_s = elapsed_s / done * (total - done)
            left_s = min(left_s, max(0.0, self._max_seconds - elapsed_s))
            line = self._texts.say("progress.line", left=_clock(left_s), **facts)
        else:
            line = self._texts.say("progress.line_start", **facts)
        self.show(line)

    def show(self, words: str) -> None:
        """Write words in place of the line."""
        self._stream.write(f"\r\x1b[K{words}")
        self._stream.flush()
        self._shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False


class ProgressLog:
    """A plain line per page, for a file or pipe. Implements crawler.ports.CrawlProgress."""

    def __init__(self, stream: TextIO, texts: Texts) -> None:
        self._stream = stream
        self._texts = texts

    def page_done(self, url: str, *, done: int, queued: int) -> None:
        """Write one line."""
        self._stream.write(self._texts.say("progress.plain", done=str(done), url=url) + "\n")
        self._stream.flush()

    def clear(self) -> None:
        """Nothing stands there to be taken away."""


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
