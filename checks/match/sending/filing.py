"""How a complaint is filed and which unit sees to it, in the words of complaint guidelines."""

import re
from collections.abc import Iterator

from checks.api import Case, Quote, quote_text
from checks.match.links.pointing import Pointing, pointing
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import is_about_page
from checks.match.reading.lines import Line, lines
from checks.match.subjects.vocabulary import is_placeholder
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
# Folded spelling.
_GROUP = (
    r"กลุ่ม(?:งาน|กฎหมาย|วินัย|บริหาร|ภารกิจ|ตรวจสอบ|คุ้มครอง|นิติ|อานวยการ|ช่วยอานวยการ|จริยธรรม|ประสาน|นโยบาย|ยุทธศาสตร์|แผน|ร้องเรียน|รับเรื่อง|เรื่องร้อง"
    r"|สารนิเทศ|สื่อสาร|ประชาสัมพันธ์|ทรัพยากร|การเจ้าหน้าที่|เทคโนโลยี|กิจการ|คดี|สอบสวน|สืบสวน|ป้องกัน|พัฒนา(?:ระบบ|บุคลากร|องค์กร)|ส่งเสริม(?:จริยธรรม|คุณธรรม|การจัดการ))"
)
_UNITS = (
    r"กอง(?!ทุน|บังคับ)[ก-ฮเแโใไ]|สานัก(?!งาน)[ก-ฮเแโใไ]|สานักงาน(?!ป\.?ป|คณะกรรมการป้องกัน|ตารวจ|อัยการ|การตรวจเงิน|ของ|เขต|ใหญ่)[ก-ฮเแโใไ]"
    rf"|ฝ่าย[ก-ฮเแโใไ]|{_GROUP}|ศูนย์[ก-ฮเแโใไ]|ศปท\.?|ศป\.?ท\.?"
    r"|งาน(?:นิติ|กฎหมาย|วินัย|ร้องเรียน|รับเรื่อง|ธุรการ|สารบรรณ|การเจ้าหน้าที่|บริหารทั่วไป)|หน่วยตรวจสอบภายใน|ส่วน(?:กฎหมาย|นิติ)"
    r"|งานเลขา|เลขานุการ(?:กรม|ศาล|คณะ|สภา|ศูนย์|กองทุน|สานัก|สถาบัน)|ผู้(?:จัดการ(?:กองทุน|สาขา|ฝ่าย)|ว่าการ|พิพากษาหัวหน้า)|อธิการบดี|คณบดี"
    r"|นิติกร|ปลัด(?:เทศบาล|อบ[ตจ]|องค์การ|จังหวัด|อาเภอ)|นายก(?:เทศมนตรี|องค์การ|อบ[ตจ])|คณะกรรมการ(?:จริยธรรม|รับเรื่อง)"
)
_UNIT_ACTS = re.compile(
    rf"(?:{_UNITS})[^\n]{{0,40}}?(?:รับ(?:เรื่อง|จาก|คา|หนังสือ)|ลงรับ|ลงทะเบียน|ดาเนินการ|ตรวจสอบ|รวบรวม|เป็นผู้|มีหน้าที่|พิจารณา|วิเคราะห์|แจ้งผล|รับผิดชอบ|ดูแล"
    r"|ลง(?:ระบบ|เลข|สมุด|บันทึก)|จ่ายเรื่อง|หา(?:ข้อ|หลักฐาน)|ทาสานวน|จัดการ|บันทึก|ออกเลข|ออกรหัส|กลั่นกรอง|คัดกรอง|คัดแยก|เปิด(?:แฟ้ม|ตู้|เรื่อง|ซอง|เคส)|สืบ|สอบข้อ|ตอบรับ|(?:มี|ส่ง|ทา)หนังสือ|ประสาน|เสนอ(?:นาย|ปลัด|อธิ|ผู้|หัวหน้า|เรื่อง)|อ่าน(?:เรื่อง|คา|ข้อ)|เรียก(?:เอกสาร|ผู้|พยาน|มา)|สอบ(?:คน|ผู้|พยาน|ปาก)|จด(?!ทะเบียน)|โทรกลับ"
    r"|ตัดสินใจ|สั่ง(?:การ|ตั้ง|ยุติ|ให้)|ตั้ง(?:คณะ)?กรรมการ|ส่งต่อ|ตอบ(?:ผู้|ท่าน|กลับ)|แจ้ง(?:ผู้ร้อง|ท่าน))"
    rf"|(?:รับผิดชอบ|ดาเนินการโดย|ยื่น[^\n]{{0,20}}ที่|ร้องเรียน[^\n]{{0,12}}ที่|แจ้ง[^\n]{{0,12}}ที่|ส่ง[^\n]{{0,12}}(?:ที่|ถึง|ให้)|เสนอ)[^\n]{{0,12}}(?:{_UNITS})"
)
# "ศูนย์รับเรื่องอยู่ที่ งานนิติการ": where the place for complaints is found says whose it is.
_PLACE_OF_UNIT = re.compile(
    r"(?:ศูนย์|จุด|ห้อง|โต๊ะ|ตู้|เคาน์เตอร์|สถานที่|ที่)(?:รับ|ยื่น|แจ้ง|ร้อง)[^\n]{0,40}?(?:อยู่|ตั้งอยู่|ขึ้นกับ|สังกัด|คือ|ได้แก่)"
    rf"(?:ที่|ณ|กับ|ใน)?:?(?:{_UNITS})"
)
# "ผู้ดูแลคือ งานนิติการ": a sentence says who sees to it.
_UNIT_IS = re.compile(
    r"(?:(?:ผู้|คน|หน่วย(?:งาน)?|ส่วนงาน|กอง)(?:ที่)?(?:ดูแล|รับผิดชอบ|รับเรื่อง|จัดการ|ดาเนินการ|ประสาน|ปฏิบัติ)|เจ้าของเรื่อง|เจ้าภาพ)[^\n\t]{0,20}?"
    rf"(?:คือ|ได้แก่|เป็นของ|[:：])(?:{_UNITS})"
)
_NAMES_UNIT = (_UNIT_ACTS, _PLACE_OF_UNIT, _UNIT_IS)
_FILES = re.compile(
    r"ยื่น|ร้องเรียน|(?<!ผู้)(?<!เรื่อง)(?<!คา)ร้อง(?:ได้|ทาง|ผ่าน|มา|ที่)|แจ้ง(?!ผล|ผู้ร้อง|กลับ|ให้ผู้ร้อง|คาสั่ง)|ส่ง(?:เรื่อง(?!ต่อ)|หนังสือ|จดหมาย|ทาง|ถึง|คาร้อง|มาที่|มายัง|อีเมล|e-?mail|ข้อความ|ไลน์|แบบ)"
    r"|กรอก|เขียน|หย่อน|สแกน|ทัก|(?:มา|เข้า|ไป)พบ|โทร(?:หา|แจ้ง|มา|เข้า|บอก)"
    r"|รับ(?:เรื่อง|คา(?:ร้อง|กล่าวหา)|แจ้ง|ข้อ(?:ร้อง|กล่าวหา|มูล))[^\n]{0,30}?(?:จาก(?:ประชาชน|ผู้|บุคคล|ภายนอก|ท่าน)|ทาง|ผ่าน|ทุกช่อง)|รับจาก"
    r"|(?:บอก|เล่า|กล่าวหา)(?:เรา|ได้|ต่อ|ที่|ทาง|ผ่าน|มา)"
)
_CHANNEL = re.compile(
    r"ด้วย(?:ตน|ตัว)เอง|โทร(?: ?\d|แจ้ง|มา|หา|บอก)|หมายเลข ?\d|ผ่านศูนย์|กล่องข้อความ"
    r"|แชท|แชต|เพจ|ข้อความส่วนตัว|เบอร์ ?\d"
    r"|หย่อน(?:ตู้|กล่อง|ใน|ที่|ลง)|(?:ตู้|กล่อง)(?:สี|แดง|ร้อง|ทึบ)|คิวอาร์|(?<![a-z])qr|inbox|พบเจ้าหน้าที่"
    r"|ไปรษณีย์|จดหมาย|หนังสือร้อง|^[^ก-๎]*เขียนหนังสือ|ทางโทร|โทรศัพท์|โทร\.|สายด่วน|สายตรง|อีเมล|อีเมล์|e-?mail|เว็[บป](?!มาส)|เวบไซต์|ออนไลน์"
    r"|อิเล็กทรอนิกส์|อินเทอร์เน็ต|e-?form|googleform|แบบฟอร์ม|กล่องรับ|ตู้รับ|ตู้ปณ|ตู้ป\.?ณ|ไลน์|(?<![a-z])line(?:oa|official|id|@|(?![a-z]))|facebook|เฟซบุ๊|วาจา"
    r"|ทางเฟซ|เดินเข้ามา|เขียนใส่|(?:ทา|ยื่น)เป็น(?:หนังสือ|ลายลักษณ์)|(?:ผ่าน|ทาง)ระบบ"
    r"|แอปพลิเคชัน|www\.|https?:"
)
_AT_PLACE = re.compile(
    r"(?:ยื่น|แจ้ง(?!ผล)|ร้องเรียน(?:ได้)?|ติดต่อ|ส่ง(?!ต่อ|เรื่องต่อ|ศูนย์))[^\n]{0,24}?(?:ที่|ณ|ต่อ|ถึง)"
    rf"(?:สานัก|กอง(?!ทุน)|ศูนย์|ที่ทาการ|ที่ว่าการ|เคาน์เตอร์|ฝ่าย|งาน|{_GROUP}|ปลัด|นายก|ผู้อานวยการ|อธิบดี|อธิการ|ผู้ว่า|หัวหน้า|ห้อง|ตู้)"
    r"|(?:จดหมาย|หนังสือ|อีเมล์?)(?:ลับ)?ถึง(?:ประธาน|ผู้|อธิ|นายก|ปลัด|เลขา|หัวหน้า|คณะ)"
)
# What officials do with a complaint, up to the next step.
_INSIDE = re.compile(
    r"(?:ส่งเรื่อง(?:ให้(?!เรา|ทาง)|ต่อ|ไปยัง)|แจ้งผล|แจ้งผู้ร้อง|ตอบกลับ|แจ้งกลับ|ติดต่อกลับ|เจ้าหน้าที่(?:ผู้รับเรื่อง|ลงทะเบียน|บันทึก)|^ลงทะเบียน|^บันทึก)[^▼→➔>;\t\n]{0,60}"
)
# "เจ้าหน้าที่ส่งเรื่องถึงผู้อำนวยการ...": an officer who opens the clause passes the case on within.
_BY_OFFICER = re.compile(
    rf"(?:^|[\s(]|ให้)(?:เจ้าหน้าที่|พนักงาน|นิติกร|ธุรการ|(?:คณะ)?กรรมการ|หัวหน้า|เลขานุการ|ผู้(?:รับเรื่อง|รับผิดชอบ|อานวยการ)|{_UNITS})(?!\))"
    r"[^\s:：]{0,40}?(?:ยื่น|ส่ง|แจ้ง|เสนอ|รายงาน|เขียน|กรอก|โทร)"
    r"(?:(?!ผู้ร้อง|ประชาชน|ท่าน|ผู้แจ้ง)[^\n\t]){0,80}"
)
# A row that names its officer tells what that one does; what comes from outside is said so.
_OFFICER_CELL = re.compile(rf"(?:หัวหน้า|ผู้อานวยการ|ผอ\.)?(?:{_UNITS}).{{0,60}}")
_FROM_OUTSIDE = re.compile(
    r"ผู้(?:ร้อง|แจ้ง|กล่าวหา|พบเห็น)|ประชาชน|บุคคล|ท่าน|ภายนอก|รับ(?:เรื่อง|แจ้ง|คา|ข้อ)"
)
_PASSED_ON = re.compile(r"(?:ส่ง|ยื่น|แจ้ง|ตอบ|เขียน|กรอก|ติดต่อ)[^\t]{0,80}")
_NEAR = 80  # folded letters between the filing and its way
_HEADS_FILING = re.compile(
    r"(?:ช่องทาง|วิธี)(?:การ|ใน)*(?:ยื่น|ร้อง|แจ้ง|รับเรื่อง|รับแจ้ง|ติดต่อ)|การ(?:ยื่น|แจ้ง)เรื่อง|ยื่นเรื่องอย่างไร|ร้องเรียนอย่างไร"
    r"|ช่องทาง(?:การ)?ร้อง|วิธียื่น|แจ้งเบาะแสได้|^[^ก-๎]*ช่องทาง(?:ติดต่อ)?[^ก-๎a-z]*(?:[:：]|$)|(?:บอก|แจ้ง|ร้อง)[^\n]{0,12}(?:อย่างไร|ทางไหน|ที่ไหน|ทางใด)"
    r"|(?:อยากร้อง|ต้องการร้อง|ประสงค์จะร้อง|จะร้อง|พบเห็น|รู้เห็น|จะแจ้ง|อยากแจ้ง|อยากบอก)[^\n]{0,60}(?:อย่างไร|ยังไง|ทางไหน|ที่ไหน|ทางใด|กับใคร|ที่ใคร|ได้บ้าง)"
)
_FILING = re.compile(r"ผู้ร้อง[^\n]{0,12}(?:ยื่น|แจ้ง|ส่ง)|ยื่น(?:เรื่อง|คาร้อง|หนังสือ)|ร้องเรียนได้")
# Ways that only one who files takes; a telephone and an e-mail address may be the agency's own.
_WAYS_TO_FILE = tuple(
    re.compile(pattern)
    for pattern in (
        r"ด้วย(?:ตน|ตัว)เอง|walk-?in|มาเอง|เดินเข้ามา|มาที่(?:สานัก|ห้อง|ศูนย์|ที่ทาการ)|ต่อหน้า|วาจา",
        r"ตู้(?:ปณ|ป\.ณ|รับ|แดง|ร้อง)|เปิดตู้|กล่อง(?:รับ|แดง|ร้อง)|ไปรษณีย์|จดหมาย|หนังสือร้อง",
        r"สายด่วน|(?<!\d)1[1-9]\d\d(?!\d)|รับสาย|โทรเข้า",
        r"แบบฟอร์ม|(?<![a-z])qr|คิวอาร์|googleform|เว็บบอร์ด|ทักเพจ|inbox|แชท|แชต",
    )
)
_SEVERAL = 2
_BELOW = 8  # lines under such a heading in which the ways are told


