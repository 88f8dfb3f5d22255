"""What the files of a page tell of their own year, against the year that the page gives them.

A page that holds only a heading and links is as good as the files behind it: "รายงาน ปี 2568" that
leads to a report headed 2566 is the report of 2566.
"""

import re
from collections.abc import Sequence
from datetime import timedelta

from checks.match.links.pointing import Pointing, entry_link
from checks.match.periods.published import tells_publication
from checks.match.periods.said import Rank, YearLine
from checks.match.periods.years import fiscal_years_be, month_spans, year_mentions
from checks.match.reading.phrases import lines
from checks.match.subjects.vocabulary import is_generic
from checks.records import Case, Quote
from crawler.records import Document, Region, Table

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_OFFICE_NAME = re.compile(r"\.(?:xlsx?|docx?|pptx?)(?:[?#]|$)", re.I)
_INTRODUCTION = 300  # letters of its own with which a page only introduces its files
_LONG_INTRODUCTION = 1500  # and with which its files may still be what it is about
_ROWS_OF_ITS_OWN = 2  # of words without links, the row of headings among them
_AGO, _AHEAD = 9, 2  # years from the one asked for; what lies farther off is misread
_SPAN = timedelta(days=80)  # a period, and not a day or a month
_NOTHING = 30  # letters that say nothing: "ดาวน์โหลด", a day of posting
_OLDER = re.compile(r"ปีก่อน|ปีเก่า|ย้อนหลัง|ฉบับเดิม")
_TELLING = frozenset({Rank.HEADING, Rank.FISCAL})


def files_of_other_years(case: Case, entries: Sequence[YearLine], wanted: int) -> YearLine | None:
    """The heading of a part when every part of a bare page tells other years only, else None.

    A part whose link names its year honestly belongs to an archive and gainsays nothing, unless the
    page holds nothing else; one that tells no year, or was not read, leaves the page its word.
    """
    lead, *rest = case.documents
    if not rest or case.gaps or _is_file(lead) or not _only_leads(lead):
        return None
    told: YearLine | None = None
    archived: YearLine | None = None
    for document in rest:
        if not _is_file(document) and _only_leads(document) and any(map(_is_file, rest)):
            continue  # it introduces the files as the lead does
        own = [
            entry
            for entry in entries
            if entry.quote.url == document.url and entry.pointing is Pointing.CONTENT
        ]
        heads = [entry for entry in own if entry.rank is Rank.HEADING] or [
            entry for entry in own if entry.rank in _TELLING
        ]
        if not heads or any(wanted in entry.years for entry in own if not _tells_signing(entry)):
            return None
        if _labelled_years(lead, document) & {year for entry in heads for year in entry.years}:
            archived = archived or heads[0]
            continue
        told = told or heads[0]
    if told is None and _own_letters(lead) <= _NOTHING:
        return archived  # the page holds its archive and nothing else
    return told


def _tells_signing(entry: YearLine) -> bool:
    """Whether a line only says on which day a paper was signed or made up, after its own year."""
    return entry.rank is Rank.DATED and tells_publication(entry.quote.text)


def without_archive(case: Case, entries: Sequence[YearLine], wanted: int) -> list[YearLine]:
    """The year lines without those of parts that the page itself calls other years'.

    A page that tells the year asked for and links earlier reports by their years stays of its year;
    one that holds nothing but links does so by a part that names that year.
    """
    lead, *rest = case.documents
    archive = {
        document.url
        for document in rest
        if ((years := _labelled_years(lead, document)) and wanted not in years)
        or _called_older(lead, document)
    }
    archive |= {document.url for document in rest if _stands_apart(document, case, entries, wanted)}
    for document in rest:  # and what only they lead to
        above = {page.url for page in case.documents if _leads_to(page, document)}
        if above and above <= archive:
            archive.add(document.url)
    if _only_leads(lead):
        others = {document.url for document in rest} - archive
        if not any(e.quote.url in others and wanted in e.years and not e.posting for e in entries):
            return list(entries)
    return [entry for entry in entries if entry.quote.url not in archive]


def _is_file(document: Document) -> bool:
    """Whether a document is a file; systems export web pages under the names of Office files."""
    return document.content_type not in _PAGES or bool(_OFFICE_NAME.search(document.url))


