"""Figures of cards: a big figure above its own words, "45,210" over "ลูกค้าที่สำนักงานสาขา".

Lines of a figure and lines of words take turns. Where the first is a figure and the last are words,
each figure belongs to the words below it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from checks.api import Quote, quote_text
from checks.match.periods.dates import plain_text
from checks.match.reading.phrases import Line, lines, matches
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_UNIT = r"(?:ราย|คน|ครั้ง|เรื่อง|คำขอ|คำร้อง|รายการ|ธุรกรรม|ท่าน)"
_FIGURE = re.compile(rf"\W*\d{{1,3}}(?:,\d{{3}})*(?:\d*) ?{_UNIT}?\W*")
_ONE_LINE = re.compile(rf"\W*\d[\d,]* ?(?:{_UNIT} )?(?=[ก-๙A-Za-z])(?!{_UNIT}\W*$)[^\d]{{3,60}}")
_WORDS = 60  # code points; a longer line is a sentence
_CARDS = 2  # figures with their words that make cards
_A_YEAR = re.compile(r"\W*2[45]\d\d\W*")


def carded_figures(
    documents: Iterable[Document], names: Sequence[Sequence[str]], not_words: Sequence[str]
) -> Iterator[Quote]:
    """A quote of each figure whose words, below it or behind it on its line, are of the names."""
    for document in documents:
        rows = lines(document, _CONTENT)
        number = 0
        while number < len(rows):
            pairs, end = _cards_at(rows, number)
            if len(pairs) >= _CARDS:
                for figure, words in pairs:
                    if matches(words.text, names, not_words):
                        yield quote_text(document, figure.start, words.end)
            number = max(number + 1, end)


def _cards_at(rows: Sequence[Line], first: int) -> tuple[list[tuple[Line, Line]], int]:
    """The cards that follow each other from a line on, and where they end.

    A card is its figure and its words; the same line twice where one line tells both.
    """
    pairs: list[tuple[Line, Line]] = []
    at = first
    while at < len(rows):
        line = rows[at]
        below = rows[at + 1] if at + 1 < len(rows) else None
        if _ONE_LINE.fullmatch(plain_text(line.text)):
            pairs.append((line, line))
            at += 1
        elif below is not None and _is_figure(line) and _is_words(below):
            pairs.append((line, below))
            at += 2
        else:
            break
    if at < len(rows) and _is_figure(rows[at]):
        return [], at  # a last figure has its words above it, and so have the others
    return pairs, at


def _is_figure(line: Line) -> bool:
    plain = plain_text(line.text)
    return _FIGURE.fullmatch(plain) is not None and _A_YEAR.fullmatch(plain) is None


def _is_words(line: Line) -> bool:
    # "เรื่องที่สอบเสร็จแล้ว (ไม่มีมูล 3 ลงโทษ 1)": brackets may divide the figure.
    bare = re.sub(r"\([^()]*\)", " ", plain_text(line.text))
    return len(line.text) <= _WORDS and not re.search(r"\d", bare)
