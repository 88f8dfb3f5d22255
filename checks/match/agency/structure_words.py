"""The words of organisation charts: internal units, key posts, the two sides of local government.

All patterns work on folded text (``crawler.thai.fold_text``): no spaces, sara am as sara aa.
Source: names of units and posts as agencies of each type write them.
"""

import re
from collections.abc import Iterator

from checks.match.reading.lines import Line
from crawler.thai import fold_text

# Units that are named so plainly that they count wherever they stand in a line.
_KNOWN = re.compile(
    r"สานักงานปลัด|สานักปลัด|กองคลัง|กองช่าง|กองการศึกษา|กองสาธารณสุข|กองสวัสดิการ|กองยุทธศาสตร์|กองวิชาการ|กองแผน"
    r"|กองการเจ้าหน้าที่|กองส่งเสริม|กองการประปา|กองประปา|กองป้องกัน|กองกิจการ|กองทรัพยากร|กองพัสดุ|กองการแพทย์|กองสารสนเทศ"
    r"|กองกลาง|กองนโยบาย|กองบริหาร|กองกฎหมาย|กองพัฒนา|สานักช่าง|สานักคลัง|สานักการ(?:คลัง|ช่าง|ศึกษา|สาธารณสุข)"
    r"|ส่วนการคลัง|ส่วนโยธา|ส่วนการศึกษา|ส่วนสวัสดิการ|ส่วนสาธารณสุข|ตรวจสอบภายใน|สานักงานเลขานุการ"
    r"|สานักงานอธิการบดี|สานักงานคณบดี|สานักงานจังหวัด|ที่ทาการปกครอง"
)
_PREFIX = (
    r"กองบัญชาการ|กองบังคับการ|กอง|สานักงาน|สานัก|ส่วน|ฝ่าย|กลุ่มภารกิจ|กลุ่มงาน|กลุ่มสาระ|กลุ่ม|ศูนย์|หน่วย|สายงาน|สาย|คณะ|สถาบัน"
    r"|วิทยาลัย|แผนก|ภาควิชา|ภาค|บัณฑิตวิทยาลัย"
)
_UNIT = re.compile(
    rf"(?:{_PREFIX})(?=[ก-ฮเ-ไ])(?P<name>[ก-๎a-z]{{3,50}})"
)  # what follows a separator of the line
# "สำนัก กอง ศูนย์": the kinds of units alone, as the assessment prints them.
_KIND_ALONE = re.compile(r"\s*(?:กอง|สำนัก|ส่วน|ฝ่าย|กลุ่ม|ศูนย์|หน่วย|คณะ|สถาบัน|แผนก)(?:\s|$)")
_PIECES = re.compile(
    r"[\t,;|/()\[\]:•●○▪■◆·…➢►✓*>]|\s[-–—]\s|^[-–—]\s*|(?<!\S)[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*[.)]\s*"
    r"|(?:ได้แก่|ประกอบด้วย|ออกเป็น|ดังนี้|คือ)|\s*(?:และ|รวมทั้ง|กับ)(?=กอง|สำนัก|ส่วน|ฝ่าย|ศูนย์|กลุ่ม|หน่วย|คณะ|สถาบัน)"
    r"|\s+(?=(?:กอง|สำนัก|ฝ่าย|ศูนย์|กลุ่ม|หน่วย|คณะ|สถาบัน|แผนก)[ก-ฮเ-ไ])"
)
_NO_UNIT = re.compile(
    r"กองทุน|กองทัพ|กององค์|สานักข่าว|สานักงานเทศบาล|สานักงานองค์การ|สานักงานใหญ่|สานักงานอบ|สานักงานคณะกรรมการ|สานักงานป\.?ป"
    r"|สานักงานตารวจ|สานักงานประกัน|ส่วนราชการ|ส่วนงาน|ส่วนกลาง|ส่วนภูมิภาค|ส่วนท้องถิ่น|ส่วนตาบล|ส่วนจังหวัด|ส่วนที่|ส่วนใหญ่|ส่วนหนึ่ง|ส่วนรวม"
    r"|ส่วนตัว|ส่วนบุคคล|ส่วนประกอบ|ส่วนต่าง|ส่วนนี้|ส่วนร่วม|ส่วนได้|ส่วนเกี่ยว|ฝ่ายการเมือง|ฝ่ายประจา|ฝ่ายข้าราชการ|ฝ่ายบริหาร$|ฝ่ายสภา"
    r"|ฝ่ายนิติบัญญัติ|ฝ่ายพนักงาน|ฝ่ายปกครองท้องที่|ฝ่ายผู้บริหาร|ฝ่ายต่าง|คณะผู้บริหาร|คณะกรรม|คณะทางาน|คณะรัฐ|คณะบุคคล|คณะสงฆ์|คณะเทศมนตรี"
    r"|กลุ่มเป้าหมาย|กลุ่มอาชีพ|กลุ่มสตรี|กลุ่มเกษตรกร|กลุ่มผู้|กลุ่มต่าง|กลุ่มคน|กลุ่มเสี่ยง|กลุ่มออม|กลุ่มแม่บ้าน|กลุ่มจังหวัด"
    r"|ศูนย์ข้อมูลข่าวสาร|ศูนย์รับเรื่อง|ศูนย์กลาง|ศูนย์เด็ก|ศูนย์พัฒนาเด็ก|หน่วยงาน|หน่วยเลือกตั้ง|หน่วยราชการ|สถาบันการเงิน|สถาบันการศึกษา"
    r"|สถาบันพระ|สถาบันครอบครัว|สายตรง|สายด่วน|สายน้า|สายทาง|ภาครัฐ|ภาคเอกชน|ภาคประชา|ภาคี|ภาคเหนือ|ภาคใต้|ภาคกลาง|ภาคตะวัน|ภาคอีสาน|ภาคส่วน"
)
_CUT = re.compile(r"มีหน้าที่|มีอานาจ|ทาหน้าที่|รับผิดชอบ|ดูแล|จานวน|แบ่ง|มีหัวหน้า|มีผู้|ผู้อานวยการ|หัวหน้า|เป็นผู้|โทร")
_STRUCTURAL = re.compile(
    r"แบ่ง|ประกอบด้วย|ประกอบไปด้วย|ได้แก่|ส่วนราชการ|โครงสร้าง|สังกัด|สูงสุด|มาจากการเลือกตั้ง|หน่วยงานภายใน|บังคับบัญชา|ดังนี้|ฝ่าย"
)
_BUSINESS = re.compile(r"ความเห็นชอบ|เสนอต่อ|ตามมติ|อนุมัติ|พระราชบัญญัติสภา|พ\.?ร\.?บ\.?สภา")
_SHORT_LINE = 110  # folded letters; longer lines are sentences
_SAME = 6  # folded letters that two spellings of one unit share at least

