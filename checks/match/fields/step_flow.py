"""Steps that short pages set below one another, and that sentences tell by who does what.

Lines between arrows that stand alone, lines that open with a day or a limit ("วันแรก นิติกรรับเรื่อง"),
and paragraphs in which one officer after the other does something with a case. Ways to file a
complaint between arrows are none, nor is what was done with a case of the past.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from checks.match.periods.dates import plain_text
from checks.match.reading.lines import Line
from checks.match.reading.values import holds

_DOWN = re.compile(r"[\s⬇⇩⇓↓▼▽🔽⏬👇➡→⇒⟶|︎️]*[⬇⇩⇓↓▼▽🔽⏬👇➡→⇒⟶][\s⬇⇩⇓↓▼▽🔽⏬👇➡→⇒⟶|︎️]*")
# What is done with a case or a request, wherever a line says it.
HANDLED = (
    r"(?:ลงรับ|รับเรื่อง|เปิดเรื่อง|ตอบรับ|ลงทะเบียน|ออกเลข|กลั่นกรอง|คัดกรอง|คัดแยก|ตรวจ(?!การ)|สืบสวน|สอบ(?!ถาม|ได้ที่)|ไต่สวน|(?:หา|แสวงหา|รวบรวม)(?:ข้อ|หลักฐาน|พยาน)"
    r"|พิจารณา|วินิจฉัย|เสนอ(?!แนะ)|สั่ง|แจ้งผล|แจ้งผู้|บอกผล|ตอบผู้|ตอบกลับ|รายงาน|ตั้ง(?:คณะ)?กรรมการ|แต่งตั้ง|ลงโทษ|ยุติ|ปิดเรื่อง|ส่งเรื่อง|ส่งต่อ|ส่งให้"
    r"|อนุมัติ|อนุญาต|ลงนาม|เซ็น|ออกใบ|ติดตาม|สรุปสำนวน|ทำความเห็น)"
)
_DOING = re.compile(HANDLED)
_ASKED = re.compile(
    r"กรอก|ยื่น|ชำระ|จ่าย|กดบัตร|รอรับ|รับ(?:ใบ|เอกสาร|หนังสือ|ของ)|พบ(?:เจ้าหน้าที่|แพทย์)|สแกน"
)
_DAY = r"(?:วัน|สัปดาห์|เดือน)(?:แรก|ที่ ?\d{1,3}(?: ?(?:[-–—]|ถึง) ?\d{1,3})?|เดียวกัน|รุ่งขึ้น|ถัดไป|ถัดมา)"
_LIMIT = (
    r"(?:ภายใน|ไม่เกิน|ใน|อีก|ต่อจากนั้น|หลังจากนั้น) ?\d{1,3} ?(?:วัน|ชั่วโมง|ชม\.|นาที|สัปดาห์|เดือน)(?:ทำการ)?"
    r"|ครบ(?:กำหนด| ?\d+ ?วัน)|ทันที"
)
_NOT_A_DATE = r"(?! ?(?:/|[ก-ฮ]{1,2}\.[ก-ฮ]|[ก-๎]{3,8}(?:คม|ยน|พันธ์)))"
_OPENS = re.compile(rf"\W{{0,12}}(?:{_DAY}{_NOT_A_DATE}|{_LIMIT})")
ACTOR = (
    r"(?:นิติกร|ธุรการ|ปลัด|นายก|(?:คณะ)?กรรมการ|เจ้าหน้าที่|พนักงาน|ผู้ว่า|ผู้อำนวยการ|ผอ\.|อธิบดี|อธิการ|คณบดี|เลขา|หัวหน้า|ผู้บังคับบัญชา|ผู้บริหาร"
    r"|นายช่าง|นายทะเบียน|(?<!ประ)(?:งาน|กอง|สำนัก|กลุ่ม|ฝ่าย|ศูนย์)[ก-ฮ])"
)
_ACTS = re.compile(rf"(?P<who>{ACTOR})(?P<name>[^\n\d]{{0,36}}?)(?P<does>{HANDLED})")
# What was done with a single case, and duties of a post.
PAST = re.compile(
    r"(?<!เมื่อ)(?<!หลังจาก)(?<!หลัง)(?<!นับแต่)(?<!นับจาก)(?<!หาก)(?<!วันที่)"
    r"ได้(?:รับเรื่อง|พิจารณา|ตรวจ|สอบ|แจ้ง|ดำเนิน|เสนอ)|เมื่อวันที่ ?\d"
    r"|(?:อำนาจ)?หน้าที่(?:และอำนาจ|ดังนี้|ของ(?!รัฐ))|รับโทษ"
)
# What ties the doings to each other: a division of work has none of it.
TIED = re.compile(
    r"แล้ว|จากนั้น|เมื่อ(?!วันที่)|หาก|ถ้า"
    r"|(?:ภายใน|ใน) ?\d+ ?วัน|วันเดียว|(?<!ใบ)เสร็จ|ก่อน|ตามลำดับ"
)
_BLOCKS = 2  # blocks between arrows, or lines with a time, that tell a doing
_ACTED = 3  # doings of a paragraph, of two kinds of officers at least
_LONGEST = 160  # code points of a line of a short page
# What those who ask for something do, at the beginning of a clause or behind who they are.
_APPLIES = re.compile(
    r"(?:(?:^|[\s(])(?:แล้ว|จากนั้น|และ|โดย)?|(?:ผู้ขอ|ผู้ยื่น|ผู้ร้อง|ประชาชน|ผู้ใช้บริการ|ผู้รับบริการ|ศิษย์เก่า|นักศึกษา|ท่าน)(?:สามารถ|ต้อง|ได้)?)"
    r"(?:ยื่น|ชำระ|กรอก|เขียน(?:คำ|แบบ)|แนบ|กดบัตร|รอรับ|(?:มา)?รับ(?:ใบ|เอกสาร|หนังสือ|เล่ม|บัตร|คืน))"
)
_OPENING = 90  # code points of a line in which its officer and the doing stand
_IN_ORDER = re.compile(
    r"\W*(?:จากนั้น|หลังจากนั้น|ต่อจากนั้น|ต่อมา|ถัดไป|ถัดมา|สุดท้าย|ขั้นแรก|ขั้นต่อ|ลำดับแรก|ลำดับต่อ|ก่อนอื่น|แรกสุด|เริ่ม(?:จาก|ต้น|ด้วย|แรก))"
)
_NEAR = 3  # lines from one that opens with a time to the next one
# "① พนักงานชั่ง", "1️⃣ รับคำขอ", "ขั้นที่ 2: ตรวจแบบ" head a step and what is done in it.
_COUNTED = re.compile(
    r"\W*(?:ขั้น(?:ตอน)?(?:ที่)? ?|step ?)?"
    r"(?:(?P<ring>[①-⑳])|(?P<digits>\d{1,2})(?!\d)\W?\W?[.):]?)\s*\D",
    re.I,
)
_BODY = 4  # lines from one such head to the next


def arrowed_below(found: Sequence[Line], excluded: Sequence[str]) -> list[Line]:
    """The lines that tell a doing between lone arrows; empty with fewer than two arrows.

    ``found`` holds the content's lines, the arrows' lines among them; a block with one of the
    folded words ``excluded`` and no doing is a way to file.
    """
    arrows = [i for i, line in enumerate(found) if _DOWN.fullmatch(line.text)]
    if len(arrows) < _BLOCKS:
        return []
    told = []
    ends = [*arrows[1:], min(arrows[-1] + 1 + _NEAR, len(found))]
    blocks = [(max(arrows[0] - 1, 0), arrows[0])]
    blocks += [(arrow + 1, end) for arrow, end in zip(arrows, ends, strict=True)]
    for start, end in blocks:
        block = [line for line in found[start:end] if len(line.text) <= _LONGEST]
        doing = next((line for line in block if _tells_doing(line, excluded)), None)
        if doing is not None:
            told.append(doing)
    return told


def opened_by_times(found: Sequence[Line]) -> list[Line]:
    """Lines that open with a day or a limit and say, or head, what is done then."""
    told: list[Line] = []
    last = -1
    for index, line in enumerate(found):
        if len(line.text) > _LONGEST or not _OPENS.match(plain_text(line.text)):
            continue
        below = found[index + 1 : index + 2]
        alone = len(_OPENS.sub("", plain_text(line.text)).strip()) < 24
        if not _DOING.search(line.text) and not (alone and below and _DOING.search(below[0].text)):
            continue
        if told and index - last > _NEAR:
            told = []
        told.append(line)
        last = index
        if len(told) >= _BLOCKS:
            return told
    return []


def told_by_officers(found: Sequence[Line]) -> list[Line]:
    """Paragraphs in which officers of two kinds or more do three things with a case.

    Two suffice where those who ask do the rest: "ยื่นคำขอ ... ชำระ ... แล้วรับเอกสาร".
    """
    told = []
    for line in found:
        plain = plain_text(line.text)
        if "\t" in line.text or PAST.search(plain) or not TIED.search(plain):
            continue
        acts = list(_ACTS.finditer(plain))
        who = {act["who"] for act in acts}
        does = {act["does"] for act in acts}
        asked = len(_APPLIES.findall(plain)) if len(acts) >= _BLOCKS else 0
        enough = len(acts) >= _ACTED and len(does) >= _ACTED
        enough = enough or (asked > 0 and len(does) >= _BLOCKS and len(acts) + asked > _ACTED)
        if enough and len(who) >= _BLOCKS:
            told.append(line)
    return told


def told_line_by_line(found: Sequence[Line]) -> list[Line]:
    """Lines that follow each other, each opening with an officer who does something with a case.

    Or with a word of order: "ต่อจากนั้น นายกสั่งให้ตั้งกรรมการ", "สุดท้ายแจ้งผู้ร้อง". A time, a condition or a
    word of order ties them; what each unit looks after in general is not tied.
    """
    run: list[Line] = []
    ordered = 0
    tied = False
    for line in found:
        plain = plain_text(line.text)
        act = _ACTS.search(plain[:_OPENING])
        order = _IN_ORDER.match(plain) is not None and _DOING.search(plain) is not None
        if "\t" in line.text or PAST.search(plain) or not (act or order):
            run, ordered, tied = [], 0, False
            continue
        run.append(line)
        ordered += order
        tied = tied or order or TIED.search(plain) is not None
        if tied and (len(run) >= _ACTED or ordered >= _BLOCKS):
            return run
    return []


def counted_with_times(found: Sequence[Line]) -> list[Line]:
    """Heads numbered from one on, each told within a few lines, with the time that most take."""
    heads: list[int] = []
    for index, line in enumerate(found):
        match = _COUNTED.match(plain_text(line.text)) if len(line.text) <= _LONGEST else None
        if match is None:
            continue
        number = int(match["digits"]) if match["digits"] else ord(match["ring"]) - ord("①") + 1
        if number == len(heads) + 1 and (not heads or 1 < index - heads[-1] <= _BODY):
            heads.append(index)
        elif number == 1:
            heads = [index]
    timed = sum(
        any(holds(line.text, "time_taken") for line in found[at : at + min(_BODY, after - at)])
        for at, after in pairwise([*heads, len(found)])
    )
    return [found[at] for at in heads] if len(heads) <= 2 * timed else []


def _tells_doing(line: Line, excluded: Sequence[str]) -> bool:
    if _DOING.search(line.text):
        return True
    return bool(_ASKED.search(line.text)) and not any(word in line.folded for word in excluded)
