"""The official score as an interval.

An item is 100 or 0; a sub-indicator is the mean of its items, an indicator of its sub-indicators,
the OIT score of indicators 9 and 10. ``low`` counts what cannot be told as failed, ``high`` as
passed. Source: rulebook facts, "Scoring, and how it was verified"; design.md section 6.
"""

from collections.abc import Mapping, Sequence

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import ScoreBand, Verdict
from checks.rulebook import Rulebook


def item_band(verdict: Verdict) -> tuple[float, float] | None:
    """The least and greatest points of one item; None when the agency does not owe it."""
    if verdict.outcome is Outcome.INAPPLICABLE:
        return None
    if verdict.outcome is Outcome.PASSED:
        return 100.0, 100.0
    if verdict.outcome is Outcome.FAILED and verdict.reason is not Reason.NOT_YET_DUE:
        return 0.0, 0.0
    return 0.0, 100.0


def score(rulebook: Rulebook, verdicts: Mapping[str, Verdict]) -> ScoreBand:
    """The OIT score band with its indicators and sub-indicators as parts."""
    indicators = []
    for indicator in rulebook.indicators:
        subs = []
        for sub in indicator.sub_indicators:
            bands = [item_band(verdicts[item.item_code]) for item in sub.items]
            owed = [band for band in bands if band is not None]
            if owed:
                low = _mean([band[0] for band in owed])
                subs.append(
                    ScoreBand(code=sub.code, low=low, high=_mean([band[1] for band in owed]))
                )
        if subs:
            indicators.append(_rolled(indicator.code, subs))
    return _rolled("OIT", indicators)


def points(rulebook: Rulebook, verdicts: Mapping[str, Verdict]) -> dict[str, float]:
    """What each owed item is worth in the OIT score, by item code; 0 for items not owed."""
    worth: dict[str, float] = {}
    counted = []
    for indicator in rulebook.indicators:
        subs = []
        for sub in indicator.sub_indicators:
            codes = [item.item_code for item in sub.items]
            owed = [code for code in codes if item_band(verdicts[code]) is not None]
            worth |= dict.fromkeys(codes, 0.0)
            if owed:
                subs.append(owed)
        if subs:
            counted.append(subs)
    for subs in counted:
        for owed in subs:
            worth |= dict.fromkeys(owed, 100.0 / len(counted) / len(subs) / len(owed))
    return worth


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _rolled(code: str, parts: Sequence[ScoreBand]) -> ScoreBand:
    if not parts:
        return ScoreBand(code=code, low=0.0, high=0.0)
    return ScoreBand(
        code=code,
        low=_mean([part.low for part in parts]),
        high=_mean([part.high for part in parts]),
        parts=tuple(parts),
    )
