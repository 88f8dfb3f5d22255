"""What the PDF reader makes of pages: joined rows, running heads, pictures, metadata."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pdf_damage import sample, sample_names, searchable, stamped
from pdf_scores import score
from pdf_sources import source_of
from tiny_pdf import page_pdf, stream, tiny_pdf

from crawler.extract.pdf import extract_pdf
from crawler.extract.pdf_metadata import iso_date, sane_title
from crawler.extract.pdf_page import Box, PageMarks, Rule
from crawler.extract.pdf_scans import why_scan
from crawler.extract.pdf_words import Piece, runs_of
from crawler.options import DocumentOptions
from crawler.records import Document, GapReason, Unreadable
from crawler.thai import fold_text

STAMPED = "เลขรับหนังสือของสำนักงานปลัดเทศบาล"  # in an old eight-bit font
STAMP = page_pdf(b"BT /F 8 Tf 300 815 Td <%s> Tj ET" % STAMPED.encode("cp874").hex().encode())
NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def read(payload: bytes, *, ocr_pages: int = 0, page_texts: str = "") -> Document | Unreadable:
    return extract_pdf(
        payload,
        url="https://agency.example/plan.pdf",
        declared_type="application/pdf",
        payload_digest="sha256:0",
        fetched_at=NOW,
        content_type="application/pdf",
        options=DocumentOptions(ocr_pages=ocr_pages, page_texts=page_texts),
    )


def document_of(payload: bytes, *, ocr_pages: int = 0, page_texts: str = "") -> Document:
    found = read(payload, ocr_pages=ocr_pages, page_texts=page_texts)
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize("name", [name for name in sample_names() if name.startswith("measures.")])
def test_a_row_cut_by_a_page_is_one_line(name: str) -> None:
    """A row that goes on over the page break is whole, on the page on which it began."""
    document = document_of(sample(name))

    assert len(document.parts) >= 2
    for row in document.tables[0].rows:
        start = document.text.rfind("\n", 0, row[0].start) + 1
        line = document.text[start : document.text.index("\n", row[0].start)]
        assert [fold_text(words) for words in line.split("\t")] == [
            fold_text(cell.text) for cell in row
        ]


@pytest.mark.parametrize(
    ("count", "bold", "headings"), [(10, {0}, 1), (10, set(range(10)), 0), (3, {0, 1, 2}, 3)]
)
def test_bold_sets_off_where_most_is_not(count: int, bold: set[int], headings: int) -> None:
    """One bold line among others is a heading; where a font calls all lines bold, none is.

    Three bold lines are a cover.
    """
    lines = [f"Line {number} of a plan with words" for number in range(count)]
    drawn = b"".join(
        b"BT /F 12 Tf %d Tr 60 %d Td <%s> Tj ET "
        % (2 if number in bold else 0, 740 - 40 * number, line.encode().hex().encode())
        for number, line in enumerate(lines)
    )

    assert len(document_of(page_pdf(drawn)).headings) == headings


def test_a_quote_finds_its_page() -> None:
    """The part at a quote's place names the page on which it stands."""
    document = document_of(sample("measures.typst"))
    last = document.text.index("ทั้งนี้ ให้ทุกส่วนราชการ")

    part = document.part_at(last)

    assert part is not None
    assert part.locator == f"page={len(document.parts)}"


def test_a_merged_cell_stands_once_in_the_text() -> None:
    """A cell over several rows is told in its first row and repeated in the grid."""
    document = document_of(sample("scores.writer"))
    rows = document.tables[0].rows

    assert rows[1][0] is rows[5][0] or rows[1][0] == rows[5][0]
    assert document.text.count("IIT") == 1
    assert "๒\tการใช้งบประมาณ\t๘๘.๗๕\n" in document.text


