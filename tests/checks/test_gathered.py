"""Items whose components may stand on several pages: which pages supply, and which never do."""

from judging import site, verdicts

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Verdict

PERMANENT = "<h1>โครงสร้าง</h1><ul><li>ปลัด อบต.</li><li>สำนักปลัด</li><li>กองคลัง</li></ul>"
WHOLE = (
    "<h1>โครงสร้าง</h1><ul><li>นายก อบต.</li><li>สภา อบต.</li><li>ปลัด อบต.</li>"
    "<li>สำนักปลัด</li><li>กองคลัง</li></ul>"
)
TITLES = ("O1 โครงสร้าง", "O2 ข้อมูลผู้บริหาร", "O3 อำนาจหน้าที่", "O4 ข้อมูลการติดต่อ", "O5 ข่าวประชาสัมพันธ์")
HOME = '<nav><a href="/ita">ITA 2567</a><a href="/old">ITA 2566</a></nav>'


def hub(year: int, base: str) -> str:
    rows = "".join(
        f'<tr><td>{title}</td><td><a href="{base}/{number}">คลิก</a></td></tr>'
        for number, title in enumerate(TITLES)
    )
    return f"<h1>ITA ปี {year}</h1><table><tr><th>ข้อ</th><th>ลิงก์</th></tr>{rows}</table>"


def structure(home: str, *, old: str) -> Verdict:
    pages = {"": home, "ita": hub(2567, "/a"), "old": hub(2566, "/b"), "a/0": PERMANENT, "b/0": old}
    pages |= {f"{base}/{number}": "<h1>หน้า</h1><p>-</p>" for base in "ab" for number in range(1, 5)}
    return verdicts(site(pages), year=2567, items=["O1"])["O1"]


def outcomes(verdict: Verdict) -> dict[str, Outcome]:
    return {c.component_id: c.finding.outcome for c in verdict.components}


def test_last_years_archive_never_supplies_what_this_years_page_lacks() -> None:
    """The political side on a page that only last year's hub leads to does not count."""
    found = structure(HOME, old=WHOLE)

    assert outcomes(found)["permanent_side"] is Outcome.PASSED
    assert outcomes(found)["political_side"] is Outcome.FAILED
    assert found.reason is Reason.INCOMPLETE


def test_a_page_of_the_menu_supplies_though_an_old_hub_lists_it_too() -> None:
    """What the current menu leads to is current, whatever else points at it."""
    menu = HOME + '<nav><a href="/b/0">โครงสร้าง</a></nav>'

    assert outcomes(structure(menu, old=WHOLE))["political_side"] is Outcome.PASSED


def test_a_dead_menu_link_is_told_as_such() -> None:
    """With no page read and a menu link that leads nowhere, the link is the reason."""
    home = '<nav><a href="/str">โครงสร้าง</a></nav>'
    found = verdicts(site({"": home}, dead=["str"]), year=2567, items=["O1"])["O1"]

    assert (found.outcome, found.reason) == (Outcome.FAILED, Reason.DEAD_LINK)


def test_pages_of_single_persons_belong_to_the_list_that_links_them() -> None:
    """A list of names and posts is carried on by the pages behind the names."""
    people = (
        ("นายสมมุติ ใจงาม", "นายก อบต."),
        ("นางดี จริงใจ", "รองนายก อบต."),
        ("นายปอง มาดี", "ปลัด อบต."),
    )
    listed = "".join(f'<li><a href="/p/{n}">{name}</a></li>' for n, (name, _) in enumerate(people))
    pages = {"": '<nav><a href="/x">ผู้บริหาร</a></nav>', "x": f"<h1>ผู้บริหาร</h1><ul>{listed}</ul>"}
    for n, (name, post) in enumerate(people):
        pages[f"p/{n}"] = (
            f'<h1>{name}</h1><img src="/i/{n}.jpg"><p>{post}</p><p>โทร. 08 0000 110{n}</p>'
        )
    found = verdicts(site(pages), items=["O2"])["O2"]

    assert found.outcome is Outcome.PASSED


