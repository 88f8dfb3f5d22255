"""Tells the years of titles in lists from the days on which they were put up."""

import re
from collections.abc import Sequence

from checks.match.links.pointing import entry_link, says_nothing_beside
from checks.match.periods.published import is_posting_note
from checks.match.periods.years import dates, fiscal_years_be, month_spans, year_mentions
from checks.match.reading.lines import Line
from checks.match.reading.phrases import matches
from checks.match.subjects.vocabulary import is_generic

_NOTE = 70  # code points beside the day in a note of the system; more tell something
_ROW = 3  # cells that make a row of a table
_CELL = re.compile(r"[^\t]+")
# What the systems of websites print below a title: "อ่าน 56 ครั้ง ผู้ประกาศ : admin".
_COUNTED = re.compile(
    r"(?:เปิด)?อ่าน ?:? ?[\d๐-๙]+|เปิดอ่าน|ผู้(?:เข้า)?ชม ?:? ?[\d๐-๙]|ผู้ประกาศ ?:"
    r"|(?:post(?:ed)?|เขียน|โพสต์?) ?(?:by|โดย)",
    re.I,
)


def named_with_year(line: Line, stems: Sequence[Sequence[str]], not_words: Sequence[str]) -> bool:
    """Whether a line names the subject; in the row of a table beside the year, in its cell."""
    cells = [cell for cell in line.text.split("\t") if cell.strip()]
    if len(cells) < _ROW:
        return matches(line.text, stems, not_words)
    return any(matches(cell, stems, not_words) for cell in cells if fiscal_years_be(cell))


def tells_only_posting(line: Line) -> bool:
    """Whether all that a line tells of years is the day on which something was put up.

    A note of the system ("วันที่ลงข้อมูล 05/01/2566"), or the day beside the link of an entry of a list,
    outside the words of the link.
    """
    text = line.text
    days = dates(text)
    if not days or any(mention.fiscal is not False for mention in year_mentions(text)):
        return False
    beside = len(text) - sum(day.end - day.start for day in days)
    if is_posting_note(text) or (_COUNTED.search(text) and beside <= _NOTE):
        return True
    if entry_link(line) is None:
        return False
    blanked = text
    for link in line.document.links:
        if link.text and line.start <= link.start <= link.end <= line.end:
            first, last = link.start - line.start, link.end - line.start
            if any(first <= day.start < last for day in days):
                return False
            blanked = blanked[:first] + " " * (last - first) + blanked[last:]
    cells = [cell.group() for cell in _CELL.finditer(blanked) if dates(cell.group())]
    return all(map(says_nothing_beside, cells))


def without_posting_days(line: Line) -> str:
    """The line without days beside titles that name their years: on them the titles were put up.

    In a list of files the title may be plain, with the link on a picture beside it.
    """
    text = line.text
    links = [
        link for link in line.document.links if line.start <= link.start <= link.end <= line.end
    ]
    titled = [
        (link.start - line.start, link.end - line.start)
        for link in links
        if link.text and any(mention.fiscal is not False for mention in year_mentions(link.text))
    ]
    if links and not any(link.text for link in links):
        titled += [
            cell.span()
            for cell in _CELL.finditer(text)
            if any(mention.fiscal for mention in year_mentions(cell.group()))
        ]
    if links and all(not link.text or is_generic(link.text) for link in links):
        text = _without_bare_days(text)
        text = _without_last_day(text, min(link.start for link in links) - line.start)
    if not titled:
        return text
    for mention in dates(text):
        if not any(first <= mention.start < last for first, last in titled):
            text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text


def _without_bare_days(text: str) -> str:
    """The row of a table without cells that hold a day alone, where another cell names a year."""
    cells = list(_CELL.finditer(text))
    named = any(m.fiscal is not False for cell in cells for m in year_mentions(cell.group()))
    for cell in cells:
        if (
            named
            and len(cells) >= _ROW
            and dates(cell.group())
            and says_nothing_beside(cell.group())
        ):
            text = text[: cell.start()] + " " * len(cell.group()) + text[cell.end() :]
    return text


def _without_last_day(text: str, end: int) -> str:
    """The text without the day or month right before the wordless link of a title with its year.

    "รายงาน ... ปีงบประมาณ 2567 พ.ย. 2567 [ดาวน์โหลด]": in November the title was put up.
    """
    told = text[:end].rstrip(" |·•-–—")
    fiscal = [mention.end for mention in year_mentions(told) if mention.fiscal]
    if not fiscal:
        return text
    days = [(mention.start, mention.end) for mention in dates(told)]
    days += [(first, last) for _, _, first, last in month_spans(told)]
    for first, last in sorted(days):
        beside = first >= fiscal[-1] and not told[fiscal[-1] : first].strip(" |·•-–—")
        if beside and last == len(told):
            return text[:first] + " " * (last - first) + text[last:]
    return text
