"""A second opinion on years that OCR read: four glyphs, each told by three small networks.

Tesseract's Thai models know no four, six, seven, eight or nine, so a Thai year from OCR is unread
unless this reader tells all four figures. It tells years only, the whole of one or nothing, and
would rather tell nothing: the networks must be sure and agree, the glyphs must stand apart and on
one line, and what OCR read must fit. Its model comes from ``bench/digit_model.py``.

Needs numpy (extra ``ocr``).
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

    from crawler.extract.glyphs import Floats, Glyph, Grey

VERSION = 1  # raised with the model and with anything that changes what is told
MODEL = Path(__file__).with_name("digit_model.npz")
THAI, ARABIC = "๐๑๒๓๔๕๖๗๘๙", "0123456789"
FIRST_YEAR, LAST_YEAR = 2475, 2599  # Buddhist years that documents of today name
NO_GLYPH = "junk"  # the class of broken glyphs, and of several that touch
_SURE = 0.9  # of 1: the least that each network may give to each figure
_FAR = 0.28  # of the height of a figure: room that parts a number from what stands beside it, and
# is not found between its figures
_SLANT = 0.2  # of the height that boxes of slanted figures reach into each other
# What Tesseract makes of figures that it does not know, as seen on pages of many fonts.
_LOOKS = {"๔": "๒๓๕", "๖": "๐๑๒๓๕", "๗": "๐๑๒๓๕", "๘": "๐๑๒๓๕", "๙": "๐๑๒๓๕"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A number as OCR read it, with its box in pixels and what OCR read right beside it."""

    read: str
    left: int
    top: int
    right: int
    bottom: int
    before: str = ""  # "" for white space, else one character
    after: str = ""


def is_installed() -> bool:
    """Whether this reader can be used."""
    return find_spec("numpy") is not None and MODEL.is_file()


class DigitReader:
    """Tells years on one grey page."""

    def __init__(self, page: "Picture") -> None:
        # One thread: more fight each other, and each takes address space that a reader lacks.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        import numpy as np

        self._page = np.asarray(page)

    def year(self, figures: Figures) -> str:
        """The year as its glyphs show it, in its own script; "" when it is not wholly sure."""
        from crawler.extract.glyphs import glyphs_of

        piece, left, top = self._piece(figures)
        row = _row(glyphs_of(piece), figures, left, top)
        if len(row) != 4:
            return ""
        told = "".join(_told(glyph, THAI if figures.read[0] in THAI else ARABIC) for glyph in row)
        if len(told) != 4 or not FIRST_YEAR <= int(told) <= LAST_YEAR:
            return ""
        return told if fits(figures.read, told) else ""

    def _piece(self, figures: Figures) -> tuple["Grey", int, int]:
        """The part of the page that holds a number and what stands beside it, and its corner."""
        rows, columns = self._page.shape
        height = figures.bottom - figures.top
        left = max(0, round(figures.left - 1.1 * height))
        top = max(0, round(figures.top - 0.35 * height))
        right = min(columns, round(figures.right + 1.1 * height))
        bottom = min(rows, round(figures.bottom + 0.35 * height))
        return self._page[top:bottom, left:right], left, top


def fits(read: str, told: str) -> bool:
    """Whether what OCR read can be these figures: those that it knows must be the same.

    Of a figure that it does not know it makes another, two, or none.
    """
    if read[0] in ARABIC:
        return read == told
    pattern = "".join(
        f"[{_LOOKS[figure]}]{{0,2}}" if figure in _LOOKS else figure for figure in told
    )
    return re.fullmatch(pattern, read) is not None


