"""Pictures that are a page's content: which are fetched, what OCR reads of them, what bounds it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.crawl import crawl
from crawler.options import CrawlOptions, FetchOptions
from crawler.ports import LinkScore
from crawler.records import Crawl, Document, GapReason, Link, Seed

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
FOLDER = Path(__file__).parent / "pictures"
CHART = (FOLDER / "chart.png").read_bytes()
CONTACT = (FOLDER / "contact.png").read_bytes()
WORDS = {"โครงสร้าง": "org_structure", "ติดต่อ": "contact_info", "แผนงาน": "plan"}
FILLER = "<p>องค์การบริหารส่วนตำบลบ้านสมมติ จัดบริการสาธารณะเพื่อประชาชนในพื้นที่ทุกหมู่บ้าน</p>" * 4
MENU = "<nav><ul><li><a href='/s'>โครงสร้าง</a></li><li><a href='/n'>แผนงาน</a></li></ul></nav>"


class WordScorer:
    """Matches items by one word each."""

    def score(self, link: Link, page: Document) -> LinkScore:
        subjects = tuple(slug for word, slug in WORDS.items() if word in link.text)
        return LinkScore(priority=10 * len(subjects), subjects=subjects)

    def unlinked(self, home: Document) -> tuple[str, ...]:
        return ()

    def is_hub(self, page: Document) -> bool:
        return False


class StillClock:
    def now(self) -> datetime:
        return NOW


def html(body: str) -> str:
    return (
        "<!doctype html><html lang='th'><head><meta charset='utf-8'><title>บ้านสมมติ</title></head>"
        f"<body><main>{body}</main></body></html>"
    )


Visit = Callable[..., Awaitable[tuple[Crawl, Any]]]


@pytest.fixture
def visit(serve: Any, http: Any, store: Any) -> Visit:
    """Visits a site at a loopback address; bytes are served as PNG."""

    async def run(pages: Mapping[str, str | bytes], **options: Any) -> tuple[Crawl, Any]:
        server = await serve(
            {
                path: http(page, content_type="image/png")
                if isinstance(page, bytes)
                else http(page)
                for path, page in pages.items()
            }
        )
        literals = (("127.0.0.1", server.port),)
        async with asyncio.timeout(120):
            result = await crawl(
                Seed(home_url=server.url("/")),
                scorer=WordScorer(),
                store=store,
                options=CrawlOptions(
                    fetch=FetchOptions(allowed_literals=literals, retries=0), **options
                ),
                clock=StillClock(),
            )
        return result, server

    return run


def picture(result: Crawl, path: str) -> Document | None:
    return next((page for page in result.documents if page.url.endswith(path)), None)


@pytest.mark.usefixtures("tesseract")
async def test_a_chart_on_a_page_about_the_structure_is_read(visit: Visit) -> None:
    """The chart in the content becomes a document of words, all of them marked as OCR's."""
    result, _ = await visit(
        {
            "/": html(f"<h1>หน้าแรก</h1>{FILLER}{MENU}"),
            "/s": html("<h1>โครงสร้าง</h1><img src='/up/12.png' width='900'>"),
            "/n": html(f"<h1>แผนงาน</h1>{FILLER}"),
            "/up/12.png": CHART,
        }
    )

    chart = picture(result, "/up/12.png")
    assert chart is not None
    assert "กองคลัง" in chart.text
    assert chart.all_ocr
    assert result.coverage.gaps == ()


async def test_decoration_and_pictures_of_other_pages_are_left_alone(visit: Visit) -> None:
    """Logos, small pictures, portraits, the home page's art and news photographs are not asked."""
    result, server = await visit(
        {
            "/": html(f"<h1>หน้าแรก</h1><img src='/up/art.png'>{FILLER}{MENU}"),
            "/s": html(
                f"<h1>โครงสร้าง</h1><img src='/up/logo.png'><img src='/up/a.png' width='80'>"
                f"<img src='/up/art.png'><a href='/n'><img src='/up/go.png'> แผนงาน</a>{FILLER}"
                "<div><img src='/up/7.png'><p>นายสมมติ ใจดี</p></div>"
            ),
            "/n": html(f"<h1>แผนงาน</h1><img src='/up/photo.png'>{FILLER}"),
        }
    )

    assert [target for target in server.targets() if target.startswith("/up/")] == []
    assert result.coverage.gaps == ()


