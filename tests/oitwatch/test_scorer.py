"""What a link is worth by its own words and by the heading or row it stands under."""

from datetime import UTC, datetime

import pytest

from checks.evaluate import matcher_for
from checks.rulebook import load
from crawler.extract.html import extract_html
from crawler.records import Document
from oitwatch.scorer import MAX_SECTION_LINKS, VocabularyScorer

MATCHER = matcher_for(load(2569))
SLUGS = {item.item_code: item.slug for item in MATCHER.items}
TITLES = {item.item_code: item.titles[0] for item in MATCHER.items}


def page(body: str, *, title: str = "ตัวชี้วัดย่อยที่ 9.4") -> Document:
    return extract_html(
        f"<html><head><title>{title}</title></head><body><main>{body}</main></body></html>".encode(),
        url="https://www.agency.example/ita/9-4",
        declared_type="text/html; charset=utf-8",
        payload_digest="sha256:0",
        fetched_at=datetime(2026, 5, 1, tzinfo=UTC),
    )


def scores(document: Document) -> dict[str, tuple[int, set[str]]]:
    """Priority and items by address."""
    scorer = VocabularyScorer(MATCHER, 2569)
    found = {}
    for link in document.links:
        score = scorer.score(link, document)
        found[link.href] = (score.priority, set(score.subjects))
    return found


@pytest.mark.parametrize(
    "body",
    [
        "<h2>O13 {title}</h2><p><a href='/x'>งานการเจ้าหน้าที่ สำนักปลัด</a></p>",
        "<h2>O13 {title}</h2><div><div><a href='/x'>ดูที่เว็บไซต์ของกอง</a></div></div>",
        "<table><tr><td>O13</td><td>{title}</td><td><a href='/x'>หน้าของกอง</a></td></tr></table>",
        "<h3>{title}</h3><ul><li><a href='/x'>ฉบับที่ผู้บริหารลงนาม</a></li></ul>",
    ],
)
def test_a_link_has_the_item_of_its_heading_or_row(body: str) -> None:
    """Words that name no item do not take a link out of its section."""
    priority, subjects = scores(page(body.format(title=TITLES["O13"])))["/x"]

    assert SLUGS["O13"] in subjects
    assert priority >= 40


def test_a_link_that_surely_names_another_item_has_that_item_only() -> None:
    """Its own words are nearer than its heading."""
    body = f"<h2>O13 {TITLES['O13']}</h2><a href='/x'>{TITLES['O25']}</a>"

    assert scores(page(body))["/x"][1] == {SLUGS["O25"]}


def test_entries_of_a_long_list_have_no_item_of_their_heading() -> None:
    """A section of very many links is a list; each entry hides nothing by itself."""
    entries = "".join(
        f"<li><a href='/e{number}'>ภาพบรรยากาศวันที่ {number}</a></li>"
        for number in range(MAX_SECTION_LINKS + 1)
    )
    found = scores(page(f"<h2>O13 {TITLES['O13']}</h2><ul>{entries}</ul>"))

    assert {subjects for _, items in found.values() for subjects in items} == set()


def test_entries_under_a_heading_of_news_have_no_item() -> None:
    """The list of news answers the item, not each of its entries."""
    body = f"<h2>{TITLES['O4']}</h2><a href='/x'>ผู้บริหารเยี่ยมผู้สูงอายุในหมู่บ้าน</a>"

    assert SLUGS["O4"] not in scores(page(body, title="หน้าแรก"))["/x"][1]


@pytest.mark.parametrize(
    ("href", "counts"),
    [
        ("https://www.elsewhere.example/", False),
        ("https://hr.agency.example/plan", True),
        ("https://files.elsewhere.example/plan.pdf", True),
    ],
)
def test_a_section_speaks_for_own_hosts_and_files(href: str, counts: bool) -> None:
    """Other people's pages are followed for their own words only."""
    body = (
        f"<h2>O13 {TITLES['O13']}</h2><a href='{href}'>หน้าของกองเจ้าของเรื่อง</a>"
        f"<h2>O14 {TITLES['O14']}</h2><a href='/report'>ดาวน์โหลด</a>"
    )

    assert (SLUGS["O13"] in scores(page(body))[href][1]) is counts


def test_links_of_a_menu_have_no_item_of_a_heading_before_it() -> None:
    """A menu that stands behind a section is not part of it."""
    body = f"<h2>O13 {TITLES['O13']}</h2><p>ข้อความ</p><nav><a href='/x'>กระดานสนทนา</a></nav>"

    assert SLUGS["O13"] not in scores(page(body))["/x"][1]
