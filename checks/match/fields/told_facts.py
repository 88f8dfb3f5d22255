"""Facts that a page tells in whole sentences: papers, measured aims, risks and what is done.

What a sentence tells is known by how it is built, not by a label: see the modules of each kind.
Works on the content of documents; the home page, headings and the assessment's own wording are
left out.
"""

import re
from collections.abc import Callable
from enum import StrEnum

from checks.api import Case, Quote, quote_text
from checks.match.fields.deeds import is_unsettled
from checks.match.fields.fees_told import tells_fee
from checks.match.fields.measured_aims import tells_indicator
from checks.match.fields.papers_told import tells_papers
from checks.match.fields.places_told import tells_place
from checks.match.links.pointing import solid
from checks.match.measures.risk_columns import column_of
from checks.match.measures.risk_labels import labelled_part
from checks.match.measures.risk_sentences import (
    first_grade,
    first_measure,
    is_of_method,
    tells_event,
    tells_level,
)
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import is_about_page
from checks.match.reading.lines import Line, lines
from checks.match.reading.wraps import paragraphs
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_SHOWN = 300  # code points of a sentence that are quoted
_SHORTEST = 16  # letters; what is shorter is a label
_SHORT = 5  # letters of a line that may tell a sum, a place or a paper and nothing else


class Fact(StrEnum):
    """What whole sentences can tell."""

    PAPERS = "papers"
    PLACE = "place"
    FEE = "fee"
    INDICATOR = "indicator"
    RISK_EVENT = "risk_event"
    RISK_LEVEL = "risk_level"
    RISK_MEASURE = "risk_measure"


_BY_LINE: dict[Fact, Callable[[str], bool]] = {
    Fact.PAPERS: tells_papers,
    Fact.PLACE: tells_place,
    Fact.FEE: tells_fee,
    Fact.INDICATOR: tells_indicator,
    Fact.RISK_EVENT: tells_event,
    Fact.RISK_LEVEL: tells_level,
}
_IN_SHORT_LINES = frozenset({Fact.PLACE, Fact.FEE, Fact.PAPERS})
_OF_ALL: dict[Fact, Callable[[list[Line]], Line | None]] = {Fact.RISK_MEASURE: first_measure}
_ENDS_IN_GRADE = re.compile(
    r"\S\s*(?:[–—:|/(]|\s-\s)\s*(?:ความ)?(?:เสี่ยง)?\s?(?:ระดับ)?\s?"
    r"(?:สูงมาก|สูง|ปานกลาง|กลาง|ต่ำมาก|ต่ำ|น้อย)\s?\)?\s*$"
)
_FEW_HEADINGS = 2
RISKS = frozenset({Fact.RISK_EVENT, Fact.RISK_LEVEL, Fact.RISK_MEASURE})


def told_fact(case: Case, fact: Fact) -> Quote | None:
    """The first sentence of the bundle that tells ``fact``; None when none does."""
    for document in case.inner_documents:
        told = _sentences(document, _SHORT if fact in _IN_SHORT_LINES else _SHORTEST)
        if fact in RISKS:
            told = [line for line in told if not is_of_method(line.text)]
        if fact in _OF_ALL:
            line = _OF_ALL[fact](told)
            found = [line] if line is not None else []
        else:
            found = [line for line in told if _BY_LINE[fact](line.text)]
        if not found and fact is Fact.RISK_LEVEL:
            found = _graded_headings(document) or _graded_lines(document)
        if not found and fact in RISKS:
            labelled = labelled_part(document, fact)
            found = [labelled] if labelled is not None else []
        for line in found:
            quote = quote_text(document, line.start, min(line.end, line.start + _SHOWN))
            if solid(quote, case):
                return quote
        cell = column_of(document, fact) if fact in RISKS else None
        if cell is not None and not is_unsettled(cell.text) and solid(cell, case):
            return cell
    return None


def _graded_headings(document: Document) -> list[Line]:
    """Headings that each end with the grade of what they head: "ด้านบุคคล — ระดับต่ำ"."""
    headings = {heading.start for heading in document.headings}
    graded = [
        line
        for line in lines(document, _CONTENT)
        if line.start in headings and _ENDS_IN_GRADE.search(line.text)
    ]
    return graded if len(graded) >= _FEW_HEADINGS else []


def _graded_lines(document: Document) -> list[Line]:
    """The first of the lines below wrongs that each say how great the risk is."""
    asked = criteria_starts(document)
    told = [
        line
        for line in lines(document, _CONTENT)
        if line.start not in asked and "\t" not in line.text and not is_about_page(line.text)
    ]
    first = first_grade(told)
    return [first] if first is not None else []


def _sentences(document: Document, shortest: int) -> list[Line]:
    headings = {heading.start for heading in document.headings}
    asked = criteria_starts(document)
    return [
        line
        for line in paragraphs(document)
        if line.start not in headings
        and line.start not in asked
        and len(line.text) >= shortest
        and not is_about_page(line.text)
    ]
