"""What a quoted line amounts to: content, a link to something, or a heading over nothing."""

import re

from checks.api import Case, Quote
from checks.match.links.pointing import Pointing, pointing
from checks.match.periods.to_come import is_line_to_come
from checks.match.reading.essence import essence_below
from checks.match.reading.in_making import is_being_written
from checks.match.reading.lines import Line, lines
from crawler.records import Document, LinkKind, Region

_CONTENT = frozenset({Region.CONTENT})
_OTHERS = 2  # headings of one level that tell, beside one over nothing
_FRAME_PAGES = 3  # other pages with the same line before it belongs to the site's frame
_PAGES = 60  # that are looked through for it
# "ดูรายละเอียดได้ที่เว็บไซต์ ป.ป.ช.", folded: what is asked for stands elsewhere.
_SENDS_AWAY = re.compile(
    r"\W*(?:สามารถ)?(?:ดู|ศึกษา|อ่าน|ค้นหา|สืบค้น|ติดตาม)(?:รายละเอียด|ข้อมูล|เพิ่มเติม|เนื้อหา)*(?:ได้)?(?:ที่|จาก|ทาง)"
)


def standing(quote: Quote, case: Case, *, made: bool) -> Pointing:
    """What a quoted line amounts to; a heading over dead links or nothing yet leads nowhere."""
    stands = pointing(quote, case)
    page = case.site.document(quote.url)
    if stands is Pointing.LEADS_NOWHERE and page is not None and essence_below(page, quote.end):
        return Pointing.CONTENT
    if stands is not Pointing.CONTENT or page is None:
        return stands
    starts = [heading.start for heading in page.headings]
    if quote.start not in starts:
        return stands
    end = min((start for start in starts if start > quote.start), default=len(page.text))
    below = [
        line
        for line in lines(page, _CONTENT)
        if quote.end <= line.start < end and not _in_frame(line, case)
    ]
    if not below and page.parts == () and _is_left_empty(quote, page, case):
        return Pointing.LEADS_NOWHERE
    if below and all(
        (is_line_to_come(line, case.as_of) or _SENDS_AWAY.match(line.folded))
        if made
        else is_being_written(line.text)
        for line in below
    ):
        return Pointing.LEADS_NOWHERE
    labels = [
        link
        for link in page.links
        if quote.end <= link.start < end and link.text and link.region is Region.CONTENT
    ]
    if not below or not labels or len(below) > len(labels):
        return stands
    dead = [link for link in labels if link.kind is LinkKind.EMPTY or case.site.dead(link.url)]
    linked = sum(link.end - link.start for link in labels)
    said = sum(len(line.text) for line in below)
    return Pointing.LEADS_NOWHERE if len(dead) == len(labels) and linked * 2 >= said else stands


def _is_left_empty(quote: Quote, page: Document, case: Case) -> bool:
    """Whether a heading stands over nothing, while the others of its level on the page tell.

    Where most headings stand alone they are a list, and a heading with a figure tells for itself.
    """
    if any(char.isdigit() for char in quote.text):
        return False
    starts = [heading.start for heading in page.headings]
    at = starts.index(quote.start)
    own = page.headings[at]
    following = page.headings[at + 1 : at + 2]
    if following and following[0].level > own.level:
        return False  # the parts below tell
    end = following[0].start if following else len(page.text)
    if any(own.end <= image.start < end for image in page.images if image.region in _CONTENT):
        return False
    if any(own.start <= link.start < end for link in page.links if link.region in _CONTENT):
        return False
    told = [line.start for line in lines(page, _CONTENT) if line.start not in starts]
    others = [
        any(heading.end <= start < after for start in told)
        for heading, after in zip(page.headings, [*starts[1:], len(page.text)], strict=True)
        if heading.level == own.level and heading.start != own.start
    ]
    return len(others) >= _OTHERS and sum(others) * 2 > len(others)


def _in_frame(line: Line, case: Case) -> bool:
    """Whether other pages of the site end with the same line: it is no content of this one."""
    times = 0
    for page in case.site.documents[:_PAGES]:
        if page.url != line.document.url and line.text in page.text:
            times += any(other.text == line.text for other in lines(page))
            if times >= _FRAME_PAGES:
                return True
    return False
