"""The lines of an account of a forum, in the spelling that its words are looked for in."""

from collections.abc import Iterator
from dataclasses import dataclass

from checks.api import Quote, quote_text
from checks.match.fields.inline_labels import names_field
from checks.match.forums.words import HELD, PRINCIPLE, WAYS
from checks.match.periods.dates import plain_text
from checks.match.periods.left_open import stands_below
from checks.match.reading.boxes import ends_in_blank
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import invites, is_about_page, is_furniture
from checks.match.reading.wraps import paragraphs
from checks.match.subjects.vocabulary import is_placeholder
from crawler.records import Document
from crawler.thai import fold_text

_LABEL = 90  # code points of a cell that only names what stands beside or below it
_SHOWN = 300  # code points of a line that are quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A line of a page, its pieces folded one by one and set apart by single spaces."""

    document: Document
    start: int
    end: int
    text: str
    heading: bool
    invites: bool  # asks people to come


def folded_pieces(text: str) -> str:
    """A text folded piece by piece, with single spaces between the pieces."""
    return " ".join(fold_text(piece) for piece in plain_text(text).split())


def is_general(text: str) -> bool:
    """Whether a line says what taking part is or is good for, and tells of no forum held."""
    said = folded_pieces(text)
    return PRINCIPLE.search(said) is not None and HELD.search(said) is None


def sayings(document: Document) -> Iterator[Said]:
    """The lines of a page's content that say something of its subject."""
    starts = {heading.start for heading in document.headings}
    asked = criteria_starts(document)
    for line in paragraphs(document):
        if line.start in asked or is_about_page(line.text) or is_furniture(line.text):
            continue
        if is_placeholder(line.text) or ends_in_blank(line.text) or is_general(line.text):
            continue
        if stands_below(document, line, WAYS):
            continue
        at = line.start
        for cell in line.text.split("\t"):
            words = cell.strip()
            labels = "\t" in line.text and len(words) <= _LABEL and names_field(words)
            start = at + len(cell) - len(cell.lstrip())
            at += len(cell) + 1
            if words and not labels:
                yield Said(
                    document=document,
                    start=start,
                    end=start + len(words),
                    text=folded_pieces(words),
                    heading=line.start in starts,
                    invites=invites(words),
                )


def quoted(said: Said) -> Quote:
    """The line as a quote, its beginning where it is long."""
    return quote_text(said.document, said.start, min(said.end, said.start + _SHOWN))
