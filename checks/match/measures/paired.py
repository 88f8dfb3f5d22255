"""Whether each measure of a plan has a place of its own in a report, though told in other words.

A report goes through the risks of its plan one by one: a row, a numbered line or a section each. A
measure "จัดทำคู่มือประชาชน" is told where the row of its risk says "ทำคู่มือสำหรับประชาชน 12 งาน"; words of
the risk itself, and those that other measures share, prove nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from checks.api import quote_text
from checks.match.fields.entries import Entry
from checks.match.measures.shared_words import letters_told, words_of_its_own
from checks.match.reading.enumerated import enumerated
from checks.match.reading.lines import Line, lines
from checks.match.tables.columns import header_depth
from checks.records import Quote
from crawler.records import Document, Region, Table
from crawler.thai import arabic_digits, fold_text

_CONTENT = frozenset({Region.CONTENT})
_FEW = 2  # measures from which places can be told apart
_MOST = 40  # measures and places that are compared
_SHORT = 60  # code points; a longer line that opens a place tells it by itself
_BELOW = 8  # lines below what opens a place
_RISK = 10  # folded letters of a risk that can be known again
_SAME_RISK = 75.0  # per cent
_WITH_RISK = 5  # letters of a measure that the place of its risk must share
_ALONE, _MOSTLY = 8, 0.3  # letters, and share of a measure, that must be shared elsewhere
_OPENS = re.compile(
    r"\W*(?:(?:ความเสี่ยง|ประเด็น|เหตุการณ์|มาตรการ|กิจกรรม|โครงการ|เรื่อง|ข้อ|ด้าน)[ก-๎]{0,20}?"
    r"ที่ ?(?P<number>[\d๐-๙]{1,2})|\(?[\d๐-๙]{1,2}[.)]|[-•●▪*–✓✔✅])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A place that tells one thing: a row, a line, or a heading with what stands below it."""

    document: Document
    parts: tuple[tuple[int, int], ...]  # spans of its cells or lines
    number: str  # of the measure or risk that it is about, "" when it says none

    @property
    def texts(self) -> tuple[str, ...]:
        """Its cells or lines, folded."""
        return tuple(fold_text(self.document.text[start:end]) for start, end in self.parts)

    def quote_of(self, measure: str) -> Quote:
        """The part that shares most with a folded measure."""
        words = words_of_its_own(measure, ())
        letters = [letters_told(words, (text,)) for text in self.texts]
        return quote_text(self.document, *self.parts[letters.index(max(letters))])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measure:
    entry: Entry
    risks: tuple[str, ...]  # folded cells and lines that stand before it in its place
    number: str
    likely: Quote | None  # the words of the report that are most like it


def pairs(
    planned: Sequence[Entry],
    plan: Sequence[Document],
    report: Sequence[Document],
    told: Mapping[str, Quote],
    likely: Mapping[str, Quote],
) -> tuple[tuple[Entry, Quote], ...]:
    """Each measure of a plan with the place of the report that tells it, or nothing at all.

    ``told`` are those found already, by name, ``likely`` the words most like the others. Nothing
    unless every other one has a place and no two have the same.
    """
    if not _FEW <= len(planned) <= _MOST:
        return ()
    measures = _measures(planned, list(units(plan)), likely)
    for whole in (True, False):
        free = [
            u for u in units(report, whole=whole) if not any(_holds(u, q) for q in told.values())
        ]
        found = _each(measures, free[:_MOST], told)
        if len(found) == len(measures):
            return found
    return ()


def _each(
    measures: Sequence[_Measure], free: list[Unit], told: Mapping[str, Quote]
) -> tuple[tuple[Entry, Quote], ...]:
    found: list[tuple[Entry, Quote]] = []
    for measure in measures:
        quote = told.get(measure.entry.name)
        if quote is None:
            others = [other.entry.name for other in measures if other is not measure]
            place = _place(measure, others, free)
            if place is None:
                return ()
            free.remove(place)
            quote = place.quote_of(measure.entry.name)
        found.append((measure.entry, quote))
    return tuple(found)


