"""The words of a page with their places, from two programs, the better layer of each page.

``pdftotext -raw -bbox`` is asked for all pages at once and PDFium for each. Raw order is the order
in which the file draws its letters: sorted by place, poppler 22 sets tone marks behind the next
consonant. Neither is right always: fonts without a map to Unicode, and text that an ActualText
entry stands in for, are read by one and lost by the other.
"""

import ctypes
import html
import math
import os
import re
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crawler.extract.pdf_frame import Frame
from crawler.extract.pdf_page import Box, Rule, Run
from crawler.thai import quality, repair, thai_letters

if TYPE_CHECKING:
    import pypdfium2

PROGRAM = "pdftotext"
MAX_OUTPUT_BYTES = 64 * 1024 * 1024
MAX_LETTERS = 100_000  # of one page
_WORD = re.compile(
    rb'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
    rb"|<(page) width",
    re.DOTALL,
)
_CLOSE = 0.11  # of the line's height: nearer pieces are one word
_APART = 0.55  # of the line's height: farther pieces are two runs
_BACK = 0.4  # of the line's height: how far a piece may start before its neighbour's end
_BELOW = 0.3  # of a font's size that its letters reach below the baseline
_BEARING = 0.35  # of a font's size: as far as two letters of one word may stand
_TWICE = 0.7  # points between the two places of letters that are drawn twice
_CELL = 2.0  # points: the grid on which places are remembered
_SOUND = 25.0  # quality scores up to this are not worth a second look
_BETTER = 5.0  # how much cleaner the other layer must be
_EIGHT_BIT = re.compile("[\u00a1-\u00fb]{4,}")
_COMBINING = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\uf700-\uf71a]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One bit of text with its place, as a program tells it."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PopplerText:
    """The pieces of each page; ``trouble`` says why there are none, or not all."""

    pages: tuple[tuple[Piece, ...], ...]
    trouble: str = ""


def poppler_pieces(payload: bytes, *, last_page: int, timeout_s: float) -> PopplerText:
    """What pdftotext reads.

    Raises:
        FileNotFoundError: the program is not installed.
    """
    command = [PROGRAM, "-raw", "-bbox", "-cropbox", "-q", "-l", str(last_page), "-", "-"]
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            command,
            input=payload,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=timeout_s,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as timeout:
        output = timeout.stdout if isinstance(timeout.stdout, bytes) else b""
        return PopplerText(_parsed(output), f"pdftotext needed more than {timeout_s:.0f} s")
    trouble = "" if done.returncode == 0 else f"pdftotext ended with code {done.returncode}"
    return PopplerText(_parsed(done.stdout[:MAX_OUTPUT_BYTES]), trouble)


def _parsed(output: bytes) -> tuple[tuple[Piece, ...], ...]:
    pages: list[list[Piece]] = []
    for match in _WORD.finditer(output):
        if match[6]:
            pages.append([])
        elif pages and len(pages[-1]) < MAX_LETTERS:
            text = html.unescape(match[5].decode("utf-8", "replace"))
            x0, y0, x1, y1 = (float(match[number]) for number in range(1, 5))
            pages[-1].append(Piece(text, Box(x0, y0, max(x0, x1), y1)))
    return tuple(map(tuple, pages))


def pdfium_pieces(page: "pypdfium2.PdfPage") -> list[Piece]:
    """What PDFium reads, letter by letter, in the order of the file.

    Boxes stand on the baseline and are as high as the font: the boxes that PDFium gives are those
    of the ink, or, on pages that are stored on their side, wrong.
    """
    import pypdfium2.raw as raw

    frame = Frame(page)
    lib: Any = raw  # ctypes bindings, made at run time and untyped
    text_page = page.get_textpage()
    handle = text_page.raw
    matrix = raw.FS_MATRIX()
    edges = [ctypes.c_double() for _ in range(4)]
    x, y = ctypes.c_double(), ctypes.c_double()
    pieces: list[Piece] = []
    apart = True  # the next letter begins a word
    try:
        for number in range(min(lib.FPDFText_CountChars(handle), MAX_LETTERS)):
            code = lib.FPDFText_GetUnicode(handle, number)
            if code <= 32 or lib.FPDFText_IsGenerated(handle, number) == 1:
                apart = True
                continue
            if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code == 0xFFFE:
                continue
            if not lib.FPDFText_GetCharBox(handle, number, *edges):
                continue
            if not lib.FPDFText_GetCharOrigin(handle, number, x, y):
                continue
            left, right, bottom, top = (edge.value for edge in edges)
            ink = frame.box(left, bottom, right, top)
            _, baseline = frame.point(x.value, y.value)
            size = lib.FPDFText_GetFontSize(handle, number)
            if lib.FPDFText_GetMatrix(handle, number, matrix):
                size *= math.hypot(matrix.c, matrix.d)
            start = ink.x0
            if pieces and not apart and pieces[-1].box.y1 == baseline + _BELOW * size:
                # Ink keeps off its neighbours; without a space between, the letters touch.
                before = pieces[-1].box.x1
                if 0 < start - before < _BEARING * size:
                    start = before
            apart = False
            box = Box(start, baseline - size, max(start, ink.x1), baseline + _BELOW * size)
            pieces.append(Piece(chr(code), box))
    finally:
        text_page.close()
    return pieces


