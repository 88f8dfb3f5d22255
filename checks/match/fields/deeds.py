"""Results told in sentences: what was done of each project, without a column or label of results.

"1. อบรมผลประโยชน์ทับซ้อน / จัดเมื่อ 14 ธ.ค. 2566 เข้าร่วม 62 คน", "ติดกล้องครบ 12 จุด ใช้เงินไป 84,000 บาท".
Spending alone, targets and what is still to be done are no results.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from checks.match.fields.deed_counts import counts_a_deed, tells_already, tells_counted_deed
from checks.match.fields.label_sense import names_division
from checks.match.periods.dates import plain_text
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import is_about_page, is_furniture
from checks.match.reading.in_making import is_in_making
from checks.match.reading.intent import says_intended
from checks.match.reading.lines import Line, lines
from checks.match.reading.wraps import paragraphs
from checks.match.subjects.vocabulary import is_placeholder
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_LEAST = 16  # folded letters; shorter lines are labels
_RECORDS = 2  # sentences of this kind that make a report
_UNITS = (
    r"(?:คน|ราย|ครั้ง|แห่ง|หมู่บ้าน|ชุมชน|ครัวเรือน|รุ่น|เรื่อง|คัน|ชุด|รายการ|ไร่|ตัว|จุด|หลัง|สาย|ต้น|โครงการ|โรงเรียน|"
    r"ตาบล|หมู่|คลินิก|เตียง|ฉบับ|ช่องทาง|กอง|หน่วย|เมตร|กิโลเมตร|กม\.|ระบบ|หลักสูตร|แผ่น|เครื่อง|ทุน|บ่อ|ดวง|ป้าย|ข้อ|เวที|ตัน|กิโลกรัม|กก\.|ลิตร|กลุ่ม|แปลง|ชนิด|สายพันธุ์|"
    r"พันธุ์|ผลงาน|เล่ม|สัญญา|มาตรฐาน|หลังคาเรือน|ชิ้น|คลิป)"
)
# Folded spelling. Words that say that something came to pass.
_DONE = re.compile(
    r"(?<!ให้)(?<!จะ)(?<!กาหนด)แล้วเสร็จ(?!ใน|ภายใน)|(?<!ให้)(?<!จะ)เสร็จ(?:แล้ว|เรียบร้อย|สิ้น|สมบูรณ์|ครบ|ตาม(?!กาหนด(?:การ|เวลา)?ใน)|ก่อนกาหนด|ทัน)|เรียบร้อย"
    r"|(?<!จ่าย)(?<!ใช้ไป)(?<!ใช้)(?<!โอน)(?<!ที่)แล้ว(?=[\s\d,.)]|$|พบ|มี|ทุก|ทั้ง|จาก|รวม|ตั้งแต่|เมื่อ|กว่า|จานวน|ร้อยละ|\(|–|-)"
    r"|จัด(?:งาน|อบรม|ประชุม|กิจกรรม|เวที|ทา|ขึ้น|ไป)*เมื่อ|(?:ดาเนินการ|จัด|ประชุม|อบรม|เปิดใช้|เริ่มใช้|เผยแพร่|ประกาศ|ลงนาม)(?:งาน|จริง)*(?:เมื่อ|ตั้งแต่)?(?:วันที่)?\d"
    r"|(?<!จะ)(?<!ให้)(?<!ต้อง)ครบ(?:ทุก|ถ้วน|ตาม|ทั้ง|จานวน|\d)|(?<!ให้เป็นไป)(?<!ได้)ตามเป้า|เกินเป้า|สูงกว่าเป้า|บรรลุ(?!ตามวัตถุ)"
    rf"|มี(?:คน|ผู้)?(?:เข้าร่วม|เข้ารับ|เข้าอบรม|ผู้เข้า|ผู้ผ่าน|ผู้ตอบ|ผู้ใช้|ผู้ร่วม)[^\d]{{0,24}}\d"
    # "มีผู้บริหารเข้าอบรม 45 คน", "มีผลงาน 22 คลิป".
    rf"|มี[ก-๎]{{2,20}}(?:เข้าร่วม|เข้ารับ|เข้าอบรม|ส่ง)[^\d]{{0,16}}\d|มี(?:ผลงาน|ผู้ส่ง|ผู้ชม|ผู้สมัคร)[^\d]{{0,16}}\d"
    rf"|เข้าร่วม(?:จานวน|รวม|ทั้งสิ้น|จริง)?\d|มี\d[\d,]*[ก-๎]{{2,10}}(?:เข้าร่วม|เข้าแข่งขัน|สมัคร|มาร่วม)"
    rf"|(?:เข้า|มา)\d+(?:จาก|คน)"
    r"|(?<!การ)พบ(?:ว่า|ข้อ|ใช้|ผู้|การ|\d|ผิด)|ไม่พบ|ไม่มี(?:เรื่อง|ผู้ร้อง|ข้อร้อง|การร้อง|การทุจริต)|ไม่ได้(?:ดาเนินการ|จัด)|ยกเลิก(?:โครงการ|การจัด|เพราะ|เนื่องจาก)"
    r"|(?:เปลี่ยน|ปรับ|ย้าย|เลิก|เปิด|ติดตั้ง|แยก|ใช้)[^\d]{0,40}ตั้งแต่(?:วันที่|เดือน|ต้น)?\d"
    r"|ไม่มี(?:ใคร|คน|ผู้ใด|ผู้)?[ก-๎]{0,8}(?:ร้อง(?!เรียนได้)|ค้าน|ท้วง|โต้แย้ง|อุทธรณ์)"
    rf"|(?:ตอนนี้|ปัจจุบัน|ขณะนี้|บัดนี้)[^\d]{{0,40}}\d[\d,]*{_UNITS}"
    r"|เป็นศูนย์|เทียบกับปี(?:ก่อน|ที่)"
    rf"|เรียกคืน[^\d]{{0,20}}\d|\d{_UNITS}จาก(?:ทั้งหมด|ทั้งสิ้น|เป้าหมาย|เป้า|แผน|ที่ตั้งไว้)?\d"
    r"|(?:เพิ่มขึ้น|ลดลง|คิดเป็น|เหลือ)(?:เป็น|จาก|ประมาณ)?(?:ร้อยละ)?\d|สามารถ[^\s]{2,60}ได้\d"
    rf"|(?:ได้|ดาเนินการ)(?:จัด|ทา|อบรม|ตรวจ|ออก|ลง|มอบ|แจก|ปลูก|ซ่อม|สร้าง|ติดตั้ง|เผยแพร่|ประชุม|ประชา|ส่ง|รับ|ให้|ช่วย|จัดทา|เบิก)[^\d]{{0,60}}\d[\d,]*{_UNITS}"
)
_COUNTED = re.compile(rf"\d[\d,.]{{0,20}}{_UNITS}")
# Projects, too, are counted where none is told.
_THINGS = re.compile(
    rf"(?<![\d.,])(?<!ที่)\d[\d,]*(?:\.\d+)?(?!โครงการ|รายการ)(?:{_UNITS}|ผลิตภัณฑ์|ทีม|อัตรา|ตาแหน่ง|แหล่ง|ท่าน|นาย(?!ก)|ภาพ|ตอน|คลิป|แฟ้ม|ตลาด|ร้าน|ขวด|ถุง|กล้อง)"
)
_SPENT = re.compile(
    r"เสีย(?:ค่า|เงิน)[ก-๎]{0,20}\d[\d,.]*บาท|(?:ใช้|เบิก|จ่าย|หมด)(?:เงิน|งบประมาณ|งบ|จ่าย|จริง|ไป|แล้ว|รวม|ทั้งสิ้น|จานวน|เป็นเงิน){0,6}\d[\d,]*(?:\.\d+)?(?:บาท|ล้าน|$|\D)|(?:ใช้|เบิก|จ่าย|หมด)[ก-๎]{0,20}\d[\d,.]*(?:ล้าน|แสน|หมื่น|พัน)?บาท|ไม่(?:มีค่าใช้จ่าย|ใช้งบ|ได้ใช้งบ)"
)
_OTHER_FIELDS = re.compile(
    r"^\W{0,8}\d{0,2}\W{0,4}(?:(?:หน่วยงาน|[^\s]{0,30})?(?:ได้)?(?:ดาเนินการ)?เผยแพร่ข้อมูล|ตัวชี้วัด|เป้าหมาย|วัตถุประสงค์|ปัญหา|อุปสรรค|ติดขัด|ข้อจากัด|ข้อเสนอ|แนวทาง|หลักการ|เหตุผล|งบประมาณ|ระยะเวลา"
    r"|ผู้รับผิดชอบ|หมายเหตุ|ขั้นตอน|วิธี|ควร|เห็นควร|ลงชื่อ|ประกาศณ|ข้อมูลณ|เผยแพร่(?:เมื่อ|วันที่)|รายงานณ|ที่มา|เพื่อ)"
)
# A card of a list of files says below each title who put it up, and when.
_PUT_UP = re.compile(
    r"^[^\d]{0,80}(?:เผยแพร่|ประกาศ|ลงข่าว|ปรับปรุง|อัปเดต)(?:เมื่อ)?(?:วันที่)?\d{1,2}[^\d]{2,12}(?:25)?\d\d\W*$"
)
_ON_A_DAY = re.compile(r"เมื่อ(?:วัน(?:[ก-๎]{1,8})?ที่|วันที่)?\d")
_OTHER_CHAPTERS = re.compile(
    r"ปัญหา|อุปสรรค|ข้อจากัด|ติดขัด|ข้อเสนอ|เสนอแนะ|สิ่งที่ควร|ปีต่อไป|ปีถัดไป|วัตถุประสงค์|หลักการและเหตุผล|ขั้นตอน|วิธีการ|(?<!ตาม)แผนการ"
)
_MARK = re.compile(
    r"\s*[▪●◾■◆•]\s*|\s+\([1-9๑-๙]\)\s+(?=[ก-๎])|\s+/\s+(?=[ก-๎])"
    r"|(?:^|(?<=\s))(?:ข้อ|เรื่อง|มาตรการ|ประการ|แผน)(?:ที่)? ?(?:[1-9๑-๙]|หนึ่ง|สอง|สาม|สี่|แรก)(?=[\s:])"
    # The next matter of a paragraph: "... ไม่พบ ข้อสองให้ผู้ประกอบการ ...", "ส่วนมาตรการ ...".
    r"|(?<=\s)(?:ข้อ|เรื่อง|มาตรการ|ประการ)(?:ที่)?(?:หนึ่ง|สอง|สาม|สี่|ห้า|แรก|สุดท้าย)(?=[ก-๎])"
    r"|(?<=\s)(?:ส่วน(?=มาตรการ|เรื่อง|ข้อ|การ|ด้าน|งาน)|สำหรับ(?=มาตรการ|เรื่อง|ข้อ|การ|ด้าน)|นอกจากนี้|อีกทั้ง|ต่อมา)"
    # "การออกตรวจสองคน ได้ทำครบ 44 แปลง การขอราคาสามร้าน ได้ทำ...": one measure after the other.
    r"|(?<=\s)(?:และ)?(?=การ[ก-๎]{3,60} ?ได้(?:ทำ|ดำเนินการ|จัด|ใช้|ออก|ตรวจ))"
    # One unit after the other: "กองช่างออกตรวจเป็นคู่ ... กองคลังรับชำระทาง QR ...".
    r"|(?<=\s)(?:และ|ส่วน|ขณะที่)?(?=(?:กอง(?:ช่าง|คลัง|การ|สวัสดิ|สาธารณ|ยุทธ)|สำนักปลัด|สำนักงานปลัด|ฝ่าย[ก-๎]{2})"
    r"[ก-๎]{0,24}(?:ได้|จัด|ทำ|ติด|ออก|รับ|ตรวจ|เปิด|เผยแพร่|ประกาศ|หมุน|สลับ|สุ่ม|ปรับ|แก้|ลด|เพิ่ม|บันทึก))"
)
# Several deeds in one sentence, each ending with what it cost.
_COST = re.compile(
    r"(?:ใช้|เบิก|จ่าย|หมด|สิ้น)[ก-๎ ]{0,24}[\d๐-๙][\d๐-๙,.]* ?(?:พัน|หมื่น|แสน|ล้าน)? ?บาท\s*"
)
# "จะกำหนดภายหลัง", "ยังไม่มี", "รอพิจารณา": what will be done is left open.
_LEFT_OPEN = re.compile(
    r"\W*(?:ยังไม่(?:มี|ได้|กำหนด)[ก-๎ ]{0,24}\W*$|ไม่มี(?:มาตรการ|แนวทาง)?\W*$"
    r"|(?:จะ)?(?:กำหนด|พิจารณา|จัดทำ|ทบทวน)[ก-๎ ]{0,20}(?:ภายหลัง|ต่อไป|อีกครั้ง|ปีหน้า)\W*$"
    r"|รอ(?:การ)?พิจารณา)"
)
_INTRODUCES = re.compile(r"ดังนี้\W*$|ดังต่อไปนี้\W*$|ดังตาราง")


def told_results(documents: Iterable[Document]) -> tuple[Line, ...]:
    """The sentences that tell what was done, in reading order; empty below two of them.

    Beside one that surely does, a sentence that counts a deed tells of the past as well.
    """
    pages = tuple(documents)
    for read in (_content, paragraphs):
        told = tuple(chain.from_iterable(_results(page, read(page)) for page in pages))
        sure = tuple(line for _, line in told if tells_result(line.text))
        if len(sure) >= _RECORDS:
            return sure
        places = {(line.document.url, at) for at, line in told if line in sure}
        beside = tuple(
            line
            for at, line in told
            if line not in sure
            and any((line.document.url, near) in places for near in (at - 1, at, at + 1))
        )
        if sure and beside:
            return (*sure, *beside)
    return ()


def _content(document: Document) -> tuple[Line, ...]:
    return lines(document, _CONTENT)


def _results(document: Document, said: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """The sentences that tell or count what was done, with the number of their line."""
    headings = {heading.start: fold_text(heading.text) for heading in document.headings}
    asked = criteria_starts(document)
    elsewhere = False
    for at, line in enumerate(said):
        if line.start in headings:
            elsewhere = _OTHER_CHAPTERS.search(headings[line.start]) is not None
        if elsewhere or line.start in asked or "\t" in line.text:
            continue
        if any(table.start <= line.start < table.end for table in document.tables):
            continue
        if is_furniture(line.text) or is_about_page(line.text) or is_placeholder(line.text):
            continue
        for part in _parts(line):
            if tells_result(part.text) or _may_tell(part.text):
                yield at, part


def _parts(line: Line) -> tuple[Line, ...]:
    """The items of a short line that marks set apart: "รับครู 17 คน (ใช้ 9,000 บาท) ▪ ต่อสัญญา ..."."""
    marks = [line.text[mark.start() : mark.end()] for mark in _MARK.finditer(line.text)]
    if not marks:
        return _by_cost(line)
    found = []
    at = 0
    for piece in _MARK.split(line.text):
        start = line.start + at
        found.append(
            replace(line, start=start, end=start + len(piece), text=piece, folded=fold_text(piece))
        )
        at += len(piece) + (len(marks[len(found) - 1]) if len(found) <= len(marks) else 0)
    return tuple(found)


def _by_cost(line: Line) -> tuple[Line, ...]:
    """The deeds of a sentence that tells behind each of several what it cost."""
    ends = [cost.end() for cost in _COST.finditer(line.text)]
    if len(ends) < _RECORDS:
        return (line,)
    found = []
    for begin, end in zip((0, *ends), ends, strict=False):
        piece = line.text[begin:end].rstrip()
        start = line.start + begin
        found.append(
            replace(line, start=start, end=start + len(piece), text=piece, folded=fold_text(piece))
        )
    return tuple(found)


def tells_result(text: str) -> bool:
    """Whether a sentence says what came of something, and not only what it cost or should bring."""
    plain = fold_text(plain_text(text))
    if len(plain) < _LEAST or _INTRODUCES.search(plain) or _OTHER_FIELDS.match(plain):
        return False
    if says_intended(plain) and "แล้ว" not in plain:
        return False
    if _PUT_UP.match(plain) and (names_division(text) or re.search(r"[·|•]", text)):
        return False
    if (
        _DONE.search(plain)
        or tells_counted_deed(plain)
        or tells_already(plain_text(text))
        or (_ON_A_DAY.search(plain) and _COUNTED.search(plain))
    ):
        return True
    spent = _SPENT.search(plain)
    return spent is not None and _COUNTED.search(plain[: spent.start()]) is not None


def _may_tell(text: str) -> bool:
    plain = fold_text(plain_text(text))
    if _OTHER_FIELDS.match(plain) or says_intended(plain):
        return False
    return len(plain) >= _LEAST and counts_a_deed(plain)


def counts_things(text: str) -> bool:
    """Whether words count persons, places or things: "12 ชุมชน", "ครู 68 คน"; projects are none."""
    return _THINGS.search(fold_text(plain_text(text))) is not None


def is_unsettled(text: str) -> bool:
    """Whether words say that something is still being drawn up, and not what will be done."""
    if _LEFT_OPEN.match(plain_text(text)):
        return True
    return is_in_making(text) and not is_intended(text)


def is_intended(text: str) -> bool:
    """Whether words only say what is to be done: "จะจัดทำ...", and nothing that came of it."""
    plain = fold_text(plain_text(text))
    return says_intended(plain) and not _DONE.search(plain) and "แล้ว" not in plain
