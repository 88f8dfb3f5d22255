# ruff: noqa: E501
"""Years of laws, codes and plans in headings are not those of what was done."""

import pytest
from judging import site, verdicts

from checks.match.periods.years import fiscal_years_be
from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Finding


def period(
    item: str, label: str, title: str, body: str, *, head: str = "", year: int = 2568
) -> Finding:
    """What the component on the period says of a page with a title, a heading and a body."""
    pages = {
        "": f'<title>องค์การบริหารส่วนตำบลหนองทราย</title><h1>อบต.หนองทราย</h1><a href="/x">{label}</a>',
        "x": f"<title>{title}</title><h1>{title}</h1>{head and f'<h2>{head}</h2>'}{body}",
    }
    found = verdicts(site(pages), year=year, items=[item])[item]
    return next(c.finding for c in found.components if c.check == "period_covered")


FORUMS = [
    ("สรุปเวทีรับฟังความคิดเห็นแผนปฏิบัติราชการ ปี 2569", "เมื่อวันที่ 11 กุมภาพันธ์ 2568 จัดเวทีรับฟังความเห็นต่อร่างแผน ผู้เข้าร่วม 80 คน", Outcome.PASSED),
    ("ประชาคมร่างข้อบัญญัติงบประมาณรายจ่าย ประจำปี 2569", "อบต. จัดประชุมประชาคมวันที่ 3 ก.ค. 2568 ชาวบ้าน 60 คน ขอให้เพิ่มไฟส่องสว่าง", Outcome.PASSED),
    ("ประชุมประชาคมทบทวนแผนพัฒนาท้องถิ่น พ.ศ. 2570", "วันที่ 20 มกราคม 2568 ประชุมประชาคมหมู่บ้าน 12 หมู่ ชาวบ้านเสนอ 34 โครงการ", Outcome.PASSED),
    ("เวทีติดตามและประเมินผลแผนพัฒนา ปี 2567", "วันที่ 18 ธันวาคม 2567 จัดเวทีให้ประชาชนติดตามผล ผู้ร่วม 45 คน", Outcome.PASSED),
    # Told of another year, only to come, or of no plan.
    ("สรุปเวทีรับฟังความคิดเห็นแผนปฏิบัติราชการ ปี 2569", "เมื่อวันที่ 11 กุมภาพันธ์ 2567 จัดเวทีรับฟังความเห็นต่อร่างแผน ผู้เข้าร่วม 80 คน", Outcome.FAILED),
    ("เวทีรับฟังความคิดเห็นแผนพัฒนา ปี 2569", "จะจัดเวทีรับฟังความเห็นในวันที่ 11 กันยายน 2568 ขอเชิญประชาชนเข้าร่วม", Outcome.FAILED),
    ("สรุปผลการมีส่วนร่วมของประชาชน ประจำปี 2567", "วันที่ 11 กุมภาพันธ์ 2567 จัดเวทีประชาคม มีผู้เข้าร่วม 80 คน", Outcome.FAILED),
    ("การมีส่วนร่วมของประชาชน ประจำปีงบประมาณ พ.ศ. 2569", "วันที่ 11 พฤศจิกายน 2568 จัดเวทีประชาคม มีผู้เข้าร่วม 80 คน", Outcome.FAILED),
]  # fmt: skip
CODES = [
    ("ข้อบังคับว่าด้วยประมวลจริยธรรม พ.ศ. 2565", "<p>อบรมจริยธรรม วันที่ 5 กุมภาพันธ์ 2568 บุคลากร 40 คน</p>", Outcome.PASSED),
    ("ประมวลจริยธรรมพนักงานส่วนท้องถิ่น พ.ศ. ๒๕๖๔", "<p>กิจกรรมปฏิญาณตน เมื่อวันที่ 9 ธ.ค. 2567</p>", Outcome.PASSED),
    ("พระราชบัญญัติมาตรฐานทางจริยธรรม พ.ศ. 2562", "<p>จัดอบรมวันที่ 21 มีนาคม 2568 ณ ห้องประชุม</p>", Outcome.PASSED),
    ("ข้อบังคับว่าด้วยประมวลจริยธรรม พ.ศ. 2565", "<p>อบรมจริยธรรม วันที่ 5 กุมภาพันธ์ 2566 บุคลากร 40 คน</p>", Outcome.FAILED),
    ("รายงานการขับเคลื่อนประมวลจริยธรรม พ.ศ. 2566", "<p>ผู้จัดทำ วันที่ 5 กุมภาพันธ์ 2566</p>", Outcome.FAILED),
    ("", "<p>ข้อบังคับมหาวิทยาลัย ว่าด้วยประมวลจริยธรรมของผู้ปฏิบัติงาน พ.ศ.</p><p>2565</p><p>อบรมจริยธรรม วันที่ 5 ธันวาคม 2567</p>", Outcome.PASSED),
    ("", "<p>รายงานการอบรมจริยธรรม ประจำปีงบประมาณ พ.ศ.</p><p>2565</p><p>ผู้จัดทำลงนามวันที่ 5 ธันวาคม 2564</p>", Outcome.FAILED),
    ("ประมวลจริยธรรมพนักงานส่วนท้องถิ่น พ.ศ. 2564", "<p>พึงซื่อสัตย์สุจริต</p>", Outcome.FAILED),
]  # fmt: skip


@pytest.mark.parametrize(("title", "said", "outcome"), FORUMS)
def test_a_forum_is_of_the_year_in_which_it_was_held(
    title: str, said: str, outcome: Outcome
) -> None:
    found = period("O20", "การเปิดโอกาสให้เกิดการมีส่วนร่วม", title, f"<p>{said}</p>")

    assert (found.outcome, found.reason) == (
        outcome,
        Reason.WRONG_PERIOD if outcome is Outcome.FAILED else None,
    )


@pytest.mark.parametrize(("head", "body", "outcome"), CODES)
def test_the_year_of_a_code_is_not_that_of_what_is_done_under_it(
    head: str, body: str, outcome: Outcome
) -> None:
    title = "ประมวลจริยธรรมและการขับเคลื่อนจริยธรรม"

    assert period("O16", title, title, body, head=head).outcome is outcome


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("ข้อบังคับว่าด้วยประมวลจริยธรรม พ.ศ. 2565", True),
        ("พ.ร.บ. มาตรฐานทางจริยธรรม พ.ศ.2562", True),
        ("ระเบียบกระทรวงมหาดไทยว่าด้วยการบริหารงานบุคคล พ.ศ. ๒๕๔๒", True),
        ("ประมวลจริยธรรม ประจำปีงบประมาณ พ.ศ. 2567", False),
        ("ข้อบังคับ พ.ศ. 2565 รายงานปี 2567", False),
        ("จรรยาบรรณของอาจารย์ พ.ศ. 2560", True),
        ("นโยบาย พ.ศ. 2567", False),
    ],
)
def test_a_law_is_told_from_a_report_on_it(text: str, law: bool) -> None:
    assert (not fiscal_years_be(text)) is law
