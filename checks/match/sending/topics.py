"""What a channel may be for, and whether words name that, another kind of channel, or neither."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from crawler.thai import fold_text

# A board to write on, and not a place of the name: "เทศบาลตำบลบึงกระดานทอง".
BOARD = r"กระดาน(?:ถาม|สนทนา|ข่าว|กระทู้|ข้อความ|ความ|แสดง|รับ|ซัก|สอบ|แลก|เสวนา|ชุมชน|$)"


class About(StrEnum):
    """Whether words name a topic, another kind of channel, both, or neither."""

    OWN = "own"
    BOTH = "both"
    OTHER = "other"
    UNSAID = "unsaid"


NAMED = frozenset({About.OWN, About.BOTH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a channel may be for. The patterns are for folded text."""

    names: re.Pattern[str]
    papers: re.Pattern[str]  # documents and news about it, in the labels of links
    others: re.Pattern[str]  # other kinds of channel, in labels and headings
    others_inside: re.Pattern[str]  # other kinds of channel, in the own words of a form


SERVICE = Topic(
    names=re.compile(
        r"e-?service|บริการออนไลน์|บริการ.{0,20}ออนไลน์|ออนไลน์.{0,20}บริการ|บริการอิเล็กทรอนิกส์|ทางอิเล็กทรอนิกส์|"
        r"(?:ขอ|เข้า)?รับบริการ|ขอใช้บริการ|คาร้อง(?!ทุกข|เรียน)|คาขอ|ยื่นแบบ|ยื่นเอกสาร|แจ้งซ่อม|ซ่อมแซม|ขออนุญาต|"
        r"จอง(?:คิว|ห้อง|รถ|ตั๋ว|ที่นั่ง|ที่พัก|บ้านพัก|เรือ|สนาม|เต็นท์|ลานกาง|แผง|ล็อก|บัตร|วัคซีน|บริการ|ล่วงหน้า|.{0,16}ออนไลน์)|"
        r"(?:ซื้อ|จำหน่าย)ตั๋ว|นัดหมาย|ชาระภาษี|ชาระค่า|ยื่นภาษี|ถังขยะ|สิ่งปฏิกูล|ขอสนับสนุน|ขอน้า|น้าอุปโภค|ขอใช้|"
        r"ขอยืม|หนังสือรับรอง|ขอข้อมูลข่าวสาร|ลงทะเบียน(?:ขอ|รับ|ผู้)|onestopservice|oss\b|smartcity|traffy|"
        r"(?:จอง|สั่งซื้อ|ขึ้นทะเบียน|ต่ออายุ|ต่อทะเบียน|ชาระ).{0,30}ออนไลน์|"
        r"ขอ(?:ใบ(?!เสนอ)|ต่ออายุ|จดทะเบียน|ขึ้นทะเบียน|ตรวจรับรอง|ติดตั้ง|คัดสาเนา|รับการตรวจ)|"
        r"ออนไลน์.{0,12}(?:ขอ|ยื่น)|(?:ขอ|ยื่น).{0,24}ออนไลน์"
    ),
    papers=re.compile(
        r"คู่มือ|สถิติ|รายงาน|ผลการ(?!เรียน|ศึกษา|สอบ)|(?<!กระจาย)ข่าว(?!สาร(?:ของราชการ)?ออนไลน์)|ประกาศ|มาตรฐาน|แผน(?!ก)|ขั้นตอน|พึงพอใจ|แบบสอบถาม|แบบสารวจ|แบบประเมิน"
    ),
    others=re.compile(
        r"ร้องเรียน|ร้องทุกข์|ทุจริต|สินบน|เบาะแส|พึงพอใจ|แบบสอบถาม|แบบสารวจ|แบบประเมิน|ถาม-?ตอบ|q&a|กระทู้|"
        rf"เว็บบอร์ด|{BOARD}|สมุดเยี่ยม|"
        r"ติดต่อสอบถาม|ติดต่อเรา|ติดต่อหน่วยงาน|สอบถามข้อมูล|ความคิดเห็น|ข้อเสนอแนะ|"
        r"สมัครสมาชิก|สายตรง|ร่วมงาน|สมัครงาน"
    ),
    others_inside=re.compile(r"ร้องเรียน|ร้องทุกข์|ทุจริต|พึงพอใจ|แบบสอบถาม|ความคิดเห็นต่อ"),
)
CORRUPTION = Topic(
    names=re.compile(
        r"ทุจริต|ประพฤติมิชอบ|สินบน|คอร์?รัปชั่?น|เบาะแส|corruption|whistle-?blow"
        r"|โกง(?!กาง|ข้อสอบ|ค่าแรง)|เรียกรับ(?:เงิน|ผล|ทรัพย์|สิน)|ใต้โต๊ะ|ทาผิดหน้าที่"
    ),
    papers=re.compile(
        r"สถิติ|คู่มือ|แนวปฏิบัติ|แนวทาง|มาตรการ|แผน|รายงานผล|ผลการ|นโยบาย|ประกาศ|ขั้นตอน|สรุป|ข่าว|ป้องกัน|ประเมิน|อบรม"
    ),
    others=re.compile(
        r"ร้องทุกข์|ร้องเรียนทั่วไป|เรื่องทั่วไป|ความเดือดร้อน|ติดต่อสอบถาม|ติดต่อเรา|ติดต่อหน่วยงาน|สอบถามข้อมูล|"
        r"สายตรง(?!(?:รับ|แจ้ง|เรื่อง|ร้องเรียน|ร้อง|การ|ต้าน|ต่อต้าน|ปราบ|เพื่อ|เหตุ|ข้อมูล|เบาะแส|จับ)*(?:ทุจริต|เบาะแส|สินบน|ประพฤติมิชอบ|คอร์?รัป|โกง))|"
        rf"ถาม-?ตอบ|q&a|กระทู้|เว็บบอร์ด|{BOARD}|สมุดเยี่ยม|ความคิดเห็น|ข้อเสนอแนะ|พึงพอใจ|แบบสอบถาม|แบบประเมิน|"
        r"แจ้งซ่อม|e-?service|ประเมินความเสี่ยง|(?:ร้องเรียน|ติชม)(?:เรื่อง|เกี่ยวกับ|ด้าน|คุณภาพ)*(?:การ)?(?:ให้|รับ)?บริการ"
    ),
    others_inside=re.compile(
        r"(?:ร้องเรียน|ร้องทุกข์|เรื่อง)ทั่วไป|ความเดือดร้อน|คาชมเชย|ไฟฟ้าสาธารณะ|สอบถามข้อมูล|น้าประปา"
        r"|บริการ(?:ล่าช้า|ไม่สุภาพ|ไม่ประทับใจ)|คุณภาพ(?:การ)?(?:บริการ|สินค้า)|(?<![ก-๎])(?:คา)?ติชม"
    ),
)


