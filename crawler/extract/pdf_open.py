"""Opens a PDF, or says what is wrong with it."""

import re
from typing import TYPE_CHECKING

from crawler.records import GapReason

if TYPE_CHECKING:
    import pypdfium2

_HEADER_ROOM = 1024  # bytes in which the header must begin; readers allow as much
_TAIL_ROOM = 4096
MARKUP = re.compile(rb"^\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|script|\?xml)", re.I)


class BadFile(Exception):
    """A file that cannot be read, with the reason for the record."""

    def __init__(self, detail: str, reason: GapReason = GapReason.UNREADABLE_DOCUMENT) -> None:
        super().__init__(detail)
        self.reason = reason


def open_pdf(payload: bytes) -> "pypdfium2.PdfDocument":
    """The opened document, which the caller closes; it has a page at least.

    Raises:
        BadFile: it is empty, something else, encrypted, truncated or damaged.
    """
    import pypdfium2
    import pypdfium2.raw as raw

    if not payload.strip(b"\0 \r\n\t"):
        raise BadFile("an empty file")
    if b"%PDF-" not in payload[:_HEADER_ROOM]:
        named = "an HTML page under the name of a PDF" if MARKUP.match(payload) else "not a PDF"
        raise BadFile(f"{named}: no %PDF- header")
    try:
        document = pypdfium2.PdfDocument(payload)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        # A file that opens without pages gives the error of the file before it: PDFium keeps the
        # last one. Every encrypted file names its encryption in plain letters (ISO 32000-1, 7.6.1).
        if locked and b"/Encrypt" in payload:
            raise BadFile("encrypted: it opens with a password only") from error
        if is_cut_off(payload):
            raise BadFile(f"truncated: no end of file after {len(payload):,} bytes") from error
        raise BadFile(f"damaged: {error}") from error
    if len(document) == 0:
        document.close()
        if is_cut_off(payload):
            raise BadFile(f"truncated: no pages left in {len(payload):,} bytes")
        raise BadFile("no pages")
    return document


def is_cut_off(payload: bytes) -> bool:
    """Whether the end that every whole file has is missing."""
    tail = payload[-_TAIL_ROOM:]
    return b"%%EOF" not in tail and b"startxref" not in tail
