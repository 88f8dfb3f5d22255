"""Names what a place of an item is that shows nothing of it: the criteria, nothing, dead files."""

import re
from collections.abc import Mapping
from dataclasses import replace

from checks.api import quote_link
from checks.belonging import is_file_address
from checks.match.links.list_entries import entry_lines
from checks.match.reading.essence import has_essence
from checks.match.reading.lines import Line, lines
from checks.match.reading.substance import content_of, hollow_reason, title_starts
from checks.match.subjects.vocabulary import is_placeholder
from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Case, Finding, Quote, QuoteSource
from checks.rollup import because
from checks.rulebook import Item
from crawler.records import Link, LinkKind, Region
from crawler.thai import fold_text

CONTENT_KINDS = frozenset({"presence", "field", "count"})
_PRESENCE = "presence"
_PERIOD = "period"
_CONSISTENCY = "consistency"  # with another item: nothing follows it where nothing stands
_TELLING = CONTENT_KINDS | {"other"}  # kinds whose quotes show more of an item than its name
_SPEAKS_FOR_ITSELF = 300  # letters beside dead attachments; fewer only introduce them
_ESSENCE = 120  # letters of what dead papers hold, told beside them
_SENTENCE = 40  # folded letters
_FIGURE = re.compile(r"\d(?:คน|ราย|บาท|เรื่อง|โครงการ|แห่ง|%)|ร้อยละ\d")
_COUNTER = re.compile(r"เข้าชม|ผู้ชม|ดาวน์โหลด|เปิดอ่าน")  # figures of the site, not of the work
_ABSENT = frozenset({Reason.INCOMPLETE, Reason.EMPTY_TARGET})
_ATTACHED = re.compile(r"ไฟล์|เอกสาร|แนบ|ดาวน์โหลด|download|pdf|excel|word|xlsx?|docx?", re.I)


def named_for_what_is_there(
    item: Item, findings: Mapping[str, Finding], case: Case
) -> dict[str, Finding]:
    """The findings on a bundle, its absences named for why nothing is there.

    That a page bears the item's name shows nothing of it when nothing stands below, or when all
    that it attaches is dead: the officer is told of the dead file and not of what it would hold.
    """
    reason = hollow_reason(case, [c.requirement_th for c in item.components])
    if reason is Reason.ECHOES_REQUIREMENT:
        return {name: because(finding, reason) for name, finding in findings.items()}
    dead = _dead_attachments(case)
    if reason is None:
        content = content_of(case)
        speaks = content.tables or content.letters >= _SPEAKS_FOR_ITSELF or _counts(case)
        speaks = speaks or any(has_essence(page, _ESSENCE) for page in case.documents)
        dead = () if speaks else dead
    if (reason is None and not dead) or _shown(
        item, findings, case, dead, empty=reason is not None
    ):
        return dict(findings)
    kinds = {component.component_id: component.kind for component in item.components}
    empty = reason is not None
    found: dict[str, Finding] = {}
    for name, finding in findings.items():
        # The year on the title of a dead file is the year of nothing.
        only_named = kinds[name] == _PRESENCE or (dead and kinds[name] == _PERIOD)
        only_named = only_named or kinds[name] == _CONSISTENCY
        only_named = only_named or (empty and kinds[name] in _TELLING)
        of_type = finding.detail("key") == "agency_type"  # open until the type is known
        if only_named and _is_there(finding) and not of_type:
            finding = case.absent("only the item's name stands there", nearest=finding.quote)
        absent = finding.outcome is Outcome.FAILED and finding.reason in _ABSENT
        if absent and dead:
            finding = replace(
                finding,
                reason=Reason.DEAD_LINK,
                quotes=(_quoted(case, dead[0]),),
                details=(("found", dead[0].url),),
            )
        found[name] = finding if reason is None else because(finding, reason)
    return found


def _dead_attachments(case: Case) -> tuple[Link, ...]:
    """The files that pages attach, when those pages are all of the bundle and no file is alive.

    A list of posts and its posts are such pages.
    """
    if not case.documents or case.gaps:
        return ()
    if any(page.parts or page.url == case.site.home_url for page in case.documents):
        return ()
    members = {page.url for page in case.documents}
    files = [
        link
        for page in case.documents
        for link in page.links
        if _is_attached(link) and case.site.resolve(link.url) not in members
    ]
    dead = tuple(link for link in files if case.site.dead(link.url) is not None)
    return dead if len(dead) == len(files) else ()


def _quoted(case: Case, link: Link) -> Quote:
    page = next(page for page in case.documents if link in page.links)
    return quote_link(page, link)


def _counts(case: Case) -> bool:
    """Whether a line of the pages tells what was done in figures, and does not only introduce."""
    return any(
        len(line.folded) >= _SENTENCE
        and _FIGURE.search(line.folded)
        and not _COUNTER.search(line.folded)
        and not _only_names(line)
        for page in case.documents
        for line in lines(page, frozenset({Region.CONTENT}))
    )


def _only_names(line: Line) -> bool:
    """Whether a line is a title or a heading, or holds a link."""
    page = line.document
    heads = {heading.start for heading in page.headings} | title_starts(page)
    if line.start in heads or line.folded == fold_text(page.title):
        return True
    return any(link.start < line.end and line.start < link.end for link in page.links)


def _is_attached(link: Link) -> bool:
    if link.kind is not LinkKind.WEB or link.region is not Region.CONTENT:
        return False
    return is_file_address(link.url) or _ATTACHED.search(link.text) is not None


def _shown(
    item: Item,
    findings: Mapping[str, Finding],
    case: Case,
    dead: tuple[Link, ...],
    *,
    empty: bool,
) -> bool:
    """Whether some content of the item was found, more than its name and labels of dead files.

    What a person must still judge is there, too. On pages without any content (``empty``) the
    name shows nothing of whatever kind.
    """
    return any(
        component.kind in _TELLING
        and _is_there(finding := findings[component.component_id])
        and not (
            (empty or component.kind == _PRESENCE or finding.outcome is not Outcome.PASSED)
            and all(_is_name(quote, case, dead) for quote in finding.quotes)
        )
        for component in item.components
    )


def _is_there(finding: Finding) -> bool:
    judged = finding.outcome is Outcome.CANT_TELL and finding.reason is Reason.NEEDS_PERSON
    return finding.outcome is Outcome.PASSED or judged


def _is_name(quote: Quote, case: Case, dead: tuple[Link, ...]) -> bool:
    """Whether quoted words name the page, a post or a dead file, or say that nothing is there."""
    if quote.source is QuoteSource.TITLE:
        return True
    document = next((page for page in case.documents if page.url == quote.url), None)
    if document is None or quote.source is not QuoteSource.TEXT:
        return False
    if quote.start in title_starts(document) or is_placeholder(quote.text):
        return True
    if any(quote.start <= link.start < quote.end for link in dead):
        return True
    listed = entry_lines(document, case.documents, case.site)
    return any(line.start <= quote.start < line.end for line in listed)
