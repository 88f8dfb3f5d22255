"""A plan of measures against risks that stands in the place of the report on it.

It is called a plan or an assessment, lists what is to be done, and no line or column of it says
that anything was.
"""

import re
from collections.abc import Sequence

from checks.match.fields.deeds import tells_result
from checks.match.measures.planned import plan_and_report
from checks.match.reading.lines import lines
from checks.match.reading.substance import title_starts
from checks.match.tables.columns import header_depth
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
# Folded spelling. Headings of columns for what came of a measure.
_RESULTS = re.compile(
    r"ผล(?!กระทบ|ประโยชน์|ผลิต|เสีย|จากการประเมิน|การประเมินความเสี่ยง|คะแนน|รวม)|สถานะ|ก้าวหน้า|คืบหน้า|หลักฐาน|ดาเนินการแล้ว|ที่ได้ทา"
)
_DONE = re.compile(
    r"(?<!จะ)(?<!ให้)(?:ได้|ทาง[ก-๎]{2,12}ได้)(?:ดาเนินการ|จัด|ทา|ตรวจ|กาหนด|ออก|แจ้ง|ประชุม|ปรับ|เผยแพร่|ติดตาม)|ดาเนินการ(?:ตาม[ก-๎]{2,20})?แล้ว"
    r"|แล้วเสร็จ(?!ใน|ภายใน)|เรียบร้อย|ผล(?:การ)?ดาเนิน(?:งาน|การ)(?:ตาม)?[^\n]{0,40}(?:พบ|ปรากฏ|คือ|:)|ไม่พบ|ปรากฏว่า|ลดลงจาก|ครบ(?:ทุก|ถ้วน|\d)"
)
# How the plan came about: the meeting that made it, and those who agreed to it.
_MADE = re.compile(
    r"(?:คณะทางาน|คณะกรรมการ|หัวหน้าส่วน)[^\n]{0,60}ประชุมเมื่อ|เห็นชอบ(?:โดย|แผน|เมื่อ)|จัดทา(?:เมื่อ|ณ|วันที่)|ประชุมเมื่อ[^\n]{0,60}(?:วิเคราะห์|ประเมิน|จัดทา|กาหนดมาตรการ)"
)


def only_planned(documents: Sequence[Document]) -> Document | None:
    """The plan, when there is nothing but a plan; None when anything is said to be done."""
    plans, others = plan_and_report(documents)
    if not plans or any(table.rows for other in others for table in other.tables):
        return None
    for document in (*plans, *others):
        if document.ocr or _tells_results(document):
            return None
    return plans[0]


def _tells_results(document: Document) -> bool:
    for table in document.tables:
        depth = max(header_depth(table), 1)
        if any(_RESULTS.search(fold_text(cell.text)) for row in table.rows[:depth] for cell in row):
            return True
        for row in table.rows[depth:]:
            if any(_says_done(cell.text) for cell in row):
                return True
    titles = title_starts(document)
    links = [(link.start, link.end) for link in document.links]
    for line in lines(document, _CONTENT):
        if line.start in titles or any(a <= line.start and line.end <= b for a, b in links):
            continue
        if _MADE.search(line.folded):
            continue
        if not any(t.start <= line.start < t.end for t in document.tables) and _says_done(
            line.text
        ):
            return True
    return False


def _says_done(text: str) -> bool:
    return _DONE.search(fold_text(text)) is not None or tells_result(text)
