"""The officers' list as CSV and as a workbook."""

import csv
import io

import openpyxl
import pytest
from hand_made_run import quote
from nights import failing, keep_night, night

from checks.reasons import Reason
from oitwatch.reports.missing_rows import COLUMNS, guarded, headings
from store.records import AgencyEntry
from store.store import open_store

FORMULA = '=HYPERLINK("http://evil.example")'


@pytest.fixture
def agencies(home):
    """Two agencies, one with a name and a quote that a spreadsheet would run."""
    with open_store(home) as store:
        entry = AgencyEntry(
            agency_id="evil.example",
            name_th=FORMULA,
            home_url="https://evil.example/",
            province="+66",
            owners=(("contact_info", "@กองคลัง, กองช่าง"),),
        )
        store.register.put([entry], at=night(0))
        told = failing("O3", Reason.INCOMPLETE, quote('-1+1 "ก"\nข'))
        keep_night(store, 0, {"O3": told}, agency_id="evil.example")
        keep_night(store, 0, {"O24": Reason.NOT_FOUND, "O1": Reason.NOT_FOUND})
        keep_night(
            store, 1, {"O24": Reason.NOT_FOUND, "O1": Reason.BLOCKED, "O9": Reason.NOT_FOUND}
        )
        yield store


def parsed(text):
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_reads_back_as_it_was_written(oitwatch, agencies, tmp_path):
    """A mark for UTF-8, CR LF, a Thai header, and one row an item in the order of the work."""
    path = tmp_path / "list.csv"
    ran = oitwatch("missing", "--format", "csv", "--output", path)
    content = path.read_bytes()
    header, *rows = parsed(content.decode("utf-8"))

    assert (ran.code, ran.out) == (1, "")
    assert header == list(headings())
    assert content.count(b"\r\n") == content.count(b"\n") == len(rows) + 1
    assert [(row[0], row[4], row[6]) for row in rows] == [
        ("ban.example", "O24", "ไม่พบ"),
        ("evil.example", "O3", "ไม่ครบ"),
        ("ban.example", "O1", "ไม่พบ"),
        ("ban.example", "O9", "รอตรวจซ้ำ"),
    ]
    assert all(len(row) == len(COLUMNS) for row in rows)


def test_csv_has_a_header_for_programs(oitwatch, agencies):
    """--header machine names the columns as the fields are named."""
    header, *rows = parsed(oitwatch("missing", "--format", "csv", "--header", "machine").out)
    row = dict(zip(header, rows[0], strict=True))

    assert header == list(COLUMNS)
    assert (row["points"], row["first_seen_on"], row["last_checked_on"]) == (
        "6.25",
        "2026-02-02",
        "2026-02-03",
    )
    assert row["how_to_fix_th"]


def test_no_csv_cell_begins_like_a_formula(oitwatch, agencies):
    """Names, quotes and owners that a spreadsheet would run are made harmless."""
    _, *rows = parsed(oitwatch("missing", "--format", "csv").out)
    cells = [cell for row in rows for cell in row]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert f"'{FORMULA}" in cells
    assert '\'-1+1 "ก" ข' in cells


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "  =1", "＝1"])
def test_what_begins_like_a_formula_is_guarded(cell):
    """Every sign that a spreadsheet acts on, behind spaces too."""
    assert guarded(cell) == f"'{cell}"


def test_what_is_no_formula_stays_as_it_is():
    """Signs inside a cell are left alone."""
    assert [guarded(cell) for cell in ("ก=1", "2569", "", "https://a.example/")] == [
        "ก=1",
        "2569",
        "",
        "https://a.example/",
    ]


@pytest.fixture
def workbook(oitwatch, agencies, tmp_path):
    path = tmp_path / "list.xlsx"
    assert oitwatch("missing", "--format", "xlsx", "--output", path).code == 1
    return openpyxl.load_workbook(path)


def test_a_workbook_holds_text_only(workbook):
    """No cell of any sheet is a formula or a number; what looks like one stays as written."""
    cells = [cell for sheet in workbook for row in sheet for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert FORMULA in {cell.value for cell in cells}


def test_a_workbook_has_three_sheets_that_can_be_read(workbook):
    """Names, frozen header, filter, wrapped cells and a Thai font."""
    assert workbook.sheetnames == ["สรุป", "รายการที่ต้องแก้", "วิธีอ่าน"]
    for sheet in workbook:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref
        assert sheet["A2"].alignment.wrap_text
        assert sheet["A2"].font.name == "Sarabun"
    assert workbook["รายการที่ต้องแก้"].freeze_panes == "F2"
    assert workbook["รายการที่ต้องแก้"].column_dimensions["F"].width > 30


def test_a_workbook_tells_the_same_as_the_csv(oitwatch, agencies, workbook):
    """The rows are those of the CSV, without its guards."""
    rows = parsed(oitwatch("missing", "--format", "csv").out)
    told = [[cell.value or "" for cell in row] for row in workbook["รายการที่ต้องแก้"]]

    assert [[cell.removeprefix("'") for cell in row] for row in rows] == told


def test_the_summary_counts_by_agency(workbook):
    """A line an agency with its counts and score; those with most to gain first."""
    _, first, second = [[cell.value for cell in row] for row in workbook["สรุป"]]

    assert first[0] == "ban.example"
    assert first[6:] == ["2", "0", "1", "0", "0"]
    assert second[6:] == ["1", "0", "0", "0", "0"]


def test_the_filter_stands_in_the_workbook(oitwatch, agencies, tmp_path):
    """What was left out is told on the first sheet, and the rows are those of the filter."""
    path = tmp_path / "list.xlsx"
    oitwatch("missing", "--format", "xlsx", "--item", "O3", "--output", path)
    book = openpyxl.load_workbook(path)

    assert "(แสดงเฉพาะ ข้อ o3)" in [cell.value for cell in book["สรุป"]["A"]]
    assert book["รายการที่ต้องแก้"].max_row == 2


def test_a_workbook_goes_to_a_file_or_a_pipe_only(oitwatch, agencies, monkeypatch, tmp_path):
    """Its bytes are never written to a terminal."""
    import sys

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    refused = oitwatch("missing", "--format", "xlsx")
    path = tmp_path / "list.xlsx"
    written = oitwatch("missing", "--format", "xlsx", "--output", path)

    assert (refused.code, refused.out) == (2, "")
    assert "--output" in refused.err
    assert written.code == 1
    assert path.read_bytes().startswith(b"PK")


def test_a_workbook_through_a_pipe(started, agencies):
    """A redirected stdout gets the bytes and nothing else."""
    process = started("missing", "--format", "xlsx", PYTHONIOENCODING="utf-8")
    content = process.stdout.buffer.read()
    process.wait()

    assert content.startswith(b"PK")
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames[0] == "สรุป"


def test_the_same_list_gives_the_same_workbook(oitwatch, agencies, tmp_path):
    """No clock goes into it."""
    paths = [tmp_path / name for name in ("a.xlsx", "b.xlsx")]
    for path in paths:
        oitwatch("missing", "--format", "xlsx", "--output", path)

    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_the_name_of_the_file_tells_the_format(oitwatch, agencies, tmp_path):
    """A workbook that is plain text inside would not open."""
    oitwatch("missing", "--output", tmp_path / "list.xlsx")
    assert openpyxl.load_workbook(tmp_path / "list.xlsx").sheetnames
    oitwatch("missing", "--output", tmp_path / "list.txt")
    assert not (tmp_path / "list.txt").read_bytes().startswith(b"PK")