def test_the_date_of_the_file_is_its_published_date() -> None:
    """The creation date is told as ISO 8601."""
    assert document_of(sample("contacts.typst")).published.startswith("20")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("D:20241031093000+07'00'", "2024-10-31T09:30:00+07:00"),
        ("D:25671031093000+07'00'", "2024-10-31T09:30:00+07:00"),
        ("D:20241031093000Z", "2024-10-31T09:30:00+00:00"),
        ("D:20241031", "2024-10-31"),
        ("D:20249931", ""),
        ("D:19041031", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_of_metadata(written: str, told: str) -> None:
    """Buddhist years are told as Christian ones, impossible dates not at all."""
    assert iso_date(written) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("แผนปฏิบัติการป้องกันการทุจริต", "แผนปฏิบัติการป้องกันการทุจริต"),
        ("Microsoft Word - แผนปฏิบัติการ 2568.docx", ""),
        ("แผนปฏิบัติการ.pdf", ""),
        ("untitled", ""),
        ("á¼¹»¯ÔºÑµÔ¡ÒÃ", ""),
    ],
)
def test_a_title_that_a_program_made_up_is_none(written: str, told: str) -> None:
    """Only a title in sound Thai that is no file name counts."""
    assert sane_title(written) == told


def test_a_line_of_dots_to_fill_in_is_read_at_the_top_of_a_page() -> None:
    """A form begins with dots; telling them from a page number takes no longer for more of them."""
    told = b"0 -40 Td (Integrity and Transparency Assessment, fiscal year 2024, annual report) Tj "
    words = b"BT /F 10 Tf 20 700 Td (%s Date) Tj %s ET" % (b"- " * 30, told * 6)

    text = document_of(page_pdf(words)).text

    assert "Date" in text
    assert "annual report" in text


def test_latin_pages_are_read_without_ocr() -> None:
    """A page in English with no picture needs no OCR."""
    words = b"BT /F 12 Tf 50 700 Td (Integrity and Transparency Assessment, fiscal year 2024) Tj ET"

    assert "fiscal year 2024" in document_of(page_pdf(words)).text


def test_thai_of_an_eight_bit_font_is_thai() -> None:
    """Letters that a file calls Latin and that are Thai in the old code page are Thai."""
    words = "ประกาศองค์การบริหารส่วนตำบล".encode("cp874").hex().encode()
    content = b"BT /F 14 Tf 50 700 Td <" + words + b"> Tj ET"

    assert "ประกาศองค์การบริหารส่วนตำบล" in document_of(page_pdf(content)).text


def test_a_picture_without_ocr_is_a_scan_without_text() -> None:
    """A page that is a picture is not read as empty."""
    found = read(sample("scores.typst-scan"))

    assert isinstance(found, Unreadable)
    assert found.reason is GapReason.SCAN_WITHOUT_TEXT
    assert "OCR is turned off" in found.detail


def test_a_missing_ocr_program_is_named(tmp_path, monkeypatch) -> None:
    """Without Tesseract a scan is unread, and the reason names the program."""
    import shutil

    (tmp_path / "pdftotext").symlink_to(shutil.which("pdftotext") or "")
    monkeypatch.setenv("PATH", str(tmp_path))

    found = read(sample("scores.typst-scan"), ocr_pages=4)

    assert isinstance(found, Unreadable)
    assert found.reason is GapReason.SCAN_WITHOUT_TEXT
    assert "tesseract is not installed" in found.detail


def test_a_damaged_text_layer_without_ocr_is_no_document() -> None:
    """Letters that the fonts do not tell are not passed on as words."""
    found = read(sample("announcement.writer-unmapped"))

    assert isinstance(found, Unreadable)
    assert found.reason is GapReason.SCAN_WITHOUT_TEXT
    assert "damaged" in found.detail


def test_a_document_with_an_unread_picture_page_is_marked() -> None:
    """What was read is told, and that a page was not."""
    document = document_of(_with_scan(sample("contacts.typst"), sample("scores.typst-scan")))

    assert document.truncated
    assert "ทำเนียบผู้บริหาร" in document.text
    assert [part.locator for part in document.parts] == ["page=1", "page=2"]
    assert [image.locator for image in document.images] == ["page=2"]


