"""Dates that a Thai text names, and the spelling of years and months in it.

Offsets are code points into the text given. The fiscal year runs from 1 October of the year before.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from checks.match.periods.year_basis import year_of
from checks.match.reading.memo import remembered
from crawler.thai import arabic_digits

BE_OFFSET = 543
_MONTHS_OF_YEAR = 12
_FIRST_BE = 2400


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A full date as written, with its place."""

    on: date
    start: int
    end: int


# Spellings that officials' own documents hold beside the right ones; a print that breaks a line
# inside a month leaves a gap between its syllables ("มี นาคม").
_MONTHS = (
    (r"มก ?รา ?ค[มน]", r"ม\. ?ค\.?|มค\.", "january|jan"),
    (r"กุม ?ภา ?พัน(?: ?ธ[์ุ]{0,2})?", r"ก\. ?พ\.?|กพ\.", "february|feb"),
    (r"มี ?นา ?ค[มน]", r"มี\. ?ค\.?|มีค\.", "march|mar"),
    (r"เม ?[ษศส]า ?ย[นม]", r"เม\. ?ย\.?|เมย\.", "april|apr"),
    (r"พฤ[ษศส] ?ภา ?ค[มน]", r"พ\. ?ค\.?|พค\.", "may"),
    (r"มิ ?ถุ ?นา ?ย[นม]", r"มิ\. ?ย\.?|มิย\.", "june|jun"),
    (r"กร[กค] ?[ฎฏ]า ?ค[มน]", r"ก\. ?ค\.?|กค\.", "july|jul"),
    (r"สิง ?หา ?ค[มน]", r"ส\. ?ค\.?|สค\.", "august|aug"),
    (r"กัน ?ยา ?ย[นม]", r"ก\. ?ย\.?|กย\.", "september|sept|sep"),
    (r"ตุ ?ลา ?ค[มน]", r"ต\. ?ค\.?|ตค\.", "october|oct"),
    (r"พฤ[ศษส] ?จิ ?กา? ?ย[นม]", r"พ\. ?ย\.?|พย\.", "november|nov"),
    (r"ธัน ?วา ?ค[มน]", r"ธ\. ?ค\.?|ธค\.", "december|dec"),
)
FULL_MONTHS = tuple(full for full, _, _ in _MONTHS)  # patterns for ``spaced``, January first
_THAI = "ก-ฮะ-ฺเ-๎"
# The dot of an era stands right before its year; after any other sign figures are no year.
AFTER_NO_SIGN = r"(?:(?<![\d.,/:-])|(?<=[ศค]\.)|(?<=[ED]\.))"


def spaced(pattern: str) -> re.Pattern[str]:
    """A pattern whose optional space is any gap that a line set in columns leaves, up to three."""
    return re.compile(pattern.replace(" ?", " {0,3}"), re.I)


_SHORT_MONTH = "|".join(short for _, short, _ in _MONTHS)
MONTH: str = (
    "(?:"
    + "|".join(full for full, _, _ in _MONTHS)
    + rf"|(?:(?<=เดือน)|(?<![{_THAI}.]))(?:{_SHORT_MONTH})(?![{_THAI}])"
    + r"|(?<![A-Za-z])(?:"
    + "|".join(english for _, _, english in _MONTHS)
    + r")\b\.?)"
)
_MONTH_OF = tuple(spaced(rf"(?:{full}|{short}|(?:{en})\.?)\Z") for full, short, en in _MONTHS)

ERA = r"(?:พ\.? ?ศ\.{0,2} ?|ค\.? ?ศ\.? ?|B\.?E\.? ?)?"
FIGURES_END = r"(?![\d๐-๙]|[.,/]\d| ?%)"
DASH = r" ?(?:-|ถึง|จนถึง) ?"
# Between a month and its year; spreadsheets write "ต.ค.-67" and "1-ต.ค.-67".
TO_YEAR = r"(?: ?|-(?=\d))"


def year_group(name: str) -> str:
    """The pattern of a year with its era, its groups named after ``name``."""
    return rf"(?P<era{name}>{ERA})(?P<year{name}>\d{{4}}|\d\d){FIGURES_END}"


