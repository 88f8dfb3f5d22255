"""Cuts a report into places that each tell of one thing, in all ways in which reports are built.

Rows, sections, lines, stretches that begin where an event is told again or below a short line,
parts of a paragraph, and columns of a table that has a risk in each.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checks.match.measures.paired import Unit, units
from checks.match.measures.shared_words import letters_told
from checks.match.measures.told_risk import part_of
from checks.match.reading.enumerated import enumerated
from checks.match.reading.furniture import is_about_page, is_furniture
from checks.match.reading.lines import Line, lines
from checks.match.reading.wraps import paragraphs
from crawler.records import Document, Region
from crawler.thai import arabic_digits, fold

_CONTENT = frozenset({Region.CONTENT})
_ANCHOR = 6  # letters of an event from which a place may begin
_FRAME = 160  # code points of a line that leads to what follows
_FRAMES = re.compile(
    r"ดังนี้\W*$|(?:ประเมิน|วิเคราะห์|กำหนด|จัดทำ)(?:ความเสี่ยง|มาตรการ|แผน)[^\n]*(?:ไว้|กำหนด|เมื่อ)"
    r"|^\W*(?:(?:ลง)?วันที่|ปีงบประมาณ|จึงเรียน|เรียน ?[ก-๎]|เรื่อง\W{0,3}(?:รายงาน|ผล)"
    r"|รายงาน(?:ผล| ?ณ)|สรุป|โดยสรุป|เสนอ|ลงชื่อ|ส่วนราชการ)"
)
_BARE_NUMBER = re.compile(r"\s*([\d๐-๙]{1,2})\s*")
_HEAD = 48  # code points of a line that heads what stands below it
_LABELLED = re.compile(r"[:：]")
# Where a paragraph turns to the next matter.
_TURNS = re.compile(r"(?<=\s)(?:และ)?(?:ส่วน|สำหรับ|ด้าน|เรื่อง|ขณะที่|อีกทั้ง|นอกจากนี้|ต่อมา|งาน)(?=[ก-๎])")


_Words = tuple[str, ...]  # those of an event that no other event has, folded


def cuts(report: Sequence[Document], events: Sequence[_Words]) -> Iterator[list[Unit]]:
    """The ways in which a report on events may be cut into places."""
    yield list(units(report))
    yield list(units(report, whole=False))
    for ways in (_by_event, _by_short_lines, _by_matter, _upright):
        yield [unit for document in report for unit in ways(document, events)]


def _upright(document: Document, _events: Sequence[_Words]) -> Iterator[Unit]:
    """The columns of tables that have a risk in each."""
    for table in document.tables:
        for column in list(zip(*table.rows, strict=False))[1:]:
            parts = tuple(dict.fromkeys((c.start, c.end) for c in column if c.text.strip()))
            if len(parts) > 1:
                yield Unit(document=document, parts=parts, number="")


def unframed(place: Unit) -> Unit | None:
    """A place without what only leads to the results or ends them; None when nothing is left."""
    parts = tuple(part for part in place.parts if not _frames(place.document.text[slice(*part)]))
    if not parts:
        return None
    bare = _BARE_NUMBER.fullmatch(place.document.text[slice(*place.parts[0])])
    number = arabic_digits(bare[1]) if bare is not None else place.number
    return replace(place, parts=parts, number=number)


def _frames(text: str) -> bool:
    if len(text) > _FRAME:
        return False
    return _FRAMES.search(text) is not None or is_about_page(text) or is_furniture(text)


def _by_event(document: Document, events: Sequence[_Words]) -> Iterator[Unit]:
    """The stretches of a document that begin where an event is told again."""
    pieces = [
        piece
        for line in paragraphs(document)
        if not is_about_page(line.text)
        for part in enumerated(line)
        for piece in _at_events(events, part)
    ]
    begins = set()
    for event in events:
        letters = [letters_told(event, (piece.folded,)) for piece in pieces]
        if letters and max(letters) >= _ANCHOR:
            begins.add(letters.index(max(letters)))
    yield from _stretches(document, pieces, begins)


def _by_short_lines(document: Document, _events: Sequence[_Words]) -> Iterator[Unit]:
    """The lines below each short line that is no label with its value."""
    said = [line for line in lines(document, _CONTENT) if not is_about_page(line.text)]
    begins = [
        n
        for n, line in enumerate(said[:-1])
        if len(line.text) <= min(_HEAD, len(said[n + 1].text) // 2)
        and not _LABELLED.search(line.text)
    ]
    yield from _stretches(document, said, begins)


def _by_matter(document: Document, _events: Sequence[_Words]) -> Iterator[Unit]:
    """The parts of a paragraph that each turn to another matter: "... ส่วนคนขับรถ ..."."""
    for line in paragraphs(document):
        cuts = [match.start() for match in _TURNS.finditer(line.text)]
        parts = zip([0, *cuts], [*cuts, len(line.text)], strict=True)
        for part in (part_of(line, start, end) for start, end in parts):
            if part.text and not is_about_page(line.text):
                yield Unit(document=document, parts=((part.start, part.end),), number="")


def _stretches(document: Document, said: Sequence[Line], begins: Iterable[int]) -> Iterator[Unit]:
    starts = sorted(begins)
    for start, end in zip(starts, [*starts[1:], len(said)], strict=False):
        spans = tuple((line.start, line.end) for line in said[start:end])
        yield Unit(document=document, parts=spans, number="")


def _at_events(events: Sequence[_Words], line: Line) -> list[Line]:
    """A paragraph cut before the word with which each of several events is told again."""
    folded = fold(line.text)
    places = set()
    for event in events:
        found = [at for word in event if (at := _first(word, folded.text)) >= 0]
        if found:
            places.add(folded.span(min(found), min(found) + 1)[0])
    words = [match.end() for match in re.finditer(r"^|\s+", line.text)]
    cuts = sorted({max(word for word in words if word <= place) for place in places})
    if len(cuts) < 2:
        return [line]
    return [
        part_of(line, start, end)
        for start, end in zip([0, *cuts[1:]], [*cuts[1:], len(line.text)], strict=True)
    ]


def _first(word: str, text: str) -> int:
    """Where the first run of a word that names something stands in a text; -1 nowhere."""
    runs = [word[at : at + _ANCHOR] for at in range(len(word) - _ANCHOR + 1)]
    found = [at for run in runs if (at := text.find(run)) >= 0]
    return min(found, default=-1)
