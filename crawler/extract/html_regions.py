"""Which parts of a page are menu, header, footer and side column; everything else is content.

Sites say it with elements, roles, ids and class names; what they do not name is told by shape
(html_shapes). Source: hard-cases.md, "Sites".
"""

import re

from crawler.extract.html_anchors import (
    BREADCRUMB,
    HOME_WORDS,
    NUMBERED,
    WHOLE_PAGE,
    Links,
    holds_page,
)
from crawler.extract.html_shapes import (
    mark_breadcrumbs,
    mark_shaped_footer,
    mark_shaped_menus,
    mark_side_cells,
)
from crawler.extract.html_surroundings import is_news_page, mark_surroundings
from crawler.extract.html_tree import Tree
from crawler.records import Region

_MENU_NAMES = re.compile(
    r"menu|navbar|navigation|(?:^|[\s_-])(?:nav|navi|topnav|sidenav|leftnav|subnav|mainnav|sitenav)"
    r"(?=$|[\s\d_-])",
    re.IGNORECASE,
)
_NOT_MENU_NAMES = re.compile(
    r"pag(?:e-?navi|inat|er\b|ing)|(?:post|posts|comment|image|entry)-navigation|nav-links|"
    r"nav-(?:tabs|pills)|tab-content|breadcrumb",
    re.IGNORECASE,
)
_BREADCRUMB_NAMES = re.compile(
    r"breadcrumb|pathway|crumbs|(?:^|[\s_-])(?:crumb|you-?are-?here)(?=$|[\s_-])", re.IGNORECASE
)
# Everyday names of such a line; only short words with signs between them, no heading in them.
_TRAIL_NAMES = re.compile(
    r"(?:^|\s)(?:trail|where|loc|path|nav|navi|position)(?=$|\s)", re.IGNORECASE
)
_TRAIL = re.compile(r"\S\s*(?:[>»›→·|/]|::|&gt;)\s*\S|อยู่ที่")
# What stands above a site's own header: the state's bar, the way past the menu.
_ABOVE_NAMES = re.compile(
    r"(?:^|\s)(?:gov-?bar|govt-?bar|skip|skip-?(?:link|nav|to-?content)s?|utility-?bar|pre-?header|hd|hdr)"
    r"(?=$|\s)",
    re.IGNORECASE,
)
_HEADER_NAMES = re.compile(
    r"(?:^|\s)(?:(?:site|main|top|page|global|web|app)[-_]?)?(?:header|masthead|topbar|top-bar)"
    r"(?:[-_]?(?:wrapper|wrap|container|area|top|main|inner|section|\d))?(?=\s|$)",
    re.IGNORECASE,
)
_FOOTER_NAMES = re.compile(
    r"footer|(?:^|[\s_-])(?:copyright|colophon)(?=$|[\s_-])|(?:^|\s)foot(?=$|\s)", re.IGNORECASE
)
_FOOTER_IDS = frozenset({"bottom", "page-bottom", "btm"})  # of one block; as a class of anything
_NOT_FOOTER_NAMES = re.compile(
    r"(?:card|panel|modal|entry|post|table|box|widget|dialog|item|article|news|well)[-_]?footer",
    re.IGNORECASE,
)
_ASIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:side-?bar|widget-?area|aside|related|"
    r"recent-?(?:posts?|news|entries|articles)|(?:latest|other|hot)-?(?:posts?|news)|"
    r"ticker|news-?ticker|marquee|box-?news|news-?box)"
    r"(?=$|[\s\d_-])",
    re.IGNORECASE,
)
_OUTER_NAMES = re.compile(  # the page's own words may stand in such a column
    r"(?:^|[\s_-])(?:right|left)-?(?:side|col(?:umn)?|panel|block)(?=$|[\s\d_-])|"
    r"(?:^|[\s_-])(?:side|col(?:umn)?|panel|block)[_-]?(?:right|left)(?=$|[\s\d_-])|"
    r"(?:^|\s)(?:left|right|lt|rt|side|lside|rside|side-?box|side-?nav)(?=$|\s)",
    re.IGNORECASE,
)
_NEWS_BOX_NAMES = re.compile(
    r"(?:^|[\s_-])(?:recent-?(?:posts?|news|entries|articles)|(?:latest|other|hot)-?(?:posts?|news)|"
    r"box-?news|news-?box)(?=$|[\s\d_-])",
    re.IGNORECASE,
)
_ENTRIES = 2  # links of a page that is a list by itself
_COLUMN = 80  # characters of a middle column of any page
_FRAME_NAMES = re.compile(
    r"menu|nav|header|footer|head|foot|top|bottom|banner|clear", re.IGNORECASE
)
_NOT_ASIDE_NAMES = re.compile(
    r"(?:has|no|with|without|content|full)[-_](?:side-?bar|aside)|side-?bar[-_](?:wrap|content|page|layout)",
    re.IGNORECASE,
)
# The titles of the posts before and after one are no words of it; a list's pager is not meant.
_NEIGHBOURS = re.compile(
    r"(?:^|[\s_-])(?:post-(?:navigation|nav|links)|(?:single|entry|article)-(?:navigation|nav)|"
    r"(?:next|prev(?:ious)?)-(?:prev(?:ious)?|next)(?:-posts?)?|post-(?:next|prev(?:ious)?)(?:-(?:prev(?:ious)?|next))?|"
    r"related-?posts?|jp-relatedposts|yarpp(?:-related)?|page-?nav(?:igation)?-posts?)(?=$|[\s\d_-])",
    re.IGNORECASE,
)
_TITLED = 18  # characters of a neighbour's title; "ก่อนหน้า", "ถัดไป" and names of months are shorter
_PROSE = 240  # characters that are no links, on a page that is more than a list
_OWN_PART = ("article", "main", "section", "blockquote", "td", "li", "form", "figure", "dialog")
_DATED = re.compile(
    r"[\d๐-๙]{1,2}\s*(?:[ก-ฮ]{1,2}\.|[/-]\s*[\d๐-๙]{1,2}\s*[/-]|[ก-๎]{3,9}(?:คม|ยน|พันธ์))"
)


