"""Spellings of item codes and the numbers that only look like them."""

import pytest

from checks.match.subjects.item_codes import item_codes, leading_code, without_codes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("O12", (12,)),
        ("o12", (12,)),
        ("O 12", (12,)),
        ("O-12", (12,)),
        ("O.12", (12,)),
        ("OIT12", (12,)),
        ("OIT 12", (12,)),
        ("๐๑๒", (12,)),
        ("012", (12,)),
        ("0๓๖", (36,)),
        ("๐๔๒", (42,)),
        ("O๒๖", (26,)),
        ("ข้อ 12", (12,)),
        ("ข้อ O2", (2,)),
        ("ข้อ ๑๘ ช่องทางแจ้งเรื่องร้องเรียน", (18,)),
        ("O01 โครงสร้าง", (1,)),
        ("o15_สถิติ", (15,)),
        ("O31 : รายงาน", (31,)),
        ("โครงสร้าง (O1)", (1,)),
        ("30การประเมินความเสี่ยง", (30,)),
        ("๐๒ ข้อมูลผู้บริหาร", (2,)),
        ("07 รายงานผลการดำเนินงาน", (7,)),
        ("O1 – O28", (1, 28)),
        ("ITA 2568 O14", (14,)),
    ],
)
def test_a_code_is_read(text, expected):
    """The text names these items by code."""
    assert item_codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "12. โครงสร้าง",
        "(12) รายการ",
        "12) รายการ",
        "CO2",
        "MOIT 1",
        "EB12",
        "EBIT 1",
        "คำสั่งที่ 012/2568",
        "โทร 053-123456",
        "โทร. 034 123 456",
        "053 123456",
        "เลขที่ 012",
        "O2568",
        "oit2568",
        "2568",
        "01 มกราคม 2567",
        "05/04/2567",
        "O99",
        "O0",
        "ตามข้อ 12 แห่งระเบียบ",
        "12 เดือน",
        "10ปี",
        "iso 27001",
        "photo12",
        "COVID 19",
        "08.30 น.",
    ],
)
def test_a_decoy_is_no_code(text):
    """List numbers, orders, telephones, years and other frameworks are no codes."""
    assert item_codes(text) == ()


def test_only_the_first_words_lead():
    """A code in the middle of a label does not lead it."""
    assert leading_code("O7 รายงานผล") == 7
    assert leading_code("  ๐๗ รายงานผล") == 7
    assert leading_code("รายงานผล O7") is None


def test_a_label_is_freed_of_its_code():
    """What is left are the words."""
    assert without_codes("O7 รายงานผล").strip() == "รายงานผล"
    assert without_codes("รายงานผล (O7)").replace(" ", "") == "รายงานผล()"
    assert without_codes("แผนพัฒนา 5 ปี") == "แผนพัฒนา 5 ปี"
