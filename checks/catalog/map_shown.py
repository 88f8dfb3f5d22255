"""The contact information shows a map of the agency's location.

Question: does a page of the contact information, or a header or footer, embed a map, link to a
map service, or show a picture that is said to be a map of the place?

passed        quotes the map, or the link to it.
failed        incomplete: all was read and no map is there; a site map is none, nor is a link
              "แผนที่" to a page without one.
cantTell      a part of it was not read, or what the link "แผนที่" leads to was not.
inapplicable  never; the rulebook says who owes the component.

Source: components with field map in the rulebook facts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checks.api import (
    Case,
    Finding,
    Quote,
    Reason,
    cant_tell,
    check,
    passed,
    quote_embed,
    quote_image,
    quote_link,
    quote_text,
)
from checks.match.contact_map import (
    is_map_address,
    is_map_image,
    is_map_picture_link,
    plus_code,
    says_map,
)
from checks.match.contact_places import ALL_REGIONS, in_supplier, supplier_spans
from checks.match.phrases import lines
from crawler.records import Document, EmbedKind, GapReason, Link, LinkKind, PageKind, Unreadable

_MISSING = "แผนที่ตั้งหน่วยงาน"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """No options: the field is the same in every year."""


@check(version=1, options=Options)
def map_shown(case: Case, options: Options) -> Finding:
    """Look for maps on the pages themselves, then behind links that promise one."""
    for document in case.documents:
        for quote in _maps(document, case):
            return passed(quote, found=quote.text[:120])
    nearest: Quote | None = None
    unread: Finding | None = None
    for document, link in _promises(case):
        target = case.site.document(link.url) if link.kind is LinkKind.WEB else None
        if target is not None and target.kind is PageKind.PAGE:
            shown = next(_maps(target, case), None) or _whole_picture(target, document, link)
            if shown is not None:
                return passed(shown, quote_link(document, link), found=link.text[:120])
        if target is not None or link.kind is not LinkKind.WEB or case.site.dead(link.url):
            nearest = nearest or quote_link(document, link)
            continue
        unread = unread or _unread(case, document, link)
    if unread is not None:
        return unread
    return case.absent("no map", nearest=nearest, missing=_MISSING)


def _maps(document: Document, case: Case) -> Iterator[Quote]:
    """The maps that a page shows or links, best first."""
    spans = supplier_spans(document)
    for embed in document.embeds:
        if (embed.kind is EmbedKind.MAP and (is_map_address(embed.url) or not embed.raw_url)) or (embed.kind is EmbedKind.MAP and len(embed.raw_url) > len("https://maps.google.com/")):
            yield quote_embed(document, embed)
    for link in document.links:
        if link.kind is not LinkKind.WEB or in_supplier(spans, link.start):
            continue
        if is_map_address(link.url) or (is_map_picture_link(link) and case.site.dead(link.url) is None):
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


def _promises(case: Case) -> Iterator[tuple[Document, Link]]:
    """Links whose own words say that a map is behind them."""
    for document in case.documents:
        for link in document.links:
            words = f"{link.text} {link.title} {link.image_alt}"
            if len(words) < 120 and says_map(words) and link.kind in {LinkKind.WEB, LinkKind.EMPTY}:
                yield document, link


def _whole_picture(target: Document, page: Document, link: Link) -> Quote | None:
    """A page behind "แผนที่" that holds one large picture and few words is that map."""
    pictures = [image for image in target.images if image.region.value == "content"]
    content = [line.text for line in lines(target) if line.region.value == "content"]
    if len(pictures) == 1 and sum(map(len, content)) < 200 and target.url != page.url:
        return quote_image(target, pictures[0])
    return None


def _unread(case: Case, document: Document, link: Link) -> Finding:
    trouble = case.site.trouble(link.url)
    target = case.site.resolve(link.url)
    gap = next((gap for gap in case.site.coverage.gaps if gap.url in {link.url, target}), None)
    reason = Reason.NEEDS_PERSON
    if trouble is not None:
        reason = Reason.from_gap(trouble.reason)
    elif gap is not None:
        reason = Reason.from_gap(gap.reason)
    if isinstance(trouble, Unreadable) and trouble.reason is GapReason.SCAN_WITHOUT_TEXT:
        return passed(quote_link(document, link), note="a scan behind a link labelled as a map")
    return cant_tell(
        reason,
        quote_link(document, link),
        note="what the link to the map leads to was not read",
        missing=_MISSING,
    )
