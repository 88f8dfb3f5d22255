"""What agencies have to do, from what stands of their runs: the officers' lists stand on this.

Source: design.md section 11, ruling 18; ux.md section 4.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import ScoreBand, Verdict
from checks.rulebook import Rulebook
from checks.run import AuditRun
from checks.score import points, score
from crawler.records import Coverage
from oitwatch.bangkok import bangkok_day
from oitwatch.owners import matches_unit, owner_of
from oitwatch.run_rulebook import rulebook_of
from oitwatch.standing import CONFIRM_AFTER, Standing, StandingItem, Story, counted, standing
from store.records import AgencyEntry
from store.store import Store

_NOTHING_READ = Coverage(gaps=(), snapshots=0, documents=0, unread_below_threshold=0)


class Work(StrEnum):
    """What an item is on the list for, in the order of the lists."""

    MEND = "failed"
    NOT_DUE = "not_yet_due"
    SECOND_LOOK = "awaiting"  # failed where a pass stands; counts as missing when seen again
    OPEN = "cannot_tell"
    UNTESTED = "not_tested"  # by no run of the year


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoItem:
    """One item that is not simply passed.

    ``verdict`` is what the row tells: of the newest look for ``SECOND_LOOK`` and ``OPEN``, else of
    what stands. ``points`` is what the OIT score gains when the item alone passes, 0 to 100.
    """

    work: Work
    verdict: Verdict
    owner: str
    points: float
    story: Story | None = None  # None: never tested
    unreadable: Verdict | None = None  # a newer look that could not tell what stands
    failed_once: Verdict | None = None  # of an open item: a failure that waits for a second look

    @property
    def last_checked_at(self) -> datetime | None:
        """When it was last looked at, None when never."""
        if self.story is None:
            return None
        looks = (self.story.look, self.story.open, self.story.awaiting)
        return max(look.finished_at for look in looks if look is not None)

    @property
    def first_seen_at(self) -> datetime | None:
        """Since when it is as the row tells, None when it was never tested."""
        return (self._pending_since or self.story.since) if self.story else None

    @property
    def changed_at(self) -> datetime | None:
        """When what the row tells last changed, None when it was never tested."""
        return (self._pending_since or self.story.changed_at) if self.story else None

    @property
    def failed_once_at(self) -> datetime | None:
        """When an open item was seen to fail, where a pass stands; None when it was not."""
        if self.failed_once is None or self.story is None or self.story.awaiting is None:
            return None
        return self.story.awaiting.finished_at

    @property
    def _pending_since(self) -> datetime | None:
        """Since when a row of a newer look than what stands is as it tells."""
        if self.story is None:
            return None
        if self.work is Work.SECOND_LOOK and self.story.awaiting is not None:
            return self.story.awaiting.finished_at
        return self.story.open_since if self.work is Work.OPEN else None

    @property
    def last_known(self) -> tuple[Outcome, datetime] | None:
        """What stands beside a row that is open or awaiting, with the look that showed it."""
        if self.story is None or self.work not in {Work.OPEN, Work.SECOND_LOOK}:
            return None
        look = self.story.look
        return None if look.outcome is Outcome.CANT_TELL else (look.outcome, look.finished_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoFilter:
    """Which items are asked for; None means any. ``changed_since`` is a day in Bangkok."""

    reason: Reason | None = None
    item_code: str | None = None
    unit: str | None = None
    changed_since: date | None = None

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        asked = (self.reason, self.item_code, self.unit, self.changed_since)
        return any(value is not None for value in asked)

    def admits(self, item: TodoItem) -> bool:
        """Whether an item is asked for; a reason counts on the item and on its components."""
        verdict = item.verdict
        if self.item_code is not None and verdict.item_code != self.item_code:
            return False
        if self.unit is not None and not matches_unit(item.owner, self.unit):
            return False
        if self.changed_since is not None:
            changed = item.changed_at
            if changed is None or bangkok_day(changed) < self.changed_since:
                return False
        return self.reason is None or self.reason in _reasons(verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyTodo:
    """One agency's year: what stands and what is to be done.

    ``verdicts`` are the standing ones of every item, in rulebook order; ``items`` are ordered by
    the work and then by points. ``rulebook`` holds the items that the runs judged, ``unread`` since
    when passes that stand could not be seen again, by item code: the low end of the score counts
    them as failed.
    """

    standing: Standing
    entry: AgencyEntry | None
    rulebook: Rulebook | None  # None when the year does not ship any more
    verdicts: Mapping[str, Verdict]
    items: tuple[TodoItem, ...]
    unread: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def run(self) -> AuditRun:
        """The newest run."""
        return self.standing.run

    @property
    def agency_id(self) -> str:
        """The agency's id."""
        return self.run.agency.agency_id

    @property
    def name_th(self) -> str:
        """The register's name, else the site's own; its address when neither is known."""
        named = self.entry.name_th if self.entry else ""
        return named or self.run.agency.name_th or self.run.agency.home_url

    @property
    def province(self) -> str:
        """The register's province, "" when it has none."""
        return self.entry.province if self.entry else ""

    @property
    def site_event(self) -> bool:
        """Whether most of what passed fell at once, and still fails."""
        return bool(self.standing.event)

    @property
    def score(self) -> ScoreBand:
        """The OIT score of what stands; of the newest whole run when its rulebook is gone."""
        return self.score_with(())

    def score_with(self, passing: Iterable[str]) -> ScoreBand:
        """The OIT score when further items pass, by item code."""
        if self.rulebook is None:
            return self.standing.band or self.run.score
        mended = {
            code: replace(self.verdicts[code], outcome=Outcome.PASSED, reason=None)
            for code in passing
        }
        return score(self.rulebook, {**counted(self.verdicts, self.unread), **mended})

    def event_of(self, work: Work) -> tuple[TodoItem, ...]:
        """The items of one kind of work that are part of an event of the site."""
        return tuple(i for i in self.of(work) if i.verdict.item_code in self.standing.event)

    def of(self, work: Work) -> tuple[TodoItem, ...]:
        """The items of one kind of work, most points first."""
        return tuple(item for item in self.items if item.work is work)

    def without_evidence(self) -> "AgencyTodo":
        """The same without what the lists do not show, for lists over very many agencies."""
        run = replace(self.run, verdicts=(), coverage=_NOTHING_READ)
        return replace(
            self,
            standing=replace(self.standing, run=run, items=()),
            verdicts={code: _shell(verdict) for code, verdict in self.verdicts.items()},
            items=tuple(_slim(item) for item in self.items),
        )

    def narrowed(self, asked: TodoFilter) -> "AgencyTodo":
        """The same with only the items that are asked for."""
        return replace(self, items=tuple(item for item in self.items if asked.admits(item)))


