"""Judging a site: coverage, candidates, error boundary, evidence, roll-ups and score."""

from dataclasses import replace
from datetime import date

import pytest
from judging import HOME, page, site, verdicts

from checks.api import Case, Finding, passed, quote_text
from checks.evidence import reads_back, verified
from checks.locate import Locator
from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Candidate, Quote, QuoteSource, TargetState, Verdict
from checks.registry import all_checks
from checks.rulebook import load
from checks.score import score
from crawler.records import DeclaredUrl, Gap, GapReason, Place

REPORT = """<h1>รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. 2567</h1>
<table><tr><th>โครงการ</th><th>ผลการดำเนินงาน</th><th>งบประมาณที่ใช้</th><th>ปัญหาอุปสรรค</th>
<th>ข้อเสนอแนะ</th></tr><tr><td>ซ่อมถนน หมู่ 2</td><td>แล้วเสร็จ</td><td>120,000</td>
<td>ฝนตกชุก</td><td>เริ่มก่อนฤดูฝน</td></tr></table>"""
MENU = '<nav><ul><li><a href="/report">รายงานผลการดำเนินงานประจำปี</a></li></ul></nav>'


def component(verdict: Verdict, component_id: str) -> Finding:
    return next(c.finding for c in verdict.components if c.component_id == component_id)


def gap(path: str, *, subjects: tuple[str, ...] = (), everything: bool = False) -> Gap:
    return Gap(
        url=HOME + path,
        reason=GapReason.FETCH_FAILED,
        detail="status 500",
        place=Place.MENU,
        subjects=subjects,
        blocks_all=everything,
    )


def test_a_found_report_passes_and_every_other_item_is_not_found() -> None:
    """With everything read, an item without any place is not_found and the rest stand alone."""
    found = verdicts(site({"": MENU, "report": REPORT}))

    assert len(found) == 28
    assert found["O7"].outcome is Outcome.PASSED
    assert found["O7"].candidate is not None
    assert [step.text for step in found["O7"].candidate.click_path] == [
        "หน้าแรก",
        "รายงานผลการดำเนินงานประจำปี",
    ]
    assert (found["O19"].outcome, found["O19"].reason) == (Outcome.FAILED, Reason.NOT_FOUND)


def test_a_failed_menu_page_leaves_every_absence_open() -> None:
    """What a menu page that did not open could hold is not called missing."""
    found = verdicts(site({"": MENU, "report": REPORT}, gaps=[gap("about", everything=True)]))

    assert found["O19"].outcome is Outcome.CANT_TELL
    assert found["O19"].reason is Reason.FETCH_FAILED
    assert found["O7"].outcome is Outcome.PASSED


def test_a_failed_link_leaves_open_only_the_items_that_it_names() -> None:
    """A matching link that failed blocks its own items and no others."""
    found = verdicts(site({"": MENU}, gaps=[gap("stat", subjects=("complaint_statistics",))]))

    assert found["O19"].outcome is Outcome.CANT_TELL
    assert found["O20"].outcome is Outcome.FAILED


def test_a_located_page_lacking_a_field_fails_whatever_else_was_unread() -> None:
    """Absence inside a located bundle needs only that bundle read."""
    bare = REPORT.replace("<th>งบประมาณที่ใช้</th>", "").replace("<td>120,000</td>", "")
    found = verdicts(site({"": MENU, "report": bare}, gaps=[gap("about", everything=True)]))

    assert (found["O7"].outcome, found["O7"].reason) == (Outcome.FAILED, Reason.INCOMPLETE)
    assert component(found["O7"], "budget_used").outcome is Outcome.FAILED


def test_a_page_of_another_year_is_wrong_period() -> None:
    """The report of the year before last, and nothing newer: found, so not not_found."""
    old = REPORT.replace("2567", "2566")
    found = verdicts(site({"": MENU, "report": old}))

    assert (found["O7"].outcome, found["O7"].reason) == (Outcome.FAILED, Reason.WRONG_PERIOD)


