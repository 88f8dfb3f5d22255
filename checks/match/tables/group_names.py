"""What gathers projects: strategies, plan areas, kinds of spending, divisions, stretches of time.

What a report tells of one of these is told of no single project. Plan areas and kinds of spending
are named by the budget rules of the agencies, so that their names are known.
"""

import re

from checks.match.periods.dates import MONTH
from crawler.thai import fold_text

# Folded spelling, without the number in front. The areas of a local budget.
_AREA = (
    r"(?:แผนงาน|ด้าน)?(?:(?:การ)?บริหาร(?:งาน)?ทั่วไป|(?:การ)?รักษาความสงบภายใน|(?:การ)?ศึกษา|(?:การ)?สาธารณสุข|สังคมสงเคราะห์"
    r"|(?:การ)?เคหะและชุมชน|(?:การ)?สร้างความเข้มแข็งของชุมชน|(?:การ)?ศาสนา(?:และ)?วัฒนธรรม(?:และ)?(?:นันทนาการ)?"
    r"|(?:การ)?อุตสาหกรรมและการโยธา|(?:การ)?เกษตร|(?:การ)?พาณิชย์|งบกลาง|บริการชุมชนและสังคม|(?:การ)?เศรษฐกิจ|(?:การ)?ดาเนินงานอื่น)"
)
# The kinds of spending of the State's budget, and what local agencies divide them into.
_SPENDING = (
    r"(?:งบประมาณ|หมวดงบ|งบ|หมวด|รายจ่าย|ค่าใช้จ่าย)?(?:ด้าน)?(?:บุคลากร|ดาเนินงาน|ดาเนินการ|ลงทุน|(?:เงิน)?อุดหนุน|รายจ่ายอื่นๆ?"
    r"|(?:ค่า)?ครุภัณฑ์|(?:ค่า)?(?:ครุภัณฑ์)?(?:และ)?(?:ค่า)?(?:ที่ดิน)?(?:และ)?สิ่งก่อสร้าง|เงินเดือน(?:และค่าจ้าง)?(?:ฝ่ายการเมือง|ฝ่ายประจา|ประจา)?"
    r"|ค่าจ้าง(?:ประจา|ชั่วคราว)?|ค่าตอบแทน|ค่าใช้สอย|ค่าวัสดุ|ค่าสาธารณูปโภค|ค่าตอบแทนใช้สอย(?:และ)?วัสดุ)"
)
# The works that the areas of a local budget are divided into.
_WORK = (
    r"งาน(?:บริหาร(?:งาน)?ทั่วไป(?:เกี่ยวกับ[ก-๎]+)?|บริหารงานคลัง|วางแผนสถิติ[ก-๎]*|ควบคุมภายใน[ก-๎]*|ระดับก่อนวัยเรียน[ก-๎]*"
    r"|ระดับมัธยม[ก-๎]*|ไฟฟ้า(?:และ)?ถนน|กาจัดขยะ[ก-๎]*|ส่งเสริมการเกษตร|โรงพยาบาล|ป้องกัน(?:ภัยฝ่ายพลเรือน|และบรรเทา)[ก-๎]*|งบกลาง)"
)
_KNOWN = re.compile(f"(?:{_AREA}|{_SPENDING}|{_WORK})")
# Words that begin the name of a group: "ยุทธศาสตร์ที่ 2 ...", "แผนงาน...", "มิติที่ 1".
_BEGINS = re.compile(
    r"(?:ประเด็น)?ยุทธศาสตร์|กลยุทธ์|แผนงาน(?!/|และโครงการ|โครงการ)|ประเด็น(?:การพัฒนา|ที่\d)|แนวทาง(?:การพัฒนา|ที่\d)"
    r"|พันธกิจ|เป้าประสงค์|หมุดหมาย|เสาหลัก|เสาที่\d|มิติ|ด้าน|หมวด|งบ(?:กลาง|บุคลากร|ดาเนิน|ลงทุน|อุดหนุน|เงินอุดหนุน|รายจ่าย)"
)
_DIVISION = re.compile(
    r"กอง(?!ทุน)|สานัก|ฝ่าย|กลุ่ม(?:งาน|ภารกิจ|อานวย|บริหาร|พัฒนา|ตรวจสอบ|กฎหมาย)|คณะ(?!กรรมการ|ทางาน)|หน่วยตรวจสอบ"
    r"|ส่วน(?:โยธา|การคลัง|การศึกษา|สาธารณสุข|สวัสดิการ)"
)
_TIME = re.compile(rf"(?:เดือน)?(?:{MONTH})|ไตรมาส(?:ที่)?\d|งวดที่|รอบที่", re.IGNORECASE)
# A number, a mark, or a word that joins a clause to the one before.
_NUMBER = re.compile(
    r"^(?:[\W_]*\(?\d{1,2}[.)]*)?[\W_]*(?:(?:โดย|ส่วน(?!ราชการ|งาน|โยธา|การ)|และ|สาหรับ|ทั้งนี้|ได้แก่|ตาม|ใน)(?=ยุทธศาสตร์|แผนงาน|ด้าน|หมวด|งบ|กลยุทธ์|พันธกิจ|ประเด็น))?"
)
_SUB_NUMBER = re.compile(r"^\W*\d{1,2}\.\d{1,2}")
_SIGNS = re.compile(r"[,.()\s]")
# What one undertakes, and neither an aim nor an area: a project whatever its column is called.
_UNDERTAKEN = re.compile(
    r"โครงการ|กิจกรรม|มาตรการ|หลักสูตร|งาน(?:วัน|ประเพณี|เทศกาล)|จัด(?!การ|ระเบียบ|สรร)|(?:ฝึก)?อบรม|ก่อสร้าง|ซ่อม|ขุด|วาง(?:ท่อ|ราง)"
    r"|ติดตั้ง|จ้าง|ซื้อ|แข่งขัน|ประชุม|ประกวด|ค่าย|ตรวจ(?!สอบภายใน$)|รณรงค์|สารวจ|เยี่ยม|ฉีด|พ่น|มอบ|แจก|ขยายเขต|ปรับปรุง|ประกาศ"
    r"|ประเมิน|ปฐมนิเทศ|สัมมนา|(?:ศึกษา)?ดูงาน|ปลูก|เปิด|ลงนาม|สรรหา|สอบ|บรรจุ|ทดสอบ|ส่ง(?!เสริม)|รับ(?!รอง)|อุดหนุน(?!$)"
)
_PLACE = re.compile(r"หมู่(?:ที่|บ้าน)?\d|สายบ้าน|ซอย\d|สายทาง|ม\.\d")


def names_group(text: str) -> bool:
    """Whether words name a strategy, an area or kind of spending, a division or a quarter."""
    bare = _bare(text)
    if is_undertaken(text):
        return False
    return (
        _KNOWN.fullmatch(_SIGNS.sub("", bare)) is not None
        or _BEGINS.match(bare) is not None
        or _DIVISION.match(bare) is not None
        or _TIME.match(bare) is not None
    )


def is_undertaken(text: str) -> bool:
    """Whether words name something that one does: "จัดงานลอยกระทง", "ถนน คสล. หมู่ 2"."""
    bare = _bare(text)
    return _UNDERTAKEN.match(bare) is not None or _PLACE.search(bare) is not None


def begins_with_group(text: str) -> bool:
    """Whether a line begins with the name of a strategy, or of an area or kind of spending."""
    bare = _bare(text)
    return _BEGINS.match(bare) is not None


def is_part_of_another(text: str) -> bool:
    """Whether a name is numbered as a part of another: "1.2 ขยายเขตไฟฟ้า"."""
    return _SUB_NUMBER.match(fold_text(text)) is not None


def _bare(text: str) -> str:
    return _NUMBER.sub("", fold_text(text))
