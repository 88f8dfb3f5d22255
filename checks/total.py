"""The total of the whole assessment and its level: IIT and EIT as told, OIT as an interval.

Total = the tools' means by the rulebook's weights (0.30 IIT + 0.30 EIT + 0.40 OIT). Rounding is for
display and for choosing the level only. Source: rulebook facts, sections 2 and 3.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from checks.errors import RulebookError
from checks.rulebook import GradeBand, Grades, Rulebook
from checks.score import rounded

EIT_PARTS = ("EIT_part_1", "EIT_part_2")  # as rulebooks name them: the public, the assessors


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolScores:
    """IIT and EIT of one agency, 0 to 100, exact.

    ``eit_parts`` are part 1 and part 2 where the year sets conditions on each; None when only the
    mean is known, which then stands for both.
    """

    iit: Fraction
    eit: Fraction
    eit_parts: tuple[Fraction, Fraction] | None = None

    def by_name(self, oit: Fraction) -> Mapping[str, Fraction]:
        """Every score that a level can set a condition on, by the rulebooks' names."""
        parts = self.eit_parts or (self.eit, self.eit)
        named = zip(EIT_PARTS, parts, strict=True)
        return {"IIT": self.iit, "EIT": self.eit, **dict(named), "OIT": oit}


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The total and level at the least and the greatest OIT score."""

    low: Fraction
    high: Fraction
    level_low: GradeBand
    level_high: GradeBand


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """What a level or target asks beyond an agency's present scores, in points of 100.

    ``total`` is what the total lacks at the least OIT score. ``oit_needed`` is the OIT score that
    suffices with IIT and EIT as they are, None when no OIT score does. ``tools`` are the scores
    other than OIT below what the level asks of each tool, with what each lacks.
    """

    total: Fraction
    oit_needed: Fraction | None
    tools: tuple[tuple[str, Fraction], ...] = ()


def tool_mean(indicators: Sequence[Decimal]) -> Fraction:
    """The mean of a tool's indicators, exact; a single value is the mean itself."""
    return sum((Fraction(value) for value in indicators), Fraction()) / len(indicators)


def total_of(rulebook: Rulebook, tools: ToolScores, oit: tuple[Fraction, Fraction]) -> Total:
    """The total and its level for an interval of OIT scores.

    Raises:
        RulebookError: the rulebook's levels leave a total without one.
    """
    low, high = (_weighed(rulebook, tools, end) for end in oit)
    return Total(
        low=low,
        high=high,
        level_low=level_of(rulebook.grades, low, tools.by_name(oit[0])),
        level_high=level_of(rulebook.grades, high, tools.by_name(oit[1])),
    )


def level_of(grades: Grades, total: Fraction, tools: Mapping[str, Fraction]) -> GradeBand:
    """The first level, best first, whose conditions the rounded total and tools meet.

    Raises:
        RulebookError: none does.
    """
    shown = rounded(total)
    for band in grades.bands:
        if shown < _decimal(band.min_total):
            continue
        if band.max_total is not None and shown > _decimal(band.max_total):
            continue
        if not _below(band, grades, tools):
            return band
    raise RulebookError(
        f"grades: no level holds for a total of {shown}; the bands must cover 0 to 100."
    )


def next_level(grades: Grades, level: GradeBand) -> GradeBand | None:
    """The level just above one, None above the best."""
    place = grades.bands.index(level)
    return grades.bands[place - 1] if place else None


def distance_to(
    rulebook: Rulebook, tools: ToolScores, oit_low: Fraction, level: GradeBand
) -> Distance:
    """What is missing to a level."""
    low_tools = _below(level, rulebook.grades, tools.by_name(oit_low))
    others = tuple((name, lacks) for name, lacks in low_tools if name != "OIT")
    asked = rulebook.grades.tools_for_min_each if level.min_each_tool is not None else ()
    floor = Fraction(str(level.min_each_tool)) if "OIT" in asked else Fraction()
    found = distance_to_total(rulebook, tools, oit_low, Fraction(str(level.min_total)))
    needed = found.oit_needed
    if needed is not None:
        needed = None if others else max(needed, floor)
    return Distance(total=found.total, oit_needed=needed, tools=others)


def distance_to_total(
    rulebook: Rulebook, tools: ToolScores, oit_low: Fraction, wanted: Fraction
) -> Distance:
    """What is missing to a total, whatever its level."""
    missing = max(Fraction(), wanted - _weighed(rulebook, tools, oit_low))
    rest = wanted - _weighed(rulebook, tools, Fraction())
    needed = max(Fraction(), rest / weight(rulebook, "OIT"))
    return Distance(total=missing, oit_needed=needed if needed <= 100 else None)


def weight(rulebook: Rulebook, tool: str) -> Fraction:
    """A tool's share of the total, 0 to 1."""
    return Fraction(str(rulebook.weights[tool])) / 100


def _weighed(rulebook: Rulebook, tools: ToolScores, oit: Fraction) -> Fraction:
    return (
        weight(rulebook, "IIT") * tools.iit
        + weight(rulebook, "EIT") * tools.eit
        + weight(rulebook, "OIT") * oit
    )


def _below(
    band: GradeBand, grades: Grades, tools: Mapping[str, Fraction]
) -> tuple[tuple[str, Fraction], ...]:
    """The tools below what the level asks of each, with what each lacks."""
    if band.min_each_tool is None:
        return ()
    least = _decimal(band.min_each_tool)
    return tuple(
        (name, Fraction(least) - tools[name])
        for name in grades.tools_for_min_each
        if rounded(tools[name]) < least
    )


def _decimal(value: float) -> Decimal:
    return Decimal(repr(value))
