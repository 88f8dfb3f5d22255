"""Whether what stands under a page's headings is of the matter that they name, or of another."""

import re
from collections.abc import Iterator, Sequence

from checks.api import Case, Quote, quote_text
from checks.match.fields.deeds import tells_result
from checks.match.measures.only_planned import only_to_be_done
from checks.match.periods.to_come import is_line_to_come, is_planned_there, told_days
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import is_about_page
from checks.match.reading.in_making import is_in_making
from checks.match.reading.lines import Line, lines
from checks.match.reading.substance import substance, title_starts
from checks.match.reading.wraps import paragraphs
from checks.match.subjects.vocabulary import is_placeholder
from checks.match.tables.columns import header_depth
from crawler.records import Region, Table
from crawler.thai import fold_text

_AROUND_TITLE = 80  # folded letters beside a title; a longer line says something of its own
_CONTENT = frozenset({Region.CONTENT})
_PRINTED = "application/pdf"
_TURNED_AWAY = re.compile(
    fold_text(
        r"ไม่(?:ได้)?(?:ให้)?ใช้(?:กับ|แนว|คู่มือ|ขั้นตอน|ช่องทาง|แบบ|ระเบียบ|หน้า|วิธี)|ไม่(?:นับ)?รวม|มิได้รวม|มิใช่|ไม่ใช่(?:เรื่อง|กรณี)"
        r"|ไม่เกี่ยว(?:กับ|ข้องกับ)|ไม่ครอบคลุม|ไม่อยู่ใน(?:ขอบเขต|ข่าย|แนว)|ไม่เข้าข่าย|ยกเว้น|นอกเหนือจาก(?:แนว|คู่มือ)"
        r"|ใช้(?:ช่องทาง|แบบ|คู่มือ|แนวทาง|แนวปฏิบัติ)(?:อื่น|อีก|ต่างหาก)|แยก(?:ไว้|ไป)?(?:ต่างหาก|คนละ)"
    )
)
_PEOPLE = re.compile(r"\d{1,4}(?:คน|ราย|ท่าน|นาย(?!ก))")
# What should be, what something means or is good for.
_OUGHT = re.compile(
    fold_text(
        r"ควร(?!รณ)|พึง|ต้อง|หมายถึง|หมายความ|คือ|ประโยชน์ที่|เป็นส่วนหนึ่ง|ช่วยให้|ทำให้|สามารถ|อาจ(?!ารย์)"
    )
)
_SENTENCE = 160  # folded letters; a longer line is a paragraph, which may tell of two matters
# Headings of columns that only number or date the rows.
_NO_NAMES = re.compile(fold_text(r"ที่|ลำดับ(?:ที่)?|วัน ?ที่|วัน ?เดือน ?ปี|ว\.?ด\.?ป\.?|เดือน|no\.?|#"), re.I)
_NAMES_DEEDS = fold_text("กิจกรรม")  # "อบรม/กิจกรรม" heads rows of either matter


def told_of(case: Case, words: Sequence[str], without: Sequence[str] = ()) -> Quote | None:
    """The first line below the headings that holds one of the words, None when none does.

    Words of ``without`` are taken out of a line before.
    """
    return next((_quote(line) for line in _told(case) if _holds(line, words, without)), None)


def only_intended(case: Case, words: Sequence[str], *, done: bool = True) -> Quote | None:
    """The first line with one of the words when all only say what will or should be done.

    Without ``done`` a paper is asked for: when all only say that it is still being drawn up.

    A page with pictures may tell by them what was done.
    """
    if any(page.ocr or substance((page,)).pictures for page in case.inner_documents):
        return None
    told = [line for line in _told(case) if _holds(line, words, ())]
    if not told:
        return None
    none = all(_not_done(line, case) if done else is_in_making(line.text) for line in told)
    return _quote(told[0]) if none else None


def told_with_day(case: Case) -> Quote | None:
    """The first line below the headings with a day up to the assessment's or a count of people."""
    return next(
        (
            _quote(line)
            for line in _told(case)
            if told_days(line.text, case.as_of) or _PEOPLE.search(line.folded)
        ),
        None,
    )


