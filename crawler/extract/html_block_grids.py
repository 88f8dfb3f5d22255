"""Tables that are drawn with blocks: rows of a container that all hold the same number of cells.

Site builders write tables as nested ``div`` or list elements. A visitor sees columns under their
headings; so does who reads them as a grid. Rows of cards look alike in the source and are none:
their first row holds pictures, links or several lines a cell, and no headings. Two columns are a
table only when the second counts what the first names; else they are labels with their values.
"""

import re
from collections.abc import Sequence

from crawler.extract.html_tables import Grid
from crawler.extract.html_text import Layout
from crawler.extract.html_tree import Tree
from crawler.records import Region

_CONTAINERS = ("div", "section", "ul", "ol", "article", "dl")
_ROWS = frozenset(("div", "li", "ul", "ol", "section", "article", "dl", "p"))
_CELLS = frozenset(("div", "span", "p", "li", "dt", "dd", "strong", "b"))
_NOT_INSIDE = ("table", "nav", "form", "header", "footer", "h1", "h2", "iframe", "select")
_MIN_COLUMNS = 2
_COUNTING = 2  # columns that are a table only with figures in the second
_FIGURE = re.compile(r"[\d๐-๙][\d๐-๙,.]*(?: ?(?:คน|ราย|ครั้ง|เรื่อง|อัตรา|บาท|%|โครงการ|รายการ))?|-")
_DIGIT = re.compile(r"[\d๐-๙]")
_MAX_COLUMNS = 20
_MIN_ROWS = 3  # the headings and two more
_SHORT_HEADING = 60  # characters
_LONGEST_CELL = 600
_WRAPPERS = 4  # elements around the cells of a row


def find_block_grids(tree: Tree, layout: Layout) -> tuple[Grid, ...]:
    """The grids drawn with blocks, in document order; the outermost where they nest."""
    found: list[Grid] = []
    end = 0
    for node in sorted(place for tag in _CONTAINERS for place in tree.by_tag.get(tag, ())):
        if node < end or layout.regions_at[node] is not Region.CONTENT or node in layout.hidden:
            continue
        grid = _grid(tree, node)
        if grid is not None and tree.ancestor(node, "td", "th") < 0:
            found.append(grid)
            end = tree.ends[node]
    return tuple(found)


def _grid(tree: Tree, node: int) -> Grid | None:
    rows = _elements(tree, node)
    if rows is None or len(rows) < _MIN_ROWS or any(tree.tags[row] not in _ROWS for row in rows):
        return None
    heads = _cells(tree, rows[0])
    if not _MIN_COLUMNS <= len(heads) <= _MAX_COLUMNS or not _are_headings(tree, heads):
        return None
    if any(tree.count(node, tag) for tag in _NOT_INSIDE):
        return None
    kept = [(rows[0], heads)]
    for row in rows[1:]:
        cells = _cells(tree, row)
        if len(cells) == len(heads) and all(
            tree.text_length(cell) <= _LONGEST_CELL for cell in cells
        ):
            kept.append((row, cells))
    # A total or a note may be of another shape; a list of anything else is no table.
    if len(kept) < _MIN_ROWS or len(rows) - len(kept) > max(1, len(rows) // 5):
        return None
    if len(heads) == _COUNTING and not _counts(tree, kept):
        return None
    return Grid(node=node, rows=tuple(kept))


def _counts(tree: Tree, rows: Sequence[tuple[int, tuple[int, ...]]]) -> bool:
    """Whether each row below the headings names something and counts it."""
    (_, heads), *body = rows
    if any(_DIGIT.search(tree.words(cell)) for cell in heads):
        return False
    told = [(tree.words(name), tree.words(figure)) for _, (name, figure) in body]
    return all(
        name and not _FIGURE.fullmatch(name) and _FIGURE.fullmatch(figure) for name, figure in told
    )


def _elements(tree: Tree, node: int) -> tuple[int, ...] | None:
    """The child elements; None when words stand beside them."""
    children = tree.children(node)
    if any(not tree.tags[child] and tree.texts[child].strip() for child in children):
        return None
    return tuple(child for child in children if tree.tags[child])


def _cells(tree: Tree, row: int) -> tuple[int, ...]:
    """The cells of a row, through elements that only wrap them."""
    for _ in range(_WRAPPERS):
        inside = _elements(tree, row)
        if inside is None:
            return ()
        if len(inside) == 1:
            row = inside[0]
            continue
        return inside if all(tree.tags[cell] in _CELLS for cell in inside) else ()
    return ()


def _are_headings(tree: Tree, cells: tuple[int, ...]) -> bool:
    """Whether a row names columns: short words, all different, one line a cell, no picture."""
    words = [tree.words(cell) for cell in cells]
    named = [text for text in words if text]
    if len(named) < len(cells) - 1 or len(set(named)) < len(named):
        return False
    if any(len(text) > _SHORT_HEADING for text in named):
        return False
    for cell in cells:
        if tree.inside(cell, "a", "img", "button", "input"):
            return False
        said = [place for place in range(cell, tree.ends[cell]) if tree.texts[place].strip()]
        if len(said) > 2 or (len(said) == 2 and not tree.count(cell, "br")):
            return False
    return True
