"""Reads one measure told in running words: who is in charge, how it is done, and when.

"ระบบยืมทรัพย์สินออนไลน์ มอบกองคลัง โดยสำรวจทรัพย์สิน จัดทำระบบ แล้วเปิดใช้ ทำระหว่างธันวาคม 2568 ถึงเมษายน 2569":
a unit that is given the work or does it, clauses that open with a doing, a stretch of time.
"""

import re

from checks.match.periods.dates import MONTH, plain_text

_BOUND = r"(?:^|(?<=[\s,;:–—/|(>→-]))"
_UNIT = (
    r"(?:(?:ทุก)?(?:กอง(?!ทุน|บรรณา)|สำนัก|ฝ่าย|กลุ่ม(?!เป้าหมาย|คน|ผู้)|แผนก|ศูนย์|คณะ|ภาควิชา|สถาบัน"
    r"|ทีม(?!งาน)|สายงาน|หน่วย(?!งาน|กิต|นับ)|หน่วยงานตรวจสอบ|ส่วน(?=ราชการ|งาน|การ|โยธา|สวัสดิ|ช่าง|อำนวย|บริหาร|พัสดุ|นโยบาย|คลัง)"
    r"|งาน(?=[ก-ฮเ-ไ]))"
    r"|(?:รอง)?ปลัด|(?:ผู้ช่วย|รอง)?(?:ผู้อำนวยการ|อธิการ|คณบดี|นายก|ผู้ว่า)|หัวหน้า|ผอ\.|นิติกร|เลขานุการ|เจ้าหน้าที่"
    r"|เจ้าพนักงาน|นัก(?:วิเคราะห์|ทรัพยากร|วิชาการ|จัดการ|ประชาสัมพันธ์|พัฒนา|บริหาร)|ครู|วิศวกร|นายช่าง|สป\.)"
)
_NAME = r"[ก-๎.ฯ]{0,40}?"
_UNIT_ALONE = re.compile(
    rf"\W*{_UNIT}[ก-๎.ฯ]{{0,40}}(?: ?(?:และ|,|/|ร่วมกับ|(?<=\s)) ?{_UNIT}[ก-๎.ฯ]{{0,40}})*\W*"
)
# What a unit does as the subject of its clause; what it is told of is left out.
_SUBJECT = (
    r"(?:จะ|เป็น ?(?:ผู้|เจ้า|หลัก|แกน|คน|หน่วย)"
    r"|รับ(?:ผิดชอบ|ไป|เรื่อง|หน้าที่|ดำเนิน)|ดูแล|ดำเนิน(?:การ|งาน|มาตรการ|กิจกรรม|โครงการ)|เจ้าภาพ|จัดทำ|รวบรวม|สรุป|เผยแพร่"
    r"|ประสาน|กำกับ|ปรับปรุง|พัฒนา|ออกแบบ|สำรวจ|จัด(?=[ก-๙])|ทำ(?=[ก-๙])|ติดตั้ง|ติดตาม|ตรวจ|ควบคุม|เป็นผู้)"
)
DOING = (
    r"(?:สำรวจ|จัด(?!การทรัพย์|ซื้อ)|ทำ(?!ระหว่าง|ใน|ตั้งแต่|ช่วง|งานดี|ได้|อย่าง|ให้)|เขียน|ถ่าย|เผยแพร่|ตั้ง(?!แต่)|ออก(?!จาก)|อบรม|ตรวจ|เปิด|ประกาศ|แจ้ง"
    r"|เวียน|รวบรวม|เรียบเรียง|พิมพ์|จัดพิมพ์|ติด(?!ต่อ[กข])|ปิด|วาง|สรุป|ทบทวน|ปรับ|แก้|เพิ่ม|ลด|ตัด|วัด|จับ|เก็บ|ทดสอบ|ทดลอง|ประเมิน|ประชุม|หารือ|เสนอ"
    r"|ขอ(?!ง)|ส่ง|นำ|ยก(?:ร่าง)?|ร่าง|กำหนด(?!เสร็จ|แล้ว|เวลา|การแล้ว)|ออกแบบ|สร้าง|พัฒนา|ติดตั้ง|ซื้อ|จ้าง|บันทึก|จด|ลง(?!วันที่)|ใช้(?!เวลา|งบ|เงิน|จ่าย)|ประสาน"
    r"|คัด|เลือก|ชี้แจง|ให้(?=ผู้|ทุก|หัวหน้า|พนักงาน|เจ้าหน้าที่|บุคลากร|ความรู้)|สอน|สอบ|รายงาน|ติดตาม|เชื่อม|อัป|อัพ|โพสต์|เชิญ|คืน|ยืม|เบิก|สุ่ม|ศึกษา|วิเคราะห์|หา|ดู|ตอบ|จำกัด|ห้าม|รณรงค์"
    r"|ประชาสัมพันธ์|มี(?=ใบ|แบบ|ทะเบียน|การ)|นัด|รับ(?!ผิดชอบ|ไป)|สื่อสาร|เตรียม|อนุมัติ|ลงนาม|เริ่มใช้|ถอด|แจก|ฝาก|ซ่อม|มอบ(?!หมาย)|คุย|ซ้อม|พา|เยี่ยม|แสดง|ให้คะแนน|เปลี่ยน|ย้าย|แยก|รวม|โทร(?=แจ้ง|ถาม|บอก|ตาม)|ขึ้น(?=เว็บ|ป้าย|ระบบ))"
)
_OWNER = (
    re.compile(rf"(?:มอบ(?:หมาย)?(?:ให้)?|สั่งให้|กำหนดให้) ?(?P<owner>{_UNIT}[ก-๎.ฯ]{{0,40}})"),
    re.compile(
        rf"(?:{_BOUND}|(?<=\.))(?:จึง|และ|เห็นควร|ขอ)?(?:ให้|โดย) ?(?P<owner>{_UNIT}[ก-๎.ฯ]{{0,40}})"
    ),
    re.compile(rf"(?:{_BOUND}|(?<=มี)(?=กอง|สำนัก|ฝ่าย|ศูนย์))(?P<owner>{_UNIT}{_NAME}) ?{_SUBJECT}"),
    re.compile(
        r"(?:(?:ผู้|หน่วยงานที่|หน่วยงาน|ส่วนงาน(?:ที่)?|ส่วนราชการที่)รับผิดชอบ(?:หลัก|ร่วม)?|เจ้าภาพ(?:หลัก)?|เจ้าของเรื่อง"
        r"|ผู้ดำเนินการ|ผู้ทำ|ผู้(?:รับงาน|ขับเคลื่อน)(?=\s)|ผู้ดูแล(?=\s?[:：]|$)|(?:รับผิดชอบ|ดูแล|ทำ)โดย|ใครทำ|👤|👥|🏢|🙋|🧑|👩|👨)"
        r"[^ก-๙\n]{0,6}(?:คือ|ได้แก่)?\s*(?P<owner>(?!แต่ละ|ของ|ตาม|และ)[ก-๙][ก-๙.ฯ]{2,60})"
    ),
    # "ข้อ 1 กองช่างแจ้งผลซ่อม...": a division as the subject of what is done.
    re.compile(
        rf"{_BOUND}(?P<owner>(?:กอง(?!ทุน)|สำนัก|ฝ่าย|ศูนย์|กลุ่มงาน|คณะ|(?:รอง)?ปลัด)[ก-๎.]{{2,30}}?)(?!ประชุม){DOING}[ก-๎]"
    ),
    # "คลังจังหวัดสรุปการใช้งบ...": a provincial unit.
    re.compile(
        rf"{_BOUND}(?P<owner>[ก-๎]{{3,16}}(?<!ทั้ง)(?<!ใน)(?<!ระดับ)(?:จังหวัด|อำเภอ))(?!ประชุม){DOING}[ก-๎]"
    ),
    re.compile(rf"\((?P<owner>{_UNIT}[^()\n]{{0,40}})\)"),
    # "... (สำรวจ → ออกแบบ) งานประชาสัมพันธ์ ม.ค.–มี.ค. 2569": a unit with nothing but a time behind it.
    re.compile(
        rf"(?:^|[)\]|·•—–\t]|\s-)\s*(?P<owner>{_UNIT}[ก-๎.ฯ]{{2,40}}) *[(|·•,—–-]? *"
        rf"(?:(?:ภายใน|ใน|ตั้งแต่|ระหว่าง|เริ่ม|เดือน|ช่วง|ตลอด|ทุก) ?)*(?:{MONTH}|ไตรมาส|ปี ?(?:งบ|25)|ปีงบ)"
    ),
)
# "กองคลังได้ดำเนินการ...": who did it, in a report.
_DID = re.compile(
    rf"(?:{_BOUND}|(?<=ว่า)|(?<=โดย))(?P<owner>(?:กอง(?!ทุน)|สำนัก|ฝ่าย|ศูนย์|กลุ่มงาน|งาน(?=[ก-ฮเ-ไ])|คณะ|หน่วยตรวจ|(?:รอง)?ปลัด|ส่วนโยธา)"
    rf"[ก-๎.]{{0,36}}?) ?(?:ได้|เป็นผู้) ?(?:{_SUBJECT}|{DOING})"
)
# Labels that ask who does something, and words of a sentence that reports to units or meets them.
_ASKS_OWNER = re.compile(
    r"(?:ผู้|หน่วยงานที่?|ส่วนงานที่?|ส่วนราชการที่?|หน่วยที่|กองที่|ฝ่ายที่)?(?:รับผิดชอบ|เกี่ยวข้อง)|ผู้(?:ดำเนินการ|ทำ|ปฏิบัติ|ดูแล)|เจ้าภาพ|เจ้าของ"
    r"|คน(?:ทำ|ดูแล|รับผิดชอบ)|ใคร|มอบ|(?:ทำ|ดูแล)โดย|(?<!ใน)(?<!ของ)(?<!ให้)(?<!กับ)(?<!จาก)(?<!ทั้ง)หน่วยงาน(?=หลัก|เจ้า|[\s:]|$)|ส่วนราชการ(?=[\s:]|$)|กอง(?=[\s:/]|$)"
)
# The issues by which the result of the assessment is analysed, as the rulebooks name them.
_ISSUE = re.compile(
    r"(?:ด้าน|ประเด็น|ตัวชี้วัด(?:ที่ ?\d+)?|(?:การ)?พัฒนา|(?:ด้าน)?กระบวนการ)?\W*"
    r"(?:การ)?(?:ปฏิบัติงานที่โปร่งใส|ให้บริการ(?:และ|ผ่าน|ทาง)|ช่องทางและรูปแบบ|กำกับดูแลการใช้ทรัพย์สิน|สร้างความโปร่งใส|ความโปร่งใสใน"
    r"|ควบคุม ?ตรวจสอบการใช้อำนาจ|กลไกและมาตรการ)"
)
# A section on how the analysis, or the measures as a whole, are put to use.
_PUT_TO_USE = re.compile(r"ไป(?:สู่|ใช้|ยัง)?(?:การ)?(?:ปฏิบัติ|ขับเคลื่อน|ดำเนิน)|ขับเคลื่อน")
_HANDED_OUT = re.compile(
    r"(?:ประชุม|มอบ(?:หมาย)?|รับไป|นำ(?:ไป|ประเด็น|ผล|จุด|ข้อ|เรื่อง|มาตรการ)|มาจัดทำ(?:เป็น)?(?:แผน|มาตรการ)|จัดทำ(?:เป็น)?(?:แผน|มาตรการ)"
    r"|กำหนด(?:เป็น)?มาตรการ|แจ้ง(?:เวียน|ให้)?|เวียน|ประกาศ|รายงาน|ติดตาม|กำกับ|เสนอ|เห็นชอบ|พิจารณา|ทราบ|สรุปผล|ประเมินผล|ให้(?=ทุก|แต่ละ|ส่วน|หน่วย|หัวหน้า))[^\s]*"
)
_INFORMED = re.compile(r"ประชุม|แจ้ง|เสนอ|รายงาน|เวียน|ได้คะแนน|คะแนน")
_FOUND_OUT = re.compile(r"คะแนน ?\d|\d ?คะแนน")
# "เพื่อให้การดำเนินงานเป็นไปด้วยความโปร่งใส จึงกำหนดมาตรการดังนี้": why they are set is no label of steps.
_PREAMBLE = re.compile(r"\W*(?:เพื่อ|ตามที่|โดยที่|เนื่อง(?:จาก|ด้วย)|อาศัยอำนาจ)")
_SCORED = re.compile(r"\(\s*\d{2,3}(?:\.\d{1,2})?\s*(?:%|คะแนน)?\s*\)\s*$")  # "... (91.2)"
_PIECES = re.compile(r"\s[–—|·/-]\s|\n|\t|[:;]\s")

