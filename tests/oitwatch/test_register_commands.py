"""``oitwatch agencies`` list, show, add, retire and template."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest
import xlsxwriter
from hand_made_run import hand_made_run

from checks.run import Agency
from oitwatch.commands.declared import read_declared
from oitwatch.commands.rulebooks import loaded
from oitwatch.reports.agencies import csv_text
from oitwatch.texts import texts
from store.records import RunKind
from store.store import open_store

ADD = ("agencies", "add", "--name", "อบต.ทุ่งสมมติ", "--url", "https://thungsommut.example")


@pytest.fixture
def register(oitwatch):
    """Three agencies of two provinces."""
    rows = [
        ("sao-b", "อบต.ข", "อบต.", "สมมติบุรี", "https://b.example"),
        ("sao-a", "อบต.ก", "sao", "จังหวัดสมมติบุรี", "https://a.example"),
        ("uni", "มหาวิทยาลัยสมมติ", "มหาวิทยาลัย", "นครสมมติ", "https://uni.example"),
    ]
    for key, name, kind, province, url in rows:
        options = ("--name", name, "--type", kind, "--province", province, "--url", url)
        assert oitwatch("agencies", "add", "--id", key, *options).code == 0


def _ids(ran) -> list[str]:
    return [agency["agency_id"] for agency in json.loads(ran.out)["agencies"]]


def test_list_by_province_and_type(oitwatch, register):
    """Ordered by province, district and name; filters take names and codes."""
    listed = ("agencies", "list", "--format", "json")

    assert _ids(oitwatch(*listed)) == ["uni", "sao-a", "sao-b"]
    assert _ids(oitwatch(*listed, "--province", "สมมติบุรี")) == ["sao-a", "sao-b"]
    assert _ids(oitwatch(*listed, "--province", "จังหวัดนครสมมติ")) == ["uni"]
    assert _ids(oitwatch(*listed, "--type", "อบต.")) == ["sao-a", "sao-b"]
    assert _ids(oitwatch(*listed, "--type", "local_government")) == ["sao-a", "sao-b"]
    assert oitwatch(*listed, "--type", "ธนาคาร").code == 2
    assert "รวม 3 หน่วยงาน" in oitwatch("agencies", "list").out


def test_list_shows_the_last_run(oitwatch, register, home):
    """Date and score band of the newest run, in each format; the others were never audited."""
    agency = Agency(
        agency_id="sao-a",
        name_th="อบต.ก",
        agency_type="sao",
        agency_type_guessed=False,
        home_url="https://a.example/",
    )
    older = datetime(2026, 1, 1, tzinfo=UTC)
    with open_store(home) as store:
        store.save_run(hand_made_run(agency=agency), None)
        store.save_run(hand_made_run(agency=agency, run_id="r0", finished_at=older), None)
        (newest,) = store.newest_runs()
    assert newest.run_id == "r1"
    text = oitwatch("agencies", "list").out
    document = json.loads(oitwatch("agencies", "list", "--format", "json").out)
    rows = list(csv.DictReader(io.StringIO(oitwatch("agencies", "list", "--format", "csv").out)))

    assert text.count("ตรวจล่าสุด") == 1
    assert text.count("ยังไม่เคยตรวจ") == 2
    assert [one["last_run"] and one["last_run"]["run_id"] for one in document["agencies"]] == [
        None,
        "r1",
        None,
    ]
    assert [row["score_low"] for row in rows] == ["", f"{newest.score_low:.2f}", ""]


def test_show_tells_everything(oitwatch, home):
    """Owners by item title, declared addresses, and the runs that are scheduled."""
    oitwatch(*ADD, "--id", "a", "--unit", "O3=กองช่าง", "--year", "2569", "--host", "x.example")
    now = datetime(2026, 11, 20, tzinfo=UTC)
    with open_store(home) as store:
        store.tickets.plan(RunKind.NIGHTLY, date(2026, 11, 20), ["a"], due_at=now)
    shown = oitwatch("agencies", "show", "a")
    document = json.loads(oitwatch("agencies", "show", "a", "--format", "json").out)

    assert shown.code == 0
    assert "(contact_info): กองช่าง" in shown.out
    assert "การตรวจประจำคืน รอบวันที่ 20 พ.ย. 2569: รอตรวจ" in shown.out
    assert document["owners"] == {"contact_info": "กองช่าง"}
    assert document["hosts"] == ["x.example"]
    assert document["tickets"][0]["state"] == "queued"
    assert oitwatch("agencies", "show", "b").code == 2


def test_add_again_changes_only_what_is_given(oitwatch):
    """Without an id the website tells the agency; what is not given stays."""
    added = oitwatch(*ADD, "--district", "เมือง")
    changed = oitwatch("agencies", "add", "--id", "thungsommut.example", "--officer", "a@b.example")
    same = oitwatch(*ADD)
    shown = json.loads(oitwatch("agencies", "show", "thungsommut.example", "--format", "json").out)

    assert "เพิ่ม thungsommut.example" in added.out
    assert "แก้ไข thungsommut.example" in changed.out
    assert "ไม่มีอะไรเปลี่ยน" in same.out
    assert (shown["district"], shown["officers"]) == ("เมือง", ["a@b.example"])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "ไม่มีรหัสหน่วยงาน"),
        (("--id", "a"), "--name: ไม่มีชื่อหน่วยงาน"),
        (("--name", "อบต.ก"), "ไม่มีรหัสหน่วยงาน"),
        (
            ("--name", "อบต.ก", "--url", "http://10.0.0.1"),
            "--url: “http://10.0.0.1” ไม่ใช่เว็บไซต์สาธารณะ",
        ),
        (("--name", "อบต.ก", "--url", "https://a.example", "--officer", "x"), "ไม่ใช่อีเมล"),
        (("--name", "อบต.ก", "--url", "https://a.example", "--year", "2500"), "ไม่มีเกณฑ์ของปี 2500"),
    ],
)
def test_bad_options_of_add(oitwatch, options, words):
    """One sentence that names the option, exit 2, nothing recorded."""
    ran = oitwatch("agencies", "add", *options)

    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert "ทะเบียนยังไม่มีหน่วยงาน" in oitwatch("agencies", "list").err


def test_add_reads_declared_addresses(oitwatch, tmp_path):
    """From a file as of ``audit --declared``; private ones are refused."""
    path = tmp_path / "answers.csv"
    path.write_text("item_code,url,explanation\nO3,https://a.example/c,ดูที่นี่\n", encoding="cp874")
    added = oitwatch(*ADD, "--declared", path, "--year", "2568")
    shown = json.loads(oitwatch("agencies", "show", "thungsommut.example", "--format", "json").out)
    path.write_text("item_code,url\nO3,http://127.0.0.1/c\n", encoding="utf-8")

    assert added.code == 0
    assert shown["declared_year_be"] == 2568
    assert shown["declared"][0]["explanation"] == "ดูที่นี่"
    assert oitwatch(*ADD, "--declared", path).code == 2


def test_declared_answers_from_a_workbook(tmp_path):
    """``--declared`` reads a workbook with a title above the header, codes as numbers."""
    path = tmp_path / "answers.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write(0, 0, "คำตอบ OIT")
    sheet.write_row(2, 0, ["ข้อ", "URL", "คำอธิบาย"])
    sheet.write_row(3, 0, [3, "https://a.example/c", "ก"])
    book.close()
    (answer,) = read_declared(path, loaded(2569), texts("th"))

    assert (answer.item_code, answer.url, answer.explanation) == ("O3", "https://a.example/c", "ก")


def test_a_retired_agency_is_listed_on_request_and_comes_back(oitwatch, register):
    """Archived, not deleted; adding it again brings it back."""
    retired = oitwatch("agencies", "retire", "uni")
    without = _ids(oitwatch("agencies", "list", "--format", "json"))
    everything = oitwatch("agencies", "list", "--all").out
    back = oitwatch("agencies", "add", "--id", "uni", "--province", "นครสมมติ")

    assert retired.code == 0
    assert without == ["sao-a", "sao-b"]
    assert "มหาวิทยาลัยสมมติ [เก็บเข้าคลังแล้ว]" in everything
    assert back.code == 0
    assert "uni" in _ids(oitwatch("agencies", "list", "--format", "json"))
    assert oitwatch("agencies", "retire", "nobody").code == 2


def test_the_template_is_a_register_file(oitwatch, tmp_path):
    """What is printed can be imported as it is."""
    path = tmp_path / "register.csv"
    path.write_text(oitwatch("agencies", "template").out, encoding="utf-8")
    ran = oitwatch("agencies", "import", path)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("เพิ่ม 1 ")


def test_a_unit_without_a_subject_is_named(oitwatch, tmp_path):
    """An owner for nothing is refused with its column, like any other bad cell."""
    path = tmp_path / "register.csv"
    path.write_text("name,url,units\nอบต.ก,https://a.example,=กองคลัง\n", encoding="utf-8")
    ran = oitwatch("agencies", "import", path)
    assert ran.code == 1
    assert "units" in ran.out


def test_bangkok_is_called_by_its_name(oitwatch):
    """It is no province; others are called one, once."""
    for key, province in (("a", "กรุงเทพมหานคร"), ("b", "จังหวัดเลย"), ("c", "ตาก")):
        url = f"https://{key}.example/"
        oitwatch(
            "agencies", "add", "--id", key, "--name", "ก", "--province", province, "--url", url
        )
    lines = oitwatch("agencies", "list").out.splitlines()

    assert {"กรุงเทพมหานคร", "จังหวัดเลย", "จังหวัดตาก"} <= set(lines)
    assert not any("จังหวัดกรุงเทพ" in line or "จังหวัดจังหวัด" in line for line in lines)


def test_the_register_file_guards_every_formula(oitwatch):
    """Behind spaces and in the full-width form too, like the officers' list."""
    rows = csv_text([("=1", " =1", "＝1", "\n=1", "ก")])
    assert next(csv.reader(io.StringIO(rows, newline=""))) == ["'=1", "' =1", "'＝1", "'\n=1", "ก"]
