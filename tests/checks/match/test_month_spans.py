"""Stretches of months as Thai documents write them."""

from datetime import date

import pytest

from checks.match.periods.month_spans import month_spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("ม.ค. ๖๕ - มี.ค. ๖๕", [(date(2022, 1, 1), date(2022, 3, 31))]),
        ("ต.ค.๖๔ – ก.ย. ๖๕", [(date(2021, 10, 1), date(2022, 9, 30))]),
        ("เดือน ตุลาคม ๒๕๖๗ ถึง เดือน กันยายน ๒๕๖๘", [(date(2024, 10, 1), date(2025, 9, 30))]),
        ("วันที่ 1-31 ตุลาคม 2568", [(date(2025, 10, 1), date(2025, 10, 31))]),
        ("เดือน 10/2568", [(date(2025, 10, 1), date(2025, 10, 31))]),
        ("ครึ่งปีแรก ปีงบประมาณ 2569", [(date(2025, 10, 1), date(2026, 3, 31))]),
        ("ครึ่งปีหลัง ปีงบประมาณ 2568", [(date(2025, 4, 1), date(2025, 9, 30))]),
        (
            "ตุลาคม พฤศจิกายน และธันวาคม 2568",
            [
                (date(2025, 10, 1), date(2025, 10, 31)),
                (date(2025, 11, 1), date(2025, 11, 30)),
                (date(2025, 12, 1), date(2025, 12, 31)),
            ],
        ),
        (
            "ธันวาคม, มกราคม และกุมภาพันธ์ 2569",
            [
                (date(2025, 12, 1), date(2025, 12, 31)),
                (date(2026, 1, 1), date(2026, 1, 31)),
                (date(2026, 2, 1), date(2026, 2, 28)),
            ],
        ),
        ("ตุลาคม 2566 - มี นาคม 2567", [(date(2023, 10, 1), date(2024, 3, 31))]),
        ("กุม ภาพันธ์ 2568", [(date(2025, 2, 1), date(2025, 2, 28))]),
        ("พฤศจิกา ยน 2567 ถึง ธันวา คม 2567", [(date(2024, 11, 1), date(2024, 12, 31))]),
        ("เลขที่ 10/2568", []),
    ],
)
def test_spans(text: str, spans: list[tuple[date, date]]) -> None:
    """First and last day of each stretch, in the order of the text."""
    assert [(first, last) for first, last, _, _ in month_spans(text)] == spans
