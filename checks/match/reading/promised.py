"""Recognises documents that only say that what they are to show is still in preparation.

"ขณะนี้อยู่ระหว่างยกร่าง และจะประกาศให้ทราบต่อไป", "รอส่วนราชการส่งข้อมูล", a memo that asks for a few
weeks more: they stand where the answer should, in a post, a page or a file of their own.
"""

import re
from collections.abc import Sequence

from checks.match.reading.lines import Line
from checks.match.subjects.vocabulary import is_placeholder

_OPENING = 130  # folded letters before it; more tell something by themselves
_HEAD = 80  # folded letters of a line in the head of a memo
_LONGEST = 400  # folded letters; a document that says more tells of more
# What is done to a paper before it is there. Folded.
_PAPER = r"(?:ร่าง|นโยบาย|แผน|รายงาน|คู่มือ|ประกาศ|แนว|มาตรการ|เอกสาร|ข้อมูล|ผล)"
_MAKING = (
    r"(?:จัดทา(?!โครงการ|สัญญา|บันทึกข้อตกลง)|ยกร่าง|(?<!โครง)ร่าง|เรียบเรียง|รวบรวม|จัดพิมพ์|ประมวลผล"
    r"|สรุปผล|สรุปข้อมูล|จัดเตรียม"
    rf"|(?:เสนอ|พิจารณา|ขอความเห็นชอบ|ขออนุมัติ|ลงนาม|ตรวจทาน)(?=[^ ]{{0,40}}{_PAPER})"
    r"|ปรับปรุง(?:ข้อมูล|เนื้อหา|หน้า|เว็บ|เอกสาร|แก้ไข)|นา(?:เข้า)?ข้อมูล|นาขึ้น|อัปโหลด|อัพโหลด|สแกน"
    r"|เผยแพร่|ตรวจสอบ(?:ข้อมูล|ความถูกต้อง))"
)
_SAYS = re.compile(
    r"(?:อยู่(?:ใน)?(?:ระหว่าง|ขั้นตอน|ช่วง)|(?<!ใน)กาลัง(?!ใจ|คน|ทรัพย์))"
    rf"(?:ขั้นตอน)?(?:ดาเนินการ|การ)*[^ ]{{0,30}}?{_MAKING}"
    rf"|(?<![ก-๎])รอ(?!ง|บ|ย)[^ ]{{0,40}}?(?:{_MAKING}"
    r"|ส่ง(?:ข้อมูล|รายงาน|ผล)|ข้อมูล|ผลการ|รายงาน|อนุมัติ|เห็นชอบ)"
    r"|ยังไม่(?:ได้)?(?:จัดทา|ประกาศ(?:ใช้)?|เผยแพร่|แล้วเสร็จ|เสร็จ(?:สิ้น|สมบูรณ์)?|สรุป"
    r"|ได้รับ(?:ข้อมูล|รายงาน|เอกสาร)|ครบกาหนด|ถึงกาหนด|สิ้นสุด|มีการจัดทา)"
    rf"|(?<!ตาม){_PAPER}(?!ส่วนบุคคล)[^ ]{{0,6}}(?:ปี(?:งบประมาณ)?(?:พ\.ศ\.)?\d{{4}})?"
    r"จะ(?:นา)?(?:เผยแพร่|แล้วเสร็จ|ประกาศ(?!ใช้บังคับ))"
    rf"|(?<!ตาม){_PAPER}(?!ส่วนบุคคล)[^ ]{{0,30}}จะ(?:นา)?(?:ขึ้นเว็บ|ลงเว็บ)"
)
# It is there all the same, in part or in an older issue, or something was counted. Folded.
_TOLD = re.compile(
    r"แล้ว(?!เสร็จ|จะ|จึง)|แล้วเสร็จเมื่อ|ดัง(?:นี้|ต่อไปนี้)|ระหว่างนี้|ฉบับเดิม|มีผลใช้|เว้นแต่"
    r"|ร้อยละ|\d(?:คน|ราย|บาท|เรื่อง|ครั้ง|โครงการ|กิจกรรม|แห่ง|มาตรการ|%)|ไม่มี(?:เรื่อง|ผู้|การรับ)|ไม่พบ(?:การ|ผู้|เรื่อง)"
)
# The head of a memo. Folded.
_FRAME = re.compile(r"บันทึกข้อความ|ส่วนราชการ|ที่\W|วันที่|เรื่อง|เรียน|สิ่งที่ส่งมา|อ้างถึง")
_MARK = re.compile(r"\W*(?:\d{1,2}|[ก-ฮ])[.)]\W*\S")  # an entry of what is told


def only_promises(said: Sequence[Line]) -> bool:
    """Whether lines of a document, without its titles, only say that its matter is to come.

    Statements that nothing occurred, figures of what was done and lists are no such lines.
    """
    words = [line for line in said if not is_placeholder(line.text)]
    if not words or any("\t" in line.text for line in words):
        return False
    if sum(len(line.folded) for line in words) > _LONGEST:
        return False
    joined = "".join(
        line.folded for line in words if len(line.folded) > _HEAD or not _FRAME.match(line.folded)
    )
    if _TOLD.search(joined) or sum(bool(_MARK.match(line.text)) for line in words) > 1:
        return False
    # Lines of a file end in the midst of a sentence, so they are read as one.
    says = _SAYS.search(joined)
    return says is not None and says.start() <= _OPENING