def test_a_page_of_another_year_is_open_while_a_matching_page_is_unread() -> None:
    """The right year may stand on the page that did not open."""
    old = REPORT.replace("2567", "2566")
    unread = gap("report-2567", subjects=("annual_operation_report",))
    found = verdicts(site({"": MENU, "report": old}, gaps=[unread]))

    assert found["O7"].outcome is Outcome.CANT_TELL
    assert found["O7"].reason is Reason.FETCH_FAILED


def test_the_only_link_is_dead() -> None:
    """A link of the item that answers 404, and nothing else: dead_link."""
    found = verdicts(site({"": MENU}, dead=["report"]))

    assert (found["O7"].outcome, found["O7"].reason) == (Outcome.FAILED, Reason.DEAD_LINK)
    assert component(found["O7"], "g5").outcome is Outcome.FAILED


def test_a_declared_address_is_judged_and_not_believed() -> None:
    """A declared page about something else does not pass the item."""
    pages = {
        "": '<nav><a href="/plan">แผนพัฒนาท้องถิ่น</a></nav>',
        "plan": "<h1>แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)</h1><p>ยุทธศาสตร์การพัฒนา 5 ด้าน</p>" * 3,
    }
    declared = [DeclaredUrl(item_code="O7", url=HOME + "plan")]
    found = verdicts(site(pages, declared=declared))

    assert found["O7"].outcome is Outcome.FAILED


def test_a_document_of_another_years_hub_is_no_answer_where_this_years_leads_somewhere() -> None:
    """The fuller list of another year does not stand in for this year's poorer one."""
    table = "<table><tr><th>ประเภท</th><th>{}</th></tr><tr><td>การทุจริต</td><td>{}</td></tr></table>"
    full = table.format("ทั้งหมด</th><th>แล้วเสร็จ</th><th>อยู่ระหว่างดำเนินการ", "3</td><td>2</td><td>1")
    title = "สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ ปีงบประมาณ พ.ศ. {}"

    def hub(year: int, path: str) -> str:
        rows = f'<tr><td>O19</td><td>{title.format(year)}</td><td><a href="/{path}">ดู</a></td></tr>'
        rows += "".join(
            f'<tr><td>{item.item_code}</td><td>{item.title_th}</td><td><a href="/x">ดู</a></td></tr>'
            for item in load(2568).items[:8]
        )
        return f"<h1>การเปิดเผยข้อมูลสาธารณะ OIT ปีงบประมาณ พ.ศ. {year}</h1><table>{rows}</table>"

    pages = {
        "": '<nav><a href="/ita68">ITA 2568</a><a href="/ita66">ITA 2566</a></nav>',
        "ita68": hub(2568, "s68"),
        "ita66": hub(2566, "s66"),
        "s68": f"<h1>{title.format(2567)}</h1>{table.format('ทั้งหมด', '2')}",
        "s66": f"<h1>{title.format(2566)}</h1>{full}",
    }
    found = verdicts(site(pages))["O19"]

    assert found.candidate is not None
    assert found.candidate.url == HOME + "s68"
    assert (found.outcome, found.reason) == (Outcome.FAILED, Reason.INCOMPLETE)


def test_a_statement_on_a_stretch_of_months_speaks_for_all_of_them() -> None:
    """Nothing from October to March is not one empty month among others."""
    menu = '<nav><a href="/stat">ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริต</a></nav>'
    said = "ตั้งแต่วันที่ 1 ตุลาคม 2565 ถึงวันที่ 31 มีนาคม 2566 ไม่มีเรื่องร้องเรียนการทุจริต"
    page = f"<h1>ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ 2566</h1><p>{said}</p>"
    found = verdicts(site({"": menu, "stat": page}), year=2566, as_of=date(2023, 5, 20))["O29"]

    assert found.outcome is Outcome.PASSED
    assert component(found, "complaints_total").outcome is Outcome.INAPPLICABLE


