"""Tells words that are content from words that only label a link, and where that link leads."""

from enum import StrEnum

from checks.records import Case, Quote, QuoteSource
from crawler.records import Link, LinkKind, PageKind

_MOSTLY = 0.7


class Pointing(StrEnum):
    """What a quoted line amounts to."""

    CONTENT = "content"
    LEADS_TO_READ = "leads_to_read"  # the label of a link to a page that was read
    LEADS_TO_UNREAD = "leads_to_unread"
    LEADS_NOWHERE = "leads_nowhere"  # dead or empty


def pointing(quote: Quote, case: Case) -> Pointing:
    """Whether the quoted words stand for themselves or for the end of a link."""
    link = label_of(quote, case)
    if link is None:
        return Pointing.CONTENT
    if link.kind is LinkKind.EMPTY:
        return Pointing.LEADS_NOWHERE
    if link.kind is not LinkKind.WEB:
        return Pointing.CONTENT
    document = case.site.document(link.url)
    if document is not None:
        return (
            Pointing.LEADS_TO_READ if document.kind is PageKind.PAGE else Pointing.LEADS_TO_UNREAD
        )
    if case.site.dead(link.url) is not None:
        return Pointing.LEADS_NOWHERE
    return Pointing.LEADS_TO_UNREAD


def pointing_of_year(quote: Quote, case: Case) -> Pointing:
    """Like ``pointing``; the year on a label says nothing of a scan that is not read to agree."""
    kind = pointing(quote, case)
    link = label_of(quote, case) if kind is Pointing.LEADS_TO_READ else None
    document = case.site.document(link.url) if link is not None else None
    return Pointing.LEADS_TO_UNREAD if document is not None and document.all_ocr else kind


def label_of(quote: Quote, case: Case) -> Link | None:
    """The link whose label makes up most of the quoted words, None when they are content."""
    if quote.source is not QuoteSource.TEXT:
        return None
    document = case.site.document(quote.url)
    if document is None:
        return None
    for link in document.links:
        covered = min(link.end, quote.end) - max(link.start, quote.start)
        if link.text and covered >= _MOSTLY * (quote.end - quote.start):
            return link
    return None