def regions_of(tree: Tree, url: str = "") -> dict[int, Region]:
    """Nodes at which a region begins, with that region; it holds for the subtree.

    ``url`` is the page's address, which tells a home page. A node inside a marked one may carry a
    mark of its own: a menu inside the header.
    """
    total = tree.chars[-1]
    links = Links(tree)
    marks: dict[int, Region] = {}
    footer_end = 0
    menu_end = 0
    for node, tag in enumerate(tree.tags):
        if not tag or tag in ("html", "head", "body", "title", "meta", "link", "area"):
            continue
        if node < footer_end or node < menu_end:
            continue
        region = _named(tree, links, node, tag, total)
        if region is None:
            continue
        marks[node] = region
        if region is Region.FOOTER:
            footer_end = tree.ends[node]
        elif region is Region.MENU:
            menu_end = tree.ends[node]
    mark_breadcrumbs(tree, marks)
    mark_side_cells(tree, marks)
    mark_shaped_menus(tree, links, marks, total)
    if Region.FOOTER not in marks.values():
        mark_shaped_footer(tree, marks, total)
    _leave_own_news(tree, marks)
    mark_surroundings(tree, marks, url)
    return marks


def _named(tree: Tree, links: Links, node: int, tag: str, total: int) -> Region | None:
    attrs = tree.attrs[node]
    if tag == "aside" or attrs.get("role") == "complementary":
        names = f"{attrs.get('id') or ''} {attrs.get('class') or ''}"
        if _MENU_NAMES.search(names) and (
            links.are_entries(node, tree.ends[node]) or _stands_beside_prose(tree, node)
        ):
            return Region.MENU
        return _aside(tree, links, node, total)
    if tag in ("nav", "div", "ul", "section") and _leads_to_neighbours(tree, node):
        return Region.ASIDE
    if tag == "nav":
        named = f"{attrs.get('class') or ''} {attrs.get('aria-label') or ''}"
        if _BREADCRUMB_NAMES.search(named):
            return Region.HEADER
        return None if _NOT_MENU_NAMES.search(named) else Region.MENU
    if tag == "map":
        return None if _maps_content(tree, node) else Region.MENU
    if tag == "header":
        return None if tree.ancestor(node, *_OWN_PART) >= 0 else Region.HEADER
    if tag == "footer":
        return None if tree.ancestor(node, *_OWN_PART[:-4]) >= 0 else Region.FOOTER
    if not attrs:
        return None
    role = attrs.get("role")
    if role in ("navigation", "menubar"):
        return Region.MENU
    if role == "banner":
        return Region.HEADER
    if role == "contentinfo":
        return Region.FOOTER
    name = attrs.get("class")
    identity = attrs.get("id")
    if not name and not identity:
        return None
    if tag in WHOLE_PAGE or tag in ("a", "img", "input", "span", "i", "button", "li", "option"):
        return None
    names = f"{identity or ''} {name or ''}"
    size = tree.text_length(node)
    if _BREADCRUMB_NAMES.search(names):
        return Region.HEADER if size * 2 < total or size < 200 else None
    if size < 200 and not holds_page(tree, node):
        if _ABOVE_NAMES.search(names):
            return Region.HEADER
        if _TRAIL_NAMES.search(names) and _TRAIL.search(tree.words(node)):
            return Region.HEADER
    if identity in _FOOTER_IDS or (
        _FOOTER_NAMES.search(names) and not _NOT_FOOTER_NAMES.search(names)
    ):
        return Region.FOOTER if size * 10 < total * 6 or size < 200 else None
    if _MENU_NAMES.search(names) and not _NOT_MENU_NAMES.search(names):
        return Region.MENU if _is_link_block(tree, links, node, size) else None
    if _HEADER_NAMES.search(names) and tree.ancestor(node, "article", "main", "section") < 0:
        return Region.HEADER if size * 2 < total or size < 200 else None
    if _ASIDE_NAMES.search(names) and not _NOT_ASIDE_NAMES.search(names):
        return _aside(tree, links, node, total)
    if _OUTER_NAMES.search(names) and tree.link_length(node) * 2 >= size:
        return None if _is_main_column(tree, node) else _aside(tree, links, node, total)
    return None