_THAI_DATE = spaced(
    rf"(?<![\d.,/])(?P<day>\d{{1,2}})(?:(?:st|nd|rd|th)\b)?(?:(?: ?เดือน)? ?-?)"
    rf"(?P<month>{MONTH})[,-]?{TO_YEAR}" + year_group("")
)
# "November 3, 2024", as plug-ins of English content systems print a day.
_MONTH_FIRST_DATE = spaced(
    r"(?<![A-Za-z])(?P<month>(?:"
    + "|".join(english for _, _, english in _MONTHS)
    + r")\b\.?) ?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: ?, ?| )(?P<year>\d{4})"
    + FIGURES_END
)
_NUMERIC_DATE = re.compile(
    r"(?<![\d./-])(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)"
    r"(?![\d/%-]|[.,]\d)"
)
_ISO_DATE = re.compile(
    r"(?<![\d./-])(?P<year>\d{4})(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
    r"(?![\d/%-]|[.,]\d)"
)

FISCAL_WORDS = r"(?:ปี ?งบประมาณ|ปี ?งบฯ?|งบประมาณ)"
TODAY = re.compile(r"วันนี้|เวลาขณะนี้|เวลาปัจจุบัน|วันที่ปัจจุบัน")


def fiscal_year_of(on: date) -> int:
    """The year (BE) that a day belongs to: fiscal, unless ``year_basis`` says else."""
    return year_of(on)


def plain_text(text: str) -> str:
    """The text with Arabic figures, plain spaces and plain hyphens, at unchanged offsets."""
    return arabic_digits(text).translate(_PLAIN)


_PLAIN = {ord(char): " " for char in "\u00a0\u2009\u202f\u200b"} | {
    ord(char): "-" for char in "–—−‐‑~"
}


def year_ce(figures: str, era: str = "") -> int | None:
    """The Christian year of written figures, None when they cannot be a year."""
    number = int(figures)
    if len(figures) == 2:
        return 2500 + number - BE_OFFSET if 50 <= number <= 79 and "ค" not in era else None
    if 2400 <= number <= 2700 and "ค" not in era:
        return number - BE_OFFSET
    if 1950 <= number <= 2050 and "พ" not in era:
        return number
    return None


def month_number(word: str) -> int:
    """The number of a month (1 to 12) that MONTH matched."""
    return next(i for i, pattern in enumerate(_MONTH_OF, start=1) if pattern.match(word))


def _line_around(text: str, start: int, end: int) -> str:
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return text[first : len(text) if last < 0 else last]


def is_today(text: str, start: int, end: int) -> bool:
    """Whether the date is the day's date that a page prints, not content."""
    line = _line_around(text, start, end)
    return len(line) <= 80 and TODAY.search(line) is not None


def day_of(year: int | None, month: int, day: int) -> date | None:
    """The day of a Christian year, None when there is no such day."""
    if year is None or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


@remembered
def dates(text: str) -> tuple[DateMention, ...]:
    """Full dates in the order of the text; the day's date printed by script is left out."""
    plain = plain_text(text)
    found: dict[int, DateMention] = {}
    for match in _THAI_DATE.finditer(plain):
        year = year_ce(match["year"], match["era"])
        _keep(found, plain, match, day_of(year, month_number(match["month"]), int(match["day"])))
    for match in _NUMERIC_DATE.finditer(plain):
        if len(match["year"]) == 2 and match["sep"] != "/":
            continue
        year, month, day = year_ce(match["year"]), int(match["month"]), int(match["day"])
        if month > _MONTHS_OF_YEAR and len(match["year"]) == 4 and int(match["year"]) < _FIRST_BE:
            month, day = day, month  # the American order, of the Christian era
        _keep(found, plain, match, day_of(year, month, day))
    for match in _MONTH_FIRST_DATE.finditer(plain):
        year = year_ce(match["year"])
        _keep(found, plain, match, day_of(year, month_number(match["month"]), int(match["day"])))
    for match in _ISO_DATE.finditer(plain):
        year = year_ce(match["year"])
        _keep(found, plain, match, day_of(year, int(match["month"]), int(match["day"])))
    return tuple(found[start] for start in sorted(found))


def _keep(found: dict[int, DateMention], plain: str, match: re.Match[str], on: date | None) -> None:
    if on is not None and not is_today(plain, match.start(), match.end()):
        found[match.start()] = DateMention(on=on, start=match.start(), end=match.end())
