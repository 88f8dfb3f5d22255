"""What a night owes: in which order, under which schedule, and what earlier nights left."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import structlog
from hand_made_run import hand_made_run

from crawler.options import ConnectTo, CrawlOptions, FetchOptions
from oitwatch import nightly as module
from oitwatch.bangkok import BANGKOK
from oitwatch.fleet import FleetOptions
from oitwatch.nightly import Nightly
from oitwatch.settings import Settings
from store.records import AgencyEntry, RunKind, TicketState
from store.store import open_store

FIRST = datetime(2026, 11, 20, 1, 0, tzinfo=BANGKOK)
LEASE = timedelta(minutes=2)
DAY = timedelta(days=1)
RULES = (ConnectTo(host="*.test", address="127.0.0.1", port=9),)


class SteppedClock:
    def __init__(self):
        self.moment = FIRST

    def now(self):
        return self.moment.astimezone(UTC)


@pytest.fixture(autouse=True)
def _fresh_log():
    """The streams of commands that ran in other tests are closed."""
    structlog.reset_defaults()


@pytest.fixture
def clock():
    return SteppedClock()


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def night(store, clock):
    """A scheduler's nights under some schedules."""

    def make(schedules="01:00"):
        options = FleetOptions(crawl=CrawlOptions(fetch=FetchOptions(connect_to=RULES)))
        return Nightly(store, Settings(nightly=schedules), options, clock=clock, nights=clock)

    return make


def entry(agency_id, **facts):
    return AgencyEntry(
        agency_id=agency_id, name_th="อบต.", home_url=f"http://{agency_id}.test/", **facts
    )


def claim(store, nightly, clock):
    return store.tickets.claim(
        nightly.errands(), owner="x", now=clock.now(), lease=LEASE, attempts=3
    )


def audit_next(store, nightly, clock):
    """Serve one agency; its id, None when none is owed."""
    ticket = claim(store, nightly, clock)
    if ticket is None:
        return None
    run = replace(
        hand_made_run(), run_id=f"{ticket.agency_id}-{ticket.night}", finished_at=clock.now()
    )
    store.save_run(run, None, ticket=ticket)
    return ticket.agency_id


def skipped(store, agency_id):
    return [
        each.night.day
        for each in store.tickets.all(agency_id=agency_id)
        if each.state is TicketState.SKIPPED
    ]


def test_nights_that_are_too_short_starve_nobody(store, night, clock):
    """Those that waited longest come first, so every agency has its turn."""
    store.register.put([entry(each) for each in "abcde"], at=clock.now())
    nightly, served = night(), []
    for _ in range(6):
        served += [audit_next(store, nightly, clock) for _ in range(2)]
        clock.moment += DAY
    assert set(served[:6]) == set(served[6:]) == set("abcde")


def test_a_long_night_of_one_schedule_does_not_delay_another(store, night, clock):
    """From its start on the two take turns; second looks come before both."""
    nightly = night("01:00; 03:30 province=สมมติบุรี")
    store.register.put(
        [entry(f"a{number}") for number in range(6)] + [entry("b", province="จังหวัดสมมติบุรี")],
        at=clock.now(),
    )
    clock.moment = FIRST.replace(hour=3, minute=29)
    assert [audit_next(store, nightly, clock) for _ in range(3)] == ["b", "a0", "a1"]  # b: the 19th
    clock.moment = FIRST.replace(hour=3, minute=30)
    store.tickets.plan(RunKind.CONFIRM, FIRST.date(), ["c"], due_at=clock.now(), items=["O1"])
    later = [audit_next(store, nightly, clock) for _ in range(3)]
    assert (later[0], "b" in later[1:]) == ("c", True)


def test_what_is_planned_is_not_planned_at_every_tick(store, night, clock, monkeypatch):
    """Years of tickets are read when a night begins or the register changes, and not after."""
    store.register.put([entry("a")], at=clock.now())
    asked = []
    for name in ("plan", "close_before", "planned", "last_nights"):
        real = getattr(store.tickets, name)

        def noting(*arguments, _real=real, _name=name, **named):
            asked.append(_name)
            return _real(*arguments, **named)

        monkeypatch.setattr(store.tickets, name, noting)
    nightly = night()
    nightly.errands()
    assert "plan" in asked
    asked.clear()
    nightly.errands()
    assert asked == []
    night().errands()  # another process: it sees that all is planned
    assert not {"plan", "last_nights"} & set(asked)
    store.register.put([entry("b")], at=clock.now())
    nightly.errands()
    assert set(store.tickets.planned(RunKind.NIGHTLY, FIRST.date())) == {"a", "b"}


def test_second_looks_of_earlier_nights_are_closed(store, night, clock):
    """The look of the new night was one itself."""
    store.register.put([entry("a")], at=clock.now())
    nightly = night()
    nightly.errands()
    store.tickets.plan(RunKind.CONFIRM, FIRST.date(), ["a"], due_at=clock.now(), items=["O1"])
    nightly.errands()
    assert store.tickets.all(kind=RunKind.CONFIRM)[0].state is TicketState.QUEUED
    clock.moment += DAY
    nightly.errands()
    (closed,) = store.tickets.all(kind=RunKind.CONFIRM)
    assert (closed.state, bool(closed.detail)) == (TicketState.SKIPPED, True)


def test_nights_are_missed_from_when_an_agency_is_looked_after(store, night, clock):
    """Not while it was retired, nor before it was registered; a changed entry hides none."""
    store.register.put([entry("stays"), entry("returns")], at=clock.now())
    nightly = night()
    while audit_next(store, nightly, clock):
        pass
    store.register.retire("returns", at=clock.now())
    store.register.put([entry("returns"), entry("new")], at=clock.now() + DAY * 5)
    store.register.put([entry("stays", district="อื่น")], at=clock.now() + DAY * 6)
    clock.moment += DAY * 7
    night().errands()

    assert skipped(store, "stays") == [26, 25, 24, 23, 22, 21]
    assert skipped(store, "returns") == skipped(store, "new") == [26]


def test_one_politeness_for_as_long_as_the_process_runs(store, night, clock, monkeypatch):
    """A crawl delay or a pause that a host asked for holds in the next tick too."""
    given = []

    class Noting(module.Fleet):
        def __init__(self, *arguments, politeness, **named):
            given.append(politeness)
            super().__init__(*arguments, politeness=politeness, **named)

    monkeypatch.setattr(module, "Fleet", Noting)
    nightly = night()

    async def tick():
        await nightly.tick(asyncio.Event())

    for _ in range(2):
        asyncio.run(tick())
    assert given[0] is given[1] is not None


def test_a_changed_schedule_takes_its_agencies_along(store, night, clock):
    """A new hour for tonight serves what the old one had planned."""
    store.register.put([entry("a")], at=clock.now())
    clock.moment = FIRST.replace(hour=5)
    night("01:00").errands()
    assert audit_next(store, night("02:00"), clock) == "a"
    assert store.tickets.planned(RunKind.NIGHTLY, FIRST.date()) == {"a": "02:00"}
