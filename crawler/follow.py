"""Decides, link by link, what of a page joins the frontier, at which place and for which items."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from crawler.coverage import Cut
from crawler.entrance import entrances
from crawler.external import External, external_kind
from crawler.frontier import Frontier, Pointer, Reach, Target, Trouble
from crawler.pictures import content_pictures
from crawler.ports import LinkScore, LinkScorer
from crawler.records import (
    DeclaredUrl,
    Document,
    EmbedKind,
    GapReason,
    Link,
    LinkKind,
    Place,
    Region,
)
from crawler.shared_files import direct_download
from crawler.sitemap import link_of
from crawler.traps import Trap, TrapWatch, base_key, identity, list_key, pattern, without_repeats
from crawler.urls import Scope, canonical, host_of, is_ip

MAX_ENTRANCE_DEPTH = 3
MAX_FLAT_MENU = 120  # links of a home page without a marked menu that may all be its menu
_TRIED = 98  # priority of an address that sites of a make have: before all but called hubs
_CARRIED_SUBJECTS = 5  # a page of more items than this is a list, and lends its subjects to no link

_MENU_REGIONS = frozenset({Region.MENU, Region.HEADER})
_FRAME_ELEMENTS = frozenset({"frame", "iframe", "embed", "object"})
_FILE = re.compile(
    r"\.(?:pdf|docx?|docm|dotx?|xlsx?|xlsm|pptx?|ppsx?|odt|ods|odp|rtf|csv|txt|zip|rar|7z|gz|tar|"
    r"jpe?g|png|gif|webp|bmp|tiff?|svg|ico|mp3|wav|mp4|m4v|avi|mov|wmv|flv|swf|exe|apk|epub)$",
    re.I,
)
_WRITTEN_FILE = re.compile(r"\.(?:pdf|docx?|docm|xlsx?|xlsm|pptx?|od[tsp]|zip|rar)$", re.I)
_PAGE_NUMBER = re.compile(r"^(?:หน้า(?:ที่)?\s*)?[0-9๐-๙]{0,3}\W*$")

_UNSHARED = Trouble(
    reason=GapReason.EXTERNAL_HOST_UNREACHABLE, detail="a file on a sharing service, not read"
)
_TOO_FAR = Trouble(
    reason=GapReason.EXTERNAL_HOST_UNREACHABLE,
    detail="linked from a page of another host, not followed",
)

# How the link of a declared address says so; its text is the item code and the explanation.
DECLARED_LOCATOR = "declared="


def is_file_address(url: str) -> bool:
    """Whether the address plainly leads to a file and not to a page."""
    return bool(_FILE.search(url.partition("?")[0]))


@dataclass(slots=True, kw_only=True)
class Follower:
    """Reads the links of pages into one crawl's frontier."""

    frontier: Frontier
    scorer: LinkScorer
    watch: TrapWatch
    home_url: str
    hosts: tuple[str, ...]
    scope: Scope = field(init=False)
    cuts: dict[str, Cut] = field(default_factory=dict)  # by identity
    _scores: dict[tuple[object, ...], LinkScore] = field(default_factory=dict)
    _entrance_depth: int = 0
    _own: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self._own = (self.home_url,)
        self.scope = Scope(self.home_url, self.hosts)

    def declare(self, declared: tuple[DeclaredUrl, ...], home: Document) -> None:
        """Offer the addresses that the agency names itself."""
        for number, entry in enumerate(declared):
            url = canonical(entry.url)
            if url is None:
                continue
            link = Link(
                kind=LinkKind.WEB,
                url=url,
                href=entry.url,
                text=f"{entry.item_code} {entry.explanation}".strip(),
                locator=f"{DECLARED_LOCATOR}{number}",
            )
            score = self.scorer.score(link, home)
            self._offer(link, score, place=Place.DECLARED, depth=1, reach=self._reach(url))

    def sitemap(self, urls: tuple[str, ...], home: Document) -> None:
        """Offer the addresses of a sitemap that are in scope."""
        for url in urls:
            if self.scope.contains(url) and self.frontier.known(url) is None:
                link = link_of(url)
                score = self.scorer.score(link, home)
                self._offer(link, score, place=Place.SITEMAP, depth=1, reach=Reach.INSIDE)

    def pictures(self, page: Document, target: Target, *, most: int) -> int:
        """Offer pictures of a page that may be its content; how many were not known before."""
        offered = 0
        for image in content_pictures(page):
            if offered >= most:
                break
            known = self.frontier.known(image.url)
            if known is not None and (known.picture or known.visited is not None):
                continue
            offered += 1
            self.frontier.offer(
                Pointer(
                    url=image.url,
                    place=Place.LINK,
                    depth=target.depth + 1,
                    priority=target.priority,
                    file=True,
                    picture=True,
                    reach=self._reach(image.url),
                )
            )
        return offered

    def page(self, page: Document, target: Target) -> int:
        """Offer what a page leads to; the number of addresses that were not known before.

        ``target`` is the address that led to the page; it tells its place and how far it lies.
        """
        before = self.frontier.discovered
        at_home = target.place is Place.HOME or target.home_level
        links = tuple(_links(page))
        behind = self._behind(page) if at_home else frozenset()
        flat = at_home and self._is_flat(links)
        # A page that is called the hub is one, though it may only lead to its chapters.
        hub = target.reach is not Reach.OUTSIDE and (target.hub or self.scorer.is_hub(page))
        for link in links:
            place = Place.LINK
            listed = flat or link.region in _MENU_REGIONS or link.url in behind
            if at_home and (listed or self._is_banner(link)):
                place = Place.MENU
            elif hub and (
                link.region is Region.CONTENT or list_key(link.url) == base_key(page.url)
            ):
                place = Place.HUB
            self._link(link, page, target, place, behind)
        if target.place is Place.HOME:
            self._try(self.scorer.unlinked(page), page)
        return self.frontier.discovered - before

    def _try(self, paths: tuple[str, ...], home: Document) -> None:
        """Offer addresses that nothing may link to; one that fails hides nothing."""
        for path in paths:
            url = canonical(path, base=home.url)
            if url is not None and self.frontier.known(url) is None:
                score = LinkScore(priority=_TRIED)
                link = link_of(url)
                self._offer(link, score, place=Place.SITEMAP, depth=1, reach=Reach.INSIDE)

    def _is_banner(self, link: Link) -> bool:
        """Whether a link shows a picture and says nothing: a banner may lead to anything."""
        words = f"{link.text}{link.title}{link.image_alt}".strip()
        return not words and not is_file_address(link.url) and self.scope.contains(link.url)

    def _behind(self, page: Document) -> frozenset[str]:
        """Addresses behind an entrance page; each stands for the home page from here on."""
        if self._entrance_depth >= MAX_ENTRANCE_DEPTH:
            return frozenset()
        found = entrances(page, self.scope.contains)
        if found:
            self._entrance_depth += 1
        for link in found:
            self.widen(link.url)
        return frozenset(link.url for link in found)

    def widen(self, url: str) -> None:
        """Take the host of an address into scope, its www twin too."""
        if not self.scope.contains(url):
            self._own = (*self._own, url)
            twins = tuple(_www_twin(url) for url in self._own)
            self.scope = Scope(self.home_url, (*self.hosts, *self._own, *twins))

    def _is_flat(self, links: tuple[Link, ...]) -> bool:
        """Whether the home page marks no menu, so that any of its links may be the menu."""
        own = [link for link in links if self.scope.contains(link.url)]
        return len(own) <= MAX_FLAT_MENU and not any(link.region in _MENU_REGIONS for link in own)

    def _reach(self, url: str) -> Reach:
        return Reach.INSIDE if self.scope.contains(url) else Reach.OUTSIDE

    def _link(
        self, link: Link, page: Document, target: Target, place: Place, behind: frozenset[str]
    ) -> None:
        reach = self._reach(link.url)
        if reach is Reach.OUTSIDE and place is Place.MENU and self.scope.is_sister(link.url):
            reach = Reach.SISTER
        score = self._score(link, page, target)
        if place is Place.HUB and score.stale:
            place = Place.LINK  # an archive of another year hides nothing of this one
        depth = target.depth + 1
        kin = self._is_kin(link, target)
        if link.url in behind:
            self._offer(link, score, place=place, depth=target.depth, reach=reach, home_level=True)
            return
        if self._is_frame_of(link, target):
            # What a frame shows is part of the page: same depth, place and subjects.
            depth = target.depth
            if place is Place.LINK and reach is Reach.INSIDE:
                place = target.place
            score = replace(score, priority=max(score.priority, target.priority))
        if target.reach is Reach.OUTSIDE:
            # One hop only. A file that the page holds for the item is then a known unread part.
            file = is_file_address(link.url) and link.region is Region.CONTENT
            if reach is Reach.OUTSIDE and file and score.subjects:
                self._settle(link, score, place, depth, _TOO_FAR)
            return
        if reach is Reach.OUTSIDE:
            own_part = target.reach is Reach.INSIDE or link.region is Region.CONTENT
            if not score.subjects or not own_part:
                return
        self._offer(link, score, place=place, depth=depth, reach=reach, kin=kin)

    def _is_kin(self, link: Link, target: Target) -> bool:
        """Whether a page that matches items lists this page, or its entry holds this file."""
        if link.region is not Region.CONTENT:
            return False
        if _WRITTEN_FILE.search(link.url.partition("?")[0]):
            return target.kin and not target.subjects
        return 0 < len(target.subjects) <= _CARRIED_SUBJECTS

    def _is_frame_of(self, link: Link, target: Target) -> bool:
        if link.element not in _FRAME_ELEMENTS or link.region is not Region.CONTENT:
            return False
        return target.place is not Place.HOME and not target.home_level

    def _score(self, link: Link, page: Document, target: Target) -> LinkScore:
        """The score of a link, with the page's own subjects when the link only carries it on."""
        key: tuple[object, ...] = (link.url, link.text, link.title, link.image_alt, link.region)
        if link.region is Region.CONTENT or list_key(link.url) is not None:
            # Generic words mean what the section and the page around them mean.
            words = (link.row_text, link.item_text, link.heading, link.group)
            key = (*key, *words, page.title, target.subjects)
        score = self._scores.get(key)
        if score is None:
            score = self.scorer.score(link, page)
            if not score.subjects and self._carries_on(link, page, target):
                priority = max(score.priority, target.priority - 1)
                score = replace(score, subjects=target.subjects, priority=priority)
            self._scores[key] = score
        return score

    def _carries_on(self, link: Link, page: Document, target: Target) -> bool:
        """Whether a link without words of its own continues a page that matches items.

        Source: design.md section 11, ruling 3: frames, files, numbered pages, wordless links.
        """
        if not target.subjects:
            return False
        if list_key(link.url) == base_key(page.url):
            return True  # a pager often stands in a <nav> of its own
        if link.region is not Region.CONTENT:
            return False
        if self._is_frame_of(link, target):
            return True
        if len(target.subjects) > _CARRIED_SUBJECTS:
            return False
        if is_file_address(link.url):
            return True
        words = f"{link.text}{link.image_alt}{link.title}".strip()
        return bool(_PAGE_NUMBER.match(words)) and self.scope.contains(link.url)

    def _offer(
        self,
        link: Link,
        score: LinkScore,
        *,
        place: Place,
        depth: int,
        reach: Reach,
        home_level: bool = False,
        kin: bool = False,
    ) -> None:
        service = external_kind(link.url)
        if service is External.EVIDENCE:
            return
        if service is External.SHARED_FILE:
            if score.subjects or place is Place.DECLARED:
                if direct_download(link.url) is not None:
                    pointer = _pointer(link, score, place, depth, Reach.OUTSIDE)
                    self.frontier.offer(replace(pointer, file=True))
                    return
                self._settle(link, score, place, depth, _UNSHARED)
            return
        if self.frontier.known(link.url) is None and self._is_cut(link.url, score, place):
            return
        pointer = _pointer(link, score, place, depth, reach, home_level)
        self.frontier.offer(replace(pointer, kin=kin))

    def _settle(
        self, link: Link, score: LinkScore, place: Place, depth: int, trouble: Trouble
    ) -> None:
        """Note an address that is known and will not be read."""
        known = self.frontier.known(link.url)
        target = self.frontier.offer(_pointer(link, score, place, depth, Reach.OUTSIDE))
        if known is None:
            self.frontier.settle(target, trouble)

    def _is_cut(self, url: str, score: LinkScore, place: Place) -> bool:
        kept = place in {Place.DECLARED, Place.HUB, Place.MENU}
        key = identity(url)
        before = self.cuts.get(key)
        if before is not None and not (kept or score.subjects):
            return True
        trap = self.watch.admit(url, matched=bool(score.subjects), kept=kept)
        if trap is None:
            self.cuts.pop(key, None)
            return False
        if trap in {Trap.ACTION, Trap.FUTURE}:
            return True
        if trap is Trap.REPETITION and self.frontier.known(without_repeats(url)) is not None:
            return True
        subjects = set(() if trap.empty else score.subjects) | set(
            before.subjects if before else ()
        )
        self.cuts[key] = Cut(
            url=url,
            family=list_key(url) or pattern(url),
            trap=trap.value,
            place=place,
            subjects=tuple(sorted(subjects)),
        )
        return True