def test_a_report_of_last_year_is_compared_with_last_years_plan() -> None:
    """The assessment of this year, and the report itself, are nothing to compare with."""
    risks = "<tr><th>เหตุการณ์</th><th>มาตรการ</th></tr>"
    rows = "<tr><td>{}</td><td>{}</td></tr>"
    old = rows.format("เบิกน้ำมันเกินจริง", "ทบทวนการเบิกจ่ายเชื้อเพลิงรายเดือน")
    old += rows.format("เรียกรับเงิน", "ประกาศขั้นตอนและค่าธรรมเนียมที่จุดบริการ")
    new = old.replace("ทบทวนการเบิกจ่ายเชื้อเพลิงรายเดือน", "ติดตั้งเครื่องบันทึกการเดินรถ").replace(
        "ประกาศขั้นตอนและค่าธรรมเนียมที่จุดบริการ", "สลับหน้าที่เจ้าหน้าที่ทุกหกเดือน"
    )
    menu = (
        '<nav><a href="/risk">การประเมินความเสี่ยงการทุจริตประจำปี 2568</a>'
        '<a href="/result">รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต ปี 2567</a>{}</nav>'
    )
    pages = {
        "": menu.format(""),
        "risk": f"<h1>การประเมินความเสี่ยงการทุจริต 2568</h1><table>{risks}{new}</table>",
        "result": "<h1>รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต ปีงบประมาณ พ.ศ. 2567</h1>"
        f"<table>{risks.replace('เหตุการณ์', 'ผลการดำเนินการ')}{old}</table>",
    }
    link = '<a href="/risk67">การประเมินความเสี่ยงการทุจริตประจำปี 2567</a>'
    both = pages | {
        "": menu.format(link),
        "risk67": f"<h1>การประเมินความเสี่ยงการทุจริต 2567</h1><table>{risks}{old}</table>",
    }

    alone = component(verdicts(site(pages))["O24"], "follows_assessment")
    beside = component(verdicts(site(both))["O24"], "follows_assessment")

    assert (alone.outcome, alone.reason) == (Outcome.CANT_TELL, Reason.NEEDS_PERSON)
    assert beside.outcome is Outcome.PASSED
    assert beside.quotes[1].url == HOME + "risk67"


def test_a_statement_of_none_stands_in_for_the_figures() -> None:
    """With the statement the figures are inapplicable; without it they are asked for."""
    menu = '<nav><a href="/stat">สถิติเรื่องร้องเรียนการทุจริต</a></nav>'
    text = "<h1>สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ ปีงบประมาณ พ.ศ. 2567</h1>"
    none = f"{text}<p>ในปีงบประมาณ พ.ศ. 2567 ไม่มีเรื่องร้องเรียนการทุจริตของเจ้าหน้าที่ในทุกสังกัดแต่อย่างใด</p>"
    silent = (
        f"{text}<p>องค์การบริหารส่วนตำบลให้ความสำคัญกับการรับเรื่องจากประชาชนทุกช่องทางอย่างเท่าเทียมกันเสมอมา</p>"
    )

    with_it = verdicts(site({"": menu, "stat": none}))["O19"]
    without = verdicts(site({"": menu, "stat": silent}))["O19"]

    assert with_it.outcome is Outcome.PASSED
    assert component(with_it, "complaints_total").outcome is Outcome.INAPPLICABLE
    assert without.outcome is Outcome.FAILED
    assert component(without, "none_stated").outcome is Outcome.INAPPLICABLE


def test_components_of_a_type_are_asked_of_that_type_only() -> None:
    """A local government's component is inapplicable to a university, open for an unknown type."""
    seen = site({"": '<nav><a href="/s">โครงสร้าง</a></nav>', "s": "<h1>โครงสร้าง</h1>"})

    university = verdicts(seen, agency_type="university")["O1"]
    unknown = verdicts(seen, agency_type=None)["O1"]

    assert component(university, "political_side").outcome is Outcome.INAPPLICABLE
    assert component(unknown, "political_side").outcome is Outcome.CANT_TELL
    assert component(unknown, "political_side").reason is Reason.NEEDS_PERSON


def test_items_not_asked_for_are_untested() -> None:
    """With one item asked for, the others are untested."""
    found = verdicts(site({"": MENU, "report": REPORT}), items=["O7"])

    assert found["O7"].outcome is Outcome.PASSED
    assert {v.outcome for code, v in found.items() if code != "O7"} == {Outcome.UNTESTED}


