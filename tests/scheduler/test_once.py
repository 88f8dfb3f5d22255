"""One tick from the command line: its exit code tells how it went."""

import signal
from datetime import UTC, datetime

import pytest

import scheduler
from oitwatch.errors import UsageError
from store.errors import DatabaseUnusable
from store.records import AgencyEntry, TicketState
from store.store import open_store


@pytest.fixture
def once(tmp_path, monkeypatch, capfd):
    """Runs ``oitwatch-scheduler --once`` here; gives its exit code and what it said."""
    monkeypatch.setenv("OITWATCH_HOME", str(tmp_path / "home"))
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def run(tick=None):
        if tick is not None:
            monkeypatch.setattr(scheduler.Nightly, "tick", tick)
        code = scheduler.main(["--once"])
        return code, capfd.readouterr().err

    yield run
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DatabaseUnusable("The database is locked."), 5),
        (RuntimeError("x"), 5),
        (UsageError("no_contact", agency="a", host="a.example"), 2),
    ],
)
def test_a_tick_that_failed_is_no_success(once, error, code):
    """Whoever started it must see that the night was not served."""

    async def tick(self, stop):
        raise error

    assert once(tick)[0] == code


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_tick_in_good_order(once, number):
    """The visits are told to stop, and the code says that it was not finished."""

    async def tick(self, stop):
        signal.raise_signal(number)
        await stop.wait()

    code, said = once(tick)
    assert code == 4
    assert "Traceback" not in said


def test_agencies_under_no_schedule_are_named_at_the_start(once, tmp_path, monkeypatch):
    """They would silently never be audited."""
    monkeypatch.setenv("OITWATCH_NIGHTLY", "03:30 province=สมมติบุรี")
    monkeypatch.setenv("OITWATCH_CONNECT_TO", "*.test=127.0.0.1:9")
    with open_store(tmp_path / "home") as store:
        store.register.put(
            [
                AgencyEntry(
                    agency_id="a", name_th="อบต.", home_url="http://a.test/", province="จำลองนคร"
                )
            ],
            at=datetime(2026, 11, 20, tzinfo=UTC),
        )
    code, said = once()
    assert code == 0
    assert "จำลองนคร" in said


def test_a_stopped_tick_gives_its_agencies_back(fleet):
    """Another process may begin them at once, and the attempt does not count."""
    (agency_id,) = fleet.add_small(1)
    fleet.sites[agency_id].wait_s = 5.0
    process = fleet.start("--once")
    fleet.wait(lambda store: [each.state for each in store.tickets.all()] == [TicketState.RUNNING])
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 4
    with fleet.store() as store:
        (ticket,) = store.tickets.all()
        assert (ticket.state, ticket.attempt) == (TicketState.QUEUED, 0)
    assert "Traceback" not in fleet.log
