"""Pages and lines that speak of the matter which agencies put beside an item's own.

General grievances are counted next to complaints of corruption, often year by year in one list;
what was done under a policy on gifts stands next to its declaration. Their years are none of the
item's.
"""

import re
from collections.abc import Sequence

from checks.match.links.pointing import label_of
from checks.match.reading.lines import Line, lines
from checks.records import Case, Quote
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_HEADINGS = 2
_DECLARATION = "no_gift_declaration"  # beside it stands what was done, page by page
# The item's own matter, and the words of the other.
_MATTERS = {
    "complaint_statistics": (
        re.compile(r"ทุจริต|มิชอบ|สินบน|คอร์?รัปชัน|corrupt", re.I),
        re.compile(r"ร้อง(?:เรียน)?ทุกข์|เรื่อง(?:ร้องเรียน)?ทั่วไป|ร้องเรียนทั่วไป|ความเดือดร้อน|ดำรงธรรม"),
    ),
    _DECLARATION: (
        re.compile(r"ประกาศ|เจตนารมณ์|เจตจำนง|คำแถลง"),
        re.compile(r"กิจกรรม|รายงาน|รับทรัพย์สิน|อบรม|ประชุม|วัฒนธรรม"),
    ),
}


def without_other_matter(case: Case) -> tuple[Document, ...]:
    """The documents of a case without those of the other matter, where one of its own is left."""
    if case.slug not in _MATTERS:
        return case.documents
    own = tuple(page for page in case.documents if not _is_of_other(page, case.slug))
    return own or case.documents


def names_other_matter(line: Line, quote: Quote, case: Case) -> bool:
    """Whether a line is the label of a page or file of the other matter."""
    if case.slug not in _MATTERS:
        return False
    mine, other = _MATTERS[case.slug]
    if other.search(line.text) is None or mine.search(line.text) is not None:
        return False
    link = label_of(quote, case)
    if link is None:
        return False
    target = case.site.document(link.url)
    if target is None:
        return True
    if case.slug == _DECLARATION and all(target.url != page.url for page in case.documents):
        return True
    return not _speaks(lines(target, _CONTENT), mine)


def _is_of_other(page: Document, slug: str) -> bool:
    mine, other = _MATTERS[slug]
    names = [page.title, *(heading.text for heading in page.headings[:_HEADINGS])]
    if not any(other.search(name) for name in names):
        return False
    return not any(mine.search(name) for name in names) and not _speaks(lines(page, _CONTENT), mine)


def _speaks(said: Sequence[Line], words: re.Pattern[str]) -> bool:
    return any(words.search(line.text) for line in said)
