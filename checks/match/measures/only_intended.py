"""A page of results that only says what will be done: no line or column tells that anything was.

Under the title of the report stand the measures once more: in sentences with "จะ", "ต้อง", "ควร" or
"ให้กอง...", or in a table whose only results are those that are expected.
"""

import re
from collections.abc import Iterable, Iterator

from checks.api import Quote, quote_text
from checks.match.fields.deeds import tells_result
from checks.match.measures.measure_words import DOING, owner_of_deed
from checks.match.measures.result_words import outcome_in, output_in
from checks.match.periods.dates import MONTH, plain_text
from checks.match.reading.intent import INTENDED
from checks.match.reading.prose import told_lines
from checks.match.reading.substance import title_starts
from checks.match.reading.wraps import paragraphs
from checks.match.tables.columns import header_depth
from checks.match.tables.upright import upright
from crawler.records import Document, Image, Region, Table

_FEW = 2  # intentions that make a plan
_SHOWN = 200  # code points of it that are quoted
_INTENDED = re.compile(
    rf"{INTENDED}|(?<!ว่า)ต้อง(?!การ|ห้าม)|ควร|(?<!ตาม)แนวทาง|กำหนดให้|มอบหมายให้"
    rf"|(?:^|(?<=\s))(?:โดย|และ)?ให้(?:{DOING}|(?:ทุก)?(?:กอง|สำนัก|ฝ่าย|ส่วน|หน่วยงาน|งาน|ปลัด|หัวหน้า|เจ้าหน้าที่|พนักงาน|บุคลากร))"
)
# Headings of what is to be done.
_TO_DO = re.compile(rf"{INTENDED}|ต้อง|ควร")
# How the measures came about is no deed of theirs.
_MADE = re.compile(
    r"วิเคราะห์|กำหนดมาตรการ|จัดทำมาตรการ|ผลการประเมิน|คะแนน|เห็นชอบ|แต่งตั้ง|ประกาศ ?ณ"
    r"|ลงวันที่|ตามที่|แล้วนั้น|ดังนี้|ดังต่อไปนี้"
)
_AIM = re.compile(r"เพื่อ\S*")  # what for: "เพื่อให้ผู้มารับบริการได้รับความสะดวก"
_PAST = re.compile(
    rf"(?<!ไม่)ได้(?:ดำเนิน|มีการ|{DOING})|ดำเนินการ(?:แล้ว|ครบ|เสร็จ|เรียบร้อย)|แล้วเสร็จ(?!ใน|ภายใน)|เรียบร้อย"
    rf"|เมื่อ(?:วัน(?:[ก-๎]{{1,8}})?ที่)? ?\d{{1,2}} ?(?:{MONTH})|ทำแล้ว|ครบทุก"
)
# "มีการเผยแพร่คู่มือ" is how officials write what was done; what goes on all year may be a plan's.
_CARRIED = re.compile(
    rf"(?<!จะ)(?<!ต้อง)(?<!ควร)(?<!ให้)มีการ(?!ติดตาม|กำกับ|ประเมิน|รายงาน|ทบทวน)(?:{DOING})"
)
_EXPECTED = re.compile(r"คาดว่า|ที่คาด|คาดหวัง|เป้าหมาย|ตัวชี้วัด|วัตถุประสงค์")
_RESULTS = re.compile(
    r"ผล(?!ประโยชน์|กระทบ|ผลิตที่จะ|การประเมิน|การวิเคราะห์|คะแนน)|สถานะ|คืบหน้า|ก้าวหน้า|output|outcome|หลักฐาน|ทำได้|ทำแล้ว|ที่ทำ|เปลี่ยน"
    r"|ที่เสร็จ|เสร็จแล้ว|หลัง(?:จาก)?(?:ทำ|ดำเนิน|มี|ใช้|ปรับ)"
    r"|ดีขึ้น|ได้อะไร|แค่ไหน|ตัวเลข|สิ่งที่(?:ได้|เกิด)|ดำเนินการแล้ว|รายงาน",
    re.I,
)


def intended_measure(documents: Iterable[Document]) -> Quote | None:
    """The first line that says what will be done, where nothing is said to have been done.

    None where fewer than two lines or rows do, or where pictures or scans may tell the results.
    """
    first: Quote | None = None
    intended = 0
    for document in documents:
        if document.ocr or any(_may_tell(image) for image in document.images):
            return None
        for start, end, plan in _statements(document):
            if plan is None:
                return None
            if plan:
                intended += 1
                first = first or quote_text(document, start, min(end, start + _SHOWN))
    return first if intended >= _FEW else None


def _may_tell(image: Image) -> bool:
    return image.region is Region.CONTENT and not image.alt.strip()


def _statements(document: Document) -> Iterator[tuple[int, int, bool | None]]:
    """What stands below the titles: span, and whether it is intended; None for what was done."""
    titles = title_starts(document)
    headings = {heading.start for heading in document.headings}
    for line in told_lines(document, paragraphs(document)):
        if line.start in titles or line.start in headings:
            continue
        yield line.start, line.end, _reads(line.text)
    for table in document.tables:
        yield from _rows(table)


def _rows(table: Table) -> Iterator[tuple[int, int, bool | None]]:
    standing = upright(table)
    depth = header_depth(standing)
    heads = [
        " ".join(dict.fromkeys(row[at].text for row in standing.rows[:depth]))
        for at in range(len(standing.rows[0]))
    ]
    results = any(_RESULTS.search(head) and not _EXPECTED.search(head) for head in heads)
    plan = any(_TO_DO.search(head) for head in heads)
    expected = {at for at, head in enumerate(heads) if _EXPECTED.search(head)}
    for row in standing.rows[depth:]:
        told = [cell for at, cell in enumerate(row) if cell.text.strip() and at not in expected]
        if not told:
            continue
        if results:
            yield told[0].start, told[0].end, None
            return
        read = [_reads(cell.text) for cell in told]
        done = any(one is None for one in read)
        yield told[0].start, told[0].end, None if done else plan or any(read)


def _reads(text: str) -> bool | None:
    """True for what is intended, None for what was done, False for anything else."""
    plain = _AIM.sub(" ", plain_text(text))
    if _tells_done(plain):
        return None
    return _INTENDED.search(plain) is not None


def _tells_done(plain: str) -> bool:
    if output_in(plain) is not None or outcome_in(plain) is not None:
        return True
    if _MADE.search(plain):
        return False
    return (
        _PAST.search(plain) is not None
        or (_CARRIED.search(plain) is not None and _INTENDED.search(plain) is None)
        or owner_of_deed(plain) is not None
        or tells_result(plain)
    )
