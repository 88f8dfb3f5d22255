"""Whole visits to small sites on real local servers: order, budgets, coverage, bad manners."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme

from crawler.crawl import crawl
from crawler.options import ConnectTo, CrawlOptions, FetchOptions
from crawler.politeness import Politeness
from crawler.ports import LinkScore
from crawler.records import (
    Crawl,
    DeclaredUrl,
    Document,
    Gap,
    GapReason,
    Link,
    PageKind,
    Place,
    Seed,
    TlsStatus,
)

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
WORDS = {"แผนดำเนินงาน": "plan", "งบประมาณ": "budget", "ติดต่อ": "contact"}
FILLER = "<p>องค์การบริหารส่วนตำบลบ้านสมมติ จัดบริการสาธารณะเพื่อประชาชนในพื้นที่ทุกหมู่บ้าน</p>" * 6


class WordScorer:
    """Matches three items by one word each; a page titled ITA is a hub."""

    def score(self, link: Link, page: Document) -> LinkScore:
        words = f"{link.text} {link.title} {link.heading} {link.row_text}"
        subjects = tuple(slug for word, slug in WORDS.items() if word in words)
        return LinkScore(priority=10 * len(subjects), subjects=subjects, hub="ITA" in link.text)

    def unlinked(self, home: Document) -> tuple[str, ...]:
        return ()

    def is_hub(self, page: Document) -> bool:
        return "ITA" in page.title


class StillClock:
    def now(self) -> datetime:
        return NOW


class Counting:
    """Keeps the addresses in the order in which they were finished; may stop the visit."""

    def __init__(self, stop: asyncio.Event | None = None, after: int = 0) -> None:
        self.urls: list[str] = []
        self._stop = stop
        self._after = after

    def page_done(self, url: str, *, done: int, queued: int) -> None:
        self.urls.append(url)
        if self._stop is not None and len(self.urls) >= self._after:
            self._stop.set()


def html(title: str, content: str = "", menu: Mapping[str, str] | None = None) -> str:
    """A page with a menu of address -> words, and enough text to be an ordinary one."""
    entries = "".join(f'<li><a href="{url}">{text}</a></li>' for url, text in (menu or {}).items())
    nav = f"<nav><ul>{entries}</ul></nav>" if entries else ""
    return (
        f"<!doctype html><html lang='th'><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body>{nav}<main><h1>{title}</h1>{FILLER}{content}</main></body></html>"
    )


def links(*pairs: tuple[str, str]) -> str:
    return "<ul>" + "".join(f'<li><a href="{url}">{text}</a></li>' for url, text in pairs) + "</ul>"


@pytest.fixture
def site(serve: Any, http: Any) -> Callable[..., Awaitable[Any]]:
    """Starts a server from path -> HTML, or a whole answer; ``/robots.txt`` is 404 by default."""

    async def start(pages: Mapping[str, Any]) -> Any:
        made = {
            path: http(page, content_type="text/html; charset=utf-8")
            if isinstance(page, str)
            else page
            for path, page in pages.items()
        }
        return await serve(made)

    return start


@pytest.fixture
def visit(store: Any) -> Callable[..., Awaitable[Crawl]]:
    """Visits the given servers, the first one's home page first."""

    async def run(
        *servers: Any,
        declared: tuple[DeclaredUrl, ...] = (),
        home: str = "/",
        stop: asyncio.Event | None = None,
        progress: Counting | None = None,
        connect_to: tuple[ConnectTo, ...] = (),
        home_url: str = "",
        max_html_bytes: int = FetchOptions().max_html_bytes,
        politeness: Politeness | None = None,
        **options: Any,
    ) -> Crawl:
        fetch = FetchOptions(
            max_html_bytes=max_html_bytes,
            allowed_literals=tuple(("127.0.0.1", server.port) for server in servers),
            connect_to=connect_to,
            retries=0,
            connect_timeout_s=5,
            read_timeout_s=5,
        )
        async with asyncio.timeout(60):
            return await crawl(
                Seed(home_url=home_url or servers[0].url(home), declared=declared),
                scorer=WordScorer(),
                store=store,
                options=CrawlOptions(fetch=fetch, **options),
                clock=StillClock(),
                stop=stop,
                progress=progress,
                politeness=politeness,
            )

    return run


def paths(result: Crawl) -> list[str]:
    return ["/" + document.url.split("/", 3)[3] for document in result.documents]


def gap_at(result: Crawl, path: str) -> Gap | None:
    return next((gap for gap in result.coverage.gaps if gap.url.endswith(path)), None)


