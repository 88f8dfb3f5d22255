"""When a night's audits start: the schedules of the settings, and which night a moment belongs to.

Pure: the moment is passed in. A night is named by the day, in Asia/Bangkok, on which it starts.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from oitwatch.bangkok import BANGKOK
from oitwatch.errors import UsageError
from oitwatch.scope import bare_province
from store.records import RegisteredAgency

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_NAMES = frozenset(DAYS)
_WEEK = 7
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_RANGE = re.compile(r"(\w{3})(?:-(\w{3}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """One start a day for some or all agencies."""

    at: time  # in Asia/Bangkok
    days: frozenset[int]  # 0 is Monday
    provinces: tuple[str, ...] = ()  # empty: every agency that no other schedule names

    @property
    def key(self) -> str:
        """Its name in the store: the same for the same schedule, however it was written."""
        days = "" if len(self.days) == _WEEK else ",".join(DAYS[day] for day in sorted(self.days))
        provinces = f"province={','.join(self.provinces)}" if self.provinces else ""
        return " ".join(part for part in (f"{self.at:%H:%M}", days, provinces) if part)

    def last_start(self, now: datetime) -> datetime:
        """The newest start that is not after ``now``."""
        local = now.astimezone(BANGKOK)
        for back in range(_WEEK + 1):
            start = self._start_on(local.date() - timedelta(days=back))
            if start.weekday() in self.days and start <= local:
                return start
        raise AssertionError("a schedule has at least one day a week")

    def nights_between(self, after: date, before: date) -> tuple[date, ...]:
        """The nights that start after one day and before another, both left out."""
        span = range(1, (before - after).days)
        nights = (after + timedelta(days=number) for number in span)
        return tuple(night for night in nights if night.weekday() in self.days)

    def _start_on(self, day: date) -> datetime:
        return datetime.combine(day, self.at, tzinfo=BANGKOK)


def parse_schedules(written: str) -> tuple[Schedule, ...]:
    """The schedules of a setting such as ``01:00`` or ``01:00; 03:30 mon-fri province=A,B``.

    Each is a time in Asia/Bangkok, the days of the week when not all (English names or ranges of
    them), and the provinces when not all agencies.

    Raises:
        UsageError: it cannot be understood; the message quotes the part.
    """
    parts = [part.strip() for part in written.split(";") if part.strip()]
    if not parts:
        raise UsageError("bad_schedule", text=written)
    schedules = tuple(_schedule(part) for part in parts)
    _require_one_each(schedules, written)
    return schedules


def _schedule(part: str) -> Schedule:
    words, named, provinces = part.partition("province=")
    found = words.split()
    clock = _TIME.fullmatch(found[0]) if found else None
    names = tuple(bare_province(name) for name in provinces.split(","))
    # Days behind the provinces would be read as a part of the last one's name.
    if clock is None or (named and not all(names)) or _holds_a_setting(provinces):
        raise UsageError("bad_schedule", text=part)
    days = frozenset(day for word in found[1:] for day in _days(word.lower(), part))
    return Schedule(
        at=time(int(clock[1]), int(clock[2])),
        days=days or frozenset(range(_WEEK)),
        provinces=names if named else (),
    )


def _holds_a_setting(provinces: str) -> bool:
    words = provinces.lower().replace(",", " ").split()
    return any(
        "=" in word or _TIME.fullmatch(word) or set(word.split("-")) <= _DAY_NAMES for word in words
    )


def _require_one_each(schedules: Sequence[Schedule], written: str) -> None:
    """Refuse two schedules for the same agencies: the second would never be served."""
    names = [name for schedule in schedules for name in schedule.provinces or ("",)]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UsageError("schedule_twice", text=written, province=twice or "-")


def _days(word: str, part: str) -> Iterable[int]:
    for piece in word.split(","):
        match = _RANGE.fullmatch(piece)
        if match is None or not {match[1], match[2] or match[1]} <= set(DAYS):
            raise UsageError("bad_schedule", text=part)
        first, last = DAYS.index(match[1]), DAYS.index(match[2] or match[1])
        yield from (day % _WEEK for day in range(first, last + 1 + _WEEK * (last < first)))


def share_out(
    schedules: Sequence[Schedule], agencies: Sequence[RegisteredAgency]
) -> tuple[tuple[Schedule, tuple[RegisteredAgency, ...]], ...]:
    """Which schedule serves which agencies: one that names the province before one for all."""
    shares: list[list[RegisteredAgency]] = [[] for _ in schedules]
    for agency in agencies:
        place = _place(schedules, agency.entry.province)
        if place is not None:
            shares[place].append(agency)
    return tuple(
        (schedule, tuple(share)) for schedule, share in zip(schedules, shares, strict=True)
    )


def uncovered(
    schedules: Sequence[Schedule], agencies: Iterable[RegisteredAgency]
) -> tuple[RegisteredAgency, ...]:
    """The agencies that no schedule serves."""
    return tuple(each for each in agencies if _place(schedules, each.entry.province) is None)


def _place(schedules: Sequence[Schedule], province: str) -> int | None:
    bare = bare_province(province)
    for place, schedule in enumerate(schedules):
        if bare and bare in schedule.provinces:
            return place
    return next((n for n, schedule in enumerate(schedules) if not schedule.provinces), None)