# Words that send other matters to another place: in brackets, or after a word of exclusion. Folded.
_SENT_ELSEWHERE = re.compile(
    r"\([^()]{0,160}(?:ไปที่|แจ้งที่|แจ้งได้ที่|แจ้งทาง|แจ้งผ่าน|ให้แจ้ง|ให้ใช้|ใช้ช่องทาง|ดูที่|ติดต่อที่|คลิก)[^()]{0,80}\)"
    r"|เรื่อง(?:ร้องเรียน|ร้องทุกข์|เดือดร้อน|ความเดือดร้อน|ราคาญ)*(?:ทั่วไป|อื่น)(?:ๆ|ของประชาชน)?"
    r"(?:โปรด|กรุณา|ขอให้|ให้|ขอความกรุณา|เชิญ)*(?:ใช้|แจ้ง|ไป|ยื่น|ติดต่อ|เลือก|ส่ง)(?:ได้)?(?:ที่|ทาง|ผ่าน|หน้า|เมนู|ช่องทาง|แบบ)[^()]{0,40}"
    r"|(?:แยก(?:ออก)?(?:ต่างหาก)?จาก|ต่างจาก|ไม่ใช่|มิใช่|ไม่รวม(?:ถึง)?|ไม่รับ|ยกเว้น|นอกเหนือจาก)"
    r"(?:กับ|ช่องทาง|การ|รับ|แจ้ง|เรื่อง|แบบ)*(?:ร้องเรียนทั่วไป|ร้องเรียน/?ร้องทุกข์|ร้องทุกข์|ทั่วไป|ความเดือดร้อน)(?:ทั่วไป)?"
)


def about(text: str, topic: Topic, *, inside: bool = False) -> About:
    """What a text says of a topic; that other matters go elsewhere is not said of this place."""
    folded = _SENT_ELSEWHERE.sub(
        lambda m: m[0] if topic.names.search(m[0]) else "", fold_text(text)
    )
    own = topic.names.search(folded) is not None
    other = (topic.others_inside if inside else topic.others).search(folded) is not None
    return together((About.OWN,) * own + (About.OTHER,) * other)


def together(parts: Iterable[About]) -> About:
    """What several texts say together."""
    said = set(parts) - {About.UNSAID}
    if not said:
        return About.UNSAID
    return said.pop() if len(said) == 1 else About.BOTH


def leads_to(words: str, topic: Topic) -> bool:
    """Whether the label of a link promises a channel of the topic, and not a paper about it."""
    return about(words, topic) in NAMED and not topic.papers.search(fold_text(words))
