"""Makes the files of the case folders anew: ``python tests/support/make_case_documents.py``.

Workbooks, text documents, prints and archives with invented content. The files are committed; this
is run by hand when a case changes.
"""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import typst

CASES = Path(__file__).parent.parent / "checks"
Rows = Sequence[Sequence[Any]]

_HEADS = (
    "ลำดับ", "งานที่จัดซื้อหรือจัดจ้าง", "วงเงินที่จะซื้อหรือจ้าง", "ราคากลาง", "วิธีซื้อหรือจ้าง",
    "รายชื่อผู้เสนอราคาและราคาที่เสนอ", "ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง",
    "เหตุผลที่คัดเลือกโดยสรุป", "เลขที่และวันที่ของสัญญาหรือข้อตกลง",
)  # fmt: skip
_MONTHS = (
    ("ตุลาคม", 2568, "ต.ค."), ("พฤศจิกายน", 2568, "พ.ย."), ("ธันวาคม", 2568, "ธ.ค."),
    ("มกราคม", 2569, "ม.ค."), ("กุมภาพันธ์", 2569, "ก.พ."), ("มีนาคม", 2569, "มี.ค."),
)  # fmt: skip
_BOUGHT = (
    ("ซื้อวัสดุสำนักงาน", 12500, "ร้านทรายทองเครื่องเขียน"),
    ("จ้างซ่อมเครื่องสูบน้ำ", 48300, "ห้างหุ้นส่วนจำกัด ภูผาการช่าง"),
)


def _orders(month: int) -> list[list[Any]]:
    """The purchases of one month, in the columns of form SKR.1."""
    name, year, short = _MONTHS[month]
    rows: list[list[Any]] = []
    for number, (what, price, shop) in enumerate(_BOUGHT, start=1):
        rows.append(
            [
                number, f"{what}ประจำเดือน{name}", f"{price:,}.00", f"{price:,}.00", "เฉพาะเจาะจง",
                f"{shop} {price:,}.00 บาท", f"{shop} {price:,}.00 บาท", "ราคาไม่เกินวงเงิน",
                f"{month * 2 + number}/2569 ลว. {3 + number} {short} {year}",
            ]
        )  # fmt: skip
    return rows


def _month_sheet(month: int, *, heads: Sequence[str] = _HEADS) -> list[list[Any]]:
    name, year, _ = _MONTHS[month]
    keep = [number for number, head in enumerate(_HEADS) if head in heads]
    title = f"สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน {name} {year}"
    return [
        ["แบบ สขร.1"],
        [title],
        ["องค์การบริหารส่วนตำบลทรายทอง"],
        list(heads),
        *([row[number] for number in keep] for row in _orders(month)),
    ]


