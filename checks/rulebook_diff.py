"""What changes from one year's rulebook to another's, subject by subject.

A number is never enough to name a subject: items are paired by slug, what was merged or split by
``predecessors``. Years and item numbers inside a requirement are set aside, so that only a change
of what is asked counts. Source: rulebook facts, sections 4 and 5.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from checks.rulebook import Component, Item, Rulebook, load, shipped_years

_YEAR = re.compile(r"\b25\d\d\b")
_ITEM_CODE = re.compile(r"\b[Oo](\d+)\b")


class Fate(StrEnum):
    """What became of an item from the first year to the second."""

    KEPT = "kept"  # the same subject under the same number
    MOVED = "moved"  # the same subject under another number
    MERGED = "merged"  # in the second year only, in place of items of the first
    NEW = "new"
    ABSORBED = "absorbed"  # in the first year only; other items of the second take its place
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentChange:
    """One component that both years ask for, with the aspects that differ.

    ``aspects`` are names among "requirement", "test", "strength", "binds", "applies_to", "min".
    """

    before: Component
    after: Component
    aspects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """One subject in both years; ``before`` or ``after`` is None where a year lacks it."""

    fate: Fate
    before: Item | None
    after: Item | None
    predecessors: tuple[Item, ...] = ()  # of the first year, merged into ``after``
    successors: tuple[Item, ...] = ()  # of the second year, in place of ``before``
    retitled: bool = False
    period_changed: bool = False
    added: tuple[Component, ...] = ()
    removed: tuple[Component, ...] = ()
    changed: tuple[ComponentChange, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether nothing but perhaps the number differs."""
        differs = self.retitled or self.period_changed or self.added or self.removed
        kept = self.fate in {Fate.KEPT, Fate.MOVED}
        return kept and not (differs or self.changed or self.predecessors)


def compare(before: Rulebook, after: Rulebook) -> tuple[ItemChange, ...]:
    """Every item of the second year in its order, then those of the first year that are gone."""
    old = {item.slug: item for item in before.items}
    new = {item.slug: item for item in after.items}
    onward = heirs(before, after)
    origins: dict[str, list[Item]] = {}
    for slug, item in old.items():
        for heir in onward[slug]:
            if heir != slug:
                origins.setdefault(heir, []).append(item)
    changes = []
    for slug, item in new.items():
        merged = tuple(origins.get(slug, ()))
        if slug in old:
            changes.append(_paired(before, after, old[slug], item, merged))
        else:
            fate = Fate.MERGED if merged else Fate.NEW
            changes.append(ItemChange(fate=fate, before=None, after=item, predecessors=merged))
    for slug, item in old.items():
        if slug not in new:
            heirs_of = tuple(new[heir] for heir in onward[slug])
            fate = Fate.ABSORBED if heirs_of else Fate.DROPPED
            changes.append(ItemChange(fate=fate, before=item, after=None, successors=heirs_of))
    return tuple(changes)


def heirs(before: Rulebook, after: Rulebook) -> Mapping[str, tuple[str, ...]]:
    """The slugs of the second year that carry on each slug of the first, itself first.

    Between years that are no neighbours the shipped years in between lead from one to the other;
    the second year may be the earlier one.
    """
    between = [load(year) for year in _years_between(before, after)]
    chain = [before, *between, after]
    reached: dict[str, tuple[str, ...]] = {item.slug: (item.slug,) for item in before.items}
    for earlier, later in pairwise(chain):
        step = _step(earlier, later)
        reached = {
            slug: tuple(dict.fromkeys(end for here in path for end in step.get(here, ())))
            for slug, path in reached.items()
        }
    return reached


def _years_between(before: Rulebook, after: Rulebook) -> Sequence[int]:
    first, last = before.fiscal_year_be, after.fiscal_year_be
    years = [year for year in shipped_years() if min(first, last) < year < max(first, last)]
    return years if first < last else years[::-1]


