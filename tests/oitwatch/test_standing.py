"""Several runs of an agency read as one story of each item."""

from datetime import UTC, datetime, timedelta

import pytest

from checks.outcome import Outcome
from checks.reasons import Reason
from oitwatch.standing import stories, turned
from store.records import ItemLook

FIRST = datetime(2026, 11, 1, 18, 0, tzinfo=UTC)
PASS, FAIL, OPEN, NOT = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED


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
