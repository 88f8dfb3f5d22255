"""Whether what stands under a page's headings is of the matter that they name, or of another."""

import re
from collections.abc import Callable, Iterator, Sequence

from checks.api import Case, Quote, quote_text
from checks.match.reading.boxes import ends_in_blank
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import is_about_page
from checks.match.reading.lines import Line, lines
from checks.match.reading.substance import title_starts
from checks.match.reading.wraps import PRINTED, paragraphs
from checks.match.subjects.vocabulary import is_placeholder
from checks.match.tables.columns import header_depth
from crawler.records import Document, Region, Table
from crawler.thai import fold_text

_AROUND_TITLE = 80  # folded letters beside a title; a longer line says something of its own
_CONTENT = frozenset({Region.CONTENT})
_TURNED_AWAY = re.compile(
    fold_text(
        r"ไม่(?:ได้)?(?:ให้)?ใช้(?:กับ|แนว|คู่มือ|ขั้นตอน|ช่องทาง|แบบ|ระเบียบ|หน้า|วิธี)|ไม่(?:นับ)?รวม|มิได้รวม|มิใช่|ไม่ใช่(?:เรื่อง|กรณี)"
        r"|ไม่เกี่ยว(?:กับ|ข้องกับ)|ไม่ครอบคลุม|ไม่อยู่ใน(?:ขอบเขต|ข่าย|แนว)|ไม่เข้าข่าย|ยกเว้น|นอกเหนือจาก(?:แนว|คู่มือ)"
        r"|ใช้(?:ช่องทาง|แบบ|คู่มือ|แนวทาง|แนวปฏิบัติ)(?:อื่น|อีก|ต่างหาก)|แยก(?:ไว้|ไป)?(?:ต่างหาก|คนละ)"
    )
)
# "188 ถนนเลียบท่าเรือ ตำบล...", "ถ.ประชาราษฎร์ 50000": where an office lies tells no matter.
_ADDRESS = re.compile(r"(?:ถนน|ซอย)[^\n]{0,60}?(?:ตาบล|แขวง|อาเภอ|จังหวัด|\bต\.|\bอ\.|\bจ\.|\d{5})")
_SENTENCE = 160  # folded letters; a longer line is a paragraph, which may tell of two matters
# Headings of columns that only number or date the rows.
_NO_NAMES = re.compile(fold_text(r"ที่|ลำดับ(?:ที่)?|วัน ?ที่|วัน ?เดือน ?ปี|ว\.?ด\.?ป\.?|เดือน|no\.?|#"), re.I)
_NAMES_DEEDS = fold_text("กิจกรรม")  # "อบรม/กิจกรรม" heads rows of either matter


def told_of(
    case: Case,
    words: Sequence[str],
    without: Sequence[str] = (),
    *,
    unless: Callable[[str], bool] | None = None,
) -> Quote | None:
    """The first line below the headings that holds one of the words, None when none does.

    Words of ``without`` are taken out of a line before; lines of which ``unless`` holds are none.
    """
    for line in lines_told(case):
        if holds_word(line, words, without) and not (unless is not None and unless(line.text)):
            return quote_of(line)
    return None


def told_in_place_of(case: Case, words: Sequence[str]) -> Quote | None:
    """The first line below the headings that holds one of the words, and does not turn it away.

    "เรื่องถนนและไฟฟ้าไม่ใช้แนวทางนี้ ให้แจ้งกองช่าง" marks the bounds of a subject and is of it.
    """
    for line in lines_told(case):
        if holds_word(line, words) and not _TURNED_AWAY.search(_sentence(line)):
            return quote_of(line)
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
    for line in lines_told(case):
        if any(
            page is line.document and table.start <= line.start < table.end
            for page, table in tables
        ):
            continue
        mixed = len(line.folded) <= _SENTENCE and holds_word(line, other)
        if holds_word(line, sure if mixed else words):
            return quote_of(line)
    return None


def _sentence(line: Line) -> str:
    """The folded line; of a printed page the paragraph that it stands in."""
    if line.document.content_type != PRINTED:
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


# The first line of an announcement, an order or a rule.
_ANNOUNCES = re.compile(r"\W*(?:ประกาศ|คำสั่ง|ระเบียบ|ข้อบังคับ)[^\n]{0,80}?(?:เรื่อง|ว่าด้วย)\s?\S")
_HEAD = 6  # lines


def headed_with(case: Case, words: Sequence[str]) -> bool:
    """Whether a title or heading of the case's documents holds one of the words.

    An announcement is headed by the line that says what it is on: "ประกาศ ... เรื่อง ...".
    """
    folded = [fold_text(word) for word in words]
    return any(
        word in fold_text(text)
        for page in case.inner_documents
        for text in (page.title, *(heading.text for heading in page.headings), *_subjects(page))
        for word in folded
    )


def _subjects(page: Document) -> Iterator[str]:
    """The lines at the head of a page's content that say what an announcement is on."""
    for line in lines(page, _CONTENT)[:_HEAD]:
        if _ANNOUNCES.match(line.text):
            yield line.text


def lines_told(case: Case) -> Iterator[Line]:
    """Lines of the content without the pages' own headings and the assessment's wording."""
    official = [fold_text(title) for title in case.titles]
    for page in case.inner_documents:
        headings = title_starts(page)
        asked = criteria_starts(page)
        for line in lines(page, _CONTENT):
            if line.start in headings or line.start in asked or is_placeholder(line.text):
                continue
            if is_about_page(line.text) or ends_in_blank(line.text):
                continue
            if not any(
                title in line.folded and len(line.folded) <= len(title) + _AROUND_TITLE
                for title in official
            ):
                yield line


def holds_word(line: Line, words: Sequence[str], without: Sequence[str] = ()) -> bool:
    """Whether a line holds one of the words, without the words of ``without`` and of addresses."""
    folded = line.folded
    for word in without:
        folded = folded.replace(fold_text(word), " ")
    folded = _ADDRESS.sub(" ", folded)
    return any(fold_text(word) in folded for word in words)


def quote_of(line: Line) -> Quote:
    """The quote of a line, of a long one its beginning."""
    return quote_text(line.document, line.start, min(line.end, line.start + 200))
