"""Steps told in plain words: who does what, one clause or one line after the other.

"มาเขียนใบคำขอ เจ้าหน้าที่ดูเอกสารให้ แล้วลงชื่อรับถัง" has no word of a procedure. Clauses that open with
something done make one when those who ask and those who serve take turns, or when they begin with
what is asked, go on with what an office does to it, and end with what is handed out. Names of
services ("แจ้งเกิด", "ชำระภาษี"), duties, ways to file and papers to bring are none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checks.match.fields.step_flow import ACTOR, PAST
from checks.match.periods.dates import plain_text
from checks.match.reading.lines import Line
from checks.match.reading.values import times_taken

# Verbs of an office's everyday life, as they open a clause; what else begins with them is left out.
_OFFICE_DOES = (
    r"(?:ตรวจ(?!การ|สอบภายใน)|เช็[กค]|ดู(?!แล|งาน)|ประเมิน|คำนวณ|คิด(?:เงิน|ค่า|ภาษี)|คัด(?:กรอง|แยก|เลือก|ลอก)|กลั่นกรอง|สอบ(?!ถาม)|สืบ|ไต่สวน|พิจารณา|วินิจฉัย|เสนอ(?!แนะ)"
    r"|สั่ง|อนุมัติ|อนุญาต|ลงนาม|ลง(?:เลข|ระบบ|สมุด|บัญชี|พื้นที่|รับ|ทะเบียน)|เซ็น|ประทับ|บันทึก|คีย์|จด(?!ทะเบียน)|ค้น|รวบรวม|สรุป|เทียบ|จัด(?!ซื้อ|จ้าง|การศึกษา)|เตรียม|พิมพ์|ปริ้น|ทำ(?!การ|งาน|เล)"
    r"|ประกาศ|ติด(?!ต่อ)|ปิด|ออก|สำรวจ|วัด|ชั่ง|ต่อ(?:ท่อ|ไฟ|มิเตอร์)|ซ่อม|ตัด|ส่ง|นัด|โทร(?:กลับ|แจ้ง|บอก|หา|นัด)|เรียก|แจ้ง(?:ผล|กลับ|ผู้|ให้|นัด|วัน)|ตอบ(?!แทน|สนอง)|รายงาน|มอบ|คืน|จ่าย|โอน|รับ(?!ผิดชอบ|ราชการ|ฟัง|รอง)"
    r"|เก็บ|ตั้ง(?!อยู่)|ประชุม|บอก|ลงโทษ|หยิบ|เจาะ|ให้(?:คำ|สุข|ยา|ถ้อย)|ขุด|เปลี่ยน|ล้าง|เติม|ใส่|ถอด|แกะ|ตวง|ผสม|อบ(?!รม)|ต้ม|พ่น|ฉีด|วาง(?!แผน)|ยก|ย้าย|กวาด|เข้า(?!ใจ|ข่าย)|ตาม(?:เรื่อง|ตัว)|กำหนด(?!การ|เวลา)|ชาร์จ|ลงข้อมูล|ยุติ|ลงมติ|ติดตาม|ออกแบบ|ขึ้น(?:ทะเบียน|ระบบ)|แยก|นับ|ถ่าย|สแกน|ให้|พา|เอา|นำ|ไป|มา|เปิด)"
)
_PEOPLE_DO = (
    r"(?:มา(?!ตรา|ตรฐาน)|ไป|เดิน(?!ทาง)|เข้า(?:เว็บ|ระบบ|ไป|มา|พบ|เมนู|หน้า|แอ)|นำ|เอา|ถือ|หยิบ|กด|สแกน|กรอก|เขียน(?!แบบ)|พิมพ์|ยื่น|ส่ง|แนบ|ฝาก|โทร(?!ศัพท์|สาร)|ทัก|แจ้ง(?!ผล)|ขอ(?!ง|บ|ให้)|บอก|รอ(?!ง)"
    r"|นั่ง|พบ|นัด|ถ่าย|จ่าย|ชำระ|โอน|รับ(?!ผิดชอบ|ราชการ|ฟัง|รอง|จ้าง)|เซ็น|ลง(?:ชื่อ|ทะเบียน|นาม)|เลือก|สร้างบัญชี|อั[ปพ]โหลด|คลิก"
    r"|ดาวน์โหลด|โหลด|จอง|ติดต่อ|เตรียม|ค้น|สมัคร|ยืนยัน|ล็อก ?อิน|อ่าน|เปิด(?:เว็บ|แอ|หน้า|ระบบ))"
)
_MORE_ACTORS = (
    r"(?:จนท\.?|ช่าง|ครู|หมอ|พยาบาล|แพทย์|เภสัช|คน(?:ขับ|งาน|สวน|ดู|รับ)|ทาง(?:เรา|อบต|เทศบาล|กอง)|เรา|ทีม|อบต\.?|อบจ\.?|เทศบาล|อำเภอ|กรม|ผู้ใหญ่|กำนัน|ผู้(?:รับ(?!บริการ)|ตรวจ|ดูแล|อนุมัติ|ควบคุม|ประเมิน)"
    r"|อาจารย์|บรรณารักษ์|รปภ|อธิการ|ประธาน|เลขา)"
)
_APPLICANT = (
    r"(?:ผู้[ก-๎]{2,16}?|ประชาชน|ท่าน"
    r"|นักศึกษา|นักเรียน|ญาติ|เจ้า(?:ของ|บ้าน|ภาพ)[ก-๎]{0,10}?|ชาวบ้าน|ลูกบ้าน|คู่(?:สมรส|กรณี)|คุณ|ลูกค้า|สมาชิก|เกษตรกร)"
)
# What may stand before the verb of a clause: a mark, a number, a word of order or of condition, and
# how the doing is meant.
_MARK = (
    r"[^ก-๙A-Za-z\d\n]{0,6}(?:\d{1,2}[.)]|[①-⑳]|(?:ขั้น(?:ตอน)?|จุด|ช่อง|สถานี|ด่าน|โต๊ะ|ข้อ"
    r"|ลำดับ)(?:ที่)? ?\d{1,2}[.:)]?)?"
    r"[^ก-๙A-Za-z\d\n]{0,6}"
)
_ORDER = (
    r"(?:(?:แล้ว|จากนั้น|หลังจากนั้น|ต่อจากนั้น|ต่อมา|ถัดมา|ถัดไป|สุดท้าย|ขั้นแรก|ก่อนอื่น|แรกสุด|เริ่ม(?:จาก|ต้น"
    r"|ด้วย)?(?:การ)?|ค่อย|และ|พอ|(?:ตก|ช่วง|ตอน|ทุก|ก่อน)?(?:เช้า|สาย|บ่าย|เย็น|ค่ำ|เที่ยง|ต้นเดือน|สิ้นวัน|สิ้นเดือน|เลิกงาน)|เมื่อ|ถ้า|หาก|ครบ|เสร็จ(?:แล้ว)?|(?:ไม่)?(?:จริง|ผิด|มีมูล)(?:ก็)?)[^ก-๙\n]{0,2}){0,3}"
)
_MEANT = r"(?:(?:จะ|ต้อง|ให้|ได้|ก็|สามารถ|ทำการ|ดำเนินการ|ช่วย)\s?){0,2}"
_BY_OFFICE = re.compile(
    rf"{_MARK}{_ORDER}(?:{ACTOR}|{_MORE_ACTORS})[^\n\d]{{0,28}}?{_MEANT}(?P<does>{_OFFICE_DOES})"
)
# Behind an officer who opens a longer clause stands what he does, whatever its verb is.
_OFFICER_AND = re.compile(
    rf"{_MARK}{_ORDER}(?:เจ้าหน้าที่|จนท\.?|พนักงาน|ช่าง|พยาบาล|บรรณารักษ์|นิติกร)(?!ของ|ผู้|ที่|ราชการ|สำนัก|กอง|ฝ่าย|งาน)(?P<does>[ก-๙]{{6}})[ก-๙]{{6,60}}"
)
_BY_PEOPLE = re.compile(rf"{_MARK}{_ORDER}{_APPLICANT}?\s?{_MEANT}(?P<does>{_PEOPLE_DO})")
_BY_NOBODY = re.compile(rf"{_MARK}{_ORDER}{_MEANT}(?P<does>{_OFFICE_DOES})")
# A case begins with what comes in and ends with what goes out.
_BEGINS = re.compile(
    rf"{_MARK}{_ORDER}{_APPLICANT}?\s?{_MEANT}(?:รับ(?:แบบ|เรื่อง|คำ|แจ้ง|หนังสือ|เอกสาร|ใบ|บันทึก|ข้อมูล|ตัวอย่าง|ของ)|มา(?!ตร)|ยื่น|ส่ง|โทร|กรอก|เขียน|เข้า|เปิด|ดาวน์โหลด|สแกน|ล็อก|สำรวจ|เตรียม|จอง|กดบัตร|แจ้งความ)"
)
_BETWEEN = re.compile(
    r"(?:ตรวจ|เช็[กค]|ประเมิน|คำนวณ|คัด|สอบ(?!ถาม)|สืบ|พิจารณา|เสนอ(?!แนะ)|อนุมัติ|อนุญาต|ลงนาม|บันทึก|รวบรวม|สรุป|สำรวจ|วัด|เลือก|กรอก|แนบ|กด|คลิก|ทำ(?:บันทึก|หนังสือ|ใบ|เรื่อง|บัญชี|ทะเบียน)|จัด(?:ทำ|พิมพ์|คิว))"
)
_ENDS = re.compile(
    rf"{_MARK}{_ORDER}{_MEANT}(?:รับ(?!ผิด|ราช|ฟัง|รอง|เรื่อง|แจ้ง|คำ)|แจ้ง|ออก|ส่ง|มอบ|จ่าย|ชำระ|คืน|โอน|เก็บ|รายงาน|รอ|กดส่ง|ยืนยัน|ติดตาม|ประกาศ|ติดประกาศ|ปิดประกาศ|ปิดเรื่อง|ยุติ|พิมพ์|ติดตั้ง|ตอบ|นำส่ง)"
)
# Lists of other things: what heads them, and what only prepares or lists duties.
_OTHER_LIST = re.compile(
    r"ช่องทาง|(?<!เจ้า)หน้าที่|วัตถุประสงค์|เป้าหมาย|ประโยชน์|มาตรการ|โครงการ|กิจกรรม(?!ที่ทำ)|เอกสาร|หลักฐาน|คุณสมบัติ|ภารกิจ|อำนาจ|บริการ(?:ที่|ของเรา|ออนไลน์|ด้าน)|เงื่อนไข|ข้อควร|ข้อห้าม|ข่าว|ประเภท"
)
_NO_PROCEDURE = re.compile(
    r"มีหน้าที่|ทำหน้าที่|วัตถุประสงค์|(?:คู่มือ|แนวทาง|ประกาศ)(?:ฉบับ)?นี้|อบรม|โครงการ|ที่ผ่านมา|อยู่ระหว่าง"
    r"|\d ?(?:เรื่อง|ราย|คดี)(?![ก-๙])|เมื่อวันที่"
)
_SPLIT = re.compile(r"\s+|(?=แล้ว(?!เสร็จ|แต่)|จากนั้น)")
_IN_ORDER = re.compile(r"แล้ว|จากนั้น|เริ่ม(?:จาก|ต้น|ด้วย)|สุดท้าย|ก่อน|(?:^|[\sและ])เมื่อ(?!วันที่)|ภายใน ?\d")
_ENOUGH = 3  # clauses, and different doings
_SEVERAL = 2  # officers' clauses that make a procedure by themselves
_LINE, _CLAUSES_LONG = 140, 600  # code points of a line of a list, and of a paragraph


@dataclass(frozen=True, slots=True)
class _Act:
    does: str
    by_office: bool
    by_people: bool


def told_clause_by_clause(found: Sequence[Line], *, asked: bool = True) -> list[Line]:
    """Paragraphs whose clauses say in turn what people do and what an office does.

    Without ``asked``, only the office's doings count, as where it handles a case.
    """
    return [
        line
        for line in found
        if any(_takes_turns(plain_text(cell), asked) for cell in line.text.split("\t"))
    ]


def doing_of(text: str) -> str:
    """What a short text says is done at its beginning; "" where it opens with no doing."""
    act = _act(plain_text(text)) if len(text) <= _LINE else None
    return act.does if act is not None else ""


def _takes_turns(text: str, asked: bool) -> bool:
    if len(text) > _CLAUSES_LONG or _NO_PROCEDURE.search(text) or PAST.search(text):
        return False
    acts = [act for clause in _SPLIT.split(text) if (act := _act(clause)) is not None]
    if not asked:
        acts = [act for act in acts if not act.by_people]
    different = len({act.does for act in acts})
    # "วัดผนังครึ่งวัน ขนงานเข้า 1 วัน แขวน 2 วัน": a time behind each says that each is a step.
    enough = different >= _ENOUGH - (times_taken(text) >= _ENOUGH)
    offices = sum(act.by_office for act in acts)
    others = any(act.by_people for act in acts) or not asked or times_taken(text) >= _ENOUGH
    in_turn = offices >= _SEVERAL or (offices > 0 and others)
    return enough and in_turn and _IN_ORDER.search(text) is not None


def listed_actions(found: Sequence[Line], headings: set[int], *, asked: bool = True) -> list[Line]:
    """Lines in a row that each open with a doing and together make the way of one case."""
    run: list[Line] = []
    above = ""
    for line in [*found, None]:
        if line is not None and line.start not in headings and _act_of(line, asked) is not None:
            run.append(line)
            continue
        if len(run) >= _ENOUGH and not _OTHER_LIST.search(above) and _is_way(run, asked):
            return run
        run = []
        above = plain_text(line.text)[-80:] if line is not None else ""
    return []


def _act_of(line: Line, asked: bool) -> _Act | None:
    text = plain_text(line.text)
    if "\t" in text or len(text) > _LINE or text.endswith(":") or _NO_PROCEDURE.search(text):
        return None
    act = _act(text)
    return act if act is not None and (asked or not act.by_people or act.by_office) else None


def _is_way(run: Sequence[Line], asked: bool) -> bool:
    texts = [plain_text(line.text) for line in run]
    acts = [act for text in texts if (act := _act(text)) is not None]
    if len({act.does for act in acts}) < _ENOUGH:
        return False
    if any(act.by_office for act in acts):
        return asked or sum(act.by_office for act in acts) * 2 >= len(acts)
    within = any(_BETWEEN.search(text[:40]) for text in texts[1:-1])
    return bool(_BEGINS.match(texts[0]) and within and _ENDS.match(texts[-1]))


def _act(text: str) -> _Act | None:
    """What a clause says is done at its beginning, and by whom."""
    office = _BY_OFFICE.match(text)
    if office is not None:
        return _Act(office["does"], by_office=True, by_people=False)
    if (named := _OFFICER_AND.match(text)) is not None:
        return _Act(named["does"], by_office=True, by_people=False)
    people = _BY_PEOPLE.match(text)
    if people is not None:
        return _Act(people["does"], by_office=False, by_people=True)
    nobody = _BY_NOBODY.match(text)
    return _Act(nobody["does"], by_office=False, by_people=False) if nobody else None
