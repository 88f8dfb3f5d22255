"""Addresses in text reports show Thai letters and still open the same page."""

from urllib.parse import quote

import pytest

from oitwatch.reports.addresses import readable
from oitwatch.reports.columns import wrapped


@pytest.mark.parametrize(
    "path",
    ["แผนงาน/ปี-2568", "รายงานผล การดำเนินงาน", "ก่อสร้าง&ซ่อม=1", "a/b c", "ข้อมูล%20เดิม"],
)
def test_a_shown_address_encodes_to_the_same_one(path: str) -> None:
    """What is not a Thai letter stays as it is: a space would cut the address in two."""
    address = f"http://www.oit.example/{quote(path)}"
    shown = readable(address)

    assert " " not in shown
    assert quote(shown, safe=":/%&=?-._~") == address


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example/%e0%b9%81%20x",  # small letters, and a space behind
        "http://a.example/%E0%B8",  # cut off
        "http://a.example/%E0%B8%BB",  # no assigned letter of Thai
        "http://a.example/%C3%A9%E0%BA%81",  # other scripts
        "100%E0 ของงบประมาณ",
    ],
)
def test_bytes_that_are_no_thai_letters_stay(address: str) -> None:
    """Half letters and other scripts are left encoded."""
    shown = readable(address)
    assert shown in {address, address.replace("%e0%b9%81", "แ")}


def test_reports_break_lines_around_a_shown_address_not_inside_it() -> None:
    """A Thai address is no Thai word that may be broken anywhere."""
    address = "http://www.oit.example/" + quote("รายงานผลการดำเนินงานประจำปี") + "/"
    lines = wrapped(f"พบที่ {address} (เปิดได้)", 30)

    assert "http://www.oit.example/รายงานผลการดำเนินงานประจำปี/" in [line.strip() for line in lines]
