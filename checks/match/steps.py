"""Recognises a procedure that is written without the word: timed, numbered or arrowed steps."""

import re
from collections.abc import Callable, Iterable

from checks.api import Quote, quote_text
from checks.match.criteria import criteria_starts
from checks.match.lines import Line, lines
from checks.match.values import holds
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_NUMBERED = re.compile(r"^(?:ขั้น(?:ตอน)?ที่ ?|step ?)?[(\[]?[\d๐-๙]{1,2}[.):]?\s+\S", re.I)
_ARROW = re.compile(r"▼|→|⇒|➔|➜|-->|->|>>|»|↓")
_RUN_ON = re.compile(r"(?<![^\s(])[\d๐-๙]{1,2}[.)]\s*[ก-๙]")  # steps that follow on one line
# Lines that open with what is done with a case or a paper, one after the other. Folded.
_DONE = re.compile(
    r"^[\W\d]*(?:ผู้ร้อง|ประชาชน|เจ้าหน้าที่|หน่วยงาน)?(?:รับ(?:เรื่อง|คาขอ|คาร้อง|หนังสือ|แจ้ง|เอกสาร)|ยื่น(?:เรื่อง|คาขอ|คาร้อง|เอกสาร)|ลงทะเบียน|ลงรับ|คัดกรอง|กลั่นกรอง"
    r"|ตรวจสอบ|ตรวจรับ|สืบสวน|สอบสวน|ไต่สวน|แสวงหา|รวบรวม|เสนอ(?!แนะ)|พิจารณา|วินิจฉัย|สั่งการ|แจ้งผล|แจ้งผู้|รายงานผล|ยุติ|ส่งเรื่อง|ส่งต่อ|บันทึก"
    r"|แต่งตั้ง(?:คณะ)?กรรมการ|ตั้งกรรมการ|ติดตาม|ปิดเรื่อง|ออกใบ|ลงนาม|ลงโทษ)"
)
# What is done with a request, told in one run of prose: "เขียนคำขอ ... ตรวจแล้วนัดวัน ... จึงชำระเงิน".
_DEED = re.compile(
    r"เขียนคา|กรอก|ยื่น|กดบัตร|รับบัตรคิว|รับเรื่อง|รับคา|ลงสมุด|ลงทะเบียน|ลงรับ|ตรวจ|ดูเบื้องต้น|ดูสถานที่|ดูพื้นที่|นัด|วัด|ประเมินราคา|บอกราคา|ตั้ง(?:คน|กรรมการ|คณะ)"
    r"|สอบ(?:สวน|ข้อเท็จจริง|ให้จบ|ปากคา)?|เสนอ(?!แนะ|ราคา)|พิจารณา|อนุมัติ|อนุญาต|ลงนาม|ชาระ|จ่ายเงิน|ติดตั้ง|ออก(?:ใบ|หนังสือ|เลข)|มารับ|รับใบ|รับทะเบียน|รับแผ่นป้าย"
    r"|แจ้ง(?:ผล|ให้|ผู้)|ตอบผู้|หนังสือตอบ|รายงาน|ส่ง(?:เรื่อง|ต่อ|สานักงาน|สานวน|ทางไปรษณีย์)|ลงโทษ|บันทึก|ยุติเรื่อง"
)
_THEN = re.compile(
    r"เริ่มจาก|เริ่มด้วย|จากนั้น|หลังจาก|แล้ว(?!เสร็จ|แต่|กัน)|เมื่อ|ต่อจาก|ถัดมา|ต่อมา|สุดท้าย|ก่อน(?!หน้า)|จึง|เสร็จแล้ว"
)
_DEEDS, _THENS = 4, 2
_PROSE = 700  # folded letters of a paragraph that tells a procedure
_TIMED = 2  # lines that tell a step with its time
_IN_A_ROW = 3  # numbered lines one after the other
_LETTERS = 8
_LONGEST = 300


def written_steps(documents: Iterable[Document]) -> Quote | None:
    """The first step of a procedure in the content, None when none is written out."""
    for document in documents:
        asked = criteria_starts(document)
        found = [
            line
            for line in lines(document, _CONTENT)
            if line.start not in asked and _LETTERS <= len(line.folded) <= _LONGEST
        ]
        timed = [line for line in found if holds(line.text, "time_taken")]
        prose = [
            line
            for line in lines(document, _CONTENT)
            if line.start not in asked and _LETTERS <= len(line.folded) <= _PROSE and _tells(line)
        ]
        run_on = [line for line in found if len(_RUN_ON.findall(line.text)) >= _IN_A_ROW]
        for steps, enough in (
            (_arrowed(found), 1),
            (run_on, 1),
            (prose, 1),
            (timed, _TIMED),
            (_counted(found), _IN_A_ROW),
            (_run(found, lambda line: _DONE.match(line.folded) is not None), _IN_A_ROW),
        ):
            if len(steps) >= enough:
                return quote_text(document, steps[0].start, steps[0].end)
    return None


def _tells(line: Line) -> bool:
    """Whether a paragraph tells what is done with a request, one thing after the other."""
    if "\t" in line.text:
        return False
    done = {match[0] for match in _DEED.finditer(line.folded)}
    return len(done) >= _DEEDS and len(_THEN.findall(line.folded)) >= _THENS


def _arrowed(found: list[Line]) -> list[Line]:
    return [line for line in found if len(_ARROW.findall(line.text)) >= 2]


def _counted(found: list[Line]) -> list[Line]:
    """The first run of numbered lines that is long enough, else an empty list."""
    return _run(found, lambda line: _NUMBERED.match(line.text) is not None)


def _run(found: list[Line], is_step: Callable[[Line], bool]) -> list[Line]:
    run: list[Line] = []
    for line in found:
        run = [*run, line] if is_step(line) else []
        if len(run) >= _IN_A_ROW:
            return run
    return []