def _leave_own_news(tree: Tree, marks: dict[int, Region]) -> None:
    """Take the boxes of news for content again on a page of news that holds no other entries.

    Sites use the boxes of their home page, with the names they have there, for the whole list.
    """
    boxes = [
        node
        for node, region in marks.items()
        if region is Region.ASIDE
        and _NEWS_BOX_NAMES.search(f"{tree.get(node, 'id')} {tree.get(node, 'class')}")
        and not any(other < node < tree.ends[other] for other in marks)
    ]
    if not boxes or not is_news_page(tree, {n: r for n, r in marks.items() if n not in boxes}):
        return
    inside = bytearray(len(tree) + 1)
    for node in marks:
        inside[node : tree.ends[node]] = b"\x01" * (tree.ends[node] - node)
    if sum(not inside[link] for link in tree.by_tag.get("a", ())) < _ENTRIES:
        for node in boxes:
            del marks[node]


def _is_main_column(tree: Tree, node: int) -> bool:
    """Whether a column called left or right holds the page's own words: no middle one stands by.

    Of two such columns the one with the trail, the title or the table is the page; beside a column
    that says it is at the side, the only other one is.
    """
    columns = [node]
    beside = False
    for other in tree.children(tree.parents[node]):
        if other == node or not tree.tags[other]:
            continue
        names = f"{tree.get(other, 'id')} {tree.get(other, 'class')}"
        if _OUTER_NAMES.search(names):
            columns.append(other)
        elif tree.tags[other] == "aside" or (
            _ASIDE_NAMES.search(names) and not _NOT_ASIDE_NAMES.search(names)
        ):
            beside = True
        elif tree.text_length(other) >= _COLUMN and not _FRAME_NAMES.search(names):
            return False
    if not beside and len(columns) > 1 and _are_lists(tree, columns):
        return True  # one list in two columns
    return (beside or len(columns) > 1) and node == max(
        columns, key=lambda column: _ownness(tree, column)
    )


