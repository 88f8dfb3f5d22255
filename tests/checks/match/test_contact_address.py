"""Postal addresses told from place names."""

import pytest

from checks.match.contact.addresses import postal_addresses


@pytest.mark.parametrize(
    "text",
    [
        "เลขที่ ๙๙ หมู่ที่ ๕ ตำบลหนองทราย อำเภอบ้านใหม่ จังหวัดขอนแก่น ๔๐๙๙๙",
        "99 ม.5 ต.หนองทราย\nอ.บ้านใหม่\nจ.ขอนแก่น",
        "99 หมู่ 5 ต.หนองทราย อ.บ้านใหม่จ.ขอนแก่น",
        "ถนนทดสอบ แขวงทุ่งทดสอบเขตหลักทดสอบ กรุงเทพมหานคร",
        "ถนนทดสอบ หลักทดสอบ กรุงเทพฯ 10999",
        "ตำบลหนองทราย อำเภอบ้านใหม่ จังหวัดขอนแก่น 40999",
        "ที่ตั้ง: ตำบลหนองทราย อำเภอบ้านใหม่ จังหวัดขอนแก่น",
        "ศาลากลางจังหวัดทดสอบ ชั้น 3 ถนนทดสอบ ตำบลในเมือง อำเภอเมือง จังหวัดทดสอบ",
        "99 Moo 5, Nongsai Sub-district, Banmai District, Khon Kaen 40999",
        "บ้านเลขที่\t99\nหมู่ที่\t5\nตำบล\tหนองทราย\nอำเภอ\tบ้านใหม่\nจังหวัด\tขอนแก่น",
    ],
)
def test_address_is_recognised(text: str) -> None:
    """Thai and English addresses, abbreviated, broken over lines or cells, are recognised."""
    assert any(True for _ in postal_addresses(text))


@pytest.mark.parametrize(
    "text",
    [
        "องค์การบริหารส่วนตำบลหนองทราย ตำบลหนองทราย อำเภอบ้านใหม่ จังหวัดขอนแก่น",
        "เทศบาลตำบลหนองทราย อำเภอบ้านใหม่ จังหวัดขอนแก่น",
        "โครงการก่อสร้างถนนคอนกรีต หมู่ที่ 5 ตำบลหนองทราย อำเภอบ้านใหม่ จังหวัดขอนแก่น",
        "ทิศเหนือ ติดต่อกับ หมู่ที่ 3 ตำบลบ้านใหม่ อำเภอบ้านใหม่ จังหวัดขอนแก่น",
        "ที่อยู่ ตำบล อำเภอ จังหวัด รหัสไปรษณีย์",
        "แผนที่ตั้ง ตำบลหนองทราย อำเภอบ้านใหม่ จังหวัดขอนแก่น",
        "© 2568 อบต.หนองทราย อ.บ้านใหม่ จ.ขอนแก่น ผู้เข้าชม 12,345 คน",
    ],
)
def test_place_names_are_no_address(text: str) -> None:
    """Titles, works, borders, form labels and map labels name places and give no address."""
    assert not any(True for _ in postal_addresses(text))


def test_long_text_without_an_address_is_searched_to_its_end() -> None:
    """Many near misses do not make the search run away."""
    text = "หมู่ที่ 5 ถนนทดสอบ เลขที่ 12 อาคาร 3\n" * 3000 + "99 ม.5 ต.ทราย อ.ใหม่ จ.ขอนแก่น"

    assert any(address.end == len(text) for address in postal_addresses(text))
