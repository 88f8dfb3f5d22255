"""Media types by bytes."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.sniff import media_type

URL = "http://agency.go.th/file"


def archive(*names: str, first: tuple[str, str] | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        if first is not None:
            target.writestr(*first)
        for name in names:
            target.writestr(name, "x")
    return buffer.getvalue()


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + (stream + "\0").encode("utf-16-le")


DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
PPTX = archive("[Content_Types].xml", "ppt/presentation.xml")
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@pytest.mark.parametrize(
    ("payload", "declared", "url", "expected"),
    [
        (b"%PDF-1.7\n\xe2\xe3", "text/html", "/31.html", "application/pdf"),
        (b"%PDF-1.4\n", "text/plain", "/a.txt", "application/pdf"),
        (b"\xef\xbb\xbf\r\n%PDF-1.4\n", "", "/a", "application/pdf"),
        (b"junk of a gateway\n%PDF-1.4\n", "application/pdf", "/a", "application/pdf"),
        (b"<!DOCTYPE html><p>404", "application/pdf", "/plan.pdf", "text/html"),
        (b"<html><body>how a file starts: %PDF-1.4", "", "/a", "text/html"),
        (b"\n<!-- menu -->\n<div>x</div>", "", "/a", "text/html"),
        ("หน้าแรก <b>ข่าว</b>".encode(), "text/html; charset=utf-8", "/a", "text/html"),
        ("หน้าแรก".encode("cp874"), "text/html; charset=tis-620", "/a", "text/html"),
        (b"<br />\n<b>Warning</b>: x<html>", "text/plain", "/a", "text/html"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html>', "", "/a", "text/html"),
        (b'<?xml version="1.0"?><urlset></urlset>', "text/html", "/s.xml", "application/xml"),
        (b"<rss version='2.0'></rss>", "text/html", "/feed", "application/xml"),
        (b"<svg xmlns='x'></svg>", "", "/logo", "image/svg+xml"),
        ("<html><p>ก".encode("utf-16"), "text/html", "/a", "text/html"),
        (b'{"a": [1]}', "text/html", "/api", "application/json"),
        (b"[see below] {x}", "text/plain", "/a", "text/plain"),
        ("เลขที่,ชื่อ\n1,ก".encode(), "text/plain", "/plan.csv", "text/csv"),
        ("แผนพัฒนา".encode(), "", "/a", "text/plain"),
        (b"<p>\0x</p>", "text/html", "/a", "text/html"),
        (b"\0\x01\x02\x03" * 9, "application/pdf", "/plan.pdf", "application/octet-stream"),
        (DOCX, "application/zip", "/a.zip", WORD),
        (XLSX, "application/octet-stream", "/a", SHEET),
        (PPTX, "", "/a", SLIDES),
        (archive("plan.pdf", "word/note.txt"), WORD, "/a.docx", "application/zip"),
        (archive("content.xml", first=("mimetype", ODS_TYPE)), "", "/a", ODS_TYPE),
        (ole("WordDocument"), "", "/a", "application/msword"),
        (ole("Workbook"), "application/msword", "/a.doc", "application/vnd.ms-excel"),
        (ole("Unknown"), "", "/a.xls", "application/vnd.ms-excel"),
        (ole("EncryptedPackage"), SHEET, "/a.xlsx", "application/x-ole-storage"),
        (ole("PowerPoint Document"), "", "/a.doc", "application/vnd.ms-powerpoint"),
        (ole("Unknown"), "", "/a", "application/x-ole-storage"),
        (b"Rar!\x1a\x07\x01\x00", "", "/a", "application/vnd.rar"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "", "/a", "application/x-7z-compressed"),
        (b"\x89PNG\r\n\x1a\n\0", "text/html", "/a", "image/png"),
        (b"\xff\xd8\xff\xe0\0", "", "/a", "image/jpeg"),
        (b"GIF89a\0", "", "/a", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "", "/a", "image/webp"),
        (b"", "text/html; charset=utf-8", "/a", "text/html"),
        (b"", "", "/a", "text/plain"),
    ],
)
def test_media_type(payload, declared, url, expected):
    """Bytes decide; the header and the name only where bytes leave it open."""
    assert media_type(payload, declared, "http://agency.go.th" + url) == expected


def test_archive_in_an_archive():
    """A document stored whole inside an archive does not make the archive that document."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        target.writestr("plan.docx", DOCX)
    assert media_type(buffer.getvalue(), WORD, URL) == "application/zip"


def compound(*top: str, deeper: str = "") -> bytes:
    """An OLE file with streams at its top level and one inside a storage."""

    def entry(name: str, right: int, child: int) -> bytes:
        raw = (name + "\0").encode("utf-16-le")
        links = struct.pack("<III", 0xFFFFFFFF, right, child)
        return raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), 2, 1) + links + bytes(48)

    none = 0xFFFFFFFF
    names = [*top, "ObjectPool"]
    rows = [entry("Root Entry", none, 1)]
    for number, name in enumerate(names, start=1):
        last = number == len(names)
        rows.append(entry(name, none if last else number + 1, len(names) + 1 if last else none))
    rows.append(entry(deeper, none, none))
    sectors = [
        b"".join(rows[place : place + 4]).ljust(512, b"\0") for place in range(0, len(rows), 4)
    ]
    chain = [*range(2, len(sectors) + 1), 0xFFFFFFFE]
    fat = struct.pack(f"<{len(chain) + 1}I", 0xFFFFFFFD, *chain).ljust(512, b"\xff")
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 48, 1)
    struct.pack_into("<109I", head, 76, 0, *[none] * 108)
    return bytes(head) + fat + b"".join(sectors)


@pytest.mark.parametrize(
    ("top", "deeper", "expected"),
    [
        (("Workbook",), "WordDocument", "application/vnd.ms-excel"),
        (("a", "b", "c", "d", "Workbook"), "WordDocument", "application/vnd.ms-excel"),
        (("PowerPoint Document",), "Workbook", "application/vnd.ms-powerpoint"),
        (("WordDocument",), "Workbook", "application/msword"),
        (("__properties",), "WordDocument", "application/x-ole-storage"),
    ],
)
def test_documents_embedded_in_ole_files(top, deeper, expected):
    """What stands inside an embedded object does not decide; nor does a long directory hide it."""
    assert media_type(compound(*top, deeper=deeper), "", URL) == expected


@given(st.integers(0, 4000), st.integers(0, 255))
def test_ole_files_with_any_byte_changed(place, value):
    """Loops and far jumps in a broken directory end."""
    payload = bytearray(compound("Workbook", "Summary", "x", "y", deeper="WordDocument"))
    payload[place % len(payload)] = value
    assert "/" in media_type(bytes(payload), "", URL)


@given(
    st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"<?xml", b"{"])
)
def test_any_bytes(tail, head):
    """Any bytes have a type; none raises."""
    assert "/" in media_type(head + tail, "", URL)
    assert "/" in media_type(XLSX[:60] + tail + XLSX[-40:], "", URL)


def test_an_open_document_packed_anew():
    """A person who zips an unpacked document again packs its type too."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", ODS_TYPE)
        target.writestr("content.xml", "x")
    assert media_type(buffer.getvalue(), "", URL) == ODS_TYPE


def test_first_part_of_an_archive():
    """The members at the start of a cut archive still tell what it is."""
    assert media_type(XLSX[: len(XLSX) // 2], "", URL) == SHEET
