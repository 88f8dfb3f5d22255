"""Lines that every page carries and that say nothing of it: counters, dates of posting, buttons."""

import re

# Counters, dates of posting, share buttons, printing: said on every page, about nothing.
_FURNITURE = re.compile(
    r"^(?:(?:จำนวน)?(?:ผู้)?(?:เข้าชม|อ่าน|ดู|เปิดอ่าน|views?|hits?)\b.{0,30}|แชร์.{0,30}|share.{0,20}|"
    r"(?:โพสต์|เผยแพร่|ประกาศ|อัปเดต|ปรับปรุง)(?:เมื่อ|โดย|ล่าสุด).{0,60}|พิมพ์|print|ย้อนกลับ|กลับหน้าหลัก|"
    r"หน้าแรก|home|[\d๐-๙/:. ]+(?:น\.)?)$",
    re.I,
)


def is_furniture(text: str) -> bool:
    """Whether a line is a counter, a posting note, a share or print button, or a bare date."""
    return bool(_FURNITURE.match(text.strip()))