def _www_twin(url: str) -> str:
    host = host_of(url)
    if is_ip(host):
        return url
    return host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"


def _pointer(
    link: Link, score: LinkScore, place: Place, depth: int, reach: Reach, home_level: bool = False
) -> Pointer:
    return Pointer(
        url=link.url,
        place=place,
        depth=depth,
        priority=score.priority,
        subjects=score.subjects,
        hub=score.hub,
        home_level=home_level,
        file=is_file_address(link.url),
        reach=reach,
        label=" ".join((link.text or link.image_alt or link.title).split())[:120],
    )


def _links(page: Document) -> Iterator[Link]:
    """Every link that leads to another address, document viewers and frames included."""
    listed: set[str] = set()
    for link in page.links:
        if link.kind is LinkKind.WEB and link.url and link.url != page.url:
            listed.add(link.url)
            yield link
    for embed in page.embeds:
        if embed.kind not in {EmbedKind.DOCUMENT, EmbedKind.FRAME}:
            continue
        if embed.url and embed.url != page.url and embed.url not in listed:
            yield Link(
                kind=LinkKind.WEB,
                url=embed.url,
                href=embed.raw_url,
                text="",
                title=embed.title,
                heading=embed.heading,
                region=embed.region,
                element="iframe" if embed.kind is EmbedKind.FRAME else "embed",
                start=embed.start,
                locator=embed.locator,
            )
