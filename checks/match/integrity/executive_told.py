"""What the head of an agency did for integrity and transparency, as posts and tables tell it.

"อธิการบดีนั่งหัวโต๊ะประชุมคณบดี ย้ำให้ยึดความซื่อตรง": who heads the agency, and a doing of theirs that
took place. Deputies, former heads, what is only fixed for a day to come, and names of services in
the frame of a page tell none.
"""

import re
from collections.abc import Iterable, Iterator

from checks.api import Quote, quote_text
from checks.match.periods.dates import plain_text
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import invites, is_about_page, is_menu
from checks.match.reading.intent import INTENDED
from checks.match.reading.lines import Line, lines
from checks.match.reading.substance import title_starts
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_SHOWN = 300  # code points of a line that are quoted
_NAME = 60  # code points; a shorter line without a doing may only name a service
_HOLDS = (
    r"(?:นายก(?!รัฐ|สภา|สมาคม|สโมสร)|อธิบดี|อธิการบดี|ผู้ว่า(?:ราชการ|การ|ฯ)|เลขาธิการ"
    r"|ผู้อำนวยการ(?!กอง|สำนัก(?!งาน)|กลุ่ม|ฝ่าย|ศูนย์|ส่วน|แผนก|วิทยาลัย|โรงเรียน)|ผอ\.(?!กอง|สำนัก|กลุ่ม|ฝ่าย|ศูนย์|ส่วน)|กรรมการผู้จัดการ"
    r"|ผู้จัดการกองทุน|ผู้บริหาร(?:สูงสุด|ท้องถิ่น)|ประธาน(?:กรรมการ|ศาล|รัฐสภา|สภาผู้แทน|ผู้ตรวจ)|อัยการสูงสุด|ผู้ตรวจการแผ่นดิน"
    r"|ปลัด(?:กระทรวง|สำนักนายกรัฐมนตรี)|ผู้บัญชาการ(?:ตำรวจแห่งชาติ|ทหาร))"
)
_HEAD = rf"(?<!รอง)(?<!อดีต)(?<!ผู้ช่วย)(?<!แทน)(?<!ที่ปรึกษา)(?<!เลขานุการ){_HOLDS}"
_DEED = (
    r"(?:เป็น(?:ประธาน|ผู้นำ|วิทยากร|องค์ปาฐก)|นั่ง(?:หัวโต๊ะ|เป็น|ฟัง)|นำ(?!เที่ยว|เข้า|เสนอ)|กล่าว|มอบ(?!อำนาจ)|ลงนาม|ลงชื่อ|เซ็น|ประกาศ|อ่าน|สั่ง(?:การ|ให้)|กำชับ|ย้ำ|ชี้แจง"
    r"|บรรยาย|เปิด(?!เผย)|ร่วม|เข้า|พบ(?!ว่า)|ให้(?:โอวาท|นโยบาย|คำมั่น|สัมภาษณ์|แนวทาง)|ประชุม|เชิญ(?!ชวน)|เรียก(?!รับ|เก็บ|ร้อง)|ตรวจ(?!สอบได้)|รับฟัง|รับมอบ|ตอบ(?!แทน)"
    r"|แสดง|พูด|เน้น|เล่า|ถ่ายทอด|แถลง|เดิน|สวม|ติด(?!ต่อ)|แจก|ลงพื้นที่|เยี่ยม|ปฏิเสธ|คืน|ปฏิญาณ|ปลุก|ชวน|ขอให้|ทำ(?!เนียบ)|ออก(?!จาก))"
)
_ACT = re.compile(
    rf"{_HEAD}[^\n\t]{{0,90}}?{_DEED}|โดย(?:มี)?[^\n]{{0,60}}?{_HEAD}[^\n]{{0,60}}?{_DEED}"
)
_BY_HEAD = re.compile(rf"{_HEAD}")
# "นายกมอบหมายให้รองนายกเป็นประธาน", "ปลัดเทศบาลเป็นผู้แทนนายกเปิดงาน": what others did for the head.
_BY_OTHERS = re.compile(
    rf"{_HEAD}(?P<own>[^\n\t]{{0,90}}?)มอบ(?:หมาย|อำนาจ)?(?:ภารกิจ|งาน)?ให้[^\n\t]{{0,20}}?"
    r"(?:รอง|ปลัด|ผู้ช่วย|ผู้แทน|หัวหน้า|ที่ปรึกษา|เลขานุการ|ผู้อำนวยการ)[^\n\t]{0,90}?"
    r"(?:เป็น(?:ประธาน|ผู้แทน)|เข้าร่วม|ร่วม|เปิด|กล่าว|นำ|ลงนาม)"
    rf"|(?:รอง|อดีต|ผู้ช่วย|แทน|ที่ปรึกษา|เลขานุการ) ?(?:ท่าน)?{_HOLDS}"
)
_OWN_DEED = re.compile(_DEED)
_INTEGRITY = re.compile(
    r"โปร่งใส|สุจริต|คุณธรรม|จริยธรรม|ธรรมาภิบาล|ซื่อ(?:ตรง|สัตย์)|(?:ต้าน|ป้องกัน|ต่อต้าน|ปราบปราม|ปลอด|ไม่ทน)[^\s]{0,12}(?:ทุจริต|คอร์?รัปชั่?น|โกง)"
    r"|ไม่(?:ทน)?(?:ต่อการ)?โกง|ไม่(?:ทน)?(?:ต่อการ)?(?:ทุจริต|คอร์รัปชัน)|(?:ไม่|งด|ปฏิเสธ)[^\s]{0,10}(?:รับ|ให้)[^\s]{0,10}(?:ของขวัญ|สินบน|ของกำนัล|ของฝาก)"
    r"|no ?gift|คืนของขวัญ|ประโยชน์ทับซ้อน|ตรวจสอบได้"
    r"|เปิดเผย(?:ข้อมูล|การใช้|ราคา)|integrity|transparen|\bITA\b|สินบน|ใต้โต๊ะ",
    re.IGNORECASE,
)
_TO_COME = re.compile(rf"(?!จะไม่(?:รับ|ทน|เรียก|ยอม)){INTENDED}|เตรียม(?:เป็น|ร่วม)|ขอเชิญ|ต่อไป$")
# A thing that is done: "ว่าตนจะไม่รับ", "และจะติดตามผล" behind a doing tell no less of it.
_DONE = re.compile(r"เมื่อ|แล้ว|ได้(?:รับ|เป็น|นำ|มอบ|กล่าว|ลง|ร่วม|จัด|ให้)|ในการนี้|โอกาสนี้")
_PIECES = re.compile(r"\s[|•·‧›»]\s")
# What a site offers anywhere, and no doing: "ศูนย์รับเรื่องร้องเรียนการทุจริต", "มาตรการป้องกันการทุจริต".
_OFFERED = re.compile(
    r"\W*(?:ศูนย์(?:รับ|ร้อง|ปฏิบัติ|ข้อมูล|ป้องกัน)|ช่องทาง|แจ้ง|ร้อง(?:เรียน|ทุกข์)|(?:แจ้ง)?เบาะแส|สายด่วน|มาตรการ"
    r"|แผน(?:ปฏิบัติการ)?|ประมวล|คู่มือ|รายงาน"
    r"|การ(?:ป้องกัน|ส่งเสริม|เปิดเผย|เสริมสร้าง|ประเมิน|จัดการ)|นโยบาย|no ?gift"
    r"|ข้อมูล|ita|oit|ศปท|วิสัยทัศน์|พันธกิจ)",
    re.IGNORECASE,
)


