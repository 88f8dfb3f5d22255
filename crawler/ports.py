"""What crawling needs from outside, stated as Protocols."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from crawler.records import Document, Link, Unreadable


class Clock(Protocol):
    """The time of day, so that tests and re-runs can hold it still."""

    def now(self) -> datetime:
        """The current time, aware, in UTC."""
        ...


class SnapshotStore(Protocol):
    """Keeps payloads by digest; writing the same payload twice keeps one."""

    def put(self, payload: bytes) -> str:
        """Keep a payload and return its digest, ``sha256:<hex>``."""
        ...

    def get(self, digest: str) -> bytes:
        """The payload of a digest.

        Raises:
            KeyError: nothing is kept under that digest.
        """
        ...


class DocumentCache(Protocol):
    """Keeps what readers made of payloads, for as long as the reader's version stands.

    A convenience: what is lost or damaged is read again. Must not raise for either.
    """

    def get(
        self, payload_digest: str, extractor: str, version: int
    ) -> Document | Unreadable | None:
        """What a reader made of a payload, None when it is not kept."""
        ...

    def put(
        self, payload_digest: str, extractor: str, version: int, result: Document | Unreadable
    ) -> None:
        """Keep what a reader made of a payload."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkScore:
    """How much a link is worth visiting, and for which items.

    ``priority`` orders the frontier, higher first (0 = breadth only). ``subjects`` are the slugs of
    the items that the link's words match down to the weak threshold; empty means that leaving the
    link unread hides nothing that counts.
    """

    priority: int
    subjects: tuple[str, ...] = ()
    hub: bool = False  # the link's words name an ITA/OIT hub
    stale: bool = False  # the link's words name other years only


class LinkScorer(Protocol):
    """Judges links by their words; the vocabulary lives to the right of this room."""

    def score(self, link: Link, page: Document) -> LinkScore:
        """Score one link of a page. Pure, and fast: called for every new link."""
        ...

    def is_hub(self, page: Document) -> bool:
        """Whether the page pairs many items of the year with links."""
        ...

    def unlinked(self, home: Document) -> tuple[str, ...]:
        """Paths worth a try though nothing may link to them: sites of this make have them."""
        ...


class CrawlProgress(Protocol):
    """Told what happens while it happens; must not raise."""

    def page_done(self, url: str, *, done: int, queued: int) -> None:
        """One address was finished, read or not."""
        ...