def _not_done(line: Line, case: Case) -> bool:
    """Whether a line says what will or should be done, or what something is, and no deed."""
    if is_line_to_come(line, case.as_of) or is_planned_there(line.document, line, case.as_of):
        return True
    told = told_days(line.text, case.as_of) or tells_result(line.text)
    return not told and _OUGHT.search(line.folded) is not None


def plan_alone(case: Case) -> Quote | None:
    """The first line of what is to be done, where all was read and nothing done is told."""
    line = None if case.gaps else only_to_be_done(case.inner_documents)
    return _quote(line) if line is not None else None


def told_in_place_of(case: Case, words: Sequence[str]) -> Quote | None:
    """The first line below the headings that holds one of the words, and does not turn it away.

    "เรื่องถนนและไฟฟ้าไม่ใช้แนวทางนี้ ให้แจ้งกองช่าง" marks the bounds of a subject and is of it.
    """
    for line in _told(case):
        if _holds(line, words, ()) and not _TURNED_AWAY.search(_sentence(line)):
            return _quote(line)
    return None


def told_apart(
    case: Case, words: Sequence[str], other: Sequence[str], shared: Sequence[str]
) -> Quote | None:
    """The first line that holds one of the words and does not tell of another matter with it.

    Words of ``shared`` also say what the other matter is about or who took part in it: they do not
    count in a short line with a word of ``other``, "อบรมวินัยข้าราชการ 20 คน". No word counts in a
    table whose rows a word of ``other`` names, "หลักสูตร".
    """
    tables = [
        (page, table)
        for page in case.inner_documents
        for table in page.tables
        if _rows_are_of(table, other)
    ]
    sure = [word for word in words if word not in shared]
    for line in _told(case):
        if any(
            page is line.document and table.start <= line.start < table.end
            for page, table in tables
        ):
            continue
        mixed = len(line.folded) <= _SENTENCE and _holds(line, other, ())
        if _holds(line, sure if mixed else words, ()):
            return _quote(line)
    return None


def _sentence(line: Line) -> str:
    """The folded line; of a printed page the paragraph that it stands in."""
    if line.document.content_type != _PRINTED:
        return line.folded
    around = (p for p in paragraphs(line.document) if p.start <= line.start < p.end)
    return next((paragraph.folded for paragraph in around), line.folded)


def _rows_are_of(table: Table, other: Sequence[str]) -> bool:
    """Whether the heading of the column that names the rows holds one of the words."""
    depth = header_depth(table)
    for column in range(len(table.rows[0]) if depth else 0):
        heading = fold_text(" ".join(dict.fromkeys(row[column].text for row in table.rows[:depth])))
        if heading.strip() and not _NO_NAMES.fullmatch(heading.strip()):
            named = any(fold_text(word) in heading for word in other)
            return named and _NAMES_DEEDS not in heading
    return False


def headed_with(case: Case, words: Sequence[str]) -> bool:
    """Whether a title or heading of the case's documents holds one of the words."""
    folded = [fold_text(word) for word in words]
    return any(
        word in fold_text(text)
        for page in case.inner_documents
        for text in (page.title, *(heading.text for heading in page.headings))
        for word in folded
    )


def _told(case: Case) -> Iterator[Line]:
    """Lines of the content without the pages' own headings and the assessment's wording."""
    official = [fold_text(title) for title in case.titles]
    for page in case.inner_documents:
        headings = title_starts(page)
        asked = criteria_starts(page)
        for line in lines(page, _CONTENT):
            if line.start in headings or line.start in asked or is_placeholder(line.text):
                continue
            if is_about_page(line.text):
                continue
            if not any(
                title in line.folded and len(line.folded) <= len(title) + _AROUND_TITLE
                for title in official
            ):
                yield line


def _holds(line: Line, words: Sequence[str], without: Sequence[str]) -> bool:
    folded = line.folded
    for word in without:
        folded = folded.replace(fold_text(word), " ")
    return any(fold_text(word) in folded for word in words)


def _quote(line: Line) -> Quote:
    return quote_text(line.document, line.start, min(line.end, line.start + 200))
