"""Pages that look like an answer and are none: each with its reason and its evidence."""

from dataclasses import replace

import pytest
from judging import HOME, site, verdicts

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Finding, Verdict
from checks.rulebook import load
from checks.site import Site
from crawler.records import Gap, GapReason, Place, TextPart

MENU = "<nav>{}</nav>".format(
    "".join(f"<a href='/{year}'>รายงานผลการดำเนินงาน ปี {year}</a>" for year in (2567, 2566))
)
HEADINGS = ("โครงการ", "ผลการดำเนินงาน", "งบประมาณที่ใช้", "ปัญหาอุปสรรค", "ข้อเสนอแนะ")
ROWS = (
    ("ซ่อมถนนสายกลางบ้าน หมู่ 2", "แล้วเสร็จร้อยละ 100", "120,500", "ฝนตกชุกในไตรมาสแรก"),
    ("อบรมอาชีพผู้สูงอายุ", "ผู้เข้าร่วม 48 คน", "35,200", "ผู้เข้าร่วมน้อยกว่าเป้า 12 คน"),
    ("ขุดลอกคลองส่งน้ำ", "ระยะทาง 1,850 เมตร", "486,000", "เครื่องจักรชำรุด 2 ครั้ง"),
)


def report(year: int, rows: tuple[tuple[str, ...], ...] = ROWS, *, body: str = "") -> str:
    head = f"<tr>{''.join(f'<th>{name}</th>' for name in HEADINGS)}</tr>"
    cells = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in (*row, "วางแผนล่วงหน้า")) + "</tr>"
        for row in rows
    )
    return (
        f"<h1>รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. {year}</h1>{body}<table>{head}{cells}</table>"
    )


def annual(pages: dict[str, str]) -> Verdict:
    return verdicts(site({"": MENU, **pages}), items=["O7"])["O7"]


def component(verdict: Verdict, component_id: str) -> Finding:
    return next(c.finding for c in verdict.components if c.component_id == component_id)


def test_last_years_report_under_this_years_heading_is_a_clone() -> None:
    """Every figure is the earlier year's; both pages are quoted."""
    found = annual({"2567": report(2567), "2566": report(2566)})

    assert (found.outcome, found.reason) == (Outcome.FAILED, Reason.CLONED_FROM_OTHER_YEAR)
    period = component(found, "period")
    assert period.reason is Reason.CLONED_FROM_OTHER_YEAR
    assert [quote.url for quote in period.quotes] == [f"{HOME}2567", f"{HOME}2566"]
    assert component(found, "budget_used").outcome is Outcome.PASSED


def test_a_subtitle_that_changed_with_the_heading_hides_no_clone() -> None:
    """The year in a line below the heading is part of the heading."""
    pages = {str(y): report(y, body=f"<p>ข้อมูลปีงบประมาณ พ.ศ. {y}</p>") for y in (2567, 2566)}
    assert annual(pages).reason is Reason.CLONED_FROM_OTHER_YEAR


def test_counters_and_days_of_posting_hide_no_clone() -> None:
    """What the platform prints of each post differs and says nothing of the report."""
    told = "<p>เผยแพร่เมื่อ: {} พฤศจิกายน 2567</p><p>ฮิต: {}</p>"
    pages = {
        "2567": report(2567, body=told.format(12, 803)),
        "2566": report(2566, body=told.format(3, 1452)),
    }
    assert annual(pages).reason is Reason.CLONED_FROM_OTHER_YEAR


@pytest.mark.parametrize(
    "own",
    [
        pytest.param(
            {
                "2567": report(
                    2567, (*ROWS[:2], ("ขุดลอกคลองส่งน้ำ", "ระยะทาง 900 เมตร", "210,000", "-"))
                )
            },
            id="one row is new",
        ),
        pytest.param(
            {"2567": report(2567, body="<p>ข้อมูล ณ วันที่ 30 กันยายน 2567</p>")}, id="a date of its own"
        ),
        pytest.param(
            {
                str(y): report(y, body="<p>สรุปผลปีงบประมาณ พ.ศ. 2567 ใช้จ่าย 641,700 บาท</p>")
                for y in (2567, 2566)
            },
            id="the earlier page was written over",
        ),
        pytest.param(
            {
                str(y): report(y, (("ซ่อมถนน", "แล้วเสร็จ", "120,500", "ฝนตกชุก"),))
                for y in (2567, 2566)
            },
            id="too little to compare",
        ),
    ],
)
def test_work_of_its_own_is_no_clone(own: dict[str, str]) -> None:
    found = annual({"2566": report(2566), **own})
    assert found.reason is not Reason.CLONED_FROM_OTHER_YEAR
    assert component(found, "period").outcome is Outcome.PASSED