async def test_best_links_go_first_and_twice_the_same(site: Any, visit: Any) -> None:
    """Matched links go before menus, menus before the rest; two visits take one order."""
    server = await site(
        {
            "/": html(
                "หน้าแรก",
                links(("/n1", "ข่าวหนึ่ง"), ("/n2", "ข่าวสอง"), ("/plan", "แผนดำเนินงาน")),
                {"/about": "ข้อมูลทั่วไป", "/contact": "ติดต่อเรา"},
            ),
            **{path: html(path) for path in ("/about", "/contact", "/n1", "/n2", "/plan")},
        }
    )
    first, second = await visit(server), await visit(server)

    assert paths(first) == ["/", "/contact", "/plan", "/about", "/n1", "/n2"]
    assert paths(second) == paths(first)
    assert first.coverage.gaps == ()
    assert first.coverage.unread_below_threshold == 0


async def test_files_of_the_entries_of_an_items_list_are_read_last(site: Any, visit: Any) -> None:
    """What is called by a number alone may be the answer; files of other pages are left alone."""
    entries = links(("/d1", "ประกาศที่ 1"), ("/d2", "ประกาศที่ 2"))
    server = await site(
        {
            "/": html("หน้าแรก", links(("/news", "ข่าว")), {"/plan": "แผนดำเนินงาน"}),
            "/plan": html("รายการ", entries),
            "/d1": html("ประกาศที่ 1", links(("/a.pdf", "เอกสาร 1"), ("/a.jpg", "ภาพ"))),
            "/d2": html("ประกาศที่ 2", links(("/b.pdf", "เอกสาร 2"))),
            "/news": html("ข่าว", links(("/n1", "ข่าวหนึ่ง"))),
            "/n1": html("ข่าวหนึ่ง", links(("/n.pdf", "เอกสาร"))),
            "/a.pdf": html("เนื้อหา"),
            "/b.pdf": html("เนื้อหา"),
        }
    )
    every, one, none = (
        await visit(server),
        await visit(server, spare_files=1),
        await visit(server, max_pages=6),
    )

    assert paths(every)[-2:] == ["/a.pdf", "/b.pdf"]
    assert {"/n.pdf", "/a.jpg"}.isdisjoint(server.targets())
    assert every.coverage.unread_below_threshold == 2
    assert paths(one)[-1] == "/a.pdf"
    assert one.coverage.unread_below_threshold == 3
    assert one.coverage.gaps == ()
    assert {"/a.pdf", "/b.pdf"}.isdisjoint(paths(none))


async def test_an_exhausted_budget_says_what_it_left(site: Any, visit: Any) -> None:
    """Unread menus hide everything, unread matched links their items, and news nothing."""
    news = links(*((f"/n{number}", f"ข่าว {number}") for number in range(5)))
    plans = links(("/plan", "แผนดำเนินงาน"), ("/budget", "งบประมาณ"))
    server = await site(
        {
            "/": html("หน้าแรก", news + plans, {"/about": "ข้อมูลทั่วไป"}),
            "/plan": html("แผนดำเนินงาน"),
        }
    )
    result = await visit(server, max_pages=2)

    assert paths(result) == ["/", "/plan"]
    assert gap_at(result, "/budget").subjects == ("budget",)
    assert gap_at(result, "/budget").reason is GapReason.BUDGET_EXHAUSTED
    assert not gap_at(result, "/budget").blocks_all
    assert gap_at(result, "/about").blocks_all
    assert len(result.coverage.gaps) == 2
    assert result.coverage.unread_below_threshold == 5


async def test_a_menu_page_that_fails_hides_everything(site: Any, visit: Any, http: Any) -> None:
    """A 500 under the menu blocks all items; a 404 was read and blocks none; news neither."""
    server = await site(
        {
            "/": html(
                "หน้าแรก", links(("/news", "ข่าว")), {"/broken": "ข้อมูลทั่วไป", "/gone": "บุคลากร"}
            ),
            "/broken": http("x", 500),
            "/news": http("x", 500),
        }
    )
    result = await visit(server)

    assert [gap.url for gap in result.coverage.gaps] == [server.url("/broken")]
    assert gap_at(result, "/broken").blocks_all
    assert gap_at(result, "/broken").place is Place.MENU
    assert [page.url for page in result.dead] == [server.url("/gone")]
    assert len(result.failures) == 2


