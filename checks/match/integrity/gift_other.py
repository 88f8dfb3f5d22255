"""Lines that share words with a No Gift policy and are of another matter.

Gifts that the agency itself hands out, what is asked of all by those above it, a matter of law that
an announcement rests on, and property that is kept in books and not received.
"""

import re

from checks.match.periods.dates import MONTH, plain_text
from checks.match.reading.duties import before_duties
from crawler.thai import fold_text

# Folded spelling.
_HANDED_OUT = re.compile(
    r"(?:มอบ|แจก|จับสลาก|จับรางวัล|จับ|แลก|ชิง|ห่อ)(?:ชุด|ถุง)?(?:ของขวัญ|ของฝาก|ของที่ระลึก|ของชาร่วย|กระเช้า)+"
    r"|ของขวัญ(?:วันเด็ก|ให้(?:แก่)?(?:เด็ก|ผู้สูงอายุ|น้อง|นักเรียน|ประชาชน))"
)
_REFUSED = re.compile(r"งด|ไม่|ห้าม|เลิก|แทน|อย่า|เลี่ยง")
_BEFORE = 14  # folded letters in which a refusal stands before its verb
_ABOVE = re.compile(
    r"(?:คณะรัฐมนตรี|(?<![ก-๎])ครม\.?|คณะกรรมการป้องกันและปราบปราม|ป\.ป\.ช\.?|ปปช|ก\.พ\.|กระทรวง|รัฐบาล|นายกรัฐมนตรี|กรมส่งเสริม)"
    r"[^\n]{0,80}?ให้(?:ทุก)?(?:หน่วยงาน|ส่วนราชการ|เจ้าหน้าที่|องค์กร|จังหวัด|อปท|ข้าราชการ)"
)
_OWN_DEED = re.compile(r"(?:ได้|จึง)(?:ได้)?(?:จัด|ประชุม|ร่วม|ติด|แจก|อบรม|รณรงค์|เชิญ|ดาเนิน|มอบ|ทา)")
# A day with people, or what stands behind what those above asked for: "... นั้น บัดนี้ ...".
_OWN_TOO = re.compile(
    rf"\d{{1,2}}(?:{MONTH})[^\n]*\d(?:คน|ราย|ท่าน|รูป)|นั้น(?:ๆ)?[^ก-๎]{{0,2}}(?:บัดนี้)?[ก-๎.]{{0,60}}(?:จัด|ประชุม|ประกาศ|อบรม|รณรงค์|ดาเนิน)"
)
_PREAMBLE = re.compile(r"^\W*(?:โดย)?(?:อาศัยอานาจ|ตามความใน|เพื่อให้เป็นไปตาม|เพื่อปฏิบัติตาม|อนุสนธิ)")
_EXAMPLES = re.compile(
    r"^\W*(?:ตัวอย่าง|แนวทาง)(?:การ)?(?:จัด)?กิจกรรม"
    r"|สามารถ(?:ดาเนินการ|จัดทา|จัด|ทา)ได้[^\n]{0,6}(?:เช่น|ดังนี้|ได้แก่)"
)
_FORM = re.compile(r"^\W*(?:ดาวน์โหลด|โหลด|เอกสาร|ไฟล์)*แบบ(?:ฟอร์ม)?(?:การ)?รายงาน")
_OF_RECEIPT = re.compile(
    r"128|(?:3,?000|สามพัน)บาท|รับ(?:ของ|สิ่งของ)|ธรรมจรรยา|ของขวัญ|ของกานัล|(?<!สาห)รับ(?!ผิดชอบ|ราชการ|บริการ|เรื่อง|สมัคร|ฟัง|ทราบ)[^\n]{0,30}ทรัพย์"
    r"|ทรัพย์สิน(?:หรือ|และ)?ประโยชน์|ทรัพย์สิน[^\n]{0,30}(?<!สาห)รับ(?!ผิดชอบ|ราชการ|บริการ|เรื่อง)"
)


def hands_out_gifts(text: str) -> bool:
    """Whether the gifts of a line are given by the agency: "มอบของขวัญให้เด็ก 300 คน"."""
    said = fold_text(plain_text(text))
    return any(
        not _REFUSED.search(said[max(0, found.start() - _BEFORE) : found.start()])
        for found in _HANDED_OUT.finditer(said)
    )


def without_handed_out(folded: str) -> str:
    """A folded line without the gifts that the agency gives."""
    return _HANDED_OUT.sub(" ", folded)


def asked_from_above(text: str) -> bool:
    """Whether a line tells what those above ask of all agencies, and no deed of the own one."""
    said = fold_text(plain_text(text))
    own = _OWN_DEED.search(said) or _OWN_TOO.search(said)
    return _ABOVE.search(said) is not None and own is None


def only_examples(text: str) -> bool:
    """Whether a line says what may be done: "ตัวอย่างกิจกรรมที่สามารถดำเนินการได้ เช่น ..."."""
    said = fold_text(plain_text(text))
    return _EXAMPLES.search(said) is not None and not _OWN_DEED.search(said)


def teaches_other_than_receipt(text: str) -> bool:
    """Whether a line with words of the rules on gifts teaches none of them.

    It says who is responsible, on which law an announcement rests, or is of other property.
    """
    said = fold_text(plain_text(text))
    if not before_duties(text) or _PREAMBLE.match(said) or _FORM.match(said):
        return True
    return _OF_RECEIPT.search(said) is None
