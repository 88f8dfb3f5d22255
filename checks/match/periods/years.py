"""Years that a Thai text names, in Buddhist years.

A year counts only where the words around it make it one: numbers of documents, telephones, sums,
laws, national plans and copyright lines are left out, and damaged figures stay unread. Offsets are
code points into the text given. The fiscal year runs from 1 October of the year before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.match.periods.dates import (
    AFTER_NO_SIGN,
    BE_OFFSET,
    DASH,
    ERA,
    FIGURES_END,
    FISCAL_WORDS,
    MONTH,
    TODAY,
    DateMention,
    dates,
    fiscal_year_of,
    plain_text,
    spaced,
    year_ce,
)
from checks.match.periods.month_spans import SINGLE_MONTH, month_spans
from checks.match.periods.year_basis import is_calendar
from checks.match.reading.memo import remembered

__all__ = [
    "BE_OFFSET",
    "DateMention",
    "YearMention",
    "dates",
    "fiscal_year_of",
    "fiscal_years_be",
    "month_spans",
    "without_ranges",
    "year_mentions",
    "year_ranges",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearMention:
    """A year as written, with its place.

    ``fiscal`` is True after fiscal-year words, False for calendar and academic years and years of
    dates, None for a bare year.
    """

    year_be: int
    fiscal: bool | None
    start: int
    end: int
    text: str


_RANGE = spaced(
    rf"{AFTER_NO_SIGN}(?P<first>\d{{4}}|(?<=ปี )\d\d|(?<=ปี)\d\d) ?\)?{DASH}"
    rf"(?:ปี|ปีงบประมาณ)? ?{ERA}(?P<last>\d{{4}}|\d\d){FIGURES_END}(?!-\d)"
)
_NATIONAL_PLAN = re.compile(
    r"(?:ยุทธศาสตร์ชาติ|เศรษฐกิจและสังคมแห่งชาติ|แผนแม่บทภายใต้|ปฏิรูปประเทศ)"
    r"(?:(?!แผนพัฒนา|แผนปฏิบัติ|\d{4})[^\n\t]){0,70}\Z"
)

_FOUR_DIGITS = re.compile(
    r"(?:(?<![\d.,/:])|(?<=[ศค]\.)|(?<=[ED]\.))(?P<year>2[4-7]\d\d|20[1-3]\d)(?![\d:]|[.,/]\d)"
)
_UNIT_AFTER = re.compile(
    r" ?(?:บาท|คน|ราย(?![กงจไ])|ครัวเรือน|ครั้ง|กม|กิโล|เมตร|ตร\.|ตาราง|ไร่|ชั่วโมง|หน้า|วัน"
    r"|หลังคา|ต้น|ตัว|แห่ง|ชุด|เล่ม|ท่าน|วิว|views?\b)|[A-Za-z]"
)
_NUMBER_BEFORE = re.compile(
    r"(?:โทร\.?|โทรศัพท์|โทรสาร|แฟกซ์|fax\.?|tel\.?|เลขที่|หมายเลข|รหัส(?:ไปรษณีย์)?|เบอร์|ต่อ"
    r"|เข้าชม|ผู้เยี่ยมชม|จำนวน|ราคา|เงิน|img|dsc|ว|ที่ ?[ก-ฮ]{2,3})[ :._]*\Z|\d[- ]\Z",
    re.I,
)
_ERA_BEFORE = spaced(r"(?P<era>พ\.? ?ศ\.{0,2}|ค\.? ?ศ\.?|B\.?E\.?|A\.?D\.?) ?\Z")
_FISCAL_BEFORE = spaced(
    r"(?:ปี ?งบประมาณ|ปี ?งบ ?ฯ?|งบประมาณ(?:รายจ่าย)?(?: ?ประจำปี)?|fiscal year|FY) ?\Z"
)
_ENGLISH_FISCAL = spaced(r"\b(?:fiscal year|FY) ?\Z")
_CALENDAR_YEAR = "ปีปฏิทิน"
_OTHER_YEAR_BEFORE = spaced(r"ปี ?(?:การศึกษา|ปฏิทิน|ภาษี|การผลิต) ?\Z")
_YEAR_WORD_BEFORE = spaced(r"(?:ปี|พ\.? ?ศ\.{0,2}) ?\Z")
_TWO_DIGITS = spaced(
    rf"(?:(?P<fiscal>{FISCAL_WORDS}|(?<![A-Za-z])FY ?)|(?P<plain>ประจำปี|ปี)"
    r"|(?P<ita>(?<![A-Za-z])(?:ITA|OIT)[ _-]?))"
    r" ?(?:พ\.? ?ศ\.{0,2})? ?['’]?(?P<year>[5-7]\d)(?![\d๐-๙]|[.,/:]\d| ?%| ?ปี| ?เดือน| ?วัน"
    r"| ?คน| ?ราย| ?บาท| ?ข้อ| ?แห่ง| ?ท่าน| ?ครั้ง| ?พรรษา)"
)

# A year in words, as proclamations have it; without an era or "ปี" before it is a sum of money.
_ONES = {"หนึ่ง": 1, "เอ็ด": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5}
_ONES |= {"หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9}
_SPELLED = spaced(
    rf"(?:(?P<fiscal>{FISCAL_WORDS}) ?|ปี ?)?"
    r"(?:(?:พุทธ)?ศักราช|พ\.? ?ศ\.{0,2}|(?<=ปี )|(?<=ปี)|(?<=ประมาณ )|(?<=ประมาณ)) ?"
    rf"(?P<year>สองพันห้าร้อย(?P<tens>ห้า|หก|เจ็ด)สิบ(?P<ones>{'|'.join(_ONES)})?)(?! ?บาท)"
)

_LAW = re.compile(
    r"พระราชบัญญัติ|พ\. ?ร\. ?บ\.?|พรบ\.?|พระราชกฤษฎีกา|พ\. ?ร\. ?ฎ\.?|พระราชกำหนด|พ\. ?ร\. ?ก\.?"
    r"|รัฐธรรมนูญ|ประมวลกฎหมาย|กฎกระทรวง|ประมวลจริยธรรม|มาตรฐาน(?:ทาง)?จริยธรรม|จรรยาบรรณ"
    r"|ระเบียบ|ข้อบังคับ|ข้อบัญญัติ(?!งบประมาณ)|เทศบัญญัติ(?!งบประมาณ)|ข้อกำหนดจริยธรรม"
    r"|ประกาศ ?(?:กระทรวง|คณะ|กรม|สำนักนายก|สำนักงาน ?(?:คณะกรรมการ|ก\.|ป\.)|ก\.)"
    r"|คำสั่ง ?(?:หัวหน้า|คสช|คณะ)"
)
_LAW_YEAR = re.compile(r"(?:พ\.? ?ศ\.{0,2} ?|(?P<bare>(?<![\d-])))(?P<year>\d{4})(?![\d]|[.,]\d)")
_NOT_LAW = re.compile(r"งบประมาณ|ประจำปี|ปี |ปี\Z|เดือน|วันที่|แผน(?!ที่)|ผลการ|สถิติ|รายงาน")
_LAW_AMENDED = re.compile(r"แก้ไข|ฉบับที่")
_RIGHTS = re.compile(r"©|\(c\) ?(?=\d)|copyright|ลิขสิทธิ์|all rights reserved", re.I)
_WEEKDAY_LINE = re.compile(
    rf"\s*(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)(?: ?ที่)? ?\d{{1,2}} ?(?:เดือน ?)?"
    rf"{MONTH} ?{ERA}\d{{4}}(?: ?,? ?(?:เวลา)? ?\d{{1,2}}[:.]\d\d[:.\d]*(?: ?น\.?)?)?\s*\Z",
    re.I,
)


def _excluded_spans(plain: str) -> list[tuple[int, int]]:
    """Where years of laws, copyright lines and the day's date stand."""
    spans: list[tuple[int, int]] = []
    for law in _LAW.finditer(plain):
        limit = plain.find("\n", law.end())
        limit = min(law.end() + 180, len(plain) if limit < 0 else limit)
        position = law.end()
        while match := _LAW_YEAR.search(plain, position, limit):
            between = plain[position : match.start()]
            first = position == law.end()
            bare_allowed = law[0].startswith(("พระราช", "พ", "รัฐ")) and len(between) <= 60
            if match["bare"] is not None and not bare_allowed:
                break
            if first and _NOT_LAW.search(between):
                break
            if not first and not (len(between) <= 60 and _LAW_AMENDED.search(between)):
                break
            if re.match(rf"{DASH}\d", plain[match.end() :]):
                break
            spans.append((match.start(), match.end()))
            position, limit = match.end(), min(len(plain), match.end() + 100)
    for mark in _RIGHTS.finditer(plain):
        line_start = plain.rfind("\n", 0, mark.start()) + 1
        line_end = plain.find("\n", mark.end())
        line_end = len(plain) if line_end < 0 else line_end
        spans.append((max(line_start, mark.start() - 60), min(line_end, mark.end() + 60)))
    offset = 0
    for line in plain.split("\n"):
        today = len(line) <= 80 and TODAY.search(line) is not None
        if today or (len(line) <= 80 and _WEEKDAY_LINE.match(line)):
            spans.append((offset, offset + len(line)))
        offset += len(line) + 1
    return spans


