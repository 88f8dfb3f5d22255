"""Tells a site's template from its pages: a line that stands on most pages says nothing of one.

Shortcut boxes, counters and banners often stand in the middle of the markup, where no element
marks them as a menu. What repeats is re-labelled: links as menu, words as footer. Text and offsets
stay as they are, so quotes still read back.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from checks.match.phrases import Line, lines
from crawler.records import Document, Link, PageKind, Region, RegionSpan

MIN_PAGES = 5  # fewer pages show no pattern
MIN_SHARE = 0.6
NEARLY_ALL = 0.85  # of the pages: template even when the home page differs
_ALL = frozenset(Region)


def without_template(documents: Iterable[Document]) -> tuple[Document, ...]:
    """The same documents, with repeated content lines moved to the menu or footer region."""
    documents = tuple(documents)
    pages = [page for page in documents if page.kind is PageKind.PAGE]
    if len(pages) < MIN_PAGES:
        return documents
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({line.folded for line in lines(page, frozenset({Region.CONTENT}))})
    least = max(MIN_PAGES - 1, MIN_SHARE * len(pages))
    # What inner pages share and the home page lacks may be a form that all of them fill in.
    at_home = {line.folded for line in lines(pages[0], _ALL)}
    repeated = frozenset(
        text
        for text, count in counts.items()
        if count >= least and (text in at_home or count >= NEARLY_ALL * len(pages))
    )
    pictures: Counter[str] = Counter()
    for page in pages:
        pictures.update({image.url for image in page.images})
    decoration = frozenset(url for url, count in pictures.items() if count >= least)
    return tuple(
        _without_decoration(_relabelled(document, repeated), decoration) for document in documents
    )


def _without_decoration(document: Document, decoration: frozenset[str]) -> Document:
    """Banners and logos of every page belong to its header."""
    if not any(image.url in decoration for image in document.images):
        return document
    images = tuple(
        replace(image, region=Region.HEADER)
        if image.url in decoration and image.region is Region.CONTENT
        else image
        for image in document.images
    )
    return replace(document, images=images)


def _relabelled(document: Document, repeated: frozenset[str]) -> Document:
    moved = [
        line for line in lines(document, frozenset({Region.CONTENT})) if line.folded in repeated
    ]
    if not moved:
        return document
    regions = {line.start: _region_of(line, document) for line in moved}
    spans = _cut(document.regions or (_whole(document),), moved, regions)
    starts = [(line.start, line.end) for line in moved]
    links = tuple(_moved_link(link, starts) for link in document.links)
    return replace(document, regions=tuple(spans), links=links)


def _whole(document: Document) -> RegionSpan:
    return RegionSpan(region=Region.CONTENT, start=0, end=len(document.text))


def _region_of(line: Line, document: Document) -> Region:
    linked = sum(
        max(0, min(link.end, line.end) - max(link.start, line.start)) for link in document.links
    )
    return Region.MENU if linked * 2 >= line.end - line.start else Region.FOOTER


def _cut(
    spans: Iterable[RegionSpan], moved: list[Line], regions: dict[int, Region]
) -> list[RegionSpan]:
    """The spans with every moved line cut out as a span of its own, in order."""
    cut: list[RegionSpan] = []
    for span in spans:
        at = span.start
        for line in moved:
            if span.region is not Region.CONTENT or not span.start <= line.start < span.end:
                continue
            if at < line.start:
                cut.append(replace(span, start=at, end=line.start))
            end = min(line.end, span.end)
            cut.append(RegionSpan(region=regions[line.start], start=line.start, end=end))
            at = end
        if at < span.end:
            cut.append(replace(span, start=at))
    return cut


def _moved_link(link: Link, moved: list[tuple[int, int]]) -> Link:
    inside = any(start <= link.start and link.end <= end for start, end in moved)
    if inside and link.region is Region.CONTENT and link.text:
        return replace(link, region=Region.MENU)
    return link
