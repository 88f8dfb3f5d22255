"""Menus, trails, side columns and footers that a page tells by shape only.

Hand-made pages name nothing: a left column of short links, a row of links that begins with the home
page, a last line with the copyright. Source: hard-cases.md, "Sites".
"""

import re
from bisect import bisect_left

from crawler.extract.html_anchors import BREADCRUMB, HOME_WORDS, WHOLE_PAGE, Links, holds_page
from crawler.extract.html_days import lists_days
from crawler.extract.html_tree import Tree
from crawler.records import Region

_WIDTH = re.compile(r"(\d{1,4})\s*(%?)")
_NARROW = {"%": 35, "": 320}  # per cent, pixels
_COPYRIGHT = re.compile(
    r"ลิขสิทธิ์|copy\s*right|©|all\s+rights?\s+reserved|powered\s+by|(?:พัฒนา|ออกแบบ)(?:เว็บไซต์)?โดย",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"ที่อยู่|หมู่(?:ที่)?\s*[\d๐-๙]|ถนน|ตำบล|ต\.|อำเภอ|อ\.|จังหวัด|จ\.|โทร|โทรสาร|e-?mail|@", re.IGNORECASE
)
_LISTS = ("ul", "ol", "td", "table", "tr", "div", "center", "p")
_SHORT_LINK = 40  # characters; menu entries are short, titles of documents are not


def mark_side_cells(tree: Tree, marks: dict[int, Region]) -> None:
    """Mark narrow outer cells of links in a table that lays the page out in columns."""
    for row in tree.by_tag.get("tr", ()):
        cells = [child for child in tree.children(row) if tree.tags[child] in ("td", "th")]
        if not 2 <= len(cells) <= 3 or not tree.count(row, "table"):
            continue
        sizes = [tree.text_length(cell) for cell in cells]
        for cell, size in ((cells[0], sizes[0]), (cells[-1], sizes[-1])):
            if size == max(sizes) or tree.count(cell, "a") < 2 or not _is_narrow(tree, cell):
                continue
            if not any(tree.count(cell, tag) for tag in ("h1", "h2", "form", "main")):
                marks.setdefault(cell, Region.ASIDE)


def _is_narrow(tree: Tree, cell: int) -> bool:
    width = _WIDTH.match(tree.get(cell, "width").strip())
    return width is not None and 0 < int(width[1]) <= _NARROW[width[2]]


def mark_breadcrumbs(tree: Tree, marks: dict[int, Region]) -> None:
    """Mark lines such as "home > news > this page"."""
    for link in tree.by_tag.get("a", ()):
        if tree.text_length(link) > 12 or not HOME_WORDS.fullmatch(tree.words(link)):
            continue
        node = tree.parents[link]
        for _ in range(3):
            if node < 0 or tree.tags[node] in WHOLE_PAGE or tree.text_length(node) > 250:
                break
            if holds_page(tree, node):
                break  # the page itself stands in the block whose first line is the trail
            if BREADCRUMB.match(tree.words(node)):
                marks.setdefault(node, Region.HEADER)
                break
            node = tree.parents[node]


def mark_shaped_menus(tree: Tree, links: Links, marks: dict[int, Region], total: int) -> None:
    """Mark the menus of pages that name nothing."""
    own = (Region.HEADER, Region.ASIDE)  # a menu can stand in either
    covered = sorted(node for node, region in marks.items() if region not in own)
    inside = bytearray(len(tree) + 1)
    for node in covered:
        inside[node : tree.ends[node]] = b"\x01" * (tree.ends[node] - node)
    done = 0
    for node in sorted(node for tag in _LISTS for node in tree.by_tag.get(tag, ())):
        if node < done or tree.count(node, "a") + tree.count(node, "area") < 4:
            continue
        if inside[node] or bisect_left(covered, node) != bisect_left(covered, tree.ends[node]):
            continue
        if _is_shaped_menu(tree, links, marks, node, total):
            marks[node] = Region.MENU
            done = tree.ends[node]


