"""Cuts pages that list persons into one card per person, whatever the layout.

Layouts: tables with a heading row, tables whose cells are cards, rows of pictures above rows of
names, and running blocks in which the post stands below or above the name. A card holds the pieces
of text that belong to one person; fields are read from it elsewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checks.match.people.executive_posts import is_vacant
from checks.match.people.person_names import PersonName, names_in, plain_name
from checks.match.people.person_pieces import Card, IsPost, Piece, pieces_between
from checks.match.people.person_prose import told_pieces
from checks.match.people.person_tables import table_cards
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.lines import lines
from checks.match.reading.regions import in_content
from checks.match.subjects.pages import is_other_box
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_LONGEST_POST = 130  # code points; longer pieces are prose


def cards_of(document: Document, is_post: IsPost) -> tuple[Card, ...]:
    """The cards of a page's content, in reading order."""
    found: list[Card] = []
    taken: list[tuple[int, int]] = []
    for table in document.tables:
        if not in_content(document, table.start) or any(
            low <= table.start and table.end <= high for low, high in taken
        ):
            continue
        cards = list(table_cards(document, table, is_post))
        if any(card.name for card in cards):
            found += cards
            taken.append((table.start, table.end))
    flow = list(_flow_cards(document, taken, is_post))
    if not any(card.name for card in (*found, *flow)):
        # A page on which no name has a title: two words beside a post are one.
        flow = list(_flow_cards(document, taken, is_post, untitled=True))
    found += flow
    return tuple(sorted(found, key=lambda card: card.start))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    piece: Piece
    names: tuple[PersonName, ...]
    post: bool
    heading: bool
    vacant: bool

    @property
    def opens(self) -> bool:
        """Whether the token is where a person stands, or would if the post were filled."""
        return bool(self.names) or self.vacant

    @property
    def heads_group(self) -> bool:
        """Whether the token is a heading that gives its post to the persons below it."""
        return self.heading and self.post and not self.opens


def _flow_cards(
    document: Document,
    taken: Sequence[tuple[int, int]],
    is_post: IsPost,
    *,
    untitled: bool = False,
) -> Iterator[Card]:
    section: list[_Token] = []
    tokens = list(_tokens(document, taken, is_post))
    for token in _with_untitled(tokens) if untitled else tokens:
        # A heading that names a person or a post belongs to a card; any other ends the last one.
        if token.heading and not token.opens and not token.post:
            yield from _section_cards(document, section)
            section = []
        else:
            section.append(token)
    yield from _section_cards(document, section)


def _with_untitled(tokens: Sequence[_Token]) -> Iterator[_Token]:
    """The tokens, those of two plain words beside a post taken for names."""
    for place, token in enumerate(tokens):
        beside = tokens[max(0, place - 1) : place + 2]
        name = plain_name(token.piece.text)
        if name is None or token.post or not any(other.post for other in beside):
            yield token
        else:
            yield replace(token, names=(name,))


def _tokens(
    document: Document, taken: Sequence[tuple[int, int]], is_post: IsPost
) -> Iterator[_Token]:
    headings = {heading.start: heading.text for heading in document.headings}
    asked = criteria_starts(document)
    skipping = False
    for line in lines(document, _CONTENT):
        if any(low <= line.start < high for low, high in taken) or line.start in asked:
            continue
        heading = headings.get(line.start)
        if heading is not None:
            skipping = is_other_box(heading)
        if skipping:
            continue
        cells = pieces_between(document, line.start, line.end)
        for piece in (part for cell in cells for part in told_pieces(cell, is_post)):
            short = len(piece.text) <= _LONGEST_POST
            names = names_in(piece.text) if short else ()
            yield _Token(
                piece=piece,
                names=names,
                post=short and not names and is_post(piece.text),
                heading=heading is not None,
                vacant=short and not names and is_vacant(piece.text),
            )


def _section_cards(document: Document, section: Sequence[_Token]) -> Iterator[Card]:
    """The cards between two headings; posts below the names, or above them."""
    at = [place for place, token in enumerate(section) if token.opens]
    if not at:
        return
    below = sum(place + 1 < len(section) and section[place + 1].post for place in at)
    above = sum(place > 0 and section[place - 1].post for place in at)
    first = _starts(section, at) if above > below else at
    for place, low, high in zip(at, first, [*first[1:], len(section)], strict=True):
        group = next((t.piece.text for t in reversed(section[:low]) if t.heads_group), "")
        if group or any(token.post for token in section[place + 1 : high - 1]):
            # The post is told already: a heading right above the next name is the next group's.
            high -= high < len(section) and section[high - 1].heads_group
        pieces = [token.piece for token in section[low:high]]
        for name in section[place].names or (None,):
            yield Card(
                document=document,
                name=None if name is None else _moved(name, section[place].piece.start),
                pieces=pieces,
                group=group,
            )


def _moved(name: PersonName, by: int) -> PersonName:
    return PersonName(start=name.start + by, end=name.end + by, text=name.text, key=name.key)


def _starts(section: Sequence[_Token], at: Sequence[int]) -> list[int]:
    """Where the cards begin when the posts stand above the names."""
    found = []
    for place in at:
        low = place
        while low > 0 and section[low - 1].post and not section[low - 1].opens:
            low -= 1
        found.append(low)
    return found
