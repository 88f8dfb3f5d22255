"""What points at one address for one item, gathered from every source that names it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from checks.match.periods.said import Month
from checks.records import Source, Strength

_STRENGTHS = (Strength.EXACT, Strength.STRONG, Strength.WEAK)
_SOURCES = (Source.DECLARED, Source.HUB, Source.MENU, Source.LINK, Source.TITLE)


def order(strength: Strength, source: Source) -> tuple[int, int]:
    """The rank of a pointer, lower is better: how surely it names the item, then what it is."""
    return _STRENGTHS.index(strength), _SOURCES.index(source)


@dataclass(slots=True, kw_only=True)
class Pointed:
    """An address and its pointers; the words of the best one are kept.

    ``old_list`` says that another year's hub leads here, ``current`` that something of this year
    or of no year does: a menu, this year's hub, the home page, the agency's own declaration.
    """

    url: str
    strength: Strength
    source: Source
    label: str
    pointer_url: str
    pointer_locator: str
    years: set[int] = field(default_factory=set)
    with_urls: list[str] = field(default_factory=list)  # other targets of the same hub row
    months: frozenset[Month] = frozenset()  # that the pointing words name
    empty: bool = False
    pointers: int = 1
    undated: bool = False  # a menu or hub that names no year leads here too
    old_list: bool = False
    current: bool = False
    sources: set[Source] = field(default_factory=set)

    def __post_init__(self) -> None:
        if not (self.source is Source.HUB and self.old_list):
            self.sources.add(self.source)  # another year's list is no source of this year
        self.undated = self.undated or (not self.years and self.source in {Source.HUB, Source.MENU})

    @property
    def archive(self) -> bool:
        """Whether only another year's hub leads here."""
        return self.old_list and not self.current

    def joined(self, other: "Pointed") -> "Pointed":
        """The better of two pointers to one address, with what the other knows too."""
        first = order(self.strength, self.source) <= order(other.strength, other.source)
        best, rest = (self, other) if first else (other, self)
        # The other documents of a row of another year's hub belong to that year's answer.
        own = [one for one in (best, rest) if one.current or not one.old_list] or [best, rest]
        best.with_urls = list(dict.fromkeys(url for one in own for url in one.with_urls))
        best.undated = best.undated or rest.undated
        best.old_list = best.old_list or rest.old_list
        best.current = best.current or rest.current
        best.years |= rest.years
        best.sources |= rest.sources
        best.months = best.months or rest.months
        best.pointers += rest.pointers
        best.empty = best.empty and rest.empty
        return best


def in_one_of(years: Iterable[int], wanted: Iterable[int]) -> bool:
    """Whether words without a year, or with a wanted one, may speak of the wanted years."""
    named = set(years)
    return not named or bool(named & set(wanted))
