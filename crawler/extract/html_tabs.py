"""Puts the title of each tab above its pane, where a visitor reads it.

Tab sets are written as a list of titles followed by all panes: read in that order every title
stands alone and every pane has lost its own ("ปี 2568 | ปี 2569", then two tables). The tree is
written again with each title as a ``summary`` at the top of the pane that it opens.
"""

import re
from bisect import bisect_left

from crawler.extract.html_tree import Tree, TreeBuilder

LONGEST_TITLE = 120  # characters; what is longer titles nothing
_TOGGLES = frozenset(("tab", "pill", "list", "collapse"))
_TARGETS = ("data-bs-target", "data-target", "aria-controls", "data-tab", "href")
_TAB_NAMES = re.compile(r"(?:^|[\s_-])tabs?(?=$|[\s_-])|tablist|ui-tabs", re.IGNORECASE)
_TRIGGER_TAGS = ("a", "button", "li", "div", "span", "label", "h2", "h3", "h4", "h5")
_LEVELS_UP = 4  # how far above a link the list of tabs may stand
_LEAST = 2  # titles that make a set


def with_tab_titles(tree: Tree) -> Tree:
    """The same page, titles of tabs moved to their panes; the tree itself where there are none."""
    moved = _moved(tree)
    return tree if not moved else _rewritten(tree, moved)


def _moved(tree: Tree) -> dict[int, int]:
    """For each pane the node of its title; only titles that stand away from their pane."""
    titles: dict[int, int] = {}
    for tag in _TRIGGER_TAGS:
        for node in tree.by_tag.get(tag, ()):
            pane = _pane(tree, node)
            if pane >= 0 and pane not in titles:
                titles[pane] = node
    starts = sorted(titles.values())
    apart = {
        node
        for pane, node in titles.items()
        if bisect_left(starts, tree.ends[node]) < bisect_left(starts, pane)
    }
    if not apart:
        return {}
    # The last title of a set stands next to the panes, the first of which is not its own.
    first_title = min(apart)
    first_pane = min(pane for pane, node in titles.items() if node in apart)
    found = {
        pane: node
        for pane, node in titles.items()
        if node in apart or first_title < node < first_pane < pane
    }
    return found if len(found) >= _LEAST else {}


def _pane(tree: Tree, node: int) -> int:
    """The pane that a title opens further down the page, -1 when it opens none."""
    attrs = tree.attrs[node]
    if not attrs or not 0 < tree.text_length(node) <= LONGEST_TITLE:
        return -1
    toggles = attrs.get("data-bs-toggle") or attrs.get("data-toggle") or ""
    if toggles not in _TOGGLES and attrs.get("role") != "tab" and not _in_tab_list(tree, node):
        return -1
    for name in _TARGETS:
        target = (attrs.get(name) or "").strip()
        if name == "href" and not target.startswith("#"):
            continue
        pane = tree.ids.get(target.removeprefix("#"), -1) if target else -1
        if pane >= tree.ends[node] and tree.text_length(pane):
            return pane
    return -1


def _in_tab_list(tree: Tree, node: int) -> bool:
    """Whether a link stands in a list that calls itself tabs."""
    if tree.tags[node] not in ("a", "button", "li"):
        return False
    above = tree.parents[node]
    for _ in range(_LEVELS_UP):
        if above < 0:
            return False
        if tree.get(above, "role") == "tablist" or _TAB_NAMES.search(tree.get(above, "class")):
            return True
        above = tree.parents[above]
    return False


def _rewritten(tree: Tree, moved: dict[int, int]) -> Tree:
    builder = TreeBuilder()
    titles = frozenset(moved.values())

    def copy(first: int, end: int, *, titled: bool) -> None:
        open_ends: list[int] = []
        node = first
        while node < end:
            while open_ends and open_ends[-1] <= node:
                open_ends.pop()
                builder.leave()
            if titled and node in titles:
                node = tree.ends[node]
                continue
            if not tree.tags[node]:
                builder.text(tree.texts[node])
            else:
                builder.enter(tree.tags[node], tree.attrs[node])
                open_ends.append(tree.ends[node])
                title = moved.get(node) if titled else None
                if title is not None:
                    builder.enter("summary", {"role": "tab"})
                    copy(title, tree.ends[title], titled=False)
                    builder.leave()
            node += 1
        for _ in open_ends:
            builder.leave()

    copy(0, len(tree), titled=True)
    for kind, text in tree.scripts:
        builder.script({"type": kind}, text)
    for source in tree.script_sources:
        builder.script({"src": source}, "")
    return builder.done(capped=tree.capped)
