"""Files that are broken or built to do harm: each ends in a Document or in a named reason."""

import random
import zlib
from datetime import UTC, datetime

import pytest
from pdf_damage import locked, sample
from tiny_pdf import page_pdf, stream, tiny_pdf

from crawler.extract.pdf import extract_pdf
from crawler.extract.pdf_page import Box
from crawler.extract.pdf_scans import render
from crawler.options import DocumentOptions
from crawler.records import Document, GapReason, Unreadable

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
WITHOUT_OCR = DocumentOptions(ocr_pages=0)


def read(payload: bytes, options: DocumentOptions = WITHOUT_OCR) -> Document | Unreadable:
    return extract_pdf(
        payload,
        url="https://agency.example/plan.pdf",
        declared_type="application/pdf",
        payload_digest="sha256:0",
        fetched_at=NOW,
        content_type="application/pdf",
        options=options,
    )


def refused(payload: bytes) -> str:
    """The detail of an unreadable document."""
    found = read(payload)
    assert isinstance(found, Unreadable)
    assert found.reason is GapReason.UNREADABLE_DOCUMENT
    return found.detail


@pytest.mark.parametrize("payload", [b"", b"\0" * 5000, b" \r\n"])
def test_a_file_of_nothing_is_called_empty(payload: bytes) -> None:
    """Zero bytes, zeroes and white space are an empty file."""
    assert refused(payload) == "an empty file"


def test_a_page_under_the_name_of_a_pdf_is_told() -> None:
    """A server that answers a PDF's address with an HTML error page is told so."""
    assert "HTML page" in refused(b"<!DOCTYPE html><html><body>404 Not Found</body></html>")


@pytest.mark.parametrize("payload", [b"\x89PNG\r\n\x1a\n" + b"\0" * 99, b"PK\x03\x04" + b"a" * 99])
def test_another_format_is_no_pdf(payload: bytes) -> None:
    """A picture or an archive under the name of a PDF is no PDF."""
    assert "not a PDF" in refused(payload)


def test_a_password_is_told() -> None:
    """A file that opens with a password only is called encrypted."""
    assert "encrypted" in refused(locked(sample("contacts.typst"), "secret"))


def test_a_file_that_only_forbids_to_copy_is_read() -> None:
    """An empty password that forbids copying hides nothing from a reader."""
    found = read(sample("complaints.writer-locked"))

    assert isinstance(found, Document)
    assert "ปีงบประมาณ พ.ศ. 2568" in found.text


@pytest.mark.parametrize("share", [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.99])
@pytest.mark.parametrize("name", ["complaints.writer", "scores.chromium", "contacts.typst"])
def test_a_truncated_file_never_passes_for_a_whole_one(name: str, share: float) -> None:
    """A file cut anywhere is unreadable, or a Document that is marked as cut."""
    payload = sample(name)

    found = read(payload[: int(len(payload) * share)])

    if isinstance(found, Document):
        assert found.truncated
    else:
        assert "truncated" in found.detail


def test_flipped_bytes_raise_nothing() -> None:
    """Random damage gives a Document with true offsets, or a reason."""
    noise = random.Random(20)
    for name in ("complaints.writer", "scores.chromium"):
        for count in (1, 10, 100, 1000):
            payload = bytearray(sample(name))
            for _ in range(count):
                payload[noise.randrange(len(payload))] = noise.randrange(256)
            found = read(bytes(payload))
            if isinstance(found, Unreadable):
                assert found.detail
                continue
            for table in found.tables:
                for cell in (cell for row in table.rows for cell in row):
                    assert found.text[cell.start : cell.end] == cell.text


def test_no_pages_is_a_reason() -> None:
    """A catalogue without a page is no document."""
    payload = tiny_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] >>"])

    assert refused(payload).startswith(("no pages", "damaged"))


def test_no_pages_is_not_called_encrypted_after_a_file_that_is() -> None:
    """PDFium keeps the error of the file before; it is none of this one's."""
    assert "encrypted" in refused(locked(sample("contacts.typst"), "secret"))
    payload = tiny_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] >>"])

    assert refused(payload).startswith(("no pages", "damaged"))


def test_an_empty_page_is_a_reason() -> None:
    """A page with nothing on it has no words."""
    assert refused(page_pdf(b"")) == "no page has any words"


@pytest.mark.parametrize("depth", [40, 5000])
def test_a_deep_page_tree_ends(depth: int) -> None:
    """A tree of pages nested thousands of times is read or refused."""
    nodes = [
        b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /MediaBox [0 0 200 200] >>" % (number + 3)
        for number in range(depth)
    ]
    leaf = b"<< /Type /Page /Parent %d 0 R /Contents %d 0 R >>" % (depth + 1, depth + 3)
    payload = tiny_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, leaf, stream(b"")])

    assert isinstance(read(payload), Unreadable)


