"""The lines in which an agency tells something itself, not the assessment's words or tables."""

from collections.abc import Sequence

from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import invites, is_about_page
from checks.match.reading.in_making import is_turned_down
from checks.match.reading.lines import Line
from crawler.records import Document


def told_lines(document: Document, said: Sequence[Line]) -> list[Line]:
    """The lines among these that tell something.

    The assessment's own wording, rows of tables, what is about the page itself, calls to open or to
    fill in something, and what a meeting turned down are left out.
    """
    asked = criteria_starts(document)
    return [
        line
        for line in said
        if line.start not in asked
        and not is_about_page(line.text)
        and not invites(line.text)
        and not is_turned_down(line.text)
        and not any(table.start <= line.start < table.end for table in document.tables)
    ]
