"""Sentences that a printed page breaks over two lines: their words stand together all the same."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from checks.api import Quote, quote_text
from checks.match.criteria import criteria_starts
from checks.match.phrases import Line, lines, matches
from checks.match.vocabulary import is_placeholder
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_WIDE = 0.7  # of the widest line of prose; a shorter line ends its sentence
_PROSE = 45  # code points of the widest line; a narrower page holds no prose
_WIDEST = 220  # code points; longer lines are paragraphs that no page has broken
_PRINTED = "application/pdf"


def find_over_lines(
    documents: Iterable[Document], stems: Sequence[Sequence[str]], not_words: Sequence[str] = ()
) -> Iterator[Quote]:
    """Quotes of two lines of printed prose that hold the words of one list only together.

    The first line reaches the right margin, or nearly; neither is a heading, a row of a table, a
    placeholder or the assessment's own wording.
    """
    for document in documents:
        if document.content_type != _PRINTED:
            continue
        starts = {heading.start for heading in document.headings}
        asked = criteria_starts(document)
        rows = [line for line in lines(document, _CONTENT) if len(line.text) <= _WIDEST]
        widest = max((len(line.text) for line in rows if "\t" not in line.text), default=0)
        if widest < _PROSE:
            continue
        for line, below in pairwise(rows):
            if len(line.text) < _WIDE * widest or document.text[line.end : below.start].strip():
                continue
            if any(_apart(part, starts, asked) for part in (line, below)):
                continue
            if matches(f"{line.text} {below.text}", stems, not_words) and not any(
                matches(part.text, stems) for part in (line, below)
            ):
                yield quote_text(document, line.start, below.end)


def _apart(line: Line, starts: set[int], asked: frozenset[int]) -> bool:
    return (
        "\t" in line.text
        or line.start in starts
        or line.start in asked
        or is_placeholder(line.text)
    )
