"""Which twelve months are "the year" of the agency at hand: the fiscal year, or the calendar year.

Most agencies count from 1 October, some state enterprises from 1 January. Functions on years read
the basis from here; ``either_year`` sets it around one check.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta

_BE = 543
_OCTOBER = 10
_FIRST_MONTH: ContextVar[int] = ContextVar("first_month", default=_OCTOBER)


def is_calendar() -> bool:
    """Whether years are at present counted from January."""
    return _FIRST_MONTH.get() == 1


@contextmanager
def calendar_years() -> Iterator[None]:
    """Count years from January for what is judged within."""
    token = _FIRST_MONTH.set(1)
    try:
        yield
    finally:
        _FIRST_MONTH.reset(token)


def year_of(on: date) -> int:
    """The year (BE) that a day belongs to."""
    return on.year + _BE + (1 if not is_calendar() and on.month >= _OCTOBER else 0)


def begins(year_be: int) -> date:
    """The first day of a year: 1 October of the year before, or 1 January."""
    return date(year_be - _BE, 1, 1) if is_calendar() else date(year_be - _BE - 1, _OCTOBER, 1)


def ends(year_be: int) -> date:
    """The last day of a year."""
    return begins(year_be + 1) - timedelta(days=1)


def half_ends(year_be: int) -> date:
    """The last day of the first six months of a year."""
    return date(year_be - _BE, 6, 30) if is_calendar() else date(year_be - _BE, 3, 31)


def months_of(year_be: int, count: int = 12) -> frozenset[tuple[int, int]]:
    """The first months of a year, as (year CE, month)."""
    first = begins(year_be)
    places = (first.month - 1 + number for number in range(count))
    return frozenset((first.year + place // 12, place % 12 + 1) for place in places)
