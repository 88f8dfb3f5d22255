"""Finds the codes of ethics of a local government, by whom they bind, however they are listed.

Three codes stand under one heading as "สำหรับผู้บริหาร", "สำหรับสมาชิกสภา", or in one line as
"ประมวลจริยธรรมผู้บริหาร สมาชิกสภา และพนักงาน". Training on a code, and who signed it, is no code.
"""

import re
from collections.abc import Iterable, Iterator

from checks.api import Quote, quote_text
from checks.match.fields.label_sense import label_of
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import invites, is_about_page
from checks.match.reading.lines import Line
from checks.match.reading.phrases import cells, lines
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_CODE = re.compile(r"(?:ประมวล|มาตรฐาน(?:ทาง)?)(?:ข้อบังคับ)?จริยธรรม")
_AGENCY = (
    r"(?:ท้องถิ่น|ส่วนท้องถิ่น|ส่วนตาบล|เทศบาล|อบต|อบจ|องค์การบริหารส่วน(?:ตาบล|จังหวัด)"
    r"|เมืองพัทยา|ส่วนจังหวัด|ครู|และบุคลากรทางการศึกษา|และ|หรือ|จ้าง|ลูกจ้าง|พนักงาน|ข้าราชการ|บุคลากร|เจ้าหน้าที่)*"
)
_WHO = {
    "executives": (
        r"(?:(?:คณะ|ฝ่าย|ผู้นา)?(?:ผู้)?บริหาร(?:ท้องถิ่น)?"
        r"|(?:ข้าราชการการเมือง|ฝ่ายการเมือง)(?!(?:ท้องถิ่น)?ฝ่ายสภา)(?:ท้องถิ่น)?)"
    ),
    "council": r"(?:สมาชิกสภา|สภา|ฝ่ายสภา|ฝ่ายนิติบัญญัติ|ส\.?อบต|สท)",
    "staff": (
        r"(?:ข้าราชการ(?!พลเรือน|การเมือง)|พนักงาน|บุคลากร|เจ้าหน้าที่(?!(?:ของ)?รัฐ)"
        r"|ฝ่ายประจา|ฝ่ายพนักงาน)"
    ),
}
_FOR = r"(?:ฉบับ(?:ที่)?\d*|ส่วนของ|สาหรับ|ของ|ใช้กับ|ด้าน)*"
_TAIL = (
    r"(?:พ\.?ศ\.?)?(?:25\d\d)?"
    r"(?:ฉบับเต็ม|pdf|ดาวน์โหลด|เปิด(?:ไฟล์|อ่าน|ดู)?|อ่าน|คลิก(?:ที่นี่)?|ไฟล์|เอกสาร|แนบ|ดู)*"
)
_SIGNS = re.compile(r"[\s()\[\]|:：,./_–—-]+")
_ENTRY = {
    who: re.compile(rf"{_FOR}{words}{_AGENCY}[ก-๎]{{0,24}}?{_TAIL}") for who, words in _WHO.items()
}
# What is done with a code, or about it, names none.
_DONE_WITH = re.compile(
    r"อบรม|บรรยาย|เข้าร่วม|กิจกรรม|สัมมนา|ให้ความรู้|ลงนาม|แจ้ง|เวียน|ชี้แจง|ประชุม|ขับเคลื่อน|คาสั่ง|แต่งตั้ง|ประธาน|เจตนารมณ์|ประเมิน|ทดสอบ"
)
_LISTED = re.compile(r"(?<!ข้าราชการ)(?<!พนักงาน)และ|[,(/–—-]|สมาชิก(?=สภา)")
_OF_LOCAL = re.compile(r"ท้องถิ่น|ตาบล|เทศบาล|จังหวัด|อบต|อบจ|สมาชิกสภา|^\W*\d*\W*(?:สาหรับ|ของ|ฉบับ)")
_SAYS = re.compile(r"\s[–—-]\s|\s?[:：]\s")
_SHORT = 150  # folded letters of a line that lists codes
_LABEL = 60


def named_codes(documents: Iterable[Document], who: str) -> Iterator[Quote]:
    """Quotes of the lines that name the code of ``who``: "executives", "council" or "staff".

    Raises:
        ValueError: ``who`` is none of these.
    """
    if who not in _WHO:
        raise ValueError(f"unknown holder of a code of ethics {who!r}; one of {', '.join(_WHO)}")
    for document in documents:
        asked = criteria_starts(document)
        starts = {heading.start for heading in document.headings}
        parted = _parts_named(document) > 1
        under = False  # a heading or label above says that codes follow
        for line in cells(lines(document, _CONTENT)):
            if line.start in asked or is_about_page(line.text) or invites(line.text):
                continue
            heads = line.start in starts
            code = _names_code(line)
            if (code and len(line.folded) <= _SHORT and _listed(line, who)) or (
                under
                and _is_entry(line.text, who)
                and (not heads or parted or _OF_LOCAL.search(line.folded))
            ):
                yield quote_text(document, line.start, line.end)
            if heads:
                holder = any(_is_entry(line.text, other) for other in _WHO)
                under = code or (
                    under and holder and (parted or _OF_LOCAL.search(line.folded) is not None)
                )
            elif code and len(line.folded) <= _LABEL:
                under = True


def _parts_named(document: Document) -> int:
    """Of how many holders headings of a page, below its first, name the part."""
    named = [heading.text for heading in document.headings[1:]]
    return sum(any(_is_entry(text, who) for text in named) for who in _WHO)


def _names_code(line: Line) -> bool:
    code = _CODE.search(line.folded)
    return code is not None and not _DONE_WITH.search(line.folded[: code.start()])


def _listed(line: Line, who: str) -> bool:
    """Whether whom the code binds stands behind its name, alone or in a list."""
    for behind in _CODE.split(line.folded)[1:]:
        for part in _LISTED.split(behind):
            if _DONE_WITH.search(part):
                return False
            if re.match(rf"\W*{_FOR}{_WHO[who]}", part):
                return True
    return False


def _is_entry(text: str, who: str) -> bool:
    # What a code says may follow its name: "2. ของพนักงานส่วนท้องถิ่น – พึงให้บริการเสมอภาค".
    text = _SAYS.split(text, maxsplit=1)[0]
    folded = fold_text(text)
    if len(folded) > _LABEL or _DONE_WITH.search(folded):
        return False
    return _ENTRY[who].fullmatch(_SIGNS.sub("", label_of(text).undated)) is not None
