"""Rows of an ITA/OIT hub: which item is paired with which links on one page.

The words of a row decide which item it is; the code decides only where the words are silent, since
codes move from year to year. A row only points: what stands at its links is judged elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit

from checks.match.criteria import is_criteria_text
from checks.match.item_codes import item_codes, leading_code
from checks.match.lines import Line, lines
from checks.match.vocabulary import (
    SubjectMatcher,
    is_hub_label,
    is_placeholder,
    names_division,
    says_nothing,
)
from checks.match.years import fiscal_years_be
from checks.records import Strength
from crawler.records import Document, Heading, Link, LinkKind, Region, Table

FEWEST_ITEMS = 6
_FEWEST_CODES = 4
_UNMARKED_ITEMS = 12  # distinct items that make a hub of a page that nothing calls one
_LONGEST_LABEL = 220
_LONGEST_PLAIN_LABEL = 90  # of a line that is no heading and carries no code
_LAYOUT_CELL = 400
_LAYOUT_LINKS = 8
_NEAR = 80  # code points between a link that is a label and an icon link that belongs to it
_MOST_TIES = 3
_REQUIRING = re.compile(r"\s*(?:-|•|\(?\d\)|\d\.)?\s*(?:แสดง|เป็น|มีการ|กรณี)")
_YEAR_IN_ADDRESS = re.compile(r"(?<!\d)25[5-7]\d(?!\d)|(?<=ita)[5-7]\d(?!\d)|(?<=oit)[5-7]\d(?!\d)")
_HOME_PATHS = re.compile(r"/?(?:(?:index|home|main|default)(?:\.\w+)?)?/?")
_FOLLOWED = frozenset({LinkKind.WEB, LinkKind.EMPTY, LinkKind.SAME_PAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class HubRow:
    """One item on a hub with its links; EMPTY links are kept, an empty target is a finding.

    ``years`` are the fiscal years (BE) of the row's own section, empty when no heading, column or
    group names one: then the page's years count.
    """

    slug: str
    item_code: str | None  # as printed, in the form "O12"; None when the row carries no code
    label: str
    links: tuple[Link, ...]
    years: tuple[int, ...]
    strength: Strength
    start: int
    end: int


@dataclass(slots=True, kw_only=True)
class _Label:
    """The label that links on the way belong to."""

    slugs: tuple[str, ...]
    strength: Strength
    code: int | None
    text: str
    start: int
    end: int
    heading: str  # nearest heading, to notice where its section ends
    own_link: bool  # the label is itself a link that leads somewhere
    links: list[Link] = field(default_factory=list)


def hub_rows(document: Document, matcher: SubjectMatcher) -> tuple[HubRow, ...]:
    """The pairs of item and links on a page, in text order; empty for ordinary pages.

    Rows of tables, headings and lines followed by links, accordions, cards and links alone; of
    menus only entries with a code or under a group that names the hub.
    """
    reader = _Reader(document, matcher)
    return tuple(sorted(reader.rows(), key=lambda row: (row.start, row.end, row.slug)))


def is_hub(document: Document, matcher: SubjectMatcher) -> bool:
    """Whether the content pairs at least six items with links and is marked as a hub.

    Marked is a page by its title, a heading or its address, by codes on the rows, or by holding
    little else than items. A menu of items makes a hub of the home page only, for it stands on
    every page of the site.
    """
    rows = hub_rows(document, matcher)
    menu = _spots(document, frozenset({Region.MENU}))
    content = [row for row in rows if row.links and row.links[0].locator not in menu]
    pairs = [row for row in content if row.links]
    slugs = {row.slug for row in pairs}
    if len(slugs) >= FEWEST_ITEMS:
        coded = {row.slug for row in pairs if row.item_code is not None}
        if len(coded) >= _FEWEST_CODES or _called_hub(document):
            return True
        if len(slugs) >= _UNMARKED_ITEMS:
            named = {link.locator for row in pairs for link in row.links}
            return 2 * len(named) >= len(_spots(document, frozenset({Region.CONTENT})))
    if _HOME_PATHS.fullmatch(urlsplit(document.url).path):
        in_menu = {row.slug for row in rows if row.links and row.links[0].locator in menu}
        return len(in_menu) >= FEWEST_ITEMS
    return False


def hub_years(document: Document) -> tuple[int, ...]:
    """Fiscal years (BE) that a hub is about, by its title and headings, else by its address."""
    years: set[int] = set(fiscal_years_be(document.title))
    for heading in document.headings:
        if is_hub_label(heading.text) and _region_at(document, heading.start) is not Region.MENU:
            years.update(fiscal_years_be(heading.text))
    if not years:
        parts = urlsplit(document.url)
        address = unquote(f"{parts.path}?{parts.query}").lower()
        figures = [int(match[0]) for match in _YEAR_IN_ADDRESS.finditer(address)]
        years.update(number if number > 2000 else number + 2500 for number in figures)
    return tuple(sorted(years))


def _called_hub(document: Document) -> bool:
    path = unquote(urlsplit(document.url).path).replace("/", " ").replace("_", " ")
    headings = [item.text for item in document.headings]
    return any(is_hub_label(text) for text in (document.title, path, *headings))


def _spots(document: Document, regions: frozenset[Region]) -> frozenset[str]:
    return frozenset(
        link.locator for link in document.links if link.region in regions and link.kind in _FOLLOWED
    )


def _region_at(document: Document, offset: int) -> Region:
    for span in document.regions:
        if span.start <= offset < span.end:
            return span.region
    return Region.CONTENT


class _Reader:
    """Reads the rows of one page."""

    def __init__(self, document: Document, matcher: SubjectMatcher) -> None:
        self._document = document
        self._matcher = matcher
        self._by_code = {
            int(item.item_code.lstrip("Oo")): item.slug
            for item in matcher.items
            if item.item_code.lstrip("Oo").isdecimal()
        }
        self._links = [
            link
            for link in document.links
            if link.kind in _FOLLOWED and link.region is Region.CONTENT
        ]
        self._headings = [
            heading
            for heading in document.headings
            if _region_at(document, heading.start) is not Region.MENU
        ]
        self._year_marks = [
            (heading.start, fiscal_years_be(heading.text))
            for heading in self._headings
            if not self._names_item(heading.text) and fiscal_years_be(heading.text)
        ]

    def rows(self) -> Iterator[HubRow]:
        """All rows, tables first."""
        tables = self._row_tables()
        for index in tables:
            yield from self._table_rows(index)
        yield from self._flow_rows(frozenset(tables))
        yield from self._menu_rows()

    # -- which item ------------------------------------------------------------------------

    def _decide(self, text: str, code: int | None) -> tuple[tuple[str, ...], Strength] | None:
        """Slugs and strength of a label; the code settles ties and speaks where words do not."""
        by_code = self._by_code.get(code) if code is not None else None
        matches = self._matcher.match_text(text)
        if matches:
            top = [match.slug for match in matches if match.strength is matches[0].strength]
            if by_code in top or (
                matches[0].strength is Strength.WEAK and by_code in {m.slug for m in matches}
            ):
                return (by_code or "",), matches[0].strength
            return tuple(top[:_MOST_TIES]), matches[0].strength
        if by_code is not None and not self._matcher.names_other_subject(text):
            return (by_code,), Strength.WEAK
        return None

    def _names_item(self, text: str) -> bool:
        return bool(self._matcher.match_text(text)) or leading_code(text) is not None

    def _years_at(self, offset: int) -> tuple[int, ...]:
        years: tuple[int, ...] = ()
        for start, named in self._year_marks:
            if start > offset:
                break
            years = named
        return years

    def _rows_of(self, label: _Label, years: tuple[int, ...]) -> Iterator[HubRow]:
        for slug in label.slugs:
            yield HubRow(
                slug=slug,
                item_code=None if label.code is None else f"O{label.code}",
                label=label.text,
                links=tuple(dict.fromkeys(label.links)),
                years=years,
                strength=label.strength,
                start=label.start,
                end=label.end,
            )

    # -- tables ----------------------------------------------------------------------------

    def _row_tables(self) -> list[int]:
        """Tables that pair labels with links; tables that only lay a page out are read as text."""
        counts: dict[tuple[int, int], int] = {}
        for link in self._links:
            if 0 <= link.table < len(self._document.tables):
                counts[link.table, link.row] = counts.get((link.table, link.row), 0) + 1
        layout = {table for (table, _), count in counts.items() if count > _LAYOUT_LINKS}
        for table in {table for table, _ in counts}:
            rows = self._document.tables[table].rows
            if len(rows) < 2 or any(len(cell.text) > _LAYOUT_CELL for row in rows for cell in row):
                layout.add(table)
        return sorted({table for table, _ in counts} - layout)

    def _table_rows(self, index: int) -> Iterator[HubRow]:
        table = self._document.tables[index]
        by_row: dict[int, list[Link]] = {}
        for link in self._links:
            if link.table == index:
                by_row.setdefault(link.row, []).append(link)
        columns = _year_columns(table)
        label: _Label | None = None
        for number in range(len(table.rows)):
            links = by_row.get(number, [])
            found = self._row_label(table, number, links)
            if found is not None:
                if label is not None:
                    yield from self._table_label_rows(table, label, columns)
                label = found
                label.links += links
            elif links and label is not None and self._continues(table, number, label):
                label.links += links
        if label is not None:
            yield from self._table_label_rows(table, label, columns)

    def _row_label(self, table: Table, number: int, links: list[Link]) -> _Label | None:
        """The label of a row: the cell that names an item best, else its code."""
        cells = {(cell.start, cell.text): cell for cell in table.rows[number]}.values()
        texts = [(cell.text, cell.start, cell.end) for cell in cells if cell.text.strip()]
        codes = [code for text, _, _ in texts for code in _codes_of(text)]
        code = codes[0] if len(set(codes)) == 1 else None
        best: _Label | None = None
        for text, start, end in texts:
            if len(text) > _LONGEST_LABEL or is_criteria_text(text):
                continue
            decided = self._decide(text, code)
            if decided is None:
                continue
            slugs, strength = decided
            if best is None or _RANK[strength] < _RANK[best.strength]:
                best = _Label(
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

    def _continues(self, table: Table, number: int, label: _Label) -> bool:
        """Whether a row without a label of its own carries on the one above."""
        if not label.links:
            return True
        words = [cell.text for cell in table.rows[number] if not says_nothing(cell.text)]
        return all(names_division(text) for text in words)

    def _table_label_rows(
        self, table: Table, label: _Label, columns: dict[int, int]
    ) -> Iterator[HubRow]:
        years = fiscal_years_be(table.caption) or self._years_at(label.start)
        by_year: dict[tuple[int, ...], list[Link]] = {}
        for link in label.links:
            column = _column_of(table, link)
            own = (columns[column],) if column in columns else years
            by_year.setdefault(own, []).append(link)
        for own, links in by_year.items() or [(years, [])]:
            if links:
                yield from self._rows_of(_with_links(label, links), own)
        if not by_year:
            yield from self._rows_of(label, years)

    # -- running text ----------------------------------------------------------------------

    def _flow_rows(self, tables: frozenset[int]) -> Iterator[HubRow]:
        label: _Label | None = None
        for event in self._events(tables):
            if isinstance(event, _Label):
                if label is not None:
                    yield from self._finished(label)
                label = event
            elif isinstance(event, Heading):
                if label is not None and not says_nothing(event.text):
                    yield from self._finished(label)
                    label = None
            else:
                own = self._label_of_link(event, label)
                if own is None:
                    if label is not None and self._ends(event, label):
                        yield from self._finished(label)
                        label = None
                    if label is not None and _belongs(event, label):
                        label.links.append(event)
                    continue
                if label is not None and own.slugs == label.slugs and not label.own_link:
                    label.links.append(event)
                    continue
                if label is not None and not label.own_link and label.code and not own.code:
                    # One link of the item's list names another item; the list goes on.
                    yield from self._finished(own)
                    continue
                if label is not None:
                    yield from self._finished(label)
                label = own
        if label is not None:
            yield from self._finished(label)

    def _ends(self, link: Link, label: _Label) -> bool:
        """Whether a link without a row of its own is plainly the label of something else."""
        other = label.own_link and self._matcher.names_other_subject(link.text)
        return other or bool(_codes_of(link.text))

    def _finished(self, label: _Label) -> Iterator[HubRow]:
        """The rows of a label; words in running text without a link or a code are no row."""
        if label.links or label.code is not None:
            yield from self._rows_of(label, self._years_at(label.start))

    def _events(self, tables: frozenset[int]) -> list[_Label | Heading | Link]:
        """Labels, headings that end a section, and links, in text order."""
        links = [link for link in self._links if link.table not in tables]
        spans = [
            (self._document.tables[index].start, self._document.tables[index].end)
            for index in tables
        ]
        headings = {(item.start, item.end): item for item in self._headings}
        events: list[tuple[int, int, _Label | Heading | Link]] = [
            (link.start, 1, link) for link in links
        ]
        covered = {item.start for item in links if item.text}
        for line in lines(self._document, frozenset({Region.CONTENT})):
            if any(start <= line.start < end for start, end in spans):
                continue
            heading = next(
                (item for (start, _), item in headings.items() if line.start <= start < line.end),
                None,
            )
            inside = [at for at in covered if line.start <= at < line.end]
            if inside and any(self._link_names(link, line.start, line.end) for link in links):
                continue
            words = self._without_silent_links(line, links)
            label = self._line_label(words, line.start, line.end, heading)
            if label is not None:
                events.append((line.start, 0, label))
            elif heading is not None or leading_code(line.text) is not None:
                end = Heading(level=6, text=line.text, start=line.start, end=line.end)
                events.append((line.start, 0, heading or end))
        return [event for _, _, event in sorted(events, key=lambda event: event[:2])]

    def _without_silent_links(self, line: Line, links: list[Link]) -> str:
        """The words of a line without those of links that say nothing (คลิก, ดาวน์โหลด)."""
        words = line.text
        for link in sorted(links, key=lambda item: -item.start):
            inside = line.start <= link.start < link.end <= line.end
            if inside and says_nothing(link.text) and not _codes_of(link.text):
                words = words[: link.start - line.start] + words[link.end - line.start :]
        return words.strip()

    def _link_names(self, link: Link, start: int, end: int) -> bool:
        """Whether a link within a line names an item by its own words."""
        return start <= link.start < end and (
            leading_code(link.text) is not None
            or (not says_nothing(link.text) and bool(self._matcher.match_text(link.text)))
        )

    def _line_label(
        self, text: str, start: int, end: int, heading: Heading | None
    ) -> _Label | None:
        if len(text) > _LONGEST_LABEL or is_criteria_text(text) or is_placeholder(text):
            return None
        codes = _codes_of(text)
        code = codes[0] if len(set(codes)) == 1 else None
        decided = self._decide(text, code)
        if decided is None:
            return None
        slugs, strength = decided
        if heading is None and code is None and strength is not Strength.EXACT:
            plain = strength is Strength.STRONG and len(text) <= _LONGEST_PLAIN_LABEL
            if not plain or _REQUIRING.match(text):
                return None
        return _Label(
            slugs=slugs,
            strength=strength,
            code=code,
            text=" ".join(text.split()),
            start=start,
            end=end,
            heading=heading.text if heading else "",
            own_link=False,
        )

    def _label_of_link(self, link: Link, current: _Label | None) -> _Label | None:
        """The label that a link brings by its own words, its code, or the card it stands in."""
        words = next(
            (text for text in (link.text, link.title, link.image_alt) if not says_nothing(text)), ""
        )
        codes = _codes_of(link.text or link.image_alt or link.title)
        code = codes[0] if len(set(codes)) == 1 else None
        text = words or link.text
        decided = self._decide(words, code) if words or code is not None else None
        if decided is None and not words:
            for around in (link.row_text, link.item_text):
                near = _codes_of(around)
                if len(around) <= _LONGEST_LABEL and len(set(near)) <= 1:
                    decided = self._decide(around, near[0] if near else None) if around else None
                if decided is not None:
                    text, code = around, near[0] if near else None
                    break
        if decided is None:
            return None
        slugs, strength = decided
        if code is None and len(set(before := self._code_before(link))) == 1:
            code = before[0]
        if current is not None and current.slugs == slugs and not words:
            return None
        return _Label(
            slugs=slugs,
            strength=strength,
            code=code,
            text=" ".join((text or link.text).split()),
            start=link.start,
            end=link.end,
            heading=link.heading,
            own_link=link.kind is LinkKind.WEB,
            links=[link],
        )

    def _code_before(self, link: Link) -> tuple[int, ...]:
        """A code that stands on the link's line, just before it."""
        line_start = self._document.text.rfind("\n", 0, link.start) + 1
        before = self._document.text[line_start : link.start]
        return _codes_of(before) if len(before) <= 12 else ()

    # -- menus -----------------------------------------------------------------------------

    def _menu_rows(self) -> Iterator[HubRow]:
        for link in self._document.links:
            if link.region is not Region.MENU or link.kind not in _FOLLOWED:
                continue
            in_hub = any(is_hub_label(part) for part in link.group.split(" > "))
            codes = _codes_of(link.text)
            if not in_hub and len(codes) != 1:
                continue
            decided = self._decide(link.text, codes[0] if len(codes) == 1 else None)
            if decided is None:
                continue
            yield from self._rows_of(
                _Label(
                    slugs=decided[0],
                    strength=decided[1],
                    code=codes[0] if len(codes) == 1 else None,
                    text=link.text,
                    start=link.start,
                    end=link.end,
                    heading=link.group,
                    own_link=True,
                    links=[link],
                ),
                fiscal_years_be(link.group),
            )


_RANK = {Strength.EXACT: 0, Strength.STRONG: 1, Strength.WEAK: 2}


def _codes_of(text: str) -> tuple[int, ...]:
    return item_codes(text) if len(text) <= _LONGEST_LABEL else ()


def _belongs(link: Link, label: _Label) -> bool:
    """Whether a link without a label of its own stands under the label."""
    if not label.own_link:
        return True
    silent = all(says_nothing(text) for text in (link.text, link.title, link.image_alt))
    return silent and 0 <= link.start - label.end <= _NEAR


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


def _with_links(label: _Label, links: Iterable[Link]) -> _Label:
    return replace(label, links=list(links))