async def test_a_failed_link_hides_the_items_it_names(site: Any, visit: Any, http: Any) -> None:
    """A matched link that fails is a gap of its item, with all pointers' items merged."""
    server = await site(
        {
            "/": html("หน้าแรก", links(("/x", "แผนดำเนินงาน"), ("/y", "ข่าว")), {"/a": "ทั่วไป"}),
            "/a": html("ทั่วไป"),
            "/y": html("ข่าว", links(("/x", "งบประมาณ ประจำปี"))),
            "/x": http("x", 500),
        }
    )
    result = await visit(server)

    assert gap_at(result, "/x").subjects == ("budget", "plan")
    assert result.coverage.blocking("budget") == result.coverage.blocking("plan")
    assert result.coverage.blocking("contact") == ()


async def test_calendars_and_endless_lists_end(site: Any, visit: Any, http: Any) -> None:
    """A calendar, an endless list and a loop of paths are left, and hide nothing."""

    def endless(asked: Any) -> bytes:
        number = int(asked.target.rpartition("=")[2])
        more = links((f"/list?page={number + 1}", "ถัดไป"), (f"/n?id={number}", "ข่าว"))
        return http(html(f"รายการ {number}", more))

    def calendar(asked: Any) -> bytes:
        month = int(asked.target.rpartition("=")[2])
        return http(html(f"ปฏิทิน {month}", links((f"/cal?y=2026&m={month + 1}", "เดือนถัดไป"))))

    def news(asked: Any) -> bytes:
        return http(html(f"ข่าว {asked.target}", links(("a/b/", "ต่อ"))))

    server = await site(
        {
            "/": html(
                "หน้าแรก",
                links(("/list?page=1", "ทั้งหมด"), ("/cal?y=2026&m=1", "ปฏิทิน")),
                {"/about": "ข้อมูลทั่วไป"},
            ),
            "/about": html("ข้อมูลทั่วไป"),
            "/list": endless,
            "/cal": calendar,
            "/n": news,
        }
    )
    result = await visit(server)
    asked = server.targets()

    assert sum(target.startswith("/cal") for target in asked) == 3
    assert sum(target.startswith("/list") for target in asked) == 20
    assert result.coverage.gaps == ()
    assert result.coverage.unread_below_threshold > 0


async def test_login_pages(site: Any, visit: Any) -> None:
    """A login wall under a matched link is its item's gap; the staff entry of a menu is none."""
    wall = (
        "<html><head><title>เข้าสู่ระบบ</title></head><body><h1>เข้าสู่ระบบ</h1>"
        "<form method=post action=/in><input name=u type=text><input name=p type=password>"
        "<button>ตกลง</button></form>"
        "</body></html>"
    )
    server = await site(
        {
            "/": html("หน้าแรก", links(("/plan", "แผนดำเนินงาน")), {"/staff": "เข้าสู่ระบบ"}),
            "/plan": wall,
            "/staff": wall.replace("/in", "/staff-in"),
        }
    )
    result = await visit(server)

    assert [gap.url for gap in result.coverage.gaps] == [server.url("/plan")]
    assert gap_at(result, "/plan").reason is GapReason.LOGIN_REQUIRED
    assert gap_at(result, "/plan").subjects == ("plan",)
    assert {page.kind for page in result.documents} == {PageKind.PAGE, PageKind.LOGIN}


async def test_redirects_are_aliases_of_their_end(site: Any, visit: Any, http: Any) -> None:
    """Every address on the way leads to the document, which is read once."""
    server = await site(
        {
            "/": http(status=302, Location="/th/"),
            "/th/": html("หน้าแรก", menu={"/old": "ข้อมูลทั่วไป", "/new": "ข้อมูล"}),
            "/old": http(status=301, Location="/mid"),
            "/mid": http(status=302, Location="/new"),
            "/new": html("ข้อมูลทั่วไป"),
        }
    )
    result = await visit(server)
    aliases = dict(result.aliases)

    assert result.home_url == server.url("/th/")
    assert aliases[server.url("/")] == server.url("/th/")
    assert aliases[server.url("/old")] == aliases[server.url("/mid")] == server.url("/new")
    assert paths(result) == ["/th/", "/new"]
    assert server.targets().count("/new") == 1
    assert result.coverage.gaps == ()


