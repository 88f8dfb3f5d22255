"""All procurements of a bundle: sheets from tables and cards, kept for the documents read last."""

import re
from collections.abc import Iterable
from functools import lru_cache

from checks.api import Quote, quote_text
from checks.match.links.pointing import Pointing, pointing
from checks.match.procurement.cards import read_cards
from checks.match.procurement.grids import read_tables
from checks.match.procurement.records import Record, Sheet
from checks.match.procurement.told import read_told
from checks.match.procurement.values import speaks_of_buying, states_none
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.lines import lines
from checks.records import Case
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_STATEMENT = 160  # code points; a longer line tells more than that there was none
_PARAGRAPH = 400  # code points; what a longer paragraph denies is one thing among many
_BEFORE = 24  # code points before a denial that tell a condition from a statement
_DENIES = re.compile(r"(?:จึง|ว่า|หน่วยงาน|เทศบาล|อบ[ตจ]\.)\s*(?:ไม่มี|มิได้|ไม่ได้|ไม่ปรากฏ)")
_SOLID = frozenset({Pointing.CONTENT, Pointing.LEADS_TO_READ})


class _Identity:
    """A document as a cache key: by identity, for a document is too large to hash."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.document is self.document


@lru_cache(maxsize=256)
def _sheets(key: _Identity) -> tuple[Sheet, ...]:
    found = [*read_tables(key.document), *read_cards(key.document)]
    found = found or [*read_told(key.document)]
    return tuple(sorted(found, key=lambda sheet: sheet.start))


def sheets_of(document: Document) -> tuple[Sheet, ...]:
    """The sheets of procurements of one document, in reading order."""
    return _sheets(_Identity(document))


def sheets(documents: Iterable[Document]) -> tuple[Sheet, ...]:
    """The sheets of some documents, document by document."""
    return tuple(sheet for document in documents for sheet in sheets_of(document))


def all_records(found: Iterable[Sheet]) -> tuple[tuple[Sheet, Record], ...]:
    """Every record with its sheet."""
    return tuple((sheet, record) for sheet in found for record in sheet.records)


def none_lines(case: Case) -> tuple[Quote, ...]:
    """The lines outside tables that state that there was no procurement, in reading order."""
    found: list[Quote] = []
    for document in case.documents:
        asked = criteria_starts(document)
        for line in lines(document, _CONTENT):
            if line.start in asked or len(line.text) > _PARAGRAPH or "\t" in line.text:
                continue
            said = line.text if len(line.text) <= _STATEMENT else _denial(line.text)
            if not states_none(said) or not speaks_of_buying(said):
                continue
            quote = quote_text(document, line.start, line.end)
            if pointing(quote, case) in _SOLID:
                found.append(quote)
    return tuple(found)


def _denial(text: str) -> str:
    """The last clause of a paragraph that denies something, with what it opens with; "" without."""
    denials = list(_DENIES.finditer(text))
    if not denials:
        return ""
    last = denials[-1]
    return text[max(0, last.start() - _BEFORE) : last.end() + _STATEMENT]
