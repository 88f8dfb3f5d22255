"""Sentences that a printed page breaks over two lines: their words stand together all the same."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from checks.api import Quote, quote_text
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.phrases import Line, lines, matches
from checks.match.subjects.vocabulary import is_placeholder
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_WIDE = 0.7  # of the widest line of prose; a shorter line ends its sentence
_PROSE = 45  # code points of the widest line; a narrower page holds no prose
_WIDEST = 220  # code points; longer lines are paragraphs that no page has broken
PRINTED = "application/pdf"  # the kind of documents whose lines are broken by their pages
_LONGEST = 900  # code points of a paragraph
# What opens a paragraph of its own: a number, a bullet, a label with a colon, a project's name.
_OPENS = re.compile(
    r"\s*(?:[(\[]?[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})*[.)\]](?![\d๐-๙])|[-•●▪–*✓✔]\s"
    r"|[^\s:：]{3,40} ?[:：]"
    r"|(?:โครงการ|กิจกรรม|มาตรการ|ด้าน|ข้อ)(?:ที่ ?[\d๐-๙]|[^\s]{6,})"
    r"|(?:ตาราง|แผนภูมิ|แผนภาพ|ภาพ|รูป|บท|ส่วน|หมวด|ตอน)(?:ที่)? ?[\d๐-๙]{1,2}(?![\d๐-๙])"
    r"|(?:ปัญหา|อุปสรรค|ข้อเสนอแนะ|ผลการ|สรุป)\S*\s)"
)


def paragraphs(document: Document) -> tuple[Line, ...]:
    """The lines of the content, those joined that only the width of a printed page sets apart.

    A joined line spans its lines, with a space for each break; other documents keep their lines.
    """
    found = lines(document, _CONTENT)
    if document.content_type != PRINTED:
        return found
    prose = [len(line.text) for line in found if "\t" not in line.text]
    widest = max((length for length in prose if length <= _WIDEST), default=0)
    if widest < _PROSE:
        return found
    starts = {heading.start for heading in document.headings}
    asked = criteria_starts(document)
    joined: list[Line] = []
    last = None  # of the lines joined so far
    for line in found:
        goes_on = (
            last is not None
            and _WIDE * widest <= len(last.text) <= _WIDEST
            and not document.text[last.end : line.start].strip()
            and not any(_apart(part, starts, asked) for part in (last, line))
            and not _OPENS.match(line.text)
            and line.end - joined[-1].start <= _LONGEST
        )
        if goes_on:
            text = document.text[joined[-1].start : line.end].replace("\n", " ")
            joined[-1] = replace(joined[-1], end=line.end, text=text, folded=fold_text(text))
        else:
            joined.append(line)
        last = line
    return tuple(joined)


def find_over_lines(
    documents: Iterable[Document], stems: Sequence[Sequence[str]], not_words: Sequence[str] = ()
) -> Iterator[Quote]:
    """Quotes of two lines of printed prose that hold the words of one list only together.

    The first line reaches the right margin, or nearly; neither is a heading, a row of a table, a
    placeholder or the assessment's own wording.
    """
    for document in documents:
        if document.content_type != PRINTED:
            continue
        starts = {heading.start for heading in document.headings}
        asked = criteria_starts(document)
        rows = [line for line in lines(document, _CONTENT) if len(line.text) <= _WIDEST]
        widest = max((len(line.text) for line in rows if "\t" not in line.text), default=0)
        if widest < _PROSE:
            continue
        for line, below in pairwise(rows):
            if len(line.text) < _WIDE * widest or document.text[line.end : below.start].strip():
                continue
            if any(_apart(part, starts, asked) for part in (line, below)):
                continue
            # Without a space between: a page breaks "ร้องเรียน" too.
            joined = (f"{line.text}{between}{below.text}" for between in ("", " "))
            if any(matches(text, stems, not_words) for text in joined) and not any(
                matches(part.text, stems) for part in (line, below)
            ):
                yield quote_text(document, line.start, below.end)


def _apart(line: Line, starts: set[int], asked: frozenset[int]) -> bool:
    return (
        "\t" in line.text
        or line.start in starts
        or line.start in asked
        or is_placeholder(line.text)
    )