def _report_of(chapters: str) -> Verdict:
    pages = {
        "": '<nav><a href="/report">รายงานผลการดำเนินงานประจำปี 2567</a></nav>',
        "report": f"<h1>รายงานผลการดำเนินงานประจำปี 2567</h1>{chapters}",
        "report/1": "<h1>สาร</h1><p>ขอบคุณทุกฝ่าย</p>",
        "report/2": (
            "<h1>ผลตามแผนปฏิบัติการ</h1><table><tr><th>โครงการ</th><th>ผลที่เกิดขึ้น</th></tr>"
            "<tr><td>ปลูกป่าชายเลน</td><td>ปลูก 500 ต้น</td></tr>"
            "<tr><td>ค่ายเยาวชน</td><td>จัด 1 ครั้ง 60 คน</td></tr></table>"
        ),
    }
    return verdicts(site(pages), year=2568, items=["O7"])["O7"]


def test_a_numbered_chapter_supplies_though_it_uses_the_words_of_another_item() -> None:
    """The chapter on results stands below the report; a link in the text is another's."""
    chapters = _report_of(
        '<ol><li><a href="/report/1">บทที่ 1 สารจากนายก</a></li>'
        '<li><a href="/report/2">บทที่ 2 ผลตามแผนปฏิบัติการ</a></li></ol>'
    )
    lone = _report_of('<p><a href="/report/2">แผนดำเนินงานประจำปี</a></p>')

    assert outcomes(chapters)["project_results"] is Outcome.PASSED
    assert outcomes(lone)["project_results"] is Outcome.FAILED


MEASURES = (
    "<h1>ผลประเมินปี 2567 กับสิ่งที่จะทำ</h1><p>ITA ปี 2567 ได้ 81.20 คะแนน จุดอ่อนคือการใช้ทรัพย์สิน</p><table>"
    "<tr><th>แนวทาง</th><th>ใครทำ</th><th>ขั้นตอน</th><th>เมื่อไร</th></tr>"
    "<tr><td>ใบยืมเล่มเดียว</td><td>กองคลัง</td><td>ออกแบบ แล้วประกาศใช้</td><td>ม.ค. 2568</td></tr>"
    "<tr><td>ป้ายขั้นตอน</td><td>กองช่าง</td><td>ร่าง แล้วติดทุกห้อง</td><td>ก.พ. 2568</td></tr></table>"
)


def _measures_behind(post: str) -> Outcome:
    """Whether the measures are found where a post of the item leads to."""
    pages = {
        "": '<nav><a href="/p/9">มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน</a></nav>',
        "p/9": f"<main><h2>มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน</h2>{post}</main>",
        "p/4": MEASURES,
    }
    return outcomes(verdicts(site(pages), year=2568, items=["O27"])["O27"])["measure"]


def test_a_post_that_only_points_on_is_what_it_points_to() -> None:
    """Below the title of an item stands nothing but one link, in words of its own."""
    for words in ("สิ่งที่เราตั้งใจทำปีนี้", "เอา ITA ปี 2567 มาปรับปรุงงาน"):
        post = f'<div>ลงเมื่อ 4 เม.ย. 2568</div><p>&rarr; <a href="/p/4">{words}</a></p>'

        assert _measures_behind(post) is Outcome.PASSED


def test_a_way_on_to_the_neighbouring_post_is_no_content() -> None:
    """The next post, and a link among others, belong to a post of nothing as little as before."""
    ahead = '<p>เรื่องถัดไป: <a href="/p/4">สิ่งที่เราตั้งใจทำปีนี้</a></p>'
    many = '<p><a href="/p/4">สิ่งที่เราตั้งใจทำปีนี้</a></p><p><a href="/p/5">งานลอยกระทง</a></p>'

    assert _measures_behind(ahead) is Outcome.FAILED
    assert _measures_behind(many) is Outcome.FAILED
