"""Links with every word that could say what they lead to."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.extract.html import extract_html
from crawler.records import Document, Link, LinkKind, Region

URL = "https://www.agency.example/a/index.php"


def read(html: str | bytes, url: str = URL) -> Document:
    return extract_html(
        html if isinstance(html, bytes) else html.encode(),
        url=url,
        declared_type="text/html; charset=utf-8",
        payload_digest="sha256:00",
        fetched_at=datetime(2026, 10, 5, tzinfo=UTC),
    )


def sample(name: str) -> Document:
    return read((Path(__file__).parent / "samples" / f"{name}.html").read_bytes())


def by_text(document: Document, text: str) -> Link:
    return next(link for link in document.links if link.text == text)


@pytest.mark.parametrize(
    ("text", "kind", "group"),
    [
        ("ข้อมูลพื้นฐาน", LinkKind.EMPTY, ""),
        ("โครงสร้าง", LinkKind.WEB, "ข้อมูลพื้นฐาน"),
        ("แผนพัฒนาท้องถิ่น", LinkKind.WEB, "ข้อมูลพื้นฐาน > แผนงาน"),
        ("แผนการใช้จ่ายงบประมาณ", LinkKind.EMPTY, "ข้อมูลพื้นฐาน > แผนงาน"),
        ("กองคลัง", LinkKind.WEB, "แผนการจัดซื้อจัดจ้าง"),
        ("ติดต่อหน่วยงาน", LinkKind.WEB, "ติดต่อ"),
        ("ร้องเรียน", LinkKind.EMPTY, "ติดต่อ"),
    ],
)
def test_menu_of_three_levels(text: str, kind: LinkKind, group: str) -> None:
    """An entry carries the entries above it, also when those are plain words or lead nowhere."""
    link = by_text(sample("menu"), text)

    assert (link.kind, link.group, link.region) == (kind, group, Region.MENU)


def test_menu_titles_of_a_table_page() -> None:
    """Rows without links head the rows below them."""
    document = sample("table-layout-windows-874")

    assert by_text(document, "วิสัยทัศน์").group == "ข้อมูลหน่วยงาน"
    assert by_text(document, "แผนพัฒนา").group == "การเงินการคลัง"
    assert by_text(document, "ติดต่อเรา").url == "https://www.agency.example/a/link.htm"


def test_hub_row_gives_words_to_its_icon() -> None:
    """The label stands in one cell, the link behind an icon in the next."""
    document = sample("hub")
    first = next(link for link in document.links if link.url.endswith("/oit/o1"))

    assert (first.text, first.row_text) == ("", "O1 โครงสร้าง")
    assert (first.table, first.row, first.region) == (0, 2, Region.CONTENT)
    assert first.group.endswith("> 9.1 ข้อมูลพื้นฐาน")
    empty = next(link for link in document.links if link.href == "#!")
    assert (empty.kind, empty.title, empty.row_text) == (
        LinkKind.EMPTY,
        "ดูข้อมูล",
        "O2 ข้อมูลผู้บริหาร",
    )


def test_links_of_an_accordion_carry_its_title_only() -> None:
    """Last year's panel is not grouped under this year's heading."""
    link = by_text(sample("hub"), "O1 โครงสร้าง")

    assert link.group == "ปีงบประมาณ 2568"


def test_tab_panels_carry_the_words_of_their_tab() -> None:
    """A panel's links stand under the words that open it."""
    document = read(
        "<ul><li><a href='#t1' data-toggle='tab'>ปี 2569</a></li>"
        "<li><a href='#t2' data-toggle='tab'>ปี 2568</a></li></ul>"
        "<div id='t1'><a href='a.php'>แผน</a></div><div id='t2'><a href='b.php'>แผน</a></div>"
    )
    groups = {
        link.url.rpartition("/")[2]: link.group
        for link in document.links
        if "." in link.text or link.text == "แผน"
    }

    assert groups == {"a.php": "ปี 2569", "b.php": "ปี 2568"}


def test_viewer_addresses_are_unwrapped() -> None:
    """A link to a viewer leads to the document it shows."""
    urls = [link.url for link in sample("hub").links]

    assert "https://www.agency.example/files/o6.pdf" in urls
    assert "https://www.agency.example/files/o8.pdf" in urls


@pytest.mark.parametrize(
    ("href", "kind", "url"),
    [
        ("", LinkKind.EMPTY, ""),
        ("#", LinkKind.EMPTY, ""),
        (" #! ", LinkKind.EMPTY, ""),
        ("javascript:void(0)", LinkKind.EMPTY, ""),
        ("JavaScript:;", LinkKind.EMPTY, ""),
        ("http://localhost/", LinkKind.EMPTY, ""),
        ("{{ item.url }}", LinkKind.EMPTY, ""),
        ("%7B%7Burl%7D%7D", LinkKind.EMPTY, ""),
        ("<?php echo $url ?>", LinkKind.EMPTY, ""),
        ("undefined", LinkKind.EMPTY, ""),
        ("http://", LinkKind.EMPTY, ""),
        ("#top", LinkKind.SAME_PAGE, URL),
        ("index.php", LinkKind.SAME_PAGE, URL),
        ("/a/index.php#x", LinkKind.SAME_PAGE, URL),
        ("index.php?p=1", LinkKind.WEB, f"{URL}?p=1"),
        ("mailto:a@agency.example?subject=x", LinkKind.MAIL, "mailto:a@agency.example"),
        ("tel:0-2000-0000", LinkKind.TEL, "tel:0-2000-0000"),
        ("line://ti/p/@agency", LinkKind.OTHER, ""),
        ("ftp://agency.example/a", LinkKind.OTHER, ""),
    ],
)
def test_kinds(href: str, kind: LinkKind, url: str) -> None:
    """What following an address would do."""
    link = read(f'<a href="{href}">ก</a>').links[0]

    assert (link.kind, link.url) == (kind, url)
    assert link.href == href


