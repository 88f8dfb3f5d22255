"""The measures that an agency sets answer what its analysis found.

Question: do the measures stand beside the weak points in one table, or do they speak of the matters
that the weak points name?

passed        quotes the weak point and the measure.
failed        incomplete: all was read and no measures are shown, or no analysis to follow.
cantTell      measures and weak points are both shown and speak of different matters, as far as
              their words tell; or the content is a picture or was not read.
inapplicable  never.

Source: the integrity measures of the rulebook facts; measures that answer nothing on real sites.
"""

import re
from collections.abc import Sequence

from checks.api import Case, Finding, Quote, Reason, cant_tell, check, passed, quote_text
from checks.match.measures.shared_words import shares_words
from checks.match.measures.told_measures import measure_names
from checks.match.reading.criteria import is_criteria_text
from checks.match.reading.phrases import Line, lines
from checks.match.reading.substance import picture_only
from checks.match.reading.values import is_dash
from checks.match.tables.columns import columns
from crawler.records import Region
from crawler.thai import fold_text

_WEAK_NAMES = (
    ("ข้อบกพร่อง",), ("จุดอ่อน",), ("ประเด็น",), ("ปัญหา",), ("ผลการวิเคราะห์",), ("ตัวชี้วัด",), ("สิ่งที่พบ",),
    ("ที่ยัง",), ("ไม่ดี",), ("ต้องแก้",), ("ต้องรีบ",), ("ต้องจัดการ",), ("ที่อ่อน",), ("ที่ขาด",), ("อยาก", "ดี"),
    ("ข้อค้นพบ",), ("ที่พบ",), ("น่าห่วง",),
)  # fmt: skip
_MEASURE_NAMES = (
    ("มาตรการ",), ("แนวทาง",), ("วิธีการ",), ("กิจกรรม",), ("การแก้ไข",), ("จะทำ",), ("จะแก้",),
)  # fmt: skip
# The columns that name measures, and what their headings say besides in others.
_NAMED = ((("มาตรการ",),), ("วิธี", "ขั้นตอน", "ผล"))
# Folded spelling.
_WEAK = re.compile(
    r"จุดอ่อน|ข้อบกพร่อง|ต้องปรับปรุง|ต้องแก้ไข|เร่งด่วน|ต่ากว่า|ต่าสุด|คะแนนน้อย|ไม่ผ่าน|ต้องพัฒนา|ควรพัฒนา|ควรปรับปรุง|ยังไม่|ขาดการ"
    r"|ต้องรีบ|รีบแก้|แก้ก่อน|ต้องจัดการ|ที่อ่อน|น่าห่วง|ข้อด้อย|อยากทาให้ดี|ทาให้ดี(?:กว่า|ขึ้น)"
)
_MEASURE = re.compile(
    r"มาตรการ(?!ภายใน|ส่งเสริม|เพื่อส่งเสริม)|แนวทาง(?:แก้ไข|ปรับปรุง|พัฒนา|ปฏิบัติ|ดาเนิน)|ให้ทุกส่วน|จัดทา"
)
_MATTERS = tuple(
    re.compile(words)
    for words in (
        r"e-?service|ออนไลน์",
        r"ประชาสัมพันธ์|สื่อสาร|เผยแพร่|เปิดเผย|เว็บไซต์|ข้อมูลข่าวสาร",
        r"(?<!ปี)งบประมาณ|ใช้จ่าย",
        r"ทรัพย์สิน|พัสดุ|ยืม|ครุภัณฑ์|น้ามัน|รถ(?:ราชการ|ยนต์|ส่วนกลาง|หลวง)",
        r"จัดซื้อ|จัดจ้าง",
        r"ให้บริการ|ผู้รับบริการ|ขั้นตอน|ระยะเวลา|รอนาน|คิว|คาขอ|ผู้ยื่น|ผู้มาติดต่อ|รวดเร็ว|ล่าช้า",
        r"ใช้อานาจ|มอบหมายงาน",
        r"บุคคล|บุคลากร|เงินเดือน|ฝึกอบรม|เลื่อน(?:ขั้น|ตาแหน่ง)|โยกย้าย|จัดเวร|ตารางเวร",
        r"ร้องเรียน|เบาะแส",
        r"มีส่วนร่วม|รับฟัง|ความคิดเห็น",
        r"ของขวัญ|สินบน|รับทรัพย์",
        r"แก้ไขปัญหาการทุจริต|ป้องกันการทุจริต|ต่อต้านการทุจริต",
        r"ปรับปรุงระบบ|ปรับปรุงการทางาน",
        r"สถิติ|รายงานผล",
        r"จริยธรรม",
    )
)


