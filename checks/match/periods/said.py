"""Gathers what a bundle says about its own period: years in headings, years inside, months.

The year of the assessment ("ITA 2568") is not the year of the content and is kept apart; so are
lines that print the assessment's own wording.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from itertools import pairwise

from checks.api import Case, Quote, quote_text, quote_title
from checks.match.links.pointing import Pointing, pointing_of_year
from checks.match.periods.dates import FULL_MONTHS, spaced
from checks.match.periods.posting_days import (
    named_with_year,
    tells_only_posting,
    without_posting_days,
)
from checks.match.periods.year_basis import months_of
from checks.match.periods.years import (
    dates,
    fiscal_years_be,
    month_spans,
    year_mentions,
    year_ranges,
)
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import lists_years
from checks.match.reading.phrases import Line, lines
from checks.match.subjects.other_matter import names_other_matter, without_other_matter
from checks.match.subjects.words import subject_stems
from crawler.records import Document, Region
from crawler.thai import fold_text

# "ITA 2568", "การประเมินคุณธรรมและความโปร่งใส ... ประจำปีงบประมาณ พ.ศ. 2568"; a year behind
# "การนำผล ITA ไปพัฒนา" is that of the use.
_ASSESSMENT = re.compile(
    r"(?:ITA|OIT|ประเมินคุณธรรม(?:และความโปร่งใส)?|การประเมิน ?ITA)"
    r"(?:(?!ไปสู่|ไปใช้|ไปพัฒนา|ไปปรับ|ไปกำหนด|มาพัฒนา|มาปรับ|มากำหนด|สู่การ)[^\n\d๐-๙]){0,90}?(?:25|๒๕)[\d๐-๙]{2}",
    re.I,
)
_REGIONS = frozenset({Region.CONTENT})
_MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
_SHORT = ("ม.ค", "ก.พ", "มี.ค", "เม.ย", "พ.ค", "มิ.ย", "ก.ค", "ส.ค", "ก.ย", "ต.ค", "พ.ย", "ธ.ค")
_NAMES = tuple(
    spaced(rf"{full}|(?<![ก-๎.]){re.escape(short)}\.?")
    for full, short in zip(FULL_MONTHS, _SHORT, strict=True)
)
_ROUND = re.compile(r"ไตรมาส|ครึ่งปี|(?:[369๓๖๙]|1 ?2|๑ ?๒|หก|เก้า|สิบสอง) ?เดือน")
# "ไตรมาสที่ 2 (ม.ค. - มี.ค. 67) อยู่ระหว่างรวบรวม": the months have nothing yet.
_STILL_TO_COME = re.compile(
    r"(?:อยู่ระหว่าง|กำลัง)(?:การ)?(?:รวบรวม|จัดทำ|สรุป|ประมวลผล|ปรับปรุงข้อมูล|จัดเก็บข้อมูล|รอข้อมูล)"
    r"|รอ(?:การ)?(?:ข้อมูล|รวบรวม|สรุป|รายงาน)|ยังไม่(?:มีข้อมูล|ได้รวบรวม|ได้สรุป|ได้รายงาน|ได้รับข้อมูล|ครบกำหนด(?:รายงาน)?|ถึงกำหนด)"
    r"|จะ(?:รายงาน|เผยแพร่|นำมาลง|แจ้ง|สรุป)(?:ให้ทราบ)?(?:ต่อไป|ภายหลัง|อีกครั้ง|เมื่อ|ภายใน|ใน)"
    r"|(?:รายงาน|ประชุม|ติดตาม|สรุป)[^\n\d๐-๙]{0,20}(?:ครั้ง|รอบ|งวด|คราว)(?:ต่อไป|ถัดไป|หน้า(?!ที่))"
)
# The title of minutes gives the day of the meeting; what is reported there has a year of its own.
_MINUTES = re.compile(
    r"[\s(]*(?:(?:รายงาน|บันทึก|ระเบียบวาระ)(?:การ)?ประชุม|ครั้งที่ ?[\d๐-๙]{1,3} ?/ ?[\d๐-๙]{2,4})"
)
_ASKS_YEAR = re.compile(r"(?:ปี ?งบประมาณ|ประจำปี)\s*(?:พ\.\s?ศ\.)?\s*$")
_YEAR_ALONE = re.compile(r"(?:พ\.\s?ศ\.)?\s*[\d๐-๙]{4}\W*")
_TO = re.compile(r"\s*(?:-|–|ถึง)\s*")
_BE = 543

Month = tuple[int, int]  # (year CE, month)
_FIRST_LINES = 8  # among which a short line, or one that names the subject, serves as a heading
_SUBTITLE = 90


class Rank(IntEnum):
    """How near a line stands to the subject of its page, nearest first."""

    HEADING = 0  # title, heading, caption
    FISCAL = 1  # names a fiscal year in so many words
    DATED = 2  # holds a date or a bare year
    ASSESSMENT = 3  # only names the year of an assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """A line with the fiscal years (BE) that it names."""

    quote: Quote
    years: tuple[int, ...]
    ranges: tuple[tuple[int, int], ...]
    rank: Rank
    pointing: Pointing
    posting: bool = False  # its years are those of days on which something was put up


def year_lines(case: Case) -> tuple[YearLine, ...]:
    """Every line of the bundle that names a year, best rank first, then in reading order."""
    found: list[YearLine] = []
    stems, not_words = subject_stems(case.titles, (*case.subjects, case.slug))
    for document in without_other_matter(case):
        found += _title_years(document, case)
        starts = {heading.start for heading in document.headings}
        asked = criteria_starts(document)
        above = ""
        for number, line in enumerate(_unbroken(lines(document, _REGIONS))):
            of_law, above = _ends_law(above, line.text), line.text
            if of_law or line.start in asked or lists_years(line.text):
                continue
            head = line.start in starts or (
                number < _FIRST_LINES
                and not dates(line.text)
                and not (len(line.text) > _SUBTITLE and month_spans(line.text))
                and (named_with_year(line, stems, not_words) or _agrees(line, found))
            )
            entry = _line_years(line, head, case)
            if entry is not None:
                found.append(entry)
    return tuple(sorted(found, key=lambda entry: entry.rank))


def _unbroken(said: Sequence[Line]) -> Iterable[Line]:
    """The lines, a year alone joined to the one above that a print breaks before it.

    "รายงานผล ... ประจำปีงบประมาณ พ.ศ." over "2565".
    """
    for number, line in enumerate(said):
        above = said[number - 1] if number else None
        below = said[number + 1].text if number + 1 < len(said) else ""
        broken = (
            above is not None
            and _YEAR_ALONE.fullmatch(line.text) is not None
            and _ASKS_YEAR.search(above.text) is not None
            and _YEAR_ALONE.fullmatch(below) is None  # a list of years to choose from
        )
        if broken and above is not None:
            text = f"{above.text} {line.text}"
            yield replace(line, start=above.start, text=text, folded=fold_text(text))
        else:
            yield line


def _ends_law(above: str, text: str) -> bool:
    """Whether a line is only the year of a law whose name a print breaks before it."""
    if _YEAR_ALONE.fullmatch(text) is None or not above:
        return False
    return not fiscal_years_be(f"{above} {text}") and not fiscal_years_be(above)


def _agrees(line: Line, heads: Sequence[YearLine]) -> bool:
    """Whether a short line below a heading repeats its year: a subtitle."""
    years = set(fiscal_years_be(line.text))
    named = {year for entry in heads if entry.rank is Rank.HEADING for year in entry.years}
    return len(line.text) < _SUBTITLE and bool(years) and years <= named


def _title_years(document: Document, case: Case) -> Iterable[YearLine]:
    if len({page.title for page in case.documents}) < len(case.documents):
        return  # a title shared by pages is the site's
    if _YEAR_ALONE.fullmatch(document.title) and any(
        below.text == document.title and _ends_law(above.text, below.text)
        for above, below in pairwise(lines(document, _REGIONS))
    ):
        return
    entry = _years(document.title, heading=True)
    if entry is not None and document.url != case.site.home_url:
        years, ranges, rank = entry
        yield YearLine(
            quote=quote_title(document),
            years=years,
            ranges=ranges,
            rank=rank,
            pointing=Pointing.CONTENT,
        )


def _line_years(line: Line, heading: bool, case: Case) -> YearLine | None:
    entry = _years(without_posting_days(line), heading=heading)
    if entry is None:
        return None
    years, ranges, rank = entry
    quote = quote_text(line.document, line.start, line.end)
    if names_other_matter(line, quote, case):
        return None
    return YearLine(
        quote=quote,
        years=years,
        ranges=ranges,
        rank=rank,
        pointing=pointing_of_year(quote, case),
        posting=tells_only_posting(line),
    )


def _years(
    text: str, *, heading: bool
) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...], Rank] | None:
    masked = _ASSESSMENT.sub(lambda match: " " * len(match.group()), text)
    years = fiscal_years_be(masked)
    if not years:
        assessed = fiscal_years_be(text)
        return (assessed, (), Rank.ASSESSMENT) if assessed else None
    fiscal = any(mention.fiscal for mention in year_mentions(masked))
    if heading and (fiscal or not _MINUTES.match(masked)):
        rank = Rank.HEADING
    elif fiscal:
        rank = Rank.FISCAL
    else:
        rank = Rank.DATED
    return years, year_ranges(masked), rank


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLine:
    """A line with the months it speaks for, as (year CE, month)."""

    quote: Quote
    months: frozenset[tuple[int, int]]
    ends: tuple[date, ...]  # the last days of the periods it names, earliest first
    pointing: Pointing
    by_name: bool  # months or days are named, and not only a round or a quarter
    posted: bool = False  # only the day tells them on which a title with its year was put up


def month_lines(case: Case, fiscal_year_be: int) -> tuple[MonthLine, ...]:
    """Every line of the bundle that names months, in reading order.

    A month without a year belongs to ``fiscal_year_be`` when the bundle names that year.
    """
    context = any(fiscal_year_be in entry.years for entry in year_lines(case))
    found = []
    for document in case.documents:
        asked = criteria_starts(document)
        for line in lines(document, _REGIONS):
            if line.start in asked:
                continue
            months: set[tuple[int, int]] = set()
            ends: set[date] = set()
            by_name = False
            if _STILL_TO_COME.search(line.text):
                continue  # the months that are named are those that are not told yet
            for first, last, start, end in month_spans(line.text):
                months |= months_between(first, last)
                ends.add(last)
                by_name = by_name or not is_round(line.text[start:end])
            if not months and context:
                months = bare_months(line.text, fiscal_year_be)
                by_name = bool(months)
                if months:
                    year, month = max(months)
                    ends.add(date(year, month, 28))
            if months:
                quote = quote_text(document, line.start, line.end)
                told = without_posting_days(line)
                found.append(
                    MonthLine(
                        quote=quote,
                        posted=told != line.text
                        and not month_spans(told)
                        and not bare_months(told, fiscal_year_be),
                        months=frozenset(months),
                        ends=tuple(sorted(ends)),
                        pointing=pointing_of_year(quote, case),
                        by_name=by_name,
                    )
                )
    return tuple(found)


def is_round(words: str) -> bool:
    """Whether words name a stretch only as a round, a quarter or a half of a year."""
    return _ROUND.search(words) is not None and not any(name.search(words) for name in _NAMES)


def first_six_months(fiscal_year_be: int) -> frozenset[tuple[int, int]]:
    """October to March of a fiscal year, as (year CE, month); see ``year_basis``."""
    return months_of(fiscal_year_be, 6)


def all_months(fiscal_year_be: int) -> frozenset[tuple[int, int]]:
    """October to September of a fiscal year, as (year CE, month); see ``year_basis``."""
    return months_of(fiscal_year_be)


def month_names_th(months: Iterable[tuple[int, int]]) -> str:
    """Thai names of months with Buddhist years, in order: "ตุลาคม 2567, ..."."""
    return ", ".join(f"{_MONTHS[month - 1]} {year + _BE}" for year, month in sorted(months))


def months_th(months: Iterable[tuple[int, int]]) -> str:
    """Thai names of the first and last of months: "เดือนตุลาคม 2567 ถึงเดือนมีนาคม 2568"."""
    first, last = min(months), max(months)
    return f"เดือน{month_names_th([first])} ถึงเดือน{month_names_th([last])}"


def months_named(text: str, fiscal_year_be: int) -> frozenset[Month]:
    """The months that words name; days are none, and a month alone is of the fiscal year."""
    months: set[Month] = set()
    spans = month_spans(text)
    for first, last, _, _ in spans:
        if first != last:
            months |= months_between(first, last)
    if not months and not spans:
        months = bare_months(text, fiscal_year_be)
    return frozenset(months)


def months_between(first: date, last: date) -> set[tuple[int, int]]:
    """The months from one day to another, as (year CE, month)."""
    months: set[tuple[int, int]] = set()
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month) and len(months) < 120:
        months.add((year, month))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months


def bare_months(text: str, fiscal_year_be: int) -> set[tuple[int, int]]:
    """The months that a text names without a year; "ต.ค. - ธ.ค." names those between too."""
    places = sorted(
        (match.start(), match.end(), index)
        for index, names in enumerate(_NAMES, start=1)
        for match in names.finditer(text)
    )
    found = {index for _, _, index in places}
    for (_, end, first), (start, _, last) in pairwise(places):
        if _TO.fullmatch(text[end:start]):
            month = first
            while month != last and len(found) < 12:
                month = month % 12 + 1
                found.add(month)
    return {month for month in months_of(fiscal_year_be) if month[1] in found}
