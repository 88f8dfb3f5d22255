"""What a verdict comes down to for a reader: its status, what decides it, how it was reached."""

from enum import StrEnum

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import ComponentVerdict, Verdict
from crawler.records import Gap
from oitwatch.reports.masking import masked, printable
from oitwatch.reports.shown_text import cut

# Failures of the whole place, which every component of the item shares.
WHOLE_PLACE = frozenset(
    {
        Reason.NOT_FOUND,
        Reason.LOGIN_REQUIRED,
        Reason.DEAD_LINK,
        Reason.EMPTY_TARGET,
        Reason.ECHOES_REQUIREMENT,
        Reason.CLONED_FROM_OTHER_YEAR,
        Reason.OTHER_AGENCY,
    }
)


class Status(StrEnum):
    """What an officer calls the state of an item. Source: ux.md section 4."""

    PASSED = "passed"
    INCOMPLETE = "incomplete"
    NOT_FOUND = "not_found"
    OPEN = "open"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


def status_of(verdict: Verdict) -> Status:
    """The status of an item."""
    match verdict.outcome:
        case Outcome.PASSED:
            return Status.PASSED
        case Outcome.FAILED:
            absent = verdict.reason is Reason.NOT_FOUND
            return Status.NOT_FOUND if absent else Status.INCOMPLETE
        case Outcome.CANT_TELL:
            return Status.OPEN
        case Outcome.INAPPLICABLE:
            return Status.INAPPLICABLE
        case Outcome.UNTESTED:
            return Status.UNTESTED


def binding(verdict: Verdict) -> tuple[ComponentVerdict, ...]:
    """The components that can turn the item."""
    return tuple(component for component in verdict.components if component.binds)


def deciding_component(verdict: Verdict) -> ComponentVerdict | None:
    """The binding component that carries the item's outcome and reason, None when none does."""
    same = [c for c in binding(verdict) if c.finding.outcome is verdict.outcome]
    return next((c for c in same if c.finding.reason is verdict.reason), same[0] if same else None)


def deciding_gap(verdict: Verdict) -> Gap | None:
    """The gap that keeps an item open, None when none does."""
    component = deciding_component(verdict)
    return gap_behind(component, verdict) if component is not None else None


def path_of(verdict: Verdict) -> str:
    """The clicks from the home page to the item's page, "" when none were seen."""
    steps = verdict.candidate.click_path if verdict.candidate else ()
    return " > ".join(cut(printable(masked(step.text)), 60) for step in steps)


def gap_behind(component: ComponentVerdict, verdict: Verdict) -> Gap | None:
    """The gap that keeps a component open, None when none of its reason is known."""
    finding = component.finding
    gaps = finding.blocking_gaps or (verdict.candidate.gaps if verdict.candidate else ())
    same = [gap for gap in gaps if finding.reason and gap.reason.value == finding.reason.value]
    return same[0] if same else None


def url_of(verdict: Verdict) -> str:
    """The address of the page that was judged, "" for none.

    What passes by something that every page carries, an account in the footer, is cited where it
    was seen.
    """
    if verdict.candidate:
        return verdict.candidate.url
    if verdict.outcome is not Outcome.PASSED:
        return ""
    seen = (quote.url for part in binding(verdict) for quote in part.finding.quotes)
    return next(seen, "")
