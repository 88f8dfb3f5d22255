"""Runs of words as visual lines, with how each is set; columns that align without any rule."""

import re
import statistics
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from crawler.extract.pdf_page import Box, PageMarks, Rule, Run
from crawler.thai import repair

_SAME_LINE = 0.5  # of the lower height that two runs must share
_COLUMN_GAP = 0.9  # of the line's height: wider gaps may part columns
_ALIGNED = 3.0  # points that the edges of one column may differ
_SURE_LINES = {2: 5, 3: 4}  # lines that must agree, by number of columns
_SURE_WIDE = 3
_MAX_COLUMNS = 30
_LEADERS = "...."
_MARKER = re.compile(r"[\W\d_]*")  # a number or a bullet
_PROSE_LENGTH = 25  # characters of a line of running text in columns
_SET_OFF = 0.6  # of a line's width that must be bold, or large, for the line to be


@dataclass(slots=True)
class Line:
    """One visual line."""

    runs: list[Run]  # from the left
    box: Box
    size: float = 0.0  # of its letters, 0 when unknown
    bold: bool = False
    text: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self.text = joined_words(run.text for run in self.runs)


@dataclass(slots=True)
class Columns:
    """Lines that form a table without rules: per line one list of runs for each column."""

    lines: list[Line]
    cells: list[list[Run]]

    @property
    def box(self) -> Box:
        """What the lines cover."""
        return Box(
            min(line.box.x0 for line in self.lines),
            self.lines[0].box.y0,
            max(line.box.x1 for line in self.lines),
            self.lines[-1].box.y1,
        )


def joined_words(texts: Iterable[str]) -> str:
    """Repaired words on one line."""
    return repair(" ".join(" ".join(texts).split()))


def lines_of(runs: Iterable[Run]) -> list[Line]:
    """The runs as lines from the top; a line's runs from the left."""
    groups: list[list[Run]] = []
    bands: list[tuple[float, float]] = []
    for run in sorted(runs, key=lambda run: run.box.middle[1]):
        low, high = run.box.y0, run.box.y1
        if groups:
            first, last = bands[-1]
            shared = min(high, last) - max(low, first)
            if shared >= _SAME_LINE * max(min(high - low, last - first), 0.1) and _level(
                run, groups[-1]
            ):
                groups[-1].append(run)
                continue
        groups.append([run])
        bands.append((low, high))
    found = []
    for group in groups:
        group.sort(key=lambda run: run.box.x0)
        box = group[0].box
        for run in group[1:]:
            box = box.joined(run.box)
        found.append(Line(group, box))
    return [line for line in found if line.text]


def _level(run: Run, group: Sequence[Run]) -> bool:
    """Whether the run stands at the height of the line, not on the next one in its column.

    High Thai fonts overlap from line to line, so shared height alone joins two lines.
    """
    centre = statistics.fmean(other.box.middle[1] for other in group)
    height = min(run.box.height, *(other.box.height for other in group))
    if abs(run.box.middle[1] - centre) > 0.45 * max(height, 0.1):
        return False
    for other in group:
        over = min(run.box.x1, other.box.x1) - max(run.box.x0, other.box.x0)
        narrow = min(run.box.width, other.box.width)
        if over > 0.5 * narrow > 0 and abs(run.box.middle[1] - other.box.middle[1]) > 1.5:
            return False
    return True


def set_letters(lines: Iterable[Line], marks: PageMarks) -> None:
    """Note size and weight of each line by the letters on it that are set off."""
    by_height = sorted(marks.letters, key=lambda piece: piece.box.middle[1])
    heights = [piece.box.middle[1] for piece in by_height]
    for line in lines:
        heavy = large = 0.0
        size = marks.body_size
        start = bisect_left(heights, line.box.y0)
        for piece in by_height[start : bisect_left(heights, line.box.y1)]:
            if line.box.holds(*piece.box.middle, 1.0):
                heavy += piece.box.width * piece.bold
                if piece.size > marks.body_size:
                    large += piece.box.width
                    size = max(size, piece.size)
        width = sum(run.box.width for run in line.runs)
        line.bold = heavy > _SET_OFF * width
        line.size = size if large > _SET_OFF * width else marks.body_size