def filing_told(case: Case) -> Quote | None:
    """The first line that tells an outsider how or where to file, None without one."""
    for page in case.inner_documents:
        reach = 0
        for line in _lines(page, case):
            heads = _HEADS_FILING.search(line.folded) is not None
            reach = _BELOW if heads else reach - 1
            said = _from_outside(line)
            below = reach >= 0 and not _is_heading(line) and _CHANNEL.search(said)
            if below or _files_by_way(said) or _AT_PLACE.search(said) or _lists_ways(said):
                return _quote(line)
    return None


def filing_named(case: Case) -> Quote | None:
    """The first line that has an outsider file something, without a way; None without one."""
    for page in case.inner_documents:
        for line in _lines(page, case):
            if _FILING.search(_from_outside(line)):
                return _quote(line)
    return None


def unit_told(case: Case) -> Quote | None:
    """The first line in which a unit or officer of the agency sees to complaints, or None."""
    for page in case.inner_documents:
        for line in _lines(page, case):
            if any(named.search(line.folded) for named in _NAMES_UNIT):
                return _quote(line)
    return None


def _from_outside(line: Line) -> str:
    """The folded words of a line without what officials do with a complaint."""
    said = _BY_OFFICER.sub(" ", _INSIDE.sub(" ", line.folded))
    cells = line.text.split("\t")
    by_officer = len(cells) > 1 and any(_OFFICER_CELL.fullmatch(fold_text(cell)) for cell in cells)
    if by_officer and not _FROM_OUTSIDE.search(said):
        return _PASSED_ON.sub(" ", said)
    return said


def _files_by_way(said: str) -> bool:
    """Whether filing and a way of it stand near each other."""
    ways = [match.start() for match in _CHANNEL.finditer(said)]
    return any(abs(match.start() - way) <= _NEAR for match in _FILES.finditer(said) for way in ways)


def _lists_ways(said: str) -> bool:
    """Whether a line lists ways of two kinds or more: "1567 / ตู้ ปณ. 1 / walk in ศาลากลาง"."""
    return sum(way.search(said) is not None for way in _WAYS_TO_FILE) >= _SEVERAL


def _lines(page: Document, case: Case) -> Iterator[Line]:
    asked = criteria_starts(page)
    for line in lines(page, _CONTENT):
        if line.start in asked or is_placeholder(line.text) or is_about_page(line.text):
            continue
        if pointing(_quote(line), case) is not Pointing.LEADS_NOWHERE:
            yield line


def _is_heading(line: Line) -> bool:
    return any(heading.start == line.start for heading in line.document.headings)


def _quote(line: Line) -> Quote:
    return quote_text(line.document, line.start, min(line.end, line.start + 300))
