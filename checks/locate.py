"""Finds, for every item of a rulebook, the places of a site that may answer it.

Sources of candidates, as in design.md section 6: declared addresses, the site's ITA/OIT hub,
menus and links, titles and headings. A pointer only points; what stands at its end is judged.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from checks.bundle import Bundle, gap_at, gather_bundle, is_file_address, is_pager
from checks.match.hub import HubRow, hub_rows, hub_years, is_hub
from checks.match.item_codes import leading_code
from checks.match.lines import Line, lines
from checks.match.periods import Month, months_named
from checks.match.substance import substance
from checks.match.vocabulary import Match, SubjectMatcher, known_host_kind
from checks.match.years import fiscal_year_of, fiscal_years_be
from checks.records import Candidate, Source, Strength, TargetState
from checks.section import cut_to, sections
from checks.site import Site
from crawler.records import (
    Document,
    FetchFailure,
    Gap,
    GapReason,
    Link,
    LinkKind,
    PageKind,
    Place,
    Region,
)

MAX_CANDIDATES = 12
_TOP_HEADINGS = 3
_CONTENT = frozenset({Region.CONTENT})
_TITLE_LINE = 200  # characters; longer lines are text

_STRENGTHS = (Strength.EXACT, Strength.STRONG, Strength.WEAK)
_SOURCES = (Source.DECLARED, Source.HUB, Source.MENU, Source.LINK, Source.TITLE)


@dataclass(slots=True, kw_only=True)
class _Pointed:
    """What points at one address for one item, best pointer first kept."""

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

    @property
    def timeless(self) -> bool:
        """Whether this pointer itself is a menu or hub row without a year."""
        return not self.years and self.source in {Source.HUB, Source.MENU}


class Locator:
    """Candidates of one site for the items of one rulebook. Pure; built once per judging."""

    def __init__(self, site: Site, matcher: SubjectMatcher, fiscal_year_be: int) -> None:
        self._site = site
        self._matcher = matcher
        self._year = fiscal_year_be
        self._hubs = tuple(page for page in site.documents if is_hub(page, matcher))
        self._hub_urls = frozenset(page.url for page in self._hubs)
        self._skip = self._hub_urls | {site.home_url}
        self._found: dict[str, dict[str, _Pointed]] = {}
        self._sections: dict[str, dict[str, tuple[int, int]]] = {}
        self._places: dict[str, set[str]] = {}  # items by the page that a hub gives them
        titles = Counter(page.title for page in site.documents)
        self._gaps = {gap.url: gap for gap in site.coverage.gaps}
        self._own_titles = frozenset(title for title, count in titles.items() if count == 1)
        self._collect_declared()
        self._collect_hubs()
        self._collect_links()
        self._collect_titles()
        self._collect_sections()

    @property
    def hubs(self) -> tuple[Document, ...]:
        """The pages that pair many items with links, in visiting order."""
        return self._hubs

    def named_on(self, page: Document) -> tuple[str, ...]:
        """The items that a page names in its title and first headings."""
        matches = page_subjects(page, self._matcher, with_title=page.title in self._own_titles)
        return tuple(dict.fromkeys(match.slug for match in matches))

    def candidates(self, slug: str, *, gathered: bool = False) -> tuple[Candidate, ...]:
        """The candidates of an item, best first, at most MAX_CANDIDATES.

        What is ``gathered`` from the whole site may stand on pages that answer other items too.
        """
        if slug not in self._found:
            self._collect_lines(slug)
        found = self._found.get(slug, {}).values()
        own = found if gathered else self._without_others_places(slug, found)
        ranked = sorted(own, key=self._rank)
        self._join_months(ranked)
        return tuple(self._candidate(slug, pointed) for pointed in ranked[:MAX_CANDIDATES])

    def members(self, candidate: Candidate) -> tuple[Document, ...]:
        """The documents of a candidate, the lead first and cut to the item's section."""
        found = (self._site.document(url) for url in candidate.members)
        documents = tuple(document for document in found if document is not None)
        if candidate.span is None or not documents:
            return documents
        return (cut_to(documents[0], candidate.span), *documents[1:])

    # -- collecting -------------------------------------------------------------------------

    def _add(self, slug: str, pointed: _Pointed) -> None:
        here = self._found.setdefault(slug, {})
        pointed.undated = pointed.undated or pointed.timeless
        known = here.get(pointed.url)
        if known is None:
            here[pointed.url] = pointed
            return
        best, other = (
            (pointed, known)
            if _order(pointed.strength, pointed.source) < _order(known.strength, known.source)
            else (known, pointed)
        )
        best.undated = best.undated or other.undated
        best.years |= other.years
        best.with_urls = list(dict.fromkeys([*best.with_urls, *other.with_urls]))
        best.months = best.months or other.months
        best.pointers = known.pointers + 1
        best.empty = best.empty and other.empty
        here[pointed.url] = best

    def _collect_declared(self) -> None:
        codes = {item.item_code: item.slug for item in self._matcher.items}
        for declared in self._site.declared:
            slug = codes.get(declared.item_code)
            if slug is not None:
                self._add(
                    slug,
                    _Pointed(
                        url=self._site.resolve(declared.url),
                        strength=Strength.EXACT,
                        source=Source.DECLARED,
                        label=declared.explanation or declared.url,
                        pointer_url="",
                        pointer_locator="",
                        years={self._year},
                    ),
                )

    def _collect_hubs(self) -> None:
        for page in self._hubs:
            page_years = hub_years(page)
            for row in hub_rows(page, self._matcher):
                self._add_row(page, row, set(row.years or page_years))

    def _add_row(self, page: Document, row: HubRow, years: set[int]) -> None:
        if not row.links:
            return  # a dash in place of a link points nowhere and hides nothing
        targets = [link for link in row.links if self._leads_away(link, page)]
        # A card that leads away introduces its page; what it says of it is no content.
        if not targets and self._told_on_hub(page, self._section(row.slug, page.url)):
            self._add(
                row.slug,
                _Pointed(
                    url=page.url,
                    strength=row.strength,
                    source=Source.HUB,
                    label=row.label,
                    pointer_url=page.url,
                    pointer_locator="",
                    years=set(years),
                ),
            )
        elif not targets:
            first = row.links[0] if row.links else None
            self._add(
                row.slug,
                _Pointed(
                    url=page.url,
                    strength=row.strength,
                    source=Source.HUB,
                    label=row.label,
                    pointer_url=page.url,
                    pointer_locator=first.locator if first else "",
                    years=years,
                    empty=True,
                ),
            )
        by_url = {self._site.resolve(link.url): link for link in reversed(targets)}
        urls = list(dict.fromkeys(self._site.resolve(link.url) for link in targets))
        for url in urls:
            link = by_url[url]
            if row.strength is Strength.EXACT:
                self._places.setdefault(url, set()).add(row.slug)
            others = [other for other in urls if other != url] if url == urls[0] else []
            self._add(
                row.slug,
                _Pointed(
                    url=url,
                    strength=row.strength,
                    source=Source.HUB,
                    label=row.label,
                    pointer_url=page.url,
                    pointer_locator=link.locator,
                    years=set(years),
                    with_urls=others,
                ),
            )

    def _leads_away(self, link: Link, page: Document) -> bool:
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
        if target == self._site.home_url or target in self._hub_urls:
            return
        for match in self._matcher.match_link(link, page.title):
            menu = link.region in {Region.MENU, Region.HEADER}
            words = f"{link.group} {link.heading} {link.text} {link.title} {link.image_alt}"
            self._add(
                match.slug,
                _Pointed(
                    url=target,
                    strength=match.strength,
                    source=Source.MENU if menu else Source.LINK,
                    label=match.label,
                    pointer_url=page.url,
                    pointer_locator=link.locator,
                    years=set(fiscal_years_be(words)),
                    months=self._months_of_link(link, words),
                ),
            )

    def _months_of_link(self, link: Link, words: str) -> frozenset[Month]:
        years = fiscal_years_be(words)
        year = years[0] if len(years) == 1 else self._year
        return months_named(f"{link.text} {link.title} {link.image_alt}", year)

    def _collect_sections(self) -> None:
        """Pages with a heading that is exactly an item's title, further down the page."""
        for page in self._own_pages():
            for heading in page.headings:
                if not _in_content(page, heading.start):
                    continue
                for match in self._matcher.match_text(heading.text):
                    if match.strength is Strength.EXACT:
                        self._add_title(page, match.slug, Strength.WEAK, heading.text)

    def _collect_lines(self, slug: str) -> None:
        """Pages that say the item's title in a line of their own; for items found nowhere else."""
        for page in self._own_pages():
            for line in lines(page, _CONTENT):
                if not _may_be_title(line, page):
                    continue
                matches = self._matcher.match_text(line.text)
                strengths = {match.strength for match in matches if match.slug == slug}
                if strengths and strengths != {Strength.WEAK}:
                    self._add_title(page, slug, Strength.WEAK, line.text)
                    break

    def _collect_titles(self) -> None:
        for page in self._own_pages():
            for match in page_subjects(
                page, self._matcher, with_title=page.title in self._own_titles
            ):
                self._add_title(page, match.slug, match.strength, match.label)

    def _own_pages(self) -> Iterator[Document]:
        """Pages that may answer an item themselves: neither the home page nor a hub."""
        for page in self._site.documents:
            if page.picture and not self._site.pointers(page.url):
                continue  # a part of the page that shows it
            if page.url not in self._skip and page.kind is PageKind.PAGE:
                yield page

    def _add_title(self, page: Document, slug: str, strength: Strength, words: str) -> None:
        self._add(
            slug,
            _Pointed(
                url=page.url,
                strength=strength,
                source=Source.TITLE,
                label=words,
                pointer_url=page.url,
                pointer_locator="",
                # A year that only OCR read counts for nothing.
                years=set() if page.ocr else set(fiscal_years_be(words)),
            ),
        )

    # -- ranking ----------------------------------------------------------------------------

    def _rank(self, pointed: _Pointed) -> tuple[object, ...]:
        """Declared and current first, then by strength and source; the address breaks ties."""
        return (
            pointed.source is not Source.DECLARED,
            not pointed.undated and self.other_year(pointed.years),
            pointed.empty,
            *_order(pointed.strength, pointed.source),
            -pointed.pointers,
            len(self._site.click_path(pointed.url)) or 99,
            pointed.url,
        )

    def _without_others_places(
        self, slug: str, found: Collection[_Pointed]
    ) -> Collection[_Pointed]:
        """The places without those that a hub gives to other items, when it gives this one its own.

        The agency itself says which page answers which item; that the page of another item speaks
        of this one too makes it no answer.
        """
        own = any(
            pointed.source in {Source.DECLARED, Source.HUB}
            and pointed.strength is Strength.EXACT
            and not self.other_year(pointed.years)
            and self._state(slug, pointed)[0] is TargetState.READ
            for pointed in found
        )
        if not own:
            return found
        return [
            pointed
            for pointed in found
            if pointed.source in {Source.DECLARED, Source.HUB}
            or slug in self._places.get(pointed.url, {slug})
        ]

    def _join_months(self, ranked: Sequence[_Pointed]) -> None:
        """Make one place of the pages of a fiscal year's months that no index brings together."""
        series: dict[int, list[_Pointed]] = {}
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
        if page.ocr:
            return frozenset()
        tops = [item.text for item in page.headings if _in_content(page, item.start)]
        for text in tops[:_TOP_HEADINGS]:
            months = months_named(text, self._year)
            if months:
                return months
        return frozenset()

    def other_year(self, years: Iterable[int]) -> bool:
        """Whether the words that point at a place name years, and neither this nor last year."""
        named = set(years)
        return bool(named) and not named & {self._year, self._year - 1}

    def archived(self, candidate: Candidate) -> bool:
        """Whether only pointers of other years lead to a candidate (section 11, ruling 24)."""
        return not candidate.undated and self.other_year(candidate.years)

    def fresh(self, candidate: Candidate) -> bool:
        """Whether a pointer of this year or without a year leads to a candidate."""
        return not candidate.years or candidate.undated or self._year in candidate.years

    # -- building ---------------------------------------------------------------------------

    def _candidate(self, slug: str, pointed: _Pointed) -> Candidate:
        state, own_gap = self._state(slug, pointed)
        members: list[Document] = []
        gaps: list[Gap] = [own_gap] if own_gap is not None else []
        for url in [pointed.url, *pointed.with_urls]:
            bundle = self._bundle(slug, url)
            if bundle is not None:
                members += [item for item in bundle.members if item not in members]
                gaps += bundle.gaps
            elif url != pointed.url:
                gap = gap_at(url, slug, self._site)
                if gap is not None:
                    gaps.append(gap)
        if members and state is not TargetState.READ:
            # One link of a row failed; the row's other documents still answer, with a gap.
            state = TargetState.READ
        return Candidate(
            url=pointed.url,
            strength=pointed.strength,
            source=pointed.source,
            state=state,
            label=pointed.label[:200],
            pointer_url=pointed.pointer_url,
            pointer_locator=pointed.pointer_locator,
            years=tuple(sorted(pointed.years)),
            undated=pointed.undated,
            members=tuple(document.url for document in members),
            span=self._section(slug, pointed.url) if members else None,
            gaps=tuple({gap.url: gap for gap in gaps}.values()),
            click_path=self._site.click_path(pointed.url),
        )

    def _never_tried(self, url: str) -> bool:
        """Whether the crawl left an address alone on purpose: it is on another host, and no gap."""
        return (
            self._site.trouble(url) is None
            and not any(gap.url == url for gap in self._site.coverage.gaps)
            and not self._site.on_own_host(url)
        )

    def _told_on_hub(self, hub: Document, span: tuple[int, int] | None) -> bool:
        """Whether a hub holds the item's content itself, under the item's heading."""
        return span is not None and substance((cut_to(hub, span),), self._site).enough

    def _stale(self, link: Link) -> bool:
        """Whether a link's words, or the heading above it, name other years only."""
        words = f"{link.text} {link.title} {link.image_alt}"
        years = fiscal_years_be(words) or fiscal_years_be(link.heading)
        return self.other_year(years)

    def _turns_to_another_item(self, link: Link, slug: str) -> bool:
        """Whether a pager goes from item to item: to a page that links give to others only."""
        target = self._site.resolve(link.url)
        if not link.text.strip() or not is_pager(link.text):
            return False  # what a page embeds has no words
        here = {item for item, found in self._found.items() if _given(found.get(target))}
        return bool(here) and slug not in here

    def _section(self, slug: str, url: str) -> tuple[int, int] | None:
        """The part of a page that is the item's, when the page holds sections of several items."""
        page = self._site.document(url)
        if page is None or page.kind is not PageKind.PAGE:
            return None
        if page.url not in self._sections:
            self._sections[page.url] = sections(page, self._matcher)
        return self._sections[page.url].get(slug)

    def _bundle(self, slug: str, url: str) -> Bundle | None:
        document = self._site.document(url)
        if document is None or document.kind is not PageKind.PAGE:
            return None
        span = self._section(slug, url)
        if document.url in self._hub_urls and not self._told_on_hub(document, span):
            return None
        document = cut_to(document, span) if span is not None else document
        bundle = gather_bundle(
            document,
            slug,
            self._site,
            self._matcher,
            skip=self._skip,
            stale=lambda link: self._stale(link) or self._turns_to_another_item(link, slug),
        )
        return replace(bundle, gaps=(*bundle.gaps, *self._gaps_linked(document, slug)))

    def _gaps_linked(self, lead: Document, slug: str) -> Iterator[Gap]:
        """What the lead leads to for the item and was not read: there the answer may go on.

        The crawl gave such a link the item by its words or by the heading above it, though its
        page would be a place of its own.
        """
        for link in lead.links:
            if link.region is not Region.CONTENT or link.kind is not LinkKind.WEB:
                continue
            gap = self._gaps.get(self._site.resolve(link.url))
            if gap is not None and slug in gap.subjects and not self._stale(link):
                yield replace(gap, subjects=(slug,), blocks_all=False)

    def _state(self, slug: str, pointed: _Pointed) -> tuple[TargetState, Gap | None]:
        if pointed.empty:
            return TargetState.EMPTY, None
        url = pointed.url
        document = self._site.document(url)
        if document is not None and document.kind is PageKind.PAGE:
            return TargetState.READ, None
        if self._site.dead(url) is not None:
            return TargetState.DEAD, None
        gap = gap_at(url, slug, self._site)
        if gap is not None:
            login = gap.reason is GapReason.LOGIN_REQUIRED
            return (TargetState.LOGIN if login else TargetState.UNREAD), replace(
                gap, subjects=(slug,)
            )
        kind = known_host_kind(url)
        if document is None and kind is not None and kind != "social":
            return TargetState.EXTERNAL, Gap(
                url=url,
                reason=GapReason.EXTERNAL_HOST_UNREACHABLE,
                detail="on another host, not read",
                place=Place.LINK,
                subjects=(slug,),
            )
        if self._never_tried(url):
            # Maps, social networks and the like: the link is the evidence, nothing is unread.
            return TargetState.EXTERNAL, None
        trouble = self._site.trouble(url)
        reason = trouble.reason if isinstance(trouble, FetchFailure) else GapReason.FETCH_FAILED
        if is_file_address(url):
            reason = GapReason.UNSUPPORTED_FORMAT
        return TargetState.UNREAD, Gap(
            url=url, reason=reason, detail="not read", place=Place.LINK, subjects=(slug,)
        )


