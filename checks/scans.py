"""What text read by OCR may and may not show.

Words are there when OCR read them; that they are not there it never shows. A year counts when the
digit reader tells it too, or when what points at the scan names it. Source: design.md section 11,
ruling 9.
"""

from collections.abc import Iterator
from dataclasses import replace

from checks.match.periods.years import fiscal_years_be, year_mentions
from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import (
    SCANNED,
    Case,
    Finding,
    Quote,
    QuoteSource,
    Source,
    scan_gaps,
)
from checks.site import Site
from crawler.records import Document, Region

UNREAD = "\u25a1"  # as the reader writes digits that it cannot be believed
_TOP_HEADINGS = 3
_TOP_LINES = 15  # of a scan, among which its own year stands


def readable(case: Case) -> Case:
    """The case as a check may see it: years of scans that nothing else names are left unread.

    Offsets stay. The scans stand among the gaps, so that absence is never claimed past them.
    """
    if not any(document.ocr for document in case.documents):
        return case
    listed = {gap.url for gap in case.gaps}
    return replace(
        case,
        documents=tuple(_without_unsure_years(page, case) for page in case.documents),
        doubted=tuple(line for page in case.documents if page.ocr for line in _doubted(page, case)),
        gaps=(*case.gaps, *(gap for gap in scan_gaps(case) if gap.url not in listed)),
    )


def held(finding: Finding, case: Case) -> Finding:
    """A finding with its quotes as the documents have them; a failure by OCR text is none."""
    known = {document.url: document for document in case.documents if document.ocr}
    quotes = tuple(_as_written(quote, known.get(quote.url)) for quote in finding.quotes)
    words = {old.text: new.text for old, new in zip(finding.quotes, quotes, strict=True)}
    details = tuple((name, _restored(value, words)) for name, value in finding.details)
    finding = replace(finding, quotes=quotes, details=details)
    if finding.outcome is Outcome.FAILED and any(quote.ocr for quote in quotes):
        return replace(
            finding,
            outcome=Outcome.CANT_TELL,
            reason=Reason.SCAN_WITHOUT_TEXT,
            note=f"{finding.note}; {SCANNED}",
        )
    return finding


def _as_written(quote: Quote, document: Document | None) -> Quote:
    if document is None or UNREAD not in quote.text:
        return quote
    if quote.source is QuoteSource.TEXT:
        return replace(quote, text=document.text[quote.start : quote.end])
    return replace(quote, text=document.title) if quote.source is QuoteSource.TITLE else quote


def _restored(value: str, words: dict[str, str]) -> str:
    for seen, written in words.items():
        if value and seen.startswith(value):
            return written[: len(value)]
    return value


def _without_unsure_years(document: Document, case: Case) -> Document:
    if not document.ocr:
        return document
    sure = frozenset(_named_beside(document, case))
    pieces, end = [], 0
    for part in document.parts:
        pieces.append(document.text[end : part.start])
        words = document.text[part.start : part.end]
        pieces.append(_masked_lines(words, sure, document, part.start) if part.ocr else words)
        end = part.end
    pieces.append(document.text[end:])
    text = "".join(pieces)
    title = document.title
    if document.ocr_in_title:
        title = _masked(title, sure, document, document.text.find(title))
    if text == document.text and title == document.title:
        return document
    return replace(
        document,
        text=text,
        title=title,
        headings=tuple(
            replace(item, text=_masked(item.text, sure, document, item.start))
            if document.ocr_at(item.start)
            else item
            for item in document.headings
        ),
        tables=tuple(
            replace(
                table,
                caption=_masked(table.caption, sure, document),
                heading=_masked(table.heading, sure, document),
                rows=tuple(
                    tuple(
                        replace(cell, text=_masked(cell.text, sure, document, cell.start))
                        for cell in row
                    )
                    for row in table.rows
                ),
            )
            if document.ocr_at(table.start)
            else table
            for table in document.tables
        ),
    )


def _doubted(document: Document, case: Case) -> Iterator[Quote]:
    """The first lines of a scan that name a year which nothing beside names, as OCR read them.

    Also those that the digit reader agrees on: they speak against a page that names another.
    """
    sure = frozenset(_named_beside(document, case))
    start = 0
    for line in document.text.split("\n", _TOP_LINES)[:_TOP_LINES]:
        unsure = _unsure(line, sure, document)
        if document.ocr_at(start) and next(unsure, None) is not None:
            yield Quote(
                url=document.url,
                payload_digest=document.payload_digest,
                text_digest=document.text_digest,
                fetched_at=document.fetched_at,
                source=QuoteSource.TEXT,
                text=line.strip(),
                start=start + len(line) - len(line.lstrip()),
                end=start + len(line.rstrip()),
                locator=document.locator_at(start),
                ocr=True,
                year_agreed=document.agreed_at(start, start + len(line)),
            )
        start += len(line) + 1


def _unsure(
    line: str, sure: frozenset[int], document: Document, start: int = -1
) -> Iterator[tuple[int, int]]:
    """Where figures of years stand in a line that neither a second reader nor anything else names.

    ``start`` is where the line stands in the document's text, -1 when it does not.
    """
    for mention in year_mentions(line):
        # The last months of a calendar year belong to the fiscal year that is named after the next.
        dated = not line[mention.start : mention.end].isdigit()
        if mention.year_be in sure or (dated and mention.year_be + 1 in sure):
            continue
        end = mention.end
        while end > mention.start and not line[end - 1].isdigit():
            end -= 1
        first = end
        while first > mention.start and line[first - 1].isdigit():
            first -= 1
        if start < 0 or not document.agreed_at(start + first, start + end):
            yield first, end


def _masked_lines(text: str, sure: frozenset[int], document: Document, start: int) -> str:
    lines = []
    for line in text.split("\n"):
        lines.append(_masked(line, sure, document, start))
        start += len(line) + 1
    return "\n".join(lines)


def _masked(line: str, sure: frozenset[int], document: Document, at: int = -1) -> str:
    """A line with the figures of years unread that are not sure; its length stays."""
    figures = list(line)
    for first, end in _unsure(line, sure, document, at):
        figures[first:end] = UNREAD * (end - first)
    return "".join(figures)


def _named_beside(document: Document, case: Case) -> Iterator[int]:
    """The fiscal years that stand in words which are no OCR and lead to a document."""
    candidate = case.candidate
    if candidate is not None and not _pointed_by_scan(candidate.url, candidate.source, case):
        yield from candidate.years
    for words in (*_words_around(document, case.site), *_own_words(document)):
        yield from fiscal_years_be(words)


def _pointed_by_scan(url: str, source: Source, case: Case) -> bool:
    lead = case.site.document(url)
    return source is Source.TITLE and lead is not None and lead.ocr


def _words_around(document: Document, site: Site) -> Iterator[str]:
    pages: dict[str, Document] = {}
    for pointer in site.pointers(document.url):
        link = pointer.link
        yield from (link.text, link.title, link.image_alt, link.file_name)
        yield from (link.row_text, link.item_text, link.heading, link.group)
        if link.region is Region.CONTENT:
            pages[pointer.page.url] = pointer.page
    for page, image in site.shown_on(document.url):
        yield from (image.alt, image.title, image.near_text, image.heading)
        pages[page.url] = page
    for page in pages.values():
        if page.url != site.home_url and not page.ocr:
            yield page.title
            yield from (heading.text for heading in page.headings[:_TOP_HEADINGS])


def _own_words(document: Document) -> Iterator[str]:
    """Headings of the document's pages that are text."""
    if not document.ocr_in_title:
        yield document.title
    yield from (item.text for item in document.headings if not document.ocr_at(item.start))
