"""Which agencies a list is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crawler.thai import fold_text
from oitwatch.texts import Texts
from store.records import AgencyEntry
from store.store import Store

_BANGKOK = ("กรุงเทพ", "กทม")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which agencies a list is about, and those of the register that were never audited.

    ``audited`` holds agency id, fiscal year and the register's entry, None where it has none.
    ``never_audited`` were not audited for the year, when one was asked for.
    """

    audited: tuple[tuple[str, int, AgencyEntry | None], ...]
    never_audited: tuple[AgencyEntry, ...] = ()


def scope_of(
    store: Store, *, agencies: Sequence[str] = (), province: str = "", year: int | None = None
) -> Scope:
    """The agencies asked for; without any, all that are audited and not archived.

    The year is that of an agency's nightly runs, else of its newest, unless one is given.
    """
    newest = dict(store.audited())
    of_year = newest if year is None else store.audited_in(year)
    registered = {known.entry.agency_id: known for known in store.register.all(retired=True)}
    wanted = list(agencies) or [
        agency_id
        for agency_id in (*registered, *(known for known in newest if known not in registered))
        if agency_id not in registered or not registered[agency_id].retired
    ]
    if province:
        entries = {key: registered[key].entry.province for key in wanted if key in registered}
        wanted = [key for key in wanted if key in _in_province(entries, province)]
    audited: list[tuple[str, int, AgencyEntry | None]] = []
    never: list[AgencyEntry] = []
    for agency_id in dict.fromkeys(wanted):
        entry = registered[agency_id].entry if agency_id in registered else None
        if agency_id in of_year:
            audited.append((agency_id, year or newest[agency_id], entry))
        elif entry is not None:
            never.append(entry)
    return Scope(audited=tuple(audited), never_audited=tuple(never))


def _in_province(entries: Mapping[str, str], asked: str) -> frozenset[str]:
    wanted = _province(asked)
    same = frozenset(key for key, name in entries.items() if _province(name) == wanted)
    return same or frozenset(key for key, name in entries.items() if wanted in _province(name))


def province_words(name: str, language: Texts) -> str:
    """A province as it is called: Bangkok is none, and is named without the word."""
    bare = bare_province(name)
    if any(bare.startswith(begin) for begin in _BANGKOK):
        return bare
    return language.say("agencies.in_province", province=bare)


def bare_province(name: str) -> str:
    """A province's name without the word for a province before it."""
    bare = name.strip()
    for prefix in ("จังหวัด", "จ."):
        bare = bare.removeprefix(prefix).strip()
    return bare


def _province(name: str) -> str:
    return fold_text(bare_province(name))
