"""Supplier packs: files that are wrong are refused, fingerprints, and what a pack changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from judging import HOME, page, site, verdicts

from checks.errors import PackError
from checks.evaluate import matcher_for, site_of
from checks.locate import Locator
from checks.reasons import Reason
from checks.records import TargetState
from checks.rulebook import load
from checks.supplier_packs import load_pack, pack_named, pack_of, packs
from crawler.records import Crawl, Document, Region, Seed

ITEMS = matcher_for(load(2568)).items
GOOD: dict[str, Any] = {
    "pack_id": "made",
    "name_th": "ระบบตัวอย่าง",
    "name_en": "sample platform",
    "fingerprint": {"least": 1, "marks": [{"place": "link", "pattern": "/box/", "least": 2}]},
}


def home(body: str, head: str = "") -> Document:
    return page("", f"<html><head><title>อบต.หนองใส</title>{head}</head><body>{body}</body></html>")


def links(*hrefs: str) -> str:
    return "".join(f"<a href='{href}'>หัวข้อ {number}</a>" for number, href in enumerate(hrefs))


def numbered(pattern: str, count: int = 6) -> str:
    return links(*(pattern.format(number) for number in range(1101, 1101 + count)))


WORDPRESS = (
    '<meta name="generator" content="WordPress 6.5">'
    '<link rel="stylesheet" href="/wp-content/plugins/elementor/assets/css/frontend.min.css">'
    '<script src="/wp-includes/js/jquery.js"></script>'
)
SITES = {
    "public-list": home(numbered("/public/list/data/index/menu/{}")),
    "ci-pages": home(links("/Pages/About", "/Pages/Council", "/Pages/Board", "/Pages/ITA")),
    "flat-php": home(links(*(f"/datacenter/{name}.php" for name in ("plan", "hr", "law", "map")))),
    "wordpress-builder": home("<p>ยินดีต้อนรับ</p>", WORDPRESS),
}


def test_every_pack_that_ships_has_a_site_here() -> None:
    assert sorted(SITES) == [pack.pack_id for pack in packs()]


@pytest.mark.parametrize("made", SITES)
def test_a_site_with_the_fingerprint_uses_the_pack(made: str) -> None:
    found = pack_of([SITES[made]])
    assert found is not None
    assert found.pack_id == made


@pytest.mark.parametrize(
    "other",
    [
        home(numbered("/node/{}")),
        home(numbered("/public/list/data/index/menu/{}", count=2)),  # links to another office
        home("<p>ยินดีต้อนรับ</p>", '<meta name="generator" content="Joomla! 4">'),
        home("<img src='https://blog.example/wp-content/uploads/a.png'>"),  # one borrowed picture
    ],
    ids=["other addresses", "too few", "other generator", "one mark of two"],
)
def test_another_site_is_left_to_the_generic_finder(other: Document) -> None:
    assert pack_of([other]) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d.update(pack_id="other"), "name it as the file is named"),
        (lambda d: d.update(pack_id="Made"), "pack_id"),
        (lambda d: d.pop("name_th"), "name_th"),
        (lambda d: d.update(vendor="x"), "vendor"),
        (lambda d: d["fingerprint"].update(least=2), "there are 1 marks"),
        (lambda d: d["fingerprint"]["marks"][0].update(pattern="(["), "no regular expression"),
        (lambda d: d["fingerprint"]["marks"][0].update(place="cookie"), "place"),
        (lambda d: d.update(hub={"paths": ["ita.php"]}), "begins with one"),
        (lambda d: d.update(hub={"paths": ["//evil.example/ita"]}), "begins with one"),
        (lambda d: d.update(traps={"leads_nowhere": [""]}), "leads_nowhere"),
    ],
)
def test_a_wrong_pack_is_refused_with_its_place(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], words: str
) -> None:
    data: dict[str, Any] = yaml.safe_load(yaml.safe_dump(GOOD))
    path = tmp_path / "made.yaml"
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    assert load_pack(path).pack_id == "made"
    change(data)
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    with pytest.raises(PackError, match=words):
        load_pack(path)


def test_a_key_written_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "made.yaml"
    path.write_text("pack_id: made\npack_id: made\n", encoding="utf-8")
    with pytest.raises(PackError, match="stands twice"):
        load_pack(path)


def rows(pattern: str, count: int = 8) -> str:
    return "".join(
        pattern.format(n=number, title=item.titles[0])
        for number, item in enumerate(ITEMS[:count], start=1)
    )


def seen(pages: dict[str, str], pack_id: str | None) -> Any:
    found = site(pages)
    found.pack = pack_named(pack_id)
    return found


def test_the_platforms_way_of_having_no_link_is_an_empty_row() -> None:
    """Rows that go back to the front page or to no menu at all lead nowhere."""
    hub = rows("<tr><td>O{n}</td><td>{title}</td><td><a href='/index.php'>เปิด</a></td></tr>")
    pages = {"": "<nav><a href='/ita.php'>ITA</a></nav>", "ita.php": f"<table>{hub}</table>"}
    pages["index.php"] = "<h1>หน้าแรก</h1><p>ยินดีต้อนรับ</p>"
    by_pack = Locator(seen(pages, "flat-php"), matcher_for(load(2568)), 2568)
    alone = Locator(seen(pages, None), matcher_for(load(2568)), 2568)
    for item in ITEMS[:8]:
        assert by_pack.candidates(item.slug)[0].state is TargetState.EMPTY
        assert alone.candidates(item.slug)[0].state is TargetState.READ


def test_a_hub_in_a_menu_box_is_read_where_the_pack_says_so() -> None:
    """Titles without codes in a box named a menu; the site's own menu stays a menu."""
    box = (
        "<div class='side-menu'><ul>" + rows("<li><a href='/f{n}'>{title}</a></li>") + "</ul></div>"
    )
    menu = "<nav><a href='/'>หน้าแรก</a><a href='/ita-2568'>ข้อมูล</a></nav>"
    pages = {"": menu, "ita-2568": f"{menu}<main><h1>ITA 2568</h1></main>{box}"}
    matcher = matcher_for(load(2568))
    assert all(link.region is Region.MENU for link in site(pages).documents[1].links)
    assert [hub.url for hub in Locator(seen(pages, "wordpress-builder"), matcher, 2568).hubs] == [
        f"{HOME}ita-2568"
    ]
    assert Locator(seen(pages, None), matcher, 2568).hubs == ()


