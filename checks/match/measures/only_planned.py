"""A plan of measures against risks that stands in the place of the report on it.

It is called a plan or an assessment, lists what is to be done, and no line or column of it says
that anything was.
"""

import re
from collections.abc import Sequence

from checks.match.fields.deeds import counts_things, tells_result
from checks.match.measures.planned import plan_and_report
from checks.match.periods.dates import MONTH, plain_text
from checks.match.reading.furniture import is_about_page, is_furniture
from checks.match.reading.intent import INTENDED, WILL
from checks.match.reading.lines import Line, lines
from checks.match.reading.substance import title_starts
from checks.match.tables.columns import header_depth
from crawler.records import Document, Region, Table
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
# Folded spelling. Headings of columns for what came of a measure.
_RESULTS = re.compile(
    r"(?<!จาก)(?<!ตาม)ผล(?!กระทบ|ประโยชน์|ผลิต|เสีย|จากการประเมิน|การประเมินความเสี่ยง|คะแนน|รวม)|สถานะ|ก้าวหน้า|คืบหน้า|หลักฐาน|ดาเนินการแล้ว|ที่ได้ทา|ที่ทา(?:ได้|แล้ว)|(?:ที่|ทา)เสร็จ(?!ใน|ภายใน|เมื่อ)|เสร็จแล้ว"
    r"|หลัง(?:จาก)?(?:ทา|ดาเนิน|มี|ใช้|ปรับ)"
    r"|^\W*(?:ที่)?(?:ทา|ดาเนินการ|ปฏิบัติ|เกิดขึ้น)?(?:ได้(?:จริง)?|จริง|ไปแล้ว|ถึงไหน)(?:แล้ว)?\W*$"
)
_DONE = re.compile(
    r"(?<!จะ)(?<!ให้)(?:ได้|ทาง[ก-๎]{2,12}ได้)(?:ดาเนินการ|จัด|ทา|ตรวจ|กาหนด|ออก|แจ้ง|ประชุม|ปรับ|เผยแพร่|ติดตาม)|ดาเนินการ(?:ตาม[ก-๎]{2,20})?แล้ว"
    r"|แล้วเสร็จ(?!ใน|ภายใน)|เรียบร้อย|ผล(?:การ)?ดาเนิน(?:งาน|การ)(?:ตาม)?[^\n]{0,40}(?:พบ|ปรากฏ|คือ|:)|ไม่พบ|ปรากฏว่า|ลดลงจาก|ครบ(?:ทุก|ถ้วน|\d)"
)
# How the plan came about: the meeting that made it, and those who agreed to it.
_MADE = re.compile(
    r"(?:คณะทางาน|คณะกรรมการ|หัวหน้าส่วน)[^\n]{0,60}ประชุมเมื่อ|เห็นชอบ(?:โดย|แผน|เมื่อ)|จัดทา(?:เมื่อ|ณ|วันที่)|ประชุมเมื่อ[^\n]{0,60}(?:วิเคราะห์|ประเมิน|จัดทา|กาหนดมาตรการ)"
)

