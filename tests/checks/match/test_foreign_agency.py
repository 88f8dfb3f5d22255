"""Whose document it is: another agency's name counts, words that look like one do not."""

import re

import pytest
from judging import site, verdicts

from checks.match.agency.agency_kinds import LOCAL
from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Verdict

SAO = "องค์การบริหารส่วนตำบลหนองทราย"
INSTITUTE = "สถาบันวิจัยพืชทะเลทราย (องค์การมหาชน)"
TABLE = (
    "<table><tr><th>โครงการ</th><th>ผลการดำเนินงาน</th><th>งบประมาณที่ใช้</th></tr>"
    "<tr><td>อบรมอาชีพ</td><td>ผู้เข้าอบรม 40 คน</td><td>20,000 บาท</td></tr></table>"
)


def verdict(name: str, body: str, *, title: str, item: str, year: int = 2568) -> Verdict:
    pages = {
        "": f'<title>{name}</title><nav><a href="/x">{title}</a></nav><h1>{name}</h1>',
        "x": f"<h1>{title}</h1>{body}",
    }
    return verdicts(site(pages), year=year, items=[item])[item]


def first(found: Verdict) -> tuple[Outcome, Reason | None]:
    return found.components[0].finding.outcome, found.components[0].finding.reason


def report(name: str, body: str) -> Verdict:
    return verdict(name, body, title="รายงานผลการดำเนินงานประจำปี", item="O7")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (INSTITUTE, "สรุปผลการดำเนินงานตามแผนของสถาบันพัฒนาแสงจันทร์ (องค์การมหาชน) ปีงบประมาณ พ.ศ. 2567"),
        (SAO, "รายงานผลการดำเนินงานขององค์การบริหารส่วนตำบลดอนสน ปีงบประมาณ พ.ศ. 2567"),
        ("กรมพัฒนาดินดาน", "สรุปผลการดำเนินงานตามแผนปฏิบัติราชการของกรมชลธารใหม่ ประจำปี 2567"),
    ],
)
def test_a_report_that_says_it_is_anothers_fails(name: str, said: str) -> None:
    assert first(report(name, f"<p>{said}</p>{TABLE}")) == (Outcome.FAILED, Reason.OTHER_AGENCY)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (SAO, f"รายงานผลการดำเนินงานของ{SAO} ปีงบประมาณ พ.ศ. 2567"),
        (SAO, "รายงานผลการศึกษาดูงาน ณ องค์การบริหารส่วนตำบลดอนสน ปีงบประมาณ พ.ศ. 2567"),
        (SAO, "สรุปผลการดำเนินงานร่วมกับเทศบาลตำบลดอนสน ปีงบประมาณ พ.ศ. 2567"),
        (SAO, "แผนอัตรากำลังตามมติ ก.อบต.จังหวัดกาญจน์ใหม่ ประกาศ ก.อบต.จังหวัดกาญจน์ใหม่ ปี 2567"),
        (SAO, "รายงานของทุกกองด้วยความรับผิดชอบต่อหน้าที่ และรับผิดชอบต่อหน้าที่"),
        (INSTITUTE, "สรุปผลการดำเนินงานตามแผนของสถาบัน ปีงบประมาณ พ.ศ. 2567"),
        (INSTITUTE, "สรุปผลการดำเนินงานเพื่อเทิดทูนสถาบันพระมหากษัตริย์ ปีงบประมาณ พ.ศ. 2567"),
        ("กรมพัฒนาดินดาน", "รายงานผลตามระเบียบกรมบัญชีกลาง ปีงบประมาณ พ.ศ. 2567"),
    ],
)
def test_another_name_that_owns_nothing_leaves_the_report_alone(name: str, said: str) -> None:
    assert first(report(name, f"<p>{said}</p>{TABLE}"))[0] is Outcome.PASSED


def test_content_that_keeps_naming_another_agency_is_for_a_person() -> None:
    """Nothing says whose the text is, but only another agency occurs in it, twice."""
    body = "<p>เจ้าหน้าที่ของอบต.ดอนสนพึงซื่อสัตย์สุจริต มีจิตสำนึกที่ดี</p>"
    body += "<p>อบต.ดอนสนยึดประโยชน์ส่วนรวมเหนือประโยชน์ส่วนตนเสมอ</p>"
    found = verdict(SAO, body, title="ประมวลจริยธรรมสำหรับเจ้าหน้าที่ของรัฐ", item="O20", year=2567)

    assert first(found) == (Outcome.CANT_TELL, Reason.NEEDS_PERSON)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("รับผิดชอบต่อหน้าที่", False),
        ("ตอบตามแบบสอบถาม", False),
        ("รอบต่อไป", False),
        ("อบต.ดอนสน", True),
        ("นายกอบต.ดอนสน", True),
        ("ที่ทำการอบต.ดอนสน", True),
        ("(อบจ.ดอนสน)", True),
    ],
)
def test_the_abbreviation_is_a_word_of_its_own(text: str, named: bool) -> None:
    assert (re.search(LOCAL, text) is not None) is named


def test_a_name_that_a_line_breaks_is_the_own_one() -> None:
    """Printed titles break within names: "อบต.หนอง" and "ทราย" on the next line."""
    said = "<p>แผนการดำเนินงาน อบต.หนอง</p><p>ทราย ปีงบประมาณ พ.ศ. 2567</p>"
    other = "<p>แผนการดำเนินงาน อบต.หนอง</p><p>หาน ปีงบประมาณ พ.ศ. 2567</p>"

    assert first(report(SAO, f"{said}{TABLE}"))[1] is None
    assert first(report(SAO, f"{other}{TABLE}"))[1] is Reason.OTHER_AGENCY