def _is_shaped_menu(
    tree: Tree, links: Links, marks: dict[int, Region], node: int, total: int
) -> bool:
    count = tree.count(node, "a")
    size, linked = tree.text_length(node), tree.link_length(node)
    if linked * 10 < size * 7 or linked > count * _SHORT_LINK:
        return False
    most = size * 2 > total
    if most and (tree.count(node, "table") or tree.count(node, "h2")):
        return False  # what lays the page out, menu and content together
    if lists_days(tree, node, of=2 if most else count // 2):
        return False  # a menu has no days; a list of news has one beside every title
    if any(tree.count(node, tag) for tag in ("main", "article", "h1")):
        return False  # the page itself, short of words
    if not links.are_entries(node, tree.ends[node]):
        return False
    first = [link for link in tree.inside(node, "a") if not _is_trail(tree, marks, link)][:3]
    if any(HOME_WORDS.fullmatch(tree.words(link)) for link in first):
        return True
    if count < 8:
        return False
    if tree.tags[node] == "td":
        return _is_left_column(tree, node, size)
    # A list above everything else that the page says.
    before = tree.chars[node] - tree.link_chars[node]
    return (
        tree.tags[node] in ("ul", "ol")
        and before < 150
        and total > 2 * size
        and not any(heading < node for tag in ("h1", "h2") for heading in tree.by_tag.get(tag, ()))
        and tree.ancestor(node, "main", "article") < 0
    )


def _is_trail(tree: Tree, marks: dict[int, Region], link: int) -> bool:
    """Whether a link stands in a line that is marked as the way to the page."""
    node = link
    for _ in range(4):
        node = tree.parents[node]
        if node < 0:
            return False
        if marks.get(node) is Region.HEADER:
            return BREADCRUMB.match(tree.words(node)) is not None
    return False


def _is_left_column(tree: Tree, cell: int, size: int) -> bool:
    row = tree.parents[cell]
    if row < 0 or tree.tags[row] != "tr":
        return False
    cells = [child for child in tree.children(row) if tree.tags[child] in ("td", "th")]
    rest = [tree.text_length(other) for other in cells if other != cell]
    return bool(cells) and cells[0] == cell and bool(rest) and size < 3 * max(rest) + 300


def mark_shaped_footer(tree: Tree, marks: dict[int, Region], total: int) -> None:
    """Mark the last block with the copyright line, and the address above it."""
    place = _copyright_line(tree, total)
    if place < 0:
        return
    limit = min(1200, total * 35 // 100)
    node = place
    while True:
        parent = tree.parents[node]
        if parent < 0 or tree.tags[parent] in WHOLE_PAGE or tree.text_length(parent) > limit:
            break
        if tree.inside(parent, "h1", "h2") or parent in marks:
            break
        node = parent
    marks[node] = Region.FOOTER
    siblings = tree.children(tree.parents[node]) if tree.parents[node] >= 0 else []
    at = siblings.index(node) if node in siblings else 0
    for later in siblings[at + 1 :]:
        if tree.text_length(later) <= limit:
            marks.setdefault(later, Region.FOOTER)
    room = min(400, total // 3)
    for earlier in reversed(siblings[:at]):
        size = tree.text_length(earlier)
        if not size:
            continue
        room -= size
        if room < 0 or not _ADDRESS.search(tree.words(earlier)) or earlier in marks:
            break
        if tree.inside(earlier, "h1", "h2", "h3", "form"):
            break
        marks[earlier] = Region.FOOTER


def _copyright_line(tree: Tree, total: int) -> int:
    """The last text node that speaks of copyright in the last third of the page, or -1."""
    for node in range(len(tree) - 1, -1, -1):
        if tree.chars[node] * 3 < total * 2 and total - tree.chars[node] > 600:
            return -1
        if not tree.tags[node] and _COPYRIGHT.search(tree.texts[node]):
            return node
    return -1
