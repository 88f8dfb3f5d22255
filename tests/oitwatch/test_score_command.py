"""``oitwatch score``: the standing score, what-if, total and level, through the command."""

import json
from fractions import Fraction

import pytest
import scoring
from nights import keep_night

from checks.reasons import Reason
from checks.rulebook import load
from oitwatch.commands.score import ScoreCommand, tool_scores
from oitwatch.errors import UsageError
from oitwatch.texts import texts
from store.store import open_store

HOME_PAGE = """<!doctype html><html lang="th"><head><meta charset="utf-8">
<title>องค์การบริหารส่วนตำบลบ้านหนองทราย</title></head><body>
<nav><ul><li><a href="/">หน้าแรก</a></li><li><a href="/contact.html">ติดต่อเรา</a></li>
<li><a href="/news.html">ข่าวประชาสัมพันธ์</a></li></ul></nav>
<main><h1>องค์การบริหารส่วนตำบลบ้านหนองทราย</h1><p>ยินดีต้อนรับสู่เว็บไซต์ของเรา</p></main>
</body></html>"""
NEWS_PAGE = HOME_PAGE.replace(
    "<p>ยินดีต้อนรับสู่เว็บไซต์ของเรา</p>",
    "<h2>ข่าวประชาสัมพันธ์</h2><ul><li>10 มกราคม 2569 ประชุมประชาคมหมู่บ้าน</li></ul>",
)
AUDIT = ("audit", "--year", "2569", "--as-of", "2026-05-15", "--min-gap", "0", "--format", "json")


@pytest.fixture
def audited(oitwatch, site):
    """A small site, audited: its result document."""
    pages = {"index.html": HOME_PAGE, "contact.html": HOME_PAGE, "news.html": NEWS_PAGE}
    return json.loads(oitwatch(*AUDIT, site(pages)).out)