@check(version=6)
def measures_answer_analysis(case: Case, _options: object) -> Finding:
    """A table with both columns first, then the matters of sentences."""
    if not case.documents:
        return case.absent("nothing was found that could hold measures")
    pair = _in_one_table(case)
    if pair is not None:
        return passed(*pair, note="side by side", found=pair[1].text[:120])
    content = [
        line
        for page in case.inner_documents
        for line in lines(page, frozenset({Region.CONTENT}))
        if not is_criteria_text(line.text)
    ]
    weak = [line for line in content if _matters(line) and _tells_weakness(line)]
    weak_starts = {(line.document.url, line.start) for line in weak}
    listed = _in_measure_columns(case)
    measures = [
        line
        for line in content
        if (line.document.url, line.start) not in weak_starts
        and (_MEASURE.search(line.folded) or _holds(line, listed))
    ]
    named = _named_measures(case)
    for line in weak:
        for measure in measures:
            if _matters(line) & _matters_of(measure, named):
                return passed(_quote(line), _quote(measure), found=measure.text[:120])
    shared = _in_same_words([line for line in content if _tells_weakness(line)], case)
    if shared is not None:
        return passed(*shared, note="in the same words", found=shared[1].text[:120])
    if not weak:
        # What is weak may be told in words of no known matter.
        weak = [line for line in content if _tells_weakness(line) and line not in measures]
    if weak and measures:
        return cant_tell(
            Reason.NEEDS_PERSON, _quote(weak[0]), _quote(measures[0]), note="other matters"
        )
    picture = picture_only(case)
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="the content is a picture")
    nearest = next((_quote(line) for line in (*measures, *weak)), None)
    missing = "ผลการวิเคราะห์ที่มาตรการต้องสอดคล้อง" if measures else "มาตรการที่สอดคล้องกับผลการวิเคราะห์"
    return case.absent("no measures, or no analysis", nearest=nearest, missing=missing)


def _tells_weakness(line: Line) -> bool:
    """Whether a line tells a weak point, in its own words or as one of a list headed so."""
    if _WEAK.search(line.folded):
        return True
    above = [heading for heading in line.document.headings if heading.start < line.start]
    return bool(above) and "\t" not in line.text and bool(_WEAK.search(fold_text(above[-1].text)))


def _in_measure_columns(case: Case) -> frozenset[tuple[str, int]]:
    """Where the cells of columns headed as measures begin, by address and offset."""
    return frozenset(
        (column.document.url, cell.start)
        for column in columns(case.documents, _MEASURE_NAMES)
        for cell in column.cells
        if cell.text and not is_dash(cell.text)
    )


def _holds(line: Line, starts: frozenset[tuple[str, int]]) -> bool:
    return any(url == line.document.url and line.start <= at < line.end for url, at in starts)


def _named_measures(case: Case) -> tuple[tuple[str, int, str], ...]:
    """The cells that name a measure, beside its steps: address, offset, folded words."""
    return tuple(
        (column.document.url, cell.start, fold_text(cell.text))
        for column in columns(case.documents, *_NAMED)
        for cell in column.cells
        if cell.text and not is_dash(cell.text)
    )


def _matters_of(line: Line, named: tuple[tuple[str, int, str], ...]) -> frozenset[int]:
    """The matters of a measure by its name; by all of its row when the name tells none.

    Any measure may be announced or reported on: its steps do not say what it is for.
    """
    own = [
        words
        for url, at, words in named
        if url == line.document.url and line.start <= at < line.end
    ]
    return _matters_in(" ".join(own)) or _matters(line)


def _in_same_words(weak: Sequence[Line], case: Case) -> tuple[Quote, Quote] | None:
    """A weak point and the name of a measure that share words which name what they are about."""
    names = [
        quote_text(one.document, one.start, one.end) for one in measure_names(case.inner_documents)
    ]
    for column in columns(case.inner_documents, *_NAMED):
        names += [quote_text(column.document, cell.start, cell.end) for cell in column.cells]
    for name in names:
        for line in weak:
            inside = line.document.url == name.url and line.start <= name.start < line.end
            if not inside and shares_words(line.folded, fold_text(name.text)):
                return _quote(line), name
    return None


def _in_one_table(case: Case) -> tuple[Quote, Quote] | None:
    """A filled cell of weak points and the measure on the same row."""
    for weak in columns(case.documents, _WEAK_NAMES, ("มาตรการ", "แนวทาง")):
        for measure in columns((weak.document,), _MEASURE_NAMES):
            if (
                measure.table.start != weak.table.start
                or measure.heading.start == weak.heading.start
            ):
                continue
            for left, right in zip(weak.cells, measure.cells, strict=False):
                said = [cell for cell in (left, right) if cell.text and not is_dash(cell.text)]
                if len(said) == 2 and fold_text(left.text) != fold_text(right.text):
                    return (
                        quote_text(weak.document, left.start, left.end),
                        quote_text(weak.document, right.start, right.end),
                    )
    return None


def _matters(line: Line) -> frozenset[int]:
    return _matters_in(line.folded)


def _matters_in(folded: str) -> frozenset[int]:
    return frozenset(at for at, words in enumerate(_MATTERS) if words.search(folded))


def _quote(line: Line) -> Quote:
    return quote_text(line.document, line.start, min(line.end, line.start + 300))
