"""A parsed page as flat arrays in document order, whichever parser read it.

Nodes are numbers; the subtree of node ``i`` is ``range(i, ends[i])``. Everything downstream is a
loop over numbers: nothing recurses, however deep a page nests.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from typing import Any

from selectolax.lexbor import LexborHTMLParser

MAX_NODES = 250_000
MAX_DEPTH = 512  # deeper elements are kept as children of the one at this depth
_LONGEST_PATH = 2000  # characters of a CSS path
_MANY_TAGS = 10_000  # below this even the worst nesting is parsed in a blink

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
# Elements that close themselves or that people leave open; they do not nest.
_FLAT = (
    "a area base br col dd dt embed hr img input li link meta option p param source tbody td tfoot"
    " th thead tr track wbr html head body"
)
_FLAT_TAGS = frozenset(_FLAT.split())
# Subtrees that are no part of what a visitor reads.
UNREAD = frozenset(
    (
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "canvas",
        "noembed",
        "noframes",
        "defs",
        "desc",
    )
)
_HOLDERS = "html head body table thead tbody tfoot tr colgroup ul ol dl select optgroup frameset"
_STRUCTURE = frozenset(_HOLDERS.split())  # white space between their children means nothing
_SIMPLE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


class Tree:
    """Tags, attributes and texts of a page in document order.

    ``tags[i]`` is "" for a text node, whose words are ``texts[i]``. ``chars[i]`` counts the
    characters of text before node ``i``, so a subtree's text length is one subtraction. ``capped``
    is true when the page had more nodes than the cap and its tail was left out.
    """

    __slots__ = (
        "_nth",
        "_paths",
        "attrs",
        "by_tag",
        "capped",
        "chars",
        "ends",
        "ids",
        "link_chars",
        "parents",
        "script_sources",
        "scripts",
        "tags",
        "texts",
    )

    def __init__(self) -> None:
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.attrs: list[dict[str, str | None]] = []
        self.parents: list[int] = []
        self.ends: list[int] = []
        self.chars: list[int] = []
        self.link_chars: list[int] = []
        self.by_tag: dict[str, list[int]] = defaultdict(list)
        self.ids: dict[str, int] = {}
        self.scripts: list[tuple[str, str]] = []  # type attribute and text of inline scripts
        self.script_sources: list[str] = []
        self.capped = False
        self._nth: dict[int, int] = {}
        self._paths: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.tags)

    def text_length(self, node: int) -> int:
        """How many characters of text stand in the subtree."""
        return self.chars[self.ends[node]] - self.chars[node]

    def link_length(self, node: int) -> int:
        """How many of the subtree's characters stand in anchors."""
        return self.link_chars[self.ends[node]] - self.link_chars[node]

    def inside(self, node: int, *tags: str) -> list[int]:
        """The descendants with one of the tags, grouped by tag, each group in document order."""
        found: list[int] = []
        for tag in tags:
            places = self.by_tag.get(tag)
            if places:
                low = bisect_left(places, node + 1)
                found += places[low : bisect_left(places, self.ends[node], low)]
        return found

    def count(self, node: int, tag: str) -> int:
        """How many descendants have the tag."""
        places = self.by_tag.get(tag)
        if not places:
            return 0
        low = bisect_left(places, node + 1)
        return bisect_left(places, self.ends[node], low) - low

    def children(self, node: int) -> list[int]:
        """The child nodes, text nodes too, in order."""
        found = []
        child, end = node + 1, self.ends[node]
        while child < end:
            found.append(child)
            child = self.ends[child]
        return found

    def ancestor(self, node: int, *tags: str) -> int:
        """The nearest ancestor with one of the tags, -1 when there is none."""
        node = self.parents[node]
        while node >= 0 and self.tags[node] not in tags:
            node = self.parents[node]
        return node

    def words(self, node: int) -> str:
        """The raw words of the subtree on one line."""
        return " ".join(" ".join(self.texts[node : self.ends[node]]).split())

    def get(self, node: int, name: str) -> str:
        """An attribute's value, "" when it is absent or bare."""
        return self.attrs[node].get(name) or ""

    def css_path(self, node: int) -> str:
        """A CSS path from the nearest unique id, or from the root, to the element."""
        chain: list[int] = []
        while node >= 0 and node not in self._paths:
            chain.append(node)
            node = self.parents[node]
        path = self._paths[node] if node >= 0 else ""
        for node in reversed(chain):
            identity = self.attrs[node].get("id") or ""
            if identity and self.ids.get(identity) == node and _SIMPLE_ID.fullmatch(identity):
                path = f"{self.tags[node]}#{identity}"
            elif self.tags[node] in ("html", "body", "head"):
                path = f"{path} > {self.tags[node]}" if path else self.tags[node]
            else:
                path = f"{path} > {self.tags[node]}:nth-of-type({self._position(node)})"
            if len(path) > _LONGEST_PATH:
                path = ""  # nesting that no person could follow
            self._paths[node] = path
        return path

    def _position(self, node: int) -> int:
        if node not in self._nth:
            counts: dict[str, int] = defaultdict(int)
            for child in self.children(self.parents[node]):
                counts[self.tags[child]] += 1
                self._nth[child] = counts[self.tags[child]]
        return self._nth[node]


