"""Tells an analysis of the ITA result from its name alone, and an issue from its bare name.

Agencies copy the names of the seven issues, or a heading "การวิเคราะห์ผลการประเมิน ITA ปี 2568", and
tell nothing below: the names are those of the assessment and not what the agency found.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from checks.api import Quote, quote_text
from checks.match.measures.analysis_issues import Issue, issue_told, issues_named
from checks.match.periods.dates import MONTH, plain_text
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import is_about_page
from checks.match.reading.lines import Line, lines
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
# The words of which the assessment makes the names of its issues, and those that only lead in.
_OF_NAMES = re.compile(
    r"กระบวนการ|กระบวนงาน|ปฏิบัติงาน|(?:ที่|ความ)โปร่งใส|(?:มี)?ประสิทธิภาพ|ให้บริการ|ระบบ|e\W?services?|ช่องทาง"
    r"|รูปแบบ|ประชาสัมพันธ์|เผยแพร่|ข้อมูล|ข่าวสาร|ภาครัฐ|กำกับดูแล|ใช้จ่าย|ใช้|ทรัพย์สิน|ของ|ทางราชการ|ราชการ|สร้าง|งบประมาณ"
    r"|จัดซื้อ|จัดจ้าง|ควบคุม|ตรวจสอบ|อำนาจ|บริหาร|งานบุคคล|บุคคล|กลไก|มาตรการ|แก้ไข|ปัญหา|ป้องกัน|ทุจริต|ภายใน|หน่วยงาน"
    r"|ประเด็น|ตัวชี้วัด|วิเคราะห์|ได้แก่|ด้าน|และ|การ|ที่|ใน|ผล|ดังนี้|ข้อ",
    re.I,
)
_FIGURE = re.compile(r"(?<![\d.])(?!25\d\d)\d{2,3}(?:\.\d+)?(?![\d.])")
_LETTERS = re.compile(r"[ก-ฮ]")
_ROWS = 2  # that tell, beside which a blank one is seen
_TOLD = 4  # consonants besides the words of names
_EACH = 6  # of each issue, in a line that names several
_SEVERAL = 3  # issues
_APART = re.compile(r"[:：–—=]|\s-\s")
_BELOW = 4  # lines below a name in which it may be told
# What was found speaks of scores or grades, of what is weak or strong, or of what is so or is not.
_FOUND = re.compile(
    r"คะแนน|(?<![\d.])\d{2}\.\d{1,2}(?![\d.])|จุด(?:อ่อน|แข็ง|เด่น|ด้อย|ที่)|ข้อ(?:บกพร่อง|ค้นพบ|เสนอ|สังเกต|ดี|ด้อย)|พบ|เห็นว่า|ปรากฏ|ชี้ให้เห็น"
    r"|สาเหตุ|เพราะ|เนื่องจาก|ต่ำ|น้อย|ดี(?:ที่สุด|ขึ้น|เยี่ยม|มาก)|ลดลง|เพิ่มขึ้น|ยังไม่|ไม่(?:ทราบ|รู้|มี|เข้าใจ|พอ|ชัด|ผ่าน|ดี|ครบ|ค่อย)|ขาด|ปัญหา"
    r"|ควร|ต้อง(?:ปรับ|พัฒนา|แก้|เพิ่ม|รีบ)|น่าห่วง|(?<!ยก)ระดับ|เกณฑ์|ร้อยละ|\d ?%|\bA{1,2}\b|อันดับ"
)
# In a cell beside the name of an issue: "ข้อมูลจัดซื้อจัดจ้างลงช้า" says how things are.
_STATE = re.compile(r"ช้า|น้อย|นาน|ยาก|เก่า|ซ้ำ|ขาด|ไม่|ต่ำ|ผิด|หาย|ดีขึ้น|เพิ่มขึ้น|ลดลง|พอใช้|ครบ(?!ถ้วนและ)")
_YEAR = re.compile(r"(?<!\d)25\d\d(?!\d)")
# Who does a measure, and when: "ผู้รับผิดชอบ: สำนักปลัด ระยะเวลา: ต.ค. 2568 - ก.ย. 2569".
_MEASURE_DATED = re.compile(rf"(?:{MONTH})\.? ?(?:พ\.ศ\. ?)?(?:25)?\d\d(?!\d)")
_RESULT_WORDS = re.compile(
    r"\bITA\b|ไอทีเอ|ประเมิน|คะแนน|วิเคราะห์|จุด(?:อ่อน|แข็ง)|ข้อ(?:บกพร่อง|ค้นพบ)|ผล(?!ิต)", re.I
)
_ASSESSED = re.compile(r"\bITA\b|ไอทีเอ|ผล(?:การ)?ประเมิน", re.I)


def analysis_told(documents: Iterable[Document], year: str) -> Iterator[Quote]:
    """Lines that name the result of a year written short: "วิเคราะห์ผล ITA 68"."""
    short = re.compile(rf"(?<![\d./]){year[-2:]}(?![\d.%/]| ?คะแนน)") if year else None
    # "ผลปี 2568 ได้ 89.10": of a score, though the assessment is not named again.
    scored = (
        re.compile(
            rf"(?:ผล|คะแนน)(?:ของ|ใน|เมื่อ)? ?ปี ?(?:งบประมาณ ?)?(?:พ\.ศ\. ?)?{year}"
            r"[^\d\n]{0,24}\d\d\.\d"
        )
        if year
        else None
    )
    for document in documents:
        asked = criteria_starts(document)
        for line in lines(document, _CONTENT):
            text = plain_text(line.text)
            if scored is not None and scored.search(text) and line.start not in asked:
                yield quote_text(document, line.start, line.end)
                continue
            if short is None or line.start in asked or is_about_page(line.text):
                continue
            if _ASSESSED.search(text) and short.search(text) and not _YEAR.search(text):
                yield quote_text(document, line.start, line.end)


def only_dates_measure(text: str) -> bool:
    """Whether the year in a line is that of a day or month, and no word is of a result."""
    plain = plain_text(text)
    return not _YEAR.search(_MEASURE_DATED.sub(" ", plain)) and not _RESULT_WORDS.search(plain)


def analysis_only_named(documents: Sequence[Document], text: str, year: str) -> bool:
    """Whether a line is of the result of another year, or no page tells anything found in it."""
    if _of_other_year(text, year):
        return True
    for document in documents:
        asked = criteria_starts(document)
        for line in lines(document, _CONTENT):
            if line.start in asked or is_about_page(line.text):
                continue
            other = _ASSESSED.search(line.text) and _of_other_year(line.text, year)
            if not other and _FOUND.search(plain_text(line.text)):
                return False
    return not any(True for issue in Issue for _ in issue_told(documents, issue))


def _of_other_year(text: str, year: str) -> bool:
    years = set(_YEAR.findall(plain_text(text)))
    return bool(years and year) and year not in years


def issue_only_named(document: Document, at: int) -> bool:
    """Whether the line at an offset names an issue, and neither it nor what follows tells of it."""
    said = [line for line in lines(document, _CONTENT) if line.text.strip()]
    number = next((n for n, line in enumerate(said) if line.start <= at < line.end), None)
    if number is None or not _is_bare(said[number].text):
        return False
    first = last = number
    while first > 0 and _is_bare(said[first - 1].text):
        first -= 1
    while last + 1 < len(said) and _is_bare(said[last + 1].text):
        last += 1
    named = {issue for line in said[first : last + 1] for issue in issues_named(line.text)}
    across = "\t" in said[number].text and len(issues_named(said[number].text)) >= _SEVERAL
    if len(named) >= _SEVERAL and not across:
        return True
    if not across and _blank_among_told(document, said[number]):
        return True
    return not _told_below(document, said[number], said[last + 1 : last + 1 + _BELOW])


def _blank_among_told(document: Document, name: Line) -> bool:
    """Whether other rows of a table tell beside their issue what was found, and this one not."""
    table = next((one for one in document.tables if one.start <= name.start < one.end), None)
    if table is None:
        return False
    told = [
        row
        for row in table.rows
        if issues_named(row[0].text) and not _is_bare("\t".join(cell.text for cell in row))
    ]
    return len(told) >= _ROWS


def _told_below(document: Document, name: Line, below: list[Line]) -> bool:
    levels = {heading.start: heading.level for heading in document.headings}
    for line in below:
        level = levels.get(line.start)
        if level is None:
            return True  # it is not bare
        if level <= levels.get(name.start, 0) or name.start not in levels:
            return False
    return False


def _is_bare(text: str) -> bool:
    """Whether a line holds nothing but names of issues: no score, and no words of its own."""
    issues = issues_named(text)
    if not issues:
        return False
    left = _OF_NAMES.sub(" ", plain_text(text))
    if _FIGURE.search(left):
        return False
    # "(7) กลไกป้องกันการทุจริต - บุคลากรต้องการทราบช่องทาง": what is told may name issues too.
    headed = issues_named(_APART.split(text, maxsplit=1)[0])
    if 0 < len(headed) < _SEVERAL:
        issues = headed
    if "\t" in text and len(issues) < _SEVERAL and _STATE.search(text.split("\t")[-1]):
        return False
    least = _EACH * len(issues) if len(issues) >= _SEVERAL else _TOLD
    return len(_LETTERS.findall(left)) < least
