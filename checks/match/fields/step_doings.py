"""Steps of an office told without saying who does them, and lists that are led in as steps.

"เมื่อได้รับเรื่องจะลงทะเบียนในวันเดียวกัน แล้วเสนอผู้ว่าราชการสั่งการ": the agency itself speaks,
so clauses open with what is done. "ให้ขออนุญาตดังนี้" leads in a list of which one entry is what
people do and another what an officer does. Duties of a unit, purposes of a paper, counts of cases
that were handled, ways to file and papers to bring are none.
"""

import re
from collections.abc import Sequence

from checks.match.fields.step_flow import ACTOR, HANDLED, PAST, TIED
from checks.match.periods.dates import plain_text
from checks.match.reading.lines import Line

_DOES = (
    rf"(?:{HANDLED}|แจ้งตอบ|แจ้งเรื่อง|ตอบผู้|ตอบเป็น|จัด(?:คิว|ส่ง|รถ|เจ้าหน้าที่|ทำ(?:บันทึก|หนังสือ|ใบ|ทะเบียน))|ออก(?:สำรวจ|พื้นที่|ใบ|หนังสือ|บัตร|ไป)|ลงพื้นที่"
    r"|เข้า(?:สำรวจ|ดำเนิน|ติดตั้ง|ตัด|ซ่อม)|นัดหมาย|ประเมิน|คำนวณ|รับเงิน|ส่งมอบ|มอบ(?:ใบ|หนังสือ|หมาย)|สรุป(?:ผล|เสนอ)|ดำเนินการทางวินัย)"
)
# A clause opens at a space, or behind a word that carries the sentence on.
_CLAUSE = re.compile(
    rf"(?:^|[\s(,]|แล้ว|จากนั้น|และ|หรือ|จึง|โดย|จะ|ต้อง)(?:จะ|ต้อง|ได้|ให้|ทำการ|ดำเนินการ)?(?P<does>{_DOES})"
)
_OFFICER = re.compile(rf"{ACTOR}[^\n\d]{{0,36}}?(?P<does>{_DOES})")
_DOES_FIRST = re.compile(rf"[\W\d]*(?P<does>{_DOES})")
_APPLIES = (
    r"(?:ยื่น|ชำระ|กรอก|เขียน(?:คำ|แบบ)|แนบ|กดบัตร|รอ(?:รับ|ผล|เรียก|เจ้าหน้าที่)|นำ(?:บัตร|เอกสาร|สำเนา|หลักฐาน|ใบ)|แจ้งความ|ติดต่อ(?:เจ้าหน้าที่|งาน|กอง|ที่)"
    r"|(?:มา)?รับ(?:ใบ|เอกสาร|หนังสือ|เล่ม|บัตร|คืน|เงิน))"
)
_ASKS = re.compile(
    rf"(?:(?:^|[\s(])(?:แล้ว|จากนั้น|และ|โดย)?(?:ให้)?|ผู้(?:ขอ|ยื่น|ร้อง|ใช้บริการ|รับบริการ|ประสงค์)|ประชาชน|เจ้าของ[ก-๙]{{0,12}}?|ท่าน)"
    rf"(?:สามารถ|ต้อง|ได้)?(?P<asks>{_APPLIES})"
)
# What speaks of a unit's duties, of the paper itself or of what was done, and not of a procedure.
_NO_PROCEDURE = re.compile(
    r"มีหน้าที่|ทำหน้าที่|วัตถุประสงค์|(?:คู่มือ|แนวทาง|แนวปฏิบัติ|ประกาศ)(?:ฉบับ)?นี้|อบรม|โครงการ"
    r"|\d ?(?:เรื่อง|ราย|คดี)(?![ก-๙])"
    r"|ที่ผ่านมา|(?:จะ|เพื่อ)(?:จัดทำ|กำหนด)(?:แนว|คู่มือ|ขั้นตอน)|อยู่ระหว่าง"
)
_NOT_DONE = re.compile(r"ไม่(?:ได้|ต้อง|สามารถ|อาจ)?$")
_ENOUGH, _WITH_ASKED = 3, 4  # different doings; and doings where people themselves do some of them
_LEADS_IN = re.compile(r"(?:ดัง(?:ต่อไป)?นี้|ตามนี้|ตาม(?:ลำดับ|ขั้นตอน)(?:(?:ต่อไป|ดัง)?นี้)?|ต่อไปนี้)\W*$")
# Lists of other things that are led in by the same words.
_OTHER_LIST = re.compile(
    r"ช่องทาง|เอกสาร|หลักฐาน|บุคคล|คุณสมบัติ|หน้าที่|วัตถุประสงค์|มาตรการ|ประเภท|เงื่อนไข|กฎหมาย|ระเบียบ|ข้อมูล|รายละเอียด|อย่างน้อย|ทาง(?:ใด|หนึ่ง)|ค่าธรรมเนียม|อัตรา"
)
_ENTRIES = 4  # of a list that tell whether it is one of steps
_LONGEST_ENTRY = 140  # code points
_OPENING = 60  # code points within which an entry says who does what


def told_by_doings(found: Sequence[Line]) -> list[Line]:
    """Paragraphs that tell three different things done with a case, one after the other."""
    return [line for line in found if "\t" not in line.text and _tells(plain_text(line.text))]


def _tells(text: str) -> bool:
    if PAST.search(text) or _NO_PROCEDURE.search(text) or not TIED.search(text):
        return False
    does = {
        found["does"]
        for pattern in (_CLAUSE, _OFFICER)
        for found in pattern.finditer(text)
        if not _NOT_DONE.search(text[max(0, found.start("does") - 10) : found.start("does")])
    }
    if len(does) >= _ENOUGH:
        return True
    asks = {found["asks"] for found in _ASKS.finditer(text)}
    return bool(does) and bool(asks) and len(does) + len(asks) >= _WITH_ASKED


def led_in_as_steps(rows: Sequence[Line]) -> list[Line]:
    """The entries below a line that ends in "ดังนี้" where people and officers each do something."""
    for index, line in enumerate(rows):
        above = plain_text(line.text)
        if not _LEADS_IN.search(above) or _OTHER_LIST.search(above) or PAST.search(above):
            continue
        entries = rows[index + 1 : index + 1 + _ENTRIES]
        opened = [plain_text(entry.text)[:_OPENING] for entry in entries]
        if len(entries) < _ENOUGH or any(
            len(entry.text) > _LONGEST_ENTRY or "\t" in entry.text for entry in entries[:_ENOUGH]
        ):
            continue
        does = {found["does"] for text in opened if (found := _doing(text)) is not None}
        asked = sum(_ASKS.search(text) is not None for text in opened)
        told = sum(_doing(text) is not None or _ASKS.search(text) is not None for text in opened)
        enough = len(does) >= _ENOUGH or (bool(does) and bool(asked))
        if enough and told * 2 >= len(entries):
            return list(entries)
    return []


def _doing(text: str) -> re.Match[str] | None:
    """What an entry says is done at its beginning, by an officer or by nobody named."""
    return _OFFICER.search(text) or _DOES_FIRST.match(text)
