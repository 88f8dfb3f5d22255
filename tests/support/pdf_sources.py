"""The sources of the PDF corpus: what each sample says, and what a reader must find in it.

A source is a YAML file beside the samples. Its tables are full grids, merged cells repeated, which
is what a reader has to give back; ``merge`` lists the merged rectangles (first row, first column,
last row, last column) for the programs that write the samples.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SAMPLES = Path(__file__).parent.parent / "crawler" / "extract" / "samples" / "pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """One table as a full grid, and how it is drawn."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]  # shares of the page's width
    header_rows: int
    merged: tuple[tuple[int, int, int, int], ...]
    borderless: bool

    def span(self, row: int, column: int) -> tuple[int, int] | None:
        """Rows and columns that the cell covers; None when another cell covers this place."""
        for top, left, bottom, right in self.merged:
            if top <= row <= bottom and left <= column <= right:
                return (
                    (bottom - top + 1, right - left + 1) if (row, column) == (top, left) else None
                )
        return 1, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document: blocks in order, and what has to be found."""

    name: str
    landscape: bool
    blocks: tuple[tuple[str, Any], ...]  # (title | heading | text | link | table, what)
    tables: tuple[SourceTable, ...]
    phrases: tuple[str, ...]
    title: str
    years: tuple[int, ...]


def load_sources() -> dict[str, Source]:
    """All sources by name, sorted."""
    return {path.stem: _load(path) for path in sorted((SAMPLES / "sources").glob("*.yaml"))}


def source_of(sample: str) -> Source:
    """The source that a sample was made from: its name up to the first dot."""
    return _load(SAMPLES / "sources" / f"{sample.split('.')[0]}.yaml")


def _load(path: Path) -> Source:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Source(
        name=path.stem,
        landscape=data["paper"] == "landscape",
        blocks=tuple(next(iter(block.items())) for block in data["blocks"]),
        tables=tuple(
            SourceTable(
                rows=tuple(map(tuple, table["rows"])),
                widths=tuple(table["widths"]),
                header_rows=table["header_rows"],
                merged=tuple(map(tuple, table.get("merge", ()))),
                borderless=table.get("borderless", False),
            )
            for table in data["tables"]
        ),
        phrases=tuple(data["phrases"]),
        title=data["title"],
        years=tuple(data["years"]),
    )
