"""``oitwatch missing`` over agencies and nights."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from hand_made_run import CITIZEN_NUMBER, quote
from nights import failing, keep_night, night

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Finding
from checks.rulebook import load
from oitwatch.reports.missing_rows import rows_of
from oitwatch.todo import agency_todo
from store.records import AgencyEntry
from store.store import open_store

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "missing-schema.json"
PASS = Outcome.PASSED


@pytest.fixture
def store(home):
    with open_store(home) as opened:
        yield opened


def register(store, agency_id, *, province="", **facts):
    known = {"name_th": f"เทศบาลตำบล {agency_id}", "home_url": f"https://{agency_id}/"} | facts
    entry = AgencyEntry(agency_id=agency_id, province=province, **known)
    store.register.put([entry], at=night(0))


def listed(oitwatch, *arguments):
    """The documents by agency id, and how the command ended."""
    ran = oitwatch("missing", "--format", "json", *arguments)
    found = json.loads(ran.out)
    documents = found if isinstance(found, list) else [found]
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    return {document["agency_id"]: document for document in documents}, ran


def codes(document, *keys):
    return [entry["item_code"] for key in keys for entry in document[key]]


def test_what_stands_is_listed(oitwatch, store):
    """A second look, an open item and a real failure stand in lists of their own."""
    keep_night(store, 0, {"O3": Reason.INCOMPLETE})
    keep_night(
        store, 1, {"O3": Reason.INCOMPLETE, "O7": Reason.NOT_FOUND, "O9": Reason.FETCH_FAILED}
    )
    (document,) = listed(oitwatch)[0].values()

    assert codes(document, "failed") == ["O3"]
    assert codes(document, "awaiting") == ["O7"]
    assert codes(document, "cannot_tell") == ["O9"]
    assert document["cannot_tell"][0]["last_known"] == {
        "outcome": "passed",
        "at": "2026-02-01T18:30:00Z",
    }
    assert document["failed"][0]["first_seen_at"] == "2026-02-01T18:30:00Z"
    assert document["failed"][0]["last_checked_at"] == "2026-02-02T18:30:00Z"


def test_a_second_look_that_agrees_makes_it_missing(oitwatch, store):
    """Seen twice it counts; seen once and then passed it is gone."""
    keep_night(store, 0, {})
    keep_night(store, 1, {"O7": Reason.NOT_FOUND, "O9": Reason.NOT_FOUND})
    keep_night(store, 2, {"O7": Reason.NOT_FOUND})
    (document,) = listed(oitwatch)[0].values()

    assert codes(document, "failed", "awaiting") == ["O7"]


def test_the_last_thing_known_is_told(oitwatch, store):
    """An item that cannot be checked says what it was and when; a failure stays one."""
    keep_night(store, 0, {"O3": Reason.INCOMPLETE})
    keep_night(store, 1, {"O3": Reason.BLOCKED, "O9": Reason.BLOCKED})
    ran = oitwatch("missing")

    assert "ผลล่าสุดที่ตรวจได้: ผ่าน เมื่อ 2 ก.พ. 2569" in ran.out
    assert "การตรวจครั้งล่าสุดยังตรวจไม่ได้" in ran.out
    assert ran.code == 1


def test_items_that_were_never_tested_are_named(oitwatch, store):
    """After an audit of one item the others are neither missing nor forgotten."""
    others = {item.item_code: Outcome.UNTESTED for item in load(2569).items}
    keep_night(store, 0, others | {"O3": PASS})
    documents, ran = listed(oitwatch)

    assert len(documents["ban.example"]["not_tested"]) == 25
    assert ran.code == 0
    assert "== ยังไม่ตรวจ 25 ข้อ ==" in oitwatch("missing").out


def test_what_is_not_due_stands_apart(oitwatch, store):
    """It is no failure to mend: a heading of its own, no points, no unit is blamed."""
    keep_night(store, 0, {"O11": Reason.NOT_YET_DUE, "O3": Reason.INCOMPLETE})
    ran = oitwatch("missing")

    assert "== ไม่ผ่าน 1 ข้อ ==" in ran.out
    assert "== ยังไม่ถึงกำหนด 1 ข้อ ==" in ran.out
    assert ran.out.count("คะแนน\n") == 1


def test_an_event_of_the_site_is_one_line(oitwatch, store):
    """When most of what passed turns at once, the items are not listed one by one."""
    every = {item.item_code: Reason.NOT_FOUND for item in load(2569).items}
    keep_night(store, 0, {})
    keep_night(store, 1, every)
    ran = oitwatch("missing")
    rows = oitwatch("missing", "--format", "csv").out.splitlines()

    assert ran.out.count("เปลี่ยนเป็นไม่ผ่านพร้อมกัน 26 ข้อ") == 1
    assert "~ o3" not in ran.out
    assert len(rows) == 2
    assert ran.code == 3


@pytest.fixture
def three(store):
    """Agencies of two provinces, one of them not registered, one archived."""
    register(store, "a.example", province="อุดรธานี", units=("สำนักปลัดเทศบาล", "กองคลัง"))
    register(store, "b.example", province="จังหวัดเลย")
    register(store, "old.example", province="เลย")
    register(store, "new.example", province="เลย")
    told = {"O3": Reason.INCOMPLETE, "O11": Reason.WRONG_PERIOD}
    keep_night(store, 0, told, agency_id="a.example")
    keep_night(store, 3, {"O3": Reason.NOT_FOUND}, agency_id="b.example")
    keep_night(store, 3, {"O3": Reason.NOT_FOUND}, agency_id="old.example")
    keep_night(store, 3, {"O5": Reason.FETCH_FAILED}, agency_id="free.example", name_th="")
    store.register.retire("old.example", at=night(4))
    return store


def test_every_agency_that_is_audited_is_listed(oitwatch, three):
    """Registered ones that are not archived and unregistered ones; most to gain first."""
    documents, ran = listed(oitwatch)

    assert list(documents) == ["a.example", "b.example", "free.example", "new.example"]
    assert ran.code == 1
    assert "หน่วยงานที่ยังไม่เคยตรวจ (1): new.example" in oitwatch("missing").out


@pytest.mark.parametrize(
    ("arguments", "agencies", "items", "code"),
    [
        (["--agency", "b.example"], ["b.example"], ["O3"], 1),
        (["--agency", "b.example", "--agency", "free.example"], ["b.example", "free.example"],
         ["O3", "O5"], 1),
        (["--agency", "old.example"], ["old.example"], ["O3"], 1),
        (["--agency", "free.example"], ["free.example"], ["O5"], 3),
        (["--province", "จ.เลย"], ["b.example", "new.example"], ["O3"], 1),
        (["--province", "อุดร"], ["a.example"], ["O11", "O3"], 1),
        (["--agency", "a.example", "--unit", "กองคลัง"], ["a.example"], ["O11"], 1),
        (["--agency", "a.example", "--unit", "กองช่าง"], ["a.example"], [], 0),
        (["--agency", "a.example", "--item", "๐๓"], ["a.example"], ["O3"], 1),
        (["--agency", "a.example", "--reason", "wrong-period"], ["a.example"], ["O11"], 1),
        (["--agency", "a.example", "--changed-since", "2 ก.พ. 69"], ["a.example"],
         ["O11", "O3"], 1),
        (["--agency", "a.example", "--changed-since", "๓/๒/๒๕๖๙"], ["a.example"], [], 0),
        (["--agency", "b.example", "--changed-since", "2026-02-05"], ["b.example"], ["O3"], 1),
        (["--agency", "b.example", "--year", "2569"], ["b.example"], ["O3"], 1),
    ],
)  # fmt: skip
def test_filters(oitwatch, three, arguments, agencies, items, code):
    """Each filter leaves what it says; the exit code is that of what is left."""
    documents, ran = listed(oitwatch, *arguments)
    left = [
        item for document in documents.values() for item in codes(document, "failed", "cannot_tell")
    ]

    assert (sorted(documents), left, ran.code) == (sorted(agencies), items, code)


def test_the_day_of_a_change_is_a_day_in_bangkok(oitwatch, store):
    """The run of 18:30 UTC on the 1st ended on the 2nd in Bangkok."""
    keep_night(store, 0, {"O3": Reason.INCOMPLETE})

    assert listed(oitwatch, "--changed-since", "2/2/2569")[1].code == 1
    assert listed(oitwatch, "--changed-since", "3/2/2569")[1].code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--agency", "nowhere.example"], "ไม่มีผลตรวจของ nowhere.example"),
        (["--agency", "new.example"], "oitwatch run --agency new.example"),
        (["--agency", "a.example", "--year", "2568"], "สำหรับปี 2568"),
        (["--year", "2568"], "ไม่มีผลตรวจของปี 2568"),
        (["--province", "น่าน"], "ไม่มีหน่วยงานที่ตรวจแล้วในจังหวัด “น่าน”"),
        (["--changed-since", "เมื่อวาน"], "“เมื่อวาน” ไม่ใช่วันที่"),
        (["--item", "O40"], "ไม่มีข้อ O40"),
        (["--format", "xlsx", "--output", "/nowhere/a.xlsx"], "เขียนแฟ้ม /nowhere/a.xlsx ไม่ได้"),
    ],
)
def test_a_filter_that_names_nothing_is_told(oitwatch, three, arguments, words):
    """One sentence with what to do, exit 2."""
    ran = oitwatch("missing", *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_a_filter_that_leaves_nothing_says_so(oitwatch, three):
    """It is not told that there is nothing to do."""
    ran = oitwatch("missing", "--agency", "a.example", "--unit", "กองช่าง")

    every = oitwatch("missing", "--unit", "กองช่าง", "--year", "2569")

    assert ran.out == every.out == "ไม่มีข้อที่ตรงกับตัวกรอง: กองช่าง\n"
    assert ran.code == every.code == 0


def test_a_year_in_the_common_era_is_told(oitwatch, three):
    """How a year was read stands on stderr when it can be read in two ways."""
    ran = oitwatch("missing", "--changed-since", "2/2/2026")

    assert "อ่านปี 2026 เป็นคริสต์ศักราช คือวันที่ 2 ก.พ. 2569" in ran.err


def test_one_agency_is_an_object_and_several_are_a_list(oitwatch, three):
    """A filter does not change the shape."""

    def shape(*arguments):
        return type(json.loads(oitwatch("missing", "--format", "json", *arguments).out))

    assert shape("--agency", "a.example") is dict
    assert shape() is list
    assert shape("--province", "เลย") is list
    assert shape("--agency", "a.example", "--agency", "b.example") is list


def test_a_second_year_has_a_list_of_its_own(oitwatch, store):
    """Without --year the newest audit's; nights of one year say nothing of another."""
    keep_night(store, 0, {"O3": Reason.INCOMPLETE}, fiscal_year_be=2568)
    keep_night(store, 1, {"O5": Reason.NOT_FOUND})

    assert codes(listed(oitwatch)[0]["ban.example"], "failed") == ["O5"]
    assert codes(listed(oitwatch, "--year", "2568")[0]["ban.example"], "failed") == ["O3"]


