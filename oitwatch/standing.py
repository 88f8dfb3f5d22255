"""What stands for each item of an agency: several runs read as one story.

A pass takes effect at once. A failure that follows a pass waits for a second look: until another
visit, a while later, fails too, the pass stands and the item is ``awaiting``. A run that could not
tell changes nothing that was known; the item then says since when it cannot be checked, and the
low end of the score does not count on it.

Source: design.md section 6 (``low`` counts what cannot be told as failed), section 8 (confirming
second look, site event) and section 11, ruling 18.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from checks.outcome import Outcome
from checks.records import ScoreBand, Verdict
from checks.run import AuditRun
from store.records import ItemLook, RunKind
from store.store import Store

CONFIRM_AFTER = timedelta(hours=1)  # visits closer together may be of one and the same outage
_KNOWN = frozenset({Outcome.PASSED, Outcome.FAILED, Outcome.INAPPLICABLE})
_SITE_EVENT = 0.5  # share of what passed that falls in one run; more is one event of the site
_LEAST_EVENT = 5  # items; fewer are told one by one


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
    open_since: datetime | None = None  # of the first look that could not, without a break
    awaiting: ItemLook | None = None  # the first failure, while no second look confirmed it
    fell: ItemLook | None = None  # the first failure after a pass, while it goes on failing


def stories(
    looks: Iterable[ItemLook], confirm_after: timedelta = CONFIRM_AFTER
) -> dict[str, Story]:
    """The story of each item, by item code; untested looks say nothing.

    ``looks`` stand oldest run first. A failure is confirmed by a look at least ``confirm_after``
    later, or by the run that was made to confirm it.
    """
    told: dict[str, Story] = {}
    for look in looks:
        if look.outcome is not Outcome.UNTESTED:
            told[look.item_code] = _went_on(told.get(look.item_code), look, confirm_after)
    return told


def _went_on(story: Story | None, look: ItemLook, confirm_after: timedelta) -> Story:
    fresh = Story(look=look, since=look.finished_at, changed_at=look.finished_at)
    if story is None:
        return fresh
    stands = story.look.outcome
    if look.outcome not in _KNOWN:
        if stands not in _KNOWN:
            return _same(story, look)
        return replace(story, open=look, open_since=story.open_since or look.finished_at)
    if look.outcome is stands:
        return _same(story, look)
    if look.outcome is not Outcome.FAILED or stands not in _KNOWN:
        return fresh
    story = replace(story, open=None, open_since=None)
    if story.awaiting is None:
        return replace(story, awaiting=look, fell=look if stands is Outcome.PASSED else None)
    first = story.awaiting.finished_at
    if look.kind != RunKind.CONFIRM and look.finished_at - first < confirm_after:
        return story
    return Story(look=look, since=first, changed_at=look.finished_at, fell=story.fell)


def _same(story: Story, look: ItemLook) -> Story:
    changed = look.reason is not story.look.reason
    return Story(
        look=look,
        since=story.since,
        changed_at=look.finished_at if changed else story.changed_at,
        fell=story.fell if look.outcome is Outcome.FAILED else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingItem:
    """One item as it stands, with the verdict that shows it."""

    verdict: Verdict  # of the run that ``story.look`` names
    story: Story
    pending: Verdict | None = None  # of the newest look, when it is ``open`` or ``awaiting``
    failed_once: Verdict | None = None  # of the look that is ``awaiting``

    @property
    def outcome(self) -> Outcome:
        """What stands."""
        return self.story.look.outcome

    @property
    def unread_since(self) -> datetime | None:
        """Since when a pass that stands could not be seen again, None when it was."""
        return self.story.open_since if self.outcome is Outcome.PASSED else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An agency's year as it stands. ``items`` in rulebook order; those never tested are absent.

    ``event`` holds the codes of the items that fell together and still fail: one trouble of the
    site rather than as many findings. ``ordinary`` is false when nothing but the newest run, which
    was asked for otherwise than a look at the site of its day, is there to be shown.
    """

    run: AuditRun  # the newest run of the year
    items: tuple[StandingItem, ...]
    event: tuple[str, ...] = ()
    ordinary: bool = True
    band: ScoreBand | None = None  # of the newest run that judged every item

    @property
    def unread(self) -> dict[str, datetime]:
        """The codes of passes that could not be seen again, with the time since when."""
        since = {item.verdict.item_code: item.unread_since for item in self.items}
        return {code: at for code, at in since.items() if at is not None}


