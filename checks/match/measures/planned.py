"""The documents of a plan that are of one fiscal year, and what a report tells of its measures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from checks.match.fields.entries import Entry, Likeness, told_elsewhere
from checks.match.periods.years import fiscal_years_be
from checks.match.reading.lines import lines
from checks.match.reading.phrases import matches
from checks.records import Quote
from checks.section import cut_to
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_HEADINGS = 4
_FEW_YEARS = 2  # years in headings from which a page has a part for each
_FIRST_LINES = 6
_UNLIKE = 55.0  # per cent; below this an entry is told nowhere
_LIKELY = 70.0  # per cent, from which an entry is one of as many in other words
_ALIKE = 84.0  # per cent, from which two entries are one
_PLAIN = 14  # folded letters; a shorter entry may hide in any sentence
_WOVEN = 0.8  # share of an entry's letters that a line must repeat in runs
_RUN = 5  # folded letters of a run
_NAME = 110  # code points of a line that can head a plan or a report
_PLANS = (("ประเมินความเสี่ยง",), ("แผน", "ความเสี่ยง"))
_CALLED_PLANS = (
    *_PLANS,
    ("มาตรการ", "ความเสี่ยง"),
    ("มาตรการ", "สินบน"),
    ("ความเสี่ยง", "ทุจริต"),
    ("ความเสี่ยง", "สินบน"),
    ("ความเสี่ยง", "ทับซ้อน"),
)
_FIRST_NAMES = 2  # lines that may name a document beside its title
_REPORTS = ("รายงานผล", "ผลการดำเนิน", "สรุปผล", "ผลตามแผน", "ผลการจัดการ", "ผลการบริหาร", "ผลจัดการ")
_RISK = (("ความเสี่ยง",),)


def of_year(documents: Iterable[Document], year: int) -> tuple[Document, ...]:
    """Documents whose title, first headings or first lines name the fiscal year (BE), or none.

    A page with the plans of several years below each other is cut to what its headings date so.
    """
    found: list[Document] = []
    for document in documents:
        dated = _dated(document)
        if dated:
            found += [cut_to(document, span) for named, span in dated if named == year]
        elif year in _years(document) or not _years(document):
            found.append(document)
    return tuple(found)


def _dated(document: Document) -> list[tuple[int, tuple[int, int]]]:
    """The parts of a page by the years of its headings of one level, when these are several."""
    named = [(heading, fiscal_years_be(heading.text)) for heading in document.headings]
    for level in sorted({heading.level for heading, _ in named}):
        marks = [(h.start, ys[0]) for h, ys in named if h.level == level and len(ys) == 1]
        if len({year for _, year in marks}) >= _FEW_YEARS:
            ends = [start for start, _ in marks[1:]] + [len(document.text)]
            return [(year, (at, end)) for (at, year), end in zip(marks, ends, strict=True)]
    return []


def _years(document: Document) -> set[int]:
    starts = [heading.text for heading in document.headings[:_HEADINGS]]
    first = [line.text for line in lines(document, _CONTENT)[:_FIRST_LINES]]
    named = {year for text in (document.title, *starts) for year in fiscal_years_be(text)}
    return named or {year for text in first for year in fiscal_years_be(text)}


def plan_and_report(
    documents: Iterable[Document],
) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """The documents of a place that are a risk plan or assessment, and the others.

    A page that holds both, one below the other, is cut where a line names either.
    """
    plans: list[Document] = []
    reports: list[Document] = []
    for document in documents:
        marks = _marks(document)
        if len({is_plan for _, is_plan in marks}) < 2:
            (plans if _named_plan(document, marks) else reports).append(document)
            continue
        ends = [start for start, _ in marks[1:]] + [len(document.text)]
        for (start, is_plan), end in zip(marks, ends, strict=True):
            (plans if is_plan else reports).append(cut_to(document, (start, end)))
    return tuple(plans), tuple(reports)


def _marks(document: Document) -> list[tuple[int, bool]]:
    """Where lines name a plan (true) or a report on it (false) in turn."""
    marks: list[tuple[int, bool]] = []
    for line in lines(document, _CONTENT):
        if len(line.text) > _NAME or "\t" in line.text or not matches(line.text, _RISK):
            continue
        is_plan = matches(line.text, _PLANS, _REPORTS)
        is_report = any(fold_text(word) in line.folded for word in _REPORTS)
        if (is_plan or is_report) and (not marks or marks[-1][1] is not is_plan):
            marks.append((line.start, is_plan))
    return marks


def _named_plan(document: Document, marks: Sequence[tuple[int, bool]]) -> bool:
    """Whether a document is called a plan: by its first lines, else by its title."""
    first = [line.start for line in lines(document, _CONTENT)[:_FIRST_LINES]]
    if marks and marks[0][0] in first:
        return marks[0][1]
    return matches(document.title, _PLANS, _REPORTS)


def plans_elsewhere(
    documents: Iterable[Document], year: int, own: Sequence[Document]
) -> tuple[Document, ...]:
    """The documents of a site that are called a risk plan, or measures against risks, of a year.

    Agencies call the assessment of an earlier year by many names, and no pointer leads to it.
    """
    taken = {document.url for document in own}
    return tuple(
        document
        for document in documents
        if document.url not in taken
        and year in (years := _years(document))
        and len(years) == 1
        and _is_called_plan(document)
    )


def _is_called_plan(document: Document) -> bool:
    first = [line.text for line in lines(document, _CONTENT)[:_FIRST_NAMES]]
    names = [text for text in (document.title, *first) if len(text) <= _NAME]
    if any(fold_text(word) in fold_text(text) for text in names for word in _REPORTS):
        return False
    return any(matches(text, _CALLED_PLANS) for text in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How a report tells of the entries of a plan."""

    told: tuple[Likeness, ...]
    doubtful: tuple[Likeness, ...]
    missing: tuple[Likeness, ...]  # nothing in the report is like them

    @property
    def whole(self) -> bool:
        """Whether every entry is told."""
        return bool(self.told) and not self.doubtful and not self.missing

    @property
    def places(self) -> dict[str, Quote]:
        """Where each entry is told, by name."""
        return {like.entry.name: like.quote for like in self.told if like.quote is not None}

    @property
    def likely(self) -> dict[str, Quote]:
        """The words that are like an entry that may be told in others, by name."""
        return {
            like.entry.name: like.quote
            for like in self.doubtful
            if like.quote is not None and like.percent >= _LIKELY
        }

    def in_turn(self, reported: Sequence[Entry]) -> bool:
        """Whether each entry is like one of as many reported, though in somewhat other words.

        "ตรวจเลขไมล์รายสัปดาห์" of a plan is "ตรวจเลขไมล์รถขยะ" where as many are reported as planned.
        """
        found = (*self.told, *self.doubtful)
        places = {like.quote.start for like in found if like.quote is not None}
        likely = all(like.percent >= _LIKELY for like in self.doubtful)
        listed = places <= {entry.quote.start for entry in reported}
        one_each = len(places) == len(found) == len(reported)
        return bool(found) and likely and listed and one_each and not self.missing


