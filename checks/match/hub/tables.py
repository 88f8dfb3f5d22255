"""Rows of a hub that stand in tables."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from checks.match.hub.labels import LONGEST_LABEL, RANK, HubLabel, HubPage, HubRow, codes_of
from checks.match.periods.years import fiscal_years_be
from checks.match.reading.criteria import is_criteria_text
from checks.match.subjects.vocabulary import is_hub_label, names_division, says_nothing
from crawler.records import Link, Table

_LAYOUT_CELL = 400
_LAYOUT_LINKS = 8


class TableReader:
    """Reads the tables of one page."""

    def __init__(self, page: HubPage) -> None:
        self._page = page

    def pairing(self) -> list[int]:
        """Tables that pair labels with links; tables that only lay a page out are read as text."""
        counts: dict[tuple[int, int], int] = {}
        for link in self._page.links:
            if 0 <= link.table < len(self._page.document.tables):
                counts[link.table, link.row] = counts.get((link.table, link.row), 0) + 1
        layout = {table for (table, _), count in counts.items() if count > _LAYOUT_LINKS}
        for table in {table for table, _ in counts}:
            rows = self._page.document.tables[table].rows
            if len(rows) < 2 or any(len(cell.text) > _LAYOUT_CELL for row in rows for cell in row):
                layout.add(table)
        return sorted({table for table, _ in counts} - layout)

    def rows(self, index: int) -> Iterator[HubRow]:
        """The rows of one table, by its number on the page."""
        table = self._page.document.tables[index]
        by_row: dict[int, list[Link]] = {}
        for link in self._page.links:
            if link.table == index:
                by_row.setdefault(link.row, []).append(link)
        columns = _year_columns(table)
        label: HubLabel | None = None
        for number in range(len(table.rows)):
            links = by_row.get(number, [])
            found = self._row_label(table, number, links)
            if found is not None:
                if label is not None:
                    yield from self._label_rows(table, label, columns)
                label = found
                label.links += links
            elif links and label is not None and self._continues(table, number, label):
                label.links += links
        if label is not None:
            yield from self._label_rows(table, label, columns)

    def _row_label(self, table: Table, number: int, links: list[Link]) -> HubLabel | None:
        """The label of a row: the cell that names an item best, else its code."""
        cells = {(cell.start, cell.text): cell for cell in table.rows[number]}.values()
        texts = [(cell.text, cell.start, cell.end) for cell in cells if cell.text.strip()]
        codes = [code for text, _, _ in texts for code in codes_of(text)]
        code = codes[0] if len(set(codes)) == 1 else None
        best: HubLabel | None = None
        for text, start, end in texts:
            if len(text) > LONGEST_LABEL or is_criteria_text(text):
                continue
            decided = self._page.decide(text, code)
            if decided is None:
                continue
            slugs, strength = decided
            if best is None or RANK[strength] < RANK[best.strength]:
                best = HubLabel(
                    slugs=slugs,
                    strength=strength,
                    code=code,
                    text=" ".join(text.split()),
                    start=start,
                    end=end,
                    heading=table.heading,
                    own_link=bool(links),
                )
        return best

    def _continues(self, table: Table, number: int, label: HubLabel) -> bool:
        """Whether a row without a label of its own carries on the one above."""
        if not label.links:
            return True
        words = [cell.text for cell in table.rows[number] if not says_nothing(cell.text)]
        return all(names_division(text) for text in words)

    def _label_rows(
        self, table: Table, label: HubLabel, columns: dict[int, int]
    ) -> Iterator[HubRow]:
        years = fiscal_years_be(table.caption) or self._page.years_at(label.start)
        by_year: dict[tuple[int, ...], list[Link]] = {}
        for link in label.links:
            column = _column_of(table, link)
            own = (columns[column],) if column in columns else years
            by_year.setdefault(own, []).append(link)
        for own, links in by_year.items() or [(years, [])]:
            if links:
                yield from self._page.rows_of(_with_links(label, links), own)
        if not by_year:
            yield from self._page.rows_of(label, years)


def _year_columns(table: Table) -> dict[int, int]:
    """Columns whose heading cell names one fiscal year, when at least two columns do."""
    for row in table.rows[:2]:
        named = {
            column: years[0]
            for column, cell in enumerate(row)
            if len(years := fiscal_years_be(cell.text)) == 1
            and (says_nothing(cell.text) or is_hub_label(cell.text))
        }
        if len(set(named.values())) >= 2:
            return named
    return {}


def _column_of(table: Table, link: Link) -> int:
    if not 0 <= link.row < len(table.rows):
        return -1
    for column, cell in enumerate(table.rows[link.row]):
        if cell.start <= link.start < max(cell.end, cell.start + 1):
            return column
    return -1


def _with_links(label: HubLabel, links: Iterable[Link]) -> HubLabel:
    return replace(label, links=list(links))