# A post with "สานัก" before it is the name of a unit.
_POST = re.compile(
    r"(?<!สานัก)(?<!สานักงาน)(?:ปลัด(?!อาเภอ)|อธิการบดี|คณบดี|อธิบดี|เลขาธิการ|ผู้อานวยการ|ผู้ว่า(?:ราชการ|การ)|ผู้จัดการ|เลขานุการกรม)"
    r"|ผอ\.(?:กอง|สานัก|ส่วน|ฝ่าย|กลุ่ม|ศูนย์)|หัวหน้า(?:สานัก|ฝ่าย|ส่วน|กลุ่ม|งาน|ภาค|หน่วย|กอง|ศูนย์|แผนก|คณะ|ส่วนราชการ)"
    r"|นายกเทศมนตรี|นายกองค์การบริหาร|นายกอบ|นายกเมือง|ประธานศาล|ผู้พิพากษาหัวหน้า|นักบริหารงาน"
    r"|ผู้บัญชาการ|นายอาเภอ|นายแพทย์สาธารณสุข|(?:managing)?director|rector|(?<![a-z])dean|governor"
)
_LOCAL_EXECUTIVE = re.compile(
    r"นายกเทศมนตรี|นายกองค์การ|นายกอบ|นายกท[ตมน]\.|นายกเทศบาล|นายกเมืองพัทยา|คณะผู้บริหาร|ผู้บริหารท้องถิ่น|ผู้ว่าราชการกรุงเทพ"
    r"|(?:^|[^ก-๎])(?:รอง)?นายก(?=[,/:;()–-]|$)"
)
_COUNCIL = re.compile(
    r"สภา(?:เทศบาล|องค์การบริหาร|อบ|ท้องถิ่น|เมืองพัทยา|กรุงเทพ)|ประธานสภา|สมาชิกสภา|ฝ่ายสภา|ฝ่ายนิติบัญญัติ"
    r"|เลขานุการสภา|^[\W\d]*สภา[:：–-]|(?<![ก-ฮ])ส\.?(?:อบ[ตจ]|ท)\.(?=\d|,|$)"
)
_PERMANENT = re.compile(
    r"(?<!สานัก)(?<!สานักงาน)ปลัด(?!อาเภอ|กระทรวง|จังหวัด)|หัวหน้าสานักปลัด|ข้าราชการประจา.{0,20}ปลัด"
)
_GOVERNOR = re.compile(r"(?<!รอง)ผู้ว่าราชการจังหวัด")
_DEPUTY_GOVERNOR = re.compile(r"รองผู้ว่าราชการ")
_PROVINCIAL_OFFICE = re.compile(r"สานักงานจังหวัด")
_REGIONAL = re.compile(
    r"ราชการ(?:บริหาร)?ส่วนภูมิภาค|ส่วนราชการประจาจังหวัด|หน่วยงานส่วนภูมิภาค|ที่ทาการปกครอง"
    r"|สานักงาน[ก-๎]{3,40}จังหวัด"
)
# "สภา อบต. : ประธานสภา / รองประธานสภา / เลขานุการสภา / สมาชิกสภา": a box and those below it.
_ROW = re.compile(r"\t| ?/ | : | [–•·|] ")
_BOXES_IN_ROW = 4
_LAW = re.compile(r"(?:พระราชบัญญัติ|พ\.?ร\.?บ\.?)สภาตาบลและองค์การบริหารส่วนตาบล|ให้บริการ|ติดต่อสอบถาม")


