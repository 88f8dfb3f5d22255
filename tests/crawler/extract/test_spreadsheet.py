"""Workbooks: grids with addresses, values as people read them, both calendars, broken files."""

import io
from datetime import date, datetime, time, timedelta

import office_files as made
import pytest
from openpyxl.drawing.image import Image as Picture
from PIL import Image

from checks.api import quote_text
from crawler.extract.cell_values import cell_text
from crawler.extract.spreadsheet import MAX_COLUMNS
from crawler.records import GapReason, TextPart


def test_each_sheet_is_a_part_with_a_grid_and_cells_have_addresses() -> None:
    """A quote of a cell names its sheet and its cell, also where the data start further in."""
    book = made.workbook({"ต.ค. 68": [], "พ.ย. 68": [["รายการ", "จำนวน"], ["ค่าไฟฟ้า", 815.25]]})
    sheet = book["ต.ค. 68"]
    for row, values in enumerate([["ลำดับ", "รายการ"], [1, "ค่าวัสดุสำนักงาน"]], start=3):
        for column, value in enumerate(values, start=2):
            sheet.cell(row, column, value)
    document = made.document(made.saved(book), "a.xlsx")

    assert document.text == (
        "ต.ค. 68\nลำดับ\tรายการ\n1\tค่าวัสดุสำนักงาน\nพ.ย. 68\nรายการ\tจำนวน\nค่าไฟฟ้า\t815.25\n"
    )
    assert [table.heading for table in document.tables] == ["ต.ค. 68", "พ.ย. 68"]
    assert [table.origin for table in document.tables] == ["B3", "A1"]
    at = document.text.index("ค่าวัสดุ")
    quote = quote_text(document, at, at + len("ค่าวัสดุสำนักงาน"))
    assert quote.locator == "sheet=ต.ค. 68!C4"
    assert document.locator_at(document.text.index("815.25")) == "sheet=พ.ย. 68!B2"
    assert document.locator_at(0) == "sheet=ต.ค. 68"
    cell = document.tables[0].rows[1][1]
    assert document.text[cell.start : cell.end] == cell.text == "ค่าวัสดุสำนักงาน"


def test_merged_cells_stand_at_each_place_and_once_in_the_text() -> None:
    """The words of a merged cell are written once; the grid repeats the cell."""
    rows = [["รายงานงบประมาณ", None, None], ["กอง", "แผน", "ผล"], [None, 1, 2]]
    book = made.workbook({"Sheet1": rows})
    book["Sheet1"].merge_cells("A1:C1")
    book["Sheet1"].merge_cells("A2:A3")
    document = made.document(made.saved(book))

    assert document.text == "รายงานงบประมาณ\nกอง\tแผน\tผล\n1\t2\n"
    assert document.title == "รายงานงบประมาณ"
    texts = [[cell.text for cell in row] for row in document.tables[0].rows]
    assert texts == [["รายงานงบประมาณ"] * 3, ["กอง", "แผน", "ผล"], ["กอง", "1", "2"]]
    assert document.tables[0].rows[2][0] == document.tables[0].rows[1][0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234.5, "1234.5"),
        (20000.0, "20000"),
        (0.1 + 0.2, "0.3"),
        (1e21, "1000000000000000000000"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (float("nan"), ""),
        (7, "7"),
        (True, "TRUE"),
        (None, ""),
        ("๑๒๓", "๑๒๓"),
        (date(2025, 10, 1), "1/10/2568"),
        (date(2568, 10, 1), "1/10/2568"),
        (datetime.fromisoformat("2025-10-01T08:30"), "1/10/2568 08:30"),
        (datetime.fromisoformat("2025-10-01"), "1/10/2568"),
        (time(8, 30, 5), "08:30:05"),
        (timedelta(hours=26, minutes=5), "26:05"),
    ],
)
def test_values_read_as_people_see_them(value: object, text: str) -> None:
    """No binary noise, no ".0", Buddhist years whichever calendar the file keeps."""
    assert cell_text(value) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (1234567, "#,##0", "1,234,567"),
        (0.855, "0%", "86%"),
        (0.8555, "0.00%", "85.55%"),
        (0.125, "0.00", "0.13"),
        (812345678, "0000000000", "0812345678"),
        (1234.5, '_-* #,##0.00_-;\\-* #,##0.00_-;_-* "-"??_-;_-@_-', "1,234.50"),
        (-1234.5, '_-* #,##0.00_-;\\-* #,##0.00_-;_-* "-"??_-;_-@_-', "-1,234.50"),
        (0, '_-* #,##0.00_-;\\-* #,##0.00_-;_-* "-"??_-;_-@_-', "-"),
        (-5, "#,##0;(#,##0)", "-5"),
        (2568, "t0", "๒๕๖๘"),
        (1234.5, "[$-D00041E]#,##0.00", "๑,๒๓๔.๕๐"),
        (1500, '#,##0 "บาท"', "1,500"),
        (1.5, "0.##", "1.5"),
        (2, "0.##", "2"),
        (45, "General", "45"),
        (45, "[Red]@", "45"),
        (1e300, "#,##0", "1" + "0" * 300),
        (7, ";;;", "7"),
    ],
)
def test_numbers_wear_their_format(value: float, code: str, text: str) -> None:
    """Separators, decimals, percent, leading zeros, Thai digits, a dash for nothing."""
    assert cell_text(value, code) == text


