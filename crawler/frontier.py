"""What to visit next: every known address once, best first, with all that points at it."""

import heapq
from dataclasses import dataclass, field
from enum import IntEnum

from crawler.records import GapReason, Place
from crawler.traps import identity

_PLACE_ORDER = (Place.HOME, Place.DECLARED, Place.HUB, Place.MENU, Place.LINK, Place.SITEMAP)
_RANK = {place: rank for rank, place in enumerate(_PLACE_ORDER)}
_FILE_PLACES = frozenset({Place.HOME, Place.DECLARED, Place.HUB})


class Reach(IntEnum):
    """How far from the agency's own hosts an address lies, nearest first."""

    INSIDE = 0
    SISTER = 1  # another host of the same registrable domain, linked from the home page
    OUTSIDE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """One reason to visit an address.

    ``home_level`` marks pages that stand for the home page: what an entrance page leads to, and
    the frames of a frameset. ``file`` says that the address plainly leads to a file, ``picture``
    that a page shows it and it may hold words. ``kin`` marks the entries of a page that matches
    items, and the files of such entries: nothing names them, and they may be the answer.
    """

    url: str
    place: Place
    depth: int
    priority: int = 0
    subjects: tuple[str, ...] = ()
    hub: bool = False
    home_level: bool = False
    file: bool = False
    picture: bool = False
    kin: bool = False
    reach: Reach = Reach.INSIDE
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why an address was not read."""

    reason: GapReason
    detail: str


@dataclass(slots=True, kw_only=True)
class Target:
    """An address with the best of all its pointers and what became of it.

    Pointers found after the visit still add their subjects: a gap counts for all of them.
    """

    url: str
    found: int  # order of discovery
    place: Place
    depth: int
    priority: int
    subjects: tuple[str, ...]
    hub: bool
    home_level: bool
    file: bool
    reach: Reach
    labels: tuple[str, ...]
    picture: bool = False
    kin: bool = False
    spare: bool = False  # a file that is read because there is time for it
    spellings: list[str] = field(default_factory=list)  # further addresses of the same page
    visited: int | None = None  # order of the visit, None while it waits
    trouble: Trouble | None = None
    version: int = 0  # rises with each better pointer; older heap entries are void
    idle: bool = False  # known, and not worth a request unless a better pointer appears

    def gain(self, subjects: tuple[str, ...]) -> None:
        """Add items that a further pointer names."""
        if not set(subjects) <= set(self.subjects):
            self.subjects = tuple(sorted({*self.subjects, *subjects}))

    @property
    def worthwhile(self) -> bool:
        """Whether to request it: a file only when an item, a hub row or a declaration points.

        A picture is a file that a page shows; unread it hides nothing, as its page tells of it.
        """
        wanted = self.picture or bool(self.subjects) or self.place in _FILE_PLACES
        return not self.file or wanted or self.spare

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """The order of visits: priority, place, depth, discovery; lower goes first."""
        return (-self.priority, _RANK[self.place], self.depth, self.found)


class Frontier:
    """A best-first queue that is deterministic for the same pointers in the same order."""

    def __init__(self) -> None:
        self._targets: dict[str, Target] = {}  # by identity
        self._heap: list[tuple[tuple[int, int, int, int], int, str]] = []
        self._waiting = 0
        self._visits = 0

    def __len__(self) -> int:
        """How many addresses wait."""
        return self._waiting

    @property
    def discovered(self) -> int:
        """How many addresses were ever offered."""
        return len(self._targets)

    @property
    def targets(self) -> tuple[Target, ...]:
        """All known addresses, the visited ones first in visiting order, then the waiting ones."""
        return tuple(
            sorted(
                self._targets.values(),
                key=lambda target: (
                    (0, (target.visited,)) if target.visited is not None else (1, target.rank)
                ),
            )
        )

    def known(self, url: str) -> Target | None:
        """The target that an address belongs to, in any of its spellings."""
        return self._targets.get(identity(url))

    def offer(self, pointer: Pointer) -> Target:
        """Add an address, or improve what is known of it; a visited one is not visited again."""
        key = identity(pointer.url)
        target = self._targets.get(key)
        if target is None:
            target = Target(
                url=pointer.url,
                found=len(self._targets),
                place=pointer.place,
                depth=pointer.depth,
                priority=pointer.priority,
                subjects=tuple(sorted(set(pointer.subjects))),
                hub=pointer.hub,
                home_level=pointer.home_level,
                file=pointer.file,
                reach=pointer.reach,
                labels=(pointer.label,) if pointer.label else (),
                picture=pointer.picture,
                kin=pointer.kin,
            )
            self._targets[key] = target
            self._waiting += 1
            self._push(key, target)
            return target
        before = target.rank
        _improve(target, pointer)
        woken = target.idle and target.worthwhile
        if target.visited is None and (woken or target.rank < before):
            target.version += 1
            if target.idle:
                target.idle = False
                self._waiting += 1
            self._push(key, target)
        return target

    def take(self) -> Target | None:
        """The best waiting address, marked as visited; None when nothing waits."""
        while self._heap:
            _, version, key = heapq.heappop(self._heap)
            target = self._targets[key]
            if target.visited is not None or target.version != version:
                continue
            if target.worthwhile:
                self.settle(target)
                return target
            target.idle = True
            self._waiting -= 1
        return None

    def spare(self, most: int) -> int:
        """Let the best idle files of kin entries wait after all; how many, at most ``most``."""
        idle = (t for t in self._targets.values() if t.idle and t.visited is None and t.kin)
        chosen = sorted((t for t in idle if t.reach is Reach.INSIDE), key=lambda t: t.rank)[:most]
        for target in chosen:
            target.spare, target.idle = True, False
            target.version += 1
            self._waiting += 1
            self._push(identity(target.url), target)
        return len(chosen)

    def put_back(self, target: Target) -> None:
        """Let a taken address wait again: its visit did not happen."""
        target.visited = None
        target.version += 1
        self._waiting += 1
        self._push(identity(target.url), target)

    def settle(self, target: Target, trouble: Trouble | None = None) -> None:
        """Mark an address as done, with why it was not read if so."""
        if target.visited is None:
            target.visited = self._visits
            self._visits += 1
            self._waiting -= not target.idle
        if trouble is not None:
            target.trouble = trouble

    def _push(self, key: str, target: Target) -> None:
        heapq.heappush(self._heap, (target.rank, target.version, key))


def _improve(target: Target, pointer: Pointer) -> None:
    if _RANK[pointer.place] < _RANK[target.place]:
        target.place = pointer.place
    target.depth = min(target.depth, pointer.depth)
    target.priority = max(target.priority, pointer.priority)
    target.reach = min(target.reach, pointer.reach)
    target.hub = target.hub or pointer.hub
    target.home_level = target.home_level or pointer.home_level
    target.file = target.file or pointer.file
    target.picture = target.picture or pointer.picture
    target.kin = target.kin or pointer.kin
    target.gain(pointer.subjects)
    if pointer.label and pointer.label not in target.labels:
        target.labels = (*target.labels, pointer.label)
    if pointer.url != target.url and pointer.url not in target.spellings:
        target.spellings.append(pointer.url)
