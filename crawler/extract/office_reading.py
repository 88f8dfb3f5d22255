"""Reads a file that LibreOffice turns into one of today's formats, for the readers of old ones."""

from collections.abc import Callable

from crawler.extract.failure import Origin, Refused
from crawler.extract.office_pictures import PictureReader
from crawler.extract.programs import ProgramFailed, installed
from crawler.extract.writer import DocumentWriter
from crawler.options import DocumentOptions
from crawler.records import Document, GapReason, Unreadable

PROGRAM = "soffice"
MISSING = "LibreOffice is not installed"


def read_converted(
    payload: bytes,
    suffix: str,
    origin: Origin,
    options: DocumentOptions | None,
    *,
    convert: Callable[[bytes, str], bytes],
    write: Callable[[bytes, DocumentWriter, PictureReader], Refused | None],
    version: int,
) -> Document | Unreadable:
    """The document of a payload that is first converted, then written; or why there is none.

    ``suffix`` is the ending by which LibreOffice knows the format, and the extractor's name.
    """
    if not installed(PROGRAM):
        detail = f"{MISSING}: no reader for {origin.content_type}"
        return origin.unreadable(detail, GapReason.UNSUPPORTED_FORMAT)
    writer = DocumentWriter()
    reader = PictureReader(options or DocumentOptions())
    try:
        refused = write(convert(payload, suffix), writer, reader)
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
        version=version,
    )
