"""Office files and archives made on the spot, and the readers called as a child calls them."""

import hashlib
import importlib
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl

from crawler.extract.registry import READERS
from crawler.records import Document, Unreadable
from crawler.sniff import media_type

FETCHED_AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
SAMPLES = Path(__file__).parent.parent / "crawler" / "extract" / "samples"
CONTENT_TYPES = "[Content_Types].xml"


def sample(name: str) -> bytes:
    """A recorded file."""
    return (SAMPLES / name).read_bytes()


def asked(payload: bytes, name: str = "file", declared: str = "") -> dict[str, Any]:
    """What a reader or the pool is told of a payload."""
    url = f"https://www.ban-sommut.example/f/{name}"
    return {
        "url": url,
        "declared_type": declared,
        "payload_digest": f"sha256:{hashlib.sha256(payload).hexdigest()}",
        "fetched_at": FETCHED_AT,
        "content_type": media_type(payload, declared, url),
    }


def read(payload: bytes, name: str = "file", declared: str = "") -> Document | Unreadable:
    """What the reader of a payload's type makes of it, in this process."""
    told = asked(payload, name, declared)
    entry = READERS[told["content_type"]]
    function = getattr(importlib.import_module(entry.module), entry.function)
    result: Document | Unreadable = function(payload, **told)
    return result


def document(payload: bytes, name: str = "file", declared: str = "") -> Document:
    """The document of a payload that can be read."""
    result = read(payload, name, declared)
    assert isinstance(result, Document), result
    return result


def refused(payload: bytes, name: str = "file", declared: str = "") -> Unreadable:
    """Why a payload cannot be read."""
    result = read(payload, name, declared)
    assert isinstance(result, Unreadable), result.text[:200]
    return result


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Any:
    """An openpyxl workbook of rows per sheet name."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def saved(file: Any) -> bytes:
    """The bytes of an openpyxl, python-docx or python-pptx file."""
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def word(*paragraphs: str) -> bytes:
    """A Word file of plain paragraphs."""
    file = docx.Document()
    for paragraph in paragraphs:
        file.add_paragraph(paragraph)
    return saved(file)


def zipped(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of names and bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return buffer.getvalue()


def replaced(payload: bytes, members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive with some of its members replaced or added."""
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    return zipped(kept | dict(members))


def thai_zip(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive as Windows in Thailand writes it: names in cp874, without the UTF-8 mark."""
    files, directory = b"", b""
    for name, body in members.items():
        raw = name.encode("cp874")
        about = struct.pack(
            "<HHHHIIIHH", 0, 0, 0, 0x21, zlib.crc32(body), *[len(body)] * 2, len(raw), 0
        )
        directory += (
            b"PK\x01\x02\x14\x00\x14\x00"
            + about
            + struct.pack("<HHHII", 0, 0, 0, 0, len(files))
            + raw
        )
        files += b"PK\x03\x04\x14\x00" + about + raw + body
    end = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, *[len(members)] * 2, len(directory), len(files), 0
    )
    return files + directory + end


def stored_rar(members: Mapping[str, bytes]) -> bytes:
    """A RAR archive of version 4 whose members are stored as they are."""

    def block(kind: int, flags: int, body: bytes, packed: bytes = b"") -> bytes:
        head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
        return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head + packed

    made = b"Rar!\x1a\x07\x00" + block(0x73, 0, b"\x00" * 6)
    for name, body in members.items():
        raw = name.encode("cp874")
        about = struct.pack(
            "<IIBIIBBHI",
            len(body),
            len(body),
            2,
            zlib.crc32(body),
            0x5A210000,
            20,
            0x30,
            len(raw),
            0x20,
        )
        made += block(0x74, 0x8000, about + raw, body)
    return made + block(0x7B, 0x4000, b"")
