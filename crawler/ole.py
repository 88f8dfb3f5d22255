"""The names at the top level of an OLE compound file, which tell Word from Excel from the rest.

A file's whole bytes may also hold the streams of documents embedded in it, deeper down.
Source: [MS-CFB] sections 2.2 (header), 2.3 (FAT) and 2.6 (directory).
"""

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_ENTRIES = 4096
_ENTRY_BYTES = 128
_LAST_SECTOR = 0xFFFFFFFA  # numbers from here on end a chain
_NO_ENTRY = 0xFFFFFFFF


def top_names(payload: bytes) -> frozenset[str]:
    """Names of the streams and storages directly in the file; empty when it is cut or broken."""
    try:
        entries = _directory(payload)
        return frozenset(_siblings(entries, entries[0][3])) if entries else frozenset()
    except (struct.error, IndexError, OverflowError):
        return frozenset()


Entry = tuple[str, int, int, int]  # name, left sibling, right sibling, child


def _directory(payload: bytes) -> list[Entry]:
    (shift,) = struct.unpack_from("<H", payload, 30)
    if not payload.startswith(MAGIC) or shift not in (9, 12):
        return []
    size = 1 << shift
    (sector,) = struct.unpack_from("<I", payload, 48)
    table = struct.unpack_from("<109I", payload, 76)
    entries: list[Entry] = []
    seen: set[int] = set()
    while sector < _LAST_SECTOR and sector not in seen and len(entries) < MAX_ENTRIES:
        seen.add(sector)
        start = (sector + 1) * size
        for place in range(start, start + size, _ENTRY_BYTES):
            entries.append(_entry(payload, place))
        # The table of the first 109 sectors of the FAT covers files of 7 MB; the directory of a
        # larger one that lies behind is read as far as its first part.
        in_table, within = divmod(sector, size // 4)
        if in_table >= len(table) or table[in_table] >= _LAST_SECTOR:
            break
        (sector,) = struct.unpack_from("<I", payload, (table[in_table] + 1) * size + 4 * within)
    return entries


def _entry(payload: bytes, place: int) -> Entry:
    (length,) = struct.unpack_from("<H", payload, place + 64)
    left, right, child = struct.unpack_from("<III", payload, place + 68)
    raw = payload[place : place + min(max(length - 2, 0), 62)]
    return raw.decode("utf-16-le", "replace"), left, right, child


def _siblings(entries: list[Entry], first: int) -> set[str]:
    names: set[str] = set()
    waiting, seen = [first], set[int]()
    while waiting:
        number = waiting.pop()
        if number == _NO_ENTRY or number in seen or number >= len(entries):
            continue
        seen.add(number)
        name, left, right, _ = entries[number]
        names.add(name)
        waiting += [left, right]
    return names