def _are_lists(tree: Tree, columns: list[int]) -> bool:
    """Whether columns are all lists of links, and none has the trail, the title or a table."""
    return all(
        not any(_ownness(tree, column)[:3])
        and tree.link_length(column) * 2 >= tree.text_length(column)
        for column in columns
    )


def _ownness(tree: Tree, column: int) -> tuple[bool, bool, bool, int]:
    home = [a for a in tree.inside(column, "a") if HOME_WORDS.fullmatch(tree.words(a))]
    trail = any(BREADCRUMB.match(tree.words(tree.parents[link])) for link in home)
    titled = any(tree.count(column, tag) for tag in ("h1", "h2"))
    unlinked = tree.text_length(column) - tree.link_length(column)
    return titled, trail, bool(tree.count(column, "table")), unlinked


def _leads_to_neighbours(tree: Tree, node: int) -> bool:
    """Whether a block holds nothing but the titles of the posts beside this one."""
    names = f"{tree.get(node, 'id')} {tree.get(node, 'class')}"
    if not _NEIGHBOURS.search(names):
        return False
    titles = [link for link in tree.inside(node, "a") if tree.text_length(link) >= _TITLED]
    return bool(titles) and tree.link_length(node) * 10 >= tree.text_length(node) * 7


def _aside(tree: Tree, links: Links, node: int, total: int) -> Region | None:
    """A block that calls itself a side column is one unless the page's own words stand in it.

    A list of files or of items by their numbers is no news, wherever it stands.
    """
    if not links.are_entries(node, tree.ends[node]):
        return None
    size = tree.text_length(node)
    # The menu of a vendor's site is longer than a short page; its entries are nearly all of it.
    large = size * 2 > total
    if large and (
        size * 10 > total * 9
        or tree.link_length(node) * 4 < size * 3
        or _DATED.search(tree.words(node)) is not None  # a list of news
    ):
        return None
    if any(tree.count(node, tag) for tag in ("main", "article", "h1")):
        return None
    return Region.MENU if large else Region.ASIDE


def _stands_beside_prose(tree: Tree, node: int) -> bool:
    """Whether a side menu of numbered entries goes along with a page of its own words.

    Sub-sites of the assessment repeat the list of all items beside each of them; on the page of the
    list itself little else is said.
    """
    whole = next(iter(tree.by_tag.get("body", ())), 0)
    said = tree.text_length(whole) - tree.link_length(whole)
    inside = tree.text_length(node) - tree.link_length(node)
    headed = any(
        not node <= heading < tree.ends[node]
        for tag in ("h1", "h2")
        for heading in tree.by_tag.get(tag, ())
    )
    mostly_links = tree.link_length(node) * 2 > tree.text_length(node)
    return headed and mostly_links and said - inside >= _PROSE


def _is_link_block(tree: Tree, links: Links, node: int, size: int) -> bool:
    """Whether a block that calls itself a menu is one: links lead, and not mainly to files."""
    if not tree.count(node, "a") and not tree.count(node, "area"):
        return tree.count(node, "select") > 0 and size < 400
    if tree.link_length(node) * 2 < size and size > 400:
        return False
    return links.are_entries(node, tree.ends[node])


def _maps_content(tree: Tree, node: int) -> bool:
    """Whether a picture with clickable areas stands in the content: a board of items, no menu."""
    if tree.ancestor(node, "main", "article") >= 0:
        return True
    words = [tree.get(area, "alt") or tree.get(area, "title") for area in tree.inside(node, "area")]
    numbered = sum(NUMBERED.match(text) is not None for text in words)
    return numbered * 10 >= max(len(words), 1) * 3
