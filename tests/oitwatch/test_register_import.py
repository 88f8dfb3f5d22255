"""Register files as offices save them: good rows in, bad rows named, again without doubles."""

import json
from pathlib import Path

import pytest
import xlsxwriter

from store.store import open_store

HEADER = ("รหัสหน่วยงาน", "ชื่อหน่วยงาน", "ประเภท", "จังหวัด", "อำเภอ", "เว็บไซต์")
FIRST = ("sao-1", "อบต.ทุ่งสมมติ", "อบต.", "สมมติบุรี", "เมืองสมมติ", "www.thungsommut.example")
SECOND = ("", "เทศบาลตำบลหนองสมมติ", "", "สมมติบุรี", "", "http://www.nongsommut.example/index.php")


@pytest.fixture
def entries(home):
    """The register's active entries by id."""

    def read(retired: bool = False) -> dict:
        with open_store(home) as store:
            found = store.register.all(retired=retired)
            return {agency.entry.agency_id: agency.entry for agency in found}

    return read


@pytest.fixture
def csv_file(tmp_path):
    """Write rows as an office would."""

    def write(*rows, encoding="utf-8-sig", delimiter=",", name="register.csv") -> Path:
        path = tmp_path / name
        lines = [delimiter.join(f'"{c}"' if "\n" in c else c for c in row) for row in rows]
        path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
        return path

    return write


def workbook(path: Path, *sheets: tuple[str, dict[tuple[int, int], object]]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    for name, cells in sheets:
        sheet = book.add_worksheet(name)
        for (row, column), value in cells.items():
            sheet.write(row, column, value)
    book.close()
    return path


def cells(*rows, down: int = 0) -> dict[tuple[int, int], object]:
    return {
        (down + number, place): value
        for number, row in enumerate(rows)
        for place, value in enumerate(row)
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_delimiter(oitwatch, csv_file, entries, encoding, delimiter):
    """The same two agencies come in, whatever the file was saved as."""
    path = csv_file(HEADER, FIRST, SECOND, encoding=encoding, delimiter=delimiter)
    ran = oitwatch("agencies", "import", path)

    assert (ran.code, ran.out) == (0, "เพิ่ม 2 · แก้ไข 0 · ไม่เปลี่ยน 0 · ไม่รับ 0\n")
    known = entries()
    assert known["sao-1"].name_th == "อบต.ทุ่งสมมติ"
    assert known["sao-1"].agency_type == "sao"
    assert known["sao-1"].home_url == "https://www.thungsommut.example/"
    (made,) = set(known) - {"sao-1"}
    assert made.startswith("nongsommut.example-")
    assert known[made].agency_type is None


def test_again_makes_no_doubles(oitwatch, csv_file, entries):
    """A second import changes nothing; a changed row changes its agency; others stay."""
    oitwatch("agencies", "import", csv_file(HEADER, FIRST, SECOND))
    again = oitwatch("agencies", "import", csv_file(HEADER, FIRST, SECOND))
    moved = (*FIRST[:3], "สมมติธานี", *FIRST[4:])
    changed = oitwatch("agencies", "import", csv_file(HEADER, moved))

    assert again.out == "เพิ่ม 0 · แก้ไข 0 · ไม่เปลี่ยน 2 · ไม่รับ 0\n"
    assert changed.out == "เพิ่ม 0 · แก้ไข 1 · ไม่เปลี่ยน 0 · ไม่รับ 0\n"
    assert len(entries()) == 2
    assert entries()["sao-1"].province == "สมมติธานี"


def test_columns_that_are_not_there_stay(oitwatch, csv_file, entries):
    """A missing column leaves a field, an empty cell empties it; ids alone tell the agency."""
    oitwatch("agencies", "import", csv_file(HEADER, FIRST))
    oitwatch("agencies", "import", csv_file(("id", "officers"), ("sao-1", "ita@a.example")))
    kept = entries()["sao-1"]
    oitwatch("agencies", "import", csv_file(("id", "district"), ("sao-1", "")))
    emptied = entries()["sao-1"]

    assert (kept.officers, kept.district) == (("ita@a.example",), "เมืองสมมติ")
    assert (emptied.officers, emptied.district) == (("ita@a.example",), "")


def test_a_workbook_with_a_title_and_numbers(oitwatch, tmp_path, entries):
    """The header stands below a title on the second sheet; numbers are text without ".0"."""
    header = ("ลำดับ", "รหัส", "ชื่อหน่วยงาน", "เว็บไซต์ (URL)", "หมายเหตุ")
    row = (1, 3401203, "อบต.ทุ่งสมมติ", "https://www.thungsommut.example", "ก")
    path = workbook(
        tmp_path / "register.xlsx",
        ("ปก", cells(("ทะเบียนหน่วยงาน",))),
        ("ข้อมูล", {(0, 1): "ทะเบียนหน่วยงาน จังหวัดสมมติบุรี", **cells(header, row, down=3)}),
    )
    ran = oitwatch("agencies", "import", path, "--format", "json")
    told = json.loads(ran.out)

    assert ran.code == 0
    assert (told["sheet"], told["added"]) == ("ข้อมูล", ["3401203"])
    assert told["unknown_columns"] == ["หมายเหตุ"]
    assert ran.err == "คอลัมน์ที่ไม่ได้ใช้: หมายเหตุ\n"
    assert set(entries()) == {"3401203"}


def test_bad_rows_are_named_and_good_ones_come_in(oitwatch, csv_file, entries):
    """Line, column and reason of each; a row with two faults is one row."""
    path = csv_file(
        HEADER,
        FIRST,
        ("x 1", "อบต.ก", "ธนาคาร", "", "", "https://a.example"),
        ("sao-2", "", "", "", "", "ftp://b.example"),
        ("", "อบต.ค", "", "", "", ""),
        SECOND,
    )
    ran = oitwatch("agencies", "import", path)

    assert ran.code == 1
    lines = ran.out.splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == [
        "บรรทัดที่ 3 คอลัมน์ “รหัสหน่วยงาน”",
        "บรรทัดที่ 3 คอลัมน์ “ประเภท”",
        "บรรทัดที่ 4 คอลัมน์ “เว็บไซต์”",
        "บรรทัดที่ 4 คอลัมน์ “ชื่อหน่วยงาน”",
        "บรรทัดที่ 5 คอลัมน์ “เว็บไซต์”",
    ]
    assert lines[-1] == "เพิ่ม 2 · แก้ไข 0 · ไม่เปลี่ยน 0 · ไม่รับ 3"
    assert len(entries()) == 2
    assert "line 5, column" in oitwatch("agencies", "import", path, "--lang", "en").out


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("sao-1", "อบต.ข", "", "", "", "https://b.example"), "รหัส sao-1 ซ้ำกับบรรทัดที่ 2"),
        (
            ("sao-2", "อบต.ข", "", "", "", "http://thungsommut.example"),
            "เว็บไซต์ซ้ำกับบรรทัดที่ 2",
        ),
    ],
)
def test_doubles_inside_the_file(oitwatch, csv_file, entries, row, words):
    """The second row with an id, or a website, is refused; the first comes in."""
    ran = oitwatch("agencies", "import", csv_file(HEADER, FIRST, row))

    assert ran.code == 1
    assert words in ran.out
    assert set(entries()) == {"sao-1"}


