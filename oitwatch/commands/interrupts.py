"""Ctrl-C while an audit runs: the first ends the visit and keeps it, the second aborts."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stopping(stop: asyncio.Event, say: Callable[[], None]) -> Iterator[None]:
    """Set ``stop`` at the first signal, after ``say``; raise KeyboardInterrupt at the second.

    Must be entered inside the running loop, in the main thread.
    """
    loop = asyncio.get_running_loop()

    def on_signal(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        # Wakes the loop, which may be waiting on sockets.
        loop.call_soon_threadsafe(say)

    before = {number: signal.signal(number, on_signal) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
