"""Codes of disclosure items in every spelling that sites use: O12, o 12, 012, OIT 12, and so on.

A code helps to order a page; it never names a subject, since numbers move from year to year.
"""

import re

from crawler.thai import arabic_digits

LARGEST_CODE = 43  # the longest list of any year, 2563 to 2566

# Not a Latin letter or figure before (CO2, MOIT 1), no longer number behind (O2568, O1.2).
_LETTER_CODE = re.compile(
    r"(?<![A-Za-z\d])(?:OIT[ _-]?(?:O[ _-]?)?|O ?[-._–]? ?)0?(?P<number>\d{1,2})"
    r"(?![A-Za-z\d]|[.,/]\d)",
    re.I,
)
_ZERO_CODE = re.compile(r"(?<![\dA-Za-z.,/:+-])0(?P<number>\d\d)(?![A-Za-z\d]|[.,/:]\d| ?-? ?\d)")
_ITEM_WORD = re.compile(
    r"(?<!ตาม)(?<!ตาม )ข้อ(?:ที่)? ?(?P<number>\d{1,2})(?!\d|[.,/]\d| ?(?:แห่ง|ของ|วรรค|ถึง|คะแนน))"
)
_NOT_A_CODE_BEFORE = re.compile(
    r"(?:ที่|เลขที่|หมายเลข|โทร\.?|โทรศัพท์|โทรสาร|แฟกซ์|fax|tel|รหัส|หมู่|ว|จำนวน|ห้อง)[ .:]*\Z", re.I
)
_NOT_A_CODE_AFTER = (
    r"(?! ?(?:ม\.? ?ค|ก\.? ?พ|มี\.? ?ค|เม\.? ?ย|พ\.? ?ค|มิ\.? ?ย|ก\.? ?ค|ส\.? ?ค|ก\.? ?ย|ต\.? ?ค"
    r"|พ\.? ?ย|ธ\.? ?ค|มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรก|สิงหา|กันยา|ตุลา|พฤศจิ|ธันวา"
    r"|ปี|เดือน|วัน|ราย(?![งก]|ได้)|คน|บาท|แห่ง|ครั้ง|ฉบับ|ข้อ(?!มูล)|นาที|ชั่วโมง|น\.))"
)
_LEADING = re.compile(
    r"[\s\-–•*([]*(?:(?:OIT[ _-]?(?:O[ _-]?)?|O ?[-._–]? ?|0)(?P<marked>\d{1,2})"
    r"(?!\d|[.,/:]\d|[A-Za-z]| ?-? ?\d)"
    r"|ข้อ(?:ที่)? ?(?:O ?)?0?(?P<worded>\d{1,2})(?!\d|[.,/]\d)"
    rf"|(?P<glued>\d\d)(?=[ก-ฮเ-ไ]){_NOT_A_CODE_AFTER})",
    re.I,
)


def _valid(number: str) -> int | None:
    value = int(number)
    return value if 1 <= value <= LARGEST_CODE else None


def item_codes(text: str) -> tuple[int, ...]:
    """Numbers of the items that the text names by code, distinct, in its order.

    List numbers, order numbers, telephones, sums and years are no codes.
    """
    plain = arabic_digits(text)
    found: dict[int, int] = {}
    for pattern in (_LETTER_CODE, _ZERO_CODE, _ITEM_WORD):
        for match in pattern.finditer(plain):
            number = _valid(match["number"])
            before = plain[max(0, match.start() - 16) : match.start()]
            if number is None or (pattern is _ZERO_CODE and _NOT_A_CODE_BEFORE.search(before)):
                continue
            found.setdefault(match.start("number"), number)
    leading = leading_code(text)
    if leading is not None:
        found.setdefault(-1, leading)
    return tuple(dict.fromkeys(found[place] for place in sorted(found)))


def leading_code(text: str) -> int | None:
    """The item number that a label begins with, None when it begins with none."""
    match = _leading_match(text)
    return _valid(match["marked"] or match["worded"] or match["glued"]) if match else None


def without_codes(text: str) -> str:
    """The text without the codes that mark an item by letter, and without a leading code."""
    plain = arabic_digits(text)
    match = _leading_match(text)
    start = match.end() if match else 0
    kept: list[str] = []
    for code in _LETTER_CODE.finditer(plain, start):
        if _valid(code["number"]) is not None:
            kept.append(text[start : code.start()])
            start = code.end()
    kept.append(text[start:])
    return " ".join(kept)


def _leading_match(text: str) -> re.Match[str] | None:
    plain = arabic_digits(text)
    match = _LEADING.match(plain)
    if match is None or _valid(match["marked"] or match["worded"] or match["glued"]) is None:
        return None
    if re.match(_NOT_A_CODE_AFTER, plain[match.end() :]) is None:
        return None
    return match
