"""Finds the full names of persons by their titles: civil, academic, medical, military, police.

``values.person_names`` knows fewer titles and serves fields of tables; here every name of a list
of persons must be found, and a post such as "นายกเทศมนตรี" must not be taken for one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.thai import fold_text

_RANKS = r"(?:เอก|โท|ตรี)(?:หญิง)?"
_TITLE = (
    r"(?:ว่าที่ ?)?(?:"
    r"นาย(?=แพทย์)(?!แพทย์(?:สาธารณสุข|ใหญ่|ชำนาญ|เชี่ยวชาญ|ปฏิบัติ))แพทย์"
    r"|นาย(?!ก ?(?:เทศมนตรี|องค์การ|เมือง|อบ|รัฐ|สมาคม|สภา|เหล่า|ฯ|ตำบล|ท้องถิ่น)|ก(?:\s|$|[).,])"
    r"|แพทย์|ทะเบียน|อำเภอ|ช่าง(?:โยธา|ไฟฟ้า|สำรวจ|เขียน|เทคนิค|เครื่อง|ประปา|ศิลป์)"
    r"|ตรวจ|ด่าน|เวร|สถานี|ทหาร|จ้าง|หน้า)"
    r"|นางสาว|นาง(?!สาว|พยาบาล)|น\.ส\.|ดร\.|(?:ผศ|รศ|ศ)\.|(?:ผู้ช่วย|รอง)?ศาสตราจารย์(?:พิเศษ)?|อาจารย์(?!ประจำ|พิเศษ|ที่ปรึกษา)"
    # "อ.เมือง" in an address is a district: a teacher's name opens a line, or stands behind a post.
    r"|(?:(?<![^\n])|(?<=[:：])|(?<=[:：] ))อ\.(?!เมือง|[ก-๎]{2,20} (?:จังหวัด|จ\.))"
    r"|นพ\.|พญ\.|ทพ(?:ญ)?\.|ภ[กญ]\.|น?\.?สพ\.(?:ญ\.)?|แพทย์หญิง|ทันตแพทย์(?:หญิง)?|เภสัชกร(?:หญิง)?|สัตวแพทย์(?:หญิง)?"
    r"|ม\.ล\.|ม\.ร\.ว\.|หม่อม(?:หลวง|ราชวงศ์)"
    rf"|(?:พล|พัน|ร้อย|จ่า|สิบ|นาวา|นาวาอากาศ|เรือ|เรืออากาศ|พันจ่า|พันจ่าอากาศ|จ่าสิบ|ดาบ)(?:ตำรวจ)?{_RANKS}"
    r"|(?:พล\.(?:ต\.)?|พ\.(?:ต\.)?|ร\.(?:ต\.)?|จ\.ส\.(?:ต\.)?|ส\.(?:ต\.)?|พ\.จ\.|จ\.)[อทต]\.(?:หญิง)?|ด\.ต\.(?:หญิง)?"
    r")"
)
_STOP = (
    r"(?:ตำแหน่ง|โทร|นายก|รองนายก|ปลัด|รองปลัด|ผู้อำนวยการ|หัวหน้า|รักษา(?:การ|ราชการ|แทน|ในตำแหน่ง)|เบอร์|และ|เป็น(?!สุข|ไทย|มงคล|ดี)|ได้"
    r"|พร้อม(?:ด้วย|ทั้ง|คณะ|กับ|ผู้)|คณะ|อีเมล|มือถือ|อธิการ|อธิบดี"
    r"|เลขา|ประธาน|สมาชิก|กรรมการ|ผู้ว่า|ผู้ช่วย|ปฏิบัติ|องค์การ|เทศบาล|จำนวน|ในฐานะ)"
)
_STOP_OWN = r"(?:ตำแหน่ง|รองนายก|ผู้อำนวยการ|หัวหน้า|รักษาการ|สมาชิก|กรรมการ|ผู้ว่า|ปฏิบัติ|องค์การ|เทศบาล)"
_NAME = re.compile(
    rf"(?<![ก-๎.])(?:{_TITLE} ?)+(?!{_STOP_OWN})(?P<own>[ก-๎]{{2,}})"
    rf"[ \u00a0]{{1,6}}(?!{_STOP})(?P<family>(?:ณ ?[ก-๎]{{2,}}|[ก-๎]{{2,}})(?: ณ ?[ก-๎]{{2,}})?)"
)
_PLAIN = re.compile(r"^(?P<own>[ก-๎]{2,20})[ \u00a0]{1,6}(?P<family>[ก-๎]{2,30})$")
_NO_NAME = re.compile(
    rf"^{_STOP}|ตำบล|อำเภอ|จังหวัด|ฝ่าย|กอง|สำนัก|งาน|ส่วน|ชื่อ|รูป|ภาพ|ข้อมูล"
    r"|ผู้บริหาร|ทำเนียบ|บุคลากร|โครงสร้าง|หน้าแรก|หน้าหลัก|ติดต่อ|ข่าว|เว็บ|สายตรง|บริการ"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name in a text, ``text[start:end]``; the key is the same whatever the titles."""

    start: int
    end: int
    text: str
    key: str


def names_in(text: str) -> tuple[PersonName, ...]:
    """The names that stand with a title in front, in reading order."""
    return tuple(_names(text))


def _names(text: str) -> Iterator[PersonName]:
    for match in _NAME.finditer(text):
        yield _name(match)


def plain_name(text: str) -> PersonName | None:
    """A name without a title, when the text is one and nothing else: a cell under "ชื่อ"."""
    match = _PLAIN.match(text.strip())
    if match is None or _NO_NAME.search(match.group()):
        return None
    return _name(match)


def _name(match: re.Match[str]) -> PersonName:
    return PersonName(
        start=match.start(),
        end=match.end(),
        text=" ".join(match.group().split()),
        key=fold_text(match["own"] + match["family"]),
    )