def test_a_page_tree_that_holds_itself_ends() -> None:
    """A tree whose node is its own child is refused."""
    payload = tiny_pdf(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"]
    )

    assert isinstance(read(payload), Unreadable)


def test_a_form_that_draws_itself_ends() -> None:
    """A drawing that contains itself is followed a few times only."""
    form = stream(
        b"/X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
    )
    found = read(page_pdf(b"BT /F 12 Tf 50 700 Td (Report 2024) Tj ET /X Do", more=[form]))

    assert isinstance(found, Document)
    assert "Report 2024" in found.text


def test_an_object_stream_that_holds_itself_ends() -> None:
    """An object stream that is said to lie inside itself is refused."""
    inside = stream(b"4 0 << /Type /Page >>", b"/Type /ObjStm /N 1 /First 4 /Extends 4 0 R")
    payload = tiny_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            b"null",
            inside,
        ]
    )

    assert isinstance(read(payload), Unreadable)


def test_a_cross_reference_that_points_to_itself_ends() -> None:
    """A table of objects whose predecessor is itself is read once."""
    payload = page_pdf(b"BT /F 12 Tf 50 700 Td (Report 2024) Tj ET")
    place = payload.rindex(b"xref\n0")
    payload = payload.replace(b"/Root 1 0 R >>", b"/Root 1 0 R /Prev %d >>" % place)

    found = read(payload)

    assert isinstance(found, Document | Unreadable)


@pytest.mark.parametrize("box", [b"0 0 1000000 1000000", b"0 0 1 900000", b"-9e9 -9e9 9e9 9e9"])
def test_a_huge_page_is_drawn_small(box: bytes) -> None:
    """The cap on pixels holds whatever size a page claims."""
    import pypdfium2

    payload = page_pdf(b"0 0 100 100 re f", box=box)
    document = pypdfium2.PdfDocument(payload)
    try:
        picture, dpi = render(document[0], DocumentOptions(max_pixels=100_000))
    finally:
        document.close()

    assert picture.width * picture.height <= 120_000
    assert dpi > 0
    assert isinstance(read(payload), Unreadable)


@pytest.mark.parametrize("box", [b"0 0 0 0", b"0 0", b"a b c d", b"9 9 1 1"])
def test_a_page_without_a_size_ends(box: bytes) -> None:
    """A page box of nonsense is no reason to fall over."""
    found = read(page_pdf(b"BT /F 12 Tf 5 5 Td (Report 2024) Tj ET", box=box))

    assert isinstance(found, Document | Unreadable)


def test_a_table_of_ten_thousand_columns_ends() -> None:
    """A lattice larger than any table is left to the text."""
    lines = [b"%d 0 m %d 800 l S" % (x, x) for x in range(0, 40_000, 4)]
    lines += [b"0 %d m 40000 %d l S" % (y, y) for y in range(0, 800, 8)]
    words = b"BT /F 8 Tf 50 700 Td (Report 2024) Tj ET"

    found = read(page_pdf(b"\n".join([*lines, words]), box=b"0 0 40000 842"))

    assert isinstance(found, Document)
    assert "Report 2024" in found.text
    assert found.tables == ()


def test_a_wide_table_within_the_caps_is_read() -> None:
    """A table of hundreds of columns is still a table."""
    lines = [b"%d 100 m %d 800 l S" % (x, x) for x in range(0, 6000, 20)]
    lines += [b"0 %d m 5980 %d l S" % (y, y) for y in (100, 450, 800)]
    words = b"BT /F 8 Tf 2 700 Td (2024) Tj ET BT /F 8 Tf 5962 200 Td (99) Tj ET"

    found = read(page_pdf(b"\n".join([*lines, words]), box=b"0 0 6000 842"))

    assert isinstance(found, Document)
    assert len(found.tables[0].rows[0]) == 299
    assert found.tables[0].rows[1][-1].text == "99"


def test_a_compressed_bomb_ends() -> None:
    """A content stream of sixty million blanks from sixty kilobytes is read without words."""
    packed = zlib.compress(b" " * 60_000_000, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        stream(packed, b"/Filter /FlateDecode"),
    ]

    assert isinstance(read(tiny_pdf(objects)), Unreadable)


def test_pages_beyond_the_cap_are_not_claimed() -> None:
    """A Document of which only some pages were read is marked as cut."""
    found = read(sample("measures.writer"), DocumentOptions(max_pages=1, ocr_pages=0))

    assert isinstance(found, Document)
    assert found.truncated
    assert [part.locator for part in found.parts] == ["page=1"]


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Poppler the reason names the program."""
    monkeypatch.setenv("PATH", "/nowhere")

    assert refused(sample("contacts.typst")).startswith("pdftotext is not installed")


def test_boxes_join() -> None:
    """The smallest box around two boxes holds the corners of both."""
    assert Box(0, 0, 2, 2).joined(Box(1, -1, 5, 1)) == Box(0, -1, 5, 2)
