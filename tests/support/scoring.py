"""Rulebooks that hold what scoring needs and nothing to judge by, for published figures."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from checks.records import Period
from checks.rulebook import Grades, Indicator, Item, Rulebook, SubIndicator, load, read_yaml
from checks.rulebook_schema import FiscalPeriod

_FACTS = Path(__file__).parent.parent / "checks" / "facts" / "scoring.yaml"


@cache
def structure(year: int) -> Rulebook:
    """The groups of items, weights and levels of a year."""
    facts: dict[str, Any] = read_yaml(_FACTS)[0]["years"][year]
    indicators = tuple(
        Indicator(
            code=code,
            name_th=code,
            name_en=code,
            sub_indicators=tuple(
                SubIndicator(
                    code=sub,
                    name_th=sub,
                    name_en=sub,
                    items=tuple(_item(number, year) for number in range(first, last + 1)),
                )
                for sub, (first, last) in subs.items()
            ),
        )
        for code, subs in facts["items"].items()
    )
    return Rulebook(
        schema_version=1,
        fiscal_year_be=year,
        fiscal_period=FiscalPeriod(start=date(year - 544, 10, 1), end=date(year - 543, 9, 30)),
        framework="nacc_general",
        status="final",
        item_count=43,
        component_count=0,
        national_target=85.0,
        weights={"IIT": 30, "EIT": 30, "OIT": 40},
        scoring={},
        grades=TypeAdapter(Grades).validate_python(facts["grades"]),
        calendar=(),
        general_rules=(),
        indicators=indicators,
        sources={},
    )


def rulebook(year: int) -> Rulebook:
    """The structure of an early year, the shipped rulebook of a later one."""
    return structure(year) if year < 2567 else load(year)


def _item(number: int, year: int) -> Item:
    return Item(
        item_code=f"O{number}",
        slug=f"item_{number}",
        title_th=f"ข้อ {number}",
        title_en=f"item {number}",
        aliases_th=(),
        predecessors=(),
        period=Period(type="current_state", fiscal_year_be=year),
        gather="bundle",
        require="all",
        applies_to=("all",),
        subjects=(),
        owner_th="",
        how_to_fix_th="",
        avoid_th="",
        confidence="high",
        sources=(),
        notes="",
        components=(),
    )
