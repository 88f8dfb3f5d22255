"""What stands at an address that answers an item: its bundle, its state, its section.

Source: design.md section 11, rulings 3 and 24.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from checks.belonging import is_file_address
from checks.bundle import Bundle, gap_at, gather_bundle
from checks.match.periods.years import dates, fiscal_years_be
from checks.match.reading.substance import substance
from checks.match.subjects.vocabulary import SubjectMatcher, is_generic, known_host_kind
from checks.pointed import Pointed, in_one_of
from checks.records import Candidate, Source, TargetState
from checks.section import cut_to, sections
from checks.site import Site
from crawler.records import (
    Document,
    Gap,
    GapReason,
    Link,
    LinkKind,
    PageKind,
    Place,
    Region,
)

# A tab, an archive or a filter of years.
_BARE_YEAR = re.compile(r"(?:ปี|ปีงบประมาณ|พ\.?ศ\.?|ประจำ|งบประมาณ|[\s.])*(?:25|๒๕)[\d๐-๙]{2}")
_FRAME_PAGES = 4  # pages that show the same tab of years before it belongs to the site's frame
_HEADINGS = 2  # at the top of a page
_ENTRY = 300  # code points beside a generic label; more is no entry of a list


class Targets:
    """Looks at what pointers of one site lead to, for the items of one rulebook."""

    def __init__(
        self,
        site: Site,
        matcher: SubjectMatcher,
        fiscal_year_be: int,
        *,
        periods: Mapping[str, int],
        skip: frozenset[str],
        turns: Callable[[Link, str], bool] = lambda _link, _slug: False,
    ) -> None:
        """``periods`` as Locator has them; ``skip`` are pages that only lead on: home and hubs.

        ``turns`` tells the pagers of a page that lead to another item than the one given.
        """
        self._turns = turns
        self._site = site
        self._matcher = matcher
        self._year = fiscal_year_be
        self._periods = periods
        self._skip = skip
        self._gaps = {gap.url: gap for gap in site.coverage.gaps}
        self._sections: dict[str, dict[str, tuple[int, int]]] = {}

    def candidate(self, slug: str, pointed: Pointed, *, current_list: bool) -> Candidate:
        """The candidate that an address with its pointers is.

        ``current_list`` says that a hub of this year has rows.
        """
        state, own_gap = self._state(slug, pointed)
        members: list[Document] = []
        gaps: list[Gap] = [own_gap] if own_gap is not None else []
        for url in [pointed.url, *pointed.with_urls]:
            bundle = None if pointed.empty and url == pointed.url else self._bundle(slug, url)
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
            archive=pointed.archive and current_list,
            sources=tuple(source for source in Source if source in pointed.sources),
            members=tuple(document.url for document in members),
            span=self.section(slug, pointed.url) if members else None,
            gaps=tuple({gap.url: gap for gap in gaps}.values()),
            click_path=self._site.click_path(pointed.url),
        )

    def is_read(self, slug: str, pointed: Pointed) -> bool:
        """Whether what stands at the address was read."""
        return self._state(slug, pointed)[0] is TargetState.READ

    def _never_tried(self, url: str) -> bool:
        """Whether the crawl left an address alone on purpose: it is on another host, and no gap."""
        return (
            self._site.trouble(url) is None
            and not any(gap.url == url for gap in self._site.coverage.gaps)
            and not self._site.on_own_host(url)
        )

    def told_on_hub(self, hub: Document, span: tuple[int, int] | None) -> bool:
        """Whether a hub holds the item's content itself, under the item's heading."""
        return span is not None and substance((cut_to(hub, span),), self._site).enough

    def _stale(self, slug: str, lead: Document) -> Callable[[Link], bool]:
        """Tells the links of a page that lead to other years than the item asks for.

        Last year's are left out where the page has a link of the year that is asked for.
        """
        asked = self._periods.get(slug, self._year)
        offered = any(
            asked in _entry_years(link) for link in lead.links if link.region is Region.CONTENT
        )
        headings = " ".join(heading.text for heading in lead.headings[:_HEADINGS])
        lead_years = fiscal_years_be(f"{lead.title} {headings}")
        # The tab of the year asked for, on the page of an earlier one, leads to another place.
        old = bool(lead_years) and max(lead_years) < asked

        def stale(link: Link) -> bool:
            years = set(_entry_years(link))
            if self._turns(link, slug):
                return True
            if _BARE_YEAR.fullmatch(link.text.strip()) and (
                old or self._in_frame(link) or (asked in lead_years and asked not in years)
            ):
                return True
            return other_year(years, self._year) or (offered and not in_one_of(years, {asked}))

        return stale

    def _in_frame(self, link: Link) -> bool:
        """Whether pages all over the site show the link by the same words: it is no part of one."""
        pages = {
            pointer.page.url
            for pointer in self._site.pointers(link.url)
            if pointer.link.text == link.text
        }
        return len(pages) >= _FRAME_PAGES

    def section(self, slug: str, url: str) -> tuple[int, int] | None:
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
        span = self.section(slug, url)
        if document.url in self._skip and not self.told_on_hub(document, span):
            return None
        document = cut_to(document, span) if span is not None else document
        stale = self._stale(slug, document)
        bundle = gather_bundle(
            document, slug, self._site, self._matcher, skip=self._skip, stale=stale
        )
        return replace(bundle, gaps=(*bundle.gaps, *self._gaps_linked(document, slug, stale)))

    def _gaps_linked(
        self, lead: Document, slug: str, stale: Callable[[Link], bool]
    ) -> Iterator[Gap]:
        """What the lead leads to for the item and was not read: there the answer may go on.

        The crawl gave such a link the item by its words or by the heading above it, though its
        page would be a place of its own.
        """
        for link in lead.links:
            if link.region is not Region.CONTENT or link.kind is not LinkKind.WEB:
                continue
            gap = self._gaps.get(self._site.resolve(link.url))
            if gap is not None and slug in gap.subjects and not stale(link):
                yield replace(gap, subjects=(slug,), blocks_all=False)

    def _state(self, slug: str, pointed: Pointed) -> tuple[TargetState, Gap | None]:
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
        # A file that nothing named was left alone; a page is never.
        untried = GapReason.BUDGET_EXHAUSTED if is_file_address(url) else GapReason.FETCH_FAILED
        reason = trouble.reason if trouble is not None else untried
        return TargetState.UNREAD, Gap(
            url=url, reason=reason, detail="not read", place=Place.LINK, subjects=(slug,)
        )


def other_year(years: Iterable[int], year: int) -> bool:
    """Whether words name years, and neither this nor last year."""
    named = set(years)
    return bool(named) and not named & {year, year - 1}


def _entry_years(link: Link) -> tuple[int, ...]:
    """The years of an entry of a list: of its label, or of the words beside a generic one.

    The day on which the entry was put up is none of them.
    """
    own = fiscal_years_be(f"{link.text} {link.title} {link.image_alt}")
    if not own and is_generic(link.text):
        beside = f"{link.item_text} {link.row_text}"
        for mention in reversed(dates(beside)):
            beside = f"{beside[: mention.start]} {beside[mention.end :]}"
        years = fiscal_years_be(beside) if len(beside) <= _ENTRY else ()
        if years:
            return years
    return own or label_years(link)


def label_years(link: Link) -> tuple[int, ...]:
    """The years that a link's words name, or else the heading above it; days apart."""
    words = f"{link.text} {link.title} {link.image_alt}"
    return fiscal_years_be(words) or fiscal_years_be(link.heading)
