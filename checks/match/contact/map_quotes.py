"""Quotes the maps that a page shows."""

from collections.abc import Iterator

from checks.api import quote_embed, quote_image, quote_link, quote_text
from checks.match.contact.maps import is_map_address, is_map_image, is_map_picture_link, plus_code
from checks.match.contact.places import ALL_REGIONS, in_supplier, supplier_spans
from checks.match.reading.phrases import lines
from checks.records import Case, Quote
from crawler.records import Document, EmbedKind, Link, LinkKind, Region

_FEW_WORDS = 200  # code points of content on a page that is nothing but a picture
_BARE_ADDRESS = len("https://maps.google.com/")


def maps_on(document: Document, case: Case) -> Iterator[Quote]:
    """The maps that a page shows or links, best first."""
    spans = supplier_spans(document)
    for embed in document.embeds:
        if embed.kind is not EmbedKind.MAP:
            continue
        # A map that a script fills has no address; one of an unknown service has more than a host.
        filled = not embed.raw_url or len(embed.raw_url) > _BARE_ADDRESS
        if filled or is_map_address(embed.url):
            yield quote_embed(document, embed)
    for link in document.links:
        if link.kind is not LinkKind.WEB or in_supplier(spans, link.start):
            continue
        pictured = is_map_picture_link(link) and case.site.dead(link.url) is None
        if pictured or is_map_address(link.url):
            yield quote_link(document, link)
    for image in document.images:
        if is_map_image(document, image) and not _leads_on(image.link_url, image.url, case):
            yield quote_image(document, image)
    for line in lines(document, ALL_REGIONS):
        place = plus_code(line.text)
        if place is not None:
            yield quote_text(document, line.start + place[0], line.start + place[1])


def _leads_on(link_url: str, image_url: str, case: Case) -> bool:
    """Whether a picture is a button to another page, which is looked at instead."""
    if not link_url or link_url == image_url or is_map_address(link_url):
        return False
    document = case.site.document(link_url)
    return document is not None or case.site.dead(link_url) is not None


def map_page_picture(target: Document, page: Document, link: Link) -> Quote | None:
    """A page behind "แผนที่" that holds one large picture and few words is that map."""
    pictures = [image for image in target.images if image.region is Region.CONTENT]
    content = [line.text for line in lines(target) if line.region is Region.CONTENT]
    if len(pictures) == 1 and sum(map(len, content)) < _FEW_WORDS and target.url != page.url:
        return quote_image(target, pictures[0])
    return None
