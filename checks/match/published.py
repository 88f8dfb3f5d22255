"""Tells when a paper was signed, sent or put up from what it is about."""

import re

_PUBLISHED = re.compile(
    r"เผยแพร่|ปรับปรุง|โพสต์|ลงนาม|ลงวันที่|ณ ?วันที่|แก้ไขล่าสุด|อัปเดต|อัพเดต|วันที่ลง|รับทราบ"
    r"|อ่าน ?\d+|เปิดอ่าน|ผู้(?:เข้า)?ชม"
)
# Who puts a page up writes the first, who signs a paper the second.
_PUT_UP = re.compile(
    r"เผยแพร่|โพสต์|แก้ไขล่าสุด|ปรับปรุงล่าสุด|อัปเดต|อัพเดต|อัพเดท|(?:วันที่)?ลง(?:ข่าว|ข้อมูล|ประกาศ|เว็บ)"
    r"|อ่าน ?\d+|เปิดอ่าน|ผู้(?:เข้า)?ชม|posted|published",
    re.I,
)
_SIGNED = re.compile(r"(?:ประกาศ|ให้ไว้|สั่ง|ลงนาม|แถลง|ทำ) ?(?:ไว้ ?)?(?:ณ|เมื่อ) ?วันที่|ลงวันที่|ลงนาม")


def tells_posting(text: str) -> bool:
    """Whether a line tells when a page was put up, and not when a paper was signed."""
    return _PUT_UP.search(text) is not None and not tells_signature(text)


def tells_signature(text: str) -> bool:
    """Whether a line tells when a paper was signed or given."""
    return _SIGNED.search(text) is not None


def tells_publication(text: str) -> bool:
    """Whether a line tells when something was signed, sent or put up."""
    return _PUBLISHED.search(text) is not None
