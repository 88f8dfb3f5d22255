"""Remembers what pure readers of text found: the checks ask the same lines again and again."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from checks.match.periods.year_basis import is_calendar

Found = TypeVar("Found")

_SHORT = 600  # code points; whole documents are seldom asked for twice and would fill the memory
_KEPT = 32_768  # texts


def remembered(read: Callable[[str], Found]) -> Callable[[str], Found]:
    """Keep the results for short texts. The reader is pure and its results are immutable."""

    @lru_cache(maxsize=_KEPT)
    def known(text: str, calendar: bool) -> Found:
        return read(text)  # in the year basis of the caller, which is part of the key

    @wraps(read)
    def of(text: str) -> Found:
        return known(text, is_calendar()) if len(text) <= _SHORT else read(text)

    return of
