"""Tables drawn with ruling lines: the lines of a page as lattices of cells."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from crawler.extract.pdf_marks import joined_rules
from crawler.extract.pdf_page import Box, PageMarks, Rule, Run

MAX_CELLS = 50_000  # of one lattice
MAX_RULES = 4000  # of a page, after joining, each way
MAX_CROSSINGS = 1_000_000  # pairs of rules that are looked at
_NEAR = 3.0  # points: lines nearer than this are one, drawn once for each neighbour
_COVER = 0.6  # of a cell's side that a line must cover to divide
_OPEN = 12.0  # points: lines that reach farther past the last crossing one open a column or row


@dataclass(slots=True)
class Lattice:
    """A drawn table. ``owner[r][c]`` is the number of the cell that covers the place."""

    xs: list[float]
    ys: list[float]
    owner: list[list[int]]
    runs: dict[int, list[Run]]  # of each cell that has words, in the file's order

    @property
    def box(self) -> Box:
        """What the table covers."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def find_lattices(marks: PageMarks) -> list[Lattice]:
    """The drawn tables of a page with two cells or more, from the top."""
    lying = joined_rules(marks.lying, _NEAR)
    standing = joined_rules(marks.standing, _NEAR)
    if len(lying) < 2 or not standing or max(len(lying), len(standing)) > MAX_RULES:
        return []
    if len(lying) * len(standing) > MAX_CROSSINGS:
        return []
    found = []
    for rows, columns in _components(lying, standing):
        lattice = _lattice(rows, columns)
        if lattice is not None:
            found.append(lattice)
    found.sort(key=lambda lattice: (lattice.ys[0], lattice.xs[0]))
    return found


def _components(lying: list[Rule], standing: list[Rule]) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Rules that touch, together."""
    parents = list(range(len(lying) + len(standing)))

    def root(node: int) -> int:
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    places = [rule.at for rule in lying]  # joined rules come sorted by place
    for number, rule in enumerate(standing):
        first = bisect_left(places, rule.low - _NEAR)
        last = bisect_right(places, rule.high + _NEAR)
        for other in range(first, last):
            if lying[other].low - _NEAR <= rule.at <= lying[other].high + _NEAR:
                parents[root(len(lying) + number)] = root(other)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate((*lying, *standing)):
        group = groups.setdefault(root(number), ([], []))
        group[number >= len(lying)].append(rule)
    return (group for group in groups.values() if len(group[0]) >= 2 and group[1])


def _lattice(rows: list[Rule], columns: list[Rule]) -> Lattice | None:
    ys = _places(rule.at for rule in rows)
    xs = _places(rule.at for rule in columns)
    # A table may be open to the left and right: its lying lines go on past the outer columns.
    left, right = min(rule.low for rule in rows), max(rule.high for rule in rows)
    opened = [rule for rule in rows if rule.low < xs[0] - _OPEN]
    if len(opened) >= 2:
        xs.insert(0, left)
        columns = [*columns, Rule(left, ys[0], ys[-1])]
    opened = [rule for rule in rows if rule.high > xs[-1] + _OPEN]
    if len(opened) >= 2:
        xs.append(right)
        columns = [*columns, Rule(right, ys[0], ys[-1])]
    # A row that a page break cuts may have no line where the page ends or begins.
    if sum(rule.high > ys[-1] + _OPEN for rule in columns) >= 2:
        ys.append(max(rule.high for rule in columns))
        rows = [*rows, Rule(ys[-1], xs[0], xs[-1])]
    if sum(rule.low < ys[0] - _OPEN for rule in columns) >= 2:
        ys.insert(0, min(rule.low for rule in columns))
        rows = [*rows, Rule(ys[0], xs[0], xs[-1])]
    height, width = len(ys) - 1, len(xs) - 1
    if height < 1 or width < 1 or height * width < 2 or height * width > MAX_CELLS:
        return None
    lying = [_covered(rows, y, xs) for y in ys]  # by line: which columns it divides
    standing = [_covered(columns, x, ys) for x in xs]
    owner = _owners(lying, standing, height, width)
    if len({cell for line in owner for cell in line}) < 2:
        return None
    return Lattice(xs, ys, owner, {})


def _places(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _covered(rules: list[Rule], at: float, marks: list[float]) -> list[bool]:
    """Which stretches between the marks a line at a place covers."""
    here = [rule for rule in rules if abs(rule.at - at) <= _NEAR]
    covered = []
    for low, high in pairwise(marks):
        length = sum(max(0.0, min(rule.high, high) - max(rule.low, low)) for rule in here)
        covered.append(length >= _COVER * (high - low))
    return covered


def _owners(
    lying: list[list[bool]], standing: list[list[bool]], height: int, width: int
) -> list[list[int]]:
    """The places of the lattice that no line divides, as cells numbered from the top left."""
    parents = list(range(height * width))

    def root(node: int) -> int:
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    def join(one: int, other: int) -> None:
        one, other = root(one), root(other)
        parents[max(one, other)] = min(one, other)

    for row in range(height):
        for column in range(width):
            here = row * width + column
            if column + 1 < width and not standing[column + 1][row]:
                join(here, here + 1)
            if row + 1 < height and not lying[row + 1][column]:
                join(here, here + width)
    return [[root(row * width + column) for column in range(width)] for row in range(height)]


def fill(lattices: list[Lattice], runs: Iterable[Run]) -> list[Run]:
    """Give each run to the cell that holds its centre; the runs that no table holds are left."""
    rest = []
    for run in runs:
        x, y = run.box.middle
        # The innermost drawn table wins: a frame around a page holds everything else.
        holding = [lattice for lattice in lattices if lattice.box.holds(x, y)]
        if not holding:
            rest.append(run)
            continue
        inner = min(holding, key=lambda lattice: lattice.box.width * lattice.box.height)
        row = min(max(bisect_right(inner.ys, y) - 1, 0), len(inner.ys) - 2)
        column = min(max(bisect_right(inner.xs, x) - 1, 0), len(inner.xs) - 2)
        inner.runs.setdefault(inner.owner[row][column], []).append(run)
    return rest
