"""What a site's robots.txt allows, including when it cannot be read. Source: RFC 9309."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from protego import Protego

from crawler import sniff
from crawler.fetch import ROBOTS_BYTES, Fetched
from crawler.options import TOOL_NAME
from crawler.records import FetchFailure, GapReason
from crawler.urls import absolute, authority_of, canonical

Fetch = Callable[[str], Awaitable[Fetched | FetchFailure]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsDecision:
    """Whether an address may be fetched; ``reason`` says why not, ``sitemaps`` are canonical."""

    allowed: bool
    reason: GapReason | None = None
    crawl_delay_s: float | None = None
    sitemaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    parsed: Protego | None  # None: everything is allowed
    unreachable: bool = False
    sitemaps: tuple[str, ...] = ()


class RobotsPolicy:
    """Decides by the robots.txt of each origin, read once per visit.

    ``fetch`` brings the file and does the one retry of a failed request
    (``Fetcher.fetch_robots``). ``product`` is the name that rules are looked up under.
    """

    def __init__(self, fetch: Fetch, *, product: str = TOOL_NAME) -> None:
        self._fetch = fetch
        self._product = product
        self._rules: dict[str, _Rules] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def decide(self, url: str) -> RobotsDecision:
        """Whether the address may be fetched, asking its origin for robots.txt on first use."""
        origin = _origin(url)
        if not origin:
            return RobotsDecision(allowed=False, reason=GapReason.ROBOTS_DISALLOWED)
        async with self._locks.setdefault(origin, asyncio.Lock()):
            if origin not in self._rules:
                self._rules[origin] = self._read(await self._fetch(f"{origin}/robots.txt"))
        rules = self._rules[origin]
        if rules.unreachable:
            return RobotsDecision(allowed=False, reason=GapReason.ROBOTS_UNREACHABLE)
        if rules.parsed is None:
            return RobotsDecision(allowed=True)
        target = absolute(url) or url
        allowed = rules.parsed.can_fetch(target, self._product)
        delay = rules.parsed.crawl_delay(self._product)
        return RobotsDecision(
            allowed=bool(allowed),
            reason=None if allowed else GapReason.ROBOTS_DISALLOWED,
            crawl_delay_s=None if delay is None else float(delay),
            sitemaps=rules.sitemaps,
        )

    def _read(self, answer: Fetched | FetchFailure) -> _Rules:
        if isinstance(answer, FetchFailure):
            status = answer.status
            # RFC 9309 section 2.3.1: unavailable (4xx, endless redirects) allows, unreachable not
            unavailable = status is not None and 300 <= status < 500 and status != 429
            if unavailable or answer.reason is GapReason.UNREADABLE_DOCUMENT:
                return _Rules(parsed=None)
            return _Rules(parsed=None, unreachable=True)
        snapshot = answer.snapshot
        # By its bytes alone: many servers declare a real robots.txt as text/html.
        kind = sniff.media_type(answer.payload, "", snapshot.url)
        if snapshot.status >= 400 or not sniff.is_textual(kind) or sniff.is_markup(kind):
            return _Rules(parsed=None)
        # With a byte order mark left in, the first group would not be seen and all be allowed.
        text = answer.payload[:ROBOTS_BYTES].decode("utf-8-sig", "replace")
        parsed = Protego.parse(text)
        found = (canonical(address, snapshot.url) for address in parsed.sitemaps)
        sitemaps = tuple(dict.fromkeys(address for address in found if address is not None))
        return _Rules(parsed=parsed, sitemaps=sitemaps)


def _origin(url: str) -> str:
    authority = authority_of(url)
    if not authority:
        return ""
    scheme = "https" if url.lstrip().lower().startswith("https:") else "http"
    return f"{scheme}://{authority}"