def test_no_citizen_number_is_shown(oitwatch, store):
    """Quotes, facts and names of the register are masked in every format."""
    words = f"เลขประจำตัว {CITIZEN_NUMBER}"
    register(store, "ban.example", name_th=words, owners=(("contact_info", words),))
    keep_night(store, 0, {"O3": failing("O3", Reason.INCOMPLETE, quote(words), missing=words)})
    for form in ("text", "json", "csv"):
        out = oitwatch("missing", "--format", form).out
        assert "x-xxxx-xxxxx-xx-x" in out
        assert CITIZEN_NUMBER not in out


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_list_of_several_agencies_is_as_reviewed(oitwatch, three, lang):
    """One line an item, the agencies apart, the sum last."""
    keep_night(three, 5, {"O3": Reason.INCOMPLETE, "O1": Reason.NOT_FOUND, "O20": Reason.BLOCKED},
               agency_id="a.example")  # fmt: skip
    ran = oitwatch("missing", "--lang", lang)

    assert ran.out == (GOLDEN / f"missing-{lang}.txt").read_text(encoding="utf-8")


def test_items_that_one_thing_keeps_open_share_a_line(oitwatch, three):
    """A site that is down is not told 26 times."""
    down = {item.item_code: Reason.FETCH_FAILED for item in load(2569).items}
    keep_night(three, 5, down, agency_id="free.example")
    out = oitwatch("missing").out

    assert "? o1, o2, o3, o4," in out
    assert out.count("เว็บไซต์ตอบรหัส 500") == 2  # O5 was never told, the others passed before


