"""A statement that there was nothing stands in for the counts of its stretch, and of no more."""

from datetime import date

import pytest
from judging import site, verdicts

from checks.outcome import Outcome

TITLE = "สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ ปีงบประมาณ พ.ศ. 2565"
MONTHS = ("ต.ค. 64", "พ.ย. 64", "ธ.ค. 64", "ม.ค. 65", "ก.พ. 65", "มี.ค. 65")


def outcomes(statement: str) -> dict[str, Outcome]:
    rows = "".join(f"<tr><td>{month}</td><td>0</td></tr>" for month in MONTHS)
    pages = {
        "": f'<nav><a href="/c">{TITLE}</a></nav><h1>องค์การบริหารส่วนตำบลดินดาน</h1>',
        "c": f"<h1>{TITLE}</h1><table><tr><th>เดือน</th><th>จำนวนเรื่อง</th></tr>{rows}</table>"
        f"<p>{statement}</p>",
    }
    found = verdicts(site(pages), year=2565, as_of=date(2022, 4, 28), items=["O31"])["O31"]
    return {c.component_id: c.finding.outcome for c in found.components}


@pytest.mark.parametrize(
    "statement",
    [
        "สรุป รอบ 6 เดือนแรกของปีงบประมาณ พ.ศ. 2565 ไม่มีเรื่องร้องเรียนการทุจริต",
        "สรุป ไม่มีเรื่องร้องเรียนการทุจริตของเจ้าหน้าที่",
    ],
)
def test_a_statement_on_the_whole_stretch_stands_in_for_its_counts(statement: str) -> None:
    assert outcomes(statement)["complaints_closed"] is Outcome.INAPPLICABLE


def test_a_statement_on_one_month_stands_in_for_nothing() -> None:
    found = outcomes("สรุป เดือนตุลาคม 2564 ไม่มีเรื่องร้องเรียนการทุจริต")

    assert found["complaints_closed"] is Outcome.FAILED
