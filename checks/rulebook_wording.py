"""A year's rulebook with the examples of one kind of agency."""

from dataclasses import replace
from functools import lru_cache

from checks.rulebook import LOCAL_GOVERNMENT_TYPES, Item, Rulebook

__all__ = ["worded_for"]

_LOCAL_GOVERNMENT = "local_government"


@lru_cache(maxsize=32)
def worded_for(rulebook: Rulebook, agency_type: str | None) -> Rulebook:
    """The rulebook as an agency of that type reads it.

    Local governments, and agencies of unknown type, are shown the examples of local governments;
    to all others ``example_th`` is the one for state agencies, where the rulebook has one.
    """
    if agency_type in {None, _LOCAL_GOVERNMENT, *LOCAL_GOVERNMENT_TYPES}:
        return rulebook
    return replace(
        rulebook,
        indicators=tuple(
            replace(
                indicator,
                sub_indicators=tuple(
                    replace(sub, items=tuple(map(_for_state, sub.items)))
                    for sub in indicator.sub_indicators
                ),
            )
            for indicator in rulebook.indicators
        ),
    )


def _for_state(item: Item) -> Item:
    return replace(
        item,
        components=tuple(
            replace(component, example_th=component.example_state_th)
            if component.example_state_th
            else component
            for component in item.components
        ),
    )
