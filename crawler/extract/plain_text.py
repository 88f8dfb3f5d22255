"""TXT and CSV to Document; the charset is found as for web pages."""

import csv
import io
import re
from datetime import datetime

from crawler.charset import decode
from crawler.extract.failure import Origin
from crawler.extract.writer import DocumentWriter, GridCell
from crawler.records import Document, Unreadable
from crawler.sniff import CSV

EXTRACTOR = "text"
VERSION = 2

MAX_COLUMNS = 256
_SAMPLE = 64 * 1024  # characters
_DELIMITERS = ",;\t|"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_LINES_SEEN = 20  # first lines that tell how values are separated
_LEAST_WIDTH, _LEAST_ROWS, _MOSTLY = 3, 3, 0.8  # of rows of values under no telling name
_MOST_CONTROL = 0.01  # share of control characters in what is still a text


def extract_text(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
) -> Document | Unreadable:
    """Read a text file line by line; one of values separated by commas, also as a table."""
    origin = Origin(
        url=url, payload_digest=payload_digest, fetched_at=fetched_at, content_type=content_type
    )
    decoded = decode(payload, declared_type)
    if len(_CONTROL.findall(decoded.text)) > _MOST_CONTROL * len(decoded.text):
        return origin.unreadable("the file is no text: it holds control characters")
    writer = DocumentWriter()
    rows = (
        _rows(decoded.text, writer) if content_type == CSV or _looks_tabular(decoded.text) else []
    )
    if rows:
        writer.table(rows)
    else:
        for line in decoded.text.splitlines():
            writer.line(line)
    return writer.build(
        url=url,
        payload_digest=payload_digest,
        fetched_at=fetched_at,
        content_type=content_type,
        extractor=EXTRACTOR,
        version=VERSION,
        charset=decoded.charset,
    )


def _looks_tabular(text: str) -> bool:
    """Whether the first lines have the same number of tabs, as tables saved as text have.

    Commas say so only where rows are many and long: running text has commas too.
    """
    sample = text[:_SAMPLE].splitlines()
    tabs = {line.count("\t") for line in sample[:5] if line.strip()}
    if len(tabs) == 1 and tabs != {0}:
        return True
    try:
        found = list(csv.reader(sample[:_LINES_SEEN]))
    except csv.Error:
        return False
    widths = [len(row) for row in found if any(value.strip() for value in row)]
    usual = max(set(widths), key=widths.count, default=0)
    alike = widths.count(usual)
    return usual >= _LEAST_WIDTH and alike >= _LEAST_ROWS and alike >= _MOSTLY * len(widths)


def _rows(text: str, writer: DocumentWriter) -> list[list[GridCell]]:
    """The rows of values; empty when the text is none."""
    # A title often stands in a row of its own above the table: the widest of the first rows tells.
    sample = [line for line in text[:_SAMPLE].splitlines() if line.strip()][:_LINES_SEEN]
    delimiter = max(
        _DELIMITERS, key=lambda one: max((line.count(one) for line in sample), default=0)
    )
    if not any(delimiter in line for line in sample):
        return []
    rows: list[list[GridCell]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            if not any(value.strip() for value in row):
                continue
            if len(row) > MAX_COLUMNS:
                writer.truncated = True
            rows.append([GridCell(value) for value in row[:MAX_COLUMNS]])
            cells += len(rows[-1])
            if cells > writer.max_cells:
                break
    except csv.Error:
        return []
    return rows
