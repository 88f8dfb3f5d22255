"""Finds the kinds of staff counted one after the other in a sentence.

"มีข้าราชการ 131 คน พนักงานราชการ 48 คน ลูกจ้างประจำ 9 คน" are statistics of staff by type without a
table. Who was trained, moved or promoted is counted by type too; that says nothing on the whole.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from checks.api import Quote, quote_text
from checks.match.periods.dates import plain_text
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.lines import Line, lines
from checks.match.reading.values import is_dash
from crawler.records import Cell, Document, Region

_CONTENT = frozenset({Region.CONTENT})
_KINDS = 2  # different kinds with a count of their own
_KIND = (
    r"(?:ข้าราชการ|พนักงาน|ลูกจ้าง|บุคลากร|อาจารย์|คณาจารย์|ครู|สายวิชาการ|สายสนับสนุน|สายงาน|ผู้บริหาร|ผู้ปฏิบัติงาน"
    r"|ขรก\.|พรก\.|พนง\.|ลจ\.|ลปจ\.|จ้างเหมา|ตำรวจ|ทหาร|อัตราจ้าง|ประเภท|เจ้าหน้าที่|นักวิจัย|นักวิชาการ|แพทย์|พยาบาล|ผู้เชี่ยวชาญ)[ก-๎/.()]{0,40}"
)
_ONE = re.compile(
    rf"(?P<kind>{_KIND})\s?(?:จำนวน|มี|รวม|:|=|-)?\s?\d[\d,]*\s?(?:คน|อัตรา|ราย|นาย|ตำแหน่ง)"
)
# Short lines leave the unit out: "ข้าราชการ 61 ▪ พนักงานราชการ 48 ▪ ลูกจ้าง 92"; other units are none.
_BARE = re.compile(
    rf"(?P<kind>{_KIND})\s?(?:จำนวน|มี(?:คน|อยู่)?|รวม|:|=|-)?\s?\d[\d,]*(?:\s?(?:คน|อัตรา|ราย))?"
    rf"(?:\s?(?:ตำแหน่ง)?ว่าง\s?\d+)?(?=\s*(?:$"
    rf"|[,;·•|/▪●◾■◆()]|และ|รวม|(?:ตำแหน่ง)?ว่าง|{_KIND}\s?\d))"
)
_ONE_LINE = re.compile(
    rf"\W*(?:{_KIND}) ?(?:จำนวน|มี|:|=|-|–)? ?\d[\d,]*(?: ?(?:คน|อัตรา|ราย|ตำแหน่ง))?\W*"
)
# A card: the figure above its kind or before it, "588" over "ข้าราชการ".
_CARD = re.compile(rf"\W*\d[\d,]*\s?(?:คน|อัตรา|ราย)?\s?{_KIND}\W*")
_BARE_KINDS = 3  # kinds without a unit that follow each other
_MARKS = re.compile(r"(?:\s?\([^()\n]{1,24}\))?[\s,;·•|/▪●◾■◆]*(?:และ)?\s*")
_BETWEEN = re.compile(r"[\s,;·•|/▪●◾■◆]*(?:และ|กับ|รวมทั้ง|ส่วน|อีก)?[\s-]*")
_TOTAL = re.compile(r"[\s,;=(]*(?:รวม|ทั้งหมด|ทั้งสิ้น|(?:ตำแหน่ง|อัตรา)?ว่าง(?:อยู่|อีก)?\s?\d)")
# "... พนักงานจ้าง 20 คน ผู้เข้าอบรม 38 คน": the next count is of others.
_OTHERS = re.compile(
    r"[\s,;]+(?:และ)?(?:มี)?(?:จำนวน)?(?:ผู้|คนที่)"
    # A clause of its own: "... พนักงานจ้าง 19 คน และในปีนี้มีคนได้อบรมรวม 40 คน".
    r"|[\s,;]*(?:และ|โดย|ส่วน|ทั้งนี้)?(?:ใน)?(?:รอบ|ระหว่าง)?ปี[^\d\n]{0,8}(?:25\d\d)?[^\d\n]{2,40}\d[\d,]*\s?(?:คน|ราย)"
)
# "... พนักงานจ้าง 20 คน ได้รับการอบรม 36 คน": so is this, when all of those before would be more.
_SOME_OF_THEM = re.compile(
    r"[\s,;]*(?:และ|โดย|ซึ่ง|ในจำนวนนี้|ในนี้|มี)*\s?(?:ได้รับ|ผ่าน|เข้า(?:รับ|ร่วม|อบรม))[^\d\n]{0,48}"
    r"(?P<count>\d[\d,]*)\s?(?:คน|ราย|นาย)"
)
# What happened to some of the staff, before or behind the counts.
_SOME = re.compile(
    r"อบรม|สัมมนา|หลักสูตร|เข้าร่วม|ผู้เข้า|เลื่อน|ประเมิน|บรรจุ|โอน|ย้าย|ลาออก|เกษียณ|สอบ|สรรหา|รับสมัคร"
    r"|คัดเลือก|แต่งตั้ง"
    r"|ดูงาน|(?<!และ)(?<!และการ)พัฒนา(?!ทรัพยากร)|ได้รับ|ผ่าน(?!มา)|ลงโทษ|วินัย|ยกย่อง|เชิดชู|ตอบแบบ|ว่าง"
    r"|ต้องการ|ขาดแคลน|แผน|เป้าหมาย"
)
# A label that opens with what was done, or says which of the staff it counts.
_DOES = re.compile(
    r"[\W\d]*(?:โครงการ|กิจกรรม|(?:การ|ดำเนินการ|จัด|ได้)*(?:สรรหา|รับสมัคร|รับโอน|รับย้าย|คัดเลือก|สอบ|บรรจุ(?!แล้ว|จริง)"
    r"|แต่งตั้ง|ให้โอน|โอน|ย้าย|เลื่อน|ประเมิน|ต่อสัญญา|ปฐมนิเทศ|อบรม|สัมมนา|ยกย่อง|เชิดชู|มอบรางวัล|ตรวจสุขภาพ|ลงโทษ))"
)
_WHICH = re.compile(
    r"(?:ลาออก|เกษียณ|โอนย้าย|ให้โอน|รับโอน|ขอย้าย|บรรจุใหม่|ดีเด่น|ถูกลงโทษ|ผู้สมัคร|สมัครสอบ|ผู้ผ่าน|เลื่อน(?:ขั้น|เงิน|ระดับ|ตำแหน่ง))"
)
# All of the staff, and no kind of them: "บุคลากรทั้งหมด 37 คน".
_ALL = re.compile(
    r"(?:มี|ข้อมูล|สถิติ|ตาราง|แสดง|จำนวน|อัตรากำลัง|กำลังคน|บุคลากร|คนทำงาน|ของ|ใน|หน่วยงาน|องค์กร|สังกัด|เรา|ปัจจุบัน"
    r"|ทั้งหมด|ทั้งสิ้น|ทั้งปี|รวม|สุทธิ|ณสิ้นปี)+"
)
_BESIDE_WORDS = re.compile(r"[^ก-๎]+")
_COUNT = re.compile(r"\d[\d,]*")
_NEAR = 40  # code points before the first count, back over a line break
_BEHIND = 24


# A kind of staff named by itself, as rows of a crossed table are.
_KIND_ALONE = re.compile(rf"\W*(?:{_KIND})\W*")
_FIGURE_ALONE = re.compile(r"\s*\d[\d,]*\s*(?:คน|อัตรา|ราย|นาย)?\s*")
_ROWS = 2  # kinds of staff that make a table of them


def counts_some_staff(label: str) -> bool:
    """Whether a label counts posts filled, people who left and the like, and not the staff."""
    return _DOES.match(label) is not None or _WHICH.search(label) is not None


def is_total_of_staff(label: str, value: str) -> bool:
    """Whether a label with its one count tells all of the staff, and no kind of them."""
    return len(_COUNT.findall(plain_text(value))) == 1 and bool(
        _ALL.fullmatch(_BESIDE_WORDS.sub("", label))
    )


def staff_by_kind(documents: Iterable[Document]) -> Quote | None:
    """The first sentence that counts two kinds of staff or more; None when none does."""
    for document in documents:
        asked = criteria_starts(document)
        rows = lines(document, _CONTENT)
        carded = _carded(rows)
        if carded is not None:
            return quote_text(document, carded[0].start, carded[1].end)
        for at, line in enumerate(rows):
            if line.start in asked or any(
                table.start <= line.start < table.end for table in document.tables
            ):
                continue
            listed = _listed_from(rows, at)
            if listed is not None and not _SOME.search(
                document.text[max(0, line.start - _NEAR) : line.start]
            ):
                return quote_text(document, line.start, listed.end)
            span = _counted_run(plain_text(line.text))
            if span is None:
                continue
            start, end = line.start + span[0], line.start + span[1]
            before = document.text[max(0, start - _NEAR) : start]
            behind = document.text[end : min(line.end, end + _BEHIND)]
            another = (
                _TOTAL.match(behind)
                or _OTHERS.match(plain_text(document.text[end : line.end]))
                or _some_of(plain_text(document.text[start:end]), document.text[end : line.end])
            )
            if _SOME.search(before) or (not another and _SOME.search(behind)):
                continue
            return quote_text(document, start, end)
    return None


def _carded(rows: Sequence[Line]) -> tuple[Line, Line] | None:
    """The first and last of lines in a row that each begin with a figure and name a kind behind."""
    for first, second in pairwise(rows):
        texts = [plain_text(line.text) for line in (first, second)]
        if all(_CARD.fullmatch(text) and not _SOME.search(text) for text in texts):
            return first, second
    return None


def kinds_in_rows(documents: Iterable[Document]) -> Quote | None:
    """The first row of a table whose rows are kinds of staff, each with figures; None without.

    "ประเภท | วิชาการ | สนับสนุน" above "ข้าราชการ | 62 | 8"; who was trained or moved is told apart by
    what stands over the table or heads its columns.
    """
    for document in documents:
        for table in document.tables:
            over = [h.text for h in document.headings if h.start < table.start][-1:]
            heads = [cell.text for cell in table.rows[0]]
            if _SOME.search(" ".join((*over, table.caption, *heads))):
                continue
            rows = [row for row in table.rows if _counts_a_kind(row)]
            if len({row[0].start for row in rows}) >= _ROWS:
                return quote_text(document, rows[0][0].start, rows[0][-1].end)
    return None


def _counts_a_kind(row: Sequence[Cell]) -> bool:
    """Whether a row begins with a kind of staff and holds nothing but figures and dashes else."""
    said = [cell.text for cell in row if cell.text.strip()]
    if said and _FIGURE_ALONE.fullmatch(plain_text(said[0])):
        said = said[1:]  # the number of the row
    label, *others = said or [""]
    if not _KIND_ALONE.fullmatch(label) or _SOME.search(label) or counts_some_staff(label):
        return False
    figures = [_FIGURE_ALONE.fullmatch(plain_text(text)) for text in others]
    return any(figures) and all(
        figure or is_dash(text) for figure, text in zip(figures, others, strict=True)
    )


def _some_of(counts: str, behind: str) -> bool:
    """Whether what stands behind counts fewer persons than the kinds of staff before it."""
    fewer = _SOME_OF_THEM.match(plain_text(behind))
    if fewer is None:
        return False
    return _figure(fewer["count"]) < sum(map(_figure, _COUNT.findall(counts)))


def _figure(digits: str) -> int:
    return int(digits.replace(",", ""))


def _listed_from(rows: Sequence[Line], at: int) -> Line | None:
    """The last line of a list of kinds of staff, each with its number, that begins at a line."""
    end = at
    while end < len(rows) and _ONE_LINE.fullmatch(plain_text(rows[end].text)):
        end += 1
    return rows[end - 1] if end - at >= _BARE_KINDS else None


def _counted_run(text: str) -> tuple[int, int] | None:
    """The span of counts of different kinds that follow each other."""
    return _run_of(text, _ONE, _BETWEEN, _KINDS) or _run_of(text, _BARE, _MARKS, _BARE_KINDS)


def _run_of(
    text: str, one: re.Pattern[str], between: re.Pattern[str], least: int
) -> tuple[int, int] | None:
    """The span of the first run of ``least`` counts or more, each of a kind of its own."""
    kinds: set[str] = set()
    start = end = 0
    for found in one.finditer(text):
        if kinds and between.fullmatch(text, end, found.start()):
            kinds.add(found["kind"])
        elif len(kinds) >= least:
            break
        else:
            kinds, start = {found["kind"]}, found.start()
        end = found.end()
    return (start, end) if len(kinds) >= least else None
