"""Every format that agencies put behind a link: read, or refused by the name of its type.

Names and headers lie as they do on real sites: an "export to Excel" is a web page or a text, a
.doc is rich text or a saved page. Only the bytes decide.
"""

import asyncio
import base64
import io
import shutil
import zipfile
from collections.abc import AsyncIterator

import office_files as made
import pytest
import pytest_asyncio

from crawler.extract.pool import ReaderPool
from crawler.records import Document, GapReason, Unreadable

CEILING_S = 240
ROWS = [
    ["ลำดับ", "รายการ", "วงเงิน (บาท)"],
    ["1", "จัดซื้อวัสดุสำนักงาน", "24,580.00"],
    ["2", "จ้างเหมาบริการ", "9,000.00"],
]
MARKUP = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
PAGE = f"<html><head><meta charset='windows-874'></head><body><table>{MARKUP}</table></body></html>"
VALUES = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in ROWS)
TABBED = "\r\n".join("\t".join(row) for row in ROWS)
BASE64_PAGE = base64.encodebytes(PAGE.encode("cp874")).decode()
SAVED = (
    "From: <Saved by Blink>\r\nSubject: =?utf-8?B?4Liq4Lij4Li44Lib?=\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x"\r\n\r\n'
    "----x\r\nContent-Type: text/html; charset=windows-874\r\nContent-Transfer-Encoding: base64\r\n"
    f"Content-Location: https://www.ban-sommut.example/list\r\n\r\n{BASE64_PAGE}\r\n"
    "----x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n"
    "----x--\r\n"
)
SHEET = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook '
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="ต.ค. 67"><Table>'
    + "".join(
        "<Row>"
        + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row)
        + "</Row>"
        for row in ROWS
    )
    + "</Table></Worksheet></Workbook>"
)
UTF_16 = VALUES.encode("utf-16")


def book() -> bytes:
    return made.saved(made.workbook({"Sheet1": ROWS}))


def with_macros() -> bytes:
    """The workbook as a program saves one with macros, a part of code beside the sheets."""
    payload = book()
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        types = archive.read(made.CONTENT_TYPES)
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = types.replace(plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    return made.replaced(payload, {made.CONTENT_TYPES: types, "xl/vbaProject.bin": b"\xd0\xcf"})


READ = {
    "export.xls": (PAGE.encode("cp874"), "application/vnd.ms-excel", "html"),
    "export.xlsx": (PAGE.encode("utf-16"), "application/octet-stream", "html"),
    "report.doc": (f"<table>{MARKUP}</table>".encode(), "application/msword", "html"),
    "values.csv": (VALUES.encode("cp874"), "text/csv", "text"),
    "values.xls": (VALUES.encode(), "application/vnd.ms-excel", "text"),
    "download.php": (TABBED.encode("cp874"), "application/octet-stream", "text"),
    "unicode.csv": (UTF_16, "text/csv", "text"),
    "unicode.txt": (TABBED.encode("utf-16"), "text/plain", "text"),
    "saved.mht": (SAVED.encode(), "", "mail"),
    "saved.doc": (SAVED.encode(), "application/msword", "mail"),
    "report.xml": (SHEET.encode(), "text/xml", "sheet-xml"),
    "old.xls": (SHEET.encode("utf-16"), "application/vnd.ms-excel", "sheet-xml"),
    "list.xlsm": (with_macros(), "", "spreadsheet"),
    "list.pdf": (book(), "application/pdf", "spreadsheet"),
}
ODP = made.zipped(
    {
        "mimetype": b"application/vnd.oasis.opendocument.presentation",
        "content.xml": b"<x/>",
    },
    zipfile.ZIP_STORED,
)
PPT = made.sample("plan.doc").replace(
    "WordDocument".encode("utf-16-le"), "PowerPoint D".encode("utf-16-le")
)
PASSWORD = "protected by a password"
REFUSED = {
    "plan.odp": (
        ODP,
        "soffice could not read the file"
        if shutil.which("soffice")
        else "opendocument.presentation",
        GapReason.UNREADABLE_DOCUMENT if shutil.which("soffice") else GapReason.UNSUPPORTED_FORMAT,
    ),
    "clip.mp4": (b"\x00\x00\x00\x20ftypisom" + bytes(64), "video/mp4", None),
    "flip.swf": (b"CWS\x09" + bytes(64), "application/x-shockwave-flash", None),
    "plan.ps": (b"%!PS-Adobe-3.0\n", "application/postscript", None),
    "old.gz": (b"\x1f\x8b\x08" + bytes(64), "application/gzip", None),
    "chart.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", None),
    "data.json": (b'{"a": 1}', "application/json", None),
    "list.xml": (b"<?xml version='1.0'?><list><a/></list>", "application/xml", None),
    "noise.docx": (bytes(range(256)) * 8, "application/octet-stream", None),
    "zero.pdf": (b"", "an empty file", None),
    "locked.docx": (made.sample("locked-budget.xlsx"), PASSWORD, GapReason.UNREADABLE_DOCUMENT),
    "nothing.eml": (b"MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nx", "mail", None),
    "doctype.xls": (
        SHEET.replace("<Workbook", "<!DOCTYPE x [<!ENTITY a 'b'>]><Workbook", 1).encode(),
        "document type definition",
        GapReason.UNREADABLE_DOCUMENT,
    ),
}