def test_a_website_of_the_register_gets_no_second_id(oitwatch, csv_file, entries):
    """Without an id the website tells the agency; another id is refused until that is archived."""
    oitwatch("agencies", "import", csv_file(HEADER, FIRST))
    without = oitwatch("agencies", "import", csv_file(HEADER, ("", *FIRST[1:])))
    other = csv_file(HEADER, ("new", *FIRST[1:]))
    refused = oitwatch("agencies", "import", other)
    oitwatch("agencies", "retire", "sao-1")
    after = oitwatch("agencies", "import", other)

    assert without.out == "เพิ่ม 0 · แก้ไข 0 · ไม่เปลี่ยน 1 · ไม่รับ 0\n"
    assert refused.code == 1
    assert "sao-1 ในทะเบียนแล้ว" in refused.out
    assert after.code == 0
    assert set(entries()) == {"new"}


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8000/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://192.168.1.10/",
        "http://169.254.169.254/latest",
        "http://web.local/",
        "http://intranet/",
        "http://user@10.1.1.1/",
    ],
)
def test_private_addresses_are_refused(oitwatch, csv_file, entries, address):
    """A register never leads into a private network, neither by website, host nor answer."""
    header = (*HEADER, "hosts", "declared")
    public = "https://www.thungsommut.example/"
    start = ("a", "อบต.ก", "", "", "")
    rows = [
        (*start, address, "", ""),
        (*start, public, address, ""),
        (*start, public, "", f"O3={address}"),
    ]
    for row in rows:
        ran = oitwatch("agencies", "import", csv_file(header, row))

        assert ran.code == 1
        assert "ไม่ใช่เว็บไซต์สาธารณะ" in ran.out
        assert entries() == {}


