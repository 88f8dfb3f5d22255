"""Reads one measure that is reported on: what was done of it, and what that led to.

"กองคลังออกแบบใบยืม ติดรหัสแล้ว 412 รายการ ส่งผลให้ไม่มีพัสดุสูญหาย": spaces set clauses apart. A clause
is one of the output by its label, or by a count beside words of the past; one of the outcome by its
label, a word of cause, or a change that it tells. What is hoped for is neither.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from checks.match.measures.measure_words import DOING, owner_in, owner_of_deed, steps_in
from checks.match.periods.dates import MONTH, plain_text
from checks.match.reading.intent import WILL

_ENDS = re.compile(
    r"\n|\t|\s[-–—|·]\s|\s*(?:[→⇒➔➜➡►▶]|[=-]>|>>)\s*"
    r"|(?:(?<=25\d\d)|(?<=\. \d\d)|(?<=[ก-๎.)\]\"”%:*✓✅]))(?<!ร้อยละ)(?<!จำนวน)\s+(?=[ก-๙(a-zA-Z])"
)
_NEW_PIECE = re.compile(r"\n|\t|\s[-–—|·]\s")
_MARKS = r"^[^ก-๙A-Za-z]*(?:[\d๐-๙]+[.)]\s*)?"
_OUTPUT_LABEL = re.compile(
    _MARKS + r"(?:และ|มี|โดยมี)?(?:ผล(?:งาน|ผลิต|การ(?:ดำเนิน|ปฏิบัติ)(?:การ|งาน)?|ดำเนิน(?:การ|งาน)"
    r"|ที่(?:ทำ|ดำเนินการ)(?:ได้)?)"
    r"|outputs?\b|ได้งาน|สิ่งที่(?:ได้)?(?:ทำ|ดำเนินการ)(?:ได้|แล้ว|ไปแล้ว)|ทำได้(?:จริง)?(?=[\s:]|$)|📦|📊)",
    re.I,
)
# What follows may be either: "ผลคือได้ราคาต่ำกว่าปีก่อน", "ผลคือติดป้ายครบ 27 สายทาง".
_RESULT_LABEL = re.compile(_MARKS + r"(?:และ|โดยมี|ซึ่ง)?(?:ผล(?:คือ|ปรากฏว่า)|ปรากฏว่า|พบว่า)")
_OUTCOME_LABEL = re.compile(
    _MARKS
    + r"(?:และ|มี|โดยมี|เกิด)?(?:ผล(?:ลัพธ์|สัมฤทธิ์|สำเร็จ|ที่(?:เกิด|ตามมา|ได้รับ|ตาม)|กระทบ)|outcomes?\b"
    r"|สิ่งที่(?:เกิด|เปลี่ยน|ดีขึ้น)|(?:ความ|การ)เปลี่ยนแปลง(?!ทาง)|(?:อะไร)?(?:ดีขึ้น|เปลี่ยนไป)(?:อย่างไร|แค่ไหน|อะไร)?(?=[\s:]|$)|⭐|🌟|📈)",
    re.I,
)
_HOPED_LABEL = re.compile(r"คาดว่า|ที่คาดหวัง|เป้าหมาย|ตัวชี้วัด|ค่าเป้า|วัตถุประสงค์")
_OTHER_LABEL = re.compile(
    _MARKS
    + r"(?:(?:ผู้|หน่วยงาน|ส่วนงาน|ส่วนราชการ)[ก-๎]{0,8}รับผิดชอบ|ใครทำ|ระยะเวลา|ช่วงเวลา|กำหนด(?:เวลา|แล้ว)"
    r"|วิธี(?:การ|ทำ|ปฏิบัติ|ดำเนิน)|ขั้นตอน|ทำ(?:อย่างไร|เมื่อ|ช่วง|แบบ)|แนว(?:ทาง|ปฏิบัติ)"
    r"|เจ้า(?:ภาพ|ของ)|มาตรการ(?:ที่)? ?\d"
    r"|ปัญหา|อุปสรรค|ข้อเสนอ|หลักฐาน|เอกสาร|งบประมาณ|เป้าหมาย|ตัวชี้วัด|วัตถุประสงค์|🛠|👤|🗓|⚙)"
)
_COUNT = (
    rf"(?<![\d/.])\d[\d,.]{{0,20}}\+?\s?(?!{MONTH}|วัน|เดือน|ปี|ไตรมาส|สัปดาห์|นาที|ชั่วโมง|ชม|คะแนน|น\.|บาท|เป็น|เหลือ|จาก|ถึง|และ|หรือ)"
    r"[ก-ฮเ-ไ]"
)
# What came to pass, with its count.
_DONE = re.compile(
    r"(?<!จะ)(?<!ให้)(?<!ที่)แล้ว(?:เสร็จ)?(?!ใน|ภายใน)\s*(?:จำนวน|รวม|ทั้งสิ้น|ทั้งหมด|กว่า|ทั้ง|ครบ|\d|$)"
    r"|(?<!ให้)(?<!จะ)(?<!ไม่)(?<!ต้อง)ครบ ?(?:ทุก|ถ้วน|ทั้ง|\d)"
    r"|มี(?:ผู้|คน|การ|บุคลากร|พนักงาน|ประชาชน|เจ้าหน้าที่|หน่วย|นัก|ชุมชน|เรื่อง|คำ|ข้าราชการ|สมาชิก)"
    rf"[^\d\n]{{0,48}}{_COUNT}"
    rf"|(?<!ไม่)ได้ ?{_COUNT}|(?<!ไม่)ได้[ก-๎][^\d\n]{{0,60}}{_COUNT}|รวม(?:ทั้งสิ้น|ทั้งหมด)? ?{_COUNT}"
    # "งานบุคคลชี้แจง 2 ครั้ง"
    rf"|(?:กอง(?!ทุน)|สำนัก|ฝ่าย|กลุ่ม(?!เป้า|ผู้)|งาน)[ก-๎]{{2,20}}?{DOING}[ก-๎]{{0,30}} ?{_COUNT}"
    # "แจกไป 4 ครั้ง", "รับไว้ 52 เรื่อง"
    r"|(?:แจก|ส่ง|ทำ|จัด|ออก|ติด|รับ|ตรวจ|ปิด|อบรม|ประชุม|เผยแพร่|ซ่อม|แก้|มอบ|พิมพ์)[ก-๎]{0,12}(?:ไป|ไว้)"
    rf"[^\d\n]{{0,16}}{_COUNT}"
    rf"|(?:เข้าร่วม|ผ่าน|ตอบกลับ|ลงทะเบียน|ใช้งาน|รับชม|เข้าชม)[^\d\n]{{0,24}}{_COUNT}"
    rf"|\d ?[ก-๎]{{2,16}} ?จาก(?:ทั้งหมด|ทั้งสิ้น)? ?{_COUNT}|เรียบร้อย(?:แล้ว)?"
)
_COUNTED = re.compile(_COUNT)
# "กองคลังรายงานว่าโพสต์ครบ 4 ไตรมาส": minutes tell what each said it had done.
_SAID_DONE = r"[ก-๎.]{2,30}(?:รายงาน|แจ้ง|เรียน|ชี้แจง)ว่า(?:ได้)?"
_PAST = re.compile(
    rf"{_SAID_DONE}{DOING}|(?<!ไม่)(?<!ไม่สามารถ)ได้(?:ดำเนินการ|มีการ|{DOING})|ดำเนินการแล้ว|แล้วเสร็จ(?!ใน|ภายใน)"
)
_DOING_CLAUSE = re.compile(
    r"^[^ก-๙]*(?:(?:ปี|ทั้งปี|ตลอดปี|ปีนี้|ปีงบประมาณ|รวม(?:ทั้งปี)?)\s?(?:25\d\d)?\s?)?"
    rf"(?:และ|พร้อม(?:ทั้ง)?|แล้ว|โดย|ได้|มีการ|รวมทั้ง|{_SAID_DONE})?(?:ได้)?{DOING}(?:[ก-๎]| ?\d)"
)
_CAUSE = re.compile(
    r"(?<!จะ)(?<!เพื่อ)(?<!อาจ)(?<!คาดว่า)(?:ส่งผล(?:ให้)?|ทำให้|เป็นผลให้|ช่วยให้|ก่อให้เกิด|ผลที่(?:ตามมา|เกิด|ได้(?:รับ)?คือ)|จนไม่"
    r"|(?:^|(?<=\s))หลัง(?:จาก)?(?:นั้น|รู้|ทำ|ใช้|อบรม|ดำเนิน|เปิด|ปรับ|มี)[ก-๎]{0,24})"
)
_PERCENT = r"(?:ร้อยละ ?\d|\d[\d.]* ?%|\d\.\d+ ?คะแนน|คะแนน[^\d\n]{0,20}\d)"
_CHANGE = re.compile(
    r"(?:เพิ่ม|สูง|ดี|เร็ว|มาก|ง่าย|น้อย|สั้น|ชัด|ชัดเจน|ถูกต้อง)ขึ้น|(?<!เพื่อ)(?:ลด|น้อย|สั้น|เบา|ถูก|แคบ|ต่ำ)ลง(?!ทะเบียน|นาม)"
    r"|(?<!การ)(?:เพิ่ม|ลด)(?:ขึ้น|ลง)?(?:จาก|เป็น|เหลือ|ได้|อีก| ?(?:ร้อยละ ?\d|\d[\d.]{0,5} ?%))"
    r"|(?:เพิ่ม|ลด)[^\s]{0,24}(?:จาก|เป็น|เหลือ) ?(?:ร้อยละ)? ?\d"
    r"|เทียบกับ(?:ปี|เดิม|ก่อน)|จาก(?:เดิม|ปีก่อน|ปีที่แล้ว|ที่เคย)"
    r"|จาก ?(?:ร้อยละ)? ?\d[^\n]{0,24}(?:เป็น|เหลือ|เพิ่ม) ?(?:ร้อยละ)? ?\d"
    r"|(?<![\d.])\d[\d.]* ?(?:%|คะแนน)? ?(?:เป็น|เหลือ) ?(?:ร้อยละ)? ?\d"
    r"|ไม่(?:พบ|มี|เกิด|ปรากฏ|ถูก)(?!ความรู้|ค่าใช้จ่าย|งบ|ใครทราบ|กำหนด|ขั้นตอน)[ก-๎]"
    r"|ไม่ต้อง[^\n]{2,36}(?:อีก|เอง)|ไม่เคยมีมาก่อน"
    rf"|(?:พอใจ|เชื่อมั่น|รับรู้|เข้าใจ|ไว้วางใจ|เห็นว่า|เชื่อว่า|ทราบ)[^\n]{{0,40}}{_PERCENT}"
    rf"|{_PERCENT}[^\n]{{0,24}}(?:พอใจ|เชื่อมั่น|รับรู้|เข้าใจ|ไว้วางใจ|เห็นว่า|เชื่อว่า|ทราบ)"
    # "หลังอบรมได้ 8.9 คะแนน ก่อนอบรม 6.1"
    r"|^[^ก-๎]*(?:จาก)?ก่อน(?:อบรม|ดำเนิน|ทำ|ใช้|มี|เรียน|หน้า)[^\d\n]{0,12}\d"
    r"|หลัง(?:อบรม|ดำเนิน|ทำ|ใช้|มี|เรียน)[^\d\n]{0,20}\d[^\n]{0,24}ก่อน[ก-๎]{0,12} ?\d"
    # "ผู้แจ้งพอใจ", "ชาวบ้านมั่นใจ": people who are so, and not whether they will be asked.
    r"|(?:^|\s)(?:และ|โดย)?(?:ผู้(?!บริหาร)|ประชาชน|ชาวบ้าน|บุคลากร|พนักงาน|เจ้าหน้าที่|นักศึกษา|คน)[ก-๎]{0,16}?(?<!ความ)(?<!พึง)(?:พึง)?(?:พอใจ|มั่นใจ|สบายใจ|ไว้ใจ)(?!ต่อ|ใน|หรือ|ของ)"
    r"|(?:ต่ำ|น้อย|มาก|เร็ว|สูง|ดี|สั้น)กว่า(?:ปี|เดิม|เมื่อ|ก่อน|ครั้ง)|หมดไป|เป็นศูนย์|กล้า[ก-๎]{2,30}มากขึ้น|เหลือ ?\d"
)
_PLANNED = re.compile(
    rf"{WILL}|คาดว่า|เพื่อ|ควร|เป้าหมาย|ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย|ตัวชี้วัด|มุ่ง|ให้(?:แล้ว)?เสร็จ"
    r"|อยู่ระหว่าง|กำลัง|ยังไม่|รอผล|จุดอ่อน"
)
_AS_PLANNED = re.compile(
    r"ตาม(?:แผน|เป้า|วัตถุ|กำหนด|มาตรการ|ที่)|บรรลุ|สำเร็จ|ลุล่วง|เรียบร้อย|แล้ว(?:เสร็จ)?\W*$"
)
# "อยู่ระหว่างดำเนินการ", "ยังไม่ได้ดำเนินการ": a cell of results that holds none.
_NONE_YET = re.compile(
    r"\W*(?:(?:อยู่(?:ใน)?|(?:ใน)?)(?:ระหว่าง|ขั้น)|กำลัง(?!ใจ|คน)|ยังไม่(?:ได้|มี|เกิด|ดำเนิน|แล้ว|เสร็จ|ถึง|สามารถ|ปรากฏผล|ทราบ)|ไม่ได้ดำเนิน"
    r"|รอ(?=ผล|ดำเนิน|การ|ประเมิน|สรุป|รายงาน)|จะ(?!ต้อง))"
)
_HOPES = re.compile(
    rf"\W*(?:[^\n]{{0,60}}?คาดว่า|[^\s]{{0,24}}?(?<!ว่า)(?<!ก่อน)(?<!เมื่อ)(?<!เคย)(?:(?<!ที่)|(?<=หน้าที่)){WILL}|เพื่อ(?:ให้|เพิ่ม|ลด)|ควร|มุ่ง|หวัง|ต้องการให้)"
)
_HAS_COME = re.compile(r"แล้ว|ทำให้|ส่งผล|ปัจจุบัน|ตอนนี้|ร้อยละ ?\d|\d ?%|ไม่(?:พบ|มี|เกิด)|จาก ?\d|เหลือ ?\d")
# Headings of what was hoped for, though they name results beside it.
_HOPED_HEADING = re.compile(
    r"[\W\d]*(?:ค่า)?(?:เป้าหมาย|ตัวชี้วัด|วัตถุประสงค์)(?![^\n]{0,40}(?:/|และ|เทียบ|กับ))"
)
_HOPED_IN = re.compile(r"คาดว่า|คาดหวัง|ที่คาด")
_BARE_LABEL = re.compile(r"[^:：\n]{2,30}[:：]\s*")
# A unit right before what it did, at some length: "กองคลังทำแผ่นพับรายรับรายจ่ายทุกสามเดือน".
_UNIT_DID = re.compile(
    r"(?:กอง(?!ทุน)|สำนัก|ฝ่าย|กลุ่มงาน|งาน)[ก-๎]{2,24}?(?:ได้)?"
    rf"(?P<how>{DOING}[ก-๎]{{14,120}})"
)
_FINISHED = re.compile(r"\W*(?:ทำ|ดำเนินการ)?(?:เสร็จ|ครบ|แล้ว)(?:แล้ว|สิ้น|ถ้วน)?\W*")
_LETTERS = re.compile(r"[ก-ฮ]")
_TOLD = 4  # consonants that a value behind a label has at least


class Kind(StrEnum):
    """What a clause of a reported measure tells."""

    OTHER = "other"
    OUTPUT = "output"
    OUTCOME = "outcome"


def output_in(text: str) -> tuple[int, int] | None:
    """The span of the first clause that tells what was done; None where none does."""
    return next(((start, end) for start, end, kind in _told(text) if kind == Kind.OUTPUT), None)


def outcome_in(text: str) -> tuple[int, int] | None:
    """The span of the first clause that tells what it led to; None where none does."""
    return next(((start, end) for start, end, kind in _told(text) if kind == Kind.OUTCOME), None)


def outcomes_in(text: str) -> int:
    """How many clauses tell what was led to."""
    return sum(kind == Kind.OUTCOME for *_, kind in _told(text))


def tells_no_result(text: str) -> bool:
    """Whether a cell of results says that there are none yet."""
    plain = plain_text(text)
    return _NONE_YET.match(plain) is not None or _only_hopes(plain)


def _only_hopes(plain: str) -> bool:
    """Whether words say what will come, "ประชาชนจะสะดวกขึ้น", and nothing that has come."""
    return _HOPES.match(plain) is not None and not (
        _DONE.search(plain) or _PAST.search(plain) or _HAS_COME.search(plain)
    )


def hopes_for_result(heading: str) -> bool:
    """Whether a heading names results as a target and not as what came to pass."""
    return _HOPED_HEADING.match(heading) is not None or _HOPED_IN.search(heading) is not None


def steps_taken_in(text: str) -> tuple[int, int] | None:
    """The span from the first step of a measure that was carried out; its results tell none."""
    plain = list(text)
    for start, end, kind in _told(text):
        if kind != Kind.OTHER:
            plain[start:end] = " " * (end - start)
    left = "".join(plain).rstrip()
    found = steps_in(left)
    if found is None and (done := _UNIT_DID.search(left)) is not None:
        return done.span("how")
    return (found[0], min(found[1], len(text))) if found is not None else None


def doer_in(text: str) -> tuple[int, int] | None:
    """The span of who carried a measure out, or was in charge of it."""
    return owner_of_deed(text) or owner_in(text)


def _told(text: str) -> Iterator[tuple[int, int, Kind]]:
    """The clauses of a measure with what each tells; a label speaks up to the next one."""
    plain = plain_text(text)
    past = _PAST.search(plain) is not None
    state, hoped, bare = Kind.OTHER, False, False
    for piece in _pieces(plain, _NEW_PIECE):
        if not bare:
            state, hoped = Kind.OTHER, False
        bare = False
        clauses = list(_pieces(plain, _ENDS, *piece))
        done = False  # whether the piece has told before what was done
        counted = _all_counted([plain[start:end] for start, end in clauses])
        # "เผยแพร่ 41 คลิป ทำให้...": what led to something was done.
        led_to = any(
            _leads(plain[start:end]) or _RESULT_LABEL.match(plain[start:end])
            for start, end in clauses
        )
        for start, end in clauses:
            clause = plain[start:end]
            label = _OUTCOME_LABEL.match(clause) or _OUTPUT_LABEL.match(clause)
            if label is not None:
                hoped = _HOPED_LABEL.search(clause) is not None
                state = Kind.OUTCOME if _OUTCOME_LABEL.match(clause) else Kind.OUTPUT
                clause = clause[label.end() :]
                bare = end == piece[1] and len(_LETTERS.findall(clause)) < _TOLD
            elif (either := _RESULT_LABEL.match(clause)) is not None:
                clause = clause[either.end() :]
                came = _CHANGE.search(clause) or (done and not _tells_work(clause))
                state = Kind.OUTCOME if came else Kind.OUTPUT
                hoped = False
            elif _OTHER_LABEL.match(clause):
                state, hoped = Kind.OTHER, False
            deed = (past or led_to) and _DOING_CLAUSE.match(clause) and _COUNTED.search(clause)
            kind = _kind(clause, state, counted=counted or bool(deed))
            if kind == Kind.OUTPUT and label is None and done and _tells_change(clause):
                kind = Kind.OUTCOME  # "ทำได้ 1 ตู้ ... จากนั้นของหายเป็นศูนย์"
            if _CAUSE.search(clause) and kind == Kind.OUTCOME:
                state = Kind.OUTCOME  # what follows is led to as well
            done = done or kind == Kind.OUTPUT
            yield start, end, Kind.OTHER if hoped else kind


def _leads(clause: str) -> bool:
    """Whether a clause tells by a word of cause what came of something."""
    cause, planned = _CAUSE.search(clause), _PLANNED.search(clause)
    return cause is not None and (planned is None or planned.start() > cause.start())


def _tells_change(clause: str) -> bool:
    return _CHANGE.search(clause) is not None and _DOING_CLAUSE.match(clause) is None


def _tells_work(clause: str) -> bool:
    """Whether words behind "ผลคือ" tell the work itself, or only that it went as planned."""
    return (
        _DOING_CLAUSE.match(clause) is not None
        or _DONE.search(clause) is not None
        or _AS_PLANNED.search(clause) is not None
    )


def _kind(clause: str, state: Kind, *, counted: bool) -> Kind:
    if _leads(clause):
        return Kind.OUTCOME
    if _PLANNED.search(clause):
        return Kind.OTHER
    if state != Kind.OTHER:
        counts = state == Kind.OUTPUT and _COUNTED.search(clause) is not None  # "11 คัน"
        return state if counts or len(_LETTERS.findall(clause)) >= _TOLD else Kind.OTHER
    if _CHANGE.search(clause):
        return Kind.OUTCOME
    if _DONE.search(clause) or counted:
        return Kind.OUTPUT
    return Kind.OTHER


def _all_counted(clauses: list[str]) -> bool:
    """Whether a piece of its own tells nothing but doings with their counts."""
    # "ตัวเลข: เปิดซอง 21 ครั้ง": a label in whatever words before them counts nothing itself.
    if clauses and _BARE_LABEL.fullmatch(clauses[0]) and not _OTHER_LABEL.match(clauses[0]):
        clauses = clauses[1:]
    if clauses and _FINISHED.fullmatch(clauses[0]):
        clauses = clauses[1:]
    doings = [clause for clause in clauses if _DOING_CLAUSE.match(clause)]
    return bool(doings) and all(
        _COUNTED.search(clause) and not _PLANNED.search(clause) for clause in clauses
    )


def _pieces(
    text: str, ends: re.Pattern[str], start: int = 0, end: int | None = None
) -> Iterator[tuple[int, int]]:
    last = len(text) if end is None else end
    at = start
    for match in ends.finditer(text, start, last):
        if match.start() > at:
            yield at, match.start()
        at = match.end()
    if last > at:
        yield at, last
