"""Re-reads quotes from the documents they point into: evidence or no verdict."""

from dataclasses import replace

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Finding, Quote, QuoteSource
from checks.site import Site
from crawler.records import Document


def reads_back(quote: Quote, document: Document | None) -> bool:
    """Whether the quoted words stand in the document at the quoted place."""
    if document is None:
        return False
    same = (quote.payload_digest, quote.text_digest)
    if same != (document.payload_digest, document.text_digest):
        return False
    at = quote.locator
    match quote.source:
        case QuoteSource.TEXT:
            return bool(quote.text) and document.text[quote.start : quote.end] == quote.text
        case QuoteSource.TITLE:
            return bool(quote.text) and document.title == quote.text
        case QuoteSource.LINK:
            return any(link.locator == at and link.href == quote.text for link in document.links)
        case QuoteSource.IMAGE:
            return any(
                image.locator == at and quote.text in (image.alt, image.url)
                for image in document.images
            )
        case QuoteSource.FORM:
            return any(
                form.locator == at and (form.action_raw or "") == quote.text
                for form in document.forms
            )
        case QuoteSource.EMBED:
            return any(
                embed.locator == at and embed.raw_url == quote.text for embed in document.embeds
            )


def verified(finding: Finding, site: Site) -> Finding:
    """The finding when its evidence holds; else cantTell(check_error) that says what did not.

    A passed or failed finding must name what was read: a quote, or for absence the places
    searched.
    """
    for quote in finding.quotes:
        if not reads_back(quote, site.document(quote.url)):
            return replace(
                finding,
                outcome=Outcome.CANT_TELL,
                reason=Reason.CHECK_ERROR,
                quotes=(),
                note=f"quote not found again in {quote.url}: {quote.text[:80]!r}",
            )
    decided = finding.outcome in {Outcome.PASSED, Outcome.FAILED}
    bare = not finding.quotes and (finding.outcome is Outcome.PASSED or not finding.searched)
    if decided and bare:
        return replace(
            finding,
            outcome=Outcome.CANT_TELL,
            reason=Reason.CHECK_ERROR,
            note=f"no evidence for {finding.outcome.value}: {finding.note}",
        )
    return finding
