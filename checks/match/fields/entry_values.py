"""What an entry of a list tells, by the kind of its values.

A sum is money, set aside or spent; a month is a time; a level in brackets is a level.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from checks.match.fields.deeds import counts_things
from checks.match.periods.dates import MONTH, plain_text
from checks.match.reading.intent import WILL
from checks.match.reading.values import holds
from crawler.records import Document

_WHEN = re.compile(
    rf"{MONTH}|ไตรมาส|ตลอด ?ปี|ทุก ?(?:วัน|เดือน|ไตรมาส|ปี|สัปดาห์)|ทั้งปี"
    r"|(?<!\d)\d{1,2}/\d{1,2}/\d{2,4}|(?:ระยะเวลา|ภายใน|ใช้เวลา)[^\n]{0,12}\d+ ?(?:วัน|เดือน|สัปดาห์)"
    r"|(?:ปี ?(?:งบประมาณ)?|พ\.ศ\.)[^\d\n]{0,4}(?:25)\d\d",
    re.I,
)
_SPENT = re.compile(r"ใช้|จ่าย|เบิก|หมด(?:ไป|งบ|เงิน)|สิ้นเงิน|เสีย(?:ค่า|เงิน|ไป)")
NOTHING_SPENT = re.compile(r"ไม่(?:ได้|ต้อง)? ?(?:ใช้|ตั้ง|เบิก|มี|เสีย)[ก-๙ ]{0,12}(?:งบ|เงิน|ค่าใช้จ่าย)")
_SUM_ALONE = re.compile(r"\W*(?:ค่า[ก-๎]{2,24} ?)?\d[\d,.]* ?(?:พัน|หมื่น|แสน|ล้าน)? ?บาท\W*")
_COUNT = (
    r"\d[\d,.]{0,20} ?(?:คน|ราย|ครั้ง|เรื่อง|แห่ง|หลัง|เมตร|กม\.|กิโลเมตร|กิโลกรัม|กก\.|ตัน|ต้น|ชุด|ฉบับ|ตัว"
    r"|เที่ยว|สาย|จุด|ชิ้น|ภาพ|เล่ม|รุ่น|ครัวเรือน|ชุมชน|หมู่บ้าน|สัญญา|ตอน|แปลง|ไร่|รายการ|ร้าน|หน่วย|%)"
)
_DONE = re.compile(
    r"แล้วเสร็จ|เสร็จ|ดำเนินการแล้ว"
    r"|(?:ทำ|จัด|สร้าง|ซ่อม|เก็บ|เปิด|ติดตั้ง|ปลูก|ขุด|มอบ|แจก|อบรม|เผยแพร่|ออก|สอน|รับ|ขาย|ลง|ตรวจ|ประกาศ)"
    rf"[ก-๎]{{0,30}}(?:ได้|แล้ว|ครบ)|ส่งมอบ|ได้ ?{_COUNT}|ครบ|ไม่พบ|ลดลง|ลดจาก|เพิ่มขึ้น|บรรลุ|ผ่านเกณฑ์|สำเร็จ"
    rf"|(?:เรียกคืน|คืนเงิน|พบ)[ก-๎ ]{{0,24}}{_COUNT}|{_COUNT} ?จาก(?:ทั้งหมด)? ?\d"
    r"|มา ?\d[\d,]* ?(?:คน|ราย|ท่าน)|[ก-๎]{2,24}แล้ว\W*$"
    rf"|มี(?:ผู้|คน|นักเรียน|ประชาชน|เด็ก|พนักงาน)[ก-๎ ]{{0,24}}{_COUNT}"
    rf"|(?:เมื่อ|ตั้งแต่|เริ่ม)(?:วันที่)? ?(?:\d{{1,2}} ?{MONTH}|{MONTH})"
    rf"|ยังไม่(?:ได้)?(?:ดำเนินการ|ถึง|เริ่ม|แล้วเสร็จ)|อยู่ระหว่าง|ยกเลิก|ร้อยละ ?\d|\d ?%"
)
_RESULT = re.compile(r"\W*ผล(?:ที่ได้|งาน)?[ :：]+(?=[^\n]{0,40}[ก-๎]{2})")
_TO_COME = re.compile(
    rf"{WILL}|คาดว่า|กำหนด(?:จัด|การ|ไว้)|เป้าหมาย|ไม่น้อยกว่า|ไม่ต่ำกว่า|เพื่อ(?:ให้)?|ตัวชี้วัด|แผน"
)
_BUDGET = re.compile(r"งบ|วงเงิน|ตั้ง|จัดสรร")
_OF_TARGET = re.compile(r"(?:จาก|เกิน|ตาม|เทียบกับ)(?:ค่า)?(?:เป้าหมาย|เป้า|แผน)")
# What a strategy aims at, and by what it is measured.
_AIM = re.compile(
    r"\W*(?:เพื่อ)?(?:ให้|มุ่ง|อยาก|ต้องการ|ตั้งเป้า|หวัง|เพิ่ม|ลด|ภายใน(?:ปี)?|เป้า(?:หมาย)?)[^\n]{0,12}[ก-๎]{4}"
)
_GAUGE = re.compile(
    r"\W*(?:(?:จะ)?(?:นับ|วัด|ดู|ประเมิน|พิจารณา|รู้ได้)(?:ผล|ความสำเร็จ)?(?:จาก|ด้วย|ที่|โดย|ตาม)"
    r"|จำนวน|ร้อยละ|อัตรา|ระดับ|สัดส่วน)[^\n]{0,8}[ก-๎]{3}"
)
_LEVEL = re.compile(
    r"\W*(?:(?:อยู่(?:ใน)?)?(?:ระดับ|ค่า)?(?:ความเสี่ยง)?(?:อยู่(?:ใน)?)?(?:ระดับ)?)\s*[:：=]?\s*(?:\d{1,2}\s*[=:(,]?\s*)?"
    r"(?:สูงมาก|สูง|ปานกลาง|กลาง|ต่ำมาก|ต่ำ|น้อยมาก|น้อย|มาก|ยอมรับได้)\W*(?:\(?\s*\d{1,2}\s*(?:คะแนน)?\)?)?\W*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a list tells of: its name, and the pieces of text that belong to it."""

    document: Document
    title: str
    start: int  # span of the name, code points
    end: int
    parts: tuple[str, ...]  # what is said of it, the name left out


