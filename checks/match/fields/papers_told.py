"""Sentences that tell what papers a citizen brings: who brings, a word of bringing, and a paper.

"สิ่งที่ต้องนำมาคือบัตรนักศึกษา", "เจ้าหน้าที่จะขอดูบัตรประชาชน", "ไม่ต้องเตรียมเอกสารใดมา". A paper that
is asked for, issued or fetched is the service itself; the card that an officer shows is his own.
"""

import re

from checks.match.periods.dates import plain_text

_PAPER = (
    r"(?:(?:สำเนา|ตัวจริง)?บัตร(?:ประชาชน|ประจำตัว|นักศึกษา|นักเรียน|ข้าราชการ|(?:ผู้|คน)พิการ|สวัสดิการ|เดิม|ผู้ป่วย)"
    r"|(?:สำเนา)?ทะเบียน(?:บ้าน|สมรส|รถ|พาณิชย์|หย่า)|สำเนา(?!ถูกต้อง)\S{2,24}|โฉนด|น\.ส\.|รูปถ่าย|ภาพถ่าย|แบบแปลน|ผังบริเวณ|แผนที่|แผนผัง"
    r"|ใบ(?:รับรอง|มอบอำนาจ|อนุญาต|แจ้ง|สุทธิ|ขับขี่|เกิด|มรณ|สำคัญ|ยินยอม|แพทย์)"
    r"|หนังสือ(?:รับรอง|มอบ|ยินยอม|เดินทาง|ขอ|แต่งตั้ง|สำคัญ)|สูติบัตร|มรณบัตร"
    r"|(?:หน้า)?สมุด(?:บัญชี|ธนาคาร|เงินฝาก)|พาสปอร์ต|passport|เอกสารสิทธิ|สัญญา(?:เช่า|ซื้อ)"
    r"|แบบ ?[ก-ฮ]{1,3}\.)"
)
# What someone does with papers of his own, right before them.
_BRING = (
    r"(?:นำ|เอา|หยิบ|เตรียม|พก|(?<!ผู้)ถือ|ติดตัว|แนบ|ยื่น(?!คำ)|แสดง|ส่ง|ใช้(?!เวลา)|ขอดู|ขอตรวจ|เรียกดู|พร้อม(?:ด้วย|กับ|ทั้ง)?"
    r"|ต้องมี|ประกอบด้วย|ถ่าย(?:สำเนา|เอกสาร)?|อั[ปพ]โหลด|สแกน)"
)
# What names the needed things: "ของที่ต้องติดตัวมาคือ", "เอกสารที่ใช้มีเพียง".
_NEEDED = (
    r"(?:(?:สิ่ง|ของ)ที่(?:ต้อง|ใช้|ควร|นำ)|(?:เอกสาร|หลักฐาน)(?:ที่|ประกอบ|ซึ่ง|มี|คือ|ได้แก่)?)"
    r"[^\s\d]{0,30}?(?:คือ|ได้แก่|มี(?:แค่|เพียง)?|เป็น|ใช้)"
)
_BETWEEN = r"(?:(?!จ่าย|ชำระ|รับ(?!รอง)|ออก|คัด|ขอคัด|เวลา|จะ)[^\n\d]){0,16}?"
_BROUGHT = re.compile(
    rf"(?:{_BRING}|{_NEEDED}){_BETWEEN}\W{{0,6}}(?:\d\W{{0,3}})?{_PAPER}"
    rf"|{_PAPER}[^\n]{{0,60}}?(?:มาด้วย|มาอย่างละ|มาแสดง|ติดตัวมา|ติดมา|มาให้เจ้าหน้าที่)",
    re.I,
)
_NONE = re.compile(
    r"ไม่(?:ต้อง|มี|จำเป็นต้อง)(?:ใช้|เตรียม|นำ|แนบ|ยื่น|มี|แสดง)?(?:สำเนา)?(?:เอกสาร|หลักฐาน|กระดาษ)(?!\S{0,10}เพิ่ม)"
)
# What the service gives is taken elsewhere: "ออกหนังสือรับรองให้ นำหนังสือรับรองไปติดต่อการไฟฟ้า".
_TAKEN_ON = re.compile(rf"(?:นำ|เอา|ถือ|ใช้){_PAPER}\S{{0,24}}?(?:ไป(?!ที่|ยื่น)|กลับ)\S*", re.I)
# Papers that are named first and brought in a later clause: "ทะเบียนบ้าน ให้นำมายื่นที่กองสวัสดิการ".
_NAMED_FIRST = re.compile(
    rf"{_PAPER}[^\n]{{0,60}}?(?:ให้|ต้อง|โปรด|กรุณา|ควร)(?:นำ|เอา|เตรียม|ถือ|พก|แนบ)"
    r"(?:มา|ไป|ติด|ให้|พร้อม)",
    re.I,
)
# Who else holds papers, and papers that hang on a wall.
_OTHERS = re.compile(
    r"(?:เจ้าหน้าที่|นายช่าง|นายทะเบียน|นายตรวจ|ผู้ตรวจ|พนักงาน(?!เจ้าของ)|ช่าง|คณะกรรมการ)(?!จะ?ขอ)(?:(?!ขอดู|ขอตรวจ|เรียกดู)[^\s]){0,40}"
    rf"(?:นำ|พก|ถือ|แสดง|ใช้|ติด|ส่ง|แนบ|ยื่น)\S{{0,16}}?{_PAPER}\S*"
    rf"|{_PAPER}\S{{0,20}}(?:ไว้(?:ที่|ใน)|ในที่เปิดเผย|ให้แก่ผู้ขอ|ให้ผู้ขอ)\S*",
    re.I,
)
_NOT_NEEDED = re.compile(rf"(?:ไม่ต้อง|ไม่เรียก|ไม่ขอ|งด(?:เรียก|ขอ)?|ยกเลิก|เลิก)\S{{0,16}}?{_PAPER}\S*")


def tells_papers(text: str) -> bool:
    """Whether a sentence tells the papers that are needed, or plainly that none are."""
    plain = plain_text(text)
    if _NONE.search(plain):
        return True
    own = _TAKEN_ON.sub(" ", _NOT_NEEDED.sub(" ", _OTHERS.sub(" ", plain)))
    return any(pattern.search(own) for pattern in (_BROUGHT, _NAMED_FIRST))
