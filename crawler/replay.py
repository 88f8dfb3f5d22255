"""Makes a kept crawl whole again without the network: its documents anew from stored payloads.

What was seen and what was left unread stay as they were kept. A payload that is gone leaves a gap,
never an absence; a file that no reader could read then and one can now is read.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from crawler.extract.html import MAX_INLINE_BYTES, extract_html
from crawler.extract.pool import ReaderPool
from crawler.kept import CrawlParts, Extract
from crawler.reading import cut_reason
from crawler.records import (
    Crawl,
    Document,
    Gap,
    GapReason,
    PageKind,
    Place,
    Snapshot,
    Unreadable,
)
from crawler.sniff import HTML

LOST = "the stored copy is missing or damaged"
_CUT = "the document is longer than what is read of one"

# A browser filled or would fill such a page: reading its bytes again shows no more than before.
_NOT_BY_BYTES = frozenset({GapReason.NOT_RENDERED})


class PayloadReader(Protocol):
    """Turns a payload into a document, or says why there is none; raises for neither."""

    async def __call__(
        self,
        payload: bytes,
        *,
        url: str,
        declared_type: str,
        payload_digest: str,
        fetched_at: datetime,
        content_type: str,
    ) -> Document | Unreadable:
        """Read the payload."""
        ...


class Difference(StrEnum):
    """How a document made again differs from the one that was judged."""

    CHANGED = "changed"  # a newer reader makes other text of the same bytes
    READ_NOW = "read_now"  # no reader could read it then
    LOST = "lost"  # its payload is missing or damaged
    UNREADABLE_NOW = "unreadable_now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """One document that is not what it was; readers as "html 1", "" for none."""

    url: str
    difference: Difference
    reader_then: str = ""
    reader_now: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A crawl made whole again, and what of it differs from the crawl that was kept."""

    crawl: Crawl
    rereads: tuple[Reread, ...] = ()


def reads_with(pool: ReaderPool) -> PayloadReader:
    """The crawl's own readers: small pages here, everything else in the children of a pool."""

    async def read(
        payload: bytes,
        *,
        url: str,
        declared_type: str,
        payload_digest: str,
        fetched_at: datetime,
        content_type: str,
    ) -> Document | Unreadable:
        if not payload and content_type.startswith("text/"):
            content_type = HTML  # an empty page is a page
        inline = content_type == HTML and len(payload) <= MAX_INLINE_BYTES
        if not inline:
            return await pool.read(
                payload,
                url=url,
                declared_type=declared_type,
                payload_digest=payload_digest,
                fetched_at=fetched_at,
                content_type=content_type,
            )
        return extract_html(
            payload,
            url=url,
            declared_type=declared_type,
            payload_digest=payload_digest,
            fetched_at=fetched_at,
            content_type=content_type,
        )

    return read


async def replay(
    kept: CrawlParts,
    *,
    payload_of: Callable[[str], bytes | None],
    read: PayloadReader,
) -> Replay:
    """The crawl with its documents, in the order and with the coverage that were kept.

    ``payload_of`` gives the payload of a digest, None when it is missing or damaged. The kind of a
    page is the one that the visit saw: it also told pages apart by an address that does not exist.
    """
    work = _Work(kept, payload_of, read)
    documents = [
        document for extract in kept.extracts if (document := await work.again(extract)) is not None
    ]
    unreadable = [
        item for known in kept.unreadable if (item := await work.still(known)) is not None
    ]
    if work.found:
        places: dict[str, int] = {}
        for place, snapshot in enumerate(kept.snapshots):
            places.setdefault(snapshot.url, place)
        documents = sorted([*documents, *work.found], key=lambda one: places.get(one.url, -1))
    gaps = (*work.lost_gaps(), *work.gaps())
    return Replay(
        crawl=Crawl(
            seed=kept.seed,
            home_url=kept.home_url,
            started_at=kept.started_at,
            finished_at=kept.finished_at,
            snapshots=kept.snapshots,
            failures=kept.failures,
            documents=tuple(documents),
            unreadable=(*unreadable, *work.lost),
            dead=kept.dead,
            aliases=kept.aliases,
            coverage=replace(kept.coverage, gaps=gaps, documents=len(documents))
            if work.rereads
            else kept.coverage,
            interrupted=kept.interrupted,
        ),
        rereads=tuple(work.rereads),
    )


