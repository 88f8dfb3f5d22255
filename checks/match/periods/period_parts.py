"""Whether a report is titled as one of a part of its year: a half, quarters, a month, up to a day.

"รอบ 6 เดือน", "ครึ่งปีแรก", "ไตรมาส 2", "ข้อมูล ณ วันที่ 31 มีนาคม 2567": where the report of a year is
asked for, it leaves months out, unless anything else in the bundle speaks for the rest of the year.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from checks.api import Quote, quote_text, quote_title
from checks.match.links.pointing import Pointing
from checks.match.periods import year_basis
from checks.match.periods.dates import MONTH
from checks.match.periods.period_statements import is_bare_time
from checks.match.periods.planned_months import of_a_plan
from checks.match.periods.published import tells_handing_in, tells_posting, tells_signature
from checks.match.periods.said import (
    Month,
    MonthLine,
    is_round,
    month_lines,
    months_between,
    months_named,
)
from checks.match.periods.years import fiscal_years_be, month_spans
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.phrases import lines
from checks.records import Case
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_FIRST_LINES = 8
_OPENING_LINES = 15  # among which a memo says what it reports, below whom it is to
_LONGEST = 200  # code points; a longer line is text
_A_MONTH = timedelta(days=25)
LAST_MONTHS = 2  # a report that reaches into them is the year's
_FIRST_MONTHS = 2  # and one that begins after them leaves them out
_DAY_ONLY = 25  # code points beside the day in a line that only says as of when
_ROUND = re.compile(r"รอบ|งวด|ไตรมาส|ครึ่ง ?ปี|เดือน ?(?:แรก|หลัง)")
# A round as it is named where the year stands elsewhere.
_NAMED_ROUND = re.compile(
    r"(?:(?:รอบ|งวด)(?:ที่|ระยะ|การ[ก-๎]{2,12})? ?)?(?:[369๓๖๙]|1 ?2|๑๒|หก|เก้า|สิบสอง) ?เดือน"
    r"(?:แรก|หลัง)?"
    r"|ไตรมาส(?:ที่)? ?(?:[1-4๑-๔]|แรก|สุดท้าย|หนึ่ง|สอง|สาม|สี่)"
    r"(?: ?(?:-|–|ถึง|และ|,) ?(?:ไตรมาส(?:ที่)? ?)?[1-4๑-๔])?"
    r"|ครึ่ง ?ปี(?:งบประมาณ)?(?:แรก|หลัง)"
)
# How a line begins that titles a report, or gives the stretch of the whole below its title.
_TITLES = re.compile(
    r"[\s(]*(?:\(?ร่าง\)? ?)?(?:แบบ|การ|สรุป)*(?:รายงาน(?!การประชุม)|ผลการ|ผลงาน"
    r"|ความก้าวหน้า|สถิติ|ข้อมูล|ประจำ(?:ปี|งวด|ไตรมาส|เดือน)|รอบ|งวด|ตั้งแต่|ระหว่าง|ไตรมาส|ครึ่ง ?ปี|ช่วง"
    r"|เดือน ?(?:มก|กุม|มี|เม|พฤ|มิ|กร|สิง|กัน|ตุ|ธัน)"
    r"|(?:3|6|9|๓|๖|๙|หก|เก้า) ?เดือน(?:แรก|หลัง)|ณ ?(?:วันที่|สิ้น)|การดำเนินงาน)"
)
# The year and its round side by side: "ปีงบประมาณ พ.ศ. 2568 ไตรมาสที่ 3", "2568 (9 เดือน)".
YEAR_BY_ROUND = re.compile(
    r"[\d๐-๙]{2}\W{0,4}(?:รอบ|งวด|ไตรมาส|ครึ่ง ?ปี|(?:[369๓๖๙]|หก|เก้า|สาม) ?เดือน)"
    r"|(?:ไตรมาส[^\n\t\d๐-๙]{0,6}[\d๐-๙]|เดือน(?:แรก|หลัง)?|ครึ่ง ?ปี[ก-๎]{0,12})\W{0,4}"
    r"(?:(?:ของ)?(?:ประจำ)?ปี(?:งบประมาณ)?\W{0,2})?(?:พ\. ?ศ\. ?)?(?:25|๒๕)[\d๐-๙]{2}"
)
_OF_RESULTS = re.compile(
    r"[\s(]*(?:แบบ|การ|สรุป)*(?:รายงาน(?!แผน)(?!การประชุม)|ผลการ|ผลงาน|ความก้าวหน้า|สถิติ)"
)
_AS_OF = re.compile(
    r"(?:ข้อมูล|สิ้นสุด|สะสม|ผล|รายงาน|สถิติ|\()[^\d๐-๙\n]{0,60}?ณ ?(?:วันที่|สิ้น|\d|[๐-๙])|^[\s(]*ณ "
)
# "ปีงบประมาณ พ.ศ. 2568 (1 ตุลาคม 2567 - 31 มีนาคม 2568)"
_YEAR_BY_MONTHS = re.compile(
    rf"[\d๐-๙]{{2}}\s*\((?:ตั้งแต่|ระหว่าง)?\s*(?:วันที่\s*)?"
    rf"(?:[\d๐-๙]{{1,2}}\s*)?(?:เดือน\s*)?{MONTH}",
    re.I,
)
# The second line of a title: the year, or the agency and the year.
_HEADS = re.compile(
    r"[\s(]*(?:ปี|พ\. ?ศ\.|เทศบาล|องค์การ|อบ[ตจ]\.|สำนัก|กรม|กอง|จังหวัด|อำเภอ|มหาวิทยาลัย|สถาบัน|ของ)"
)
# "ขอรายงานผลตั้งแต่วันที่ 1 ตุลาคม 2567 ถึงวันที่ ..."; "ตามที่ได้รายงานรอบ 6 เดือน" was an earlier one.
_REPORTS_STRETCH = re.compile(
    r"^(?!.*(?:ตามที่|ไปแล้ว|แล้ว ?นั้น|ครั้งก่อน|จะ(?:ต้อง)?รายงาน|ให้รายงาน|กำหนดให้)).*"
    r"(?:ขอ|ได้|จึง|นำ)(?:เรียน|ส่ง|สรุป)?รายงาน[^\n\t]{0,80}?(?:ตั้งแต่|ระหว่าง|ช่วง|รอบ|ห้วง|งวด)"
)
_OF_ONE = re.compile(
    r"โครงการ|กิจกรรม(?!การ)|กำหนด|เผยแพร่|ปรับปรุง|ประกาศ ?ณ|ลงนาม|ภายใน(?!หน่วยงาน|องค์กร)"
)
# Staff are appraised twice a year; the rounds are none of the report on personnel.
APPRAISAL = re.compile(
    r"รอบ(?:การ)?ประเมิน|ประเมิน(?:ผล)?การปฏิบัติ|การประเมิน ?ครั้ง|เลื่อน(?:เงินเดือน|ขั้น|ค่าตอบแทน)"
)
_CUMULATED = re.compile(r"สะสม|ทั้งปี|ตลอดปี|ตั้งแต่ต้น|สิ้น ?ไตรมาส")
_OF_ONE_MONTH = re.compile(r"(?:ประจำ|รอบ) ?เดือน")
# A survey is done in some weeks and tells of its year all the same.
DONE_AT_ONCE = frozenset({"satisfaction_survey"})
_QUARTER = 3  # months
_LISTED = 5  # months below each other that make a list of the year's months
# What a report asks for, or says of the time after it.
_STILL_TO_DO = re.compile(
    r"ควร|เร่ง|คาดว่า|ข้อเสนอ|เสนอแนะ|ต่อไป|จะ ?(?:ดำเนิน|จัด|ทำ|เริ่ม|เบิก|รายงาน|แล้วเสร็จ|เสร็จ|มี|ใช้)"
    r"|กำหนด|ภายใน(?!หน่วยงาน|องค์กร)|ยังไม่|เลื่อน|รอ(?:ดำเนิน|จัด|ผล)|เตรียม|แผน(?:จะ|ที่จะ)"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months of a year for which a line speaks."""

    quote: Quote
    months: frozenset[Month]
    up_to_day: bool  # told as of a day, and not as a stretch