def test_own_loopback_host_is_no_empty_address() -> None:
    """On a site served from this machine its own addresses are real ones."""
    link = read("<a href='http://127.0.0.1:8000/b'>ก</a>", "http://127.0.0.1:8000/").links[0]

    assert (link.kind, link.url) == (LinkKind.WEB, "http://127.0.0.1:8000/b")


def test_script_navigation() -> None:
    """Handlers that set the address are links; a real address wins over a handler."""
    links = {link.text: (link.element, link.url) for link in sample("embeds").links if link.text}

    assert links["บริการออนไลน์"] == ("onclick", "https://www.agency.example/a/service.php")
    assert links["e-Service"] == ("onclick", "https://www.agency.example/e-service/")
    assert links["หน้าต่างใหม่"] == ("onclick", "https://www.agency.example/a/pop.php")
    assert links["ไปจริง"] == ("onclick", "https://www.agency.example/a/real.php")


def test_image_map() -> None:
    """Areas of an image map are menu links named by their alt."""
    areas = [link for link in sample("embeds").links if link.element == "area"]

    assert [(a.kind, a.url, a.image_alt, a.region) for a in areas] == [
        (LinkKind.WEB, "https://www.agency.example/admin.php", "กองคลัง", Region.MENU),
        (LinkKind.EMPTY, "", "กองช่าง", Region.MENU),
    ]


def test_frames_and_refresh_are_followed() -> None:
    """A frame page leads on by its frames and its refresh."""
    links = sample("frames").links

    assert [(link.element, link.url) for link in links] == [
        ("meta", "https://www.agency.example/a/main2.htm"),
        ("frame", "https://www.agency.example/a/menu.htm"),
        ("frame", "https://www.agency.example/a/main.htm"),
    ]


def test_page_that_moves_on_by_script() -> None:
    """A splash page without links leads where its script goes."""
    link = read("<p>ยินดีต้อนรับ</p><script>window.location.href = 'main.php';</script>").links[0]

    assert (link.element, link.url) == ("meta", "https://www.agency.example/a/main.php")


def test_cloudflare_mail_is_decoded() -> None:
    """Hidden addresses stand in the text in clear and the links lead to them."""
    document = sample("contact")
    mails = [link for link in document.links if link.kind is LinkKind.MAIL]

    assert [link.url for link in mails] == ["mailto:saraban@agency.example"] * 2
    assert [link.text for link in mails] == ["saraban@agency.example", "เขียนถึงเรา"]
    assert "สำรอง saraban@agency.example" in document.text
    assert "protected" not in document.text


def test_options_that_hold_addresses() -> None:
    """A choice list that jumps to pages is a list of links."""
    option = next(link for link in sample("contact").links if link.element == "option")

    assert (option.text, option.url) == ("กองคลัง", "https://www.agency.example/unit/1")


def test_base_element_is_the_start_of_relative_addresses() -> None:
    """Addresses are resolved from the base element."""
    document = read("<base href='/site/'><a href='x.php'>ก</a>")

    assert document.links[0].url == "https://www.agency.example/site/x.php"


def test_words_of_the_line_and_item() -> None:
    """Generic link words get the words of their list item or of their line."""
    document = sample("menu")
    words = {link.file_name: link.item_text for link in document.links}

    assert words["แผน.pdf"] == "1. แผนจัดซื้อ ปี 2569"
    assert words["g.pdf"] == "2. รายงานเดือนพฤศจิกายน"
    assert {link.heading for link in document.links if link.file_name == "b.pdf"} == {
        "เอกสารประกอบ"
    }


def test_card_with_label_beside_the_link() -> None:
    """A label in a heading outside the anchor reaches the link."""
    document = read(
        "<div class='row'><div class='card'><h2>คู่มือปฏิบัติงาน</h2><a href='m.php'>รายละเอียด</a></div>"
        "<div class='card'><h2>สถิติการให้บริการ</h2><a href='s.php'>รายละเอียด</a></div></div>"
    )

    assert [link.item_text for link in document.links] == ["คู่มือปฏิบัติงาน", "สถิติการให้บริการ"]
    assert [link.heading for link in document.links] == ["คู่มือปฏิบัติงาน", "สถิติการให้บริการ"]


def test_anchors_side_by_side_do_not_run_together() -> None:
    """Two anchors without a space between them are two words."""
    assert read("<p><a href='a'>แผน</a><a href='b'>ผล</a></p>").text == "แผน ผล"


def test_locators_lead_back() -> None:
    """A link's CSS path selects exactly its element."""
    from selectolax.lexbor import LexborHTMLParser

    payload = (Path(__file__).parent / "samples" / "hub.html").read_text()
    tree = LexborHTMLParser(payload)

    for link in read(payload).links:
        found = tree.css(link.locator)
        assert len(found) == 1
        assert (found[0].attributes.get("href") or "") == link.href


def test_skip_links_and_other_regions_lend_no_words() -> None:
    """A skip link is no group of the content, and a logo gets no words from outside its header."""
    document = read(
        "<a href='#content'>ข้ามไปยังเนื้อหา</a>"
        "<header><a href='/'><img src='l.png' alt='ตรา'></a></header>"
        "<div id='content'><h2>หน่วยงานภายใน</h2><ul><li><a href='/u1'>สำนักปลัด</a></li></ul>"
        "<p>เนื้อหาของหน้านี้ยาวกว่าทุกส่วนที่เหลือ</p></div>"
    )
    logo = next(link for link in document.links if link.image_alt == "ตรา")

    assert logo.item_text == ""
    assert by_text(document, "สำนักปลัด").group == "หน่วยงานภายใน"
