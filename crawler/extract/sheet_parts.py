"""What the spreadsheet library does not give of an XLSX workbook: hyperlinks and number formats."""

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from crawler.extract.number_formats import BUILT_IN, is_telling
from crawler.extract.zip_check import BadArchive, Member, unpacked
from crawler.records import column_number

MAX_LINKS = 5_000
MAX_FORMATTED = 200_000  # cells of one sheet
_MAX_PART_BYTES = 32 * 1024 * 1024
_BOOK = "xl/workbook.xml"
_STYLES = "xl/styles.xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_HYPERLINK = re.compile(rb"<(?:\w+:)?hyperlink\s[^>]{1,4000}>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_STYLED = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,3})([0-9]{1,7})"(?: [^>]{0,60}?)? ?s="([0-9]{1,5})"'
)

Place = tuple[int, int]  # row and column, counted from 0


@dataclass(frozen=True, slots=True)
class SheetParts:
    """Addresses and number formats of one sheet's cells."""

    links: dict[Place, str] = field(default_factory=dict)
    formats: dict[Place, str] = field(default_factory=dict)


def sheet_parts(archive: zipfile.ZipFile, members: Iterable[Member]) -> dict[str, SheetParts]:
    """The parts by sheet name; empty where the workbook's own parts cannot be read."""
    by_name = {member.name: member for member in members}
    found: dict[str, SheetParts] = {}
    try:
        codes = _codes(archive, by_name)
        for name, part in _sheets(archive, by_name):
            if part in by_name and by_name[part].info.file_size <= _MAX_PART_BYTES:
                body = unpacked(archive, by_name[part])
                targets = _relations(archive, by_name, part)
                found[name] = SheetParts(_links(body, targets), _formats(body, codes))
    except (BadArchive, ElementTree.ParseError, DefusedXmlException, ValueError):
        return found
    return found


def sheet_pictures(archive: zipfile.ZipFile, members: Iterable[Member]) -> dict[str, list[Member]]:
    """The picture files that stand on each sheet, by sheet name, in the order of its drawing."""
    by_name = {member.name: member for member in members}
    found: dict[str, list[Member]] = {}
    try:
        for name, part in _sheets(archive, by_name):
            drawings = _parts_below(archive, by_name, part, "xl/drawings/")
            files = [
                by_name[file]
                for drawing in drawings
                for file in _parts_below(archive, by_name, drawing, "xl/media/")
            ]
            if files:
                found[name] = files
    except (BadArchive, ElementTree.ParseError, DefusedXmlException, ValueError):
        return found
    return found


def _parts_below(
    archive: zipfile.ZipFile, by_name: dict[str, Member], part: str, folder: str
) -> list[str]:
    """The members of a folder that a part leads to."""
    base = posixpath.dirname(part)
    paths = (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{base}/{target}")
        for target in _relations(archive, by_name, part).values()
    )
    return [path for path in dict.fromkeys(paths) if path.startswith(folder) and path in by_name]


def _sheets(archive: zipfile.ZipFile, by_name: dict[str, Member]) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the part that holds it."""
    if _BOOK not in by_name:
        return
    targets = _relations(archive, by_name, _BOOK)
    for element in ElementTree.fromstring(
        unpacked(archive, by_name[_BOOK]), forbid_dtd=True
    ).iter():
        if element.tag.endswith("}sheet"):
            target = targets.get(element.get(_RELATION, ""), "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            yield element.get("name", ""), posixpath.normpath(part)


def _relations(archive: zipfile.ZipFile, by_name: dict[str, Member], part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    member = by_name.get(f"{folder}/_rels/{name}.rels")
    if member is None or member.info.file_size > _MAX_PART_BYTES:
        return {}
    root = ElementTree.fromstring(unpacked(archive, member), forbid_dtd=True)
    return {element.get("Id", ""): element.get("Target", "") for element in root}


def _links(body: bytes, targets: dict[str, str]) -> dict[Place, str]:
    cells: dict[Place, str] = {}
    if not targets:
        return cells
    # The list of links ends a sheet of any size; a tree of all its cells would be built for it.
    for match in _HYPERLINK.finditer(body):
        text = match[0].decode("utf-8", "replace")
        named = {key: double or single for key, double, single in _ATTRIBUTE.findall(text)}
        place = _CELL.match(named.get("ref", ""))
        address = targets.get(named.get("r:id", ""), "")
        if place is not None and address and len(cells) < MAX_LINKS:
            cells[int(place[2]) - 1, column_number(place[1]) - 1] = address
    return cells


def _codes(archive: zipfile.ZipFile, by_name: dict[str, Member]) -> dict[int, str]:
    """The format code of each cell style that shows a number otherwise than it is kept."""
    member = by_name.get(_STYLES)
    if member is None or member.info.file_size > _MAX_PART_BYTES:
        return {}
    root = ElementTree.fromstring(unpacked(archive, member), forbid_dtd=True)
    own: dict[int, str] = dict(BUILT_IN)
    styles: list[int] = []
    for element in root.iter():
        if element.tag.endswith("}numFmt"):
            own[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
        elif element.tag.endswith("}cellXfs"):
            styles = [int(style.get("numFmtId", "0")) for style in element]
    codes = {number: own.get(style, "") for number, style in enumerate(styles)}
    return {number: code for number, code in codes.items() if is_telling(code)}


def _formats(body: bytes, codes: dict[int, str]) -> dict[Place, str]:
    cells: dict[Place, str] = {}
    if not codes:
        return cells
    for match in _STYLED.finditer(body):
        code = codes.get(int(match[3]))
        if code is not None and len(cells) < MAX_FORMATTED:
            cells[int(match[2]) - 1, column_number(match[1].decode()) - 1] = code
    return cells