def test_units_owners_and_officers(oitwatch, csv_file, entries):
    """An owner is assigned by item code, by slug, or to all items of a proposed unit."""
    written = "สำนักปลัด\nกองคลัง=สำนักการคลัง; O3=งานประชาสัมพันธ์; procurement_list=งานพัสดุ"
    path = csv_file(
        (*HEADER, "หน่วยงานภายใน", "อีเมลเจ้าหน้าที่"),
        (*FIRST, written, "a@b.example\nmailto:c@d.example"),
    )
    ran = oitwatch("agencies", "import", path, "--year", "2569")
    entry = entries()["sao-1"]
    owners = dict(entry.owners)

    assert ran.code == 0
    assert entry.units == ("สำนักปลัด", "สำนักการคลัง", "งานประชาสัมพันธ์", "งานพัสดุ")
    assert owners["contact_info"] == "งานประชาสัมพันธ์"
    assert owners["procurement_list"] == "งานพัสดุ"
    assert owners["procurement_monthly_summary"] == "สำนักการคลัง"
    assert entry.officers == ("a@b.example", "c@d.example")


def test_item_codes_mean_those_of_the_year(oitwatch, csv_file, entries):
    """One code is another item in another year."""
    slugs = {}
    for year in ("2567", "2569"):
        path = csv_file((*HEADER, "units"), (*FIRST, "O25=กองช่าง"))
        assert oitwatch("agencies", "import", path, "--year", year).code == 0
        ((slugs[year], _),) = entries()["sao-1"].owners

    assert slugs["2567"] != slugs["2569"]


def test_declared_addresses(oitwatch, csv_file, entries, tmp_path):
    """In the cell or in a file beside the register; the year of their codes is kept."""
    header = (*HEADER, "URL ที่ตอบ")
    cell = "O3=https://a.example/c?x=1;y=2; o๑๒ = https://a.example/d\nข้อ 3=https://a.example/e"
    oitwatch("agencies", "import", csv_file(header, (*FIRST, cell)), "--year", "2569")
    in_cell = entries()["sao-1"]
    book = workbook(tmp_path / "ans.xlsx", ("1", cells(("ข้อ", "URL"), (3, "https://a.example/f"))))
    oitwatch("agencies", "import", csv_file(header, (*FIRST, book.name)), "--year", "2568")
    in_file = entries()["sao-1"]

    assert [(one.item_code, one.url) for one in in_cell.declared] == [
        ("O3", "https://a.example/c?x=1;y=2"),
        ("O12", "https://a.example/d"),
        ("O3", "https://a.example/e"),
    ]
    assert in_cell.declared_year_be == 2569
    assert [(one.item_code, one.url) for one in in_file.declared] == [("O3", "https://a.example/f")]
    assert in_file.declared_year_be == 2568


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("O99=https://a.example/", "ไม่มีข้อ O99"),
        ("X3=https://a.example/", "“X3” ไม่ใช่รหัสข้อ"),
        ("O3=https://a.example/; X4=https://a.example/", "“X4” ไม่ใช่รหัสข้อ"),
        ("O3=www.a.example", "ไม่ใช่ URL"),
        ("https://a.example/", "อ่านเป็นคำตอบไม่ได้"),
        ("answers.csv", "เปิดแฟ้ม"),
        ("../answers.csv", "โฟลเดอร์เดียวกับแฟ้มทะเบียน"),
        ("/etc/answers.csv", "โฟลเดอร์เดียวกับแฟ้มทะเบียน"),
    ],
)
def test_bad_declared_cells(oitwatch, csv_file, cell, words):
    """A wrong answer refuses its row with a reason."""
    ran = oitwatch("agencies", "import", csv_file((*HEADER, "declared"), (*FIRST, cell)))

    assert ran.code == 1
    assert words in ran.out


def test_dry_run_records_nothing(oitwatch, csv_file, entries):
    """What would happen is told, and nothing happens."""
    ran = oitwatch("agencies", "import", csv_file(HEADER, FIRST), "--dry-run")

    assert ran.out.startswith("จะเพิ่ม 1 ")
    assert entries() == {}
