"""Which pictures of a page may be its content: a chart, a board, a contact block, a scanned notice.

Decoration, portraits and pictures that lead elsewhere are not fetched to be read.
"""

import re
from urllib.parse import unquote, urlsplit

from crawler.external import external_kind
from crawler.records import Document, Image, PageKind, Region

_FEW_LETTERS = 120  # of content besides headings: less says that the picture is the content
_SMALL_WIDTH, _SMALL_HEIGHT = 200, 100  # pixels as the page shows it
_CARD = 120  # code points beside a portrait
_DECORATION = re.compile(
    r"(?:^|[/_.-])(?:logo|banner|icons?|ico|line\d*|hr\d*|bar\d*|dot|bullets?|arrows?|head(?:er)?\d*"
    r"|foot(?:er)?\d*|top|bottom|bg|back(?:ground)?|menu|btn|button|new|qr\w*|counter|flag|chat|avatar"
    r"|print|download|no-?gift\w*|facebook|fb|youtube|twitter|share|home|search|w3c|captcha|slide\w*"
    r"|garuda|krut|loading|spinner|thumbs?)(?=[_.\d-]|$)"
    r"|โลโก้|ตราสัญลักษณ์|แบนเนอร์|ป้ายประชา|no gift|งดรับ|คิวอาร์|ไอคอน",
    re.I,
)
_TELLING = re.compile(
    r"โครงสร้าง|แผนผัง|แผนภูมิ|ผัง|ทำเนียบ|ผู้บริหาร|บุคลากร|ติดต่อ|ที่อยู่|นามบัตร|ประกาศ|คำสั่ง|แผน"
    r"|chart|struct|organi[sz]|diagram|board|exec|personnel|contact|address|scan|page",
    re.I,
)
_PERSON = re.compile(r"(?:^|[\s>:])(?:นาย|นางสาว|นาง|น\.ส\.|ดร\.|พล\.|พ\.ต\.|ร\.ต\.) ?[ก-ฮเ-ไ]")
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|tiff?|bmp)$", re.I)
_UNREAD_FILE = re.compile(r"\.(?:svg|ico)$", re.I)


def content_pictures(page: Document) -> tuple[Image, ...]:
    """The pictures that may hold what the page is to say, those whose words tell so first."""
    found: dict[str, Image] = {}
    for image in page.images:
        if image.url and image.url not in found and _may_tell(image):
            found[image.url] = image
    return tuple(sorted(found.values(), key=lambda image: _TELLING.search(_words(image)) is None))


def is_only_picture(page: Document) -> bool:
    """Whether the content of a page has hardly any words besides its headings."""
    heads = sum(
        len("".join(heading.text.split()))
        for heading in page.headings
        if any(
            span.region is Region.CONTENT and span.start <= heading.start < span.end
            for span in page.regions
        )
    )
    letters = sum(
        len("".join(page.text[span.start : span.end].split()))
        for span in page.regions
        if span.region is Region.CONTENT
    )
    return page.kind is PageKind.PAGE and letters - heads < _FEW_LETTERS


def _may_tell(image: Image) -> bool:
    if image.region is not Region.CONTENT or not image.url.startswith("http"):
        return False
    if 0 < image.width < _SMALL_WIDTH or 0 < image.height < _SMALL_HEIGHT:
        return False
    path = urlsplit(image.url).path
    if _UNREAD_FILE.search(path) or external_kind(image.url) is not None:
        return False
    if _DECORATION.search(_words(image)):
        return False
    if image.link_url and not _PICTURE_FILE.search(urlsplit(image.link_url).path):
        return False
    return not _is_portrait(image)


def _is_portrait(image: Image) -> bool:
    """Whether a person's name stands with the picture, and little else."""
    if _TELLING.search(_words(image)):
        return False
    near = image.near_text if len(image.near_text) <= _CARD else ""
    return bool(_PERSON.search(image.alt) or _PERSON.search(near))


def _words(image: Image) -> str:
    name = unquote(urlsplit(image.url).path.rsplit("/", 1)[-1])
    return f"{name} {image.alt} {image.title}".strip()