def workbook(sheets: Mapping[str, Rows], *, merged_titles: bool = True) -> bytes:
    """An Excel workbook of rows per sheet; rows of one cell are titles over all columns."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        wide = max(len(row) for row in rows)
        for number, row in enumerate(rows, start=1):
            sheet.append(list(row))
            if merged_titles and len(row) == 1 and wide > 1:
                sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=wide)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _quoted(words: object) -> str:
    return '"' + str(words).replace("\\", "\\\\").replace('"', '\\"') + '"'


def printed(*blocks: str | Rows, landscape: bool = False) -> bytes:
    """A PDF of headings (``# ``), paragraphs and tables whose first row is the head."""
    flip = "true" if landscape else "false"
    pieces = [
        f'#set page(paper: "a4", flipped: {flip}, margin: 2cm, numbering: "1")\n'
        '#set text(font: "Laksaman", size: 13pt, lang: "th")\n'
    ]
    for block in blocks:
        if not isinstance(block, str):
            cells = " ".join(f"text(size: 10pt, {_quoted(cell)})," for row in block for cell in row)
            pieces.append(f"#table(columns: {len(block[0])}, stroke: 0.5pt, {cells})\n\n")
        elif block.startswith("# "):
            words = _quoted(block[2:])
            pieces.append(f"#align(center, text(size: 16pt, {words}))\n\n")
        else:
            pieces.append(f"#{_quoted(block)}\n\n")
    result: bytes = typst.compile("".join(pieces).encode(), pdf_tags=False)
    return result


def locked(payload: bytes) -> bytes:
    """The same PDF, closed by a password."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(payload))
    writer.encrypt("ความลับ", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def text_document(*blocks: str | Rows) -> bytes:
    """A Word document of headings (``# ``), paragraphs and tables."""
    document = docx.Document()
    for block in blocks:
        if not isinstance(block, str):
            table = document.add_table(rows=0, cols=len(block[0]))
            table.style = "Table Grid"
            for row in block:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = str(words)
        elif block.startswith("# "):
            document.add_heading(block[2:], level=1)
        else:
            document.add_paragraph(block)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, payload in files.items():
            packed.writestr(name, payload)
    return buffer.getvalue()


def _months_in_one(months: Sequence[int]) -> list[list[Any]]:
    rows: list[list[Any]] = [["สรุปผลการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2569"], list(_HEADS)]
    for month in months:
        name, year, _ = _MONTHS[month]
        rows += [[f"เดือน {name} {year}"], *_orders(month)]
    return rows


def _summary_print(months: Sequence[int]) -> bytes:
    blocks: list[str | Rows] = []
    for month in months:
        sheet = _month_sheet(month)
        blocks += [f"# {sheet[1][0]}", sheet[3:5]]  # one purchase a month keeps the file small
    return printed(*blocks, landscape=True)


def _sheets(months: Sequence[int], **options: Any) -> dict[str, Rows]:
    return {f"{_MONTHS[m][2]}{_MONTHS[m][1] % 100}": _month_sheet(m, **options) for m in months}


def _report(year: int) -> list[str | Rows]:
    return [
        f"# รายงานผลการดำเนินงานประจำปี งบประมาณ พ.ศ. {year}",
        "องค์การบริหารส่วนตำบลทรายทอง",
        f"ระหว่างวันที่ 1 ตุลาคม {year - 1} ถึงวันที่ 30 กันยายน {year}",
        [
            ["โครงการ", "ผลการดำเนินงาน", "งบประมาณที่ตั้งไว้", "งบที่ใช้", "ปัญหาอุปสรรค"],
            ["ปรับปรุงถนนสายบ้านเนินทราย", "แล้วเสร็จ ระยะทาง 850 เมตร", "420,000", "398,500", "ฝนตกชุก"],
            ["ส่งเสริมอาชีพผู้สูงอายุ", "ผู้เข้าร่วม 64 คน", "35,000", "31,200", "สถานที่คับแคบ"],
        ],
        "ข้อเสนอแนะ: ควรเริ่มงานก่อสร้างก่อนฤดูฝน",
    ]


def _titled(year: int, below: str) -> list[str | Rows]:
    """The report of a year with another line below its title, and nothing else that dates it."""
    title, agency, _, *rest = _report(year)
    return [title, below, agency, *rest]


_PLAN: list[str | Rows] = [
    "# แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566 - 2570",
    "องค์การบริหารส่วนตำบลทรายทอง",
    [
        ["โครงการ/กิจกรรม", "งบประมาณ (บาท)", "ระยะเวลาดำเนินการ"],
        ["อบรมจริยธรรมพนักงาน", "20,000", "ม.ค. - มี.ค. 2569"],
        ["ประชาคมรับฟังเรื่องร้องเรียน", "8,000", "เม.ย. 2569"],
    ],
]
_RISKS: list[str | Rows] = [
    "# การประเมินความเสี่ยงการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๖๙",
    "องค์การบริหารส่วนตำบลทรายทอง",
    [
        ["ลำดับ", "เหตุการณ์ความเสี่ยง", "ระดับความเสี่ยง", "มาตรการควบคุม"],
        ["๑", "เรียกรับผลประโยชน์ในการอนุญาตก่อสร้าง", "สูง", "ยื่นคำขอผ่านระบบเท่านั้น"],
        ["๒", "เบิกค่าเดินทางโดยไม่ได้ไปจริง", "ปานกลาง", "แนบภาพถ่ายและลายมือชื่อเจ้าของพื้นที่"],
    ],
]
_FIRST_SIX = tuple(range(6))

FILES: dict[str, Callable[[], bytes]] = {
    "procurement_months_covered/passed-a-sheet-for-each-month/monthly.xlsx":
        lambda: workbook(_sheets(_FIRST_SIX)),
    "procurement_months_covered/passed-one-sheet-for-all-months/monthly.xlsx":
        lambda: workbook({"สขร.1": _months_in_one(_FIRST_SIX)}),
    "procurement_months_covered/passed-six-months-in-a-print/monthly.pdf":
        lambda: _summary_print(_FIRST_SIX),
    "procurement_months_covered/failed-a-sheet-left-out/monthly.xlsx":
        lambda: workbook(_sheets((0, 1, 2, 4, 5))),
    "procurement_months_covered/passed-a-workbook-for-each-month-in-an-archive/monthly.zip":
        lambda: archive({
            f"skr1-{m + 1}.xlsx": workbook({"Sheet1": _month_sheet(m)}) for m in _FIRST_SIX
        }),
    "procurement_months_covered/cant-tell-a-print-closed-by-a-password/monthly.pdf":
        lambda: locked(_summary_print((0,))),
    "procurement_field_filled/passed-columns-of-a-workbook/monthly.xlsx":
        lambda: workbook(_sheets((0, 1))),
    "procurement_field_filled/passed-columns-of-a-print/monthly.pdf":
        lambda: _summary_print((0, 1)),
    "procurement_field_filled/failed-column-missing-in-a-workbook/monthly.xlsx":
        lambda: workbook(_sheets((0, 1), heads=[h for h in _HEADS if h != "ราคากลาง"])),
    "procurement_field_filled/cant-tell-a-print-closed-by-a-password/monthly.pdf":
        lambda: locked(_summary_print((0,))),
    "procurement_split_by_month/passed-a-sheet-for-each-month/monthly.xlsx":
        lambda: workbook(_sheets(_FIRST_SIX)),
    "period_covered/failed-print-of-another-year-under-this-years-link/report.pdf":
        lambda: printed(*_report(2566)),
    "period_covered/failed-print-of-another-year-under-this-years-heading/report.pdf":
        lambda: printed(*_report(2566)),
    "period_covered/passed-print-of-an-earlier-year-in-the-archive/report.pdf":
        lambda: printed(*_report(2566)),
    "period_covered/failed-plan-in-a-text-document-that-ended/plan.docx":
        lambda: text_document(
            "# แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2561 - 2565",
            *_PLAN[1:2],
            [[str(cell).replace("2569", "2564") for cell in row] for row in _PLAN[2]],
        ),
    "period_covered/passed-print-of-the-year-before/report.pdf":
        lambda: printed(*_report(2568)),
    "period_covered/cant-tell-print-closed-by-a-password/report.pdf":
        lambda: locked(printed(*_report(2568))),
    "period_covered/failed-print-of-six-months/report.pdf":
        lambda: printed(*_titled(2568, "(รอบ 6 เดือน : ตุลาคม 2567 - มี นาคม 2568)")),
    "period_covered/failed-print-as-of-june/report.pdf":
        lambda: printed(*_titled(2568, "ข้อมูล ณ วันที่ 30 มิถุนายน 2568")),
    "period_covered/passed-print-of-twelve-months/report.pdf":
        lambda: printed(
            *_titled(2568, "(รอบ 12 เดือน)"), "ผลรอบ 6 เดือนแรกได้รายงานสภาแล้วเมื่อ 8 เมษายน 2568"
        ),
    "period_covered/failed-print-with-the-month-of-its-making/report.pdf":
        lambda: printed(*_titled(2567, "กองยุทธศาสตร์และงบประมาณ"), "พฤศจิกายน 2567"),
    "period_covered/failed-print-of-a-plan-for-the-report/plan.pdf":
        lambda: printed(
            "# แผนปฏิบัติการป้องกันการทุจริต",
            "องค์การบริหารส่วนตำบลทรายทอง พ.ศ. 2566 - 2570 ฉบับทบทวนปี 2568",
            [
                ["โครงการ", "ปี 66", "ปี 67", "ปี 68", "ปี 69", "ปี 70"],
                ["อบรมจริยธรรมพนักงาน", "20,000", "20,000", "20,000", "20,000", "20,000"],
            ],
        ),
    "period_covered/passed-plan-in-a-text-document/plan.docx":
        lambda: text_document(*_PLAN),
    "period_covered/passed-year-in-thai-figures-on-a-print/risk.pdf":
        lambda: printed(*_RISKS),
    "field_shown/passed-budget-used-in-a-print/report.pdf":
        lambda: printed(*_report(2568)),
    "field_shown/passed-budget-in-a-text-document/plan.docx":
        lambda: text_document(*_PLAN),
    "field_shown/passed-risk-level-in-a-print/risk.pdf":
        lambda: printed(*_RISKS),
    "field_shown/passed-titles-not-merged-in-a-workbook/report.xlsx":
        lambda: workbook({"2568": [*([line] for line in _report(2568)[:2]), [" "],
                                   *_report(2568)[3]]}, merged_titles=False),
    "field_shown/failed-no-measures-in-a-print/risk.pdf":
        lambda: printed(*_RISKS[:2], [list(row[:3]) for row in _RISKS[2]]),
}  # fmt: skip


if __name__ == "__main__":
    for name, make in FILES.items():
        path = CASES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())
        print(f"{path.stat().st_size:6d} {name}")