@pytest.mark.usefixtures("tesseract")
def test_only_the_scanned_page_is_marked_as_ocr() -> None:
    """In a mixed file the parts tell which page was read by OCR."""
    document = document_of(
        _with_scan(sample("contacts.typst"), sample("scores.typst-scan")), ocr_pages=4
    )

    assert [part.ocr for part in document.parts] == [False, True]
    assert not document.truncated
    assert "การใช้ทรัพย์สินของราชการ" in document.text[document.parts[1].start :]


@pytest.mark.usefixtures("tesseract")
def test_a_picture_is_read_once_ever(tmp_path: Path) -> None:
    """The second reading of the same page takes its text from where it was kept."""
    first = document_of(sample("scores.typst-scan"), ocr_pages=4, page_texts=str(tmp_path))
    (kept,) = tmp_path.rglob("*.txt")
    words = kept.read_text(encoding="utf-8")
    kept.write_text(f"ข้อความที่เก็บไว้\n{words}", encoding="utf-8")

    second = document_of(sample("scores.typst-scan"), ocr_pages=4, page_texts=str(tmp_path))

    assert "ข้อความที่เก็บไว้" not in first.text
    assert second.text == f"ข้อความที่เก็บไว้\n{first.text}"


@pytest.mark.usefixtures("tesseract")
def test_more_scans_than_the_budget_are_marked() -> None:
    """A page beyond the OCR budget is unread, and the Document says so."""
    two = _with_scan(sample("announcement.typst-scan"), sample("scores.typst-scan"))

    document = document_of(two, ocr_pages=1)

    assert document.truncated
    assert [part.start < part.end for part in document.parts] == [True, False]


def test_the_text_that_a_scanner_laid_over_its_picture_is_ocr() -> None:
    """Words that are invisible over a picture of the page were read from it, and are marked."""
    document = document_of(searchable(sample("contacts.typst")))

    assert fold_text("นายจำลอง สมมุติดี") in fold_text(document.text)
    assert [part.ocr for part in document.parts] == [True]


@pytest.mark.usefixtures("tesseract")
def test_a_stamped_scan_is_read_under_its_stamp() -> None:
    """A scan with the number that a document system set on it is read, the stamp kept apart."""
    document = document_of(stamped(sample("complaints.typst"), STAMP), ocr_pages=4)

    assert [(part.locator, part.ocr) for part in document.parts] == [
        ("page=1", False),
        ("page=1", True),
    ]
    stamp, scan = document.parts
    assert document.text[stamp.start : stamp.end] == f"{STAMPED}\n"
    assert "พฤศจิกายน 2567" in document.text[scan.start :]


def test_a_stamped_scan_without_ocr_is_not_claimed_as_read() -> None:
    """Without OCR the stamp is told, and that the page under it was not read."""
    document = document_of(stamped(sample("complaints.typst"), STAMP))

    assert document.truncated
    assert document.text == f"{STAMPED}\n"


def test_letters_that_are_drawn_twice_are_told_once() -> None:
    """A shadow, or bold made by drawing again a little aside, is no second word."""
    content = (
        b"BT /F 14 Tf 50 700 Td (Report 2024) Tj ET BT /F 14 Tf 50.4 699.8 Td (Report 2024) Tj ET"
    )

    assert document_of(page_pdf(content)).text == "Report 2024\n"


def test_a_vertical_rule_parts_words_that_nearly_touch() -> None:
    """Words on both sides of a rule are two runs, however close."""
    pieces = [Piece("กองคลัง", Box(0, 0, 40, 12)), Piece("๑๐๐", Box(41, 0, 60, 12))]

    assert len(runs_of(pieces, [])) == 1
    assert [run.text for run in runs_of(pieces, [Rule(40.5, 0, 100)])] == ["กองคลัง", "๑๐๐"]


def test_narrow_letters_side_by_side_are_not_drawn_twice() -> None:
    """Two thin letters of one word, or dots of a leader, stand apart by more than a shadow."""
    pieces = [Piece(letter, Box(2.0 * at, 0, 2.0 * at + 2, 12)) for at, letter in enumerate("ll..")]

    assert [run.text for run in runs_of(pieces, [])] == ["ll.."]


