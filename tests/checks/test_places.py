"""Which place of a site answers an item: its own page, of its own year, and no neighbour's."""

from judging import site, verdicts

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Verdict

RISKS = """<h1>การประเมินความเสี่ยงการให้หรือรับสินบน ประจำปีงบประมาณ พ.ศ. {year}</h1>
<table><tr><th>ด้าน</th><th>เหตุการณ์ความเสี่ยง</th>{more_heads}</tr>
<tr><td>การอนุมัติ อนุญาต</td><td>เจ้าหน้าที่เรียกรับสินบนแลกกับใบอนุญาต</td>{more}</tr>
<tr><td>การใช้อำนาจตามกฎหมายและการให้บริการ</td><td>ละเว้นการตรวจเพื่อแลกผลประโยชน์</td>{more}</tr>
<tr><td>การใช้งบประมาณและการจัดซื้อจัดจ้าง</td><td>กำหนดคุณลักษณะเอื้อผู้ขายแลกสินบน</td>{more}</tr>
<tr><td>การบริหารงานบุคคล</td><td>เรียกรับเงินแลกการต่อสัญญาจ้าง</td>{more}</tr></table>"""
WHOLE = {
    "more_heads": "<th>ระดับความเสี่ยง</th><th>มาตรการจัดการความเสี่ยง</th>",
    "more": "<td>สูง (12)</td><td>เปิดเผยลำดับคำขอทุกสัปดาห์</td>",
}
PART = {"more_heads": "", "more": ""}
RESULT = """<h1>รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต ประจำปีงบประมาณ พ.ศ. {year}</h1>
<p>รอบ 1 ตุลาคม {before} ถึง 30 กันยายน {year}</p>
<table><tr><th>ความเสี่ยง</th><th>ผลการดำเนินการ</th></tr>
<tr><td>เรียกรับสินบน</td><td>เปิดเผยลำดับคำขอแล้ว 24 สัปดาห์</td></tr></table>"""
HUB_ROWS = {
    "o4": "O4 ข่าวประชาสัมพันธ์",
    "o6": "O6 แผนและความก้าวหน้าในการดำเนินงานและการใช้งบประมาณ ประจำปี",
    "o7": "O7 รายงานผลการดำเนินงาน ประจำปี",
    "o8": "O8 คู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่",
    "o23": "O23 การประเมินความเสี่ยงที่อาจเกิดการให้หรือรับสินบนจากการดำเนินงานตามภารกิจของหน่วยงาน",
    "o24": "O24 รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริตและประพฤติมิชอบ ประจำปี",
    "o25": "O25 แผนปฏิบัติการป้องกันการทุจริต",
    "o26": "O26 รายงานผลการดำเนินการป้องกันการทุจริต ประจำปี",
}


def agency(pages: dict[str, str], *, archive: bool = False) -> dict[str, Verdict]:
    """The verdicts on a site whose hub gives every item of HUB_ROWS a page of its own."""
    rows = "".join(f'<li><a href="/{path}">{label}</a></li>' for path, label in HUB_ROWS.items())
    shown = {
        "": '<nav><a href="/ita">การประเมิน ITA 2568</a><a href="/old">การประเมิน ITA 2567</a></nav>',
        "ita": f"<title>ITA 2568</title><h1>การเปิดเผยข้อมูลสาธารณะ (OIT) ปี 2568</h1><ul>{rows}</ul>",
        **pages,
    }
    if archive:
        shown["old"] = (
            "<title>ITA 2567</title><h1>ITA 2567</h1><ul>"
            '<li><a href="/old23">การประเมินความเสี่ยงการทุจริต 2567</a></li></ul>'
        )
    return verdicts(site(shown), items=["O23", "O24"])


