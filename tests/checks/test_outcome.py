"""Roll-ups of outcomes."""

import pytest

from checks.outcome import Outcome, all_of, any_of

PASSED, FAILED, OPEN, NONE, UNTESTED = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
    Outcome.UNTESTED,
)


@pytest.mark.parametrize(
    ("outcomes", "rolled"),
    [
        ([PASSED, FAILED, OPEN], FAILED),
        ([PASSED, OPEN, UNTESTED], OPEN),
        ([PASSED, UNTESTED], UNTESTED),
        ([PASSED, NONE], PASSED),
        ([NONE, NONE], NONE),
        ([], OPEN),
    ],
)
def test_all_of_is_the_worst(outcomes: list[Outcome], rolled: Outcome) -> None:
    """failed > cantTell > untested > passed > inapplicable; over nothing, cantTell."""
    assert all_of(outcomes) is rolled


@pytest.mark.parametrize(
    ("outcomes", "rolled"),
    [
        ([FAILED, PASSED], PASSED),
        ([FAILED, OPEN], OPEN),
        ([FAILED, UNTESTED], OPEN),
        ([FAILED, FAILED], FAILED),
        ([FAILED, NONE], FAILED),
        ([NONE], OPEN),
        ([], OPEN),
    ],
)
def test_any_of_needs_one_pass(outcomes: list[Outcome], rolled: Outcome) -> None:
    """One pass suffices; what is open leaves it open; inapplicable parts do not count."""
    assert any_of(outcomes) is rolled
