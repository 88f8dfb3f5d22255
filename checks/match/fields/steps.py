"""Recognises a procedure that is written without the word: timed, numbered or arrowed steps."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from checks.api import Quote, quote_text
from checks.match.fields.step_actions import listed_actions, told_clause_by_clause
from checks.match.fields.step_doings import led_in_as_steps, told_by_doings
from checks.match.fields.step_flow import (
    arrowed_below,
    counted_with_times,
    opened_by_times,
    told_by_officers,
    told_line_by_line,
)
from checks.match.fields.step_tables import (
    carded_steps,
    doing_in_table,
    lists_of_services,
)
from checks.match.periods.dates import MONTH, plain_text
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.lines import Line, lines
from checks.match.reading.values import holds
from checks.match.reading.wraps import paragraphs
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_NUMBERED = re.compile(
    r"^(?:ขั้น(?:ตอน)?ที่ ?|step ?)?(?:[①-⑳]|[(\[]?[\d๐-๙]{1,2}\ufe0f?\u20e3?[.):]?)\s+\S", re.I
)
_ARROW = re.compile(r"▼|→|⇒|➔|➜|➡|⟶|⬇|⇩|⇓|🔽|👇|-->|->|>>|»|↓")
_RUN_ON = re.compile(r"(?<![^\s(])[\d๐-๙]{1,2}[.)]\s*[ก-๙]")  # steps that follow on one line
# What puts the doings of a paragraph in order; a word inside another has no space before it.
_THEN = re.compile(
    r"(?:^|[\s(])(?:จากนั้น|หลังจากนั้น|ต่อจากนั้น|ต่อมา|ถัดไป|ถัดมา|สุดท้าย|ขั้นแรก|ลำดับแรก|ก่อนอื่น|เริ่ม(?:จาก|ต้น|ด้วย)|แล้ว(?!เสร็จ|แต่)[ก-๎])"
)
_WHEN = re.compile(r"(?:^|[\s(])(?:เมื่อ(?!วันที่| ?\d|[ก-ฮ]{1,2}\.)|ถ้า|หาก|กรณี|ครั้น|ภายใน ?\d)")
_IN_TURN, _ORDERED = 2, 3  # words of the first kind, and of both, that make a procedure
# Clauses that open with what someone does at a counter: "กดบัตรคิว ยื่นคำขอ แล้วรับใบเสร็จ".
_CLAUSE = re.compile(
    r"(?:^|[\s(])(?:แล้ว|จากนั้น)?(?:กด|รับ(?!ผิดชอบ|ราชการ|ฟัง|ทราบ|รอง)|ยื่น|กรอก|เขียน|ส่ง|แนบ|รอ(?!ง)|ชำระ|จ่าย|ลง(?:ชื่อ|นาม|ทะเบียน|รับ)|เซ็น|ถ่าย(?:รูป|ภาพ)"
    r"|ติดต่อ|แจ้ง|พบ|นัด|ตรวจ|ออก(?:ตรวจ|สำรวจ|ใบ)|เสนอ|อนุมัติ|พิจารณา)"
)
_OFFICER = re.compile(r"[\W\d]*(?:เจ้าหน้าที่|พนักงาน|นายช่าง|นายทะเบียน|นายตรวจ)(?=[ก-๎])")
_OPENS_WITH_DOING = re.compile(
    r"[\W\d]*(?:ผู้(?:ขอ|ยื่น|รับบริการ|ชำระ)[ก-๎]{0,12}?|เจ้าหน้าที่|พนักงาน(?:เจ้าหน้าที่)?|นายช่าง|นายทะเบียน|นายตรวจ)?(?:จะ|นำ)?"
    r"(?:กด|รับ(?!ผิดชอบ|ราชการ|ฟัง|ทราบ|รอง)|ยื่น|กรอก|เขียน|ส่ง|แนบ|รอ(?!ง)|ชำระ|จ่าย|ลง(?:ชื่อ|นาม|ทะเบียน|รับ)|คำนวณ|ประเมิน|สำรวจ|บันทึก"
    r"|ติดต่อ|แจ้ง|พบ|นัด|ตรวจ|ออก(?:ตรวจ|สำรวจ|ใบ|หนังสือ)|เสนอ|อนุมัติ|พิจารณา|ดำเนินการ|เข้า(?:ดำเนิน|สำรวจ))"
)
_CLAUSES = 3
_HOME = re.compile(r"หน้า(?:แรก|หลัก)|เมนู|home", re.I)
# What is done with a case, wherever a line says it.
_HANDLED = re.compile(
    r"ลงรับ|รับเรื่อง|ตอบรับ|ลงทะเบียน|กลั่นกรอง|คัดกรอง|ตรวจสอบ|สืบสวน|สอบสวน|ข้อเท็จจริง|พิจารณา|เสนอ|สั่งการ|แจ้งผล|รายงานผล"
    r"|ตั้ง(?:คณะ)?กรรมการ|ทางวินัย|ยุติ"
)
_DAY = re.compile(r"(?:วัน|สัปดาห์|เดือน)ที่ ?\d{1,3}(?: ?(?:[-–—]|ถึง) ?\d{1,3})?\W*")
# The same in brackets, behind a dash or alone at the end of a step; a date has its month behind it.
_DAY_BEHIND = re.compile(
    r"\S.*?[\s(\[:–—-](?:(?:ไม่เกิน|ภายใน|ครบ|ถึง) ?)?(?:วัน|สัปดาห์|เดือน)ที่ ?(?P<day>\d{1,3})"
    r"(?: ?(?:[-–—]|ถึง)(?: ?วันที่)? ?\d{1,3})?[\s)\].]*$"
)
_DAY_AHEAD = re.compile(
    r"\W{0,12}(?:วัน|สัปดาห์|เดือน)ที่ ?(?P<day>\d{1,3})(?: ?(?:[-–—]|ถึง)(?: ?วันที่)? ?\d{1,3})?"
    rf"(?! ?(?:\d|/|[-–—]|{MONTH}|ของ(?:ทุก)?เดือน))\W+\S.*"
)
# A step with its time behind it in brackets.
_BRACKETED = re.compile(
    r"\S[^\n()]*\( ?(?:ใช้เวลา)?[^()]{0,12}\d+[^()]{0,8}(?:นาที|ชั่วโมง|ชม\.|วัน)[^()]{0,12}\)\s*$"
)
_ONLY_A_LIMIT = re.compile(
    r"\W*(?:(?:รวม)?(?:ระยะ)?เวลา|ทั้งหมด|ใช้เวลา|ภายใน|ไม่เกิน|รวม|เปิด|วันและเวลา|วันเวลา|กำหนด(?:เวลา|แล้วเสร็จ)|หมายเหตุ|เอกสาร|หลักฐาน|ใบ"
    r"|สำเนา)"
)
_STEP = 120  # characters
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
        headings = {heading.start for heading in document.headings}
        services = lists_of_services(document)
        rows = [
            line
            for line in lines(document, _CONTENT)
            if line.start not in asked and not any(a <= line.start < b for a, b in services)
        ]
        whole = [
            line
            for line in paragraphs(document)
            if line.start not in asked and line.start not in headings
        ]
        found = [
            line
            for line in rows
            if _LETTERS <= len(line.folded) <= _LONGEST
            and not (
                len(line.folded) <= _ENTRY
                and any(word in line.folded for word in excluded)
                and _DONE.match(line.folded) is None
            )
        ]
        timed = _timed_in_a_row(found) or _timed_by_headings(document, found)
        run_on = [line for line in found if len(_RUN_ON.findall(line.text)) >= _IN_A_ROW]
        for steps, enough in (
            (timeline(document), _TIMED),
            (_arrowed(found), 1),
            (arrowed_below(rows, excluded), _TIMED),
            (run_on, 1),
            (timed, _TIMED),
            (_counted(found), _IN_A_ROW),
            (opened_by_times(rows), _TIMED),
            (counted_with_times(rows), _IN_A_ROW),
            (told_by_officers(whole), 1),
            (told_by_doings(whole), 1),
            (led_in_as_steps(rows), _IN_A_ROW),
            (told_line_by_line([line for line in rows if line.start not in headings]), _TIMED),
            ([line for line in _prose(document) if line.start not in asked], 1),
            (_taken_in_turn(found, headings), _IN_A_ROW),
            (_run(found, lambda line: _DONE.match(line.folded) is not None), _IN_A_ROW),
            (carded_steps(rows, excluded), 1),
            (told_clause_by_clause(whole, asked=not excluded), 1),
            (listed_actions(rows, headings, asked=not excluded), _IN_A_ROW),
        ):
            if len(steps) >= enough:
                return quote_text(document, steps[0].start, min(steps[0].end, steps[0].start + 300))
        cell = doing_in_table(document)
        if cell is not None:
            return quote_text(document, cell.start, cell.end)
    return None


def _timed_in_a_row(found: list[Line]) -> list[Line]:
    """Lines that tell a doing with its time and follow each other; mere limits are no steps."""
    timed = [
        index
        for index, line in enumerate(found)
        if holds(line.text, "time_taken") and not _ONLY_A_LIMIT.match(line.text)
    ]
    for index, after in pairwise(timed):
        if after - index <= _TIMED:
            return [found[index], found[after]]
    return []


def _timed_by_headings(document: Document, found: Sequence[Line]) -> list[Line]:
    """Lines under headings that follow each other, each with what is done and in what time."""
    headings = {heading.start for heading in document.headings}
    told = [line for line in found if line.start not in headings]
    return _timed_in_a_row(
        [line for line in told if _HANDLED.search(line.text) or not holds(line.text, "time_taken")]
    )


def timeline(document: Document) -> list[Line]:
    """Lines that head, or end with, the day of what is done: "วันที่ 1", "(วันที่ 2–5)", rising."""
    rows = lines(document, _CONTENT)
    found = [line for line in rows if _DAY.fullmatch(plain_text(line.text))]
    days = [int(re.findall(r"\d+", plain_text(line.text))[0]) for line in found]
    if days == sorted(set(days)) and len(found) >= _TIMED:
        return found
    for pattern in (_DAY_BEHIND, _DAY_AHEAD):
        matched = [(line, pattern.fullmatch(plain_text(line.text))) for line in rows]
        told = [(line, int(match["day"])) for line, match in matched if match is not None]
        days = [day for _, day in told]
        if len(told) >= _IN_A_ROW and days == sorted(set(days)):
            return [line for line, _ in told]
    return []


def listed_steps(documents: Iterable[Document]) -> list[Line]:
    """The lines of a list of steps of which some tell their time; empty without such a list.

    Unnumbered lines are a list when two of either kind follow each other: a step and a line that
    explains it would take turns.
    """
    for document in documents:
        headings = {heading.start for heading in document.headings}
        rows = lines(document, _CONTENT)
        numbered = [line for line in rows if _NUMBERED.match(line.text)]
        if len(numbered) >= _IN_A_ROW and any(_is_timed(line) for line in numbered):
            at = rows.index(numbered[0])
            # A time on a line of its own belongs to the step above it.
            return (
                numbered if len(numbered) == len(_list_run(rows[at:], headings, numbered)) else []
            )
        first = next((i for i, line in enumerate(rows) if _BRACKETED.search(_plain(line))), None)
        if first is None:
            continue
        run = _list_run(rows[first:], headings)
        kinds = [_is_timed(line) for line in run]
        pairs = set(pairwise(kinds))
        if (True, True) in pairs and (False, False) in pairs:
            return run
    return []


def _list_run(
    rows: Sequence[Line], headings: set[int], numbered: Sequence[Line] | None = None
) -> list[Line]:
    """The lines from the first on that may be steps: no heading, no label, no paragraph."""
    run = []
    last = numbered[-1].start if numbered else -1
    for line in rows:
        if numbered and line.start > last:
            break
        if not numbered and (
            line.start in headings or len(line.text) > _STEP or re.search(r"[:：\t]", line.text)
        ):
            break
        run.append(line)
    return run


def _is_timed(line: Line) -> bool:
    return holds(line.text, "time_taken")


def _plain(line: Line) -> str:
    return plain_text(line.text)


def _prose(document: Document) -> list[Line]:
    """Paragraphs that tell one doing after the other."""
    return [
        line
        for line in lines(document, _CONTENT)
        if "\t" not in line.text and _tells_in_turn(plain_text(line.text))
    ]


def _tells_in_turn(text: str) -> bool:
    in_turn = len(_THEN.findall(text))
    if in_turn and len(_CLAUSE.findall(text)) >= _CLAUSES:
        return True
    return in_turn >= _IN_TURN and in_turn + len(_WHEN.findall(text)) >= _ORDERED


def _arrowed(found: list[Line]) -> list[Line]:
    return [
        line
        for line in found
        if len(_ARROW.findall(line.text)) >= _TIMED
        or (line.text.count(" > ") >= _TIMED and _is_flow(line.text))
    ]


def _is_flow(text: str) -> bool:
    """Whether what stands between ">" is done in turn, and no way through the site's menu."""
    parts = text.split(" > ")
    if _HOME.search(parts[0]):
        return False
    doings = sum(_OPENS_WITH_DOING.match(part) is not None for part in parts)
    return doings >= _TIMED or len(_HANDLED.findall(text)) >= _IN_A_ROW


def _counted(found: list[Line]) -> list[Line]:
    """The first run of numbered lines that is long enough, else an empty list."""
    return _run(found, lambda line: _NUMBERED.match(line.text) is not None)


def _taken_in_turn(found: list[Line], headings: set[int]) -> list[Line]:
    """Lines in a row that each open with a doing at a counter, an officer's among them.

    Without the officer's they may as well be the names of services: "แจ้งเกิด", "ยื่นแบบภาษี".
    """
    run = _run(
        found,
        lambda line: (
            line.start not in headings
            and ":" not in line.text
            and "\t" not in line.text
            and len(line.folded) <= _ENTRY
            and _OPENS_WITH_DOING.match(line.text) is not None
        ),
    )
    return run if any(_OFFICER.match(line.text) for line in run) else []


def _run(found: list[Line], is_step: Callable[[Line], bool]) -> list[Line]:
    run: list[Line] = []
    for line in found:
        run = [*run, line] if is_step(line) else []
        if len(run) >= _IN_A_ROW:
            return run
    return []
