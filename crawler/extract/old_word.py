"""DOC, RTF and ODT to Document by programs of the machine; other OLE files are named for what they
are.
"""

import re
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from crawler.extract.failure import ENCRYPTED, Origin
from crawler.extract.office_program import as_docx
from crawler.extract.office_reading import MISSING, PROGRAM, read_converted
from crawler.extract.programs import ProgramFailed, installed, run
from crawler.extract.word import write_docx
from crawler.extract.writer import LONGEST_HEADING, DocumentWriter, GridCell
from crawler.extract.zip_check import BadArchive, is_locked, open_checked
from crawler.options import DocumentOptions
from crawler.records import Document, GapReason, Unreadable

VERSION = 3

_ANTIWORD = "antiword"
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>]*>")
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ENCRYPTED_PACKAGE = "EncryptedPackage\0".encode("utf-16-le")


def extract_doc(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
    options: DocumentOptions | None = None,
) -> Document | Unreadable:
    """Read an old Word file by antiword, and by LibreOffice where that is missing or fails."""
    origin = Origin(
        url=url, payload_digest=payload_digest, fetched_at=fetched_at, content_type=content_type
    )
    if _is_encrypted_doc(payload):
        return origin.unreadable(ENCRYPTED)
    if installed(_ANTIWORD):
        writer = DocumentWriter()
        try:
            _write_antiword(payload, writer)
        except ProgramFailed as error:
            if not installed(PROGRAM):
                return origin.unreadable(f"{error}; {MISSING}")
        else:
            if writer.length or not installed(PROGRAM):
                return _built(writer, origin, "doc")
    elif not installed(PROGRAM):
        detail = f"antiword is not installed; {MISSING}"
        return origin.unreadable(detail, GapReason.UNSUPPORTED_FORMAT)
    return _by_office(payload, "doc", origin, options)


def extract_rtf(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
    options: DocumentOptions | None = None,
) -> Document | Unreadable:
    """Read a rich text file by LibreOffice."""
    origin = Origin(
        url=url, payload_digest=payload_digest, fetched_at=fetched_at, content_type=content_type
    )
    return _by_office(payload, "rtf", origin, options)


def extract_odt(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
    options: DocumentOptions | None = None,
) -> Document | Unreadable:
    """Read an OpenDocument text by LibreOffice, its pictures as those of DOCX."""
    origin = Origin(
        url=url, payload_digest=payload_digest, fetched_at=fetched_at, content_type=content_type
    )
    try:
        if is_locked(*open_checked(payload, office=True)):
            return origin.unreadable(ENCRYPTED)
    except BadArchive as error:
        return origin.unreadable(str(error))
    return _by_office(payload, "odt", origin, options)


def extract_ole(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
) -> Document | Unreadable:
    """Say what an OLE file is that is neither Word, Excel nor PowerPoint."""
    origin = Origin(
        url=url, payload_digest=payload_digest, fetched_at=fetched_at, content_type=content_type
    )
    if _ENCRYPTED_PACKAGE in payload:
        return origin.unreadable(ENCRYPTED)
    return origin.unreadable(f"no reader for {content_type}", GapReason.UNSUPPORTED_FORMAT)


def _by_office(
    payload: bytes, suffix: str, origin: Origin, options: DocumentOptions | None
) -> Document | Unreadable:
    return read_converted(
        payload, suffix, origin, options, convert=as_docx, write=write_docx, version=VERSION
    )


def _built(writer: DocumentWriter, origin: Origin, extractor: str) -> Document:
    return writer.build(
        url=origin.url,
        payload_digest=origin.payload_digest,
        fetched_at=origin.fetched_at,
        content_type=origin.content_type,
        extractor=extractor,
        version=VERSION,
    )


def _is_encrypted_doc(payload: bytes) -> bool:
    """Whether the flag of the Word header says so. Source: [MS-DOC] section 2.5.2, bit fEncrypted.

    The header stands in the first sector of its stream, which begins on a boundary of 512 bytes.
    """
    for start in range(512, min(len(payload) - 12, 4096 * 512), 512):
        if payload[start : start + 2] == b"\xec\xa5":
            return bool(payload[start + 11] & 0x01)
    return False


# -- antiword --------------------------------------------------------------------------------------


def _write_antiword(payload: bytes, writer: DocumentWriter) -> None:
    """Write the text as antiword tells it in XML, where tables keep their cells; else plain."""
    with TemporaryDirectory(prefix="word-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "document.doc").write_bytes(payload)
        marked = run([_ANTIWORD, "-x", "db", "document.doc"], folder=folder)
        try:
            root = ElementTree.fromstring(_NOT_XML.sub(b"", _DOCTYPE.sub(b"", marked)))
        except (ElementTree.ParseError, DefusedXmlException, ValueError):
            plain = run([_ANTIWORD, "-m", "UTF-8.txt", "-w", "0", "document.doc"], folder=folder)
            _write_plain(plain.decode("utf-8", "replace"), writer)
        else:
            _write_marked(root, writer)


def _write_marked(root: Element, writer: DocumentWriter) -> None:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.tag == "bookinfo":
            continue
        if node.tag == "title":
            words = " ".join(node.itertext())
            level = 2 if len(words) <= LONGEST_HEADING else 0
            if level:
                writer.heading(level, words)
            else:
                writer.line(words)
        elif node.tag in ("para", "literallayout"):
            _write_paragraph(node, writer)
        elif node.tag == "informaltable":
            writer.table([_row(row) for row in node.iter("row")])
        else:
            waiting.extend(reversed(node))


def _write_paragraph(node: Element, writer: DocumentWriter) -> None:
    words = node.text or ""
    for child in node:
        if child.tag in ("informaltable", "itemizedlist", "orderedlist"):
            writer.line(words)
            words = ""
            _write_marked(child, writer) if child.tag != "informaltable" else writer.table(
                [_row(row) for row in child.iter("row")]
            )
        else:
            words += "".join(child.itertext())
        words += child.tail or ""
    writer.line(words)


def _row(row: Element) -> list[GridCell]:
    return [GridCell(" ".join("".join(cell.itertext()).split())) for cell in row.iter("entry")]


def _write_plain(text: str, writer: DocumentWriter) -> None:
    rows: list[list[GridCell]] = []
    for line in text.splitlines():
        if line.startswith("|") and line.rstrip().endswith("|"):
            rows.append([GridCell(words) for words in line.strip().strip("|").split("|")])
            continue
        if rows:
            writer.table(rows)
            rows = []
        writer.line(line)
    if rows:
        writer.table(rows)
