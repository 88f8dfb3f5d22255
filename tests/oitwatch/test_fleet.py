"""Many agencies side by side: no trouble of the database or of one agency costs the others."""

import asyncio
import os
import socket
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
import structlog
from nights import keep_night

from checks.outcome import Outcome
from checks.reasons import Reason
from crawler.politeness import SystemClock
from oitwatch import fleet as fleet_module
from oitwatch.errors import UsageError
from oitwatch.fleet import Fleet, FleetOptions, Served, owner_is_gone, owner_name, summary_of
from oitwatch.heartbeat import Heartbeat
from store.errors import DatabaseUnusable, LeaseLost
from store.records import AgencyEntry, Errand, RunKind, Ticket, TicketState
from store.store import open_store

NIGHT = date(2026, 2, 3)
AT = datetime(2026, 2, 2, 18, 0, tzinfo=UTC)
ERRANDS = (Errand(kind=RunKind.CONFIRM), Errand(kind=RunKind.NIGHTLY, night=NIGHT))


@pytest.fixture(autouse=True)
def _fresh_log():
    """The streams of commands that ran in other tests are closed."""
    structlog.reset_defaults()


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def audits(monkeypatch, store):
    """Stands in for visits: keeps a run for each ticket; agencies can be made to do otherwise."""
    acts = {}

    async def audit(request, *, ticket, second_look, **_):
        await acts.get(request.agency_id, asyncio.sleep)(0)
        with_id = keep_night(_NotYet(), 5, {}, agency_id=request.agency_id)
        store.save_run(with_id, None, ticket=ticket, second_look=second_look)
        return with_id

    monkeypatch.setattr(fleet_module, "audit", audit)
    monkeypatch.setattr(fleet_module, "_BACK_OFF_S", (0.0, 0.0))
    monkeypatch.setattr(fleet_module, "_LOOK_AGAIN_S", 0.01)
    return acts


class _NotYet:
    def save_run(self, run, crawl):
        """Kept by the caller, with its ticket."""


def register(store, *agency_ids):
    entries = [
        AgencyEntry(agency_id=each, name_th="อบต.", home_url=f"http://{each}.test/")
        for each in agency_ids
    ]
    store.register.put(entries, at=AT)
    store.tickets.plan(RunKind.NIGHTLY, NIGHT, agency_ids, due_at=AT)


def states(store, kind=RunKind.NIGHTLY):
    return {each.agency_id: each.state.value for each in store.tickets.all(kind=kind)}


def serve(store, *, parallel=2, errands=lambda: ERRANDS):
    """Serve what is due; how each ended."""
    served: list[Served] = []

    async def main():
        fleet = Fleet(
            store,
            FleetOptions(parallel_sites=parallel, retry_after=timedelta(0), attempts=2),
            clock=SystemClock(),
            stop=asyncio.Event(),
            on_served=served.append,
        )
        return await fleet.serve(errands)

    assert asyncio.run(main()) == len(served)
    return served


def fail_times(monkeypatch, book, method, times):
    """Let a method of the tickets find the database locked so many times."""
    real, left = getattr(book, method), [times]

    def sometimes(*arguments, **named):
        if left[0] > 0:
            left[0] -= 1
            raise DatabaseUnusable("locked")
        return real(*arguments, **named)

    monkeypatch.setattr(book, method, sometimes)


def test_a_database_that_is_busy_for_a_while_is_waited_for(store, audits, monkeypatch):
    """Claims are tried again; every agency is served."""
    register(store, "a", "b", "c")
    fail_times(monkeypatch, store.tickets, "claim", 2)
    assert {each.ticket.agency_id for each in serve(store)} == {"a", "b", "c"}
    assert set(states(store).values()) == {"done"}


def test_a_database_that_stays_unusable_ends_in_one_plain_error(store, audits, monkeypatch):
    """Not in a group of errors; the visit in flight is kept."""
    register(store, "a", "b")
    go_on = asyncio.Event()
    real = store.tickets.claim

    async def long(_):
        await go_on.wait()

    audits["a"] = long

    def claim_once(*arguments, **named):
        ticket = (
            real(*arguments, **named)
            if not any(each == "running" for each in states(store).values())
            else None
        )
        if ticket is None:
            asyncio.get_running_loop().call_later(0.05, go_on.set)
            raise DatabaseUnusable("full")
        return ticket

    monkeypatch.setattr(store.tickets, "claim", claim_once)
    with pytest.raises(DatabaseUnusable, match="full"):
        serve(store)
    assert states(store) == {"a": "done", "b": "queued"}


def test_a_ticket_that_cannot_be_closed_is_left_to_its_lease(store, audits, monkeypatch):
    """The others go on."""
    register(store, "a", "b")

    async def broken(_):
        raise ValueError("x")

    audits["a"] = broken
    fail_times(monkeypatch, store.tickets, "fail", 1)
    served = {each.ticket.agency_id: each for each in serve(store)}
    assert served["a"].state is TicketState.ERROR
    assert served["a"].error_id
    assert states(store) == {"a": "running", "b": "done"}


