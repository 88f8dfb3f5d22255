"""The assessment's own wording as agencies print it: requirements, rubrics, instructions.

Such words say what should be there; they never show that it is.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from checks.match.reading.lines import Line, lines
from checks.match.subjects.vocabulary import load_vocabulary
from crawler.records import Document, Region
from crawler.thai import fold_text

_SHORTEST_REQUIREMENT = 16  # folded code points; shorter ones are ordinary labels
_SHORTEST_LINE = 8
# "100 / 0 คะแนน", "ได้ 100 คะแนน", "0 คะแนน" as a cell of a rubric; folded, so without spaces;
# not so the marks of a test, "สอบข้อเขียน 100 คะแนน".
_RUBRIC = re.compile(
    r"(?<![0-9.,])100(?:คะแนน)?[/|,]0(?:คะแนน|(?![0-9.,]))|(?:ได้|=|:)?(?<![0-9.])(?<!เขียน)(?<!สัมภาษณ์)(?:100|0)คะแนน|มีครบ\d+รายการ"
    r"|คะแนนเต็ม100|มี/ไม่มี|url:?ที่ตอบ"
)
_RUBRIC_LENGTH = 60
_COUNTED_LINE = re.compile(r"\(?\d{1,2}[).]|[-•●*]")
_PART_LENGTH = 160
_FIGURE = re.compile(r"[:：]\D{0,12}\d")  # "เรื่องทั้งหมด: 3 เรื่อง" is an answer
# "แสดงรายงานผล..." is what the assessment asks for; agencies write what they did.
_INSTRUCTION = re.compile(r"แสดง(?!ความ|ตัว|ว่า|ให้|ออก|สินค้า|ผลงาน|นิทรรศ)")
_INSTRUCTION_LENGTH = 24
# "หากไม่มี ... ต้องระบุว่าไม่มี" tells agencies what to write and states nothing; folded.
_WHERE_NONE = re.compile(
    r"(?:\(?\d{0,2}[).]?)?(?:หาก|กรณี|ถ้า)(?:ที่)?ไม่(?:มี|ต้อง|ได้)[^\n]*(?:ให้|ต้อง)(?:ระบุ|รายงาน|แจ้ง)"
)
_COUNTED = re.compile(r"\(\d\)")
# Wording that is the assessment's only where more of it stands on the page; folded.
_WORDED_SO = re.compile(
    r"(?:[-•●*]|\(?\d{1,2}[).])?(?:ใช้แบบ[^\n]{0,60}กาหนด|(?:ต้อง)?เป็น(?:รายงาน|ข้อมูล|แผน|ผล|การดาเนิน|กิจกรรม)[^\n]{0,40}"
    r"(?:ของ|ใน)ปี(?:งบประมาณ)?(?:พ\.ศ\.)?25\d\d"
    r"|(?:ต้อง)?เป็น[^\n]{0,80}(?:สอดคล้อง|ตาม)[^\n]{0,160}ข้อo\d{1,2}[^\n]{0,10})"
)
# A requirement that goes on in a list of what is asked; folded.
_LISTS_PARTS = re.compile(r"(?:ประกอบด้วย|อย่างน้อย|ดังนี้|ต่อไปนี้|ได้แก่)[:：]?$")
_BARE_PART = 60  # folded code points
_MOST_PARTS = 12
_VALUE = re.compile(r"[:：].|\d{2}")
_CODE = re.compile(r"^\W*[oโ]อ?-?\d{1,2}\W*")
_MORE_OF_IT = 2  # other lines of the assessment's wording


@lru_cache(maxsize=16384)
def is_criteria_text(line: str) -> bool:
    """Whether a line is the assessment's wording and not content."""
    folded = fold_text(line)
    if len(folded) < _SHORTEST_LINE:
        return bool(_RUBRIC.fullmatch(folded))
    if any(all(word in folded for word in words) for words in load_vocabulary().criteria_markers):
        return True
    if len(folded) <= _RUBRIC_LENGTH and _RUBRIC.search(folded):
        return True
    introduces = folded.endswith((":", "ดังนี้", "ดังต่อไปนี้"))
    if _INSTRUCTION.match(folded) and len(folded) >= _INSTRUCTION_LENGTH and not introduces:
        return True
    if _WHERE_NONE.match(folded):
        return True
    return "อย่างน้อย" in folded and len(_COUNTED.findall(folded)) >= 2


@lru_cache(maxsize=512)
def _starts(document: "_Identity") -> frozenset[int]:
    starts: set[int] = set()
    following = False
    worded_so: set[int] = set()
    found = lines(document.document, frozenset(Region))
    for number, line in enumerate(found):
        if _WORDED_SO.fullmatch(line.folded):
            worded_so.add(line.start)
        if is_criteria_text(line.text):
            starts.add(line.start)
            starts.update(_bare_parts(found, number))
            following = True
        elif (
            following
            and _COUNTED_LINE.match(line.folded)
            and len(line.text) < _PART_LENGTH
            and not _FIGURE.search(line.folded)
        ):
            starts.add(line.start)
        else:
            following = False
    return frozenset(starts | worded_so if len(starts - worded_so) >= _MORE_OF_IT else starts)


def _bare_parts(found: Sequence[Line], number: int) -> list[int]:
    """Where the parts of a requirement start that stand below it without numbers: "- ระยะเวลา".

    None where a longer line or a value follows: they are the agency's headings then.
    """
    if not _LISTS_PARTS.search(found[number].folded):
        return []
    region = found[number].region
    below = found[number + 1 : number + 1 + _MOST_PARTS]
    parts: list[int] = []
    for line in below:
        if line.region is not region:
            break
        if len(line.folded) > _BARE_PART or "\t" in line.text or _VALUE.search(line.folded):
            return []
        parts.append(line.start)
    return parts


class _Identity:
    """A document as a cache key: by identity, for a document is too large to hash."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.document is self.document


def criteria_starts(document: Document) -> frozenset[int]:
    """Where the lines of the assessment's wording start, counted parts of a requirement included.

    "(1) ... (2) ..." on lines of their own, below a line of criteria, are its parts.
    """
    return _starts(_Identity(document))


def criteria_share(document: Document, requirements: Sequence[str]) -> float:
    """The share, 0 to 1, of content lines that repeat the wording of requirements.

    Lines are weighed by their length in folded code points; a page without content scores 0.
    """
    known = tuple(
        folded
        for folded in (fold_text(requirement) for requirement in requirements)
        if len(folded) >= _SHORTEST_REQUIREMENT
    )
    total = echoed = 0
    titles = {heading.start for heading in document.headings}
    named = {_CODE.sub("", fold_text(heading.text)) for heading in document.headings}
    asked = criteria_starts(document)
    for line in lines(document, frozenset({Region.CONTENT})):
        names = line.start in titles or _CODE.sub("", line.folded) in named
        if names and not is_criteria_text(line.text):
            continue  # a heading names the page and is neither wording nor content
        total += len(line.folded)
        if line.start in asked or _repeats(line.folded, known):
            echoed += len(line.folded)
    return echoed / total if total else 0.0


def _repeats(folded: str, known: tuple[str, ...]) -> bool:
    return any(
        requirement in folded or (len(folded) >= _SHORTEST_REQUIREMENT and folded in requirement)
        for requirement in known
    )
