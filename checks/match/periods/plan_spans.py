"""Which lines tell the years that a plan is for, and which those of a plan beside or before it."""

import re

from checks.match.periods.period_statements import stands_at_head
from checks.match.periods.said import Rank, YearLine
from checks.match.periods.years import year_mentions
from checks.records import Case

_FIRST_LINES = 8
_LONGEST = 120  # code points of a line at the head of a document; a longer one is text
# Other bodies' plans that a plan says it agrees with.
_PLANS_ABOVE = r"สอดคล้อง|เชื่อมโยง|ยุทธศาสตร์ชาติ|แผนแม่บท|แผนพัฒนา(?:อำเภอ|ภาค|เศรษฐกิจ|กลุ่มจังหวัด)"
_OTHER_PLANS = re.compile(rf"{_PLANS_ABOVE}|แผนพัฒนาจังหวัด")
_OTHER_PLANS_OF_A_PROVINCE = re.compile(_PLANS_ABOVE)  # which makes the plan of the province
_ON_A_PLAN = re.compile(r"\W*(?:(?:ประกาศ)?(?:ใช้)?แผน|ประจำปี|ปีงบประมาณ|พ\.ศ\.|ระหว่างปี)")
_SAYS_YEARS = re.compile(r"ปี|พ\. ?ศ\.|ระยะ")
# The plan that went before: "ต่อจากแผน ... (พ.ศ. 2565 - 2568) ซึ่งสิ้นสุดลง".
_BEFORE = re.compile(
    r"ต่อจาก|ต่อเนื่องจาก|สืบเนื่อง|ที่ผ่านมา|สิ้นสุดลง|ซึ่งสิ้นสุด|(?:แผน|ฉบับ)(?:เดิม|ก่อน)|ยกเลิก|แทนแผน|ทดแทน"
)
# "แผนพัฒนาบุคลากร ประจำปีงบประมาณ พ.ศ. 2568" was for that year and no other.
_YEARLY = re.compile(
    r"\W*(?:ประกาศ)?(?:ใช้)?(?:เรื่อง)?\s*แผน(?!แม่บท)[^\n\t]{0,90}?(?:ประจำปี|ปีงบประมาณ)"
    r"[^\n\d๐-๙]{0,20}[\d๐-๙]{2,4}"
    # "แผนพัฒนาบุคลากร ปี 2568"; a plan of several years may begin in one.
    r"|\W*(?:ประกาศ)?(?:ใช้)?(?:เรื่อง)?\s*แผน(?!แม่บท)[^\n\t\d๐-๙]{0,90}(?<!\S)ปี ?(?:พ\.ศ\. ?)?"
    r"[\d๐-๙]{4}\W*\Z"
)
_CHANGE = re.compile(r"แก้ไข|ปรับปรุง|ทบทวน|เพิ่มเติม|ผล(?:การ|ตาม)|รายงาน")


def of_another_plan(text: str, case: Case) -> bool:
    """Whether a line speaks of a plan that stands above the agency's own, or went before it."""
    others = _OTHER_PLANS_OF_A_PROVINCE if case.agency_type == "province" else _OTHER_PLANS
    return others.search(text) is not None or _BEFORE.search(text) is not None


def tells_span(entry: YearLine, case: Case) -> bool:
    """Whether a heading, a head of a document or a plan on itself names the years of the whole."""
    text = entry.quote.text
    if entry.rank is Rank.HEADING:
        return True
    if of_another_plan(text, case):
        return False
    return _ON_A_PLAN.match(text) is not None or _at_the_head(entry, case)


def is_plan_of_one_year(entry: YearLine) -> bool:
    """Whether a heading titles a plan as that of one year."""
    text = entry.quote.text
    if entry.rank is not Rank.HEADING or entry.ranges or len(entry.years) != 1:
        return False
    return _YEARLY.match(text) is not None and _CHANGE.search(text) is None


def _at_the_head(entry: YearLine, case: Case) -> bool:
    """Whether one of the first lines of a document names years, as the second line of its title."""
    text = entry.quote.text
    return (
        len(text) <= _LONGEST
        and _SAYS_YEARS.search(text) is not None
        and not any(mention.fiscal is False for mention in year_mentions(text))
        and stands_at_head(entry, case, lines_at_most=_FIRST_LINES)
    )
