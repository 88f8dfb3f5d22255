"""What belongs to a candidate: the page, the files linked from its content, its continuations.

Source: design.md section 11, ruling 3.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checks.belonging import (
    ANNOUNCEMENT,
    MANUAL,
    belongs,
    is_file_address,
    is_of_another,
    is_pager,
    names_month,
    names_service,
)
from checks.chapters import is_chapter
from checks.match.reading.lines import lines
from checks.match.subjects.vocabulary import (
    SubjectMatcher,
    known_host_kind,
)
from checks.site import Site
from crawler.records import (
    Document,
    FetchFailure,
    Gap,
    GapReason,
    Link,
    LinkKind,
    PageKind,
    Place,
    Region,
    Unreadable,
)

MAX_MEMBERS = 40
_SERVICES = 12  # of them that are taken along
_FRAME_PAGES = 2  # a picture that more pages show belongs to the frame of the site
_PAGE_READER = "html"
_EMBEDDING = frozenset({"iframe", "frame", "embed", "object"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The documents of a candidate, lead first, and the parts of it that were not read."""

    members: tuple[Document, ...]
    gaps: tuple[Gap, ...]


def gather_bundle(
    lead: Document,
    slug: str,
    site: Site,
    matcher: SubjectMatcher,
    *,
    skip: frozenset[str],
    stale: Callable[[Link], bool] = lambda _: False,
) -> Bundle:
    """The lead with everything its content leads to on the same subject, one level deep.

    Parts of a series, a page for each month, lead on to each other by pagers and names of months; a
    part that says little itself brings the files attached to it.

    ``stale`` tells links that supply nothing: into archives of other years, or from one item's
    page on to the next item's; ``skip`` are addresses that never join a bundle as members (home
    page, hubs).
    """
    members = [lead]
    gaps = [_cut_off(lead, slug)] if lead.truncated else []
    seen = {lead.url} | set(skip)
    waiting = list(_linked(lead, slug, site, matcher))
    for link in waiting:  # grows while parts lead on
        target = site.resolve(link.url)
        if target in seen or stale(link) or site.photograph(target):
            continue
        seen.add(target)
        if len(members) >= MAX_MEMBERS:
            gaps.append(_unread(target, slug, GapReason.BUDGET_EXHAUSTED, "too many parts"))
            continue
        document = site.document(target)
        if document is not None and document.kind is PageKind.PAGE:
            if not is_chapter(link, lead) and is_of_another(document, link, slug, matcher):
                continue  # "next" in a chain of one page per item
            members.append(document)
            if document.truncated:
                gaps.append(_cut_off(document, slug))
            waiting += _onward(document, slug, matcher)
            waiting += _attached(document, slug, site, matcher)
        elif site.dead(target) is None:
            gap = gap_at(target, slug, site) or _never_read(target, slug, site)
            if gap is not None:
                gaps.append(gap)
    for document in _pictures(tuple(members), site):
        if document.url not in seen and len(members) < MAX_MEMBERS:
            seen.add(document.url)
            members.append(document)
    return Bundle(members=tuple(members), gaps=tuple(gaps))


def _pictures(members: tuple[Document, ...], site: Site) -> Iterator[Document]:
    """What was read of the pictures in the content of pages; none of the site's frame.

    The pictures give no gap here: their pages are judged as pages with pictures.
    """
    for page in members:
        for image in page.images:
            if image.region is not Region.CONTENT or not image.url:
                continue
            document = site.document(image.url)
            if document is not None and document.picture:
                pages = {other.url for other, _ in site.shown_on(document.url)}
                if len(pages) <= _FRAME_PAGES:
                    yield document


def _unread(url: str, slug: str, reason: GapReason, detail: str) -> Gap:
    return Gap(url=url, reason=reason, detail=detail, place=Place.LINK, subjects=(slug,))


def _never_read(url: str, slug: str, site: Site) -> Gap | None:
    """A part of the bundle that the crawl left alone, unless its link is all there is to it."""
    if site.on_own_host(url):
        return _unread(url, slug, GapReason.BUDGET_EXHAUSTED, "not read")
    if known_host_kind(url) == "documents":
        return _unread(url, slug, GapReason.EXTERNAL_HOST_UNREACHABLE, "on another host, not read")
    return None


def _cut_off(document: Document, slug: str) -> Gap:
    if document.scanned:
        return _unread(
            document.url, slug, GapReason.SCAN_WITHOUT_TEXT, "not every page could be read by OCR"
        )
    return _unread(
        document.url,
        slug,
        GapReason.UNREADABLE_DOCUMENT,
        "the page is longer than what was read of it",
    )


def _linked(lead: Document, slug: str, site: Site, matcher: SubjectMatcher) -> Iterator[Link]:
    def is_file(url: str) -> bool:
        return _is_file(url, site)

    services = 0
    for link in lead.links:
        embedded = (
            link.element in _EMBEDDING
            and link.kind is LinkKind.WEB
            and link.region is Region.CONTENT
        )
        if not embedded and not belongs(link, lead, slug, matcher, is_file):
            continue
        if slug == MANUAL and not is_file(link.url) and names_service(link.text):
            services += 1
            if services > _SERVICES:
                continue  # one told in full is enough; a list can hold a hundred
        yield link


def _onward(part: Document, slug: str, matcher: SubjectMatcher) -> Iterator[Link]:
    """The links by which a part of a series leads to other parts."""
    for link in part.links:
        own = link.text.strip()
        leads = (own and is_pager(own)) or names_month(own)
        if leads and belongs(link, part, slug, matcher):
            yield link


def _attached(part: Document, slug: str, site: Site, matcher: SubjectMatcher) -> Iterator[Link]:
    """The files of a page that only announces them: a title, a date and "ดาวน์โหลด"."""
    own = sum(len(line.folded) for line in lines(part, frozenset({Region.CONTENT})))
    if part.parts or own > ANNOUNCEMENT:
        return
    for link in part.links:
        if _is_file(link.url, site) and belongs(link, part, slug, matcher):
            yield link


def _is_file(url: str, site: Site) -> bool:
    """Whether an address leads to a file, by its ending or by what was read there.

    Content systems serve attachments at addresses without an ending: ".../download/234_b8c4".
    """
    document = site.document(url)
    return is_file_address(url) or (document is not None and not _is_page(document))


def _is_page(document: Document) -> bool:
    return document.extractor == _PAGE_READER and not document.parts


def gap_at(url: str, slug: str, site: Site) -> Gap | None:
    """Why an address gave no document, as a gap of one item; None when it was never tried."""
    trouble = site.trouble(url)
    if isinstance(trouble, FetchFailure | Unreadable):
        return Gap(
            url=url,
            reason=trouble.reason,
            detail=trouble.detail,
            place=Place.LINK,
            subjects=(slug,),
        )
    document = site.document(url)
    if document is not None and document.kind is PageKind.LOGIN:
        return Gap(
            url=url,
            reason=GapReason.LOGIN_REQUIRED,
            detail="the page asks for a login",
            place=Place.LINK,
            subjects=(slug,),
        )
    for gap in site.coverage.gaps:
        if gap.url == url:
            return gap
    return None
