"""One run per kind, night and agency, whoever reaches for it and whoever dies."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from checks.outcome import Outcome
from store.errors import LeaseLost
from store.records import Errand, RunKind, SecondLook, TicketState

NIGHT = date(2026, 11, 20)
AT = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)
LEASE = timedelta(minutes=2)


def claim(store, now=AT, owner="ก", attempts=2, kind=RunKind.NIGHTLY, schedule=None, **which):
    known = ("", "a", "b") if schedule is None else (schedule,)
    errands = [Errand(kind=kind, schedule=each, **which) for each in known]
    return store.tickets.claim(errands, owner=owner, now=now, lease=LEASE, attempts=attempts)


@pytest.fixture
def planned(store):
    """Two agencies, each under a schedule of its own name."""
    for agency_id in ("a", "b"):
        store.tickets.plan(RunKind.NIGHTLY, NIGHT, [agency_id], due_at=AT, schedule=agency_id)
    return store


def test_each_agency_is_handed_out_once(planned):
    """Planning twice and claiming from two owners still gives each agency to one of them."""
    planned.tickets.plan(RunKind.NIGHTLY, NIGHT, ["a", "b"], due_at=AT)
    claimed = [claim(planned, owner=owner) for owner in ("ก", "ข", "ก", "ข")]

    assert [ticket and (ticket.agency_id, ticket.owner) for ticket in claimed] == [
        ("a", "ก"),
        ("b", "ข"),
        None,
        None,
    ]


def test_a_finished_run_closes_its_ticket_with_its_verdicts(planned, run, crawl):
    """The run and the ticket are kept in one transaction."""
    ticket = claim(planned)
    planned.save_run(run, crawl, ticket=ticket)
    (kept, waiting) = planned.tickets.all(night=NIGHT)

    assert (kept.state, kept.run_id, kept.owner) == (TicketState.DONE, run.run_id, None)
    assert waiting.state is TicketState.QUEUED
    assert claim(planned).agency_id == "b"


def test_a_ticket_that_was_taken_over_keeps_nothing(planned, run):
    """One that comes back after its lease ran out cannot keep its run beside the other's."""
    late = claim(planned, schedule="a")
    other = claim(planned, now=AT + LEASE * 2, owner="ข", schedule="a")

    assert (other.agency_id, other.attempt) == ("a", 2)
    with pytest.raises(LeaseLost):
        planned.save_run(run, None, ticket=late)
    with pytest.raises(LeaseLost):
        planned.tickets.renew(late, now=AT + LEASE * 2, lease=LEASE)
    assert planned.last_run() is None
    planned.save_run(run, None, ticket=other)
    assert planned.last_run() == run


def test_a_holder_that_says_it_is_alive_keeps_its_ticket(planned):
    """Renewing moves the end of the lease; then it holds past the first one."""
    ticket = claim(planned, schedule="a")
    planned.tickets.renew(ticket, now=AT + LEASE, lease=LEASE)
    assert claim(planned, now=AT + LEASE * 1.5, schedule="a") is None


def test_a_ticket_whose_holders_die_is_abandoned(planned):
    """After the last attempt it is closed, so that it does not kill for ever."""
    for attempt in range(2):
        assert claim(planned, now=AT + LEASE * 2 * attempt, schedule="a").attempt == attempt + 1
    assert claim(planned, now=AT + LEASE * 6, schedule="a") is None
    assert planned.tickets.all(agency_id="a")[0].state is TicketState.ABANDONED


def test_a_failed_audit_is_tried_again_later(planned):
    """It waits for its time and keeps the error's id until it is begun again."""
    ticket = claim(planned, schedule="a")
    later = AT + timedelta(minutes=10)
    planned.tickets.fail(ticket, now=AT, retry_at=later, error_id="7F3K", detail="ValueError")

    assert planned.tickets.all(agency_id="a")[0].error_id == "7F3K"
    assert claim(planned, schedule="a") is None
    assert claim(planned, now=later, schedule="a").attempt == 2
    assert claim(planned, now=later + LEASE * 2, attempts=2, schedule="a") is None


