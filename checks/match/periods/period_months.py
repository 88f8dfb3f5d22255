"""Whether the months that a bundle speaks for reach as far as an item asks."""

import re
from datetime import date

from checks.api import Case, Finding, Reason, cant_tell, passed
from checks.match.fields.progress_words import HOW_FAR
from checks.match.periods.blank_months import without_blank
from checks.match.periods.dates import MONTH
from checks.match.periods.period_parts import told_as_of
from checks.match.periods.period_progress import heads_report, months_of, stated_end, tells_progress
from checks.match.periods.period_statements import is_bare_day
from checks.match.periods.period_year import SOLID, due_on, expected_th, names_year
from checks.match.periods.planned_months import of_a_plan
from checks.match.periods.published import is_posting_note, tells_handing_in, tells_publication
from checks.match.periods.said import MonthLine, first_six_months, month_lines, month_names_th
from checks.match.periods.year_basis import ends, half_ends
from checks.match.periods.years import month_spans
from checks.match.reading.substance import picture_only

# Words of a line that speaks for progress; the span of the plan itself does not.
_TELLS_PROGRESS = re.compile(
    r"(?:ผล|ใช้ไป|เบิก\S{0,8}|จ่าย\S{0,8}) ?ณ ?(?:วันที่|สิ้น|\d)"
    r"|(?:กำกับ|การ)ติดตาม|ก้าวหน้า|คืบหน้า|ผลการ|ผลงาน|ผล ?สะสม|รายงาน|ณ ?(?:วันที่|[\d๐-๙])|เบิกจ่าย"
    r"|(?i:as of) \d"
    r"|ทำ(?:ไป)?แล้ว|(?:นับ|ผล|ข้อมูล|สะสม) ?ถึง"
    r"|^(?!.*แผน).*(?:(?<!ฐาน)ข้อมูล|ไตรมาส|สิ้น|ถึงวันที่|ใช้จ่าย"
    # A round is counted or called; "การอบรม" holds the same letters, "รอบหมู่บ้าน" is a place.
    r"|รอบ ?(?:ที่|ระยะ|ปี|ประจำ|เดือน|ไตรมาส|ครึ่ง|แรก|หก|เก้า|สิบสอง|การ(?:ประเมิน|รายงาน)|\d|[๐-๙]))"
)
# A day of publication or a deadline is not the day that progress speaks for.
_TELLS_A_DAY = re.compile(r"เผยแพร่|ปรับปรุง|กำหนด|ภายใน|จะรายงาน|ประกาศ ณ")
# How a line of a statistic names its month; other lines name it within words of another matter.
_OPENS_WITH_MONTH = re.compile(
    rf"[\W\d๐-๙]*(?:(?:ข้อมูล|ประจำ|ของ)*เดือน|ณ ?สิ้น(?:เดือน)?)?\s*{MONTH}", re.IGNORECASE
)
_COUNTED = re.compile(
    r"สถิติ|ข้อมูล|จำนวน|รายงาน|ไม่มี|ร้องเรียน|ผู้(?:ใช้|รับ|ขอ|มา|ยื่น)|บริการ|คำขอ|คำร้อง|(?<!\S)รวม|ครึ่งปี|ไตรมาส"
)
_LISTED = 2  # single months that make a list


def first_6_months_covered(case: Case, test: str) -> Finding:
    """All the months from October to March are told."""
    return _months(case, test, need_all=True)


def progress_to_end_of_q2(case: Case, test: str) -> Finding:
    """Progress is told as of 31 March or later."""
    return _months(case, test, need_all=False)


