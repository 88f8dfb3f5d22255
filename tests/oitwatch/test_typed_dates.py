"""Days as Thai officers type them: the table of ux.md section 8."""

from datetime import date

import pytest

from oitwatch.commands.typed_dates import typed_day, typed_in_common_era
from oitwatch.errors import UsageError

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-20", DAY),
        ("2569-11-20", DAY),
        ("2569-1-5", date(2026, 1, 5)),
        ("2569/11/20", DAY),
        ("๒๕๖๙-๑๑-๒๐", DAY),
        ("20/11/2569", DAY),
        ("20/11/69", DAY),
        ("20/11/2026", DAY),
        ("20 / 11 / 2569", DAY),
        ("20-11-2569", DAY),
        ("20–11–2569", DAY),
        ("20.11.2569", DAY),
        ("๒๐/๑๑/๒๕๖๙", DAY),
        ("๒๐/๑๑/๖๙", DAY),
        ("20 พ.ย. 69", DAY),
        ("20 พ.ย. 2569", DAY),
        ("20พ.ย.69", DAY),
        ("20 พ.ย 69", DAY),
        ("20 พย 69", DAY),
        ("20 พย. 2569", DAY),
        ("๒๐ พ.ย. ๖๙", DAY),
        ("20 พฤศจิกายน 2569", DAY),
        ("20 พฤศจิกายน พ.ศ. 2569", DAY),
        ("20 พฤศจิกายน ปี 2569", DAY),
        ("วันที่ ๒๐ เดือน พฤศจิกายน พ.ศ. ๒๕๖๙", DAY),
        ("20 พ.ย. 2026", DAY),
        ("20 พ.ย. ค.ศ. 2026", DAY),
        ("20 Nov 2026", DAY),
        ("20 November 2569", DAY),
        ("  20  พ.ย.  2569 ", DAY),
        ("29 ก.พ. 2567", date(2024, 2, 29)),
        ("๒๙ ก.พ. ๖๗", date(2024, 2, 29)),
        ("29/2/2567", date(2024, 2, 29)),
        ("31 ธ.ค. 2569", date(2026, 12, 31)),
        ("1 ม.ค. 70", date(2027, 1, 1)),
        ("5 มี.ค. 69", date(2026, 3, 5)),
        ("5 เม.ย. 69", date(2026, 4, 5)),
        ("5 มิ.ย. 69", date(2026, 6, 5)),
        ("5 ก.ค. 69", date(2026, 7, 5)),
        ("1 ต.ค. 2569", date(2026, 10, 1)),
    ],
)
def test_a_day_is_read_in_every_spelling(text, day):
    """Either era, either digits, long and short months; two figures are a Buddhist year."""
    assert typed_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "", "เมื่อวาน", "20112569", "29 ก.พ. 2568", "31/4/2569", "13/13/2569", "0/1/2569",
        "32 ม.ค. 2569", "20 พ.ย. พ.ศ. 2026", "20 ค.ศ. 2026", "20 พ.ย. ค.ศ. 69", "20/11/569",
        "20/11/0569", "20/11/3569", "20/11", "20 พ.ย.", "20/11/2569 10:00",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(text):
    """A day that is not in the calendar, half a date and other words are told as such."""
    with pytest.raises(UsageError) as refused:
        typed_day(text)

    assert (refused.value.key, refused.value.facts) == ("bad_day", {"text": text})


def test_a_year_that_can_be_read_in_two_ways_is_told():
    """A Common Era year is plain in the ISO form only."""
    asked = [
        text for text in ("20/11/2026", "20 พ.ย. 2026", "2026-11-20", "20/11/2569", "20/11/69")
        if typed_in_common_era(text, DAY)
    ]  # fmt: skip

    assert asked == ["20/11/2026", "20 พ.ย. 2026"]
