"""The words by which a report tells what was done or spent so far."""

import re

_PROGRESS = re.compile(
    r"ก้าวหน้า|คืบหน้า|ผลการ(?:ดำเนิน|ใช้|เบิก|ปฏิบัติ)|ผลการ|ผลที่ได้|ผลผลิตที่ได้|เบิกจ่าย|ใช้ไป|ใช้จริง|จ่ายจริง|ร้อยละ"
    r"|แล้วเสร็จ|เสร็จสิ้น|ดำเนินการแล้ว|อยู่ระหว่าง|สถานะ|ยังไม่(?:ได้)?ดำเนิน|progress",
    re.I,
)


def speaks_of_progress(text: str) -> bool:
    """Whether words speak of what was done or spent so far."""
    return _PROGRESS.search(text) is not None
