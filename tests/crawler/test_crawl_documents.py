"""Visits to sites that publish files: read beside the crawl, kept, shared, and what goes wrong."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import office_files as made
import pytest
import trustme

from crawler import crawl as crawling
from crawler.crawl import crawl
from crawler.extract.limits import ReadLimits
from crawler.extract.pool import ReaderPool
from crawler.options import ConnectTo, CrawlOptions, FetchOptions
from crawler.ports import LinkScore
from crawler.records import Crawl, Document, Gap, GapReason, Link, Seed, Unreadable
from crawler.sniff import DOCX, XLSX

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
WORDS = {"แผนดำเนินงาน": "plan", "งบประมาณ": "budget"}
FILLER = "<p>องค์การบริหารส่วนตำบลบ้านสมมติ จัดบริการสาธารณะเพื่อประชาชนในพื้นที่ทุกหมู่บ้าน</p>" * 6
HOME = "https://www.ban-sommut.example"
ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz012345"


class WordScorer:
    """Matches two items by one word each."""

    def score(self, link: Link, page: Document) -> LinkScore:
        words = f"{link.text} {link.heading} {link.row_text}"
        subjects = tuple(slug for word, slug in WORDS.items() if word in words)
        return LinkScore(priority=10 * len(subjects), subjects=subjects)

    def unlinked(self, home: Document) -> tuple[str, ...]:
        return ()

    def is_hub(self, page: Document) -> bool:
        return False


class StillClock:
    def now(self) -> datetime:
        return NOW


class Kept:
    """A document cache in memory."""

    def __init__(self) -> None:
        self.results: dict[tuple[str, str, int], Document | Unreadable] = {}

    def get(
        self, payload_digest: str, extractor: str, version: int
    ) -> Document | Unreadable | None:
        return self.results.get((payload_digest, extractor, version))

    def put(
        self, payload_digest: str, extractor: str, version: int, result: Document | Unreadable
    ) -> None:
        self.results[payload_digest, extractor, version] = result


def html(title: str, *links: tuple[str, str], more: str = "") -> str:
    entries = "".join(f'<li><a href="{url}">{text}</a></li>' for url, text in links)
    return (
        f"<!doctype html><html lang='th'><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body><main><h1>{title}</h1>{FILLER}<ul>{entries}</ul>{more}</main></body></html>"
    )


def gap_at(result: Crawl, url: str) -> Gap | None:
    return next((gap for gap in result.coverage.gaps if gap.url == url), None)


Visit = Callable[..., Awaitable[tuple[Crawl, Any]]]


@pytest.fixture
def visit(serve: Any, http: Any, store: Any, tmp_path: Path) -> Visit:
    """Visits one server that stands for every host, over TLS."""

    async def run(
        pages: Mapping[str, Any], *, stop: asyncio.Event | None = None, kept: Kept | None = None,
        max_seconds: float = 60.0,
    ) -> tuple[Crawl, Any]:  # fmt: skip
        hosts = [
            "www.ban-sommut.example", "drive.google.com", "docs.google.com",
            "drive.usercontent.google.com", "accounts.google.com",
        ]  # fmt: skip
        authority = trustme.CA()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*hosts).configure_cert(context)
        trusted = tmp_path / "ca.pem"
        authority.cert_pem.write_to_path(str(trusted))
        server = await serve(
            {path: http(page) if isinstance(page, str) else page for path, page in pages.items()},
            context=context,
        )
        fetch = FetchOptions(
            connect_to=tuple(
                ConnectTo(host=host, address="127.0.0.1", port=server.port) for host in hosts
            ),
            ca_file=str(trusted),
            retries=0,
        )
        async with asyncio.timeout(120):
            result = await crawl(
                Seed(home_url=f"{HOME}/"),
                scorer=WordScorer(),
                store=store,
                options=CrawlOptions(fetch=fetch, max_seconds=max_seconds),
                clock=StillClock(),
                stop=stop,
                documents=kept,
            )
        return result, server

    return run


def texts(result: Crawl) -> dict[str, str]:
    return {page.url.removeprefix(HOME): page.text for page in result.documents}


async def test_files_are_documents_in_visiting_order(visit: Visit, http: Any) -> None:
    """Read by what they are, whatever their address or header says; broken ones leave gaps."""
    book = made.saved(made.workbook({"ต.ค. 68": [["รายการ", "เงิน"], ["ค่าวัสดุ", 10]]}))
    result, _ = await visit(
        {
            "/": html(
                "หน้าแรก",
                ("/plan.pdf", "แผนดำเนินงาน ฉบับเต็ม"),
                ("/b.docx", "งบประมาณ ๑"),
                ("/c.docx", "งบประมาณ ๒"),
                ("/page", "งบประมาณ ๓"),
            ),
            "/plan.pdf": http(made.word("แผนดำเนินงาน ประจำปี"), content_type="application/pdf"),
            "/b.docx": http(book, content_type=DOCX),
            "/c.docx": http(made.word("ก")[:900], content_type=DOCX),
            "/page": html("งบประมาณ"),
        }
    )

    assert list(texts(result)) == ["/", "/plan.pdf", "/b.docx", "/page"]
    assert texts(result)["/plan.pdf"] == "แผนดำเนินงาน ประจำปี\n"
    assert [page.content_type for page in result.documents][1:3] == [DOCX, XLSX]
    gap = gap_at(result, f"{HOME}/c.docx")
    assert gap is not None
    assert (gap.reason, gap.subjects, gap.blocks_all) == (
        GapReason.UNREADABLE_DOCUMENT,
        ("budget",),
        False,
    )
    assert [item.url for item in result.unreadable] == [f"{HOME}/c.docx"]


async def test_links_in_the_agencys_own_documents_are_followed(visit: Visit, http: Any) -> None:
    """A list of answers kept as a workbook leads to them."""
    book = made.workbook({"OIT": [["แผนดำเนินงาน", "เปิด"], ["งบประมาณ", "เปิด"]]})
    book["OIT"]["B1"].hyperlink = f"{HOME}/one"
    book["OIT"]["B2"].hyperlink = f"{HOME}/two.docx"
    result, _ = await visit(
        {
            "/": html("หน้าแรก", ("/list.xlsx", "แผนดำเนินงาน และงบประมาณ")),
            "/list.xlsx": http(made.saved(book), content_type=XLSX),
            "/one": html("แผนดำเนินงาน"),
            "/two.docx": http(made.word("งบประมาณ"), content_type=DOCX),
        }
    )

    assert list(texts(result)) == ["/", "/list.xlsx", "/one", "/two.docx"]


async def test_one_file_under_two_addresses_and_redirects(visit: Visit, http: Any) -> None:
    """Each address that leads to a file under way shares its end."""
    payload = http(made.word("แผนดำเนินงาน"), content_type=DOCX)
    result, _ = await visit(
        {
            "/": html(
                "หน้าแรก",
                ("/a.docx", "แผนดำเนินงาน"),
                ("/go?x=1", "งบประมาณ"),
                ("/b.docx", "งบประมาณ"),
            ),
            "/a.docx": payload,
            "/b.docx": payload,
            "/go": http(status=302, Location="/a.docx"),
        }
    )

    assert (f"{HOME}/go?x=1", f"{HOME}/a.docx") in result.aliases
    assert list(texts(result)) == ["/", "/a.docx", "/b.docx"]
    assert result.coverage.gaps == ()


async def test_a_cut_document_is_read_and_leaves_a_gap(visit: Visit, http: Any) -> None:
    """What is there counts, what is not there may stand in the part that was not read."""
    payload = made.zipped({"a.txt": "แผนดำเนินงาน".encode(), "b.docx": made.word("ข")[:900]})
    result, _ = await visit(
        {"/": html("หน้าแรก", ("/a.zip", "แผนดำเนินงาน")), "/a.zip": http(payload)}
    )

    assert [page.truncated for page in result.documents] == [False, True]
    gap = gap_at(result, f"{HOME}/a.zip")
    assert gap is not None
    assert (gap.reason, gap.subjects) == (GapReason.UNREADABLE_DOCUMENT, ("plan",))


async def test_the_next_night_reads_the_same_file_from_what_is_kept(
    visit: Visit, http: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second visit gives the same document and asks no child."""
    pages = {
        "/": html("หน้าแรก", ("/a.docx", "แผนดำเนินงาน")),
        "/a.docx": http(made.word("แผนดำเนินงาน"), content_type=DOCX),
    }
    kept = Kept()
    first, _ = await visit(pages, kept=kept)

    async def no_child(self: ReaderPool) -> None:
        raise AssertionError("a child was started")

    monkeypatch.setattr(ReaderPool, "_start", no_child)
    second, _ = await visit(pages, kept=kept)

    assert texts(first) == texts(second)
    assert len(kept.results) == 1


