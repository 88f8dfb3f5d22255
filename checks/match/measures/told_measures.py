"""Finds the measures that a page tells, in prose, lists, minutes, cards or the rows of a table.

The assessment asks of each measure who is in charge, how and when. Where most measures of one list
tell it, or a sentence tells it of all of them ("ทุกมาตรการมอบสำนักปลัด"), it is told.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from checks.match.fields.told_entries import ToldEntry
from checks.match.measures.headed_tables import headed_tables
from checks.match.measures.measure_columns import came_of_it, first_of_measures, is_hoped
from checks.match.measures.measure_spans import bodies_below, measure_spans
from checks.match.measures.measure_words import owner_in, period_in, steps_in
from checks.match.measures.result_words import (
    doer_in,
    outcome_in,
    outcomes_in,
    output_in,
    steps_taken_in,
)
from checks.match.reading.lines import Line
from checks.match.reading.prose import told_lines
from checks.match.reading.wraps import paragraphs
from checks.match.tables.columns import header_depth
from checks.match.tables.file_lists import is_card, lists_files
from checks.match.tables.stacked import stacked
from checks.match.tables.upright import upright
from crawler.records import Document, Table

_READERS = {"owner": owner_in, "steps": steps_in, "period": period_in}
# Of a report: what is told of the past is what it is about.
_REPORTED = {
    "owner": doer_in,
    "steps": steps_taken_in,
    "period": period_in,
    "output": output_in,
    "outcome": outcome_in,
}
_FEW = 2  # measures that make a list
_BODY = 8  # lines below a name that still belong to it
_BODY_REPORTED = 14  # labels and values on lines of their own
_LONGEST = 1200
_NAME = 80  # code points of a measure that name it
_SHOWN = 200  # code points of a measure that are quoted
# What was found of the agency, and what was done of measures before, are no measures.
_SCORED = re.compile(
    r"คะแนน ?(?:รวม|เฉลี่ย)?[^\d\n]{0,10}\d|\d ?คะแนน|(?<![\d.])\d{2}\.\d{1,2}(?![\d.])(?! ?น\.)"
)
_PAST = re.compile(
    r"ผลการดำเนิน|แล้วเสร็จเมื่อ|ได้ดำเนินการ|ดำเนินการแล้ว|ทำแล้ว|ปีก่อน|ปีที่(?:แล้ว|ผ่านมา)"
    r"|มีหน้าที่|หน้าที่(?:และ)?อำนาจ|อำนาจหน้าที่|หน้าที่ความ|หน้าที่(?=จัด|ดูแล|รับผิดชอบ|ตรวจ|ควบคุม)"
)
_FINDING = re.compile(
    r"จุดอ่อน|จุดแข็ง|จุดที่(?:ต้อง|ควร)|\b[IEO]IT\b|ผู้ประเมิน|ผู้ตอบแบบ|เห็นว่า|ยังไม่ทราบ|ไม่ทราบ"
)
_OF_ALL = re.compile(
    r"(?:ทุก|แต่ละ)(?:มาตรการ|เรื่อง(?!ร้อง)|ข้อ(?!มูล))|มาตรการ(?:ทุก|ทั้ง)"
    r"|ทั้ง ?(?:หมด|สอง|สาม|สี่|ห้า|[\d๐-๙]{1,2}) ?(?:มาตรการ|เรื่อง|ข้อ(?!มูล))"
)
# A sentence of a report that sums up what its measures led to.
_SUMS_UP = re.compile(
    r"(?:จาก|ผล(?:ของ)?|ตาม)(?:การ(?:ดำเนิน(?:การ|งาน)?|ทำ|ใช้|ขับเคลื่อน)(?:ตาม)?)?(?:ทั้ง)?มาตรการ"
    r"|มาตรการ(?:ข้างต้น|ทั้ง|ดังกล่าว|เหล่านี้)|ผลลัพธ์โดยรวม|ในภาพรวม|ภาพรวมของมาตรการ"
)
# "ดำเนินการครบทุกมาตรการแล้ว ทำให้องค์กรโปร่งใสขึ้น": said of all measures, it is a result of none.
_CAME = frozenset({"output", "outcome"})
_OF_COURSE = re.compile(
    r"(?:ได้)?ดำเนิน(?:การ|งาน)|แล้ว|เสร็จ(?:สิ้น)?|เรียบร้อย|มาตรการ|ครบ|ทุก|ถ้วน|ตาม|แผน|เป้าหมาย|วัตถุประสงค์|บรรลุ|สำเร็จ"
    r"|(?:ส่งผล|ทำ|ช่วย|เป็นผล)ให้|หน่วยงาน|องค์กร|การ|มี|คุณธรรม|ความ|โปร่งใส|ประสิทธิภาพ|และ|ยิ่ง|(?:เพิ่ม|มาก|ดี|สูง)?ขึ้น|เป็นไป|ด้วย|ดี"
)
_DUTIES = re.compile(r"มีหน้าที่|หน้าที่(?:และ)?อำนาจ|อำนาจหน้าที่")
_NAMED = re.compile(
    r"\s*(?:[(\[]?[\d๐-๙]{1,2}[.)\]]\s*|มาตรการที่ ?[\d๐-๙]{1,2}\W{1,3})"
    r"(?P<name>มาตรการ(?!ส่งเสริมคุณธรรมและ|เพื่อส่งเสริม|ภายใน|ตาม|ดัง|ที่|ของ|ปี|ใน)[ก-๎]{4}[^\n]{0,160}$)"
)
_LETTERS = re.compile(r"[ก-ฮ]")
_FEW_LETTERS = 5  # consonants of a result besides words that any report has


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The words that tell one measure: a span of the document, or the cells of a row."""

    document: Document
    spans: tuple[tuple[int, int], ...]
    reported: bool = False  # what was done, and not what is to be done
    after: tuple[int, int] | None = None  # how it is now, beside how it was before

    def part(self, name: str) -> tuple[int, int] | None:
        """The span in the document that tells a part of the measure; None without one."""
        if name == "outcome" and self.after is not None:
            return self.after
        reader = (_REPORTED if self.reported else _READERS)[name]
        named = False  # whether a cell before has named the measure
        for start, end in self.spans:
            text = self.document.text[start:end]
            of_steps = name == "steps" and not self.reported and named
            found = steps_in(text, named=False) if of_steps else reader(text)
            if found is not None:
                return start + found[0], start + found[1]
            named = named or len(_LETTERS.findall(text)) >= _FEW_LETTERS
        return None


