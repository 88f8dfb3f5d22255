"""Which of the judged places of an item is its answer: what shows most, of the right year."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Candidate, Finding, Quote, Source, Strength
from checks.rollup import Judged, quality
from checks.rulebook import Item

_STRENGTH_ORDER = (Strength.EXACT, Strength.STRONG, Strength.WEAK)

# What any page that is there at all can pass.
_ANY_PAGE = frozenset(
    {
        "target_alive",
        "open_without_login",
        "reached_by_links",
        "reached_from_home",
        "not_a_bare_file",
        "period_covered",
        "procurement_announced_in_year",
        "year_stated",
        "procurement_period_covered",
        "spreadsheet_offered",
    }
)


def best_of(judged: Sequence[Judged]) -> Judged | None:
    """The judged candidate that satisfies most, before one that has nothing of the item.

    What only another year's list leads to waits behind every place that this year's names.
    """
    named = any(
        entry.candidate is not None
        and not entry.candidate.archive
        and entry.candidate.strength is not Strength.WEAK
        for entry in judged
    )

    def rank(entry: Judged) -> tuple[bool, int, bool, float, int]:
        old = named and entry.candidate is not None and entry.candidate.archive
        outcome, failed, passed = quality(entry)
        return old, outcome, not shows_any(entry, but=_ANY_PAGE), failed, passed

    return min(judged, key=rank, default=None)


def of_the_year(judged: Judged, stale: Judged, item: Item) -> bool:
    """Whether a place answers the item more truly than one of another year that shows more.

    What the agency shows for the year, or has its hub lead to, is its answer, however incomplete.
    """
    mine, other = judged.candidate, stale.candidate
    if mine is None or other is None or judged.outcome is not Outcome.FAILED:
        return False
    if mine.url in other.members:
        return False  # a part of what is of another year
    if any(part.finding.reason is Reason.WRONG_PERIOD for part in judged.components):
        return False
    pointed = {Source.DECLARED, Source.HUB}
    if judged.reason in {Reason.EMPTY_TARGET, Reason.DEAD_LINK, Reason.ECHOES_REQUIREMENT}:
        return mine.source in pointed and other.source not in pointed
    return not weaker(mine, other) and _is_there(judged, item) and shows_any(judged, but=_ANY_PAGE)


def _is_there(judged: Judged, item: Item) -> bool:
    """Whether the component that asks for the item as such, where it has one, did not fail."""
    asked = [c.component_id for c in item.components if c.kind in {"presence", "count"}][:1]
    return all(
        part.finding.outcome is not Outcome.FAILED
        for part in judged.components
        if part.component_id in asked
    )


def shows_any(judged: Judged, *, but: Collection[str] = ()) -> bool:
    """Whether any component of an item was found, those of the checks left out not counted."""
    return any(
        component.finding.outcome is Outcome.PASSED and component.check not in but
        for component in judged.components
    )


def marked(candidate: Candidate, judged: Judged) -> Candidate:
    """A candidate with how it compares with the chosen one."""
    known = judged.rivals.get(candidate.url)
    if known is None:
        return candidate
    return replace(candidate, satisfied=known.satisfied, tied=known.tied)


def weaker(mine: Candidate, other: Candidate) -> bool:
    """Whether less speaks for one place than for the other."""
    return _STRENGTH_ORDER.index(mine.strength) > _STRENGTH_ORDER.index(other.strength)


def told_there(candidate: Candidate | None, findings: Mapping[str, Finding]) -> Quote | None:
    """Words at a candidate's own address by which a component of the item is there."""
    url = candidate.url if candidate is not None else ""
    quotes = (
        quote
        for finding in findings.values()
        if finding.outcome is Outcome.PASSED
        for quote in finding.quotes
    )
    return next((quote for quote in quotes if quote.url == url), None)