async def test_other_hosts_are_one_hop_away(site: Any, visit: Any, http: Any) -> None:
    """Only matched links leave the site, nothing is followed there, failures hide their items."""
    other = await site(
        {
            "/plan": html("แผน", links(("/deeper", "แผนดำเนินงาน ต่อ"))),
            "/broken": http("x", 500),
        }
    )
    server = await site(
        {
            "/": html(
                "หน้าแรก",
                links(
                    (other.url("/plan"), "แผนดำเนินงาน"),
                    (other.url("/broken"), "งบประมาณ"),
                    (other.url("/friend"), "เว็บเพื่อนบ้าน"),
                    ("https://www.facebook.com/agency", "ติดต่อ Facebook"),
                ),
                {"/about": "ข้อมูลทั่วไป", other.url("/links"): "หน่วยงานอื่น"},
            ),
            "/about": html("ข้อมูลทั่วไป"),
        }
    )
    result = await visit(server, other)

    assert set(other.targets()) == {"/robots.txt", "/plan", "/broken"}
    assert [gap.reason for gap in result.coverage.gaps] == [GapReason.EXTERNAL_HOST_UNREACHABLE]
    assert result.coverage.gaps[0].subjects == ("budget",)
    assert not result.coverage.gaps[0].blocks_all


async def test_sister_hosts_of_the_menu_are_read(site: Any, visit: Any) -> None:
    """A host of the same domain in the menu is read without a match, and its matched links too."""
    server = await site(
        {
            "/": html("หน้าแรก", menu={"http://ita.agency.go.th/hub": "ศูนย์ข้อมูล"}),
            "/hub": html("ศูนย์ข้อมูล", links(("/plan", "แผนดำเนินงาน"), ("/x", "อื่น ๆ"))),
            "/plan": html("แผนดำเนินงาน"),
        }
    )
    names = (ConnectTo(host="*.agency.go.th", address="127.0.0.1", port=server.port),)
    result = await visit(server, connect_to=names, home_url="http://www.agency.go.th/")

    assert [page.url for page in result.documents] == [
        "http://www.agency.go.th/",
        "http://ita.agency.go.th/hub",
        "http://ita.agency.go.th/plan",
    ]
    assert result.coverage.gaps == ()


async def test_the_menu_behind_an_entrance_page_is_the_menu(
    site: Any, visit: Any, http: Any
) -> None:
    """An intro picture leads to the page whose menu counts."""
    server = await site(
        {
            "/": "<title>ยินดีต้อนรับ</title><a href='/main.php'><img src='/intro.jpg' "
            "alt='เข้าสู่เว็บไซต์'></a>",
            "/main.php": html("หน้าหลัก", menu={"/broken": "ข้อมูลทั่วไป", "/b": "บุคลากร"}),
            "/b": html("บุคลากร"),
            "/broken": http("x", 500),
        }
    )
    result = await visit(server)

    assert "/b" in paths(result)
    assert gap_at(result, "/broken").place is Place.MENU
    assert gap_at(result, "/broken").blocks_all


async def test_frames_stand_for_the_home_page(site: Any, visit: Any, http: Any) -> None:
    """In a frameset the links of the menu frame are the menu, and a broken frame hides all."""
    server = await site(
        {
            "/": "<html><head><title>อบต.</title></head><frameset cols='20%,80%'>"
            "<frame src='/menu.html'><frame src='/main.html'></frameset></html>",
            "/menu.html": "<a href='/about'>ข้อมูลทั่วไป</a><br><a href='/plan'>แผนดำเนินงาน</a>",
            "/about": http("x", 500),
            "/plan": html("แผนดำเนินงาน"),
            "/main.html": http("x", 500),
        }
    )
    result = await visit(server)

    assert paths(result) == ["/", "/menu.html", "/plan"]
    assert gap_at(result, "/about").blocks_all
    assert gap_at(result, "/main.html").blocks_all


async def test_a_frame_belongs_to_the_page_around_it(site: Any, visit: Any, http: Any) -> None:
    """What a matched page shows in a frame is a gap of that page's item when it fails."""
    server = await site(
        {
            "/": html("หน้าแรก", links(("/plan", "แผนดำเนินงาน")), {"/about": "ทั่วไป"}),
            "/about": html("ทั่วไป"),
            "/plan": html("หน้านี้", "<iframe src='/inner'></iframe>"),
            "/inner": http("x", 500),
        }
    )
    result = await visit(server)

    assert gap_at(result, "/inner").subjects == ("plan",)


