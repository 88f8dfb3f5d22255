"""Recognises a procedure that is written without the word: timed, numbered or arrowed steps."""

import re
from collections.abc import Callable, Iterable, Sequence

from checks.api import Quote, quote_text
from checks.match.criteria import criteria_starts
from checks.match.lines import Line, lines
from checks.match.values import holds
from crawler.records import Document, Region
from crawler.thai import fold_text

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
_TIMED = 2  # lines that tell a step with its time
_IN_A_ROW = 3  # numbered lines one after the other
_LETTERS = 8
_LONGEST = 300
_ENTRY = 90  # folded letters of an entry of a list


def written_steps(documents: Iterable[Document], not_words: Sequence[str] = ()) -> Quote | None:
    """The first step of a procedure in the content, None when none is written out.

    Short lines with one of ``not_words`` are the entries of another list, such as ways to file.
    """
    excluded = [fold_text(word) for word in not_words]
    for document in documents:
        asked = criteria_starts(document)
        found = [
            line
            for line in lines(document, _CONTENT)
            if line.start not in asked
            and _LETTERS <= len(line.folded) <= _LONGEST
            and not (
                len(line.folded) <= _ENTRY
                and any(word in line.folded for word in excluded)
                and _DONE.match(line.folded) is None
            )
        ]
        timed = [line for line in found if holds(line.text, "time_taken")]
        run_on = [line for line in found if len(_RUN_ON.findall(line.text)) >= _IN_A_ROW]
        for steps, enough in (
            (_arrowed(found), 1),
            (run_on, 1),
            (timed, _TIMED),
            (_counted(found), _IN_A_ROW),
            (_run(found, lambda line: _DONE.match(line.folded) is not None), _IN_A_ROW),
        ):
            if len(steps) >= enough:
                return quote_text(document, steps[0].start, steps[0].end)
    return None


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
