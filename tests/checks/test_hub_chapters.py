"""Hubs in chapters: a page for each indicator with a few coded rows, or a page for each item."""

import pytest
from judging import HOME, site, verdicts

from checks.evaluate import matcher_for
from checks.locate import Locator
from checks.outcome import Outcome
from checks.records import TargetState
from checks.rulebook import load

MATCHER = matcher_for(load(2568))
ITEMS = MATCHER.items
CHAPTERS = ("ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน", "9.1 ข้อมูลพื้นฐาน", "OIT ตัวชี้วัด ๙.๑")
ROWS = {
    "list": "<li><a href='{href}'>O{n} {title}</a></li>",
    "table": "<tr><td>O{n}</td><td>{title}</td><td><a href='{href}'>คลิก</a></td></tr>",
    "headings": "<h4>O{n} {title}</h4><p><a href='{href}'>ประกาศลงวันที่ 5 มีนาคม 2568</a></p>",
    "codes": "<li><a href='{href}'>O{n}</a></li>",
}


def rows(shape: str, first: int, last: int, href: str = "/d{n}") -> str:
    written = "".join(
        ROWS[shape].format(n=n, title=ITEMS[n - 1].titles[0], href=href.format(n=n))
        for n in range(first, last + 1)
    )
    return f"<table>{written}</table>" if shape == "table" else written


def in_chapters(chapter: str, first: str, second: str) -> dict[str, str]:
    return {
        "": "<nav><a href='/ita'>ITA 2568</a></nav>",
        "ita": f"<h1>ITA 2568</h1><p><a href='/s1'>{chapter}</a></p><p><a href='/s2'>9.2</a></p>",
        "s1": f"<h1>{chapter}</h1>{first}",
        "s2": f"<h1>ตัวชี้วัดย่อยที่ 9.2 การบริหารงาน</h1>{second}",
        **{
            f"d{n}": f"<h1>เอกสารชุดที่ {n}</h1><p>{'เนื้อหาที่หน่วยงานเผยแพร่แก่ประชาชน ' * 4}</p>"
            for n in range(1, 10)
        },
    }


@pytest.mark.parametrize("chapter", CHAPTERS)
@pytest.mark.parametrize("shape", ROWS)
def test_a_chapter_of_a_few_items_pairs_them_with_their_links(chapter: str, shape: str) -> None:
    pages = in_chapters(chapter, rows(shape, 1, 4), rows(shape, 5, 9))
    locator = Locator(site(pages), MATCHER, 2568)
    best = [locator.candidates(item.slug)[0].url for item in ITEMS[:9]]
    assert best == [f"{HOME}d{n}" for n in range(1, 10)]


@pytest.mark.parametrize("shape", ["list", "table", "codes"])
def test_a_row_of_a_chapter_that_leads_nowhere_is_empty(shape: str) -> None:
    pages = in_chapters(CHAPTERS[0], rows(shape, 1, 4, "#!"), rows(shape, 5, 9, "#"))
    locator = Locator(site(pages), MATCHER, 2568)
    states = {locator.candidates(item.slug)[0].state for item in ITEMS[:9]}
    assert states == {TargetState.EMPTY}


def test_a_chapter_may_answer_an_item_between_its_rows() -> None:
    """Content under a title on the chapter itself, among rows that lead away."""
    report = (
        "<h4>O7 รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. 2567</h4><table><tr><th>โครงการ</th>"
        "<th>ผลการดำเนินงาน</th><th>งบประมาณที่ใช้</th><th>ปัญหาอุปสรรค</th><th>ข้อเสนอแนะ</th></tr>"
        "<tr><td>ซ่อมถนน</td><td>แล้วเสร็จ</td><td>120,000</td><td>ฝนตกชุก</td><td>เริ่มก่อนฝน</td></tr>"
        "</table>"
    )
    second = rows("headings", 5, 6) + report + rows("headings", 8, 9)
    found = verdicts(site(in_chapters(CHAPTERS[0], rows("list", 1, 4), second)), items=["O7"])["O7"]
    assert found.outcome is Outcome.PASSED
    assert found.candidate is not None
    assert found.candidate.url == f"{HOME}s2"


def test_a_page_for_one_item_that_names_its_neighbours_is_the_items_own() -> None:
    """Links to the item before and the item after do not make a list of an item's page."""
    pages = {
        "": "<nav><a href='/ita'>ITA 2568</a></nav>",
        "ita": f"<h1>ITA 2568</h1>{rows('list', 1, 9)}",
        **{
            f"d{n}": f"<h1>O{n} {ITEMS[n - 1].titles[0]}</h1><p>{'รายละเอียดของข้อมูล ' * 8}</p>"
            + rows("codes", n - 1, n + 1)
            for n in range(1, 10)
        },
    }
    locator = Locator(site(pages), MATCHER, 2568)
    assert [hub.url for hub in locator.hubs] == [f"{HOME}ita"]
    assert locator.candidates(ITEMS[2].slug)[0].url == f"{HOME}d3"
