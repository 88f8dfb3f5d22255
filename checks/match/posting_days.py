"""Takes the days on which titles were put up out of the lines of a list."""

import re

from checks.match.lines import Line
from checks.match.vocabulary import is_generic
from checks.match.years import dates, month_spans, year_mentions

_CELL = re.compile(r"[^\t]+")


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
        text = _without_last_day(text, min(link.start for link in links) - line.start)
    if not titled:
        return text
    for mention in dates(text):
        if not any(first <= mention.start < last for first, last in titled):
            text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
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
