"""The agency publishes its contact information.

Question: does a page or block announced as contact information give a detail, or does one page
give at least two of address, telephone, e-mail and map?

passed        quotes the announcement or the first detail.
failed        incomplete: all was read and no page gives details; a bare label or an empty page
              announces without giving.
cantTell      a part of it was not read, or the details stand only in a picture.
inapplicable  never; the rulebook says who owes the component.

Source: components of kind presence of the contact information in the rulebook facts.
"""

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
    quote_text,
    quote_title,
)
from checks.match.contact.details import address_details, email_details, phone_sightings
from checks.match.contact.maps import is_map_address
from checks.match.contact.phones import Validity
from checks.match.contact.pictures import pictured
from checks.match.contact.places import is_contact_page, says_contact
from checks.match.reading.criteria import is_criteria_text
from crawler.records import Document, EmbedKind

_MISSING = "ข้อมูลการติดต่อ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """No options: the component is the same in every year."""


@check(version=3, options=Options)
def contact_published(case: Case, options: Options) -> Finding:
    """Look for an announced contact block with details, then for details side by side."""
    details = _by_kind(case)
    together: tuple[Quote, ...] = ()
    nearest: Quote | None = None
    for document in case.documents:
        given = [quotes[document.url] for quotes in details if document.url in quotes]
        announced = _announcement(document)
        if announced is not None and given:
            return passed(announced, *given[:2], found=announced.text[:120])
        nearest = nearest or announced
        if len(given) >= 2 and not together:
            together = tuple(given[:3])
    if together:
        return passed(*together, note="details side by side", found=together[0].text[:120])
    picture = pictured(case, "address")
    if picture is not None:
        return cant_tell(
            Reason.SCAN_WITHOUT_TEXT, picture, note="may stand in a picture", missing=_MISSING
        )
    return case.absent("no contact details", nearest=nearest, missing=_MISSING)


def _by_kind(case: Case) -> list[dict[str, Quote]]:
    """For each kind of detail the first quote on every page."""
    phones = [
        seen.detail
        for seen in phone_sightings(case)
        if seen.number.validity is not Validity.MALFORMED
    ]
    found: list[dict[str, Quote]] = []
    for details in (address_details(case), phones, email_details(case)):
        quotes: dict[str, Quote] = {}
        for detail in details:
            if detail.sure:
                quotes.setdefault(detail.document.url, detail.quote)
        found.append(quotes)
    maps: dict[str, Quote] = {}
    for document in case.documents:
        for embed in document.embeds:
            if embed.kind is EmbedKind.MAP and (is_map_address(embed.url) or not embed.raw_url):
                maps.setdefault(document.url, quote_embed(document, embed))
    return [*found, maps]


def _announcement(document: Document) -> Quote | None:
    """A heading that announces contact details, or the title of a contact page."""
    for heading in document.headings:
        if says_contact(heading.text) and not is_criteria_text(heading.text):
            return quote_text(document, heading.start, heading.end)
    if document.title and is_contact_page(document):
        return quote_title(document)
    return None
