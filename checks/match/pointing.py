"""Tells words that are content from words that only label a link, and where that link leads."""

import re
from enum import StrEnum

from checks.match.dates import MONTH
from checks.match.vocabulary import is_generic
from checks.records import Case, Quote, QuoteSource
from crawler.records import Link, LinkKind, PageKind
from crawler.thai import fold_text

_MOSTLY = 0.7
_NEAR = 120  # code points from the end of a title to the link of its entry
# What stands beside the title of an entry: number, date, time, reader count, size, author. Folded.
_ASIDE = re.compile(
    r"[^ก-๎a-z]+|(?:วันที่|ประจา|เดือน|ปี|พ\.?ศ|เวลา|น\.|จานวน|เข้าชม|ผู้ชม|อ่าน|ดาวน์โหลด|ครั้ง|ขนาด|ไฟล์|เอกสาร|โดย|admin|เผยแพร่|โพสต์|เมื่อ|ประกาศ)"
    r"|(?:kb|mb|pdf|docx?|xlsx?|ใหม่|new|!)"
    rf"|(?:{MONTH})",
    re.IGNORECASE,
)


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
    """The link that the quoted words are the label of, None when they are content.

    Most of the words are the link's own; or they are the title in an entry of a list whose link
    only says "อ่านต่อ" or "ดาวน์โหลด", or is a picture that
    leads nowhere, with nothing else but a date beside them.
    """
    if quote.source is not QuoteSource.TEXT:
        return None
    document = case.site.document(quote.url)
    if document is None:
        return None
    for link in document.links:
        covered = min(link.end, quote.end) - max(link.start, quote.start)
        if link.text and covered >= _MOSTLY * (quote.end - quote.start):
            return link
    return next(
        (
            link
            for link in document.links
            if _entitled(link, quote) and (link.text or _leads_nowhere(link, case))
        ),
        None,
    )


def _leads_nowhere(link: Link, case: Case) -> bool:
    return link.kind is LinkKind.EMPTY or case.site.dead(link.url) is not None


def _entitled(link: Link, quote: Quote) -> bool:
    """Whether quoted words are the title of a list's entry that a wordless link opens."""
    label = (link.text or link.image_alt or link.title).strip()
    if not 0 <= link.start - quote.end <= _NEAR or not (not label or is_generic(label)):
        return False
    words = fold_text(quote.text)
    entries = [fold_text(around) for around in (link.item_text, link.row_text)]
    return any(
        words and words in entry and not _ASIDE.sub("", entry.replace(words, "", 1))
        for entry in entries
    )