def test_an_old_report_beside_its_copy_is_of_another_year_and_no_clone() -> None:
    """Two copies of the report of 2565, none of 2567: wrong_period alone."""
    found = annual({"2567": report(2565), "2566": report(2565)})
    assert found.reason is Reason.WRONG_PERIOD


OTHER = "องค์การบริหารส่วนตำบลนาโพธิ์ทอง"
OWN = "<title>องค์การบริหารส่วนตำบลหนองใส</title>"


def measured(body: str) -> Verdict:
    home = f"<html><head>{OWN}</head><body>{MENU}<h1>องค์การบริหารส่วนตำบลหนองใส</h1></body></html>"
    return verdicts(site({"": home, "2567": report(2567) + body}), items=["O7"])["O7"]


def test_content_headed_signed_and_told_as_another_agencys_fails() -> None:
    """Name, head and telephone are another agency's: other_agency, its lines quoted."""
    found = measured(
        f"<h2>ผลงานของ{OTHER}</h2><p>{OTHER} ได้ดำเนินโครงการตามแผน</p>"
        f"<p>ลงชื่อ นายก{OTHER}</p><p>{OTHER} โทรศัพท์ 044 001 234</p>"
    )
    assert (found.outcome, found.reason) == (Outcome.FAILED, Reason.OTHER_AGENCY)
    shown = component(found, "report")
    assert shown.reason is Reason.OTHER_AGENCY
    assert all(OTHER in quote.text for quote in shown.quotes)


def test_a_name_broken_over_two_lines_is_the_own() -> None:
    """A print that breaks "ตำบลหนอง" from "ใส" names no other agency."""
    found = measured(
        "<h2>รายงานผลขององค์การบริหารส่วนตำบลหนอง<br>ใส</h2>"
        "<p>รายงานผลการดำเนินงานองค์การบริหารส่วนตำบลหนอง<br>ใส ประจำปีงบประมาณ พ.ศ. 2567</p>"
    )
    assert found.reason is not Reason.OTHER_AGENCY
    assert found.outcome is Outcome.PASSED


def test_a_name_alone_is_a_persons_question() -> None:
    """A partner may be named more than once on a page that leaves out the own name."""
    found = measured(f"<p>ร่วมกับ{OTHER}</p><p>ได้รับการสนับสนุนจาก{OTHER}</p>")
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, Reason.NEEDS_PERSON)


def test_the_own_name_beside_another_is_no_fault() -> None:
    found = measured(
        f"<p>องค์การบริหารส่วนตำบลหนองใส ร่วมกับ{OTHER}</p><p>ลงชื่อ นายก{OTHER}</p>"
        f"<p>{OTHER} โทรศัพท์ 044 001 234</p>"
    )
    assert found.outcome is Outcome.PASSED


@pytest.mark.parametrize("way", ["style='display:none'", "style='visibility: hidden'", "hidden"])
def test_hidden_words_are_no_content(way: str) -> None:
    """What a style or attribute hides from every visitor answers nothing."""
    hidden = report(2567).replace("<table>", f"<table {way}>")
    found = annual({"2567": hidden})
    assert found.outcome is Outcome.FAILED
    assert component(found, "budget_used").outcome is Outcome.FAILED


def test_a_heading_without_content_is_an_empty_target() -> None:
    found = annual({"2567": "<h1>รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. 2567</h1>"})
    assert (found.outcome, found.reason) == (Outcome.FAILED, Reason.EMPTY_TARGET)


@pytest.mark.parametrize(
    "words", ["ไม่พบข้อมูล", "ยังไม่มีข้อมูลในหมวดหมู่นี้", "อยู่ระหว่างดำเนินการ", "Coming soon"]
)
def test_a_list_with_nothing_in_it_is_an_empty_target(words: str) -> None:
    found = annual({"2567": f"<h1>รายงานผลการดำเนินงานประจำปี</h1><ul></ul><p>{words}</p>"})
    assert (found.outcome, found.reason) == (Outcome.FAILED, Reason.EMPTY_TARGET)


def test_the_requirement_in_place_of_the_report_is_an_echo() -> None:
    item = next(i for i in load(2568).items if i.item_code == "O7")
    asked = "".join(f"<li>{c.requirement_th}</li>" for c in item.components)
    found = annual({"2567": f"<h1>{item.title_th}</h1><ul>{asked}</ul>"})
    assert (found.outcome, found.reason) == (Outcome.FAILED, Reason.ECHOES_REQUIREMENT)


