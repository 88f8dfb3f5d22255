"""One request, redirects and retries included, as a Snapshot or a FetchFailure."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import httpcore
import httpx

from crawler import sniff
from crawler.answer import Answer, Trouble, refusal, retry_after_s, transport_trouble
from crawler.body import BodyEnd, Limit, read_body
from crawler.errors import AddressRefused, UnknownHost
from crawler.guard import Guard, Resolver
from crawler.options import FetchOptions
from crawler.politeness import Politeness, SystemClock, WaitMeter
from crawler.ports import Clock, SnapshotStore
from crawler.records import FetchFailure, GapReason, Hop, Snapshot, TlsStatus
from crawler.transport import SiteTransports
from crawler.urls import absolute, canonical, host_of, port_of

__all__ = ["Accept", "Fetched", "Fetcher", "SystemClock"]

Accept = Callable[[str], bool | Awaitable[bool]]

ROBOTS_BYTES = 500 * 1024  # RFC 9309 section 2.5
_ERROR_PAGE_BYTES = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_READ = frozenset({404, 410})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A snapshot with its decoded payload."""

    snapshot: Snapshot
    payload: bytes


@dataclass(slots=True)
class _Journey:
    """One fetch under way, from the address asked for to the one that answers."""

    requested_url: str
    url: str  # as asked for on the wire
    left_s: float
    retries: int
    max_bytes: int | None
    read_despite_tls: bool
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    hops: list[Hop] = field(default_factory=list)
    tls_status: TlsStatus = TlsStatus.NONE

    def note_tls(self, status: TlsStatus) -> None:
        """Keep the worst of the way: a marked hop marks what it led to."""
        if self.tls_status in (TlsStatus.NONE, TlsStatus.VERIFIED):
            self.tls_status = status


