"""XLSX, XLS and ODS to Document: a part per visible sheet, its cells as one grid."""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial

import python_calamine

from crawler.extract.cell_values import cell_text
from crawler.extract.failure import ENCRYPTED, Origin
from crawler.extract.office_pictures import PictureReader
from crawler.extract.sheet_parts import SheetParts, sheet_parts, sheet_pictures
from crawler.extract.writer import DocumentWriter, GridCell
from crawler.extract.zip_check import BadArchive, Member, is_locked, open_checked, unpacked
from crawler.options import DocumentOptions
from crawler.records import Document, GapReason, Unreadable, column_letters

EXTRACTOR = "spreadsheet"
VERSION = 3

MAX_SHEETS = 100
MAX_ROWS = 20_000  # of one sheet
MAX_COLUMNS = 256
_LONGEST_PAUSE = 20  # empty rows that still belong to one table
_ZIP = b"PK"
# Names that a program gives; any other is a person's, and often the month or the unit.
_UNNAMED = re.compile(r"(?:sheet|แผ่น(?:งาน)?|ชีต|worksheet)\s*[0-9๐-๙]*$", re.IGNORECASE)
_ENCRYPTED_PACKAGE = "EncryptedPackage\0".encode("utf-16-le")
_SECTOR_BYTES = 512
_GLOBALS = b"\x09\x08\x10\x00\x00\x06\x05\x00"  # BOF of a BIFF8 workbook
_FILE_PASS = 0x2F

Pictures = dict[str, list[Callable[[], bytes]]]  # by sheet name
Merged = tuple[tuple[int, int], tuple[int, int]]


def extract_xlsx(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
    options: DocumentOptions | None = None,
) -> Document | Unreadable:
    """Read a workbook. Hidden sheets are left out: nobody who opens the file sees them.

    Pictures of XLSX that may hold words are read by OCR after their sheet, those of ODS at the
    end. Needs Tesseract for those.
    """
    origin = Origin(
        url=url, payload_digest=payload_digest, fetched_at=fetched_at, content_type=content_type
    )
    pictures: Pictures = {}
    parts: dict[str, SheetParts] = {}
    if payload.startswith(_ZIP):
        try:
            archive, members = open_checked(payload, office=True)
            if is_locked(archive, members):
                return origin.unreadable(ENCRYPTED)
        except BadArchive as error:
            return origin.unreadable(str(error))
        parts = sheet_parts(archive, members)
        pictures = _pictures(archive, members)
    elif _ENCRYPTED_PACKAGE in payload or _is_locked_xls(payload):
        return origin.unreadable(ENCRYPTED)
    writer = DocumentWriter()
    reader = PictureReader(options or DocumentOptions())
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(payload)) as book:
            _read(book, writer, parts)
            _write_pictures(book, pictures, writer, reader)
    except python_calamine.PasswordError:
        return origin.unreadable(ENCRYPTED)
    except (python_calamine.CalamineError, OSError, ValueError, EOFError) as error:
        return origin.unreadable(f"the workbook is broken: {error}")
    except BaseException as error:
        # The library is compiled: what it does not expect arrives as a panic of its own class.
        if type(error).__name__ != "PanicException":
            raise
        return origin.unreadable(f"the workbook is broken: {error}")
    if writer.length == 0 and pictures:
        why = f": {reader.unread}" if reader.unread else ""
        detail = f"the sheets show pictures only{why}"
        return origin.unreadable(detail, GapReason.SCAN_WITHOUT_TEXT)
    writer.truncated = writer.truncated or bool(reader.unread)
    return writer.build(
        url=url,
        payload_digest=payload_digest,
        fetched_at=fetched_at,
        content_type=content_type,
        extractor=EXTRACTOR,
        version=VERSION,
    )


def _pictures(archive: zipfile.ZipFile, members: Iterable[Member]) -> Pictures:
    """What gives the picture files, by sheet; those of ODS, which name no sheet, under ""."""
    files = dict(sheet_pictures(archive, members))
    loose = [member for member in members if member.name.startswith("Pictures/")]
    if loose:
        files[""] = loose
    return {name: [partial(unpacked, archive, file) for file in own] for name, own in files.items()}


def _write_pictures(
    book: python_calamine.CalamineWorkbook,
    pictures: Pictures,
    writer: DocumentWriter,
    reader: PictureReader,
) -> None:
    """Write what OCR reads in the pictures of each sheet that is shown."""
    shown = [sheet.name for sheet in _shown(book)]
    number = 0
    for name in (*(name for name in shown if name in pictures), ""):
        for payload in pictures.get(name, ()):
            number += 1
            place = f"sheet={name};picture={number}" if name else f"picture={number}"
            try:
                told = reader.read(payload())
            except BadArchive:
                continue
            if told.lines:
                writer.picture("", " ".join(told.lines))
            writer.scan(place, told)


