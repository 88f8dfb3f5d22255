"""Pictures inside office files: charts pasted into Word, sheets and slides, read by OCR."""

import importlib
import io
from pathlib import Path

import docx
import office_files as made
import openpyxl
import openpyxl.drawing.image
import PIL.Image
import pptx
import pytest
from docx.shared import Cm
from pptx.util import Inches

from crawler.extract import office_pictures
from crawler.extract.office_pictures import PictureReader, is_drawn
from crawler.extract.registry import READERS
from crawler.extract.slides import extract_pptx
from crawler.extract.word import extract_docx
from crawler.options import DocumentOptions
from crawler.records import Document, GapReason
from crawler.sniff import DOCX, ODP, ODS, ODT, PPT, PPTX, XLSX

CHART = Path(__file__).parent.parent / "pictures" / "chart.png"
HEADING = "โครงสร้างการแบ่งส่วนราชการ"
AFTER = "ข้อมูล ณ วันที่ 1 ตุลาคม 2567 องค์การบริหารส่วนตำบลบ้านสมมติ"


def patient(payload: bytes, name: str = "file.docx") -> Document:
    """The document of a payload, with time enough for OCR on a busy machine."""
    told = made.asked(payload, name)
    entry = READERS[told["content_type"]]
    function = getattr(importlib.import_module(entry.module), entry.function)
    slow = DocumentOptions(ocr_page_seconds=300, ocr_seconds=600)
    document = function(payload, **told, options=slow)
    assert isinstance(document, Document), document
    return document


def word_with_chart(width_cm: float = 15.0, picture: bytes | None = None) -> bytes:
    file = docx.Document()
    file.add_heading(HEADING, 1)
    file.add_picture(io.BytesIO(picture or CHART.read_bytes()), Cm(width_cm))
    file.add_paragraph(AFTER)
    return made.saved(file)


def photograph() -> bytes:
    """Shades of all kinds, as in a photograph of an activity."""
    picture = PIL.Image.effect_noise((800, 600), 90)
    held = io.BytesIO()
    picture.save(held, "PNG")
    return held.getvalue()


@pytest.mark.usefixtures("tesseract")
def test_a_chart_pasted_into_word_is_read_where_it_stands() -> None:
    """Its words are a part of their own, marked as OCR; those around it are not."""
    document = patient(word_with_chart())

    assert document.ocr
    assert not document.all_ocr
    chart = next(part for part in document.parts if part.ocr)
    assert chart.locator == "picture=1"
    assert "สำนักปลัด" in document.text[chart.start : chart.end].replace(" ", "")
    assert not document.ocr_at(document.text.index(HEADING))
    assert document.text.index(HEADING) < chart.start
    assert chart.end <= document.text.index(AFTER[:20])
    assert not document.ocr_at(document.text.index(AFTER[:20]))
    assert not document.ocr_in_title
    assert document.parts[0].start == 0
    assert document.parts[-1].end == len(document.text)


@pytest.mark.usefixtures("tesseract")
def test_a_chart_in_a_cell_of_word_is_read_after_its_table() -> None:
    file = docx.Document()
    file.add_paragraph(AFTER)
    cell = file.add_table(1, 2).rows[0].cells[1]
    cell.paragraphs[0].add_run().add_picture(str(CHART), Cm(12))
    document = patient(made.saved(file))

    assert [part.locator for part in document.parts if part.ocr] == ["picture=1"]


@pytest.mark.usefixtures("tesseract")
def test_a_word_file_of_one_scan_is_read_and_titled_by_it() -> None:
    """Nothing but the picture: all of its text is OCR's, the title too."""
    file = docx.Document()
    file.add_picture(str(CHART), Cm(16))
    document = patient(made.saved(file))

    assert document.all_ocr
    assert document.ocr_in_title
    assert document.title


@pytest.mark.usefixtures("tesseract")
def test_a_chart_on_a_slide_follows_its_slide() -> None:
    file = pptx.Presentation()
    slide = file.slides.add_slide(file.slide_layouts[5])
    slide.shapes.title.text = HEADING
    slide.shapes.add_picture(str(CHART), 0, Inches(1), Inches(8))
    file.slides.add_slide(file.slide_layouts[5]).shapes.title.text = AFTER
    document = patient(made.saved(file), "a.pptx")

    places = [(part.locator, part.ocr) for part in document.parts]
    assert places == [("slide=1", False), ("slide=1;picture=1", True), ("slide=2", False)]