def standing(
    store: Store,
    agency_id: str,
    fiscal_year_be: int,
    confirm_after: timedelta = CONFIRM_AFTER,
) -> Standing | None:
    """What stands for an agency in a year, None when it was never audited for it."""
    looks = store.looks(agency_id, fiscal_year_be)
    if not looks:
        return None
    told = stories(looks, confirm_after)
    runs = {run_id: store.load_run(run_id) for run_id in _needed(looks, told)}
    newest = runs[looks[-1].run_id]
    items = []
    for item in newest.verdicts:
        story = told.get(item.item_code)
        if story is not None:
            items.append(_standing_item(story, runs))
    return Standing(
        run=newest,
        items=tuple(items),
        event=site_event(told),
        ordinary=looks[-1].ordinary,
        band=_band(newest, runs.values()),
    )


def counted(verdicts: Mapping[str, Verdict], unread: Iterable[str]) -> dict[str, Verdict]:
    """The standing verdicts as the score counts them: a pass that nobody could see again is open.

    Its low end is then that of a failure and its high end that of what stood.
    """
    shaky = {code: replace(verdicts[code], outcome=Outcome.CANT_TELL) for code in unread}
    return {**verdicts, **shaky}


def turned(told: Mapping[str, Story]) -> tuple[str, ...]:
    """The codes of the items whose newest look failed where a pass stands."""
    return tuple(
        code for code, story in told.items() if story.awaiting is not None and story.open is None
    )


def site_event(told: Mapping[str, Story]) -> tuple[str, ...]:
    """The codes of the items that fell in one run and still fail, when they are one event.

    At least five, and more than half of the items that passed until that run.
    """
    by_run: dict[str, list[str]] = {}
    for code, story in told.items():
        if story.fell is not None:
            by_run.setdefault(story.fell.run_id, []).append(code)
    codes = max(by_run.values(), key=len, default=[])
    if len(codes) < _LEAST_EVENT:
        return ()
    first = told[codes[0]].fell
    assert first is not None  # by how they were chosen
    others = [
        story
        for story in told.values()
        if (story.fell is None and story.look.outcome is Outcome.PASSED)
        or (story.fell is not None and story.fell.finished_at > first.finished_at)
    ]
    return tuple(codes) if len(codes) > _SITE_EVENT * (len(codes) + len(others)) else ()


def _standing_item(story: Story, runs: Mapping[str, AuditRun]) -> StandingItem:
    def of(look: ItemLook | None) -> Verdict | None:
        return _verdict_of(runs[look.run_id], look.item_code) if look else None

    return StandingItem(
        verdict=_verdict_of(runs[story.look.run_id], story.look.item_code),
        story=story,
        pending=of(story.open or story.awaiting),
        failed_once=of(story.awaiting),
    )


def _needed(looks: tuple[ItemLook, ...], told: Mapping[str, Story]) -> dict[str, None]:
    """The runs whose verdicts are shown: mostly the newest alone."""
    shown = [
        look.run_id
        for story in told.values()
        for look in (story.look, story.open, story.awaiting)
        if look is not None
    ]
    return dict.fromkeys((looks[-1].run_id, *shown))


def _band(newest: AuditRun, runs: Iterable[AuditRun]) -> ScoreBand:
    """The score of the newest run that judged every item, else of the newest run."""
    whole = [
        run
        for run in runs
        if all(verdict.outcome is not Outcome.UNTESTED for verdict in run.verdicts)
    ]
    return max(whole, key=lambda run: run.finished_at).score if whole else newest.score


def _verdict_of(run: AuditRun, item_code: str) -> Verdict:
    return next(verdict for verdict in run.verdicts if verdict.item_code == item_code)