def test_a_released_ticket_costs_no_attempt(planned):
    """A scheduler that is told to stop gives its tickets back."""
    ticket = claim(planned, schedule="a")
    planned.tickets.release(ticket, now=AT)
    assert claim(planned, schedule="a").attempt == 1


def test_nights_that_went_by_are_noted_and_not_begun(planned):
    """A skipped night stays skipped and leaves what is noted for other nights alone."""
    before = NIGHT - timedelta(days=1)
    planned.tickets.skip(RunKind.NIGHTLY, before, ["a"], at=AT, detail="the machine was off")
    planned.tickets.skip(RunKind.NIGHTLY, NIGHT, ["a"], at=AT, detail="the machine was off")

    assert [ticket.state for ticket in planned.tickets.all(agency_id="a")] == [
        TicketState.QUEUED,
        TicketState.SKIPPED,
    ]
    assert claim(planned, night=before) is None
    assert planned.tickets.last_nights(RunKind.NIGHTLY) == {"a": NIGHT, "b": NIGHT}
    assert planned.tickets.last_nights(RunKind.CONFIRM) == {}


def test_what_an_earlier_night_left_is_closed(planned):
    """The next night begins with nothing of the last one open but what still runs."""
    next_night = NIGHT + timedelta(days=1)
    claim(planned, schedule="a")
    planned.tickets.close_before(RunKind.NIGHTLY, next_night, at=AT + LEASE / 2)
    states = [ticket.state for ticket in planned.tickets.all(night=NIGHT)]
    assert states == [TicketState.RUNNING, TicketState.SKIPPED]

    planned.tickets.close_before(RunKind.NIGHTLY, next_night, at=AT + LEASE * 2)
    states = [ticket.state for ticket in planned.tickets.all(night=NIGHT)]
    assert states == [TicketState.ABANDONED, TicketState.SKIPPED]


def test_a_dropped_ticket_is_not_begun_again(planned):
    """An agency that was retired meanwhile is left out, with the why."""
    planned.tickets.drop(claim(planned, schedule="a"), now=AT, detail="retired")
    assert claim(planned, schedule="a") is None
    assert planned.tickets.all(agency_id="a")[0].detail == "retired"


def test_a_manual_run_can_be_asked_for_again(planned, run):
    """Reopening what is done owes it anew; what is running is left alone."""
    done = claim(planned, schedule="a")
    planned.save_run(run, None, ticket=done)
    running = claim(planned, schedule="b")
    planned.tickets.reopen(RunKind.NIGHTLY, NIGHT, ["a", "b"], at=AT)

    assert claim(planned).agency_id == "a"
    assert claim(planned) is None
    planned.tickets.renew(running, now=AT, lease=LEASE)


def looked(run, number, **changes):
    """A night's whole look at the site, some days after the first."""
    at = run.finished_at + timedelta(days=number)
    facts = {"run_id": f"run-{number}", "kind": "nightly", "interrupted": False, "options": ()}
    return replace(run, **(facts | {"started_at": at, "finished_at": at} | changes))


def test_looks_tell_the_story_of_an_agency(store, run):
    """Every tested item of every run of the year, oldest first; other years stand apart."""
    tested = [v for v in run.verdicts if v.outcome is not Outcome.UNTESTED]
    for each in (looked(run, 2), looked(run, 1), looked(run, 3, fiscal_year_be=2568)):
        store.save_run(each, None)
    looks = store.looks(run.agency.agency_id, 2569)

    assert [look.run_id for look in looks] == ["run-1"] * len(tested) + ["run-2"] * len(tested)
    assert [(look.outcome, look.reason) for look in looks[: len(tested)]] == [
        (verdict.outcome, verdict.reason) for verdict in tested
    ]
    assert all(look.ordinary for look in looks)


