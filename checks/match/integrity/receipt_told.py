"""Whether a report says that gifts were received by custom, which, how often, or that none were.

Under the title stand at times a report on the campaign, the law, or the order to report.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checks.api import Case, Quote, quote_text
from checks.match.integrity.gift_form import (
    SOME,
    boxes,
    counts_by_giver,
    counts_by_row,
    fields,
    form_title,
)
from checks.match.integrity.gift_told import is_bare_count, tells_none_received, tells_receipt
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import is_about_page
from checks.match.reading.lines import Line, lines
from checks.match.reading.substance import substance
from checks.match.reading.wraps import paragraphs
from checks.match.tables.columns import columns
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_RECEIVED = (("รับ",),)
_MONEY = re.compile(r"งบ|เงิน")


def receipt_told(documents: Sequence[Document]) -> Iterator[Quote]:
    """The lines that report what was received, or that nothing was; of cards a figure and label."""
    for page in documents:
        asked = criteria_starts(page)
        said = [
            line
            for line in paragraphs(page)
            if line.start not in asked and not is_about_page(line.text)
        ]
        for line in said:
            if tells_receipt(line.text):
                yield quote_text(page, line.start, min(line.end, line.start + 300))
        for above, below in pairwise(said):
            if tells_receipt(_as_card(above, below)):
                yield quote_text(page, above.start, below.end)
        for column in columns((page,), _RECEIVED):
            if _MONEY.search(column.heading_text):
                continue
            for cell in column.cells:
                row = f"{column.heading_text}|{cell.text}"
                if is_bare_count(cell.text) and tells_receipt(row):
                    yield quote_text(page, cell.start, cell.end)


def none_received(documents: Sequence[Document]) -> Iterator[Quote]:
    """The lines that report that nothing was received, in whatever words."""
    for page in documents:
        asked = criteria_starts(page)
        for line in paragraphs(page):
            if line.start not in asked and tells_none_received(line.text):
                yield quote_text(page, line.start, min(line.end, line.start + 300))


def reports_receipt(pages: Sequence[Document]) -> bool:
    """Whether lines, fields of the form or counts by giver tell what was received, or none was."""
    if next(receipt_told(pages), None) is not None or fields(pages)[0] >= SOME:
        return True
    return counts_by_giver(pages) is not None or counts_by_row(pages) is not None


def silent_on_receipt(case: Case) -> Quote | None:
    """The first line of a report that says nothing of what was received, None where one does.

    Pictures, scans and files that were not read may say it.
    """
    pages = case.inner_documents or case.documents
    if case.gaps or any(page.ocr or substance((page,)).pictures for page in pages):
        return None
    if reports_receipt(pages) or form_title(pages) or boxes(pages):
        return None
    for page in pages:
        heads = {heading.start for heading in page.headings}
        for line in lines(page, _CONTENT):
            if line.start not in heads:
                return quote_text(page, line.start, min(line.end, line.start + 200))
    return None


def _as_card(above: Line, below: Line) -> str:
    """A figure and its label, whichever stands first, as a row; "" for other lines."""
    if is_bare_count(above.text):
        return f"{below.text}|{above.text}"
    return f"{above.text}|{below.text}" if is_bare_count(below.text) else ""
