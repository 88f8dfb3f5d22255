"""Every sample of the PDF corpus against what its source says by hand."""

from datetime import UTC, datetime
from functools import cache

import pytest
from pdf_damage import sample, sample_names
from pdf_scores import score
from pdf_sources import source_of

from crawler.extract.pdf import extract_pdf
from crawler.options import DocumentOptions
from crawler.records import Document, LinkKind
from crawler.thai import fold_text, repair

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
BY_OCR = ("-scan", "-unmapped")
TEXTS = [name for name in sample_names() if not name.endswith(BY_OCR)]
SCANS = [name for name in sample_names() if name.endswith(BY_OCR)]


@cache
def read(name: str, ocr_pages: int = 0) -> Document:
    found = extract_pdf(
        sample(name),
        url=f"https://agency.example/{name}.pdf",
        declared_type="application/pdf",
        payload_digest="sha256:0",
        fetched_at=NOW,
        content_type="application/pdf",
        options=DocumentOptions(ocr_pages=ocr_pages),
    )
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize("name", TEXTS)
def test_phrases_cells_and_years_are_found(name: str) -> None:
    """Nearly every phrase and cell of a text PDF is found, whatever program printed it."""
    found = score(source_of(name), read(name))

    assert found.phrases >= 0.95 * found.all_phrases, found.missed
    assert found.cells >= 0.97 * found.all_cells, found.missed
    assert found.wrong_years == ()


@pytest.mark.parametrize("name", TEXTS)
def test_the_title_is_that_of_the_first_page(name: str) -> None:
    """Title lines of the first page, the year among them, are the document's title."""
    assert fold_text(source_of(name).title) == fold_text(read(name).title)


@pytest.mark.parametrize("name", TEXTS)
def test_tables_over_pages_are_one_table(name: str) -> None:
    """A table is told once, at the page on which it begins, its head marked."""
    source, document = source_of(name), read(name)

    assert len(document.tables) == len(source.tables)
    for table, expected in zip(document.tables, source.tables, strict=True):
        assert table.locator == "page=1"
        heads = [all(cell.header for cell in row) for row in table.rows]
        assert heads == [row < expected.header_rows for row in range(len(expected.rows))]


@pytest.mark.parametrize("name", TEXTS)
def test_everything_points_into_the_text(name: str) -> None:
    """Cells, headings, links and parts are spans of the text; the text is repaired."""
    document = read(name)
    text = document.text

    assert repair(text) == text
    assert not document.truncated
    for table in document.tables:
        for row in table.rows:
            assert len(row) == len(table.rows[0])
            assert all(text[cell.start : cell.end] == cell.text for cell in row)
            assert all(table.start <= cell.start <= cell.end <= table.end for cell in row)
    for heading in document.headings:
        assert text[heading.start : heading.end] == heading.text
    places = [0, *(part.end for part in document.parts)]
    assert [part.start for part in document.parts] == places[:-1]
    assert places[-1] == len(text)
    assert not any(part.ocr for part in document.parts)


@pytest.mark.parametrize("name", [name for name in TEXTS if name.startswith("announcement")])
def test_links_carry_the_words_under_them(name: str) -> None:
    """An address behind words is a link with these words and the heading above."""
    (link,) = [link for link in read(name).links if link.kind is LinkKind.WEB]

    assert link.url == "https://www.sommut.example/complain/corruption"
    assert fold_text(link.text) == fold_text("แบบฟอร์มแจ้งเรื่องร้องเรียนการทุจริต")
    assert read(name).text[link.start : link.end] == link.text
    assert link.heading == "แนวทางปฏิบัติ"
    assert link.locator == "page=1"


@pytest.mark.parametrize("name", SCANS)
@pytest.mark.usefixtures("tesseract")
def test_a_scan_is_read_and_never_tells_a_wrong_year(name: str) -> None:
    """Half of a scan's phrases are found at least; a year in Arabic digits is a true one."""
    document = read(name, ocr_pages=4)
    found = score(source_of(name), document)

    assert found.phrases >= 0.5 * found.all_phrases, found.missed
    assert found.wrong_years == ()
    assert all(part.ocr for part in document.parts)
    assert document.tables == ()
