"""Several runs of an agency read as one story of each item."""

from datetime import UTC, datetime, timedelta

import pytest

from checks.outcome import Outcome
from checks.reasons import Reason
from oitwatch.standing import site_event, stories, turned
from store.records import ItemLook

FIRST = datetime(2026, 11, 1, 18, 0, tzinfo=UTC)
PASS, FAIL, OPEN, NOT = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED
NA = Outcome.INAPPLICABLE


def night(number):
    return FIRST + timedelta(days=number)


def told(*outcomes, reasons=None):
    """The story of one item whose runs found these outcomes, one a night."""
    looks = [
        ItemLook(
            run_id=f"r{number}",
            kind="nightly",
            finished_at=night(number),
            item_code="O3",
            slug="contact_info",
            outcome=outcome,
            reason=(reasons or {}).get(number, Reason.INCOMPLETE if outcome is FAIL else None),
        )
        for number, outcome in enumerate(outcomes)
    ]
    return stories(looks).get("O3")


@pytest.mark.parametrize(
    ("outcomes", "stands", "run", "since"),
    [
        ((PASS,), PASS, "r0", 0),
        ((FAIL,), FAIL, "r0", 0),
        ((FAIL, FAIL, FAIL), FAIL, "r2", 0),
        ((FAIL, PASS), PASS, "r1", 1),
        ((PASS, PASS), PASS, "r1", 0),
        ((PASS, FAIL), PASS, "r0", 0),
        ((PASS, FAIL, FAIL), FAIL, "r2", 1),
        ((PASS, FAIL, PASS), PASS, "r2", 0),
        ((FAIL, OPEN, FAIL), FAIL, "r2", 0),
        ((FAIL, OPEN), FAIL, "r0", 0),
        ((OPEN,), OPEN, "r0", 0),
        ((OPEN, OPEN), OPEN, "r1", 0),
        ((OPEN, FAIL), FAIL, "r1", 1),
        ((PASS, FAIL, OPEN, FAIL), FAIL, "r3", 1),
        ((FAIL, NOT), FAIL, "r0", 0),
    ],
)
def test_what_stands_and_since_when(outcomes, stands, run, since):
    """A pass counts at once, a failure after a pass only when it is seen twice."""
    story = told(*outcomes)
    assert (story.look.outcome, story.look.run_id) == (stands, run)
    assert story.since == night(since)


def test_a_first_failure_after_a_pass_waits():
    """The item says which look is waiting, until a second one confirms or refutes it."""
    assert told(PASS, FAIL).awaiting.run_id == "r1"
    assert told(PASS, FAIL, PASS).awaiting is None
    assert told(PASS, FAIL, FAIL).awaiting is None


def test_a_look_that_could_not_tell_is_shown_beside_what_was_known():
    """What was known stands, with the newest look that could not tell."""
    story = told(PASS, OPEN)
    assert (story.look.run_id, story.open.run_id) == ("r0", "r1")
    assert told(PASS, OPEN, PASS).open is None


def test_a_change_of_reason_is_a_change():
    """The outcome goes on, but the list of what changed names the item."""
    story = told(FAIL, FAIL, FAIL, reasons={0: Reason.NOT_FOUND})
    assert (story.since, story.changed_at) == (night(0), night(1))


def test_items_that_turned_are_named_for_a_second_look():
    """Only those whose newest look failed where a pass stands."""
    assert turned({"O3": told(PASS, FAIL), "O1": told(FAIL), "O2": told(PASS)}) == ("O3",)


def test_an_item_that_was_never_tested_has_no_story():
    """Untested looks say nothing."""
    assert told(NOT) is None


def seen(code, outcome, *, hours, kind="manual"):
    reason = Reason.NOT_FOUND if outcome is FAIL else None
    at = FIRST + timedelta(hours=hours)
    return ItemLook(run_id=f"{kind}-{hours}", kind=kind, finished_at=at, item_code=code,
                    slug=code.lower(), outcome=outcome, reason=reason)  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "kind", "stands"),
    [
        (1.01, "manual", PASS),
        (2.5, "manual", FAIL),
        (1.01, "confirm", FAIL),
        (1.5, "nightly", PASS),
    ],
)
def test_two_looks_in_one_outage_are_one(hours, kind, stands):
    """A failure is confirmed by a later visit, or by the run that was made to confirm it."""
    looks = [
        seen("O3", PASS, hours=0),
        seen("O3", FAIL, hours=1),
        seen("O3", FAIL, hours=hours, kind=kind),
    ]
    story = stories(looks)["O3"]

    assert story.look.outcome is stands
    assert (story.awaiting is None) == (stands is FAIL)
    assert stories(looks, timedelta())["O3"].look.outcome is FAIL


def test_since_when_an_item_cannot_be_checked():
    """The first look that could not tell, and not the newest; a look that can ends it."""
    story = told(PASS, OPEN, OPEN, OPEN)
    assert (story.open.run_id, story.open_since) == ("r3", night(1))
    assert told(PASS, OPEN, PASS).open_since is None
    assert told(PASS, OPEN, FAIL).open_since is None


def test_a_failure_seen_once_is_kept_while_nobody_can_look():
    """What waits for a second look is not forgotten when the next one cannot tell."""
    story = told(PASS, FAIL, OPEN, OPEN)
    assert (story.awaiting.run_id, story.open.run_id, story.open_since) == ("r1", "r3", night(2))


def nights_of(count, *nights):
    """Stories of items; each night holds the outcomes of all of them."""
    looks = [
        seen(f"O{number}", outcome, hours=24 * at, kind="nightly")
        for at, outcomes in enumerate(nights)
        for number, outcome in enumerate(outcomes)
    ]
    assert len(looks) == count * len(nights)
    return stories(looks)


@pytest.mark.parametrize(
    ("nights", "count"),
    [
        (([PASS] * 8, [FAIL] * 5 + [PASS] * 3), 5),
        (([PASS] * 8, [FAIL] * 5 + [PASS] * 3, [FAIL] * 5 + [PASS] * 3), 5),  # and confirmed
        (([PASS] * 8, [FAIL] * 4 + [PASS] * 4), 0),
        (([PASS] * 4 + [FAIL] * 4, [FAIL] * 8), 0),  # too few to be one event
        (([NA] * 5 + [PASS] * 3, [FAIL] * 5 + [PASS] * 3), 0),  # had not passed
        (([PASS] * 6, [FAIL] * 3 + [PASS] * 3, [FAIL] * 6), 0),  # one after another
        (([PASS] * 8, [FAIL] * 8, [PASS] * 8), 0),  # over
    ],
)
def test_an_event_of_the_site(nights, count):
    """At least five items, more than half of what passed, in one run; told until it is mended."""
    assert len(site_event(nights_of(len(nights[0]), *nights))) == count