@pytest.mark.parametrize(
    ("changes", "ordinary"),
    [
        ({}, True),
        ({"kind": "manual", "as_of": date(2026, 3, 8)}, True),
        ({"kind": "manual", "as_of": date(2026, 3, 7)}, False),
        ({"kind": "manual", "as_of": date(2026, 3, 8), "interrupted": True}, False),
        ({"kind": "manual", "as_of": date(2026, 3, 8), "options": (("items", "O3"),)}, True),
        *(
            ({"kind": "manual", "as_of": date(2026, 3, 8), "options": ((name, value),)}, False)
            for name, value in (
                ("connect_to", "given"),
                ("declared", "given"),
                ("max_pages", "5"),
                ("max_seconds", "10.0"),
            )
        ),
        ({"kind": "judge"}, False),
    ],
)
def test_what_was_asked_for_otherwise_is_no_look(store, run, changes, ordinary):
    """Another day, server, answers or budget, or broken off: it does not touch what stands."""
    store.save_run(looked(run, 1), None)
    store.save_run(looked(run, 5, **changes), None)
    seen = {look.run_id for look in store.looks(run.agency.agency_id, 2569)}

    assert seen == ({"run-1", "run-5"} if ordinary else {"run-1"})


def test_without_an_ordinary_look_the_newest_run_is_shown(store, run):
    """Alone, and said to be none."""
    for number in (1, 2):
        store.save_run(looked(run, number, kind="manual"), None)
    looks = store.looks(run.agency.agency_id, 2569)

    assert {(look.run_id, look.ordinary) for look in looks} == {("run-2", False)}


def test_a_run_asked_for_by_hand_may_end_on_another_day(planned, run):
    """It is judged as of the day for which it was asked, however long the others took."""
    planned.tickets.plan(RunKind.MANUAL, NIGHT, ["a"], due_at=AT)
    ticket = planned.tickets.claim(
        [Errand(kind=RunKind.MANUAL)], owner="x", now=AT, lease=LEASE, attempts=3
    )
    late = looked(run, 9, kind="manual", as_of=NIGHT, agency=replace(run.agency, agency_id="a"))
    planned.save_run(late, None, ticket=ticket)

    assert all(look.ordinary for look in planned.looks("a", 2569))


def test_the_nights_between_two_changes_are_left_out(store, run):
    """The looks grow with what changed and not with the nights; the last is always there."""
    for number in range(1, 13):
        store.save_run(looked(run, number), None)
    seen = dict.fromkeys(look.run_id for look in store.looks(run.agency.agency_id, 2569))

    assert list(seen) == ["run-1", "run-2", "run-3", "run-12"]


def test_the_year_shown_is_that_of_the_nights(store, run):
    """An audit of another year by hand does not turn the lists to it."""
    store.save_run(looked(run, 1), None)
    store.save_run(looked(run, 2, kind="manual", fiscal_year_be=2570), None)
    store.save_run(looked(run, 3, kind="manual", fiscal_year_be=2568), None)

    assert store.audited() == ((run.agency.agency_id, 2569),)
    assert store.looked_at(run.agency.agency_id, 2568)
    assert not store.looked_at(run.agency.agency_id, 2567)
    assert store.audited_in(2570) == {run.agency.agency_id}
    assert store.audited_in(2567) == frozenset()


def test_the_newest_run_is_a_whole_one(store, run):
    """A second look at some items, or an audit of some, has no score of the year."""
    store.save_run(looked(run, 1, options=(("items", ""), ("hosts", ""))), None)
    store.save_run(looked(run, 2, kind="confirm"), None)
    store.save_run(looked(run, 3, options=(("items", "O3"), ("hosts", ""))), None)

    assert [each.run_id for each in store.newest_runs()] == ["run-1"]
    assert [each.run_id for each in store.newest_runs(run.agency.agency_id)] == ["run-1"]
    assert store.newest_runs("nobody") == ()


