"""Rows of an ITA/OIT hub: which item is paired with which links on one page.

The words of a row decide which item it is; the code decides only where the words are silent, since
codes move from year to year. A row only points: what stands at its links is judged elsewhere.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from checks.match.hub.flow import FlowReader
from checks.match.hub.labels import FOLLOWED, HubLabel, HubPage, HubRow, codes_of, region_at
from checks.match.hub.tables import TableReader
from checks.match.hub.years import dated_rows, hub_years
from checks.match.links.home import is_home_path
from checks.match.periods.years import fiscal_years_be
from checks.match.subjects.vocabulary import SubjectMatcher, is_hub_label
from crawler.records import Document, Region
from crawler.thai import arabic_digits

__all__ = ["FEWEST_ITEMS", "HubRow", "hub_rows", "hub_years", "is_called_hub", "is_hub"]

FEWEST_ITEMS = 6
_FEWEST_CODES = 4
_CHAPTER_ITEMS = 2  # distinct items with codes that make a chapter of a hub
_UNMARKED_ITEMS = 12  # distinct items that make a hub of a page that nothing calls one
_CHAPTER = re.compile(r"(?:ตัวชี้วัด(?:ย่อย)?\s*(?:ที่)?\s*\d|\W*(?:9|10)\.\d{1,2}(?![\d.]))")


def hub_rows(document: Document, matcher: SubjectMatcher) -> tuple[HubRow, ...]:
    """The pairs of item and links on a page, in text order; empty for ordinary pages.

    Rows of tables, headings and lines followed by links, accordions, cards and links alone; of
    menus only entries with a code or under a group that names the hub.
    """
    page = HubPage(document, matcher)
    reader = TableReader(page)
    tables = reader.pairing()
    rows = [row for index in tables for row in reader.rows(index)]
    rows += FlowReader(page, frozenset(tables)).rows()
    rows += _menu_rows(page)
    rows.sort(key=lambda row: (row.start, row.end, row.slug))
    return dated_rows(page, rows)


def is_hub(document: Document, matcher: SubjectMatcher) -> bool:
    """Whether the content pairs at least six items with links and is marked as a hub.

    Two with codes are enough for the chapter of one indicator.

    Marked is a page by its title, a heading or its address, by codes on the rows, or by holding
    little else than items. A menu of items makes a hub of the home page only, for it stands on
    every page of the site.
    """
    if len(document.links) < (FEWEST_ITEMS if document.parts else _CHAPTER_ITEMS):
        return False  # a report of thousands of lines is not searched for pairs that it cannot have
    rows = hub_rows(document, matcher)
    menu = _spots(document, frozenset({Region.MENU}))
    content = [row for row in rows if row.links and row.links[0].locator not in menu]
    pairs = [row for row in content if row.links]
    slugs = {row.slug for row in pairs}
    if len(slugs) >= FEWEST_ITEMS:
        coded = {row.slug for row in pairs if row.item_code is not None}
        if len(coded) >= _FEWEST_CODES or is_called_hub(document):
            return True
        if len(slugs) >= _UNMARKED_ITEMS:
            named = {link.locator for row in pairs for link in row.links}
            return 2 * len(named) >= len(_spots(document, frozenset({Region.CONTENT})))
    if _is_chapter(document, pairs, matcher):
        return True
    if is_home_path(document.url):
        in_menu = {row.slug for row in rows if row.links and row.links[0].locator in menu}
        return len(in_menu) >= FEWEST_ITEMS
    return False


def is_called_hub(document: Document) -> bool:
    """Whether a page is called a hub by its title, a heading or its address."""
    path = unquote(urlsplit(document.url).path).replace("/", " ").replace("_", " ")
    headings = [item.text for item in document.headings]
    return any(is_hub_label(text) for text in (document.title, path, *headings))


def _is_chapter(document: Document, pairs: list[HubRow], matcher: SubjectMatcher) -> bool:
    """Whether a page is the part of a hub for one indicator: few items, each under its code.

    A page that is called by an item's own name is the item's, though it may lead to its neighbours.
    """
    coded = {row.slug for row in pairs if row.item_code is not None}
    if len(coded) < _CHAPTER_ITEMS or len(coded) * 2 < len({row.slug for row in pairs}):
        return False
    tops = [item for item in document.headings if region_at(document, item.start) is Region.CONTENT]
    names = [document.title, *(heading.text for heading in tops[:1])]
    if any(matcher.match_text(name) for name in names):
        return False
    called = [name for name in names if is_hub_label(name)]
    return bool(called) or any(_CHAPTER.match(arabic_digits(name)) for name in names)


def _spots(document: Document, regions: frozenset[Region]) -> frozenset[str]:
    return frozenset(
        link.locator for link in document.links if link.region in regions and link.kind in FOLLOWED
    )


def _menu_rows(page: HubPage) -> Iterator[HubRow]:
    """Entries with a code, or under a group that names the hub."""
    for link in page.document.links:
        if link.region is not Region.MENU or link.kind not in FOLLOWED:
            continue
        in_hub = any(is_hub_label(part) for part in link.group.split(" > "))
        codes = codes_of(link.text)
        if not in_hub and len(codes) != 1:
            continue
        decided = page.decide(link.text, codes[0] if len(codes) == 1 else None)
        if decided is None:
            continue
        yield from page.rows_of(
            HubLabel(
                slugs=decided[0],
                strength=decided[1],
                code=codes[0] if len(codes) == 1 else None,
                text=link.text,
                start=link.start,
                end=link.end,
                heading=link.group,
                own_link=True,
                links=[link],
            ),
            fiscal_years_be(link.group),
        )