def reported_part(case: Case, fiscal_year_be: int) -> MonthLine | None:
    """The line that titles a report as one of a part of a year only, None otherwise.

    None too when any other line speaks for the time that the title leaves out: for the year's last
    two months, or the months before the stretch begins, or anything after the day it is told as of.
    """
    ordered = sorted(year_basis.months_of(fiscal_year_be))
    stated = [
        stretch for document in case.documents for stretch in _stated(document, fiscal_year_be)
    ]
    if case.slug in DONE_AT_ONCE:
        stated = [stretch for stretch in stated if ordered[0] in stretch.months]
    stated = stated or list(_listed(case, fiscal_year_be))
    months = frozenset[Month]().union(*(stretch.months for stretch in stated))
    if not stated or not months:
        return None
    first, last = ordered.index(min(months)), ordered.index(max(months))
    late = last >= len(ordered) - LAST_MONTHS
    early = first < _FIRST_MONTHS
    if late and early:
        return None
    after = ordered[-LAST_MONTHS:]
    if all(stretch.up_to_day for stretch in stated):
        after = ordered[last + 1 :]
    missing = set(() if late else after) | set(() if early else ordered[:first])
    if speaks_of(missing, case, fiscal_year_be, stated):
        return None
    stretch = next(one for one in stated if max(one.months) == ordered[last])
    return MonthLine(
        quote=stretch.quote,
        months=months,
        ends=(date(*ordered[last], 28),),
        pointing=Pointing.CONTENT,
        by_name=True,
    )


