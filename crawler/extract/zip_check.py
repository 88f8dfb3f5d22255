"""Looks at a ZIP archive before any library opens it: counts, sizes, ratios, overlaps, DTDs.

Source: PKWARE APPNOTE sections 4.3.7 and 4.4.4; D. Fifield, "A better zip bomb" (2019), on overlap.
"""

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

MAX_MEMBERS = 2_000
MAX_TOTAL_BYTES = 256 * 1024 * 1024  # of all members, unpacked
MAX_MEMBER_BYTES = 128 * 1024 * 1024
MAX_RATIO = 250  # unpacked to packed, of members larger than the next line
RATIO_COUNTS_FROM_BYTES = 4 * 1024 * 1024
_PIECE_BYTES = 64 * 1024
_LOCAL_HEADER_BYTES = 30

_XML_NAME = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""\A<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
# Encodings in which "<!DOCTYPE" looks as it does in ASCII, or UTF-16, whose nulls are dropped.
_PLAIN_ENCODINGS = re.compile(
    rb"(?:utf-?8|us-ascii|ascii|utf-?16(?:[lb]e)?|iso-?8859-?\d+|windows-\d+|cp\d+|tis-?620)",
    re.IGNORECASE,
)


class BadArchive(Exception):
    """An archive that is not opened; the message says in English what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of an archive, its name as it should be read."""

    name: str
    info: zipfile.ZipInfo


def has_thai_names(payload: bytes) -> bool:
    """Whether a name is outside ASCII and not marked as UTF-8: Windows in Thailand writes cp874."""
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        return any(
            not info.flag_bits & 0x800 and not info.orig_filename.isascii()
            for info in archive.infolist()
        )


def open_checked(payload: bytes, *, office: bool) -> tuple[zipfile.ZipFile, tuple[Member, ...]]:
    """The archive and its files, once nothing about them is out of bounds.

    ``office`` also unpacks every part once, bounded, and refuses XML with a document type
    definition, for the office formats have none.

    Raises:
        BadArchive: broken, encrypted, too many or too large members, overlapping, or with a DTD.
    """
    _refuse_crowds(payload)
    try:
        archive = zipfile.ZipFile(io.BytesIO(payload))
        if has_thai_names(payload):
            archive = _with_thai_names(payload)
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as error:
        raise BadArchive(f"the archive is broken: {error}") from error
    infos = [info for info in archive.infolist() if not info.is_dir()]
    _refuse_sizes(infos)
    _refuse_overlaps(infos, len(payload))
    if any(info.flag_bits & 0x1 for info in infos):
        raise BadArchive("the archive is protected by a password")
    members = tuple(Member(name=info.filename, info=info) for info in infos)
    if office:
        for member in members:
            _inspect(archive, member)
    return archive, members


def unpacked(archive: zipfile.ZipFile, member: Member) -> bytes:
    """The bytes of a member, no more than its directory entry says.

    Raises:
        BadArchive: the member is broken.
    """
    try:
        with archive.open(member.info) as file:
            return file.read(member.info.file_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise BadArchive(f"{member.name} is broken: {error}") from error
    except (RuntimeError, ValueError) as error:  # a password, or a directory that lies
        raise BadArchive(f"{member.name} cannot be unpacked: {error}") from error


def is_locked(archive: zipfile.ZipFile, members: tuple[Member, ...]) -> bool:
    """Whether an OpenDocument file is encrypted, which its manifest says of each part."""
    manifest = next((one for one in members if one.name == "META-INF/manifest.xml"), None)
    if manifest is None or manifest.info.file_size > RATIO_COUNTS_FROM_BYTES:
        return False
    return b"encryption-data" in unpacked(archive, manifest)


def _with_thai_names(payload: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(payload), metadata_encoding="cp874")
    except UnicodeDecodeError:
        return zipfile.ZipFile(io.BytesIO(payload))


def _refuse_crowds(payload: bytes) -> None:
    """Count directory entries before the library makes an object of each."""
    if payload.count(b"PK\x01\x02") > 2 * MAX_MEMBERS:
        raise BadArchive(f"the archive holds more than {MAX_MEMBERS:,} files")


def _refuse_sizes(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_MEMBERS:
        raise BadArchive(f"the archive holds more than {MAX_MEMBERS:,} files")
    total = sum(info.file_size for info in infos)
    if total > MAX_TOTAL_BYTES:
        raise BadArchive(f"the archive unpacks to {total:,} bytes")
    for info in infos:
        if info.file_size > MAX_MEMBER_BYTES:
            raise BadArchive(f"a file of the archive unpacks to {info.file_size:,} bytes")
        large = info.file_size > RATIO_COUNTS_FROM_BYTES
        if large and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise BadArchive(
                f"a file of the archive unpacks from {info.compress_size:,}"
                f" to {info.file_size:,} bytes"
            )


def _refuse_overlaps(infos: list[zipfile.ZipInfo], size: int) -> None:
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise BadArchive("files of the archive overlap")
        end = info.header_offset + _LOCAL_HEADER_BYTES + info.compress_size
        if info.header_offset < 0 or end > size:
            raise BadArchive("a file of the archive lies beyond its end")


def _inspect(archive: zipfile.ZipFile, member: Member) -> None:
    """Unpack one part piece by piece and look for a document type definition."""
    left = member.info.file_size
    markup: bool | None = None
    tail = b""
    try:
        with archive.open(member.info) as file:
            while left > 0:
                piece = file.read(min(_PIECE_BYTES, left))
                if not piece:
                    break
                left -= len(piece)
                plain = piece.replace(b"\x00", b"")
                if markup is None:
                    markup = _starts_markup(member, plain)
                if not markup:
                    continue
                if _DTD.search(tail + plain):
                    raise BadArchive(f"{member.name} holds a document type definition")
                tail = plain[-16:]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise BadArchive(f"{member.name} is broken: {error}") from error
    except (RuntimeError, ValueError) as error:
        raise BadArchive(f"{member.name} cannot be unpacked: {error}") from error


def _starts_markup(member: Member, plain: bytes) -> bool:
    start = plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not start.startswith(b"<"):
        if _XML_NAME.search(member.name) and start:
            raise BadArchive(f"{member.name} is no XML")
        return False
    named = _ENCODING.match(start)
    if named is not None and not _PLAIN_ENCODINGS.fullmatch(named[1]):
        raise BadArchive(f"{member.name} is written in an encoding that is not read")
    return True
