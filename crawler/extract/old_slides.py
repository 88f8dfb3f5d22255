"""PPT and ODP to Document: LibreOffice makes PPTX of them, which is read like any other."""

from datetime import datetime

from crawler.extract.failure import ENCRYPTED, Origin
from crawler.extract.office_program import as_pptx
from crawler.extract.office_reading import read_converted
from crawler.extract.slides import write_pptx
from crawler.extract.zip_check import BadArchive, is_locked, open_checked
from crawler.options import DocumentOptions
from crawler.records import Document, Unreadable

VERSION = 1

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
) -> Document | Unreadable:
    """Read an old presentation by LibreOffice; hidden slides and notes are left out."""
    origin = Origin(
        url=url, payload_digest=payload_digest, fetched_at=fetched_at, content_type=content_type
    )
    if _LOCKED_SLIDES in payload:
        return origin.unreadable(ENCRYPTED)
    return _by_office(payload, "ppt", origin, options)


def extract_odp(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
    options: DocumentOptions | None = None,
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
    return _by_office(payload, "odp", origin, options)


def _by_office(
    payload: bytes, suffix: str, origin: Origin, options: DocumentOptions | None
) -> Document | Unreadable:
    return read_converted(
        payload, suffix, origin, options, convert=as_pptx, write=write_pptx, version=VERSION
    )
