"""The entries that a plan or report lists, and whether another place speaks of the same ones."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from checks.api import quote_text
from checks.match.fields.labels import labelled_values
from checks.match.reading.criteria import is_criteria_text
from checks.match.reading.lines import Line, lines
from checks.match.reading.values import is_dash
from checks.match.tables.columns import columns
from checks.records import Quote
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_LEADING = re.compile(
    r"^(?:\(?[0-9๐-๙]{1,2}[.)]+)*(?:โครงการ|กิจกรรม|มาตรการ|งาน|แผนงาน|ด้าน|การ|จัดทา|จัด|ส่งเสริม)+"
)
_TOTAL = re.compile(r"^(?:(?:ยอด)?รวม(?:ทั้ง|เป็น|เงิน|งบ|จานวน|[0-9๐-๙]|$)|ลาดับ|ที่$|[0-9๐-๙.,/()-]+$)")
# "มาตรการที่ 1 เพิ่มบริการ: ดำเนินการ ..." names an entry as plainly as a column does.
_NUMBERED = re.compile(r"^(?:มาตรการ|โครงการ|กิจกรรม)ที่ ?[0-9๐-๙]{1,2}[ .:)]*(?P<name>[^:：\n]{6,})")
_LISTED = re.compile(r"^(?:[-•●▪*]|\(?[0-9๐-๙]{1,2}[.)]|โครงการ|กิจกรรม|มาตรการ|งาน)")
_LEAST = 6  # folded letters of an entry
_LONG = 12  # letters from which a part of another text may be the same entry
_MOST_LETTERS = 160  # a longer line is prose
_MOST_ENTRIES = 80
_FEW = 2  # entries on either side from which a list can contradict another
_SAME, _UNLIKE = 84.0, 60.0  # per cent of likeness
_REWORDED, _APART = 66.0, 25.0  # per cent; measures of one plan are some 30 to 40 like each other
_TELLS_IT = 0.7  # of an entry's letters, below which words are too few to tell it all


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One project, measure or heading that a document lists."""

    name: str  # folded, without numbering and common first words
    quote: Quote
    field: bool  # from a column or label of this meaning, not only a line of a list


def entries(
    documents: Iterable[Document], names: Sequence[Sequence[str]], not_words: Sequence[str] = ()
) -> tuple[Entry, ...]:
    """What the columns and labels of these names list; without any, the lines of lists."""
    documents = tuple(documents)
    found: dict[str, Entry] = {}
    for column in columns(documents, names, not_words):
        for cell in column.cells:
            if cell.text and not is_dash(cell.text):
                quote = quote_text(column.document, cell.start, cell.end)
                _keep(found, cell.text, quote, field=True)
    for value in labelled_values(documents, names, not_words):
        if value.value and not _NUMBERED.match(value.label):
            quote = quote_text(value.document, value.start, value.end)
            _keep(found, value.value, quote, field=True)
    listed = [(document, line) for document in documents for line in _listed(document)]
    for document, line in listed:
        quote = quote_text(document, line.start, min(line.end, line.start + 300))
        numbered = _NUMBERED.match(line.text)
        if numbered is not None:
            _keep(found, numbered["name"], quote, field=True)
        elif not any(entry.field for entry in found.values()):
            _keep(found, line.text, quote, field=False)
    return tuple(found.values())[:_MOST_ENTRIES]


def entries_of(quotes: Iterable[Quote]) -> tuple[Entry, ...]:
    """Words that are known to name an entry each, as entries."""
    found: dict[str, Entry] = {}
    for quote in quotes:
        name = fold_text(quote.text)[:_MOST_LETTERS]
        found.setdefault(name, Entry(name=name, quote=quote, field=True))
    return tuple(found.values())[:_MOST_ENTRIES]


def _listed(document: Document) -> list[Line]:
    return [
        line
        for line in lines(document, _CONTENT)
        if _LISTED.match(line.text) and not is_criteria_text(line.text)
    ]


def _keep(found: dict[str, Entry], text: str, quote: Quote, *, field: bool) -> None:
    folded = fold_text(text)
    name = _LEADING.sub("", folded)
    if _LEAST <= len(name) <= _MOST_LETTERS and not _TOTAL.match(folded):
        found.setdefault(name, Entry(name=name, quote=quote, field=field))


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How one entry is told elsewhere: the likest words there, and how like they are."""

    entry: Entry
    percent: float
    quote: Quote | None
    next_best: float = 0.0  # how like the next likest words are

    @property
    def same(self) -> bool:
        """Whether both are the same entry beyond doubt."""
        return self.percent >= _SAME

    @property
    def near(self) -> bool:
        """Whether it may be the same entry in other words."""
        return self.percent >= _UNLIKE

    @property
    def reworded(self) -> bool:
        """Whether one place alone is like it: the same entry told in other words."""
        return self.percent >= _REWORDED and self.percent - self.next_best >= _APART


def differ(here: Sequence[Entry], there: Sequence[Entry]) -> bool:
    """Whether both list entries under names of their own and none resembles any of the other's."""
    left, right = ([e.name for e in side if e.field] for side in (here, there))
    if min(len(left), len(right)) < _FEW:
        return False
    return all(fuzz.partial_ratio(one, other) < _UNLIKE for one in left for other in right)


def told_elsewhere(listed: Sequence[Entry], documents: Iterable[Document]) -> tuple[Likeness, ...]:
    """For each entry the likest line or cell of the documents."""
    texts = tuple(_texts(documents))
    return tuple(_likest(entry, texts) for entry in listed)


def _texts(documents: Iterable[Document]) -> Iterator[tuple[str, Quote]]:
    for document in documents:
        for line in lines(document, _CONTENT):
            at = line.start
            for part in line.text.split("\t"):
                folded = _LEADING.sub("", fold_text(part))
                if len(folded) >= _LEAST and not is_criteria_text(part):
                    yield folded, quote_text(document, at, at + len(part))
                at += len(part) + 1


def _likest(entry: Entry, texts: Sequence[tuple[str, Quote]]) -> Likeness:
    best: tuple[float, Quote | None] = (0.0, None)
    next_best = 0.0
    for folded, quote in texts:
        within = len(entry.name) >= _LONG and len(folded) >= _LONG
        ratio = (fuzz.partial_ratio if within else fuzz.ratio)(entry.name, folded)
        if ratio > best[0]:
            next_best = best[0]
            best = (ratio, quote)
        elif ratio > next_best:
            next_best = ratio
    if best[1] is not None and len(fold_text(best[1].text)) < _TELLS_IT * len(entry.name):
        next_best = best[0]
    return Likeness(entry=entry, percent=best[0], quote=best[1], next_best=next_best)
