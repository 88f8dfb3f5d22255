"""What exactly is missing: told alike by the report and by the officers' list in each format."""

import csv
import json
from dataclasses import replace

import pytest
from hand_made_run import (
    HOME,
    component,
    contact_candidate,
    failed,
    hand_made_run,
    passed,
    quote,
    verdict,
)
from nights import YEAR, keep_night

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Candidate, Finding, ScoreBand, TargetState, Verdict
from checks.rulebook import load
from checks.source_records import Conflict, Disagreement, ItemSources
from oitwatch.reports.text_report import text_report
from oitwatch.texts import texts
from store.store import open_store

MONTHS = "มกราคม 2569, กุมภาพันธ์ 2569, มีนาคม 2569"


def as_item(item_code: str, judged: Verdict) -> Verdict:
    """The verdict under the names of an item of the year."""
    item = load(YEAR).item(item_code)
    return replace(judged, slug=item.slug, title_th=item.title_th, title_en=item.title_en)


def short_of_months() -> Verdict:
    """A summary in which three months lack."""
    months = component(
        "months",
        "ข้อมูลอย่างน้อย 6 เดือนแรก",
        failed(Reason.INCOMPLETE, missing=MONTHS, expected="6 เดือนแรก"),
        check="procurement_months_covered",
    )
    return as_item(
        "O11",
        verdict("O11", Outcome.FAILED, months, reason=Reason.INCOMPLETE, candidate=_read()),
    )


def without_a_place(state: TargetState, reason: Reason, conflict: Disagreement) -> Verdict:
    """An item of five components whose row of the hub leads to nothing."""
    parts = [component(f"c{n}", f"องค์ประกอบ {n}", failed(Reason.INCOMPLETE)) for n in range(5)]
    link = component("g5", "ลิงก์ที่เปิดได้จริง", failed(reason), source_id="G5", check="target_alive")
    judged = verdict(
        "O9",
        Outcome.FAILED,
        *parts,
        link,
        reason=reason,
        candidate=replace(_read(), state=state),
    )
    sources = ItemSources(conflicts=(Conflict(kind=conflict, url=f"{HOME}ita/2569"),))
    return replace(as_item("O9", judged), sources=sources)


def _read() -> Candidate:
    return contact_candidate()


@pytest.fixture
def listed(oitwatch, home):
    """The list of an agency whose night ended with the verdicts given, in a format."""

    def of(told, *arguments):
        with open_store(home) as store:
            keep_night(store, 0, told)
        return oitwatch("missing", *arguments).out

    return of


def test_the_months_are_in_every_format(listed, oitwatch):
    """Each format of the list names the months, as the audit's report does."""
    words = "ขาดเดือนมกราคม 2569, กุมภาพันธ์ 2569 และมีนาคม 2569"
    text = listed({"O11": short_of_months()})
    document = json.loads(oitwatch("missing", "--format", "json").out)
    table = oitwatch("missing", "--format", "csv", "--header", "machine").out.lstrip("\ufeff")

    assert words in text
    assert words in document["failed"][0]["details_th"][0]
    assert words in next(csv.DictReader(table.splitlines()))["details_th"]


@pytest.mark.parametrize(
    ("state", "reason", "conflict", "pointer", "sentence"),
    [
        (
            TargetState.EMPTY,
            Reason.EMPTY_TARGET,
            Disagreement.HUB_EMPTY,
            f"แถวของข้อนี้ในหน้า OIT ({HOME}ita/2569) ไม่มีลิงก์ไปยังข้อมูล",
            "แต่ไม่มีลิงก์ไปยังข้อมูล",
        ),
        (
            TargetState.DEAD,
            Reason.DEAD_LINK,
            Disagreement.HUB_DEAD,
            f"ลิงก์ของข้อนี้ในหน้า OIT ({HOME}ita/2569) เปิดแล้วไม่พบหน้า",
            "แต่เปิดแล้วไม่พบหน้า",
        ),
    ],
)
def test_where_there_is_no_page_the_pointer_is_named_and_no_component(
    listed, state, reason, conflict, pointer, sentence
):
    """The list names the row of the hub; the report says once that nothing is there."""
    judged = without_a_place(state, reason, conflict)
    text = listed({"O9": judged})
    report = text_report(hand_made_run(verdicts=(judged,)), texts("th"))

    assert pointer in text
    assert sentence in text
    for told in (text, report):
        assert "หน้าที่พบไม่แสดง" not in told
    assert report.count("จึงไม่มีข้อมูลตามองค์ประกอบใด") == 1


