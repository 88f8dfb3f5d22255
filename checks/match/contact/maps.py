"""Recognises maps of an agency's location: embedded, linked, or as a picture."""

import re
from urllib.parse import urlsplit

from crawler.records import Document, Image, Link, LinkKind

# Hosts and paths of map services, as in the addresses that agencies link.
_MAP_ADDRESS = re.compile(
    r"^https?://(?:(?:www\.|maps\.)?google\.[a-z.]+/(?:maps|local)|maps\.google\.|maps\.app\.goo\.gl/"
    r"|goo\.gl/maps|g\.page/|(?:www\.)?plus\.codes/|(?:www\.)?openstreetmap\.org|osm\.org/"
    r"|(?:map|maps|mmmap\d*|api)\.longdo\.com|(?:www\.)?longdo\.com/map|(?:www\.)?bing\.com/maps"
    r"|maps\.apple\.com|(?:share\.|wego\.)?here\.com/|(?:www\.)?waze\.com/|(?:www\.)?mapquest\.com/"
    r"|map\.nostramap\.com|(?:www\.)?nostramap\.com)",
    re.I,
)
_MAP_WORDS = re.compile(
    r"แผนที่|(?<![a-z])(?:google ?)?maps?(?![a-z])|location map|พิกัดที่ตั้ง|เส้นทาง(?:มา|ไป|การเดินทาง)",
    re.I,
)
_NOT_THIS_MAP = re.compile(
    r"แผนที่ ?(?:เว็บ|เวบ|ไซต์|ไซท์|website|web|site|ภาษี|ยุทธศาสตร์|กลยุทธ์|ความเสี่ยง|เสี่ยง"
    r"|ผลลัพธ์|นำทาง(?:สู่|องค์กร)"
    r"|ท่องเที่ยว|ทำมือ|ชุมชน|ความคิด|ความรู้|เดินดิน|ทุจริต)|แผนที่(?:และ)?ทะเบียนทรัพย์สิน"
    r"|ผังเว็บ|ผังไซต์|site ?map|sitemap"
    r"|road ?map|mind ?map|strategy map|risk map|heat ?map",
    re.I,
)
_ICON = re.compile(
    r"icon|(?:^|[-_/])ico|pin(?![a-z])|marker|logo|banner|btn|button|โลโก้|ไอคอน", re.I
)
_FILE_MAP = re.compile(
    r"(?<![a-z])(?:google[-_ ]?)?maps?(?![a-z])|แผนที่|แผนที|pan-?tee|(?<![a-z])pantee", re.I
)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp)$", re.I)
_PLUS_CODE = re.compile(
    r"(?<![\w+])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?![\w+])"
)
_NEAR_LENGTH = 60
_UNDER_HEADING = 400  # code points of text between a map heading and the picture under it


def is_map_address(url: str) -> bool:
    """Whether an address leads to a map service, and to more than its bare front page."""
    if not _MAP_ADDRESS.match(url):
        return False
    parts = urlsplit(url)
    bare = parts.path.rstrip("/") in {"", "/maps"} and not parts.query
    return not bare or "plus.codes" in parts.netloc


def says_map(text: str) -> bool:
    """Whether words name a map of a place; a site map or a tax map is none."""
    return bool(_MAP_WORDS.search(text)) and not _NOT_THIS_MAP.search(text)


def is_map_image(document: Document, image: Image) -> bool:
    """Whether a picture is said to be a map: by alt, title, file name, words or heading."""
    name = image.url.rpartition("/")[2].partition("?")[0]
    own = f"{image.alt} {image.title}"
    if _ICON.search(f"{own} {name}") or _NOT_THIS_MAP.search(f"{own} {name}"):
        return False
    if says_map(own) or _FILE_MAP.search(name):
        return True
    if not image.url and not image.alt:
        return False
    if len(image.near_text) <= _NEAR_LENGTH and says_map(image.near_text):
        return True
    return says_map(image.heading) and _directly_under(document, image)


def _directly_under(document: Document, image: Image) -> bool:
    """Whether a picture stands just below its heading, no other picture between them."""
    for heading in document.headings:
        if heading.text == image.heading and 0 <= image.start - heading.end <= _UNDER_HEADING:
            return not any(
                heading.end <= other.start < image.start and other is not image
                for other in document.images
            )
    return False


def is_map_picture_link(link: Link) -> bool:
    """Whether a link labelled as a map opens a picture file."""
    path = urlsplit(link.url).path
    words = f"{link.text} {link.title} {link.image_alt}"
    return (
        link.kind is LinkKind.WEB
        and bool(_PICTURE_FILE.search(path))
        and (says_map(words) or bool(_FILE_MAP.search(path.rpartition("/")[2])))
        and not _NOT_THIS_MAP.search(words)
    )


def plus_code(text: str) -> tuple[int, int] | None:
    """Where an open location code stands in a text, None without one."""
    match = _PLUS_CODE.search(text)
    return match.span() if match else None