async def test_a_large_page_is_parsed_in_a_child_and_followed(visit: Visit) -> None:
    """A page over 1 MiB gives the same document as a small one, and its links."""
    long = "<p>รายการที่ยาวมากของหน่วยงาน</p>" * 15_000
    result, _ = await visit(
        {
            "/": html("หน้าแรก", ("/long", "งบประมาณ")),
            "/long": html("งบประมาณ", ("/plan", "แผนดำเนินงาน"), more=long),
            "/plan": html("แผนดำเนินงาน"),
        }
    )

    assert list(texts(result)) == ["/", "/long", "/plan"]
    assert result.documents[1].text.count("รายการที่ยาวมาก") == 15_000


async def test_a_home_page_that_is_a_file(visit: Visit, http: Any) -> None:
    """There is no site behind it, and the reason says so."""
    result, _ = await visit({"/": http(made.word("ก"), content_type=DOCX)})

    gap = gap_at(result, f"{HOME}/")
    assert gap is not None
    assert gap.blocks_all
    assert "the home page is a file" in gap.detail


async def test_stopping_does_not_wait_for_a_document(
    visit: Visit, http: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was fetched and not read yet becomes a gap that says so."""
    stop = asyncio.Event()

    async def never(self: ReaderPool, payload: bytes, **told: Any) -> Document:
        stop.set()
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(ReaderPool, "read", never)
    result, _ = await visit(
        {
            "/": html("หน้าแรก", ("/a.docx", "แผนดำเนินงาน")),
            "/a.docx": http(made.word("ก"), content_type=DOCX),
        },
        stop=stop,
    )

    gap = gap_at(result, f"{HOME}/a.docx")
    assert result.interrupted
    assert gap is not None
    assert (gap.reason, gap.detail) == (
        GapReason.BUDGET_EXHAUSTED,
        "the visit ended before it was read",
    )


async def test_a_reader_that_fails_is_a_gap_and_the_visit_goes_on(
    visit: Visit, http: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A limit that ends one document ends nothing else."""

    def tight(cache: Any, page_texts: Path | None) -> ReaderPool:
        return ReaderPool(cache=cache, page_texts=page_texts, limits=ReadLimits(result_bytes=2_000))

    monkeypatch.setattr(crawling, "ReaderPool", tight)
    result, _ = await visit(
        {
            "/": html("หน้าแรก", ("/a.docx", "แผนดำเนินงาน"), ("/b", "งบประมาณ")),
            "/a.docx": http(made.word("คำ " * 3_000), content_type=DOCX),
            "/b": html("งบประมาณ"),
        }
    )

    gap = gap_at(result, f"{HOME}/a.docx")
    assert gap is not None
    assert "larger than 2,000 bytes" in gap.detail
    assert list(texts(result)) == ["/", "/b"]


# -- sharing services ------------------------------------------------------------------------------

DRIVE = f"https://drive.google.com/file/d/{ID}/view?usp=sharing"
DIRECT = f"https://drive.google.com/uc?export=download&id={ID}"


def to(http: Any, address: str) -> Any:
    return http(status=303, Location=address)


async def test_a_public_drive_link_is_read_by_its_download_address(visit: Visit, http: Any) -> None:
    """Redirects stay on the service's hosts; every spelling of the link names one document."""
    again = f"https://drive.google.com/open?id={ID}"
    result, server = await visit(
        {
            "/": html("หน้าแรก", (DRIVE, "แผนดำเนินงาน"), (again, "งบประมาณ")),
            "/uc": to(
                http, f"https://drive.usercontent.google.com/download?id={ID}&export=download"
            ),
            "/download": http(made.word("แผนดำเนินงานที่ฝากไว้"), content_type=DOCX),
        }
    )

    assert [page.url for page in result.documents] == [f"{HOME}/", DIRECT]
    assert result.documents[1].text == "แผนดำเนินงานที่ฝากไว้\n"
    assert {(DRIVE, DIRECT), (again, DIRECT)} <= set(result.aliases)
    assert sum("/download" in target for target in server.targets()) == 1
    assert result.coverage.gaps == ()


async def test_links_that_no_item_matches_are_not_downloaded(visit: Visit, http: Any) -> None:
    """One hop, matched links only."""
    result, server = await visit({"/": html("หน้าแรก", (DRIVE, "ภาพกิจกรรม"))})

    assert not any("/uc" in target for target in server.targets())
    assert result.coverage.gaps == ()


async def test_the_warning_of_a_large_file_is_confirmed_once(visit: Visit, http: Any) -> None:
    """The page's own form is followed; a second warning is no file."""
    form = (
        '<form id="download-form" action="https://drive.usercontent.google.com/{}">'
        f"<input type=hidden name=id value={ID}><input type=hidden name=confirm value=t></form>"
    )
    docs = f"https://docs.google.com/spreadsheets/d/{ID}/edit#gid=0"
    book = made.saved(made.workbook({"Sheet1": [["งบประมาณ", 10]]}))
    result, server = await visit(
        {
            "/": html("หน้าแรก", (DRIVE, "แผนดำเนินงาน"), (docs, "งบประมาณ")),
            "/uc": form.format("download"),
            "/download": form.format("download"),
            f"/spreadsheets/d/{ID}/export": http(book, content_type=XLSX),
        }
    )

    assert [page.text for page in result.documents][1:] == ["งบประมาณ\t10\n"]
    gap = gap_at(result, DRIVE)
    assert gap is not None
    assert (gap.reason, gap.detail) == (
        GapReason.EXTERNAL_HOST_UNREACHABLE,
        "the sharing service shows a page instead of the file",
    )
    assert sum("/download" in target for target in server.targets()) == 1


async def test_a_file_that_is_not_shared_with_everyone_needs_a_login(
    visit: Visit, http: Any
) -> None:
    """The service's login is recognised and never asked."""
    result, server = await visit(
        {
            "/": html("หน้าแรก", (DRIVE, "แผนดำเนินงาน")),
            "/uc": to(http, "https://accounts.google.com/ServiceLogin?continue=x"),
            "/ServiceLogin": html("Sign in"),
        }
    )

    gap = gap_at(result, DRIVE)
    assert gap is not None
    assert (gap.reason, gap.subjects) == (GapReason.LOGIN_REQUIRED, ("plan",))
    assert not any("ServiceLogin" in target for target in server.targets())


@pytest.mark.parametrize("status", [403, 500])
async def test_a_service_that_refuses_is_an_unreachable_host(
    visit: Visit, http: Any, status: int
) -> None:
    """Quota and errors of the service are not the agency's."""
    result, _ = await visit(
        {"/": html("หน้าแรก", (DRIVE, "แผนดำเนินงาน")), "/uc": http("no", status)}
    )

    gap = gap_at(result, DRIVE)
    assert gap is not None
    assert gap.reason is GapReason.EXTERNAL_HOST_UNREACHABLE
    assert str(status) in gap.detail


async def test_a_shared_file_that_is_gone_is_dead(visit: Visit, http: Any) -> None:
    """Removed by its owner: read, and nothing there."""
    result, _ = await visit({"/": html("หน้าแรก", (DRIVE, "แผนดำเนินงาน"))})

    assert [page.url for page in result.dead] == [DIRECT]
    assert (DRIVE, DIRECT) in result.aliases
    assert result.coverage.gaps == ()


async def test_robots_of_the_service_are_obeyed(visit: Visit, http: Any) -> None:
    """What the service closes to robots is not asked for."""
    robots = http("User-agent: *\nDisallow: /uc\n", content_type="text/plain")
    result, server = await visit(
        {
            "/": html("หน้าแรก", (DRIVE, "แผนดำเนินงาน")),
            "/robots.txt": robots,
            "/uc": http(made.word("x"), content_type=DOCX),
        }
    )

    gap = gap_at(result, DRIVE)
    assert gap is not None
    assert gap.reason is GapReason.EXTERNAL_HOST_UNREACHABLE
    assert "robots" in gap.detail
    assert not any(target.startswith("/uc") for target in server.targets())


async def test_a_page_that_only_leads_on_to_a_shared_file(visit: Visit, http: Any) -> None:
    """A counting redirect of the agency's site ends at the file."""
    result, _ = await visit(
        {
            "/": html("หน้าแรก", ("/count?f=1", "แผนดำเนินงาน")),
            "/count": to(http, DRIVE),
            "/uc": http(made.word("แผนดำเนินงาน"), content_type=DOCX),
        }
    )

    assert [page.url for page in result.documents] == [f"{HOME}/", DIRECT]
    assert (f"{HOME}/count?f=1", DIRECT) in result.aliases
