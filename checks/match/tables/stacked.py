"""Parts a sheet, or one table of a page, in which several tables stand below one another.

"อัตรากำลัง ณ วันที่ 30 กันยายน 2567" alone in a row, headings of its own below it, then its rows: what
stood above has nothing to do with these columns. Cells keep their places in the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from checks.match.fields.inline_labels import names_field
from crawler.records import Cell, Table
from crawler.thai import arabic_digits

_LONGEST_HEADING = 60  # code points
_LEAST_WIDTH = 2  # texts of a row of headings
_FIELDS = 2  # headings that name fields
_FIGURE = re.compile(r"\s*\d[\d,.]*\s*%?\s*")
_DIGITS = re.compile(r"\d")
_KEPT = 64  # tables whose parts are kept: several fields ask for those of one page


@lru_cache(maxsize=_KEPT)
def _cuts(table: Table) -> tuple[int, ...]:
    rows = table.rows
    first = next((n for n, row in enumerate(rows) if len(_texts(row)) >= _LEAST_WIDTH), len(rows))
    named = {tuple(sorted(_texts(rows[first]).values()))} if first < len(rows) else set()
    found = []
    for at in range(first + 1, len(rows) - 2):
        heads = _texts(rows[at + 1])
        words = tuple(sorted(heads.values()))
        if len(_texts(rows[at])) != 1 or words in named:
            continue
        # Where the first headings are marked as such, plain words over figures are a row.
        plain = not all(cell.header for cell in rows[first] if cell.text.strip())
        if _are_headings(heads, rows[at + 1], rows[at + 2], plain=plain):
            found.append(at)
            named.add(words)
    return tuple(found)


def stacked(table: Table) -> Iterator[Table]:
    """The tables that stand below one another in one; itself when it is but one.

    A part begins with a row of one text alone over a row of headings that its part has not had
    before; the text becomes the caption. The rows of groups in one table are followed by rows.
    """
    cuts = _cuts(table) if len(table.rows) > _LEAST_WIDTH + 2 else ()
    if not cuts:
        yield table
        return
    yield _part(table, table.rows[: cuts[0]], table.caption)
    for at, below in zip(cuts, (*cuts[1:], len(table.rows)), strict=True):
        (caption,) = _texts(table.rows[at]).values()
        yield _part(table, table.rows[at + 1 : below], caption)


def _part(table: Table, rows: Sequence[Sequence[Cell]], caption: str) -> Table:
    # What follows a part in rows of one text is text, and no record.
    last = max(n for n, row in enumerate(rows) if len(_texts(row)) >= _LEAST_WIDTH)
    rows = rows[: last + 1]
    said = [cell for row in rows for cell in row if cell.text.strip()]
    return replace(
        table,
        rows=tuple(map(tuple, rows)),
        caption=caption,
        start=min(cell.start for cell in said),
        end=max(cell.end for cell in said),
        origin="",
    )


def _texts(row: Sequence[Cell]) -> dict[int, str]:
    """What a row says, by place; a cell merged over several columns once."""
    return {cell.start: cell.text.strip() for cell in row if cell.text.strip()}


def _are_headings(
    heads: dict[int, str], row: Sequence[Cell], below: Sequence[Cell], *, plain: bool
) -> bool:
    """Whether a row names columns: marked so, naming fields, or plain words over figures."""
    if len(heads) < _LEAST_WIDTH or len(_texts(below)) < _LEAST_WIDTH:
        return False
    texts = heads.values()
    if any(len(text) > _LONGEST_HEADING for text in texts):
        return False
    if all(cell.header for cell in row if cell.text.strip()):
        return True
    if any(_FIGURE.fullmatch(arabic_digits(text)) for text in texts):
        return False
    if sum(map(names_field, texts)) >= _FIELDS:
        return True
    return plain and any(
        _FIGURE.fullmatch(arabic_digits(cell.text)) and not _DIGITS.search(arabic_digits(head.text))
        for head, cell in zip(row, below, strict=False)
        if head.text.strip()
    )