def _may_be_title(line: Line, page: Document) -> bool:
    """Whether a line stands for itself: no row of a list, no label of a link."""
    if len(line.text) > _TITLE_LINE or "\t" in line.text or leading_code(line.text) is not None:
        return False
    return not any(
        link.text and link.start < line.end and link.end > line.start for link in page.links
    )


def page_subjects(
    page: Document, matcher: SubjectMatcher, *, with_title: bool = True
) -> tuple[Match, ...]:
    """The items that the title and the first headings of a page's content name.

    A title that many pages share is the site's and not the page's: leave it out by
    ``with_title``. The label of a match is the whole heading, years included.
    """
    tops = [item.text for item in page.headings if _in_content(page, item.start)][:_TOP_HEADINGS]
    texts = dict.fromkeys([page.title if with_title else "", *tops])
    return tuple(
        replace(match, label=text) for text in texts if text for match in matcher.match_text(text)
    )


def _in_content(page: Document, offset: int) -> bool:
    for span in page.regions:
        if span.start <= offset < span.end:
            return span.region is Region.CONTENT
    return True


def _given(pointed: _Pointed | None) -> bool:
    """Whether a hub, a menu or a link surely gives a page to an item."""
    return (
        pointed is not None
        and pointed.strength is Strength.EXACT
        and pointed.source is not Source.TITLE
    )


def _order(strength: Strength, source: Source) -> tuple[int, int]:
    return _STRENGTHS.index(strength), _SOURCES.index(source)
