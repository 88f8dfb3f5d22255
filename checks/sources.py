"""What the agency declares, what its hub of the year lists and what the crawl found, side by side.

A pointer is never an answer: what stands at its end is judged. Where the three disagree an officer
has something to mend, whatever the verdict is. Source: design.md section 6.
"""

from collections.abc import Callable, Iterator, Sequence

from checks.match.fields.label_sense import known_host_kind
from checks.records import Candidate, Strength
from checks.source_records import (
    Conflict,
    Disagreement,
    ItemSources,
    Source,
    SourceTarget,
    TargetState,
)

_CRAWLED = frozenset({Source.MENU, Source.LINK, Source.TITLE})
_SURE = frozenset({Strength.EXACT, Strength.STRONG})


def item_sources(
    slug: str,
    candidates: Sequence[Candidate],
    chosen: Candidate | None,
    *,
    named: Callable[[str], tuple[str, ...]],
    declares: bool,
    has_hub: bool,
    home_url: str,
    home_answers: bool = False,
    gathered: bool = False,
) -> ItemSources:
    """The three sources of an item.

    ``candidates`` are all places of the item; ``chosen`` the one that the verdict rests on, None
    for none. ``named`` tells the items that the title of what stands at an address names;
    ``declares`` and ``has_hub`` whether the agency declares anything and has a hub of the year, the
    chosen place apart. ``gathered`` items rest on many places: any live one of a source is enough,
    but for the home page. ``home_answers`` tells that the home page shows the item itself.
    """
    declared = [c for c in candidates if Source.DECLARED in c.sources]
    hub = [c for c in candidates if Source.HUB in c.sources]
    crawl = [
        c for c in candidates if _CRAWLED & set(c.sources) and c.state is not TargetState.EMPTY
    ]
    conflicts = [
        *_ends(slug, declared, named, Disagreement.DECLARED_DEAD, Disagreement.DECLARED_OTHER_ITEM),
        *_not_direct(declared, "" if home_answers else home_url),
        *_ends(slug, hub, named, Disagreement.HUB_DEAD, Disagreement.HUB_OTHER_ITEM),
    ]
    if hub and all(c.state is TargetState.EMPTY for c in hub):
        conflicts.append(Conflict(kind=Disagreement.HUB_EMPTY, url=hub[0].pointer_url))
    found = chosen is not None and chosen.url != home_url and _is_place(chosen)
    if chosen is not None and found and _own(slug, named(chosen.url)):
        places = [c for c in declared if c.url != home_url]
        if declares and not _among(chosen, places, any_live=gathered):
            conflicts.append(Conflict(kind=Disagreement.NOT_DECLARED, url=chosen.url))
        if has_hub and not _among(chosen, hub, any_live=gathered):
            conflicts.append(Conflict(kind=Disagreement.NOT_ON_HUB, url=chosen.url))
    return ItemSources(
        declared=_targets(declared),
        hub=_targets(hub),
        crawl=_targets(crawl),
        conflicts=tuple(conflicts),
    )


def _ends(
    slug: str,
    candidates: Sequence[Candidate],
    named: Callable[[str], tuple[str, ...]],
    dead: Disagreement,
    other: Disagreement,
) -> Iterator[Conflict]:
    """What is wrong with the ends of pointers of one source."""
    for candidate in candidates:
        if candidate.state is TargetState.DEAD:
            yield Conflict(kind=dead, url=candidate.url)
        elif candidate.state is TargetState.READ:
            items = named(candidate.url)
            if not _own(slug, items):
                yield Conflict(kind=other, url=candidate.url, items=items)


def _not_direct(declared: Sequence[Candidate], home_url: str) -> Iterator[Conflict]:
    """Declared addresses that lead to no page of the item: the home page, a social network."""
    for candidate in declared:
        if candidate.url == home_url:
            yield Conflict(kind=Disagreement.DECLARED_HOME, url=candidate.url)
        elif known_host_kind(candidate.url) == "social":
            yield Conflict(kind=Disagreement.DECLARED_SOCIAL, url=candidate.url)


def _own(slug: str, items: Sequence[str]) -> bool:
    """Whether what is called by the names of some items, or of none, may be an item's own."""
    return not items or slug in items


def _is_place(candidate: Candidate) -> bool:
    """Whether a candidate is a place that was found, and no mere pointer or mention."""
    return candidate.state is TargetState.READ and candidate.strength in _SURE


def _among(chosen: Candidate, others: Sequence[Candidate], *, any_live: bool) -> bool:
    """Whether a source names the chosen place: itself, a page it belongs to, or a part of it."""
    if any_live and any(other.state is TargetState.READ for other in others):
        return True
    own = {chosen.url, *chosen.members}
    return any(own & {other.url, *other.members} for other in others)


def _targets(candidates: Sequence[Candidate]) -> tuple[SourceTarget, ...]:
    return tuple(SourceTarget(url=c.url, state=c.state) for c in candidates)
