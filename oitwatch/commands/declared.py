"""Reads the addresses that an agency declares as its answers, as it types them into ITAS."""

from collections.abc import Collection, Sequence
from pathlib import Path

from checks.rulebook import Rulebook
from crawler.records import DeclaredUrl
from crawler.urls import canonical
from oitwatch.commands.inputs import item_code
from oitwatch.errors import UsageError
from oitwatch.sheets import UNREAD, Row, read_table
from oitwatch.texts import Texts

_CODE = frozenset({"item_code", "item", "code", "ข้อ", "รหัสข้อ", "ข้อที่"})
_URL = frozenset({"url", "link", "ลิงก์", "ลิงค์"})
_EXPLANATION = frozenset({"explanation", "คำอธิบาย", "คำอธิบายเพิ่มเติม", "หมายเหตุ"})


def read_declared(path: Path | None, rulebook: Rulebook, texts: Texts) -> tuple[DeclaredUrl, ...]:
    """The rows of a CSV, TSV or workbook file with the header ``item_code,url[,explanation]``.

    Rows without any entry are passed over; several rows may answer one item. Item codes are those
    of the rulebook.

    Raises:
        UsageError: the file cannot be read, or a row is wrong; the message names its line.
    """
    if path is None:
        return ()
    table = read_table(path, _is_header)
    if table is None:
        raise UsageError("bad_declared_header", path=str(path))
    header = table.header.cells
    places = [_column(header, names) for names in (_CODE, _URL, _EXPLANATION)]
    declared = []
    for row in table.rows:
        code, url, explanation = (_cell(row, place) for place in places)
        if row.broken or UNREAD in code + url:
            raise UsageError("bad_declared_encoding", path=str(path), line=str(row.line))
        problem = problem_of(code, url, rulebook, texts)
        if problem:
            line = str(row.line)
            raise UsageError("bad_declared_row", path=str(path), line=line, problem=problem)
        declared.append(
            DeclaredUrl(item_code=item_code(code) or code, url=url, explanation=explanation)
        )
    return tuple(declared)


def problem_of(code: str, url: str, rulebook: Rulebook, texts: Texts) -> str:
    """What is wrong with an answer in one sentence, "" when nothing is."""
    if not code:
        return texts.say("error.declared_no_item")
    known = item_code(code)
    if known is None:
        return texts.say("error.declared_bad_item", text=code)
    if all(item.item_code != known for item in rulebook.items):
        year = str(rulebook.fiscal_year_be)
        return texts.say("error.declared_other_item", text=known, year=year)
    if "://" not in url or canonical(url) is None:
        return texts.say("error.declared_bad_url", text=url or " ")
    return ""


def _is_header(cells: Sequence[str]) -> bool:
    return _column(cells, _CODE) is not None and _column(cells, _URL) is not None


def _column(header: Sequence[str], names: Collection[str]) -> int | None:
    return next((place for place, name in enumerate(header) if name.strip().lower() in names), None)


def _cell(row: Row, place: int | None) -> str:
    return row.cells[place].strip() if place is not None and place < len(row.cells) else ""
