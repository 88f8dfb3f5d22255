"""The year that a page's content states of itself, below the label that its system or menu gave it.

A title and a first heading are typed anew each year and copied with the page; the heading of the
document that stands below them, and the days it tells, are the content's own (design.md section 11,
ruling 23).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from checks.match.links.pointing import Pointing
from checks.match.periods.period_files import without_archive
from checks.match.periods.published import tells_publication
from checks.match.periods.said import Rank, YearLine
from checks.match.periods.years import dates, month_spans, year_mentions
from checks.match.reading.phrases import lines, matches
from checks.match.subjects.words import shared_wording, subject_stems
from checks.records import Case, QuoteSource
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_TELLING = frozenset({Rank.HEADING, Rank.FISCAL})
_LONGEST = 200  # code points; a longer line is text that may name any year
_HEAD_LINES = 10  # among which what titles a whole page stands
_FIRST_LINES = 4  # among which a document's own title stands
_SAME_MATTER = 0.5  # of a label's wording that a title of the same matter repeats
_AROUND_A_DAY = 8  # code points: "วันที่ "
_MONTH = timedelta(days=32)
_LABEL = 12  # folded letters below which a heading is no copy of a title
# How the title of a document begins.
_DOCUMENT = re.compile(
    r"\W*(?:สรุป)?(?:รายงาน|ผลการ|แผน|ประกาศ|คู่มือ|การประเมิน|มาตรการ|สถิติ|ข้อมูล|แบบรายงาน)"
)
# What another year serves for: to start from, to compare with, to go on from.
_BASE = re.compile(
    r"จากผล|จากการ|จากรายงาน|วิเคราะห์|เปรียบเทียบ|เทียบกับ|ที่ผ่านมา|ปีก่อน|ย้อนหลัง|นำผล|ตามผล|อ้างอิง|สืบเนื่อง"
    r"|ต่อเนื่อง|ทบทวน|แก้ไขเพิ่มเติม|ขยายเวลา|กันเงิน|เหลื่อมปี|ก่อนหน้า|ถัดไป"
)
_EVENT = re.compile(
    r"จัด(?!ซื้อ|จ้าง|ทำ|สรร|หา|เก็บ)|อบรม|กิจกรรม|ประชุม|เข้าร่วม|นำ(?:พนักงาน|บุคลากร|ประชาชน)|เวที|ประชาคม|รณรงค์"
    r"|สัมมนา|ศึกษาดูงาน|ลงพื้นที่|ปฏิญาณ"
)
_RESULT = re.compile(
    r"วิเคราะห์|ผลการประเมิน|ผลคะแนน|คะแนน|(?<![A-Za-z])(?:ITA|IIT|EIT|OIT)(?![A-Za-z])", re.I
)
# Headings of what came out in a year, and those of what is to be done about it.
_CAME_OUT = re.compile(
    r"ผล(?!ผลิต|งาน|การดำเนิน|การปฏิบัติ)|ข้อค้นพบ|ที่(?:ค้น)?พบ|จุด(?:อ่อน|แข็ง|เด่น|ด้อย|ที่)|ปัญหา|สะท้อน|เสียง|ได้รับ|ประเมิน|ปีที่(?:แล้ว|ผ่านมา)|ปีก่อน"
)
_MEASURES = re.compile(r"มาตรการ|แผน|แนวทาง|กิจกรรม|จะทำ|จะแก้|ดำเนินการ|สู่การ|รายงานผล")
# Days on which a paper was signed, sent or put up are not those of its content.


def stated_other_year(case: Case, entries: Sequence[YearLine], wanted: int) -> YearLine | None:
    """The line by which the lead's content says that it is of an earlier year, None without one.

    None too while the content names the year asked for anywhere else than in its labels, unless
    only by fewer days than it tells of the other, or while a part of the bundle was not read.
    """
    if case.gaps or any(document.ocr for document in case.documents):
        return None
    lead = case.documents[0]
    kept = without_archive(case, entries, wanted)
    body = _below_labels(lead, case, kept)
    stated = [entry for entry in body if _states(entry, lead, case, wanted)]
    if not stated:
        return None
    others = [entry for entry in kept if entry.quote.url != lead.url]
    told = [*body, *others]
    if any(wanted in entry.years for entry in told if _named_outright(entry)):
        return None
    year = stated[0].years[0]
    days = [entry for entry in told if not tells_publication(entry.quote.text)]
    for_wanted = sum(wanted in entry.years for entry in days)
    for_other = sum(year in entry.years for entry in days if entry is not stated[0])
    return None if for_wanted and for_wanted >= for_other else stated[0]


def names_year_at_head(entry: YearLine, case: Case) -> bool:
    """Whether one of the first lines of a document names a year, and not only by a day or month."""
    text = entry.quote.text
    named = any(mention.fiscal is not False for mention in year_mentions(text))
    return (
        named
        and len(text) <= _LONGEST
        and not serves_as_base(text)
        and stands_at_head(entry, case, lines_at_most=_HEAD_LINES)
    )


def stands_at_head(entry: YearLine, case: Case, *, lines_at_most: int) -> bool:
    """Whether a line of text is one of the first of its document's content, and no table's row."""
    quote = entry.quote
    if quote.source is not QuoteSource.TEXT or entry.pointing is not Pointing.CONTENT:
        return False
    document = next((one for one in case.documents if one.url == quote.url), None)
    if document is None or "\t" in quote.text:
        return False
    return any(line.start == quote.start for line in lines(document, _CONTENT)[:lines_at_most])


def _named_outright(entry: YearLine) -> bool:
    """Whether a heading or a fiscal year in so many words names the year, and no day or month."""
    named = any(mention.fiscal is not False for mention in year_mentions(entry.quote.text))
    return entry.rank in _TELLING and named


def serves_as_base(text: str) -> bool:
    """Whether a line names a year to start from or compare with, and not as its own."""
    return _BASE.search(text) is not None or "คะแนน" in text


def tells_event(text: str) -> bool:
    """Whether a line tells that people met or did something, and not when a paper was made."""
    return _EVENT.search(text) is not None and not tells_publication(text)


def is_bare_day(text: str) -> bool:
    """Whether a line is a day and nothing else, as lists of posts print it."""
    told = sum(mention.end - mention.start for mention in dates(text))
    return 0 < len(text) <= told + _AROUND_A_DAY


def is_bare_time(text: str) -> bool:
    """Whether a line is a day or month and nothing else, as covers and ends of papers have it."""
    spans = [(start, end) for first, last, start, end in month_spans(text) if last - first < _MONTH]
    return bool(spans) and len(text) <= sum(end - start for start, end in spans) + _AROUND_A_DAY


def tells_result(entry: YearLine) -> bool:
    """Whether a line speaks of a result of the assessment, or of its analysis."""
    return _RESULT.search(entry.quote.text) is not None


def _tells_of_result(entry: YearLine) -> bool:
    """Whether a line speaks of the last result, or heads what came out then and is no measure."""
    text = entry.quote.text
    headed = entry.rank is Rank.HEADING and _CAME_OUT.search(text) and not _MEASURES.search(text)
    return tells_result(entry) or bool(headed)


def with_results_apart(entries: Iterable[YearLine], year: int) -> Iterator[YearLine]:
    """The lines, those on the assessment's result of one year told as such."""
    for entry in entries:
        apart = entry.years == (year,) and _tells_of_result(entry)
        yield replace(entry, rank=Rank.ASSESSMENT) if apart else entry


