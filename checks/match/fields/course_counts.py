"""Finds counts of the staff that took each course, under headings that only name kinds of staff.

"หลักสูตร | พนักงานเทศบาล | พนักงานจ้าง" over bare figures are statistics of who was trained: the
rows say of what, the columns of whom.
"""

import re
from collections.abc import Iterable

from checks.api import Quote, quote_text
from checks.match.periods.dates import MONTH, plain_text
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.number_words import figures_for_words
from checks.match.reading.phrases import cells, lines
from checks.match.reading.values import holds
from checks.match.tables.column_subject import is_about, stands_under
from checks.match.tables.columns import Column, columns
from crawler.records import Document, Region
from crawler.thai import arabic_digits, fold_text

_CONTENT = frozenset({Region.CONTENT})
_SHOWN = 300  # code points that are quoted
_ANY: tuple[tuple[str, ...], ...] = (("",),)
_COURSES = (("หลักสูตร",), ("อบรม",), ("วิชา",), ("สัมมนา",), ("หัวข้อ",), ("การพัฒนา",), ("เรื่อง",))
# Folded headings: of whom, and of no money or time.
_OF_WHOM = re.compile(
    fold_text(
        r"ข้าราชการ|พนักงาน|ลูกจ้าง|บุคลากร|อาจารย์|ครู|สายวิชาการ|สายสนับสนุน|ผู้บริหาร|ผู้ปฏิบัติ|สมาชิกสภา|เจ้าหน้าที่"
        r"|^(?:ชาย|หญิง|เพศ.*)$|^(?:จำนวน)?\(?(?:คน|ราย)\)?$|^(?:จำนวน)?(?:ผู้|คน)?(?:ที่)?(?:ผ่าน|เรียน|จบ|สำเร็จ)(?:\(?(?:คน|ราย)\)?)?$|อำนวยการ|วิชาการ|ทั่วไป|ระดับ|กอง|สำนัก|ฝ่าย"
    )
)
_NOT_COUNTED = re.compile(
    fold_text(
        r"งบ|บาท|เงิน|ค่า|เวลา|วัน|เดือน|ชั่วโมง|ร้อยละ|%|เป้า|แผน|คาด|ต้อง|ควร|คะแนน|อัตรา|ว่าง|ผู้จัด|รับผิดชอบ|ตำแหน่ง"
    )
)
_COUNT = re.compile(r"\s*\d{1,4}\s*(?:คน|ราย|นาย)?\s*")
# Counts of anything but persons: a course held once, for two days, costs 9,000 baht.
_OTHER_COUNT = re.compile(
    r"\d[\d,.]{0,20} ?(?:พัน|หมื่น|แสน|ล้าน)? ?(?:บาท|ครั้ง|วัน|หลักสูตร|ชั่วโมง|ชม\.|โครงการ|รุ่น|เดือน|ปี|ไตรมาส"
    r"|นาที|คะแนน|กิจกรรม|เรื่อง|เครื่อง|แห่ง|จุด|เล่ม|อัตรา)"
)
# "เดือน ก.พ. 67", "ผลทดสอบสูงกว่าก่อนเรียนร้อยละ 31": neither counts who came.
_OF_A_MONTH = re.compile(rf"(?:\d{{1,2}} ?)?(?:{MONTH})\.? ?(?:25)?\d\d(?!\d)", re.IGNORECASE)
_SCORED = re.compile(
    r"(?:ทดสอบ|สอบ|คะแนน|พึงพอใจ|สูงกว่า|เพิ่มขึ้น|ความรู้)[^\n]{0,48}?(?:ร้อยละ ?\d[\d.]*|\d[\d.]* ?%)"
)
# Folded. Courses that the agency gives to others are no training of its staff.
_OTHERS_TRAINED = re.compile(
    r"(?:ประชาชน|ชาวบ้าน|เยาวชน|เด็ก|นักเรียน|ผู้สูงอายุ|เกษตรกร|ผู้พิการ|คนพิการ|กลุ่มสตรี|แม่บ้าน|อสม\.?|อปพร\.?|ผู้ประกอบการ|ผู้นาชุมชน)"
    r"(?:ทั่วไป|ที่สนใจ|ใน[ก-๎]{2,16}?|ได้|ที่|จานวน|มา)*(?:เข้า(?:รับ|ร่วม|อบรม)|รับการ|อบรม|ฝึก|\d)"
)
_WENT_THROUGH = re.compile(r"ผ่าน|จบ|สาเร็จ|ได้รับ|เข้ารับ")  # below "ตามแผนพัฒนาบุคลากร" too
_AIMED = ("เป้าหมาย", "แผน", "จะอบรม", "ความต้องการ")
_MOST = 0.5  # of the rows
_COUNTS = (("จำนวน",), ("คน",), ("ราย",))
_TRAINED = (
    "ได้รับการพัฒนา", "เข้ารับการพัฒนา", "เข้ารับการอบรม", "เข้ารับการฝึกอบรม", "ผู้เข้าอบรม", "ผ่านการอบรม",
    "ได้รับการอบรม", "ได้รับการฝึกอบรม",
)  # fmt: skip