def test_a_pager_from_item_to_item_does_not_join_their_pages() -> None:
    """Pages of items that lead on to each other stay apart, each with its own year."""
    onward = '<p><a href="/o24">ถัดไป</a></p>'
    back = '<p><a href="/o23">ก่อนหน้า</a></p>'
    found = agency(
        {
            "o23": RISKS.format(year=2568, **WHOLE) + onward,
            "o24": RESULT.format(year=2566, before=2565) + back,
        }
    )

    assert found["O23"].outcome is Outcome.PASSED
    assert found["O23"].candidate is not None
    assert len(found["O23"].candidate.members) == 1
    assert (found["O24"].outcome, found["O24"].reason) == (Outcome.FAILED, Reason.WRONG_PERIOD)


def test_a_pager_within_an_item_joins_its_pages() -> None:
    """The second page of a list, which no hub gives to another item, belongs to the first."""
    found = agency(
        {
            "o23": RISKS.format(year=2568, **PART) + '<p><a href="/o23-2">ถัดไป</a></p>',
            "o23-2": RISKS.format(year=2568, **WHOLE),
            "o24": RESULT.format(year=2567, before=2566),
        }
    )

    assert found["O23"].candidate is not None
    assert len(found["O23"].candidate.members) == 2


def test_the_page_of_another_item_is_no_answer_where_the_hub_gives_a_page() -> None:
    """What the hub gives to O24 does not pass O23, though it tells the risks of the year whole."""
    found = agency(
        {
            "o23": RISKS.format(year=2566, **WHOLE),
            "o24": RESULT.format(year=2567, before=2566) + RISKS.format(year=2568, **WHOLE),
        }
    )

    assert (found["O23"].outcome, found["O23"].reason) == (Outcome.FAILED, Reason.WRONG_PERIOD)
    assert found["O23"].candidate is not None
    assert found["O23"].candidate.url.endswith("/o23")


def test_the_page_of_the_year_is_judged_though_last_years_shows_more() -> None:
    """A page of the year that lacks a field is incomplete, whatever the archive holds."""
    found = agency(
        {
            "o23": RISKS.format(year=2568, **PART),
            "old23": RISKS.format(year=2567, **WHOLE),
        },
        archive=True,
    )

    assert (found["O23"].outcome, found["O23"].reason) == (Outcome.FAILED, Reason.INCOMPLETE)
    assert found["O23"].candidate is not None
    assert found["O23"].candidate.url.endswith("/o23")


def test_last_years_page_is_told_when_nothing_newer_exists() -> None:
    """It was found and is of another year."""
    found = verdicts(
        site(
            {
                "": '<nav><a href="/old23">การประเมินความเสี่ยงการทุจริต</a></nav>',
                "old23": RISKS.format(year=2567, **WHOLE),
            }
        ),
        items=["O23"],
    )

    assert found["O23"].reason is Reason.WRONG_PERIOD


def test_a_page_that_is_not_on_the_subject_has_no_year_of_it() -> None:
    """The calendar of the assessment behind an item's row answers nothing, in no year."""
    calendar = """<h1>ปฏิทินการประเมินคุณธรรมและความโปร่งใส</h1><table>
    <tr><th>ช่วงเวลา</th><th>กิจกรรม</th></tr><tr><td>ม.ค. 2568</td><td>ลงทะเบียนและนำเข้าข้อมูล</td></tr>
    <tr><td>มี.ค. 2568</td><td>ตอบแบบวัดผ่านระบบ</td></tr></table>"""
    found = agency({"o23": calendar, "o24": calendar})

    for code in ("O23", "O24"):
        assert (found[code].outcome, found[code].reason) == (Outcome.FAILED, Reason.INCOMPLETE)
        period = [c for c in found[code].components if c.check == "period_covered"]
        assert [c.finding.outcome for c in period] == [Outcome.FAILED]
        assert [c.finding.reason for c in period] == [Reason.INCOMPLETE]