def told_measure(
    documents: Iterable[Document], part: str, *, reported: bool = False
) -> ToldEntry | None:
    """Where the first of several measures tells ``part``: "owner", "steps" or "period".

    Of measures that are ``reported`` on "output" and "outcome" as well. None when no list of
    measures tells it of most of them, and no sentence of all of them.
    """
    for document in documents:
        for measures in measure_lists(document, reported=reported):
            told = [at for one in measures if (at := one.part(part)) is not None]
            if len(told) >= _FEW and len(told) * 2 > len(measures):
                return _entry(document, *told[0])
        for line in told_lines(document, paragraphs(document)):
            if part == "outcome" and _SUMS_UP.search(line.text) and outcomes_in(line.text) >= _FEW:
                return _entry(document, line.start, line.end)
            other = _is_other(line.text, reported=reported)
            of_all = None if other else _OF_ALL.search(line.text)
            if of_all is None:
                continue
            # "ทั้งสองมาตรการให้สำนักปลัด...": a clause of its own begins behind the words.
            spans = ((line.start + of_all.end(), line.end), (line.start, line.end))
            at = Measure(document=document, spans=spans, reported=reported).part(part)
            if at is not None and not (part in _CAME and _of_course(document.text[slice(*at)])):
                return _entry(document, *at)
    return None


def _of_course(text: str) -> bool:
    return len(_LETTERS.findall(_OF_COURSE.sub(" ", text))) < _FEW_LETTERS


def first_measure(documents: Iterable[Document], *, reported: bool = False) -> ToldEntry | None:
    """The first of several measures of which most tell two of who is in charge, how and when.

    Lines of an analysis tell no two of them, nor does a list of what there is no more to say of.
    """
    for document in documents:
        for measures in measure_lists(document, reported=reported):
            told = [one for one in measures if _parts_told(one) >= _FEW]
            if len(told) >= _FEW and len(told) * 2 > len(measures):
                start, end = told[0].spans[0]
                return _entry(document, start, min(end, start + _SHOWN))
    return None


def measure_names(documents: Iterable[Document]) -> Iterator[ToldEntry]:
    """The first words of each measure of the lists most of which tell two parts or more."""
    for document in documents:
        for measures in measure_lists(document):
            if sum(_parts_told(one) >= _FEW for one in measures) * 2 <= len(measures):
                continue
            for one in measures:
                start, end = one.spans[0]
                first = document.text.find("\n", start, end)
                yield _entry(document, start, min(first if first > 0 else end, start + _NAME))


def named_measure(documents: Iterable[Document]) -> ToldEntry | None:
    """The first of several numbered lines or headings each of which names a measure."""
    for document in documents:
        named = [
            (line, match)
            for line in told_lines(document, paragraphs(document))
            if (match := _NAMED.match(line.text)) is not None
        ]
        if len(named) >= _FEW:
            line, match = named[0]
            return _entry(document, line.start + match.start("name"), line.end)
    return None


