"""Pictures inside office files that may hold words: a chart pasted into Word, a scan on a slide.

They are read by OCR within the limits of one document. Photographs, emblems and icons are not: a
photograph has many shades of grey, and what tells something is shown large.
"""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.extract.image import opened, prepared
from crawler.extract.ocr import NOTHING_TOLD, OcrText, PageReader
from crawler.extract.pdf_open import BadFile
from crawler.options import DocumentOptions

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MAX_READ = 6  # pictures of one document that OCR reads
MAX_WORDLESS = 3  # of them in which OCR sees no word: then the rest are taken to be like them
LEAST_WIDTH, LEAST_HEIGHT = 400, 250  # pixels: fewer hold no words that OCR could tell
LEAST_SHOWN = (1_800_000, 1_000_000)  # EMU, 5 by 2.8 cm: what is shown smaller is an emblem
_BYTES = 30 * 1024 * 1024
_SHADES, _FEW_SHADES = 16, 3
_FLAT_SHARE = 0.6  # of the pixels of a drawing or a scan that few shades make up
_DPI = 200


@dataclass(slots=True)
class PictureReader:
    """Reads the pictures of one document; each distinct one at most once."""

    options: DocumentOptions
    # From the start of reading; after that no further picture is begun, for the process has a limit
    # that its other work and the last picture need a part of.
    seconds: float = 22.0
    unread: str = ""  # why a picture that may hold words was not read
    _pages: PageReader = field(init=False)
    _seen: set[str] = field(default_factory=set)
    _read: int = 0
    _wordless: int = 0
    _began: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self._pages = PageReader(self.options)

    def read(self, payload: bytes, *, shown: Sequence[int] = ()) -> OcrText:
        """What a picture file says, nothing when it is of no kind that holds words.

        ``shown`` are the width and height at which the document shows it, in EMU.
        """
        small = any(side < least for side, least in zip(shown, LEAST_SHOWN, strict=False))
        digest = hashlib.sha256(payload).hexdigest()
        if small or len(payload) > _BYTES or digest in self._seen:
            return NOTHING_TOLD
        self._seen.add(digest)
        picture = self._picture(payload)
        if picture is None or self._wordless >= MAX_WORDLESS:
            return NOTHING_TOLD
        if self._read >= MAX_READ:
            self.unread = self.unread or f"more than {MAX_READ} pictures need OCR"
            return NOTHING_TOLD
        if time.monotonic() - self._began >= self.seconds:
            self.unread = self.unread or f"pictures needed more than {self.seconds:.0f} s"
            return NOTHING_TOLD
        told = self._pages.read(picture, dpi=_DPI)
        self._read += 1
        self._wordless += not told.lines and not told.trouble
        self.unread = self.unread or told.trouble
        return told

    def _picture(self, payload: bytes) -> "Picture | None":
        """The picture in grey when it may hold words, else None."""
        try:
            picture = opened(payload)
            if picture.width < LEAST_WIDTH or picture.height < LEAST_HEIGHT:
                return None
            grey = prepared(picture, self.options)
        except BadFile:
            return None
        return grey if is_drawn(grey) else None


def is_drawn(grey: "Picture") -> bool:
    """Whether few shades make up most of a picture, as in charts, scans and pictures of text."""
    levels = grey.histogram()
    size = len(levels) // _SHADES
    shades = sorted(
        (sum(levels[at : at + size]) for at in range(0, len(levels), size)), reverse=True
    )
    return sum(shades[:_FEW_SHADES]) >= _FLAT_SHARE * sum(levels)
