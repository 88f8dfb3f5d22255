"""The hyperlinks of an XLSX workbook, which the spreadsheet library does not give."""

import posixpath
import re
import zipfile
from collections.abc import Iterable

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from crawler.extract.zip_check import BadArchive, Member, unpacked
from crawler.records import column_number

MAX_LINKS = 5_000
_MAX_PART_BYTES = 32 * 1024 * 1024
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_HYPERLINK = re.compile(rb"<(?:\w+:)?hyperlink\s[^>]{1,4000}>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

Links = dict[str, dict[tuple[int, int], str]]


def sheet_links(archive: zipfile.ZipFile, members: Iterable[Member]) -> Links:
    """Addresses by sheet name and by row and column, both counted from 0; empty when broken."""
    by_name = {member.name: member for member in members}
    try:
        return _read(archive, by_name)
    except (BadArchive, ElementTree.ParseError, DefusedXmlException, ValueError):
        return {}


def _read(archive: zipfile.ZipFile, by_name: dict[str, Member]) -> Links:
    found: Links = {}
    targets = _relations(archive, by_name, "xl/workbook.xml")
    book = by_name.get("xl/workbook.xml")
    if book is None:
        return found
    for element in ElementTree.fromstring(unpacked(archive, book), forbid_dtd=True).iter():
        if not element.tag.endswith("}sheet"):
            continue
        part = posixpath.normpath(
            posixpath.join("xl", targets.get(element.get(_RELATION, ""), "").lstrip("/"))
        ).replace("xl/xl/", "xl/")
        links = _relations(archive, by_name, part)
        if links and part in by_name:
            found[element.get("name", "")] = _cells(archive, by_name[part], links)
    return found


def _relations(archive: zipfile.ZipFile, by_name: dict[str, Member], part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    member = by_name.get(f"{folder}/_rels/{name}.rels")
    if member is None or member.info.file_size > _MAX_PART_BYTES:
        return {}
    root = ElementTree.fromstring(unpacked(archive, member), forbid_dtd=True)
    return {element.get("Id", ""): element.get("Target", "") for element in root}


def _cells(
    archive: zipfile.ZipFile, sheet: Member, targets: dict[str, str]
) -> dict[tuple[int, int], str]:
    if sheet.info.file_size > _MAX_PART_BYTES:
        return {}
    cells: dict[tuple[int, int], str] = {}
    # The list of links ends a sheet of any size; a tree of all its cells would be built for it.
    for match in _HYPERLINK.finditer(unpacked(archive, sheet)):
        text = match[0].decode("utf-8", "replace")
        named = {key: double or single for key, double, single in _ATTRIBUTE.findall(text)}
        place = _CELL.match(named.get("ref", ""))
        address = targets.get(named.get("r:id", ""), "")
        if place is not None and address and len(cells) < MAX_LINKS:
            cells[int(place[2]) - 1, column_number(place[1]) - 1] = address
    return cells
