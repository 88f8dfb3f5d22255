"""The chapters of a report that a page lists, each on a page of its own below it.

"บทที่ 2 ผลงานและผลตามแผนปฏิบัติการ" uses the words of another item and is a part of the report.
"""

import re

from crawler.records import Document, Link, Region
from crawler.thai import arabic_digits

_CHAPTER = re.compile(r"^\W*(?:บท|ภาค)(?:ที่)?\s*\d{1,2}(?!\d|\.\d)")
# Pages of any kind are put up in parts: "ส่วนที่ 1 ข้อมูลพื้นฐาน".
_PART = re.compile(r"^\W*(?:ส่วน|ตอน)(?:ที่)?\s*\d{1,2}(?!\d|\.\d)")
_IN_PARTS = re.compile(r"รายงาน|แผน(?!ผัง|ที่|ก(?![าล]))|คู่มือ")
_LEAST = 2  # chapters that make a report in parts


def is_chapter(link: Link, lead: Document) -> bool:
    """Whether a link leads to one of several numbered chapters below the address of a page."""
    return _numbered(link, lead) and (
        len({other.url for other in lead.links if _numbered(other, lead)}) >= _LEAST
    )


def _numbered(link: Link, lead: Document) -> bool:
    root = lead.url.partition("?")[0].rstrip("/")
    label = arabic_digits(link.text)
    return (
        link.region is Region.CONTENT
        and link.url.startswith(f"{root}/")
        and root.count("/") > 2  # below the home page stands everything
        and (
            _CHAPTER.match(label) is not None
            or (_PART.match(label) is not None and _is_in_parts(lead))
        )
    )


def _is_in_parts(lead: Document) -> bool:
    """Whether the title of a page, or its first heading, names a report, a plan or a manual."""
    heads = [lead.title, *(heading.text for heading in lead.headings[:1])]
    return any(_IN_PARTS.search(head) for head in heads)
