"""The agency states plainly that nothing of the kind occurred.

Question: does a line of the bundle say so, or two that a printed page sets apart, other than the
assessment's own instruction to?

passed        quotes that line.
failed        the bundle was read and no line says so, or only a box that nobody ticked; the
              evaluation then asks for the parts that the statement would stand in for.
cantTell      no line says so, and a part of the bundle was not read.
inapplicable  never; the evaluation makes it so when there is no statement.

Source: components with "when: no_occurrence"; general rule G8 (a blank is no statement).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from checks.api import Case, Finding, Quote, check, passed, quote_text
from checks.match.fields.case_counts import is_none
from checks.match.integrity.gift_told import tells_none_received
from checks.match.integrity.receipt_told import none_received
from checks.match.links.pointing import Pointing, pointing
from checks.match.periods.dates import MONTH, plain_text
from checks.match.periods.years import fiscal_years_be
from checks.match.reading.boxes import unticked
from checks.match.reading.phrases import find_lines, lines, matches
from checks.match.reading.wraps import find_over_lines
from checks.match.tables.columns import columns
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_SOLID = frozenset({Pointing.CONTENT, Pointing.LEADS_TO_READ})
_COUNTS = (("จำนวน",), ("เรื่อง",), ("รวม",))
# "เรื่องที่ไม่มีมูล" speaks of complaints that there were.
_ABOUT_SOMETHING = re.compile(
    r"(?:ที่|ซึ่ง|หาก|กรณี|ถ้า|เมื่อ)(?:ไม่มี|ไม่พบ|ไม่ปรากฏ)"
    r"|ไม่มี(?:ข้อมูล\S{0,40}? ?(?:เนื่องจาก|เพราะ)|มูล|ชื่อ|หลักฐาน|ผู้ร้อง(?!\s*(?:เรียน|$))|วันหยุด)"
)

# What an inquiry did not find: "ร้องเรียนการเบิกค่าเดินทาง ตรวจสอบแล้วไม่พบการทุจริต" is one complaint.
_NOT_FOUND = re.compile(
    r"(?:ตรวจสอบ|สอบสวน|สืบสวน|ข้อเท็จจริง)(?:แล้ว|เสร็จ|เบื้องต้น|พบว่า|ปรากฏว่า|\s){0,4}"
    r"ไม่(?:พบ|มี|ปรากฏ)(?:การ(?!ร้อง|แจ้ง)|ความ|พฤติ|หลักฐาน|พยาน|มูล)"
    # "ไม่มีค่าใช้จ่ายในการร้องเรียน": what there is none of is not a complaint.
    r"|ไม่(?:มี|พบ|เสีย|คิด|จำกัด|กำหนด)(?:ค่า|แบบ(?:ฟอร์ม|คำ)|ข้อจำกัด|กำหนด|ช่องทาง|ระบบ|(?:ปัญหา|อุปสรรค)(?!(?:เรื่อง|การ|ข้อ)?(?:ร้อง|ทุจริต))|เงื่อนไข|เวลา|วิธี)"
    r"[ก-๎]{0,40}?(?:ร้อง|เบาะแส)"
)
# "เป้าหมาย: เรื่องร้องเรียนเป็นศูนย์": what is aimed at, and what no one yet found.
_AIM = re.compile(r"เป้าหมาย|ตั้งเป้า|มุ่ง(?:สู่|เน้น|หมาย|มั่น)|ตัวชี้วัด|คาดหวัง|วิสัยทัศน์|ปณิธาน")
_CAME_OUT = re.compile(r"ผล|พบ(?:ว่า)|ปรากฏว่า|บรรลุ|ทำได้|แจ้งว่า|รายงานว่า|ขอเรียนว่า|ปัจจุบัน")
# Some were counted: then only what is denied of complaints themselves says that there were none.
_SOME_CASES = re.compile(r"(?<![\d,.])0*[1-9]\d{0,3} ?(?:เรื่อง|ราย(?!งาน)|กรณี|คดี)")
_COMPLAINT = re.compile(r"ร้อง|กล่าวหา|เบาะแส|ทุจริต")
_NO_COMPLAINT = re.compile(
    r"ไม่(?:มี|พบ|ปรากฏ|ได้รับ|เคย|เกิด)\S{0,40}?(?:ร้อง|กล่าวหา|เบาะแส|ทุจริต|มิชอบ)"
    r"|(?:ทุจริต|มิชอบ)(?:และประพฤติมิชอบ)?[ :]{0,3}ไม่(?:มี|พบ|ปรากฏ)"
)
_OF_ALL = re.compile(r"(?:รอบ|ช่วง|ตลอด|ทั้ง|ใน) ?(?:6|12|หก|สิบสอง) ?เดือน|(?:ทั้ง|ตลอด|รอบ)ปี(?!ที่แล้ว)")
# These sum up a stretch or a month: "สรุป เดือนตุลาคม ไม่มีเรื่องร้องเรียน" is of one.
_SUMS_UP = re.compile(r"^\W*(?:สรุป|โดยสรุป|รวม|ภาพรวม)|ในปี(?!ที่แล้ว)")
_A_MONTH = re.compile(MONTH, re.IGNORECASE)
_SAYS_NONE = re.compile(r"ไม่(?:มี|พบ|ปรากฏ|ได้)")
# Of two lines of a printed page, folded: a figure that tells of some, and what may follow "ไม่มี".
_SOME = re.compile(r"(?<![\d,.])(?!25\d\d\D)0*[1-9]\d{0,3}(?:เรื่อง|ราย|ครั้ง|ข้อ|คน|ชิ้น|กรณี|คดี|โครงการ)")
_ENDS = re.compile(r"(?:แต่อย่างใด|แต่ประการใด|เลย)?(?:[^ก-๎]|$)")
_NEAR = 40  # folded code points for each word: some 30 letters with their marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Wordings of the statement: all words of one list in one line."""

    stems: tuple[tuple[str, ...], ...]  # what there is none of; all words of one list
    not_words: tuple[str, ...] = ()  # a line with one of these is none
    receipt: bool = False  # what there is none of is the receiving of gifts


