"""Reads a site's pages as its supplier's pack says: what is no page, no content, no menu."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from checks.match.hub.rows import is_called_hub
from checks.match.reading.lines import Line, lines
from checks.match.subjects.vocabulary import SubjectMatcher
from checks.supplier_packs import Pack
from crawler.records import Crawl, DeadPage, Document, PageKind, Region, RegionSpan

_CONTENT = frozenset({Region.CONTENT})
_SHORT_PAGE = 400  # folded code points of content; a longer page is there, whatever it says


def read_by(pack: Pack | None, crawl: Crawl) -> Crawl:
    """The crawl with what the pack knows to be no page told as dead, and its boilerplate moved."""
    if pack is None:
        return crawl
    missing = [page for page in crawl.documents if _says_missing(page, pack)]
    gone = {page.url for page in missing} - {crawl.home_url}
    dead = tuple(
        DeadPage(url=page.url, status=200, soft=True, fetched_at=page.fetched_at)
        for page in missing
        if page.url in gone
    )
    documents = (page for page in crawl.documents if page.url not in gone)
    return replace(
        crawl,
        documents=tuple(_without_boilerplate(page, pack) for page in documents),
        dead=(*crawl.dead, *dead),
    )


def with_menu_hub(
    page: Document, home: Document | None, pack: Pack | None, matcher: SubjectMatcher
) -> Document:
    """A hub page whose rows stand in a box called a menu, with that box as content.

    The site's own menu stands on the home page too and stays what it is.
    """
    if pack is None or not pack.traps.hub_in_menu or home is None or page.url == home.url:
        return page
    if not (pack.is_hub_address(page.url) or is_called_hub(page)):
        return page
    own = {(link.text, link.url) for link in home.links}
    rows = [
        link
        for link in page.links
        if link.region is Region.MENU
        and (link.text, link.url) not in own
        and matcher.match_text(f"{link.text} {link.title} {link.image_alt}")
    ]
    if not rows:
        return page
    first, last = min(link.start for link in rows), max(link.end for link in rows)
    links = tuple(
        replace(link, region=Region.CONTENT)
        if link.region is Region.MENU and first <= link.start <= last
        else link
        for link in page.links
    )
    spans = tuple(
        replace(span, region=Region.CONTENT)
        if span.region is Region.MENU and span.start <= last and first <= span.end
        else span
        for span in page.regions
    )
    return replace(page, links=links, regions=spans)


def _says_missing(page: Document, pack: Pack) -> bool:
    if not pack.traps.not_found or page.parts or page.kind is not PageKind.PAGE:
        return False
    content = lines(page, _CONTENT)
    told = list(content)
    if sum(len(line.folded) for line in told) > _SHORT_PAGE:
        return False
    return any(_matches(pack.traps.not_found, line.text) for line in told)


def _without_boilerplate(page: Document, pack: Pack) -> Document:
    if not pack.traps.boilerplate or page.parts:
        return page
    moved = [line for line in lines(page, _CONTENT) if _whole(pack.traps.boilerplate, line.text)]
    if not moved:
        return page
    spans = page.regions or (RegionSpan(region=Region.CONTENT, start=0, end=len(page.text)),)
    return replace(page, regions=tuple(_cut(spans, moved)))


def _cut(spans: Iterable[RegionSpan], moved: Sequence[Line]) -> Iterable[RegionSpan]:
    """The spans with every moved line cut out as footer, in order."""
    for span in spans:
        at = span.start
        for line in moved:
            if span.region is not Region.CONTENT or not span.start <= line.start < span.end:
                continue
            if at < line.start:
                yield replace(span, start=at, end=line.start)
            end = min(line.end, span.end)
            yield RegionSpan(region=Region.FOOTER, start=line.start, end=end)
            at = end
        if at < span.end:
            yield replace(span, start=at)


def _matches(patterns: Iterable[str], text: str) -> bool:
    return any(re.search(pattern, text, re.I) for pattern in patterns)


def _whole(patterns: Iterable[str], text: str) -> bool:
    return any(re.fullmatch(pattern, text, re.I) for pattern in patterns)
