"""What stands for each item of an agency: several runs read as one story.

A pass takes effect at once. A failure that follows a pass waits for a second look: until another
run fails too, the pass stands and the item is ``awaiting``. A run that could not tell changes
nothing that was known; the item then says since when it cannot be checked.

Source: design.md section 8 (confirming second look) and section 11, ruling 18.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from checks.outcome import Outcome
from checks.records import Verdict
from checks.run import AuditRun
from store.records import ItemLook
from store.store import Store

_KNOWN = frozenset({Outcome.PASSED, Outcome.FAILED, Outcome.INAPPLICABLE})
_SITE_EVENT = 0.5  # share of a site's items that turn at once; more is one event of the site


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What the runs of one agency and year say of one item.

    ``look`` is the newest look that shows what stands. ``since`` is when the outcome that stands
    was first seen without a break (looks that could not tell break nothing), ``changed_at`` when
    outcome or reason last changed to what stands.
    """

    look: ItemLook
    since: datetime
    changed_at: datetime
    open: ItemLook | None = None  # the newest look, when it could not tell what was known before
    awaiting: ItemLook | None = None  # the newest look, a failure that no second look confirmed yet


def stories(looks: Iterable[ItemLook]) -> dict[str, Story]:
    """The story of each item, by item code, in the order of the newest run; untested looks say
    nothing.

    ``looks`` stand oldest run first.
    """
    told: dict[str, Story] = {}
    for look in looks:
        if look.outcome is not Outcome.UNTESTED:
            told[look.item_code] = _went_on(told.get(look.item_code), look)
    return told


def _went_on(story: Story | None, look: ItemLook) -> Story:
    fresh = Story(look=look, since=look.finished_at, changed_at=look.finished_at)
    if story is None:
        return fresh
    stands = story.look.outcome
    if look.outcome not in _KNOWN:
        if stands not in _KNOWN:
            return _same(story, look)
        return Story(
            look=story.look,
            since=story.since,
            changed_at=story.changed_at,
            open=look,
            awaiting=story.awaiting,
        )
    if look.outcome is not Outcome.FAILED or stands not in _KNOWN:
        return _same(story, look) if look.outcome is stands else fresh
    if stands is Outcome.FAILED:
        return _same(story, look)
    if story.awaiting is None:
        return Story(look=story.look, since=story.since, changed_at=story.changed_at, awaiting=look)
    first = story.awaiting.finished_at
    return Story(look=look, since=first, changed_at=look.finished_at)


def _same(story: Story, look: ItemLook) -> Story:
    changed = look.reason is not story.look.reason
    return Story(
        look=look,
        since=story.since,
        changed_at=look.finished_at if changed else story.changed_at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingItem:
    """One item as it stands, with the verdict that shows it."""

    verdict: Verdict  # of the run that ``story.look`` names
    story: Story
    pending: Verdict | None = None  # of the newest look, when it is ``open`` or ``awaiting``

    @property
    def outcome(self) -> Outcome:
        """What stands."""
        return self.story.look.outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An agency's year as it stands. ``items`` in rulebook order; those never tested are absent.

    ``site_event`` is true when more than half of what passed turned at once: one trouble of the
    site rather than as many findings.
    """

    run: AuditRun  # the newest run of the year
    items: tuple[StandingItem, ...]
    site_event: bool = False


def standing(store: Store, agency_id: str, fiscal_year_be: int) -> Standing | None:
    """What stands for an agency in a year, None when it was never audited for it."""
    looks = store.looks(agency_id, fiscal_year_be)
    if not looks:
        return None
    told = stories(looks)
    runs = {run_id: store.load_run(run_id) for run_id in _needed(looks, told)}
    newest = runs[looks[-1].run_id]
    items = []
    for item in newest.verdicts:
        story = told.get(item.item_code)
        if story is not None:
            verdict = _verdict_of(runs[story.look.run_id], item.item_code)
            unsettled = story.open or story.awaiting
            pending = _verdict_of(runs[unsettled.run_id], item.item_code) if unsettled else None
            items.append(StandingItem(verdict=verdict, story=story, pending=pending))
    return Standing(run=newest, items=tuple(items), site_event=_is_site_event(told))


def turned(told: Mapping[str, Story]) -> tuple[str, ...]:
    """The codes of the items whose newest look failed where a pass stands."""
    return tuple(
        code for code, story in told.items() if story.awaiting is not None and story.open is None
    )


def _needed(looks: tuple[ItemLook, ...], told: Mapping[str, Story]) -> dict[str, None]:
    """The runs whose verdicts are shown: mostly the newest alone."""
    shown = [story.look.run_id for story in told.values()]
    unsettled = [story.open or story.awaiting for story in told.values()]
    return dict.fromkeys((looks[-1].run_id, *shown, *(look.run_id for look in unsettled if look)))


def _verdict_of(run: AuditRun, item_code: str) -> Verdict:
    return next(verdict for verdict in run.verdicts if verdict.item_code == item_code)


def _is_site_event(told: Mapping[str, Story]) -> bool:
    stood = [story for story in told.values() if story.look.outcome is Outcome.PASSED]
    return len(turned(told)) > _SITE_EVENT * len(stood) > 0
