"""A report whose columns of results hold nothing: measures are set out and none reported on."""

import re
from collections.abc import Iterable

from checks.api import Quote, quote_text
from checks.match.measures.result_words import hopes_for_result, tells_no_result
from checks.match.measures.told_measures import told_measure
from checks.match.reading.values import is_dash
from checks.match.tables.columns import header_depth
from crawler.records import Document

_FEW = 2  # measures in the table
_RESULTS = re.compile(
    r"ผล(?:การ(?:ดำเนิน|ปฏิบัติ)|ดำเนิน|ลัพธ์|ผลิต|สัมฤทธิ์|ที่(?:ได้|เกิด))|outputs?\b|outcomes?\b", re.I
)


def results_left_blank(documents: Iterable[Document]) -> Quote | None:
    """The heading over results when no table of measures has any, nor a line tells one."""
    pages = tuple(documents)
    heading: Quote | None = None
    for document in pages:
        for table in document.tables:
            depth = header_depth(table)
            body = table.rows[depth:]
            if depth == 0 or len(body) < _FEW:
                continue
            heads = table.rows[depth - 1]
            at = [
                n
                for n, cell in enumerate(heads)
                if _RESULTS.search(cell.text) and not hopes_for_result(cell.text)
            ]
            cells = [row[n].text for row in body for n in at if n < len(row)]
            if any(
                text.strip() and not is_dash(text) and not tells_no_result(text) for text in cells
            ):
                return None
            if at and cells:
                head = heads[at[0]]
                heading = heading or quote_text(document, head.start, head.end)
    told = any(told_measure(pages, part, reported=True) for part in ("output", "outcome"))
    return None if told else heading