def _ranges(plain: str) -> Iterator[tuple[int, int, int, int]]:
    """(first year, last year, start, end) of each stretch of years, national plans left out."""
    for match in _RANGE.finditer(plain):
        first = year_ce(match["first"])
        last = year_ce(match["last"])
        if first is None or last is None or not first < last <= first + 25:
            continue
        if len(match["first"]) == 4 and not 2400 <= int(match["first"]) <= 2700:
            continue
        before = plain[max(0, match.start() - 90) : match.start()]
        if _NATIONAL_PLAN.search(before):
            continue
        yield first + BE_OFFSET, last + BE_OFFSET, match.start(), match.end()


def year_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """First and last year (BE) of each stretch such as ``พ.ศ. 2566 - 2570``, in text order."""
    return tuple((first, last) for first, last, _, _ in _ranges(plain_text(text)))


def without_ranges(text: str) -> str:
    """The text with blanks for its stretches of years: what it names of years one by one."""
    for _, _, start, end in _ranges(plain_text(text)):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


@remembered
def year_mentions(text: str) -> tuple[YearMention, ...]:
    """Every year that the text names, in its order; both ends of a range are mentions."""
    plain = plain_text(text)
    excluded = _excluded_spans(plain)
    found: dict[int, YearMention] = {}

    def add(year_be: int, fiscal: bool | None, start: int, end: int) -> None:
        if not any(first <= start < last for first, last in excluded):
            found.setdefault(
                end,
                YearMention(
                    year_be=year_be, fiscal=fiscal, start=start, end=end, text=text[start:end]
                ),
            )

    dated = [(mention.start, mention.end) for mention in dates(text)]
    for mention in dates(text):
        add(mention.on.year + BE_OFFSET, False, mention.start, mention.end)
    for match in SINGLE_MONTH.finditer(plain):
        year = year_ce(match["year2"], match["era2"]) if match["year2"] else None
        if year is not None:
            add(year + BE_OFFSET, False, match.start(), match.end())
    national: list[tuple[int, int]] = []
    kept = {start for _, _, start, _ in _ranges(plain)}
    for match in _RANGE.finditer(plain):
        if match.start() not in kept:
            national.append(match.span())
    for first, last, start, end in _ranges(plain):
        fiscal = True if _FISCAL_BEFORE.search(plain[max(0, start - 30) : start]) else None
        add(first, fiscal, start, start + (4 if plain[start : start + 4].isdigit() else 2))
        add(last, fiscal, end - (4 if plain[end - 4 : end].isdigit() else 2), end)
    for match in _FOUR_DIGITS.finditer(plain):
        start, end = match.span()
        if any(first <= start < last for first, last in (*dated, *national)):
            continue
        year_be = _bare_year(plain, match)
        if year_be is not None:
            before = _ERA_BEFORE.sub("", plain[max(0, start - 40) : start])
            fiscal_word = _FISCAL_BEFORE.search(before) is not None
            other = _OTHER_YEAR_BEFORE.search(before) is not None
            add(year_be, True if fiscal_word else False if other else None, start, end)
    for match in _TWO_DIGITS.finditer(plain):
        add(2500 + int(match["year"]), True if match["fiscal"] else None, *match.span("year"))
    for match in _SPELLED.finditer(plain):
        if _LAW.search(plain, plain.rfind("\n", 0, match.start()) + 1, match.start()):
            continue
        year = 2500 + 10 * _ONES[match["tens"]] + _ONES.get(match["ones"] or "", 0)
        add(year, True if match["fiscal"] else None, *match.span("year"))
    return tuple(found[end] for end in sorted(found))


