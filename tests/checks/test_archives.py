"""Lists of several years beside each other: this year's document is chosen, never last year's."""

from collections.abc import Callable, Mapping

import pytest
from judging import HOME, site, verdicts

from checks.evaluate import matcher_for
from checks.locate import Locator
from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Candidate
from checks.rulebook import load
from checks.site import Site

YEAR = 2568
MATCHER = matcher_for(load(YEAR))
ITEMS = MATCHER.items[:8]
LIST = "<li><a href='/{year}/f{n}'>O{n} {title}</a></li>"
ROWS = "<tr><td>O{n}</td><td>{title}</td><td><a href='/{year}/f{n}'>คลิก</a></td></tr>"


def each(pattern: str, year: int = YEAR) -> str:
    return "".join(
        pattern.format(n=number, title=item.titles[0], year=year)
        for number, item in enumerate(ITEMS, start=1)
    )


def listed(year: int) -> str:
    return f"<ul>{each(LIST, year)}</ul>"


def table(year: int) -> str:
    return f"<table>{each(ROWS, year)}</table>"


def both(part: Callable[[int], str]) -> str:
    return "<h1>ITA</h1>" + part(2567) + part(2568)


ONE_PAGE: Mapping[str, str] = {
    "headings": both(lambda y: f"<h2>การประเมิน ITA ประจำปีงบประมาณ พ.ศ. {y}</h2>" + listed(y)),
    "bold lines": both(lambda y: f"<p><b>ปีงบประมาณ {y}</b></p>" + table(y)),
    "plain lines": both(lambda y: f"<div>ปี {y}</div>" + table(y)),
    "folds": both(lambda y: f"<div><button>OIT ปี {y}</button><div>{listed(y)}</div></div>"),
    "details": both(lambda y: f"<details><summary>{y}</summary>{listed(y)}</details>"),
    "tabs": "<h1>ITA</h1><ul><li><a href='#a'>2567</a></li><li><a href='#b'>2568</a></li></ul>"
    f"<div id='a'>{listed(2567)}</div><div id='b'>{listed(2568)}</div>",
    "columns": "<h1>ITA</h1><table><tr><th>ข้อ</th><th>รายการ</th><th>2567</th><th>2568</th></tr>"
    + each(
        "<tr><td>O{n}</td><td>{title}</td><td><a href='/2567/f{n}'>คลิก</a></td>"
        "<td><a href='/2568/f{n}'>คลิก</a></td></tr>"
    )
    + "</table>",
    "links of a row": "<h1>ITA</h1><ul>"
    + each("<li>O{n} {title} <a href='/2567/f{n}'>ปี 2567</a> <a href='/2568/f{n}'>ปี 2568</a></li>")
    + "</ul>",
    "links below a title": "<h1>ITA</h1>"
    + each(
        "<h3>O{n} {title}</h3><p><a href='/2567/f{n}'>ปีงบประมาณ พ.ศ. 2567</a></p>"
        "<p><a href='/2568/f{n}'>ปีงบประมาณ พ.ศ. 2568</a></p>"
    ),
}

SEVERAL_PAGES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "titles": (
        "<a href='/a'>ITA ปี 2568</a><a href='/b'>ITA ปี 2567</a>",
        {"a": "<h1>ITA 2568</h1>" + listed(2568), "b": "<h1>ITA 2567</h1>" + listed(2567)},
    ),
    "years in the menu only": (
        "<a href='/page/10'>OIT 2567</a><a href='/page/11'>OIT 2568</a>",
        {"page/11": "<h1>OIT</h1>" + listed(2568), "page/10": "<h1>OIT</h1>" + listed(2567)},
    ),
    "a list of lists": (
        "<a href='/ita'>OIT</a>",
        {
            "ita": "<h1>OIT</h1><p><a href='/page/9'>OIT 2567</a></p>"
            "<p><a href='/page/11'>OIT 2568</a></p>",
            "page/11": "<h1>OIT</h1>" + listed(2568),
            "page/9": "<h1>OIT</h1>" + listed(2567),
        },
    ),
    "a page for each indicator": (
        "<a href='/x'>OIT 2567</a><a href='/y'>OIT 2568</a>",
        {
            "x": "<h1>OIT</h1><p><a href='/x/9'>ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล</a></p>",
            "y": "<h1>OIT</h1><p><a href='/y/9'>ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล</a></p>",
            "x/9": "<h1>OIT ตัวชี้วัดที่ 9</h1>" + listed(2567),
            "y/9": "<h1>OIT ตัวชี้วัดที่ 9</h1>" + listed(2568),
        },
    ),
}