def pdfium_text(page: "pypdfium2.PdfPage") -> str:
    """The plain text that PDFium reads: quick, for judging whether its layer is the better one."""
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_bounded())
    finally:
        text_page.close()


def better_layer(
    poppler: Sequence[Piece], page: "pypdfium2.PdfPage", standing: Iterable[Rule]
) -> tuple[Run, ...]:
    """The page's runs from the layer with the cleaner Thai; poppler's when both are as clean."""
    standing = tuple(standing)
    first = runs_of(poppler, standing)
    text = _whole(first)
    score, letters = quality(text), thai_letters(text)
    other = repair(_CONTROLS.sub(" ", pdfium_text(page)))
    other_score, other_letters = quality(other), thai_letters(other)
    if score <= _SOUND and letters >= 0.9 * other_letters:
        return first
    if other_letters > 1.2 * letters or other_score + _BETTER < score:
        second = runs_of(pdfium_pieces(page), standing)
        if not first or quality(_whole(second)) <= max(score, _SOUND):
            return second
    return first


def _whole(runs: Iterable[Run]) -> str:
    return repair("\n".join(run.text for run in runs))


def runs_of(pieces: Iterable[Piece], standing: Iterable[Rule]) -> tuple[Run, ...]:
    """Pieces that follow each other on one line joined, unless a rule stands between them."""
    rules = sorted(standing, key=lambda rule: rule.at)
    runs: list[Run] = []
    words: list[str] = []
    box: Box | None = None
    drawn: dict[tuple[str, int, int], Box] = {}
    for piece in pieces:
        text = _CONTROLS.sub("", piece.text)
        if not text or _is_drawn_again(text, piece.box, drawn):
            continue
        if box is not None:
            gap = piece.box.x0 - box.x1
            height = max(min(box.height, piece.box.height), 1.0)
            level = min(box.y1, piece.box.y1) - max(box.y0, piece.box.y0) >= 0.5 * height
            near = -_BACK * height - piece.box.width <= gap <= _APART * height
            mark = bool(_COMBINING.match(text)) and gap > -3 * height
            if level and (near or mark) and not _parted(rules, box, piece.box):
                if gap > _CLOSE * height and not mark:
                    words.append(" ")
                words.append(text)
                box = box.joined(piece.box)
                continue
            runs.append(Run(_eight_bit("".join(words)), box))
        words, box = [text], piece.box
    if box is not None:
        runs.append(Run(_eight_bit("".join(words)), box))
    return tuple(runs)


def _is_drawn_again(text: str, box: Box, drawn: dict[tuple[str, int, int], Box]) -> bool:
    """Whether the same letters stand here already: bold and shadows are faked by drawing twice."""
    for column in {int((box.x0 - _TWICE) // _CELL), int((box.x0 + _TWICE) // _CELL)}:
        for row in {int((box.y0 - _TWICE) // _CELL), int((box.y0 + _TWICE) // _CELL)}:
            known = drawn.get((text, column, row))
            if known and max(abs(known.x0 - box.x0), abs(known.y0 - box.y0)) <= _TWICE:
                return True
    drawn[text, int(box.x0 // _CELL), int(box.y0 // _CELL)] = box
    return False


def _parted(rules: list[Rule], left: Box, right: Box) -> bool:
    """Whether a standing rule lies between two neighbours."""
    if not rules:
        return False
    low, high = left.middle[0], right.middle[0]
    edge_low, edge_high = left.x1 - 1.5, right.x0 + 1.5
    y = (max(left.y0, right.y0) + min(left.y1, right.y1)) / 2
    for rule in rules:
        if rule.at > high or rule.at > edge_high:
            return False
        if max(low, edge_low) <= rule.at and rule.low <= y <= rule.high:
            return True
    return False


def _eight_bit(text: str) -> str:
    """Thai of an eight-bit font that the file calls Latin, as Thai."""
    if text.isascii() or not _EIGHT_BIT.search(text):
        return text
    try:
        thai = text.encode("cp1252").decode("cp874")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text
    return thai if quality(thai) <= _SOUND and thai_letters(thai) * 2 > len(thai) else text


def words_under(page: "pypdfium2.PdfPage", box: Box) -> str:
    """The words that stand in a box, on one line."""
    text_page = page.get_textpage()
    try:
        left, bottom, right, top = Frame(page).back(box)
        told = str(text_page.get_text_bounded(left, bottom, right, top))
    finally:
        text_page.close()
    return repair(" ".join(_CONTROLS.sub(" ", told).split()))