@pytest.mark.usefixtures("tesseract")
def test_a_chart_on_a_sheet_follows_the_sheets_and_hidden_sheets_stay_out() -> None:
    book = openpyxl.Workbook()
    book.active.title = "ผัง"
    book.active["A1"] = HEADING
    book.active.add_image(openpyxl.drawing.image.Image(str(CHART)), "A3")
    hidden = book.create_sheet("เก่า")
    hidden["A1"] = "ซ่อน"
    hidden.sheet_state = "hidden"
    document = patient(made.saved(book), "a.xlsx")

    assert [(part.locator, part.ocr) for part in document.parts] == [
        ("sheet=ผัง", False),
        ("sheet=ผัง;picture=1", True),
    ]
    assert "สำนักปลัด" in document.text.replace(" ", "")


@pytest.mark.usefixtures("tesseract")
def test_the_same_picture_is_read_once() -> None:
    file = docx.Document()
    file.add_paragraph(AFTER)
    for _ in range(3):
        file.add_picture(str(CHART), Cm(15))
    document = patient(made.saved(file))

    assert sum(part.ocr for part in document.parts) == 1


def test_emblems_and_photographs_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a program that could read them nothing is missed: they hold no words to be read."""
    monkeypatch.setenv("PATH", "/nowhere")
    for payload in (word_with_chart(width_cm=3.0), word_with_chart(picture=photograph())):
        document = patient(payload)

        assert not document.ocr
        assert not document.truncated


def test_a_chart_that_cannot_be_read_leaves_the_document_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The words around are there; what the chart says may stand in it."""
    monkeypatch.setenv("PATH", "/nowhere")
    document = patient(word_with_chart())

    assert AFTER in document.text
    assert document.truncated


def test_a_file_of_pictures_says_why_they_were_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    file = docx.Document()
    file.add_picture(str(CHART), Cm(16))
    refused = made.refused(made.saved(file))

    assert refused.reason is GapReason.SCAN_WITHOUT_TEXT
    assert "tesseract is not installed" in refused.detail


@pytest.mark.parametrize(
    ("extract", "payload", "media"),
    [(extract_docx, word_with_chart(), DOCX)],
)
def test_limits_of_the_visit_hold_for_pictures_too(extract, payload: bytes, media: str) -> None:
    """A visit that has no pages left for OCR reads the text and marks the rest as unread."""
    told = made.asked(payload, "a.docx")
    document = extract(payload, **told, options=DocumentOptions(ocr_pages=0))

    assert isinstance(document, Document)
    assert document.truncated
    assert not document.ocr


def test_a_broken_picture_breaks_nothing() -> None:
    reader = PictureReader(DocumentOptions())

    assert reader.read(b"\x89PNG\r\n\x1a\n" + bytes(200)).lines == ()
    assert reader.read(CHART.read_bytes()[:2000]).lines == ()
    assert reader.unread == ""


def test_pictures_beyond_the_limit_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_pictures, "MAX_READ", 0)
    reader = PictureReader(DocumentOptions())
    reader.read(CHART.read_bytes())

    assert reader.unread == "more than 0 pictures need OCR"


def test_pictures_that_come_too_late_are_named() -> None:
    """The process that reads a document has a time limit of its own."""
    reader = PictureReader(DocumentOptions(), seconds=0.0)

    assert reader.read(CHART.read_bytes()).lines == ()
    assert reader.unread == "pictures needed more than 0 s"


def test_photographs_and_drawings_are_told_apart() -> None:
    """A chart and a yellowed scan have few shades; a photograph has many."""
    chart = PIL.Image.open(CHART).convert("L")
    yellowed = chart.point(lambda level: level * 0.8)

    assert is_drawn(chart)
    assert is_drawn(yellowed)
    assert not is_drawn(PIL.Image.open(io.BytesIO(photograph())).convert("L"))


@pytest.mark.parametrize("media", [DOCX, XLSX, PPTX, ODT, ODS, PPT, ODP])
def test_every_office_format_may_need_ocr(media: str) -> None:
    """Its reader is given the limits of the visit, and a result stands as long as OCR is there."""
    assert READERS[media].ocr
    assert "tesseract" in READERS[media].programs


def test_slides_within_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    file = pptx.Presentation()
    file.slides.add_slide(file.slide_layouts[6]).shapes.add_picture(str(CHART), 0, 0, Inches(8))
    payload = made.saved(file)
    result = extract_pptx(payload, **made.asked(payload, "a.pptx"))

    assert not isinstance(result, Document)
    assert result.reason is GapReason.SCAN_WITHOUT_TEXT
