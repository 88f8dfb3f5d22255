"""DOCX to Document: paragraphs and tables in reading order, text boxes where they are anchored."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from docx.document import Document as WordFile
from docx.opc.exceptions import OpcError
from docx.opc.part import PartFactory
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from crawler.extract.failure import Origin, Refused
from crawler.extract.html import extract_html
from crawler.extract.mail import page_within
from crawler.extract.office_pictures import PictureReader
from crawler.extract.word_text import Block, Foreign, Paragraph, WordText
from crawler.extract.word_xml import PictureMark
from crawler.extract.writer import LINE_LEVEL, LONGEST_HEADING, DocumentWriter, GridCell
from crawler.extract.zip_check import BadArchive, open_checked
from crawler.options import DocumentOptions
from crawler.records import Document, GapReason, Unreadable
from crawler.thai import thai_letters

EXTRACTOR = "docx"
VERSION = 3

_KINDS_OF_WORD = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
PartFactory.part_type_for.update(dict.fromkeys(_KINDS_OF_WORD, DocumentPart))

FEWEST_LETTERS = 20  # Thai letters; a file of pictures with fewer shows its content as pictures


def extract_docx(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
    options: DocumentOptions | None = None,
) -> Document | Unreadable:
    """Read a Word file; headers and footers are left out, for they repeat on every page.

    Pictures that may hold words are read by OCR where they stand. Needs Tesseract for those.
    """
    origin = Origin(
        url=url, payload_digest=payload_digest, fetched_at=fetched_at, content_type=content_type
    )
    writer = DocumentWriter()
    pictures = PictureReader(options or DocumentOptions())
    refused = write_docx(payload, writer, pictures)
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


def write_docx(
    payload: bytes, writer: DocumentWriter, reader: PictureReader | None = None
) -> Refused | None:
    """Write the content of a Word file; why not, when it cannot be read."""
    try:
        _, members = open_checked(payload, office=True)
        file = _opened(payload)
        _write(file, writer, reader)
    except BadArchive as error:
        return Refused(detail=str(error))
    except (
        OpcError,
        etree.LxmlError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        IndexError,
        OSError,
        RecursionError,
        AssertionError,
    ) as error:
        # The library trusts the parts of a file to fit together, and says so in many ways.
        return Refused(detail=f"the document is broken: {type(error).__name__}: {error}")
    pictures = any(member.name.startswith("word/media/") for member in members)
    if pictures and thai_letters(writer.text) < FEWEST_LETTERS:
        why = f": {reader.unread}" if reader is not None and reader.unread else ""
        return Refused(
            detail=f"the document shows pictures only{why}", reason=GapReason.SCAN_WITHOUT_TEXT
        )
    return None


def _opened(payload: bytes) -> WordFile:
    """The document of a package; templates and files with macros differ in their type only."""
    part = Package.open(io.BytesIO(payload)).main_document_part
    if not isinstance(part, DocumentPart):
        raise ValueError(f"its main part is {part.content_type}")
    document: WordFile = part.document
    return document


def _write(file: WordFile, writer: DocumentWriter, reader: PictureReader | None) -> None:
    text = WordText(file)
    at_top = True
    for block in text.blocks(file.element.body):
        if isinstance(block, Paragraph):
            if block.lines:
                at_top = at_top and (block.centred or block.loud or block.level > 0)
            _write_paragraph(block, writer, at_top=at_top)
            _write_pictures(block.pictures, file, writer, reader)
        elif isinstance(block, Foreign):
            _write_foreign(block, file, writer)
        else:
            at_top = False
            writer.table(_grid(block))
            for row in block.rows:
                for cell in row:
                    _write_pictures(cell.pictures, file, writer, reader)
    unread = reader is not None and bool(reader.unread)
    writer.truncated = writer.truncated or text.cut or unread


def _write_pictures(
    marks: Sequence[PictureMark],
    file: WordFile,
    writer: DocumentWriter,
    reader: PictureReader | None,
) -> None:
    """Write what OCR reads in pictures, each a part of its own."""
    for mark in marks if reader is not None else ():
        relation = file.part.rels.get(mark.relation)
        if relation is None or relation.is_external or reader is None:
            continue
        told = reader.read(relation.target_part.blob, shown=mark.shown)
        writer.scan(f"picture={writer.pictures}", told)


def _write_foreign(block: Foreign, file: WordFile, writer: DocumentWriter) -> None:
    """Write a web page that Word shows inside the document, as programs that print reports do."""
    relation = file.part.rels.get(block.relation)
    if relation is None or relation.is_external:
        writer.truncated = True
        return
    part = relation.target_part
    page = page_within(part.blob, str(part.content_type))
    if page is None:
        writer.truncated = True
        return
    read = extract_html(
        page.markup,
        url=page.url or "https://word.invalid/",
        declared_type=page.declared_type,
        payload_digest="",
        fetched_at=datetime.min.replace(tzinfo=UTC),  # not kept
    )
    # Relative addresses lead nowhere: the page came inside the file.
    writer.take(read if page.url else replace(read, links=()), "")


def _write_paragraph(paragraph: Paragraph, writer: DocumentWriter, *, at_top: bool) -> None:
    for mark in paragraph.pictures:
        writer.picture(mark.description, " ".join(paragraph.lines))
    for number, line in enumerate(paragraph.lines):
        links = paragraph.links if number == 0 else ()
        if paragraph.level:
            writer.heading(paragraph.level, line, links=links)
        elif (
            (paragraph.loud or (at_top and paragraph.centred))
            and 2 <= len(line.strip()) <= LONGEST_HEADING
            and not links
        ):
            writer.heading(LINE_LEVEL, line)
        else:
            writer.line(line, links=links)


def _grid(block: Block) -> list[list[GridCell]]:
    """A table's rows with merged cells at every place that they cover."""
    rows: list[list[GridCell]] = []
    above: dict[int, GridCell] = {}
    for number, row in enumerate(block.rows):
        line: list[GridCell] = []
        for cell in row:
            column = len(line)
            if cell.continues and column in above:
                shown = above[column]
            else:
                shown = GridCell(
                    cell.text,
                    header=number < block.header_rows,
                    links=tuple(cell.links),
                    pictures=tuple(mark.description for mark in cell.pictures),
                )
            line += [shown] * cell.width
        above = dict(enumerate(line))
        rows.append(line)
    return rows