def scored(oitwatch, *arguments):
    ran = oitwatch("score", *arguments, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def typed(**figures):
    return tool_scores(ScoreCommand(agency=None, year=None, lang="th", **figures))


def test_the_sheet_is_the_official_table(oitwatch, audited):
    """Sub-indicators and indicators are those of the audit; the weights make 100."""
    document = scored(oitwatch, "--agency", audited["agency"]["agency_id"])
    assert document["score"] == audited["score"]
    assert sum(item["weight"] for item in document["items"]) == pytest.approx(100, abs=0.1)
    assert [item["item_code"] for item in document["items"]] == [
        item["item_code"] for item in audited["items"]
    ]
    assert document["assumed"] is None
    assert document["total"] is None


def test_assumed_items_add_their_weights(oitwatch, audited):
    """The joint gain of failed items is the sum of what each weighs."""
    failed = [i["item_code"] for i in audited["items"] if i["outcome"] == "failed"][:3]
    document = scored(oitwatch, "--assume", ",".join(failed[:2]), "--assume", failed[2].lower())
    weights = {item["item_code"]: item["weight"] for item in document["items"]}

    assert document["assumed"]["items"] == failed
    assert document["assumed"]["gain"]["low"] == pytest.approx(
        sum(weights[code] for code in failed), abs=0.02
    )
    assert document["assumed"]["score"]["low"] == pytest.approx(
        document["score"]["low"] + document["assumed"]["gain"]["low"], abs=0.01
    )


def test_assuming_what_passed_changes_nothing(oitwatch, audited):
    """Passed items are named as without effect."""
    passed = [i["item_code"] for i in audited["items"] if i["outcome"] == "passed"]
    assert passed
    document = scored(oitwatch, "--assume", passed[0])
    assert document["assumed"]["no_effect"] == [passed[0]]
    assert document["assumed"]["gain"] == {"low": 0.0, "high": 0.0}


def test_an_item_that_was_never_tested_is_open(oitwatch, site):
    """A run of one item leaves the others anywhere between 0 and 100."""
    url = site({"index.html": HOME_PAGE})
    oitwatch(*AUDIT, "--item", "O3", url)
    document = scored(oitwatch)
    others = [item for item in document["items"] if item["item_code"] != "O3"]
    assert {(i["outcome"], i["low"], i["high"]) for i in others} == {("untested", 0.0, 100.0)}


def test_total_and_level_with_iit_and_eit(oitwatch, audited):
    """By indicators or as one value; the level is a range where items are open."""
    document = scored(
        oitwatch, "--iit", "99.44,97.75,98.79,97.47,98.79", "--eit", "92.83,91.26,90.33"
    )
    total, oit = document["total"], document["score"]
    assert (total["iit"], total["eit"]) == (98.45, 91.47)
    assert total["low"] == pytest.approx(0.3 * 98.448 + 0.3 * 91.4733 + 0.4 * oit["low"], abs=0.01)
    assert total["level_low"]["label_th"] in {"ต้องปรับปรุง", "ต้องปรับปรุงโดยด่วน"}
    assert total["to_target"]["oit_needed"] == 70.06
    assert total["next_level"] is not None


def test_the_text_shows_the_formula(oitwatch, audited):
    """Every sub-indicator, both indicators, the total, the target and the next level."""
    out = oitwatch("score", "--assume", "O3", "--iit", "๙๐", "--eit", "85").out
    for words in (
        "9.1", "10.2", "ตัวชี้วัดที่ 9 = (", "OIT = (", "0.30 × 90.00 + 0.30 × 85.00 + 0.40 × ",
        "ระดับ: ", "เป้าหมาย 85.00", "ระดับถัดไป", "หากข้อ o3 ผ่าน", "แทนทั้งสองส่วน",
    ):  # fmt: skip
        assert words in out, words
    assert "indicator 9 = (" in oitwatch("score", "--lang", "en").out


def test_the_score_is_of_what_stands(oitwatch, home, site):
    """A first failure after a pass waits for a second look, here too."""
    url = site({"index.html": HOME_PAGE, "news.html": NEWS_PAGE})
    first = json.loads(oitwatch(*AUDIT, url).out)
    agency = first["agency"]["agency_id"]
    with open_store(home) as store:
        before = store.last_run(agency)
    passed = [v.item_code for v in before.verdicts if v.outcome.value == "passed"]
    assert passed
    from dataclasses import replace

    from checks.outcome import Outcome
    from checks.reasons import Reason

    turned = tuple(
        replace(v, outcome=Outcome.FAILED, reason=Reason.NOT_FOUND) if v.item_code in passed else v
        for v in before.verdicts
    )
    with open_store(home) as store:
        later = before.finished_at.replace(year=before.finished_at.year + 1)
        night = replace(before, run_id="night", kind="nightly")
        store.save_run(night, None)
        store.save_run(replace(night, run_id="later", verdicts=turned, finished_at=later), None)
    document = scored(oitwatch, "--agency", agency)
    outcomes = {item["item_code"]: item["outcome"] for item in document["items"]}
    assert {outcomes[code] for code in passed} == {"passed"}
    assert document["score"] == first["score"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--assume", "O99"), "O99"),
        (("--assume", "abc"), "abc"),
        (("--iit", "90"), "--eit"),
        (("--eit", "90"), "--iit"),
        (("--iit", "90,91", "--eit", "90"), "--iit"),
        (("--iit", "101", "--eit", "90"), "101"),
        (("--iit", "x", "--eit", "90"), "x"),
        (("--iit", "90", "--eit-part1", "90"), "--eit-part2"),
        (("--year", "2568"), "2568"),
        (("--agency", "nobody"), "nobody"),
    ],
)
def test_what_cannot_be_scored_is_one_sentence(oitwatch, audited, arguments, words):
    """Unknown items, years, agencies and figures end with 2 and the name of what is wrong."""
    ran = oitwatch("score", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_year_that_knows_no_parts_of_the_eit_refuses_them(oitwatch, audited, monkeypatch):
    """Before 2566 the EIT is one; its levels are letters by the total alone."""
    monkeypatch.setattr("oitwatch.commands.score.loaded", lambda year: scoring.rulebook(2564))
    tools = ("--iit", "90", "--eit-part1", "90", "--eit-part2", "90")
    ran = oitwatch("score", *tools)
    assert ran.code == 2
    assert "--eit" in ran.err
    document = scored(oitwatch, "--iit", "90", "--eit", "90")
    assert document["total"]["level_low"]["code"] in "ABCDEF"
    assert "แทนทั้งสองส่วน" not in oitwatch("score", "--iit", "90", "--eit", "90").out


def test_nothing_audited_nothing_scored(oitwatch):
    """An empty home says what to do first."""
    ran = oitwatch("score")
    assert ran.code == 2
    assert "audit" in ran.err


def test_the_parts_of_the_eit_stand_for_its_mean():
    """Without a mean of its own the EIT is that of its parts; with one the parts only condition."""
    assert typed(iit=("90",), eit_part1="80", eit_part2="91").eit == Fraction("85.5")
    both = typed(iit=("90",), eit=("88",), eit_part1="80", eit_part2="91")
    assert (both.eit, both.eit_parts) == (Fraction(88), (Fraction(80), Fraction(91)))
    assert typed(iit=("90", "90", "90", "90", "91"), eit=("80,90,91",)).eit == Fraction(87)
    assert typed() is None
    with pytest.raises(UsageError):
        typed(eit_part1="80", eit_part2="91")


def test_every_level_of_every_year_has_its_words():
    """Tools that a level sets conditions on are named in both languages."""
    from checks.rulebook import load, shipped_years

    tools = {name for year in shipped_years() for name in load(year).grades.tools_for_min_each}
    for lang in ("th", "en"):
        assert all(texts(lang).has(f"score.tool.{name}") for name in tools)


def test_a_pass_that_cannot_be_seen_any_more_is_no_sure_score(oitwatch, home):
    """Months without a readable page: the low end counts what passed as failed, and says so."""
    codes = [item.item_code for item in load(2569).items]
    with open_store(home) as store:
        keep_night(store, 0, {})
        for number in (1, 60):
            keep_night(store, number, dict.fromkeys(codes, Reason.FETCH_FAILED))
    document = scored(oitwatch)

    assert (document["score"]["low"], document["score"]["high"]) == (0.0, 100.0)
    assert "26 ข้อที่เคยผ่าน ตรวจไม่ได้ตั้งแต่ 3 ก.พ. 2569" in oitwatch("score").out
