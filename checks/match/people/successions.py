"""Tells from news of a new head who went: "เข้ารับตำแหน่งแทน...", "... ซึ่งย้ายไป", "... ที่เกษียณ"."""

import re

_NEAR = 60  # code points of a line on either side of a name
_NEW = re.compile(
    r"(?:คน|ท่าน|ราย)ใหม่|รับตำแหน่ง|ดำรงตำแหน่ง|รับหน้าที่|(?:เริ่ม|วันแรก)[^\n]{0,20}(?:งาน|ราชการ|หน้าที่)|รับไม้ต่อ|แต่งตั้ง|ได้รับเลือก"
)
# Right before the name of whom another one follows.
_FOLLOWED = re.compile(
    r"(?:แทน(?:ที่)?|(?:สืบ|รับช่วง|รับไม้|รับงาน|รับหน้าที่)?ต่อจาก)\s?(?:ท่าน)?(?:คนเดิม|คนเก่า)?\s*(?:คือ)?\s*$"
)
_WENT = re.compile(
    r"^[\s,(]*(?:ซึ่ง|ที่|ผู้ซึ่ง|ได้)?\s*(?:จะ)?(?:ได้)?(?:ย้าย|ไปดำรง|ไปรับ|พ้นจาก|พ้นตำแหน่ง|เกษียณ|ลาออก|ครบวาระ|หมดวาระ|ถึงแก่กรรม|โอนไป)"
)


def has_left(text: str, name: str) -> bool:
    """Whether a line tells that a person in it left the post, or was followed by another one."""
    at = text.find(name)
    if at < 0:
        return False
    before, behind = text[max(0, at - _NEAR) : at], text[at + len(name) :][:_NEAR]
    followed = _FOLLOWED.search(before) is not None and _NEW.search(text) is not None
    return followed or _WENT.match(behind) is not None