def test_a_heading_of_this_year_over_a_report_of_another_is_of_the_wrong_period() -> None:
    inside = (
        "<p>รายงานฉบับนี้แสดงผลการดำเนินงานระหว่างวันที่ 1 ตุลาคม 2564 ถึงวันที่ 30 กันยายน 2565</p>"
        "<p>ในปีงบประมาณ พ.ศ. 2565 หน่วยงานได้รับงบประมาณ 12,450,000 บาท</p>"
    )
    found = annual({"2567": report(2567, body=inside)})
    assert (found.outcome, found.reason) == (Outcome.FAILED, Reason.WRONG_PERIOD)


def test_text_in_a_wrong_charset_is_unreadable_and_not_absent() -> None:
    """Thai bytes shown as another charset's letters: the report is there, nobody can read it."""
    body = report(2567, body="<p>สรุปผลการดำเนินงานของหน่วยงานตลอดทั้งปี</p>" * 4)
    table = body[body.index("<table>") :].encode("cp874").decode("latin-1")
    found = annual({"2567": "<h1>รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. 2567</h1>" + table})
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, Reason.UNREADABLE_DOCUMENT)


def test_a_page_translated_by_machine_is_unreadable_and_not_absent() -> None:
    words = (
        "<p>The project of repairing the road is done, the conflict of agencies was good.</p>" * 5
    )
    found = annual({"2567": f"<h1>รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. 2567</h1>{words}"})
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, Reason.UNREADABLE_DOCUMENT)


def test_a_hijacked_page_leaves_its_item_open() -> None:
    """Gambling in place of the report: the visit notes a gap, and absence is not claimed."""
    gap = Gap(
        url=f"{HOME}2567",
        reason=GapReason.HIJACKED,
        detail="the page advertises gambling",
        place=Place.MENU,
        subjects=("annual_operation_report",),
    )
    found = verdicts(site({"": MENU}, gaps=[gap]), items=["O7"])["O7"]
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, Reason.HIJACKED)


def test_one_file_for_two_items_is_a_signal_and_no_fault() -> None:
    """A bundle of reports may answer several items: both items say so, no outcome turns."""
    menu = "<nav><a href='/o7'>รายงานผลการดำเนินงานประจำปี</a><a href='/o15'>{}</a></nav>".format(
        next(i.title_th for i in load(2568).items if i.item_code == "O15")
    )
    seen = site({"": menu, "o7": report(2567), "o15": report(2567)})
    file = replace(
        seen.documents[1],
        parts=(TextPart(locator="page=1", start=0, end=len(seen.documents[1].text)),),
    )
    twin = replace(file, url=f"{HOME}o15")
    both = Site(home_url=HOME, documents=(seen.documents[0], file, twin), coverage=seen.coverage)
    alone = verdicts(seen, items=["O7", "O15"])
    found = verdicts(both, items=["O7", "O15"])
    assert [s.items for s in found["O7"].signals] == [("O15",)]
    assert [s.items for s in found["O15"].signals] == [("O7",)]
    assert all(not verdict.signals for verdict in alone.values())


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        pytest.param("", Outcome.FAILED, id="nothing but what the platform prints"),
        pytest.param(
            "<p>คณะผู้บริหารประชุมชี้แจงนโยบาย No Gift Policy แก่พนักงาน 41 คน เมื่อวันที่ 8 มกราคม 2567</p>",
            Outcome.PASSED,
            id="an activity below it",
        ),
    ],
)
def test_what_a_platform_prints_below_a_title_is_no_content(body: str, outcome: Outcome) -> None:
    """Category, author, day and counter stand below the title of every article."""
    printed = (
        "<p>รายละเอียด</p><p>หมวด: ข่าวเด่น</p><p>เขียนโดย webmaster</p>"
        "<p>เผยแพร่เมื่อ: 9 มกราคม 2567</p><p>ฮิต: 1,204</p>"
    )
    title = "การสร้างวัฒนธรรม No Gift Policy"
    pages = {
        "": f'<main><h1>เทศบาล</h1><a href="/n">{title}</a></main>',
        "n": f"<title>{title}</title><main><h2>{title}</h2>{printed}{body}</main>",
    }

    found = verdicts(site(pages), year=2567, items=["O27"])["O27"]

    assert found.outcome is outcome
