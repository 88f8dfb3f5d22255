"""Tells the days of signing, handing in and putting up from what a paper or page is about."""

import re

_PUBLISHED = re.compile(
    r"เผยแพร่|ปรับปรุง|โพสต์|ลงนาม|ลงวันที่|ณ ?วันที่|แก้ไขล่าสุด|อัปเดต|อัพเดต|วันที่ลง|รับทราบ"
    r"|อ่าน ?\d+|เปิดอ่าน|ผู้(?:เข้า)?ชม"
)
# Who puts a page up writes the first, who signs a paper the second.
_PUT_UP = re.compile(
    r"เผยแพร่|โพสต์|แก้ไขล่าสุด|ปรับปรุงล่าสุด|อัปเดต|อัพเดต|อัพเดท|(?:วันที่)?ลง(?:ข่าว|ข้อมูล|ประกาศ|เว็บ)"
    r"|อ่าน ?\d+|เปิดอ่าน|ผู้(?:เข้า)?ชม|ผู้(?:ลงข้อมูล|โพสต์|นำเข้า)|posted|published",
    re.I,
)
_SIGNED = re.compile(r"(?:ประกาศ|ให้ไว้|สั่ง|ลงนาม|แถลง|ทำ) ?(?:ไว้ ?)?(?:ณ|เมื่อ) ?วันที่|ลงวันที่|ลงนาม")

_POSTING_NOTE = re.compile(
    r"^[\W\d]*(?:วัน(?:ที่|เวลาที่)?|เมื่อ|ข้อมูล)?(?:เผยแพร่|ปรับปรุง|แก้ไข|อัป?เดต|อัพเดท|โพสต์|โพส|บันทึก|นำเข้า|นำขึ้น|สร้างเมื่อ"
    r"|(?:ปรับปรุง|แก้ไข)(?:หน้า)?เว็บ(?:ไซต์|ไซด์|เพจ)?"
    r"|ลง(?:ข้อมูล|ข่าว|ประกาศ|เว็บ|เรื่อง|เมื่อ))[^\n]{0,40}$"
    # "ประกาศเมื่อ 17 ต.ค. 66 | ผู้ลงข้อมูล: งานประชาสัมพันธ์"
    r"|^[\W\d]*ประกาศเมื่อ[^\n]{6,40}ผู้(?:ลง|โพส|บันทึก|นำเข้า)[^\n]{0,60}$"
)
_CHANGED = re.compile(r"ปรับปรุง(?:ข้อมูล|เมื่อ|ล่าสุด|ครั้ง)|แก้ไข|อัปเดต|อัพเดท|พิมพ์เมื่อ|updated", re.I)
_HANDED_IN = re.compile(r"ผู้รายงาน|ลงชื่อ|(?:รายงาน|ข้อมูล) ?ณ ?วันที่|^\s*\(?(?:ณ )?วันที่")


def tells_posting(text: str) -> bool:
    """Whether a line tells when a page was put up, and not when a paper was signed."""
    return _PUT_UP.search(text) is not None and not tells_signature(text)


def tells_signature(text: str) -> bool:
    """Whether a line tells when a paper was signed or given."""
    return _SIGNED.search(text) is not None


def tells_publication(text: str) -> bool:
    """Whether a line tells when something was signed, sent or put up."""
    return _PUBLISHED.search(text) is not None


def is_posting_note(text: str) -> bool:
    """Whether a line does nothing but tell when the page was put up or changed."""
    return _POSTING_NOTE.search(text) is not None


def tells_change(text: str) -> bool:
    """Whether a line tells when a page was last changed."""
    return _CHANGED.search(text) is not None


def tells_handing_in(text: str) -> bool:
    """Whether a line tells when a report was handed in, or who did."""
    return _HANDED_IN.search(text) is not None