def _step(before: Rulebook, after: Rulebook) -> dict[str, tuple[str, ...]]:
    found = {}
    known = {item.slug for item in after.items}
    for item in before.items:
        ends = [item.slug] if item.slug in known else []
        ends += [heir.slug for heir in after.items if item.slug in heir.predecessors]
        # Backwards in time an item falls apart into what it was made of.
        if after.fiscal_year_be < before.fiscal_year_be:
            ends += [slug for slug in item.predecessors if slug in known]
        found[item.slug] = tuple(dict.fromkeys(ends))
    return found


def _paired(
    first: Rulebook, second: Rulebook, before: Item, after: Item, merged: tuple[Item, ...]
) -> ItemChange:
    old = {component.component_id: component for component in before.components}
    new = {component.component_id: component for component in after.components}
    pairs = [(old[name], component) for name, component in new.items() if name in old]
    gone = _only(old, new)
    renamed = []
    for component in _only(new, old):
        for was in gone:  # the same requirement under another name
            if _same((was.requirement_en, first), (component.requirement_en, second)):
                renamed.append((was, component))
                gone.remove(was)
                break
    met = {id(component) for pair in renamed for component in pair}
    changed = [
        ComponentChange(before=was, after=now, aspects=aspects)
        for was, now in [*pairs, *renamed]
        if (aspects := _aspects(was, now, first, second))
    ]
    return ItemChange(
        fate=Fate.KEPT if before.item_code == after.item_code else Fate.MOVED,
        before=before,
        after=after,
        predecessors=merged,
        retitled=not _same((before.title_th, first), (after.title_th, second)),
        period_changed=_span(before, first) != _span(after, second),
        added=tuple(c for c in _only(new, old) if id(c) not in met),
        removed=tuple(c for c in _only(old, new) if id(c) not in met),
        changed=tuple(changed),
    )


def _only(these: Mapping[str, Component], others: Mapping[str, Component]) -> list[Component]:
    return [component for name, component in these.items() if name not in others]


def _aspects(was: Component, now: Component, first: Rulebook, second: Rulebook) -> tuple[str, ...]:
    pairs = {
        "test": ((was.test, was.accept_tests), (now.test, now.accept_tests)),
        "strength": (was.strength, now.strength),
        "binds": (was.binds, now.binds),
        "applies_to": (was.applies_to, now.applies_to),
        "min": (was.min, now.min),
    }
    differing = tuple(name for name, (old, new) in pairs.items() if old != new)
    if _same((was.requirement_th, first), (now.requirement_th, second)):
        return differing
    return ("requirement", *differing)


def _span(item: Item, rulebook: Rulebook) -> tuple[str, int]:
    """The kind of period, and how many years it lies from the rulebook's own."""
    return item.period.type, item.period.fiscal_year_be - rulebook.fiscal_year_be


def _same(old: tuple[str, Rulebook], new: tuple[str, Rulebook]) -> bool:
    """Whether words of two years say the same.

    Years agree when they are the same, as those of laws, or lie as far from the year of their
    rulebook; item numbers when they name the same subject. Spaces say nothing.
    """
    parts, years = _parted(*old)
    other_parts, other_years = _parted(*new)
    return parts == other_parts and all(
        one == other or one - old[1].fiscal_year_be == other - new[1].fiscal_year_be
        for one, other in zip(years, other_years, strict=True)
    )


def _parted(words: str, rulebook: Rulebook) -> tuple[list[str], list[int]]:
    """The words around years, item numbers told by their subject; and the years."""
    subjects = {item.item_code: item.slug for item in rulebook.items}
    words = _ITEM_CODE.sub(lambda code: f"<{subjects.get(f'O{code[1]}', code[0])}>", words)
    return ["".join(part.split()) for part in _YEAR.split(words)], [
        int(year) for year in _YEAR.findall(words)
    ]
