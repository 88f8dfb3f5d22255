"""Recognises what the cells of a procurement hold, and the words that there was none.

Source: the methods of the Public Procurement Act B.E. 2560, sections 55 and 56, and older ones.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from checks.match.periods.years import dates
from checks.match.procurement.columns import Role
from checks.match.reading.values import is_dash
from crawler.thai import arabic_digits, fold_text

_LETTERS = re.compile(r"[ก-ฮa-zA-Z]")
_PLAIN_SUM = re.compile(r"\d")
# Inside a cell that also holds names: a number is a price only where it is written like one.
_SUM_AMONG_NAMES = re.compile(
    r"(?<![\d./])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d/])"
    r"|\d+(?:\.\d+)? ?(?:(?:พัน|หมื่น|แสน|ล้าน) ?)?(?:บาท|บ\.|฿|[.]-)"
    r"|\d+(?:\.\d+)? ?(?:แสน|ล้าน)"
    r"|(?<![\d./])\d{3,9}(?:\.\d{1,2})?(?![\d/]|\.\d)"
    r"|(?<![\d./])\d{1,9}\.\d\d(?!\d)"
)
_KNOWN_METHOD = re.compile(
    (
        r"เฉพาะเจาะจง|เจาะจง|e-?bidding|อี-?บิดดิ้ง|e-?market|ประกวดราคา|คัดเลือก|ตลาดอิเล็กทรอนิกส์|สอบราคา"
        r"|เชิญชวน|ตกลงราคา|กรณีพิเศษ|วิธีพิเศษ|ประกวดแบบ|จ้างที่ปรึกษา|ดำเนินการเอง|จัดซื้อรวม|ซื้อตรง"
        r"|มาตรา5[56]|56\(|ม\.56|e-?auction|เงินสดย่อย|(?<![ก-ฮ])ว\d{2,3}(?!\d)"
    ).replace("ำ", "า"),
    re.I,
)
_CONTRACT_NUMBER = re.compile(r"\d")
_DATE_PIECES = re.compile(
    # "จ้าง 1-3/69": the numbers of three contracts.
    r"(?<!จ้าง)(?<!จ้าง )(?<!ซื้อ)(?<!ซื้อ )(?<!เลขที่)(?<!เลขที่ )(?<!\d)"
    r"\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{2,4}"
    r"|\d{1,2} ?(?:ม\.?ค|ก\.?พ|มี\.?ค|เม\.?ย|พ\.?ค|มิ\.?ย|ก\.?ค|ส\.?ค|ก\.?ย|ต\.?ค|พ\.?ย|ธ\.?ค)"
    r"\.? ?(?:\d{2,4})?"
)
_EGP_NUMBER = re.compile(r"(?<!\d)\d{8,13}(?!\d)")
_TIME = re.compile(
    r"\d|ไตรมาส|ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย|ต\.ค|พ\.ย|ธ\.ค"
    r"|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
)
_NOTHING = re.compile(r"^[-–—*.\s]*(?:ไม่มี|n/?a|none)[-–—*.\s]*$", re.I)

# "ไม่มีการจัดซื้อจัดจ้าง", "- ไม่มี -", "ไม่มีรายการ", "มิได้ดำเนินการจัดซื้อ"; on folded text.
_NONE = re.compile(
    (
        r"(?:ไม่มี|ไม่ได้|มิได้|ไม่ปรากฏ|ไม่พบ)(?:มี|การ|ดำเนิน|ดำเนินการ|ข้อมูล|รายการ|โครงการ|งาน|ผล|ทำ|ตั้ง|สรุป|ผู้ได้รับ)*"
        r"(?:การ)*(?:จัดซื้อ|จัดจ้าง|ซื้อหรือจ้าง|จัดหา|พัสดุ|งบลงทุน|ลงทุน|ค่าครุภัณฑ์)"
        r"|^[-*.()\s]*ไม่มี(?:ข้อมูล|รายการ|การดำเนินการ|การดำเนินงาน)?(?:ใน(?:เดือน|รอบ|ช่วง).*)?[-*.()\s]*$"
        r"|^(?:ใน)?(?:รอบ|ประจำ)?เดือน[^\n]{2,24}(?:ไม่มี(?:ข้อมูล|รายการ|การ)?|-ไม่มี-)[-*.()\s]*$"
        r"|^(?:ใน)?เดือนนี้ไม่มี"
        r"|noprocurement"
    ).replace("ำ", "า")
)
_NOT_PLAIN = re.compile(
    r"(?:หาก|กรณี|ถ้า|เมื่อ)(?:ที่)?(?:ใน)?(?:เดือน|รอบ)?[^\n]{0,24}ไม่(?:มี|ได้)|ไม่มี(?:ผู้(?:ยื่น|เสนอ|ร้อง|อุทธรณ์)|ปัญหา|การอุทธรณ์|วันหยุด)"
    r"|(?:ที่|ซึ่ง)ไม่(?:มี|ได้)|ไม่มีแผน"
)
_OF_BUYING = re.compile(r"ซื้อ|จ้าง|จัดหา|พัสดุ|รายการ|ลงทุน|ครุภัณฑ์|procurement|ข้อมูลในเดือน|เดือนนี้")
_TOTAL = re.compile(r"^(?:\(?(?:ยอด)?รวม|total|สรุป(?:ยอด)?รวม|ทั้งสิ้น|ยอดยกมา|ยอดสะสม)", re.I)
_NAMES_ONLY = frozenset({Role.BIDDER, Role.WINNER})
_SUMS = frozenset({Role.AMOUNT, Role.REFERENCE, Role.BID, Role.AGREED})


def is_nothing(text: str) -> bool:
    """Whether a cell says "nothing": dashes, or the bare words for it."""
    return is_dash(text) or bool(_NOTHING.match(text.strip()))


@lru_cache(maxsize=8192)
def states_none(text: str) -> bool:
    """Whether words say plainly that there was no procurement."""
    folded = fold_text(text)
    return bool(_NONE.search(folded)) and not _NOT_PLAIN.search(folded)


def speaks_of_buying(text: str) -> bool:
    """Whether words of a statement name what there was none of; a bare "ไม่มี" does not."""
    return bool(_OF_BUYING.search(fold_text(text)))


def is_total(text: str) -> bool:
    """Whether a cell opens a row of sums."""
    return bool(_TOTAL.match(fold_text(text)))


def known_method(text: str) -> bool:
    """Whether words name a method of procurement that the law knows or knew."""
    return bool(_KNOWN_METHOD.search(fold_text(text)))


@lru_cache(maxsize=65536)
def tells(role: Role, text: str, *, shared: bool = False) -> bool:
    """Whether a cell holds a value of the meaning; ``shared`` when names stand in it as well."""
    if not text.strip() or is_nothing(text):
        return False
    plain = arabic_digits(text)
    if role in _SUMS:
        return bool((_SUM_AMONG_NAMES if shared else _PLAIN_SUM).search(plain))
    letters = len(_LETTERS.findall(plain))
    match role:
        case Role.METHOD:
            return known_method(text) or letters >= _WORDS
        case Role.CONTRACT_NO:
            return bool(_CONTRACT_NUMBER.search(_without_dates(text)))
        case Role.CONTRACT_DATE:
            return bool(dates(text)) or bool(_DATE_PIECES.search(plain))
        case Role.EGP:
            return bool(_EGP_NUMBER.search(re.sub(r"[\s-]", "", plain)))
        case Role.START:
            return bool(_TIME.search(plain)) or letters >= _WORDS
        case Role.REASON:
            return letters >= _NAME or bool(re.search(r"\d", plain))
        case _ if role in _NAMES_ONLY:
            return letters >= _NAME
        case _:
            return letters >= _NAME


_NAME, _WORDS = 2, 4  # letters


def _without_dates(text: str) -> str:
    """The text in Arabic figures, its dates taken out."""
    plain = list(arabic_digits(text))
    for mention in dates(text):
        plain[mention.start : mention.end] = " " * (mention.end - mention.start)
    return _DATE_PIECES.sub(" ", "".join(plain))


def egp_months(text: str) -> tuple[tuple[int, int], ...]:
    """The (year CE, month) in which projects of these e-GP numbers were opened.

    The numbers open with the Buddhist year and month: 67119... is November 2567.
    """
    found = []
    for number in _EGP_NUMBER.findall(re.sub(r"[\s-]", "", arabic_digits(text))):
        year, month = int(number[:2]), int(number[2:4])
        if len(number) == _EGP_LENGTH and 55 <= year <= 85 and 1 <= month <= 12:
            found.append((2500 + year - 543, month))
    return tuple(found)


_EGP_LENGTH = 11

LABELS_TH: Mapping[Role, str] = {
    Role.ITEM: "งานที่ซื้อหรือจ้าง",
    Role.AMOUNT: "วงเงิน",
    Role.REFERENCE: "ราคากลาง",
    Role.METHOD: "วิธีซื้อหรือจ้าง",
    Role.BIDDER: "รายชื่อผู้เสนอราคา",
    Role.BID: "ราคาที่เสนอ",
    Role.WINNER: "ผู้ได้รับการคัดเลือก",
    Role.AGREED: "ราคาที่ตกลงซื้อหรือจ้าง",
    Role.REASON: "เหตุผลที่คัดเลือก",
    Role.CONTRACT_NO: "เลขที่ของสัญญาหรือข้อตกลง",
    Role.CONTRACT_DATE: "วันที่ของสัญญาหรือข้อตกลง",
    Role.SOURCE: "แหล่งที่มาของงบประมาณ",
    Role.STATUS: "สถานะการจัดซื้อจัดจ้าง",
    Role.START: "ช่วงเวลาที่คาดว่าจะเริ่ม",
    Role.EGP: "เลขที่โครงการในระบบ e-GP",
}
