"""Hubs as vendors and agencies build them, read from real HTML."""

from datetime import UTC, datetime

import pytest

from checks.evaluate import matcher_for
from checks.match.hub.rows import hub_rows, hub_years, is_hub
from checks.records import Strength
from checks.rulebook import load
from crawler.extract.html import extract_html
from crawler.records import LinkKind

MATCHER = matcher_for(load(2568))
TITLES = (
    "โครงสร้างและอำนาจหน้าที่",
    "ข้อมูลผู้บริหาร",
    "ข้อมูลการติดต่อ",
    "ข่าวประชาสัมพันธ์",
    "แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน",
    "แผนและความก้าวหน้าในการดำเนินงานและการใช้งบประมาณประจำปี",
    "รายงานผลการดำเนินงานประจำปี",
)
SLUGS = [item.slug for item in MATCHER.items[: len(TITLES)]]


def page(body, *, title="ITA 2568", url="https://agency.example/ita"):
    return extract_html(
        f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode(),
        url=url,
        declared_type="text/html; charset=utf-8",
        payload_digest="sha256:0",
        fetched_at=datetime(2025, 5, 1, tzinfo=UTC),
    )


def each(pattern):
    return "".join(
        pattern.format(n=number, title=title) for number, title in enumerate(TITLES, start=1)
    )


