"""What a payload is by its own bytes; headers and names only settle what bytes leave open."""

import json
import re
import struct
import zlib

from crawler import ole

HTML = "text/html"
PDF = "application/pdf"
XML = "application/xml"
JSON = "application/json"
TEXT = "text/plain"
ZIP = "application/zip"
BINARY = "application/octet-stream"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
OLE = "application/x-ole-storage"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
RTF = "application/rtf"
CSV = "text/csv"
MAIL = "message/rfc822"  # also pages saved as one file (MHTML), which are mails to nobody
SHEET_XML = "application/vnd.ms-excel+xml"  # the spreadsheet of Excel 2003 as one XML file
RAR = "application/vnd.rar"
SEVEN_ZIP = "application/x-7z-compressed"

PICTURES = (
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/tiff",
    "image/webp",
    "image/bmp",
)

_HEAD_BYTES = 4096
_MAIL_BYTES = 16 * 1024  # header lines of the stations that a mail went through come first
_MAX_JSON_BYTES = 1024 * 1024

_MAGIC = (
    (b"Rar!\x1a\x07", RAR),
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x1f\x8b", "application/gzip"),
    (b"{\\rtf", RTF),
    (b"FWS", "application/x-shockwave-flash"),
    (b"CWS", "application/x-shockwave-flash"),
    (b"ID3", "audio/mpeg"),
    (b"%!PS", "application/postscript"),
)
_OLE_STREAMS = (
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("Book", XLS),
    ("PowerPoint Document", PPT),
    # A password turns any newer Office file into an OLE file around an encrypted one.
    ("EncryptedPackage", OLE),
)
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_MAX_MEMBERS = 2000
_OOXML_PARTS = ((b"word/", DOCX), (b"xl/", XLSX), (b"ppt/", PPTX))
# names of the parts that matter, for an archive whose directory is missing
_PARTS = re.compile(rb"(?:\[Content_Types\]\.xml|(?:word|xl|ppt)/[\w./-]+|mimetype)")
_STORED_TYPE = re.compile(rb"mimetype(application/[a-z0-9.+-]+?)(?:PK|\Z)")
_MEDIA_TYPE = re.compile(rb"application/[a-z0-9.+-]+")
_DEFLATED = 8
_OPEN_FORMATS = {media: media for media in (ODT, ODS, ODP)}
_EXTENSIONS = {"doc": DOC, "xls": XLS, "ppt": PPT, "docx": DOCX, "xlsx": XLSX, "pptx": PPTX}
_OFFICE_BY_DECLARED = frozenset(_EXTENSIONS.values())

