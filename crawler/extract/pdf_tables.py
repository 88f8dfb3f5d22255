"""Tables of a PDF as grids of words, and one table over several pages put together again."""

import re
import statistics
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from crawler.extract.pdf_grids import Lattice
from crawler.extract.pdf_lines import Columns, Line, joined_words, lines_of
from crawler.extract.pdf_page import Box, Run
from crawler.thai import arabic_digits, fold_text

_LONG_CELL = 1500  # characters: a table of few rows with such a cell lays out a page
_FEW_ROWS = 3
_MOST_RAGGED = 0.2  # of a table's places that may lie in cells that are no rectangles
_SLIVER = 4.0  # points: an empty row or column this thin is the space between double lines
_SAME_COLUMN = 6.0  # points that a column's edge may differ on the next page
_MAX_HEAD = 4  # rows of a repeated head
_NUMBERED = re.compile(r"\(?\d+(?:\.\d+)*[.)]?(?=\s|\D|$)")
_FURNITURE = re.compile(r"[\s\-–—()/|.]*(?:หน้า|page)?[\s\-–—()/|.\d]*(?:จาก|of)?[\s\-–—()/|.\d]*")
_DIGITS = re.compile(r"\d+")
_EDGE = 4  # lines at the edge of a page that may be running heads or feet
_LONGEST_HEAD = 60  # characters of a cell in a head that nothing else marks as one


