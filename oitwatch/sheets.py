"""Reads a table from what offices keep tables in: CSV and TSV of any habit, XLSX, XLS, ODS.

Text may be UTF-8 with or without a mark, UTF-16 with one, or windows-874; columns are set apart by
comma, semicolon or tab. The header may stand below a title, in a workbook on any visible sheet.
"""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from oitwatch.errors import UsageError

MOST_BYTES = 20 * 2**20
MOST_ROWS = 50_000
UNREAD = "\ufffd"  # stands for letters that the file's encoding does not have

_HEADER_WITHIN = 30  # filled rows; titles, subtitles and notes stand above it
_ROW_LINES = 50  # a row over more lines has a quotation mark that nobody closed
_DELIMITERS = ",;\t"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # zip, OLE
_NO_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc\xaf")
_READER = Path(__file__).with_name("workbook.py")
_READER_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of text cells, as written."""

    line: int  # number of its first line in the file, or of its row on the sheet, from 1
    cells: tuple[str, ...]
    broken: bool = False  # it could not be taken apart; its cells are empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A header and the filled rows below it, in the file's order."""

    sheet: str  # "" for a text file
    header: Row
    rows: tuple[Row, ...]


def read_table(path: Path, is_header: Callable[[Sequence[str]], bool]) -> Table | None:
    """The first table of a file whose header is one, None when there is none.

    Raises:
        UsageError: the file cannot be read, is too large, locked, or no table at all.
    """
    content = _content(path)
    if content.startswith(_NO_TABLES):
        raise UsageError("sheet_not_a_table", path=str(path))
    if content.startswith(_WORKBOOKS):
        tables = (_table(name, rows, is_header) for name, rows in _workbook(content, path))
        return next((table for table in tables if table is not None), None)
    lines = list(io.StringIO(_decoded(content), newline=""))
    for delimiter in _DELIMITERS:
        table = _table("", _csv_rows(lines, delimiter, path), is_header)
        if table is not None:
            return table
    return None


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        detail = getattr(error, "strerror", None) or str(error)
        raise UsageError("no_file", path=str(path), detail=detail) from error
    if len(content) > MOST_BYTES:
        raise UsageError("sheet_too_large", path=str(path))
    return content


def _table(
    sheet: str, rows: Iterator[Row], is_header: Callable[[Sequence[str]], bool]
) -> Table | None:
    for _, row in zip(range(_HEADER_WITHIN), rows, strict=False):
        if is_header(row.cells):
            return Table(sheet=sheet, header=row, rows=tuple(rows))
    return None


# -- workbooks ------------------------------------------------------------------------------------


def _workbook(content: bytes, path: Path) -> Iterator[tuple[str, Iterator[Row]]]:
    from oitwatch.workbook import LOCKED, TOO_LARGE

    try:
        ran = subprocess.run(
            [sys.executable, "-P", str(_READER)],
            input=content,
            capture_output=True,
            timeout=_READER_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UsageError("sheet_too_large", path=str(path)) from error
    if ran.returncode == LOCKED:
        raise UsageError("sheet_locked", path=str(path))
    if ran.returncode == TOO_LARGE or ran.returncode < 0:  # ended by a limit
        raise UsageError("sheet_too_large", path=str(path))
    if ran.returncode:
        raise UsageError("sheet_not_a_table", path=str(path))
    for sheet in json.loads(ran.stdout):
        yield sheet["name"], (Row(line=line, cells=tuple(cells)) for line, cells in sheet["rows"])


# -- text -----------------------------------------------------------------------------------------


def _decoded(content: bytes) -> str:
    """The text; letters that cannot be read become ``UNREAD`` so that their rows can be named."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = "utf-8-sig" if _is_damaged_utf8(content) else "cp874"
        return content.decode(encoding, errors="replace")


def _is_damaged_utf8(content: bytes) -> bool:
    """Whether most high bytes are Thai in UTF-8; the old code page would give wrong letters."""
    high = sum(byte > 0x7F for byte in content)
    thai = content.count(b"\xe0\xb8") + content.count(b"\xe0\xb9")
    return 3 * thai * 2 > high


def _csv_rows(lines: Sequence[str], delimiter: str, path: Path) -> Iterator[Row]:
    at = filled = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        cells, used = _csv_row(lines, at, delimiter)
        if cells is None or any(cell.strip() for cell in cells):
            filled += 1
            if filled > MOST_ROWS:
                raise UsageError("sheet_too_large", path=str(path))
            yield Row(line=at + 1, cells=tuple(cells or ()), broken=cells is None)
        at += used


def _csv_row(lines: Sequence[str], at: int, delimiter: str) -> tuple[list[str] | None, int]:
    """A row and the number of its lines; None for one that cannot be taken apart."""
    window = lines[at : at + _ROW_LINES]
    reader = csv.reader(window, delimiter=delimiter)
    try:
        cells = next(reader)
        if reader.line_num > 1:
            # Over several lines only a strict reading tells an open quotation mark.
            next(csv.reader(window[: reader.line_num], delimiter=delimiter, strict=True))
    except csv.Error:
        return None, 1  # the next line may be sound again
    return cells, reader.line_num
