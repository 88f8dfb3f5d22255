"""What judging again changed, item by item and component by component, and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import ComponentVerdict, Verdict
from checks.run import AuditRun
from crawler.replay import Difference, Reread

_PERIOD_CHECKS = frozenset({"period_covered", "year_stated"})


class Cause(StrEnum):
    """Why an outcome is another one than before."""

    RULEBOOK = "rulebook"
    CHECK = "check"  # the check has another version
    READER = "reader"  # a document was read by a newer reader
    PAYLOAD = "payload"  # a stored page is missing or damaged
    AS_OF = "as_of"
    AGENCY_TYPE = "agency_type"
    YEAR_BASIS = "year_basis"
    PROGRAM = "program"  # finding pages, sharing them out or rolling up, without a check's version


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Two judgements of the same pages and all in which they differ."""

    source: AuditRun
    run: AuditRun
    rereads: tuple[Reread, ...]
    same_program: bool
    heirs: Callable[[str], tuple[str, ...]]  # slugs of the new year that carry on an old one

    @property
    def other_rulebook(self) -> bool:
        """Whether the requirements are others."""
        return self.source.rulebook_digest != self.run.rulebook_digest

    @property
    def other_day(self) -> bool:
        """Whether the site is judged as of another day."""
        return self.source.as_of != self.run.as_of

    @property
    def other_type(self) -> bool:
        """Whether the agency is taken for another type."""
        return self.source.agency.agency_type != self.run.agency.agency_type

    @property
    def other_year_basis(self) -> bool:
        """Whether its years begin with another month."""
        before, after = (dict(run.options).get("year_basis") for run in (self.source, self.run))
        return before != after


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentDelta:
    """A component with another outcome or reason; one side is None where a year lacks it."""

    component_id: str
    before: ComponentVerdict | None
    after: ComponentVerdict | None
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDelta:
    """An item with another outcome, reason or components; one side is None where a year lacks it.

    ``replaces`` are the old item codes that an item of the new year stands for, ``replaced_by`` the
    new ones that stand for an item of the old year.
    """

    before: Verdict | None
    after: Verdict | None
    causes: tuple[Cause, ...]
    components: tuple[ComponentDelta, ...] = ()
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()

    @property
    def turned(self) -> bool:
        """Whether the item's own outcome or reason differs, not only a component's."""
        if self.before is None or self.after is None:
            return True
        return _result(self.before) != _result(self.after)


def changes(grounds: Grounds) -> tuple[ItemDelta, ...]:
    """Every item that differs, in the order of the new year; then those of the old year alone."""
    old = {verdict.slug: verdict for verdict in grounds.source.verdicts}
    new = {verdict.slug: verdict for verdict in grounds.run.verdicts}
    found = []
    for slug, after in new.items():
        before = old.get(slug)
        if before is None:
            replaces = tuple(v.item_code for v in old.values() if slug in grounds.heirs(v.slug))
            found.append(
                ItemDelta(before=None, after=after, causes=(Cause.RULEBOOK,), replaces=replaces)
            )
            continue
        delta = _delta(before, after, grounds)
        if delta is not None:
            found.append(delta)
    for slug, before in old.items():
        if slug not in new:
            heirs = tuple(new[heir].item_code for heir in grounds.heirs(slug) if heir in new)
            found.append(
                ItemDelta(before=before, after=None, causes=(Cause.RULEBOOK,), replaced_by=heirs)
            )
    return tuple(found)


def _delta(before: Verdict, after: Verdict, grounds: Grounds) -> ItemDelta | None:
    old = {component.component_id: component for component in before.components}
    new = {component.component_id: component for component in after.components}
    places = _places(before, after)
    components = []
    for name in dict.fromkeys((*new, *old)):
        was, now = old.get(name), new.get(name)
        if was is None or now is None or _finding(was) != _finding(now):
            causes = _component_causes(was, now, places, grounds)
            components.append(
                ComponentDelta(component_id=name, before=was, after=now, causes=causes)
            )
    if not components and _result(before) == _result(after):
        return None
    found = {cause for component in components for cause in component.causes}
    if not found:
        found = set(_general_causes(places, (before.reason, after.reason), grounds))
    return ItemDelta(
        before=before,
        after=after,
        causes=tuple(cause for cause in Cause if cause in found),
        components=tuple(components),
    )


