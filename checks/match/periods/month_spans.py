"""Stretches of time that a Thai text names: months, quarters, rounds of a fiscal year."""

import re
from calendar import monthrange
from datetime import date
from itertools import pairwise

from checks.match.periods.dates import (
    DASH,
    ERA,
    FISCAL_WORDS,
    MONTH,
    TO_YEAR,
    dates,
    day_of,
    is_today,
    month_number,
    plain_text,
    spaced,
    year_ce,
    year_group,
)
from checks.match.reading.memo import remembered

_FISCAL_YEAR = rf"{FISCAL_WORDS}(?:รายจ่าย)?(?: ?ประจำปี)? ?{year_group('f')}"
_SPAN_START = rf"(?:(?<![\d.,/])(?P<d1>\d{{1,2}}) ?)?(?:เดือน ?)?(?P<m1>{MONTH})"
_MONTH_SPAN = spaced(
    rf"{_SPAN_START}(?:{TO_YEAR}{year_group('1')})?{DASH}"
    rf"(?:วันที่ ?|สิ้น ?)?(?:(?P<d2>\d{{1,2}}) ?)?(?:เดือน ?)?(?P<m2>{MONTH})"
    rf"(?:{TO_YEAR}{year_group('2')})?(?:\)? ?(?:ของ|ประจำ)?{_FISCAL_YEAR})?"
)
SINGLE_MONTH = spaced(
    rf"(?P<m1>{MONTH})(?:{TO_YEAR}{year_group('2')}|\)? ?(?:ของ|ประจำ)?{_FISCAL_YEAR})"
)
_LEADING_FISCAL_YEAR = spaced(rf"{_FISCAL_YEAR}[^\d\n]{{0,30}}\Z")
_QUARTERS = spaced(
    r"ไตรมาส(?:ที่)? ?(?P<first>[1-4]|แรก|สุดท้าย|หนึ่ง|สอง|สาม|สี่)"
    r"(?: ?(?:-|ถึง|และ|,) ?(?:ไตรมาส(?:ที่)? ?)?(?P<last>[1-4]))?"
    rf"(?!\d)(?:\)? ?(?:ของ|ประจำ)?{_FISCAL_YEAR}| ?/ ?{year_group('s')})?"
)
_ROUND = spaced(
    r"(?P<round>รอบ|งวด)?(?:ระยะ|ระยะเวลา)? ?(?P<length>3|6|9|12|หก|เก้า|สิบสอง) ?เดือน"
    r"(?P<half>แรก|หลัง)?"
    rf"(?:[^\d\n]{{0,20}}?{_FISCAL_YEAR})?"
)
_HALF_YEAR = spaced(rf"ครึ่งปี(?:งบประมาณ)?(?P<half>แรก|หลัง)(?:[^\d\n]{{0,20}}?{_FISCAL_YEAR})?")
# A year beside a round or quarter that is not called the budget's: in reports it is all the same.
_PLAIN_YEAR_AFTER = spaced(rf"[) ]{{0,3}}(?:ของ ?)?(?:ประจำ ?ปี|ปี)? ?{year_group('p')}")
_PLAIN_YEAR_BEFORE = spaced(rf"(?:ประจำ ?ปี|ปี) ?{year_group('p')}[ (]{{0,3}}\Z")
_TO_DAY = spaced(r" ?(?:-|ถึง|จนถึง) ?(?:วันที่ ?)?")
_DAYS_OF_MONTH = spaced(
    rf"(?<![\d.,/])(?P<d1>\d{{1,2}})(?: ?(?:-|ถึง) ?(?:วันที่ ?)?)(?P<d2>\d{{1,2}}) ?(?:เดือน ?)?"
    rf"(?P<m1>{MONTH}) ?{year_group('2')}"
)
_LISTED_MONTHS = spaced(
    rf"{MONTH}(?:(?: ?(?:,|/|และ|, ?และ) ?| )(?:เดือน ?)?{MONTH})+ ?{year_group('2')}"
)
_ONE_MONTH = spaced(MONTH)
_NUMBERED_MONTH = spaced(r"เดือน(?:ที่)? ?(?P<m>1[0-2]|0?[1-9]) ?/ ?(?P<y>\d{4}|\d\d)(?![\d/])")
# The other end of a stretch, whose figures are damaged: then this end alone proves no period.
_DAMAGED_BEFORE = spaced(
    rf"(?P<end>{MONTH}) ?{ERA}[\d.,/]{{0,8}}{DASH}(?:วันที่ ?)?(?:\d{{1,2}} ?)?(?:เดือน ?)?\Z"
)
_DAMAGED_AFTER = spaced(rf"\)?{DASH}(?:วันที่ ?)?(?:\d{{1,2}} ?)?(?:เดือน ?)?{MONTH}")
_NO_SUCH_DAY = spaced(r"(?<![\d.,/-])\d{1,2} ?(?:เดือน ?)?\Z")
_ROUND_LENGTHS = {"หก": 6, "เก้า": 9, "สิบสอง": 12}
_QUARTER_WORDS = {"แรก": 1, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "สุดท้าย": 4}


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _months_of_fiscal_year(year_ce: int, first: int, last: int) -> tuple[date, date]:
    """First and last day of the months (1 = October) of a fiscal year."""
    start_month, end_month = (first + 8) % 12 + 1, (last + 8) % 12 + 1
    start = date(year_ce - (1 if start_month >= 10 else 0), start_month, 1)
    return start, _month_end(year_ce - (1 if end_month >= 10 else 0), end_month)


