"""Lines of a document with their region and folded words, kept for the documents used last."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

from crawler.records import Document, Region
from crawler.thai import fold_text

WITHOUT_MENU = frozenset(Region) - {Region.MENU}
_CACHED_DOCUMENTS = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a document, ``document.text[start:end]``, without white space at its ends."""

    document: Document
    start: int
    end: int
    text: str
    folded: str
    region: Region


class _LineCache:
    """Lines of the documents used last, by identity; a cached document is kept alive."""

    def __init__(self) -> None:
        self._lines: OrderedDict[int, tuple[Document, tuple[Line, ...]]] = OrderedDict()
        self._lock = Lock()

    def get(self, document: Document) -> tuple[Line, ...]:
        """All lines of the document, in text order."""
        key = id(document)
        with self._lock:
            cached = self._lines.get(key)
            if cached is not None and cached[0] is document:
                self._lines.move_to_end(key)
                return cached[1]
        result = tuple(_split(document))
        with self._lock:
            self._lines[key] = (document, result)
            while len(self._lines) > _CACHED_DOCUMENTS:
                self._lines.popitem(last=False)
        return result


_CACHE = _LineCache()


def _split(document: Document) -> Iterator[Line]:
    spans = document.regions
    span = 0
    offset = 0
    for raw in document.text.split("\n"):
        text = raw.strip()
        if text:
            start = offset + len(raw) - len(raw.lstrip())
            while span < len(spans) and spans[span].end <= start:
                span += 1
            inside = span < len(spans) and spans[span].start <= start
            yield Line(
                document=document,
                start=start,
                end=start + len(text),
                text=text,
                folded=fold_text(text),
                region=spans[span].region if inside else Region.CONTENT,
            )
        offset += len(raw) + 1


def lines(document: Document, regions: frozenset[Region] | None = None) -> tuple[Line, ...]:
    """The non-empty lines of a document in text order; no menus unless regions are given."""
    wanted = WITHOUT_MENU if regions is None else regions
    return tuple(line for line in _CACHE.get(document) if line.region in wanted)
