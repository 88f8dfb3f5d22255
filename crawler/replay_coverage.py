"""What a kept crawl left unread, told anew: for other items, other words or other readers.

The stored gaps are the ground. The links of the stored pages are read into a frontier once more,
as the crawl did; an address that was never read, and that the words pointing at it now match to an
item, is a gap too. Where the pointing words are not kept, a gap blocks everything.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from crawler.coverage import Cut, blocks_all, gather_gaps
from crawler.follow import Follower
from crawler.frontier import Frontier, Pointer, Reach, Target, Trouble
from crawler.ports import LinkScorer
from crawler.records import Coverage, Crawl, Document, Gap, GapReason, PageKind, Place
from crawler.sitemap import link_of
from crawler.traps import TrapWatch, identity, list_key, pattern
from crawler.urls import canonical

UNVISITED = Trouble(
    reason=GapReason.BUDGET_EXHAUSTED, detail="judging again opens no page that was not read"
)


def coverage_again(
    crawl: Crawl,
    scorer: LinkScorer,
    *,
    heirs: Callable[[str], tuple[str, ...]],
    words_changed: bool,
) -> Coverage:
    """The coverage of a crawl for the items that ``scorer`` knows.

    ``heirs`` gives the items of the new rulebook that carry on an item of the stored gaps.
    ``words_changed`` says that the items are others than those of the visit: a stored gap whose
    pointing words are not kept then blocks everything.
    """
    again = _Again(crawl, scorer)
    home = again.read_home()
    if home is None:
        gaps = tuple(_inherited(gap, heirs) for gap in crawl.coverage.gaps)
        return replace(crawl.coverage, gaps=gaps)
    again.read_others(home)
    kept = [again.told_anew(gap, heirs, words_changed) for gap in crawl.coverage.gaps]
    fresh = again.unread_beside(kept)
    return replace(
        crawl.coverage,
        gaps=(*kept, *fresh),
        unread_below_threshold=max(0, crawl.coverage.unread_below_threshold - len(fresh)),
    )


def _inherited(gap: Gap, heirs: Callable[[str], tuple[str, ...]]) -> Gap:
    subjects = {heir for slug in gap.subjects for heir in heirs(slug)}
    return replace(gap, subjects=tuple(sorted(subjects)))


class _Again:
    """The frontier of a crawl, filled from the pages that were kept."""

    def __init__(self, crawl: Crawl, scorer: LinkScorer) -> None:
        self._crawl = crawl
        self._scorer = scorer
        self._frontier = Frontier()
        start = canonical(crawl.seed.home_url) or crawl.seed.home_url
        self._follow = Follower(
            frontier=self._frontier,
            scorer=scorer,
            watch=TrapWatch(crawl.started_at.date()),
            home_url=start,
            hosts=crawl.seed.hosts,
        )
        self._known_as: dict[str, list[str]] = {}  # addresses that led to a document
        for url, end in crawl.aliases:
            self._known_as.setdefault(end, []).append(url)
        self._followed: list[tuple[Document, Target, tuple[str, ...]]] = []
        self._home: Document | None = None

    def read_home(self) -> Document | None:
        """Follow the home page, None when it was not read."""
        home_url = self._crawl.home_url
        home = next((one for one in self._crawl.documents if one.url == home_url), None)
        if home is None:
            return None
        pointer = Pointer(url=self._follow.home_url, place=Place.HOME, depth=0, home_level=True)
        target = self._frontier.offer(pointer)
        self._frontier.settle(target)
        self._follow.home_url = home_url
        self._follow.widen(home_url)
        self._home = home
        self._follow.page(home, target)
        self._follow.declare(self._crawl.seed.declared, home)
        return home

    def read_others(self, home: Document) -> None:
        """Follow every other page in visiting order, then settle what else was tried."""
        for document in self._crawl.documents:
            if document is not home:
                self._follow_page(document)
        while self._follow_again():
            pass
        for url in self._tried():
            known = self._frontier.known(url)
            if known is not None and known.visited is None:
                self._frontier.settle(known)

    def told_anew(
        self, gap: Gap, heirs: Callable[[str], tuple[str, ...]], words_changed: bool
    ) -> Gap:
        """A stored gap with the items that it could hide by now."""
        old = _inherited(gap, heirs)
        target = self._frontier.known(gap.url)
        cuts = self._family(gap.url)
        if target is not None:
            subjects, everything = set(target.subjects), blocks_all(target)
        elif cuts:
            subjects, everything = {slug for cut in cuts for slug in cut.subjects}, False
        elif gap.place is Place.SITEMAP and self._home is not None:
            score = self._scorer.score(link_of(gap.url), self._home)
            subjects, everything = set(score.subjects), False
        else:
            # The agency declared the address for its items only; other words are not known.
            subjects, everything = set(), words_changed and gap.place is not Place.DECLARED
        if not words_changed:
            everything = False  # what it blocks besides its items is kept
        return replace(
            old,
            subjects=tuple(sorted({*old.subjects, *subjects})),
            blocks_all=old.blocks_all or everything,
        )

    def unread_beside(self, kept: Sequence[Gap]) -> tuple[Gap, ...]:
        """Gaps at addresses that were never read and that no stored gap speaks of."""
        spoken = {identity(gap.url) for gap in kept}
        families: dict[str, set[str]] = {}
        for gap in kept:
            families.setdefault(_family_of(gap.url), set()).update(gap.subjects)
        tried = {identity(url) for url in self._tried()}
        found, _ = gather_gaps(self._frontier.targets, self._follow.cuts.values(), UNVISITED)
        fresh = []
        for gap in found:
            key = identity(gap.url)
            told = families.get(_family_of(gap.url), set()) if self._is_cut(gap.url) else set()
            if key not in spoken and key not in tried and not (told and told >= set(gap.subjects)):
                fresh.append(gap)
        return tuple(fresh)

    # -- pages --------------------------------------------------------------------------------

    def _follow_page(self, document: Document) -> None:
        target = self._target_of(document)
        self._frontier.settle(target)
        if document.kind is not PageKind.PAGE:
            return
        if target.home_level:
            self._follow.widen(document.url)
        elif not self._is_near(document.url):
            target.reach = Reach.OUTSIDE
        else:
            self._followed.append((document, target, target.subjects))
        new_links = self._follow.page(document, target)
        self._follow.watch.page_read(
            document.url, text_digest=document.text_digest, new_links=new_links
        )

    def _target_of(self, document: Document) -> Target:
        """The address that led to a document, its own one settled beside it."""
        names = [document.url, *self._known_as.get(document.url, ())]
        known = [found for url in names if (found := self._frontier.known(url)) is not None]
        first = known[0] if known else None
        if first is not None and identity(first.url) == identity(document.url):
            for other in known[1:]:
                first.gain(other.subjects)
            return first
        return self._frontier.offer(
            Pointer(
                url=document.url,
                place=first.place if first else Place.SITEMAP,
                depth=first.depth if first else 1,
                subjects=first.subjects if first else (),
                hub=first.hub if first else False,
                home_level=first.home_level if first else False,
                reach=first.reach if first else self._reach(document.url),
            )
        )

    def _follow_again(self) -> bool:
        changed = False
        for place, (document, target, subjects) in enumerate(self._followed):
            for url in self._known_as.get(document.url, ()):
                led = self._frontier.known(url)
                if led is not None:
                    target.gain(led.subjects)
            if target.subjects != subjects:
                self._followed[place] = (document, target, target.subjects)
                self._follow.page(document, target)
                changed = True
        return changed

    def _is_near(self, url: str) -> bool:
        return self._follow.scope.contains(url) or self._follow.scope.is_sister(url)

    def _reach(self, url: str) -> Reach:
        return Reach.INSIDE if self._follow.scope.contains(url) else Reach.OUTSIDE

    # -- what was tried -----------------------------------------------------------------------

    def _tried(self) -> Iterable[str]:
        """Every address that the crawl has an answer or a failure for, in all its spellings."""
        crawl = self._crawl
        for snapshot in crawl.snapshots:
            yield snapshot.url
            yield snapshot.requested_url
            yield from (hop.url for hop in snapshot.hops)
        for failure in crawl.failures:
            yield failure.url
            yield failure.requested_url
        for url, end in crawl.aliases:
            yield url
            yield end
        yield from (page.url for page in crawl.dead)
        yield from (item.url for item in crawl.unreadable)

    def _family(self, url: str) -> tuple[Cut, ...]:
        if not self._is_cut(url):
            return ()
        family = _family_of(url)
        return tuple(cut for cut in self._follow.cuts.values() if cut.family == family)

    def _is_cut(self, url: str) -> bool:
        return identity(url) in self._follow.cuts


def _family_of(url: str) -> str:
    return list_key(url) or pattern(url)
