"""How lists of examples and statements of absence roll up into an item."""

import pytest
from judging import site, verdicts

from checks.api import cant_tell, inapplicable
from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import ComponentVerdict, Finding
from checks.rollup import examples_outcome

P, F = Outcome.PASSED, Outcome.FAILED
YES = Finding(outcome=P, note="shown")
NO = Finding(outcome=F, reason=Reason.INCOMPLETE, note="not shown")
OPEN = cant_tell(Reason.FETCH_FAILED, note="not read")
NOT_OWED = inapplicable("not owed")

FIELDS = {
    "ผลการดำเนินการ": "แล้วเสร็จตามแบบ",
    "งบประมาณที่ใช้": "120,000",
    "ปัญหาอุปสรรค": "ฝนตกชุกตลอดเดือน",
    "ข้อเสนอแนะ": "เริ่มงานก่อนฤดูฝน",
    "ร้อยละความสำเร็จ": "ร้อยละ 100",
}
MENU = '<nav><ul><li><a href="/report">รายงานผลการดำเนินงานประจำปี</a></li></ul></nav>'


def example(finding: Finding) -> ComponentVerdict:
    return ComponentVerdict(
        component_id="example",
        source_id="O1.1",
        label_th="ตัวอย่าง",
        requirement_th="ตัวอย่าง",
        requirement_en="example",
        check="field_shown",
        check_version=1,
        strength="example",
        confidence="medium",
        binds=True,
        machine_checkable=True,
        finding=finding,
    )


@pytest.mark.parametrize(
    ("findings", "outcome"),
    [
        ([YES, YES, YES], P),
        ([YES, YES, NOT_OWED], P),
        ([YES, NO, NO], F),
        ([NO], F),
        ([NO, NO, NO], F),
        ([YES, NO], Outcome.CANT_TELL),
        ([YES, YES, NO], Outcome.CANT_TELL),
        ([YES, OPEN, NO, NO], Outcome.CANT_TELL),
        ([OPEN, NO, NO], F),
        ([NOT_OWED], Outcome.INAPPLICABLE),
    ],
)
def test_a_list_of_examples(findings, outcome):
    """All shown passes, fewer than half fails even if what was not read showed; else a person."""
    assert examples_outcome([example(finding) for finding in findings]) is outcome


def report(year: int, *shown: str):
    """The verdict of the annual report (O12) with these columns, judged by an early year."""
    heads = "".join(f"<th>{name}</th>" for name in shown)
    cells = "".join(f"<td>{FIELDS[name]}</td>" for name in shown)
    html = (
        f"<h1>รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. {year - 1}</h1>"
        "<p>สรุปงานตามแผนดำเนินงานประจำปี</p>"
        f"<table><tr><th>ที่</th><th>ชื่องาน</th>{heads}</tr>"
        f"<tr><td>1</td><td>ซ่อมถนนสายบ้านตัวอย่าง หมู่ 2</td>{cells}</tr></table>"
    )
    return verdicts(site({"": MENU, "report": html}), year=year, items=["O12"])["O12"]


def test_all_examples_shown_pass_the_item_of_2564():
    """Results, spending, problems, suggestions and achievement: nothing is left to ask for."""
    assert report(2564, *FIELDS).outcome is Outcome.PASSED


def test_one_example_missing_is_left_to_a_person_in_2564_and_fails_2565():
    """The same report lacks something from 2565 on, when the list is asked for in full."""
    shown = [name for name in FIELDS if name != "ข้อเสนอแนะ"]
    early, later = report(2564, *shown), report(2565, *shown)

    assert (early.outcome, early.reason) == (Outcome.CANT_TELL, Reason.NEEDS_PERSON)
    assert (later.outcome, later.reason) == (Outcome.FAILED, Reason.INCOMPLETE)


def test_a_mostly_missing_list_fails_in_2564():
    """One example of five is fewer than half."""
    verdict = report(2564, "งบประมาณที่ใช้")

    assert (verdict.outcome, verdict.reason) == (Outcome.FAILED, Reason.INCOMPLETE)


