"""Hubs built of cards: codes set apart, descriptions, and labels that stand behind their link."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

import oitwatch
from checks.evaluate import matcher_for
from checks.match.hub.rows import hub_rows, is_hub
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


def page(body):
    return extract_html(
        f"<html><head><title>ITA 2568</title></head><body><main><h1>ITA 2568</h1>{body}"
        "</main></body></html>".encode(),
        url="https://agency.example/ita",
        declared_type="text/html; charset=utf-8",
        payload_digest="sha256:0",
        fetched_at=datetime(2025, 5, 1, tzinfo=UTC),
    )


def each(pattern, shift=0):
    """A card for each title; ``shift`` moves the numbers as another year's list would."""
    return "".join(
        pattern.format(n=number, code=number + shift, title=title)
        for number, title in enumerate(TITLES, start=1)
    )


CARDS = {
    "badge, title, text, link": "<div class='card'><span class='no'>O{code}</span><h3>{title}</h3>"
    "<p>รายละเอียดของข้อมูล</p><a href='/f{n}'>ดูข้อมูล</a></div>",
    "badge and title in blocks": "<div class='card'><div>O{code}</div><div>{title}</div>"
    "<div><a href='/f{n}'>คลิก</a></div></div>",
    "badge over a linked title": "<div class='card'><div>ข้อ {code}</div>"
    "<h4><a href='/f{n}'>{title}</a></h4></div>",
    "badge in a list item": "<ul><li><div>O{code}</div><p>{title}</p>"
    "<a href='/f{n}'>PDF</a></li></ul>",
    "badge below the title": "<div class='card'><h3>{title}</h3><div>O{code}</div>"
    "<p><a href='/f{n}'>เปิดดู</a></p></div>",
    "badge below a linked title": "<div class='card'><div><a href='/f{n}'>{title}</a></div>"
    "<div>O{code}</div></div>",
    "linked badge": "<div class='card'><a href='/f{n}'>O{code}</a><p>{title}</p></div>",
    "picture over the title": "<div class='card'><a href='/f{n}'><img src='i.png' alt=''></a>"
    "<h3>O{code} {title}</h3></div>",
    "button over the title": "<div class='card'><div><a href='/f{n}'>ดาวน์โหลด</a></div>"
    "<div>O{code}</div><h3>{title}</h3></div>",
    "document over the title": "<div class='card'><p><a href='/f{n}'>เอกสารที่ลงนามแล้ว</a></p>"
    "<h3>O{code} {title}</h3></div>",
}


@pytest.mark.parametrize("shift", [0, 7])
@pytest.mark.parametrize("card", CARDS)
def test_a_card_is_one_row(card, shift):
    """Code, title and link of a card make one row, whatever their order and whatever the number."""
    document = page(f"<div>{each(CARDS[card], shift)}</div>")
    rows = hub_rows(document, MATCHER)
    found = [(row.slug, row.item_code, [link.href for link in row.links]) for row in rows]
    assert found == [
        (slug, f"O{number + shift}", [f"/f{number}"]) for number, slug in enumerate(SLUGS, start=1)
    ]
    assert {row.strength for row in rows} <= {Strength.EXACT, Strength.STRONG}
    assert is_hub(document, MATCHER)


def test_the_sample_hub_has_one_row_for_each_item():
    """Every card of the bundled sample is one row with its code and its links."""
    file = Path(oitwatch.__file__).parent / "sample" / "site" / "ita" / "2569.html"
    document = extract_html(
        file.read_bytes(),
        url="https://agency.example/ita/2569.html",
        declared_type="text/html; charset=utf-8",
        payload_digest="sha256:0",
        fetched_at=datetime(2026, 5, 1, tzinfo=UTC),
    )
    matcher = matcher_for(load(2569))
    rows = [row for row in hub_rows(document, matcher) if row.item_code is not None]
    assert [row.slug for row in rows] == [item.slug for item in matcher.items]
    assert [row.item_code for row in rows] == [item.item_code for item in matcher.items]
    assert all(row.strength is Strength.EXACT for row in rows)


def test_a_description_does_not_take_the_link_of_its_card():
    """Words of another item in a card's description leave the link with code and title."""
    document = page(
        "<div class='card'><span>O2</span><h3>ข้อมูลผู้บริหาร</h3><p>ข้อมูลการติดต่อ</p>"
        "<a href='/e'>ดูข้อมูล</a></div>"
    )
    (row,) = hub_rows(document, MATCHER)
    assert (row.slug, [link.href for link in row.links]) == ("executives", ["/e"])


def test_a_title_that_no_word_names_goes_by_its_code():
    """A badge with unknown words still pairs its item, weakly."""
    document = page(
        "<div class='card'><span>O2</span><h3>ทีมงานของเรา</h3><a href='/e'>ดูข้อมูล</a></div>"
    )
    (row,) = hub_rows(document, MATCHER)
    assert (row.slug, row.strength, row.links[0].href) == ("executives", Strength.WEAK, "/e")


