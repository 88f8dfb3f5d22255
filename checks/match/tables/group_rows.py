"""Whether the rows of a table are what gathers projects, so that no project is told in them.

"ยุทธศาสตร์ | เบิกจ่าย", "แผนงาน | อนุมัติ | เบิกจ่าย | ร้อยละ", "รายการ" over งบบุคลากร and งบลงทุน. A
second column of names, rows that are undertakings, and rows numbered below others tell projects.
"""

import re
from collections.abc import Callable, Sequence
from enum import Enum

from checks.match.fields.deeds import counts_things, tells_result
from checks.match.reading.values import is_dash
from checks.match.tables.columns import body_cells, header_depth, title_rows
from checks.match.tables.group_names import is_part_of_another, is_undertaken, names_group
from checks.match.tables.upright import lies_on_side
from crawler.records import Cell, Table
from crawler.thai import fold_text

_LETTERS = re.compile(r"[ก-ฮa-zA-Z]")
_NAME = 3  # letters of a cell that names something
_CODE = re.compile(r"[(\[]?[A-Za-zก-ฮ]{1,4}[. -]?[\d๐-๙]{1,2}[)\]]?")  # "SO1" below "ยุทธศาสตร์"
_MOST = 0.6
_SENTENCE = 28  # folded letters; what is shorter tells no more than that it is done
_FEW = 0.25  # share of rows that are projects, from which the table is one of projects
# Folded headings, without "ชื่อ": what the whole plan is divided into.
_PLAN = re.compile(
    r"(?:ประเด็น)?ยุทธศาสตร์|กลยุทธ์|ประเด็น(?:การพัฒนา|ยุทธ|กลยุทธ์|ตามแผน)|แผนงาน(?!/|โครงการ|และโครงการ|ย่อย)|(?:รายจ่าย|จาแนก|งบประมาณ)?ตาม(?:แผนงาน|ยุทธศาสตร์|หมวด|งบ)"
    r"|หมวด|(?:ประเภท|รายการ|ชนิด)(?:ของ)?(?:งบ|รายจ่าย|หมวด|ค่าใช้จ่าย)|งบรายจ่าย|รายจ่าย(?:ตาม|จาแนก|แยก|$)|งบ(?:ประมาณ)?$|แหล่ง(?:เงิน|งบ)|พันธกิจ|เสาหลัก|เป้าประสงค์|หมุดหมาย"
    r"|แนวทาง(?:การ)?พัฒนา|แผน(?:แม่บท|ย่อย)"
)
# Such rows may be activities, too, when what was done is told of each.
_SECTION = re.compile(
    r"ด้าน|มิติ|ประเด็น(?!ความเสี่ยง|ปัญหา)|นโยบาย|ภารกิจ|กลุ่มงาน|กลุ่ม$|ส่วนราชการ|ส่วนงาน|หน่วยงาน|หน่วยเบิกจ่าย|กอง|สานัก|คณะ|ฝ่าย"
    r"|ไตรมาส|เดือน|งวด|รอบ"
)
_MIXED = re.compile(
    r"โครงการ|กิจกรรม|มาตรการ|หลักสูตร|/งาน$|และงาน$|ขั้นตอน|ผลการ|ความเสี่ยง|รับผิดชอบ|เจ้าของ"
)
# Headings that only call the rows rows; the rows say what they are.
_BARE = re.compile(r"รายการ|ชื่อ|ประเภท|งาน|แผนงาน/?งาน|รายละเอียด|เรื่อง|ส่วน|กลุ่ม|")
# Headings of columns that tell something of the rows.
_TOLD = re.compile(
    r"ผล|สถานะ|ความก้าวหน้า|คืบหน้า|ความสาเร็จ|หมายเหตุ|ตัวชี้วัด|เป้าหมาย|ปัญหา|อุปสรรค|ข้อ|งบ|เงิน|บาท|เบิก|จ่าย|เวลา|ช่วง|ร้อยละ|%|คงเหลือ"
    r"|ผู้|รับผิดชอบ|เจ้าของ|จัดสรร|อนุมัติ|ลาดับ|^ที่$|จานวน|รวม|แผน$|ระดับ|สรุป|คะแนน|ค่า|การดาเนิน|สิ่งที่|เสร็จ|ทาแล้ว|หน่วยนับ|แหล่ง"
)


class Rows(Enum):
    """What the rows of a table are."""

    OTHER = "other"  # projects, or not plain what
    GROUPS = "groups"  # what gathers projects, told by sums and general words
    DONE_IN_GROUPS = "done_in_groups"  # what gathers projects, with what was done in each


def rows_are(table: Table) -> Rows:
    """What the rows of a table are, by their headings and by their own names."""
    depth = header_depth(table)
    if depth == 0 or len(table.rows) <= depth or lies_on_side(table):
        return Rows.OTHER
    naming = []
    telling = []
    for index in range(len(table.rows[0])):
        heading = _heading(table, index, depth)
        cells = [c.text for c in body_cells(table, index, depth) if _says(c)]
        if not cells:
            continue
        bare = heading.removeprefix("ชื่อ") if heading != "ชื่อ" else heading
        plan = _PLAN.match(bare) is not None and _MIXED.search(bare) is None
        section = _SECTION.match(bare) is not None and _MIXED.search(bare) is None
        coded = (plan or section) and all(_CODE.fullmatch(text.strip()) for text in cells)
        if not coded and sum(_is_name(text) for text in cells) * 2 < len(cells):
            continue
        if plan or section:
            naming.append((plan, cells))
        elif _BARE.fullmatch(bare) and _share(cells, names_group) >= _MOST:
            naming.append((True, cells))
        elif _TOLD.search(heading):
            telling.append(cells)
        else:
            return Rows.OTHER
    if not naming or any(_tells_projects(cells) for _, cells in naming):
        return Rows.OTHER
    if not any(_share(cells, tells_deed) >= _MOST for cells in telling):
        return Rows.GROUPS
    # What was done under each heading of one's own is an activity; a strategy holds several.
    return Rows.DONE_IN_GROUPS if any(plan for plan, _ in naming) else Rows.OTHER


def _heading(table: Table, index: int, depth: int) -> str:
    rows: Sequence[Sequence[Cell]] = table.rows[title_rows(table) : depth] or table.rows[:depth]
    words = dict.fromkeys(row[index].text for row in rows if index < len(row))
    return fold_text(" ".join(words))


def _says(cell: Cell) -> bool:
    folded = fold_text(cell.text)
    return bool(folded) and not is_dash(cell.text) and not folded.startswith(("รวม", "ยอดรวม"))


def _is_name(text: str) -> bool:
    return len(_LETTERS.findall(text)) >= _NAME


def _share(cells: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, cells)) / len(cells)


def _tells_projects(cells: Sequence[str]) -> bool:
    below = [text for text in cells if is_part_of_another(text) and not names_group(text)]
    return bool(below) or _share(cells, is_undertaken) >= _FEW


def tells_deed(text: str) -> bool:
    """Whether a cell says what was done, and not only how far it went or that it went well."""
    if counts_things(text) or is_undertaken(text):
        return True
    return len(fold_text(text)) >= _SENTENCE and tells_result(text)


def is_group_alone(title: str, parts: Sequence[str]) -> bool:
    """Whether an entry is an area or kind of spending, or a division, and tells its sums alone."""
    return names_group(title) and not any(map(tells_deed, parts))
