"""PDF to Document: the better text layer of each page, tables as grids, scans by OCR."""

import hashlib
import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from crawler.extract.ocr import PageReader, unread_thai_numbers
from crawler.extract.pdf_layout import Written, write
from crawler.extract.pdf_links import read_links
from crawler.extract.pdf_marks import joined_rules, read_marks
from crawler.extract.pdf_metadata import iso_date, sane_title
from crawler.extract.pdf_open import BadFile, is_cut_off, open_pdf
from crawler.extract.pdf_page import Box, Page, PageMarks
from crawler.extract.pdf_scans import (
    DAMAGED,
    NAMELESS,
    is_laid_over,
    render,
    why_scan,
    why_stamped,
)
from crawler.extract.pdf_words import (
    PROGRAM,
    Piece,
    PopplerText,
    better_layer,
    poppler_pieces,
    words_under,
)
from crawler.options import DocumentOptions
from crawler.records import (
    Document,
    GapReason,
    Image,
    PageKind,
    Region,
    RegionSpan,
    Unreadable,
)
from crawler.thai import quality, repair, thai_letters

if TYPE_CHECKING:
    import pypdfium2

EXTRACTOR = "pdf"
VERSION = 6

_PICTURE_PAGE = 0.5  # of the page that one picture covers
_SAME_PAGE = 20  # Thai letters of a page that a picture page may still have


@dataclass(slots=True)
class _Reading:
    """What was found page by page."""

    pages: list[Page] = field(default_factory=list)
    links: list[tuple[int, Box, str, str]] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)  # why something was not read


def extract_pdf(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str = "application/pdf",
    options: DocumentOptions | None = None,
) -> Document | Unreadable:
    """Read a PDF; a bad file is an Unreadable with its reason.

    ``declared_type`` is the Content-Type header as sent and not needed. Tables that go on over
    pages are one table, at the page on which they begin. A Document whose pages were not all read
    is marked as truncated. Needs Poppler's pdftotext, and Tesseract for pages that are pictures.
    """
    options = options or DocumentOptions()
    try:
        return _extract(
            payload,
            url=url,
            payload_digest=payload_digest,
            fetched_at=fetched_at,
            content_type=content_type,
            options=options,
            reader=PageReader(options),
        )
    except BadFile as bad:
        return Unreadable(
            url=url,
            payload_digest=payload_digest,
            content_type=content_type,
            reason=bad.reason,
            detail=str(bad),
            fetched_at=fetched_at,
        )


def _extract(
    payload: bytes,
    *,
    url: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
    options: DocumentOptions,
    reader: PageReader,
) -> Document:
    document = open_pdf(payload)
    try:
        reading = _read(payload, document, options, reader)
        metadata = document.get_metadata_dict()
    finally:
        document.close()
    if is_cut_off(payload):
        reading.cut.append("the file ends early")
    written = write(reading.pages)
    _refuse_without_words(reading, written)
    text = written.text
    return Document(
        url=url,
        payload_digest=payload_digest,
        text_digest=f"sha256:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}",
        extractor=EXTRACTOR,
        extractor_version=VERSION,
        fetched_at=fetched_at,
        content_type=content_type,
        kind=PageKind.PAGE,
        title=written.title or sane_title(metadata.get("Title", "")),
        text=text,
        quality=quality(text),
        published=iso_date(metadata.get("CreationDate", ""))
        or iso_date(metadata.get("ModDate", "")),
        headings=tuple(written.headings),
        links=read_links(reading.links, written),
        tables=tuple(written.tables),
        images=_images(reading.pages, written),
        regions=(RegionSpan(region=Region.CONTENT, start=0, end=len(text)),) if text else (),
        truncated=bool(reading.cut) or written.cut,
        parts=tuple(written.parts),
        agreed_years=tuple(written.agreed_years),
    )


def _read(
    payload: bytes,
    document: "pypdfium2.PdfDocument",
    options: DocumentOptions,
    reader: PageReader,
) -> _Reading:
    import pypdfium2

    reading = _Reading()
    count = min(len(document), options.max_pages)
    if count < len(document):
        reading.cut.append(f"{len(document)} pages, {count} read")
    try:
        poppler = poppler_pieces(payload, last_page=count, timeout_s=options.read_seconds)
    except FileNotFoundError:
        raise BadFile(f"{PROGRAM} is not installed (Debian: poppler-utils)") from None
    ends = time.monotonic() + options.read_seconds
    for index in range(count):
        if time.monotonic() > ends:
            reading.cut.append(f"reading needed more than {options.read_seconds:.0f} s")
            break
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            reading.cut.append(f"page {index + 1} is damaged")
            reading.pages.append(
                Page(number=index + 1, marks=PageMarks(0.0, 0.0), unread="damaged")
            )
            continue
        try:
            found = _page(page, document, index, poppler)
            for box, href in found.marks.links:
                reading.links.append((index + 1, box, href, words_under(page, box)))
            if found.unread:
                began = time.monotonic()
                found = _by_ocr(found, page, options, reader)
                ends += time.monotonic() - began  # OCR has a budget of its own
        finally:
            page.close()
        if found.unread:
            reading.cut.append(f"page {index + 1}: {found.unread}")
        reading.pages.append(found)
    return reading


