"""Which months a bundle answers: by headings, rows, pages, labels of links and days of contracts.

A month is answered by procurements under it or by a plain statement that there was none; a
heading over nothing answers nothing. Months are (year CE, month).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from checks.api import Case, Quote, quote_link, quote_text
from checks.match.links.pointing import label_of
from checks.match.periods.said import Month, months_named
from checks.match.periods.years import dates, fiscal_year_of, fiscal_years_be
from checks.match.procurement.columns import Role
from checks.match.procurement.records import Record, Sheet
from checks.match.procurement.sheets import sheets_of
from checks.match.procurement.values import is_total, speaks_of_buying, states_none
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.lines import Line, lines
from checks.match.reading.values import holds
from crawler.records import Document, Link, LinkKind, PageKind, Region

_CONTENT = frozenset({Region.CONTENT})
_HEADING = 150  # code points; a longer line is text
_NOT_CONTENT = re.compile(
    r"เผยแพร่|ปรับปรุง|โพสต์|อัปเดต|อัพเดท|แก้ไขล่าสุด|ณ ?(?:วันที่|เดือน)|ข้อมูล ?ณ|คาดว่า|กำหนด"
)
_BOUGHT = re.compile(r"ซื้อ|จ้าง|ก่อสร้าง|เช่า|ซ่อม|ปรับปรุง")
_NEAR = 62  # days by which a contract may precede or follow the month it is reported in


class State(IntEnum):
    """What stands under a month, best answer first."""

    ROWS = 0  # procurements
    NONE = 1  # a statement that there was none
    DASHES = 2  # a row of dashes
    UNREAD = 3  # a link to something that was not read
    OTHER_YEAR = 4  # procurements of another year
    BLANK = 5  # its heading, and nothing under it
    DEAD = 6  # a link that leads nowhere


ANSWERED = frozenset({State.ROWS, State.NONE})


@dataclass(slots=True)
class Coverage:
    """What was found, month by month."""

    months: dict[Month, tuple[State, Quote]] = field(default_factory=dict)
    headed: set[Month] = field(default_factory=set)  # told apart by heading, row, page or link
    by_contract: set[Month] = field(default_factory=set)  # known only from days of contracts
    undated: list[Quote] = field(default_factory=list)  # procurements of no known month
    dated: int = 0
    ranges: list[tuple[frozenset[Month], Quote]] = field(default_factory=list)
    none_at_all: Quote | None = None  # a statement for the whole year
    other_years: list[tuple[int, Quote]] = field(default_factory=list)  # contracts outside

    def put(self, month: Month, state: State, quote: Quote) -> None:
        """Keep the better of two answers for a month."""
        known = self.months.get(month)
        if known is None or state < known[0]:
            self.months[month] = (state, quote)

    def answered(self) -> frozenset[Month]:
        """The months with procurements or with a statement."""
        return frozenset(m for m, (state, _) in self.months.items() if state in ANSWERED)

    def of(self, state: State) -> frozenset[Month]:
        """The months in a state."""
        return frozenset(m for m, (held, _) in self.months.items() if held is state)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    at: int
    months: frozenset[Month]
    quote: Quote | None
    own: bool = True  # False for the label that leads to the page


def month_coverage(case: Case, fiscal_year_be: int) -> Coverage:
    """The months that the case's bundle answers, months alone taken as of the fiscal year."""
    coverage = Coverage()
    documents = list(case.documents)
    for document in case.documents:
        for link, months in _pointing_links(document, fiscal_year_be):
            target = case.site.document(link.url) if link.kind is LinkKind.WEB else None
            if target is not None and target.kind is PageKind.PAGE:
                if target not in documents:
                    documents.append(target)
                continue
            state = State.UNREAD
            if link.kind is LinkKind.EMPTY or case.site.dead(link.url) is not None:
                state = State.DEAD
            for month in months:
                coverage.put(month, state, quote_link(document, link))
    for document in documents:
        _read(document, case, fiscal_year_be, coverage)
    return coverage