def test_agencies_that_were_never_audited_are_in_every_format(oitwatch, store, tmp_path):
    """Nothing is known of them, so it is not told that there is nothing to do."""
    register(store, "new.example", province="เลย")
    register(store, "ban.example")
    keep_night(store, 0, {}, fiscal_year_be=2568)
    keep_night(store, 1, {}, agency_id="other.example", fiscal_year_be=2569)
    documents, ran = listed(oitwatch)
    rows = oitwatch("missing", "--format", "csv")
    path = tmp_path / "list.xlsx"
    book = oitwatch("missing", "--format", "xlsx", "--output", path)
    summary, items, _ = openpyxl.load_workbook(path)
    of_year, _ = listed(oitwatch, "--year", "2569")

    assert (ran.code, rows.code, book.code, oitwatch("missing").code) == (3, 3, 3, 3)
    told = {key: (one["status"], one["run_id"], one["score"]) for key, one in documents.items()}
    assert told["new.example"] == ("never_audited", None, None)
    assert documents["ban.example"]["status"] == "audited"
    assert of_year["ban.example"]["status_th"] == "ยังไม่เคยตรวจ"
    assert "ยังไม่เคยตรวจสำหรับปี 2569 (2)" in oitwatch("missing", "--year", "2569").out
    assert [
        line for line in rows.out.splitlines() if "new.example" in line and "ยังไม่เคยตรวจ" in line
    ]
    assert [row[0].value for row in items.iter_rows(min_row=2)] == ["new.example"]
    words = [str(cell.value) for row in summary for cell in row if cell.value]
    assert "new.example" in words
    assert any("ยังไม่เคยตรวจ 1 แห่ง" in text for text in words)