# "พนักงาน 1,011 คน ผ่านการอบรมอย่างน้อย 1 หลักสูตร": the count stands before what they went through.
_WERE_TRAINED = re.compile(
    r"(?<![\d.,])\d[\d,]*(?:คน|ราย|ท่าน|นาย)(?:\([^()\n]{1,20}\))?(?:ที่|ซึ่ง)?(?:ได้)?"
    r"(?:ผ่าน|เข้า(?:รับ|ร่วม)?|ได้รับ|รับ|ร่วม|ไป)(?:การ)?(?:ฝึก)?(?:อบรม|พัฒนา|เรียน|หลักสูตร|กิจกรรมพัฒนา)"
)
_NOT_YET = re.compile(r"เป้าหมาย|(?<!กระ)จะ(?!แนน)|คาดว่า|แผน|ควร|ต้อง(?!การ)")


def trained_in_sentence(documents: Iterable[Document]) -> Quote | None:
    """The first line that counts persons of the staff who were trained, before it says so."""
    for document in documents:
        asked = criteria_starts(document)
        for line in cells(lines(document, _CONTENT)):
            said = fold_text(plain_text(line.text))
            if line.start in asked or not _WERE_TRAINED.search(said):
                continue
            if not (_NOT_YET.search(said) or _OTHERS_TRAINED.search(said)):
                return quote_text(document, line.start, min(line.end, line.start + _SHOWN))
    return None


def counted_by_course(documents: Iterable[Document]) -> Column | None:
    """The first column of counts of some staff in a table whose rows are courses; None without."""
    for column in columns(documents, _ANY):
        heading = fold_text(column.heading_text)
        if not _OF_WHOM.search(heading) or _NOT_COUNTED.search(heading):
            continue
        if not is_about(column.table, _COURSES) or (
            stands_under(column, _AIMED) and not _WENT_THROUGH.search(heading)
        ):
            continue
        cells = [cell for cell in column.cells if _COUNT.fullmatch(arabic_digits(cell.text))]
        if cells and len(cells) > _MOST * len(column.cells):
            return Column(
                document=column.document,
                table=column.table,
                heading=column.heading,
                heading_text=column.heading_text,
                cells=tuple(cells),
            )
    return None


def counted_below_trained(documents: Iterable[Document]) -> tuple[Column, ...]:
    """The columns of counts in tables that stand below "จำนวนผู้ได้รับการพัฒนา" and the like."""
    return tuple(c for c in columns(documents, _COUNTS) if stands_under(c, _TRAINED))


def counts_trainees(label: str, value: str) -> bool:
    """Whether a value counts persons of the staff, and not times, sums or the public."""
    if _OTHERS_TRAINED.search(fold_text(f"{label} {value}")):
        return False
    said = _SCORED.sub(" ", _OF_A_MONTH.sub(" ", figures_for_words(plain_text(value))))
    return holds(_OTHER_COUNT.sub(" ", said), "number")