def measures_stand(documents: Iterable[Document], *, reported: bool = False) -> bool:
    """Whether measures are told one by one, so that a part which none of them tells is missing."""
    return any(
        sum(_parts_told(one) > 0 for one in measures) * 2 > len(measures)
        for document in documents
        for measures in measure_lists(document, reported=reported)
    )


def measures_in_table(document: Document) -> bool:
    """Whether a table has a row for each of several measures, with who does it or by when."""
    for table in chain.from_iterable(map(stacked, document.tables)):
        rows = _rows(document, table, reported=False)
        told = [one for one in rows if one.part("owner") or one.part("period")]
        if len(told) >= _FEW and len(told) * 2 > len(rows):
            return True
    return False


def is_scored(text: str) -> bool:
    """Whether a line gives the score of what was assessed: it tells no measure."""
    return _SCORED.search(text) is not None


def results_stand(documents: Iterable[Document]) -> bool:
    """Whether most measures of a list tell what they led to."""
    pages = tuple(documents)
    return told_measure(pages, "outcome", reported=True) is not None


def _parts_told(measure: Measure) -> int:
    readers = _REPORTED if measure.reported else _READERS
    return sum(measure.part(part) is not None for part in readers)


def tells_other(text: str, part: str) -> bool:
    """Whether a sentence tells findings, or the past, and no ``part`` of a measure beside them."""
    other = _is_other(text) or _FINDING.search(text) is not None
    return other and _READERS[part](text) is None


def measure_lists(document: Document, *, reported: bool = False) -> Iterator[Sequence[Measure]]:
    """The lists of measures of a document: rows of tables, and passages that open alike."""
    for table in chain.from_iterable(map(stacked, document.tables)):
        rows = _rows(document, table, reported=reported)
        if len(rows) >= _FEW:
            yield rows
    said = told_lines(document, paragraphs(document))
    headed = headed_tables(document, said)
    if headed:
        yield [
            Measure(document=document, spans=(one.name, *one.rows), reported=reported)
            for one in headed
        ]
    for spans in measure_spans(document, said):
        found = _measures(document, spans, said, reported=reported)
        if len(found) >= _FEW:
            yield found
    for found in _plain(document, said, reported=reported):
        if len(found) >= _FEW:
            yield found


def _rows(document: Document, table: Table, *, reported: bool) -> list[Measure]:
    """The rows of a table whose headings say that they are measures, or ask who, how and when."""
    if lists_files(table):
        return []
    table = upright(table)
    depth = header_depth(table)
    first = first_of_measures(table, reported=reported)
    if first is None:
        return []
    heads = [cell.text for cell in table.rows[depth - 1]]
    hoped = {n for n, head in enumerate(heads) if reported and is_hoped(head)}
    return [
        Measure(
            document=document,
            spans=tuple(
                (cell.start, cell.end)
                for n, cell in enumerate(row)
                if n >= first and cell.text.strip() and n not in hoped
            ),
            reported=reported,
            after=came_of_it(row, heads) if reported else None,
        )
        for row in table.rows[depth:]
        if sum(bool(cell.text.strip()) for cell in row) > 1
    ]


def _plain(document: Document, said: Sequence[Line], *, reported: bool) -> Iterator[list[Measure]]:
    """Lines one below the other each of which names who does something, and how or when.

    Of what is reported a line may tell what came of it instead.
    """
    run: list[Measure] = []
    for line in said:
        one = Measure(document=document, spans=((line.start, line.end),), reported=reported)
        other = _is_other(line.text, reported=reported)
        told = not other and one.part("owner") is not None
        parts = ("steps", "period", "output", "outcome") if reported else ("steps", "period")
        if told and any(one.part(part) for part in parts):
            run.append(one)
            continue
        yield run
        run = []
    yield run


def _measures(
    document: Document, spans: Sequence[tuple[int, int]], said: Sequence[Line], *, reported: bool
) -> list[Measure]:
    """Passages with the lines below that belong to them, those that are no measures left out."""
    bodies = bodies_below(document, spans, said, most=_BODY_REPORTED if reported else _BODY)
    deepest = max((len(body) for body in bodies[:-1]), default=0)
    found = []
    for (start, end), body in zip(spans, bodies, strict=True):
        below = body[:deepest] if (start, end) == spans[-1] else body
        last = below[-1].end if below else end
        text = document.text[start:last]
        if last - start <= _LONGEST and not _is_other(text, reported=reported):
            found.append(Measure(document=document, spans=((start, last),), reported=reported))
    return found


def _is_other(text: str, *, reported: bool = False) -> bool:
    if reported:
        return _DUTIES.search(text) is not None or (is_card(text) and outcome_in(text) is None)
    if is_card(text):
        return True
    return _SCORED.search(text) is not None or _PAST.search(text) is not None


def _entry(document: Document, start: int, end: int) -> ToldEntry:
    return ToldEntry(document=document, start=start, end=end, value=document.text[start:end])