def _fiscal_year_before(plain: str, start: int) -> int | None:
    match = _LEADING_FISCAL_YEAR.search(plain[max(0, start - 70) : start])
    return year_ce(match["yearf"], match["eraf"]) if match else None


def _year_beside(plain: str, match: re.Match[str]) -> int | None:
    """The year of a round or quarter by the words before it, else right after it."""
    year = _fiscal_year_before(plain, match.start())
    if year is None:
        beside = _PLAIN_YEAR_AFTER.match(plain, match.end()) or _PLAIN_YEAR_BEFORE.search(
            plain[max(0, match.start() - 30) : match.start()]
        )
        year = year_ce(beside["yearp"], beside["erap"]) if beside else None
    return year


@remembered
def month_spans(text: str) -> tuple[tuple[date, date, int, int], ...]:
    """Stretches of time that the text names: (first day, last day, start, end), in text order.

    Stretches of months or days, quarters and rounds of a fiscal year, single months, single dates.
    """
    plain = plain_text(text)
    found: list[tuple[date, date, int, int]] = []

    def add(span: tuple[date, date] | None, start: int, end: int) -> None:
        if is_today(plain, start, end):
            return
        taken = any(
            start < other_end and other_start < end for _, _, other_start, other_end in found
        )
        if span is not None and span[0] <= span[1] and not taken:
            found.append((*span, start, end))

    for match in _MONTH_SPAN.finditer(plain):
        add(_span_of_months(plain, match), *match.span())
    for match in _DAYS_OF_MONTH.finditer(plain):
        add(_days_of_month(match), *match.span())
    for match in _LISTED_MONTHS.finditer(plain):
        for span, start, end in _listed_months(match):
            add(span, start, end)
    mentions = dates(text)
    for first_day, last_day in pairwise(mentions):
        if _TO_DAY.fullmatch(plain, first_day.end, last_day.start):
            add((first_day.on, last_day.on), first_day.start, last_day.end)
    for mention in mentions:
        add((mention.on, mention.on), mention.start, mention.end)
    for match in _NUMBERED_MONTH.finditer(plain):
        year, month = year_ce(match["y"]), int(match["m"])
        if year is not None:
            add((date(year, month, 1), _month_end(year, month)), *match.span())
    for match in SINGLE_MONTH.finditer(plain):
        month = month_number(match["m1"])
        if match["yearf"]:
            year = year_ce(match["yearf"], match["eraf"])
            year = year - 1 if year and month >= 10 else year
        else:
            year = year_ce(match["year2"], match["era2"])
        if year is not None and not _damaged(plain, match, found):
            add((date(year, month, 1), _month_end(year, month)), *match.span())
    for match in _QUARTERS.finditer(plain):
        figures = match["yearf"] or match["years"]
        year = year_ce(figures) if figures else _year_beside(plain, match)
        first = _QUARTER_WORDS.get(match["first"]) or int(match["first"])
        last = int(match["last"] or first)
        if year is not None and first <= last:
            add(_months_of_fiscal_year(year, first * 3 - 2, last * 3), *match.span())
    for match in _ROUND.finditer(plain):
        add(_round_span(plain, match), *match.span())
    for match in _HALF_YEAR.finditer(plain):
        named = match["yearf"]
        year = year_ce(named) if named else _year_beside(plain, match)
        if year is not None:
            first = 1 if match["half"] == "แรก" else 7
            add(_months_of_fiscal_year(year, first, first + 5), *match.span())
    return tuple(sorted(found, key=lambda span: (span[2], span[3])))


