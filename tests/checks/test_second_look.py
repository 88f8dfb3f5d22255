"""A second look before an item is told to lack something: a person is shown what may tell it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from judging import page, site

from checks.match.reading.likeness import models, runs_of
from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Case, Finding, Period
from checks.rulebook import load
from checks.second_look import looked_again

ITEM = next(item for item in load(2568).items if item.slug == "anticorruption_annual_report")
TOLD = Finding(outcome=Outcome.PASSED, note="shown")
ABSENT = Finding(outcome=Outcome.FAILED, reason=Reason.INCOMPLETE, note="not shown")
TITLE = "<h1>รายงานผลการดำเนินการป้องกันการทุจริต ปี 2567</h1><p>ฝ่ายกฎหมายจัดทำ</p><p>อบรมวินัย 2 รุ่น</p>"
ADVICE = "<p>อยากให้ปีหน้าจัดงบให้มากกว่านี้</p>"


def findings(**absent: Finding) -> dict[str, Finding]:
    return {component.component_id: TOLD for component in ITEM.components} | absent


def looked(body: str, found: Mapping[str, Finding]) -> dict[str, Finding]:
    pages = {"": "<h1>องค์การบริหารส่วนตำบลดินดาน</h1>", "r": TITLE + body}
    case = Case(
        site=site(pages),
        item_code=ITEM.item_code,
        slug=ITEM.slug,
        titles=(ITEM.title_th,),
        subjects=ITEM.subjects,
        fiscal_year_be=2568,
        period=Period(
            type=ITEM.period.type,
            fiscal_year_be=ITEM.period.fiscal_year_be,
            start=ITEM.period.start,
            end=ITEM.period.end,
        ),
        as_of=date(2025, 4, 24),
        agency_type="sao",
        candidate=None,
        documents=(page("r", pages["r"]),),
        gaps=(),
    )
    return looked_again(ITEM, found, case)


def test_a_line_like_those_that_tell_it_is_shown_to_a_person() -> None:
    seen = looked(ADVICE, findings(suggestions=ABSENT))["suggestions"]

    assert (seen.outcome, seen.reason) == (Outcome.CANT_TELL, Reason.NEEDS_PERSON)
    assert seen.quote is not None
    assert seen.quote.text == "อยากให้ปีหน้าจัดงบให้มากกว่านี้"
    assert seen.detail("key") == "may_be_told"


@pytest.mark.parametrize("words", ["", "<p>ติดต่อฝ่ายกฎหมาย ชั้น 2 อาคารสำนักงาน</p>"])
def test_without_such_a_line_it_stays_absent(words: str) -> None:
    found = findings(suggestions=ABSENT)

    assert looked(words, found) == found


def test_what_has_to_be_mended_anyway_is_told_as_it_stands() -> None:
    other_year = replace(ABSENT, reason=Reason.WRONG_PERIOD)
    period = next(c.component_id for c in ITEM.components if c.kind == "period")
    found = findings(suggestions=ABSENT) | {period: other_year}

    assert looked(ADVICE, found) == found


def test_one_absence_without_such_a_line_leaves_the_other_as_it_is() -> None:
    found = findings(suggestions=ABSENT, problems=ABSENT)

    assert looked("<p>อบรมวินัยพนักงานใหม่ครบทุกคน</p>" + ADVICE, found) == found


def test_nothing_is_made_to_pass() -> None:
    seen = looked(ADVICE, findings(suggestions=ABSENT))

    assert {name for name, finding in seen.items() if finding.outcome is Outcome.PASSED} == {
        component.component_id for component in ITEM.components
    } - {"suggestions"}


def test_runs_of_letters_weigh_together_one_and_know_no_figures() -> None:
    assert sum(share**2 for share in runs_of("ควรจัดอบรม 25 คน").values()) == pytest.approx(1)
    assert runs_of("อบรม 25 คน") == runs_of("อบรม ๑๗ คน")


def test_every_model_knows_words_and_may_be_reached() -> None:
    assert models()
    for model in models().values():
        assert 0.5 < model.least < 1
        assert any(weight > 0 for weight in model.weights.values())