def telling(planned: Sequence[Entry], report: Sequence[Document]) -> Telling:
    """Sort the entries of a plan by whether a report tells of them.

    A report says a measure with more words between ("ติดประกาศ[ลำดับคำขอ]ที่กองช่าง"): each that has
    a line of its own with nearly all of its letters in runs is told.
    """
    found = told_elsewhere(planned, report)
    taken = [like.quote.start for like in found if like.quote is not None]
    found = tuple(
        replace(like, percent=_ALIKE)
        if not like.same
        and like.quote is not None
        and taken.count(like.quote.start) == 1
        and len(like.entry.name) >= _PLAIN
        and _woven(like.entry.name, fold_text(like.quote.text)) >= _WOVEN
        else like
        for like in found
    )
    missing = [
        like
        for like in found
        if not like.same and like.percent < _UNLIKE and len(like.entry.name) >= _PLAIN
    ]
    return Telling(
        told=tuple(like for like in found if like.same),
        doubtful=tuple(like for like in found if not like.same and like not in missing),
        missing=tuple(missing),
    )


def _woven(name: str, text: str) -> float:
    """The share of a name's letters that stand in a text in runs, in any order."""
    pieces, told = [name], 0
    while pieces:
        piece = pieces.pop()
        match = SequenceMatcher(None, piece, text, autojunk=False).find_longest_match()
        if match.size >= _RUN:
            told += match.size
            pieces += [piece[: match.a], piece[match.a + match.size :]]
    return told / len(name)


def is_listed(entry: Entry, others: Sequence[Entry]) -> bool:
    """Whether an entry is one of others, though longer or shorter told."""
    return any(fuzz.partial_ratio(entry.name, other.name) >= _ALIKE for other in others)
