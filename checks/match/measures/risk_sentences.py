"""Sentences that tell what wrong may be done in an agency's work, and what will be done about it.

An event is a doing that may happen: "เจ้าหน้าที่อาจรับเงินเพื่อเร่งใบอนุญาต", or one of that kind with
a level behind it. A measure stands behind the event and says what will, shall or must be done:
"จะสลับชุดตรวจ", "จึงให้ออกตรวจเป็นคู่". That measures are still to be thought of is none.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from checks.match.periods.dates import plain_text
from checks.match.reading.lines import Line

_WRONG = (
    r"(?:เรียก(?:รับ|เงิน|ค่า|เก็บเงิน|ร้อง|ผลประโยชน์)|(?:รับ|ให้|จ่าย|เสนอ)(?:เงิน|สินบน|ผลประโยชน์"
    r"|ประโยชน์|ของ(?:ขวัญ|กำนัล|ฝาก|ตอบแทน)|ค่า(?:ตอบแทน|น้ำ|หัว|คอม)|ทรัพย์|ส่วย|ใต้โต๊ะ|การเลี้ยง)"
    r"|ติดสินบน|เงินทอน|เงินใต้|แบ่ง(?:ผลประโยชน์|ค่าเที่ยว|เปอร์เซ็นต์)|แลก(?:กับ)?(?:เงิน|ผล|ของ|ค่า|การเลี้ยง)|ไม่ออกใบเสร็จ|เอื้อ|ช่วยเหลือ|เลือกปฏิบัติ|ละเว้น|ปลอม|เท็จ|เบิก(?:เกิน|ซ้ำ|เงิน|ค่า)|ทุจริต|ยักยอก|เบียดบัง|แสวงหา|ฮั้ว|สมยอม|ล็อกสเปก"
    r"|(?:ใช้|นำ|เอา)(?:รถ|ทรัพย์สิน|ของ|น้ำมัน|วัสดุ|อำนาจ|ดุล)|กำหนด(?:คุณลักษณะ|สเปก|ขอบเขต)|แก้(?:ไข)?(?:เอกสาร|คะแนน|ตัวเลข|ผล|แบบ)"
    r"|ปล่อยผ่าน|ลัดคิว|แซงคิว|ฝากเข้า|วิ่งเต้น|เปิดเผย(?:ข้อสอบ|ราคา)|ผ่านงาน|ตรวจรับ[^\s]{0,12}(?:ไม่|ต่ำ)|แบ่งซื้อ|พวกพ้อง|เครือญาติ|ช่วย(?:บุตร|ญาติ|คน(?:รู้จัก|สนิท|ของ)|พวก)|คนรู้จัก|คนสนิท|ตามความสนิท|โดยมิชอบ|แบ่งซื้อ|แบ่งจ้าง)"
)
_MAY = (
    r"(?:อาจ(?!เกิดการ(?:ให้หรือ|ทุจริต)|เกิด(?:ทุจริต|ความเสี่ยง))"
    r"|มีโอกาส|เสี่ยงที่(?!อาจ)|เสี่ยงจะ|สุ่มเสี่ยง|เปิดช่อง|เป็นช่อง|มีช่อง)"
)
_MAY_HAPPEN = re.compile(rf"{_MAY}[^\n]{{0,40}}?{_WRONG}")
# Wrongs and benefits that are none without an officer who may do them.
_BENEFIT = (
    r"(?:ขอ(?!ง|บ|ความ|เชิญ|ให้ท่าน)|รับ(?!ผิดชอบ|ทราบ|ฟัง|รอง|การ|บริการ|เรื่อง|สมัคร)|เรียก|ละเลย|เพิกเฉย|แก้(?:ไข)?|(?<!เวลา)เกิน|ส่วนตัว|ส่วนตน|พวก|ญาติ|รู้จัก|คุ้นเคย|สนิท"
    r"|ลัด|เร่ง|ถ่วง|ดึง|หน่วง|ประวิง|ปล่อย|เลือก|กีดกัน|สวม|แอบ|ซ่อน|ปิดบัง|บิดเบือน|ยอม|รู้เห็น|เห็นแก่|กลั่นแกล้ง|ลำเอียง|ให้คะแนน|ข่มขู่|บังคับ|ขาย|ลง(?:เวลา|ชื่อ)|ปรับลด|ลด(?:หย่อน|ยอด|ค่า)|หัก|เอา|ฝาก|ไม่(?:ครบ|ตรง|ตรวจ|ออก|จับ|ดำเนิน|เรียก|เป็นธรรม|ส่ง|ลง|บันทึก))"
)
# What an officer may do is an event where risks are assessed: "ช่างอาจขอค่าน้ำร้อนน้ำชา".
_MAY_DO = re.compile(
    r"(?:^\W*(?:[\dก-ฮ][.)]\s*)?|(?:เจ้าหน้าที่|ช่าง|กรรมการ|พนักงาน|ผู้(?:ตรวจ|ควบคุม|อนุมัติ|รับ|บริหาร|บังคับ|ปฏิบัติ|มีอำนาจ|จัด|คุม|ออก)|คนขับ|นายกฯ?|หัวหน้า"
    r"|บุคลากร|ครู|อาจารย์|ข้าราชการ|ลูกจ้าง)[^\n]{0,24}?)"
    r"(?:(?<!การ)|(?<=กรรมการ)|(?<=บริการ)|(?<=ราชการ))อาจ(?:จะ)?"
    r"(?!ารย์|เกิด|เป็น|มี|ส่งผล|ทำให้|ได้รับ|ต้อง|ไม่|ถูก|พบ|อยู่|ไม่|ปรับ|พิจารณา)"
    rf"[^\n]{{0,40}}?(?:{_WRONG}|{_BENEFIT})"
)
_DOING = re.compile(_WRONG)
# "พบประเด็นสำคัญ 2 ประเด็น คือ (1) การที่...": risks that were found are told behind it.
_FOUND = re.compile(
    r"(?:พบ|มี|ระบุ|เห็นว่า)[^\n]{0,24}?(?:ประเด็น|เรื่อง(?!ร้อง)|จุด|ความเสี่ยง|เหตุการณ์|พฤติการณ์|ช่อง(?:ว่าง|โหว่))[^\n]{0,30}?"
    r"(?:คือ|ได้แก่|ดังนี้|\d ?(?:ประเด็น|เรื่อง|ข้อ|จุด|ประการ))"
)
_LEVEL = re.compile(
    r"(?:ระดับ|เสี่ยง|ถือว่า|โอกาส|คะแนน)[\s\"“”':=()]{0,4}(?:สูงมาก|สูง|ปานกลาง|กลาง|ต่ำ|น้อย|มาก|\d)"
    r"|\( ?(?:สูงมาก|สูง|ปานกลาง|กลาง|ต่ำ|น้อย) ?\)"
)
# The name of the item, and what a working group did: no event of its own.
_NAMED = re.compile(
    r"(?:การ)?(?:ประเมิน|วิเคราะห์|จัดการ|บริหาร)(?:ความเสี่ยง)\S{0,20}?(?:ทุจริต|สินบน)\S*|ความเสี่ยง(?:การ|ด้าน|เรื่อง|ที่อาจเกิดการ)\S*"
)
_ORDER = (
    r"(?:จะ|จึง|(?<![ก-๎])เรา(?!อาจ)|(?<!เพื่อ)(?<!ประโยชน์)ให้|ต้อง|ห้าม|(?:ป้องกัน|แก้|คุม|ลด|จัดการ|ปิดช่อง|อุด|กัน|รับมือ)"
    r"\S{0,16}?(?:ด้วย|โดย)|ด้วยการ|โดยการ|โดยให้|ใช้วิธี)"
)
_CONTROL = (
    r"(?:ใช้(?!เงิน|เวลา|งบ)|ประกาศ|สลับ|หมุนเวียน|เวียน|เปลี่ยน|ติด(?:ตั้ง|กล้อง|ป้าย|ประกาศ)|เปิด|เผยแพร่|ตรวจ|สุ่ม|ตั้งกรรมการ|แต่งตั้ง|ร่วม|ลงชื่อ|ลงนาม"
    r"|ทำ(?:ทะเบียน|สมุด|คู่มือ|แบบ|บัญชี|งานเป็น)|จัดทำ|จัดให้|จัดคิว|กำหนด|แยก|บันทึก|ถ่าย|อบรม|รายงาน|เชิญ|จับฉลาก|จับสลาก|สอบ|เก็บ|ซีล|ล็อก|จำกัด|เทียบ"
    r"|โอน|ชำระ|รับชำระ|คุม|มี(?:ผู้|คน|กรรมการ|สมุด|ระบบ|พยาน)|เพิ่ม|วาง|สร้าง|แสดง|เซ็น|รับรอง|แนบ|ลงทะเบียน|ลงเวลา|สแกน|ส่งคืน|คืน|หัก|ระงับ|ย้าย|ขอ(?:ข้อ|ใบ)|เขียน|แจ้ง|โพสต์)"
)
_MEASURE = re.compile(rf"{_ORDER}[^\n]{{0,30}}?{_CONTROL}")
# "... เสี่ยงสูง จึงให้แนบตั๋วจริง": what follows from the grade, in whatever words.
_FOLLOWS = re.compile(
    r"เสี่ยง[ก-๎]{0,10} ?(?:สูงมาก|สูง|ปานกลาง|กลาง|ต่ำ|มาก|น้อย)"
    r" ?(?:ๆ )?(?:จึง|ดังนั้น|เราเลย|เราจึง)(?:ให้|จะ|ต้อง|ห้าม|ได้)[ก-ฮเ-ไ]"
    # "... ระดับความเสี่ยงปานกลาง ใช้คณะกรรมการกลั่นกรอง": a clause of its own behind the grade
    r"|เสี่ยง[ก-๎]{0,10} ?(?:สูงมาก|สูง|ปานกลาง|กลาง|ต่ำ|มาก|น้อย)\s+"
    r"(?:ใช้|สุ่ม|ตั้ง|จัด(?!ว่า|อยู่|ลำดับ)|กำหนด(?!ระดับ|ค่า)|หมุน|แยก|ห้าม|เปิดเผย|บันทึก|ประกาศ|ติดตั้ง|ติดประกาศ)[ก-ฮเ-ไ][ก-๎]{4}"
    # "... ป้องกันโดยบัตรคิว"
    r"|(?:ป้องกัน|แก้(?:ไข)?|ควบคุม|คุม|ลด|จัดการ|รับมือ)(?:ความเสี่ยง)?(?:ด้วย|โดย)(?:การ)?[ก-ฮเ-ไ][ก-๎]{4}"
)
_BEGINS = re.compile(rf"[\W\d]*[^\n]{{0,14}}?{_CONTROL}")
_WIDE = re.compile(_BENEFIT)
_FIRST_CONTROL = re.compile(
    rf"[\W\d]*(?:เรา|หน่วยงาน)?(?:จะ|ให้(?!เงิน|สินบน|ประโยชน์)|โดย|ต้อง|ควร|ห้าม)?(?:มี)?(?:การ)?{_CONTROL}"
)
_PART = re.compile(
    r"[\W\d]*(?:ระดับ|ค่า|คะแนน|ความเสี่ยง|เหตุการณ์|พฤติการณ์|มาตรการ|แนวทาง(?:ป้องกัน|แก้|จัดการ)"
    r"|การ(?:ป้องกัน|ควบคุม|จัดการ)|โอกาส|ผลกระทบ)[^\n]{0,40}?[:： ]\S"
)
# "วิเคราะห์สถานะความเสี่ยง", "กระบวนการค้นหาเหตุการณ์ที่อาจ...": how risks are assessed, and none of them.
_STEP = r"(?:ระบุ|ค้นหา|วิเคราะห์|ประเมิน|จัดลำดับ|จัดทำ|กำหนด|ติดตาม|ทบทวน|รายงาน|เตรียม|พิจารณา|เลือก)"
_METHOD = re.compile(
    rf"[\W\d]*(?:ขั้น(?:ตอน)?(?:ที่)? ?\d{{1,2}}\W*)?(?:การ)?{_STEP}(?:และ{_STEP})?"
    r"(?:ผล|สถานะ|ค่า|ระดับ|โอกาส|แผน|มาตรการ|ปัจจัย|การ(?!ทุจริต)){0,3}"
    r"(?:บริหาร|จัดการ|ความเสี่ยง|เสี่ยง|ป้องกัน|ควบคุม|ของ|การทุจริต|ด้าน|ทุจริต|เหตุการณ์|รวม|และ|ผลกระทบ|\s|[\d()]){0,12}$"
    r"|[^\n]{0,80}?(?:หมายถึง|หมายความว่า|คือ ?กระบวนการ|เป็น(?:เครื่องมือ|กระบวนการ|การ(?:ค้นหา|วิเคราะห์)))"
)
# What an assessment is made for is none of its measures.
_AIM = re.compile(r"[\W\d]*(?:วัตถุประสงค์|เพื่อ|หลักการ|ความ(?:เป็นมา|สำคัญ)|นิยาม|คำนิยาม)")
_GRADED = re.compile(
    r"(?:โอกาส|ผลกระทบ|ความเสียหาย|ความรุนแรง)[^\d\n]{0,24}\d[^\n]{0,60}?(?:=|รวม|เท่ากับ|ได้|คะแนน)[^\d\n]{0,12}\d"
    r"|(?:เสี่ยง(?:[^\s\d]{0,12})?(?:ใน)?(?:ระดับ|กลุ่ม|เกณฑ์|ขั้น)?"
    r"|(?:จัด(?:ให้)?(?:อยู่|เป็น)?|อยู่)(?:ใน)?(?:ระดับ|กลุ่ม|เกณฑ์|ขั้น))"
    r"(?:ความ)?(?:เสี่ยง)?(?:ที่)? ?[\"“(]?(?:สูง|ปานกลาง|กลาง|ต่ำ)"
    r"|เสี่ยง(?:ระดับ)? ?(?:มาก|น้อย|กลาง)(?:ที่สุด)?(?=[\s,.)]|$)"
    r"|[(\[] ?(?:\d{1,2} ?[=:–-]? ?)?(?:ระดับ|เสี่ยง)? ?(?:สูงมาก|สูง|ปานกลาง|กลาง|ต่ำ|น้อย) ?[)\]]"
    # Likelihood times impact: "๔ x ๓ = ๑๒", "3 คูณ 4 ได้ 12".
    r"|(?<!\d)\d ?(?:[xX×*]|คูณ) ?\d ?(?:=|ได้|เท่ากับ) ?\d{1,2}(?!\d)"
)
_GRADE = re.compile(
    r"[\W\d]{0,12}(?:ระดับ|สี|เสี่ยง|ความเสี่ยง)?\W{0,4}(?:ค่อนข้าง)?(?:สูงมาก|สูง|ปานกลาง|กลาง|ต่ำมาก|ต่ำ|น้อยมาก|น้อย|มาก|รุนแรง|แดง|ส้ม|เหลือง|เขียว|extreme|high|medium|moderate|low)[\W\d]*",
    re.IGNORECASE,
)
_AREA_GRADED = re.compile(
    r"\W*ด้าน[^\n]{2,90}?[^ก-๎\d](?:ระดับ|ความเสี่ยง)?\W{0,4}(?:สูงมาก|สูง|ปานกลาง|กลาง|ต่ำมาก|ต่ำ|น้อยมาก|น้อย|มาก)\W*"
)
# What is only thought of: the rest of its clause tells nothing that is done.
_NOT_YET = re.compile(
    r"\S{0,60}(?:(?:พิจารณา|กำหนด|หา|จัดทำ|วาง|คิด|เสนอ)(?:แนวทาง|มาตรการ|วิธี)\S*|ประชุม\S*|(?:รายงาน|เสนอ|สรุป|ทบทวน)ผล\S*|ภายหลัง|ปีต่อไป|ปีถัดไป|อีกครั้ง|ยังไม่\S*)[^\n]{0,40}"
)
_BODY = 3  # lines below an event that may tell its measure or grade
_GRADE_LINE = 90  # code points of a line that grades what stands above it
_EXPLAINS = re.compile(r"หมายถึง|หมายความ|เกณฑ์การ|เท่ากับระดับ")
_FEW = 2  # risks that are graded
_ENOUGH = 0.5  # share of the events behind which a measure stands


def is_wrong(text: str) -> bool:
    """Whether words name a wrong that officials may do."""
    return _DOING.search(_NAMED.sub(" ", plain_text(text))) is not None


def may_be_wrong(text: str) -> bool:
    """Whether words tell a wrong, or a benefit or neglect that is one where risks are told."""
    plain = _NAMED.sub(" ", plain_text(text))
    return _DOING.search(plain) is not None or _WIDE.search(plain) is not None


def begins_with_control(text: str) -> bool:
    """Whether the very first words are what is done against a wrong: "จะสลับ...", "ให้ลงชื่อ..."."""
    return _FIRST_CONTROL.match(plain_text(text)) is not None


def speaks_of_risk(text: str) -> bool:
    """Whether words are a level, or behind a label of one, of a risk or of what is done of it."""
    plain = plain_text(text)
    return is_grade(text) or _GRADED.search(plain) is not None or _PART.match(plain) is not None


def is_of_method(text: str) -> bool:
    """Whether words only name a step of assessing risks, or explain what that is."""
    plain = plain_text(text)
    return _METHOD.match(plain) is not None or _AIM.match(plain) is not None


def controls(text: str) -> bool:
    """Whether words begin with what is done against a wrong."""
    return _BEGINS.match(plain_text(text)) is not None


def tells_level(text: str) -> bool:
    """Whether a sentence tells a wrong and behind it how great its risk is: a grade or points."""
    plain = plain_text(text)
    named = _NAMED.sub(lambda m: " " * len(m[0]), plain)
    doing = _DOING.search(named) or _MAY_DO.search(named)
    return doing is not None and _GRADED.search(plain, doing.end()) is not None


def first_grade(found: Sequence[Line]) -> Line | None:
    """The first of several short lines that each grade the wrong told right above or below them."""
    graded: list[Line] = []
    wrong = -_BODY - 1  # index of the last line that tells a wrong
    # "ด้านการให้บริการ 🟡 กลาง": grades right above the wrong, behind or below the name of its area.
    heading = [
        line for line, below in pairwise(found) if _heads(line.text) and may_be_wrong(below.text)
    ]
    if len(heading) >= _FEW and len(heading) == sum(_heads(line.text) for line in found):
        return heading[0]
    for index, line in enumerate(found):
        plain = plain_text(line.text)
        grades = is_grade(line.text) or _GRADED.search(plain) is not None
        if grades and len(plain) <= _GRADE_LINE and not _EXPLAINS.search(plain):
            if index - wrong <= _BODY:
                graded.append(line)
                wrong = -_BODY - 1  # one grade to a wrong
        elif may_be_wrong(line.text):
            wrong = index
    return graded[0] if len(graded) >= _FEW else None


def _heads(text: str) -> bool:
    return is_grade(text) or _AREA_GRADED.fullmatch(plain_text(text)) is not None


def is_grade(text: str) -> bool:
    """Whether words are nothing but a grade of risk: "สูง", "12 (High)", "แดง"."""
    return _GRADE.fullmatch(plain_text(text)) is not None


def tells_event(text: str) -> bool:
    """Whether a sentence tells a wrong that may be done."""
    return _event_end(plain_text(text)) >= 0


def first_measure(found: Sequence[Line]) -> Line | None:
    """The line of the first measure, when most events of these lines have one behind them."""
    events = []  # index of the line, and the spans behind each event of it
    for index, line in enumerate(found):
        plain = plain_text(line.text)
        at, end = 0, _event_end(plain)
        while end >= 0:
            at += end
            events.append((index, at))
            end = _event_end(plain[at:])
    told = []
    for number, (index, at) in enumerate(events):
        following = events[number + 1] if number + 1 < len(events) else (len(found), 0)
        plain = plain_text(found[index].text)
        behind = plain[at : following[1] if following[0] == index else None]
        below = found[index + 1 : min(following[0], index + 1 + _BODY)]
        if _tells_measure(behind):
            told.append(found[index])
        else:
            told += [line for line in below if _tells_measure(plain_text(line.text))][:1]
    return told[0] if told and len(told) >= _ENOUGH * len(events) else None


def _event_end(plain: str) -> int:
    """Where the first event of a text ends; -1 without one."""
    text = _NAMED.sub(lambda m: " " * len(m[0]), plain)
    may = _MAY_HAPPEN.search(text)
    if may is not None:
        return may.end()
    may = _MAY_DO.search(text)
    if may is not None:
        return may.end()
    listed = _FOUND.search(text)
    wrong = _DOING.search(text, listed.end()) if listed else None
    if wrong is not None:
        return wrong.end()
    doing = _DOING.search(text)
    level = _LEVEL.search(text, doing.end(), doing.end() + 90) if doing else None
    return doing.end() if doing and level else -1


def _tells_measure(plain: str) -> bool:
    plain = _NOT_YET.sub(" ", plain)
    return _MEASURE.search(plain) is not None or _FOLLOWS.search(plain) is not None
