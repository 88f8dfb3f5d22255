"""The words by which a report tells what was done or spent so far."""

import re

_PROGRESS = re.compile(
    r"สะสม|ก้าวหน้า|คืบหน้า|ผลการ(?:ดำเนิน|ใช้|เบิก|ปฏิบัติ)|ผลการ|ผลที่ได้|ผลผลิตที่ได้|เบิกจ่าย|ใช้ไป|ใช้จริง|จ่ายจริง|ร้อยละ"
    r"|แล้วเสร็จ|เสร็จสิ้น|ดำเนินการแล้ว|อยู่ระหว่าง|สถานะ|ยังไม่(?:ได้)?ดำเนิน|progress|status"
    r"|actual|spent|as of (?=\d)"
    r"|(?:เบิก|จ่าย|จัด|ทำ|อบรม|ซ่อม|สร้าง|ส่ง)(?:ไป)?แล้ว|ผล ?(?:ณ|ถึง) ?(?:วันที่|สิ้น|ไตรมาส|เดือน|\d)",
    re.I,
)
# Everyday words that ask or say how far the work has come: "ทำไปถึงไหนแล้ว", "ที่ทำไปแล้ว".
HOW_FAR = re.compile(
    r"(?:ถึง|ไป)(?:ไหน|ขั้นไหน|ขั้นใด)(?:แล้ว)?|(?:ทำ|จัด|ดำเนินการ|ใช้|จ่าย|เดินหน้า)ไป(?:ได้)?(?:แล้ว|เท่าไร|เท่าไหร่|แค่ไหน|อะไร)"
    r"|(?:ทำ|จัด|ดำเนินการ)(?:ได้)?(?:จริง|อะไร(?:ไป)?แล้ว|แล้วบ้าง)|ที่(?:ทำ|ผ่านมา)(?:ไป)?แล้ว|ใช้(?:เงิน|งบ)ไป|เดินมาถึง"
)


def speaks_of_progress(text: str) -> bool:
    """Whether words speak of what was done or spent so far."""
    return _PROGRESS.search(text) is not None