def test_a_plain_none_stands_in_for_the_examples_of_2563():
    """Without complaints nothing else is asked of the statistics."""
    html = (
        "<h1>สถิติเรื่องร้องเรียนการทุจริต</h1><p>ข้อมูลเดือนตุลาคม 2562 - มีนาคม 2563</p>"
        "<p>ปีงบประมาณ พ.ศ. 2563 ไม่มีเรื่องร้องเรียนการทุจริตของเจ้าหน้าที่แต่อย่างใด</p>"
    )
    menu = '<nav><ul><li><a href="/stat">สถิติเรื่องร้องเรียนการทุจริต</a></li></ul></nav>'
    verdict = verdicts(site({"": menu, "stat": html}), year=2563, items=["O31"])["O31"]
    outcomes = {c.component_id: c.finding.outcome for c in verdict.components}

    assert verdict.outcome is Outcome.PASSED
    assert outcomes["none_stated"] is Outcome.PASSED
    assert outcomes["complaints_total"] is Outcome.INAPPLICABLE


LOCAL_TITLE = "<h1>ชาวตลาดช่วยกันเลือกแบบท่อ</h1><p>เทศบาลจัดเวทีพูดคุยเมื่อ 20 กุมภาพันธ์ 2568 ที่ศาลาชุมชน</p>"
PARTICIPATION = """<table><tr><td>ประเด็นที่คุย</td><td>แนวท่อระบายน้ำหน้าตลาด</td></tr>
<tr><td>ผู้เข้าร่วม</td><td>เจ้าของบ้าน 46 คน</td></tr>
<tr><td>ข้อสรุป</td><td>เลือกวางท่อฝั่งตะวันออก</td></tr>
<tr><td>นำไปใช้</td><td>แก้แบบแล้วเมื่อ 3 มีนาคม</td></tr></table>"""
TO_OPEN = '<nav><ul><li><a href="/post">การเปิดโอกาสให้เกิดการมีส่วนร่วม</a></li></ul></nav>'


def subject(content: str, menu: str = TO_OPEN) -> Finding:
    found = verdicts(site({"": menu, "post": LOCAL_TITLE + content}), items=["O20"])["O20"]
    return found.components[0].finding


def test_a_page_in_local_words_is_told_by_the_fields_that_stand_on_it() -> None:
    """The menu names the item and the page holds most of what is asked: the title may be any."""
    found = subject(PARTICIPATION)

    assert found.outcome is P
    assert found.quote is not None
    assert found.quote.text == "ชาวตลาดช่วยกันเลือกแบบท่อ"


def test_a_page_in_local_words_without_the_fields_is_about_something_else() -> None:
    """A label alone shows nothing, and what only a passing link calls the item is not trusted."""
    assert subject("<p>มีผู้มาร่วมงานจำนวนมาก</p>").outcome is F
    loose = '<main><p><a href="/post">การมีส่วนร่วม ข่าว กิจกรรม และเรื่องอื่น ๆ ของชุมชน</a></p></main>'
    assert subject(PARTICIPATION, loose).outcome is F


def test_a_page_that_names_another_item_is_that_items() -> None:
    """The fields of a report of another item do not make it this item's."""
    report = "<h2>รายงานผลการดำเนินงานประจำปี 2567</h2>" + PARTICIPATION
    assert subject(report).outcome is F


def test_headings_of_parts_name_no_other_item() -> None:
    """The kinds of work of a risk assessment are called as other items are in part."""
    parts = (
        "<h1>ช่องทางที่คนของเราอาจโกง 2568</h1>"
        "<h3>งานที่ 1 การใช้อำนาจหน้าที่</h3><p>ผู้คุมงาน อาจรับเงินแลกผ่านงาน (สูง) จะสลับคนตรวจทุกเดือน</p>"
        "<h3>งานที่ 2 ด้านจัดซื้อจัดจ้าง</h3><p>กรรมการอาจล็อกสเปกให้ร้านเดิม (กลาง) จะให้คนนอกร่วมเขียน</p>"
        "<h3>งานที่ 3 ด้านบุคคล</h3><p>อาจเรียกเงินผู้สมัคร (ต่ำ) จะจับสลากข้อสอบเช้าวันสอบ</p>"
    )
    title = "การประเมินความเสี่ยงที่อาจเกิดการให้หรือรับสินบนจากการดำเนินงานตามภารกิจของหน่วยงานประจำปี"
    menu = f'<nav><ul><li><a href="/risk">{title}</a></li></ul></nav>'
    found = verdicts(site({"": menu, "risk": parts}), items=["O23"])["O23"]

    assert found.components[0].finding.outcome is P
