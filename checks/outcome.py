"""The five outcomes of a test and how outcomes roll up.

Source: W3C EARL 1.0 Schema, outcome values; the order of severity is the style guide's.
"""

from collections.abc import Iterable
from enum import StrEnum


class Outcome(StrEnum):
    """An EARL outcome value, spelled as in the result document."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


_WORST_FIRST = (
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.UNTESTED,
    Outcome.PASSED,
    Outcome.INAPPLICABLE,
)


def all_of(outcomes: Iterable[Outcome]) -> Outcome:
    """The worst outcome: failed > cantTell > untested > passed > inapplicable.

    A roll-up over nothing, or over inapplicable parts only, proves nothing: cantTell for the
    former, inapplicable for the latter.
    """
    present = set(outcomes)
    for outcome in _WORST_FIRST:
        if outcome in present:
            return outcome
    return Outcome.CANT_TELL


def any_of(outcomes: Iterable[Outcome]) -> Outcome:
    """Passed if any passed; else cantTell if any is open; else failed.

    Inapplicable alternatives do not count; over nothing the answer is cantTell.
    """
    present = set(outcomes) - {Outcome.INAPPLICABLE}
    if Outcome.PASSED in present:
        return Outcome.PASSED
    if not present or present & {Outcome.CANT_TELL, Outcome.UNTESTED}:
        return Outcome.CANT_TELL
    return Outcome.FAILED
