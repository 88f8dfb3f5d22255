"""Tells what a column or label of a procurement table means, by its words and not by its place.

Known layouts: form SKR.1 of the official-information law, the assessment's own list forms, and the
plain words that agencies put in their stead. A heading may carry two meanings at once ("ผู้เสนอราคา
และราคาที่เสนอ"), and a sub-heading may say only which half it holds ("รายชื่อ" | "ราคา").
"""

import re
from enum import StrEnum
from functools import lru_cache

from crawler.thai import fold_text


class Role(StrEnum):
    """What one cell of a procurement tells."""

    ITEM = "item"
    AMOUNT = "amount"
    REFERENCE = "reference"
    METHOD = "method"
    BIDDER = "bidder"
    BID = "bid"
    WINNER = "winner"
    AGREED = "agreed"
    REASON = "reason"
    CONTRACT_NO = "contract_no"
    CONTRACT_DATE = "contract_date"
    SOURCE = "source"
    STATUS = "status"
    START = "start"
    EGP = "egp"
    ORDER = "order"
    MONTH = "month"
    COUNT = "count"
    OTHER = "other"  # known, and asked for by no item: agency, year, remarks, delivery


# What makes a row of cells a procurement; the others only go with it.
TELLING = frozenset(Role) - {Role.ORDER, Role.MONTH, Role.COUNT, Role.OTHER}

_Roles = frozenset[Role]
_LONGEST = 110  # folded code points; longer cells are content


def _pattern(words: str) -> re.Pattern[str]:
    """A pattern on folded text, in which sara am is sara aa and nothing is spaced."""
    return re.compile(words.replace("ำ", "า"), re.I)