def find_columns(lines: list[Line], lying: Sequence[Rule] = ()) -> list[Line | Columns]:
    """Lines, those that surely form a table without standing rules put together.

    Lying rules between the lines make fewer of them sure. Two columns of running text are no
    table: their lines come one column after the other.
    """
    found: list[Line | Columns] = []
    place = 0
    while place < len(lines):
        first = _cells(lines[place])
        size = len(first)
        end = place + 1
        block = [first]
        if 2 <= size <= _MAX_COLUMNS:
            while end < len(lines) and _follows(lines[end - 1], lines[end]):
                cells = _cells(lines[end])
                if len(cells) != size or not _aligned([*block, cells]):
                    break
                block.append(cells)
                end += 1
        needed = _SURE_LINES.get(size, _SURE_WIDE)
        if size >= 2 and len(block) >= 2 and _are_ruled(lines[place:end], lying):
            needed = 2
        if size < 2 or len(block) < needed or _is_list(block):
            found.append(lines[place])
            place += 1
            continue
        rows = [[_one_run(part) for part in row] for row in block]
        if _is_prose(rows):
            for column in zip(*block, strict=True):
                found += [Line(part, _one_run(part).box) for part in column]
        else:
            found.append(Columns(lines[place:end], rows))
        place = end
    return found


def _are_ruled(lines: Sequence[Line], lying: Sequence[Rule]) -> bool:
    """Whether a rule lies between each two lines, as wide as they are."""
    low = min(line.box.x0 for line in lines)
    high = max(line.box.x1 for line in lines)
    wide = [rule.at for rule in lying if rule.low <= low + 1 and rule.high >= high - 1]
    return all(
        any(above.box.middle[1] < at < below.box.middle[1] for at in wide)
        for above, below in pairwise(lines)
    )


def _is_list(block: Sequence[Sequence[list[Run]]]) -> bool:
    """Whether the first of two columns holds nothing but numbers or bullets."""
    return len(block[0]) == 2 and all(
        _MARKER.fullmatch("".join(run.text for run in row[0])) for row in block
    )


def _is_prose(rows: Sequence[Sequence[Run]]) -> bool:
    """Whether the columns are running text: long lines that fill each column."""
    if len(rows[0]) > 3:
        return False
    for column in zip(*rows, strict=True):
        widths = [run.box.width for run in column]
        if statistics.median(widths) < 0.85 * max(widths):
            return False
        if statistics.median(len(run.text) for run in column) < _PROSE_LENGTH:
            return False
    return True


def _follows(above: Line, below: Line) -> bool:
    height = max(above.box.height, below.box.height, 1.0)
    return below.box.middle[1] - above.box.middle[1] <= 2.2 * height


def _cells(line: Line) -> list[list[Run]]:
    if _LEADERS in line.text or "…" in line.text:
        return [line.runs]
    parts = [[line.runs[0]]]
    for run in line.runs[1:]:
        gap = run.box.x0 - parts[-1][-1].box.x1
        if gap > _COLUMN_GAP * min(line.box.height, 24.0):
            parts.append([run])
        else:
            parts[-1].append(run)
    return parts


def _one_run(part: list[Run]) -> Run:
    box = part[0].box
    for run in part[1:]:
        box = box.joined(run.box)
    return Run(" ".join(run.text for run in part), box)


def _aligned(block: list[list[list[Run]]]) -> bool:
    """Whether each column shares its left or right edge or its middle, and none overlaps."""
    columns = [[_one_run(part).box for part in column] for column in zip(*block, strict=True)]
    for boxes in columns:
        edges = (
            [box.x0 for box in boxes],
            [box.x1 for box in boxes],
            [box.middle[0] for box in boxes],
        )
        # A heading may be centred over a column that is not.
        if all(max(edge) - min(edge) > _ALIGNED for edge in edges) and all(
            max(edge[1:]) - min(edge[1:]) > _ALIGNED for edge in edges
        ):
            return False
    return all(
        max(box.x1 for box in left) < min(box.x0 for box in right)
        for left, right in pairwise(columns)
    )
