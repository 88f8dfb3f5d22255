"""Makes entries of the register from the rows of a file: good ones in, bad ones named.

A column that the file does not have leaves what the register says; an empty cell of a column that
it has empties the field.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from checks.rulebook import Rulebook
from oitwatch.agency_id import agency_id_of, site_key
from oitwatch.errors import UsageError
from oitwatch.register_cells import CellError, CellReader, is_empty
from oitwatch.register_columns import columns_of, is_register_header, unknown_columns
from oitwatch.sheets import Row, Table, read_table
from oitwatch.texts import Texts
from store.records import AgencyEntry, RegisterChange, RegisteredAgency

_EMPTY = AgencyEntry(agency_id="", name_th="", home_url="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a row was refused."""

    line: int
    field: str  # of the column, "" when it concerns the row
    column: str  # as the file calls it
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPlan:
    """What recording a file would do."""

    sheet: str
    entries: tuple[AgencyEntry, ...]  # good rows, in the file's order
    change: RegisterChange
    problems: tuple[Problem, ...]  # in the order of lines and columns
    unknown_columns: tuple[str, ...]

    @property
    def refused(self) -> int:
        """The number of rows that were refused."""
        return len({problem.line for problem in self.problems})


def read_register(path: Path) -> Table:
    """The table of a register file.

    Raises:
        UsageError: the file cannot be read, or holds no register, or no row.
    """
    table = read_table(path, is_register_header)
    if table is None:
        raise UsageError("bad_register_header", path=str(path))
    if not table.rows:
        raise UsageError("register_empty", path=str(path))
    return table


def plan_register(
    table: Table,
    known: Sequence[RegisteredAgency],
    *,
    rulebook: Rulebook,
    texts: Texts,
    folder: Path,
) -> RegisterPlan:
    """What the rows of a table amount to, beside what the register holds, archived ones included.

    ``folder`` is where files of declared addresses are looked for.
    """
    places = columns_of(table.header.cells)
    names = {key: " ".join(table.header.cells[place].split()) for key, place in places.items()}
    cells = CellReader(rulebook, texts, folder)
    rows = _Rows(known=known, reader=cells, names=names, texts=texts)
    entries = []
    for row in table.rows:
        if not row.broken and columns_of(row.cells) == places:
            continue  # the header again, as printed on each page
        written = {key: _cell(row, place) for key, place in places.items()}
        if not row.broken and all(map(is_empty, written.values())):
            continue
        entry = rows.entry(row, written)
        if entry is not None:
            entries.append(entry)
    return RegisterPlan(
        sheet=table.sheet,
        entries=tuple(entries),
        change=change_of(entries, known),
        problems=tuple(rows.problems),
        unknown_columns=unknown_columns(table.header.cells),
    )


def change_of(entries: Sequence[AgencyEntry], known: Sequence[RegisteredAgency]) -> RegisterChange:
    """What recording entries would change."""
    standing = {agency.entry.agency_id: agency for agency in known}
    found: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}
    for entry in entries:
        old = standing.get(entry.agency_id)
        if old is None:
            kind = "added"
        else:
            kind = "unchanged" if old.entry == entry and not old.retired else "changed"
        found[kind].append(entry.agency_id)
    return RegisterChange(**{kind: tuple(ids) for kind, ids in found.items()})


def completed(values: Mapping[str, Any], old: AgencyEntry | None) -> AgencyEntry:
    """The entry as it stands with new values; fields without one stay as they are."""
    base = old or _EMPTY
    return AgencyEntry(**{one.name: getattr(base, one.name) for one in fields(base)} | {**values})


@dataclass(slots=True, kw_only=True)
class _Rows:
    """The rows read so far, for what stands twice."""

    known: Sequence[RegisteredAgency]
    reader: CellReader
    names: Mapping[str, str]
    texts: Texts
    problems: list[Problem] = field(default_factory=list)
    _lines_of_ids: dict[str, int] = field(default_factory=dict)
    _lines_of_sites: dict[str, int] = field(default_factory=dict)
    _by_id: dict[str, AgencyEntry] = field(init=False)
    _by_site: dict[str, str] = field(init=False)  # ids; of two agencies the active one
    _active: set[str] = field(init=False)

    def __post_init__(self) -> None:
        """Index the register."""
        self._by_id = {agency.entry.agency_id: agency.entry for agency in self.known}
        self._active = {agency.entry.agency_id for agency in self.known if not agency.retired}
        archived_first = sorted(self.known, key=lambda agency: not agency.retired)
        self._by_site = {
            site_key(agency.entry.home_url): agency.entry.agency_id for agency in archived_first
        }

    def entry(self, row: Row, written: Mapping[str, str]) -> AgencyEntry | None:
        """The entry of a row, None when it has a problem."""
        before = len(self.problems)

        def refuse(key: str, field: str = "", **facts: str) -> None:
            message = self.texts.say(f"agencies.problem.{key}", **facts)
            self.problems.append(
                Problem(
                    line=row.line,
                    field=field,
                    column=self.names.get(field, ""),
                    code=key,
                    message=message,
                )
            )

        if row.broken:
            refuse("broken_row")
            return None
        values = self._values(written, refuse)
        agency_id = self._id_of(values)
        if agency_id:
            values["agency_id"] = agency_id
            self._refuse_doubles(row, values, refuse)
        elif "home_url" not in written and len(self.problems) == before:
            refuse("no_agency_id", "agency_id")
            return None
        old = self._by_id.get(agency_id)
        # What is bad was named already; what was never there is named here.
        for key in ("name_th", "home_url"):
            bad = any(problem.field == key for problem in self.problems[before:])
            if not bad and not values.get(key, old and key not in written and getattr(old, key)):
                refuse(f"no_{key}", key)
        return completed(values, old) if len(self.problems) == before else None

    def _values(self, written: Mapping[str, str], refuse: Callable[..., None]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, text in written.items():
            if is_empty(text):
                values |= dict(_emptied(key))
                continue
            try:
                values |= self.reader.read(key, text)
            except CellError as error:
                refuse(error.key, key, **error.facts)
        return values

    def _id_of(self, values: Mapping[str, Any]) -> str:
        """The id that a row gives, else the register's for its website, else one made of it."""
        given = str(values.get("agency_id", ""))
        url = str(values.get("home_url", ""))
        if given or not url:
            return given
        return self._by_site.get(site_key(url)) or agency_id_of(url)

    def _refuse_doubles(
        self, row: Row, values: Mapping[str, Any], refuse: Callable[..., None]
    ) -> None:
        agency_id = values["agency_id"]
        first = self._lines_of_ids.setdefault(agency_id, row.line)
        if first != row.line:
            refuse("double_id", "agency_id", text=agency_id, line=str(first))
            return
        if not values.get("home_url"):
            return
        site = site_key(values["home_url"])
        first = self._lines_of_sites.setdefault(site, row.line)
        other = self._by_site.get(site, agency_id)
        if first != row.line:
            refuse("double_site", "home_url", line=str(first))
        elif other != agency_id and other in self._active:
            refuse("known_site", "home_url", text=other)


def _emptied(key: str) -> Iterator[tuple[str, Any]]:
    """The values of the fields that an empty cell empties."""
    if key == "agency_id":
        return
    also = {"units": ("owners",), "declared": ("declared_year_be",)}
    for name in (key, *also.get(key, ())):
        yield name, getattr(_EMPTY, name)


def _cell(row: Row, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""
