"""Tells the crawler which links are worth a visit, from the vocabulary that checks know."""

from collections import Counter
from urllib.parse import urlsplit

from checks.belonging import belongs, is_file_address
from checks.match.hub.rows import hub_rows, hub_years, is_hub
from checks.match.periods.years import fiscal_years_be
from checks.match.subjects.vocabulary import Match, SubjectMatcher, is_hub_label, says_nothing
from checks.own_words import page_subjects
from checks.records import Strength
from checks.supplier_packs import LOOKED_AT, Pack, pack_of
from crawler.follow import DECLARED_LOCATOR
from crawler.ports import LinkScore
from crawler.records import Document, Link, Region

_PRIORITY = {Strength.EXACT: 90, Strength.STRONG: 70, Strength.WEAK: 40}
_HUB = 100
_HUB_ROW = 95
_OTHER_YEAR = 5
_INHERITED = 30
_MENU_BONUS = 5
_UNDER_HEADING = 60  # a link whose words are silent on it, under a heading that is an item's title

# A section of more links than this is a list, which answers by itself and not by each entry.
MAX_SECTION_LINKS = 20
_LONGEST_AROUND = 220  # code points of a row that still reads as one label

# A list of news says "news" above every entry; its entries are not each an answer.
_LISTED = frozenset({"news"})
_NOT_INHERITED = _LISTED


