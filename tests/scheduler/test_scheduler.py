"""Nights of a fleet: every agency ends in a defined way, whatever happens to the scheduler."""

import signal
import socket
from collections import Counter
from datetime import date

import pytest
from agencies import FOLDER, expected

from checks.outcome import Outcome
from checks.reasons import Reason
from oitwatch.standing import standing
from oitwatch.static_site import serve
from store.records import RunKind, TicketState

FIRST, LATER = date(2026, 11, 20), date(2026, 11, 23)
AGENCIES = (
    "town-wordpress-2569",
    "city-ci-2569",
    "pao-nextlike-2569",
    "sao-joomla-2568",
    "university-2568",
)


def states(store, night, kind=RunKind.NIGHTLY):
    return {ticket.agency_id: ticket.state for ticket in store.tickets.all(kind=kind, night=night)}


def all_done(night, number):
    def holds(store):
        done = Counter(states(store, night).values())
        return done[TicketState.DONE] == number

    return holds


def stop(process):
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 0


@pytest.mark.slow
def test_nights_of_a_fleet_with_one_that_is_away_and_nights_that_are_missed(fleet):
    """Five test agencies and one that never answers, a night, two missed nights, a catching-up."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound and never listening: connections are refused
        sites = []
        for name in AGENCIES:
            written = expected(name)
            site = serve(FOLDER / name / "site")
            sites.append(site)
            _, port = site.__enter__()
            fleet.register(
                name,
                port,
                host=written["host"],
                agency_type=written["agency_type"],
                home=written.get("home", "/"),
            )
        fleet.register("unreachable", closed.getsockname()[1])
        try:
            scheduler = fleet.start()
            fleet.wait(all_done(FIRST, 6))
            stop(scheduler)
            fleet.step_to("2026-11-23T09:15")
            scheduler = fleet.start()
            fleet.wait(all_done(LATER, 6))
            stop(scheduler)
        finally:
            for site in sites:
                site.__exit__(None, None, None)

    with fleet.store() as store:
        for night in (date(2026, 11, 21), date(2026, 11, 22)):
            assert set(states(store, night).values()) == {TicketState.SKIPPED}
        for name in (*AGENCIES, "unreachable"):
            runs = [run for run in store.runs(agency_id=name) if run.kind == "nightly"]
            assert [run.as_of for run in runs] == [LATER, FIRST]
            assert store.load_run(runs[0].run_id).register_digest == store.register.get(name).digest
        away = store.last_run("unreachable")
        assert {verdict.outcome for verdict in away.verdicts} == {Outcome.CANT_TELL}
        assert {verdict.reason for verdict in away.verdicts} == {Reason.FETCH_FAILED}
        first, second = (
            {verdict.item_code: verdict.outcome for verdict in store.load_run(run.run_id).verdicts}
            for run in store.runs(agency_id="city-ci-2569")
        )
        assert first == second
        assert Outcome.PASSED in first.values()


def test_kill_9_loses_no_finished_agency_and_repeats_only_what_was_in_flight(fleet):
    """What was done stays done; what was in flight is done by the next process."""
    ids = fleet.add_small(4)
    for site in fleet.sites.values():
        site.wait_s = 0.4
    first = fleet.start(OITWATCH_PARALLEL_SITES="1")
    fleet.wait(
        lambda store: {TicketState.DONE, TicketState.RUNNING} <= set(states(store, FIRST).values())
    )
    first.kill()
    first.wait()
    with fleet.store() as store:
        before = {ticket.agency_id: ticket for ticket in store.tickets.all(night=FIRST)}
    for site in fleet.sites.values():
        site.wait_s = 0.0
    second = fleet.start(OITWATCH_PARALLEL_SITES="1")
    fleet.wait(all_done(FIRST, len(ids)))
    stop(second)

    with fleet.store() as store:
        after = {ticket.agency_id: ticket for ticket in store.tickets.all(night=FIRST)}
        runs = Counter(run.agency_id for run in store.runs())
    assert runs == dict.fromkeys(ids, 1)
    for agency_id, ticket in before.items():
        if ticket.state is TicketState.DONE:
            assert after[agency_id] == ticket
        else:
            in_flight = ticket.state is TicketState.RUNNING
            assert after[agency_id].attempt == (2 if in_flight else 1)


def test_two_schedulers_by_mistake_give_one_run_per_night_and_agency(fleet):
    """Both tick on one home; nothing is audited twice."""
    ids = fleet.add_small(6)
    both = [fleet.start(), fleet.start()]
    fleet.wait(all_done(FIRST, len(ids)))
    fleet.step_to("2026-11-21T01:05")
    fleet.wait(all_done(date(2026, 11, 21), len(ids)))
    for process in both:
        stop(process)

    with fleet.store() as store:
        assert Counter(run.agency_id for run in store.runs()) == dict.fromkeys(ids, 2)
        assert {ticket.attempt for ticket in store.tickets.all()} == {1}


def test_a_scheduler_that_is_told_to_stop_gives_its_agencies_back(fleet):
    """The visit ends at once, nothing half is kept, and the attempt does not count."""
    (agency_id,) = fleet.add_small(1)
    fleet.sites[agency_id].wait_s = 5.0
    scheduler = fleet.start()
    fleet.wait(lambda store: TicketState.RUNNING in states(store, FIRST).values())
    stop(scheduler)

    with fleet.store() as store:
        (ticket,) = store.tickets.all()
        assert (ticket.state, ticket.attempt, store.last_run()) == (TicketState.QUEUED, 0, None)


def test_a_pass_that_is_gone_gets_a_second_look(fleet):
    """The night that finds it failing asks for another run of those items; then it stands."""
    (agency_id,) = fleet.add_small(1)
    scheduler = fleet.start()
    fleet.wait(all_done(FIRST, 1))
    with fleet.store() as store:
        year = store.last_run(agency_id).fiscal_year_be
        news = {item.verdict.slug: item for item in standing(store, agency_id, year).items}["news"]
        assert news.outcome is Outcome.PASSED
    del fleet.sites[agency_id].pages["/news"]
    fleet.step_to("2026-11-21T01:05")
    fleet.wait(
        lambda store: (
            TicketState.DONE in states(store, date(2026, 11, 21), RunKind.CONFIRM).values()
        )
    )
    stop(scheduler)

    with fleet.store() as store:
        (second_look,) = store.tickets.all(kind=RunKind.CONFIRM)
        assert news.verdict.item_code in second_look.items
        stands = {item.verdict.slug: item for item in standing(store, agency_id, year).items}
        assert stands["news"].outcome is Outcome.FAILED
        assert stands["news"].story.awaiting is None


def test_public_sites_need_a_contact(fleet):
    """The scheduler refuses to start rather than visit strangers without an address."""
    fleet.register("public", 9, host="www.public.test")
    process = fleet.start(OITWATCH_CONNECT_TO="")
    assert process.wait(timeout=60) == 2
    assert "OITWATCH_CONTACT" in fleet.log


def test_one_tick_and_an_end(fleet):
    """With --once it serves what tonight owes and ends; again, nothing is owed."""
    (agency_id,) = fleet.add_small(1)
    for _ in range(2):
        assert fleet.start("--once").wait(timeout=60) == 0
    with fleet.store() as store:
        assert [run.agency_id for run in store.runs()] == [agency_id]
    asked = fleet.sites[agency_id].asked
    assert fleet.start("--once", OITWATCH_NIGHTLY="nonsense").wait(timeout=60) == 2
    assert fleet.sites[agency_id].asked == asked
