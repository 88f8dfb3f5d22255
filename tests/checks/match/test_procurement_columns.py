"""The meaning of headings of procurement tables, as agencies word them."""

import pytest

from checks.match.procurement.columns import Role, roles_of


@pytest.mark.parametrize(
    ("heading", "roles"),
    [
        (("ลำดับที่",), {Role.ORDER}),
        (("งานที่จัดซื้อหรือจัดจ้าง",), {Role.ITEM}),
        (("ซื้อ/จ้างอะไร",), {Role.ITEM}),
        (("วงเงินที่จะซื้อหรือจ้าง (บาท)",), {Role.AMOUNT}),
        (("งบที่ได้รับ",), {Role.AMOUNT}),
        (("ราคากลาง (บาท)",), {Role.REFERENCE}),
        (("แหล่งที่มาของราคากลาง",), {Role.OTHER}),
        (("วิธีซื้อหรือจ้าง",), {Role.METHOD}),
        (("รายชื่อผู้เสนอราคาและราคาที่เสนอ",), {Role.BIDDER, Role.BID}),
        (("ผู้เสนอราคา",), {Role.BIDDER}),
        (("ผู้เสนอราคา", "ราคา"), {Role.BID}),
        (("ผู้ชนะการเสนอราคา",), {Role.WINNER}),
        (("ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง",), {Role.WINNER, Role.AGREED}),
        (("ผู้ได้รับการคัดเลือก", "จำนวนเงิน"), {Role.AGREED}),
        (("คู่สัญญา",), {Role.WINNER}),
        (("เหตุผลที่คัดเลือกโดยสรุป",), {Role.REASON}),
        (("เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง",), {Role.CONTRACT_NO, Role.CONTRACT_DATE}),
        (("สัญญาหรือข้อตกลง", "วันที่"), {Role.CONTRACT_DATE}),
        (("สัญญา (บาท)",), {Role.AGREED}),
        (("วันที่สิ้นสุดสัญญา",), {Role.OTHER}),
        (("ความก้าวหน้า", "ราคากลาง"), {Role.REFERENCE}),
        (("ความก้าวหน้า", "สถานะ"), {Role.STATUS}),
        (("เงินจากไหน",), {Role.SOURCE}),
        (("จะเริ่มเมื่อ",), {Role.START}),
        (("เลขที่โครงการในระบบ e-GP",), {Role.EGP}),
        (("ประเภทหน่วยงาน",), {Role.OTHER}),
        (("รายการที่จะจัดหา (หมวดค่าที่ดินและสิ่งก่อสร้าง)",), {Role.ITEM}),
        (("หมวด (ประเภทรายจ่าย)",), {Role.SOURCE}),
        (("ผล",), {Role.STATUS}),
        (("ทั่วไป",), set()),
    ],
)
def test_a_heading_means(heading: tuple[str, ...], roles: set[Role]) -> None:
    """Words decide, sub-headings with the heading above them where they say only a half."""
    assert roles_of(*heading) == roles
