"""``oitwatch ready``: days left, blockers, what expires, who must act, the score band."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest
from hand_made_run import hand_made_run, quote
from nights import failing, keep_night, night, passing

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.rulebook import load
from checks.score import score
from oitwatch.readiness import Expiry, WindowState, readiness
from oitwatch.reports.json_report import two_decimals
from oitwatch.reports.readiness import ready_text
from oitwatch.texts import texts
from oitwatch.todo import agency_todo
from store.records import AgencyEntry, Errand, RunKind
from store.store import open_store

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "ready-schema.json"
DAY = date(2026, 3, 15)


@pytest.fixture
def store(home):
    with open_store(home) as opened:
        yield opened


def ready(store, as_of=DAY, *, year=2569, agency_id="ban.example"):
    todo = agency_todo(store, agency_id, year, None)
    return readiness(todo, as_of, store.tickets.all(agency_id=agency_id))


def document(oitwatch, *arguments):
    ran = oitwatch("ready", "--format", "json", *arguments)
    found = json.loads(ran.out)
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    return found, ran


@pytest.mark.parametrize(
    ("as_of", "state", "days"),
    [
        (date(2026, 2, 28), WindowState.BEFORE, 61),
        (date(2026, 3, 1), WindowState.OPEN, 60),
        (date(2026, 4, 29), WindowState.OPEN, 1),
        (date(2026, 4, 30), WindowState.OPEN, 0),
        (date(2026, 5, 1), WindowState.CLOSED, None),
    ],
)
def test_days_to_the_close_of_the_window(store, as_of, state, days):
    """The last day belongs to the window; after it none are left."""
    keep_night(store, 0, {})
    found = ready(store, as_of)

    assert (found.state, found.days_left) == (state, days)


def test_a_closed_window_names_the_next_one(store):
    """The same days of the next year, said to be an estimate; a shipped year's own come first."""
    keep_night(store, 0, {})
    keep_night(store, 1, {}, fiscal_year_be=2567, agency_id="old.example")
    following = ready(store, date(2026, 5, 15)).next_window
    shipped = ready(store, date(2025, 4, 10), year=2567, agency_id="old.example").next_window

    assert (following.fiscal_year_be, following.start, following.end, following.estimated) == (
        2570,
        date(2027, 3, 1),
        date(2027, 4, 30),
        True,
    )
    assert (shipped.fiscal_year_be, shipped.end, shipped.estimated) == (
        2568,
        date(2025, 4, 30),
        False,
    )


def test_how_sure_the_days_are_is_said(oitwatch, store):
    """Days that nobody announced are called an estimate from the year before."""
    keep_night(store, 0, {})
    words = "ยังไม่มีประกาศยืนยัน เป็นการประมาณจากปีก่อน"

    assert words in oitwatch("ready", "--as-of", "15 มี.ค. 69").out
    assert document(oitwatch, "--as-of", "2026-03-15")[0]["window"]["confidence_th"] == f"({words})"
    assert "รอบถัดไป (ปีงบประมาณ พ.ศ. 2570)" in oitwatch("ready", "--as-of", "15/5/2569").out


def test_blockers_are_told_with_what_they_gain_together(store):
    """Most points first; the joint gain is the score's own, not the sum of rounded gains."""
    told = dict.fromkeys(("O3", "O7", "O9"), Reason.INCOMPLETE)
    keep_night(store, 0, told)
    found = ready(store)
    gains = [item.points for item in found.blockers]
    rulebook = load(2569)
    verdicts = {item.item_code: found.todo.verdicts[item.item_code] for item in rulebook.items}
    all_pass = {
        code: replace(judged, outcome=Outcome.PASSED, reason=None)
        for code, judged in verdicts.items()
    }

    assert gains == sorted(gains, reverse=True)
    assert found.after_all == score(rulebook, all_pass)
    assert found.after_all.low == pytest.approx(100.0)
    assert found.after_all.low - found.score.low == pytest.approx(sum(gains))
    assert two_decimals(found.after_all.low - found.score.low) != sum(
        two_decimals(gain) for gain in gains
    )


def test_the_fewest_that_reach_the_target(store):
    """Counted from the most points down, on the low end of the band."""
    every = [item.item_code for item in load(2569).items]
    keep_night(store, 0, dict.fromkeys(every, Reason.INCOMPLETE))
    keep_night(store, 0, {}, agency_id="good.example")
    found = ready(store)
    first = [item.verdict.item_code for item in found.blockers]

    assert found.todo.score_with(first[: found.enough]).low >= 85
    assert found.todo.score_with(first[: found.enough - 1]).low < 85
    assert ready(store, agency_id="good.example").enough == 0