@pytest_asyncio.fixture
async def pool() -> AsyncIterator[ReaderPool]:
    async with asyncio.timeout(CEILING_S), ReaderPool(size=1) as readers:
        yield readers


@pytest.mark.parametrize("name", READ)
async def test_tables_are_read_whatever_they_are_called(pool: ReaderPool, name: str) -> None:
    """The same three rows come out of every format."""
    payload, declared, extractor = READ[name]
    result = await pool.read(payload, **made.asked(payload, name, declared))

    assert isinstance(result, Document), result
    assert result.extractor == extractor
    assert [[cell.text for cell in row] for row in result.tables[0].rows] == ROWS
    assert not result.truncated


@pytest.mark.parametrize("name", REFUSED)
async def test_what_is_not_read_is_named(pool: ReaderPool, name: str) -> None:
    """The reason says which type the bytes are, or what keeps it shut; never an empty document."""
    payload, named, reason = REFUSED[name]
    result = await pool.read(payload, **made.asked(payload, name))

    assert isinstance(result, Unreadable), result.text[:100]
    assert named in result.detail
    assert result.reason is (reason or GapReason.UNSUPPORTED_FORMAT)


def test_a_title_above_the_values_does_not_hide_the_table() -> None:
    """The first row of many exports is a title in one cell; it titles the document."""
    payload = f"สรุปผลการจัดซื้อจัดจ้าง เดือนตุลาคม 2567,,\r\n{VALUES}".encode("utf-8-sig")
    document = made.document(payload, "values.csv", "text/csv")

    assert [[cell.text for cell in row] for row in document.tables[0].rows[1:]] == ROWS
    assert document.title == "สรุปผลการจัดซื้อจัดจ้าง เดือนตุลาคม 2567"


def test_a_letter_with_commas_stays_text() -> None:
    """Running text has commas too."""
    payload = "เรียน ท่านนายก, ปลัด, ผู้อำนวยการ\nขอเชิญประชุม, ณ ห้องประชุม\nลงชื่อ, ก, ข, ค".encode()

    assert made.document(payload, "letter.txt").tables == ()


def test_a_mail_keeps_its_subject_and_marks_files_that_came_with_it() -> None:
    """The words are read; what is attached was not, and may hold the answer."""
    payload = (
        "Return-Path: <a@sommut.example>\r\nSubject: =?utf-8?B?"
        + base64.b64encode("แจ้งมาตรการ".encode()).decode()
        + "?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\nเรียน ผู้เกี่ยวข้อง\r\n--q\r\n"
        "Content-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\n%PDF-\r\n--q--\r\n"
    ).encode()
    document = made.document(payload, "notice.eml")

    assert document.text == "เรียน ผู้เกี่ยวข้อง\n"
    assert document.truncated
    assert document.title == "แจ้งมาตรการ"


def test_merged_and_dated_cells_of_a_sheet_in_xml() -> None:
    """Merged cells at every place, gaps kept, dates Buddhist, hidden sheets left out."""
    head = SHEET[: SHEET.index("<Worksheet")].replace(
        "<Workbook", '<Workbook xmlns:x="urn:schemas-microsoft-com:office:excel"', 1
    )
    payload = (
        f'{head}<Worksheet ss:Name="ก"><Table>'
        '<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">ชื่อเรื่อง</Data></Cell></Row>'
        '<Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="Number">1</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="DateTime">2024-10-04T00:00:00.000</Data></Cell></Row>'
        '<Row><Cell><Data ss:Type="Number">24580.5</Data></Cell></Row></Table></Worksheet>'
        '<Worksheet ss:Name="ลับ"><Table><Row><Cell><Data ss:Type="String">ซ่อน</Data></Cell></Row>'
        "</Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
        "</Worksheet></Workbook>"
    ).encode()
    document = made.document(payload, "a.xls")

    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [
        ["ชื่อเรื่อง"] * 3,
        ["", "", ""],
        ["1", "", "4/10/2567"],
        ["1", "24580.5", ""],
    ]
    assert "ซ่อน" not in document.text
    assert document.title == "ชื่อเรื่อง"