@pytest.mark.parametrize("name", ["measures.writer", "scores.calc", "complaints.typst-turned"])
def test_what_poppler_cannot_read_pdfium_does(name: str, tmp_path, monkeypatch) -> None:
    """When pdftotext fails on a file, the other layer gives phrases and cells."""
    program = tmp_path / "pdftotext"
    program.write_text("#!/bin/sh\nexit 3\n", encoding="ascii")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    found = score(source_of(name), document_of(sample(name)))

    assert found.phrases == found.all_phrases, found.missed
    assert found.cells >= 0.97 * found.all_cells, found.missed


@pytest.mark.parametrize(
    ("marks", "text", "scan"),
    [
        (PageMarks(600, 800), "", False),
        (PageMarks(600, 800, pictures=[Box(0, 0, 600, 800)]), "", True),
        (PageMarks(600, 800, pictures=[Box(0, 0, 30, 30)]), "", False),
        (PageMarks(600, 800, pictures=[Box(0, 0, 600, 800)]), "ประกาศเทศบาลตำบลบ้านสมมุติ", False),
        (PageMarks(600, 800, curves=900), "1", True),
        (PageMarks(600, 800), "+(-$%'*&^#@!~|}{[]\\/?><=+(-$%'*&^#@!~", True),
        (PageMarks(600, 800), "Integrity and Transparency Assessment of 2024", False),
    ],
)
def test_which_pages_are_pictures_of_text(marks: PageMarks, text: str, scan: bool) -> None:
    """Pictures, outlines and nameless letters want OCR; blank and Latin pages do not."""
    assert bool(why_scan(text, marks)) is scan


def test_a_chart_of_boxes_and_connectors_is_no_table() -> None:
    """Boxes that lines connect give their words as lines."""
    boxes = [(250, 700), (100, 500), (250, 500), (400, 500)]
    content = [b"%d %d 100 60 re S" % box for box in boxes]
    content += [b"300 700 m 300 560 l S 150 630 m 450 630 l S"]
    content += [b"150 630 m 150 560 l S 450 630 m 450 560 l S"]
    content += [
        b"BT /F 12 Tf %d %d Td (Office %d) Tj ET" % (x + 20, y + 25, number)
        for number, (x, y) in enumerate(boxes)
    ]

    document = document_of(page_pdf(b"\n".join(content)))

    assert document.tables == ()
    assert document.text == "Office 0\nOffice 1 Office 2 Office 3\n"


def test_a_link_without_scheme_is_a_web_address() -> None:
    """Addresses as people type them lead where they mean."""
    annotation = (
        b"/Annots [ << /Type /Annot /Subtype /Link /Rect [50 690 200 715] "
        b"/A << /S /URI /URI (www.agency.example/a.pdf) >> >> ]"
    )
    words = b"BT /F 12 Tf 50 700 Td (Annual report) Tj ET"

    (link,) = document_of(page_pdf(words, extra=annotation)).links

    assert (link.url, link.file_name, link.text) == (
        "http://www.agency.example/a.pdf",
        "a.pdf",
        "Annual report",
    )


def test_two_pages_without_words_between_are_told_apart() -> None:
    """A blank page has a part of its own, without words."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 5 0 R "
        b"/Resources << /Font << /F 6 0 R >> >> >>",
        stream(b"BT /F 12 Tf 20 100 Td (Report 2024) Tj ET"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]

    parts = document_of(tiny_pdf(objects)).parts

    assert [(part.locator, part.start, part.end) for part in parts] == [
        ("page=1", 0, 0),
        ("page=2", 0, 12),
    ]


def _with_scan(first: bytes, second: bytes) -> bytes:
    import io

    import pypdfium2

    whole = pypdfium2.PdfDocument(first)
    other = pypdfium2.PdfDocument(second)
    whole.import_pages(other)
    buffer = io.BytesIO()
    whole.save(buffer)
    other.close()
    whole.close()
    return buffer.getvalue()
