"""Pictures and viewers that may show an organisation chart or a board of persons without text."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from checks.api import Quote, quote_embed, quote_image
from checks.match.people.person_names import names_in
from checks.match.reading.regions import in_content
from checks.records import Case
from crawler.records import Document, EmbedKind, Image, Region

# File names and alt texts of decoration.
_DECORATION = re.compile(
    r"(?:^|[/_.-])(?:logo|banner|icons?|line\d*|hr\d*|bar\d*|dot|bullets?|arrows?|head(?:er)?\d*|foot(?:er)?\d*|top|bottom"
    r"|bg|back(?:ground)?|menu|btn|button|new|qr\w*|counter|flag|chat|mail|e-?mail|print|pdf|download|no-?gift\w*"
    r"|facebook|fb|youtube|tel|phone|map|share|home|search|w3c|ita\d*|garuda|krut)(?=[_.\d-]|$)"
    r"|โลโก้|ตราสัญลักษณ์|แบนเนอร์|ป้าย|nogift|no gift|งดรับ|facebook|แชต|คิวอาร์",
    re.I,
)
_CHART = re.compile(
    r"โครงสร้าง|แผนผัง|แผนภูมิ|ผังองค์กร|ผังการ|ทำเนียบ|ผู้บริหาร|บุคลากร|chart|struct|organi[sz]|diagram|board|exec|personnel",
    re.I,
)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|pdf|tiff?)$", re.I)
_SHOWING = frozenset({EmbedKind.DOCUMENT, EmbedKind.FRAME})


def is_decoration(image: Image) -> bool:
    """Whether a picture is a logo, a line, a button or a banner, by its words."""
    name = unquote(urlsplit(image.url).path.rsplit("/", 1)[-1])
    return bool(_DECORATION.search(f"{name} {image.alt}".strip()))


def says_chart(image: Image) -> bool:
    """Whether the picture's own words say that it is a chart, plan or board of persons."""
    name = unquote(urlsplit(image.url).path.rsplit("/", 1)[-1])
    return bool(_CHART.search(f"{image.alt} {image.title} {name}"))


def pictures_of(page: Document, case: Case) -> Iterator[Image]:
    """Pictures in the content that are neither decoration nor a portrait beside a name."""
    top = min((h.start for h in page.headings if in_content(page, h.start)), default=0)
    for image in page.images:
        if image.region is not Region.CONTENT or is_decoration(image):
            continue
        if image.start < top and not says_chart(image):
            continue  # art of the page's head
        if image.link_url and not _PICTURE_FILE.search(urlsplit(image.link_url).path):
            continue
        if not says_chart(image) and names_in(f"{image.alt} {image.near_text}"):
            continue
        if _elsewhere(image, page, case):
            continue
        yield image


def _elsewhere(image: Image, page: Document, case: Case) -> bool:
    """Whether other pages of the site show the picture too, outside the case."""
    own = {document.url for document in case.documents} - {case.site.home_url} | {page.url}
    return any(
        other.url == image.url
        for document in case.site.documents
        if document.url not in own
        for other in document.images
    )


def picture_quote(pages: tuple[Document, ...], case: Case) -> Quote | None:
    """The first picture or unread viewer that may show what the text does not; charts first."""
    found = [(page, image) for page in pages for image in pictures_of(page, case)]
    for page, image in sorted(found, key=lambda pair: not says_chart(pair[1])):
        return quote_image(page, image)
    for page in pages:
        for embed in page.embeds:
            shown = embed.region is Region.CONTENT and embed.kind in _SHOWING and embed.url
            if shown and case.site.document(embed.url) is None:
                return quote_embed(page, embed)
    return None
