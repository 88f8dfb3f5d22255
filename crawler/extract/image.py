"""Pictures to Documents: charts, announcements, contact blocks and scans kept as image files.

All of the text is OCR's: it shows that words are there and never that they are not. Photographs and
logos end as SCAN_WITHOUT_TEXT, small ones before any OCR.
"""

import hashlib
import io
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from crawler.extract.ocr import OcrText, PageReader
from crawler.extract.pdf_open import MARKUP, BadFile
from crawler.options import DocumentOptions
from crawler.records import (
    NO_WORDS_IN_PICTURE,
    AgreedYear,
    Document,
    GapReason,
    Image,
    PageKind,
    Region,
    RegionSpan,
    TextPart,
    Unreadable,
)
from crawler.thai import quality

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

EXTRACTOR = "image"
VERSION = 3
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
MIN_WIDTH, MIN_HEIGHT = 200, 100  # pixels: smaller pictures are icons and logos
MAX_PIXELS = 100_000_000  # of a picture that is opened at all
_SMALL = 1200  # pixels of the longer side: pictures made for screens are doubled for OCR
_DPI = 200
_FLAT = 12  # grey levels between the darkest and the lightest: nothing is drawn
_LONGEST_TITLE = 240
_WORD = re.compile(r"[^\W\d_]")
# What Pillow's readers raise for bytes that lie; they are many and not one family.
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error, OverflowError)
_ODD = (KeyError, IndexError, TypeError, AttributeError, MemoryError, ZeroDivisionError)


def extract_image(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
    options: DocumentOptions | None = None,
) -> Document | Unreadable:
    """Read the words of a picture; every page of a TIFF is one part.

    ``declared_type`` is the Content-Type header as sent and not needed. A bad file, and a picture
    without words, is an Unreadable with its reason. Needs Tesseract.
    """
    options = options or DocumentOptions()
    try:
        pages, unread = _read(payload, options, PageReader(options))
    except BadFile as bad:
        return Unreadable(
            url=url,
            payload_digest=payload_digest,
            content_type=content_type,
            reason=bad.reason,
            detail=str(bad),
            fetched_at=fetched_at,
        )
    text, parts = "", []
    years: list[AgreedYear] = []
    for number, page in enumerate(pages, 1):
        start = len(text)
        years += page.years_from(start)
        text += "".join(f"{line}\n" for line in page.lines)
        locator = f"page={number}" if len(pages) > 1 else "image"
        parts.append(TextPart(locator=locator, start=start, end=len(text), ocr=True))
    titles = [line for page in pages for line in page.lines if len(_WORD.findall(line)) >= 6]
    return Document(
        url=url,
        payload_digest=payload_digest,
        text_digest=f"sha256:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}",
        extractor=EXTRACTOR,
        extractor_version=VERSION,
        fetched_at=fetched_at,
        content_type=content_type,
        kind=PageKind.PAGE,
        title=titles[0][:_LONGEST_TITLE] if titles else "",
        text=text,
        quality=quality(text),
        images=(Image(url="", near_text=" ".join(text.split())[:200], locator="image"),),
        regions=(RegionSpan(region=Region.CONTENT, start=0, end=len(text)),),
        truncated=unread,
        parts=tuple(parts),
        agreed_years=tuple(years),
    )


def _read(
    payload: bytes, options: DocumentOptions, reader: PageReader
) -> tuple[list[OcrText], bool]:
    """What OCR told of each page, and whether some pages were not read.

    Raises:
        BadFile: no picture, or no words.
    """
    if options.ocr_pages == 0:
        raise BadFile("OCR is turned off", GapReason.SCAN_WITHOUT_TEXT)
    pages: list[OcrText] = []
    troubles: list[str] = []
    try:
        for picture in _pictures(payload, options):
            told = reader.read(picture, dpi=_DPI)
            pages.append(told)
            if told.trouble:
                troubles.append(told.trouble)
                break
    except (*_BROKEN, *_ODD) as error:
        if not any(page.lines for page in pages):
            raise BadFile(f"damaged picture: {str(error)[:120]}") from error
        troubles.append("the rest is damaged")
    if not any(page.lines for page in pages):
        detail = troubles[0] if troubles else NO_WORDS_IN_PICTURE
        raise BadFile(detail, GapReason.SCAN_WITHOUT_TEXT)
    return pages, bool(troubles)


def _pictures(payload: bytes, options: DocumentOptions) -> Iterator["Picture"]:
    """The pages of a picture file, grey, upright, and of a size that OCR likes."""
    import PIL.Image
    import PIL.ImageOps

    if not payload.strip(b"\0 \r\n\t"):
        raise BadFile("an empty file")
    if MARKUP.match(payload):
        raise BadFile("an HTML page under the name of a picture")
    with warnings.catch_warnings():
        # Size is judged below, before anything is decoded; damaged metadata does not matter.
        warnings.simplefilter("ignore")
        try:
            opened = PIL.Image.open(io.BytesIO(payload), formats=FORMATS)
        except PIL.Image.DecompressionBombError as error:
            raise BadFile(f"a picture of too many pixels: {error}") from error
        except PIL.UnidentifiedImageError as error:
            raise BadFile("not a picture of a known format") from error
        with opened:
            frames = getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1
            for number in range(frames):
                if number:
                    opened.seek(number)
                width, height = opened.size
                if width * height > MAX_PIXELS:
                    raise BadFile(f"a picture of {width} x {height} pixels")
                if width < MIN_WIDTH or height < MIN_HEIGHT:
                    detail = f"too small to hold text: {width} x {height} pixels"
                    raise BadFile(detail, GapReason.SCAN_WITHOUT_TEXT)
                upright = PIL.ImageOps.exif_transpose(opened)
                yield prepared(upright, options)


def opened(payload: bytes) -> "Picture":
    """A picture that stands inside another file, upright.

    Raises:
        BadFile: no picture of a known format, a damaged one, or one of too many pixels.
    """
    import PIL.Image
    import PIL.ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = PIL.Image.open(io.BytesIO(payload), formats=FORMATS)
            if picture.width * picture.height > MAX_PIXELS:
                raise BadFile(f"a picture of {picture.width} x {picture.height} pixels")
            return PIL.ImageOps.exif_transpose(picture)
        except (PIL.Image.DecompressionBombError, *_BROKEN, *_ODD) as error:
            raise BadFile(f"damaged picture: {str(error)[:120]}") from error


def prepared(picture: "Picture", options: DocumentOptions) -> "Picture":
    """The picture in grey on white, of a size that OCR likes.

    Raises:
        BadFile: it shows one colour only.
    """
    import PIL.Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = PIL.Image.new("RGBA", clear.size, "white")
        picture = PIL.Image.alpha_composite(white, clear)
    if picture.mode.startswith("I") or picture.mode == "F":
        # Sixteen bits a pixel: the lower eight say nothing to OCR.
        picture = picture.point(lambda level: level / 256)
    grey = picture.convert("L")
    low, high = grey.getextrema()
    if isinstance(low, int | float) and isinstance(high, int | float) and high - low < _FLAT:
        raise BadFile("a picture of one colour", GapReason.SCAN_WITHOUT_TEXT)
    width, height = grey.size
    scale = 2.0 if max(width, height) < _SMALL else 1.0
    scale = min(scale, (options.max_pixels / (width * height)) ** 0.5)
    if scale != 1.0:
        size = max(round(width * scale), 1), max(round(height * scale), 1)
        grey = grey.resize(size, PIL.Image.Resampling.LANCZOS)
    return grey
