"""Labels of a hub: which item a row names by its words, its code, its section.

The words of a row decide which item it is; the code decides only where the words are silent, since
codes move from year to year.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from checks.match.periods.years import fiscal_years_be
from checks.match.subjects.item_codes import item_codes, leading_code
from checks.match.subjects.vocabulary import SubjectMatcher
from checks.records import Strength
from crawler.records import Document, Link, LinkKind, Region

LONGEST_LABEL = 220
FOLLOWED = frozenset({LinkKind.WEB, LinkKind.EMPTY, LinkKind.SAME_PAGE})
_MOST_TIES = 3
RANK = {Strength.EXACT: 0, Strength.STRONG: 1, Strength.WEAK: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class HubRow:
    """One item on a hub with its links; EMPTY links are kept, an empty target is a finding.

    ``years`` are the fiscal years (BE) of the row's own section, empty when no heading, column or
    group names one: then the page's years count. ``labelled`` says that they are what the links
    themselves are called: the year of the list, or of what stands behind them.
    """

    slug: str
    item_code: str | None  # as printed, in the form "O12"; None when the row carries no code
    label: str
    links: tuple[Link, ...]
    years: tuple[int, ...]
    strength: Strength
    start: int
    end: int
    labelled: bool = False


@dataclass(slots=True, kw_only=True)
class HubLabel:
    """The label that links on the way belong to; it collects them."""

    slugs: tuple[str, ...]
    strength: Strength
    code: int | None
    text: str
    start: int
    end: int
    heading: str  # nearest heading, to notice where its section ends
    own_link: bool  # the label is itself a link that leads somewhere
    links: list[Link] = field(default_factory=list)


class HubPage:
    """One page with what its labels and links need to become rows."""

    def __init__(self, document: Document, matcher: SubjectMatcher) -> None:
        self.document = document
        self.matcher = matcher
        self._by_code = {
            int(item.item_code.lstrip("Oo")): item.slug
            for item in matcher.items
            if item.item_code.lstrip("Oo").isdecimal()
        }
        self.links = [
            link
            for link in document.links
            if link.kind in FOLLOWED and link.region is Region.CONTENT
        ]
        self.headings = [
            heading
            for heading in document.headings
            if region_at(document, heading.start) is not Region.MENU
        ]
        self._year_marks = [
            (heading.start, fiscal_years_be(heading.text))
            for heading in self.headings
            if not self.names_item(heading.text) and fiscal_years_be(heading.text)
        ]

    def decide(self, text: str, code: int | None) -> tuple[tuple[str, ...], Strength] | None:
        """Slugs and strength of a label; the code settles ties and speaks where words do not."""
        by_code = self._by_code.get(code) if code is not None else None
        matches = self.matcher.match_text(text)
        if matches:
            top = [match.slug for match in matches if match.strength is matches[0].strength]
            # "O27 วัฒนธรรม No Gift Policy" holds the name of another item, too.
            if by_code in top or (
                matches[0].strength is not Strength.EXACT and by_code in {m.slug for m in matches}
            ):
                return (by_code or "",), matches[0].strength
            return tuple(top[:_MOST_TIES]), matches[0].strength
        if by_code is not None and not self.matcher.names_other_subject(text):
            return (by_code,), Strength.WEAK
        return None

    def names(self, code: int, text: str) -> bool:
        """Whether the words of a text name the item that has the code this year."""
        slug = self._by_code.get(code)
        return any(match.slug == slug for match in self.matcher.match_text(text))

    def names_item(self, text: str) -> bool:
        """Whether a text names an item by its words, or begins with a code."""
        return bool(self.matcher.match_text(text)) or leading_code(text) is not None

    def years_at(self, offset: int) -> tuple[int, ...]:
        """The fiscal years of the last heading before the offset that names any."""
        years: tuple[int, ...] = ()
        for start, named in self._year_marks:
            if start > offset:
                break
            years = named
        return years

    def year_start(self, offset: int) -> int:
        """Where the heading stands whose years hold at an offset, -1 without one."""
        return max((start for start, _ in self._year_marks if start <= offset), default=-1)

    def rows_of(self, label: HubLabel, years: tuple[int, ...]) -> Iterator[HubRow]:
        """The rows of a finished label: one for each item that its words tie between."""
        for slug in label.slugs:
            yield HubRow(
                slug=slug,
                item_code=None if label.code is None else f"O{label.code}",
                label=label.text,
                links=tuple(dict.fromkeys(label.links)),
                years=years,
                strength=label.strength,
                start=label.start,
                end=label.end,
            )


def codes_of(text: str) -> tuple[int, ...]:
    """The item codes of a label; prose has none."""
    return item_codes(text) if len(text) <= LONGEST_LABEL else ()


def region_at(document: Document, offset: int) -> Region:
    """The region of a page that an offset into its text lies in."""
    for span in document.regions:
        if span.start <= offset < span.end:
            return span.region
    return Region.CONTENT
