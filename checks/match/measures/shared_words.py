"""Tells whether a weak point and a measure speak of the same thing in the same words.

Thai writes no spaces between words: what two texts share is a run of letters. Words that any agency
uses of anything ("ประชาชน", "ปรับปรุง", "การดำเนินงาน") are taken out before.
"""

import re
from difflib import SequenceMatcher

_RUN = 8  # folded code points that name a thing
_LONGEST = 600  # folded code points of a text that are compared
# Folded.
_COMMON = re.compile(
    r"ผู้(?:รับบริการ|มารับบริการ|ใช้บริการ|มาติดต่อ|โดยสาร|เกี่ยวข้อง|มีส่วนได้ส่วนเสีย|บริหาร|ปฏิบัติงาน|รับผิดชอบ|ประเมิน|ตอบแบบ[ก-๎]{0,8})"
    r"|ประชาชน|ชาวบ้าน|นักศึกษา|นักเรียน|เกษตรกร|ลูกค้า|พนักงาน|เจ้าหน้าที่|บุคลากร|ข้าราชการ|หน่วยงาน|องค์กร|องค์การ|เทศบาล|อบต\.?|กรม|มหาวิทยาลัย"
    r"|ตัวชี้วัด|คะแนน|มาตรการ|แนวทาง|กิจกรรม|โครงการ|ประเด็น|ข้อบกพร่อง|จุดอ่อน|ปัญหา|ปีงบประมาณ|พ\.ศ\.|ประจาปี|ผลการประเมิน|ita|[eio]it"
    r"|(?:การ|ความ)?(?:ปรับปรุง|พัฒนา|แก้ไข|ดาเนิน(?:การ|งาน)|ปฏิบัติ(?:งาน|หน้าที่|ราชการ)?|จัดทา|ส่งเสริม|เพิ่ม|ให้ความรู้|ทางาน|ทราบ|เข้าใจ|ชัดเจน|โปร่งใส|คุณธรรม)"
    r"|ประสิทธิภาพ|ภายใน|เกี่ยวกับ|อย่าง|ต่อเนื่อง|ทั่วถึง|เป็น|ไม่|ได้รับ|สามารถ|ข้อมูล|ระบบ|ทุกเดือน|ทุกไตรมาส|ระยะเวลา"
)
_APART = re.compile(r"[^ก-๎a-z]+")


def shares_words(weak: str, measure: str) -> bool:
    """Whether two folded texts share a run of letters that names a thing."""
    own = [piece for piece in _pieces(measure) if len(piece) >= _RUN]
    others = [piece for piece in _pieces(weak) if len(piece) >= _RUN]
    return any(_run(one, other) >= _RUN for one in own for other in others)


def _pieces(text: str) -> list[str]:
    return [piece for piece in _APART.split(_COMMON.sub(" ", text[:_LONGEST])) if piece]


def _run(one: str, other: str) -> int:
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