def test_an_exception_in_a_check_becomes_cant_tell_with_an_id() -> None:
    """The run goes on, and the same error gives the same id."""

    def broken(case: Case, options: object) -> Finding:
        raise RuntimeError("a fault")

    registry = dict(all_checks())
    registry["subject_published"] = replace(registry["subject_published"], function=broken)
    seen = site({"": MENU, "report": REPORT})

    once = component(verdicts(seen, registry=registry, strict=False)["O7"], "report")
    again = component(verdicts(seen, registry=registry, strict=False)["O7"], "report")

    assert (once.outcome, once.reason) == (Outcome.CANT_TELL, Reason.CHECK_ERROR)
    assert once.detail("error_id")
    assert once == again
    with pytest.raises(RuntimeError, match="a fault"):
        verdicts(seen, registry=registry, strict=True)


def test_an_error_outside_a_check_leaves_its_item_open_and_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What stumbles while places of one item are sought does not end the audit."""
    seek = Locator.candidates

    def stumbling(self: Locator, slug: str, *, gathered: bool = False) -> tuple[Candidate, ...]:
        if slug == broken:
            raise KeyError("a page nobody foresaw")
        return seek(self, slug, gathered=gathered)

    seen = site({"": MENU, "report": REPORT})
    broken = verdicts(seen)["O19"].slug
    monkeypatch.setattr(Locator, "candidates", stumbling)

    found = verdicts(seen, strict=False)

    assert (found["O19"].outcome, found["O19"].reason) == (Outcome.CANT_TELL, Reason.CHECK_ERROR)
    assert all(c.finding.detail("error_id") for c in found["O19"].components)
    assert found["O7"].outcome is Outcome.PASSED
    assert found["O1"].reason is not Reason.CHECK_ERROR
    with pytest.raises(KeyError):
        verdicts(seen, strict=True)


def test_a_quote_that_does_not_read_back_is_no_evidence() -> None:
    """A pass on words that do not stand there becomes cantTell(check_error)."""
    seen = site({"": MENU, "report": REPORT})
    document = seen.document(HOME + "report")
    assert document is not None
    good = quote_text(document, 0, 20)
    forged = replace(good, text="แล้วเสร็จทุกโครงการ")

    assert verified(passed(good), seen).outcome is Outcome.PASSED
    assert verified(passed(forged), seen).reason is Reason.CHECK_ERROR
    assert not reads_back(replace(good, payload_digest="sha256:0"), document)


@pytest.mark.parametrize(
    ("source", "locator", "text"),
    [
        (QuoteSource.LINK, "nowhere", "/report"),
        (QuoteSource.IMAGE, "nowhere", "/p.png"),
        (QuoteSource.FORM, "nowhere", ""),
        (QuoteSource.EMBED, "nowhere", "x"),
        (QuoteSource.TITLE, "title", "another title"),
    ],
)
def test_evidence_without_text_is_read_back_by_its_place(
    source: QuoteSource, locator: str, text: str
) -> None:
    """A link, picture, form, embed or title that is not at its place does not read back."""
    document = page("x", "<title>ก</title><a href='/report'>ข</a>")
    quote = Quote(
        url=document.url,
        payload_digest=document.payload_digest,
        text_digest=document.text_digest,
        fetched_at=document.fetched_at,
        source=source,
        text=text,
        locator=locator,
    )

    assert not reads_back(quote, document)


def test_a_finding_without_evidence_is_not_kept() -> None:
    """Failed without a quote and without places searched proves nothing."""
    bare = Finding(outcome=Outcome.FAILED, reason=Reason.INCOMPLETE)

    assert verified(bare, site({"": MENU})).reason is Reason.CHECK_ERROR


def test_an_empty_row_of_the_hub_is_an_empty_target() -> None:
    """A row of this year's hub that leads nowhere, with nothing elsewhere."""
    rows = "".join(
        f'<tr><td>O{number}</td><td>{title}</td><td><a href="{href}">คลิก</a></td></tr>'
        for number, title, href in (
            (1, "โครงสร้างและอำนาจหน้าที่", "/o1"),
            (2, "ข้อมูลผู้บริหาร", "/o2"),
            (3, "ข้อมูลการติดต่อ", "/o3"),
            (4, "ข่าวประชาสัมพันธ์", "/o4"),
            (5, "แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน", "/o5"),
            (7, "รายงานผลการดำเนินงานประจำปี", "#"),
            (8, "คู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่", "/o8"),
        )
    )
    hub = f"<h1>ITA 2568</h1><table>{rows}</table>"
    dead = [f"o{number}" for number in (1, 2, 3, 4, 5, 8)]
    found = verdicts(site({"": '<nav><a href="/ita">ITA 2568</a></nav>', "ita": hub}, dead=dead))

    assert (found["O7"].outcome, found["O7"].reason) == (Outcome.FAILED, Reason.EMPTY_TARGET)
    assert found["O7"].candidate is not None
    assert found["O7"].candidate.state is TargetState.EMPTY
    assert found["O8"].reason is Reason.DEAD_LINK


