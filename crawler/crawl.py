"""Visits one agency's website: from a Seed to snapshots, documents and what was left unread."""

import asyncio
import re
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import structlog

from crawler.access import Access
from crawler.background import GRACE_S, BackgroundReads, read_payload
from crawler.coverage import gather_gaps
from crawler.entrance import scripted_entries
from crawler.external import external_kind
from crawler.extract.html import MAX_INLINE_BYTES
from crawler.extract.pool import ReaderPool
from crawler.fetch import Fetched, Fetcher
from crawler.follow import Follower
from crawler.frontier import Frontier, Pointer, Reach, Target
from crawler.guard import Resolver
from crawler.ocr_budget import OcrBudget
from crawler.options import CrawlOptions
from crawler.picture_offers import PictureOffers
from crawler.politeness import Politeness
from crawler.ports import Clock, CrawlProgress, DocumentCache, LinkScorer, SnapshotStore
from crawler.reading import Reading, is_page, no_page, read_inline
from crawler.records import (
    Coverage,
    Crawl,
    Document,
    FetchFailure,
    GapReason,
    PageKind,
    Place,
    Seed,
    Snapshot,
    TlsStatus,
    Unreadable,
)
from crawler.shared_fetch import fetch_shared
from crawler.shared_files import direct_download
from crawler.sitemap import MAX_SITEMAPS, MAX_URLS, read_sitemap
from crawler.sniff import HTML
from crawler.traps import TrapWatch
from crawler.urls import canonical, host_of
from crawler.visit_budget import VisitBudget

MAX_SPELLINGS = 2  # further spellings of an address that are tried when the first fails

# Addresses under which a home page is commonly known besides "/".
_HOME_PATH = re.compile(r"^/?(?:(?:index|home|main|default)[^/]*)?/?$", re.I)

_log = structlog.get_logger()


_TRUSTED_TLS = frozenset({TlsStatus.NONE, TlsStatus.VERIFIED, TlsStatus.INCOMPLETE_CHAIN})
_STILL_FOLLOWED = frozenset({PageKind.PAGE, PageKind.SCRIPT_ONLY})
_SCRIPTED_MENU = 3  # entries that nothing but a script opens
_GO_ON_FROM_HOME = frozenset({PageKind.PAGE, PageKind.LOGIN, PageKind.SCRIPT_ONLY})


async def crawl(
    seed: Seed,
    *,
    scorer: LinkScorer,
    store: SnapshotStore,
    options: CrawlOptions,
    clock: Clock,
    progress: CrawlProgress | None = None,
    stop: asyncio.Event | None = None,
    resolver: Resolver | None = None,
    politeness: Politeness | None = None,
    documents: DocumentCache | None = None,
    page_texts: Path | None = None,
    readers: ReaderPool | None = None,
) -> Crawl:
    """Visit a site within the budgets and say what was read and what was not.

    Visits that go on side by side share a ``politeness`` and an open pool of ``readers``;
    ``documents`` keeps what readers made of files for later nights, the folder ``page_texts`` what
    OCR read of single pages. Setting ``stop`` ends the visit at once and keeps what was read.
    Whatever the site does is in the result; only the store's own errors are raised.
    """
    politeness = politeness or Politeness(min_gap_s=options.min_gap_s)
    async with AsyncExitStack() as opened:
        fetcher = await opened.enter_async_context(
            Fetcher(
                options.fetch, store=store, clock=clock, politeness=politeness, resolver=resolver
            )
        )
        if readers is None:
            readers = await opened.enter_async_context(
                ReaderPool(cache=documents, page_texts=page_texts)
            )
        visit = _Visit(
            seed,
            scorer=scorer,
            options=options,
            clock=clock,
            progress=progress,
            stop=stop or asyncio.Event(),
            fetcher=fetcher,
            politeness=politeness,
            readers=readers,
        )
        return await visit.run()


