"""How like a line is to those by which agencies told a component, as learned from labelled sites.

The model is one list of weights for each component: of runs of two to five letters, summed over the
runs of a line and pressed between 0 and 1 (logistic regression with an L1 penalty, so that few runs
bear weight). ``python -m bench.likeness`` makes ``likeness.json`` from the tuned part of the
labelled corpus; what it is worth on sites left out is printed there. It never shows that something
is told: it only says where a person should look before an absence is told.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from checks.match.reading.boxes import ends_in_blank
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import is_about_page
from checks.match.reading.lines import Line, lines
from checks.match.reading.substance import title_starts
from checks.match.subjects.vocabulary import is_generic
from crawler.records import Document, Region
from crawler.thai import arabic_digits, thai_letters

MODEL = Path(__file__).parent / "likeness.json"
RUNS = range(2, 6)  # letters of a run
_CONTENT = frozenset({Region.CONTENT})
_MOST_LINES = 400
_TITLES = 2  # first lines of the lead, which name the item whatever they tell
_LEAST_LETTERS = 4
_PIECE, _OVERLAP, _MOST_PIECES = 200, 30, 5  # of a long line; code points
_SHORT = 120  # a line that is read with the end of the one above
_ABOVE = 40
_SPACES = re.compile(r"\s\s+")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A line, a cell of a row or a part of a long line, ``document.text[start:end]``.

    ``text`` is how the model reads it: a short line with the end of the one above.
    """

    document: Document
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The weights of one component."""

    least: float  # likeness from which on a person should look
    bias: float
    weights: Mapping[str, float]

    def likeness(self, text: str) -> float:
        """How like a text is to those that told the component, 0 to 1."""
        runs = runs_of(text)
        total = sum(self.weights.get(run, 0.0) * share for run, share in runs.items()) + self.bias
        # 1 / (1 + e**-total), which has no sum too large for a float.
        return (1 + math.tanh(total / 2)) / 2


@cache
def models() -> Mapping[str, Model]:
    """The models by component id."""
    return {
        component: Model(least=model["least"], bias=model["bias"], weights=model["weights"])
        for component, model in json.loads(MODEL.read_text(encoding="utf-8")).items()
    }


def runs_of(text: str) -> dict[str, float]:
    """Shares of the runs of letters of a text; the sum of their squares is 1."""
    plain = _DIGITS.sub("0", arabic_digits(_SPACES.sub(" ", text.lower())))
    counts = Counter(
        plain[start : start + length] for length in RUNS for start in range(len(plain) - length + 1)
    )
    norm = math.sqrt(sum(count * count for count in counts.values())) or 1.0
    return {run: count / norm for run, count in counts.items()}


def pieces_of(documents: Sequence[Document]) -> list[Piece]:
    """The pieces of the documents' content, in order: no titles, criteria or words on the page."""
    found = [line for document in documents for line in lines(document, _CONTENT)][:_MOST_LINES]
    titles = {(id(page), at) for page in documents for at in title_starts(page)}
    titles |= {(id(page), at) for page in documents for at in criteria_starts(page)}
    return [
        piece
        for at, line in enumerate(found)
        if at >= _TITLES
        and (id(line.document), line.start) not in titles
        and not (is_about_page(line.text) or is_generic(line.text) or ends_in_blank(line.text))
        for piece in _pieces(line, found[at - 1])
    ]


def _pieces(line: Line, above: Line) -> Iterator[Piece]:
    if "\t" in line.text:
        at = 0
        for cell in line.text.split("\t"):
            words = cell.strip()
            if thai_letters(words) >= _LEAST_LETTERS:
                start = at + len(cell) - len(cell.lstrip())
                yield _piece(line, start, min(len(words), _PIECE))
            at += len(cell) + 1
        return
    if thai_letters(line.text) < _LEAST_LETTERS:
        return
    if len(line.text) < _SHORT:
        last = above.text.rpartition("\t")[2][:_ABOVE]
        yield replace(_piece(line, 0, len(line.text)), text=f"{last} ¦ {line.text}")
        return
    for at in range(0, min(len(line.text), _MOST_PIECES * _PIECE), _PIECE):
        start = max(0, at - _OVERLAP)
        yield _piece(line, start, min(at + _PIECE, len(line.text)) - start)


def _piece(line: Line, start: int, length: int) -> Piece:
    begin = line.start + start
    text = line.text[start : start + length]
    return Piece(document=line.document, start=begin, end=begin + length, text=text)


def likest(component_id: str, pieces: Sequence[Piece]) -> tuple[float, Piece] | None:
    """The piece most like those that told a component, when it is like enough; else None."""
    model = models().get(component_id)
    if model is None or not pieces:
        return None
    likeness, at = max((model.likeness(piece.text), at) for at, piece in enumerate(pieces))
    return (likeness, pieces[at]) if likeness >= model.least else None