def test_what_is_in_flight_when_another_breaks_off_is_given_back(store, audits):
    """A fault around the fleet ends the visits; their tickets are free at once, unspent."""
    register(store, "a", "b")
    asked = []

    async def endless(_):
        await asyncio.Event().wait()

    audits["a"] = endless

    def errands():
        asked.append(1)
        if len(asked) > 1:
            raise UsageError("no_contact", agency="b", host="b.test")
        return ERRANDS

    with pytest.raises(UsageError):
        serve(store, errands=errands)
    (ticket,) = store.tickets.all(agency_id="a")
    assert (ticket.state, ticket.attempt) == (TicketState.QUEUED, 0)


def test_idle_workers_wait_for_what_falls_due_while_others_are_busy(store, audits):
    """A night that begins during a long visit is served by all workers, not by the last one."""
    register(store, "a")
    later = Errand(kind=RunKind.NIGHTLY, night=NIGHT, schedule="03:30")
    begun, together = [], asyncio.Event()

    async def meet(_):
        begun.append(1)
        if len(begun) == 2:
            together.set()
        await together.wait()

    async def begin_the_next(_):
        await asyncio.sleep(0.05)
        store.register.put(
            [
                AgencyEntry(agency_id=each, name_th="อบต.", home_url=f"http://{each}.test/")
                for each in ("b", "c")
            ],
            at=AT,
        )
        store.tickets.plan(RunKind.NIGHTLY, NIGHT, ["b", "c"], due_at=AT, schedule="03:30")
        await together.wait()

    audits |= {"a": begin_the_next, "b": meet, "c": meet}
    served = serve(store, parallel=3, errands=lambda: (*ERRANDS, later))
    assert {each.ticket.agency_id for each in served} == {"a", "b", "c"}


def test_what_is_told_of_a_run_holds_no_run(store, audits):
    """Its id, counts and score stay in memory, its verdicts and evidence do not."""
    register(store, "a")
    (served,) = serve(store)
    assert served.run == summary_of(store.load_run(served.run.run_id)) == store.runs()[0]


@pytest.mark.parametrize(
    ("last_look", "state"), [(Reason.NOT_FOUND, "done"), (Outcome.PASSED, "skipped")]
)
def test_a_second_look_is_taken_while_it_is_awaited(store, audits, last_look, state):
    """A later look that passes makes it needless."""
    register(store, "a")
    for number, told in enumerate(({}, {"O3": Reason.NOT_FOUND}, {"O3": last_look})):
        if number != 1 or last_look is Outcome.PASSED:
            keep_night(store, number, told, agency_id="a")
    store.tickets.plan(RunKind.CONFIRM, NIGHT, ["a"], due_at=AT, items=["O3"])
    serve(store, parallel=1)
    assert states(store, RunKind.CONFIRM) == {"a": state}


def test_trouble_in_planning_the_second_look_keeps_the_run(store, audits, monkeypatch):
    """The run counts more; the next night looks again anyway."""
    register(store, "a")

    def broken(looks):
        raise KeyError("x")

    monkeypatch.setattr(fleet_module, "stories", broken)
    (served,) = serve(store)
    assert (served.state, states(store)) == (TicketState.DONE, {"a": "done"})


async def test_leases_of_two_tickets_of_one_agency_are_kept_apart(store):
    """Ending one must not let the other run out, and losing one ends its visit alone."""
    renewed = []
    again = threading.Event()

    class Book:
        def renew(self, ticket, *, now, lease):
            renewed.append(ticket.kind)
            if ticket.kind is RunKind.CONFIRM:
                raise LeaseLost("x")
            if RunKind.CONFIRM in renewed:
                again.set()

    class Home:
        tickets = Book()

    def ticket(kind):
        return Ticket(
            kind=kind,
            night=NIGHT,
            agency_id="a",
            state=TicketState.RUNNING,
            attempt=1,
            owner="x",
            lease_until=AT,
            heartbeat_at=AT,
            due_at=AT,
            started_at=AT,
            finished_at=None,
            run_id=None,
            error_id=None,
            detail="",
        )

    stop = asyncio.Event()
    with (
        Heartbeat(Home(), timedelta(seconds=0.1), SystemClock()) as alive,
        alive.holding(ticket(RunKind.NIGHTLY), stop) as kept,
        alive.holding(ticket(RunKind.CONFIRM), stop) as lost,
    ):
        async with asyncio.timeout(30):
            await lost.wait()
        again.clear()
        assert await asyncio.to_thread(again.wait, 30)
        assert not kept.is_set()


def test_who_is_known_to_be_gone():
    """Only a process of this host that is there no more."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    host = socket.gethostname()
    assert owner_is_gone(f"{host}:{child}:12345678")
    for owner in (owner_name(), f"elsewhere:{child}:12345678", "x", "", f"{host}:x:y"):
        assert not owner_is_gone(owner)