class _Visit:
    """The state of one visit to one site. Requests go out one after the other."""

    def __init__(
        self,
        seed: Seed,
        *,
        scorer: LinkScorer,
        options: CrawlOptions,
        clock: Clock,
        progress: CrawlProgress | None,
        stop: asyncio.Event,
        fetcher: Fetcher,
        politeness: Politeness,
        readers: ReaderPool,
    ) -> None:
        self._seed = seed
        self._clock = clock
        self._progress = progress
        self._access = Access(fetcher, politeness, clock)
        self._home_url = canonical(seed.home_url) or seed.home_url
        self._started_at = clock.now()
        self._budget = VisitBudget(
            options,
            stop=stop,
            fetches=lambda: self._access.fetches,
            waited_s=lambda: fetcher.waited.seconds,
        )
        self._frontier = Frontier()
        self._follow = Follower(
            frontier=self._frontier,
            scorer=scorer,
            watch=TrapWatch(self._started_at.date()),
            home_url=self._home_url,
            hosts=seed.hosts,
        )
        self._reading = Reading(frontier=self._frontier)
        self._readers = readers
        ocr = OcrBudget(options.ocr_pages, options.ocr_seconds)
        self._background = BackgroundReads(readers, self._conclude, ocr)
        self._pictures = PictureOffers(options, self._follow)
        self._files_left = options.spare_files
        # Pages with what led to them, and the items that were known for them when their links were
        # read.
        self._followed: list[tuple[Document, Target, tuple[str, ...]]] = []

    async def run(self) -> Crawl:
        """Visit the home page, then the best known address until none is left or a budget ends."""
        home = await self._visit_home()
        if home is not None:
            self._follow.declare(self._seed.declared, home)
            await self._read_sitemaps(home)
            while not self._budget.is_over():
                target = self._frontier.take()
                if target is not None:
                    await self._visit(target)
                elif not (
                    self._follow_again() or await self._follow_documents() or self._spare_files()
                ):
                    break
            await self._end_readings()
            self._follow_again()
        return self._result()

    # -- the home page ------------------------------------------------------------------------

    async def _visit_home(self) -> Document | None:
        """Read the home page; None when the visit ends with it."""
        target = self._frontier.offer(
            Pointer(url=self._home_url, place=Place.HOME, depth=0, home_level=True)
        )
        self._frontier.take()
        answer = None
        if not self._budget.is_over():
            answer = await self._budget.within(self._access.get(self._home_url, despite_tls=True))
        if answer is None:
            self._budget.is_over()
            self._frontier.put_back(target)
            return None
        if isinstance(answer, FetchFailure):
            self._reading.fail(target, answer)
            self._report(target)
            return None
        snapshot = answer.snapshot
        self._reading.snapshots.append(snapshot)
        self._home_url = self._follow.home_url = snapshot.url
        self._follow.widen(snapshot.url)
        home = await self._read_page(target, answer, probe=None)
        self._report(target)
        if snapshot.tls_status not in _TRUSTED_TLS:
            detail = f"certificate of {host_of(snapshot.url)}: {snapshot.tls_status.value}"
            self._reading.settle(target, GapReason.TLS_FAILED, detail)
            return None
        if home is None or home.kind is PageKind.SOFT_404:
            if target.trouble is None:
                detail = f"the home page is not there (status {snapshot.status})"
                self._reading.settle(target, GapReason.FETCH_FAILED, detail)
            return None
        if home.kind not in _GO_ON_FROM_HOME:
            return None
        if home.kind is PageKind.PAGE and not (home.text.strip() or home.links or home.embeds):
            detail = "the home page shows no text and no link"
            self._reading.settle(target, GapReason.NOT_RENDERED, detail)
        elif scripted_entries(home) >= _SCRIPTED_MENU:
            detail = "the menu of the home page opens its pages by script"
            self._reading.settle(target, GapReason.NOT_RENDERED, detail)
        self._pictures.of_frame(home)
        self._follow.page(home, target)
        return home

    async def _read_sitemaps(self, home: Document) -> None:
        """Offer what the sitemaps that robots.txt names list; they do not count as pages."""
        waiting = list(await self._access.sitemaps(self._home_url))
        read: set[str] = set()
        urls: list[str] = []
        while waiting and len(read) < MAX_SITEMAPS and len(urls) < MAX_URLS:
            url = waiting.pop(0)
            if url in read or not self._follow.scope.contains(url) or self._budget.is_over():
                continue
            read.add(url)
            answer = await self._budget.within(self._access.get_aside(url))
            if isinstance(answer, Fetched) and answer.snapshot.status == 200:
                pages, further = read_sitemap(answer.payload, answer.snapshot.url)
                urls.extend(pages)
                waiting.extend(further)
        self._follow.sitemap(tuple(urls[:MAX_URLS]), home)

    # -- other pages --------------------------------------------------------------------------

    async def _visit(self, target: Target) -> None:
        """Read one address, or say why not."""
        given_up = self._access.given_up(target.url)
        if given_up is not None:
            self._reading.settle(target, given_up.reason, given_up.detail)
            return
        if direct_download(target.url) is not None:
            await self._visit_shared(target, target.url)
            return
        answer = await self._budget.within(
            self._access.get(target.url, *target.spellings[:MAX_SPELLINGS])
        )
        if answer is None:
            self._frontier.put_back(target)
            return
        wanted = bool(target.subjects) or target.place in (Place.DECLARED, Place.HUB)
        if isinstance(answer, FetchFailure) and wanted and direct_download(answer.url):
            await self._visit_shared(target, answer.url)
            return
        if isinstance(answer, FetchFailure):
            if answer.hops and not target.home_level and not self._is_near(answer.url):
                target.reach = Reach.OUTSIDE
            self._reading.fail(target, answer)
        else:
            self._reading.snapshots.append(answer.snapshot)
            await self._receive(target, answer)
        if not self._background.holds(target):
            self._report(target)

    async def _visit_shared(self, target: Target, shared: str) -> None:
        """Read a file that a sharing service keeps, by the address that gives it."""
        direct = direct_download(shared) or shared
        target.reach = Reach.OUTSIDE
        target.file = True
        if self._reading.is_known(target, direct):
            return
        answer = await self._budget.within(fetch_shared(self._access, direct))
        if answer is None:
            self._frontier.put_back(target)
        elif isinstance(answer, FetchFailure):
            self._reading.fail_shared(target, answer)
            self._report(target)
        else:
            snapshot = replace(answer.snapshot, url=direct, requested_url=target.url)
            self._reading.snapshots.append(snapshot)
            await self._read_file(target, replace(answer, snapshot=snapshot))

    async def _receive(self, target: Target, answer: Fetched) -> None:
        snapshot = answer.snapshot
        url = snapshot.url
        if external_kind(url) is not None:
            self._reading.arrive(target, snapshot)
            self._frontier.settle(target)
            return
        probe = None
        if target.reach is not Reach.OUTSIDE and snapshot.content_type == HTML:
            found = await self._budget.within(self._access.probe(url))
            probe = found.document if found is not None else None
            sent_to = found.sent_to if found is not None else ""
            if snapshot.hops and sent_to == url == self._home_url and not _is_home(target.url):
                # The host sends every unknown address to its home page, this one too.
                self._reading.die(target, snapshot, url=target.url, soft=True)
                return
        if not is_page(answer):
            await self._read_file(target, answer)
            return
        if target.picture and not target.subjects:
            self._reading.arrive(target, snapshot)  # a page under the address of a picture
            self._frontier.settle(target)
            return
        document = await self._read_page(target, answer, probe=probe)
        if document is None or document.kind not in _STILL_FOLLOWED:
            return
        if target.home_level:
            self._follow.widen(url)
        elif not self._is_near(url):
            target.reach = Reach.OUTSIDE  # redirected away: nothing beyond is the agency's
        else:
            self._followed.append((document, target, target.subjects))
        self._pictures.offer(document, target)
        new_links = self._follow.page(document, target)
        if document.kind is PageKind.PAGE:
            self._follow.watch.page_read(url, text_digest=document.text_digest, new_links=new_links)

    async def _read_page(
        self, target: Target, answer: Fetched, *, probe: Document | None
    ) -> Document | None:
        """The page of an answer, whatever its kind; None when it is dead, known, or no page."""
        if not self._reading.is_new(target, answer.snapshot):
            return None
        result: Document | Unreadable | None
        if not is_page(answer):
            result = no_page(answer.snapshot)
        elif len(answer.payload) <= MAX_INLINE_BYTES:
            result = read_inline(answer)
        else:
            result = await self._budget.within(read_payload(self._readers, answer))
        if isinstance(result, Document):
            return self._reading.receive(target, answer, probe=probe, document=result)
        if result is None:
            self._budget.is_over()
            self._frontier.put_back(target)
        else:
            self._reading.refuse(target, answer.snapshot, result)
        return None

    async def _read_file(self, target: Target, answer: Fetched) -> None:
        """Have a file read while the crawl goes on."""
        if self._reading.is_new(target, answer.snapshot):
            self._reading.await_reading(target, answer.snapshot)
            self._background.start(target, answer)
            await self._budget.within(self._background.make_room())

    def _conclude(self, target: Target, snapshot: Snapshot, result: Document | Unreadable) -> None:
        self._reading.conclude(target, snapshot, result)
        self._report(target)

    async def _follow_documents(self) -> bool:
        """Finish what is being read and offer what it leads to; whether there was anything."""
        found = await self._budget.within(self._background.finish())
        self._offer_links(found or [])
        return bool(found)

    def _offer_links(self, found: list[tuple[Document, Target]]) -> None:
        for document, target in found:
            near = target.reach is not Reach.OUTSIDE and self._is_near(document.url)
            if near and document.links:
                self._followed.append((document, target, target.subjects))
                self._follow.page(document, target)

    async def _end_readings(self) -> None:
        """Let what was fetched be read to its end, unless the officer ended the visit."""
        if not self._budget.interrupted:
            with suppress(TimeoutError):
                async with asyncio.timeout(GRACE_S):
                    self._offer_links(await self._background.finish())
        await self._background.give_up("the visit ended before it was read")

    def _is_near(self, url: str) -> bool:
        return self._follow.scope.contains(url) or self._follow.scope.is_sister(url)

    def _follow_again(self) -> bool:
        """Read the links of pages anew that turned out to matter for more items than known then.

        Files and numbered pages without words of their own belong to the items of their page.
        """
        changed = False
        for place, (document, target, subjects) in enumerate(self._followed):
            if target.subjects != subjects:
                self._followed[place] = (document, target, target.subjects)
                self._follow.page(document, target)
                self._pictures.offer(document, target)
                changed = True
        return changed

    def _spare_files(self) -> bool:
        """With all read that matches an item, some files of the entries on lists of items.

        The label of such an entry may say less than its file: "ประกาศ", a number, a date.
        """
        most = min(self._files_left, self._budget.left_pages())
        woken = self._frontier.spare(most) if most > 0 else 0
        self._files_left -= woken
        return woken > 0

    # -- the result ---------------------------------------------------------------------------

    def _report(self, target: Target) -> None:
        trouble = target.trouble.reason.value if target.trouble is not None else None
        _log.debug("crawler.page_fetched", url=target.url, trouble=trouble)
        if self._progress is not None:
            self._progress.page_done(
                target.url, done=self._access.fetches, queued=len(self._frontier)
            )

    def _result(self) -> Crawl:
        reading = self._reading
        targets = self._frontier.targets
        gaps, harmless = gather_gaps(targets, self._follow.cuts.values(), self._budget.trouble)
        aliases = dict(reading.aliases)
        for target in targets:
            for url in target.spellings:
                aliases.setdefault(url, aliases.get(target.url, target.url))
        documents, unreadable = reading.in_order()
        return Crawl(
            seed=self._seed,
            home_url=self._home_url,
            started_at=self._started_at,
            finished_at=self._clock.now(),
            snapshots=tuple(reading.snapshots),
            failures=tuple(reading.failures),
            documents=documents,
            unreadable=unreadable,
            dead=tuple(reading.dead),
            aliases=tuple((url, end) for url, end in aliases.items() if url != end),
            coverage=Coverage(
                gaps=gaps,
                snapshots=len(reading.snapshots),
                documents=len(reading.documents),
                unread_below_threshold=harmless,
            ),
            interrupted=self._budget.interrupted,
        )


def _is_home(url: str) -> bool:
    return bool(_HOME_PATH.match(urlsplit(url).path))
