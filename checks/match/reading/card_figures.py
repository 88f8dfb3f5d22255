"""Counts bare figures of cards, each beside the words that say what it counts."""

from collections.abc import Sequence

from checks.match.reading.lines import Line, lines
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_CARDS = 2  # one figure alone may be the number of a page


def figures_on_cards(told: Sequence[Line]) -> int:
    """How many bare figures stand right above or below a line of ``told``; 0 for a lone one.

    The numbers of pages in a pager stand beside each other and count for nothing.
    """
    words = {(line.document.url, line.start) for line in told}
    documents: dict[str, Document] = {line.document.url: line.document for line in told}
    found = 0
    for document in documents.values():
        rows = lines(document, _CONTENT)
        for above, line, below in zip(rows, rows[1:], rows[2:], strict=False):
            beside = any((document.url, near.start) in words for near in (above, below))
            bare = [row.folded.isdigit() for row in (above, line, below)]
            found += beside and bare == [False, True, False]
    return found if found >= _CARDS else 0
