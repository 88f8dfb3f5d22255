"""Cuts tables that list persons: rows of a headed table, cells that are cards, or columns."""

from collections.abc import Iterator, Sequence

from checks.match.people.person_names import PersonName, names_in, plain_name
from checks.match.people.person_pieces import Card, IsPost, Piece, pieces_between
from checks.match.reading.phrases import matches
from checks.match.tables.columns import header_depth
from checks.match.tables.upright import upright
from crawler.records import Cell, Document, Table

_NAME_HEADS = (("ชื่อ",), ("รายนาม",), ("นามสกุล",), ("name",))
_NOT_NAME_HEADS = ("หน่วยงาน", "โครงการ", "ชื่อเล่น", "ชื่อตำแหน่ง")
_POST_HEADS = (("ตำแหน่ง",), ("position",))


def table_cards(document: Document, table: Table, is_post: IsPost) -> Iterator[Card]:
    """The cards of a table: its rows, its cells, or its columns; none of a layout table."""
    cells = list({cell.start: cell for row in table.rows for cell in row}.values())
    if any(len(names_in(cell.text)) > 1 for cell in cells):
        return  # a frame of the layout: its cells are read as running text
    table = upright(table)
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
    return pieces_between(document, cell.start, cell.end)


def _placed(document: Document, cell: Cell, name: PersonName) -> PersonName:
    """A name of a cell with its offsets in the document."""
    for piece in pieces_between(document, cell.start, cell.end):
        names = names_in(piece.text) or tuple(filter(None, (plain_name(piece.text),)))
        if names and names[0].key == name.key:
            low = piece.start + names[0].start if names_in(piece.text) else piece.start
            return PersonName(
                start=low, end=low + names[0].end - names[0].start, text=name.text, key=name.key
            )
    return PersonName(start=cell.start, end=cell.end, text=name.text, key=name.key)