def told_as_of(case: Case, fiscal_year_be: int) -> MonthLine | None:
    """The line at the head of figures of a year that says up to which day they count, or None."""
    for document in case.documents:
        for stretch in _stated(document, fiscal_year_be):
            if stretch.up_to_day and fiscal_year_be in _years_at_head(document):
                return MonthLine(
                    quote=stretch.quote,
                    months=stretch.months,
                    ends=(date(*max(stretch.months), 28),),
                    pointing=Pointing.CONTENT,
                    by_name=True,
                )
    return None


def _years_at_head(document: Document) -> set[int]:
    """The fiscal years that the title, the headings and the first lines name besides days."""
    texts = [document.title, *(heading.text for heading in document.headings)]
    texts += [line.text for line in lines(document, _CONTENT)[:_FIRST_LINES]]
    named: set[int] = set()
    for text in texts:
        for _, _, start, end in month_spans(text):
            text = text[:start] + " " * (end - start) + text[end:]
        named.update(fiscal_years_be(text))
    return named


def _stated(document: Document, year: int) -> Iterator[Stretch]:
    """The stretches of a year by which the head of a document says what it tells of."""
    whole = year_basis.months_of(year)
    begins = year_basis.begins(year)
    for quote in _heads(document):
        text = quote.text
        titles = _TITLES.match(text) or (
            _HEADS.match(text)
            and (
                YEAR_BY_ROUND.search(text)
                or _NAMED_ROUND.search(text)
                or _YEAR_BY_MONTHS.search(text)
            )
        )
        titles = titles or _REPORTS_STRETCH.search(text)
        if not titles or APPRAISAL.search(text):
            continue
        if _OF_ONE.search(text) and not (_OF_RESULTS.match(text) and _ROUND.search(text)):
            continue
        for first, last, start, end in spans_in_year(text, year):
            if last - first >= _A_MONTH:
                told = frozenset(months_between(first, last))
                if len(told) <= len(whole) and _heads_whole(text, told, year):
                    if _CUMULATED.search(text) or _is_last_quarter(text[start:end], told, year):
                        told |= months_between(begins, last)
                    yield Stretch(quote, told & whole, up_to_day=False)
            elif first == last and first > begins and _AS_OF.search(text[:start] + " "):
                bare = len(text) - (end - start) <= _DAY_ONLY
                months = frozenset(months_between(begins, last)) & whole
                if (bare or _OF_RESULTS.match(text)) and last <= year_basis.ends(year):
                    yield Stretch(quote, months, up_to_day=True)


