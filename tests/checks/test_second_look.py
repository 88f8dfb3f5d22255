"""A second look before an item is told to lack something: a person is shown what may tell it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from judging import page, site, verdicts

from checks.match.reading.likeness import models, pieces_of, runs_of
from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Case, Finding, Period
from checks.rulebook import load
from checks.second_look import looked_again

ITEM = next(item for item in load(2568).items if item.slug == "anticorruption_annual_report")
TOLD = Finding(outcome=Outcome.PASSED, note="shown")
ABSENT = Finding(outcome=Outcome.FAILED, reason=Reason.INCOMPLETE, note="not shown")
TITLE = "<h1>รายงานผลการดำเนินการป้องกันการทุจริต ปี 2567</h1><p>ฝ่ายกฎหมายจัดทำ</p><p>อบรมวินัย 2 รุ่น</p>"
ADVICE = "<p>อยากให้ปีหน้าเริ่มโครงการให้เร็วขึ้น</p>"


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


def test_a_cell_below_a_heading_that_another_component_answers_tells_nothing_else() -> None:
    table = (
        "<table><tr><th>กิจกรรม</th><th>ผล</th></tr>"
        "<tr><td>อบรมวินัย</td><td>ควรเพิ่มช่องทางประชาสัมพันธ์ให้มากขึ้น</td></tr></table>"
    )
    open_ = looked(table, findings(suggestions=ABSENT))["suggestions"]
    assert open_.quote is not None
    told = Finding(outcome=Outcome.PASSED, note="shown", quotes=(open_.quote,))

    seen = looked(table, findings(suggestions=ABSENT, project_results=told))["suggestions"]

    assert open_.outcome is Outcome.CANT_TELL
    assert seen.outcome is Outcome.FAILED


def test_a_line_like_those_that_tell_it_is_shown_to_a_person() -> None:
    seen = looked(ADVICE, findings(suggestions=ABSENT))["suggestions"]

    assert (seen.outcome, seen.reason) == (Outcome.CANT_TELL, Reason.NEEDS_PERSON)
    assert seen.quote is not None
    assert seen.quote.text == "อยากให้ปีหน้าเริ่มโครงการให้เร็วขึ้น"
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


RISKS = "การประเมินความเสี่ยงการทุจริตในประเด็นที่เกี่ยวข้องกับสินบน ประจำปีงบประมาณ พ.ศ. 2568"
ROWS = (
    ("อนุมัติ อนุญาต ตาม พ.ร.บ. อำนวยความสะดวก", "รับเงินเร่งใบอนุญาต", "สูง", "แจ้งวันรับเป็นหนังสือ"),
    ("การใช้อำนาจและการให้บริการ", "เลือกส่งน้ำให้บ้านที่ให้สินน้ำใจ", "กลาง", "จัดคิวบนกระดาน"),
    ("การใช้งบประมาณ จัดซื้อจัดจ้าง", "ผู้รับเหมาให้เปอร์เซ็นต์กรรมการ", "สูง", "ให้ตัวแทนร่วมตรวจรับ"),
    ("การบริหารงานบุคคล", "เรียกเงินเข้าเป็นพนักงานจ้าง", "ต่ำ", "ประกาศคะแนนทุกขั้น"),
)


def risks(*columns: int) -> tuple[Outcome, str, str]:
    """The risk events of a table with these columns: outcome, key and quote."""
    heads = ("ด้าน", "ถ้าเกิดจะเป็นแบบไหน", "ระดับเสี่ยง", "ป้องกันอย่างไร")
    table = "".join(
        f"<tr>{''.join(f'<td>{row[n]}</td>' for n in columns)}</tr>" for row in (heads, *ROWS)
    )
    pages = {
        "": f'<nav><a href="/r">{RISKS}</a></nav><h1>องค์การบริหารส่วนตำบลดินดาน</h1>',
        "r": f"<h1>{RISKS}</h1><p>เห็นชอบ 20 พ.ย. 2567</p><table>{table}</table>",
    }
    found = verdicts(site(pages), items=["O23"])["O23"]
    events = next(c.finding for c in found.components if c.component_id == "risk_event")
    return events.outcome, events.detail("key"), events.quote.text if events.quote else ""


def test_a_verdict_shows_the_cell_that_may_tell_it() -> None:
    outcome, key, quote = risks(0, 1, 2, 3)

    assert (outcome, key) == (Outcome.CANT_TELL, "may_be_told")
    assert quote in {row[1] for row in ROWS}


def test_a_verdict_without_such_cells_fails() -> None:
    assert risks(0, 2, 3) == (Outcome.FAILED, "", "")


def test_quotes_are_the_text_of_the_page() -> None:
    document = page(
        "r",
        TITLE
        + "<p>"
        + "ยาวมาก " * 90
        + "</p><table><tr><td>กองคลัง</td><td>งานพัสดุ</td></tr></table>",
    )

    pieces = pieces_of([document])

    assert {"กองคลัง", "งานพัสดุ"} <= {piece.text for piece in pieces}
    for piece in pieces:
        assert piece.text.endswith(document.text[piece.start : piece.end])
