"""Addresses that show something else: document viewers, maps, videos, forms, social pages."""

import re
from urllib.parse import unquote, urlsplit

from crawler.records import EmbedKind
from crawler.urls import canonical

_FILE_KEYS = (
    "file",
    "pdf",
    "url",
    "src",
    "doc",
    "document",
    "pdfurl",
    "fileurl",
    "path",
    "link",
    "u",
)
_DOCUMENT = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|csv|zip|rar|7z|txt)$", re.IGNORECASE
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|tiff?)$", re.IGNORECASE)
# Scripts that send the file itself: their own address is the document's.
_SENDER = re.compile(
    r"down-?load|/(?:dl|get|load|open|read)_?-?(?:file)?\.|attach|thumb|resize", re.IGNORECASE
)
_VIEWER_PATH = re.compile(
    r"pdf[._-]?js|web/viewer|viewer\.(?:html?|php|aspx)|/(?:pdf|doc|document|file)?-?_?(?:viewer|view)\b"
    r"|flip-?book|gview|read-?pdf|show-?pdf|pdf-?view",
    re.IGNORECASE,
)
_GOOGLE_VIEWER = re.compile(
    r"(?:docs|drive)\.google\.com/+(?:a/[^/]+/)?(?:viewerng/)?(?:viewer|gview)$"
)
_OFFICE_VIEWER = re.compile(r"(?:view|\w+-view|excel|word)\.officeapps\.(?:live|office)\.com/op/")

_KINDS: tuple[tuple[EmbedKind, re.Pattern[str]], ...] = (
    (
        EmbedKind.MAP,
        re.compile(
            r"(?:www\.)?google\.[a-z.]+/maps|maps\.google\.|goo\.gl/maps|maps\.app\.goo\.gl|g\.page/"
            r"|(?:www\.)?openstreetmap\.org|osm\.org|(?:map|api|mmmap\d*)\.longdo\.com|longdo\.com/map"
            r"|bing\.com/maps|maps\.apple\.com|here\.com/"
        ),
    ),
    (
        EmbedKind.FORM,
        re.compile(
            r"docs\.google\.com/(?:a/[^/]+/)?forms|forms\.gle/|forms\.office\.com|forms\.microsoft\.com"
            r"|forms\.cloud\.microsoft|(?:[\w-]+\.)?(?:surveymonkey|jotform|typeform)\.com"
        ),
    ),
    (
        EmbedKind.VIDEO,
        re.compile(
            r"(?:www\.|m\.)?youtube(?:-nocookie)?\.com|youtu\.be/|(?:player\.)?vimeo\.com"
            r"|(?:www\.)?facebook\.com/plugins/video|(?:www\.)?dailymotion\.com"
            r"|(?:www\.)?tiktok\.com|[^?]*\.(?:mp4|webm|m4v|mov|m3u8)$"
        ),
    ),
    (
        EmbedKind.SOCIAL,
        re.compile(
            r"(?:[\w-]+\.)?facebook\.com|fb\.(?:com|me|watch)/|m\.me/|(?:[\w-]+\.)?line\.me|lin\.ee/"
            r"|(?:www\.)?instagram\.com|(?:www\.|platform\.|mobile\.)?(?:twitter|x)\.com"
        ),
    ),
    (
        EmbedKind.DOCUMENT,
        re.compile(
            r"docs\.google\.com/(?:a/[^/]+/)?(?:document|spreadsheets|presentation|viewer|gview)"
            r"|drive\.google\.com/(?:a/[^/]+/)?(?:file/|open|uc\b|viewer)"
            r"|(?:[\w-]+\.)?officeapps\.live\.com/op/|onedrive\.live\.com/embed"
            r"|(?:[\w-]+\.)?(?:anyflip|pubhtml5|fliphtml5|flipsnack|heyzine|issuu|calameo|yumpu"
            r"|scribd|slideshare)\.(?:com|net)"
        ),
    ),
)


def unwrap(url: str, base: str) -> tuple[str, EmbedKind] | None:
    """The canonical address of the document that a viewer's address shows, and its kind.

    None when the address is no viewer, or its query names no file: ``?url=about`` switches a page,
    ``download.php?file=a.pdf`` is itself the document. A relative file is read from the viewer.
    """
    if "?" not in url and "#" not in url:
        return None
    viewer = canonical(url, base)
    if viewer is None:
        return None
    parts = urlsplit(viewer)
    host_path = f"{parts.netloc}{parts.path}"
    known = bool(_GOOGLE_VIEWER.search(host_path) or _OFFICE_VIEWER.match(host_path))
    if not known and _SENDER.search(parts.path):
        return None
    showing = known or bool(_VIEWER_PATH.search(parts.path))
    # Some viewers take the file behind "#", which the canonical form drops.
    query = parts.query or urlsplit(url).fragment.partition("?")[2]
    for key, value in _pairs(query):
        if key in _FILE_KEYS:
            target = _target(value, viewer, known=known, showing=showing, key=key)
            if target is not None and target != viewer:
                return target, EmbedKind.DOCUMENT
    return None


def _pairs(query: str) -> list[tuple[str, str]]:
    pairs = []
    for part in query.split("&"):
        name, separator, value = part.partition("=")
        if separator and value:
            pairs.append((unquote(name).lower(), value))
    return pairs


def _target(value: str, viewer: str, *, known: bool, showing: bool, key: str) -> str | None:
    decoded = unquote(value.replace("+", "%20")).strip()
    if re.match(r"https?%3a", decoded, re.IGNORECASE):
        decoded = unquote(decoded)
    if known:
        return canonical(decoded) if re.match(r"https?://", decoded, re.IGNORECASE) else None
    path = re.split(r"[?#]", decoded, maxsplit=1)[0]
    is_address = re.match(r"(?:https?:)?//[^/]+/.", decoded, re.IGNORECASE) is not None
    is_path = "/" in decoded or is_address
    document = _DOCUMENT.search(path) is not None
    picture = key in ("file", "pdf") and _PICTURE.search(path) is not None
    if not (document or picture or (showing and is_path and len(decoded) > 1)):
        return None
    if not is_path and not showing and key != "pdf":
        return None  # a bare name: the script alone knows its folder
    return canonical(decoded, viewer)


def embed_kind(url: str) -> EmbedKind:
    """What an absolute address shows when it is embedded; FRAME when nothing special is known."""
    parts = urlsplit(url)
    place = f"{parts.netloc.lower()}{parts.path}"
    for kind, pattern in _KINDS:
        if pattern.match(place):
            return kind
    if _DOCUMENT.search(unquote(parts.path)):
        return EmbedKind.DOCUMENT
    return EmbedKind.FRAME