def _months(case: Case, test: str, *, need_all: bool) -> Finding:
    """October to March listed, or for progress anything that speaks for 31 March or later."""
    year = case.fiscal_year_be
    needed = first_six_months(year)
    listed = month_lines(case, year)
    solid = [
        line
        for line in listed
        if line.pointing in SOLID
        and line.months & needed
        and not (need_all and (line.posted or _tells_a_day_of(line.quote.text)))
    ]
    if need_all:
        solid = without_blank(_told_in_list(solid, needed), case)
    end = half_ends(year).replace(day=28)
    told: list[MonthLine] = []
    if not need_all:
        told = [
            entry
            for entry in listed
            if entry.pointing in SOLID
            and (
                _TELLS_PROGRESS.search(entry.quote.text)
                or HOW_FAR.search(entry.quote.text)
                or heads_report(entry, case, year)
            )
            and not _TELLS_A_DAY.search(entry.quote.text)
            and min(entry.ends) <= case.as_of
            and not of_a_plan(entry.quote, case)
        ]
        late = [e for e in told if _speaks_for(e, end, year, case.as_of)]
        late = [e for e in late if e.by_name] or late
        early = None if late and late[0].by_name else stated_end(case, year, before=end)
        if late and early is None:
            return passed(late[0].quote, found=late[0].quote.text[:120])
        solid = [early] if early is not None else told or solid
        told = told or ([early] if early is not None else [])
    if not need_all and not told:
        return _without_progress(case, test, year)
    early = stated_end(case, year, before=end) if need_all else None
    if early is not None and not needed <= months_of([e for e in solid if e.by_name]):
        solid = [entry for entry in solid if entry.by_name]  # a round is less than its own days
    singles = [entry for entry in solid if len(entry.months) == 1]
    named = {month for entry in singles for month in entry.months}
    if need_all and len(named) >= _LISTED and named == set(sorted(needed)[: len(named)]):
        solid = singles  # month after month from October: a list says more than a heading
    if need_all and len(singles) < _LISTED and (as_of := told_as_of(case, year)) is not None:
        solid = [*solid, as_of]  # the figures of a year up to a day
    covered = months_of(solid)
    if need_all and needed <= covered:
        best = max(solid, key=lambda line: len(line.months & needed))
        return passed(best.quote, found=best.quote.text[:120])
    labelled = months_of(listed)
    if needed <= labelled and case.gaps:
        return cant_tell(
            Reason.from_gap(case.gaps[0].reason),
            listed[0].quote,
            note="the months are named only by links to something unread",
        )
    if solid:
        due = due_on(test, year)
        late_enough = due is None or case.as_of > due
        return case.absent(
            "months are missing",
            nearest=solid[0].quote,
            reason=Reason.INCOMPLETE if late_enough else Reason.NOT_YET_DUE,
            missing=month_names_th(needed - covered),
            expected=expected_th(test, case),
        )
    return _without_months(case, test, year)


def _told_in_list(found: list[MonthLine], needed: frozenset[tuple[int, int]]) -> list[MonthLine]:
    """Without the months of other matters, where a list tells the figures month by month.

    A month of a statistic stands in a cell, opens its line, or is named with what is counted; "จ่าย
    เบี้ยยังชีพเดือนมีนาคม" in a list of news beside it is none.
    """
    own = [
        entry
        for entry in found
        if len(entry.months) > 1
        or "\t" in entry.quote.text
        or _OPENS_WITH_MONTH.match(entry.quote.text)
        or (_COUNTED.search(entry.quote.text) and not _names_only_days(entry.quote.text))
    ]
    listed = {month for entry in own for month in entry.months} & needed
    return own if len(listed) >= _LISTED else found


def _tells_a_day_of(text: str) -> bool:
    """Whether a line only tells when figures were counted, handed in, signed or put up."""
    if not _names_only_days(text):
        return is_posting_note(text)
    made = tells_publication(text) or tells_handing_in(text) or is_posting_note(text)
    return made or (is_bare_day(text) and "\t" not in text)


def _names_only_days(text: str) -> bool:
    days = [first == last for first, last, _, _ in month_spans(text)]
    return bool(days) and all(days)


def _without_progress(case: Case, test: str, year: int) -> Finding:
    """No line tells until when: a plan alone tells no progress, a column of results might."""
    if picture_only(case) is None and not tells_progress(case):
        missing = month_names_th(first_six_months(year))
        return case.absent(
            "nothing tells of progress", missing=missing, expected=expected_th(test, case)
        )
    return _without_months(case, test, year)


def _without_months(case: Case, test: str, year: int) -> Finding:
    by_year = names_year(case, test, year)
    if by_year.outcome.value == "passed":
        return cant_tell(
            Reason.NEEDS_PERSON,
            *by_year.quotes,
            note="the fiscal year is named, the months are not",
            expected=expected_th(test, case),
        )
    return by_year


def _speaks_for(line: MonthLine, end: date, year: int, as_of: date) -> bool:
    last = min(ends(year), as_of)
    return any(end <= day <= last for day in line.ends)
