"""Finds the years in what OCR read, and has the digit reader look at each of them again."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from crawler.extract.digit_reader import DigitReader, Figures

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

# Around figures that two readers agree on, for as long as a line is in the making. Private use:
# no repair takes it away, and no picture shows it.
AGREED = "\ue010"
TABLE_TABS = 11  # in a row of the table that OCR writes
_WORD_ROW = "5"
_YEAR = re.compile(
    r"(?:^|(?<=[\s|(])|(?<=ศ\.)|(?<=[0-9๐-๙]{4}[-\u2013]))"
    r"(?:๒๕[๐-๙]{1,4}|2[45][0-9]{2})(?=$|[\s|)]|[-\u2013][0-9๐-๙]{4})"
)
_MARKED = re.compile(f"{AGREED}([0-9๐-๙]{{4}}){AGREED}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A row of the table: what OCR read in one box, in pixels."""

    text: str
    left: int
    top: int
    right: int
    bottom: int


def with_agreed_years(output: str, page: "Picture") -> dict[int, str]:
    """The lines of an output in which the digit reader tells a year, by their number.

    The output holds text, and rows of a table that say where each piece of it stands. The years
    stand between two AGREED marks.
    """
    known: dict[str, deque[list[Piece]]] = {}
    for pieces in _pieces(output):
        known.setdefault("".join(piece.text for piece in pieces), deque()).append(pieces)
    reader: DigitReader | None = None
    found = {}
    for number, line in enumerate(output.split("\n")):
        if line.count("\t") == TABLE_TABS:
            continue
        waiting = known.get("".join(line.split()))
        pieces = waiting.popleft() if waiting else []
        if not pieces or _YEAR.search(line) is None:
            continue
        reader = reader or DigitReader(page)
        told = _line_told(line, pieces, reader)
        if told != line:
            found[number] = told
    return found


def _line_told(line: str, pieces: list[Piece], reader: DigitReader) -> str:
    told, end = "", 0
    for match in _YEAR.finditer(line):
        figures = _figures(line, match.start(), match.end(), pieces)
        year = reader.year(figures) if figures is not None else ""
        if year:
            told += f"{line[end : match.start()]}{AGREED}{year}{AGREED}"
            end = match.end()
    return told + line[end:]


def _figures(line: str, start: int, end: int, pieces: list[Piece]) -> Figures | None:
    """A number of a line with its box; None when its pieces hold other letters too."""
    first = len("".join(line[:start].split()))
    last = first + end - start
    at = 0
    own = []
    for piece in pieces:
        if at < last and at + len(piece.text) > first:
            if at < first or at + len(piece.text) > last:
                return None
            own.append(piece)
        at += len(piece.text)
    if not own:
        return None
    # Some boxes are as high as the whole line, and as wide as several letters.
    top, bottom = (round(median(side)) for side in ([p.top for p in own], [p.bottom for p in own]))
    return Figures(
        read=line[start:end],
        left=min(piece.left for piece in own),
        top=top,
        right=max(piece.right for piece in own),
        bottom=bottom,
        before=line[start - 1 : start].strip(" \t|") if start else "",
        after=line[end : end + 1].strip(" \t|"),
    )


def _pieces(output: str) -> Iterator[list[Piece]]:
    """The pieces of each line, in reading order."""
    place: list[str] = []
    held: list[Piece] = []
    for row in output.split("\n"):
        cells = row.split("\t")
        if len(cells) != TABLE_TABS + 1 or cells[0] != _WORD_ROW:
            continue
        if cells[2:5] != place:
            if held:
                yield held
            place, held = cells[2:5], []
        try:
            left, top, width, height = (int(cell) for cell in cells[6:10])
        except ValueError:
            continue
        held.append(Piece("".join(cells[11].split()), left, top, left + width, top + height))
    if held:
        yield held


def plain_line(line: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A line without marks, and where the years stand in it that two readers agree on."""
    plain, end, spans = "", 0, []
    for match in _MARKED.finditer(line):
        plain += line[end : match.start()]
        spans.append((len(plain), len(plain) + 4))
        plain += match[1]
        end = match.end()
    return (plain + line[end:]).replace(AGREED, ""), tuple(spans)
