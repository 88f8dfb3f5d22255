"""A second parser for pages that the first one reads badly.

lexbor follows the HTML Standard to the letter, and so loses what broken markup swallows: everything
behind an unclosed title or comment, or the body of a frame page. BeautifulSoup over lxml forgives
more. Source: design.md, ruling 11.
"""

import re
import warnings
from typing import Any

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PreformattedString

from crawler.extract.html_tree import MAX_DEPTH, MAX_NODES, UNREAD, Tree, TreeBuilder, shallow
from crawler.thai import quality

BAD_QUALITY = 40.0  # faults per 1,000 letters; see crawler.thai.quality
_UNSEEN_MARKUP = re.compile(
    r"<!--.*?-->|<(script|style|template|noscript)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL
)
_NAMED = re.compile(r"<(table|form)\b", re.IGNORECASE)


def is_wanted(html: str, tree: Tree, score: float) -> bool:
    """Whether the first reading is doubtful: a table or form went missing, or the text is bad.

    ``score`` is the text's, see crawler.thai.quality.
    """
    return score > BAD_QUALITY or _lost(html, tree)


def _lost(html: str, tree: Tree) -> bool:
    """Whether the markup names more tables or forms than the tree holds."""
    have = {tag: len(tree.by_tag.get(tag, ())) for tag in ("table", "form")}
    lowered = html.lower()
    if all(lowered.count(f"<{tag}") <= count for tag, count in have.items()):
        return False
    named = [match[1].lower() for match in _NAMED.finditer(_UNSEEN_MARKUP.sub(" ", html))]
    return any(named.count(tag) > count for tag, count in have.items())


def is_better(second: Tree, second_text: str, first: Tree, first_text: str) -> bool:
    """Whether the second reading holds more structure, or clearly better text, and loses none."""
    if len(second_text) * 10 < len(first_text) * 8:
        return False
    first_count = sum(len(first.by_tag.get(tag, ())) for tag in ("table", "form"))
    second_count = sum(len(second.by_tag.get(tag, ())) for tag in ("table", "form"))
    if second_count != first_count:
        return second_count > first_count
    return quality(second_text) * 2 < quality(first_text)


def from_soup(html: str) -> Tree:
    """Parse with BeautifulSoup over lxml."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(shallow(html), "lxml")
    builder = TreeBuilder()
    capped = False
    # Elements still to be entered, and None for each one still to be left.
    waiting: list[Any] = list(reversed(soup.contents))
    while waiting:
        node = waiting.pop()
        if len(builder.tree) >= MAX_NODES:
            capped = True
            break
        if node is None:
            builder.leave()
        elif isinstance(node, Tag):
            attrs: dict[str, str | None] = {
                name: " ".join(value) if isinstance(value, list) else value
                for name, value in node.attrs.items()
            }
            if node.name == "script":
                builder.script(attrs, node.get_text())
            elif node.name not in UNREAD:
                builder.enter(node.name, attrs)
                if builder.depth <= MAX_DEPTH:
                    waiting.append(None)
                else:
                    builder.leave()
                if node.name != "iframe":
                    waiting += reversed(node.contents)
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            builder.text(str(node))
    return builder.done(capped=capped)
