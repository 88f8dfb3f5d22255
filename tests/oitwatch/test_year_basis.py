"""Agencies that keep their books by calendar years: audited, judged again and registered so."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checks.rulebook import load
from oitwatch.audit import AuditRequest
from oitwatch.commands.audit import as_registered
from oitwatch.register_cells import CellError, CellReader
from oitwatch.texts import texts
from store.store import open_store

MONTHS = ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"]
ROWS = "".join(
    f"<tr><td>{m} 2567</td><td>{40 + n}</td><td>{9 + n}</td></tr>" for n, m in enumerate(MONTHS)
)
PAGES = {
    "index.html": '<html lang="th"><head><meta charset="utf-8"><title>องค์การผลิตแสงทอง</title>'
    '</head><body><nav><a href="/stat.html">ข้อมูลสถิติการให้บริการ</a></nav>'
    "<p>ยินดีต้อนรับ</p></body></html>",
    "stat.html": '<html lang="th"><head><meta charset="utf-8"><title>สถิติ</title></head><body>'
    "<h1>ข้อมูลสถิติการให้บริการ</h1><table><tr><th>เดือน</th><th>ผู้รับบริการที่จุดบริการ (walk-in)</th>"
    f"<th>ผู้รับบริการผ่าน E-Service</th></tr>{ROWS}</table></body></html>",
}
AUDIT = ("audit", "--year", "2567", "--as-of", "2024-07-15", "--min-gap", "0", "--format", "json")
AUDIT += ("--agency-type", "state_enterprise", "--item", "O12")


def period_of(document):
    item = next(item for item in document["items"] if item["item_code"] == "O12")
    return next(c["outcome"] for c in item["components"] if c["component_id"] == "period")


def test_the_half_of_the_calendar_year_counts_for_whom_it_is_asked(oitwatch, site):
    """Without the option October to December are missing; with it January to June suffice."""
    url = site(PAGES)
    fiscal = json.loads(oitwatch(*AUDIT, url).out)
    calendar = json.loads(oitwatch(*AUDIT, "--year-basis", "calendar", url).out)

    assert (period_of(fiscal), fiscal["agency"]["year_basis"]) == ("failed", "fiscal")
    assert (period_of(calendar), calendar["agency"]["year_basis"]) == ("passed", "calendar")


def test_judging_again_keeps_the_year_and_names_another_as_the_cause(oitwatch, site):
    """A kept run of calendar years stays one until it is judged by fiscal years."""
    oitwatch(*AUDIT, "--year-basis", "calendar", site(PAGES))
    same = json.loads(oitwatch("judge", "last", "--format", "json").out)
    fiscal = json.loads(oitwatch("judge", "last", "--year-basis", "fiscal", "--format", "json").out)

    assert same["changes"] == []
    assert period_of(fiscal["audit"]) == "failed"
    assert [change["causes"] for change in fiscal["changes"]] == [["year_basis"]]


def test_the_register_says_which_year_an_agency_keeps(oitwatch, home):
    """It is recorded, shown, exported for import, and taken over by an audit of its website."""
    entered = (
        "--id",
        "saengthong",
        "--name",
        "องค์การผลิตแสงทอง",
        "--url",
        "https://saengthong.example",
    )
    oitwatch("agencies", "add", *entered, "--year-basis", "calendar")
    shown = oitwatch("agencies", "show", "saengthong")
    listed = oitwatch("agencies", "list", "--format", "csv")
    with open_store(home) as store:
        asked = (AuditRequest(home_url="https://saengthong.example"),)
        (request,) = as_registered(asked, store, datetime(2026, 1, 1, tzinfo=UTC))

    assert "ปีบัญชี: ปีปฏิทิน" in shown.out
    assert "calendar" in listed.out.splitlines()[1]
    assert request.calendar_year is True


@pytest.mark.parametrize(
    ("cell", "calendar"),
    [("ปีปฏิทิน", True), ("calendar", True), ("ม.ค. – ธ.ค.", True), ("ปีงบประมาณ", False)],
)
def test_a_cell_names_the_year(cell: str, calendar: bool) -> None:
    """Thai and English names are read; anything else is refused with a sentence."""
    reader = CellReader(load(2569), texts("th"), Path())

    assert reader.read("calendar_year", cell) == {"calendar_year": calendar}
    with pytest.raises(CellError, match="bad_year_basis"):
        reader.read("calendar_year", "ปีอธิกสุรทิน")