def _component_causes(
    was: ComponentVerdict | None,
    now: ComponentVerdict | None,
    places: frozenset[str],
    grounds: Grounds,
) -> tuple[Cause, ...]:
    if was is None or now is None:
        # General rules come and go with the candidate; others with the rulebook.
        return (Cause.RULEBOOK,) if grounds.other_rulebook else (Cause.PROGRAM,)
    read = {*places, *_read_by(was), *_read_by(now)}
    reasons = (was.finding.reason, now.finding.reason)
    causes = set(_specific_causes(read, reasons, grounds))
    if was.check == now.check and was.check_version != now.check_version:
        causes.add(Cause.CHECK)
    if grounds.other_rulebook and _asked(was) != _asked(now):
        causes.add(Cause.RULEBOOK)
    if grounds.other_day and was.check in _PERIOD_CHECKS:
        causes.add(Cause.AS_OF)
    if grounds.other_year_basis and was.check in _PERIOD_CHECKS:
        causes.add(Cause.YEAR_BASIS)
    inapplicable = Outcome.INAPPLICABLE in {was.finding.outcome, now.finding.outcome}
    told = "agency_type" in {was.finding.detail("key"), now.finding.detail("key")}
    if grounds.other_type and (inapplicable or told):
        causes.add(Cause.AGENCY_TYPE)
    if not causes:
        causes = set(_general_causes(read, reasons, grounds))
    return tuple(cause for cause in Cause if cause in causes)


def _specific_causes(
    read: Iterable[str], reasons: tuple[Reason | None, ...], grounds: Grounds
) -> Iterable[Cause]:
    """Causes that are seen at the pages and reasons themselves."""
    read = frozenset(read)
    for each in grounds.rereads:
        if each.url in read:
            gone = each.difference in {Difference.LOST, Difference.UNREADABLE_NOW}
            yield Cause.PAYLOAD if gone else Cause.READER
    if grounds.other_day and Reason.NOT_YET_DUE in reasons:
        yield Cause.AS_OF


def _general_causes(
    read: Iterable[str], reasons: tuple[Reason | None, ...], grounds: Grounds
) -> Iterable[Cause]:
    """Everything that differs between the two judgements, when nothing nearer is seen."""
    specific = tuple(_specific_causes(read, reasons, grounds))
    if specific:
        return specific
    differing = (
        (Cause.RULEBOOK, grounds.other_rulebook),
        (Cause.READER, any(each.difference is not Difference.LOST for each in grounds.rereads)),
        (Cause.PAYLOAD, any(each.difference is Difference.LOST for each in grounds.rereads)),
        (Cause.AS_OF, grounds.other_day),
        (Cause.AGENCY_TYPE, grounds.other_type),
        (Cause.YEAR_BASIS, grounds.other_year_basis),
    )
    found = tuple(cause for cause, holds in differing if holds)
    return found if found and grounds.same_program else (*found, Cause.PROGRAM)


def _places(*verdicts: Verdict) -> frozenset[str]:
    """The pages that two verdicts of an item stand on."""
    chosen = [verdict.candidate for verdict in verdicts if verdict.candidate is not None]
    return frozenset(url for place in chosen for url in (place.url, *place.members))


def _read_by(component: ComponentVerdict) -> Iterable[str]:
    finding = component.finding
    yield from (quote.url for quote in finding.quotes)
    yield from (gap.url for gap in finding.blocking_gaps)


def _asked(component: ComponentVerdict) -> tuple[object, ...]:
    return (
        component.requirement_th,
        component.check,
        component.strength,
        component.binds,
        component.confidence,
    )


def _result(verdict: Verdict) -> tuple[Outcome, Reason | None]:
    return verdict.outcome, verdict.reason


def _finding(component: ComponentVerdict) -> tuple[Outcome, Reason | None]:
    return component.finding.outcome, component.finding.reason
