"""Cuts pages that list persons into one card per person, whatever the layout.

Layouts: tables with a heading row, tables whose cells are cards, rows of pictures above rows of
names, and running blocks in which the post stands below or above the name. A card holds the pieces
of text that belong to one person; fields are read from it elsewhere.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from checks.match.criteria import criteria_starts
from checks.match.executive_posts import is_vacant
from checks.match.lines import lines
from checks.match.person_names import PersonName, names_in, plain_name
from checks.match.phrases import matches
from checks.match.subject_pages import in_content, is_other_box
from checks.match.tables import header_depth
from crawler.records import Cell, Document, Image, Region, Table

_CONTENT = frozenset({Region.CONTENT})
_NAME_HEADS = (("ชื่อ",), ("รายนาม",), ("นามสกุล",), ("name",))
_NOT_NAME_HEADS = ("หน่วยงาน", "โครงการ", "ชื่อเล่น", "ชื่อตำแหน่ง")
_POST_HEADS = (("ตำแหน่ง",), ("position",))
_LONGEST_POST = 130  # code points; longer pieces are prose

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


def cards_of(document: Document, is_post: IsPost) -> tuple[Card, ...]:
    """The cards of a page's content, in reading order."""
    found: list[Card] = []
    taken: list[tuple[int, int]] = []
    for table in document.tables:
        if not in_content(document, table.start) or any(
            low <= table.start and table.end <= high for low, high in taken
        ):
            continue
        cards = list(_table_cards(document, table, is_post))
        if any(card.name for card in cards):
            found += cards
            taken.append((table.start, table.end))
    found += _flow_cards(document, taken, is_post)
    return tuple(sorted(found, key=lambda card: card.start))


# -- tables ----------------------------------------------------------------------------------


def _table_cards(document: Document, table: Table, is_post: IsPost) -> Iterator[Card]:
    cells = list({cell.start: cell for row in table.rows for cell in row}.values())
    if any(len(names_in(cell.text)) > 1 for cell in cells):
        return  # a frame of the layout: its cells are read as running text
    heads = _heads(table)
    if heads is not None:
        yield from _record_cards(document, table, *heads)
    else:
        yield from _cell_cards(document, table, is_post)


def _heads(table: Table) -> tuple[int, int | None, int | None] | None:
    """Depth of the heading rows, the column of names and the column of posts."""
    depth = header_depth(table)
    if not 0 < depth < len(table.rows):
        return None
    words = [
        " ".join(dict.fromkeys(row[at].text for row in table.rows[:depth] if at < len(row)))
        for at in range(len(table.rows[0]))
    ]
    if any(names_in(text) for text in words):
        return None
    name = next((i for i, w in enumerate(words) if matches(w, _NAME_HEADS, _NOT_NAME_HEADS)), None)
    post = next((i for i, w in enumerate(words) if matches(w, _POST_HEADS)), None)
    return None if name is None and post is None else (depth, name, post)


def _record_cards(
    document: Document, table: Table, depth: int, name_at: int | None, post_at: int | None
) -> Iterator[Card]:
    for row in table.rows[depth:]:
        cells = list({cell.start: cell for cell in row}.values())
        filled = [cell for cell in cells if cell.text]
        if len(filled) < 2 and len(cells) > 1:
            continue  # a group row over the whole width
        named = next(((cell, names[0]) for cell in filled if (names := names_in(cell.text))), None)
        if named is None and name_at is not None and row[name_at].text:
            plain = plain_name(row[name_at].text)
            named = (row[name_at], plain) if plain is not None else None
        if named is None and post_at is None:
            continue
        yield Card(
            document=document,
            name=_placed(document, *named) if named is not None else None,
            pieces=[piece for cell in cells for piece in _pieces(document, cell)],
        )


def _cell_cards(document: Document, table: Table, is_post: IsPost) -> Iterator[Card]:
    for at_row, row in enumerate(table.rows):
        unique = list({cell.start: cell for cell in row}.values())
        named = [(cell, names[0]) for cell in unique if (names := names_in(cell.text))]
        for cell, name in named:
            cells = [cell]
            if not _tells(document, cell, name, is_post):
                cells = (
                    unique
                    if len(named) == 1
                    and len(unique) > 1
                    and any(other.text for other in unique if other is not cell)
                    else _column(table, at_row, row, cell)
                )
            yield Card(
                document=document,
                name=_placed(document, cell, name),
                pieces=[piece for part in cells for piece in _pieces(document, part)],
            )


def _tells(document: Document, cell: Cell, name: PersonName, is_post: IsPost) -> bool:
    """Whether a cell holds more of the person than the name."""
    rest = cell.text.replace(name.text, " ")
    return any(is_post(piece.text) for piece in _pieces(document, cell)) or any(
        char.isdigit() for char in rest
    )


def _column(table: Table, at_row: int, row: Sequence[Cell], cell: Cell) -> list[Cell]:
    """The cells of a column from the picture above a name to the row before the next one."""
    at = next(i for i, other in enumerate(row) if other.start == cell.start)
    found = [cell]
    if at_row and at < len(table.rows[at_row - 1]):
        above = table.rows[at_row - 1][at]
        if not above.text:
            found.insert(0, above)
    for below in table.rows[at_row + 1 :]:
        if at >= len(below) or any(names_in(other.text) for other in below):
            break
        if not below[at].text and not any(other.text for other in below):
            break  # the next row of pictures
        found.append(below[at])
    return list({part.start: part for part in found}.values())


def _pieces(document: Document, cell: Cell) -> list[Piece]:
    text = document.text[cell.start : cell.end]
    if not text.strip():
        return [Piece(start=cell.start, end=cell.end, text="")]
    return _split(document, cell.start, cell.end)


def _split(document: Document, start: int, end: int) -> list[Piece]:
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


def _placed(document: Document, cell: Cell, name: PersonName) -> PersonName:
    """A name of a cell with its offsets in the document."""
    for piece in _split(document, cell.start, cell.end):
        names = names_in(piece.text) or tuple(filter(None, (plain_name(piece.text),)))
        if names and names[0].key == name.key:
            low = piece.start + names[0].start if names_in(piece.text) else piece.start
            return PersonName(
                start=low, end=low + names[0].end - names[0].start, text=name.text, key=name.key
            )
    return PersonName(start=cell.start, end=cell.end, text=name.text, key=name.key)


# -- running blocks --------------------------------------------------------------------------


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


def _flow_cards(
    document: Document, taken: Sequence[tuple[int, int]], is_post: IsPost
) -> Iterator[Card]:
    section: list[_Token] = []
    for token in _tokens(document, taken, is_post):
        # A heading that names a person or a post belongs to a card; any other ends the last one.
        if token.heading and not token.opens and not token.post:
            yield from _section_cards(document, section)
            section = []
        else:
            section.append(token)
    yield from _section_cards(document, section)


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
        for piece in _split(document, line.start, line.end):
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
        pieces = [token.piece for token in section[low:high]]
        group = next(
            (t.piece.text for t in reversed(section[:low]) if t.heading and t.post and not t.opens),
            "",
        )
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