def agency_todo(
    store: Store,
    agency_id: str,
    fiscal_year_be: int,
    entry: AgencyEntry | None,
    confirm_after: timedelta = CONFIRM_AFTER,
) -> AgencyTodo | None:
    """What an agency has to do for a year, None when it was never audited for it.

    ``entry`` is the register's, None for an agency that is not registered.
    """
    found = standing(store, agency_id, fiscal_year_be, confirm_after)
    return None if found is None else todo_of(found, entry)


def todo_of(found: Standing, entry: AgencyEntry | None = None) -> AgencyTodo:
    """What is to be done where something stands."""
    run = found.run
    standing_items = {item.verdict.item_code: item for item in found.items}
    verdicts = {
        verdict.item_code: _standing_verdict(standing_items.get(verdict.item_code), verdict)
        for verdict in run.verdicts
    }
    rulebook = _judged_part(rulebook_of(run.fiscal_year_be, run.agency.agency_type), verdicts)
    worth = points(rulebook, verdicts) if rulebook else {}
    proposed = {item.item_code: item.owner_th for item in rulebook.items} if rulebook else {}
    items = []
    for code, verdict in verdicts.items():
        work = _work(standing_items.get(code), verdict)
        if work is None:
            continue
        owner = owner_of(
            verdict.slug,
            proposed.get(code, ""),
            agency_type=run.agency.agency_type,
            entry=entry,
        )
        value = worth.get(code, verdict.points)
        items.append(_todo_item(work, standing_items.get(code), verdict, owner, value))
    order = tuple(Work)
    items.sort(key=lambda item: (order.index(item.work), -item.points))
    return AgencyTodo(
        standing=found,
        entry=entry,
        rulebook=rulebook,
        verdicts=verdicts,
        items=tuple(items),
        unread=found.unread,
    )


