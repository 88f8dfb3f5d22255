"""Which reader turns which media type into a document; a further file type is one more line.

The table names modules and does not import them: parsers load in child processes only.
"""

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from crawler import sniff
from crawler.extract import digit_reader
from crawler.options import DocumentOptions
from crawler.records import Document, Unreadable

_OCR = "tesseract"


class Reader(Protocol):
    """Turns a payload into a document, or says what is wrong with it; raises for neither."""

    def __call__(
        self,
        payload: bytes,
        *,
        url: str,
        declared_type: str,
        payload_digest: str,
        fetched_at: datetime,
        content_type: str,
    ) -> Document | Unreadable:
        """Read the payload."""
        ...


class ScanReader(Protocol):
    """A reader that may need OCR and holds itself to limits for it."""

    def __call__(
        self,
        payload: bytes,
        *,
        url: str,
        declared_type: str,
        payload_digest: str,
        fetched_at: datetime,
        content_type: str,
        options: DocumentOptions | None = None,
    ) -> Document | Unreadable:
        """Read the payload within the limits."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One reader. ``extractor`` and ``version`` are those its documents carry.

    ``programs`` are what it can use when installed: a result is good as long as they stay.
    ``keeps`` is false where the address or the header shape the result, not the bytes alone.
    """

    module: str
    function: str
    extractor: str
    version: int
    programs: tuple[str, ...] = ()
    keeps: bool = True
    ocr: bool = False  # whether it may read pictures of text, and takes limits for that
    holds_files: bool = False  # an archive: its result stands on every other reader too


def _file(module: str, function: str, extractor: str, *programs: str, version: int = 1) -> Entry:
    return Entry(
        module=f"crawler.extract.{module}",
        function=function,
        extractor=extractor,
        version=version,
        programs=programs,
    )


def _scans(module: str, function: str, extractor: str, *programs: str) -> Entry:
    return replace(_file(module, function, extractor, *programs, _OCR), version=3, ocr=True)


def _archive(function: str, extractor: str, *programs: str) -> Entry:
    return Entry(
        module="crawler.extract.archive",
        function=function,
        extractor=extractor,
        version=4,
        programs=programs,
        holds_files=True,
        ocr=True,
    )


_SHEETS = _scans("spreadsheet", "extract_xlsx", "spreadsheet")
_PICTURE = _scans("image", "extract_image", "image")
_TEXT = Entry(
    module="crawler.extract.plain_text",
    function="extract_text",
    extractor="text",
    version=2,
    keeps=False,
)
_MAIL = Entry(
    module="crawler.extract.mail",
    function="extract_mail",
    extractor="mail",
    version=1,
    keeps=False,
)

READERS: Mapping[str, Entry] = {
    sniff.HTML: Entry(
        module="crawler.extract.html",
        function="extract_html",
        extractor="html",
        version=12,
        keeps=False,
    ),
    sniff.PDF: replace(_scans("pdf", "extract_pdf", "pdf", "pdftotext"), version=6),
    **dict.fromkeys(sniff.PICTURES, _PICTURE),
    sniff.XLSX: _SHEETS,
    sniff.XLS: _SHEETS,
    sniff.ODS: _SHEETS,
    sniff.DOCX: _scans("word", "extract_docx", "docx"),
    sniff.PPTX: _scans("slides", "extract_pptx", "pptx"),
    sniff.PPT: replace(_scans("old_slides", "extract_ppt", "ppt", "soffice"), version=1),
    sniff.ODP: replace(_scans("old_slides", "extract_odp", "odp", "soffice"), version=1),
    sniff.DOC: _scans("old_word", "extract_doc", "doc", "antiword", "soffice"),
    sniff.RTF: _scans("old_word", "extract_rtf", "rtf", "soffice"),
    sniff.ODT: _scans("old_word", "extract_odt", "odt", "soffice"),
    sniff.OLE: _file("old_word", "extract_ole", "ole", version=3),
    sniff.TEXT: _TEXT,
    sniff.CSV: _TEXT,
    sniff.MAIL: _MAIL,
    sniff.SHEET_XML: _file("sheet_xml", "extract_sheet_xml", "sheet-xml"),
    sniff.ZIP: _archive("extract_zip", "zip"),
    sniff.RAR: _archive("extract_rar", "rar", "unar", "lsar"),
    sniff.SEVEN_ZIP: _archive("extract_7z", "7z", "unar", "lsar"),
}


def programs() -> frozenset[str]:
    """Every program that some reader may start."""
    return frozenset(name for entry in READERS.values() for name in entry.programs)


def cache_name(entry: Entry) -> str:
    """The name under which results of a reader are kept, beside its version.

    It changes when a program that the reader can use, or the digit reader, comes or goes, and for
    archives when any other reader changes.
    """
    stands_on = [f"+{name}" for name in entry.programs if shutil.which(name)]
    if entry.ocr and digit_reader.is_installed():
        stands_on.append(f"+digits{digit_reader.VERSION}")
    if entry.holds_files:
        for inner in {id(one): one for one in READERS.values()}.values():
            if not inner.holds_files:
                stands_on.append(f"{cache_name(inner)}={inner.version}")
    if not stands_on:
        return entry.extractor
    mark = hashlib.sha256(" ".join(sorted(stands_on)).encode()).hexdigest()[:8]
    return f"{entry.extractor}-{mark}"