def _damaged(plain: str, match: re.Match[str], found: list[tuple[date, date, int, int]]) -> bool:
    """Whether a month is what is left of a date or stretch with figures that cannot be read."""
    start, end = match.span()
    left = max(0, start - 40)
    before = _DAMAGED_BEFORE.search(plain[left:start])
    if before is not None:
        other = left + before.start("end")
        return not any(first <= other < last for _, _, first, last in found)
    return (
        _NO_SUCH_DAY.search(plain[left:start]) is not None
        or _DAMAGED_AFTER.match(plain, end) is not None
    )


def _days_of_month(match: re.Match[str]) -> tuple[date, date] | None:
    year, month = year_ce(match["year2"], match["era2"]), month_number(match["m1"])
    first, last = day_of(year, month, int(match["d1"])), day_of(year, month, int(match["d2"]))
    return (first, last) if first and last else None


def _listed_months(match: re.Match[str]) -> list[tuple[tuple[date, date], int, int]]:
    """Months told one after the other before one year: "ตุลาคม พฤศจิกายน และธันวาคม 2568"."""
    year = year_ce(match["year2"], match["era2"])
    if year is None:
        return []
    places = [(m.start(), m.end(), month_number(m[0])) for m in _ONE_MONTH.finditer(match[0])]
    found = []
    last = places[-1][2]
    for number, (start, end, month) in enumerate(places):
        own = year - (1 if month > last else 0)
        end = match.end() if number == len(places) - 1 else match.start() + end
        span = (date(own, month, 1), _month_end(own, month))
        found.append((span, match.start() + start, end))
    return found


def _span_of_months(plain: str, match: re.Match[str]) -> tuple[date, date] | None:
    first_month, last_month = month_number(match["m1"]), month_number(match["m2"])
    first_year = year_ce(match["year1"], match["era1"]) if match["year1"] else None
    last_year = year_ce(match["year2"], match["era2"]) if match["year2"] else None
    if last_year is None:
        named = match["yearf"]
        fiscal = (
            year_ce(named, match["eraf"]) if named else _fiscal_year_before(plain, match.start())
        )
        if match["year1"] or match["year2"] or fiscal is None:
            return None
        last_year = fiscal - (1 if last_month >= 10 else 0)
    if match["year1"] and first_year is None:
        return None
    if first_year is None:
        first_year = last_year - (1 if first_month > last_month else 0)
    if first_year > last_year + 1 or last_year > first_year + 30:
        return None
    first = day_of(first_year, first_month, int(match["d1"] or 1))
    last_day = int(match["d2"] or monthrange(last_year, last_month)[1])
    last = day_of(last_year, last_month, last_day)
    return (first, last) if first and last else None


def _round_span(plain: str, match: re.Match[str]) -> tuple[date, date] | None:
    """The months of a round; explicit months right after it say it better, so they win."""
    if re.match(rf"[^\d\n]{{0,20}}(?:\d{{1,2}} ?)?{MONTH}", plain[match.end() :], re.I):
        return None
    if match["yearf"]:
        year = year_ce(match["yearf"], match["eraf"])
    elif match["round"] or match["half"]:
        year = _year_beside(plain, match)
    else:
        year = _fiscal_year_before(plain, match.start())
    if year is None:
        return None
    length = _ROUND_LENGTHS.get(match["length"]) or int(match["length"])
    if match["half"] == "หลัง":
        return _months_of_fiscal_year(year, 13 - length, 12)
    return _months_of_fiscal_year(year, 1, length)