_JOIN = (
    r"(?:แล้ว(?:จึง|ก็)?|จากนั้น(?:จึง)?|และ|ก่อน|สุดท้าย|ขั้นแรก|ขั้นต่อไป|ลำดับแรก|ต่อมา"
    r"|พร้อม(?:ทั้ง|กับ)?|ตลอดจน|ตามด้วย|รวมทั้ง|คือ|ได้แก่)"
)
_MANNER = (
    r"(?:โดย|ด้วยการ|เริ่ม(?:จาก|ด้วย|ที่)(?:การ)?|วิธี(?:การ|ทำ)?(?:คือ|:)|ใช้วิธี"
    r"|ขั้นแรก|ทำอย่างไร[:\s]*|🛠\W*|⚙\W*|🔧\W*)"
)
_CLAUSE = re.compile(
    rf"(?:^|(?<=[\s,;:→>/(–-])|(?<=[\d๐-๙][.)]))(?:{_JOIN}\s?){{0,3}}(?:(?:ก่อน|หลัง)[ก-๎]{{2,20}}?)?"
    r"(?:จะ|การ|ให้|(?:ผู้|คน)[ก-๎]{1,12}?ต้อง|(?:หัวหน้า|ผู้ใหญ่|นายช่าง)[ก-๎]{0,12}?"
    rf"|(?:ฝ่าย|กอง(?!ทุน)|สำนัก|ศูนย์|งาน)[ก-๎]{{2,20}}?จะ)?{DOING}(?:[ก-๎]|(?=\s\d)|$)"
)
# "โดยเร็ว", "โดยเฉพาะ": how it is done is not told. A unit behind "โดย" is who does it.
_HOW = re.compile(rf"{_MANNER}\s?(?:การ)?(?!{_UNIT})(?P<how>{DOING}[^\s]{{3,}})")
_CHAIN = re.compile(rf"{DOING}[ก-๎]{{0,80}}?(?:แล้ว(?:จึง)?|จากนั้น|ก่อน|และ){DOING}[ก-๎]")
_ARROWS = re.compile(r"→|⇒|➔|➜|->|>>|»")
_CLAUSES = 2  # doings, the name of the measure left out, that tell how