def _shell(verdict: Verdict) -> Verdict:
    """A verdict without what it rests on; its names are kept once for all agencies."""
    return replace(
        verdict,
        item_code=sys.intern(verdict.item_code),
        slug=sys.intern(verdict.slug),
        title_th=sys.intern(verdict.title_th),
        title_en=sys.intern(verdict.title_en),
        components=(),
        candidate=None,
        candidates=(),
    )


def _slim(item: TodoItem) -> TodoItem:
    return replace(
        item,
        verdict=_told(item.verdict),
        unreadable=_told(item.unreadable) if item.unreadable else None,
        failed_once=_told(item.failed_once) if item.failed_once else None,
    )


def _told(verdict: Verdict) -> Verdict:
    """What a row tells: the deciding components, one quote, gap and place searched of each."""
    kept = []
    for component in verdict.components:
        finding = component.finding
        if not component.binds or finding.outcome is not verdict.outcome:
            continue
        same = [gap for gap in finding.blocking_gaps if gap.reason.value == finding.reason]
        first = (*same, *finding.blocking_gaps)[:1]
        quote = next((quote for quote in finding.quotes if quote.text), None)
        slim = replace(
            finding,
            quotes=(quote,) if quote else (),
            searched=finding.searched[:1],
            details=(*finding.details, ("searched", str(len(finding.searched) or ""))),
            blocking_gaps=first,
        )
        kept.append(replace(component, finding=slim))
    place = verdict.candidate
    return replace(
        _shell(verdict),
        components=tuple(kept),
        candidate=replace(place, members=()) if place else None,
    )


def _judged_part(rulebook: Rulebook | None, verdicts: Mapping[str, Verdict]) -> Rulebook | None:
    """The rulebook with the items that the run has; a later edition may hold others."""
    if rulebook is None or all(item.item_code in verdicts for item in rulebook.items):
        return rulebook
    indicators = []
    for indicator in rulebook.indicators:
        subs = [
            replace(sub, items=tuple(item for item in sub.items if item.item_code in verdicts))
            for sub in indicator.sub_indicators
        ]
        indicators.append(replace(indicator, sub_indicators=tuple(subs)))
    return replace(rulebook, indicators=tuple(indicators))


def _standing_verdict(item: StandingItem | None, newest: Verdict) -> Verdict:
    return item.verdict if item is not None else newest


def _work(item: StandingItem | None, verdict: Verdict) -> Work | None:
    if item is None:
        return Work.UNTESTED if verdict.outcome is Outcome.UNTESTED else None
    if item.outcome is Outcome.FAILED:
        return Work.NOT_DUE if verdict.reason is Reason.NOT_YET_DUE else Work.MEND
    if item.story.open is not None or item.outcome is Outcome.CANT_TELL:
        return Work.OPEN
    return Work.SECOND_LOOK if item.story.awaiting is not None else None


def _todo_item(
    work: Work, item: StandingItem | None, verdict: Verdict, owner: str, value: float
) -> TodoItem:
    if item is None:
        return TodoItem(work=work, verdict=verdict, owner=owner, points=value)
    to_mend = work in {Work.MEND, Work.NOT_DUE}
    return TodoItem(
        work=work,
        verdict=verdict if to_mend else item.pending or verdict,
        owner=owner,
        points=value,
        story=item.story,
        unreadable=item.pending if to_mend else None,
        failed_once=item.failed_once if work is Work.OPEN else None,
    )


def _reasons(verdict: Verdict) -> set[Reason | None]:
    return {verdict.reason} | {
        component.finding.reason
        for component in verdict.components
        if component.finding.outcome is verdict.outcome and component.binds
    }