def test_agencies_are_served_in_the_order_in_which_they_were_planned(store):
    """Not by their ids: the night may be too short for all."""
    store.tickets.plan(RunKind.NIGHTLY, NIGHT, ["z", "a", "m"], due_at=AT)
    assert [claim(store).agency_id for _ in range(3)] == ["z", "a", "m"]


def test_an_agency_is_in_one_pair_of_hands(store):
    """While a ticket of it runs, none of another kind or night is handed out."""
    before = NIGHT - timedelta(days=1)
    store.tickets.plan(RunKind.CONFIRM, before, ["a"], due_at=AT, items=["O1"])
    store.tickets.plan(RunKind.CONFIRM, NIGHT, ["a"], due_at=AT, items=["O2"])
    store.tickets.plan(RunKind.NIGHTLY, NIGHT, ["a"], due_at=AT)
    first = claim(store, kind=RunKind.CONFIRM)

    assert first.items == ("O1",)
    assert claim(store, kind=RunKind.CONFIRM) is None
    assert claim(store) is None
    store.tickets.drop(first, now=AT, detail="")
    assert claim(store, kind=RunKind.CONFIRM).items == ("O2",)
    assert claim(store, now=AT + LEASE * 2).kind is RunKind.NIGHTLY


def test_what_a_living_process_has_in_hand_is_not_taken_from_it_by_itself(planned):
    """Its renewals may be late; only another process may think it dead."""
    errands = [Errand(kind=RunKind.NIGHTLY, schedule="a")]
    claim(planned, schedule="a")
    for attempts in (1, 3):
        common = {"owner": "ก", "now": AT + LEASE * 2, "lease": LEASE, "attempts": attempts}
        assert planned.tickets.claim(errands, in_hand=["a"], **common) is None
    assert planned.tickets.all(agency_id="a")[0].state is TicketState.RUNNING
    assert planned.tickets.claim(errands, **common).attempt == 2


def test_errands_are_tried_in_their_order(store):
    """A second look goes before a night's long queue."""
    store.tickets.plan(RunKind.NIGHTLY, NIGHT, ["a"], due_at=AT, schedule="01:00")
    store.tickets.plan(RunKind.CONFIRM, NIGHT, ["b"], due_at=AT)
    errands = [
        Errand(kind=RunKind.CONFIRM),
        Errand(kind=RunKind.NIGHTLY, night=NIGHT, schedule="01:00"),
    ]
    common = {"owner": "ก", "now": AT, "lease": LEASE, "attempts": 1}
    claimed = [store.tickets.claim(errands, **common) for _ in range(3)]
    assert [ticket and ticket.agency_id for ticket in claimed] == ["b", "a", None]


def test_a_schedule_whose_next_night_has_not_begun_keeps_its_tickets(store):
    """And an agency that changed its schedule is served under the new one."""
    store.tickets.plan(RunKind.NIGHTLY, NIGHT, ["a"], due_at=AT, schedule="01:00 fri")
    store.tickets.plan(RunKind.NIGHTLY, NIGHT, ["b"], due_at=AT, schedule="gone")
    later = NIGHT + timedelta(days=1)
    store.tickets.close_before(RunKind.NIGHTLY, later, at=AT, spare=["01:00 fri"])
    assert [each.state.value for each in store.tickets.all()] == ["queued", "skipped"]

    store.tickets.plan(RunKind.NIGHTLY, NIGHT, ["a"], due_at=AT, schedule="02:00")
    assert store.tickets.planned(RunKind.NIGHTLY, NIGHT) == {"a": "02:00", "b": "gone"}


def test_the_lease_of_a_dead_holder_can_be_ended(planned):
    """Only of one that is known to be dead; then its ticket can be asked for anew."""
    claim(planned, owner="dead", schedule="a")
    claim(planned, owner="alive", schedule="b")
    planned.tickets.end_leases(["a", "b"], at=AT, dead=lambda owner: owner == "dead")
    planned.tickets.reopen(RunKind.NIGHTLY, NIGHT, ["a", "b"], at=AT, schedule="again")

    assert claim(planned, schedule="again").agency_id == "a"
    assert claim(planned) is None


