"""Words that say who sees to a matter, or what a unit or committee is there for: nothing done.

"ผู้ประสานงาน: งานกิจกรรมและรณรงค์", "คณะทำงานมีหน้าที่จัดอบรม", "กองการศึกษา มีงานส่งเสริมคุณธรรม".
"""

import re

from checks.match.periods.dates import MONTH, plain_text
from crawler.thai import fold_text

# Folded spelling.
_OWNER = re.compile(
    r"^\W*(?:ผู้|หน่วยงาน(?:ที่|ผู้)?|ส่วน(?:งาน|ราชการ)(?:ที่)?|กองที่|ฝ่ายที่|เจ้าหน้าที่(?:ผู้)?)?"
    r"(?:รับผิดชอบ|ประสานงาน|ดูแล)[ก-๎]{0,40}[:：|=]"
)
_DUTY = re.compile(
    r"(?:มี|เป็น)(?:อานาจ)?หน้าที่|อานาจหน้าที่|(?<!เจ้า)หน้าที่(?:และ(?:อานาจ|ความ)|ความรับผิดชอบ|รับผิดชอบ|[:：])"
    r"|(?<!ผู้)(?<!ที่)รับผิดชอบ(?:งาน|การ|ด้าน|เกี่ยวกับ|จัด)"
)
_UNIT_HAS = re.compile(
    r"^\W*(?:กอง|สานัก|ฝ่าย|กลุ่ม|ส่วน|งาน)[ก-๎]{2,30}?(?=มีงาน|ประกอบด้วยงาน|แบ่งเป็นงาน)"
)
_DAY = re.compile(rf"\d{{1,2}}(?:{MONTH})|\d{{1,2}}/\d{{1,2}}/\d")


def before_duties(text: str) -> str:
    """A line, folded and with Arabic figures, up to where it tells duties; "" when it is only them.

    Of a line that begins with who is responsible nothing is left, unless it tells a day too.
    """
    said = fold_text(plain_text(text))
    if _OWNER.match(said) and not _DAY.search(said):
        return ""
    unit = _UNIT_HAS.match(said)
    if unit is not None:
        return said[: unit.end()]
    duty = _DUTY.search(said)
    return said[: duty.start()] if duty is not None else said