async def test_files_without_a_reader(site: Any, visit: Any, http: Any) -> None:
    """Matched files are kept and reported unreadable; unmatched ones are not asked for."""
    clip = http(b"\x00\x00\x00\x18ftypmp42", content_type="video/mp4")
    server = await site(
        {
            "/": html(
                "หน้าแรก",
                links(("/a.mp4", "แผนดำเนินงาน"), ("/b.mp4", "ข่าว"), ("/c.mp4", "งบประมาณ")),
                {"/guide.mp4": "คู่มือ", "/about": "ทั่วไป"},
            ),
            "/about": html("ทั่วไป", links(("/file.php?id=1", "แผนดำเนินงาน ปี 2569"))),
            "/a.mp4": clip,
            "/file.php": clip,
            "/c.mp4": html("งบประมาณ"),
        }
    )
    result = await visit(server)

    assert {item.url for item in result.unreadable} == {
        server.url("/a.mp4"),
        server.url("/file.php?id=1"),
    }
    assert all(gap.reason is GapReason.UNSUPPORTED_FORMAT for gap in result.coverage.gaps)
    assert not any(gap.blocks_all for gap in result.coverage.gaps)
    assert "/b.mp4" not in server.targets()
    assert "/guide.mp4" not in server.targets()
    assert "/c.mp4" in paths(result)
    assert result.coverage.unread_below_threshold == 2


async def test_hub_rows_hide_their_own_items(site: Any, visit: Any, http: Any) -> None:
    """A failed row of the hub is its item's gap; a failed hub hides everything."""
    rows = links(("/o1", "แผนดำเนินงาน"), ("/o2", "งบประมาณ"))
    server = await site(
        {
            "/": html("หน้าแรก", links(("/ita", "ITA"), ("/ita2", "ITA เก่า")), {"/a": "ทั่วไป"}),
            "/a": html("ทั่วไป"),
            "/ita": html("ITA 2569", rows),
            "/ita2": http("x", 500),
            "/o1": http("x", 500),
            "/o2": html("งบประมาณ"),
        }
    )
    result = await visit(server)

    assert gap_at(result, "/o1").place is Place.HUB
    assert gap_at(result, "/o1").subjects == ("plan",)
    assert not gap_at(result, "/o1").blocks_all
    assert gap_at(result, "/ita2").blocks_all


async def test_declared_addresses_are_read(site: Any, visit: Any, http: Any) -> None:
    """A declared address that nothing links to is read; a failing one is a gap."""
    server = await site(
        {
            "/": html("หน้าแรก", menu={"/a": "ทั่วไป"}),
            "/a": html("ทั่วไป"),
            "/secret-plan": html("แผนดำเนินงาน"),
            "/lost": http("x", 500),
        }
    )
    declared = (
        DeclaredUrl(item_code="O9", url=server.url("/secret-plan")),
        DeclaredUrl(item_code="O10", url=server.url("/lost"), explanation="แผนดำเนินงาน"),
    )
    result = await visit(server, declared=declared)

    assert "/secret-plan" in paths(result)
    assert gap_at(result, "/lost").place is Place.DECLARED
    assert gap_at(result, "/lost").subjects == ("plan",)


async def test_interrupting_keeps_what_was_read(site: Any, visit: Any) -> None:
    """Stopping ends the visit at once, marked, and the rest becomes gaps."""
    server = await site(
        {
            "/": html("หน้าแรก", links(("/x", "ข่าว")), {"/a": "ทั่วไป", "/b": "บุคลากร"}),
            "/a": html("ทั่วไป"),
            "/b": html("บุคลากร"),
        }
    )
    stop = asyncio.Event()
    result = await visit(server, stop=stop, progress=Counting(stop, after=2))

    assert result.interrupted
    assert paths(result) == ["/", "/a"]
    assert gap_at(result, "/b").reason is GapReason.BUDGET_EXHAUSTED
    assert gap_at(result, "/b").blocks_all
    assert result.coverage.unread_below_threshold == 1


async def test_stopping_does_not_wait_for_a_silent_server(site: Any, visit: Any) -> None:
    """A request under way is dropped when the officer stops; its address stays unread."""
    stop = asyncio.Event()

    async def silent(writer: asyncio.StreamWriter) -> None:
        stop.set()
        await asyncio.sleep(30)

    server = await site({"/": html("หน้าแรก", menu={"/slow": "ทั่วไป"}), "/slow": silent})
    result = await visit(server, stop=stop)

    assert result.interrupted
    assert result.failures == ()
    assert gap_at(result, "/slow").blocks_all


