"""Procurements as records: what one row, card or page tells of each, and what a sheet holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from checks.api import Quote, quote_text
from checks.match.procurement.columns import TELLING, Role
from checks.match.procurement.values import is_nothing, tells
from crawler.records import Cell, Document

_SHARED = {
    Role.BID: Role.BIDDER,
    Role.AGREED: Role.WINNER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One procurement: its cells by meaning, in reading order."""

    values: Mapping[Role, tuple[Cell, ...]]
    start: int
    end: int
    mark: str = ""  # words of the row that separates it from those above: a month

    def text(self, role: Role) -> str:
        """The words of all cells of a meaning, "" when there are none."""
        return " ".join(cell.text for cell in self.values.get(role, ()) if cell.text)

    def filled(self, role: Role) -> bool:
        """Whether a cell holds a value of the meaning.

        A price may stand in the cell of the name without its heading saying so.
        """
        partner = _SHARED.get(role)
        names = self.values.get(partner, ()) if partner else ()
        return any(
            tells(role, cell.text, shared=any(name.start == cell.start for name in names))
            for cell in self.values.get(role, names)
        )

    def dashed(self, role: Role) -> bool:
        """Whether the cell says "nothing" and is not just left blank."""
        cells = [cell for cell in self.values.get(role, ()) if cell.text.strip()]
        return bool(cells) and all(is_nothing(cell.text) for cell in cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Words inside a sheet that stand for no procurement: none, only dashes, or nothing at all."""

    kind: str  # none, dashes, blank
    start: int
    end: int
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table, or a run of cards, of procurements of one layout."""

    document: Document
    headings: Mapping[Role, Cell]  # the heading cell or first label of each meaning
    records: tuple[Record, ...]
    statements: tuple[Statement, ...] = ()
    marks: tuple[Cell, ...] = ()  # rows over the whole width that name something, in order
    further: tuple[Cell, ...] = ()  # headings without a known meaning
    above: str = ""  # caption and title rows
    heading: str = ""  # nearest heading before it
    start: int = 0
    end: int = 0

    @property
    def roles(self) -> frozenset[Role]:
        """The meanings that the sheet has a column or label for."""
        return frozenset(self.headings)

    @property
    def unknown(self) -> Cell | None:
        """The first heading without a known meaning, None without one."""
        return self.further[0] if self.further else None

    @property
    def told(self) -> frozenset[Role]:
        """The meanings among them that make a procurement."""
        return self.roles & TELLING

    def quote(self, record: Record) -> Quote:
        """A record as evidence."""
        return quote_text(self.document, record.start, record.end)

    def quote_heading(self, role: Role) -> Quote:
        """The heading of a meaning as evidence."""
        cell = self.headings[role]
        return quote_text(self.document, cell.start, cell.end)
