"""What stands of an agency's year as a score: every item's weight, what-if, total and level."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import ScoreBand
from checks.rulebook import GradeBand, Item, Rulebook
from checks.score import ItemBands, assuming, exact_oit, item_bands, score_of, weights_of
from checks.total import (
    Distance,
    ToolScores,
    Total,
    distance_to,
    distance_to_total,
    next_level,
    total_of,
)
from oitwatch.standing import Standing, counted


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item of the official table. ``band`` is None when the agency does not owe it."""

    item: Item
    sub_indicator: str
    outcome: Outcome
    reason: Reason | None
    band: tuple[float, float] | None
    weight: float  # points of the OIT score that the item decides
    assumed: bool
    unread: bool = False  # passed when it was last seen, but cannot be seen any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The score, and with IIT and EIT the total, of one state of the items."""

    oit: ScoreBand
    exact: tuple[Fraction, Fraction]  # the OIT score without any rounding
    total: Total | None = None
    to_target: Distance | None = None
    better: GradeBand | None = None  # the level above the one at the least score
    to_better: Distance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSheet:
    """Everything ``oitwatch score`` shows. ``assumed`` is None when nothing is assumed."""

    agency_id: str
    name_th: str
    rulebook: Rulebook
    run_id: str
    finished_at: datetime
    lines: tuple[ItemLine, ...]
    base: Outlook
    assumed: Outlook | None
    assumed_codes: tuple[str, ...]
    no_effect: tuple[str, ...]  # assumed items that had passed or are not owed
    tools: ToolScores | None
    unread_since: datetime | None = None  # of the first item that is ``unread``

    @property
    def gain(self) -> tuple[Fraction, Fraction]:
        """What the assumption adds to the least and to the greatest OIT score."""
        after = (self.assumed or self.base).exact
        return after[0] - self.base.exact[0], after[1] - self.base.exact[1]


def score_sheet(
    standing: Standing,
    rulebook: Rulebook,
    *,
    assume: Iterable[str] = (),
    tools: ToolScores | None = None,
) -> ScoreSheet:
    """The sheet of what stands; items that no run tested are open."""
    verdicts = {
        standing_item.verdict.item_code: standing_item.verdict for standing_item in standing.items
    }
    unread = {code: at for code, at in standing.unread.items() if code in verdicts}
    bands = item_bands(rulebook, counted(verdicts, unread))
    codes = tuple(dict.fromkeys(assume))
    after = assuming(bands, codes)
    weights = weights_of(rulebook, bands)
    lines = []
    for sub in rulebook.sub_indicators:
        for item in sub.items:
            verdict = verdicts.get(item.item_code)
            lines.append(
                ItemLine(
                    item=item,
                    sub_indicator=sub.code,
                    outcome=verdict.outcome if verdict else Outcome.UNTESTED,
                    reason=verdict.reason if verdict else None,
                    band=bands[item.item_code],
                    weight=weights[item.item_code],
                    assumed=item.item_code in codes,
                    unread=item.item_code in unread,
                )
            )
    run = standing.run
    return ScoreSheet(
        agency_id=run.agency.agency_id,
        name_th=run.agency.name_th,
        rulebook=rulebook,
        run_id=run.run_id,
        finished_at=run.finished_at,
        lines=tuple(lines),
        base=_outlook(rulebook, bands, tools),
        assumed=_outlook(rulebook, after, tools) if codes else None,
        assumed_codes=codes,
        no_effect=_without_effect(codes, bands),
        tools=tools,
        unread_since=min(unread.values(), default=None),
    )


def _without_effect(codes: Sequence[str], bands: ItemBands) -> tuple[str, ...]:
    return tuple(code for code in codes if bands[code] in (None, (100.0, 100.0)))


def _outlook(rulebook: Rulebook, bands: ItemBands, tools: ToolScores | None) -> Outlook:
    oit = score_of(rulebook, bands)
    exact = exact_oit(rulebook, bands)
    if tools is None:
        return Outlook(oit=oit, exact=exact)
    total = total_of(rulebook, tools, exact)
    better = next_level(rulebook.grades, total.level_low)
    return Outlook(
        oit=oit,
        exact=exact,
        total=total,
        to_target=distance_to_total(
            rulebook, tools, exact[0], Fraction(str(rulebook.national_target))
        ),
        better=better,
        to_better=None if better is None else distance_to(rulebook, tools, exact[0], better),
    )