@check(version=14, options=Options)
def none_stated(case: Case, options: Options) -> Finding:
    """Look for the statement.

    Where the year before is asked for, a statement for the year of the assessment counts on a page
    that tells nothing of the year before; whether its months will do is the period's question.
    """
    late: Quote | None = None
    first: Quote | None = None
    for quote in chain(
        find_lines(case.documents, options.stems, options.not_words, regions=_CONTENT),
        none_over_lines(case.documents, options.stems, options.not_words),
        none_received(case.documents) if options.receipt else (),
    ):
        years = fiscal_years_be(quote.text)
        if years and not {case.period.fiscal_year_be, case.fiscal_year_be} & set(years):
            continue  # another year's statement
        if unticked(quote.text, _SAYS_NONE):
            continue  # what a form offers is no answer
        if options.receipt and not tells_none_received(quote.text):
            continue  # "รณรงค์ไม่รับของขวัญ 3 ครั้ง ไม่มีการใช้งบประมาณ"
        without = _NOT_FOUND.sub(" ", quote.text)
        if without != quote.text and not matches(without, options.stems):
            continue
        if _AIM.search(quote.text) and not _CAME_OUT.search(quote.text):
            continue
        if not options.receipt and _counts_some(quote.text):
            continue
        if _of_another_year(quote.text, case):
            continue
        if _ABOUT_SOMETHING.search(quote.text) or pointing(quote, case) not in _SOLID:
            continue
        if years and case.period.fiscal_year_be not in years:
            late = late or quote
            continue
        if _speaks_for_all(quote.text):
            # "สรุป รอบ 6 เดือน ไม่มีเรื่องร้องเรียน" below the months speaks for all of them.
            return passed(quote, found=quote.text[:120], scope="all")
        first = first or quote
    if first is not None:
        return passed(first, found=first.text[:120])
    if late is not None and not _tells_of(case, case.period.fiscal_year_be):
        return passed(late, found=late.text[:120])
    cell = _none_in_table(case, options)
    if cell is not None:
        return passed(cell, note="said in the cell of its figure", found=cell.text[:120])
    return case.absent("no statement that nothing occurred")