def _page(
    page: "pypdfium2.PdfPage",
    document: "pypdfium2.PdfDocument",
    index: int,
    poppler: PopplerText,
) -> Page:
    marks = read_marks(page, document)
    pieces: tuple[Piece, ...] = poppler.pages[index] if index < len(poppler.pages) else ()
    runs = better_layer(pieces, page, joined_rules(marks.standing, 3.0))
    text = repair("\n".join(run.text for run in runs))
    laid_over = is_laid_over(marks)
    if laid_over:
        # Another program's OCR is believed no more than our own.
        runs = tuple(replace(run, text=unread_thai_numbers(run.text)) for run in runs)
    return Page(
        number=index + 1,
        marks=marks,
        runs=runs,
        ocr=laid_over,
        score=quality(text),
        unread=why_scan(text, marks) or why_stamped(text, marks, page),
    )


def _by_ocr(
    found: Page, page: "pypdfium2.PdfPage", options: DocumentOptions, reader: PageReader
) -> Page:
    """The page read as a picture; its own text layer stays when OCR brings nothing better."""
    if options.ocr_pages == 0:
        return _kept(found, f"{found.unread}, OCR is turned off")
    picture, dpi = render(page, options)
    told = reader.read(picture, dpi=dpi)
    if told.trouble:
        return _kept(found, f"{found.unread}, {told.trouble}")
    sound = found.score <= DAMAGED and not found.unread.startswith(NAMELESS)
    if not told.lines and not sound:
        return _kept(found, f"{found.unread}, OCR found no words")
    return Page(
        number=found.number,
        marks=found.marks,
        runs=found.runs if sound else (),
        told=told,
        ocr=found.ocr,
        by_ocr=True,
        score=quality("\n".join(told.lines)),
    )


def _kept(found: Page, unread: str) -> Page:
    return Page(
        number=found.number,
        marks=found.marks,
        runs=found.runs,
        ocr=found.ocr,
        score=found.score,
        unread=unread,
    )


def _refuse_without_words(reading: _Reading, written: Written) -> None:
    """A document of which nothing could be read is no Document.

    Raises:
        BadFile: no page has words, or all that have are damaged.
    """
    sound = [page for page in reading.pages if page.score <= DAMAGED]
    letters = sum(
        thai_letters(line) for page in sound for line in (*page.told.lines, *_texts(page))
    )
    unread = [page for page in reading.pages if page.unread]
    scanned = [page for page in reading.pages if page.by_ocr]
    if unread and letters == 0:
        detail = (
            f"{len(unread)} of {len(reading.pages)} pages unread, the first: {unread[0].unread}"
        )
        damaged = all(page.unread == "damaged" for page in unread)
        reason = GapReason.UNREADABLE_DOCUMENT if damaged else GapReason.SCAN_WITHOUT_TEXT
        raise BadFile(detail, reason)
    if not written.text.strip():
        if scanned:
            raise BadFile(
                f"OCR found no words on {len(scanned)} pages", GapReason.SCAN_WITHOUT_TEXT
            )
        raise BadFile("; ".join(reading.cut) or "no page has any words")


def _texts(page: Page) -> tuple[str, ...]:
    return tuple(run.text for run in page.runs)


def _images(pages: list[Page], written: Written) -> tuple[Image, ...]:
    """The pages that are pictures; they have no address besides the document's."""
    starts = {part.locator: part.start for part in written.parts}
    found = []
    for page in pages:
        room = page.marks.width * page.marks.height
        large = any(box.width * box.height >= _PICTURE_PAGE * room for box in page.marks.pictures)
        words = " ".join((*page.told.lines, *_texts(page)))
        if large and (page.by_ocr or page.ocr or thai_letters(words) < _SAME_PAGE):
            locator = f"page={page.number}"
            near = repair(" ".join(words.split()))[:200]
            start = starts.get(locator, 0)
            found.append(Image(url="", near_text=near, start=start, locator=locator))
    return tuple(found)
