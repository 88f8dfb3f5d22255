"""Finds, for every item of a rulebook, the places of a site that may answer it.

Sources of candidates, as in design.md section 6: declared addresses, the site's ITA/OIT hub,
menus and links, titles and headings. A pointer only points; what stands at its end is judged.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from checks.belonging import is_pager
from checks.list_years import ListYears
from checks.match.hub.rows import FEWEST_ITEMS, HubRow, hub_rows, is_hub
from checks.match.periods.said import Month, months_named
from checks.match.periods.years import fiscal_year_of, fiscal_years_be
from checks.match.subjects.vocabulary import SubjectMatcher, is_hub_label
from checks.own_words import OwnWords, top_headings
from checks.pack_reading import with_menu_hub
from checks.pointed import Pointed, in_one_of, order
from checks.records import Candidate, Source, Strength
from checks.section import cut_to
from checks.site import Site
from checks.targets import Targets, label_years, other_year
from crawler.records import (
    Document,
    Link,
    LinkKind,
    PageKind,
    Region,
)

MAX_CANDIDATES = 12
_PACK_HUB_ITEMS = 3  # items on a page whose address is the hub's on sites of its make
_STRENGTHS = (Strength.EXACT, Strength.STRONG, Strength.WEAK)


class Locator:
    """Candidates of one site for the items of one rulebook. Pure; built once per judging."""

    def __init__(
        self,
        site: Site,
        matcher: SubjectMatcher,
        fiscal_year_be: int,
        *,
        periods: Mapping[str, int] | None = None,
    ) -> None:
        """``periods`` are the fiscal years (BE) that items ask for, by slug, where not the own."""
        self._site = site
        self._matcher = matcher
        self._year = fiscal_year_be
        self._periods = dict(periods or {})
        self._list_years = ListYears(site)
        self._current_list = False  # a hub of this year, or of no year in particular, has rows
        read = (with_menu_hub(page, site.home, site.pack, matcher) for page in site.documents)
        self._hubs = tuple(page for page in read if self._is_hub(page))
        self._hub_urls = frozenset(page.url for page in self._hubs)
        # A chapter of a few items may hold others itself, between the rows that lead away.
        linked = {page.url: self._linked_on(page) for page in self._hubs}
        self._chapters = {url: on for url, on in linked.items() if len(on) < FEWEST_ITEMS}
        self._skip = (self._hub_urls - self._chapters.keys()) | {site.home_url}
        self._found: dict[str, dict[str, Pointed]] = {}
        self._targets = Targets(
            site,
            matcher,
            fiscal_year_be,
            periods=self._periods,
            skip=self._skip,
            turns=self._turns_to_another_item,
        )
        self._places: dict[str, set[str]] = {}  # items by the page that a hub gives them
        titles = Counter(page.title for page in site.documents)
        self._words = OwnWords(
            site,
            matcher,
            fiscal_year_be,
            list_years=self._list_years,
            skip=self._skip,
            chapters=self._chapters,
            own_titles=frozenset(title for title, count in titles.items() if count == 1),
        )
        self._collect_declared()
        self._collect_hubs()
        self._collect_links()
        for slug, pointed in (*self._words.titled(), *self._words.headed()):
            self._add(slug, pointed)

    @property
    def hubs(self) -> tuple[Document, ...]:
        """The pages that pair many items with links, in visiting order."""
        return self._hubs

    def named_on(self, page: Document) -> tuple[str, ...]:
        """The items that a page names in its title and first headings.

        Those below the level of the first head its parts, "ด้านจัดซื้อจัดจ้าง" of an assessment of
        risks, unless they are exactly an item's title.
        """
        whole = self._words.subjects(page, parts=False)
        exact = [m for m in self._words.subjects(page) if m.strength is Strength.EXACT]
        matches = (*whole, *exact)
        return tuple(dict.fromkeys(match.slug for match in matches))

    def names_other(self, candidate: Candidate, slug: str) -> bool:
        """Whether the page behind a passing link names another item more surely than this one."""
        page = self._site.document(candidate.url)
        passing = candidate.strength is Strength.WEAK and candidate.source is Source.LINK
        if page is None or not passing:
            return False
        found = self._words.subjects(page)
        own = [_STRENGTHS.index(match.strength) for match in found if match.slug == slug]
        others = [_STRENGTHS.index(match.strength) for match in found if match.slug != slug]
        return bool(others) and min(others) < min(own, default=len(_STRENGTHS))

    def titled(self, url: str) -> tuple[str, ...]:
        """The items that the title or the first headings of what stands at an address name."""
        page = self._site.document(url)
        if page is None or page.url in self._skip:
            return ()
        matches = self._words.subjects(page)
        sure = [match.slug for match in matches if match.strength is not Strength.WEAK]
        return tuple(dict.fromkeys(sure))

    def years_of(self, page: Document) -> tuple[int, ...]:
        """The fiscal years (BE) that a document is headed by, else linked or listed under."""
        own = fiscal_years_be("\n".join([page.title, *top_headings(page, sure=True)]))
        if own and not page.ocr_in_title:
            return own
        pointers = self._site.pointers(page.url)
        told = {
            year
            for pointer in pointers
            for year in label_years(pointer.link) or self._list_of(pointer.link, pointer.page)
        }
        return tuple(sorted(told))

    @property
    def has_current_hub(self) -> bool:
        """Whether a hub of this year, or of no year in particular, lists items."""
        return self._current_list

    def candidates(self, slug: str, *, gathered: bool = False) -> tuple[Candidate, ...]:
        """The candidates of an item, best first, at most MAX_CANDIDATES.

        What is ``gathered`` from the whole site may stand on pages that answer other items too.
        """
        for seek in (self._words.said, self._words.spoken_of):
            if slug not in self._found:
                for _, pointed in seek(slug):
                    self._add(slug, pointed)
        found = self._found.get(slug, {}).values()
        own = found if gathered else self._without_others_places(slug, found)
        ranked = sorted(own, key=self._rank)
        self._join_months(ranked)
        return tuple(
            self._targets.candidate(slug, pointed, current_list=self._current_list)
            for pointed in ranked[:MAX_CANDIDATES]
        )

    def members(self, candidate: Candidate) -> tuple[Document, ...]:
        """The documents of a candidate, the lead first and cut to the item's section."""
        found = (self._site.document(url) for url in candidate.members)
        documents = tuple(document for document in found if document is not None)
        if candidate.span is None or not documents:
            return documents
        return (cut_to(documents[0], candidate.span), *documents[1:])

    # -- collecting -------------------------------------------------------------------------

    def _add(self, slug: str, pointed: Pointed) -> None:
        here = self._found.setdefault(slug, {})
        known = here.get(pointed.url)
        here[pointed.url] = pointed if known is None else known.joined(pointed)

    def _collect_declared(self) -> None:
        codes = {item.item_code: item.slug for item in self._matcher.items}
        for declared in self._site.declared:
            slug = codes.get(declared.item_code)
            if slug is not None:
                self._add(
                    slug,
                    Pointed(
                        url=self._site.resolve(declared.url),
                        strength=Strength.EXACT,
                        source=Source.DECLARED,
                        label=declared.explanation or declared.url,
                        pointer_url="",
                        pointer_locator="",
                        years={self._year},
                        current=True,
                    ),
                )

    def _collect_hubs(self) -> None:
        for page in self._hubs:
            page_years = self._list_years.of(page)
            for row in hub_rows(page, self._matcher):
                self._add_row(page, row, set(row.years or page_years))

    def _add_row(self, page: Document, row: HubRow, years: set[int]) -> None:
        if not row.links:
            return  # a dash in place of a link points nowhere and hides nothing
        wanted = {self._year}
        if row.labelled:
            wanted.add(self._periods.get(row.slug, self._year))
        current = in_one_of(years, wanted)
        self._current_list = self._current_list or current
        targets = self._without_home([link for link in row.links if self._leads_away(link, page)])
        point = partial(
            Pointed,
            strength=row.strength,
            source=Source.HUB,
            label=row.label,
            pointer_url=page.url,
            current=current,
            old_list=not current,
        )
        if not targets:
            # A card that leads away introduces its page; what it says of it is no content.
            told = self._targets.told_on_hub(page, self._targets.section(row.slug, page.url))
            locator = "" if told else row.links[0].locator
            self._add(
                row.slug,
                point(url=page.url, pointer_locator=locator, years=set(years), empty=not told),
            )
        by_url = {self._site.resolve(link.url): link for link in reversed(targets)}
        urls = list(dict.fromkeys(self._site.resolve(link.url) for link in targets))
        for url in urls:
            if row.strength is Strength.EXACT:
                self._places.setdefault(url, set()).add(row.slug)
            others = [other for other in urls if other != url] if url == urls[0] else []
            self._add(
                row.slug,
                point(
                    url=url,
                    pointer_locator=by_url[url].locator,
                    years=set(years),
                    with_urls=others,
                ),
            )

    def _without_home(self, targets: list[Link]) -> list[Link]:
        """The links of a row without that to the home page, where one to another own page is left.

        Rows print the way to a page: the address of the home page, then that of the page.
        """
        rest = [link for link in targets if self._site.resolve(link.url) != self._site.home_url]
        return rest if any(self._site.on_own_host(link.url) for link in rest) else targets

    def _is_hub(self, page: Document) -> bool:
        """Whether a page is a hub by what it holds, or by its address and some rows with links."""
        if is_hub(page, self._matcher):
            return True
        pack = self._site.pack
        if pack is None or not pack.is_hub_address(page.url):
            return False
        rows = (row.slug for row in hub_rows(page, self._matcher) if row.links)
        return len(set(rows)) >= _PACK_HUB_ITEMS

    def _linked_on(self, hub: Document) -> frozenset[str]:
        return frozenset(row.slug for row in hub_rows(hub, self._matcher) if row.links)

    def _leads_away(self, link: Link, page: Document) -> bool:
        if self._site.pack is not None and self._site.pack.leads_nowhere(link):
            return False
        return link.kind is LinkKind.WEB and self._site.resolve(link.url) not in {page.url}

    def _collect_links(self) -> None:
        seen: set[tuple[str, str, str]] = set()
        for page in self._site.documents:
            hub = page.url in self._hub_urls
            for link in page.links:
                if link.kind is not LinkKind.WEB or not link.url:
                    continue
                if hub and link.region is Region.CONTENT:
                    continue  # the hub's rows were read as rows
                key = (link.url, link.text or link.image_alt, link.heading)
                if key in seen:
                    continue
                seen.add(key)
                self._add_link(page, link)

    def _add_link(self, page: Document, link: Link) -> None:
        target = self._site.resolve(link.url)
        if target in self._skip:
            return
        if self._site.photograph(target):
            return
        menu = link.region in {Region.MENU, Region.HEADER}
        words = f"{link.group} {link.heading} {link.text} {link.title} {link.image_alt}"
        old_list = not in_one_of(self._list_of(link, page), {self._year})
        listed = menu or page.url == self._site.home_url
        for match in self._matcher.match_link(link, page.title):
            years = set(fiscal_years_be(words))
            self._add(
                match.slug,
                Pointed(
                    url=target,
                    strength=match.strength,
                    source=Source.MENU if menu else Source.LINK,
                    label=match.label,
                    pointer_url=page.url,
                    pointer_locator=link.locator,
                    years=years,
                    months=self._months_of_link(link, words),
                    old_list=old_list,
                    current=listed and not old_list and not self.other_year(years),
                ),
            )

    def _list_of(self, link: Link, page: Document) -> tuple[int, ...]:
        """The years of the ITA list that a link stands in, () for links outside such lists."""
        named = (
            years
            for part in reversed(link.group.split(" > "))
            if is_hub_label(part) and (years := fiscal_years_be(part))
        )
        if link.region is not Region.CONTENT:
            return next(named, ())
        return next(named, ()) or self._list_years.of_part(page)

    def _months_of_link(self, link: Link, words: str) -> frozenset[Month]:
        years = fiscal_years_be(words)
        year = years[0] if len(years) == 1 else self._year
        return months_named(f"{link.text} {link.title} {link.image_alt}", year)

    # -- ranking ----------------------------------------------------------------------------

    def _rank(self, pointed: Pointed) -> tuple[object, ...]:
        """Declared and current first, then by strength and source; the address breaks ties."""
        return (
            pointed.source is not Source.DECLARED,
            pointed.archive and self._current_list,
            not pointed.undated and self.other_year(pointed.years),
            pointed.empty,
            *order(pointed.strength, pointed.source),
            -pointed.pointers,
            len(self._site.click_path(pointed.url)) or 99,
            pointed.url,
        )

    def _without_others_places(self, slug: str, found: Collection[Pointed]) -> Collection[Pointed]:
        """The places without those that a hub gives to other items, when it gives this one its own.

        The agency itself says which page answers which item; that the page of another item speaks
        of this one too makes it no answer.
        """
        own = any(
            pointed.source in {Source.DECLARED, Source.HUB}
            and pointed.strength is Strength.EXACT
            and not self.other_year(pointed.years)
            and self._targets.is_read(slug, pointed)
            for pointed in found
        )
        if not own:
            return found
        return [
            pointed
            for pointed in found
            if pointed.source in {Source.DECLARED, Source.HUB}
            or slug in (self._answered_by(pointed) or {slug})
        ]

    def _answered_by(self, pointed: Pointed) -> set[str]:
        """The items that a hub gives a page to, or the pages that alone link a file."""
        given = self._places.get(pointed.url)
        if given is not None or pointed.source is not Source.TITLE:
            return given or set()
        pages = {pointer.page.url for pointer in self._site.pointers(pointed.url)}
        if not pages or any(url not in self._places for url in pages):
            return set()
        return set().union(*(self._places[url] for url in pages))

    def _join_months(self, ranked: Sequence[Pointed]) -> None:
        """Make one place of the pages of a fiscal year's months that no index brings together."""
        series: dict[int, list[Pointed]] = {}
        for pointed in ranked:
            months = pointed.months or self._months_of_page(pointed.url)
            if len(months) == 1 and not pointed.empty:
                year, month = next(iter(months))
                series.setdefault(fiscal_year_of(date(year, month, 1)), []).append(pointed)
        for parts in series.values():
            lead, *rest = parts
            urls = [part.url for part in rest]
            lead.with_urls = list(dict.fromkeys([*lead.with_urls, *urls]))

    def _months_of_page(self, url: str) -> frozenset[Month]:
        """The months that the first headings of a page's content name."""
        page = self._site.document(url)
        if page is None or page.kind is not PageKind.PAGE or page.url in self._hub_urls:
            return frozenset()
        if page.all_ocr:
            return frozenset()
        for text in top_headings(page, sure=True):
            months = months_named(text, self._year)
            if months:
                return months
        return frozenset()

    def other_year(self, years: Iterable[int]) -> bool:
        """Whether the words that point at a place name years, and neither this nor last year."""
        return other_year(years, self._year)

    def archived(self, candidate: Candidate) -> bool:
        """Whether only pointers of other years lead to a candidate (section 11, ruling 24)."""
        return candidate.archive or (not candidate.undated and self.other_year(candidate.years))

    def fresh(self, candidate: Candidate) -> bool:
        """Whether a pointer of this year or without a year leads to a candidate."""
        return not candidate.years or candidate.undated or self._year in candidate.years

    def _turns_to_another_item(self, link: Link, slug: str) -> bool:
        """Whether a pager goes from item to item: to a page that links give to others only."""
        target = self._site.resolve(link.url)
        if not link.text.strip() or not is_pager(link.text):
            return False  # what a page embeds has no words
        here = {item for item, found in self._found.items() if _given(found.get(target))}
        return bool(here) and slug not in here


def _given(pointed: Pointed | None) -> bool:
    """Whether a hub, a menu or a link surely gives a page to an item."""
    return (
        pointed is not None
        and pointed.strength is Strength.EXACT
        and pointed.source is not Source.TITLE
    )