def _bare_year(plain: str, match: re.Match[str]) -> int | None:
    """The year of four figures outside dates, None when the words around deny it."""
    start, end = match.span()
    number = int(match["year"])
    before = plain[max(0, start - 40) : start]
    era = _ERA_BEFORE.search(before)
    if number < 2400:
        if _ENGLISH_FISCAL.search(before):
            return number + BE_OFFSET
        return number + BE_OFFSET if era and era["era"][0] in "คAa" and number >= 2010 else None
    if era and era["era"][0] in "คAa":
        return None
    if era or _YEAR_WORD_BEFORE.search(before) or _FISCAL_BEFORE.search(before):
        return number
    if _UNIT_AFTER.match(plain, end) or re.match(
        r" ?-\d{3,}| (?!2[4-7]\d\d)\d{3,4}(?!\d)", plain[end:]
    ):
        return number if re.match(rf"{DASH}2[4-7]\d\d(?!\d)", plain[end:]) else None
    if _NUMBER_BEFORE.search(before) and not re.search(
        r"(?<!\d)2[4-7]\d\d ?-? \Z|2\d{3}-\Z", before
    ):
        return None
    return number


@remembered
def fiscal_years_be(text: str) -> tuple[int, ...]:
    """Distinct fiscal years that the text names, ascending.

    A date or month counts to the fiscal year that holds it, a stretch of years to each of them, a
    bare year as that fiscal year; academic years do not count, calendar years only for an agency
    that keeps its books by them.
    """
    if is_calendar():
        text = text.replace(_CALENDAR_YEAR, "ปี" + " " * (len(_CALENDAR_YEAR) - 2))
    plain = plain_text(text)
    years: set[int] = set()
    dated = {mention.end for mention in dates(text)}
    years.update(fiscal_year_of(mention.on) for mention in dates(text))
    for first, last, _, end in month_spans(text):
        years.update(range(fiscal_year_of(first), fiscal_year_of(last) + 1))
        dated.add(end)
    for first_year, last_year, _, _ in _ranges(plain):
        years.update(range(first_year, last_year + 1))
    years.update(
        mention.year_be
        for mention in year_mentions(text)
        if mention.fiscal is not False and mention.end not in dated
    )
    return tuple(sorted(years))
