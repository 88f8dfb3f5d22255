"""Telephone and fax numbers in the spellings of agency sites."""

import pytest

from checks.match.contact.phones import (
    Label,
    Validity,
    label_kind,
    phone_numbers,
    same_numbers,
)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("โทร. ๐-๔๔๑๒-๓๔๕๖", "044123456"),
        ("โทรศัพท์ 044 123 456 ต่อ 12", "044123456"),
        ("(044) 123-456", "044123456"),
        ("+66 44 123 456", "044123456"),
        ("+66 (0) 2 123 4567", "021234567"),
        ("มือถือ 081-2345678", "0812345678"),
        ("0 2123 4567–9", "021234567"),
        ("Call Center 1999", "1999"),
    ],
)
def test_number_is_read_in_its_spelling(text: str, digits: str) -> None:
    """Thai digits, spaces, dashes, country code and hotlines behind a label are read."""
    assert [number.digits for number in phone_numbers(text)] == [digits]


@pytest.mark.parametrize(
    "text",
    [
        "เลขประจำตัวผู้เสียภาษี 0-9940-00123-45-6",
        "เลขที่โครงการ 68019012345",
        "ผู้เข้าชม 044123456",
        "วันที่ 01-02-2568 เวลา 08.30 น.",
        "ISBN 0-7645-2641-3",
        "โทรภายใน 1101",
        "โทร 0-0000-0000",
        "พ.ศ. 2568",
        "งบประมาณ 1,250,000.00 บาท",
    ],
)
def test_other_numbers_are_no_telephones(text: str) -> None:
    """Identifiers, counters, dates, sums, extensions and a template's zeros are left out."""
    assert phone_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("โทรศัพท์ 044-123456 โทรสาร 044-123457", [Label.PHONE, Label.FAX]),
        ("โทร./โทรสาร 0-4412-3456", [Label.BOTH]),
        ("Tel/Fax : 044 123 456", [Label.BOTH]),
        ("044-123456 (โทรสาร)", [Label.FAX]),
        ("โทร 044-123456 แฟกซ์ ต่อ 18", [Label.PHONE, Label.FAX]),
        ("044-123456", [Label.NONE]),
    ],
)
def test_label_says_what_a_number_is(text: str, labels: list[Label]) -> None:
    """The label before a number, or in brackets behind it, decides."""
    assert [number.label for number in phone_numbers(text)] == labels


@pytest.mark.parametrize("text", ["โทรศัพท์ 04412345", "โทร. 081-234-567", "โทร 0441234567"])
def test_wrong_length_is_malformed(text: str) -> None:
    """A labelled number with a digit too few or too many is kept as malformed."""
    assert [number.validity for number in phone_numbers(text)] == [Validity.MALFORMED]


def test_label_alone_on_the_line_above_belongs_to_the_number() -> None:
    """A definition list puts the label on a line of its own."""
    (number,) = phone_numbers("044-123457", before="โทรสาร")

    assert number.label is Label.FAX


def test_range_stands_for_all_its_lines() -> None:
    """Two places that name overlapping ranges do not contradict each other."""
    (number,) = phone_numbers("โทร. 0 2123 4567-9")

    assert same_numbers(number) == {"021234567", "021234568", "021234569"}


def test_television_and_telecommunication_are_no_labels() -> None:
    """Words that begin with โทร and mean something else are no labels."""
    assert label_kind("โทรทัศน์และโทรคมนาคม") is Label.NONE


@pytest.mark.parametrize(
    ("text", "validity"),
    [
        ("โทรศัพท์ 0 6791 1000", Validity.UNALLOCATED),
        ("โทรศัพท์ 067-911-000", Validity.MALFORMED),
    ],
)
def test_grouping_tells_an_office_from_a_mobile_that_lost_a_digit(
    text: str, validity: Validity
) -> None:
    """Nine digits from 06 grouped as an office's are one; as a mobile's, a digit is missing."""
    assert [number.validity for number in phone_numbers(text)] == [validity]
