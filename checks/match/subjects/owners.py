"""Whose paper it is, told from what it is: names of agencies and units beside a title.

"แผนปฏิบัติราชการ กรมพัฒนาผ้าทอ" is no plan of development, and a report of
"กองยุทธศาสตร์และงบประมาณ" is none on the budget: the words of such names are of no subject.
"""

import re

from checks.match.agency.agency_kinds import LOCAL

_SET_OFF = r"(?:(?<=\s)|(?<=ของ)|(?<=โดย)|(?<=[(|/–:-]))"
_UNIT = r"(?:กอง|สำนัก|ฝ่าย|กลุ่ม|งาน|ส่วน)(?:งาน)?"
# Agencies and units whose names hold words of subjects.
_OWNER = re.compile(
    rf"{_SET_OFF}(?:"
    r"(?:กรม|สำนักงาน|สถาบัน|องค์การ)(?:การ)?(?:พัฒนา|ส่งเสริม|บริหารจัดการ)(?!ทรัพยากร|บุค|งานบุค)[ก-๎]+"
    rf"|{_UNIT}(?:วิเคราะห์)?(?:นโยบาย|วิชาการ|ยุทธศาสตร์|แผน(?:งาน)?)และ(?:แผนงาน|แผน|งบประมาณ)"
    rf"|{_UNIT}(?:ยุทธศาสตร์|การเจ้าหน้าที่|(?:บริหาร)?ทรัพยากรบุคคล|บริหารงานบุคคล)"
    r")(?![ก-๎])"
)
_SIGNS = " ()|/–:-"
_AGENCY = (
    rf"(?:{LOCAL}|(?:มหาวิทยาลัย|กรม(?!การ|ธรรม)|จังหวัด|สถาบัน|องค์การ|สำนักงาน)(?=[ก-๎]))[^|\n]{{0,80}}?"
)
_ANNOUNCED_BY = re.compile(rf"^\s*ประกาศ\s*{_AGENCY}\s*เรื่อง\s*")
_AGENCY_BEHIND = re.compile(rf"(?:\s*[|–:-]\s*|\s+|\s*ของ|\s*โดย){_AGENCY}\s*$")


def without_owner(text: str) -> str:
    """The text without names of units and agencies that hold words of subjects; unless alone."""
    rest = _OWNER.sub(" ", text)
    return rest if rest.strip(_SIGNS) else text


def without_agency(text: str) -> str:
    """The text without an agency's name behind it, and without "ประกาศ..." of one before it."""
    rest = _AGENCY_BEHIND.sub("", _ANNOUNCED_BY.sub("", text))
    return rest if rest.strip(_SIGNS) else text
