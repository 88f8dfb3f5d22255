"""All risks that an assessment tells, each with what is to be done against it, whatever the layout.

Tables under any headings, cards of labels, a line or several for each risk with its grade, prose
that goes from one risk to the next. Of all ways to read a document the one that finds most risks
counts: a risk read too many is told nowhere, one that is not read would not be missed.
"""

from collections.abc import Iterable

from checks.match.measures.graded_risks import graded_risks
from checks.match.measures.ordered_risks import ordered_risks
from checks.match.measures.risk_columns import risk_rows
from checks.match.measures.risk_labels import labelled_risks
from checks.match.measures.told_risk import Risk
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import is_about_page
from checks.match.reading.lines import Line
from checks.match.reading.wraps import paragraphs
from crawler.records import Document

_MOST = 40  # risks of an assessment


def assessed_risks(documents: Iterable[Document]) -> tuple[Risk, ...]:
    """The risks of documents, in reading order, those of one event with all of its measures."""
    found: list[Risk] = []
    for document in documents:
        said = _said(document)
        readings: list[list[Risk]] = [
            _of_tables(document),
            labelled_risks(document),
            graded_risks(document, said),
            ordered_risks(document, said),
        ]
        found += sorted(readings, key=len)[-1]
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


def _said(document: Document) -> list[Line]:
    """The lines that tell something of the matter."""
    asked = criteria_starts(document)
    title = document.headings[0].text if document.headings else document.title
    return [
        line
        for line in paragraphs(document)
        if line.text != title and line.start not in asked and not is_about_page(line.text)
    ]