_WHEN = re.compile(
    rf"{MONTH}|ไตรมาส ?(?:ที่ ?)?[1-4](?!\d)|ไตรมาส(?:แรก|สอง|สาม|สี่|สุดท้าย)|ตลอด ?(?:ทั้ง)?ปี|ทั้งปี"
    r"|(?:ภายใน|ตลอด|ใน|สิ้น|ต้น|กลาง|ปลาย|ระหว่าง) ?(?:ปี ?(?:งบประมาณ)? ?(?:พ\.ศ\.)? ?|พ\.ศ\. ?)25\d\d"
    r"|(?:เสร็จ|ใช้เวลา|ระยะเวลา)[^\n\d]{0,16}\d+ ?(?:วัน|เดือน|สัปดาห์)|(?<!\d)\d{1,2}/\d{1,2}/\d{2,4}"
    # "จัดเวทีพบปลัดทุกไตรมาส"; how often it is reported on is no time of the measure.
    r"|(?:จัด(?!ทำรายงาน)|ประชุม|เผยแพร่|แจ้ง|เปิด|ตรวจ|อบรม|ประกาศ|โพสต์|ลง)[ก-๎]{2,24}?(?<!รายงาน)(?<!ผล)"
    r"ทุก ?(?:เดือน|ไตรมาส|สัปดาห์|ครึ่งปี)(?=\s|$)"
    r"|(?:^|(?<=\s)|(?<=รับไปจัด)|(?<=รับไปทำ)|(?<=ดำเนินการ)|(?<=ให้จัด))"
    r"(?:🗓|📅|⏰)?\s?ทุก ?(?:เดือน|ไตรมาส|สัปดาห์|ครึ่งปี)(?=\s|$)",
    re.I,
)
# Days of meetings, orders and results belong to no measure.
_OTHER_DAY = re.compile(
    rf"(?:ประชุม|ลงวันที่|ประกาศผล|คะแนน|ผลการประเมิน|ประเมิน|มีมติ|ณ วันที่|เผยแพร่เมื่อ)"
    rf"(?:(?!ภายใน|ตั้งแต่|ระหว่าง|เริ่ม|เสร็จ|ช่วง)[^\n]){{0,24}}?"
    rf"(?:\d{{1,2}} ?)?(?:{MONTH})(?: ?25\d\d| ?\d\d(?!\d))?",
    re.I,
)


