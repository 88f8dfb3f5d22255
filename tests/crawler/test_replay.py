"""A kept crawl made whole again, and what it left unread told anew for other items."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from crawler.extract.html import extract_html
from crawler.extract.pool import ReaderPool
from crawler.kept import CrawlParts, Extract
from crawler.ports import LinkScore
from crawler.records import (
    Coverage,
    DeclaredUrl,
    Gap,
    GapReason,
    PageKind,
    Place,
    Seed,
    Snapshot,
    Unreadable,
)
from crawler.replay import Difference, reads_with, replay
from crawler.replay_coverage import coverage_again

HOME = "https://www.nongsai.example/"
AT = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
NAV = '<nav><a href="/">หน้าแรก</a> <a href="/plan">แผน</a></nav>'


class Words:
    """A scorer that knows items by words of links."""

    def __init__(self, **slugs):
        self._slugs = slugs

    def score(self, link, page):
        words = f"{link.text} {link.file_name}"
        subjects = tuple(slug for slug, word in self._slugs.items() if word in words)
        return LinkScore(priority=50 if subjects else 0, subjects=subjects)

    def unlinked(self, home):
        return ()

    def is_hub(self, page):
        return False


def digest(payload):
    return "sha256:" + sha256(payload).hexdigest()


def snapshot(path, payload, content_type="text/html"):
    return Snapshot(
        url=HOME + path,
        requested_url=HOME + path,
        status=200,
        content_type=content_type,
        declared_type=content_type,
        payload_digest=digest(payload),
        payload_bytes=len(payload),
        truncated=False,
        fetched_at=AT,
    )


def gap(path, *, subjects=(), place=Place.LINK, reason=GapReason.FETCH_FAILED, everything=False):
    return Gap(
        url=path if "//" in path else HOME + path,
        reason=reason,
        detail="HTTP status 500",
        place=place,
        subjects=subjects,
        blocks_all=everything,
    )


def kept(pages, *, gaps=(), files=(), declared=()):
    """A crawl as it is kept, with the payloads by digest. ``files`` had no reader."""
    payloads, snapshots, extracts, unreadable = {}, [], [], []
    for path, html in pages.items():
        payload = html.encode()
        seen = snapshot(path, payload)
        snapshots.append(seen)
        payloads[seen.payload_digest] = payload
        document = extract_html(
            payload,
            url=seen.url,
            declared_type="text/html",
            payload_digest=seen.payload_digest,
            fetched_at=AT,
        )
        extracts.append(
            Extract(
                url=seen.url,
                payload_digest=seen.payload_digest,
                text_digest=document.text_digest,
                extractor=document.extractor,
                extractor_version=document.extractor_version,
                kind=PageKind.PAGE,
            )
        )
    for path in files:
        payload = path.encode()
        seen = snapshot(path, payload, "application/x-note")
        snapshots.append(seen)
        payloads[seen.payload_digest] = payload
        unreadable.append(
            Unreadable(
                url=seen.url,
                payload_digest=seen.payload_digest,
                content_type=seen.content_type,
                reason=GapReason.UNSUPPORTED_FORMAT,
                detail="no reader for application/x-note",
                fetched_at=AT,
            )
        )
    parts = CrawlParts(
        seed=Seed(home_url=HOME, declared=tuple(declared)),
        home_url=HOME,
        started_at=AT,
        finished_at=AT,
        interrupted=False,
        snapshots=tuple(snapshots),
        failures=(),
        unreadable=tuple(unreadable),
        dead=(),
        aliases=(),
        extracts=tuple(extracts),
        coverage=Coverage(
            gaps=tuple(gaps),
            snapshots=len(snapshots),
            documents=len(extracts),
            unread_below_threshold=3,
        ),
    )
    return parts, payloads


PAGES = {
    "": f"<title>หน้าแรก</title>{NAV}<main><p>ยินดีต้อนรับ</p></main>",
    "plan": f"<title>แผน</title>{NAV}<main><h1>แผน</h1><p>แผนปี 2569</p></main>",
}


async def read_payload(payload, **facts):
    async with ReaderPool(size=1) as pool:
        return await reads_with(pool)(payload, **facts)


async def test_documents_are_made_again_in_their_order():
    """Text, kind and coverage are those that were kept."""
    parts, payloads = kept(PAGES, gaps=[gap("map", subjects=("contact",))])
    parts = replace(
        parts, extracts=(parts.extracts[0], replace(parts.extracts[1], kind=PageKind.LOGIN))
    )
    again = await replay(parts, payload_of=payloads.get, read=read_payload)

    assert again.rereads == ()
    assert [document.url for document in again.crawl.documents] == [HOME, HOME + "plan"]
    assert [document.kind for document in again.crawl.documents] == [PageKind.PAGE, PageKind.LOGIN]
    assert again.crawl.coverage == parts.coverage
    assert "แผนปี 2569" in again.crawl.documents[1].text


async def test_a_lost_payload_is_a_gap_that_may_hide_anything():
    """The page is told as lost, unreadable, and in the way of every absence."""
    parts, payloads = kept(PAGES)
    del payloads[parts.extracts[1].payload_digest]
    again = await replay(parts, payload_of=payloads.get, read=read_payload)

    assert [(r.url, r.difference) for r in again.rereads] == [(HOME + "plan", Difference.LOST)]
    assert [document.url for document in again.crawl.documents] == [HOME]
    (left,) = again.crawl.coverage.gaps
    assert (left.url, left.blocks_all, left.place) == (HOME + "plan", True, Place.LINK)
    assert again.crawl.coverage.documents == 1
    assert [item.url for item in again.crawl.unreadable] == [HOME + "plan"]


async def test_a_snapshot_that_is_gone_is_lost_too():
    """An extract without its snapshot cannot be made again."""
    parts, payloads = kept(PAGES)
    again = await replay(
        replace(parts, snapshots=parts.snapshots[:1]), payload_of=payloads.get, read=read_payload
    )
    assert [r.difference for r in again.rereads] == [Difference.LOST]


@pytest.mark.parametrize("cut", [False, True])
async def test_a_file_that_is_read_now_closes_its_gap_unless_it_is_cut(cut):
    """What could not be read then stands in visiting order; a cut one keeps a gap."""
    parts, payloads = kept(PAGES, files=["a.note"], gaps=[gap("a.note", subjects=("plan",))])
    parts = replace(parts, snapshots=parts.snapshots[::-1])

    async def newer(payload, **facts):
        found = await read_payload(payload, **facts)
        if not isinstance(found, Unreadable):
            return found
        return replace(extract_html(payload, **facts), extractor="note", truncated=cut)

    again = await replay(parts, payload_of=payloads.get, read=newer)
    assert again.crawl.documents[0].url == HOME + "a.note"
    assert again.crawl.unreadable == ()
    assert [r.difference for r in again.rereads] == [Difference.READ_NOW]
    reasons = [each.reason for each in again.crawl.coverage.gaps]
    assert reasons == ([GapReason.UNREADABLE_DOCUMENT] if cut else [])


async def test_what_was_read_and_no_longer_can_be_is_a_gap():
    """A reader that refuses today says why; nothing of the page counts as absent."""
    parts, payloads = kept(PAGES)

    async def refusing(payload, **facts):
        if facts["url"] == HOME:
            return await read_payload(payload, **facts)
        return Unreadable(
            url=facts["url"],
            payload_digest=facts["payload_digest"],
            content_type=facts["content_type"],
            reason=GapReason.UNREADABLE_DOCUMENT,
            detail="program missing",
            fetched_at=facts["fetched_at"],
        )

    again = await replay(parts, payload_of=payloads.get, read=refusing)
    assert [(r.difference, r.detail) for r in again.rereads] == [
        (Difference.UNREADABLE_NOW, "program missing")
    ]
    assert again.crawl.coverage.gaps[0].blocks_all


# -- what was left unread --


async def told(scorer, *, pages=PAGES, words_changed=True, heirs=lambda slug: (slug,), **facts):
    parts, payloads = kept(pages, **facts)
    again = await replay(parts, payload_of=payloads.get, read=read_payload)
    return coverage_again(again.crawl, scorer, heirs=heirs, words_changed=words_changed)


def page_with(link):
    return PAGES | {"": f"<title>หน้าแรก</title>{NAV}<main><p>{link}</p></main>"}


async def test_an_unread_address_that_matches_now_is_a_gap():
    """Nobody needed it in the year of the visit; in another year it may hold the answer."""
    pages = page_with('<a href="https://other.example/a.pdf">สถิติ</a>')
    found = await told(Words(statistics="สถิติ"), pages=pages)
    (gap_found,) = found.gaps
    assert (gap_found.url, gap_found.subjects) == ("https://other.example/a.pdf", ("statistics",))
    assert found.unread_below_threshold == 2
    assert (await told(Words(news="ข่าว"), pages=pages)).gaps == ()


async def test_a_stored_gap_takes_the_items_that_its_words_match_now():
    """The words that point at it are kept: it blocks those items and what carries on its own."""
    pages = page_with('<a href="/stat">สถิติ</a>')
    found = await told(
        Words(statistics="สถิติ"),
        pages=pages,
        gaps=[gap("stat", subjects=("service",))],
        heirs={"service": ("e_service",)}.get,
    )
    (left,) = found.gaps
    assert left.subjects == ("e_service", "statistics")
    assert not left.blocks_all


async def test_a_stored_gap_without_its_words_blocks_everything_in_another_year():
    """No page that was kept points at it, so it could answer any item of another year."""
    gaps = [gap("hidden", subjects=("plan",))]
    (other,) = (await told(Words(), gaps=gaps)).gaps
    (same,) = (await told(Words(), gaps=gaps, words_changed=False)).gaps
    assert other.blocks_all
    assert (same.blocks_all, same.subjects) == (False, ("plan",))


async def test_addresses_of_a_sitemap_are_told_by_their_own_words():
    """What only a sitemap lists carries its words in the address."""
    gaps = [gap("stat-2569.pdf", subjects=(), place=Place.SITEMAP)]
    (left,) = (await told(Words(statistics="stat"), gaps=gaps)).gaps
    assert (left.subjects, left.blocks_all) == (("statistics",), False)


async def test_a_declared_address_hides_the_items_it_was_declared_for():
    """The agency named it for an item; when no item carries that on, it hides nothing."""
    url = "https://declared.example/x"
    gaps = [gap(url, subjects=("qna",), place=Place.DECLARED)]
    entry = DeclaredUrl(item_code="O6", url=url)
    (left,) = (await told(Words(contact="O3"), gaps=gaps, heirs={"qna": ("contact",)}.get)).gaps
    assert (left.subjects, left.blocks_all) == (("contact",), False)
    found = await told(Words(contact="O6"), gaps=gaps, declared=[entry], heirs={"qna": ()}.get)
    assert [each.subjects for each in found.gaps] == [("contact",)]


async def test_a_failed_home_page_goes_on_blocking_everything():
    """Without a home page there are no links to read again."""
    gaps = [gap("", place=Place.HOME, everything=True)]
    found = await told(Words(), pages={"plan": PAGES["plan"]}, gaps=gaps)
    assert found.gaps[0].blocks_all
