"""Tells when a paper was signed, sent or put up from what it is about."""

import re

_PUBLISHED = re.compile(
    r"เผยแพร่|ปรับปรุง|โพสต์|ลงนาม|ลงวันที่|ณ ?วันที่|แก้ไขล่าสุด|อัปเดต|อัพเดต|วันที่ลง|รับทราบ"
    r"|อ่าน ?\d+|เปิดอ่าน|ผู้(?:เข้า)?ชม"
)


def tells_publication(text: str) -> bool:
    """Whether a line tells when something was signed, sent or put up."""
    return _PUBLISHED.search(text) is not None