def _heads_whole(text: str, told: frozenset[Month], year: int) -> bool:
    """Whether a stretch may be a report's own, and not the time of one thing that was done.

    From the year's first day on, by quarters, or the month of a monthly report.
    """
    ordered = sorted(year_basis.months_of(year))
    if not told <= set(ordered):
        return ordered[0] in told
    first, last = ordered.index(min(told)), ordered.index(max(told))
    if len(told) == 1:
        return _OF_ONE_MONTH.search(text) is not None
    return first == 0 or (first % _QUARTER == 0 and (last + 1) % _QUARTER == 0)


def _is_last_quarter(words: str, told: frozenset[Month], year: int) -> bool:
    """Whether words call a stretch only the fourth quarter: its reports cumulate the year."""
    last_quarter = set(sorted(year_basis.months_of(year))[-_QUARTER:])
    return told == last_quarter and is_round(words)


def _listed(case: Case, year: int) -> Iterator[Stretch]:
    """The months of a list that counts month below month from the year's first one on."""
    ordered = sorted(year_basis.months_of(year))
    for document in case.documents:
        for table in document.tables:
            if "เดือน" not in table.rows[0][0].text:
                continue
            named = [(row[0], months_named(row[0].text, year)) for row in table.rows[1:]]
            alone = [(cell, months) for cell, months in named if len(months) == 1]
            told = frozenset[Month]().union(*(months for _, months in alone))
            if len(told) >= _LISTED and told == set(ordered[: len(told)]):
                cell = alone[-1][0]
                yield Stretch(quote_text(document, cell.start, cell.end), told, up_to_day=False)


def _heads(document: Document) -> Iterator[Quote]:
    """The title and the first lines of a document, rows of tables and long text left out."""
    if document.title:
        yield quote_title(document)
    asked = criteria_starts(document)
    for number, line in enumerate(lines(document, _CONTENT)[:_OPENING_LINES]):
        if number >= _FIRST_LINES and not _REPORTS_STRETCH.search(line.text):
            continue
        if "\t" not in line.text and len(line.text) <= _LONGEST and line.start not in asked:
            yield quote_text(document, line.start, line.end)


def spans_in_year(text: str, year: int) -> tuple[tuple[date, date, int, int], ...]:
    """Like ``month_spans``; a round or quarter that stands without a year is of the given one."""
    spans = month_spans(text)
    if spans or fiscal_years_be(text) not in ((), (year,)) or _ROUND.search(text) is None:
        return spans
    found = []
    for match in _NAMED_ROUND.finditer(text):
        for first, last, _, _ in month_spans(f"ปีงบประมาณ {year} {match.group()}"):
            found.append((first, last, match.start(), match.end()))
    return tuple(found)


def speaks_of(months: set[Month], case: Case, year: int, stated: Sequence[Stretch]) -> bool:
    """Whether any line but the stated ones tells of what was done in some months."""
    own = {(stretch.quote.url, stretch.quote.start) for stretch in stated}
    for entry in month_lines(case, year):
        text = entry.quote.text
        if (
            entry.months & months
            and not _STILL_TO_DO.search(text)
            and not _tells_its_making(text)
            and not of_a_plan(entry.quote, case)
        ):
            return True
    for document in case.documents:
        for line in lines(document, _CONTENT):
            if (document.url, line.start) in own or _ROUND.search(line.text) is None:
                continue
            if _STILL_TO_DO.search(line.text):
                continue
            for cell in line.text.split("\t"):
                for first, last, _, _ in spans_in_year(cell, year):
                    if months & months_between(first, last):
                        return True
    return False


def _tells_its_making(text: str) -> bool:
    """Whether a line only tells when the report was made, signed, handed in or put up."""
    made = tells_handing_in(text) and not _AS_OF.search(text)
    return made or tells_posting(text) or tells_signature(text) or is_bare_time(text)