def crawl(*documents: Document) -> Crawl:
    base = site({"": ""})
    moment = datetime(2025, 5, 20, tzinfo=UTC)
    return Crawl(
        seed=Seed(home_url=HOME),
        home_url=HOME,
        started_at=moment,
        finished_at=moment,
        interrupted=False,
        snapshots=(),
        documents=documents,
        failures=(),
        unreadable=(),
        dead=(),
        aliases=(),
        coverage=base.coverage,
    )


def test_the_platforms_words_for_no_page_make_a_dead_link() -> None:
    """A page that answers 200 and says that nothing is there: dead for this platform only."""
    menu = "<nav>{}<a href='/o7/'>รายงานผลการดำเนินงานประจำปี</a></nav>"
    gone = page("o7/", "<main><h1>Nothing Found</h1><p>ลองค้นหาด้วยคำอื่น</p></main>")
    made = site_of(crawl(home(menu.format(""), WORDPRESS), gone))
    other = site_of(crawl(home(menu.format("")), gone))

    assert made.pack is not None
    assert made.dead(f"{HOME}o7/") is not None
    assert verdicts(made, items=["O7"])["O7"].reason is Reason.DEAD_LINK
    assert other.pack is None
    assert other.dead(f"{HOME}o7/") is None


def test_what_the_platform_prints_is_no_content() -> None:
    """A counter in the content is the platform's and no figure of the report."""
    first = SITES["public-list"]
    counted = page("a", "<main><h1>สถิติ</h1><p>ผู้เข้าชมวันนี้ : 1,250 คน</p><p>ข้อความ</p></main>")
    made = site_of(crawl(first, counted)).documents[1]
    other = site_of(crawl(replace(first, links=()), counted)).documents[1]
    at = made.text.index("ผู้เข้าชม")

    def region(document: Document) -> Region:
        return next(span.region for span in document.regions if span.start <= at < span.end)

    assert (region(made), region(other)) == (Region.FOOTER, Region.CONTENT)
    assert made.text == other.text