class TreeBuilder:
    """Appends nodes in document order; the caller walks its own parser's tree."""

    def __init__(self) -> None:
        self.tree = Tree()
        self._open: list[int] = []
        self._anchor_depth = 0
        self._chars = 0
        self._link_chars = 0

    def text(self, data: str) -> None:
        """Append a text node."""
        tree = self.tree
        size = len(data.strip())
        if not size and self._open and tree.tags[self._open[-1]] in _STRUCTURE:
            return
        self._append("", data, {})
        tree.ends[-1] = len(tree.tags)
        self._chars += size
        if self._anchor_depth:
            self._link_chars += size

    def enter(self, tag: str, attrs: dict[str, str | None]) -> None:
        """Open an element."""
        tree = self.tree
        node = len(tree.tags)
        self._append(tag, "", attrs)
        tree.by_tag[tag].append(node)
        if attrs:
            identity = attrs.get("id")
            if identity:
                tree.ids.setdefault(identity, node)
        if tag == "a":
            self._anchor_depth += 1
        self._open.append(node)

    def leave(self) -> None:
        """Close the innermost open element."""
        tree = self.tree
        node = self._open.pop()
        tree.ends[node] = len(tree.tags)
        if tree.tags[node] == "a":
            self._anchor_depth -= 1

    def script(self, attrs: dict[str, str | None], text: str) -> None:
        """Keep a script's address or source beside the tree."""
        if attrs.get("src"):
            self.tree.script_sources.append(attrs["src"] or "")
        elif text.strip():
            self.tree.scripts.append(((attrs.get("type") or "").lower(), text))

    def done(self, *, capped: bool) -> Tree:
        """Close what is open and hand out the tree."""
        while self._open:
            self.leave()
        tree = self.tree
        tree.chars.append(self._chars)
        tree.link_chars.append(self._link_chars)
        tree.capped = capped
        return tree

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._open)

    def _append(self, tag: str, text: str, attrs: dict[str, str | None]) -> None:
        tree = self.tree
        tree.tags.append(tag)
        tree.texts.append(text)
        tree.attrs.append(attrs)
        tree.parents.append(self._open[-1] if self._open else -1)
        tree.ends.append(0)
        tree.chars.append(self._chars)
        tree.link_chars.append(self._link_chars)


def shallow(html: str) -> str:
    """The page without the opening tags that stand deeper than any honest page nests.

    The parser's time grows with the square of the depth: 100,000 open elements take it seconds.
    """
    if html.count("<") < _MANY_TAGS:
        return html
    depth = 0
    cuts: list[tuple[int, int]] = []
    for match in _TAG.finditer(html):
        if match[2].lower() in _FLAT_TAGS:
            continue
        if match[1]:
            depth = max(0, depth - 1)
            continue
        depth += 1
        if depth > 2 * MAX_DEPTH:
            close = html.find(">", match.end(), match.end() + 2000)
            if close >= 0:
                cuts.append((match.start(), close + 1))
    if not cuts:
        return html
    pieces, done = [], 0
    for start, end in cuts:
        if start >= done:
            pieces.append(html[done:start])
            done = end
    pieces.append(html[done:])
    return "".join(pieces)


def _is_drawn_text(node: Any) -> bool:
    """Whether a drawing holds words, as organisation charts do; icons hold none."""
    return node.tag == "svg" and node.css_first("text") is not None


def from_lexbor(html: str) -> Tree:
    """Parse with lexbor, the first choice."""
    parser = LexborHTMLParser(shallow(html))
    builder = TreeBuilder()
    node = parser.root
    ancestors: list[tuple[Any, bool]] = []  # open lexbor nodes, and whether ours is open too
    capped = False
    while node is not None:
        tag = node.tag
        child = None
        entered = False
        if tag == "-text":
            builder.text(node.text_content or "")
        elif tag == "script":
            builder.script(node.attributes, node.text() or "")
        elif tag is not None and tag[0] != "-" and (tag not in UNREAD or _is_drawn_text(node)):
            builder.enter(tag, node.attributes)
            child = None if tag == "iframe" else node.first_child
            entered = child is not None and builder.depth <= MAX_DEPTH
            if not entered:
                builder.leave()
        if len(builder.tree) >= MAX_NODES:
            capped = True
            break
        if child is not None:
            ancestors.append((node, entered))
            node = child
            continue
        following = node.next
        while following is None and ancestors:
            node, entered = ancestors.pop()
            if entered:
                builder.leave()
            following = node.next
        node = following
    return builder.done(capped=capped)
