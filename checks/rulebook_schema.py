"""What a rulebook holds: the items an agency must publish in one fiscal year, as records.

The records are the schema too: a rulebook file has exactly these keys. Source:
docs/reference/rulebook.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, with_config

from checks.records import Period

Kind = Literal["presence", "field", "period", "count", "format", "linkage", "consistency", "other"]
Strength = Literal["must", "example", "advice"]
Confidence = Literal["high", "medium", "low"]
AppliesTo = Literal["all", "local_government", "province"]
PeriodType = Literal[
    "current_state",
    "in_force_in",
    "current_fiscal_year",
    "first_6_months_min",
    "previous_fiscal_year",
    "multi_year_plan_covering",
]
PeriodTest = Literal[
    "in_fiscal_year",
    "covers_first_6_months",
    "of_previous_fiscal_year",
    "in_force_in_fiscal_year",
    "one_year_plan_of_fiscal_year",
    "longer_than_one_year",
    "plan_covers_fiscal_year",
    "progress_to_end_of_q2",
    "year_stated",
]

LOCAL_GOVERNMENT_TYPES = (
    "pao",
    "city_municipality",
    "town_municipality",
    "subdistrict_municipality",
    "sao",
    "special",
)
AGENCY_TYPES = (
    "local_government",
    *LOCAL_GOVERNMENT_TYPES,
    "central",
    "province",
    "university",
    "state_enterprise",
    "public_organisation",
    "fund",
    "independent",
    "court",
    "parliament",
)

_exact = with_config(ConfigDict(extra="forbid"))


@_exact
@dataclass(frozen=True, slots=True, kw_only=True)
class FiscalPeriod:
    """First and last day of a fiscal year, both included."""

    start: date
    end: date


@_exact
@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """A step of the assessment; a day is None when it is not known."""

    event_th: str
    event_en: str
    start: date | None
    end: date | None
    confidence: Confidence
    sources: tuple[str, ...] = ()
    notes: str = ""


@_exact
@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where facts of a rulebook come from."""

    kind: str
    title: str
    url: str = ""


@_exact
@dataclass(frozen=True, slots=True, kw_only=True)
class GradeBand:
    """One level of the result; points from 0 to 100."""

    code: str
    label_th: str
    min_total: float
    max_total: float | None = None
    min_each_tool: float | None = None


@_exact
@dataclass(frozen=True, slots=True, kw_only=True)
class Grades:
    """The levels, best first; the first whose conditions hold is the agency's."""

    evaluate: Literal["first_match"]
    bands: tuple[GradeBand, ...]
    confidence: Confidence
    tools_for_min_each: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: str = ""


@_exact
@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One requirement of an item, bound to the check that judges it.

    ``options`` are as written in the file; ``validate_bindings`` makes the check's own object.
    ``confidence`` is None when the component has none of its own and the item's holds.
    """

    component_id: str
    source_id: str
    label_th: str
    requirement_th: str
    requirement_en: str
    kind: Kind
    strength: Strength
    applies_to: AppliesTo
    check: str
    options: Mapping[str, object] = field(hash=False)
    field: str = ""
    min: int | None = None
    test: PeriodTest | None = None
    accept_tests: tuple[PeriodTest, ...] = ()
    with_slug: Annotated[str, Field(alias="with")] = ""
    when: Literal["no_occurrence"] | None = None
    instead_of: tuple[str, ...] = ()
    confidence: Confidence | None = None
    example_th: str = ""  # invented, what an officer may write; "" where the title says it all
    example_state_th: str = ""  # the same where no local government asks; "" for the same words

    @property
    def binds(self) -> bool:
        """Whether it can turn its item: neither advice nor itself of low confidence."""
        return self.strength != "advice" and self.confidence != "low"


@_exact
@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralRule:
    """A requirement on every item's answer (G1 to G10)."""

    component_id: str
    source_id: str
    requirement_th: str
    requirement_en: str
    kind: Kind
    confidence: Confidence
    check: str
    options: Mapping[str, object] = field(hash=False)
    binds: bool
    label_th: str = ""


@_exact
@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One disclosure item, with its components in the order of the facts."""

    item_code: str
    slug: str
    title_th: str
    title_en: str
    aliases_th: tuple[str, ...]
    predecessors: tuple[str, ...]
    period: Period
    gather: Literal["bundle", "site"]
    require: Literal["all"]
    applies_to: tuple[AppliesTo, ...]
    subjects: tuple[str, ...]
    owner_th: str
    how_to_fix_th: str
    avoid_th: str
    confidence: Confidence
    sources: tuple[str, ...]
    notes: str
    components: tuple[Component, ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """The official title first, then known wordings, each once."""
        return tuple(dict.fromkeys((self.title_th, *self.aliases_th)))

    def component(self, component_id: str) -> Component:
        """The component of that id.

        Raises:
            KeyError: the item has none.
        """
        for component in self.components:
            if component.component_id == component_id:
                return component
        raise KeyError(component_id)

    def confidence_of(self, component: Component) -> Confidence:
        """The component's own confidence, or the item's."""
        return component.confidence or self.confidence


@_exact
@dataclass(frozen=True, slots=True, kw_only=True)
class SubIndicator:
    """A group of items that are averaged."""

    code: str
    name_th: str
    name_en: str
    items: tuple[Item, ...]


@_exact
@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A group of sub-indicators that are averaged, each with the same weight."""

    code: str
    name_th: str
    name_en: str
    sub_indicators: tuple[SubIndicator, ...]


@_exact
@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """The requirements of one fiscal year, complete in themselves.

    ``digest`` is "sha256:" and the hex digest of the file's bytes. ``weights`` are per cent of the
    total by tool (IIT, EIT, OIT).
    """

    schema_version: Literal[1]
    fiscal_year_be: int
    fiscal_period: FiscalPeriod
    framework: str
    status: Literal["final", "provisional"]
    item_count: int
    component_count: int
    national_target: float
    weights: Mapping[str, float] = field(hash=False)
    scoring: Mapping[str, object] = field(hash=False)
    grades: Grades
    calendar: tuple[CalendarEntry, ...]
    general_rules: tuple[GeneralRule, ...]
    indicators: tuple[Indicator, ...]
    sources: Mapping[str, Source] = field(hash=False)
    digest: str = ""

    @property
    def sub_indicators(self) -> tuple[SubIndicator, ...]:
        """Every sub-indicator, in rulebook order."""
        return tuple(sub for indicator in self.indicators for sub in indicator.sub_indicators)

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in rulebook order."""
        return tuple(item for sub in self.sub_indicators for item in sub.items)

    def item(self, item_code: str) -> Item:
        """The item of that code ("O3"), whatever the case of its letter.

        Raises:
            KeyError: the year has no such item.
        """
        for item in self.items:
            if item.item_code == item_code.upper():
                return item
        raise KeyError(item_code)

    def walk(self) -> Iterator[tuple[Item, Component]]:
        """Every component with its item, in rulebook order."""
        for item in self.items:
            for component in item.components:
                yield item, component


def matches_agency_type(applies_to: str, agency_type: str | None) -> bool | None:
    """Whether a requirement concerns an agency of that type; None when the type is not known.

    The kinds of local government (``sao``, ``pao``, ...) are local governments.
    """
    if applies_to == "all":
        return True
    if agency_type is None:
        return None
    if applies_to == "local_government":
        return agency_type == applies_to or agency_type in LOCAL_GOVERNMENT_TYPES
    return agency_type == applies_to