@dataclass(slots=True)
class DrawnTable:
    """A table on one page. ``owner[r][c]`` names the cell that covers the place."""

    box: Box
    xs: list[float]
    ys: list[float]
    owner: list[list[int]]
    words: dict[int, str]  # of each cell that has some
    heights: dict[int, int]  # in lines of text
    bold: list[bool] = field(default_factory=list)  # of each row
    head_rows: int = 0
    repeated_rows: int = 0  # rows at the top that only repeat the head of the page before
    continues: "DrawnTable | None" = None  # the first part of the same table

    def text(self, row: int, column: int) -> str:
        """The words of the cell that covers a place."""
        return self.words.get(self.owner[row][column], "")

    def place(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of a point inside the table."""
        row = bisect_right(self.ys, y) - 1
        column = bisect_right(self.xs, x) - 1
        return (
            min(max(row, 0), len(self.owner) - 1),
            min(max(column, 0), len(self.owner[0]) - 1),
        )

    def row_texts(self, row: int) -> list[str]:
        """The words of a row's places, merged cells repeated."""
        return [self.text(row, column) for column in range(len(self.owner[row]))]


def from_lattice(lattice: Lattice) -> DrawnTable | None:
    """The drawn table as a grid; None when it only frames text."""
    owner, xs, ys = _without_slivers(lattice)
    words: dict[int, str] = {}
    heights: dict[int, int] = {}
    for cell, runs in lattice.runs.items():
        lines = lines_of(runs)
        words[cell] = joined_words(line.text for line in lines)
        heights[cell] = len(lines)
    cells = {cell for row in owner for cell in row}
    filled = [text for text in words.values() if text]
    if len(cells) < 2 or not filled or all(len(set(row)) == 1 for row in owner):
        return None
    if _ragged_share(owner) > _MOST_RAGGED:
        return None
    if len(owner) <= _FEW_ROWS and max(map(len, filled)) > _LONG_CELL:
        return None
    return DrawnTable(lattice.box, xs, ys, owner, words, heights)


def _ragged_share(owner: list[list[int]]) -> float:
    """The share of the places whose cell is no rectangle.

    The room around the boxes and connectors of an organisation chart is one such cell.
    """
    places: dict[int, list[tuple[int, int]]] = {}
    for row, owners in enumerate(owner):
        for column, cell in enumerate(owners):
            places.setdefault(cell, []).append((row, column))
    ragged = 0
    for spots in places.values():
        rows, columns = {row for row, _ in spots}, {column for _, column in spots}
        high, wide = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
        if high * wide != len(spots):
            ragged += len(spots)
    return ragged / max(sum(map(len, places.values())), 1)


def _without_slivers(lattice: Lattice) -> tuple[list[list[int]], list[float], list[float]]:
    """The grid without empty rows and columns that are only the gap between double lines."""
    xs, ys, owner = lattice.xs, lattice.ys, lattice.owner
    rows = [
        row
        for row in range(len(owner))
        if ys[row + 1] - ys[row] > _SLIVER
        or any(lattice.runs.get(cell) for cell in set(owner[row]) - _around(owner, row))
    ]
    columns = [c for c in range(len(xs) - 1) if xs[c + 1] - xs[c] > _SLIVER]
    kept = [[owner[row][column] for column in columns] for row in rows]
    return (
        kept,
        [xs[0], *(xs[column + 1] for column in columns)],
        [ys[0], *(ys[row + 1] for row in rows)],
    )


def _around(owner: list[list[int]], row: int) -> set[int]:
    """The cells of the rows above and below."""
    near: set[int] = set()
    if row:
        near |= set(owner[row - 1])
    if row + 1 < len(owner):
        near |= set(owner[row + 1])
    return near


def from_columns(columns: Columns) -> DrawnTable:
    """A table without rules as a grid."""
    width = len(columns.cells[0])
    owner = [[row * width + column for column in range(width)] for row in range(len(columns.cells))]
    words = {
        row * width + column: joined_words([run.text])
        for row, cells in enumerate(columns.cells)
        for column, run in enumerate(cells)
    }
    box = columns.box
    lefts = [min(row[column].box.x0 for row in columns.cells) for column in range(width)]
    ys = [line.box.y0 for line in columns.lines]
    return DrawnTable(
        box,
        [*lefts, box.x1],
        [*ys, box.y1],
        owner,
        words,
        dict.fromkeys(words, 1),
        [line.bold for line in columns.lines],
    )


def mark_head(table: DrawnTable) -> None:
    """Note how many rows at the top are the head, unless the pages have told."""
    if table.head_rows or len(table.owner) < 2:
        return
    first = table.row_texts(0)
    deep = 1
    while deep < min(len(table.owner) - 1, _MAX_HEAD) and set(table.owner[deep - 1]) & set(
        table.owner[deep]
    ):
        deep += 1  # a cell of the head reaches into the next row
    if deep == len(table.owner) - 1 and deep > 1:
        deep = 1
    bold = 0
    while bold < len(table.bold) and table.bold[bold]:
        bold += 1
    if 0 < bold < len(table.owner):
        table.head_rows = max(bold, deep)
    elif all(text and len(text) <= _LONGEST_HEAD for text in first) and not any(
        _NUMBERED.match(arabic_digits(text)) for text in first
    ):
        below = [text for row in range(deep, len(table.owner)) for text in table.row_texts(row)]
        if any(re.search(r"\d", arabic_digits(text)) for text in below):
            table.head_rows = deep


Block = Line | DrawnTable


def join_pages(pages: Sequence[list[Block]]) -> None:
    """Find tables that go on over pages; a row that a page break cut is made one again."""
    edges = [_edge_keys(blocks) for blocks in pages]
    open_table: DrawnTable | None = None
    for number, blocks in enumerate(pages):
        repeated = set[str]()
        for neighbour in (number - 1, number + 1):
            if 0 <= neighbour < len(pages):
                repeated |= edges[number] & edges[neighbour]
        tables = [block for block in blocks if isinstance(block, DrawnTable)]
        if open_table is not None and tables:
            above = blocks[: blocks.index(tables[0])]
            if _are_furniture(above, repeated):
                _try_to_continue(open_table, tables[0])
        open_table = None
        if tables and _are_furniture(blocks[blocks.index(tables[-1]) + 1 :], repeated):
            open_table = tables[-1]


def _key(block: Block) -> str:
    """The words of a line without its numbers, "" for what is no line."""
    return _DIGITS.sub("", fold_text(block.text)) if isinstance(block, Line) else ""


def _edge_keys(blocks: list[Block]) -> set[str]:
    """The first and last lines of a page, as far as running heads and feet may reach."""
    return {_key(block) for block in (*blocks[:_EDGE], *blocks[-_EDGE:])} - {""}


def _are_furniture(blocks: list[Block], repeated: set[str]) -> bool:
    """Whether there are only page numbers and what the next or last page says at its edge too."""
    return len(blocks) <= _EDGE and all(
        isinstance(block, Line)
        and (
            _FURNITURE.fullmatch(arabic_digits(block.text).lower()) is not None
            or _key(block) in repeated
        )
        for block in blocks
    )


def _try_to_continue(before: DrawnTable, after: DrawnTable) -> None:
    if len(before.xs) != len(after.xs):
        return
    shift = after.xs[0] - before.xs[0]
    if any(
        abs(x - other - shift) > _SAME_COLUMN for x, other in zip(after.xs, before.xs, strict=True)
    ):
        return
    first = before.continues or before
    repeated = 0
    limit = min(_MAX_HEAD, len(first.owner), len(after.owner))
    while repeated < limit and _same_words(first.row_texts(repeated), after.row_texts(repeated)):
        repeated += 1
    if repeated:
        first.head_rows = max(first.head_rows, repeated) if before is not first else repeated
    after.continues = first
    after.repeated_rows = repeated
    after.head_rows = repeated
    if repeated < len(after.owner):
        _heal(before, after, repeated)


def _same_words(one: Iterable[str], other: Iterable[str]) -> bool:
    words = [fold_text(text) for text in one]
    return any(words) and words == [fold_text(text) for text in other]


def _heal(before: DrawnTable, after: DrawnTable, row: int) -> None:
    """Join the first row of a page to the last of the page before when it is its other half."""
    last = len(before.owner) - 1
    above, below = before.row_texts(last), after.row_texts(row)
    if last < before.head_rows or not any(below):
        return
    if below[0] and not _lacks_number(before, below[0]):
        return
    if any(text and not above[column] for column, text in enumerate(below)):
        return
    blank = [column for column, text in enumerate(below) if column and not text and above[column]]
    if not below[0] and not blank and len(below) > 2:
        # A whole row under a cell that reaches over the page break.
        cell = before.owner[last][0]
        if last and before.owner[last - 1][0] == cell and cell in before.words:
            after.words[after.owner[row][0]] = before.words[cell]
        return
    done: set[int] = set()
    for column, cell in enumerate(after.owner[row]):
        if cell in done or not below[column]:
            continue
        done.add(cell)
        above_cell = before.owner[last][column]
        before.words[above_cell] = joined_words((before.words.get(above_cell, ""), below[column]))
    reaching = set(after.owner[row + 1]) if row + 1 < len(after.owner) else set()
    for cell in set(after.owner[row]) - reaching:
        after.words.pop(cell, None)
    del after.owner[row]
    del after.ys[row]
    if row < len(after.bold):
        del after.bold[row]


def _lacks_number(table: DrawnTable, text: str) -> bool:
    """Whether the rows of a table are numbered and this one is not."""
    first = table.continues or table
    firsts = [
        words
        for part in {id(first): first, id(table): table}.values()
        for row in range(max(part.head_rows, part.repeated_rows), len(part.owner))
        if (words := part.text(row, 0))
    ]
    numbered = [bool(_NUMBERED.match(arabic_digits(words))) for words in firsts]
    return (
        len(firsts) >= 2
        and statistics.fmean(numbered) >= 0.75
        and not _NUMBERED.match(arabic_digits(text))
    )


def runs_inside(lattice: Lattice) -> list[Run]:
    """The runs of a lattice that turned out to be no table, for the lines."""
    return [run for runs in lattice.runs.values() for run in runs]
