"""What a check file may import: the case, the ways to answer, and the decorator."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Case, Finding, Quote, QuoteSource
from checks.scans import held, readable
from crawler.records import Document, Embed, Form, Image, Link

__all__ = [
    "Case",
    "CheckFunction",
    "Finding",
    "Quote",
    "Reason",
    "RegisteredCheck",
    "cant_tell",
    "check",
    "failed",
    "inapplicable",
    "passed",
    "quote_embed",
    "quote_form",
    "quote_image",
    "quote_link",
    "quote_text",
    "quote_title",
    "with_searched",
]


class CheckFunction(Protocol):
    """A check: pure, from a case and its options to a finding."""

    def __call__(self, case: Case, options: Any, /) -> Finding:  # Any: each check has its Options
        """Judge the case."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredCheck:
    """A check with what the registry and the rulebook need to know of it."""

    id: str
    version: int
    options: type
    machine: bool  # False for checks that always hand over to a person
    function: CheckFunction

    def __call__(self, case: Case, options: Any, /) -> Finding:
        """Judge the case, no further than text read by OCR lets it."""
        return held(self.function(readable(case), options), case)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoOptions:
    """A check without options."""


def check(
    *, version: int, options: type = NoOptions, machine: bool = True
) -> Callable[[CheckFunction], RegisteredCheck]:
    """Mark a function as a check; its name is the check id and must be its file's name."""

    def wrap(function: CheckFunction) -> RegisteredCheck:
        return RegisteredCheck(
            id=getattr(function, "__name__", ""),
            version=version,
            options=options,
            machine=machine,
            function=function,
        )

    return wrap


def _facts(details: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(details.items()))


def passed(*quotes: Quote, note: str = "", **details: str) -> Finding:
    """The claim holds, as the quotes show. At least one quote."""
    if not quotes:
        raise ValueError("passed() needs at least one quote: evidence or no verdict")
    return Finding(outcome=Outcome.PASSED, quotes=quotes, note=note, details=_facts(details))


def failed(reason: Reason, *quotes: Quote, note: str = "", **details: str) -> Finding:
    """The claim does not hold, as the quotes show. For absence use ``case.absent``."""
    if not quotes:
        raise ValueError("failed() needs at least one quote; absence goes through case.absent()")
    return Finding(
        outcome=Outcome.FAILED, reason=reason, quotes=quotes, note=note, details=_facts(details)
    )


def cant_tell(reason: Reason, *quotes: Quote, note: str = "", **details: str) -> Finding:
    """What was seen allows no answer."""
    return Finding(
        outcome=Outcome.CANT_TELL, reason=reason, quotes=quotes, note=note, details=_facts(details)
    )


def inapplicable(note: str) -> Finding:
    """The claim does not concern this case."""
    return Finding(outcome=Outcome.INAPPLICABLE, note=note)


def with_searched(finding: Finding, urls: tuple[str, ...]) -> Finding:
    """The same finding with the addresses that were read for it."""
    return replace(finding, searched=urls)


def _quote(document: Document, source: QuoteSource, text: str, locator: str) -> Quote:
    return Quote(
        url=document.url,
        payload_digest=document.payload_digest,
        text_digest=document.text_digest,
        fetched_at=document.fetched_at,
        source=source,
        text=text,
        locator=locator,
    )


def quote_text(document: Document, start: int, end: int) -> Quote:
    """The words at a span of the document's text, white space at both ends left out."""
    words = document.text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    locator = document.locator_at(start)
    return replace(
        _quote(document, QuoteSource.TEXT, document.text[start:end], locator),
        start=start,
        end=end,
        ocr=document.ocr_at(start),
        year_agreed=document.agreed_at(start, end),
    )


def quote_title(document: Document) -> Quote:
    """The title of the document."""
    quote = _quote(document, QuoteSource.TITLE, document.title, "title")
    start = document.text.find(document.title) if document.ocr_in_title else -1
    agreed = start >= 0 and document.agreed_at(start, start + len(document.title))
    return replace(quote, ocr=document.ocr_in_title, year_agreed=agreed)


def quote_link(document: Document, link: Link) -> Quote:
    """A link as evidence: its address as written."""
    return _quote(document, QuoteSource.LINK, link.href, link.locator)


def quote_image(document: Document, image: Image) -> Quote:
    """An image as evidence: its alt text, or its address when it has none."""
    return _quote(document, QuoteSource.IMAGE, image.alt or image.url, image.locator)


def quote_form(document: Document, form: Form) -> Quote:
    """A form as evidence: its action as written, "" when it has none."""
    return _quote(document, QuoteSource.FORM, form.action_raw or "", form.locator)


def quote_embed(document: Document, embed: Embed) -> Quote:
    """An embedded element as evidence: its address as written."""
    return _quote(document, QuoteSource.EMBED, embed.raw_url, embed.locator)