async def test_the_time_budget_ends_a_visit(site: Any, visit: Any) -> None:
    """A server that never answers ends with the budget of the visit, not with its own time-out."""

    async def silent(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(30)

    server = await site({"/": html("หน้าแรก", menu={"/slow": "ทั่วไป"}), "/slow": silent})
    result = await visit(server, max_seconds=1.0)

    assert not result.interrupted
    assert gap_at(result, "/slow").reason is GapReason.BUDGET_EXHAUSTED
    assert paths(result) == ["/"]


async def test_a_host_that_falls_silent_is_given_up(site: Any, visit: Any) -> None:
    """After some unanswered requests the rest becomes gaps without being asked for."""

    async def hang_up(writer: asyncio.StreamWriter) -> None:
        writer.close()

    menu = {f"/m{number}": f"เมนู {number}" for number in range(30)}
    server = await site({"/": html("หน้าแรก", menu=menu), **dict.fromkeys(menu, hang_up)})
    result = await visit(server)

    assert len({target for target in server.targets() if target.startswith("/m")}) == 5
    assert len(result.coverage.gaps) == 30
    assert {gap.reason for gap in result.coverage.gaps} == {GapReason.FETCH_FAILED}


async def test_a_site_that_cannot_be_reached(store: Any) -> None:
    """A refused connection gives a crawl with one gap that hides everything."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    fetch = FetchOptions(allowed_literals=(("127.0.0.1", port),), retries=0)
    result = await crawl(
        Seed(home_url=f"http://127.0.0.1:{port}/"),
        scorer=WordScorer(),
        store=store,
        options=CrawlOptions(fetch=fetch),
        clock=StillClock(),
    )

    assert [gap.reason for gap in result.coverage.gaps] == [GapReason.FETCH_FAILED]
    assert result.coverage.gaps[0].place is Place.HOME
    assert result.coverage.blocking("plan") == result.coverage.gaps
    assert len(result.failures) == 1


@pytest.mark.parametrize(
    ("robots", "status", "reason"),
    [
        ("User-agent: *\nDisallow: /", 200, GapReason.ROBOTS_DISALLOWED),
        ("down", 500, GapReason.ROBOTS_UNREACHABLE),
    ],
)
async def test_robots_keep_the_crawl_out(
    site: Any, visit: Any, http: Any, robots: str, status: int, reason: GapReason
) -> None:
    """A home page that robots.txt forbids, or leaves open to doubt, is never asked for."""
    server = await site({"/": html("หน้าแรก"), "/robots.txt": http(robots, status, "text/plain")})
    result = await visit(server)

    assert "/" not in server.targets()
    assert [gap.reason for gap in result.coverage.gaps] == [reason]
    assert result.coverage.gaps[0].blocks_all


async def test_robots_keep_single_pages_closed(site: Any, visit: Any, http: Any) -> None:
    """A forbidden menu page is a gap, and its server is never asked for it."""
    server = await site(
        {
            "/": html("หน้าแรก", menu={"/private/a": "ทั่วไป", "/b": "บุคลากร"}),
            "/b": html("บุคลากร"),
            "/robots.txt": http("User-agent: *\nDisallow: /private/", 200, "text/plain"),
        }
    )
    result = await visit(server)

    assert "/private/a" not in server.targets()
    assert gap_at(result, "/private/a").reason is GapReason.ROBOTS_DISALLOWED
    assert gap_at(result, "/private/a").blocks_all


async def test_a_named_sitemap_adds_what_no_page_links(site: Any, visit: Any, http: Any) -> None:
    """Addresses of the sitemap are visited last and hide nothing when unmatched."""
    pages: dict[str, Any] = {"/": html("หน้าแรก", menu={"/a": "ทั่วไป"}), "/a": html("ทั่วไป")}
    server = await site(pages)
    server.pages["/robots.txt"] = http(f"Sitemap: {server.url('/map.xml')}", 200, "text/plain")
    places = "".join(
        f"<url><loc>{server.url(path)}</loc></url>" for path in ("/แผนดำเนินงาน-2569", "/z", "/a")
    )
    server.pages["/map.xml"] = http(
        f'<?xml version="1.0"?><urlset xmlns="x:y">{places}</urlset>', 200, "application/xml"
    )
    server.pages["/z"] = http("x", 500)
    result = await visit(server)

    assert server.targets()[-1] == "/z"
    assert any(target.startswith("/%E0") for target in server.targets())
    assert result.coverage.gaps == ()


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        ("<title>หน้าแรก</title>", 500, GapReason.FETCH_FAILED),
        ("<title>ไม่พบ</title>", 404, GapReason.FETCH_FAILED),
        ("", 200, GapReason.NOT_RENDERED),
        ("<title>เว็บไซต์</title><h1>ปิดปรับปรุงเว็บไซต์ชั่วคราว</h1>", 200, GapReason.MAINTENANCE),
        (
            "<title>app</title><body><div id='root'></div><script src='/app.js'></script></body>",
            200,
            GapReason.NOT_RENDERED,
        ),
    ],
)
async def test_a_home_page_that_shows_nothing(
    site: Any, visit: Any, http: Any, body: str, status: int, reason: GapReason
) -> None:
    """Whatever keeps the home page from being read hides everything, with its reason."""
    server = await site({"/": http(body, status)})
    result = await visit(server)

    assert [gap.reason for gap in result.coverage.gaps] == [reason]
    assert result.coverage.gaps[0].blocks_all


@pytest.mark.parametrize(
    ("links", "hidden"),
    [
        ("javascript:__doPostBack('m','{n}')", True),
        ("javascript:openPage({n})", True),
        ("javascript:void({n})", False),
        ("/p{n}", False),
    ],
)
async def test_a_menu_that_only_a_script_opens(
    site: Any, visit: Any, links: str, hidden: bool
) -> None:
    """What stands behind such a menu is not known to be missing."""
    names = ("แผนดำเนินงาน", "คู่มือการปฏิบัติงาน", "รายงานการเงิน", "การจัดซื้อจัดจ้าง")
    menu = {links.format(n=number): name for number, name in enumerate(names)}
    pages = {f"/p{number}": html(name) for number, name in enumerate(names)}
    server = await site({"/": html("หน้าแรก", menu=menu), **pages})
    result = await visit(server)

    assert [gap.reason for gap in result.coverage.gaps] == [GapReason.NOT_RENDERED] * hidden
    assert all(gap.blocks_all for gap in result.coverage.gaps)


async def test_a_soft_404_is_dead_and_no_gap(site: Any, visit: Any, http: Any) -> None:
    """A site that answers every address with status 200 and one page has dead links."""
    nothing = http(html("ขออภัย", "<p>ไม่พบหน้าที่ท่านต้องการ</p>"))
    server = await site(
        {"/": html("หน้าแรก", menu={"/gone": "ทั่วไป", "/b": "บุคลากร"}), "/b": html("บุคลากร")}
    )

    class Everything(dict[str, Any]):
        def get(self, path: str, default: Any = None) -> Any:
            known = super().get(path)
            return known if known or path == "/robots.txt" else nothing

    server.pages = Everything(server.pages) | {"/robots.txt": http("none", 404)}
    server.pages = Everything(server.pages)
    result = await visit(server)

    assert [(page.url, page.soft) for page in result.dead] == [(server.url("/gone"), True)]
    assert paths(result) == ["/", "/b"]
    assert result.coverage.gaps == ()


async def test_unknown_addresses_sent_home_are_dead(site: Any, visit: Any, http: Any) -> None:
    """Where every unknown address redirects to the home page, such a link is dead."""
    server = await site(
        {"/": html("หน้าแรก", menu={"/gone": "ทั่วไป", "/b": "บุคลากร"}), "/b": html("บุคลากร")}
    )

    class SentHome(dict[str, Any]):
        def get(self, path: str, default: Any = None) -> Any:
            return super().get(path) or http(status=302, Location="/")

    server.pages = SentHome(server.pages | {"/robots.txt": http("none", 404)})
    result = await visit(server)

    assert [(page.url, page.soft) for page in result.dead] == [(server.url("/gone"), True)]
    assert paths(result) == ["/", "/b"]


async def test_files_of_a_page_that_turns_out_to_matter(site: Any, visit: Any, http: Any) -> None:
    """A file without telling words belongs to its page's item, also when that is learnt later."""
    server = await site(
        {
            "/": html("หน้าแรก", menu={"/docs": "เอกสาร", "/late": "ทั่วไป"}),
            "/docs": html("เอกสาร", links(("/f/1.pdf", "ดาวน์โหลด"))),
            "/late": html("ทั่วไป", links(("/docs?print=1", "แผนดำเนินงาน"))),
            "/f/1.pdf": http(b"%PDF-1.4", content_type="application/pdf"),
        }
    )
    result = await visit(server)

    assert gap_at(result, "/f/1.pdf").subjects == ("plan",)
    assert [item.url for item in result.unreadable] == [server.url("/f/1.pdf")]


async def test_a_home_page_that_only_leads_to_a_social_network(
    site: Any, visit: Any, http: Any
) -> None:
    """A redirect to a social network is no home page, and is not followed."""
    server = await site({"/": http(status=302, Location="https://www.facebook.com/agency")})
    result = await visit(server)

    assert [gap.reason for gap in result.coverage.gaps] == [GapReason.FETCH_FAILED]
    assert "facebook" in result.coverage.gaps[0].detail


async def test_a_certificate_of_another_name(
    serve: Any, http: Any, store: Any, tmp_path: Path
) -> None:
    """The home page is read, marked, and the visit ends with a gap that hides everything."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("other.example").configure_cert(context)
    trusted = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(trusted))
    page = http(html("หน้าแรก", menu={"/a": "ทั่วไป"}))
    server = await serve({"/": page, "/a": page}, context=context)
    fetch = FetchOptions(
        connect_to=(ConnectTo(host="agency.example", address="127.0.0.1", port=server.port),),
        ca_file=str(trusted),
        retries=0,
    )
    result = await crawl(
        Seed(home_url="https://agency.example/"),
        scorer=WordScorer(),
        store=store,
        options=CrawlOptions(fetch=fetch),
        clock=StillClock(),
    )

    assert [page.url for page in result.documents] == ["https://agency.example/"]
    assert result.snapshots[0].tls_status is TlsStatus.WRONG_NAME
    assert [gap.reason for gap in result.coverage.gaps] == [GapReason.TLS_FAILED]
    assert result.coverage.gaps[0].blocks_all
    assert "/a" not in server.targets()


async def test_a_page_cut_at_its_end_is_read_and_leaves_a_gap(site: Any, visit: Any) -> None:
    """Its links are followed; its tail could hide its own items, of a hub or home page any."""
    long = "<p>รายการที่ยาวมากของหน่วยงาน</p>" * 2000
    menu = {"/plan": "แผนดำเนินงาน", "/ita": "ITA", "/news": "ข่าว"}
    server = await site(
        {
            "/": html("หน้าแรก", menu=menu),
            "/plan": html("แผนดำเนินงาน", links(("/budget", "งบประมาณ")) + long),
            "/ita": html("ITA 2569", links(("/c", "ติดต่อ")) + long),
            "/news": html("ข่าว"),
            "/budget": html("งบประมาณ"),
            "/c": html("ติดต่อ"),
        }
    )

    result = await visit(server, max_html_bytes=20_000)

    cut = {
        path for path, page in zip(paths(result), result.documents, strict=True) if page.truncated
    }
    assert cut == {"/plan", "/ita"}
    assert set(paths(result)) == {"/", "/plan", "/ita", "/news", "/budget", "/c"}
    assert len(result.coverage.gaps) == 2
    plan, hub = gap_at(result, "/plan"), gap_at(result, "/ita")
    assert plan is not None
    assert hub is not None
    assert (plan.reason, plan.detail) == (
        GapReason.UNREADABLE_DOCUMENT,
        "page longer than 20,000 bytes",
    )
    assert (plan.subjects, plan.blocks_all) == (("plan",), False)
    assert hub.blocks_all


async def test_a_page_of_too_many_nodes_is_cut_too(site: Any, visit: Any) -> None:
    """The cap on nodes leaves the same gap as the cap on bytes."""
    server = await site(
        {
            "/": html("หน้าแรก", menu={"/plan": "แผนดำเนินงาน"}),
            "/plan": html("แผนดำเนินงาน", "<i></i>" * 250_000),
        }
    )

    result = await visit(server)

    gap = gap_at(result, "/plan")
    assert gap is not None
    assert (gap.reason, gap.subjects, gap.detail) == (
        GapReason.UNREADABLE_DOCUMENT,
        ("plan",),
        "page longer than 250,000 nodes",
    )
    assert [page.truncated for page in result.documents] == [False, True]


async def test_a_turn_that_another_site_has_costs_no_time(site: Any, visit: Any) -> None:
    """The time budget counts while the visit goes on, not while it queues behind another."""
    server = await site({"/": FILLER})
    politeness = Politeness()

    async def neighbour() -> None:
        async with politeness.slot("127.0.0.1", "127.0.0.1"):
            await asyncio.sleep(4)

    ahead = asyncio.create_task(neighbour())
    await asyncio.sleep(0)
    result = await visit(server, politeness=politeness, max_seconds=3)
    await ahead
    assert paths(result) == ["/"]


async def test_queueing_has_an_end(site: Any, visit: Any) -> None:
    """After four times the time budget the visit ends, and says so."""
    server = await site({"/": FILLER})
    politeness = Politeness()
    async with politeness.slot("127.0.0.1", "127.0.0.1"):
        result = await visit(server, politeness=politeness, max_seconds=0.2)
    assert {gap.reason for gap in result.coverage.gaps} == {GapReason.BUDGET_EXHAUSTED}