def scan_of_another_year(case: Case, wanted: int) -> Quote | None:
    """The line of a scan that speaks for another year under a page of the year asked for.

    Such a year is not sure (design.md section 11, ruling 9): it fails nothing, and the page's word
    for the scan is not to be believed either. None when the page has content of its own, or any
    file behind it names the year asked for or tells no year.
    """
    lead = case.documents[0]
    files = [document for document in case.documents if _is_file(document)]
    if not files or (not _is_file(lead) and not _only_leads(lead, _LONG_INTRODUCTION)):
        return None
    told: Quote | None = None
    for document in files:
        if wanted in fiscal_years_be(f"{document.title}\n{document.text}"):
            return None
        lines_of = [quote for quote in case.doubted if quote.url == document.url]
        other = next((quote for quote in lines_of if _speaks_for_another(quote, wanted)), None)
        if other is None:
            return None
        told = told or other
    return told


def _speaks_for_another(quote: Quote, wanted: int) -> bool:
    """Whether a line names another year than the one asked for, and not only a day in it."""
    near = range(wanted - _AGO, wanted + _AHEAD + 1)
    spans = [last - first for first, last, _, _ in month_spans(quote.text)]
    named = any(mention.fiscal is not False for mention in year_mentions(quote.text))
    years = fiscal_years_be(quote.text)
    told = named or any(span > _SPAN for span in spans)
    return told and wanted not in years and any(year in near for year in years)


def _only_leads(lead: Document, most: int = _INTRODUCTION) -> bool:
    """Whether a page holds headings, links and at most a few words that introduce them."""
    if any(_tells(table, lead) for table in lead.tables):
        return False
    if any(form.region is Region.CONTENT for form in lead.forms):
        return False
    return _own_letters(lead) <= most


def _tells(table: Table, lead: Document) -> bool:
    """Whether a table holds content, and is no list of files and no frame that lays out a page."""
    told = 0
    for row in table.rows:
        linked = any(cell.start <= link.start < cell.end for cell in row for link in lead.links)
        told += not linked and len({cell.start for cell in row if cell.text.strip()}) > 1
    return told >= _ROWS_OF_ITS_OWN


def _own_letters(lead: Document) -> int:
    """The letters of a page's content outside its headings and links."""
    heads = {heading.start for heading in lead.headings}
    own = 0
    for line in lines(lead, frozenset({Region.CONTENT})):
        linked = sum(
            min(link.end, line.end) - max(link.start, line.start)
            for link in lead.links
            if link.start < line.end and link.end > line.start
        )
        if line.start not in heads and entry_link(line) is None:
            own += line.end - line.start - linked
    return own


def _stands_apart(document: Document, case: Case, entries: Sequence[YearLine], wanted: int) -> bool:
    """Whether a list of the assessment puts a page of another year beside those of the year.

    No other part leads to it, and its headings name other years, where another's names this one.
    """
    if document.ocr or any(_leads_to(page, document) for page in case.documents):
        return False
    heads = [entry for entry in entries if entry.rank is Rank.HEADING]
    own = [year for e in heads if e.quote.url == document.url for year in e.years]
    named = any(wanted in e.years for e in heads if e.quote.url != document.url)
    return named and bool(own) and wanted not in own


def _leads_to(page: Document, file: Document) -> bool:
    return page.url != file.url and any(link.url == file.url for link in page.links)


def _labelled_years(lead: Document, file: Document) -> set[int]:
    """The fiscal years (BE) that the links of a page to a file name, or the titles beside them."""
    years: set[int] = set()
    for link in lead.links:
        if link.url != file.url:
            continue
        label = f"{link.text} {link.title} {link.image_alt}"
        years.update(fiscal_years_be(label))
        beside = link.row_text or link.item_text
        if not label.strip() or is_generic(label.strip()):
            # Not by its days: on them the title was put up.
            years.update(m.year_be for m in year_mentions(beside) if m.fiscal is not False)
    return years


def _called_older(lead: Document, file: Document) -> bool:
    """Whether a page calls a file that of years gone by: "รายงานปีก่อน"."""
    labels = [link.text for link in lead.links if link.url == file.url]
    return bool(labels) and all(_OLDER.search(label) for label in labels)
