"""PPTX to Document: a part per slide that is shown, shapes in the order of the file."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml import etree
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.exc import PythonPptxError
from pptx.package import Package

from crawler.extract.diagram import RELATIONS, data_relation, diagram_lines
from crawler.extract.failure import Origin, Refused
from crawler.extract.ocr import NOTHING_TOLD, OcrText
from crawler.extract.office_pictures import PictureReader
from crawler.extract.writer import DocumentWriter, GridCell
from crawler.extract.zip_check import BadArchive, open_checked
from crawler.options import DocumentOptions
from crawler.records import Document, GapReason, Unreadable
from crawler.thai import thai_letters

EXTRACTOR = "pptx"
VERSION = 3

MAX_SLIDES = 500
MAX_DEPTH = 10  # groups inside groups
_LEAST_SIDE = 540_000  # EMU, 1.5 cm; what is smaller is a mark or an icon
FEWEST_LETTERS = 20  # Thai letters


def extract_pptx(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
    options: DocumentOptions | None = None,
) -> Document | Unreadable:
    """Read a presentation; hidden slides and speaker notes are left out.

    Pictures that may hold words are read by OCR after their slide. Needs Tesseract for those.
    """
    origin = Origin(
        url=url, payload_digest=payload_digest, fetched_at=fetched_at, content_type=content_type
    )
    writer = DocumentWriter()
    reader = PictureReader(options or DocumentOptions())
    refused = write_pptx(payload, writer, reader)
    if refused is not None:
        return origin.unreadable(refused.detail, refused.reason)
    return writer.build(
        url=url,
        payload_digest=payload_digest,
        fetched_at=fetched_at,
        content_type=content_type,
        extractor=EXTRACTOR,
        version=VERSION,
    )


def write_pptx(payload: bytes, writer: DocumentWriter, reader: PictureReader) -> Refused | None:
    """Write the content of a presentation; why not, when it cannot be read."""
    try:
        _, members = open_checked(payload, office=True)
        # Slide shows and templates differ from presentations in their type only.
        _write(Package.open(io.BytesIO(payload)).main_document_part.presentation, writer, reader)
    except BadArchive as error:
        return Refused(detail=str(error))
    except (
        PythonPptxError,
        etree.LxmlError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        IndexError,
        OSError,
        RecursionError,
        NotImplementedError,
    ) as error:
        # The library trusts the parts of a file to fit together, and says so in many ways.
        return Refused(detail=f"the presentation is broken: {type(error).__name__}: {error}")
    writer.truncated = writer.truncated or bool(reader.unread)
    pictures = any(member.name.startswith("ppt/media/") for member in members)
    if pictures and thai_letters(writer.text) < FEWEST_LETTERS:
        why = f": {reader.unread}" if reader.unread else ""
        return Refused(
            detail=f"the slides show pictures only{why}", reason=GapReason.SCAN_WITHOUT_TEXT
        )
    return None


# The library ships no types for its shapes: they are told apart by what they have.
Shape = Any


def _write(file: Any, writer: DocumentWriter, reader: PictureReader) -> None:  # Any: as above
    for number, slide in enumerate(file.slides, start=1):
        if number > MAX_SLIDES:
            writer.truncated = True
            return
        if slide.element.get("show") in ("0", "false"):
            continue
        pictures: list[tuple[Shape, int]] = []
        with writer.part(f"slide={number}"):
            title = slide.shapes.title
            shown = title.text_frame.text if title is not None else ""
            if shown.strip():
                writer.heading(2, shown)
            for shape in _shapes(slide.shapes):
                if title is not None and shape.shape_id == title.shape_id:
                    continue
                _write_shape(shape, writer, number)
                if shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
                    pictures.append((shape, writer.pictures))
        for shape, picture in pictures:
            told = _read_picture(shape, reader)
            writer.scan(f"slide={number};picture={picture}", told)


def _read_picture(shape: Shape, reader: PictureReader) -> OcrText:
    try:
        payload = shape.image.blob
    except (ValueError, KeyError, AttributeError):  # linked, or its file is missing
        return NOTHING_TOLD
    return reader.read(payload, shown=(shape.width or 0, shape.height or 0))


def _shapes(shapes: Any, depth: int = 0) -> Iterator[Shape]:  # Any: as above
    for shape in shapes:
        if hasattr(shape, "shapes"):
            if depth < MAX_DEPTH:
                yield from _shapes(shape.shapes, depth + 1)
        else:
            yield shape


def _write_shape(shape: Shape, writer: DocumentWriter, number: int) -> None:
    if shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            links = tuple(
                (run.hyperlink.address, run.text)
                for run in paragraph.runs
                if run.hyperlink is not None and run.hyperlink.address
            )
            for line in paragraph.text.replace("\v", "\n").split("\n"):
                writer.line(line, links=links)
                links = ()
    elif shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
        if min(shape.width or 0, shape.height or 0) >= _LEAST_SIDE:
            writer.picture(shape.element.nvPicPr.cNvPr.get("descr", ""))
    elif getattr(shape, "has_table", False):
        writer.table(_grid(shape.table), locator=f"slide={number}")
    else:
        for place in shape.element.iter(RELATIONS):
            for line in diagram_lines(shape.part.related_part(data_relation(place)).blob):
                writer.line(line)


def _grid(table: Any) -> list[list[GridCell]]:  # Any: as above
    cells: dict[tuple[int, int], GridCell] = {}
    rows: list[list[GridCell]] = []
    for down, row in enumerate(table.rows):
        line = []
        for right, cell in enumerate(row.cells):
            shown = cells.get((down, right))
            if shown is None:
                shown = GridCell(cell.text, header=bool(table.first_row and down == 0))
                if cell.is_merge_origin:
                    for below in range(min(cell.span_height, 200)):
                        for beside in range(min(cell.span_width, 200)):
                            cells[down + below, right + beside] = shown
            line.append(shown)
        rows.append(line)
    return rows
