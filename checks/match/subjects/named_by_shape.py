"""Pages that answer an item by the shape of what stands there, under headings of their own.

"เล่าเรื่องงาน อบต." over deeds with their days is news; a page that tells who came to a forum and
what they said tells of taking part. This is asked only where a sure pointer names the item.
"""

import re
from enum import StrEnum

from checks.api import Case
from checks.match.forums.accounts import Told, told_of_forum
from checks.match.forums.lines import sayings
from checks.match.forums.words import CAME
from checks.match.periods.bare_dates import is_date
from checks.match.periods.dates import dates
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import invites, is_about_page
from checks.match.reading.lines import Line, lines
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_ENTRIES = 2  # dated entries that make news
_LETTERS = re.compile(r"[ก-ฮA-Za-z]")
_TITLE = 9  # letters of an entry besides its day
_LONGEST = 400  # code points; a longer line is an article
# Papers that are listed by their days, and what is bought or sought: no news of what was done.
_PAPER = re.compile(
    r"[\W\d๐-๙]*(?:แบบ|รายงาน|(?:ร่าง)?(?:ประกาศ|แผน|คำสั่ง|ระเบียบ|ข้อบัญญัติ|เทศบัญญัติ|ข้อบังคับ)|คู่มือ|สถิติ|หนังสือ|ราคากลาง"
    r"|ประกวดราคา|สอบราคา|(?:จัด)?(?:ซื้อ|จ้าง)|รับสมัคร|สรรหา|ผลการสอบ|ขายทอด)"
)
_TO_COME = re.compile(r"ปฏิทิน|กำหนดการ|ตารางงาน|แผน|ขอเชิญ|เชิญชวน")


class Shape(StrEnum):
    """What a page holds that needs no name."""

    NEWS = "news"  # deeds of the agency, each with its day
    FORUM = "forum"  # what people from outside said, or were asked, at a forum


def is_of_shape(case: Case, shape: Shape) -> bool:
    """Whether what the pages of a case hold is of a shape."""
    if shape is Shape.FORUM:
        return told_of_forum(case, Told.VOICE) is not None or (
            told_of_forum(case, Told.MATTER) is not None and _counts_people(case)
        )
    return any(map(_is_news, case.inner_documents))


def _counts_people(case: Case) -> bool:
    return any(CAME.search(said.text) for page in case.inner_documents for said in sayings(page))


def denies_shape(case: Case, shape: Shape) -> bool:
    """Whether the pages list something else by its days: papers in the place of news."""
    if shape is not Shape.NEWS:
        return False
    titles = [title for page in case.inner_documents for title in _entries(page)]
    return len(titles) >= _ENTRIES and all(map(_PAPER.match, titles))


def _is_news(page: Document) -> bool:
    heads = [page.title, *(heading.text for heading in page.headings[:1])]
    if any(_TO_COME.search(head) for head in heads):
        return False
    titles = _entries(page)
    told = [title for title in titles if not (_PAPER.match(title) or invites(title))]
    return len(told) >= _ENTRIES and len(told) * 2 > len(titles)


def _entries(page: Document) -> list[str]:
    """The words of each entry of a page that is dated."""
    asked = criteria_starts(page)
    said = [
        line
        for line in lines(page, _CONTENT)
        if line.start not in asked and not is_about_page(line.text)
    ]
    return [title for at, line in enumerate(said) if (title := _entry(said, at, line))]


def _entry(said: list[Line], at: int, line: Line) -> str:
    """The words of an entry that a line dates: its own, or those of the line above; "" without."""
    days = dates(line.text)
    if not days or len(line.text) > _LONGEST:
        return ""
    rest = line.text
    for day in reversed(days):
        rest = rest[: day.start] + rest[day.end :]
    if _enough(rest) and not is_date(line.text):
        return rest
    above = said[at - 1].text if at else ""
    return above if _enough(above) and not dates(above) else ""


def _enough(text: str) -> bool:
    return len(_LETTERS.findall(text)) >= _TITLE
