"""Numbers that stand on agencies' pages as a service to the public and are not their own."""

import re

from checks.records import Case

# Bodies whose numbers stand on agencies' pages as a service to the public.
_SERVICES = re.compile(
    r"^[\W\d]*(?:เบอร์ ?)?(?:โทร\S* ?)?(?P<name>ศูนย์ดำรงธรรม|สายด่วน ?(?:ป\.?ป\.?[ชท]|รัฐบาล)"
    r"|ป\.?ป\.?[ชท]\.?|สภ\.|สถานีตำรวจ|ตำรวจ|ตู้ยาม|โรงพยาบาล|รพ\.|การไฟฟ้า|การประปา|ที่ว่าการอำเภอ"
    r"|เหตุด่วน|แจ้งเหตุ|กู้ชีพ|มูลนิธิ|ธนาคาร|หน่วยแพทย์ฉุกเฉิน)"
)
# Central bodies whose numbers local governments print beside their own.
_CENTRAL = re.compile(
    r"^[\W\d]*(?:เบอร์ ?|หมายเลข ?)?(?:โทร\S* ?|ติดต่อ ?)?"
    r"(?P<name>กรม(?!การ)[ก-๙]{3,}|กระทรวง[ก-๙]{3,}|ผู้ตรวจการแผ่นดิน|สำนักงาน(?:ตรวจเงินแผ่นดิน|ส่งเสริมการปกครอง)[ก-๙]*)"
)
# Hotlines of the whole country; they are the agency's own only where a central body runs them.
_NATIONAL = frozenset(
    re.findall(
        r"\d{4}",
        "1111 1129 1130 1155 1166 1169 1178 1193 1195 1196 1205 1206 1300 1323 1330 1356 1362 1367 "
        "1422 1506 1543 1546 1567 1578 1584 1586 1599 1646 1662 1669 1675 1676 1690 1694 1699 1784",
    )
)
_LOCAL = frozenset(
    {
        "local_government", "pao", "city_municipality", "town_municipality",
        "subdistrict_municipality", "sao", "special",
    }
)  # fmt: skip


def service_named(words: str, case: Case) -> re.Match[str] | None:
    """The other body that words before a number name (group ``name``), None without one."""
    central = _CENTRAL.search(words) if case.agency_type in _LOCAL else None
    return _SERVICES.search(words) or central


def is_foreign_hotline(digits: str, case: Case) -> bool:
    """Whether a hotline of four digits is the whole country's and not a local agency's."""
    return digits in _NATIONAL and (case.agency_type is None or case.agency_type in _LOCAL)
