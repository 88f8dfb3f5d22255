"""Which unit of an agency an item belongs to: what the register says, else a proposal.

The proposal is the rulebook's for local governments and follows from the subject for other types
(owners.yaml, with reasons). Where the agency lists its own units, the unit that the proposal means
is named as the agency names it. Source: ux.md section 1.1.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from checks.rulebook import Item
from crawler.thai import fold_text
from store.records import AgencyEntry

_PATH = Path(__file__).with_name("owners.yaml")
_OFFICE = "office"
# "and every unit": follows the unit that leads, and is no name of a unit itself.
_AND_ALL = re.compile(r"\s+และทุก\S+\Z")
_ABBREVIATED = "ฯ"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proposals:
    subject_of: Mapping[str, str]  # group by item slug
    words: Mapping[str, tuple[str, ...]]  # folded words of a unit's name, by group
    units: Mapping[str, Mapping[str, str]]  # proposed unit by group, by agency type


def owner_of(
    slug: str, proposed_th: str, *, agency_type: str | None, entry: AgencyEntry | None
) -> str:
    """The unit that owns an item; ``proposed_th`` is the rulebook's proposal, "" when it has none.

    ``agency_type`` is what the audit took the agency for; the register's type wins.
    """
    own = dict(entry.owners).get(slug, "") if entry else ""
    if own:
        return own
    proposals = _proposals()
    subject = proposals.subject_of.get(slug, _OFFICE)
    kind = (entry.agency_type if entry else None) or agency_type or ""
    proposed = proposals.units.get(kind, {}).get(subject, proposed_th)
    if entry is None or not entry.units or not proposed:
        return proposed
    every = _AND_ALL.search(proposed)
    lead = proposed[: every.start()] if every else proposed
    unit = _own_name(lead, proposals.words[_subject_meant(lead, subject)], entry.units)
    return f"{unit}{every.group() if every else ''}"


def proposed_owner(item: Item, agency_type: str | None) -> str:
    """The unit to which an item is proposed where no register names one, "" for none."""
    return owner_of(item.slug, item.owner_th, agency_type=agency_type, entry=None)


def matches_unit(owner: str, asked: str) -> bool:
    """Whether an owner is of the unit asked for: a part of its name, however it is spelt."""
    return _folded(asked) in _folded(owner)


def _own_name(proposed: str, words: Sequence[str], units: Sequence[str]) -> str:
    """The agency's name of the unit that is proposed; the proposal when it lists no such unit."""
    wanted = _folded(proposed)
    containing = [unit for unit in units if wanted in _folded(unit)]
    contained = [unit for unit in units if unit and _folded(unit) in wanted]
    if containing or contained:
        # The shortest that holds the whole proposal, else the longest that is part of it.
        return min(containing, key=len) if containing else max(contained, key=len)
    for word in words:
        named = [unit for unit in units if word in _folded(unit)]
        if named:
            return min(named, key=len)
    return proposed


def _subject_meant(proposed: str, subject: str) -> str:
    """The group whose words the proposal itself bears: สำนักปลัด is the office, whatever is asked."""
    words = _proposals().words
    folded = _folded(proposed)
    if any(word in folded for word in words[subject]):
        return subject
    return next((name for name in words if any(w in folded for w in words[name])), _OFFICE)


def _folded(text: str) -> str:
    return fold_text(text.replace(_ABBREVIATED, ""))


@cache
def _proposals() -> _Proposals:
    written = yaml.safe_load(_PATH.read_text(encoding="utf-8"))
    subjects = written["subjects"]
    return _Proposals(
        subject_of={slug: name for name, group in subjects.items() for slug in group["slugs"]},
        words={
            name: tuple(_folded(word) for word in group["words"])
            for name, group in subjects.items()
        },
        units={
            kind: {name: unit for name, unit in units.items() if name != "why"}
            for kind, units in written["agency_types"].items()
        },
    )
