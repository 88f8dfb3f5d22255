"""Tells pictures of pages from photographs by the words beside them, and their captions apart.

A post whose answer is photographed or scanned holds pictures of pages, each with a caption:
"หน้าที่ 1", "ประกาศ ... นายกเทศมนตรีลงนาม". The caption names the page; what stands there the
picture alone tells.
"""

import re
from collections.abc import Iterator

from checks.match.reading.lines import Line, lines
from crawler.records import Document, Image, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_CAPTION = 160  # code points; a longer line is text
# What a caption calls a page or a paper. Folded.
_NUMBERED = re.compile(
    r"(?:หน้า|แผ่น|page|หน้าที่|แผ่นที่|ภาพที่|รูปที่|ส่วนที่)\W*\d{1,2}(?:(?:/|จาก|ของ)\d{1,2})?"
)
_PAPER = re.compile(
    r"\W*(?:ภาพ(?:ถ่าย)?|รูป(?:ภาพ)?)?(?:สาเนา)?(?:ร่าง)?(?:ประกาศ|คาสั่ง|แนว(?:ปฏิบัติ|ทาง)|คู่มือ|แผน|ผัง|นโยบาย|รายงาน|บันทึกข้อความ|หนังสือ"
    r"|แบบ|มาตรการ|ขั้นตอน|ประมวล|หลักเกณฑ์|สรุป|ตาราง|ฉบับ|อินโฟ|infographic|โปสเตอร์|แผ่นพับ|สาเนา|เอกสาร|ระเบียบ|ข้อบัญญัติ|เทศบัญญัติ|เจตนารมณ์|เจตจานง)"
)
_EVENT = re.compile(
    r"กิจกรรม|บรรยากาศ|ผู้เข้าร่วม|ประชุม|อบรม|พิธี|มอบ(?!อานาจ|หมาย)|ลงพื้นที่|ร่วมกัน|ถ่ายภาพ|ชี้แจง|รณรงค์"
)
_SCANNED = re.compile(r"(?:^|[_-])(?:scan|page|หน้า)[_-]?\d", re.I)
_SEE = re.compile(r"(?:ตาม|ดัง|ใน)(?:ภาพ|รูป)(?!แบบ|รวม|ลักษณ์)")


def caption_of(image: Image, document: Document) -> Line | None:
    """The line of a page that is a picture's caption: the next below it, or above, that is near."""
    near = fold_text(image.near_text)
    if not near or len(image.near_text) > _CAPTION:
        return None
    said = lines(document, _CONTENT)
    below = next((line for line in said if line.start >= image.start), None)
    above = next((line for line in reversed(said) if line.end <= image.start), None)
    heads = {heading.start for heading in document.headings}
    for line in (below, above):
        if line is not None and line.start not in heads and line.folded in near:
            return line
    return None


def page_pictures(document: Document) -> Iterator[tuple[Image, Line | None]]:
    """The pictures in the content that their captions or file names call a page or a paper.

    Each with its caption; a page that says "ตามภาพ" calls all of its pictures so.
    """
    told = any(_SEE.search(line.folded) for line in lines(document, _CONTENT))
    for image in document.images:
        if image.region is not Region.CONTENT or image.link_url:
            continue
        caption = caption_of(image, document)
        words = caption.folded if caption is not None else ""
        numbered, paper = _NUMBERED.search(words), _PAPER.match(words)
        # "รายงานการประชุม หน้า 2" is a page, "ภาพที่ 2 บรรยากาศการประชุม" a photograph.
        if (numbered and paper) or ((numbered or paper) and not _EVENT.search(words)):
            yield image, caption
        elif _SCANNED.search(image.url.rsplit("/", 1)[-1]) or (told and not _EVENT.search(words)):
            yield image, None
