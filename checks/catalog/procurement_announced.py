"""The page lists real announcements of procurements, not only their headings.

Question: does the bundle show at least one announcement (invitation, winner, reference price,
cancellation, plan) with its own matter, as text or as a link that leads somewhere?

passed        quotes the first announcements.
failed        empty_target: the list is there and holds nothing, or only empty links; not_found:
              no place answers the item.
cantTell      the announcements stand on another host, or a part of the bundle was not read, or the
              content is a picture.
inapplicable  never.

Source: component "shows procurement announcements, for example invitations and results".
"""

from checks.api import (
    Case,
    Finding,
    Reason,
    cant_tell,
    check,
    failed,
    passed,
    quote_embed,
    quote_link,
    quote_text,
    quote_title,
)
from checks.match.procurement.announcements import announcements
from checks.match.reading.substance import picture_only
from checks.match.subjects.vocabulary import known_host_kind
from crawler.records import LinkKind, Region

_SHOWN = 3


@check(version=4)
def procurement_announced(case: Case, _options: object) -> Finding:
    """Look for announcements; a bare link to the state's procurement system proves none."""
    if not case.documents:
        return case.absent("no place of the site answers the item")
    found = announcements(case)
    if found:
        quotes = [entry.quote for entry in found[:_SHOWN]]
        return passed(*quotes, note=f"{len(found)} found", found=quotes[0].text[:120])
    picture = picture_only(case)
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="the content is a picture")
    elsewhere = _elsewhere(case)
    if elsewhere is not None:
        return elsewhere
    if case.gaps:
        return case.absent("no announcement was read, and a part was not")
    lead = case.documents[0]
    heading = next(iter(lead.headings), None)
    if heading is not None:
        quote = quote_text(lead, heading.start, heading.end)
        return failed(Reason.EMPTY_TARGET, quote, note="no announcement", found=heading.text[:120])
    if lead.title:
        return failed(Reason.EMPTY_TARGET, quote_title(lead), note="no announcement")
    return case.absent("no announcement is shown", reason=Reason.EMPTY_TARGET)


def _elsewhere(case: Case) -> Finding | None:
    """A link or frame of the content that leads to the state's procurement system."""
    for document in case.documents:
        for embed in document.embeds:
            if known_host_kind(embed.url) == "procurement":
                return cant_tell(
                    Reason.EXTERNAL_HOST_UNREACHABLE, quote_embed(document, embed), found=embed.url
                )
        for link in document.links:
            if link.region is not Region.CONTENT or link.kind is not LinkKind.WEB:
                continue
            if known_host_kind(link.url) == "procurement":
                return cant_tell(
                    Reason.EXTERNAL_HOST_UNREACHABLE, quote_link(document, link), found=link.url
                )
    return None
