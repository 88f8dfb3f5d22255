"""What a paper says, told on the page below or beside its title: then its file is not all there is.

"ใช้บังคับแก่นายก รองนายก ... มีสาระสำคัญ 7 ประการ ได้แก่ ...", "ใช้บังคับแก่พนักงานส่วนตำบล". That files can be
opened or were put up, and that something follows, says nothing of what is in them.
"""

import re

from checks.match.reading.lines import Line, lines
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_LEAST = 24  # folded letters; shorter lines are labels
# Folded spelling.
_SAYS = re.compile(
    r"สาระสาคัญ|ใจความ|เนื้อหา(?:โดย)?(?:ย่อ|สรุป|สาคัญ|ว่า|ได้แก่)|ใช้(?:บังคับ)?(?:กับ|แก่|บังคับ)|กาหนด(?:ให้|ว่า|ไว้ว่า)|ได้แก่|พึง|ต้อง(?!การ)"
)
_ON_FILES = re.compile(
    r"ดาวน์โหลด|ไฟล์|เอกสารแนบ|คลิก|เปิดอ่าน|เปิดดู|เผยแพร่(?:เมื่อ|ณ|วันที่)|(?:ดังนี้|ต่อไปนี้)\W*$"
)


def tells_essence(line: Line) -> bool:
    """Whether a line without links says what a paper holds or whom it binds."""
    if len(line.folded) < _LEAST or _SAYS.search(line.folded) is None:
        return False
    if _ON_FILES.search(line.folded):
        return False
    page = line.document
    return not any(
        link.text and link.start < line.end and line.start < link.end for link in page.links
    )


def essence_below(page: Document, end: int) -> bool:
    """Whether the line after a title that ends at ``end`` says what the titled paper holds."""
    below = next((line for line in lines(page, _CONTENT) if line.start >= end), None)
    heads = {heading.start for heading in page.headings}
    return below is not None and below.start not in heads and tells_essence(below)


def has_essence(page: Document, least: int) -> bool:
    """Whether lines that say what papers hold come to ``least`` folded letters or more."""
    told = (line for line in lines(page, _CONTENT) if tells_essence(line))
    return sum(len(fold_text(line.text)) for line in told) >= least
