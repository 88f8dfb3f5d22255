"""A page that bears an item's name and shows nothing of it: what the officer is told of it."""

from collections.abc import Sequence

import pytest
from judging import site, verdicts

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Verdict

TITLE = "รายงานผลการดำเนินการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567"
FILES = '<p>เอกสารแนบ</p><p><a href="/f/{0}.pdf">เปิดไฟล์</a> <a href="/f/{0}.xlsx">ตาราง</a></p>'
RESULTS = (
    "<table><tr><th>โครงการ</th><th>ผลการดำเนินงาน</th><th>งบประมาณที่ใช้</th></tr>"
    "<tr><td>อบรมพนักงานใหม่</td><td>จัดแล้ว ผู้เข้าอบรม 31 คน</td><td>8,000 บาท</td></tr>"
    "<tr><td>ตรวจพัสดุประจำปี</td><td>ตรวจครบทุกกอง</td><td>ไม่ใช้งบประมาณ</td></tr></table>"
)


def report(body: str, *, dead: Sequence[str] = ()) -> Verdict:
    """The verdict on the anti-corruption report of a site that has nothing else."""
    pages = {
        "": f'<nav><a href="/r">{TITLE}</a></nav><h1>องค์การบริหารส่วนตำบลดินดาน</h1>',
        "r": f"<title>{TITLE}</title><h1>{TITLE}</h1>{body}",
    }
    return verdicts(site(pages, dead=dead), items=["O26"])["O26"]


def said(verdict: Verdict) -> tuple[Outcome, Reason | None]:
    return verdict.outcome, verdict.reason


@pytest.mark.parametrize(
    "words", ["", "<p>งานนิติการขอเผยแพร่รายงานดังกล่าวตามเอกสารแนบนี้เพื่อโปรดทราบโดยทั่วกัน</p>"]
)
def test_all_attachments_are_dead(words: str) -> None:
    verdict = report(words + FILES.format("ac"), dead=["f/ac.pdf", "f/ac.xlsx"])

    assert said(verdict) == (Outcome.FAILED, Reason.DEAD_LINK)
    assert verdict.components[0].finding.outcome is Outcome.FAILED
    assert verdict.components[0].finding.detail("found").endswith("/f/ac.pdf")


def test_the_year_on_the_title_of_a_dead_file_is_the_year_of_nothing() -> None:
    page = f"<title>{TITLE} | อบต.ดินดาน</title><h2>{TITLE}</h2><p>ลงวันที่ 15 ต.ค. 2567</p>"
    page += '<p>เอกสารแนบ <a href="/f/ac.pdf">รายงานผลการป้องกันการทุจริต 2567</a> (เปิด 298 ครั้ง)</p>'
    home = f'<nav><a href="/r">{TITLE}</a></nav><h1>องค์การบริหารส่วนตำบลดินดาน</h1>'
    verdict = verdicts(site({"": home, "r": page}, dead=["f/ac.pdf"]), items=["O26"])["O26"]

    assert said(verdict) == (Outcome.FAILED, Reason.DEAD_LINK)
    own = [c for c in verdict.components if c.source_id.startswith("O26")]
    assert not [c for c in own if c.finding.outcome is Outcome.PASSED]


def test_one_attachment_was_not_read_and_may_hold_it() -> None:
    verdict = report(FILES.format("ac"), dead=["f/ac.xlsx"])

    assert verdict.reason is not Reason.DEAD_LINK


def test_a_dead_attachment_beside_the_report_takes_nothing_from_it() -> None:
    verdict = report(RESULTS + FILES.format("ac"), dead=["f/ac.pdf", "f/ac.xlsx"])

    assert verdict.components[0].finding.outcome is Outcome.PASSED
    assert verdict.reason is not Reason.DEAD_LINK


@pytest.mark.parametrize(
    "below",
    [
        "<table><tr><th>ลำดับ</th><th>ชื่อไฟล์</th><th>วันที่ลง</th><th>ดาวน์โหลด</th></tr>"
        "<tr><td colspan=4>ยังไม่มีข้อมูล</td></tr></table>",
        "<p>ไม่พบข้อมูล</p>",
        "",
    ],
)
def test_nothing_stands_below_the_name(below: str) -> None:
    verdict = report(below)

    assert said(verdict) == (Outcome.FAILED, Reason.EMPTY_TARGET)
    assert verdict.components[0].finding.outcome is Outcome.FAILED


def test_a_table_with_rows_is_something() -> None:
    assert report(RESULTS).reason is not Reason.EMPTY_TARGET


DECLARATION = (
    "<h4>คำประกาศ</h4><p>อบต.ดินดาน ประกาศว่า ผู้บริหารและพนักงานทุกคนจะไม่รับของขวัญ ของกำนัล หรือประโยชน์อื่นใด"
    " อันเกี่ยวกับงานในหน้าที่ ประจำปีงบประมาณ พ.ศ. 2568</p><p>ให้ไว้ ณ วันที่ 4 พฤศจิกายน 2567</p>"
    "<p>ลงนาม นายดิน แกร่งกล้า นายกองค์การบริหารส่วนตำบลดินดาน</p>"
)


def test_what_the_page_says_itself_needs_no_attachment() -> None:
    """A declaration and a deed in words stand, though the signed copy beside them is gone."""
    title = "เจตนารมณ์และกิจกรรม No Gift Policy ปี 2568"
    deed = "<h4>กิจกรรม</h4><p>9 ธ.ค. 2567 ผู้บริหารนำพนักงาน 31 คนร่วมกิจกรรมงดรับของขวัญ</p>"
    copy = '<p><a href="/f/n.pdf">ฉบับลงนาม</a></p>'
    pages = {
        "": f'<nav><a href="/n">{title}</a></nav><h1>องค์การบริหารส่วนตำบลดินดาน</h1>',
        "n": f"<title>{title}</title><h1>{title}</h1>{DECLARATION}{copy}{deed}",
    }
    verdict = verdicts(site(pages, dead=["f/n.pdf"]), items=["O21"])["O21"]
    found = {part.source_id: part.finding for part in verdict.components}

    assert found["O21.3"].outcome is Outcome.PASSED
    assert not any(finding.reason is Reason.DEAD_LINK for finding in found.values())