def pages_of_years() -> dict[str, str]:
    return {
        f"{year}/f{number}": f"<h1>{item.titles[0]}</h1><p>เนื้อหาลำดับที่ {number} ซึ่งหน่วยงานเผยแพร่"
        f"ให้ประชาชนทราบโดยทั่วกัน ชุดที่ {year - 2560}</p>"
        for year in (2567, 2568)
        for number, item in enumerate(ITEMS, start=1)
    }


def best_of(seen: Site) -> dict[str, Candidate]:
    periods = {item.slug: item.period.fiscal_year_be for item in load(YEAR).items}
    locator = Locator(seen, MATCHER, YEAR, periods=periods)
    return {item.slug: locator.candidates(item.slug)[0] for item in ITEMS}


def assert_of_this_year(seen: Site) -> None:
    """The best place of every item is the list's of 2568, and nothing of 2567 joins it."""
    for number, candidate in enumerate(best_of(seen).values(), start=1):
        if candidate.url == f"{HOME}2567/f7":
            continue  # the report of last year, under a link of that year
        assert candidate.url == f"{HOME}2568/f{number}"
        assert candidate.members == (candidate.url,)
        assert not candidate.archive


@pytest.mark.parametrize("shape", ONE_PAGE)
def test_one_page_with_the_lists_of_two_years(shape: str) -> None:
    home = "<nav><a href='/ita'>ITA</a></nav>"
    assert_of_this_year(site({"": home, "ita": ONE_PAGE[shape], **pages_of_years()}))


@pytest.mark.parametrize("shape", SEVERAL_PAGES)
def test_a_page_for_the_list_of_each_year(shape: str) -> None:
    menu, hubs = SEVERAL_PAGES[shape]
    assert_of_this_year(site({"": f"<nav>{menu}</nav>", **hubs, **pages_of_years()}))


def test_a_year_in_the_words_of_one_row_dates_no_other_row() -> None:
    """A line below one item that says last year is that item's, not the rest of the list's."""
    rows = each("<h3>O{n} {title}</h3><p><a href='/2568/f{n}'>คลิก</a></p>")
    rows = rows.replace("</h3><p>", "</h3><p>ปีงบประมาณ พ.ศ. 2567</p><p>", 1)
    hub = f"<h1>ITA 2568</h1>{rows}"
    seen = site({"": "<nav><a href='/ita'>ITA</a></nav>", "ita": hub, **pages_of_years()})
    assert [c.years for c in best_of(seen).values()] == [(2568,)] * len(ITEMS)


def test_a_report_may_be_called_by_the_year_that_it_reports() -> None:
    """The report of last year is asked for: its link of that year is no archive."""
    rows = each(
        "<li>O{n} {title} <a href='/2566/f{n}'>ปี 2566</a> <a href='/2567/f{n}'>ปี 2567</a></li>"
    )
    seen = site(
        {
            "": "<nav><a href='/ita'>ITA</a></nav>",
            "ita": f"<h1>ITA 2568</h1>{rows}",
            **pages_of_years(),
        }
    )
    best = best_of(seen)["annual_operation_report"]
    assert (best.url, best.archive) == (f"{HOME}2567/f7", False)


