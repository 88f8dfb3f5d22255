"""Sentences that tell where or by what way a service is asked for, whatever their verb.

"นำใบเสร็จไปรับถังที่กองสาธารณสุข", "โทรหรือทักไลน์แจ้งวันที่ต้องการ", and a unit alone as an answer. Where to
complain or to ask more, where a training was held and where inspectors go are no such place.
"""

import re

from checks.match.periods.dates import plain_text
from checks.match.reading.asked import answered

_UNIT = (
    r"(?:กอง(?!ทุน|ขยะ|บัญชา)[ก-ฮเแโใไ]|สำนัก(?!พิมพ์|นายกรัฐ|สงฆ์)(?:งาน)?[ก-ฮเแโใไ]|ฝ่าย[ก-ฮเแโใไ]|กลุ่ม(?:งาน|บริหาร|ทะเบียน)|ศูนย์(?!กลาง|ดำรงธรรม)[ก-ฮเแโใไ]"
    r"|งาน(?:ทะเบียน|บริการ|สวัสดิการ|พัฒนา|ป้องกัน|จัดเก็บ|ธุรการ|การเงิน|พัสดุ|สาธารณสุข|สารบรรณ|การศึกษา|ประปา|โยธา|นิติการ)|คณะ[ก-ฮเแโใไ])"
)
_SPOT = (
    r"(?:ที่ทำการ|ที่ว่าการ|ศาลากลาง|สำนักงาน|เคาน์เตอร์|โต๊ะ ?(?:เบอร์|หมายเลข|ที่)? ?\d"
    r"|ช่อง(?:ขาย|จำหน่าย|รับ)|ช่อง(?:บริการ)? ?(?:หมายเลข|ที่)? ?\d|ชั้น ?\d|ห้อง(?!น้ำ|ประชุม"
    r"|นอน)(?:[ก-ฮเแโใไ]| ?\d)|จุด(?:บริการ"
    r"|รับ|คัด)"
    r"|หน้าตึก|ตึก|โรงพยาบาล|รพ\.|อบต|อบจ|เทศบาล|อำเภอ|สถานี|ด่าน|ธนาคาร|กรม[ก-ฮ]|หน่วย(?:บริการ|งาน)[ก-ฮเแโใไ])"
)
_AT = re.compile(rf"(?:ที่|ณ|ตรง|ถึง|หา|พบ|ติดต่อ|(?<!ออก)ไป|มา) ?[:：]? ?(?:{_UNIT}|{_SPOT})")
# A line that opens with a place and says on which floor or in which house it is.
_PLACE_LINE = re.compile(
    rf"[^ก-๙A-Za-z\d]{{0,6}}(?:{_UNIT}|{_SPOT}|ศูนย์ดำรงธรรม)[^\n]{{0,40}}?(?:ชั้น ?\d|อาคาร|ศาลากลาง"
    rf"|ที่ว่าการ|ที่ทำการ|ตึก)[^\n]{{0,40}}"
)
_BY_WAY = re.compile(
    r"(?:โทร(?:ศัพท์)?|ทัก(?:มา)?|จอง|ยื่น|ขอ|แจ้ง|ส่ง|กรอก|ทำ(?:รายการ|เรื่อง|ได้)|สมัคร|สร้าง|เข้า|กด|ติดต่อ|สแกน)[^\n]{0,40}?"
    r"(?:ไลน์|(?<![A-Za-z])line(?![A-Za-z])|เพจ|เฟซ|facebook|เว็บ(?!มาส)|แอป|ออนไลน์"
    r"|(?<![A-Za-z])app|ระบบ ?e|อีเมล|ไปรษณีย์|คิวอาร์|qr|ระบบ ?[A-Za-z][\w-]{2,}|0\d[\d -]{6,})",
    re.I,
)
_IN_ENGLISH = re.compile(
    r"(?:via|through|submit|apply|online)[^\n]{0,24}?(?:e-|online|system|website|app|portal)", re.I
)
_EVERYWHERE = re.compile(
    r"(?:สาขา|ด่าน|สำนักงาน|ศูนย์|หน่วย|จุดบริการ|อำเภอ|โรงพยาบาล)[^\s\d]{0,30}ทุก(?:แห่ง|สาขา|จุด)|ทุก(?:สาขา|ด่าน|สำนักงานเขต)"
)
# A unit, and who in it, with nothing told beside: the answer to "at whom?".
_UNIT_ALONE = re.compile(
    rf"[^ก-๙A-Za-z]{{0,6}}(?:(?:นายช่าง|นาย|นัก|เจ้า(?:พนักงาน|หน้าที่)"
    rf"|หัวหน้า)[^\s\d]{{2,24}} )?(?:{_UNIT}|{_SPOT})[^\s\d]{{0,30}}(?: (?:ชั้น|อาคาร|ห้อง|โทร|เทศบาล"
    rf"|อบ[ตจ])[^\n]{{0,40}})?"
)
_OTHER = re.compile(
    r"ร้องเรียน|ร้องทุกข์|สอบถาม(?:เพิ่ม|ข้อมูล|ราย)|เพิ่มเติม|อบรม|ประชุม|เมื่อวันที่|โครงการ|พิธี|(?:เจ้าหน้าที่|นายช่าง|ช่าง)[^\s]{0,12}(?:ออก|ลงพื้นที่|ไป|เดินทาง)"
    r"|(?:จัดทำ|เรียบเรียง|ปรับปรุง|อนุมัติ|เผยแพร่)โดย|ระเบียบสำนัก|ประกาศ(?:สำนัก|กรม)"
)

_LONGEST_PLACE = 90  # code points of a line that is a place and nothing else


def tells_place(text: str) -> bool:
    """Whether a line tells at which place, at which unit or by which way a service is asked for."""
    plain = plain_text(text)
    if _OTHER.search(plain):
        return False
    alone = answered(plain)
    if alone and _UNIT_ALONE.fullmatch(alone.strip()):
        return True
    if len(plain) <= _LONGEST_PLACE and _PLACE_LINE.fullmatch(plain):
        return True
    return any(way.search(plain) for way in (_AT, _BY_WAY, _IN_ENGLISH, _EVERYWHERE))
