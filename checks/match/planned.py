"""The documents of a plan that are of one fiscal year, and what a report tells of its measures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from checks.match.entries import Entry, Likeness, told_elsewhere
from checks.match.lines import lines
from checks.match.years import fiscal_years_be
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_HEADINGS = 4
_FIRST_LINES = 6
_UNLIKE = 55.0  # per cent; below this an entry is told nowhere
_ALIKE = 84.0  # per cent, from which two entries are one
_PLAIN = 14  # folded letters; a shorter entry may hide in any sentence


def of_year(documents: Iterable[Document], year: int) -> tuple[Document, ...]:
    """Documents whose title, first headings or first lines name the fiscal year (BE), or none."""
    return tuple(doc for doc in documents if year in _years(doc) or not _years(doc))


def _years(document: Document) -> set[int]:
    starts = [heading.text for heading in document.headings[:_HEADINGS]]
    first = [line.text for line in lines(document, _CONTENT)[:_FIRST_LINES]]
    named = {year for text in (document.title, *starts) for year in fiscal_years_be(text)}
    return named or {year for text in first for year in fiscal_years_be(text)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How a report tells of the entries of a plan."""

    told: tuple[Likeness, ...]
    doubtful: tuple[Likeness, ...]
    missing: tuple[Likeness, ...]  # nothing in the report is like them

    @property
    def whole(self) -> bool:
        """Whether every entry is told."""
        return bool(self.told) and not self.doubtful and not self.missing


def telling(planned: Sequence[Entry], report: Sequence[Document]) -> Telling:
    """Sort the entries of a plan by whether a report tells of them."""
    found = told_elsewhere(planned, report)
    missing = [
        like
        for like in found
        if not like.same and like.percent < _UNLIKE and len(like.entry.name) >= _PLAIN
    ]
    return Telling(
        told=tuple(like for like in found if like.same),
        doubtful=tuple(like for like in found if not like.same and like not in missing),
        missing=tuple(missing),
    )


def is_listed(entry: Entry, others: Sequence[Entry]) -> bool:
    """Whether an entry is one of others, though longer or shorter told."""
    return any(fuzz.partial_ratio(entry.name, other.name) >= _ALIKE for other in others)
