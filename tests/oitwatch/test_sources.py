"""The three sources of an item, end to end: what is declared, listed by the hub, and found."""

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
import xlsxwriter

from checks.rulebook import load
from oitwatch.commands.declared import read_declared
from oitwatch.errors import UsageError
from oitwatch.reports.json_report import json_schema
from oitwatch.reports.text_report import text_report
from oitwatch.texts import texts
from store.store import open_store

YEAR = 2568
AUDIT = ("audit", "--year", YEAR, "--as-of", "2025-05-15", "--min-gap", "0")
TITLES = {item.item_code: item.title_th for item in load(YEAR).items}
REPORT = """<table><tr><th>โครงการ</th><th>ผลการดำเนินงาน</th><th>งบประมาณที่ใช้</th><th>ปัญหาอุปสรรค</th>
<th>ข้อเสนอแนะ</th></tr><tr><td>ซ่อมถนน หมู่ 2</td><td>แล้วเสร็จ</td><td>120,000</td>
<td>ฝนตกชุก</td><td>เริ่มก่อนฤดูฝน</td></tr></table>"""


def page(title: str, body: str) -> str:
    return (
        f"<!doctype html><html lang='th'><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body><nav><a href='/'>หน้าแรก</a> <a href='/ita.html'>ITA 2568</a> "
        f"<a href='/news.html'>ข่าวประชาสัมพันธ์</a></nav><main><h1>{title}</h1>{body}</main></body>"
    )


def document(title: str) -> str:
    return page(title, f"<p>{'รายละเอียดที่หน่วยงานเผยแพร่ ' * 8}</p>")


@pytest.fixture
def audited(
    oitwatch: Callable[..., Any], site: Callable[..., str], home: Any, tmp_path: Any
) -> tuple[dict[str, Any], str, str]:
    """The items by code, the text report, and the address of the site."""
    rows = {"O5": "/plan.html", "O6": "/o6.html", "O7": "/report.html", "O8": "/plan.html"}
    rows |= {"O9": "#", "O13": "/gone.html", "O15": "/hr.html"}
    listed = "".join(
        f"<tr><td>{code}</td><td>{TITLES[code]}</td><td><a href='{href}'>คลิก</a></td></tr>"
        for code, href in rows.items()
    )
    url = site(
        {
            "index.html": page("องค์การบริหารส่วนตำบลบ้านหนองทราย", "<p>ยินดีต้อนรับ</p>"),
            "ita.html": page("ITA 2568", f"<table>{listed}</table>"),
            "plan.html": document(f"{TITLES['O5']} พ.ศ. 2566-2570"),
            "o6.html": document(f"{TITLES['O6']} 2568"),
            "report.html": page(f"{TITLES['O7']} ประจำปีงบประมาณ พ.ศ. 2567", REPORT),
            "hr.html": document(f"{TITLES['O15']} 2567"),
            "news.html": document("ข่าวประชาสัมพันธ์"),
        }
    )
    answers = tmp_path / "answers.csv"
    answers.write_text(
        f"ข้อ,รายการ,URL 1,URL 2\nO5,,{url}plan.html,\n"
        f",{TITLES['O7']},{url}lost.html,{url}plan.html\n"
        f"O15,,{url}hr.html,\n",
        encoding="utf-8",
    )
    ran = oitwatch(*AUDIT, "--format", "json", "--declared", answers, url)
    result = json.loads(ran.out)
    jsonschema.validate(result, json_schema())
    with open_store(home) as store:
        kept = store.load_run(result["run_id"])
    return {i["item_code"]: i for i in result["items"]}, text_report(kept, texts("th")), url


def conflicts(item: dict[str, Any]) -> set[tuple[str, str]]:
    return {(c["code"], c["url"].rsplit("/", 1)[-1]) for c in item["sources"]["disagreements"]}


