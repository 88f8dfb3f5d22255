"""A page that is no more than a cover: a title, a day, and the file of that title or one link on.

Whichever item an agency puts it under, the file is what the page shows there: the measures of last
year that stand in the place of the report on them are read, and judged as what they are. So is the
page to which a post of a title and one link points on.
"""

import re
from collections.abc import Sequence

from checks.match.reading.lines import lines
from crawler.records import Document, Link, LinkKind, Region
from crawler.thai import fold_text

_MOST = 160  # folded code points that a cover says besides the labels of links
_FILES = 3  # a longer list of files is no cover of one of them
# Links to what else the site has. Folded.
_ELSEWHERE = re.compile(
    r"ก่อนหน้า|ถัดไป|ย้อนกลับ|กลับ(?:ไป|หน้า|สู่)|หน้าแรก|หน้าหลัก|เกี่ยวข้อง|อื่น|ทั้งหมด|ล่าสุด|prev|next|related|back"
)


def attached(lead: Document, files: Sequence[Link]) -> tuple[Link, ...]:
    """The files of a page that says little but their titles; empty for any other page.

    ``files`` are the links of the page that lead to files.
    """
    files = [link for link in files if link.region is Region.CONTENT]
    if not 0 < len({link.url for link in files}) <= _FILES:
        return ()
    return tuple(files) if _said(lead) <= _MOST else ()


def points_on(lead: Document, link: Link) -> bool:
    """Whether a link is all that a page of a title and a day of posting holds.

    A way back, or on to the neighbouring or a related post, is no such link.
    """
    others = {
        other.url
        for other in lead.links
        if other.region is Region.CONTENT and other.kind is not LinkKind.EMPTY
    }
    line = next((one for one in lines(lead) if one.start <= link.start < one.end), None)
    if others != {link.url} or line is None or _ELSEWHERE.search(line.folded):
        return False
    return _said(lead) <= _MOST


def _said(lead: Document) -> int:
    """How much a page says besides its title, its headings and the labels of its links."""
    labels = [
        (link.start, link.end)
        for link in lead.links
        if link.region is Region.CONTENT and link.kind is not LinkKind.EMPTY
    ]
    heads = {fold_text(lead.title), *(fold_text(heading.text) for heading in lead.headings)}
    return sum(
        len(line.folded)
        for line in lines(lead, frozenset({Region.CONTENT}))
        if line.folded not in heads
        and not any(start < line.end and line.start < end for start, end in labels)
    )