def executive_acts(documents: Iterable[Document]) -> Iterator[Quote]:
    """Lines that tell what the head of the agency did."""
    for line in _told(documents):
        said = line.text
        if _ACT.search(plain_text(said)) and not only_to_come(said) and not only_by_others(said):
            yield _quote(line)


def integrity_told(documents: Iterable[Document]) -> Iterator[Quote]:
    """Lines that tell of integrity or transparency in words of their own."""
    for line in _told(documents):
        if _INTEGRITY.search(plain_text(line.text)) and not is_no_deed(line.text):
            yield _quote(line)


def is_no_deed(text: str) -> bool:
    """Whether a line with words of integrity tells nothing that was done for it."""
    if is_menu(text) or is_about_page(text) or invites(text) or only_to_come(text):
        return True
    plain = plain_text(text)
    if len(_PIECES.findall(plain)) > 1 and not re.search(r"\d", plain):
        return _ACT.search(plain) is None  # a row of names with marks between
    short = len(plain) <= _NAME and "\t" not in text
    return short and _OFFERED.match(plain) is not None and _BY_HEAD.search(plain) is None


def only_to_come(text: str) -> bool:
    """Whether words say what is fixed for a time to come, and nothing that took place."""
    plain = plain_text(text)
    come = _TO_COME.search(plain)
    if come is None or _DONE.search(plain):
        return False
    act = _ACT.search(plain)
    return act is None or come.start() < act.end()


def only_by_others(text: str) -> bool:
    """Whether what a line tells was done for the head or by deputies, and nothing by the head."""
    plain = plain_text(text)
    rest = _BY_OTHERS.sub(_without_own, plain)
    return rest != plain and _BY_HEAD.search(rest) is None


def _without_own(found: re.Match[str]) -> str:
    """Nothing; the words themselves where the head did something before passing a thing on."""
    own = found["own"]
    return found.group() if own and _OWN_DEED.search(own) else " "


def _told(documents: Iterable[Document]) -> Iterator[Line]:
    for document in documents:
        titles = title_starts(document)
        asked = criteria_starts(document)
        for line in lines(document, _CONTENT):
            if line.start not in titles and line.start not in asked and not is_menu(line.text):
                yield line


def _quote(line: Line) -> Quote:
    return quote_text(line.document, line.start, min(line.end, line.start + _SHOWN))
