"""Reads the addresses that an agency declares as its answers, as it types them into ITAS."""

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from checks.rulebook import Rulebook
from crawler.records import DeclaredUrl
from crawler.urls import canonical
from oitwatch.commands.inputs import item_code
from oitwatch.errors import UsageError
from oitwatch.texts import Texts

_CODE = frozenset({"item_code", "item", "code", "ข้อ", "รหัสข้อ", "ข้อที่"})
_URL = frozenset({"url", "link", "ลิงก์", "ลิงค์"})
_EXPLANATION = frozenset({"explanation", "คำอธิบาย", "คำอธิบายเพิ่มเติม", "หมายเหตุ"})


def read_declared(path: Path | None, rulebook: Rulebook, texts: Texts) -> tuple[DeclaredUrl, ...]:
    """The rows of a CSV or TSV file with the header ``item_code,url[,explanation]``.

    Rows without any entry are passed over; several rows may answer one item. Item codes are those
    of the rulebook.

    Raises:
        UsageError: the file cannot be read, or a row is wrong; the message names its line.
    """
    if path is None:
        return ()
    text = _text(path)
    first = text.split("\n", 1)[0]
    delimiter = next((sign for sign in "\t;" if sign in first), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [name.strip().lower() for name in next(_rows(reader, path), [])]
    code_at, url_at = _column(header, _CODE), _column(header, _URL)
    explanation_at = _column(header, _EXPLANATION)
    if code_at is None or url_at is None:
        raise UsageError("bad_declared_header", path=str(path))
    declared = []
    for row in _rows(reader, path):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        line = str(reader.line_num)
        code, url = _cell(cells, code_at), _cell(cells, url_at)
        problem = _problem(code, url, rulebook, texts)
        if problem:
            raise UsageError("bad_declared_row", path=str(path), line=line, problem=problem)
        explanation = _cell(cells, explanation_at)
        declared.append(
            DeclaredUrl(item_code=item_code(code) or code, url=url, explanation=explanation)
        )
    return tuple(declared)


def _problem(code: str, url: str, rulebook: Rulebook, texts: Texts) -> str:
    """What is wrong with a row, "" when nothing is."""
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


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError("no_file", path=str(path), detail=error.strerror or str(error)) from error
    # What spreadsheets in Thai offices save: UTF-8 with a mark, or the old Windows code page.
    for encoding in ("utf-8-sig", "cp874"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError("bad_declared_encoding", path=str(path))


def _rows(reader: Iterator[list[str]], path: Path) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise UsageError("bad_declared_encoding", path=str(path)) from error


def _column(header: Sequence[str], names: Collection[str]) -> int | None:
    return next((place for place, name in enumerate(header) if name in names), None)


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""