class Fetcher:
    """Fetches addresses for one visit to one site; an async context manager that closes its
    connections.

    Cookies live for one fetch only, so that no page depends on the pages visited before.
    """

    def __init__(
        self,
        options: FetchOptions,
        *,
        store: SnapshotStore,
        clock: Clock,
        politeness: Politeness,
        resolver: Resolver | None = None,
    ) -> None:
        self._options = options
        self._store = store
        self._clock = clock
        self._politeness = politeness
        self.waited = WaitMeter()  # for turns that other visits had
        self._guard = Guard(options, resolver)
        self._transports = SiteTransports(self._guard, options)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._transports.aclose()

    async def fetch(
        self,
        url: str,
        *,
        accept: Accept | None = None,
        max_bytes: int | None = None,
        read_despite_tls: bool = False,
        retries: int | None = None,
    ) -> Fetched | FetchFailure:
        """Fetch one address; 2xx, 404 and 410 are answers, everything else is a failure.

        ``accept`` is asked before every hop, the first included, and may be async. ``max_bytes``
        replaces the limits of the options. ``read_despite_tls`` reads past an expired, foreign or
        self-signed certificate, marked. The time limit covers all hops and attempts together, but
        not the waits that politeness asks for.
        """
        requested = canonical(url)
        start = absolute(url)
        if requested is None or start is None:
            return FetchFailure(
                url=url,
                requested_url=url,
                reason=GapReason.FETCH_FAILED,
                detail="not a valid http or https address",
                failed_at=self._clock.now(),
            )
        journey = _Journey(
            requested_url=requested,
            url=start,
            left_s=self._options.total_timeout_s,
            retries=self._options.retries if retries is None else retries,
            max_bytes=max_bytes,
            read_despite_tls=read_despite_tls,
        )
        seen: set[tuple[str, str]] = set()
        while True:
            if accept is not None and not await _accepted(accept, journey.url):
                return self._failure(
                    journey, GapReason.ROBOTS_DISALLOWED, "not allowed by robots.txt or scope"
                )
            # Asking the same address again is no loop when the answer set a cookie.
            state = (journey.url, str(journey.cookies))
            if state in seen:
                return self._failure(
                    journey, GapReason.FETCH_FAILED, "redirects in a loop", journey.hops[-1].status
                )
            seen.add(state)
            answer = await self._ask(journey)
            if isinstance(answer, Trouble):
                journey.note_tls(answer.tls_status)
                return self._failure(journey, answer.reason, answer.detail)
            journey.note_tls(answer.tls_status)
            if answer.status not in _REDIRECTS:
                return self._concluded(journey, answer)
            failure = self._follow(journey, answer)
            if failure is not None:
                return failure

    async def fetch_robots(self, url: str) -> Fetched | FetchFailure:
        """Fetch a robots.txt: first 500 KiB, one retry, and read past certificate trouble.

        A rule read over an unverified connection can only hold the crawl back.
        """
        return await self.fetch(url, max_bytes=ROBOTS_BYTES, retries=1, read_despite_tls=True)

    def _follow(self, journey: _Journey, answer: Answer) -> FetchFailure | None:
        """Take the next hop, or say why it cannot be taken."""
        location = answer.headers.get("location", "").strip()
        if not location:
            return self._failure(
                journey, GapReason.FETCH_FAILED, "redirect without a location", answer.status
            )
        journey.hops.append(Hop(url=_known(journey.url), status=answer.status, location=location))
        target = absolute(location, journey.url)
        if target is None:
            detail = f"redirected to an address that is not http(s): {location[:200]}"
            return self._failure(journey, GapReason.FETCH_FAILED, detail, answer.status)
        journey.url = target
        if len(journey.hops) > self._options.max_redirects:
            detail = f"more than {self._options.max_redirects} redirects"
            return self._failure(journey, GapReason.FETCH_FAILED, detail, answer.status)
        return None

    async def _ask(self, journey: _Journey) -> Answer | Trouble:
        """One hop with its retries."""
        host = host_of(journey.url)
        attempt = 0
        while True:
            result = await self._attempt(journey)
            if isinstance(result, Trouble):
                pause_s = None
                again = result.again
            else:
                pause_s = result.retry_s
                again = result.status == 429 or result.status >= 500
            backoff_s = self._options.retry_base_s * 2**attempt
            if pause_s is not None and pause_s > self._options.max_retry_after_s:
                again = False
            attempt += 1
            last = not again or attempt > journey.retries or journey.left_s <= 0
            asked_s = min(pause_s or 0.0, self._options.max_retry_after_s)
            self._politeness.pause(host, asked_s if last else max(asked_s, backoff_s))
            if last:
                return result

    async def _attempt(self, journey: _Journey) -> Answer | Trouble:
        """One request, under what is left of the time limit."""
        url = journey.url
        host, port = host_of(url), port_of(url)
        loop = asyncio.get_running_loop()
        asked_at_s = loop.time()
        try:
            async with asyncio.timeout(self._options.connect_timeout_s):
                endpoint = await self._guard.endpoint(host, port)
        except AddressRefused as error:
            return Trouble(reason=GapReason.FETCH_FAILED, detail=str(error))
        except UnknownHost as error:
            return Trouble(reason=GapReason.FETCH_FAILED, detail=str(error), again=error.temporary)
        except TimeoutError:
            return Trouble(
                reason=GapReason.FETCH_FAILED, detail=f"no answer about host {host}", again=True
            )
        journey.left_s -= loop.time() - asked_at_s
        async with self._politeness.slot(host, endpoint.addresses[0], self.waited):
            started_s = loop.time()
            try:
                async with asyncio.timeout(journey.left_s):
                    return await self._send(journey)
            except TimeoutError:
                detail = f"no answer within {self._options.total_timeout_s:g} s"
                return Trouble(reason=GapReason.FETCH_FAILED, detail=detail)
            except (AddressRefused, UnknownHost) as error:
                return Trouble(reason=GapReason.FETCH_FAILED, detail=str(error))
            except (httpx.TransportError, httpcore.NetworkError, httpcore.TimeoutException) as err:
                return transport_trouble(host, err, self._options)
            except httpx.InvalidURL as error:
                detail = f"not an address that can be asked for: {error}"
                return Trouble(reason=GapReason.FETCH_FAILED, detail=detail)
            finally:
                journey.left_s -= loop.time() - started_s

    async def _send(self, journey: _Journey) -> Answer:
        options = self._options
        request = httpx.Request(
            "GET",
            journey.url,
            headers={
                "User-Agent": options.user_agent,
                "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
                "Accept-Language": "th,en;q=0.5",
                "Accept-Encoding": "gzip",
            },
            extensions={
                "timeout": {
                    "connect": options.connect_timeout_s,
                    "read": options.read_timeout_s,
                    "write": 10.0,
                    "pool": 60.0,
                },
                # as written on the page; httpx would encode some characters anew
                "target": _target(journey.url),
            },
        )
        journey.cookies.set_cookie_header(request)
        response, tls_status = await self._transports.send(
            request, read_despite_tls=journey.read_despite_tls
        )
        response.request = request
        try:
            journey.cookies.extract_cookies(response)
            body = await read_body(response, self._limits(journey, response))
        finally:
            await response.aclose()
        return Answer(
            status=response.status_code,
            headers=response.headers,
            body=body,
            tls_status=tls_status,
            retry_s=retry_after_s(response, self._clock.now()),
        )

    def _limits(self, journey: _Journey, response: httpx.Response) -> Callable[[bytes], Limit]:
        status = response.status_code
        declared = response.headers.get("content-type", "")

        def limit_of(head: bytes) -> Limit:
            if not 200 <= status < 300 and status not in _READ:
                return Limit(bytes=_ERROR_PAGE_BYTES, cut=True)
            kind = sniff.media_type(head, declared, journey.url)
            if journey.max_bytes is not None:
                limit = journey.max_bytes
            elif sniff.is_markup(kind):
                limit = self._options.max_html_bytes
            else:
                limit = self._options.max_document_bytes
            return Limit(bytes=limit, cut=sniff.is_textual(kind))

        return limit_of

    def _concluded(self, journey: _Journey, answer: Answer) -> Fetched | FetchFailure:
        """Turn the last answer into the fetch's result."""
        status, body = answer.status, answer.body
        if not 200 <= status < 300 and status not in _READ:
            reason, detail = refusal(answer)
            return self._failure(journey, reason, detail, status)
        if body.end is BodyEnd.BAD_CODING:
            return self._failure(journey, GapReason.FETCH_FAILED, body.detail, status)
        if body.end is BodyEnd.TOO_LARGE:
            detail = f"larger than {body.limit_bytes:,} bytes"
            return self._failure(journey, GapReason.UNREADABLE_DOCUMENT, detail, status)
        declared = answer.headers.get("content-type", "")
        url = _known(journey.url)
        snapshot = Snapshot(
            url=url,
            requested_url=journey.requested_url,
            status=status,
            content_type=sniff.media_type(body.payload, declared, url),
            declared_type=declared,
            payload_digest=self._store.put(body.payload),
            payload_bytes=len(body.payload),
            truncated=body.end is BodyEnd.CUT,
            fetched_at=self._clock.now(),
            tls_status=journey.tls_status,
            hops=tuple(journey.hops),
            etag=answer.headers.get("etag", ""),
            last_modified=answer.headers.get("last-modified", ""),
        )
        return Fetched(snapshot=snapshot, payload=body.payload)

    def _failure(
        self, journey: _Journey, reason: GapReason, detail: str, status: int | None = None
    ) -> FetchFailure:
        return FetchFailure(
            url=_known(journey.url),
            requested_url=journey.requested_url,
            reason=reason,
            detail=detail,
            failed_at=self._clock.now(),
            status=status,
            tls_status=journey.tls_status,
            hops=tuple(journey.hops),
        )


async def _accepted(accept: Accept, url: str) -> bool:
    verdict = accept(_known(url))
    return await verdict if inspect.isawaitable(verdict) else verdict


def _known(url: str) -> str:
    """The canonical form of an address that is already known to be valid."""
    return canonical(url) or url


def _target(url: str) -> bytes:
    """Path and query as they go over the wire."""
    tail = url.partition("://")[2]
    start = min((at for at in (tail.find("/"), tail.find("?")) if at >= 0), default=len(tail))
    return (tail[start:] or "/").encode("ascii")
