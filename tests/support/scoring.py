"""What scoring needs of a year, as published: the groups of items and the levels."""

from functools import cache
from pathlib import Path
from typing import Any

from checks.rulebook import Rulebook, load, read_yaml

_FACTS = Path(__file__).parent.parent / "checks" / "facts" / "scoring.yaml"


@cache
def published(year: int) -> dict[str, Any]:
    """The first and last item of each sub-indicator (``items``), and the levels (``grades``)."""
    facts: dict[str, Any] = read_yaml(_FACTS)[0]["years"][year]
    return facts


def rulebook(year: int) -> Rulebook:
    """The shipped rulebook of a year."""
    return load(year)
