"""An agency whose six monthly lists of procurement are six kinds of file, audited whole.

Systems export "Excel" as web pages, values or XML, "Word" as saved pages; the verdict is that of
the content, whatever the files are called.
"""

import base64
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import agencies
import docx
import office_files as made
import pytest

from oitwatch.static_site import serve

HOST = "www.saithan.go.th"
ITEM = "O11"
HEADS = (
    "ลำดับที่", "งานที่จัดซื้อหรือจัดจ้าง", "วงเงินที่จะซื้อหรือจ้าง", "ราคากลาง", "วิธีซื้อหรือจ้าง",
    "รายชื่อผู้เสนอราคาและราคาที่เสนอ", "ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง",
    "เหตุผลที่คัดเลือกโดยสรุป", "เลขที่และวันที่ของสัญญาหรือข้อตกลง",
)  # fmt: skip
MONTHS = (
    ("ตุลาคม", 2568, "ต.ค."), ("พฤศจิกายน", 2568, "พ.ย."), ("ธันวาคม", 2568, "ธ.ค."),
    ("มกราคม", 2569, "ม.ค."), ("กุมภาพันธ์", 2569, "ก.พ."), ("มีนาคม", 2569, "มี.ค."),
)  # fmt: skip
Rows = list[list[str]]


def rows(month: int) -> Rows:
    """Form SKR.1 of a month: titles in rows of one cell, a head, two purchases."""
    name, year, short = MONTHS[month]
    shop = ("ร้านสายธารพาณิชย์ 24,580.00", "ห้างหุ้นส่วนจำกัด สายน้ำ 18,900.00")
    bought = [
        [
            str(number), f"จัดซื้อวัสดุสำนักงาน รายการที่ {number}", shop[number - 1].split()[-1],
            shop[number - 1].split()[-1], "เฉพาะเจาะจง", shop[number - 1], shop[number - 1],
            "ราคาไม่เกินวงเงิน", f"{2 * month + number}/2569 ลว. {3 + number} {short} {year}",
        ]
        for number in (1, 2)
    ]  # fmt: skip
    title = f"สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน {name} {year}"
    return [["แบบ สขร.1"], [title], ["องค์การบริหารส่วนตำบลสายธาร"], list(HEADS), *bought]


def web_page(table: Rows) -> bytes:
    """A page of one table in windows-874, as report systems send it under the name .xls."""
    cells = "".join(
        "<tr>" + "".join(f"<td colspan={10 - len(row)}>{cell}</td>" for cell in row) + "</tr>"
        if len(row) == 1
        else "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
        for row in table
    )
    head = "<head><meta http-equiv=Content-Type content='text/html; charset=windows-874'></head>"
    return f"<html>{head}<body><table border=1>{cells}</table></body></html>".encode("cp874")


def values(table: Rows) -> bytes:
    """Values separated by commas, in windows-874."""
    wide = [row + [""] * (len(HEADS) - len(row)) for row in table]
    return "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in wide).encode("cp874")


def workbook(table: Rows) -> bytes:
    """A workbook with merged titles."""
    book = made.workbook({"Sheet1": table})
    for number, row in enumerate(table, start=1):
        if len(row) == 1:
            book["Sheet1"].merge_cells(
                start_row=number, end_row=number, start_column=1, end_column=len(HEADS)
            )
    return made.saved(book)


def word(table: Rows) -> bytes:
    """A Word file: centred titles and a table."""
    file = docx.Document()
    titles = [row[0] for row in table if len(row) == 1]
    for title in titles:
        file.add_paragraph(title).alignment = 1
    grid = file.add_table(0, len(HEADS))
    for row in table[len(titles) :]:
        for cell, words in zip(grid.add_row().cells, row, strict=True):
            cell.text = words
    return made.saved(file)


