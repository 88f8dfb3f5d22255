"""Presentations by slide; text and CSV in the charset that their bytes are in."""

import io
import zipfile

import office_files as made
import pptx
import pytest
from PIL import Image
from pptx.util import Inches

from crawler.records import GapReason


def test_each_shown_slide_is_a_part() -> None:
    """Titles are headings, tables grids with merged cells, links kept, hidden slides left out."""
    file = pptx.Presentation()
    first = file.slides.add_slide(file.slide_layouts[5])
    first.shapes.title.text = "นโยบายไม่รับของขวัญ"
    box = first.shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame
    box.text = "องค์การบริหารส่วนตำบลบ้านสมมติ"
    run = box.add_paragraph().add_run()
    run.text, run.hyperlink.address = "อ่านต่อ", "https://www.ban-sommut.example/n"
    grid = first.shapes.add_table(2, 2, 0, 0, Inches(2), Inches(1)).table
    grid.cell(0, 0).merge(grid.cell(0, 1))
    for down, right, text in ((0, 0, "สรุป"), (1, 0, "ก"), (1, 1, "ข")):
        grid.cell(down, right).text = text
    hidden = file.slides.add_slide(file.slide_layouts[5])
    hidden.shapes.title.text = "ซ่อน"
    hidden.element.set("show", "0")
    file.slides.add_slide(file.slide_layouts[5]).shapes.title.text = "สไลด์สาม"
    document = made.document(made.saved(file), "a.pptx")

    assert document.text == (
        "นโยบายไม่รับของขวัญ\nองค์การบริหารส่วนตำบลบ้านสมมติ\nอ่านต่อ\nสรุป\nก\tข\nสไลด์สาม\n"
    )
    assert [part.locator for part in document.parts] == ["slide=1", "slide=3"]
    assert [link.url for link in document.links] == ["https://www.ban-sommut.example/n"]
    assert [cell.text for cell in document.tables[0].rows[0]] == ["สรุป", "สรุป"]
    assert document.title == "นโยบายไม่รับของขวัญ"


def test_a_slide_show_is_read_as_a_presentation() -> None:
    """Files that open as a show differ in the type of their main part only."""
    file = pptx.Presentation()
    slide = file.slides.add_slide(file.slide_layouts[6])
    slide.shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame.text = "ประกาศเจตนารมณ์"
    payload = made.saved(file)
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        types = archive.read(made.CONTENT_TYPES).replace(
            b"presentationml.presentation.main", b"presentationml.slideshow.main"
        )
    document = made.document(made.replaced(payload, {made.CONTENT_TYPES: types}), "a.ppsx")

    assert document.text == "ประกาศเจตนารมณ์\n"


def test_slides_of_pictures_are_a_scan() -> None:
    """Pictures without words are unread, not empty."""
    picture = io.BytesIO()
    Image.new("RGB", (50, 50)).save(picture, "PNG")
    file = pptx.Presentation()
    file.slides.add_slide(file.slide_layouts[6]).shapes.add_picture(picture, 0, 0)

    assert made.refused(made.saved(file)).reason is GapReason.SCAN_WITHOUT_TEXT


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_text_in_any_charset(codec: str) -> None:
    """The same lines whatever charset holds them."""
    text = "ประกาศองค์การบริหารส่วนตำบลบ้านสมมติ\r\n\r\nเรื่อง นโยบายไม่รับของขวัญ\r\n" * 4
    document = made.document(text.encode(codec), "a.txt", "text/plain")

    assert document.text.splitlines()[:2] == [
        "ประกาศองค์การบริหารส่วนตำบลบ้านสมมติ",
        "เรื่อง นโยบายไม่รับของขวัญ",
    ]
    assert document.title == "ประกาศองค์การบริหารส่วนตำบลบ้านสมมติ"


def test_separated_values_are_a_table() -> None:
    """Quoted commas stay in their cell; a list with tabs is one too."""
    text = 'ลำดับ,โครงการ,งบประมาณ\n1,"จัดซื้อ, จัดจ้าง","1,234.50"\n'
    for payload, name in ((text, "a.csv"), ("ก\tข\n1\t2\n", "a.xls")):
        document = made.document(payload.encode(), name)
        assert len(document.tables) == 1
    cells = made.document(text.encode("cp874"), "a.csv").tables[0].rows[1]
    assert [cell.text for cell in cells] == ["1", "จัดซื้อ, จัดจ้าง", "1,234.50"]


def test_a_page_saved_as_a_workbook_is_read_as_the_page_it_is() -> None:
    """Many systems export HTML under an Excel name."""
    payload = (
        "<table><tr><th>ลำดับ</th><th>ชื่อ</th></tr><tr><td>1</td><td>ก</td></tr></table>".encode()
    )
    document = made.document(payload, "export.xls", "application/vnd.ms-excel")

    assert document.extractor == "html"
    assert [cell.text for cell in document.tables[0].rows[1]] == ["1", "ก"]
