"""What the button of a card leads to: its heading, and the lines between that and the button.

"e-Market ขึ้นทะเบียนตลาด / ยื่นคำขอทางออนไลน์ได้ทั้งกระบวนการ / [เข้าใช้ระบบ]".
"""

import re

from checks.match.reading.lines import lines
from checks.match.subjects.vocabulary import is_generic
from crawler.records import Document, Link, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
# A button says what to do and not with what; folded.
_BUTTON = re.compile(
    r"(?=.*(?:คลิก|กด|ไป|เปิด|เข้า|เริ่ม|ใช้|ดู|อ่าน|ที่นี่|go|open|enter|start|login|more|here))"
    r"[\W\d]*(?:คลิก|กด|ไป|เปิด|เข้า|เริ่ม|ใช้|ดู|อ่าน|go|open|enter|start|login|more)*"
    r"(?:ที่นี่|ไปที่|ไปยัง|ไปหน้า|สู่|ใช้งาน|ใช้|เข้า|เปิด|ต่อ|ทันที|เลย|เพื่อ|to)*"
    r"(?:ระบบ|หน้าระบบ|บริการ|เว็บไซต์|เว็บ|งาน|ดู|เพิ่มเติม|รายละเอียด|ใหม่|system|service|here)*(?:ออนไลน์|นี้|ที่นี่)*[\W\d]*"
)
_LONGEST = 24  # folded letters of a button
_LINES = 3
_MOST = 240  # code points of the lines of a card


def is_button(label: str) -> bool:
    """Whether a label says only that something is opened: "เข้าใช้ระบบ", "คลิกที่นี่"."""
    folded = fold_text(label)
    return is_generic(label) or (len(folded) <= _LONGEST and _BUTTON.fullmatch(folded) is not None)


def card_words(page: Document, link: Link) -> str:
    """The words of the card whose button a link is; "" where no heading is near."""
    heads = [head for head in page.headings if head.end <= link.start]
    if not heads or heads[-1].text.strip() != link.heading.strip():
        return ""
    head = heads[-1]
    between = [line for line in lines(page, _CONTENT) if head.end <= line.start < link.start]
    if len(between) > _LINES or sum(len(line.text) for line in between) > _MOST:
        return ""
    # The button of an earlier entry stands between: the heading is a chapter's.
    if any(head.end <= other.start < link.start and other.text for other in page.links):
        return ""
    return " ".join([head.text, *(line.text for line in between)])
