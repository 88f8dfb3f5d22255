"""Finds figures that a label stands over: a table under its own caption, a list a month a line.

"จำนวนผู้รับบริการที่จุดบริการ" above a table of months says whose figures the table holds.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from checks.api import Quote, quote_text
from checks.match.periods.dates import MONTH
from checks.match.reading.phrases import Line, lines, matches
from checks.match.reading.values import holds
from checks.match.reading.wraps import paragraphs
from checks.match.tables.columns import header_depth, title_rows
from crawler.records import Document, Region, Table
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_MONTH = re.compile(rf"{MONTH}\s*(?:(?:25)?\d\d|[๐-๙]{{2,4}})?")
_FIGURES = 3  # lines of figures that make a list
_LINE = 60  # code points; a longer line is a sentence


def labelled_figures(
    documents: Iterable[Document],
    names: Sequence[Sequence[str]],
    not_words: Sequence[str],
    kind: str,
    *,
    top_without: Sequence[str] = (),
    captions: Sequence[Sequence[str]] = (),
    captions_not: Sequence[str] = (),
) -> Iterator[Quote]:
    """A quote from each label of one of the names to the first value of the kind below it.

    The label of a table is its caption, its row of title, a heading that is not the page's first,
    or the sentence right above it, which ``captions`` name too; most rows must hold a value.
    The page's first heading is one only where words are told that it may not hold.
    """
    for document in documents:
        rows = lines(document, _CONTENT)
        said = paragraphs(document)
        for table in document.tables:
            own = (*_labels(document, said, table), *_titles(table))
            labels = own
            top = fold_text(document.headings[0].text) if document.headings else ""
            if top_without and not any(fold_text(word) in top for word in top_without):
                labels = (*labels, top)
            named = any(matches(words, names, not_words) for words in labels) or any(
                matches(words, captions, (*not_words, *captions_not)) for words in own
            )
            if named and not _is_of_others(table, not_words):
                body = [row for row in table.rows if len({cell.start for cell in row}) > 1]
                counts = (next((c for c in row[1:] if holds(c.text, kind)), None) for row in body)
                filled = [cell for cell in counts if cell is not None]
                if filled and len(filled) * 2 >= len(body):
                    yield quote_text(document, table.start, filled[0].end)
            yield from _below_a_lone_label(document, table, names, not_words, kind)
        for number, line in enumerate(rows):
            if "\t" in line.text:
                continue  # a row: headings stand over columns, and a blank column tells nothing
            first = number + 1
            # In a sheet a block has headings of its own below what it is called.
            if first < len(rows) and "\t" in rows[first].text:
                headed = not holds(rows[first].text, kind)
                if headed and matches(rows[first].text, [(word,) for word in not_words]):
                    continue  # the block counts something else, such as visits
                first += headed
            below = rows[first : first + _FIGURES]
            if (
                len(below) == _FIGURES
                and matches(line.text, names, not_words)
                and all(len(row.text) <= _LINE and _counts(row.text, kind) for row in below)
            ):
                yield quote_text(document, line.start, below[0].end)


def _below_a_lone_label(
    document: Document,
    table: Table,
    names: Sequence[Sequence[str]],
    not_words: Sequence[str],
    kind: str,
) -> Iterator[Quote]:
    """From a row that holds such a label alone to the first value of the row below it.

    "1. Walk-in" over "ตรวจสุขภาพ | 820 | 911": rows are gathered by the way people came.
    """
    depth = header_depth(table)
    for row, below in pairwise(table.rows[depth:]):
        said = {cell.start: cell for cell in row if cell.text.strip()}
        if len(said) != 1 or len(row) <= 1:
            continue
        label = next(iter(said.values()))
        if not matches(label.text, names, not_words):
            continue
        values = [cell for cell in below[1:] if holds(cell.text, kind)]
        if values and len({cell.start for cell in below if cell.text.strip()}) > 1:
            yield quote_text(document, label.start, values[0].end)


def _is_of_others(table: Table, not_words: Sequence[str]) -> bool:
    """Whether a heading of a column says that the table counts something else, such as visits."""
    words = [(word,) for word in not_words]
    return bool(words) and any(
        matches(cell.text, words) for row in table.rows[: header_depth(table)] for cell in row
    )


def _counts(text: str, kind: str) -> bool:
    """Whether a line holds a value beside the month that it stands for."""
    return holds(_MONTH.sub(" ", text), kind)


def _titles(table: Table) -> tuple[str, ...]:
    """What the rows above the headings of a sheet call the table."""
    return tuple(row[0].text for row in table.rows[: title_rows(table)] if row)


def _labels(document: Document, rows: Sequence[Line], table: Table) -> tuple[str, str]:
    """The words that name a table: its caption with its own heading, and the line above it."""
    starts = {heading.start for heading in document.headings}
    top = document.headings[0].text if document.headings else ""
    several = len({other.heading for other in document.tables}) > 1
    heading = "" if table.heading == top and not several else table.heading
    above = next((line for line in reversed(rows) if line.end <= table.start), None)
    return (
        f"{table.caption} {heading}",
        above.text if above is not None and above.start not in starts else "",
    )
