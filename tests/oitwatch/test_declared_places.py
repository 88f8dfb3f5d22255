"""What a declared address does to an item, end to end: the target is judged, the pointer named."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from oitwatch.reports.text_report import text_report
from oitwatch.texts import texts
from store.store import open_store

AUDIT = ("audit", "--year", 2565, "--as-of", "2022-05-15", "--agency-type", "sao", "--min-gap", "0")
CONTACT = (
    "ที่อยู่ 12 หมู่ 3 ตำบลหนองทรายขาว อำเภอเมือง จังหวัดแสนตะวัน 29140 โทรศัพท์ 0-4400-1880 "
    "โทรสาร 0-4400-1881 อีเมล saraban@nongsaikhao.go.th"
    "<a href='https://www.google.com/maps?q=x'>แผนที่ตั้ง</a>"
)
ACCOUNT = (
    "<a href='https://www.facebook.com/nongsaikhao'><img src='f.png' "
    "alt='Facebook องค์การบริหารส่วนตำบลหนองทรายขาว'></a>"
)


def page(title: str, body: str) -> str:
    return (
        f"<!doctype html><meta charset='utf-8'><title>{title}</title>"
        "<nav><a href='/'>หน้าแรก</a> <a href='/news.html'>ข่าวประชาสัมพันธ์</a></nav>"
        f"<main><h1>{title}</h1>{body}</main>"
    )


@pytest.fixture
def judged(
    oitwatch: Callable[..., Any], site: Callable[..., str], home: Any, tmp_path: Any
) -> Callable[[dict[str, str]], tuple[dict[str, Any], str, str]]:
    """The items by code and the text report of a site audited with addresses declared by item."""
    url = site(
        {
            "index.html": page("องค์การบริหารส่วนตำบลหนองทรายขาว", f"<p>{CONTACT}</p>{ACCOUNT}"),
            "news.html": page("ข่าวประชาสัมพันธ์", "<p>ข่าวกิจกรรมวันเด็ก 10 มกราคม 2565</p>"),
        }
    )

    def of(declared: dict[str, str]) -> tuple[dict[str, Any], str, str]:
        answers = tmp_path / "answers.csv"
        lines = [f"{code},{address.replace('HOME', url)}" for code, address in declared.items()]
        answers.write_text("\n".join(["item_code,url", *lines]) + "\n", encoding="utf-8")
        result = json.loads(oitwatch(*AUDIT, "--format", "json", "--declared", answers, url).out)
        with open_store(home) as store:
            kept = store.load_run(result["run_id"])
        told = text_report(kept, texts("th"))
        return {item["item_code"]: item for item in result["items"]}, told, url

    return of


def codes(item: dict[str, Any]) -> set[str]:
    return {conflict["code"] for conflict in item["sources"]["disagreements"]}


def rule(item: dict[str, Any]) -> str:
    outcomes = {part["component_id"]: part["outcome"] for part in item["components"]}
    return str(outcomes["g2"])


def test_a_home_page_that_shows_the_item_answers_it(judged: Callable[..., Any]) -> None:
    """Contact details and accounts stand on the home page itself: declaring it fails nothing."""
    items, _, url = judged({"O5": "HOME", "O9": "HOME"})

    for code in ("O5", "O9"):
        assert (items[code]["outcome"], items[code]["url"]) == ("passed", url)
        assert rule(items[code]) == "passed"
        assert codes(items[code]) == set()


def test_a_home_page_declared_for_a_page_of_the_site_is_named(judged: Callable[..., Any]) -> None:
    """The page that was found passes the item; the officer is told what was declared."""
    items, told, url = judged({"O7": "HOME"})

    assert (items["O7"]["outcome"], items["O7"]["url"]) == ("passed", f"{url}news.html")
    assert rule(items["O7"]) == "inapplicable"
    assert codes(items["O7"]) == {"declared_home", "not_declared"}
    assert f"URL ที่แจ้งไว้ {url} เป็นหน้าแรกของเว็บไซต์" in told


def test_a_home_page_that_shows_nothing_of_the_item_fails_it(judged: Callable[..., Any]) -> None:
    """Nothing else on the site answers, and the home page is not the item's page."""
    items, _, _ = judged({"O10": "HOME"})

    assert items["O10"]["outcome"] == "failed"
    assert rule(items["O10"]) == "failed"
    assert codes(items["O10"]) == {"declared_home"}


def test_a_page_of_a_social_network_is_named(judged: Callable[..., Any]) -> None:
    """It is no page of the agency's website, and it changes nothing of what is found there."""
    items, told, url = judged({"O7": "https://www.facebook.com/nongsaikhao"})

    assert (items["O7"]["outcome"], items["O7"]["url"]) == ("passed", f"{url}news.html")
    assert codes(items["O7"]) == {"declared_social", "not_declared"}
    assert "เป็นหน้าของเครือข่ายสังคมออนไลน์" in told


def test_items_that_the_file_does_not_name_share_a_line(judged: Callable[..., Any]) -> None:
    """One line for all of them, and none of its own for any."""
    items, told, _ = judged({"O5": "HOME"})
    lines = [line.strip() for line in told.splitlines()]
    together = next(line for line in lines if line.startswith("ยังไม่ได้แจ้ง URL: "))
    named = together.removeprefix("ยังไม่ได้แจ้ง URL: ").split(", ")

    assert named == [code.lower() for code in items if code != "O5"]
    assert "ไม่ได้แจ้ง URL นี้ไว้" not in told
    assert codes(items["O7"]) == {"not_declared"}  # programs still read it item by item


def test_a_file_that_names_every_item_has_no_such_line(judged: Callable[..., Any]) -> None:
    """Neither has an audit without a file."""
    _, told, _ = judged({f"O{number}": "HOME" for number in range(1, 44)})

    assert "ยังไม่ได้แจ้ง URL" not in told