def test_sources_stand_beside_each_other_and_their_conflicts_are_named(
    audited: tuple[dict[str, Any], str, str],
) -> None:
    """Declared but dead or another item's, a hub row that is empty, dead or another item's."""
    items, _, url = audited

    assert items["O5"]["sources"]["declared"] == [{"url": f"{url}plan.html", "state": "read"}]
    assert items["O5"]["sources"]["hub"] == [{"url": f"{url}plan.html", "state": "read"}]
    assert conflicts(items["O5"]) == set()
    assert conflicts(items["O7"]) == {
        ("declared_dead", "lost.html"),
        ("declared_other_item", "plan.html"),
        ("not_declared", "report.html"),
    }
    # The target is judged and not the pointer: the hub's page passes all the same.
    assert items["O7"]["outcome"] == "passed"
    assert items["O7"]["url"] == f"{url}report.html"
    assert conflicts(items["O8"]) == {("hub_other_item", "plan.html")}
    assert items["O8"]["sources"]["disagreements"][0]["items"] == ["O5"]
    assert conflicts(items["O9"]) == {("hub_empty", "ita.html")}
    assert items["O9"]["reason"] == "empty_target"
    assert conflicts(items["O13"]) == {("hub_dead", "gone.html")}
    assert ("not_on_hub", "news.html") in conflicts(items["O4"])
    assert conflicts(items["O15"]) == set()


def test_the_text_report_tells_the_sources_from_the_kept_run(
    audited: tuple[dict[str, Any], str, str],
) -> None:
    """An item that fails shows its three sources; a pass with a conflict is listed apart."""
    _, text, url = audited

    assert f"ที่หน่วยงานแจ้งไว้: {url}plan.html (เปิดได้)" in text
    assert f"ในหน้า OIT ของปี: {url}plan.html (เปิดได้)" in text
    assert f"URL ที่แจ้งไว้ {url}plan.html เป็นข้อมูลของข้อ o5 ไม่ใช่ข้อนี้" in text
    assert f"แถวของข้อนี้ในหน้า OIT ({url}ita.html) ไม่มีลิงก์ไปยังข้อมูล" in text
    assert text.index("ที่มาไม่ตรงกัน") < text.index(f"URL ที่แจ้งไว้ {url}lost.html")


def test_declared_rows_name_items_by_code_title_or_both(tmp_path: Any) -> None:
    """A workbook as ITAS prints it: code and title in one cell, several addresses in another."""
    path = tmp_path / "answers.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["ข้อ", "URL", "คำอธิบาย"])
    two = "https://a.example/one\nhttps://a.example/two?a=1,2"
    sheet.write_row(1, 0, [f"O7 {TITLES['O7']}", two, "เมนูรายงาน"])
    sheet.write_row(2, 0, [TITLES["O5"], "https://a.example/plan", ""])
    book.close()

    assert [(d.item_code, d.url) for d in read_declared(path, load(YEAR), texts("th"))] == [
        ("O7", "https://a.example/one"),
        ("O7", "https://a.example/two?a=1,2"),
        ("O5", "https://a.example/plan"),
    ]


def test_a_code_of_another_years_list_is_refused(tmp_path: Any) -> None:
    """Code and title that disagree: the file is of another year, and the line is named."""
    path = tmp_path / "answers.csv"
    path.write_text(f"ข้อ,รายการ,URL\nO9,{TITLES['O7']},https://a.example/r\n", encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        read_declared(path, load(YEAR), texts("th"))
    assert raised.value.facts["line"] == "2"
    assert "O7" in raised.value.facts["problem"]


def test_every_bad_line_is_told_at_once(tmp_path: Any, oitwatch: Callable[..., Any]) -> None:
    """A file is mended once and not line by line."""
    path = tmp_path / "answers.csv"
    path.write_text(
        "item_code,url\nO5,https://a.example/p\nx3,https://a.example/\nO7,plan\nO99,https://a.example/\n",
        encoding="utf-8",
    )
    ran = oitwatch(*AUDIT, "--declared", path, "https://a.example/")

    assert ran.code == 2
    assert "มีบรรทัดที่ต้องแก้ 3 บรรทัด" in ran.err
    assert [line for line in ran.err.splitlines() if line.startswith("บรรทัดที่")] == [
        "บรรทัดที่ 3: “x3” ไม่ใช่รหัสข้อ",
        "บรรทัดที่ 4: “plan” ไม่ใช่ URL แบบ http:// หรือ https://",
        "บรรทัดที่ 5: ปี 2568 ไม่มีข้อ O99",
    ]


def test_a_file_of_bad_lines_alone_is_told_in_part(tmp_path: Any) -> None:
    """The first hundred lines, and how many more there are."""
    path = tmp_path / "answers.csv"
    path.write_text("item_code,url\n" + "O5,plan\n" * 130, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        read_declared(path, load(YEAR), texts("th"))
    told = raised.value.facts["lines"].splitlines()

    assert raised.value.facts["count"] == "130"
    assert (len(told), told[-1]) == (101, "และอีก 30 บรรทัด")
