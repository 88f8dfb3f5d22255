"""What the headings of a table ask of measures: who does them, how, when, and what came of it."""

import re
from collections.abc import Callable, Sequence

from checks.match.measures.measure_words import names_unit
from checks.match.measures.result_words import tells_no_result
from checks.match.tables.columns import header_depth
from checks.match.tables.upright import is_time
from crawler.records import Cell, Table

_FEW = 2  # headings of a table of measures
_NAMES_MEASURES = re.compile(
    r"มาตรการ|แนวทาง|สิ่งที่จะ|เรื่องที่จะ|งานที่จะ|ทำอะไร|จะแก้|จะทำ|ปรับปรุงอะไร|กิจกรรม|โครงการ"
)
# What headings ask of each measure, in whatever words.
_ASKED = (
    re.compile(
        r"ใคร|คนทำ|ผู้(?:ทำ|รับผิดชอบ|ดำเนินการ|ดูแล)|รับผิดชอบ|(?:กอง|ฝ่าย|หน่วย(?:งาน)?|ทีม)(?:ไหน|ใด|ที่|$)|เจ้า(?:ภาพ|ของ)"
    ),
    re.compile(r"เมื่อ(?:ไร|ใด|ไหร่)|(?:ตอน|ช่วง|เดือน)(?:ไหน|ใด|ที่|เวลา|เดือน|$)|เวลา|กำหนด"),
    re.compile(r"วิธี|ขั้น|แบบไหน|ลงมือ|ทำ[ก-๎ ๆ]{0,12}(?:อย่างไร|ยังไง)"),
    re.compile(r"ผลลัพธ์|เปลี่ยน|ดี(?:ขึ้น|กว่า)|ได้อะไร|ผลที่"),
)
# Columns that set what is now beside what was before.
_BEFORE = re.compile(r"\W*(?:ก่อน(?!หน้า)|เดิม|เมื่อก่อน|(?:ของ)?เก่า|สภาพเดิม|ที่(?:เคย)?เป็นมา)")
_NOW = re.compile(r"\W*(?:หลัง(?!คา)|ปัจจุบัน|ตอนนี้|วันนี้|ตอนหลัง|ล่าสุด|เปลี่ยนเป็น)")
_YEAR = re.compile(r"^\W*(?:ปี|พ\.ศ\.|ปีงบประมาณ)[^\d]{0,12}(25\d\d)\W*$")
_CAME_OF_IT = re.compile(
    r"\W*(?:ผล(?:ลัพธ์|สัมฤทธิ์|ต่อ|ดีต่อ|ที่(?:เกิด|ตาม|ได้รับ|ประชาชน))|outcome|(?:สิ่ง|อะไร)?(?:ที่)?(?:เปลี่ยน|ดีขึ้น)"
    r"|(?:สิ่ง|ประโยชน์)ที่[ก-๎]{0,20}ได้(?:รับ|มา))",
    re.I,
)
_HOPED = re.compile(r"คาดว่า|คาดหวัง|เป้าหมาย|ตัวชี้วัด|วัตถุประสงค์")
_LETTERS = re.compile(r"[ก-ฮ]")
_TOLD = 3  # consonants that a cell of results has at least
_SCORES = re.compile(r"\W*(?:ผล)?(?:ค่า)?คะแนน")
_IS_TO_BE_DONE = re.compile(
    r"มาตรการ|แนวทาง|(?:สิ่ง|เรื่อง|งาน)ที่(?:[ก-๎]{0,14})?จะ|จะ(?:แก้|ทำ|ปรับ|พัฒนา)|(?:ปรับ|แก้|ทำ)[ก-๎]{0,10}อะไร"
    r"|การ(?:แก้ไข|ปรับปรุง|พัฒนา)|วิธี(?:แก้|ปรับ)|ข้อเสนอ"
)
_NO_MEASURES = re.compile(r"คะแนน|ผลการดำเนิน|ผลลัพธ์|งบประมาณ|ความเสี่ยง")


def first_of_measures(table: Table, *, reported: bool) -> int | None:
    """The column with which each row tells a measure; None where the rows are no measures.

    ``table`` stands upright. What was found and scored may stand before what is to be done.
    """
    depth = header_depth(table)
    heads = [cell.text for cell in table.rows[depth - 1]] if depth else []
    if len(heads) < _FEW or not (
        any(_NAMES_MEASURES.search(head) for head in heads[:3])
        or sum(any(ask.search(head) for head in heads) for ask in _ASKED) > 1
        or (
            _filled(table, depth, names_unit)
            and (_filled(table, depth, is_time) or any(_ASKED[2].search(head) for head in heads))
        )
    ):
        return None
    if reported or not any(_NO_MEASURES.search(head) for head in heads):
        return 0
    first = next((n for n, head in enumerate(heads) if _IS_TO_BE_DONE.search(head)), 0)
    if not first or any(_NO_MEASURES.search(head) for head in heads[first:]):
        return None
    return first


def is_hoped(heading: str) -> bool:
    """Whether a heading is of what was hoped for, and not of what came."""
    return _HOPED.search(heading) is not None


def asks_of_measures(table: Table) -> bool:
    """Whether the headings of a table ask who does something, how, or by when."""
    depth = header_depth(table)
    heads = [cell.text for cell in table.rows[depth - 1]] if depth else []
    return any(ask.search(head) for head in heads for ask in _ASKED[:3])


def scores_only(table: Table) -> bool:
    """Whether a table gives the scores of what was assessed, and no word of what is to be done."""
    depth = header_depth(table)
    heads = [cell.text for cell in table.rows[depth - 1]] if depth else []
    scored = any(_SCORES.match(head) for head in heads)
    return scored and not any(_NAMES_MEASURES.search(h) or _ASKED[2].search(h) for h in heads)


def came_of_it(row: Sequence[Cell], heads: Sequence[str]) -> tuple[int, int] | None:
    """The cell of a row that tells how it is now, where another tells how it was before.

    Also the cell below a heading that asks what came of it.
    """
    said = [
        (cell, head)
        for cell, head in zip(row, heads, strict=True)
        if len(_LETTERS.findall(cell.text)) >= _TOLD
        and not _HOPED.search(head)
        and not tells_no_result(cell.text)
    ]
    before = next((cell for cell, head in said if _BEFORE.match(head)), None)
    now = next((cell for cell, head in said if _NOW.match(head)), None)
    years = sorted(
        (int(year[0]), cell.start, cell) for cell, head in said if (year := _YEAR.findall(head))
    )
    if len(years) > 1 and years[0][0] < years[-1][0]:
        before, now = years[0][2], years[-1][2]
    if before is not None and now is not None and before.text != now.text:
        return now.start, now.end
    return next(((cell.start, cell.end) for cell, head in said if _CAME_OF_IT.match(head)), None)


def _filled(table: Table, depth: int, is_of: Callable[[str], bool]) -> bool:
    """Whether the cells of one column are all of a kind, whatever its heading says."""
    body = table.rows[depth:]
    return any(all(is_of(row[at].text) for row in body) for at in range(len(table.rows[0])))