def any_told(
    planned: Sequence[Entry], plan: Sequence[Document], report: Sequence[Document]
) -> bool:
    """Whether a place of the report may tell a measure of the plan in other words."""
    places = list(units(report))[:_MOST]
    measures = _measures(planned[:_MOST], list(units(plan)), {})
    return any(_place(measure, (), places) is not None for measure in measures)


def units(documents: Iterable[Document], *, whole: bool = True) -> Iterator[Unit]:
    """The rows of tables, and the sections of documents or, unless ``whole``, their lines."""
    for document in documents:
        for table in document.tables:
            yield from _rows(document, table)
        yield from _passages(document, _BELOW if whole else 0)


def _rows(document: Document, table: Table) -> Iterator[Unit]:
    for row in table.rows[header_depth(table) :]:
        parts = tuple(dict.fromkeys((c.start, c.end) for c in row if c.text.strip()))
        if parts:
            yield Unit(document=document, parts=parts, number=_number(row[0].text))


def _passages(document: Document, most: int) -> Iterator[Unit]:
    tables = [(table.start, table.end) for table in document.tables]
    headings = {heading.start for heading in document.headings}
    open_: list[Line] = []
    for whole in lines(document, _CONTENT):
        if any(start <= whole.start < end for start, end in tables):
            continue
        for line in enumerated(whole):
            opens = line.start in headings or _OPENS.match(line.text) is not None
            below = bool(open_) and len(open_) <= most and open_[0].end - open_[0].start <= _SHORT
            if open_ and (opens or not below):
                yield _passage(document, open_)
                open_ = []
            open_.append(line)
    if open_:
        yield _passage(document, open_)


def _passage(document: Document, own: Sequence[Line]) -> Unit:
    spans = tuple((line.start, line.end) for line in own)
    return Unit(document=document, parts=spans, number=_number(own[0].text))


def _number(text: str) -> str:
    opens = _OPENS.match(text)
    return arabic_digits(opens["number"] or "") if opens else ""


def _measures(
    planned: Sequence[Entry], of_plan: Sequence[Unit], likely: Mapping[str, Quote]
) -> list[_Measure]:
    homes = [next((one for one in of_plan if _holds(one, entry.quote)), None) for entry in planned]
    spans = {(home.document.url, part): home for home in homes if home for part in home.parts}
    said = [fold_text(home.document.text[part[0] : part[1]]) for (_, part), home in spans.items()]
    found = []
    for entry, home in zip(planned, homes, strict=True):
        before = [part for part in home.parts if part[1] <= entry.quote.start] if home else []
        texts = [fold_text(home.document.text[start:end]) for start, end in before] if home else []
        risks = tuple(text for text in texts if len(text) >= _RISK and said.count(text) == 1)
        found.append(
            _Measure(
                entry=entry,
                risks=risks,
                number=home.number if home else "",
                likely=likely.get(entry.name),
            )
        )
    return found


def _holds(unit: Unit, quote: Quote) -> bool:
    return unit.document.url == quote.url and any(
        start <= quote.start < end for start, end in unit.parts
    )


def _place(measure: _Measure, others: Sequence[str], places: Sequence[Unit]) -> Unit | None:
    """The place that shares most of a measure, when that is enough to know it again."""
    best: tuple[int, Unit | None] = (0, None)
    words = words_of_its_own(measure.entry.name, (*others, *measure.risks))
    for unit in places:
        letters = letters_told(words, unit.texts)
        likely = measure.likely is not None and _holds(unit, measure.likely)
        known = likely or _same_risk(measure, unit)
        plain = letters >= max(_ALONE, _MOSTLY * len(measure.entry.name))
        if (plain or (known and letters >= _WITH_RISK)) and letters > best[0]:
            best = (letters, unit)
    return best[1]


def _same_risk(measure: _Measure, unit: Unit) -> bool:
    if measure.number and measure.number == unit.number:
        return True
    return any(
        fuzz.partial_ratio(risk, text) >= _SAME_RISK
        for risk in measure.risks
        for text in unit.texts
        if len(text) >= _RISK
    )
