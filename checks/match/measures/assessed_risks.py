"""All risks that an assessment tells, each with what is to be done against it, whatever the layout.

Tables under any headings, cards of labels, a line or several for each risk with its grade, prose
that goes from one risk to the next. Of all ways to read a document the one that finds most risks
counts: a risk read too many is told nowhere, one that is not read would not be missed.
"""

import re
from collections.abc import Iterable, Sequence

from checks.match.measures.graded_risks import graded_risks
from checks.match.measures.ordered_risks import ordered_risks
from checks.match.measures.risk_columns import risk_rows
from checks.match.measures.risk_labels import labelled_risks
from checks.match.measures.told_risk import Risk, part_of
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import is_about_page
from checks.match.reading.lines import Line
from checks.match.reading.wraps import paragraphs
from crawler.records import Document

_MOST = 40  # risks of an assessment
_FIRST_LINES = 3
_LEAST = 12  # code points of a measure with its number
_LISTED = re.compile(r"\W*(?:มาตรการ|ข้อ)?(?:ที่)? ?[\d๐-๙]{1,2}[.)]?\s*[ก-๎]")


def assessed_risks(documents: Iterable[Document]) -> tuple[Risk, ...]:
    """The risks of documents, in reading order, those of one event with all of its measures."""
    found: list[Risk] = []
    for document in documents:
        of_tables = _of_tables(document)
        said = _said(document, cells=not of_tables)
        readings: list[list[Risk]] = [
            of_tables,
            labelled_risks(document),
            graded_risks(document, said),
            ordered_risks(document, said),
        ]
        most = max(readings, key=len)
        found += most or _measures_alone(document, said)
    return tuple(found[:_MOST])


def _of_tables(document: Document) -> list[Risk]:
    found: dict[tuple[int, int], Risk] = {}
    for row in risk_rows(document):
        event = (row.event.start, row.event.end)
        spans = tuple((cell.start, cell.end) for cell in row.measures)
        before = found[event].measures if event in found else ()
        measures = tuple(dict.fromkeys((*before, *spans)))
        found[event] = Risk(document=document, event=event, measures=measures, work=row.work)
    return list(found.values())


def _measures_alone(document: Document, said: Sequence[Line]) -> list[Risk]:
    """The numbered lines of a document that is called measures and tells no event."""
    names = [document.title, *(heading.text for heading in document.headings[:1]), *_first(said)]
    if not any("มาตรการ" in name for name in names):
        return []
    listed = [
        line
        for line in said
        if "\t" not in line.text and _LISTED.match(line.text) and len(line.text) >= _LEAST
    ]
    return [
        Risk(
            document=document,
            event=(line.start, line.start),
            measures=((line.start, line.end),),
        )
        for line in listed
    ]


def _first(said: Sequence[Line]) -> list[str]:
    return [line.text for line in said[:_FIRST_LINES]]


def _said(document: Document, *, cells: bool = False) -> list[Line]:
    """The lines that tell something of the matter, with ``cells`` those of tables cell by cell."""
    asked = criteria_starts(document)
    title = document.headings[0].text if document.headings else document.title
    found: list[Line] = []
    for line in paragraphs(document):
        if line.text == title or line.start in asked or is_about_page(line.text):
            continue
        ends = [match.start() for match in re.finditer(r"\t|$", line.text)] if cells else []
        starts = [0, *(end + 1 for end in ends)]
        parts = [part_of(line, start, end) for start, end in zip(starts, ends, strict=False)]
        found += [part for part in parts if part.text] if cells else [line]
    return found