def sheet_in_xml(table: Rows) -> bytes:
    """The spreadsheet format of Excel 2003."""
    namespace = "urn:schemas-microsoft-com:office:spreadsheet"
    body = "".join(
        "<Row>"
        + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row)
        + "</Row>"
        for row in table
    )
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{namespace}" xmlns:ss="{namespace}">'
        f'<Worksheet ss:Name="Sheet1"><Table>{body}</Table></Worksheet></Workbook>'
    ).encode()


def saved_page(table: Rows) -> bytes:
    """A page kept as one file, as "Save as Word" of some systems makes it."""
    return (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: text/html; charset=windows-874\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(web_page(table))
        + b"\r\n--b--\r\n"
    )


FILES: Mapping[str, Callable[[Rows], bytes]] = {
    "m10.xls": web_page,
    "m11.csv": values,
    "m12.xlsx": workbook,
    "m01.docx": word,
    "m02.xls": sheet_in_xml,
    "m03.doc": saved_page,
}


def build(site: Path) -> None:
    """Write the site: a page of links, a month each."""
    menu = (
        '<nav><ul><li><a href="/">หน้าแรก</a></li><li><a href="/buy.html">'
        "สรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุรายเดือน</a></li></ul></nav>"
    )
    links = "".join(
        f'<li><a href="/f/{name}">ประจำเดือน {month} {year}</a></li>'
        for name, (month, year, _) in zip(FILES, MONTHS, strict=True)
    )
    heading = "สรุปผลการจัดซื้อจัดจ้างรายเดือน ประจำปีงบประมาณ พ.ศ. 2569"
    bodies = {
        "index.html": "<h1>องค์การบริหารส่วนตำบลสายธาร</h1>",
        "buy.html": f"<h1>{heading}</h1><ul>{links}</ul>",
    }
    (site / "f").mkdir(parents=True)
    for name, body in bodies.items():
        (site / name).write_text(
            "<!doctype html><html lang=th><head><meta charset=utf-8><title>องค์การบริหารส่วนตำบลสายธาร"
            f"</title></head><body>{menu}<main>{body}</main></body></html>",
            encoding="utf-8",
        )
    for month, (name, write) in enumerate(FILES.items()):
        (site / "f" / name).write_bytes(write(rows(month)))


def audited(folder: Path) -> dict[str, Any]:
    """The item of the monthly lists."""
    with serve(folder / "site") as (address, port):
        finished = agencies.run_command(
            "audit",
            f"http://{HOST}/",
            *("--connect-to", f"{HOST}={address}:{port}", "--item", ITEM),
            *("--year", "2569", "--as-of", "2026-05-20", "--agency-type", "sao"),
            *("--format", "json"),
            home=folder / "home",
        )
    assert finished.stdout, finished.stderr
    items = json.loads(finished.stdout)["items"]
    found: dict[str, Any] = next(item for item in items if item["item_code"] == ITEM)
    return found


def outcomes(item: dict[str, Any]) -> dict[str, tuple[str, str | None]]:
    """Outcome and reason of each component."""
    return {one["component_id"]: (one["outcome"], one["reason"]) for one in item["components"]}


def test_six_months_in_six_formats_are_read(tmp_path: Path) -> None:
    """Every month and field is found, each in a file of another kind."""
    build(tmp_path / "site")
    item = audited(tmp_path)

    assert item["outcome"] == "passed", outcomes(item)
    for part in ("item_bought", "amount", "method", "winner", "contract", "by_month", "period"):
        assert outcomes(item)[part][0] == "passed", part


@pytest.mark.parametrize(
    ("payload", "told"),
    [
        (b"CWS\x09" + bytes(200), ("cantTell", "unsupported_format")),
        (web_page(rows(0)), ("failed", "incomplete")),
    ],
)
def test_a_month_that_is_not_read_is_open_and_one_that_is_another_fails(
    tmp_path: Path, payload: bytes, told: tuple[str, str]
) -> None:
    """A file that nothing reads may hold the month; one that holds another month does not."""
    build(tmp_path / "site")
    (tmp_path / "site" / "f" / "m03.doc").write_bytes(payload)
    item = audited(tmp_path)

    assert outcomes(item)["period"] == told