def test_what_cannot_be_told_may_keep_the_target_out_of_reach(store):
    """No number of blockers is enough while most of the score is open."""
    opened = {item.item_code: Reason.FETCH_FAILED for item in load(2569).items}
    keep_night(store, 0, opened | {"O3": Reason.INCOMPLETE})

    assert ready(store).enough is None


def test_items_of_the_year_expire_with_it(store):
    """What is of the year must be new on 1 October; what stands, stands; plans by their years."""
    keep_night(
        store,
        0,
        {
            "O5": passing("O5", quote("แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)")),
            "O23": passing("O23", quote("แผนปฏิบัติการป้องกันการทุจริต พ.ศ. ๒๕๖๗–๒๕๖๙")),
        },
    )
    found = ready(store)
    expiring = {entry.item.item_code: entry.expiry for entry in found.expiring}

    assert found.turns_on == date(2026, 10, 1)
    assert expiring["O23"] is Expiry.PLAN_ENDS
    assert "O5" not in expiring
    assert "O3" not in expiring
    assert {code for code, expiry in expiring.items() if expiry is Expiry.RENEW} == {
        item.item_code
        for item in load(2569).items
        if item.period.type in {"current_fiscal_year", "first_6_months_min", "previous_fiscal_year"}
    }
    assert expiring["O9"] is Expiry.CHECK_IN_FORCE


def test_a_plan_whose_years_nothing_shows_is_to_be_looked_at(store):
    """Years on a page that failed, and years of another plan, prove nothing."""
    keep_night(
        store,
        0,
        {
            "O5": failing("O5", Reason.INCOMPLETE, quote("แผนพัฒนา พ.ศ. 2566 - 2569")),
            "O23": passing("O23", quote("แผนปฏิบัติการ พ.ศ. 2561 - 2565")),
        },
    )
    expiring = {entry.item.item_code: entry.expiry for entry in ready(store).expiring}

    assert expiring["O5"] is expiring["O23"] is Expiry.CHECK_PLAN


def test_items_that_are_not_owed_do_not_expire(store):
    """An agency has nothing to renew where it owes nothing."""
    keep_night(store, 0, {"O4": Outcome.INAPPLICABLE})

    assert "O4" not in {entry.item.item_code for entry in ready(store).expiring}


def test_what_is_not_due_says_from_when_it_can_be_complete(oitwatch, store):
    """The first six months end on 31 March; it is no blocker."""
    keep_night(store, 0, {"O11": failing("O11", Reason.NOT_YET_DUE, component_id="period")})
    found, ran = document(oitwatch, "--as-of", "2026-03-15")

    assert found["blockers"] == []
    assert [(entry["item_code"], entry["due_from"]) for entry in found["not_yet_due"]] == [
        ("O11", "2026-04-01")
    ]
    assert ran.code == 1
    assert "ครบได้ตั้งแต่ 1 เม.ย. 2569" in oitwatch("ready", "--as-of", "15/3/69").out


def test_who_must_act_is_told_by_move(oitwatch, store):
    """What cannot be told is grouped by who acts, with what to do."""
    keep_night(
        store,
        0,
        {
            "O1": Reason.TLS_FAILED,
            "O2": Reason.BUDGET_EXHAUSTED,
            "O4": Reason.NEEDS_PERSON,
            "O6": Reason.NEEDS_PERSON,
        },
    )
    out = oitwatch("ready", "--as-of", "15/3/69").out
    places = [
        out.index(f"ผู้ที่ต้องดำเนินการ: {who}")
        for who in ("หน่วยงาน", "ผู้ดูแลระบบตรวจ", "เจ้าหน้าที่ผู้รับผิดชอบ ITA")
    ]

    assert places == sorted(places)
    assert "? o4, o6 · " in out
    assert "--max-pages" in out


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "ส่วน OIT ถึงเป้า 85 แล้ว"),
        ({"O24": Reason.BLOCKED, "O11": Reason.BLOCKED, "O14": Reason.BLOCKED,
          "O3": Reason.BLOCKED}, "ส่วน OIT อาจถึงเป้า 85"),
        ({"O24": Reason.NOT_FOUND, "O11": Reason.NOT_FOUND, "O26": Reason.NOT_FOUND,
          "O3": Reason.BLOCKED}, "แม้ข้อที่ยังตรวจไม่ได้จะผ่านทั้งหมด"),
        ({"O24": Reason.NOT_FOUND, "O11": Reason.NOT_FOUND, "O26": Reason.NOT_FOUND},
         "ส่วน OIT ยังไม่ถึงเป้า 85 ขณะนี้ขาดอีก"),
    ],
)  # fmt: skip
def test_the_band_against_the_target_in_words(oitwatch, store, told, words):
    """Only of the OIT part, and it says so."""
    keep_night(store, 0, told)
    out = oitwatch("ready", "--as-of", "15/3/69").out

    assert words in out
    assert "ระดับผลการประเมินต้องใช้คะแนน IIT และ EIT ด้วย" in out