def _pointing_links(
    document: Document, fiscal_year_be: int
) -> Iterator[tuple[Link, frozenset[Month]]]:
    """Links of the content that a month names, by their own words or those around them."""
    for link in document.links:
        if link.region is not Region.CONTENT or link.kind not in {LinkKind.WEB, LinkKind.EMPTY}:
            continue
        for words in (f"{link.text} {link.title} {link.image_alt}", link.row_text, link.item_text):
            months = months_named(words, fiscal_year_be)
            if months:
                yield link, months
                break
        else:
            months = months_named(link.heading, fiscal_year_be)
            if len(months) == 1 and link.url != document.url:
                yield link, months


def _read(document: Document, case: Case, fiscal_year_be: int, coverage: Coverage) -> None:
    found = sheets_of(document)
    inside = [(r.start, r.end) for sheet in found for r in sheet.records]
    marks, nones, told = _marks(document, case, fiscal_year_be, inside)
    used: set[int] = set()

    def context(at: int, words: str) -> tuple[frozenset[Month], bool]:
        months = months_named(words, _year_at(marks, at, fiscal_year_be)) if words else frozenset()
        if months:
            return months, True
        for place in range(len(marks) - 1, -1, -1):
            if marks[place].at <= at:
                used.add(place)
                return marks[place].months, True
        return frozenset(), False

    for sheet in found:
        for record in sheet.records:
            words = record.mark or sheet.above
            months, _ = context(record.start, words)
            _take_record(coverage, sheet, record, months)
        for statement in sheet.statements:
            if statement.kind == "blank":
                continue
            months, _ = context(statement.start, statement.mark or sheet.above)
            quote = quote_text(document, statement.start, statement.end)
            state = State.NONE if statement.kind == "none" else State.DASHES
            _take_statement(coverage, months, state, quote, alone=not sheet.records)
    for line in nones:
        own = months_named(line.text, _year_at(marks, line.start, fiscal_year_be))
        months = own or context(line.start, "")[0]
        if not own and len(months) != 1 and not speaks_of_buying(line.text):
            continue  # a bare "none" below anything else
        quote = quote_text(document, line.start, line.end)
        years = fiscal_years_be(line.text)
        if years and not own and fiscal_year_be not in years:
            continue
        _take_statement(coverage, months, State.NONE, quote, alone=True)
    for line in told:
        months, _ = context(line.start, "")
        if len(months) == 1:
            coverage.dated += 1
            month = next(iter(months))
            coverage.headed.add(month)
            coverage.put(month, State.ROWS, quote_text(document, line.start, line.end))
    for place, mark in enumerate(marks):
        if len(mark.months) == 1 and mark.own and mark.quote is not None:
            coverage.headed |= mark.months
            if place not in used:
                coverage.put(next(iter(mark.months)), State.BLANK, mark.quote)
        elif len(mark.months) > 1 and mark.quote is not None:
            coverage.ranges.append((mark.months, mark.quote))


def _year_at(marks: list[_Mark], at: int, default: int) -> int:
    """The fiscal year of the nearest mark above, for months that stand without a year."""
    for mark in reversed(marks):
        if mark.at <= at and mark.months:
            year, month = min(mark.months)
            return fiscal_year_of(date(year, month, 1))
    return default


