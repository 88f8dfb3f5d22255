"""Headings of a page: h1 to h6, and lines that plainly serve as one."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from crawler.extract.html_tables import Grid
from crawler.extract.html_text import Layout, one_line
from crawler.extract.html_tree import Tree
from crawler.records import Heading, Region

LINE_LEVEL = 6  # of a line that is no h1 to h6
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_LONGEST_LINE = 120
_WEIGHTED = ("b", "strong", "big", "u")
_BLOCKS = ("p", "div", "td", "span", "font", "center", "legend", "summary", "a", "button")
_BIG_FONT = re.compile(r"\+[1-9]|[4-7]")
_LOUD_STYLE = re.compile(
    r"font-weight\s*:\s*(?:bold|[6-9]00)|font-size\s*:\s*(?:(?:1[89]|[2-9]\d)(?:\.\d+)?(?:px|pt)"
    r"|(?:1\.[3-9]|[2-9])\d*r?em|x?x-large|large)",
    re.IGNORECASE,
)
_TITLE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:title|heading|headline|topic|subject|caption-subject|head|(?:card|box|panel|block|section)-header|box-h|contentheading)"
    r"(?=$|[\s\d_-])",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")


class Headings:
    """The headings in document order, and the nearest one before a place."""

    def __init__(self, tree: Tree, layout: Layout, grids: Iterable[Grid]) -> None:
        found = _tagged(tree, layout)
        taken = {(heading.start, heading.end) for _, heading in found}
        found += _lines(tree, layout, grids, taken)
        found.sort(key=lambda pair: (pair[1].start, pair[0]))
        # What heads a menu or a side column is no heading of the page.
        beside = (Region.MENU, Region.ASIDE)
        self.all = tuple(
            heading for node, heading in found if layout.regions_at[node] not in beside
        )
        self._starts: dict[Region, list[int]] = {region: [] for region in Region}
        self._texts: dict[Region, list[str]] = {region: [] for region in Region}
        for node, heading in found:
            region = layout.regions_at[node]
            self._starts[region].append(heading.start)
            self._texts[region].append(one_line(heading.text))

    def before(self, region: Region, place: int) -> str:
        """The words of the nearest heading that begins before a place, in the same region."""
        number = bisect_right(self._starts[region], place - 1)
        return self._texts[region][number - 1] if number else ""


def _tagged(tree: Tree, layout: Layout) -> list[tuple[int, Heading]]:
    found = []
    for tag, level in _LEVELS.items():
        for node in tree.by_tag.get(tag, ()):
            start, end = layout.span(node)
            if start < end:
                text = layout.text[start:end]
                found.append((node, Heading(level=level, text=text, start=start, end=end)))
    return found


def _lines(
    tree: Tree, layout: Layout, grids: Iterable[Grid], taken: set[tuple[int, int]]
) -> list[tuple[int, Heading]]:
    """Short lines of their own that are bold, big or called a title, outside tables of facts."""
    text = layout.text
    tables = {grid.node for grid in grids}
    candidates = [node for tag in _WEIGHTED for node in tree.by_tag.get(tag, ())]
    for tag in _BLOCKS:
        candidates += [node for node in tree.by_tag.get(tag, ()) if _is_loud(tree, node, tag)]
    found = []
    for node in sorted(candidates):
        if not 2 <= tree.text_length(node) <= 2 * _LONGEST_LINE:
            continue
        start, end = layout.span(node)
        if (start, end) in taken or not 2 <= end - start <= _LONGEST_LINE:
            continue
        line = text[start:end]
        if "\n" in line or "\t" in line or not _WORD.search(line):
            continue
        if (start and text[start - 1] not in "\n\t") or (end < len(text) and text[end] != "\n"):
            continue
        # What the title of a tab links to is its own pane.
        own = tree.tags[node] == "a" or tree.get(node, "role") == "tab"
        if not own and (tree.ancestor(node, "a") >= 0 or _is_linked(tree, node)):
            continue
        if tables and tree.ancestor(node, "table") in tables:
            continue
        taken.add((start, end))
        found.append((node, Heading(level=LINE_LEVEL, text=line, start=start, end=end)))
    return found


def _is_linked(tree: Tree, node: int) -> bool:
    return tree.link_length(node) * 2 > tree.text_length(node)


def _is_loud(tree: Tree, node: int, tag: str) -> bool:
    if tag in ("legend", "summary"):
        return True
    attrs = tree.attrs[node]
    if not attrs:
        return False
    if tag in ("a", "button"):
        # The trigger of an accordion panel is its title.
        opens = attrs.get("data-toggle") or attrs.get("data-bs-toggle")
        return opens in ("collapse", "tab", "pill") or attrs.get("role") == "tab"
    if tag == "font":
        return bool(_BIG_FONT.fullmatch((attrs.get("size") or "").strip()))
    style = attrs.get("style")
    if style and _LOUD_STYLE.search(style):
        return True
    name = attrs.get("class")
    return bool(name and _TITLE_NAMES.search(name))
