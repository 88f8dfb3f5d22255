"""ZIP, RAR and 7z to one Document: a part per file inside, each read by the reader of its type."""

import importlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import cast
from urllib.parse import quote

from crawler import sniff
from crawler.extract.failure import Origin
from crawler.extract.registry import READERS, Reader, ScanReader
from crawler.extract.unpack_program import unpack
from crawler.extract.writer import DocumentWriter
from crawler.extract.zip_check import BadArchive, open_checked, unpacked
from crawler.ocr_budget import OcrBudget
from crawler.options import DocumentOptions
from crawler.records import Document, GapReason, Unreadable
from crawler.thai import repair

VERSION = 4

MAX_FILES = 200  # of an archive that are read
MAX_NAME = 200  # code points
_IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """A file of an archive; ``trouble`` says why its bytes are not at hand."""

    name: str
    payload: bytes = b""
    trouble: str = ""


def extract_zip(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
    options: DocumentOptions | None = None,
) -> Document | Unreadable:
    """Read the files of a ZIP archive; names without a mark are Thai ones of Windows."""
    origin = Origin(
        url=url, payload_digest=payload_digest, fetched_at=fetched_at, content_type=content_type
    )
    try:
        files = _zipped(payload)
        return _read(files, origin, "zip", options)
    except BadArchive as error:
        return origin.unreadable(str(error))


def extract_rar(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
    options: DocumentOptions | None = None,
) -> Document | Unreadable:
    """Read the files of a RAR archive by unar."""
    origin = Origin(
        url=url, payload_digest=payload_digest, fetched_at=fetched_at, content_type=content_type
    )
    return _by_program(payload, origin, "rar", options)


def extract_7z(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
    options: DocumentOptions | None = None,
) -> Document | Unreadable:
    """Read the files of a 7z archive by unar."""
    origin = Origin(
        url=url, payload_digest=payload_digest, fetched_at=fetched_at, content_type=content_type
    )
    return _by_program(payload, origin, "7z", options)


def _by_program(
    payload: bytes, origin: Origin, extractor: str, options: DocumentOptions | None
) -> Document | Unreadable:
    files = unpack(payload, suffix=extractor)
    if files is None:
        return origin.unreadable("unar is not installed", GapReason.UNSUPPORTED_FORMAT)
    if isinstance(files, str):
        return origin.unreadable(files)
    inside = (Inside(name=name, payload=body) for name, body in files)
    return _read(inside, origin, extractor, options)


def _zipped(payload: bytes) -> Iterator[Inside]:
    archive, members = open_checked(payload, office=False)
    for member in members:
        try:
            yield Inside(name=member.name, payload=unpacked(archive, member))
        except BadArchive as error:
            yield Inside(name=member.name, trouble=str(error))


def _read(
    files: Iterable[Inside], origin: Origin, extractor: str, options: DocumentOptions | None
) -> Document | Unreadable:
    # The files share the limits of one document: the process that reads them has one time limit.
    allowed = options or DocumentOptions()
    budget = OcrBudget(allowed.ocr_pages, allowed.ocr_seconds)
    writer = DocumentWriter()
    first: Unreadable | None = None
    read = 0
    for number, file in enumerate(files):
        if number >= MAX_FILES:
            writer.truncated = True
            break
        if file.name.startswith(_IGNORED[0]) or file.name.rpartition("/")[2] in _IGNORED:
            continue
        if not file.payload and not file.trouble:
            continue  # an empty file hides nothing
        began = time.monotonic()
        limits = replace(budget.left, page_texts=allowed.page_texts)
        result = _read_one(file, origin, limits)
        budget.spend(result, time.monotonic() - began)
        name = " ".join(repair(file.name).split())[:MAX_NAME]
        locator = f"member={name}"
        with writer.part(locator):
            writer.heading(2, name, titles=False)
        if isinstance(result, Document):
            writer.take(result, locator)
            read += 1
        else:
            first = first or result
    if first is not None:
        if read == 0:
            return first
        writer.truncated = True  # what the unread file holds is not known to be absent
    return writer.build(
        url=origin.url,
        payload_digest=origin.payload_digest,
        fetched_at=origin.fetched_at,
        content_type=origin.content_type,
        extractor=extractor,
        version=VERSION,
    )


def _read_one(file: Inside, origin: Origin, limits: DocumentOptions) -> Document | Unreadable:
    if file.trouble:
        return origin.unreadable(file.trouble)
    address = f"{origin.url}#{quote(file.name)}"
    media = sniff.media_type(file.payload, "", file.name)
    entry = READERS.get(media)
    if entry is None:
        detail = f"no reader for {media} ({file.name})"
        return origin.unreadable(detail, GapReason.UNSUPPORTED_FORMAT)
    if entry.holds_files:
        return origin.unreadable(
            f"an archive inside the archive is not opened ({file.name})",
            GapReason.UNSUPPORTED_FORMAT,
        )
    reader: Reader = getattr(importlib.import_module(entry.module), entry.function)
    if entry.ocr:
        reader = partial(cast(ScanReader, reader), options=limits)
    result = reader(
        file.payload,
        url=address,
        declared_type="",
        payload_digest=origin.payload_digest,
        fetched_at=origin.fetched_at,
        content_type=media,
    )
    if isinstance(result, Unreadable):
        return origin.unreadable(f"{result.detail} ({file.name})", result.reason)
    # A page inside an archive has no address that its relative links could start from.
    return replace(result, links=()) if media == sniff.HTML else result
