"""Forms that were put up as they came, with dotted blanks and empty rows: they report nothing."""

import re
from collections.abc import Iterable

from checks.api import Quote, quote_text
from checks.match.reading.boxes import blanks, has_blank, has_boxes, is_blank_field, is_ticked
from checks.match.reading.phrases import lines
from checks.match.reading.values import person_names
from checks.match.tables.columns import header_depth
from crawler.records import Document, Region, Table

_CONTENT = frozenset({Region.CONTENT})
_BLANKS = 3  # lines with a dotted blank that nobody has written on
_NONE = re.compile(r"ไม่มี|ไม่พบ|ไม่ปรากฏ|ไม่ได้รับ|มิได้")


def unfilled_form(documents: Iterable[Document]) -> Quote | None:
    """The first blank of a form that nobody has filled in; None where anything is reported.

    All tables have empty rows below their headings, several lines have dotted blanks, or one line
    has several and no figure, and neither a person nor a plain "none" is named outside boxes to
    tick, of which none is ticked.
    """
    tables: list[Table] = []
    blank: Quote | None = None
    count = 0
    offered = False  # a form without a table has boxes to tick
    for document in documents:
        tables += document.tables
        for line in lines(document, _CONTENT):
            if person_names(line.text) or (_NONE.search(line.text) and not has_boxes(line.text)):
                return None
            offered = offered or has_boxes(line.text)
            if is_ticked(line.text):
                return None
            if has_blank(line.text):
                count += blanks(line.text) if is_blank_field(line.text) else 1
                blank = blank or quote_text(document, line.start, line.end)
    if count < _BLANKS or not all(_is_empty(table) for table in tables):
        return None
    if not tables and not offered:
        return None
    return blank


def _is_empty(table: Table) -> bool:
    body = table.rows[header_depth(table) :]
    return bool(body) and not any(
        cell.text.strip() and not has_blank(cell.text) for row in body for cell in row[1:]
    )