def _below_labels(lead: Document, case: Case, entries: Sequence[YearLine]) -> list[YearLine]:
    """The lead's own lines that name years, without its title and the headings that repeat it."""
    title = fold_text(lead.title)
    pointed = fold_text(case.candidate.label) if case.candidate is not None else ""
    heads = {heading.start for heading in lead.headings}
    first = next((line for line in lines(lead, _CONTENT) if line.start in heads), None)
    repeated = first.folded if first is not None else ""
    found = []
    for entry in entries:
        quote = entry.quote
        if quote.url != lead.url or quote.source is not QuoteSource.TEXT:
            continue
        if entry.pointing is not Pointing.CONTENT:
            continue
        folded = fold_text(quote.text)
        copied = len(folded) >= _LABEL and (folded in title or folded in pointed)
        if entry.rank is Rank.HEADING and (copied or folded == repeated):
            continue
        if first is not None and quote.start <= first.start:
            continue
        found.append(entry)
    return found


def _states(entry: YearLine, lead: Document, case: Case, wanted: int) -> bool:
    """Whether a line titles the content, and as that of one earlier year."""
    text = entry.quote.text
    if not _named_outright(entry) or len(entry.years) != 1 or entry.ranges:
        return False
    if entry.years[0] >= wanted or len(text) > _LONGEST or "\t" in text or serves_as_base(text):
        return False
    if any(table.start <= entry.quote.start < table.end for table in lead.tables):
        return False
    tops = [line.start for line in lines(lead, _CONTENT)[:_HEAD_LINES]]
    if entry.quote.start not in tops:
        return False  # sections and ways to other pages stand further down
    stems, not_words = subject_stems(case.titles, (*case.subjects, case.slug))
    if matches(text, stems, not_words):
        return True
    if entry.quote.start not in tops[: _FIRST_LINES + 1] or _DOCUMENT.match(text) is None:
        return False
    label = lead.headings[0].text if lead.headings else lead.title
    return shared_wording(label, text) >= _SAME_MATTER