class _Work:
    def __init__(
        self, kept: CrawlParts, payload_of: Callable[[str], bytes | None], read: PayloadReader
    ) -> None:
        self._kept = kept
        self._payload_of = payload_of
        self._read = read
        self._snapshots: dict[tuple[str, str], Snapshot] = {}
        for snapshot in kept.snapshots:
            self._snapshots.setdefault((snapshot.url, snapshot.payload_digest), snapshot)
        self._ends: dict[str, Unreadable | None] = {}  # what unreadable addresses came to now
        self.rereads: list[Reread] = []
        self.found: list[Document] = []
        self.lost: list[Unreadable] = []

    async def again(self, extract: Extract) -> Document | None:
        """The document of an extract made again, None when that cannot be done."""
        then = _name(extract)
        snapshot = self._snapshots.get((extract.url, extract.payload_digest))
        result = None if snapshot is None else await self._reading(snapshot)
        if isinstance(result, Document) and snapshot is not None:
            document = _as_seen(result, snapshot, extract.kind)
            if document.text_digest != extract.text_digest or _name(document) != then:
                self._note(extract.url, Difference.CHANGED, then, _name(document))
            return document
        refused = isinstance(result, Unreadable)
        difference = Difference.UNREADABLE_NOW if refused else Difference.LOST
        detail = result.detail if isinstance(result, Unreadable) else LOST
        self._note(extract.url, difference, then, detail=detail)
        self.lost.append(
            Unreadable(
                url=extract.url,
                payload_digest=extract.payload_digest,
                content_type="" if snapshot is None else snapshot.content_type,
                reason=GapReason.UNREADABLE_DOCUMENT,
                detail=detail,
                fetched_at=self._kept.finished_at if snapshot is None else snapshot.fetched_at,
            )
        )
        return None

    async def still(self, known: Unreadable) -> Unreadable | None:
        """The record of what could not be read, None when it can be now."""
        snapshot = self._snapshots.get((known.url, known.payload_digest))
        if known.reason in _NOT_BY_BYTES or snapshot is None:
            return known
        result = await self._reading(snapshot)
        if not isinstance(result, Document):
            return known
        document = _as_seen(result, snapshot, PageKind.PAGE)
        self.found.append(document)
        self._note(known.url, Difference.READ_NOW, now=_name(document))
        self._ends[known.url] = (
            replace(known, reason=cut_reason(document), detail=_CUT) if document.truncated else None
        )
        return None

    def lost_gaps(self) -> tuple[Gap, ...]:
        """One gap for each document that is gone; it may have led to anything."""
        return tuple(
            Gap(
                url=item.url,
                reason=item.reason,
                detail=item.detail,
                place=Place.HOME if item.url == self._kept.home_url else Place.LINK,
                blocks_all=True,
            )
            for item in self.lost
        )

    def gaps(self) -> tuple[Gap, ...]:
        """The gaps that were kept, without those that were read now."""
        resolved = dict(self._kept.aliases)
        left = []
        for gap in self._kept.coverage.gaps:
            url = gap.url if gap.url in self._ends else resolved.get(gap.url, gap.url)
            if url not in self._ends:
                left.append(gap)
                continue
            end = self._ends[url]
            if end is not None:
                left.append(replace(gap, reason=end.reason, detail=end.detail))
        return tuple(left)

    async def _reading(self, snapshot: Snapshot) -> Document | Unreadable | None:
        payload = self._payload_of(snapshot.payload_digest)
        if payload is None:
            return None
        return await self._read(
            payload,
            url=snapshot.url,
            declared_type=snapshot.declared_type,
            payload_digest=snapshot.payload_digest,
            fetched_at=snapshot.fetched_at,
            content_type=snapshot.content_type,
        )

    def _note(
        self, url: str, difference: Difference, then: str = "", now: str = "", detail: str = ""
    ) -> None:
        self.rereads.append(
            Reread(url=url, difference=difference, reader_then=then, reader_now=now, detail=detail)
        )


def _as_seen(document: Document, snapshot: Snapshot, kind: PageKind) -> Document:
    cut = document.truncated or snapshot.truncated
    return replace(document, kind=kind, truncated=cut)


def _name(made: Extract | Document) -> str:
    return f"{made.extractor} {made.extractor_version}"
