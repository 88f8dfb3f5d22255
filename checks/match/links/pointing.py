"""Tells words that are content from words that only label a link, and where that link leads."""

import re
from enum import StrEnum

from checks.match.periods.dates import MONTH
from checks.match.reading.lines import Line, lines
from checks.match.subjects.vocabulary import is_generic
from checks.records import Case, Quote, QuoteSource
from crawler.records import Link, LinkKind, PageKind, Region
from crawler.thai import fold_text

_MOSTLY = 0.7
_NEAR = 120  # code points from the end of a title to the link of its entry
# What stands beside the title of an entry: number, date, time, reader count, size, author. Folded.
_ASIDE = re.compile(
    r"[^ก-๎a-z]+|(?:วันที่|ประจา|เดือน|ปี|พ\.?ศ|เวลา|น\.|จานวน|เข้าชม|ผู้ชม|(?:เปิด)?อ่าน|เปิดดู|ดาวน์โหลด|ครั้ง|ขนาด|ไฟล์|เอกสาร|โดย|admin|เผยแพร่|โพสต์|เมื่อ|ประกาศ)"
    r"|(?:kb|mb|pdf|docx?|xlsx?|ใหม่|new|!)"
    r"|(?:แนบ|ดู|คลิก|ที่นี่|เพิ่มเติม|รายละเอียด|ลิงก์|ลิงค์|download|file|link|view)"
    rf"|(?:{MONTH})",
    re.IGNORECASE,
)
_CONTENT = frozenset({Region.CONTENT})
_FILE = re.compile(r"\S{1,80}\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png)", re.I)
_TITLE_LENGTH = 160  # code points; a longer line is text
# How the title of a document begins, and what a line says that reports by itself.
_TITLE = re.compile(
    r"[\W\d๐-๙]*(?:แบบ|ราย(?:งาน|ละเอียด)|(?:ราย)?ชื่อเรื่อง|ประกาศ|แผน|คำสั่ง|คู่มือ|สรุป|สถิติ|มาตรการ|ประมวล"
    r"|บันทึก|เอกสาร|หนังสือ|นโยบาย|หลักเกณฑ์|ผลการ)"
)
_REPORTS = re.compile(r"ไม่(?:มี|ปรากฏ|พบ|ได้)|ร้อยละ|[\d๐-๙] ?(?:คน|ราย|บาท|เรื่อง|ครั้ง|โครงการ|%)")


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


def solid(quote: Quote, case: Case) -> bool:
    """Whether words stand for themselves and are no label of a link that leads nowhere."""
    return pointing(quote, case) in {Pointing.CONTENT, Pointing.LEADS_TO_READ}


def pointing_of_year(quote: Quote, case: Case) -> Pointing:
    """Like ``pointing``; the year on a label says nothing of a scan that is not read to agree."""
    kind = pointing(quote, case)
    link = label_of(quote, case) if kind is Pointing.LEADS_TO_READ else None
    document = case.site.document(link.url) if link is not None else None
    return Pointing.LEADS_TO_UNREAD if document is not None and document.all_ocr else kind


def label_of(quote: Quote, case: Case) -> Link | None:
    """The link that the quoted words are the label of, None when they are content.

    Most of the words are the link's own; or they are the title in an entry of a list whose link
    only says "อ่านต่อ" or "ดาวน์โหลด", or is a picture that leads nowhere, with nothing else but a
    date beside them.
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
    entitled = next(
        (
            link
            for link in document.links
            if _entitled(link, quote) and (link.text or leads_nowhere(link, case))
        ),
        None,
    )
    if entitled is not None:
        return entitled
    line = next((one for one in lines(document, _CONTENT) if one.start == quote.start), None)
    return entry_link(line) if line is not None and quote.end >= line.end else None


def entry_link(line: Line) -> Link | None:
    """The link that an entry of a list opens whose title, or link, is all that a line holds.

    The title of a document stands in plain words, with a wordless link ("ดาวน์โหลด", the name of
    its file) after it in the line or alone in the next one. None for lines that report something.
    """
    own = links_in(line)
    if own:
        rest = _beside(line, own)
        if not _ASIDE.sub("", fold_text(rest)):
            return own[0]
        return own[0] if all(map(_wordless, own)) and _is_title(rest) else None
    document = line.document
    if not _is_title(line.text) or any(head.start == line.start for head in document.headings):
        return None
    below = next((other for other in lines(document, _CONTENT) if other.start >= line.end), None)
    if below is None:
        return None
    links = links_in(below)
    alone = links and all(map(_wordless, links))
    return links[0] if alone and not _ASIDE.sub("", fold_text(_beside(below, links))) else None


def says_nothing_beside(text: str) -> bool:
    """Whether words are only what stands beside the title of an entry: a day, a count, a size."""
    return not _ASIDE.sub("", fold_text(text))


def links_in(line: Line) -> list[Link]:
    """The links with words that stand in a line, in their order."""
    return [
        link
        for link in line.document.links
        if link.text and line.start <= link.start and link.end <= line.end
    ]


def beside_links(line: Line) -> str:
    """The words of a line that stand in none of its links and name no file."""
    return _beside(line, links_in(line))


def aside_from(words: str) -> str:
    """Words, folded, without number, day, time, size and reader count of a list's entry."""
    return _ASIDE.sub("", fold_text(words))


def _beside(line: Line, links: list[Link]) -> str:
    """The words of a line without those of its links and the names of files."""
    text = line.text
    for link in links:
        first, last = link.start - line.start, link.end - line.start
        text = text[:first] + " " * (last - first) + text[last:]
    return _FILE.sub(" ", text)


def _wordless(link: Link) -> bool:
    return is_generic(link.text) or _FILE.fullmatch(link.text.strip()) is not None


def _is_title(text: str) -> bool:
    return (
        len(text) <= _TITLE_LENGTH
        and _TITLE.match(text) is not None
        and _REPORTS.search(text) is None
    )


def leads_nowhere(link: Link, case: Case) -> bool:
    """Whether a link has no address, or one that no longer answers."""
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