def _row(glyphs: "Sequence[Glyph]", figures: Figures, left: int, top: int) -> "list[Glyph]":
    """The glyphs of a number when they stand apart from all else and in one row, else none.

    OCR's boxes often miss the first or the last figure: only where they are is taken from them.
    """
    height = figures.bottom - figures.top
    low, high = figures.top - top - 0.1 * height, figures.bottom - top + 0.1 * height
    level = [g for g in glyphs if g.bottom > low and g.top < high]
    main = [g for g in level if g.height >= 0.45 * height]
    first, last = figures.left - left, figures.right - left
    seeds = [n for n, g in enumerate(main) if first < (g.left + g.right) / 2 < last]
    if not seeds:
        return []
    tall = max(main[n].height for n in seeds)
    begin, end = seeds[0], seeds[-1]
    while begin > 0 and main[begin].left - main[begin - 1].right < _FAR * tall:
        begin -= 1
    while end + 1 < len(main) and main[end + 1].left - main[end].right < _FAR * tall:
        end += 1
    row = main[begin : end + 1]
    if figures.before == "(" and len(row) > 4:
        row = row[1:]
    if figures.after == ")" and len(row) > 4:
        row = row[:-1]
    if len(row) != 4 or not _is_even(row):
        return []
    start, stop, tall = row[0].left, row[-1].right, max(g.height for g in row)
    beside = [g for g in level if g not in row]
    if any(g.right > start and g.left < stop for g in beside):
        return []  # dust, a comma, a broken glyph
    if not _is_apart([g for g in beside if g.right <= start], figures.before, start, tall):
        return []
    return (
        row if _is_apart([g for g in beside if g.left >= stop], figures.after, stop, tall) else []
    )


def _is_even(row: "Sequence[Glyph]") -> bool:
    """Whether glyphs stand on one line, side by side, with no gap among them."""
    tall = max(glyph.height for glyph in row)
    gaps = [right.left - left.right for left, right in pairwise(row)]
    bottoms = [glyph.bottom for glyph in row]
    return (
        -_SLANT * tall <= min(gaps)
        and max(gaps) < _FAR * tall
        and max(bottoms) - min(bottoms) <= 0.3 * tall
    )


def _is_apart(beside: "Sequence[Glyph]", read: str, edge: int, tall: int) -> bool:
    """Whether what stands on one side is far enough, or is the mark that OCR read there."""
    near = [g for g in beside if min(abs(edge - g.right), abs(g.left - edge)) < _FAR * tall]
    if not near:
        return True
    if len(near) > 1:
        return False
    mark = near[0]
    if read in ("-", "\u2013"):
        return mark.height < 0.35 * tall and mark.width > mark.height
    if read in ("(", ")"):
        return mark.height > tall and mark.width < 0.5 * tall
    return read == "." and max(mark.height, mark.width) < 0.35 * tall


def _told(glyph: "Glyph", script: str) -> str:
    """The figure that every network is sure of, "" when there is none."""
    chances = sureness(glyph.picture, script)
    best = chances.argmax()
    if best >= len(script) or chances[best] < _SURE:
        return ""
    return script[int(best)]


def sureness(picture: "Floats", script: str) -> "Floats":
    """How sure the least sure network is of each figure of a script; last of no glyph at all."""
    import numpy as np

    from crawler.extract.glyphs import features

    networks, classes = _model()
    # A zero of one script looks like that of the other; which script it is OCR tells.
    twin = ARABIC[0] if script == THAI else THAI[0]
    others = [n for n, name in enumerate(classes) if name not in script and name != twin]
    own = [classes.index(figure) for figure in script]
    seen = features(picture)
    least = np.ones(len(script) + 1, np.float32)
    for weights, bias, last_weights, last_bias in networks:
        levels = np.maximum(seen @ weights + bias, 0) @ last_weights + last_bias
        chances = np.exp(levels - levels.max())
        kept = np.append(chances[own], chances[others].sum())
        least = np.minimum(least, kept / kept.sum())
    return least


@cache
def _model() -> tuple[list[tuple["Floats", "Floats", "Floats", "Floats"]], list[str]]:
    """The networks of the model file, each as two layers, and the names of their classes."""
    import numpy as np

    networks = []
    with np.load(MODEL, allow_pickle=False) as kept:
        for number in range(int(kept["networks"])):
            layers = [kept[f"{part}{number}"].astype(np.float32) for part in ("w", "b", "v", "c")]
            networks.append((layers[0], layers[1], layers[2], layers[3]))
        classes = [str(name) for name in kept["classes"]]
    return networks, classes
