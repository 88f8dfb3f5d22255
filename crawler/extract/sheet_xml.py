"""Spreadsheets of Excel 2003 in one XML file to Document, as many programs export reports (.xls).

Source: Office 2003 XML reference schemas, SpreadsheetML.
"""

from collections.abc import Iterator
from datetime import date, datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from crawler.extract.cell_values import cell_text
from crawler.extract.failure import Origin
from crawler.extract.writer import DocumentWriter, GridCell
from crawler.records import Document, Unreadable

EXTRACTOR = "sheet-xml"
VERSION = 1

MAX_COLUMNS = 256
MAX_ROWS = 20_000
MAX_SHEETS = 100
_NS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"


def extract_sheet_xml(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
) -> Document | Unreadable:
    """Read the sheets that are shown, merged cells at every place that they cover."""
    origin = Origin(
        url=url, payload_digest=payload_digest, fetched_at=fetched_at, content_type=content_type
    )
    try:
        root = ElementTree.fromstring(payload, forbid_dtd=True)
    except DefusedXmlException:
        return origin.unreadable("the spreadsheet holds a document type definition")
    except (ParseError, ValueError, LookupError) as error:
        return origin.unreadable(f"the spreadsheet is broken: {error}")
    writer = DocumentWriter()
    for number, sheet in enumerate(root.iter(f"{_NS}Worksheet")):
        if number >= MAX_SHEETS:
            writer.truncated = True
            break
        hidden = sheet.find(f"{_EXCEL}WorksheetOptions/{_EXCEL}Visible")
        if hidden is not None and (hidden.text or "").startswith("SheetHidden"):
            continue
        name = sheet.get(f"{_NS}Name", "")
        with writer.part(f"sheet={name}"):
            writer.table(_grid(sheet, writer), heading=name, locator=f"sheet={name}", origin="A1")
    return writer.build(
        url=url,
        payload_digest=payload_digest,
        fetched_at=fetched_at,
        content_type=content_type,
        extractor=EXTRACTOR,
        version=VERSION,
    )


def _grid(sheet: Element, writer: DocumentWriter) -> list[list[GridCell]]:
    places: dict[tuple[int, int], GridCell] = {}
    down, width, room = -1, 0, writer.max_cells
    for row in sheet.iterfind(f"{_NS}Table/{_NS}Row"):
        down = _place(row, down)
        right = -1
        if down >= MAX_ROWS:
            writer.truncated = True
            break
        for cell in row.iterfind(f"{_NS}Cell"):
            right = _place(cell, right)
            while (down, right) in places:  # covered from above; the file leaves it out
                right += 1
            across, below = _number(cell, "MergeAcross"), _number(cell, "MergeDown")
            room -= (across + 1) * (below + 1)
            if right >= MAX_COLUMNS or room < 0:
                writer.truncated = True
                break
            shown = _cell(cell)
            for place in _covered(down, right, across, below):
                places[place] = shown
            right += across
            width = max(width, min(right + 1, MAX_COLUMNS))
    height = max((place[0] for place in places), default=-1) + 1
    if height * width > 4 * writer.max_cells:
        writer.truncated = True
        height = 4 * writer.max_cells // max(width, 1)
    return [
        [places.get((row, column)) or GridCell("") for column in range(width)]
        for row in range(height)
    ]


def _covered(down: int, right: int, across: int, below: int) -> Iterator[tuple[int, int]]:
    for row in range(down, min(down + below, MAX_ROWS - 1) + 1):
        for column in range(right, min(right + across, MAX_COLUMNS - 1) + 1):
            yield row, column


def _cell(cell: Element) -> GridCell:
    data = cell.find(f"{_NS}Data")
    words = "".join(data.itertext()) if data is not None else ""
    kind = data.get(f"{_NS}Type", "") if data is not None else ""
    address = cell.get(f"{_NS}HRef", "")
    return GridCell(_shown(words, kind), links=((address, words),) if address else ())


def _shown(words: str, kind: str) -> str:
    try:
        if kind == "DateTime":
            return cell_text(date.fromisoformat(words[:10]))
        if kind == "Number":
            return cell_text(float(words))
    except ValueError:
        return words
    return words


def _place(element: Element, before: int) -> int:
    """The place of a row or cell, from 0; the file names it only after a gap."""
    told = _number(element, "Index")
    return told - 1 if told > before + 1 else before + 1


def _number(element: Element, name: str) -> int:
    value = element.get(f"{_NS}{name}", "")
    return int(value[:7]) if value.isascii() and value.isdigit() else 0