def second_look(*items):
    return SecondLook(choose=lambda looks: items, after=timedelta(hours=1))


def test_a_second_look_is_owed_with_the_run_that_asks_for_it(planned, run):
    """In one transaction; a later turn of the night adds to it, or asks anew when it has ended."""
    planned.save_run(run, None, ticket=claim(planned, schedule="a"), second_look=second_look("O1"))
    (owed,) = planned.tickets.all(kind=RunKind.CONFIRM)
    assert (owed.items, owed.due_at) == (("O1",), run.finished_at + timedelta(hours=1))

    def look_again(number, *items):
        planned.tickets.reopen(RunKind.NIGHTLY, NIGHT, ["a"], at=AT)
        again = replace(run, run_id=f"again-{number}")
        ticket = claim(planned, schedule="")
        planned.save_run(again, None, ticket=ticket, second_look=second_look(*items))
        return planned.tickets.all(kind=RunKind.CONFIRM)[0]

    assert look_again(1, "O2", "O1").items == ("O1", "O2")
    held = claim(planned, kind=RunKind.CONFIRM, now=run.finished_at + timedelta(days=300))
    planned.tickets.drop(held, now=AT, detail="done")
    reopened = look_again(2, "O3")
    assert (reopened.items, reopened.state, reopened.attempt) == (("O3",), TicketState.QUEUED, 0)
    assert look_again(3) == reopened


def test_a_run_that_is_not_kept_owes_no_second_look(planned, run):
    """The two stand or fall together."""
    late = claim(planned, schedule="a")
    claim(planned, now=AT + LEASE * 2, owner="ข", schedule="a")
    with pytest.raises(LeaseLost):
        planned.save_run(run, None, ticket=late, second_look=second_look("O1"))
    assert planned.tickets.all(kind=RunKind.CONFIRM) == ()


def test_nights_are_counted_and_what_went_wrong_is_listed_first(planned):
    """Counts tell the whole night, however few tickets are listed."""
    planned.tickets.plan(RunKind.NIGHTLY, NIGHT, ["c"], due_at=AT, schedule="c")
    held = claim(planned, schedule="c")
    planned.tickets.fail(held, now=AT, retry_at=AT, error_id="7F3K", detail="ValueError")
    (listed,) = planned.tickets.all(limit=1, troubled_first=True)

    assert listed.agency_id == "c"
    counts = planned.tickets.counts([NIGHT])
    assert counts == {NIGHT: {TicketState.QUEUED: 2, TicketState.ERROR: 1}}
    assert planned.tickets.counts([NIGHT], agency_id="a") == {NIGHT: {TicketState.QUEUED: 1}}


def test_claims_and_closings_do_not_read_years_of_finished_tickets(planned):
    """The indexes of open tickets serve them."""
    seen = []

    def note(connection, cursor, statement, parameters, context, many):
        if statement.startswith(("SELECT run_tickets", "UPDATE run_tickets")):
            seen.append((statement, parameters))

    event.listen(planned.transactions.writer, "before_cursor_execute", note)
    claim(planned, night=NIGHT, schedule="a")
    claim(planned, kind=RunKind.CONFIRM)
    planned.tickets.close_before(RunKind.NIGHTLY, NIGHT, at=AT, spare=["x"])
    event.remove(planned.transactions.writer, "before_cursor_execute", note)

    plans = []
    with planned.transactions.reading() as connection:
        for statement, parameters in seen:
            if "WHERE run_tickets.id" not in statement:
                rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
                plans.append(" ".join(str(row) for row in rows))
    assert len(plans) >= 5
    for plan in plans:
        assert "ix_run_tickets_open" in plan or "ix_run_tickets_running" in plan, plan
