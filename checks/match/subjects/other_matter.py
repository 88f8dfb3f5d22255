"""Pages and lines that speak of the matter which agencies put beside an item's own.

General grievances are counted next to complaints of corruption, often year by year in one list;
what was done under a policy on gifts stands next to its declaration. Their years are none of the
item's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checks.match.links.pointing import label_of
from checks.match.reading.lines import Line, lines
from checks.records import Case, Quote
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_HEADINGS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matter:
    mine: re.Pattern[str]  # the item's own
    other: re.Pattern[str]
    listed_apart: bool = False  # a label of the other leads to what is none of the item's


_MATTERS = {
    "complaint_statistics": _Matter(
        mine=re.compile(r"ทุจริต|มิชอบ|สินบน|คอร์?รัปชัน|corrupt", re.I),
        other=re.compile(r"ร้อง(?:เรียน)?ทุกข์|เรื่อง(?:ร้องเรียน)?ทั่วไป|ร้องเรียนทั่วไป|ความเดือดร้อน|ดำรงธรรม"),
    ),
    # Beside the declaration stands what was done under it, page by page.
    "no_gift_declaration": _Matter(
        mine=re.compile(r"ประกาศ|เจตนารมณ์|เจตจำนง|คำแถลง"),
        other=re.compile(r"กิจกรรม|รายงาน|รับทรัพย์สิน|อบรม|ประชุม|วัฒนธรรม"),
        listed_apart=True,
    ),
}


def without_other_matter(case: Case) -> tuple[Document, ...]:
    """The documents of a case without those of the other matter, where one of its own is left."""
    matter = _MATTERS.get(case.slug)
    if matter is None:
        return case.documents
    own = tuple(page for page in case.documents if not _is_of_other(page, matter))
    return own or case.documents


def names_other_matter(line: Line, quote: Quote, case: Case) -> bool:
    """Whether a line is the label of a page or file of the other matter."""
    matter = _MATTERS.get(case.slug)
    if matter is None:
        return False
    if matter.other.search(line.text) is None or matter.mine.search(line.text) is not None:
        return False
    link = label_of(quote, case)
    if link is None:
        return False
    target = case.site.document(link.url)
    if target is None:
        return True
    if matter.listed_apart and all(target.url != page.url for page in case.documents):
        return True
    return not _speaks(lines(target, _CONTENT), matter.mine)


def _is_of_other(page: Document, matter: _Matter) -> bool:
    names = [page.title, *(heading.text for heading in page.headings[:_HEADINGS])]
    if not any(matter.other.search(name) for name in names):
        return False
    if any(matter.mine.search(name) for name in names):
        return False
    return not _speaks(lines(page, _CONTENT), matter.mine)


def _speaks(said: Sequence[Line], words: re.Pattern[str]) -> bool:
    return any(words.search(line.text) for line in said)
