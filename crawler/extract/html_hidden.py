"""What a page hides, and whether a visitor can bring it to light."""

import re

from crawler.extract.html_tree import Tree

# Not opacity: pages that fade in begin with none.
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:text-indent|left|top)\s*:\s*-\d{4,}(?:px)?",
    re.IGNORECASE,
)
_PANEL_NAMES = re.compile(
    r"tab|panel|collapse|accordion|toggle|drop|content|slide|modal|answer|body", re.IGNORECASE
)
_TRIGGERS = ("href", "data-target", "data-bs-target", "aria-controls", "onclick", "data-toggle-id")
_OPENING_TAGS = "a button summary dt h1 h2 h3 h4 h5 h6 li div span td input label"
_TRIGGER_TAGS = frozenset(_OPENING_TAGS.split())
_NAME = re.compile(r"[\w-]+")
# Attributes by which a group says whether it is open.
_GROUP_STATES = ("data-collapsed", "data-expanded", "aria-expanded")


def hidden_nodes(tree: Tree) -> set[int]:
    """Roots of hidden subtrees whose words nobody can bring to light.

    Hidden links, tables and forms stay: menus, tabs and accordions hide what a click shows. So do
    hidden words that something on the page opens. A table of words that has neither a name nor a
    button before it is out of any script's reach.
    """
    suspects = [
        node
        for node, attrs in enumerate(tree.attrs)
        if attrs
        and tree.tags[node] != "input"
        and ("hidden" in attrs or _HIDING_STYLE.search(attrs.get("style") or ""))
    ]
    if not suspects:
        return set()
    openers = _opened_ids(tree)
    hidden: set[int] = set()
    for node in suspects:
        named = bool(tree.get(node, "id") or tree.get(node, "class"))
        if tree.inside(node, "a", "form", "input", "textarea", "select", "iframe"):
            continue
        grid = tree.tags[node] == "table" or bool(tree.inside(node, "table"))
        if grid and (named or _in_panels(tree, node)):
            continue
        if tree.tags[node] in (
            "a",
            "form",
            "select",
            "textarea",
            "iframe",
            "html",
            "body",
        ):
            continue
        identity = tree.get(node, "id")
        if identity and identity in openers:
            continue
        if _PANEL_NAMES.search(f"{tree.get(node, 'class')} {identity} {tree.get(node, 'role')}"):
            continue
        if _follows_opener(tree, node):
            continue
        hidden.add(node)
    return hidden


def _in_panels(tree: Tree, node: int) -> bool:
    """Whether something above calls itself a set of tabs, panels or folds."""
    above = tree.parents[node]
    while above >= 0 and tree.tags[above] not in ("body", "html"):
        if _PANEL_NAMES.search(f"{tree.get(above, 'class')} {tree.get(above, 'id')}"):
            return True
        above = tree.parents[above]
    return False


def _follows_opener(tree: Tree, node: int) -> bool:
    """Whether a button stands just before a hidden part, in the same group: it opens the part."""
    parent = tree.parents[node]
    if parent >= 0 and any(name in (tree.attrs[parent] or {}) for name in _GROUP_STATES):
        return True
    before = node - 1
    while before > parent and tree.parents[before] != parent:
        before -= 1
    return before > parent and any(_is_opener(tree, part) for part in range(before, node))


def _is_opener(tree: Tree, node: int) -> bool:
    attrs = tree.attrs[node] or {}
    return (
        tree.tags[node] in {"button", "summary"}
        or attrs.get("role") == "button"
        or "aria-expanded" in attrs
        or "onclick" in attrs
    )


def _opened_ids(tree: Tree) -> set[str]:
    """Every name that a link, button or handler of the page mentions."""
    openers: set[str] = set()
    for node, attrs in enumerate(tree.attrs):
        if attrs and tree.tags[node] in _TRIGGER_TAGS:
            for name in _TRIGGERS:
                value = attrs.get(name)
                if value and (name != "href" or value.startswith("#")):
                    openers.update(_NAME.findall(value))
    return openers
