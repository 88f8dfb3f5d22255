"""Pictures of text as lines of words, by Tesseract.

What comes out may prove that words are there, never that they are absent, and never a number in
Thai digits: the Thai models know no four, six, seven, eight or nine. The digits of such a number
are written as UNREAD, so that nobody makes a year, a day or a sum of them; but for a year that the
digit reader tells (extra ``ocr``), which is marked as such.

Page segmentation 4 (one column of lines of any size) is asked for first: on pages with ruled tables
mode 6 loses nine cells of ten, and title lines with them. Mode 11 (words anywhere) is for charts.
"""

import hashlib
import os
import re
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.extract import digit_reader
from crawler.extract.ocr_years import AGREED, TABLE_TABS, plain_line, with_agreed_years
from crawler.extract.page_texts import PageTextFiles
from crawler.options import DocumentOptions
from crawler.records import AgreedYear
from crawler.thai import quality, repair, thai_letters

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

PROGRAM = "tesseract"
LANGUAGES = "tha+eng"
VERSION = 3  # raised with anything that changes the text of a picture
MISSING = "tesseract is not installed (Debian: tesseract-ocr, tesseract-ocr-tha, tesseract-ocr-eng)"
COLUMN, SPARSE = "4", "11"  # page segmentation modes
MAX_OUTPUT_BYTES = 4 * 1024 * 1024
UNREAD = "\u25a1"  # in place of a digit that OCR cannot be believed
_FEW_LETTERS = 40  # Thai letters: a picture with fewer may be a chart
_DAMAGED = 40.0  # quality above which a reading is noise
_UNSURE = 60.0  # of 100: lines of noise stay below, lines of words in poor scans above
_MIN_SIDE = 20  # pixels
_NUMBER = re.compile(rf"{AGREED}\d+{AGREED}|\d(?:[.,/:-]?\d)*")  # Thai digits too
_THAI_DIGIT = re.compile("[\u0e50-\u0e59]")
_WIDE_GAP = re.compile(r"\s*\|[\s|]*| {4,}")  # ruling lines are read as bars
_TOKEN = re.compile(r"[^\W\d_]{3,}|[\u0e01-\u0e4e]{3,}|\d{2,}|\w+@\w")
_WORDS = re.compile(r"[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e]{4,}|[A-Za-z]{4,}|[\d-]{9,}")
_LEAST_WORDS = 12  # letters in words of four or more that make a text


@dataclass(frozen=True, slots=True)
class OcrText:
    """The lines of one picture; ``trouble`` says why it could not be read.

    ``years`` are the places (line, start, end) of years that the digit reader agrees on.
    """

    lines: tuple[str, ...] = ()
    trouble: str = ""
    years: tuple[tuple[int, int, int], ...] = ()

    def years_from(self, start: int) -> list[AgreedYear]:
        """The years in a text in which the lines stand from an offset on, each with its end."""
        places = [start]
        for line in self.lines:
            places.append(places[-1] + len(line) + 1)
        return [
            AgreedYear(start=places[line] + first, end=places[line] + last)
            for line, first, last in self.years
        ]


NOTHING_TOLD = OcrText()


