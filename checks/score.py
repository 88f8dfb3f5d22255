"""The official score as an interval.

An item is 100 or 0; a sub-indicator is the mean of its items, an indicator of its sub-indicators,
the OIT score of indicators 9 and 10. ``low`` counts what cannot be told as failed, ``high`` as
passed. Figures are exact fractions until they leave this module. Source: rulebook facts, "Scoring,
and how it was verified"; design.md section 6.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import ScoreBand, Verdict
from checks.rulebook import Rulebook

_FULL = (100.0, 100.0)
_HUNDREDTHS = 100
_HALF = Fraction(1, 2)

ItemBands = Mapping[str, tuple[float, float] | None]  # by item code; None: not owed


def item_band(verdict: Verdict) -> tuple[float, float] | None:
    """The least and greatest points of one item; None when the agency does not owe it."""
    if verdict.outcome is Outcome.INAPPLICABLE:
        return None
    if verdict.outcome is Outcome.PASSED:
        return _FULL
    if verdict.outcome is Outcome.FAILED and verdict.reason is not Reason.NOT_YET_DUE:
        return 0.0, 0.0
    return 0.0, 100.0


def item_bands(rulebook: Rulebook, verdicts: Mapping[str, Verdict]) -> ItemBands:
    """The points of every item of the year; an item without a verdict is open."""
    return {
        item.item_code: item_band(verdicts[item.item_code])
        if item.item_code in verdicts
        else (0.0, 100.0)
        for item in rulebook.items
    }


def assuming(bands: ItemBands, item_codes: Iterable[str]) -> ItemBands:
    """The same points with some items passed; what is not owed stays so."""
    passed = frozenset(item_codes)
    return {
        code: _FULL if code in passed and band is not None else band for code, band in bands.items()
    }


def score(rulebook: Rulebook, verdicts: Mapping[str, Verdict]) -> ScoreBand:
    """The OIT score band with its indicators and sub-indicators as parts."""
    return score_of(rulebook, item_bands(rulebook, verdicts))


def score_of(rulebook: Rulebook, bands: ItemBands) -> ScoreBand:
    """The OIT score band of items whose points are known."""
    return _exact(rulebook, bands).shown()


def exact_oit(rulebook: Rulebook, bands: ItemBands) -> tuple[Fraction, Fraction]:
    """The least and greatest OIT score without any rounding."""
    whole = _exact(rulebook, bands)
    return whole.low, whole.high


def points(rulebook: Rulebook, verdicts: Mapping[str, Verdict]) -> dict[str, float]:
    """What each owed item is worth in the OIT score, by item code; 0 for items not owed."""
    return weights_of(rulebook, item_bands(rulebook, verdicts))


def weights_of(rulebook: Rulebook, bands: ItemBands) -> dict[str, float]:
    """What each item weighs in the OIT score, by item code: 100 in all, 0 for items not owed."""
    worth = {item.item_code: 0.0 for item in rulebook.items}
    counted = []
    for indicator in rulebook.indicators:
        subs = []
        for sub in indicator.sub_indicators:
            owed = [item.item_code for item in sub.items if bands[item.item_code] is not None]
            if owed:
                subs.append(owed)
        if subs:
            counted.append(subs)
    for subs in counted:
        for owed in subs:
            share = Fraction(100, len(counted) * len(subs) * len(owed))
            worth |= dict.fromkeys(owed, float(share))
    return worth


def rounded(value: Fraction | float) -> Decimal:
    """A figure from 0 on as the official tables print it: two decimals, half up.

    For display and for choosing a level, never in between. A float stands for the decimal figure
    that it prints.
    """
    exact = Fraction(repr(value)) if isinstance(value, float) else value
    return Decimal((exact * _HUNDREDTHS + _HALF).__floor__()).scaleb(-2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Exact:
    """A score band in fractions."""

    code: str
    low: Fraction
    high: Fraction
    parts: tuple["_Exact", ...] = ()

    def shown(self) -> ScoreBand:
        return ScoreBand(
            code=self.code,
            low=float(self.low),
            high=float(self.high),
            parts=tuple(part.shown() for part in self.parts),
        )


def _exact(rulebook: Rulebook, bands: ItemBands) -> _Exact:
    indicators = []
    for indicator in rulebook.indicators:
        subs = []
        for sub in indicator.sub_indicators:
            known = [bands[item.item_code] for item in sub.items]
            owed = [band for band in known if band is not None]
            if owed:
                low, high = (_mean([Fraction(band[end]) for band in owed]) for end in (0, 1))
                subs.append(_Exact(code=sub.code, low=low, high=high))
        if subs:
            indicators.append(_rolled(indicator.code, subs))
    return _rolled("OIT", indicators)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def _rolled(code: str, parts: Sequence[_Exact]) -> _Exact:
    if not parts:
        return _Exact(code=code, low=Fraction(), high=Fraction())
    return _Exact(
        code=code,
        low=_mean([part.low for part in parts]),
        high=_mean([part.high for part in parts]),
        parts=tuple(parts),
    )
