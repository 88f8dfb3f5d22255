"""The contact information shows a map of the agency's location.

Question: does a page of the contact information, or a header or footer, embed a map, link to a
map service, or show a picture that is said to be a map of the place?

passed        quotes the map, or the link to it.
failed        incomplete: all was read and no map is there; a site map is none, nor is a link
              "แผนที่" to a page without one.
cantTell      a part of it was not read, or what the link "แผนที่" leads to was not; or the
              contact page is a picture.
inapplicable  never; the rulebook says who owes the component.

Source: components with field map in the rulebook facts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checks.api import Case, Finding, Quote, Reason, cant_tell, check, passed, quote_link
from checks.match.contact.map_quotes import map_page_picture, maps_on
from checks.match.contact.maps import says_map
from checks.match.contact.pictures import contact_block
from crawler.records import Document, GapReason, Link, LinkKind, PageKind, Unreadable

_MISSING = "แผนที่ตั้งหน่วยงาน"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """No options: the field is the same in every year."""


@check(version=2, options=Options)
def map_shown(case: Case, options: Options) -> Finding:
    """Look for maps on the pages themselves, then behind links that promise one."""
    for document in case.documents:
        for quote in maps_on(document, case):
            return passed(quote, found=quote.text[:120])
    nearest: Quote | None = None
    unread: Finding | None = None
    for document, link in _promises(case):
        target = case.site.document(link.url) if link.kind is LinkKind.WEB else None
        if target is not None and target.kind is PageKind.PAGE:
            shown = next(maps_on(target, case), None) or map_page_picture(target, document, link)
            if shown is not None:
                return passed(shown, quote_link(document, link), found=link.text[:120])
        if target is not None or link.kind is not LinkKind.WEB or case.site.dead(link.url):
            nearest = nearest or quote_link(document, link)
            continue
        unread = unread or _unread(case, document, link)
    if unread is not None:
        return unread
    picture = contact_block(case)
    if picture is not None:
        return cant_tell(
            Reason.SCAN_WITHOUT_TEXT, picture, note="may stand in a picture", missing=_MISSING
        )
    return case.absent("no map", nearest=nearest, missing=_MISSING)


def _promises(case: Case) -> Iterator[tuple[Document, Link]]:
    """Links whose own words say that a map is behind them."""
    for document in case.documents:
        for link in document.links:
            words = f"{link.text} {link.title} {link.image_alt}"
            if len(words) < 120 and says_map(words) and link.kind in {LinkKind.WEB, LinkKind.EMPTY}:
                yield document, link


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