def owner_in(text: str) -> tuple[int, int] | None:
    """The span of who is in charge of a measure; None where nobody is told."""
    for pattern in _OWNER:
        match = pattern.search(text)
        if match is not None:
            return match.span("owner")
    at = 0
    for piece in _PIECES.split(text):
        at = text.find(piece, at)
        if piece and _UNIT_ALONE.fullmatch(piece):
            return at, at + len(piece)
        at += len(piece)
    return None


def owner_of_deed(text: str) -> tuple[int, int] | None:
    """The span of the unit that is told to have done something; None where none is."""
    match = _DID.search(text)
    return match.span("owner") if match is not None else None


def names_unit(text: str) -> bool:
    """Whether words are the name of a unit or post and nothing else."""
    return _UNIT_ALONE.fullmatch(text) is not None


def names_issue(label: str) -> bool:
    """Whether a label is one of the issues by which the assessment's result is analysed."""
    return _ISSUE.match(re.sub(r"^[\W\d๐-๙]+", "", label)) is not None


def is_preamble(text: str) -> bool:
    """Whether words open a notice by why it is made, and tell nothing of how it is carried out."""
    return _PREAMBLE.match(text) is not None


def heads_steps(label: str, value: str) -> bool:
    """Whether a label with its value tells how measures are carried out.

    Below "การนำไปสู่การปฏิบัติ" agencies often tell only that the work was handed out, made known and
    is reported on: that is true of any measure and tells the way of none. An issue with its score
    ("กระบวนการปฏิบัติงาน (91.2)") was analysed; "ป้ายบอกขั้นตอน" before a unit is a measure.
    """
    if names_issue(label) or _SCORED.search(label.strip()) or names_unit(value):
        return False
    if is_preamble(label):
        return False
    return not _PUT_TO_USE.search(label) or not _only_handed_out(value)


