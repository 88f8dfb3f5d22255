"""Counts of complaints told in sentences: of which state a figure is, and states that have none.

"แล้วเสร็จ จำนวน 2 เรื่อง" tells no total, "ไม่มีเรื่องค้าง" that none is left.
"""

import re
from collections.abc import Iterable, Sequence

from checks.api import Quote, quote_text
from checks.match.fields.labels import LabelledValue, content_lines
from checks.match.reading.number_words import figures_for_words
from checks.match.reading.phrases import matches
from checks.match.tables.columns import Column, header_depth
from crawler.records import Cell, Document
from crawler.thai import fold_text

_FIGURE = re.compile(r"[\d๐-๙]")
_BIDS = re.compile(r"ให้(?:หน่วยงาน|ผู้[ก-๎]{2,12})?(?:กรอก|ระบุ|ใส่|ลง|เขียน)")
_UNIT = re.compile(r" ?[ก-๙]{1,12}")
_NONE_OF = re.compile(
    r"ไม่(?:มี|เหลือ|พบ)(?:เรื่อง|ราย|คดี|สำนวน)?(?:ใด)?(?:ที่)?(?P<state>[^\s\d๐-๙]{2,24})"
    r"|(?<!\S)(?P<before>[^\s\d๐-๙:]{2,40}) ?[:=-]? ?ไม่มี(?:เรื่อง)?(?=[\s,.;)]|$)"
)
# Words of a complaint as such: that there is none is another statement.
_COMPLAINT = re.compile(r"ร้อง|เรื่อง|กล่าวหา|แจ้ง|รับ|จำนวน|รวม")
# Nor is what a complaint may lack a state of it: "ไม่มีกำหนดเสร็จ", "ยังไม่มีข้อยุติ".
_LACKS = re.compile(r"กำหนด|กำลัง(?:คน|เจ้า|พล)|ข้อยุติ|ผล|หลักฐาน|ความ")
_YET = re.compile(r"ยัง\s*$")
_OF_CASES = re.compile(r"ไม่มี(?:เรื่อง|ราย|คดี|สำนวน)(?:ใด|ที่)")
_OF_COMPLAINTS = re.compile(r"ร้อง|กล่าวหา|เบาะแส|ทุจริต")
# "สถิติการเผยแพร่ข่าว 214 เรื่อง", "ร้องเรียนคุณภาพอาหาร 88 เรื่อง": no complaints of officials.
_OTHER_MATTER = re.compile(
    r"เผยแพร่(?:ข่าว|ข้อมูล|ประกาศ)|ข่าวประชาสัมพันธ์|ร้องเรียน(?:เรื่อง|ด้าน|เกี่ยวกับ)?(?:คุณภาพ|บริการ|สินค้า|อาหาร|ไฟฟ้า|ถนน|น้า|ขยะ|เหตุราคาญ|กลิ่น|เสียง)"
)
_WRONG = re.compile(r"ทุจริต|มิชอบ|สินบน|กล่าวหา|เจ้าหน้าที่|พนักงาน|ข้าราชการ")
_NONE = re.compile(r"ไม่(?:มี|พบ|ปรากฏ)(?:เรื่อง|ข้อ)?(?:ร้องเรียน)?")
_BESIDE = 2  # the months and one column
# A unit in the heading of a column: its figures count that.
_OTHER_UNIT = re.compile(r"\( ?(?:คน|ราย(?:บุคคล|วัน)|วัน(?:ทำการ)?|บาท|ร้อยละ|%|นาที|ชั่วโมง|คะแนน) ?\)")


def bids_to_fill_in(text: str) -> bool:
    """Whether a line says what to write into a form: "หากไม่มี ให้กรอก 0"."""
    return _BIDS.search(text) is not None


def is_of_a_state(told: LabelledValue, states: Sequence[str]) -> bool:
    """Whether the clause of a figure, from the figure before it on, names one of these states."""
    before = _FIGURE.split(figures_for_words(told.label))[-1]
    clause = fold_text(before + _FIGURE.split(figures_for_words(told.value))[0])
    return any(fold_text(state) in clause for state in states)


def is_of_another_matter(told: LabelledValue) -> bool:
    """Whether the line of a figure counts other papers or complaints of services, and no wrong."""
    text = told.document.text
    begin = text.rfind("\n", 0, told.start) + 1
    line = fold_text(text[begin : told.end])
    return _OTHER_MATTER.search(line) is not None and _WRONG.search(line) is None


def unit_behind(told: LabelledValue) -> str:
    """The word right behind a value that ends in a figure: "5| ช่องทาง"."""
    if not _FIGURE.search(told.value[-1:]):
        return ""
    unit = _UNIT.match(told.document.text, told.end)
    return unit[0] if unit is not None else ""


def none_of_state(
    documents: Iterable[Document],
    names: Sequence[Sequence[str]],
    not_words: Sequence[str] = (),
) -> Quote | None:
    """The line that says that no complaint is in a state of one of the names."""
    states = [name for name in names if not _COMPLAINT.search("".join(name))]
    for document in documents:
        for line in content_lines(document):
            for found in _NONE_OF.finditer(line.text):
                state = found["state"] or found["before"]
                # "ยังไม่มีเรื่องใดแล้วเสร็จ" speaks of the cases, "ยังไม่มีข้อยุติ" of one.
                yet = _YET.search(line.text[: found.start()]) and not _OF_CASES.match(found[0])
                if yet or _LACKS.match(state):
                    continue
                if not _COMPLAINT.match(state) and matches(state, states, not_words):
                    return quote_text(document, line.start, line.end)
    return None


def denies_all(column: Column) -> bool:
    """Whether the only column beside months says of complaints that each had none."""
    told = [cell for cell in column.cells if cell.text.strip()]
    alone = all(len({cell.start for cell in row}) <= _BESIDE for row in column.table.rows)
    about = _OF_COMPLAINTS.search(column.heading_text) is not None
    return alone and about and bool(told) and all(map(is_none, told))


def is_none(cell: Cell) -> bool:
    """Whether a cell says no more than that there were none."""
    return _NONE.fullmatch(cell.text.strip()) is not None


def counts_other(document: Document, value: Cell) -> bool:
    """Whether the heading above a cell says that its figures count no complaints."""
    table = next((t for t in document.tables if t.start <= value.start < t.end), None)
    if table is None:
        return False
    at = next((row.index(value) for row in table.rows if value in row), None)
    heads = table.rows[: header_depth(table)]
    return at is not None and any(
        at < len(row) and _OTHER_UNIT.search(row[at].text) is not None for row in heads
    )
