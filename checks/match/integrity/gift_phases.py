"""That no gifts are taken before, during and after duty, however its three times are told.

In one sentence ("ไม่ว่าก่อนลงมือทำงาน ในช่วงทำงาน หรือเมื่องานเสร็จแล้ว"), as lines of a list or rows of a
table, each with its own "ไม่รับ". Before, during and after a feast is another matter.
"""

import re
from collections.abc import Iterable, Iterator

from checks.api import Quote, quote_text
from checks.match.periods.dates import plain_text
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import is_about_page
from checks.match.reading.lines import Line, lines
from checks.match.subjects.vocabulary import is_placeholder
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_LINES = 6  # over which the three times may be spread
_SHOWN = 400  # code points that are quoted
_REACH = 260  # folded letters from the first time to the last
# Folded spelling.
_BEFORE = re.compile(
    r"(?<!เมื่อ)ก่อน(?!หน้านี้|ปี|ห)|ล่วงหน้า|(?:ยังไม่|มิทัน|ไม่ทัน)(?:ได้)?(?:เริ่ม|ลงมือ|ทา|ปฏิบัติ)|แรกเริ่ม|แต่ต้น"
)
_DURING = re.compile(
    r"ช่วง(?!ก่อน|หลัง|ท้าย|แรก|เวลา|ปี|เทศ|ต้น|ปลาย)[ก-๎]|ขณะ|ระหว่าง|(?:ใน|ช่วง)(?:เวลา|ช่วง)?(?:ที่)?(?:กาลัง)?(?:ทา|ปฏิบัติ|ให้บริการ|งาน)|กาลัง(?:ทา|ปฏิบัติ|ให้บริการ)"
)
_AFTER = re.compile(
    r"หลัง(?!คา|สวน|จากประกาศ)|(?:เสร็จ|สิ้นสุด|พ้น|จบ|ลุล่วง)(?:ไป|ลง)?(?:สิ้น|งาน|แล้ว|จาก|การ|ภาร)|งาน(?:เสร็จ|จบ|แล้ว)|แล้วเสร็จ|เสร็จสิ้น|ตอบแทนภาย"
)
_REFUSED = re.compile(
    r"(?:ไม่|มิ|งด|งดเว้น|ปฏิเสธ|ห้าม|เลิก)(?:การ|ขอ|อาจ)?(?:เรียก|เรียกร้อง|ขอ|ให้และ|ให้หรือ|ให้)?(?:หรือ|และ)?รับ|งดให้|ไม่ให้ไม่รับ"
)
_FEAST = re.compile(
    r"(?:ก่อน|ขณะ|ระหว่าง|หลัง)(?:วัน|ช่วง|งาน)?(?:เทศกาล|ปีใหม่|สงกรานต์|ตรุษ|วันหยุด|วันสาคัญ|งานเลี้ยง|การประชุม|จัดงาน|กิจกรรม|การอบรม|อบรม)"
)


def phases_told(documents: Iterable[Document]) -> Iterator[Quote]:
    """The lines over which before, during and after are told with a refusal."""
    for document in documents:
        asked = criteria_starts(document)
        starts = {heading.start for heading in document.headings}
        said = [
            (line, fold_text(plain_text(line.text)))
            for line in lines(document, _CONTENT)
            if line.start not in asked and not is_placeholder(line.text)
        ]
        for at, (line, folded) in enumerate(said):
            before = _BEFORE.search(folded)
            if before is None or is_about_page(line.text):
                continue
            last = _told_to(said[at : at + _LINES], before.start(), starts)
            if last is not None:
                refused = " ".join(text for _, text in said[max(0, at - _LINES) : at + _LINES])
                if _REFUSED.search(refused):
                    end = min(last.end, line.start + _SHOWN)
                    yield quote_text(document, line.start, end)


def _told_to(said: list[tuple[Line, str]], begin: int, starts: set[int]) -> Line | None:
    """The line by which all three times are told from its first line's ``begin`` on."""
    read = ""
    for number, (line, folded) in enumerate(said):
        if number and line.start in starts:
            return None
        read = f"{read}\n{folded}" if number else folded[begin:]
        near = read[:_REACH]
        during = _DURING.search(near)
        if during is not None and _AFTER.search(near, during.end()):
            return None if _FEAST.search(near) else line
        if len(read) > _REACH:
            return None
    return None


def phases_of_a_feast(text: str) -> bool:
    """Whether a line speaks of before and after a feast or a meeting, and not of duty."""
    folded = fold_text(plain_text(text))
    return _FEAST.search(folded) is not None and not re.search(r"ปฏิบัติ|หน้าที่|ให้บริการ|ทางาน", folded)