async def test_the_picture_that_is_all_of_a_matched_page_is_asked(visit: Visit) -> None:
    """A notice that is only a picture is fetched, whatever item its page answers."""
    _, server = await visit(
        {
            "/": html(f"<h1>หน้าแรก</h1>{FILLER}{MENU}"),
            "/s": html(f"<h1>โครงสร้าง</h1>{FILLER}"),
            "/n": html("<h1>แผนงาน</h1><img src='/up/99.png'>"),
            "/up/99.png": CONTACT,
        }
    )

    assert "/up/99.png" in server.targets()


async def test_pictures_are_counted_per_page_and_per_visit(visit: Visit) -> None:
    """No more pictures are asked for than one page and one visit may have."""
    pictures = "".join(f"<img src='/up/{number}.png'>" for number in range(9))
    _, server = await visit(
        {
            "/": html(f"<h1>หน้าแรก</h1>{FILLER}{MENU}"),
            "/s": html(f"<h1>โครงสร้าง</h1>{pictures}"),
            "/n": html("<h1>แผนงาน</h1><img src='/up/a.png'><img src='/up/b.png'>"),
        },
        pictures_per_page=3,
        pictures=4,
    )

    assert len([target for target in server.targets() if target.startswith("/up/")]) == 4


async def test_robots_keep_pictures_unread_and_no_gap_comes_of_it(visit: Visit) -> None:
    """A picture that robots.txt closes is not asked for; its page tells of it."""
    result, server = await visit(
        {
            "/robots.txt": "User-agent: *\nDisallow: /up/\n",
            "/": html(f"<h1>หน้าแรก</h1>{FILLER}{MENU}"),
            "/s": html("<h1>โครงสร้าง</h1><img src='/up/12.png'>"),
            "/n": html(f"<h1>แผนงาน</h1>{FILLER}"),
        }
    )

    assert "/up/12.png" not in server.targets()
    assert result.coverage.gaps == ()


async def test_without_the_program_a_picture_is_a_scan_without_text(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A machine without Tesseract says so of each picture and goes on."""
    monkeypatch.setenv("PATH", str(tmp_path))
    result, _ = await visit(
        {
            "/": html(f"<h1>หน้าแรก</h1>{FILLER}{MENU}"),
            "/s": html("<h1>โครงสร้าง</h1><img src='/up/12.png'>"),
            "/n": html(f"<h1>แผนงาน</h1>{FILLER}"),
            "/up/12.png": CHART,
        }
    )

    assert [(item.reason, "tesseract" in item.detail) for item in result.unreadable] == [
        (GapReason.SCAN_WITHOUT_TEXT, True)
    ]
    assert result.coverage.gaps == ()


async def test_what_is_beyond_the_budget_of_the_visit_is_not_read(visit: Visit) -> None:
    """Pages of OCR are counted over the visit; the rest says that the budget was used up."""
    result, _ = await visit(
        {
            "/": html(f"<h1>หน้าแรก</h1>{FILLER}{MENU}"),
            "/s": html("<h1>โครงสร้าง</h1><img src='/up/12.png'>"),
            "/n": html(f"<h1>แผนงาน</h1>{FILLER}"),
            "/up/12.png": CHART,
        },
        ocr_pages=0,
    )

    assert [item.reason for item in result.unreadable] == [GapReason.SCAN_WITHOUT_TEXT]
    assert "OCR budget of the visit (0 pages" in result.unreadable[0].detail