def _is_locked_xls(payload: bytes) -> bool:
    """Whether an old workbook begins with a FilePass record. Source: [MS-XLS] section 2.4.117."""
    for start in range(_SECTOR_BYTES, len(payload), _SECTOR_BYTES):
        if payload[start : start + len(_GLOBALS)] != _GLOBALS:
            continue
        place, end = start, min(start + _SECTOR_BYTES, len(payload) - 4)
        while place < end:
            kind, size = struct.unpack_from("<HH", payload, place)
            if kind == _FILE_PASS:
                return True
            place += 4 + size
        return False
    return False


def _read(
    book: python_calamine.CalamineWorkbook,
    writer: DocumentWriter,
    parts: dict[str, SheetParts],
) -> None:
    shown = _shown(book)
    writer.truncated = len(shown) > MAX_SHEETS
    for sheet in shown[:MAX_SHEETS]:
        _read_sheet(book.get_sheet_by_name(sheet.name), writer, parts.get(sheet.name, SheetParts()))


def _shown(book: python_calamine.CalamineWorkbook) -> list[python_calamine.SheetMetadata]:
    return [
        sheet
        for sheet in book.sheets_metadata
        if sheet.visible == python_calamine.SheetVisibleEnum.Visible
        and sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]


def _read_sheet(
    sheet: python_calamine.CalamineSheet,
    writer: DocumentWriter,
    parts: SheetParts,
) -> None:
    if sheet.start is None or sheet.end is None:
        return
    top, left = sheet.start
    if sheet.end[0] - top >= MAX_ROWS or sheet.end[1] - left >= MAX_COLUMNS:
        writer.truncated = True
    rows = sheet.to_python(nrows=min(sheet.end[0] - top + 1, MAX_ROWS))
    grid = [
        [
            GridCell(cell_text(value, parts.formats.get((top + down, left + right), "")))
            for right, value in enumerate(row[:MAX_COLUMNS])
        ]
        for down, row in enumerate(rows)
    ]
    _link(grid, parts.links, top, left)
    _merge(grid, sheet.merged_cell_ranges or [], top, left)
    locator = f"sheet={sheet.name}"
    with writer.part(locator):
        if any(cell.text for row in grid for cell in row) and not _UNNAMED.match(sheet.name):
            writer.heading(2, sheet.name, titles=False)
        for first, block in _blocks(grid):
            writer.table(
                block,
                heading=sheet.name,
                locator=locator,
                origin=f"{column_letters(left + 1)}{top + first + 1}",
            )


def _link(
    grid: list[list[GridCell]], links: dict[tuple[int, int], str], top: int, left: int
) -> None:
    for (row, column), address in links.items():
        down, right = row - top, column - left
        if 0 <= down < len(grid) and 0 <= right < len(grid[down]):
            cell = grid[down][right]
            cell.links = ((address, cell.text),)


def _merge(grid: list[list[GridCell]], ranges: list[Merged], top: int, left: int) -> None:
    """Put the first cell of each merged range at every place that the range covers."""
    width = len(grid[0]) if grid else 0
    left_to_fill = len(grid) * width  # hostile ranges may overlap without end
    for (first_row, first_column), (last_row, last_column) in ranges:
        first_row, last_row = max(first_row - top, 0), min(last_row - top, len(grid) - 1)
        first_column, last_column = first_column - left, min(last_column - left, width - 1)
        if first_row > last_row or not 0 <= first_column <= last_column:
            continue
        left_to_fill -= (last_row - first_row + 1) * (last_column - first_column + 1)
        if left_to_fill < 0:
            return
        shown = grid[first_row][first_column]
        for row in grid[first_row : last_row + 1]:
            row[first_column : last_column + 1] = [shown] * (last_column - first_column + 1)


def _blocks(grid: list[list[GridCell]]) -> Iterator[tuple[int, list[list[GridCell]]]]:
    """Stretches of rows with their first row's number; a long empty stretch parts two tables."""
    start: int | None = None
    last = 0
    for number, row in enumerate(grid):
        if not any(cell.text for cell in row):
            continue
        if start is not None and number - last > _LONGEST_PAUSE:
            yield start, _trimmed(grid[start : last + 1])
            start = None
        if start is None:
            start = number
        last = number
    if start is not None:
        yield start, _trimmed(grid[start : last + 1])


def _trimmed(rows: list[list[GridCell]]) -> list[list[GridCell]]:
    """The rows without the empty columns at their right."""
    width = max(place + 1 for row in rows for place, cell in enumerate(row) if cell.text)
    return [row[:width] for row in rows]
