"""Lines that tell what a service costs: a sum of baht that nobody is given, lent or fined.

"💰 50 บาท", "จ่ายเดือนแรก 1,500 บาท แล้วรับกุญแจ": in a manual of a service a sum is its fee, but for
what the service itself pays out, for limits of what may be asked for and for the worth of things.
"""

import re

from checks.match.periods.dates import plain_text

_SUM = re.compile(r"(?<![\d/.,])\d[\d,]*(?:\.\d{1,2})? ?(?:บาท|สตางค์|\.-(?=\s|$)|฿)|฿ ?\d")
_OTHER_SUM = re.compile(
    r"ทุน|ปรับ|โทษ|มูลค่า|วงเงิน|กู้|สงเคราะห์|เบี้ย|รายได้|งบ|ราคา|ช่วยเหลือ|ได้รับ|ชดเชย|ทดแทน|เงินเดือน|สินเชื่อ|ไม่เกิน|เกินกว่า|ไม่ถึง|ประเมิน|คุ้มครอง|รางวัล|หนี้"
    r"|ค่าจ้าง|ค่าตอบแทน|เงินอุดหนุน|เยียวยา|จ่าย(?:เงิน)?ให้|รับเงิน|ล้าน"
)
_NEAR = 60  # code points before a sum, and behind it, that say what it is


def tells_fee(text: str) -> bool:
    """Whether a line tells a sum that one who asks for the service pays."""
    plain = plain_text(text)
    return any(
        not _OTHER_SUM.search(plain[max(0, found.start() - _NEAR) : found.end() + _NEAR])
        for found in _SUM.finditer(plain)
    )