class VocabularyScorer:
    """Implements crawler.ports.LinkScorer for the items of one rulebook year."""

    def __init__(self, matcher: SubjectMatcher, fiscal_year_be: int) -> None:
        self._matcher = matcher
        self._wanted = frozenset({fiscal_year_be, fiscal_year_be - 1})
        # By address: a document is too large to hash for every link.
        self._rows: dict[str, dict[str, tuple[str, ...]]] = {}
        self._own: dict[str, tuple[str, ...]] = {}
        self._hubs: dict[str, bool] = {}
        self._crowds: dict[str, Counter[str]] = {}
        self._seen: list[Document] = []
        self._pack: Pack | None = None

    def score(self, link: Link, page: Document) -> LinkScore:
        """Score one link by its own words, its row in a hub, its section, or the page it continues.

        Source: design.md section 11, ruling 3: label and section together say what a gap hides.
        """
        if link.locator.startswith(DECLARED_LOCATOR):
            return self._declared(link)
        words = f"{link.text} {link.title} {link.image_alt}"
        bonus = _MENU_BONUS if link.region is Region.MENU else 0
        if self._names_other_year(words, f"{link.heading} {link.group}"):
            return LinkScore(priority=_OTHER_YEAR, stale=True)
        pack = self._pack_by(page)
        if is_hub_label(words) or (pack is not None and pack.is_hub_address(link.url)):
            return LinkScore(priority=_HUB + bonus, hub=True)
        rows = self._row_subjects(page).get(link.locator, ()) if self.is_hub(page) else ()
        if rows:
            return LinkScore(priority=_HUB_ROW, subjects=rows)
        matches = self._matcher.match_link(link, page.title)
        listed = all(m.slug in _LISTED and m.strength is not Strength.EXACT for m in matches)
        if matches and listed and link.region is Region.CONTENT and self._lists(page):
            # One entry of a list that was read: the list answers the item, not each entry.
            return LinkScore(priority=bonus)
        section = self._section_subjects(link, page, matches)
        if matches or section:
            ranks = [_PRIORITY[match.strength] for match in matches]
            ranks += [self._section_rank(match) for match in section]
            subjects = tuple(dict.fromkeys(match.slug for match in (*matches, *section)))
            return LinkScore(priority=max(ranks) + bonus, subjects=subjects)
        inherited = tuple(
            slug
            for slug in self._page_subjects(page)
            if slug not in _NOT_INHERITED and belongs(link, page, slug, self._matcher)
        )
        return LinkScore(priority=_INHERITED if inherited else bonus, subjects=inherited)

    def is_hub(self, page: Document) -> bool:
        """Whether the page is a hub of the wanted year, or of no year in particular."""
        if page.url not in self._hubs:
            years = hub_years(page)
            current = not years or bool(self._wanted & set(years))
            self._hubs[page.url] = current and is_hub(page, self._matcher)
        return self._hubs[page.url]

    def unlinked(self, home: Document) -> tuple[str, ...]:
        """Where sites of the home page's make keep their hub, linked or not."""
        pack = self._pack_by(home)
        return pack.hub.paths if pack is not None else ()

    def _pack_by(self, page: Document) -> Pack | None:
        """The supplier's pack, told by the first pages of the site."""
        open_yet = self._pack is None and len(self._seen) < LOOKED_AT
        if open_yet and all(page.url != seen.url for seen in self._seen):
            self._seen.append(page)
            self._pack = pack_of(self._seen)
        return self._pack

    def _lists(self, page: Document) -> bool:
        return any(slug in _LISTED for slug in self._page_subjects(page))

    def _section_subjects(
        self, link: Link, page: Document, own: tuple[Match, ...]
    ) -> tuple[Match, ...]:
        """The items of the row or heading that a content link stands under.

        None for links whose own words are the title of an item or name a subject without one, for
        other people's hosts, which are followed for their words only, and for the entries of long
        lists and of lists of news. Words that only touch another item leave an exact heading its
        say.
        """
        if link.region is not Region.CONTENT or not _near(link.url, page.url):
            return ()
        told = (link.text, link.title, link.image_alt)
        if any(match.strength is Strength.EXACT for match in own) or (
            not own and any(self._matcher.names_other_subject(words) for words in told)
        ):
            return ()
        around = tuple(match for match in self._around(link) if match.slug not in _LISTED)
        if any(match.strength is not Strength.WEAK for match in own):
            around = tuple(match for match in around if match.strength is Strength.EXACT)
        return () if around and self._crowded(link, page) else around

    def _around(self, link: Link) -> tuple[Match, ...]:
        """The items that the nearest words around a link name: its row, its heading, its group."""
        innermost = link.group.rsplit(" > ", 1)[-1]
        for words in (link.row_text, link.item_text, link.heading, innermost):
            if len(words) > _LONGEST_AROUND or says_nothing(words):
                continue
            found = self._matcher.match_text(words)
            if found or (
                words in {link.heading, innermost} and self._matcher.names_other_subject(words)
            ):
                return found
        return ()

    def _crowded(self, link: Link, page: Document) -> bool:
        """Whether more links stand under a link's heading and group than a section has."""
        if page.url not in self._crowds:
            self._crowds[page.url] = Counter(
                _place(other) for other in page.links if other.region is Region.CONTENT
            )
        return self._crowds[page.url][_place(link)] > MAX_SECTION_LINKS

    def _section_rank(self, match: Match) -> int:
        exact = match.strength is Strength.EXACT
        return _UNDER_HEADING if exact else _PRIORITY[Strength.WEAK]

    def _declared(self, link: Link) -> LinkScore:
        """An address that the agency declares: the item code stands first in its text."""
        code = link.text.split(" ", 1)[0]
        subjects = tuple(item.slug for item in self._matcher.items if item.item_code == code)
        return LinkScore(priority=_HUB, subjects=subjects)

    def _names_other_year(self, words: str, place: str) -> bool:
        named = set(fiscal_years_be(words)) or set(fiscal_years_be(place))
        return bool(named) and not named & self._wanted

    def _row_subjects(self, page: Document) -> dict[str, tuple[str, ...]]:
        if page.url not in self._rows:
            subjects: dict[str, tuple[str, ...]] = {}
            for row in hub_rows(page, self._matcher):
                for link in row.links:
                    subjects[link.locator] = (*subjects.get(link.locator, ()), row.slug)
            self._rows[page.url] = subjects
        return self._rows[page.url]

    def _page_subjects(self, page: Document) -> tuple[str, ...]:
        if page.url not in self._own:
            matches = page_subjects(page, self._matcher)
            self._own[page.url] = tuple(dict.fromkeys(match.slug for match in matches))
        return self._own[page.url]


def _place(link: Link) -> str:
    return f"{link.group}\n{link.heading}"


def _near(url: str, page_url: str) -> bool:
    """Whether an address is on the host of its page or a host under the same name, or a file."""
    host, own = (
        (urlsplit(address).hostname or "").removeprefix("www.") for address in (url, page_url)
    )
    return host == own or host.endswith(f".{own}") or is_file_address(url)