_ORDER = _pattern(r"^(?:ลำดับ(?:ที่|รายการ)?|ที่\.?|no\.?|#|ข้อ(?:ที่)?|เลขที่?ลำดับ)$")
_AGENCY = _pattern(
    r"^(?:ชื่อ)?(?:หน่วยงาน|ส่วนราชการ|สังกัด|กอง/|กองที่)|^(?:(?:เขต|กิ่ง)?[/ ]*อำเภอ|เขต$|จังหวัด|กระทรวง)"
    r"|ประเภทหน่วยงาน|ผู้รับผิดชอบ"
    r"|^(?:หน่วย|กอง|ฝ่าย|ผู้)(?:งาน)?(?:ที่)?(?:ใช้|ขอใช้|เจ้าของ|ต้องการ)(?:งาน|พัสดุ)?$"
)
_YEAR = _pattern(r"^ปี(?:งบประมาณ|งบ)?(?:พ\.?ศ\.?)?$|^ปีงบประมาณ(?:พ\.?ศ\.?)?\d{0,4}$")
_REMARK = _pattern(r"หมายเหตุ|เอกสารแนบ|ดาวน์โหลด|ไฟล์|ผู้เสียภาษี|ประจำตัว|ที่มาของราคากลาง|แหล่งที่มาของราคา")
_MONTH = _pattern(r"^(?:ประจำ|รอบ)?เดือน(?:ที่(?:ซื้อ|จัดซื้อ|ดำเนินการ)[^ค]*)?$")
_REASON = _pattern(r"เหตุผล|เหตุที่|ทำไม|^เกณฑ์|เกณฑ์(?:การ|ที่ใช้)?(?:พิจารณา|คัดเลือก)|เพราะ")
_METHOD = _pattern(r"วิธี|รูปแบบการจัด")
_EGP = _pattern(r"e-?gp|อีจีพี|(?:เลขที่|เลข|รหัส|หมายเลข)(?:ของ)?โครงการ|เลข(?:ที่)?gp")
_REFERENCE = _pattern(r"ราคากลาง|ราคาอ้างอิง")
_SOURCE = _pattern(
    r"แหล่ง|ที่มา|ประเภท(?:ของ)?(?:งบ|เงิน|ราย)|หมวด|(?:เงิน|งบ)(?:มา|ได้)?จาก|^งบรายจ่าย$|ใช้เงิน(?:อะไร|จาก|ใด)"
)
_CONTRACT = _pattern(r"สัญญา|ข้อตกลง|ใบสั่ง|บันทึกตกลง|เลขที่.{0,8}วันที่|วันที่.{0,8}เลขที่|เอกสารอ้างอิง")
_CONTRACT_LATER = _pattern(r"สิ้นสุด|ครบกำหนด|ระยะเวลา|ส่งมอบ|เริ่ม|ตรวจรับ")
_WINNER = _pattern(
    r"ผู้ชนะ|คัดเลือก|ได้รับเลือก|ผู้ได้รับ|ได้งาน|ผู้รับจ้าง|ผู้ขาย|คู่สัญญา|ผู้รับงาน|ผู้รับเหมา|ผู้รับการ|ผู้ถูกเลือก|(?:ซื้อ|จ้าง)(?:จาก|กับ)?ใคร|ใครได้|ได้ใคร|จัดซื้อจาก|ซื้อจาก"
)
_SUPPLIER = _pattern(r"ผู้ประกอบการ|บริษัท|ร้าน|ห้าง|ผู้จำหน่าย|ชื่อผู้|เจ้าหนี้")
_BIDDER = _pattern(
    r"ผู้เสนอ|ใคร(?:มา)?(?:เสนอ|ยื่น)|ผู้ยื่น|เสนอราคา|ราคา(?:ที่)?เสนอ|ผู้เข้า(?:เสนอ|ยื่น|ร่วม|แข่ง)|คู่เทียบ|ผู้แข่งขัน"
)
_AGREED = _pattern(
    r"(?:ราคา|จำนวนเงิน|มูลค่า|เงิน).{0,12}(?:ตกลง|ทำสัญญา|ต่อรอง|จริง)|วงเงิน(?:ที่)?(?:ตกลง|ตามสัญญา|ทำสัญญา|สัญญา|จริง)"
    r"|ราคา(?:ที่)?(?:จัด(?:หา)?)?(?:ซื้อ|จ้าง|ได้)|ค่าจ้าง|^ตกลง|^ราคา(?:ที่)?$|^มูลค่า|(?:ซื้อ|จ้าง)จริง"
)
_AMOUNT = _pattern(
    # "รายการงบลงทุน" heads what is bought.
    r"วงเงิน|(?<!รายการ)(?<!โครงการ)งบ|จำนวนเงิน|^เงิน|รวมเงิน|เป็นเงิน|ตั้งเงิน|ตั้งไว้|เงินที่ได้"
)
_STATUS = _pattern(
    r"สถานะ|สถานการณ์|ก้าวหน้า|คืบหน้า|ผลการดำเนิน|ผลดำเนิน|^ผลการ|ขั้นตอน|ดำเนินการถึง|ถึงขั้น|ถึงไหน|การดำเนินงาน$|^ผล$"
)
_START = _pattern(r"คาดว่า|คาดการณ์|เริ่ม|ช่วงเวลา|เมื่อ(?:ไร|ใด)?$|กำหนด|ไตรมาส|ระยะเวลา|แผน.*เดือน|เดือนที่")
_COUNT = _pattern(r"จำนวน(?:รายการ|โครงการ|ครั้ง|สัญญา|เรื่อง|งาน)|^จำนวน$|^กี่|รวมรายการ")
_QUANTITY = _pattern(r"^(?:จำนวน)?(?:หน่วย|หน่วยนับ|ปริมาณ)$|ราคาต่อหน่วย")
_DATE = _pattern(r"^วันที่|^ว/ด/ป|^วดป|^วันเดือนปี|^วัน,?เดือน")
_ITEM = _pattern(
    r"งาน|รายการ|โครงการ|ซื้อ|จ้าง|พัสดุ|เรื่อง|รายละเอียด|สิ่งของ|ครุภัณฑ์|สิ่งก่อสร้าง|สิ่งที่(?:จะ)?(?:จัดหา|ต้องการ|ขอ|ได้)|ของที่"
)

_PRICE = _pattern(r"ราคา|จำนวนเงิน|วงเงิน|มูลค่า|บาท|เงิน|เท่าไ[รห]")
_NAMED = _pattern(r"ชื่อ|ราย|ผู้|บริษัท|ร้าน|ห้าง|ใคร")
_OFFERING = _pattern(
    r"ผู้(?:ชนะ|ได้รับ|เข้า|ยื่น)?(?:การ)?(?:ยื่น)?เสนอราคา|การ(?:ยื่น)?เสนอราคา|ใบเสนอราคา|เสนอราคา"
)
_NUMBER = _pattern(r"เลข")
_DAY = _pattern(r"วันที่|ลงวัน|วันเดือน|วัน,เดือน|ลงนาม|วันทำ|ว\.?ด\.?ป|ลว\.?")
_UNITS = re.compile(r"\((?:หน่วย:?)?(?:ล้าน|พัน|แสน)?บาท\)|\(?:?บาท\)?$|[()*:]|\(?\d{1,2}\)$")
# What a heading holds in particular: "รายการจัดซื้อจัดจ้าง (หมวดค่าครุภัณฑ์)" is no source of money.
_EXPLAINS = _pattern(
    r"(?<=.)\((?:งบ|ปี|พ\.ศ|หมวด|ประเภท|เช่น|ระบุ|กรณี|ถ้ามี|ได้แก่|เฉพาะ(?!เจาะจง))[^()]{0,80}\)"
)
# Sub-headings that say only which half of the heading above them they hold.
_HALF = _pattern(
    r"^(?:ราคา|จำนวนเงิน|วงเงิน|บาท|เงิน|ราย(?:ชื่อ|นาม)?|ชื่อ(?:ผู้ประกอบการ|ร้าน|บริษัท|ร้านค้า)?|ผู้ประกอบการ|บริษัท/ร้าน|ร้าน(?:ค้า)?|เลขที่|วันที่|ลงวันที่|วัน/?เดือน/?ปี|ลว\.?)$"
)