def test_formats_of_a_workbook_reach_its_text() -> None:
    """The styles part is read beside the values."""
    book = made.workbook({"Sheet1": [["งบประมาณ", 1234.5], ["ร้อยละ", 0.92], ["เมื่อ", None]]})
    sheet = book["Sheet1"]
    sheet["B1"].number_format = "#,##0.00"
    sheet["B2"].number_format = "0%"
    sheet["B3"] = date(2025, 10, 1)
    document = made.document(made.saved(book))

    assert document.text == "งบประมาณ\t1,234.50\nร้อยละ\t92%\nเมื่อ\t1/10/2568\n"


def test_hidden_sheets_are_left_out_and_empty_ones_say_nothing() -> None:
    """What nobody sees is no content; an empty workbook is read and holds nothing."""
    book = made.workbook({"Sheet1": [["เปิดเผย"]], "ลับ": [["ซ่อน"]], "เปล่า": []})
    book["ลับ"].sheet_state = "hidden"
    document = made.document(made.saved(book))

    assert document.text == "เปิดเผย\n"
    assert made.document(made.saved(made.workbook({"Sheet1": []}))).text == ""


def test_links_of_cells_are_kept_with_their_row() -> None:
    """A list of answers with a link per row can be followed."""
    book = made.workbook({"OIT": [["O1", "โครงสร้าง", "เปิด"], ["O2", "ผู้บริหาร", "เปิด"]]})
    book["OIT"]["C1"].hyperlink = "https://www.ban-sommut.example/o1"
    book["OIT"]["C2"].hyperlink = "mailto:a@ban-sommut.example"
    document = made.document(made.saved(book))

    assert [(link.url, link.text, link.row_text, link.row) for link in document.links] == [
        ("https://www.ban-sommut.example/o1", "เปิด", "O1 โครงสร้าง", 0)
    ]


@pytest.mark.parametrize("name", ["budget.xls", "budget.ods"])
def test_older_and_open_workbooks_read_alike(name: str) -> None:
    """XLS and ODS give the same text as XLSX, whatever the address calls them."""
    document = made.document(made.sample(name), "รายงาน.pdf", "application/pdf")

    assert (
        "รายการ\tวันที่\tจำนวนเงิน\nค่าวัสดุ\t15/10/2568\t1234.5\nค่าจ้าง\t31/10/2568\t20000"
        in document.text
    )
    assert [part.locator for part in document.parts] == ["sheet=ต.ค. 68", "sheet=พ.ย. 68"]
    assert isinstance(document.part_at(0), TextPart)


def test_a_workbook_behind_a_password_says_so() -> None:
    """An encrypted package is an OLE file whatever its name says."""
    result = made.refused(made.sample("locked-budget.xlsx"), "budget.xlsx")

    assert (result.reason, result.detail) == (
        GapReason.UNREADABLE_DOCUMENT,
        "protected by a password",
    )


def test_older_and_open_workbooks_behind_a_password_say_so() -> None:
    """A record at the start of the one, the manifest of the other."""
    payload = bytearray(made.sample("budget.xls"))
    first = payload.index(b"\x09\x08\x10\x00")
    after = first + 4 + 16
    payload[after : after + 2] = b"\x2f\x00"
    manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>"
    locked = made.replaced(made.sample("budget.ods"), {"META-INF/manifest.xml": manifest})

    assert made.refused(bytes(payload), "a.xls").detail == "protected by a password"
    assert made.refused(locked, "a.ods").detail == "protected by a password"


def test_ten_thousand_columns_are_cut() -> None:
    """A sheet wider or longer than the caps is read as far as they go, and marked."""
    document = made.document(made.saved(made.workbook({"Sheet1": [range(10_000), ["ท้าย"]]})))

    assert document.truncated
    assert len(document.tables[0].rows[0]) == MAX_COLUMNS
    assert "ท้าย" in document.text


def test_long_empty_stretches_part_tables_and_keep_addresses() -> None:
    """Two lists on one sheet are two tables; the second knows its own rows."""
    book = made.workbook({"Sheet1": [["ก"], ["1"]]})
    book["Sheet1"]["A40"] = "ข"
    document = made.document(made.saved(book))

    assert [table.origin for table in document.tables] == ["A1", "A40"]
    assert document.locator_at(document.text.index("ข")) == "sheet=Sheet1!A40"


def test_pictures_alone_are_a_scan() -> None:
    """A sheet that only shows a picture is unread, not empty."""
    picture = io.BytesIO()
    Image.new("RGB", (40, 40)).save(picture, "PNG")
    book = made.workbook({"Sheet1": []})
    book["Sheet1"].add_image(Picture(picture))

    assert made.refused(made.saved(book)).reason is GapReason.SCAN_WITHOUT_TEXT