CHANNEL = """<h1>ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบของเจ้าหน้าที่</h1>
<p>หน่วยงานจะปกปิดชื่อและข้อมูลของผู้แจ้งไว้เป็นความลับ</p>
<form action="/complaint/send" method="post"><label>ชื่อผู้แจ้ง <input name="sender"></label>
<label>เรื่องทุจริตที่ต้องการแจ้ง <textarea name="detail" required></textarea></label>
<button type="submit">ส่งเรื่องร้องเรียนการทุจริต</button></form>"""


def test_what_only_last_years_list_leads_to_is_of_last_year() -> None:
    """This year's row leads nowhere; what last year's row leads to does not stand in for it."""
    channel = next(item for item in MATCHER.items if item.slug == "complaint_channel")
    code = channel.item_code

    def hub(year: int, href: str) -> str:
        row = f"<li><a href='{href}'>{code} {channel.titles[0]}</a></li>"
        return f"<h1>ITA {year}</h1><ul>{each(LIST, year)}{row}</ul>"

    menu = "<nav><a href='/a'>ITA 2568</a><a href='/b'>ITA 2567</a></nav>"
    pages = {"": menu, "a": hub(2568, "#"), "b": hub(2567, "/form"), "form": CHANNEL}
    old = verdicts(site({**pages, **pages_of_years()}), items=[code])[code]
    assert (old.outcome, old.reason) == (Outcome.FAILED, Reason.WRONG_PERIOD)
    assert old.candidate is not None
    assert old.candidate.archive

    pages["a"] = hub(2568, "/form")
    now = verdicts(site({**pages, **pages_of_years()}), items=[code])[code]
    assert now.outcome is Outcome.PASSED
    assert now.candidate is not None
    assert not now.candidate.archive


REPORT = (
    "<h1>รายงานผลการดำเนินงาน ปีงบประมาณ พ.ศ. {year}</h1><table><tr><th>โครงการ</th>"
    "<th>ผลการดำเนินงาน</th><th>เบิกจ่าย (บาท)</th></tr><tr><td>ซ่อมฝาย</td><td>ซ่อมเสร็จ</td>"
    "<td>48,200</td></tr><tr><td>ค่ายอาสา</td><td>จัดแล้ว</td><td>12,750</td></tr></table>{rest}"
)
REST = "<h2>ปัญหา อุปสรรค</h2><p>ฝนตกชุกจนเข้าพื้นที่ไม่ได้</p><h2>ข้อเสนอแนะ</h2><p>ควรเริ่มงานก่อนฤดูฝน</p>"
ENTRIES = (
    "<h1>รายงานผลการดำเนินงาน</h1><ul>"
    "<li>รายงานผลการดำเนินงาน ปีงบประมาณ 2566 <a href='/r66'>อ่านต่อ</a> 14 พ.ย. 2566</li>"
    "<li>รายงานผลการดำเนินงาน ปีงบประมาณ 2567 <a href='/r67'>อ่านต่อ</a> 12 พ.ย. 2567</li></ul>"
)
TABS = "<p>ปีงบประมาณ <a href='/r67'>2567</a> <a href='/r66'>2566</a></p>"


@pytest.mark.parametrize("tabs", [False, True], ids=["entries of a list", "tabs of years"])
@pytest.mark.parametrize("whole", [False, True], ids=["a part missing", "whole"])
def test_what_the_year_lacks_no_other_year_supplies(tabs: bool, whole: bool) -> None:
    """Problems and suggestions of an older report do not complete this year's."""
    beside = TABS if tabs else ""
    pages = {
        "": "<nav><a href='/list'>รายงานผลการดำเนินงานประจำปี</a></nav>",
        "list": REPORT.format(year=2567, rest=REST if whole else "") + TABS if tabs else ENTRIES,
        "r67": REPORT.format(year=2567, rest=REST if whole else "") + beside,
        "r66": REPORT.format(year=2566, rest=REST) + beside,
    }

    found = verdicts(site(pages), items=["O7"])["O7"]

    assert found.outcome is (Outcome.PASSED if whole else Outcome.FAILED)
    assert found.reason is (None if whole else Reason.INCOMPLETE)