def test_missed_nights_are_told(oitwatch, store):
    """Nights after the newest run that nobody served, up to the day; served ones do not count."""
    keep_night(store, 0, {})
    served = date(2026, 2, 2)
    for day in (served, *(served + timedelta(days=number) for number in (1, 2, 60))):
        store.tickets.skip(RunKind.NIGHTLY, day, ["ban.example"], at=night(5), detail="off")
    found, _ = document(oitwatch, "--as-of", "2026-02-10")

    assert found["missed_nights"] == ["2026-02-04", "2026-02-03"]
    assert "หลังจากนั้นไม่ได้ตรวจ 2 คืน" in oitwatch("ready", "--as-of", "10/2/69").out


@pytest.mark.parametrize(
    ("nights", "code"),
    [
        ([{}], 0),
        ([{"O3": Reason.INCOMPLETE}], 1),
        ([{"O3": Reason.FETCH_FAILED}], 3),
        ([{}, {"O3": Reason.INCOMPLETE}], 3),
        ([{"O3": Outcome.UNTESTED}], 3),
        ([{"O3": Outcome.INAPPLICABLE}], 0),
        ([{"O3": Reason.FETCH_FAILED, "O5": Reason.NOT_FOUND}], 1),
    ],
)
def test_exit_codes(oitwatch, store, nights, code):
    """0 when all that is owed passes, 1 when something fails, 3 when something is open."""
    for number, told in enumerate(nights):
        keep_night(store, number, told)

    assert oitwatch("ready", "--as-of", "2026-03-15").code == code


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--agency", "nowhere.example"], "ไม่มีผลตรวจของ nowhere.example"),
        (["--agency", "new.example"], "oitwatch run --agency new.example"),
        (["--agency", "ban.example", "--year", "2568"], "สำหรับปี 2568"),
        ([], "โปรดระบุหน่วยงานด้วย --agency"),
        (["--agency", "ban.example", "--as-of", "31/2/69"], "“31/2/69” ไม่ใช่วันที่"),
    ],
)
def test_bad_usage(oitwatch, store, arguments, words):
    """An agency that was never audited: what to do, exit 2."""
    entry = AgencyEntry(agency_id="new.example", name_th="ก", home_url="https://new.example/")
    store.register.put([entry], at=night(0))
    keep_night(store, 0, {})
    keep_night(store, 0, {}, agency_id="too.example")
    ran = oitwatch("ready", *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_nothing_audited_yet(oitwatch, home):
    """An empty home says how to begin."""
    ran = oitwatch("ready")

    assert ran.code == 2
    assert "oitwatch audit" in ran.err


def test_an_event_of_the_site_is_one_line(oitwatch, store):
    """The items are not listed, and the score is that of what stands."""
    keep_night(store, 0, {})
    keep_night(store, 1, {item.item_code: Reason.NOT_FOUND for item in load(2569).items})
    found, ran = document(oitwatch, "--as-of", "2026-03-15")

    assert (found["site_event"], found["score"], ran.code) == (
        True,
        {"low": 100.0, "high": 100.0},
        3,
    )
    assert oitwatch("ready", "--as-of", "15/3/69").out.count("o26") == 2  # the event, what expires


def full(store):
    """A night with something of everything."""
    not_due = failing("O11", Reason.NOT_YET_DUE, component_id="period")
    early = {"O3": Reason.INCOMPLETE, "O24": Reason.NOT_FOUND, "O11": not_due}
    keep_night(store, 0, early)
    keep_night(
        store,
        1,
        early
        | {
            "O1": Reason.NOT_FOUND,
            "O20": Reason.BLOCKED,
            "O22": Reason.NEEDS_PERSON,
        },
    )
    store.tickets.skip(
        RunKind.NIGHTLY, date(2026, 2, 4), ["ban.example"], at=night(3), detail="off"
    )
    return ready(store)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("short", [False, True])
def test_the_text_is_as_reviewed(store, lang, short):
    """The whole text, and the short one of the demo."""
    name = f"ready-{'short-' if short else ''}{lang}.txt"

    assert ready_text(full(store), texts(lang), short=short) == (GOLDEN / name).read_text(
        encoding="utf-8"
    )


def test_a_year_whose_rulebook_is_gone(oitwatch, store):
    """What was found is told with the points it had; nothing is reckoned anew."""
    store.save_run(hand_made_run(fiscal_year_be=2560), None)
    found, ran = document(oitwatch, "--as-of", "1/1/60")

    assert (found["window"]["state"], found["gain"], found["expiring"]) == ("unknown", None, [])
    assert [entry["points"] for entry in found["blockers"]] == [2.5, 1.25]
    assert "แก้ครบทุกข้อ" not in oitwatch("ready", "--as-of", "1/1/60").out
    assert ran.code == 1


def test_an_agency_that_passes_everything(oitwatch, store):
    """It is told since when, with what still expires."""
    keep_night(store, 0, {})
    ran = oitwatch("ready", "--as-of", "15/3/69")

    assert "ครบทุกข้อแล้ว ณ 2 ก.พ. 2569" in ran.out
    assert "เมื่อเริ่มปีงบประมาณ 2570" in ran.out


def test_a_passed_deadline_of_the_year_is_told_as_passed(store):
    """From 1 October on the year has begun."""
    keep_night(store, 0, {})

    assert "เริ่มปีงบประมาณ 2570 แล้วตั้งแต่ 1 ต.ค. 2569" in ready_text(
        ready(store, date(2026, 10, 1)), texts("th")
    )
    assert "เมื่อเริ่มปีงบประมาณ 2570 ในวันที่ 1 ต.ค. 2569" in ready_text(
        ready(store, date(2026, 9, 30)), texts("th")
    )


def test_a_site_that_nobody_can_read_has_no_sure_score(oitwatch, store):
    """What passed months ago is counted as failed at the low end; the target is not reached."""
    keep_night(store, 0, {})
    for number in (1, 40):
        keep_night(
            store, number, {item.item_code: Reason.FETCH_FAILED for item in load(2569).items}
        )
    found, ran = document(oitwatch, "--as-of", "2026-03-15")
    out = oitwatch("ready", "--as-of", "2026-03-15").out

    assert (found["score"], found["enough"]) == ({"low": 0.0, "high": 100.0}, None)
    assert "26 ข้อที่เคยผ่าน ตรวจไม่ได้ตั้งแต่ 3 ก.พ. 2569" in out
    assert "ถึงเป้า 85 แล้ว" not in out
    assert ran.code == 3


def test_a_night_is_no_day(store):
    """The run of an evening ends on the next day; the night of that day is missed all the same."""
    run = keep_night(store, 0, {})
    book, ended = store.tickets, run.finished_at
    evening = date(2026, 2, 1)
    book.plan(RunKind.NIGHTLY, evening, ["ban.example"], due_at=ended)
    ticket = book.claim(
        [Errand(kind=RunKind.NIGHTLY)], owner="x", now=ended, lease=timedelta(minutes=1), attempts=3
    )
    later = replace(run, run_id="evening", as_of=evening)
    store.save_run(later, None, ticket=ticket)
    book.skip(RunKind.NIGHTLY, date(2026, 2, 2), ["ban.example"], at=night(1), detail="off")

    assert ready(store).missed == (date(2026, 2, 2),)


def test_a_night_in_error_is_missed_when_no_attempt_is_left(store):
    """Until then it is owed; a later night ends it."""
    keep_night(store, 0, {})
    book, owed = store.tickets, date(2026, 2, 4)
    book.plan(RunKind.NIGHTLY, owed, ["ban.example"], due_at=night(2))
    ticket = book.claim(
        [Errand(kind=RunKind.NIGHTLY)],
        owner="x",
        now=night(2),
        lease=timedelta(minutes=1),
        attempts=3,
    )
    book.fail(ticket, now=night(2), retry_at=night(2), error_id="7f3k2m1p", detail="x")
    todo = agency_todo(store, "ban.example", 2569, None)

    assert readiness(todo, DAY, book.all(), attempts=3).missed == ()
    assert readiness(todo, DAY, book.all(), attempts=1).missed == (owed,)
    book.plan(RunKind.NIGHTLY, date(2026, 2, 5), ["ban.example"], due_at=night(3))
    assert readiness(todo, DAY, book.all(), attempts=3).missed == (owed,)