# Folded. Headings over what is still to be done.
_PLANS = re.compile(
    rf"{WILL}|แผน|ระยะเวลา|กาหนด(?:เวลา|การ|เสร็จ|แล้วเสร็จ|ไว้)|ห้วงเวลา|ช่วงเวลา|รับผิดชอบ|ที่กาหนด|เป้าหมาย|ตัวชี้วัด|หน่วยงานหลัก"
)
_MEASURE = re.compile(r"มาตรการ|แนวทาง|วิธี(?:การ)?จัดการ")
_CARRYING_OUT = re.compile(r"(?<!แผน)(?<!วิธี)(?<!ขั้นตอน)การดาเนินการ(?!ตาม|ที่)")
_AHEAD = re.compile(rf"{WILL}|แผน|เวลา|กาหนด|เป้าหมาย|ตัวชี้วัด|ไตรมาส|งบประมาณ")
_TO_DO = re.compile(
    rf"{INTENDED}|(?<!ได้)กำหนดให้|ต้อง(?:แล้วเสร็จ|ดำเนิน|รายงาน|จัด|ทำ|ส่ง)|(?:เห็น)?ควร(?:จัด|ให้|มี)"
    r"|ในงวดถัดไป|ต่อไป$"
)
_ON_A_DAY = re.compile(
    rf"(?<!\d)\d{{1,2}} ?(?:{MONTH})|เมื่อ(?:วัน|เดือน|ต้น|ปลาย|สัปดาห์)", re.IGNORECASE
)
_SINCE = re.compile(r"เมื่อ ?(?:วัน|เดือน|ต้น|ปลาย|\d)")
# When the plan was agreed to, signed or put up, and by whom.
_SIGNED = re.compile(
    r"ลงนาม(?!ใน|ร่วม|รับรอง|แบบ|คำ)|เห็นชอบ|อนุมัติ(?:แผน|โดย|เมื่อ)|ประกาศ ?ณ|คำสั่ง|ประชุมเมื่อ"
    r"|จัดทำ(?:เมื่อ|ณ)|^\W*(?:ณ )?วันที่[^\n]{0,30}$"
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


def only_to_be_done(documents: Sequence[Document]) -> Line | None:
    """The first line of what is to be done, where pages tell only that; None else.

    A table is one of plans when its headings ask for times and persons in charge, or say "จะ", and
    none asks what came of it; a line is one when it says "จะ", "ต้อง", "มีแผน". What is told of a
    day, or counted, was done.
    """
    first: Line | None = None
    for document in documents:
        if document.ocr or _tells_results(document):
            return None
        spans = [(t.start, t.end, _heads_plans(t)) for t in document.tables if len(t.rows) > 1]
        if not all(plans for *_, plans in spans):
            return None
        titles = title_starts(document)
        for line in lines(document, _CONTENT):
            if line.start in titles or _of_posting(line.text) or _SIGNED.search(line.text):
                continue
            in_table = any(start <= line.start < end for start, end, _ in spans)
            if not in_table and _tells_past(line.text):
                return None
            if first is None and (in_table or _says_to_do(line.text)):
                first = line
    return first


def tells_results(documents: Sequence[Document]) -> bool:
    """Whether a column is headed by what came of measures, or any line says that it was done."""
    return any(map(_tells_results, documents))


def tells_plans(documents: Sequence[Document]) -> bool:
    """Whether a table is headed as one of plans, or any line says that something will be done."""
    return any(
        any(len(table.rows) > 1 and _heads_plans(table) for table in document.tables)
        or any(_says_to_do(line.text) for line in lines(document, _CONTENT))
        for document in documents
    )


def _heads_plans(table: Table) -> bool:
    depth = max(header_depth(table), 1)
    heads = [fold_text(" ".join(cell.text for cell in row)) for row in table.rows[:depth]]
    said = " ".join(heads)
    if _MEASURE.search(said) and _CARRYING_OUT.search(said) and not _AHEAD.search(said):
        return False  # "มาตรการ | ผู้รับผิดชอบ | การดำเนินการ": what was set and what was done of it
    return any(_PLANS.search(head) for head in heads)


def _says_to_do(text: str) -> bool:
    plain = plain_text(text)
    return _TO_DO.search(plain) is not None


def _tells_past(text: str) -> bool:
    plain = plain_text(text)
    if _says_to_do(text):
        return _SINCE.search(plain) is not None  # "เมื่อวันที่ 8 ... และจะติดตาม"
    return _ON_A_DAY.search(plain) is not None or counts_things(text)


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
        if _MADE.search(line.folded) or _of_posting(line.text):
            continue
        if not any(t.start <= line.start < t.end for t in document.tables) and _says_done(
            line.text
        ):
            return True
    return False


def _of_posting(text: str) -> bool:
    return is_about_page(text) or is_furniture(text)


def _says_done(text: str) -> bool:
    return _DONE.search(fold_text(text)) is not None or tells_result(text)
