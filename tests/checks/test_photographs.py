"""Pictures in which OCR finds no word hide nothing while they only illustrate a text."""

from datetime import UTC, datetime

import pytest
from judging import HOME, page

from checks.photographs import photographs, without_photographs
from checks.site import Site
from crawler.records import (
    NO_WORDS_IN_PICTURE,
    Coverage,
    Crawl,
    Gap,
    GapReason,
    Place,
    Seed,
    Unreadable,
)

PICTURE = HOME + "up/DSC_0452.jpg"
TEXT = "<p>เมื่อวันที่ 6 กุมภาพันธ์ 2568 จัดอบรมเรื่องจริยธรรมกับงานบริการ ณ ห้องประชุม มีผู้เข้าอบรม 41 คน</p>"
COPY = '<a href="/up/DSC_0452.jpg"><img src="/up/DSC_0452-300x200.jpg" alt=""></a>'


def visited(*contents: str, detail: str = NO_WORDS_IN_PICTURE, url: str = PICTURE) -> Crawl:
    at = datetime(2025, 5, 1, tzinfo=UTC)
    gap = Gap(
        url=url,
        reason=GapReason.SCAN_WITHOUT_TEXT,
        detail=detail,
        place=Place.LINK,
        subjects=("ethics_code_and_drive",),
    )
    return Crawl(
        seed=Seed(home_url=HOME),
        home_url=HOME,
        started_at=at,
        finished_at=at,
        snapshots=(),
        failures=(),
        dead=(),
        aliases=(),
        documents=tuple(page(f"p{n}", text) for n, text in enumerate(contents)),
        unreadable=(
            Unreadable(
                url=url,
                payload_digest="sha256:0",
                content_type="image/jpeg",
                reason=GapReason.SCAN_WITHOUT_TEXT,
                detail=detail,
                fetched_at=at,
            ),
        ),
        coverage=Coverage(gaps=(gap,), snapshots=1, documents=1, unread_below_threshold=0),
    )


def test_a_small_copy_beside_a_text_is_a_photograph() -> None:
    """The picture of an activity that a paragraph tells leaves no gap."""
    crawl = visited(f"<main><h1>กิจกรรม</h1>{TEXT}{COPY}</main>")
    found = photographs(crawl)

    assert found == {PICTURE}
    mended = without_photographs(crawl, found)
    assert (mended.coverage.gaps, mended.unreadable) == ((), ())
    assert Site.from_crawl(mended, photographs=found).photograph(PICTURE)


@pytest.mark.parametrize(
    "content",
    [
        "<h1>ประกาศเจตนารมณ์</h1>" + COPY,
        TEXT + '<a href="/up/DSC_0452.jpg">ประกาศเจตนารมณ์ No Gift Policy</a>',
        TEXT + '<a href="/up/DSC_0452.jpg">ดาวน์โหลด</a>',
        TEXT + '<a href="/up/DSC_0452.jpg"><img src="/icon/pdf.png" alt=""></a>',
        TEXT + '<img src="/up/DSC_0452.jpg" alt="คู่มือข้อควรทำและไม่ควรทำ">',
    ],
    ids=["alone", "named", "to download", "behind an icon", "called a guide"],
)
def test_what_may_be_a_document_stays_unread(content: str) -> None:
    """A picture alone on its page, or that words call something to read."""
    assert photographs(visited(f"<main>{content}</main>")) == frozenset()


def test_what_was_not_looked_at_and_charts_stay_unread() -> None:
    """Only where OCR worked is a picture known to hold no word; a chart need not hold any."""
    shown = f"<main>{TEXT}{COPY}</main>"
    chart = HOME + "up/structure.jpg"

    assert photographs(visited(shown, detail="OCR is turned off")) == frozenset()
    assert photographs(visited(shown.replace("DSC_0452", "structure"), url=chart)) == frozenset()


def test_a_picture_that_other_pages_use_as_a_button_is_still_a_photograph() -> None:
    """The words of a button name what it leads to."""
    button = '<a href="/tell"><img src="/up/DSC_0452.jpg" alt="ร้องเรียนการทุจริต"></a>'
    crawl = visited(f"<main>{TEXT}{COPY}</main>", f"<main>{button}</main>")

    assert photographs(crawl) == {PICTURE}
