"""What each answer of a site is, and the records that it leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from crawler.external import External, external_kind
from crawler.extract.html import extract_html
from crawler.extract.html_tree import MAX_NODES
from crawler.fetch import Fetched
from crawler.follow import is_file_address
from crawler.frontier import Frontier, Pointer, Reach, Target, Trouble
from crawler.records import (
    DeadPage,
    Document,
    FetchFailure,
    GapReason,
    PageKind,
    Place,
    Snapshot,
    Unreadable,
)
from crawler.sense import judge_kind
from crawler.sniff import HTML

_HINDRANCES: Mapping[PageKind, tuple[GapReason, str]] = {
    PageKind.LOGIN: (GapReason.LOGIN_REQUIRED, "the page asks for a login"),
    PageKind.MAINTENANCE: (GapReason.MAINTENANCE, "a maintenance page instead of content"),
    PageKind.BLOCKED: (GapReason.BLOCKED, "a firewall or captcha page instead of content"),
    PageKind.PARKED: (GapReason.FETCH_FAILED, "parked domain"),
    PageKind.HIJACKED: (GapReason.HIJACKED, "the page advertises gambling"),
    PageKind.SCRIPT_ONLY: (GapReason.NOT_RENDERED, "the page is empty until scripts fill it"),
}
_CUT = "the document is longer than what is read of one, or holds files that cannot be read"
# An off-site target keeps these reasons: something was read there, and they say what.
_READ_OFF_SITE = frozenset(
    {
        GapReason.LOGIN_REQUIRED,
        GapReason.NOT_RENDERED,
        GapReason.UNSUPPORTED_FORMAT,
        GapReason.UNREADABLE_DOCUMENT,
        GapReason.SCAN_WITHOUT_TEXT,
    }
)


@dataclass(slots=True, kw_only=True)
class Reading:
    """Everything that one visit brought back so far, in visiting order."""

    frontier: Frontier
    snapshots: list[Snapshot] = field(default_factory=list)
    failures: list[FetchFailure] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    dead: list[DeadPage] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    _ends: dict[str, Trouble | None] = field(default_factory=dict)  # by final address
    _owners: dict[str, Target] = field(default_factory=dict)  # what first led there
    _underway: dict[str, list[Target]] = field(default_factory=dict)  # read elsewhere, by address

    def fail(self, target: Target, failure: FetchFailure) -> None:
        """Note a request that brought no usable answer."""
        service = external_kind(failure.url) if failure.url != target.url else None
        if service is not None and target.place is not Place.HOME:
            # The address only leads on to a service that is known without reading it.
            self.aliases[target.url] = failure.url
            if service is External.SHARED_FILE:
                detail = f"leads to a file on a sharing service, not read: {failure.url}"
                self.settle(target, GapReason.EXTERNAL_HOST_UNREACHABLE, detail)
            else:
                self.frontier.settle(target)
            return
        if service is not None:
            detail = f"the home page only leads on to {failure.url}"
            failure = replace(failure, reason=GapReason.FETCH_FAILED, detail=detail)
        self.failures.append(failure)
        if failure.reason is GapReason.UNREADABLE_DOCUMENT:
            target.file = True  # too large, which only files are refused for
        self.settle(target, failure.reason, failure.detail)

    def settle(self, target: Target, reason: GapReason, detail: str) -> None:
        """Note why a target was not read."""
        far = target.reach is Reach.OUTSIDE and reason not in _READ_OFF_SITE
        if far and reason is not GapReason.EXTERNAL_HOST_UNREACHABLE:
            detail = f"{reason.value}: {detail}"
            reason = GapReason.EXTERNAL_HOST_UNREACHABLE
        self.frontier.settle(target, Trouble(reason=reason, detail=detail))

    def die(self, target: Target, snapshot: Snapshot, *, url: str, soft: bool) -> None:
        """Note an address that was read and holds nothing."""
        self.dead.append(
            DeadPage(
                url=url,
                status=snapshot.status,
                soft=soft,
                fetched_at=snapshot.fetched_at,
                payload_digest=snapshot.payload_digest,
            )
        )
        self._end(target, url, None)

    def arrive(self, target: Target, snapshot: Snapshot) -> None:
        """Note under which addresses the answer is known."""
        for url in (target.url, snapshot.requested_url, *(hop.url for hop in snapshot.hops)):
            if url != snapshot.url:
                self.aliases[url] = snapshot.url

    def is_new(self, target: Target, snapshot: Snapshot) -> bool:
        """Whether an answer is still to be read; else the target is settled like what was read."""
        self.arrive(target, snapshot)
        if self.is_known(target, snapshot.url):
            return False
        if snapshot.status in (404, 410):
            self.die(target, snapshot, url=snapshot.url, soft=False)
            return False
        return True

    def is_known(self, target: Target, url: str) -> bool:
        """Whether an address was read before or is being read; the target then shares its end."""
        if url in self._underway:
            if target is not self._owners[url]:
                self._owners[url].gain(target.subjects)
                self._underway[url].append(target)
        elif url in self._ends:
            self._owners[url].gain(target.subjects)
            self._end(target, url, self._ends[url])
        else:
            return False
        if target.url != url:
            self.aliases[target.url] = url
        return True

    def receive(
        self, target: Target, fetched: Fetched, *, probe: Document | None, document: Document
    ) -> Document | None:
        """Judge what kind of page a new answer is; its document, None when it is dead."""
        snapshot = fetched.snapshot
        kind = judge_kind(document, status=snapshot.status, probe=probe)
        document = replace(document, kind=kind, truncated=document.truncated or snapshot.truncated)
        if kind is PageKind.SOFT_404:
            self.die(target, snapshot, url=snapshot.url, soft=True)
            return document
        trouble = self._hindrance(target, document, snapshot)
        if kind in (PageKind.PAGE, PageKind.LOGIN):
            self.documents.append(document)
        self._end(target, snapshot.url, trouble)
        return document

    def await_reading(self, target: Target, snapshot: Snapshot) -> None:
        """Note that a new answer is a file and will be read; ``conclude`` takes its result."""
        target.file = True
        self._owners.setdefault(snapshot.url, target)
        self._underway[snapshot.url] = []

    def conclude(self, target: Target, snapshot: Snapshot, result: Document | Unreadable) -> None:
        """Keep what became of a file, for all that led to it."""
        trouble = None
        if isinstance(result, Unreadable):
            self.unreadable.append(result)
            trouble = Trouble(reason=result.reason, detail=result.detail)
        else:
            cut = result.truncated or snapshot.truncated
            self.documents.append(replace(result, truncated=cut))
            if cut:
                trouble = Trouble(reason=cut_reason(result), detail=_CUT)
        waiting = self._underway.pop(snapshot.url, [])
        self._end(target, snapshot.url, trouble)
        for other in waiting:
            other.file = True
            self._end(other, snapshot.url, trouble)

    def refuse(self, target: Target, snapshot: Snapshot, result: Unreadable) -> None:
        """Keep a page that no reader could read."""
        self.unreadable.append(result)
        self._end(target, snapshot.url, Trouble(reason=result.reason, detail=result.detail))

    def fail_shared(self, target: Target, failure: FetchFailure) -> None:
        """Note a shared file that its service did not give, under the address that was linked."""
        reason = failure.reason
        if reason not in _READ_OFF_SITE:
            reason = GapReason.EXTERNAL_HOST_UNREACHABLE  # as for every other off-site target
        known = replace(failure, url=target.url, requested_url=target.url, reason=reason)
        self.failures.append(known)
        self.settle(target, failure.reason, failure.detail)

    def in_order(self) -> tuple[tuple[Document, ...], tuple[Unreadable, ...]]:
        """The documents and what is unreadable, in visiting order."""
        places: dict[str, int] = {}
        for place, snapshot in enumerate(self.snapshots):
            places.setdefault(snapshot.url, place)
        return (
            tuple(sorted(self.documents, key=lambda one: places.get(one.url, -1))),
            tuple(sorted(self.unreadable, key=lambda one: places.get(one.url, -1))),
        )

    def _hindrance(self, target: Target, document: Document, snapshot: Snapshot) -> Trouble | None:
        """Why a page does not show all of its content, None when it does; with its record."""
        hindrance = _HINDRANCES.get(document.kind)
        if hindrance is None:
            if not document.truncated:
                return None
            size = (
                f"{snapshot.payload_bytes:,} bytes"
                if snapshot.truncated
                else f"{MAX_NODES:,} nodes"
            )
            return Trouble(reason=GapReason.UNREADABLE_DOCUMENT, detail=f"page longer than {size}")
        trouble = Trouble(reason=hindrance[0], detail=hindrance[1])
        if document.kind is PageKind.SCRIPT_ONLY:
            self._add_unreadable(snapshot, trouble)
        elif document.kind is not PageKind.LOGIN:
            self.failures.append(
                FetchFailure(
                    url=snapshot.url,
                    requested_url=target.url,
                    reason=trouble.reason,
                    detail=trouble.detail,
                    failed_at=snapshot.fetched_at,
                    status=snapshot.status,
                    tls_status=snapshot.tls_status,
                    hops=snapshot.hops,
                )
            )
        return trouble

    def _add_unreadable(self, snapshot: Snapshot, trouble: Trouble) -> None:
        self.unreadable.append(
            Unreadable(
                url=snapshot.url,
                payload_digest=snapshot.payload_digest,
                content_type=snapshot.content_type,
                reason=trouble.reason,
                detail=trouble.detail,
                fetched_at=snapshot.fetched_at,
            )
        )

    def _end(self, target: Target, url: str, trouble: Trouble | None) -> None:
        """Settle a target and the address that it was redirected to."""
        self._ends[url] = trouble
        self._owners.setdefault(url, target)
        ends = [target]
        if url != target.url:
            final = self.frontier.known(url) or self.frontier.offer(
                Pointer(
                    url=url,
                    place=target.place,
                    depth=target.depth,
                    subjects=target.subjects,
                    file=is_file_address(url),
                    reach=target.reach,
                )
            )
            if final is not target and final.visited is None:
                final.file = target.file
                ends.append(final)
        for end in ends:
            if trouble is None:
                self.frontier.settle(end)
            else:
                self.settle(end, trouble.reason, trouble.detail)


def cut_reason(document: Document) -> GapReason:
    """Why a part of a file was not read: its pages are pictures, or there is too much of it."""
    return GapReason.SCAN_WITHOUT_TEXT if document.scanned else GapReason.UNREADABLE_DOCUMENT


def is_page(fetched: Fetched) -> bool:
    """Whether an answer is read as a web page; one without a body is an empty page."""
    content_type = fetched.snapshot.content_type
    return content_type == HTML or (not fetched.payload and content_type.startswith("text/"))


def read_inline(fetched: Fetched) -> Document:
    """The document of a page that is small enough to be parsed here."""
    snapshot = fetched.snapshot
    return extract_html(
        fetched.payload,
        url=snapshot.url,
        declared_type=snapshot.declared_type,
        payload_digest=snapshot.payload_digest,
        fetched_at=snapshot.fetched_at,
        content_type=HTML,
    )


def no_page(snapshot: Snapshot) -> Unreadable:
    """The record of a home page that is a file."""
    return Unreadable(
        url=snapshot.url,
        payload_digest=snapshot.payload_digest,
        content_type=snapshot.content_type,
        reason=GapReason.UNSUPPORTED_FORMAT,
        detail=f"the home page is a file: {snapshot.content_type}",
        fetched_at=snapshot.fetched_at,
    )