_HTML_START = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|base|table|div|span|p|a|b"
    rb"|br|center|font|form|frameset|iframe|h[1-6]|img|ul|ol|li|section|header|nav|main|hr|noscript"
    rb"|marquee)(?:[\s>/]|$)",
    re.IGNORECASE,
)
_HTML_WITHIN = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_COMMENTS = re.compile(rb"\A(?:\s|<!--.*?-->)+", re.DOTALL)
_XML_ROOT = re.compile(rb"<(?:rss|feed|urlset|sitemapindex|rdf:RDF|svg)[\s>]", re.IGNORECASE)
_SHEET_XML = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet")
# Header lines, one of them that of every mail with parts, before the first empty line.
_MAIL = re.compile(
    rb"\s*(?:[!-9;-~]{2,60}:[^\r\n]*\r?\n(?:[ \t]+[^\r\n]+\r?\n)*)*?MIME-Version:[ \t]*1\.", re.I
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def media_type(payload: bytes, declared: str, url: str) -> str:
    """The media type of a payload, lower case, without parameters.

    ``declared`` is the Content-Type header as sent. A payload may be the first part of a longer
    one; archive members are then looked for in that part.
    """
    essence = declared.partition(";")[0].strip().lower()
    if not payload:
        return essence or TEXT
    head = payload[:_HEAD_BYTES]
    binary = _binary(payload, head, essence, url)
    if binary is not None:
        return binary
    head = _as_ascii_compatible(head)
    markup = _HTML_WITHIN.search(head) or _HTML_START.match(_COMMENTS.sub(b"", head))
    if _MAIL.match(payload[:_MAIL_BYTES]):
        return MAIL
    if _CONTROL.search(head) is not None and not markup:
        generic = essence in ("", PDF, JSON, ZIP, XML) or essence in _OFFICE_BY_DECLARED
        generic = generic or essence.startswith(("text/", "image/"))
        return BINARY if generic else essence
    return _textual(payload, head, essence, url)


def is_markup(content_type: str) -> bool:
    """Whether a media type is read as a web page."""
    return content_type == HTML


def is_textual(content_type: str) -> bool:
    """Whether the first part of such a payload can be read without the rest."""
    return content_type.startswith("text/") or content_type in (XML, JSON)


def _binary(payload: bytes, head: bytes, essence: str, url: str) -> str | None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if start.startswith(b"%PDF-"):
        return PDF
    if head.startswith(_ZIP_MAGIC):
        return _zip_type(payload)
    if head.startswith(ole.MAGIC):
        return _ole_type(payload, essence, url)
    for magic, media in _MAGIC:
        if head.startswith(magic):
            return media
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return "video/mp4"
    # Readers accept a PDF whose header comes within the first 1024 bytes.
    if (
        b"%PDF-" in head[:1024]
        and not _HTML_START.match(_COMMENTS.sub(b"", head))
        and not _MAIL.match(head)
    ):
        return PDF
    return None


def _zip_type(payload: bytes) -> str:
    names = _directory_names(payload) or _PARTS.findall(payload)
    if b"[Content_Types].xml" in names:
        for prefix, media in _OOXML_PARTS:
            if any(name.startswith(prefix) for name in names):
                return media
    named = _named_type(payload) if names and names[0] == b"mimetype" else ""
    if named:
        return _OPEN_FORMATS.get(named.removesuffix("-template"), named)
    return ZIP


def _named_type(payload: bytes) -> str:
    """What the first member, "mimetype", says; packed when a person made the archive anew."""
    stored = _STORED_TYPE.search(payload[:_HEAD_BYTES])
    if stored is not None:
        return stored.group(1).decode("ascii")
    if len(payload) < 30:
        return ""
    method, name, extra = struct.unpack("<H", payload[8:10]) + struct.unpack("<HH", payload[26:30])
    if method != _DEFLATED:
        return ""
    try:
        start = 30 + name + extra
        said = zlib.decompressobj(-15).decompress(payload[start : start + 200], 100)
    except zlib.error:
        return ""
    return said.decode("ascii", "replace") if _MEDIA_TYPE.fullmatch(said) else ""


def _directory_names(payload: bytes) -> list[bytes]:
    """The first member names by the archive's directory; none when it is cut or broken.

    Read by hand: the library would build an object for each of the millions of entries that a
    hostile archive may claim. Source: PKWARE APPNOTE sections 4.3.12 and 4.3.16.
    """
    end = payload.rfind(b"PK\x05\x06")
    if end < 0 or end + 20 > len(payload):
        return []
    (size,) = struct.unpack_from("<I", payload, end + 12)
    at = end - size  # not the stored offset: junk before the archive would shift it
    names: list[bytes] = []
    while 0 <= at < end and len(names) < _MAX_MEMBERS:
        if payload[at : at + 4] != b"PK\x01\x02" or at + 46 > len(payload):
            return []
        name, extra, comment = struct.unpack_from("<HHH", payload, at + 28)
        names.append(payload[at + 46 : at + 46 + name])
        at += 46 + name + extra + comment
    return names


def _ole_type(payload: bytes, essence: str, url: str) -> str:
    names = ole.top_names(payload)
    for name, media in _OLE_STREAMS if names else ():
        if name in names:
            return media
    # Cut or broken: the names may stand anywhere, those of embedded documents too.
    for name, media in _OLE_STREAMS if not names else ():
        # directory entries hold their name in UTF-16, ended by a null
        if (name + "\0").encode("utf-16-le") in payload:
            return media
    if essence in _OFFICE_BY_DECLARED:
        return essence
    return _EXTENSIONS.get(_extension(url), OLE)


def _as_ascii_compatible(head: bytes) -> bytes:
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(codec, "replace").encode("utf-8")
    return head.removeprefix(b"\xef\xbb\xbf")


def _textual(payload: bytes, head: bytes, essence: str, url: str) -> str:
    start = _COMMENTS.sub(b"", head)
    if _HTML_START.match(start):
        return HTML
    if start.startswith(b"<?xml"):
        if _SHEET_XML.search(head) and not _HTML_WITHIN.search(head):
            return SHEET_XML
        return HTML if _HTML_WITHIN.search(head) and not _XML_ROOT.search(head) else XML
    if root := _XML_ROOT.match(start):
        return "image/svg+xml" if root.group().lower().startswith(b"<svg") else XML
    if start[:1] in b"{[" and _is_json(payload, essence, url):
        return JSON
    # A script's warnings may stand before the page; a page may lack every tag of a document.
    if _HTML_WITHIN.search(head) or essence in (HTML, "application/xhtml+xml"):
        return HTML
    if essence in (XML, "text/xml") or essence.endswith("+xml"):
        return XML if start.startswith(b"<") else TEXT
    if _extension(url) == "csv" or essence in ("text/csv", "application/csv"):
        return CSV
    if essence in ("text/css", "text/javascript", "text/calendar", "text/vcard"):
        return essence
    if essence in ("application/javascript", "application/x-javascript"):
        return "text/javascript"
    return TEXT


def _is_json(payload: bytes, essence: str, url: str) -> bool:
    if essence == JSON or essence.endswith("+json") or _extension(url) == "json":
        return True
    if len(payload) > _MAX_JSON_BYTES:
        return False
    try:
        json.loads(payload)
    except (ValueError, RecursionError):
        return False
    return True


def _extension(url: str) -> str:
    name = re.split(r"[?#]", url, maxsplit=1)[0].rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""
