"""What led to the places of an item, and where its sources disagree."""

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """What led to a candidate."""

    DECLARED = "declared"
    HUB = "hub"
    MENU = "menu"
    LINK = "link"
    TITLE = "title"


class TargetState(StrEnum):
    """What stands at a candidate's address."""

    READ = "read"
    DEAD = "dead"
    EMPTY = "empty"  # the pointer leads nowhere ("#", "", the hub itself)
    LOGIN = "login"
    UNREAD = "unread"  # a gap: failed, unreadable, out of budget
    EXTERNAL = "external"  # on another host, not read


class Disagreement(StrEnum):
    """A way in which declaration, hub and site do not agree on one item."""

    DECLARED_DEAD = "declared_dead"  # a declared address does not open
    DECLARED_OTHER_ITEM = "declared_other_item"  # it is the document of another item
    DECLARED_HOME = "declared_home"  # it is merely the home page
    DECLARED_SOCIAL = "declared_social"  # it is a page of a social network
    HUB_DEAD = "hub_dead"
    HUB_OTHER_ITEM = "hub_other_item"
    HUB_EMPTY = "hub_empty"  # the item's row leads nowhere
    NOT_DECLARED = "not_declared"  # the place found is not among those declared
    NOT_ON_HUB = "not_on_hub"  # the place found is not among the hub's


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTarget:
    """One address that a source names, and what stands at its end."""

    url: str
    state: TargetState


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One disagreement about one address; ``items`` are slugs of the items that it belongs to."""

    kind: Disagreement
    url: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSources:
    """Addresses of one item by source, best first, and where the sources disagree."""

    declared: tuple[SourceTarget, ...] = ()
    hub: tuple[SourceTarget, ...] = ()
    crawl: tuple[SourceTarget, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something to look at that is no fault by itself: one file that answers several items."""

    kind: str  # "shared_document"
    url: str
    items: tuple[str, ...]  # item codes, this one left out