def _marks(
    document: Document, case: Case, fiscal_year_be: int, inside: list[tuple[int, int]]
) -> tuple[list[_Mark], list[Line], list[Line]]:
    """The lines that head months, those that state none, and those that tell a purchase."""
    marks: list[_Mark] = []
    nones: list[Line] = []
    told: list[Line] = []
    year = _year_of_page(document, case) or fiscal_year_be
    pointed = _pointed_months(document, case, year)
    if pointed:
        marks.append(_Mark(at=-1, months=pointed, quote=None, own=False))
    titled = months_named(document.title, year)
    if titled and len(case.documents) > 1 and len(titled) == 1:
        marks.append(_Mark(at=-1, months=titled, quote=None, own=False))
    asked = criteria_starts(document)
    starts = {heading.start for heading in document.headings}
    for line in lines(document, _CONTENT):
        if line.start in asked:
            continue
        if any(first <= line.start < last for first, last in inside):
            continue
        if any(table.start <= line.start < table.end for table in document.tables) and (
            _in_sheet(document, line)
        ):
            continue
        if "\t" in line.text:
            cells = line.text.split("\t")
            if months_named(line.text, year) and any(states_none(cell) for cell in cells):
                nones.append(line)
            continue
        link = label_of(quote_text(document, line.start, line.end), case)
        if link is not None and link.url != document.url:
            continue
        named = fiscal_years_be(line.text)
        heads = line.start in starts or len(line.text) <= _HEADING
        if len(named) == 1 and heads and not dates(line.text):
            year = year if _NOT_CONTENT.search(line.text) else named[0]
        if states_none(line.text):
            nones.append(line)
            continue
        if holds(line.text, "money") and _BOUGHT.search(line.text) and not is_total(line.text):
            told.append(line)
            continue
        if len(line.text) > _HEADING or _NOT_CONTENT.search(line.text):
            continue
        months = months_named(line.text, year)
        if months:
            quote = quote_text(document, line.start, line.end)
            marks.append(_Mark(at=line.start, months=months, quote=quote))
    return marks, nones, told


def _in_sheet(document: Document, line: Line) -> bool:
    return any(sheet.start <= line.start < sheet.end for sheet in sheets_of(document))


def _year_of_page(document: Document, case: Case) -> int | None:
    """The one fiscal year that a page's first headings, title or pointer name."""
    for words in (*(heading.text for heading in document.headings[:2]), document.title):
        years = fiscal_years_be(words)
        if len(years) == 1:
            return years[0]
    return None


def _pointed_months(document: Document, case: Case, fiscal_year_be: int) -> frozenset[Month]:
    """The one month that the links to a page name."""
    for pointer in case.site.pointers(document.url):
        link = pointer.link
        for words in (f"{link.text} {link.title} {link.image_alt}", link.row_text):
            years = fiscal_years_be(f"{words} {link.heading} {link.group}")
            year = years[0] if len(years) == 1 else fiscal_year_be
            months = months_named(words, year)
            if len(months) == 1:
                return months
    return frozenset()


def contract_days(record: Record) -> tuple[date, ...]:
    """The days of a record's contract."""
    return tuple(mention.on for mention in dates(record.text(Role.CONTRACT_DATE)))


def _take_record(
    coverage: Coverage, sheet: Sheet, record: Record, months: frozenset[Month]
) -> None:
    days = contract_days(record)
    quote = sheet.quote(record)
    if len(months) == 1:
        month = next(iter(months))
        coverage.dated += 1
        coverage.headed.add(month)
        if days and not any(_near(day, month) for day in days):
            coverage.other_years.append((fiscal_year_of(days[0]), quote))
            coverage.put(month, State.OTHER_YEAR, quote)
        else:
            coverage.put(month, State.ROWS, quote)
        return
    if not days:
        coverage.undated.append(quote)
        return
    month = (days[0].year, days[0].month)
    coverage.dated += 1
    if months and month not in months and not any(_near(days[0], other) for other in months):
        coverage.other_years.append((fiscal_year_of(days[0]), quote))
    coverage.by_contract.add(month)
    coverage.put(month, State.ROWS, quote)


def _near(day: date, month: Month) -> bool:
    """Whether a contract's day and a month are of one fiscal year, or little apart."""
    middle = date(month[0], month[1], 15)
    return fiscal_year_of(day) == fiscal_year_of(middle) or abs((day - middle).days) <= _NEAR


def _take_statement(
    coverage: Coverage, months: Iterable[Month], state: State, quote: Quote, *, alone: bool
) -> None:
    named = list(months)
    if not named:
        if state is State.NONE and alone:
            coverage.none_at_all = coverage.none_at_all or quote
        return
    if len(named) > 1 and not alone:
        return  # a cell of a table over several months says nothing of each
    for month in named:
        coverage.put(month, state, quote)
        if len(named) == 1:
            coverage.headed.add(month)