def test_the_order_of_documents_does_not_matter() -> None:
    """The same pages in another order give the same outcomes on the same pages."""
    pages = {
        "": MENU + '<a href="/news">ข่าวประชาสัมพันธ์</a>',
        "report": REPORT,
        "news": "<h1>ข่าว</h1>",
    }
    one = verdicts(site(pages))
    other = verdicts(site(dict(reversed(pages.items()))))

    assert {c: (v.outcome, v.reason) for c, v in one.items()} == {
        c: (v.outcome, v.reason) for c, v in other.items()
    }


def test_score_of_all_passed_and_of_nothing() -> None:
    """All passed is 100; all failed is 0; what is open lies between."""
    rulebook = load(2568)
    found = verdicts(site({"": MENU}))
    everything = {
        code: replace(verdict, outcome=Outcome.PASSED, reason=None)
        for code, verdict in found.items()
    }
    nothing = {
        code: replace(verdict, outcome=Outcome.FAILED, reason=Reason.NOT_FOUND)
        for code, verdict in found.items()
    }
    unsure = {code: replace(v, outcome=Outcome.CANT_TELL) for code, v in found.items()}

    assert (score(rulebook, everything).low, score(rulebook, everything).high) == (100, 100)
    assert (score(rulebook, nothing).low, score(rulebook, nothing).high) == (0, 0)
    assert (score(rulebook, unsure).low, score(rulebook, unsure).high) == (0, 100)


def test_one_item_counts_by_the_size_of_its_sub_indicator() -> None:
    """O12 is one of two items of 9.3, one of five sub-indicators of 9, one of two indicators."""
    found = verdicts(site({"": MENU}))

    assert found["O12"].points == pytest.approx(100 / 2 / 5 / 2)
    assert found["O1"].points == pytest.approx(100 / 4 / 5 / 2)
    assert sum(verdict.points for verdict in found.values()) == pytest.approx(100)


def test_a_passing_link_to_another_items_list_is_no_answer() -> None:
    """The empty page of the item stands; a list of purchases in passing is no announcement."""
    rows = "".join(
        f"<tr><td>{n}</td><td>ปรับปรุงอาคารหลังที่ {n}</td><td>450,000</td><td>เงินอุดหนุน</td>"
        "<td>เฉพาะเจาะจง</td><td>ม.ค. 2567</td></tr>"
        for n in (1, 2, 3)
    )
    listed = (
        "<h1>รายการจัดซื้อจัดจ้างหมวดงบลงทุน ปีงบประมาณ พ.ศ. 2567</h1><table><tr><th>ที่</th>"
        "<th>งานที่จะซื้อหรือจ้าง</th><th>วงเงินงบประมาณ</th><th>แหล่งที่มา</th><th>วิธีการซื้อหรือจ้าง</th>"
        f"<th>ช่วงเวลาที่คาดว่าจะเริ่ม</th></tr>{rows}</table>"
    )
    pages = {
        "": '<nav><a href="/buy">ประกาศจัดซื้อจัดจ้าง</a></nav><main><p>'
        '<a href="/list">แบบรายการจัดซื้อจัดจ้างงบลงทุนและอื่น ๆ</a></p></main>',
        "buy": "<h1>ประกาศจัดซื้อจัดจ้าง</h1><p>ไม่พบข้อมูลในปีที่เลือก</p>",
        "list": listed,
    }
    found = verdicts(site(pages), year=2567, items=["O15"])["O15"]

    assert found.outcome is Outcome.FAILED
    assert found.candidate is not None
    assert found.candidate.url == HOME + "buy"
