"""Looks a second time before an item is told to lack something: does a line look as if it told it?

An absence sends an officer to work. Where a line resembles those by which other agencies told the
component, in words that the checks do not know, a person is shown the line instead. It never makes
anything pass.
"""

from collections.abc import Mapping

from checks.api import cant_tell, quote_text
from checks.match.fields.step_tables import lists_of_services
from checks.match.reading.likeness import likest, pieces_of
from checks.match.reading.values import holds
from checks.match.tables.columns import header_depth
from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Case, Finding, Quote
from checks.rulebook import Component, Item
from crawler.records import Cell

# Checks that read a component from words; others read figures, forms, dates and links.
_FROM_WORDS = frozenset({"field_shown", "section_answered", "topic_shown"})
_LABEL_AND_VALUE = 2  # cells of such a row
# Kinds of values without which a line tells nothing of a component that asks for one.
_TYPED = frozenset(
    {"time_taken", "duration", "money", "number", "people", "date", "percent", "law", "cases"}
)
_MOST = 2  # absences; a place that lacks more of what is asked is judged as it stands


def looked_again(item: Item, findings: Mapping[str, Finding], case: Case) -> dict[str, Finding]:
    """The findings on a bundle; absences that a line speaks against are left open.

    Only where nothing else fails the item: what lacks another part has to be mended anyway.
    """
    absent = [c for c in item.components if _turns(c, findings[c.component_id])]
    if not absent or len(absent) > _MOST:
        return dict(findings)
    if not all(_may_be_told(component, findings[component.component_id]) for component in absent):
        return dict(findings)
    taken = _told_elsewhere(case, findings)
    pieces = [
        piece
        for piece in pieces_of(case.inner_documents)
        if not any(
            url == piece.document.url and start <= piece.start < end for url, start, end in taken
        )
    ]
    found = dict(findings)
    for component in absent:
        kind = str(component.options.get("value", ""))
        typed = [p for p in pieces if holds(p.text, kind)] if kind in _TYPED else pieces
        seen = likest(component.component_id, typed)
        if seen is None:
            return dict(findings)
        likeness, piece = seen
        quote = quote_text(piece.document, piece.start, piece.end)
        found[component.component_id] = cant_tell(
            Reason.NEEDS_PERSON,
            quote,
            note=f"a line resembles those that tell it ({likeness:.2f})",
            key="may_be_told",
            found=quote.text[:120],
        )
    return found


def _told_elsewhere(case: Case, findings: Mapping[str, Finding]) -> set[tuple[str, int, int]]:
    """The spans (address, start, end) of cells in which another component is told, or nothing.

    A quoted cell takes its column with it, a quoted row of a label and its value that row; what
    heads a column tells nothing by itself.
    """
    taken = {
        (page.url, cell.start, cell.end)
        for page in case.inner_documents
        for table in page.tables
        for row in table.rows[: header_depth(table)]
        for cell in row
    }
    taken |= {
        (page.url, *span) for page in case.inner_documents for span in lists_of_services(page)
    }
    for finding in findings.values():
        for quote in finding.quotes if finding.outcome is Outcome.PASSED else ():
            page = next((one for one in case.inner_documents if one.url == quote.url), None)
            for table in page.tables if page is not None and quote.end > quote.start else ():
                if not table.start <= quote.start < table.end:
                    continue
                for row in table.rows:
                    held = [n for n, cell in enumerate(row) if _within(cell, quote)]
                    if len(row) == _LABEL_AND_VALUE and len(held) == len(row):
                        taken |= {(quote.url, cell.start, cell.end) for cell in row}
                    elif len(held) == 1:
                        column = (other[held[0]] for other in table.rows if held[0] < len(other))
                        taken |= {(quote.url, cell.start, cell.end) for cell in column}
    return taken


def _within(cell: Cell, quote: Quote) -> bool:
    return bool(cell.text.strip()) and quote.start <= cell.start and cell.end <= quote.end


def _turns(component: Component, finding: Finding) -> bool:
    binds = component.binds and component.strength == "must"
    return binds and finding.outcome is Outcome.FAILED


def _may_be_told(component: Component, finding: Finding) -> bool:
    """Whether an absence is one of words that no check knew; what was seen and weighed is none."""
    absent = finding.reason is Reason.INCOMPLETE and not finding.quotes
    return component.check in _FROM_WORDS and absent
