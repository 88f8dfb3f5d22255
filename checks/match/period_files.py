"""What the files of a page tell of their own year, against the year that the page gives them.

A page that holds only a heading and links is as good as the files behind it: "รายงาน ปี 2568" that
leads to a report headed 2566 is the report of 2566.
"""

from collections.abc import Sequence

from checks.match.periods import Rank, YearLine
from checks.match.phrases import lines
from checks.match.pointing import Pointing
from checks.match.years import fiscal_years_be
from checks.records import Case
from crawler.records import Document, Region

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_INTRODUCTION = 300  # letters of its own with which a page only introduces its files
_NOTHING = 30  # letters that say nothing: "ดาวน์โหลด", a day of posting
_TELLING = frozenset({Rank.HEADING, Rank.FISCAL})


def files_of_other_years(case: Case, entries: Sequence[YearLine], wanted: int) -> YearLine | None:
    """The heading of a part when every part of a bare page tells other years only, else None.

    A part whose link names its year honestly belongs to an archive and gainsays nothing, unless the
    page holds nothing else; one that tells no year, or was not read, leaves the page its word.
    """
    lead, *rest = case.documents
    if not rest or case.gaps or lead.content_type not in _PAGES or not _only_leads(lead):
        return None
    told: YearLine | None = None
    archived: YearLine | None = None
    for document in rest:
        own = [
            entry
            for entry in entries
            if entry.quote.url == document.url and entry.pointing is Pointing.CONTENT
        ]
        heads = [entry for entry in own if entry.rank is Rank.HEADING] or [
            entry for entry in own if entry.rank in _TELLING
        ]
        if not heads or any(wanted in entry.years for entry in own):
            return None
        if _labelled_years(lead, document) & {year for entry in heads for year in entry.years}:
            archived = archived or heads[0]
            continue
        told = told or heads[0]
    if told is None and _own_letters(lead) <= _NOTHING:
        return archived  # the page holds its archive and nothing else
    return told


def without_archive(case: Case, entries: Sequence[YearLine], wanted: int) -> list[YearLine]:
    """The year lines without those of parts that the page itself calls other years'.

    A page that tells the year asked for and links earlier reports by their years stays of its year.
    """
    lead, *rest = case.documents
    if _only_leads(lead):
        return list(entries)
    archive = {
        document.url
        for document in rest
        if (years := _labelled_years(lead, document)) and wanted not in years
    }
    return [entry for entry in entries if entry.quote.url not in archive]


def _only_leads(lead: Document) -> bool:
    """Whether a page holds headings, links and at most a few words that introduce them."""
    if lead.tables or any(form.region is Region.CONTENT for form in lead.forms):
        return False
    return _own_letters(lead) <= _INTRODUCTION


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
        if line.start not in heads:
            own += line.end - line.start - linked
    return own


def _labelled_years(lead: Document, file: Document) -> set[int]:
    """The fiscal years (BE) that the links of a page to a file name."""
    return {
        year
        for link in lead.links
        if link.url == file.url
        for year in fiscal_years_be(f"{link.text} {link.title} {link.image_alt}")
    }
