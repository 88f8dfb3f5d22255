"""Finds content that was taken over whole from another year's page under a changed heading.

Pages are compared by the hashes of their content lines, headings and the site's template left out.
Only what should differ from year to year proves anything: lines with figures. A page whose figures
are all another year's is that year's page; one new figure or date, and it is the agency's own work.
Source: hard-cases.md, "37 of 37 item pages byte-identical to last year's under new headings".
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from checks.match.periods.dates import MONTH, plain_text
from checks.match.periods.years import fiscal_years_be
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import is_furniture
from checks.match.reading.lines import Line, lines
from checks.match.subjects.vocabulary import says_nothing
from crawler.records import Document, PageKind, Region
from crawler.thai import arabic_digits

_CONTENT = frozenset({Region.CONTENT})
_FEWEST_FIGURES = 3  # different ones of a hundred and more; sums and amounts do not recur
_LARGE = 100
_SMALL_WEIGH = 0.25  # of a figure between ten and a hundred, as counts of a month are
_FEWEST_LETTERS = 120  # folded code points of all lines compared
_NEARLY = 0.95  # share of the letters that stand on the other page too
_LIST_NUMBER = re.compile(r"^\W*(?:ข้อ)?\d{1,3}(?=\D)")
_FIGURE = re.compile(r"\d[\d,]*")
# What a platform prints of a post: counters, and the days on which it was made and changed.
_POSTED = re.compile(
    r"[^ก-๙a-z]*(?:ฮิต|จานวน(?:ผู้)?(?:เข้า)?ชม|(?:ผู้)?เข้าชม|อ่าน(?:แล้ว|ทั้งหมด)?[:\d]|ยอดวิว|views?|hits?|(?:วันที่)?(?:เผยแพร่|สร้าง|โพสต์|ลงข้อมูล|ประกาศข้อมูล)"
    r"(?:เมื่อ|ข้อมูล)?[:\d]|(?:แก้ไข|ปรับปรุง)(?:ข้อมูล)?(?:ล่าสุด|เมื่อ)|เขียนโดย|posted|published|createdon|lastupdated)"
    r".{0,60}\Z"
)
_LONGEST_FIGURE = 12  # digits
_YEAR = re.compile(r"(?<!\d)25[5-7]\d(?!\d)")
_MONTH = re.compile(MONTH, re.I)

_Hash = bytes


@dataclass(frozen=True, slots=True)
class _Block:
    """One content line: its hash, its length and the figures in it, list numbers apart."""

    hash: _Hash
    size: int
    figures: frozenset[int]  # of ten and more; smaller ones are ranks and counts of anything
    line: Line


@dataclass(frozen=True, slots=True)
class Clone:
    """Another year's document with the same content, and a line that both have."""

    other: Document
    years: tuple[int, ...]  # of the other document
    here: Line
    there: Line


class CloneFinder:
    """Compares documents of one site; hashes are made once for each."""

    def __init__(
        self, documents: Iterable[Document], years_of: Callable[[Document], tuple[int, ...]]
    ) -> None:
        """``years_of`` tells the fiscal years (BE) that a document is headed or linked by."""
        self._documents = tuple(d for d in documents if d.kind is PageKind.PAGE and not d.ocr)
        self._years_of = years_of
        self._blocks: dict[str, tuple[_Block, ...]] = {}
        self._holders: dict[_Hash, list[Document]] | None = None

    def earlier(self, documents: Iterable[Document], asked: int) -> Clone | None:
        """An earlier year's document that one of the given ones repeats; None for honest work.

        ``asked`` is the fiscal year (BE) that the documents are shown for.
        """
        given = tuple(documents)
        own = {document.url for document in given}
        for document in given:
            for other in self._like(document):
                years = self._years_of(other)
                if other.url in own or not years or max(years) >= asked:
                    continue
                found = self._compared(document, other, asked)
                if found is not None:
                    return Clone(other, years, *found)
        return None

    def _like(self, document: Document) -> list[Document]:
        """Documents that share most of the telling lines, most alike first."""
        blocks = [block for block in self._of(document) if block.figures]
        telling = {block.hash for block in blocks}
        figures = {figure for block in blocks for figure in block.figures}
        large = sum(figure >= _LARGE for figure in figures)
        if large + (len(figures) - large) * _SMALL_WEIGH < _FEWEST_FIGURES:
            return []
        counts: Counter[int] = Counter()
        by_id: dict[int, Document] = {}
        for mark in telling:
            for holder in self._index().get(mark, ()):
                if holder is not document:
                    counts[id(holder)] += 1
                    by_id[id(holder)] = holder
        return [by_id[key] for key, count in counts.most_common() if count == len(telling)]

    def _compared(
        self, document: Document, other: Document, asked: int
    ) -> tuple[Line, Line] | None:
        """A line of each when the content is the same, None when something is the page's own."""
        theirs = {block.hash: block for block in self._of(other)}
        blocks = self._of(document)
        same = [block for block in blocks if block.hash in theirs]
        total = sum(block.size for block in blocks)
        if total < _FEWEST_LETTERS or sum(block.size for block in same) < _NEARLY * total:
            return None
        their_total = sum(block.size for block in theirs.values())
        if sum(theirs[h].size for h in {b.hash for b in same}) < _NEARLY * their_total:
            return None
        if any(
            block.line.folded == theirs[block.hash].line.folded
            and asked in fiscal_years_be(block.line.text)
            for block in same
        ):
            return None  # the content says that it is of this year: the other page took it over
        first = max(same, key=lambda block: len(block.figures))
        return first.line, theirs[first.hash].line

    def _index(self) -> dict[_Hash, list[Document]]:
        if self._holders is None:
            self._holders = {}
            for document in self._documents:
                for mark in {block.hash for block in self._of(document) if block.figures}:
                    self._holders.setdefault(mark, []).append(document)
        return self._holders

    def _of(self, document: Document) -> tuple[_Block, ...]:
        # A document cut to its section has the address of the whole: the digest alone is no key.
        key = f"{document.url} {document.payload_digest} {len(document.headings)}"
        if key not in self._blocks:
            self._blocks[key] = tuple(_blocks(document))
        return self._blocks[key]


def _blocks(document: Document) -> Iterable[_Block]:
    headings = {heading.start for heading in document.headings}
    asked = criteria_starts(document)
    for line in lines(document, _CONTENT):
        if line.start in headings or line.start in asked or line.text == document.title:
            continue
        # "ตั้งแต่ตุลาคม 2565 ถึงมีนาคม 2566" names no item, and tells a year's page from another's.
        bare = says_nothing(line.text) and not _MONTH.search(plain_text(line.text))
        if bare or is_furniture(line.text) or _POSTED.match(line.folded):
            continue
        compared = arabic_digits(line.folded)
        if not _MONTH.search(plain_text(line.text)):
            compared = _YEAR.sub("_", compared)  # a year in a title is changed with the heading
        yield _Block(
            blake2b(compared.encode(), digest_size=12).digest(),
            len(compared),
            frozenset(_figures(_LIST_NUMBER.sub("", compared))),
            line,
        )


def _figures(text: str) -> Iterator[int]:
    for match in _FIGURE.finditer(text):
        digits = match.group().replace(",", "")
        if 2 <= len(digits) <= _LONGEST_FIGURE and int(digits) >= 10:
            yield int(digits)