def reader_of(what: str, *, reported: bool = False) -> Callable[[Entry], str]:
    """What reads an entry for ``what``: the words that tell it, "" when none do.

    In what is ``reported`` counts beside money that was spent are results, whatever was planned.

    Raises:
        ValueError: ``what`` is no content of entries.
    """
    match what:
        case "name":
            return lambda entry: entry.title if _when(entry) or _money(entry) else ""
        case "when":
            return _when
        case "planned":
            return partial(_money, spent=False)
        case "spent":
            return partial(_money, spent=True)
        case "cost":
            return _cost
        case "done":
            return partial(_done, reported=reported)
        case "pursued":
            return lambda entry: entry.title if _aim(entry) or _gauge(entry) else ""
        case "aim":
            return _aim
        case "gauge":
            return _gauge
        case "level":
            return lambda entry: next((p for p in entry.parts if _LEVEL.fullmatch(p)), "")
        case _:
            raise ValueError(f"unknown content of entries {what!r}")


def _when(entry: Entry) -> str:
    return next((part for part in entry.parts if _WHEN.search(plain_text(part))), "")


def _money(entry: Entry, *, spent: bool | None = None) -> str:
    for part in entry.parts:
        if not holds(part, "money") or not re.search(
            r"บาท|,\d{3}|งบ|เงิน|ค่าใช้จ่าย", plain_text(part)
        ):
            continue
        if spent is None or NOTHING_SPENT.search(part) or bool(_SPENT.search(part)) is spent:
            return part
    return ""


def _cost(entry: Entry) -> str:
    """A sum alone, or no money, beside what came of it; words of plans and grants are none."""
    if not _done(entry, reported=True) and not any(map(counts_things, (entry.title, *entry.parts))):
        return ""
    return next(
        (p for p in entry.parts if _SUM_ALONE.fullmatch(plain_text(p)) or NOTHING_SPENT.search(p)),
        "",
    )


def _aim(entry: Entry) -> str:
    return next((part for part in entry.parts if _AIM.match(part)), "")


def _gauge(entry: Entry) -> str:
    return next((part for part in entry.parts if _GAUGE.match(part)), "")


def _done(entry: Entry, *, reported: bool) -> str:
    for part in entry.parts:
        plain = plain_text(part)
        if (_DONE.search(plain) or _RESULT.match(plain)) and not _TO_COME.search(plain):
            return part
    return _counted_in_report(entry) if reported else _counted(entry)


def _counted_in_report(entry: Entry) -> str:
    """What is counted beside a sum that was spent; what it was to be told with it is no plan."""
    paid = _money(entry)
    if paid and not _BUDGET.search(paid) and _says_count(entry.title):
        return entry.title
    if not (_money(entry, spent=True) or any(map(NOTHING_SPENT.search, entry.parts))):
        return ""
    for part in entry.parts:
        plain = _OF_TARGET.sub(" ", plain_text(part))
        if counts_things(part) and not (_SPENT.search(plain) or _TO_COME.search(plain)):
            return part
    return ""


def _says_count(text: str) -> bool:
    return counts_things(text) and not _TO_COME.search(_OF_TARGET.sub(" ", plain_text(text)))


def _counted(entry: Entry) -> str:
    """What is counted beside a sum that was spent, where neither a plan's sum nor time stands."""
    spent = _money(entry, spent=True) or any(map(NOTHING_SPENT.search, entry.parts))
    if not spent or _money(entry, spent=False) or _when(entry):
        return ""
    for part in entry.parts:
        plain = plain_text(part)
        if counts_things(part) and not (holds(part, "money") or _TO_COME.search(plain)):
            return part
    return ""


def is_value(text: str) -> bool:
    """Whether words hold a time or a sum."""
    plain = plain_text(text)
    return bool(_WHEN.search(plain)) or holds(text, "money")
