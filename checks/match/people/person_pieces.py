"""A person's card on a page: the pieces of text that belong to one person."""

from collections.abc import Callable
from dataclasses import dataclass, field

from checks.match.people.person_names import PersonName
from crawler.records import Document, Image

# Says whether a short text names a post.
IsPost = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a document's text: a line, or one cell of a line."""

    start: int
    end: int
    text: str


@dataclass(slots=True, kw_only=True)
class Card:
    """One person, or one post without a person, and all pieces that belong to it in text order."""

    document: Document
    name: PersonName | None  # offsets within the document; None for a post without a name
    pieces: list[Piece] = field(default_factory=list)
    group: str = ""  # the heading above, which may name the post of all cards below it
    image: Image | None = None  # the portrait whose alternative text alone names the person

    @property
    def start(self) -> int:
        """Where the card's text begins."""
        return min((piece.start for piece in self.pieces), default=0)

    @property
    def end(self) -> int:
        """Where the card's text ends."""
        return max((piece.end for piece in self.pieces), default=0)


def pieces_between(document: Document, start: int, end: int) -> list[Piece]:
    """The lines of a stretch, cells of a row apart, without empty ones."""
    found = []
    at = start
    for line in document.text[start:end].split("\n"):
        for cell in line.split("\t"):
            words = cell.strip()
            if words:
                low = at + len(cell) - len(cell.lstrip())
                found.append(Piece(start=low, end=low + len(words), text=words))
            at += len(cell) + 1
    return found
