"""The words a link stands under: menu entries above it, and titles directly before its list."""

import re

from crawler.extract.html_page import Page
from crawler.extract.html_text import one_line
from crawler.records import Region

LONGEST_TITLE = 100  # characters
_MAX_LEVELS = 5
_LIST_TAGS = frozenset(("ul", "ol", "dl", "menu"))
_TITLE_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "legend", "caption"))
_TITLE_INLINE = frozenset(
    ("b", "strong", "span", "font", "u", "big", "label", "button", "center", "em")
)
_BLOCKS = frozenset(("p", "div", "td", "th", "li", "tr", "header", "section", "a", "table"))
_TITLE_NAMES = re.compile(
    r"title|head|topic|label|accordion|toggle|caption|subject|tab\b", re.IGNORECASE
)
_MENU_WORDS = re.compile(r"(?:main\s+|toggle\s+)?(?:menu|navigation)|เมนู(?:หลัก)?|☰", re.IGNORECASE)
_RUNNING = frozenset(("tr", "a", "span", "font", "b", "strong", "em", "label"))  # words in a line
_STOPS = frozenset(("body", "html", "main", "article", "nav"))
_EMPTY_HREF = re.compile(r"\s*(?:#.*|javascript:.*)?\s*", re.IGNORECASE | re.DOTALL)


class Groups:
    """Answers which group a node stands in; each element's own title is worked out once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._chains: dict[int, tuple[str, ...]] = {}
        self._titles: dict[int, dict[int, str]] = {}
        self._openers: dict[str, str] | None = None

    def of(self, node: int) -> str:
        """Titles and entries above the node, outermost first, joined by " > "."""
        words = self._page.layout.words(node)
        return " > ".join(title for title in self._chain(node) if title != words)

    def _chain(self, node: int) -> tuple[str, ...]:
        tree = self._page.tree
        way: list[int] = []
        at = node
        while at >= 0 and at not in self._chains and tree.tags[at] not in _STOPS:
            way.append(at)
            at = tree.parents[at]
        chain = self._chains.get(at, ())
        for step in reversed(way):
            title = self._title_of(step)
            if title and title not in chain:
                chain = (*chain, title)[-_MAX_LEVELS:]
            self._chains[step] = chain
        return chain

    def _title_of(self, node: int) -> str:
        parent = self._page.tree.parents[node]
        if parent < 0:
            return ""
        title = ""
        if self._page.layout.at(node) > self._page.layout.at(parent):  # something stands before it
            titles = self._titles.get(parent)
            if titles is None:
                titles = self._titles[parent] = self._titles_below(parent)
            title = titles.get(node, "")
        if not title:
            identity = self._page.tree.attrs[node].get("id")
            if identity:
                title = self._opener(identity)
        return title

    def _titles_below(self, parent: int) -> dict[int, str]:
        """For each child that holds links, the title among its elder siblings."""
        tree, layout = self._page.tree, self._page.layout
        titles: dict[int, str] = {}
        current = ""
        current_region = Region.CONTENT
        under = ""
        first = layout.at(parent)
        entry = tree.tags[parent] in ("li", "dd")
        menu = layout.regions_at[parent] is Region.MENU
        flat = tree.tags[parent] not in _RUNNING
        for child in tree.children(parent):
            tag = tree.tags[child]
            if not tag:
                continue
            links = tree.count(child, "a") + (tag == "a") + tree.count(child, "area")
            if entry and tag in (*_LIST_TAGS, "div") and links:
                # The entry that opens a nested list.
                words = one_line(layout.text[first : layout.at(child)][: 2 * LONGEST_TITLE])
                if words and len(words) <= LONGEST_TITLE:
                    titles[child] = words
                    continue
            if self._is_title(child, tag, menu=menu):
                current, current_region = layout.words(child), layout.regions_at[child]
                under = ""
            elif (
                links
                and current
                and layout.regions_at[child] is current_region
                and (flat or tag in _LIST_TAGS)
            ):
                if not menu and under and tag != under:
                    current = ""  # a title stands over one list, or over a run of equal blocks
                else:
                    titles[child], under = current, tag
            elif (
                links == 0
                and tag in ("p", "div", "table")
                and tree.text_length(child) > 2 * LONGEST_TITLE
            ):
                current = ""  # prose ends what the title stood over
        return titles

    def _is_title(self, node: int, tag: str, *, menu: bool) -> bool:
        tree, layout = self._page.tree, self._page.layout
        size = tree.text_length(node)
        if not 1 < size <= 2 * LONGEST_TITLE:
            return False
        start, end = layout.span(node)
        if not 1 < end - start <= LONGEST_TITLE or self._has_live_link(node):
            return False
        if _MENU_WORDS.fullmatch(layout.text[start:end]):
            return False
        if tag in _TITLE_TAGS:
            return True
        text = layout.text
        if "\n" in text[start:end]:
            return False
        alone = (not start or text[start - 1] in "\n\t") and (end >= len(text) or text[end] == "\n")
        if not alone:
            return False
        if tag in _TITLE_INLINE:
            return True
        if tag not in _BLOCKS:
            return False
        if _TITLE_NAMES.search(tree.get(node, "class")):
            return True
        if tag in ("tr", "td", "th", "table", "li") and menu:
            return True
        if tag == "a":
            return menu
        if tag == "tr":
            cells = [c for c in tree.children(node) if tree.tags[c] in ("td", "th")]
            filled = [c for c in cells if tree.text_length(c)]
            return len(filled) == 1 and (
                len(cells) == 1
                or tree.tags[filled[0]] == "th"
                or self._is_weighted(node, start, end)
            )
        return self._is_weighted(node, start, end)

    def _is_weighted(self, node: int, start: int, end: int) -> bool:
        tree, layout = self._page.tree, self._page.layout
        marks = tree.inside(
            node, "b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "u", "font", "span"
        )
        return any(layout.span(mark) == (start, end) for mark in marks[:8])

    def _has_live_link(self, node: int) -> bool:
        tree = self._page.tree
        anchors = tree.inside(node, "a")
        if tree.tags[node] == "a":
            anchors.append(node)
        return any(not _EMPTY_HREF.fullmatch(tree.get(anchor, "href")) for anchor in anchors)

    def _opener(self, identity: str) -> str:
        """The words of the tab or trigger that opens the panel with an id."""
        if self._openers is None:
            tree, layout = self._page.tree, self._page.layout
            self._openers = {}
            for tag in ("a", "button", "li", "div", "span", "h3", "h4", "h5"):
                for node in tree.by_tag.get(tag, ()):
                    attrs = tree.attrs[node]
                    target = (
                        attrs.get("data-bs-target")
                        or attrs.get("data-target")
                        or attrs.get("aria-controls")
                        or attrs.get("href")
                        or ""
                    )
                    if tag != "a" and target == attrs.get("href"):
                        continue
                    if attrs.get("aria-controls") == target or target.startswith("#"):
                        words = layout.words(node)
                        panel = tree.ids.get(target.removeprefix("#"), -1)
                        if panel < 0 or 2 * tree.text_length(panel) > tree.chars[-1]:
                            continue  # "skip to content" opens nothing
                        if words and len(words) <= LONGEST_TITLE:
                            self._openers.setdefault(target.removeprefix("#"), words)
        return self._openers.get(identity, "")