def _speaks_for_all(text: str) -> bool:
    """Whether a statement is of the whole stretch asked for, and not of one month of it."""
    plain = plain_text(text)
    if _OF_ALL.search(plain):
        return True
    return _SUMS_UP.search(plain) is not None and _A_MONTH.search(plain) is None


def _counts_some(text: str) -> bool:
    """Whether a line counts complaints and denies something else: "รับ 2 เรื่อง ไม่มีเรื่องค้าง"."""
    some = _SOME_CASES.search(plain_text(text))
    return bool(some and _COMPLAINT.search(text)) and _NO_COMPLAINT.search(text) is None


def _of_another_year(text: str, case: Case) -> bool:
    """Whether all that a line denies follows another year: "ปี 2565 ไม่มี ส่วนปี 2566 รอรวบรวม"."""
    asked = {case.period.fiscal_year_be, case.fiscal_year_be}
    told = [fiscal_years_be(text[: found.start()]) for found in _SAYS_NONE.finditer(text)]
    return bool(told) and all(years and not asked & set(years) for years in told)


def none_over_lines(
    documents: Iterable[Document], stems: Sequence[Sequence[str]], not_words: Sequence[str] = ()
) -> Iterator[Quote]:
    """Quotes of two lines of printed prose whose words of one list stand near each other.

    "ได้รับเรื่องร้องเรียน 3 เรื่อง" above "ไม่มีผู้ใดถูกลงโทษ" are two sentences, and tell of some.
    """
    for quote in find_over_lines(documents, stems, not_words):
        joined = [fold_text(quote.text.replace("\n", between)) for between in ("", " ")]
        some = any(_SOME.search(fold_text(part)) for part in quote.text.split("\n"))
        if not some and any(_stand_near(text, words) for text in joined for words in stems):
            yield quote


def _stand_near(folded: str, words: Sequence[str]) -> bool:
    """Whether what is denied follows its "ไม่มี" shortly, or is followed by one that ends there."""
    words = [word.lstrip("=") for word in words]
    first = next((word for word in words if word.startswith("ไม่")), words[0])
    others = [fold_text(word) for word in words if word != first]
    reach = _NEAR * len(others)
    for match in re.finditer(re.escape(fold_text(first)), folded):
        below = folded[match.end() : match.end() + reach]
        above = folded[max(0, match.start() - reach) : match.start()]
        if all(word in below for word in others):
            return True
        ends = not first.startswith("ไม่") or _ENDS.match(folded, match.end())
        if ends and all(word in above for word in others):
            return True
    return False


def _tells_of(case: Case, year: int) -> bool:
    """Whether a line of the content names a fiscal year."""
    return any(
        year in fiscal_years_be(line.text)
        for document in case.inner_documents
        for line in lines(document, _CONTENT)
    )


def _none_in_table(case: Case, options: Options) -> Quote | None:
    """A column of figures in which every cell says "none", in a table headed by the subject."""
    about = [tuple(word for word in words if not word.startswith("ไม่")) for words in options.stems]
    for column in columns(case.documents, _COUNTS):
        headed = f"{column.table.heading} {column.table.caption} {column.heading_text}"
        if not any(words and matches(headed, (words,)) for words in about):
            continue
        if column.cells and all(map(is_none, column.cells)):
            first, last = column.heading, column.cells[-1]
            return quote_text(column.document, first.start, last.end)
    return None
