"""The fiscal years that a hub and the parts of it are about.

Sites keep the lists of several years beside each other: under headings, under plain lines, in tabs
and folds, or as links with a year for a label. A row under another year's mark is no row of this
year's list.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from checks.match.fields.label_sense import is_hub_label, says_nothing
from checks.match.hub.labels import HubPage, HubRow, region_at
from checks.match.periods.dates import MONTH, plain_text
from checks.match.periods.years import fiscal_years_be
from checks.match.reading.lines import lines
from crawler.records import Document, Link, LinkKind, Region

_LONGEST_MARK = 120  # code points
_SAME_LIST = 3  # items that two parts of a page share before they are one list in two years
_MONTH = re.compile(MONTH, re.I)
_YEAR_IN_ADDRESS = re.compile(r"(?<!\d)25[5-7]\d(?!\d)|(?<=ita)[5-7]\d(?!\d)|(?<=oit)[5-7]\d(?!\d)")


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    year: int


def hub_years(document: Document) -> tuple[int, ...]:
    """Fiscal years (BE) that a hub is about, by its title and headings, else by its address."""
    years: set[int] = set(fiscal_years_be(document.title))
    for heading in document.headings:
        if is_hub_label(heading.text) and region_at(document, heading.start) is not Region.MENU:
            years.update(fiscal_years_be(heading.text))
    if not years:
        parts = urlsplit(document.url)
        address = unquote(f"{parts.path}?{parts.query}").lower()
        figures = [int(match[0]) for match in _YEAR_IN_ADDRESS.finditer(address)]
        years.update(number if number > 2000 else number + 2500 for number in figures)
    return tuple(sorted(years))


def year_mark(text: str) -> int | None:
    """The fiscal year (BE) of a label that says a year, or a hub and a year, and nothing else."""
    if not text or len(text) > _LONGEST_MARK or _MONTH.search(plain_text(text)):
        return None
    years = fiscal_years_be(text)
    return years[0] if len(years) == 1 and (says_nothing(text) or is_hub_label(text)) else None


def dated_rows(page: HubPage, rows: Sequence[HubRow]) -> tuple[HubRow, ...]:
    """The rows with the years of the tab, fold, line or link label that they belong to.

    A row whose links are labelled with different years becomes one row for each of them.
    """
    marked = _by_lines(page, rows)
    return tuple(part for row in marked for part in _by_links(row))


def _by_links(row: HubRow) -> Iterator[HubRow]:
    own: dict[int | None, list[Link]] = {}
    for link in row.links:
        own.setdefault(year_mark(link.text or link.image_alt or link.title), []).append(link)
    if len([year for year in own if year is not None]) > 1:
        for year, links in own.items():
            years = row.years if year is None else (year,)
            yield replace(row, links=tuple(links), years=years, labelled=year is not None)
        return
    under: dict[tuple[int, ...], list[Link]] = {}
    for link in row.links:
        year = _group_year(link)
        under.setdefault(row.years if year is None else (year,), []).append(link)
    if not under:
        yield row
    for years, links in under.items():
        yield replace(row, links=tuple(links), years=years)


def _group_year(link: Link) -> int | None:
    """The year of the innermost tab, fold or group over a link that is marked with one."""
    parts = link.group.split(" > ")
    return next((year for part in reversed(parts) if (year := year_mark(part)) is not None), None)


def _by_lines(page: HubPage, rows: Sequence[HubRow]) -> Sequence[HubRow]:
    """Rows below a line that only names a year, where such lines cut the list into years."""
    marks = _line_marks(page, rows)
    if not marks or not _cut_the_list(marks, rows):
        return rows
    starts = [mark.start for mark in marks]
    found = []
    for row in rows:
        place = bisect_right(starts, row.start) - 1
        # Years of a caption or column are the row's own and nearer than any line above.
        other = row.years and row.years != page.years_at(row.start)
        if place < 0 or other or page.year_start(row.start) > marks[place].start:
            found.append(row)
        else:
            found.append(replace(row, years=(marks[place].year,)))
    return found


def _line_marks(page: HubPage, rows: Sequence[HubRow]) -> list[_Mark]:
    """The lines that name a year; several in a row are the labels of tabs and mark nothing."""
    document = page.document
    led = [(link.start, link.end) for link in document.links if link.kind is LinkKind.WEB]
    marks = [
        _Mark(line.start, year)
        for line in lines(document, frozenset({Region.CONTENT}))
        if len(line.text) <= _LONGEST_MARK
        and (year := year_mark(line.text)) is not None
        and not any(start < line.end and line.start < end for start, end in led)
    ]
    starts = sorted(row.start for row in rows)
    bar = {
        mark
        for pair in pairwise(marks)
        if bisect_right(starts, pair[0].start) == bisect_right(starts, pair[1].start)
        and pair[0].year != pair[1].year
        for mark in pair
    }
    return [mark for mark in marks if mark not in bar]


def _cut_the_list(marks: Sequence[_Mark], rows: Sequence[HubRow]) -> bool:
    """Whether the marks part the same list in different years, or one stands over all rows."""
    if all(row.start > marks[0].start for row in rows) and len({m.year for m in marks}) == 1:
        return True
    starts = [mark.start for mark in marks]
    parts: dict[int, set[str]] = {}
    for row in rows:
        parts.setdefault(bisect_right(starts, row.start) - 1, set()).add(row.slug)
    years = {place: marks[place].year if place >= 0 else None for place in parts}
    return any(
        years[one] != years[other] and len(parts[one] & parts[other]) >= _SAME_LIST
        for one in parts
        for other in parts
        if one < other
    )