def test_what_became_uncheckable_has_changed(oitwatch, store):
    """On the day from which it cannot be checked, however long ago it passed."""
    keep_night(store, 0, {})
    for number in (5, 6, 7):
        keep_night(store, number, {"O9": Reason.BLOCKED})
    (entry,) = listed(oitwatch, "--changed-since", "2026-02-07")[0]["ban.example"]["cannot_tell"]

    assert entry["first_seen_at"] == entry["changed_at"] == "2026-02-06T18:30:00Z"
    assert listed(oitwatch, "--changed-since", "2026-02-08")[1].code == 0


def test_a_failure_seen_once_is_told_when_nobody_can_look_again(oitwatch, store):
    """The row that cannot be told names the failure that waits for a second look."""
    keep_night(store, 0, {})
    keep_night(store, 1, {"O9": Reason.NOT_FOUND})
    keep_night(store, 2, {"O9": Reason.BLOCKED})
    (entry,) = listed(oitwatch)[0]["ban.example"]["cannot_tell"]

    assert "ก่อนหน้านั้นพบครั้งหนึ่งว่า" in entry["message_th"]
    assert "พบไม่ผ่านครั้งหนึ่งเมื่อ 3 ก.พ. 2569 รอตรวจซ้ำ" in oitwatch("missing").out


