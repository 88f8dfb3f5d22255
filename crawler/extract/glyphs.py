"""Glyphs of a piece of a grey page: what is ink, what hangs together, and what it looks like.

Needs numpy (extra ``ocr``); nothing here is imported where it is missing.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import PIL.Image

Grey = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

Box = tuple[int, int, int, int]  # left, top, right, bottom
Run = tuple[int, int, int]  # of ink: row, first column, column behind the last

SIDE = 32  # pixels of a glyph's picture
_INNER = 26  # of them that the longer side of its ink takes
_SPECK = 0.012  # of the squared height of a piece: smaller things are dust
_LEAST_CONTRAST = 50  # grey levels between ink and paper
_DIRECTIONS, _CELLS = 8, 4
FEATURES = _CELLS * _CELLS * _DIRECTIONS + 16 * 16 + 1


@dataclass(frozen=True, slots=True)
class Glyph:
    """Ink that hangs together: its box in pixels of the piece, and its picture, 1.0 for ink."""

    left: int
    top: int
    right: int
    bottom: int
    picture: Floats

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return self.right - self.left


def glyphs_of(piece: Grey) -> list[Glyph]:
    """The glyphs of a piece of one line, from left to right; none where ink and paper are alike."""
    if min(piece.shape) < 8:
        return []
    border = _threshold(piece)
    paper = float(np.median(piece[piece > border])) if (piece > border).any() else 255.0
    ink = float(np.percentile(piece, 1))
    if paper - ink < _LEAST_CONTRAST:
        return []
    shade = np.clip((paper - piece.astype(np.float32)) / (paper - ink), 0.0, 1.0)
    found = []
    for runs in _inks(piece <= border, _SPECK * piece.shape[0] ** 2):
        own = np.zeros(shade.shape, np.float32)
        for row, left, right in runs:
            # With a rim, where ink fades out; what stands close beside it stays out.
            rim = (slice(max(row - 1, 0), row + 2), slice(max(left - 1, 0), right + 1))
            own[rim] = shade[rim]
        box = (
            min(left for _, left, _ in runs),
            runs[0][0],
            max(right for _, _, right in runs),
            runs[-1][0] + 1,
        )
        found.append(Glyph(*box, cut_out(own, box)))
    return sorted(found, key=lambda glyph: (glyph.left, glyph.top))


def features(picture: Floats) -> Floats:
    """What a glyph's picture is told by: directions of its edges in 4 x 4 cells, and its shades."""
    down, right = np.gradient(picture)
    strength = np.hypot(down, right)
    turn = np.arctan2(down, right) % (2 * np.pi) / (2 * np.pi) * _DIRECTIONS
    side = SIDE // _CELLS
    cells = np.empty((_DIRECTIONS, _CELLS, _CELLS), np.float32)
    for direction in range(_DIRECTIONS):
        apart = np.abs(turn - direction)
        share = np.maximum(0.0, 1.0 - np.minimum(apart, _DIRECTIONS - apart)) * strength
        cells[direction] = share.reshape(_CELLS, side, _CELLS, side).sum(axis=(1, 3))
    edges = np.sqrt(cells.ravel() / (cells.sum() + 1e-6))
    small = picture.reshape(16, SIDE // 16, 16, SIDE // 16).mean(axis=(1, 3)).ravel()
    wide = (picture.max(axis=0) > 0.3).sum() / max((picture.max(axis=1) > 0.3).sum(), 1)
    return np.concatenate([edges * 3, small, [wide]]).astype(np.float32)


def _threshold(piece: Grey) -> int:
    """The grey level that parts two heaps best. Source: Otsu 1979."""
    counts = np.bincount(piece.ravel(), minlength=256).astype(np.float64)
    below, sums = np.cumsum(counts), np.cumsum(counts * np.arange(256))
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = sums / below - (sums[-1] - sums) / above
        spread = np.nan_to_num(below * above * gap * gap)
    return int(spread.argmax())


def _inks(ink: npt.NDArray[np.bool_], least: float) -> list[list[Run]]:
    """Ink that hangs together, also over corners, of at least so many pixels, each as its runs."""
    owner: list[int] = []  # of each run, a run that it hangs together with
    runs: list[Run] = []
    above: list[int] = []

    def first(run: int) -> int:
        while owner[run] != run:
            owner[run] = owner[owner[run]]
            run = owner[run]
        return run

    edges = np.diff(np.pad(ink, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    for row, steps in enumerate(edges):
        here = []
        for left, right in zip(
            np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True
        ):
            number = len(runs)
            runs.append((row, left, right))
            owner.append(number)
            here.append(number)
            for other in above:
                if runs[other][1] <= right and runs[other][2] >= left:
                    owner[first(other)] = first(number)
        above = here
    found: dict[int, list[Run]] = {}
    for number, run in enumerate(runs):
        found.setdefault(first(number), []).append(run)
    return [own for own in found.values() if sum(end - start for _, start, end in own) >= least]


def cut_out(shade: Floats, box: Box) -> Floats:
    """The ink of a box, its longer side at one size, in the middle of a square."""
    left, top, right, bottom = box
    height, width = bottom - top, right - left
    scale = _INNER / max(height, width)
    size = max(round(width * scale), 1), max(round(height * scale), 1)
    cut = PIL.Image.fromarray(shade[top:bottom, left:right].astype(np.float32))
    small = np.asarray(cut.resize(size, PIL.Image.Resampling.BILINEAR))
    whole = np.zeros((SIDE, SIDE), np.float32)
    down, across = (SIDE - size[1]) // 2, (SIDE - size[0]) // 2
    whole[down : down + size[1], across : across + size[0]] = small
    return whole
