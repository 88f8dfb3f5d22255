"""Tells a site's template from its pages: a line that stands on most pages says nothing of one.

Shortcut boxes, counters and banners often stand in the middle of the markup, where no element
marks them as a menu. What repeats is re-labelled: links as menu, words as footer. Text and offsets
stay as they are, so quotes still read back.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from checks.match.reading.phrases import Line, lines
from crawler.records import Document, Image, Link, PageKind, Region, RegionSpan

MIN_PAGES = 5  # fewer pages show no pattern
MIN_SHARE = 0.6
NEARLY_ALL = 0.85  # of the pages: template even when the home page differs
_ALL = frozenset(Region)
_CONTENT = frozenset({Region.CONTENT})

_FIGURES = re.compile(r"\d+")

_Key = tuple[str, bool]  # folded words of a line; whether they are a link
_Keyed = list[tuple[Line, _Key]]


def without_template(documents: Iterable[Document]) -> tuple[Document, ...]:
    """The same documents, with repeated content lines moved to the menu or footer region.

    Files carry no template: they neither count nor change.
    """
    documents = tuple(documents)
    pages = [page for page in documents if page.kind is PageKind.PAGE and not page.parts]
    if len(pages) < MIN_PAGES:
        return documents
    seen = [_keyed(page) for page in pages]
    once = _distinct(seen)
    if len(once) < MIN_PAGES:
        return documents
    distinct = [seen[number] for number in once]
    least = max(MIN_PAGES - 1, MIN_SHARE * len(distinct))
    always = _repeated(distinct, _CONTENT, least)
    # A menu that only the shape of some pages gives away is one on the others too.
    elsewhere = frozenset(key for key in _repeated(distinct, _ALL, least) if key[1])
    usual = _usual(distinct)
    pictures: Counter[str] = Counter()
    for number in once:
        pictures.update({image.url for image in pages[number].images})
    decoration = frozenset(url for url, count in pictures.items() if count >= least)
    mended = {
        id(page): _without_decoration(
            _relabelled(page, keyed, always | _overlooked(keyed, elsewhere), usual), decoration
        )
        for page, keyed in zip(pages, seen, strict=True)
    }
    return tuple(mended.get(id(document), document) for document in documents)


def _distinct(seen: Sequence[_Keyed]) -> tuple[int, ...]:
    """The numbers of the pages, of equal ones the first.

    One that answers under many addresses is no pattern of many pages. Counters and clocks differ
    between two answers, so figures are not compared.
    """
    once: dict[tuple[_Key, ...], int] = {}
    for number, keyed in enumerate(seen):
        words = tuple((_FIGURES.sub("", key[0]), key[1]) for _, key in keyed)
        once.setdefault(words, number)
    return tuple(once.values())


def _keyed(page: Document) -> _Keyed:
    """The lines of a page, each with what makes it the same on another page.

    A title is not the menu entry of the same words.
    """
    links = sorted((link.start, link.end) for link in page.links if link.start < link.end)
    found, first = [], 0
    for line in lines(page, _ALL):
        while first < len(links) and links[first][1] <= line.start:
            first += 1
        linked, at = 0, first
        while at < len(links) and links[at][0] < line.end:
            linked += max(0, min(links[at][1], line.end) - max(links[at][0], line.start))
            at += 1
        found.append((line, (line.folded, linked * 2 >= line.end - line.start)))
    return found


def _repeated(seen: Sequence[_Keyed], regions: frozenset[Region], least: float) -> frozenset[_Key]:
    """The lines of some regions that stand on most pages."""
    counts: Counter[_Key] = Counter()
    for keyed in seen:
        counts.update({key for line, key in keyed if line.region in regions})
    # What inner pages share and the home page lacks may be a form that all of them fill in.
    at_home = {key for _, key in seen[0]}
    return frozenset(
        key
        for key, count in counts.items()
        if count >= least and (key in at_home or count >= NEARLY_ALL * len(seen))
    )


def _usual(seen: Sequence[_Keyed]) -> Mapping[_Key, int]:
    """How often a line stands in the content of a page, on most pages that have it."""
    times: dict[_Key, Counter[int]] = defaultdict(Counter)
    for keyed in seen:
        own = Counter(key for line, key in keyed if line.region is Region.CONTENT)
        for key, count in own.items():
            times[key][count] += 1
    return {key: counts.most_common(1)[0][0] for key, counts in times.items()}


def _overlooked(keyed: _Keyed, repeated: frozenset[_Key]) -> frozenset[_Key]:
    """The menu entries of the site that a page has nowhere but in its content.

    A page that lacks most of the menu lists some of its entries for a reason of its own.
    """
    marked = {key for line, key in keyed if line.region is not Region.CONTENT}
    unmarked = {key for line, key in keyed if line.region is Region.CONTENT}
    whole = len(repeated & (marked | unmarked)) >= MIN_SHARE * len(repeated)
    return (repeated & unmarked) - marked if whole else frozenset()


def _without_decoration(document: Document, decoration: frozenset[str]) -> Document:
    """Banners and logos of every page belong to its header.

    One that a page shows twice is its own where words of its own follow.
    """
    if not any(image.url in decoration for image in document.images):
        return document
    shown = Counter(image.url for image in document.images)
    images = tuple(
        replace(image, region=Region.HEADER)
        if image.url in decoration
        and image.region is Region.CONTENT
        and not (shown[image.url] > 1 and _next_words(document, image) is Region.CONTENT)
        else image
        for image in document.images
    )
    return replace(document, images=images)


def _next_words(document: Document, image: Image) -> Region | None:
    """The region of the first words behind a picture, None when none follow."""
    for span in document.regions:
        if (
            span.end > image.start
            and document.text[max(span.start, image.start) : span.end].strip()
        ):
            return span.region
    return None


def _relabelled(
    page: Document, keyed: _Keyed, repeated: frozenset[_Key], usual: Mapping[_Key, int]
) -> Document:
    content = [(line, key) for line, key in keyed if line.region is Region.CONTENT]
    found = _of_the_template(content, repeated, usual)
    if not found:
        return page
    moved = [line for line, _ in found]
    regions = {line.start: Region.MENU if key[1] else Region.FOOTER for line, key in found}
    spans = _cut(page.regions or (_whole(page),), moved, regions)
    starts = [(line.start, line.end) for line in moved]
    links = tuple(_moved_link(link, starts) for link in page.links)
    return replace(page, regions=tuple(spans), links=links)


def _of_the_template(
    content: _Keyed, repeated: frozenset[_Key], usual: Mapping[_Key, int]
) -> _Keyed:
    """The repeated lines of a page, one that the page says once more itself left to it.

    The head whom every page names in a box is on the page of executives twice; the one among
    other repeated lines is the box's.
    """
    known = [key in repeated for _, key in content]
    places: dict[_Key, list[int]] = defaultdict(list)
    for place, (_, key) in enumerate(content):
        if known[place]:
            places[key].append(place)

    def company(place: int) -> int:
        return sum(known[max(0, place - 2) : place]) + sum(known[place + 1 : place + 3])

    moved: set[int] = set()
    for key, at in places.items():
        count = usual.get(key, len(at))
        moved.update(sorted(at, key=company, reverse=True)[:count])
    return [content[place] for place in sorted(moved)]


def _whole(document: Document) -> RegionSpan:
    return RegionSpan(region=Region.CONTENT, start=0, end=len(document.text))


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
