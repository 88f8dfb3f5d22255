"""Headings whose year is that of the plan, budget or draft that a forum was about, and no period.

"เวทีรับฟังความคิดเห็นแผนปี 2569" was held when its day says, the year before the plan begins.
"""

import re
from collections.abc import Sequence

from checks.match.periods.period_statements import tells_event
from checks.match.periods.said import YearLine
from checks.match.periods.years import dates, fiscal_year_of, year_mentions

# What people are asked about, with its year behind it.
_MATTER = re.compile(r"(?:แผน|งบประมาณ|ข้อบัญญัติ|เทศบัญญัติ|ร่าง|แนวทาง)[^\n\d๐-๙]{0,80}$")
_LOOKS_BACK = re.compile(r"ติดตาม|ประเมินผล|ผลการดำเนินงาน|ทบทวน")
_TO_COME = re.compile(
    r"(?<![ก-๎])จะ(?:มี|จัด|เชิญ|ขอ)|กำหนด(?:จัด|การ)|ขอเชิญ|ขอเรียนเชิญ|เตรียมจัด|มีแผน|เลื่อน|ยกเลิก|งดจัด"
)


def held_in_year(
    heads: Sequence[YearLine], inside: Sequence[YearLine], wanted: int
) -> YearLine | None:
    """The line that tells a forum held in the year, when headings only date what it was about.

    None when a heading's year is not that of a plan, a budget or a draft, or lies before the year
    asked for and is not looked back on.
    """
    if not heads or not all(_dates_its_matter(entry, wanted) for entry in heads):
        return None
    return next((entry for entry in inside if _held(entry, wanted)), None)


def _dates_its_matter(entry: YearLine, wanted: int) -> bool:
    text = entry.quote.text
    if min(entry.years) <= wanted and _LOOKS_BACK.search(text) is None:
        return False
    return all(_MATTER.search(text[: mention.start]) for mention in year_mentions(text))


def _held(entry: YearLine, wanted: int) -> bool:
    text = entry.quote.text
    days = [day.on for day in dates(text) if fiscal_year_of(day.on) == wanted]
    return bool(days) and not entry.posting and tells_event(text) and _TO_COME.search(text) is None
