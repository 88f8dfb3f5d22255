"""How one visit asks for addresses: robots.txt first, and no longer where nobody answers."""

from collections import Counter
from dataclasses import dataclass, replace

from crawler.external import external_kind
from crawler.extract.html import MAX_INLINE_BYTES, extract_html
from crawler.fetch import Fetched, Fetcher
from crawler.frontier import Trouble
from crawler.politeness import Politeness
from crawler.ports import Clock
from crawler.records import Document, FetchFailure, GapReason, TlsStatus
from crawler.robots import RobotsPolicy
from crawler.sense import random_probe_path
from crawler.shared_files import gives_shared_files
from crawler.sniff import HTML
from crawler.urls import authority_of, canonical, host_of

MAX_SILENT_FETCHES = 5  # unanswered in a row before a host is given up


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What a host does with an address that does not exist.

    ``document`` is the page that it shows with status 200, None when it says that there is nothing.
    ``sent_to`` is the address that it redirects to, "" without a redirect.
    """

    document: Document | None = None
    sent_to: str = ""


class Access:
    """Requests of one visit, none of them twice at once. ``fetches`` counts those of pages."""

    def __init__(self, fetcher: Fetcher, politeness: Politeness, clock: Clock) -> None:
        self.fetches = 0
        self._fetcher = fetcher
        self._politeness = politeness
        self._clock = clock
        self._robots = RobotsPolicy(self._fetch_robots)
        self._robots_failures: dict[str, FetchFailure] = {}  # by authority
        self._silent: Counter[str] = Counter()  # unanswered fetches in a row, by authority
        self._given_up: dict[str, Trouble] = {}  # by authority
        self._probes: dict[str, Probe] = {}  # by authority

    async def get_shared(self, url: str) -> Fetched | FetchFailure:
        """The answer of a sharing service's download address, whose own hosts it may lead to."""
        return await self._get(url, despite_tls=False, shared=True)

    async def get(
        self, url: str, *spellings: str, despite_tls: bool = False
    ) -> Fetched | FetchFailure:
        """The answer of a page, or its failure; other spellings are tried when the first fails."""
        answer = await self._get(url, despite_tls=despite_tls)
        for spelling in spellings:
            if isinstance(answer, Fetched) and answer.snapshot.status not in (404, 410):
                break
            other = await self._get(spelling, despite_tls=despite_tls)
            if isinstance(other, Fetched) and (
                other.snapshot.status not in (404, 410) or not isinstance(answer, Fetched)
            ):
                return replace(other, snapshot=replace(other.snapshot, requested_url=spelling))
        return answer

    async def _get(
        self, url: str, *, despite_tls: bool, shared: bool = False
    ) -> Fetched | FetchFailure:
        refused = await self._refused(url)
        if refused is not None:
            return refused
        self.fetches += 1
        accept = self._accepts_shared if shared else self._accepts
        answer = await self._fetcher.fetch(url, accept=accept, read_despite_tls=despite_tls)
        self._note_silence(answer)
        return answer

    async def get_aside(self, url: str) -> Fetched | FetchFailure:
        """The answer of something that is no page of the site and is not counted as one."""
        return await self._refused(url) or await self._fetcher.fetch(url, accept=self._accepts)

    async def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of an address names."""
        return (await self._robots.decide(url)).sitemaps

    async def probe(self, url: str) -> Probe:
        """What the host of an address does with one that does not exist; asked once per host."""
        authority = authority_of(url)
        if authority not in self._probes:
            self._probes[authority] = await self._ask_for_nothing(url)
        return self._probes[authority]

    async def _ask_for_nothing(self, url: str) -> Probe:
        address = canonical(random_probe_path(host_of(url)), url)
        if address is None:
            return Probe()
        answer = await self.get_aside(address)
        if not isinstance(answer, Fetched) or answer.snapshot.status != 200:
            return Probe()
        snapshot = answer.snapshot
        sent_to = snapshot.url if snapshot.hops else ""
        if snapshot.content_type != HTML or sent_to or len(answer.payload) > MAX_INLINE_BYTES:
            return Probe(sent_to=sent_to)
        document = extract_html(
            answer.payload,
            url=snapshot.url,
            declared_type=snapshot.declared_type,
            payload_digest=snapshot.payload_digest,
            fetched_at=snapshot.fetched_at,
            content_type=snapshot.content_type,
        )
        return Probe(document=document)

    def given_up(self, url: str) -> Trouble | None:
        """Why the host of an address is not asked any more, None when it is."""
        return self._given_up.get(authority_of(url))

    def _note_silence(self, answer: Fetched | FetchFailure) -> None:
        if isinstance(answer, Fetched):
            self._silent[authority_of(answer.snapshot.url)] = 0
            return
        authority = authority_of(answer.url)
        unanswered = answer.status is None and answer.reason is GapReason.FETCH_FAILED
        if not unanswered and answer.reason is not GapReason.RATE_LIMITED:
            self._silent[authority] = 0
            return
        self._silent[authority] += 1
        if self._silent[authority] >= MAX_SILENT_FETCHES:
            detail = f"{authority} gave no answer {MAX_SILENT_FETCHES} times in a row"
            self._given_up[authority] = Trouble(reason=answer.reason, detail=detail)

    async def _fetch_robots(self, url: str) -> Fetched | FetchFailure:
        answer = await self._fetcher.fetch_robots(url)
        if isinstance(answer, FetchFailure):
            self._robots_failures[authority_of(url)] = answer
        return answer

    async def _accepts_shared(self, url: str) -> bool:
        """Whether a redirect of a shared file may be followed to an address."""
        return gives_shared_files(url) and await self._is_open(url)

    async def _accepts(self, url: str) -> bool:
        """Whether a redirect may be followed to an address."""
        return external_kind(url) is None and await self._is_open(url)

    async def _is_open(self, url: str) -> bool:
        """Whether robots.txt lets the crawl ask for an address."""
        if (await self._robots.decide(url)).allowed:
            return True
        # Where no server could be reached at all, the fetch itself says why.
        failed = self._robots_failures.get(authority_of(url))
        return failed is not None and _never_connected(failed)

    async def _refused(self, url: str) -> FetchFailure | None:
        """Why robots.txt keeps the crawl away from an address, None when it does not."""
        decision = await self._robots.decide(url)
        if decision.crawl_delay_s is not None:
            self._politeness.set_crawl_delay(host_of(url), decision.crawl_delay_s)
        if decision.allowed:
            return None
        reason = decision.reason or GapReason.ROBOTS_DISALLOWED
        detail = "robots.txt disallows this address"
        failed = self._robots_failures.get(authority_of(url))
        if reason is GapReason.ROBOTS_UNREACHABLE and failed is not None:
            detail = f"robots.txt could not be read: {failed.detail}"
            if _never_connected(failed):
                # No server was there at all, so there is nothing to say of its robots.txt.
                reason, detail = failed.reason, failed.detail
        return FetchFailure(
            url=url,
            requested_url=url,
            reason=reason,
            detail=detail,
            failed_at=self._clock.now(),
            tls_status=failed.tls_status if failed is not None else TlsStatus.NONE,
        )


def _never_connected(failure: FetchFailure) -> bool:
    """Whether a request failed before any server was reached.

    A server that accepts the connection and then stays silent or breaks off was reached.
    """
    talked = failure.detail.startswith(("no answer", "connection broke"))
    return failure.status is None and not failure.hops and not talked