@dataclass(slots=True)
class PageReader:
    """Reads the pictures of one document within its budget."""

    options: DocumentOptions
    _texts: PageTextFiles | None = field(init=False, default=None)
    _read: int = 0
    _spent_s: float = 0.0
    _missing: bool = field(default=False)

    def __post_init__(self) -> None:
        if self.options.page_texts:
            self._texts = PageTextFiles(Path(self.options.page_texts))

    def read(self, picture: "Picture", *, dpi: int) -> OcrText:
        """The lines of a greyscale picture, cells that stand far apart separated by tabs."""
        if min(picture.size) < _MIN_SIDE:
            return OcrText()
        pixels = picture.tobytes()
        key = page_key(pixels, picture.size)
        known = self._texts.get(key) if self._texts is not None else None
        if known is not None:
            return _unmarked(known.split("\n") if known else [])
        if self._missing:
            return OcrText(trouble=MISSING)
        if self._read >= self.options.ocr_pages:
            return OcrText(trouble=f"more than {self.options.ocr_pages} pages need OCR")
        if self._spent_s >= self.options.ocr_seconds:
            return OcrText(trouble=f"OCR needed more than {self.options.ocr_seconds:.0f} s")
        self._read += 1
        started = time.monotonic()
        try:
            found = self._best(picture, _portable(pixels, picture.size), dpi)
        except FileNotFoundError:
            self._missing = True
            return OcrText(trouble=MISSING)
        finally:
            self._spent_s += time.monotonic() - started
        if not found.trouble and self._texts is not None:
            self._texts.put(key, "\n".join(found.lines))
        return found if found.trouble else _unmarked(found.lines)

    def _best(self, picture: "Picture", image: bytes, dpi: int) -> OcrText:
        first = self._run(picture, image, dpi, COLUMN)
        if first.trouble or _letters(first) >= _FEW_LETTERS:
            return first
        second = self._run(picture, image, dpi, SPARSE)
        return second if _letters(second) > _letters(first) else first

    def _run(self, picture: "Picture", image: bytes, dpi: int, mode: str) -> OcrText:
        command = [
            PROGRAM,
            "-",
            "-",
            "-l",
            LANGUAGES,
            "--psm",
            mode,
            "--dpi",
            str(dpi),
            "txt",
            "tsv",
        ]
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "LC_ALL": "C.UTF-8",
            # More threads than one fight each other: a page then takes a minute.
            "OMP_THREAD_LIMIT": "1",
        }
        if "TESSDATA_PREFIX" in os.environ:
            environment["TESSDATA_PREFIX"] = os.environ["TESSDATA_PREFIX"]
        limit = self.options.ocr_page_seconds
        try:
            done = subprocess.run(
                command,
                input=image,
                capture_output=True,
                timeout=limit,
                env=environment,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return OcrText(trouble=f"tesseract needed more than {limit:.0f} s for one page")
        if done.returncode:
            told = done.stderr.decode("utf-8", "replace").strip().splitlines()
            return OcrText(trouble=f"tesseract failed: {told[-1][:120] if told else 'no message'}")
        output = done.stdout[:MAX_OUTPUT_BYTES].decode("utf-8", "replace").replace(AGREED, "")
        return OcrText(told_lines(output, picture if digit_reader.is_installed() else None))


def told_lines(output: str, picture: "Picture | None" = None) -> tuple[str, ...]:
    """The lines of an output without noise; none when what is left is no text at all.

    The output holds text, and rows of a table that say how sure each piece of it is. With the
    picture, years that the digit reader tells stand between AGREED marks.
    """
    sure = _certainties(output)
    agreed = with_agreed_years(output, picture) if picture is not None else {}
    lines = []
    for number, line in enumerate(output.split("\n")):
        if line.count("\t") == TABLE_TABS:
            continue
        if sure.get("".join(line.split()), 100.0) < _UNSURE:
            continue
        line = agreed.get(number, line)
        cells = [repair(" ".join(cell.split())) for cell in _WIDE_GAP.split(line.strip())]
        text = "\t".join(cell for cell in cells if cell)
        if _TOKEN.search(text):
            lines.append(text)
    whole = "\n".join(lines).replace(AGREED, "")
    words = _WORDS.findall(whole)
    if sum(map(len, words)) < _LEAST_WORDS or quality(whole) > _DAMAGED:
        return ()
    return tuple(unread_thai_numbers(line) for line in lines)


def unread_thai_numbers(text: str) -> str:
    """The text with every digit of a number that holds a Thai digit as UNREAD; length stays.

    Years between AGREED marks stay as they are.
    """

    def unread(found: re.Match[str]) -> str:
        sure = found[0].startswith(AGREED) or not _THAI_DIGIT.search(found[0])
        return found[0] if sure else re.sub(r"\d", UNREAD, found[0])

    return _NUMBER.sub(unread, text)


def _unmarked(lines: Sequence[str]) -> OcrText:
    told = [plain_line(line) for line in lines]
    years = ((at, *span) for at, (_, spans) in enumerate(told) for span in spans)
    return OcrText(tuple(line for line, _ in told), years=tuple(years))


def _certainties(output: str) -> dict[str, float]:
    """How sure each line is, from 0 to 100, by its letters without white space."""
    letters: dict[tuple[str, ...], list[tuple[str, float]]] = {}
    for row in output.split("\n"):
        cells = row.split("\t")
        if len(cells) == TABLE_TABS + 1 and cells[0] == "5":
            piece = "".join(cells[11].split())
            try:
                letters.setdefault(tuple(cells[2:5]), []).append((piece, float(cells[10])))
            except ValueError:
                continue
    sure = {}
    for pieces in letters.values():
        size = sum(len(piece) for piece, _ in pieces)
        if size:
            told = sum(len(piece) * certainty for piece, certainty in pieces) / size
            sure["".join(piece for piece, _ in pieces)] = told
    return sure


def page_key(pixels: bytes, size: tuple[int, int]) -> str:
    """The name of a picture's reading: its bytes, its size, the version of the reading."""
    digest = hashlib.sha256(pixels).hexdigest()
    second = f"+digits{digit_reader.VERSION}" if digit_reader.is_installed() else ""
    return f"ocr/{VERSION}{second}/{LANGUAGES}/{size[0]}x{size[1]}/sha256:{digest}"


def _portable(pixels: bytes, size: tuple[int, int]) -> bytes:
    """A greyscale picture in the form that takes no time to write: PGM."""
    return b"P5 %d %d 255\n" % size + pixels


def _letters(found: OcrText) -> int:
    return thai_letters("".join(found.lines))