def _only_handed_out(text: str) -> bool:
    told = _HANDED_OUT.sub(" ", plain_text(text))
    return re.search(rf"(?:^|[\s,]|และ|แล้ว|โดย|ด้วยการ){DOING}[ก-๎]", told) is None


def heads_owner(label: str, value: str) -> bool:
    """Whether a label with its value tells who is in charge, and not who met or was informed.

    "ผู้รับผิดชอบ: นิติกร" and "กองคลัง จัดทำ..." do; "นำผลเข้าที่ประชุมหัวหน้าส่วนราชการ ..." does not.
    """
    if _FOUND_OUT.search(value) or names_issue(label):
        return False
    plain = re.sub(r"^[\W\d]+", "", label)
    if _ASKS_OWNER.match(plain) or re.match(_UNIT, plain):
        return True
    return not _INFORMED.search(label) and (_ASKS_OWNER.search(plain) is not None)


def steps_in(text: str, *, named: bool = True) -> tuple[int, int] | None:
    """The span from the first doing that tells how a measure is carried out; None without any.

    The first words name the measure and tell no step, unless it is ``named`` elsewhere.
    """
    how = _HOW.search(text)
    if how is not None:
        return how.start("how"), len(text)
    first = re.search(r"\s", text.strip())
    begin = first.end() if first is not None else len(text)
    begin = begin if named else 0
    clauses = [match for match in _CLAUSE.finditer(text) if match.start() >= begin]
    enough = 1 if _ARROWS.search(text) or (clauses and _CHAIN.search(text, begin)) else _CLAUSES
    return (clauses[0].start(), len(text)) if len(clauses) >= enough else None


def period_in(text: str) -> tuple[int, int] | None:
    """The span of when a measure is carried out; how fast it serves people is none."""
    plain = _OTHER_DAY.sub(lambda match: " " * len(match.group()), plain_text(text))
    match = _WHEN.search(plain)
    return match.span() if match is not None else None