SHAPES = {
    "table": "<table><tr><th>ข้อ</th><th>รายการ</th><th>ลิงก์</th></tr>"
    + each("<tr><td>O{n}</td><td>{title}</td><td><a href='/f{n}'>คลิก</a></td></tr>")
    + "</table>",
    "list": "<ul>" + each("<li><a href='/f{n}'>O{n} {title}</a></li>") + "</ul>",
    "line and icon": each("<p>O{n} {title} <a href='/f{n}'><img src='p.png' alt=''></a></p>"),
    "headings": each("<h3>๐{n} {title}</h3><p><a href='/f{n}'>ประกาศตัวอย่าง</a></p>"),
    "accordion": each(
        "<div><button>O{n} {title}</button><div><a href='/f{n}'>กองคลัง</a></div></div>"
    ),
    "accordion of links": each(
        "<div><a href='#c{n}'>O{n} {title}</a><div id='c{n}'><a href='/f{n}'>เอกสาร</a></div></div>"
    ),
    "titles without codes": "<ul>" + each("<li><a href='/f{n}'>{title}</a></li>") + "</ul>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_hub_pairs_items_with_links(shape):
    """Each item of the hub is paired with its own link and no other."""
    document = page(f"<main><h1>การประเมินคุณธรรมและความโปร่งใส ITA 2568</h1>{SHAPES[shape]}</main>")
    rows = hub_rows(document, MATCHER)
    assert [row.slug for row in rows] == SLUGS
    for number, row in enumerate(rows, start=1):
        targets = [link.url for link in row.links if link.kind is LinkKind.WEB]
        assert targets == [f"https://agency.example/f{number}"]
        assert row.years == (2568,)
    assert is_hub(document, MATCHER)


def test_an_empty_link_stays_in_the_row():
    """An empty target is a finding, so the row keeps it."""
    document = page("<main><ul>" + each("<li><a href='#'>O{n} {title}</a></li>") + "</ul></main>")
    rows = hub_rows(document, MATCHER)
    assert [row.slug for row in rows] == SLUGS
    assert all(row.links[0].kind is LinkKind.EMPTY for row in rows)
    assert is_hub(document, MATCHER)


def test_words_win_over_the_code():
    """Numbers moved: the title under another number is still its own item."""
    document = page("<main><p>O5 ข้อมูลการติดต่อ <a href='/c'>คลิก</a></p></main>")
    (row,) = hub_rows(document, MATCHER)
    assert (row.slug, row.item_code) == ("contact_info", "O5")
    assert row.strength is Strength.EXACT


def test_a_code_speaks_where_words_are_silent():
    """A bare code gives the item of this year, weakly."""
    document = page("<main><ul><li><a href='/c'>O3</a></li></ul></main>")
    (row,) = hub_rows(document, MATCHER)
    assert (row.slug, row.strength) == ("contact_info", Strength.WEAK)


def test_a_code_never_speaks_over_words_of_another_subject():
    """An old list's O6 is about laws, which this year does not ask for."""
    document = page("<main><ul><li><a href='/l'>O6 กฎหมายที่เกี่ยวข้อง</a></li></ul></main>")
    assert hub_rows(document, MATCHER) == ()


def test_printed_requirements_are_no_labels():
    """The requirement under a label does not take the links from it."""
    document = page(
        "<main><h3>O2 ข้อมูลผู้บริหาร</h3><p>แสดงข้อมูลการติดต่อ อย่างน้อยประกอบด้วย โทรศัพท์</p>"
        "<p><a href='/e'>คลิก</a></p></main>"
    )
    (row,) = hub_rows(document, MATCHER)
    assert row.slug == "executives"
    assert [link.url for link in row.links] == ["https://agency.example/e"]


def test_a_later_heading_ends_the_last_item():
    """Links of the section behind the list are not the last item's."""
    document = page(
        "<main><h3>O2 ข้อมูลผู้บริหาร</h3><a href='/e'>คลิก</a>"
        "<h3>ลิงก์หน่วยงานภายนอก</h3><a href='/x'>กรมตัวอย่าง</a></main>"
    )
    (row,) = hub_rows(document, MATCHER)
    assert [link.url for link in row.links] == ["https://agency.example/e"]


def test_a_link_of_another_item_in_a_list_does_not_end_the_list():
    """A link that names another item is that item's; the rest of the list stays."""
    document = page(
        "<main><h4>O8 คู่มือการปฏิบัติงาน</h4><ul><li><a href='/a'>คู่มืองานคลัง</a></li>"
        "<li><a href='/b'>ข้อมูลผู้บริหาร</a></li><li><a href='/c'>งานช่าง</a></li></ul></main>"
    )
    found = {row.slug: [link.href for link in row.links] for row in hub_rows(document, MATCHER)}
    assert found == {"staff_manual": ["/a", "/c"], "executives": ["/b"]}


def test_a_report_and_its_form_are_one_row():
    """A link "รายงาน" names no other item, and one with the item's code begins no new row."""
    body = (
        "<h3>O13 รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี</h3><ul>"
        "<li><a href='/a.pdf'>รายงาน</a></li><li><a href='/a.xlsx'>แบบ ITA-o13</a></li></ul>"
        "<h3>O15 รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี</h3>"
        "<p><a href='/b.pdf'>รายงานปี 2567</a></p>"
    )

    rows = [(row.slug, len(row.links)) for row in hub_rows(page(body), MATCHER)]

    assert rows == [("procurement_annual_report", 2), ("hr_annual_report", 1)]


def test_archives_side_by_side_keep_their_years():
    """Each list carries the year of its own heading."""
    lists = "".join(
        f"<h2>ITA {year}</h2><ul>" + each(f"<li><a href='/{year}/{{n}}'>O{{n}} {{title}}</a></li>")
        + "</ul>"
        for year in (2568, 2567)
    )  # fmt: skip
    document = page(f"<main>{lists}</main>", title="ITA")
    years = [row.years for row in hub_rows(document, MATCHER)]
    assert years == [(2568,)] * len(TITLES) + [(2567,)] * len(TITLES)
    assert hub_years(document) == (2567, 2568)


def test_a_column_for_each_year_splits_the_row():
    """A table with a column per year gives a row per year."""
    rows = each(
        "<tr><td>O{n} {title}</td><td><a href='/8/{n}'>คลิก</a></td>"
        "<td><a href='/7/{n}'>คลิก</a></td></tr>"
    )
    head = "<tr><th>รายการ</th><th>ปี 2568</th><th>ปี 2567</th></tr>"
    document = page(f"<main><table>{head}{rows}</table></main>", title="ITA")
    found = {(row.slug, row.years): row.links[0].url for row in hub_rows(document, MATCHER)}
    assert found["executives", (2568,)] == "https://agency.example/8/2"
    assert found["executives", (2567,)] == "https://agency.example/7/2"


def test_a_code_only_menu_makes_a_hub_of_the_home_page_only():
    """The menu stands on every page, so only the home page counts as the hub."""
    entries = "".join(f"<li><a href='/f{n}'>O{n}</a></li>" for n in range(1, 9))
    body = (
        f"<nav><ul><li><a href='#'>ITA 2568</a><ul>{entries}</ul></li></ul></nav>"
        "<main><p>ยินดีต้อนรับ</p></main>"
    )
    home = page(body, title="หน่วยงานตัวอย่าง", url="https://agency.example/")
    inner = page(body, title="หน่วยงานตัวอย่าง", url="https://agency.example/news/5")
    assert is_hub(home, MATCHER)
    assert not is_hub(inner, MATCHER)
    assert {row.years for row in hub_rows(home, MATCHER)} == {(2568,)}


def test_an_ordinary_home_page_is_no_hub():
    """A handful of usual links does not make a hub."""
    labels = ("ข้อมูลผู้บริหาร", "ติดต่อเรา", "E-Service", "คู่มือประชาชน", "ข่าวจัดซื้อจัดจ้าง", "โครงสร้าง")
    links = "".join(f"<a href='/{n}'>{label}</a>" for n, label in enumerate(labels))
    document = page(
        f"<main><h1>ยินดีต้อนรับ</h1>{links}</main>", title="อบต.ตัวอย่าง", url="https://agency.example/"
    )
    assert not is_hub(document, MATCHER)


def test_a_page_about_one_item_is_no_hub():
    """A subject page with files of several years is no hub."""
    files = "".join(f"<a href='/{year}.pdf'>ปีงบประมาณ {year}</a>" for year in range(2560, 2569))
    document = page(f"<main><h1>แผนปฏิบัติการป้องกันการทุจริต</h1>{files}</main>", title="แผน")
    assert not is_hub(document, MATCHER)


def test_the_years_of_a_hub_come_from_its_words_first():
    """Title and headings outvote the address; the address counts where they are silent."""
    named = page("<main><h1>OIT 2569</h1></main>", title="ITA", url="https://a.example/ita-2568")
    silent = page("<main><h1>OIT</h1></main>", title="ITA", url="https://a.example/ita68")
    assert hub_years(named) == (2569,)
    assert hub_years(silent) == (2568,)