def test_an_event_that_was_confirmed_is_still_told_as_one(oitwatch, store):
    """Once, before the list of its items."""
    every = {item.item_code: Reason.NOT_FOUND for item in load(2569).items}
    keep_night(store, 0, {})
    for number in (1, 2):
        keep_night(store, number, every)
    out = oitwatch("missing").out
    _, event, first, *_ = oitwatch("missing", "--format", "csv").out.splitlines()

    assert out.count("พร้อมกัน 26 ข้อ") == 1
    assert out.count("✗ o") == 26
    assert "ไม่ผ่านพร้อมกัน" in event
    assert "ไม่พบ" in first
    assert listed(oitwatch)[0]["ban.example"]["site_event"] is True
    assert oitwatch("ready").out.count("พร้อมกัน 26 ข้อ") == 1


def test_a_run_that_was_asked_for_specially_is_named_as_such(oitwatch, store):
    """It is shown for want of another, and gives way to the first ordinary audit."""
    run = keep_night(store, 0, {})
    told = replace(run, run_id="special", kind="manual", as_of=date(2026, 1, 1),
                   agency=replace(run.agency, agency_id="new.example"))  # fmt: skip
    store.save_run(told, None)
    words = "ยังไม่มีผลตรวจประจำ"

    assert listed(oitwatch, "--agency", "new.example")[0]["new.example"]["ordinary"] is False
    assert words in oitwatch("missing", "--agency", "new.example").out
    assert words in oitwatch("ready", "--agency", "new.example").out
    assert words not in oitwatch("missing", "--agency", "ban.example").out


def test_every_row_has_an_address(oitwatch, store):
    """The first page searched or the home page where nothing was found; in the short list too."""
    keep_night(store, 0, {"O3": Reason.NOT_FOUND, "O1": Outcome.UNTESTED, "O9": Reason.BLOCKED})
    keep_night(store, 0, {"O3": Reason.NOT_FOUND}, agency_id="too.example")
    document = listed(oitwatch)[0]["ban.example"]
    entries = [one for key in ("failed", "cannot_tell", "not_tested") for one in document[key]]

    assert len(entries) == 3
    assert all(one["url"].startswith("https://www.bannongsai.example/") for one in entries)
    short = [line for line in oitwatch("missing").out.splitlines() if line.startswith("✗ o3")]
    assert len(short) == 2
    assert all("https://www.bannongsai.example/" in line for line in short)


def test_a_list_of_many_keeps_only_what_it_tells(store):
    """The rows say the same without what the verdicts rest on."""
    pages = tuple(f"https://www.bannongsai.example/{number}" for number in range(50))
    absent = Finding(outcome=Outcome.FAILED, reason=Reason.NOT_FOUND, searched=pages)
    lacking = failing("O3", Reason.INCOMPLETE, quote("หนึ่ง"), quote("สอง"))
    empty = replace(
        lacking, candidate=None, reason=Reason.NOT_FOUND,
        components=(replace(lacking.components[0], finding=absent),),
    )  # fmt: skip
    keep_night(
        store, 0, {"O3": lacking, "O5": replace(empty, item_code="O5"), "O9": Reason.BLOCKED}
    )
    todo = agency_todo(store, "ban.example", 2569, None)
    slim = todo.without_evidence()

    assert rows_of([slim]) == rows_of([todo])
    assert slim.score == todo.score
    parts = [part.finding for item in slim.items for part in item.verdict.components]
    assert max(len(part.searched) for part in parts) == 1
    assert max(len(part.quotes) for part in parts) == 1
    assert not any(item.verdict.candidates for item in slim.items)