def test_a_page_without_content_is_named_as_a_page(listed):
    """An empty page and a link that leads nowhere are not one and the same."""
    judged = without_a_place(TargetState.READ, Reason.EMPTY_TARGET, Disagreement.NOT_ON_HUB)

    assert "พบหน้าของ" in listed({"O9": judged})


def test_what_a_person_must_look_at_is_told_with_its_why(listed):
    """What one trouble keeps open is told once, by the item's sentence."""
    look = Finding(
        outcome=Outcome.CANT_TELL,
        reason=Reason.NEEDS_PERSON,
        details=(("found", "นายก อบต."), ("key", "vacant_post")),
    )
    judged = as_item(
        "O2",
        verdict(
            "O2",
            Outcome.CANT_TELL,
            component("head", "ข้อมูลผู้บริหารสูงสุด", look),
            reason=Reason.NEEDS_PERSON,
            candidate=_read(),
        ),
    )
    text = listed({"O2": judged, "O5": Reason.BLOCKED})

    assert "- ข้อมูลผู้บริหารสูงสุด: ขาดเฉพาะของ นายก อบต. ซึ่งเป็นตำแหน่งว่าง" in text
    assert "ยังตรวจข้อมูลไม่ได้" not in text


def test_a_list_of_many_counts_all_places_that_were_searched(listed, oitwatch):
    """A list over many agencies keeps no places, and still tells how many were searched."""
    parts = component("email", "อีเมล", failed(Reason.NOT_FOUND))
    judged = as_item(
        "O3", verdict("O3", Outcome.FAILED, parts, reason=Reason.INCOMPLETE, candidate=_read())
    )
    one = listed({"O3": judged}, "--agency", "ban.example")
    many = oitwatch("missing", "-v").out

    for text in (one, many):
        assert "ไม่พบอีเมล จากหน้าที่ค้นทั้งหมด 2 หน้า" in text


def test_the_english_list_tells_more_than_the_name_of_a_component(listed):
    """Not "period", but what the component asks for and what lacks."""
    text = listed({"O11": short_of_months()}, "--lang", "en")

    assert "- States the months:" in text
    assert "Missing: months" not in text


def test_what_was_seen_and_does_not_hold_stands_apart():
    """A dead link is not told as a thing that was found and holds."""
    held = component("name", "ชื่องาน", passed(quote("ขออนุญาตก่อสร้าง")))
    form = component("form", "ช่องทางเฉพาะ", failed(Reason.INCOMPLETE, quote("ร้องทุกข์ทั่วไป")))
    judged = as_item(
        "O17",
        verdict("O17", Outcome.FAILED, held, form, reason=Reason.INCOMPLETE, candidate=_read()),
    )
    report = text_report(hand_made_run(verdicts=(judged,)), texts("th"))
    found, wrong = report.split("สิ่งที่พบ แต่ยังไม่เป็นไปตามเกณฑ์")

    assert "ชื่องาน: “ขออนุญาตก่อสร้าง”" in found
    assert "ช่องทางเฉพาะ: “ร้องทุกข์ทั่วไป”" in wrong
    assert "ร้องทุกข์ทั่วไป" not in found


def test_a_row_that_shows_several_columns_is_quoted_once():
    """Columns that rest on the same words share them; other words have a line of their own."""
    row = quote("1 ซื้อวัสดุ 18,450 เฉพาะเจาะจง")
    parts = [component(name, name, passed(row)) for name in ("งาน", "วงเงิน", "วิธี")]
    other = component("none", "ไม่มี", passed(quote("เดือนพฤศจิกายน ไม่มี")))
    lacking = component("months", "เดือน", failed(Reason.INCOMPLETE))
    judged = as_item(
        "O11",
        verdict(
            "O11",
            Outcome.FAILED,
            *parts,
            other,
            lacking,
            reason=Reason.INCOMPLETE,
            candidate=_read(),
        ),
    )
    report = text_report(hand_made_run(verdicts=(judged,)), texts("th"))

    assert "งาน, วงเงิน, วิธี: “1 ซื้อวัสดุ 18,450 เฉพาะเจาะจง”" in report
    assert report.count("18,450") == 1
    assert "ไม่มี: “เดือนพฤศจิกายน ไม่มี”" in report


def test_a_score_without_a_band_is_one_figure(oitwatch, home):
    """Two like ends of a band are told once, as in the other reports."""
    with open_store(home) as store:
        keep_night(store, 0, {})
        store.save_run(
            replace(
                store.load_run("ban.example-2569-0"),
                run_id="exact",
                kind="manual",
                score=ScoreBand(code="OIT", low=50.0, high=50.0),
            ),
            None,
        )
    told = oitwatch("runs").out

    assert "คะแนน OIT ที่คาด 50  exact" in told
