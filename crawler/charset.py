"""Which charset a payload is really in: the bytes decide, the label is heard only about Thai.

Order: byte order mark; UTF-8; a label (header, then ``<meta>``) that means windows-874; bytes that
read as Thai; the detector. Labels: WHATWG Encoding Standard, section 4.2.
"""

import codecs
import re
from dataclasses import dataclass

import webencodings  # type: ignore[import-untyped]  # ships no stubs
from resiliparse.parse.encoding import detect_encoding

from crawler.thai import quality, thai_letters

UTF_8 = "utf-8"
THAI = "windows-874"

_MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Spellings of the Thai charset that the standard's list of labels lacks.
_THAI_LABELS = frozenset({"cp874", "cp-874", "tis620", "tis-620-2533", "windows874", "ms874"})
_LABEL_IN_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_LABEL_IN_BODY = re.compile(
    rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding=["']([\w.:-]+)""",
    re.IGNORECASE,
)
_LABEL_WITHIN_BYTES = 4096
_MOST_BAD_UTF8 = 0.05  # share of characters cut in half, as by scripts that count bytes
_LEAST_THAI = 0.9  # share of high bytes that must become Thai letters
_SMALL_SAMPLE = 100  # Thai letters; below, not one fault is forgiven
_SOUND_QUALITY = 25.0
_ASCII_BYTES = bytes(range(0x80))
_THAI_BYTES = bytes((*range(0xA1, 0xDB), *range(0xDF, 0xFC)))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A payload as text, not repaired, without a byte order mark, and the charset that gave it."""

    text: str
    charset: str  # lower case, e.g. "utf-8", "windows-874"


def decode(payload: bytes, declared_type: str) -> Decoded:
    """Decode a text payload; never fails, unreadable bytes become U+FFFD.

    ``declared_type`` is the Content-Type header as sent. Markup entities are left as they are.
    """
    marked = _by_mark(payload)
    if marked is not None:
        return marked
    payload = payload.removeprefix(codecs.BOM_UTF8)  # a mark that the bytes behind it deny
    if payload.isascii():
        return Decoded(payload.decode("ascii"), UTF_8)
    text = _as_utf8(payload)
    if text is not None:
        return Decoded(text, UTF_8)
    if _labelled_thai(payload, declared_type):
        return Decoded(_as_thai(payload), THAI)
    detected = (detect_encoding(payload) or UTF_8).lower()
    if _thai_share(payload) > _LEAST_THAI:
        text = _as_thai(payload)
        if _means_thai(detected) or _reads_as_thai(text):
            return Decoded(text, THAI)
    return _by_name(payload, detected)


def _by_mark(payload: bytes) -> Decoded | None:
    for mark, name in _MARKS:
        if payload.startswith(mark):
            body = payload[len(mark) :]
            if name != UTF_8:
                return Decoded(body.decode(name, errors="replace"), name)
            text = _as_utf8(body)
            return None if text is None else Decoded(text, name)
    if payload.startswith(b"<\x00"):
        return Decoded(payload.decode("utf-16-le", errors="replace"), "utf-16-le")
    if payload.startswith(b"\x00<"):
        return Decoded(payload.decode("utf-16-be", errors="replace"), "utf-16-be")
    return None


def _as_utf8(payload: bytes) -> str | None:
    """The text when the payload is UTF-8, its last character possibly cut; else None."""
    try:
        return codecs.getincrementaldecoder(UTF_8)("strict").decode(payload, final=False)
    except UnicodeDecodeError:
        pass
    # Scripts that shorten a headline by bytes leave half characters on pages that are UTF-8.
    text = payload.decode(UTF_8, errors="replace")
    ascii_only = len(payload) - len(payload.translate(None, _ASCII_BYTES))
    high = len(text) - ascii_only
    bad = text.count("\ufffd") - payload.count("\ufffd".encode())
    return text if bad <= high * _MOST_BAD_UTF8 else None


def _labelled_thai(payload: bytes, declared_type: str) -> bool:
    header = _LABEL_IN_HEADER.search(declared_type)
    if header and _means_thai(header.group(1)):
        return True
    found = _LABEL_IN_BODY.search(payload, 0, _LABEL_WITHIN_BYTES)
    if found is None:
        return False
    return _means_thai((found.group(1) or found.group(2)).decode("latin-1"))


def _means_thai(label: str) -> bool:
    encoding = webencodings.lookup(label)
    return label.lower() in _THAI_LABELS or (encoding is not None and encoding.name == THAI)


def _as_thai(payload: bytes) -> str:
    return payload.decode("cp874", errors="replace")


def _thai_share(payload: bytes) -> float:
    high = payload.translate(None, _ASCII_BYTES)
    return (len(high) - len(high.translate(None, _THAI_BYTES))) / len(high)


def _reads_as_thai(text: str) -> bool:
    """Whether the text is spelled as Thai is, which no other script read as cp874 is."""
    score = quality(text)
    return score <= _SOUND_QUALITY if thai_letters(text) >= _SMALL_SAMPLE else score == 0


def _by_name(payload: bytes, name: str) -> Decoded:
    try:
        return Decoded(payload.decode(name, errors="replace"), name)
    except LookupError:
        return Decoded(payload.decode(UTF_8, errors="replace"), UTF_8)
