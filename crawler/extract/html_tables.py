"""Tables that hold facts, as full grids; tables that only lay a page out are left to its text."""

import re
from dataclasses import dataclass

from crawler.extract.html_text import Layout, one_line
from crawler.extract.html_tree import Tree
from crawler.records import Cell, Region, Table

MAX_SPAN = 1000
MAX_CELLS = 50_000
_SHORT_HEADER = 80  # characters
_PAGE_BLOCKS = 5  # headings and paragraphs of a cell that make it a page
_BOLD_HEADINGS = 2  # paragraphs all in bold, of a cell without headings, that make it a page
_FRAME_ROWS = 8
_FRAME_SHARE = 0.8  # of a page's words that the table around them holds
_MENU_LINKS = 8  # of a cell that is a menu
_FEW_LINKS = 4  # of one that holds little else, beside a cell of several blocks
_TEXT_BLOCKS = 3  # paragraphs, headings and rules of a cell that is a page's text
_TITLED_ROWS = 3  # of a table of one column that sets a page's title over its text
_PAGE_PARTS = ("nav", "header", "footer", "main", "article", "aside", "map", "frameset")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_COLOUR_STYLE = re.compile(r"background", re.IGNORECASE)
_HEADER_NAMES = re.compile(r"head|title", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of facts: its node, and per row the row's node with its cells' nodes."""

    node: int
    rows: tuple[tuple[int, tuple[int, ...]], ...]


def find_grids(tree: Tree, layout: Layout) -> tuple[Grid, ...]:
    """The tables of facts, in document order."""
    found = []
    for node in tree.by_tag.get("table", ()):
        if layout.regions_at[node] is Region.MENU or node in layout.hidden:
            continue
        rows = []
        for row in tree.inside(node, "tr"):
            cells = tuple(c for c in tree.children(row) if tree.tags[c] in ("td", "th"))
            if cells and tree.ancestor(row, "table") == node:
                rows.append((row, cells))
        if rows and not _is_layout(tree, node, rows) and not _is_frame(tree, layout, node, rows):
            found.append(Grid(node=node, rows=tuple(rows)))
    return tuple(found)


def _is_layout(tree: Tree, node: int, rows: list[tuple[int, tuple[int, ...]]]) -> bool:
    count = sum(len(cells) for _, cells in rows)
    if count < 2 or tree.count(node, "table") or tree.attrs[node].get("role") == "presentation":
        return True
    if any(tree.count(node, part) for part in _PAGE_PARTS):
        return True
    if tree.attrs[node].get("role") in ("table", "grid") or tree.count(node, "caption"):
        return False
    fields = len(tree.inside(node, "textarea", "select")) + sum(
        1
        for place in tree.inside(node, "input")
        if tree.get(place, "type") not in ("hidden", "image")
    )
    if fields * 2 >= len(rows) and fields >= 2:
        return True
    if tree.count(node, "form"):
        return True
    columns = max(len(cells) for _, cells in rows)
    cells = [cell for _, row in rows for cell in row]
    longest = max(map(tree.text_length, cells))
    if columns == 1:
        if len(rows) <= _TITLED_ROWS and not tree.count(node, "th") and _is_title(tree, cells[0]):
            return True  # a page's title over its text
        return longest > 600 or any(tree.inside(cell, "h1", "h2", "div", "ul") for cell in cells)
    if len(rows) <= 3:
        # A page in columns: few rows, and a cell that is a page of its own.
        if longest > 1500:
            return True
        if any(tree.count(cell, "a") >= 8 for cell in cells) and not tree.count(node, "th"):
            return True
        if any(tree.inside(cell, "h1", "h2") and tree.inside(cell, "p", "div") for cell in cells):
            return True
        if any(_is_page(tree, cell) for cell in cells):
            return True
        # One row with a menu beside a text of several blocks.
        if len(rows) == 1 and any(_is_menu(tree, cell, rows[0][1]) for cell in cells):
            return True
    return False


def _is_frame(
    tree: Tree, layout: Layout, node: int, rows: list[tuple[int, tuple[int, ...]]]
) -> bool:
    """Whether a table is the frame of its page: banner, menu beside content, footer.

    It holds nearly all words of the page; of its rows only one has cells beside each other, and one
    of these is full of links, or a short menu beside a text of several blocks. A table of facts
    under a title row has more such rows.
    """
    if len(rows) > _FRAME_ROWS or tree.count(node, "th"):
        return False
    if sum(len(cells) > 1 for _, cells in rows) != 1 or len(rows) == 1:
        return False
    start, end = layout.span(node)
    if end - start < _FRAME_SHARE * len(layout.text):
        return False
    return any(_is_menu(tree, cell, cells) for _, cells in rows if len(cells) > 1 for cell in cells)


def _is_menu(tree: Tree, cell: int, row: tuple[int, ...]) -> bool:
    """Whether a cell of a frame is its menu."""
    links = tree.count(cell, "a")
    if links >= _MENU_LINKS:
        return True
    if links < _FEW_LINKS or tree.link_length(cell) * 2 < tree.text_length(cell):
        return False
    return any(
        len(tree.inside(other, "p", "li", "hr", "h1", "h2", "h3", "h4")) >= _TEXT_BLOCKS
        for other in row
        if other != cell
    )


def _is_title(tree: Tree, cell: int) -> bool:
    """Whether all words of a cell are bold."""
    size = tree.text_length(cell)
    bold = tree.inside(cell, "b", "strong")
    return 0 < size <= _SHORT_HEADER and any(tree.text_length(part) == size for part in bold)


def _is_page(tree: Tree, cell: int) -> bool:
    """Whether a cell is a text with headings; a person's card has one and a line or two.

    Editors set headings as paragraphs of which all is bold; one alone may be a value set off.
    """
    headings = len(tree.inside(cell, "h1", "h2", "h3", "h4"))
    blocks = headings + len(tree.inside(cell, "p", "li"))
    if headings:
        return blocks >= _PAGE_BLOCKS
    bold = sum(_is_title(tree, part) for part in tree.inside(cell, "p", "div"))
    return bold >= _BOLD_HEADINGS and blocks - bold >= _PAGE_BLOCKS


def read_table(tree: Tree, layout: Layout, grid: Grid, *, heading: str) -> Table:
    """The grid with merged cells repeated at each place they cover, rows of one length."""
    header_row = _has_header_row(tree, layout, grid)
    known: dict[int, Cell] = {}
    covered: dict[tuple[int, int], Cell] = {}
    rows: list[list[Cell]] = []
    total = 0
    for number, (row, nodes) in enumerate(grid.rows):
        if total >= MAX_CELLS:
            break
        line: list[Cell] = []
        header = tree.ancestor(row, "thead", "table") in tree.by_tag.get("thead", ())
        for node in nodes:
            while (number, len(line)) in covered:
                line.append(covered.pop((number, len(line))))
            cell = known.get(node)
            if cell is None:
                start, end = layout.span(node)
                cell = known[node] = Cell(
                    text=layout.text[start:end],
                    start=start,
                    end=end,
                    header=header or tree.tags[node] == "th" or (header_row and number == 0),
                )
            wide, high = _spans(tree, node, len(grid.rows) - number)
            room = MAX_CELLS - total - len(line)
            for column in range(len(line), len(line) + min(wide, max(room, 1))):
                for below in range(1, high):
                    if len(covered) >= MAX_CELLS:
                        break
                    covered[number + below, column] = cell
                line.append(cell)
        while (number, len(line)) in covered:
            line.append(covered.pop((number, len(line))))
        rows.append(line)
        total += len(line)
    start, end = layout.span(grid.node)
    return Table(
        rows=_rectangular(rows, end),
        caption=_caption(tree, layout, grid.node),
        heading=heading,
        start=start,
        end=end,
        locator=tree.css_path(grid.node),
    )


def _rectangular(rows: list[list[Cell]], end: int) -> tuple[tuple[Cell, ...], ...]:
    width = min(max(map(len, rows)), MAX_CELLS)
    fitting = max(1, MAX_CELLS // max(width, 1))
    full = []
    for line in rows[:fitting]:
        place = line[-1].end if line else end
        empty = Cell(text="", start=place, end=place)
        full.append((*line[:width], *[empty] * (width - len(line))))
    return tuple(full)


def _spans(tree: Tree, node: int, rows_left: int) -> tuple[int, int]:
    wide, high = 1, 1
    attrs = tree.attrs[node]
    if "colspan" in attrs:
        wide = max(1, min(_number(attrs["colspan"]), MAX_SPAN))
    if "rowspan" in attrs:
        number = _number(attrs["rowspan"])
        high = rows_left if number == 0 else min(number, rows_left, MAX_SPAN)
    return wide, max(1, min(high, MAX_SPAN))


def _number(value: str | None) -> int:
    match = _DIGITS.match((value or "").strip())
    return int(match[0]) if match else 1


def _has_header_row(tree: Tree, layout: Layout, grid: Grid) -> bool:
    """Whether the first row is set off by weight or colour and says little per cell."""
    row, cells = grid.rows[0]
    if len(grid.rows) < 2 or len(cells) < 2:
        return False
    if any(tree.tags[cell] == "th" for cell in cells):
        return False
    texts = [layout.words(cell) for cell in cells]
    if not any(texts) or any(len(text) > _SHORT_HEADER for text in texts):
        return False
    if _is_set_off(tree, row) and not _is_set_off(tree, grid.rows[1][0]):
        return True
    return all(
        not text or _is_set_off(tree, cell) or _is_bold(tree, layout, cell)
        for cell, text in zip(cells, texts, strict=True)
    ) and not all(
        _is_set_off(tree, cell) or _is_bold(tree, layout, cell) for cell in grid.rows[1][1]
    )


def _is_set_off(tree: Tree, node: int) -> bool:
    attrs = tree.attrs[node]
    if not attrs:
        return False
    style = attrs.get("style") or ""
    return bool(
        attrs.get("bgcolor")
        or _BOLD_STYLE.search(style)
        or _COLOUR_STYLE.search(style)
        or _HEADER_NAMES.search(attrs.get("class") or "")
    )


def _is_bold(tree: Tree, layout: Layout, cell: int) -> bool:
    span = layout.span(cell)
    return any(layout.span(mark) == span for mark in tree.inside(cell, "b", "strong"))


def _caption(tree: Tree, layout: Layout, node: int) -> str:
    for child in tree.children(node):
        if tree.tags[child] == "caption":
            return one_line(layout.words(child))
    return ""
