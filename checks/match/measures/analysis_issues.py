"""Finds the issues by which an agency analyses its ITA result, headed in words of its own.

The assessment names seven. Agencies shorten them ("อำนาจและการบริหารบุคคล (84.7)", "ทรัพย์สินขององค์การ:
ไม่มีทะเบียน"): one such heading may stand for anything, four in a row with something told of each are
an analysis. The indicators of the assessment with their scores are none.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from checks.api import Quote, quote_text
from checks.match.measures.measure_words import owner_in
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import is_about_page
from checks.match.reading.lines import Line, lines
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_FEW = 4  # issues in a row
_NAMED = 3  # of these that are no indicators
_APART = 3  # lines from one head to the next
_HEAD = 64  # code points
_TOLD = 7  # consonants that are told of an issue besides its score
_TOLD_OF_SCORE = 4  # beside the score: "93 คะแนน ดีอยู่แล้ว"
_SHOWN = 200  # code points that are quoted


class Issue(StrEnum):
    """What the result is analysed by."""

    PROCESS = "process"
    SERVICE = "service"
    COMMUNICATION = "communication"
    ASSETS = "assets"
    BUDGET = "budget"
    POWER = "power"
    ANTICORRUPTION = "anticorruption"


# What a heading is of: by the word that stands first in it, corruption before any other.
_WORDS = {
    Issue.SERVICE: re.compile(r"บริการ|e-?service|ผู้มาติดต่อ|ผู้มารับ", re.I),
    Issue.COMMUNICATION: re.compile(r"ประชาสัมพันธ์|เผยแพร่|เปิดเผย|สื่อสาร|ข่าวสาร|ช่องทาง"),
    Issue.ASSETS: re.compile(r"ทรัพย์สิน|ครุภัณฑ์|พัสดุ|ของหลวง|ของราชการ|ยืม"),
    Issue.BUDGET: re.compile(r"งบประมาณ|จัดซื้อ|จัดจ้าง|ซื้อจ้าง|ใช้เงิน|การเงิน|ใช้จ่าย|^เงิน"),
    Issue.POWER: re.compile(r"อำนาจ|บุคคล|บุคลากร|บริหารคน|กำลังคน|มอบหมายงาน"),
}
_CORRUPTION = re.compile(r"ทุจริต|สินบน|โกง|คอร์รัปชัน")
_PROCESS = re.compile(r"กระบวน(?:การ|งาน)|ขั้นตอน|ปฏิบัติงาน|การทำงาน")
# The ten indicators are what is measured, and no issue of an analysis.
_INDICATOR = re.compile(
    r"(?:ตัวชี้วัด(?:ที่)? ?[\d๐-๙]*\W*)?(?:การปฏิบัติหน้าที่|การใช้งบประมาณ|การใช้อำนาจ"
    r"|การใช้ทรัพย์สินของ(?:ทาง)?ราชการ"
    r"|การแก้ไขปัญหาการทุจริต|คุณภาพการดำเนินงาน|ประสิทธิภาพการสื่อสาร|การปรับปรุง(?:ระบบ)?การทำงาน"
    r"|การเปิดเผยข้อมูล|การป้องกันการทุจริต)\s*"
)
_LEAD = r"[^ก-๎A-Za-z]{0,8}(?:(?:ประเด็น|ด้าน|ข้อ|เรื่อง)(?:ที่)? ?[\d๐-๙]{0,2}\W{0,3}){0,2}"
_HEADED = re.compile(
    rf"{_LEAD}(?P<head>[ก-๎A-Za-z][^:：\t\n–—=>→]{{3,{_HEAD}}}?)\s*"
    r"(?:\([^()\n]{1,24}\)\s*)?"
    r"(?:[:：\t–—=→]|=>|\s-\s|$|\s(?=(?:ข้อ ?)?[ieo]\d"
    r"|(?:ได้ ?)?(?:ร้อยละ ?)?\d\d(?:\.\d| ?(?:คะแนน|%))"
    r"|พบ(?:ว่า)?|ผลคือ|ปรากฏว่า|เห็นว่า))"
)
_ASSESSED = re.compile(r"\bITA\b|ผล(?:การ)?ประเมิน|คะแนน|วิเคราะห์", re.I)
# What was found says that something is so, or is not; the label of a link does not.
_FINDS = re.compile(
    r"พบ|ปรากฏ|ไม่|ยัง|ควร|มี|ได้|เห็น|ขาด|ต้อง|น้อย|มาก"
    r"|ต่ำ|สูง|ดี|ช้า|ล่ม|เพียง|เข้าใจ|ทราบ|พอใจ|เชื่อ|คะแนน|ร้อยละ|ถูก|เคย|บาง"
)
# What is to be done opens with its verb; "จัดทำแล้วแต่ไม่ทั่วถึง" still says what is so.
_TO_DO = re.compile(
    r"\W*(?:ควร|ให้|จะ|ต้อง)?(?:จัด(?:ทำ|ให้|ประชุม|อบรม)|เพิ่ม|ปรับปรุง|พัฒนา|กำหนด|แต่งตั้ง|อบรม|ติดตั้ง|สำรวจ|ทำ(?!งาน|ได้|แล้ว)|วาง|ส่งเสริม|ประชาสัมพันธ์|มอบหมาย)"
)
_FOUND = re.compile(r"พบ|ไม่|ยัง|คะแนน|ขาด|ร้อยละ|น้อย|ต่ำ|ช้า|ดี|สูง|พอใจ|แล้ว")
_HEADS_MEASURES = re.compile(r"\W*(?:[\d๐-๙]+\W*)?(?:การ)?กำหนด(?:มาตรการ|แนวทาง)")
_SCORE = re.compile(
    r"ได้(?=\W*\d)|คะแนน(?:เฉลี่ย)?|ร้อยละ|(?:อยู่ใน|ผ่าน)(?:ระดับ|เกณฑ์)[ก-๎]*|ระดับ ?(?:ดี|ผ่าน|พอใช้)[ก-๎]*"
)
_SCORED = re.compile(r"\d\d(?:\.\d{1,2})? ?(?:คะแนน|%)|ร้อยละ ?\d")
_LETTERS = re.compile(r"[ก-ฮ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """An issue with what is told of it; places are offsets in the document."""

    issue: Issue
    line: Line
    number: int  # of its line among the lines of the content
    value: str
    indicator: bool  # headed as the assessment calls one of its indicators


def issue_told(documents: Iterable[Document], issue: Issue) -> Iterator[Quote]:
    """Where an issue is headed in a row of issues each of which is told something of."""
    for document in documents:
        said = [
            line
            for line in lines(document, _CONTENT)
            if not is_about_page(line.text) and line.start not in criteria_starts(document)
        ]
        first = next((n for n, line in enumerate(said) if _ASSESSED.search(line.text)), len(said))
        for run in _runs(said, first):
            for one in run:
                if one.issue is issue:
                    end = min(one.line.end, one.line.start + _SHOWN)
                    yield quote_text(document, one.line.start, end)


def issues_named(text: str) -> frozenset[Issue]:
    """The issues whose words a line holds, wherever they stand."""
    found = {issue for issue, words in _WORDS.items() if words.search(text)}
    if _CORRUPTION.search(text):
        found.add(Issue.ANTICORRUPTION)
    if not found and _PROCESS.search(text):
        found.add(Issue.PROCESS)
    return frozenset(found)


def _runs(said: list[Line], first: int) -> Iterator[list[_Told]]:
    """Issues in a row, with something told of each and nobody put in charge of most."""
    run: list[_Told] = []
    for one in (*_told(said, first), None):
        if one is not None and (not run or one.number - run[-1].number <= _APART):
            run.append(one)
            continue
        owned = sum(owner_in(each.value) is not None for each in run)
        # Amid other issues one that is called as an indicator is called is an issue, too.
        named = {each.issue for each in run if not each.indicator}
        enough = len(named) >= _NAMED and len({each.issue for each in run}) >= _FEW
        if enough and owned * 2 < len(run):
            yield run
        run = [one] if one is not None else []


def _told(said: list[Line], first: int) -> Iterator[_Told]:
    below = -1  # the line that the last issue took as what is told of it
    for number in range(first, len(said)):
        line = said[number]
        if number > first and _HEADS_MEASURES.match(line.text):
            return
        match = _HEADED.match(line.text) if number != below else None
        issue = _issue_of(match["head"]) if match is not None else None
        if match is None or issue is None:
            continue
        value = line.text[match.end() :]
        if not value.strip() and number + 1 < len(said):
            below = number + 1
            value = said[below].text
        if _TO_DO.match(value) and not _FOUND.search(value):
            continue
        least = _TOLD_OF_SCORE if _SCORED.search(value) else _TOLD
        if len(_LETTERS.findall(_SCORE.sub(" ", value))) >= least and _FINDS.search(value):
            yield _Told(
                issue=issue,
                line=line,
                number=number,
                value=value,
                indicator=_INDICATOR.fullmatch(match["head"]) is not None,
            )


def _issue_of(head: str) -> Issue | None:
    if _CORRUPTION.search(head):
        return Issue.ANTICORRUPTION
    places = [
        (match.start(), issue)
        for issue, words in _WORDS.items()
        if (match := words.search(head)) is not None
    ]
    if places:
        return min(places)[1]
    return Issue.PROCESS if _PROCESS.search(head) else None