def units_of(line: Line) -> Iterator[str]:
    """The internal units that a line names, folded, in reading order; doubles included."""
    sentence = len(line.folded) > _SHORT_LINE
    for match in _KNOWN.finditer(line.folded):
        yield match.group()
    if sentence and not _STRUCTURAL.search(line.folded):
        return
    for piece in _PIECES.split(line.text):
        if not piece:
            continue
        folded = fold_text(piece)
        unit = _UNIT.match(folded)
        if unit is None or _NO_UNIT.match(folded) or _KIND_ALONE.match(piece):
            continue
        name = _CUT.split(unit.group())[0]
        if len(name) >= _SAME and not _NO_UNIT.match(name):
            yield name


def distinct_units(names: Iterator[str] | list[str]) -> tuple[str, ...]:
    """The names without those that another one spells longer, in reading order."""
    found: list[str] = []
    for name in names:
        if not any(_same(name, other) for other in found):
            found.append(name)
    return tuple(found)


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short in long


def names_part(line: Line, part: str) -> bool:
    """Whether a line names one of the parts that a chart must show; see ``PARTS``."""
    folded = _LAW.sub(" ", line.folded)
    if len(folded) > _SHORT_LINE and (not _STRUCTURAL.search(folded) or _BUSINESS.search(folded)):
        # A row of a chart's boxes is long as a whole; each of its boxes is short.
        row = _ROW.split(line.text)
        boxes = [box for box in row if len(fold_text(box)) <= _SHORT_LINE]
        many = "\t" in line.text or len(row) >= _BOXES_IN_ROW
        return many and any(_PARTS[part].search(_LAW.sub(" ", fold_text(box))) for box in boxes)
    return bool(_PARTS[part].search(folded))


_PARTS = {
    "posts": _POST,
    "local_executive": _LOCAL_EXECUTIVE,
    "council": _COUNCIL,
    "permanent": _PERMANENT,
    "governor": _GOVERNOR,
    "deputy_governor": _DEPUTY_GOVERNOR,
    "provincial_office": _PROVINCIAL_OFFICE,
    "regional": _REGIONAL,
}
PARTS = ("units", *_PARTS)