def test_a_badge_never_speaks_over_a_title_of_another_subject():
    """An old list's O6 is about laws: its link is no row, and not the row of the card above."""
    document = page(
        "<div class='card'><span>O5</span><h3>แผนพัฒนาหน่วยงาน</h3><a href='/p'>ดูข้อมูล</a></div>"
        "<div class='card'><span>O6</span><h3>กฎหมายที่เกี่ยวข้อง</h3><a href='/l'>ดูข้อมูล</a></div>"
    )
    (row,) = hub_rows(document, MATCHER)
    assert (row.slug, [link.href for link in row.links]) == ("strategic_plan", ["/p"])


def test_an_empty_card_stays_a_row_without_links():
    """A code and a title without any link is a finding and takes no other card's link."""
    document = page(
        "<div class='card'><span>O2</span><h3>ข้อมูลผู้บริหาร</h3></div>"
        "<div class='card'><span>O3</span><h3>ข้อมูลการติดต่อ</h3><a href='/c'>ดูข้อมูล</a></div>"
    )
    found = [(row.slug, row.item_code, len(row.links)) for row in hub_rows(document, MATCHER)]
    assert found == [("executives", "O2", 0), ("contact_info", "O3", 1)]


def test_codes_in_a_row_belong_to_no_title():
    """The last code of a bare list does not swallow the heading behind the list."""
    document = page(
        "<div>O1</div><div>O2</div><div>O3</div><h2>ลิงก์ที่น่าสนใจ</h2>"
        "<p><a href='/x'>กรมตัวอย่าง</a></p>"
    )
    assert all(not row.links for row in hub_rows(document, MATCHER))


def test_a_link_above_a_title_with_its_own_link_is_not_the_titles():
    """A way back that stands over a title is no answer to the item."""
    document = page(
        "<div class='card'><p><a href='/back'>ย้อนกลับ</a></p><h3>O2 ข้อมูลผู้บริหาร</h3>"
        "<a href='/e'>ดูข้อมูล</a></div>"
    )
    (row,) = hub_rows(document, MATCHER)
    assert [link.href for link in row.links] == ["/e"]


def test_a_link_before_its_label_in_a_table_row():
    """The order of the columns does not matter."""
    body = each("<tr><td><a href='/f{n}'>เปิด</a></td><td>{title}</td><td>O{code}</td></tr>")
    rows = hub_rows(page(f"<table>{body}</table>"), MATCHER)
    assert [row.slug for row in rows] == SLUGS
    assert [[link.href for link in row.links] for row in rows] == [
        [f"/f{number}"] for number in range(1, len(SLUGS) + 1)
    ]


def test_picture_and_title_with_one_target_are_one_row():
    """A card that links picture and title alike is one row with its code."""
    document = page(
        "<div class='card'><a href='/e'><img src='i.png' alt=''></a>"
        "<h3><a href='/e'>O2 ข้อมูลผู้บริหาร</a></h3></div>"
    )
    (row,) = hub_rows(document, MATCHER)
    assert (row.slug, row.item_code) == ("executives", "O2")
    assert {link.href for link in row.links} == {"/e"}
    assert all(link.kind is LinkKind.WEB for link in row.links)


def test_a_link_that_says_one_part_of_the_title_is_the_items():
    """Halves of a plan behind two buttons of one card; the word of another plan stays another's."""
    card = "<div class='card'><span>O14</span><h4>{title}</h4>{links}</div>"
    halves = "<a href='/a'>แผนบริหาร</a> <a href='/b'>แผนพัฒนา</a>"
    both = card.format(title="แผนการบริหารและพัฒนาทรัพยากรบุคคล", links=halves)
    found = {row.slug: [link.href for link in row.links] for row in hub_rows(page(both), MATCHER)}
    assert found == {"hr_plan": ["/a", "/b"]}
    other = card.format(title="แผนบริหารทรัพยากรบุคคล", links=halves)
    found = {row.slug: [link.href for link in row.links] for row in hub_rows(page(other), MATCHER)}
    assert found["hr_plan"] == ["/a"]
    assert found["strategic_plan"] == ["/b"]


def test_names_of_files_leave_the_row_to_the_words_before_them():
    """Files shown by their names are all the row's, though one of the names is an item's own."""
    document = page(
        "<ul><li>O2 ข้อมูลผู้บริหาร [<a href='/boss.php'>boss.php</a>]</li>"
        "<li>O3 ข้อมูลการติดต่อ [<a href='/map.php'>map.php</a>] "
        "[<a href='/contact.php'>contact.php</a>]</li></ul>"
    )
    told = [(row.slug, [link.href for link in row.links]) for row in hub_rows(document, MATCHER)]
    assert told == [("executives", ["/boss.php"]), ("contact_info", ["/map.php", "/contact.php"])]


def test_a_file_named_by_the_code_of_its_item_is_the_row_s():
    """ "O3.pdf" names the item by its code: the link stays with the row that it stands in."""
    document = page("<ul><li>O3 ข้อมูลการติดต่อ <a href='/f3'>O3.pdf</a></li></ul>")
    (row,) = hub_rows(document, MATCHER)
    assert (row.slug, [link.href for link in row.links]) == ("contact_info", ["/f3"])
