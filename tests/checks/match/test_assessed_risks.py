"""All risks of an assessment are read with their measures, however it is laid out."""

import pytest
from judging import page

from checks.match.measures.assessed_risks import assessed_risks

_TABLE = (
    "<table><tr><th>งาน</th><th>จะเกิดอะไรได้</th><th>ระดับ</th><th>เราทำอย่างไร</th></tr>"
    "<tr><td>ประปา</td><td>รับเงินค่าต่อท่อแล้วไม่ออกใบเสร็จ</td><td>สูง</td><td>พิมพ์ใบเสร็จที่บ้านผู้ใช้น้ำ</td></tr>"
    "<tr><td>ทะเบียน</td><td>คัดสำเนาให้นายหน้าก่อน</td><td>ต่ำ</td><td>บัตรคิวเรียงตามเวลา</td></tr></table>"
)
_CARDS = (
    "<h3>รับเงินค่าต่อท่อแล้วไม่ออกใบเสร็จ</h3><p>เสี่ยงสูง</p><p>พิมพ์ใบเสร็จที่บ้านผู้ใช้น้ำ</p>"
    "<h3>คัดสำเนาให้นายหน้าก่อน</h3><p>เสี่ยงต่ำ</p><p>บัตรคิวเรียงตามเวลา</p>"
)
_LABELS = (
    "<p>1. รับเงินค่าต่อท่อแล้วไม่ออกใบเสร็จ</p><p>แก้โดย: พิมพ์ใบเสร็จที่บ้านผู้ใช้น้ำ</p>"
    "<p>2. คัดสำเนาให้นายหน้าก่อน</p><p>แก้โดย: บัตรคิวเรียงตามเวลา</p>"
)
_LINES = (
    "<ul><li>รับเงินค่าต่อท่อแล้วไม่ออกใบเสร็จ (สูง) พิมพ์ใบเสร็จที่บ้านผู้ใช้น้ำ</li>"
    "<li>คัดสำเนาให้นายหน้าก่อน (ต่ำ) บัตรคิวเรียงตามเวลา</li></ul>"
)
_PROSE = (
    "<p>เรื่องแรก รับเงินค่าต่อท่อแล้วไม่ออกใบเสร็จ ความเสี่ยงสูง มาตรการคือพิมพ์ใบเสร็จที่บ้านผู้ใช้น้ำ "
    "เรื่องที่สอง คัดสำเนาให้นายหน้าก่อน ความเสี่ยงต่ำ มาตรการคือบัตรคิวเรียงตามเวลา</p>"
)
_ARROWS = (
    "<p>รับเงินค่าต่อท่อแล้วไม่ออกใบเสร็จ → พิมพ์ใบเสร็จที่บ้านผู้ใช้น้ำ</p>"
    "<p>คัดสำเนาให้นายหน้าก่อน → บัตรคิวเรียงตามเวลา</p>"
)


@pytest.mark.parametrize("body", [_TABLE, _CARDS, _LABELS, _LINES, _PROSE, _ARROWS])
def test_each_event_is_read_with_its_measure(body: str) -> None:
    title = "<h1>การประเมินความเสี่ยงการทุจริต ปีงบประมาณ พ.ศ. 2567</h1>"
    risks = assessed_risks([page("/risk", f"<title>ความเสี่ยง</title><main>{title}{body}</main>")])

    assert ["ใบเสร็จ" in risk.told for risk in risks] == [True, False]
    assert ["คัดสำเนา" in risk.told for risk in risks] == [False, True]
    assert ["พิมพ์ใบเสร็จ" in risk.quotes[0].text for risk in risks] == [True, False]
    assert ["บัตรคิว" in risk.quotes[0].text for risk in risks] == [False, True]


def test_a_scale_of_grades_tells_no_risk() -> None:
    scale = "<p>5 สูงมาก หมายถึง เกิดทุกเดือน</p><p>3 ปานกลาง หมายถึง เกิดปีละครั้ง</p>"

    assert not assessed_risks([page("/scale", f"<main><h1>เกณฑ์</h1>{scale}</main>")])
