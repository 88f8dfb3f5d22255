"""Tells content that stands there and cannot be read: damaged Thai, or no Thai at all.

Pages saved in the wrong charset, made from PDF with private glyphs, or stored in a translation by
machine show something to nobody; what they do not say is not shown to be missing.
Source: hard-cases.md, "Such text is unreadable, not absent".
"""

import re
from functools import lru_cache

from checks.match.reading.lines import lines
from crawler.records import Document, Region
from crawler.thai import quality, thai_letters

DAMAGED = "the Thai text is damaged"
NOT_THAI = "the text is not in Thai"

_CONTENT = frozenset({Region.CONTENT})
_BAD_QUALITY = 40.0  # faults per 1,000 letters; see crawler.thai.quality
_FEWEST_LETTERS = 200  # of another script, before a page counts as written in it
_LEAST_THAI = 0.1  # share of the letters
# Latin letters of addresses and file names, bounded: Thai runs on without spaces for whole pages.
_ADDRESS = re.compile(
    r"https?://\S+|[!-~]{1,80}@[!-~]+|[!-~]{0,80}\.(?:pdf|docx?|xlsx?|html?|php|jpe?g|png)\b", re.I
)
_LATIN = re.compile("[A-Za-z]")


class _Identity:
    """A document as a cache key: by identity, for a document is too large to hash."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.document is self.document


def damage(document: Document) -> str:
    """What keeps the content of a document from being read, "" when it can be read."""
    return _damage(_Identity(document))


@lru_cache(maxsize=512)
def _damage(document: _Identity) -> str:
    headings = {heading.start for heading in document.document.headings}
    told = (line for line in lines(document.document, _CONTENT) if line.start not in headings)
    text = "\n".join(line.text for line in told)
    if quality(text) > _BAD_QUALITY:
        return DAMAGED
    plain = _ADDRESS.sub(" ", text)
    latin = len(_LATIN.findall(plain))
    few = thai_letters(plain) < _LEAST_THAI * latin
    return NOT_THAI if latin >= _FEWEST_LETTERS and few else ""