def test_what_is_gathered_from_the_site_may_stand_on_another_items_page() -> None:
    """Contact details on the page of another item count, though they have a page of their own."""
    rows = {"o3": "O3 ข้อมูลการติดต่อ", **HUB_ROWS}
    listed = "".join(f'<li><a href="/{path}">{label}</a></li>' for path, label in rows.items())
    pages = {
        "": '<nav><a href="/ita">การประเมิน ITA 2568</a></nav>',
        "ita": f"<title>ITA 2568</title><h1>การเปิดเผยข้อมูลสาธารณะ ปี 2568</h1><ul>{listed}</ul>",
        "o3": "<h1>ข้อมูลการติดต่อ</h1><p>99 หมู่ 2 ตำบลหนองทราย อำเภอเมือง จังหวัดสนวน 10999</p>",
        "o4": "<h1>ติดต่อหน่วยงาน</h1><p>โทรศัพท์ 0-2000-1234</p><h2>ข่าวประชาสัมพันธ์</h2><p>ประชุมสภา</p>",
    }
    found = verdicts(site(pages), items=["O3"])["O3"]

    phone = next(c for c in found.components if c.check == "phone_shown")
    assert phone.finding.outcome is Outcome.PASSED


def agency_of_two_homes(second: str) -> dict[str, Verdict]:
    """The verdicts where the hub's row on O23 prints the home page first, then a bare page."""
    home = '<title>เทศบาล</title><nav><a href="/ita">การประเมิน ITA 2568</a></nav><main>{}</main>'
    news = "<h2>ข่าว</h2>" + RISKS.format(year=2568, **WHOLE)
    rows = "".join(
        f'<li>{label} <a href="/index.php">หน้าหลัก</a> <a href="/{path}">{label}</a></li>'
        for path, label in HUB_ROWS.items()
    )
    shown = {
        "": home.format(news),
        "index.php": home.format(second or news),
        "ita": f"<title>ITA 2568</title><h1>การเปิดเผยข้อมูลสาธารณะ (OIT) ปี 2568</h1><ul>{rows}</ul>",
        "o23": "<h1>การประเมินความเสี่ยงการทุจริต</h1><p>อยู่ระหว่างปรับปรุง</p>",
    }
    return verdicts(site(shown), items=["O23"])


def test_the_way_over_the_home_page_is_no_answer() -> None:
    """A row that prints the home page and then its own page is answered by its own page."""
    found = agency_of_two_homes("")["O23"]

    assert found.outcome is Outcome.FAILED
    assert found.reason is Reason.EMPTY_TARGET


def test_another_page_at_the_address_of_a_home_page_stays_a_place() -> None:
    """A page that only has a home page's address, with content of its own, may answer an item."""
    found = agency_of_two_homes(RISKS.format(year=2568, **WHOLE) + "<p>งานนิติการ</p>")["O23"]

    assert found.outcome is Outcome.PASSED


def test_who_a_code_of_ethics_binds_opens_no_other_item() -> None:
    """A page of ethics in parts: below its title, "ผู้บริหารท้องถิ่น" heads a code, not a list."""
    ethics = """<h1>จริยธรรมเจ้าหน้าที่</h1><h4>ประมวลจริยธรรม 3 ฉบับ</h4>
<details><summary>ผู้บริหารท้องถิ่น</summary><p>ข้อ 3 พึงซื่อสัตย์ กล้าตัดสินใจ</p></details>
<details><summary>สมาชิกสภาท้องถิ่น</summary><p>ข้อ 3 พึงเป็นอิสระ</p></details>
<details><summary>พนักงานส่วนท้องถิ่น</summary><p>ข้อ 3 พึงถือประโยชน์ของราษฎร</p></details>
<h4>Do's &amp; Don'ts ปี 2569</h4><ul><li>ควรทำ: มาตรงเวลา</li><li>ไม่ควรทำ: รับฝากงาน</li></ul>"""
    home = '<nav><a href="/e">ประมวลจริยธรรมและการขับเคลื่อนจริยธรรม</a></nav>'
    found = verdicts(site({"": home, "e": ethics}), year=2569, items=["O15"])["O15"]
    codes = {c.source_id: c.finding.outcome for c in found.components}

    assert codes["O15.1"] is Outcome.PASSED
    assert codes["O15.3"] is Outcome.PASSED
