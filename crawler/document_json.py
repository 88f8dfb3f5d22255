"""Documents as JSON and back, strictly: for what a child process says, and for what is kept.

Fields that hold their default are left out. Spans must lie in the text and the digest must be the
text's own: nothing that comes back can quote what is not there.
"""

import hashlib
import json
import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from crawler.records import Cell, Document, Table, Unreadable

MAX_TEXT = 8_000_000  # code points
MAX_ITEMS = 400_000  # of one list

_KINDS: dict[str, type] = {"document": Document, "unreadable": Unreadable}


class NotADocument(ValueError):
    """Bytes that are no document as this module writes it; the message says where."""


def to_json(result: Document | Unreadable) -> bytes:
    """The record as one JSON object in UTF-8."""
    kind = "document" if isinstance(result, Document) else "unreadable"
    data = {kind: _plain(result)}
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def from_json(data: bytes) -> Document | Unreadable:
    """The record that bytes hold.

    Raises:
        NotADocument: a field is missing, unknown, of another type, or contradicts the text.
    """
    try:
        parsed = json.loads(data.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise NotADocument(f"no JSON: {error}") from error
    if not isinstance(parsed, dict) or len(parsed) != 1:
        raise NotADocument("not one record")
    kind, body = next(iter(parsed.items()))
    if kind not in _KINDS:
        raise NotADocument(f"unknown kind {kind!r:.40}")
    record = _reader_of(_KINDS[kind])(body, kind)
    if isinstance(record, Document):
        _check(record)
        return record
    if isinstance(record, Unreadable):
        return record
    raise NotADocument("not one record")


def _refuse_constant(name: str) -> None:
    raise NotADocument(f"{name} is no number")


# -- writing ---------------------------------------------------------------------------------------

# Any: the walk is over every type that a record may hold.


def _plain(value: Any) -> Any:
    if isinstance(value, Table):
        return _plain_table(value)
    if is_dataclass(value):
        return {
            item.name: _plain(held)
            for item in fields(value)
            if (held := getattr(value, item.name)) != _default(item)
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _plain_table(table: Table) -> dict[str, Any]:
    """Cells stand in a list of their own, so that a merged one is written once."""
    numbers: dict[Cell, int] = {}
    rows = [[numbers.setdefault(cell, len(numbers)) for cell in row] for row in table.rows]
    cells = [[cell.start, cell.end, int(cell.header), cell.text] for cell in numbers]
    rest = {
        item.name: _plain(getattr(table, item.name))
        for item in fields(table)
        if item.name != "rows" and getattr(table, item.name) != _default(item)
    }
    return {"cells": cells, "rows": rows, **rest}


def _default(item: "Field[Any]") -> Any:
    return item.default


# -- reading ---------------------------------------------------------------------------------------

Read = Callable[[Any, str], Any]


@cache
def _reader_of(kind: Any) -> Read:
    """The function that reads one type, from its annotation."""
    if kind is Table:
        return _read_table
    if is_dataclass(kind):
        return _record_reader(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple_reader(arguments[0])
    if origin in (Union, types.UnionType):
        return _optional_reader(next(one for one in arguments if one is not type(None)))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum_reader(kind)
    return _SCALARS[kind]


def _record_reader(kind: Any) -> Read:
    hints = get_type_hints(kind)
    readers = {item.name: _reader_of(hints[item.name]) for item in fields(kind)}
    required = {item.name for item in fields(kind) if item.default is MISSING}

    def read(value: Any, where: str) -> Any:
        if not isinstance(value, dict):
            raise NotADocument(f"{where} is no record")
        unknown = value.keys() - readers.keys()
        missing = required - value.keys()
        if unknown or missing:
            raise NotADocument(f"{where}: unknown {sorted(unknown)}, missing {sorted(missing)}")
        return kind(**{name: readers[name](held, name) for name, held in value.items()})

    return read


def _tuple_reader(kind: Any) -> Read:
    read_one = _reader_of(kind)

    def read(value: Any, where: str) -> Any:
        return tuple(read_one(item, where) for item in _list(value, where))

    return read


def _optional_reader(kind: Any) -> Read:
    read_one = _reader_of(kind)
    return lambda value, where: None if value is None else read_one(value, where)


def _enum_reader(kind: type[Enum]) -> Read:
    def read(value: Any, where: str) -> Any:
        try:
            return kind(value)
        except ValueError as error:
            raise NotADocument(f"{where}: {error}") from error

    return read


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list) or len(value) > MAX_ITEMS:
        raise NotADocument(f"{where} is no list of at most {MAX_ITEMS}")
    return value


def _string(value: Any, where: str) -> str:
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise NotADocument(f"{where} is no text of at most {MAX_TEXT} characters")
    return value


def _integer(value: Any, where: str) -> int:
    if type(value) is not int or not -(2**53) < value < 2**53:
        raise NotADocument(f"{where} is no integer")
    return value


def _float(value: Any, where: str) -> float:
    if type(value) not in (int, float):
        raise NotADocument(f"{where} is no number")
    return float(value)


def _boolean(value: Any, where: str) -> bool:
    if type(value) is not bool:
        raise NotADocument(f"{where} is neither true nor false")
    return value


def _datetime(value: Any, where: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_string(value, where))
    except ValueError as error:
        raise NotADocument(f"{where}: {error}") from error
    if moment.tzinfo is None:
        raise NotADocument(f"{where} has no time zone")
    return moment


_SCALARS: dict[Any, Read] = {
    str: _string,
    int: _integer,
    float: _float,
    bool: _boolean,
    datetime: _datetime,
}


def _read_table(value: Any, where: str) -> Table:
    if not isinstance(value, dict) or not value.keys() <= _TABLE_KEYS:
        raise NotADocument(f"{where} is no table")
    cells = [_read_cell(item, where) for item in _list(value.get("cells"), where)]
    rows = []
    for row in _list(value.get("rows"), where):
        places = _list(row, where)
        if not all(type(place) is int and 0 <= place < len(cells) for place in places):
            raise NotADocument(f"{where} names a cell that is not there")
        rows.append(tuple(cells[place] for place in places))
    if len({len(row) for row in rows}) > 1 or sum(map(len, rows)) > MAX_ITEMS:
        raise NotADocument(f"{where} is no grid of at most {MAX_ITEMS} cells")
    return Table(
        rows=tuple(rows),
        **{name: _TABLE_READERS[name](value[name], name) for name in _TABLE_READERS & value.keys()},
    )


_TABLE_HINTS = get_type_hints(Table)
_TABLE_READERS: dict[str, Read] = {
    name: _reader_of(hint) for name, hint in _TABLE_HINTS.items() if name != "rows"
}
_TABLE_KEYS = {"cells", "rows", *_TABLE_READERS}


def _read_cell(value: Any, where: str) -> Cell:
    if not isinstance(value, list) or len(value) != 4:
        raise NotADocument(f"{where} holds no cell")
    start, end, header, text = value
    return Cell(
        text=_string(text, where),
        start=_integer(start, where),
        end=_integer(end, where),
        header=_integer(header, where) == 1,
    )


def _check(document: Document) -> None:
    length = len(document.text)
    digest = hashlib.sha256(document.text.encode("utf-8", "replace")).hexdigest()
    if document.text_digest != f"sha256:{digest}":
        raise NotADocument("the digest is not the text's")
    spans: list[Any] = [
        *document.headings,
        *document.links,
        *document.tables,
        *document.forms,
        *document.regions,
        *document.parts,
        *document.agreed_years,
    ]
    for table in document.tables:
        for row in table.rows:
            spans += row
    for item in spans:
        if not 0 <= item.start <= item.end <= length:
            raise NotADocument(f"a {type(item).__name__} lies outside the text")