def _told(text: str) -> str:
    """A folded heading without units and marks of numbering."""
    folded = _EXPLAINS.sub("", fold_text(text))
    return _UNITS.sub("", _UNITS.sub("", folded))


@lru_cache(maxsize=8192)
def roles_of(*texts: str) -> _Roles:
    """The meanings of a heading, its cells from top to bottom; empty when the words say none."""
    told = [words for words in (_told(text) for text in texts) if words]
    if not told or len(told[-1]) > _LONGEST:
        return frozenset()
    leaf = told[-1]
    if len(told) > 1 and not _HALF.match(leaf):
        own = _roles(leaf, leaf)
        if own & TELLING or own & {Role.ORDER, Role.MONTH}:
            return own
    found = _roles("".join(told), leaf if len(told) > 1 else "")
    sum_of_contract = Role.CONTRACT_NO in found and "บาท" in fold_text(texts[-1])
    return frozenset({Role.AGREED}) if sum_of_contract else found


_SIMPLE: tuple[tuple[re.Pattern[str], Role], ...] = (
    (_ORDER, Role.ORDER),
    (_YEAR, Role.OTHER),
    (_AGENCY, Role.OTHER),
    (_REMARK, Role.OTHER),
    (_MONTH, Role.MONTH),
    (_REASON, Role.REASON),
    (_COUNT, Role.COUNT),
)
_LATER: tuple[tuple[re.Pattern[str], Role], ...] = (
    (_AGREED, Role.AGREED),
    (_AMOUNT, Role.AMOUNT),
    (_STATUS, Role.STATUS),
    (_START, Role.START),
    (_pattern(r"^ลงวันที่$"), Role.CONTRACT_DATE),  # of the contract whose number stands before it
    (_DATE, Role.OTHER),
    (_QUANTITY, Role.OTHER),
    (_SUPPLIER, Role.WINNER),
    (_ITEM, Role.ITEM),
)


def _roles(words: str, half: str) -> _Roles:
    for pattern, role in _SIMPLE:
        if pattern.search(words):
            return frozenset({role})
    if _METHOD.search(words):
        return frozenset({Role.METHOD})
    if _EGP.search(words) and "สัญญา" not in words:
        return frozenset({Role.EGP})
    if _REFERENCE.search(words):
        both = "วงเงิน" in words
        return frozenset({Role.REFERENCE, Role.AMOUNT} if both else {Role.REFERENCE})
    if _SOURCE.search(words):
        return frozenset({Role.SOURCE})
    if _WINNER.search(words):
        return _halves(words, half, Role.WINNER, Role.AGREED)
    if _CONTRACT.search(words):
        return _contract(words, half)
    if _BIDDER.search(words):
        return _halves(words, half, Role.BIDDER, Role.BID)
    for pattern, role in _LATER:
        if pattern.search(words):
            return frozenset({role})
    return frozenset()


def _halves(words: str, half: str, name: Role, price: Role) -> _Roles:
    """Name, price, or both."""
    if _DATE.search(half or words):
        return frozenset({Role.OTHER})
    told = half or words
    priced = bool(_PRICE.search(_OFFERING.sub("", told)))
    named = bool(_NAMED.search(told)) or (not half and bool(_WINNER.search(words)))
    if priced and words.startswith("ราคา") and "และ" not in words and "ชื่อ" not in words:
        named = False  # "ราคาของผู้ได้รับการคัดเลือก"
    if priced and not named:
        return frozenset({price})
    return frozenset({name, price} if priced else {name})


def _contract(words: str, half: str) -> _Roles:
    if _PRICE.search(words):
        return frozenset({Role.AGREED})
    if _STATUS.search(words):
        return frozenset({Role.STATUS})
    if _CONTRACT_LATER.search(words):
        return frozenset({Role.OTHER})
    told = half if half and _HALF.match(half) else words
    number, day = bool(_NUMBER.search(told)), bool(_DAY.search(told))
    if number != day:
        return frozenset({Role.CONTRACT_NO if number else Role.CONTRACT_DATE})
    return frozenset({Role.CONTRACT_NO, Role.CONTRACT_DATE})
