"""PPT and ODP to Document: LibreOffice makes PPTX of them, which is read like any other."""

from datetime import datetime

from crawler.extract.failure import ENCRYPTED, Origin
from crawler.extract.office_pictures import PictureReader
from crawler.extract.office_program import as_pptx
from crawler.extract.old_word import NO_OFFICE
from crawler.extract.programs import ProgramFailed, installed
from crawler.extract.slides import write_pptx
from crawler.extract.writer import DocumentWriter
from crawler.extract.zip_check import BadArchive, is_locked, open_checked
from crawler.options import DocumentOptions
from crawler.ports import PageTexts
from crawler.records import Document, GapReason, Unreadable

VERSION = 1

_OFFICE = "soffice"
_LOCKED_SLIDES = "EncryptedSummary\0".encode("utf-16-le")  # [MS-PPT] section 2.1.4


def extract_ppt(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
    options: DocumentOptions | None = None,
    page_texts: PageTexts | None = None,
) -> Document | Unreadable:
    """Read an old presentation by LibreOffice; hidden slides and notes are left out."""
    origin = Origin(
        url=url, payload_digest=payload_digest, fetched_at=fetched_at, content_type=content_type
    )
    if _LOCKED_SLIDES in payload:
        return origin.unreadable(ENCRYPTED)
    return _by_office(payload, "ppt", origin, options, page_texts)


def extract_odp(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
    options: DocumentOptions | None = None,
    page_texts: PageTexts | None = None,
) -> Document | Unreadable:
    """Read an OpenDocument presentation by LibreOffice."""
    origin = Origin(
        url=url, payload_digest=payload_digest, fetched_at=fetched_at, content_type=content_type
    )
    try:
        if is_locked(*open_checked(payload, office=True)):
            return origin.unreadable(ENCRYPTED)
    except BadArchive as error:
        return origin.unreadable(str(error))
    return _by_office(payload, "odp", origin, options, page_texts)


def _by_office(
    payload: bytes,
    suffix: str,
    origin: Origin,
    options: DocumentOptions | None,
    page_texts: PageTexts | None,
) -> Document | Unreadable:
    if not installed(_OFFICE):
        detail = f"{NO_OFFICE}: no reader for {origin.content_type}"
        return origin.unreadable(detail, GapReason.UNSUPPORTED_FORMAT)
    writer = DocumentWriter()
    reader = PictureReader(options or DocumentOptions(), page_texts)
    try:
        refused = write_pptx(as_pptx(payload, suffix), writer, reader)
    except ProgramFailed as error:
        return origin.unreadable(str(error))
    if refused is not None:
        return origin.unreadable(refused.detail, refused.reason)
    return writer.build(
        url=origin.url,
        payload_digest=origin.payload_digest,
        fetched_at=origin.fetched_at,
        content_type=origin.content_type,
        extractor=suffix,
        version=VERSION,
    )
