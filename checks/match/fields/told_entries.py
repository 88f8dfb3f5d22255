"""Entries that a page tells one after the other without a table, and what each of them holds.

Agencies list projects as cards under headings, as numbered sentences, as lines with dashes between
name, sum and month, or as rows of a table without headings. No label says what is what; the kind
of each value does: a sum is money, a month is a time, a level in brackets is a level.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from checks.match.fields.inline_labels import names_field
from checks.match.periods.dates import MONTH, plain_text
from checks.match.reading.lines import Line, lines
from checks.match.reading.prose import told_lines
from checks.match.reading.substance import title_starts
from checks.match.reading.values import holds
from checks.match.reading.wraps import paragraphs
from checks.match.tables.columns import header_depth
from checks.match.tables.group_rows import is_group_alone
from crawler.records import Document, Region, Table
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_SUMS = frozenset({"planned", "spent"})
_FEW = 2  # entries that make a list
_MOST = 0.5  # share of the entries that hold a value before all are said to
_TITLE = 4  # letters of a name
_LONGEST_TITLE = 160
_BODY_LINES = 12  # a longer stretch below a heading is a chapter and no entry
_NUMBERED = re.compile(r"^\s*(?:[(\[]?[\d๐-๙]{1,2}[.)\]:]+|[-•●▪–—*✓✔])\s*")
_PARTS = re.compile(r"\t|\s[-–—|·]\s|\s*[:：]\s+|\s[-–—]|[;；]|(?=\()")
# A project's sum and time may follow its name after a space: "ค่ายเยาวชน งบประมาณ 9,000 บาท ทุกปี".
_SUM = re.compile(r"\d[\d,.]* ?(?:พัน|หมื่น|แสน|ล้าน)? ?บาท")
_SPACED = re.compile(
    r"(?<!ใช้)(?<!จ่าย)\s(?=งบประมาณ|งบ(?:ละ)? ?\d|วงเงิน|(?:ไม่)?ใช้ ?(?:งบ|เงิน)|เงิน ?\d|ระยะเวลา"
    r"|กำหนด(?:แล้ว)?เสร็จ|ตั้ง(?:เงิน|งบ(?:ประมาณ)?)?ไว้"
    r"|(?:ตั้ง|จัดสรร|กัน|ขอ|ได้รับ|อนุมัติ|สำรอง)[ก-๎]{0,14} ?\d[\d,.]* ?(?:พัน|หมื่น|แสน"
    r"|ล้าน)? ?บาท"
    r"|(?:[ก-๎]{2,12})?(?:ใน|ช่วง|ระหว่าง|ตั้งแต่)? ?"
    rf"(?:{MONTH}|เดือน|ไตรมาส|(?:ปี ?(?:งบประมาณ)?|พ\.ศ\.)[^\d\n]{{0,8}}25\d\d|(?:ตลอด|ทั้ง) ?(?:ทั้ง)?ปี"
    r"|ทุก ?(?:วัน|เดือน|ไตรมาส|ปี|สัปดาห์)))",
    re.I,
)
_NO_NAME = re.compile(
    r"^\W*(?:ปี ?(?:งบประมาณ)?|พ\.ศ\.|ประจำปี|ข้อมูล|ณ ?วันที่|วันที่|ระหว่าง|ทำระหว่าง|งบ|ผลถึง|สิ่งที่|รวม|หน้าแรก"
    r"|โทร|อีเมล)"
)
_LETTERS = re.compile(r"[ก-ฮa-zA-Z]")
# Headings of chapters: what stands below is no single entry.
_CHAPTER = re.compile(
    r"^\W*(?:ส่วน|บท|ภาค|ตอน|หมวด|แผน|ข่าว|ประชาสัมพันธ์|ประกาศ|ติดต่อ|ปัญหา|อุปสรรค"
    r"|ข้อเสนอ|เสนอแนะ|ผลการดำเนิน|สรุป|รายงาน|ปฏิทิน|ดาวน์โหลด|เอกสาร|ลิงก์|สถิติ)"
)
# An area or strategy gathers entries; only risks are told by area.
_AREA = re.compile(r"^\W*(?:ด้าน|มิติ|ยุทธศาสตร์|กลยุทธ์|พันธกิจ)")
# "โครงการอบรม ..." names a project though it begins as the heading of a column does.
_OWN_NAME = re.compile(
    r"^\W*(?:โครงการ|กิจกรรม|มาตรการ|งาน|ระบบ|เรื่อง)(?!/|และ|หรือ|ที่ดำเนิน)[^\s:：]{4,}"
    r"|^\W*(?:โครงการ|กิจกรรม|มาตรการ|งาน|เรื่อง)ที่ ?\d"
)
# "มาตรการที่ 1 ..." on a line of its own heads what follows.
_COUNTED_HEAD = re.compile(r"^\W*(?:โครงการ|กิจกรรม|มาตรการ|งาน|เรื่อง)ที่ ?[\d๐-๙]{1,2}[ .:)]")
_WHEN = re.compile(
    rf"{MONTH}|ไตรมาส|ตลอด ?ปี|ทุก ?(?:วัน|เดือน|ไตรมาส|ปี|สัปดาห์)|ทั้งปี"
    r"|(?<!\d)\d{1,2}/\d{1,2}/\d{2,4}|(?:ระยะเวลา|ภายใน|ใช้เวลา)[^\n]{0,12}\d+ ?(?:วัน|เดือน|สัปดาห์)"
    r"|(?:ปี ?(?:งบประมาณ)?|พ\.ศ\.)[^\d\n]{0,4}(?:25)\d\d",
    re.I,
)
_SPENT = re.compile(r"ใช้|จ่าย|เบิก|หมดไป|สิ้นเงิน")
_NOTHING_SPENT = re.compile(r"ไม่(?:ได้)? ?(?:ใช้|เบิก|มี|เสีย)[ก-๙ ]{0,12}(?:งบ|เงิน|ค่าใช้จ่าย)")
_COUNT = (
    r"\d[\d,.]* ?(?:คน|ราย|ครั้ง|เรื่อง|แห่ง|หลัง|เมตร|กม\.|กิโลเมตร|กิโลกรัม|กก\.|ตัน|ต้น|ชุด|ฉบับ|ตัว"
    r"|เที่ยว|สาย|จุด|ชิ้น|ภาพ|เล่ม|รุ่น|ครัวเรือน|ชุมชน|หมู่บ้าน|สัญญา|ตอน|แปลง|ไร่|รายการ|ร้าน|หน่วย|%)"
)
_DONE = re.compile(
    r"แล้วเสร็จ|เสร็จ|ดำเนินการแล้ว"
    r"|(?:ทำ|จัด|สร้าง|ซ่อม|เก็บ|เปิด|ติดตั้ง|ปลูก|ขุด|มอบ|แจก|อบรม|เผยแพร่|ออก|สอน|รับ|ขาย|ลง|ตรวจ|ประกาศ)"
    rf"[ก-๎]{{0,30}}(?:ได้|แล้ว|ครบ)|ส่งมอบ|ได้ ?{_COUNT}|ครบ|ไม่พบ|ลดลง|ลดจาก|เพิ่มขึ้น|บรรลุ|ผ่านเกณฑ์|สำเร็จ"
    rf"|(?:เรียกคืน|คืนเงิน|พบ)[ก-๎ ]{{0,24}}{_COUNT}|{_COUNT} ?จาก(?:ทั้งหมด)? ?\d"
    rf"|มี(?:ผู้|คน|นักเรียน|ประชาชน|เด็ก|พนักงาน)[ก-๎ ]{{0,24}}{_COUNT}"
    rf"|(?:เมื่อ|ตั้งแต่|เริ่ม)(?:วันที่)? ?(?:\d{{1,2}} ?{MONTH}|{MONTH})"
    rf"|ยังไม่(?:ได้)?(?:ดำเนินการ|ถึง|เริ่ม|แล้วเสร็จ)|อยู่ระหว่าง|ยกเลิก|ร้อยละ ?\d|\d ?%"
)
_TO_COME = re.compile(
    r"(?<!ต)จะ(?!เข้|ล)|คาดว่า|กำหนด(?:จัด|การ|ไว้)|เป้าหมาย|ไม่น้อยกว่า|ไม่ต่ำกว่า|เพื่อ(?:ให้)?|ตัวชี้วัด|แผน"
)
_LEVEL = re.compile(
    r"\W*(?:(?:อยู่(?:ใน)?)?(?:ระดับ|ค่า)?(?:ความเสี่ยง)?(?:อยู่(?:ใน)?)?(?:ระดับ)?)\s*[:：=]?\s*(?:\d{1,2}\s*[=:(,]?\s*)?"
    r"(?:สูงมาก|สูง|ปานกลาง|กลาง|ต่ำมาก|ต่ำ|น้อยมาก|น้อย|มาก|ยอมรับได้)\W*(?:\(?\s*\d{1,2}\s*(?:คะแนน)?\)?)?\W*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a list tells of: its name, and the pieces of text that belong to it."""

    document: Document
    title: str
    start: int  # span of the name, code points
    end: int
    parts: tuple[str, ...]  # what is said of it, the name left out


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEntry:
    """The first of several entries that hold a value, with its span and the value's words."""

    document: Document
    start: int
    end: int
    value: str


def told_in_entries(
    documents: Iterable[Document], what: str, *, of_all: bool = False
) -> ToldEntry | None:
    """The first entry of a list most of whose entries tell ``what``; None when no list does.

    ``what`` is "name" (of entries that tell anything else), "when", "planned" (money), "spent",
    "done" (what came of it) or "level". With ``of_all`` kinds of spending and divisions count, too.

    Raises:
        ValueError: ``what`` is none of these.
    """
    reader = _reader(what)
    for document in documents:
        for found in entry_lists(document):
            listed = [e for e in found if what == "level" or not _AREA.match(e.title)]
            if what in _SUMS and not of_all:
                listed = [e for e in listed if not is_group_alone(e.title, e.parts)]
            told = [(entry, reader(entry)) for entry in listed]
            held = [(entry, value) for entry, value in told if value]
            if len(held) >= _FEW and len(held) >= _MOST * len(listed):
                entry, value = held[0]
                return ToldEntry(document=document, start=entry.start, end=entry.end, value=value)
    return None


def entry_lists(document: Document) -> Iterator[tuple[Entry, ...]]:
    """The lists of entries that a document tells: under headings, line by line, in bare tables."""
    said = _content(document)
    for found in (_lined(document, said), *_headed(document)):
        if len(found) >= _FEW:
            yield found
    whole = _content(document, paragraphs(document))
    if len(whole) < len(said):
        found = _lined(document, whole)
        if len(found) >= _FEW:
            yield found
    for table in document.tables:
        found = _tabled(document, table)
        if len(found) >= _FEW:
            yield found


def _reader(what: str) -> Callable[[Entry], str]:
    match what:
        case "name":
            return lambda entry: entry.title if _when(entry) or _money(entry) else ""
        case "when":
            return _when
        case "planned":
            return partial(_money, spent=False)
        case "spent":
            return partial(_money, spent=True)
        case "done":
            return _done
        case "level":
            return lambda entry: next((p for p in entry.parts if _LEVEL.fullmatch(p)), "")
        case _:
            raise ValueError(f"unknown content of entries {what!r}")


def _when(entry: Entry) -> str:
    return next((part for part in entry.parts if _WHEN.search(plain_text(part))), "")


def _money(entry: Entry, *, spent: bool | None = None) -> str:
    for part in entry.parts:
        if not holds(part, "money") or not re.search(r"บาท|,\d{3}|งบ|เงิน", plain_text(part)):
            continue
        if spent is None or _NOTHING_SPENT.search(part) or bool(_SPENT.search(part)) is spent:
            return part
    return ""


def _done(entry: Entry) -> str:
    for part in entry.parts:
        plain = plain_text(part)
        if _DONE.search(plain) and not _TO_COME.search(plain):
            return part
    return ""


def _headed(document: Document) -> Iterator[tuple[Entry, ...]]:
    """Headings of one level that follow each other, each with a few lines below it."""
    own = title_starts(document)
    first = min(own, default=-1)
    rows = _content(document)
    starts = {heading.start: heading.level for heading in document.headings}
    starts |= {line.start: 0 for line in rows if _COUNTED_HEAD.match(line.text)}
    run: list[Entry] = []
    level = -1
    for index, line in enumerate(rows):
        if line.start not in starts or line.start == first:
            continue
        body = []
        for below in rows[index + 1 :]:
            if below.start in starts:
                break
            body.append(below)
        if starts[line.start] != level or not _is_name(line.text) or not body:
            if len(run) >= _FEW:
                yield tuple(run)
            run, level = [], starts[line.start]
        if _is_name(line.text) and 0 < len(body) <= _BODY_LINES:
            parts = tuple(part for below in body for part in _split(below.text))
            run.append(_entry(document, line, line.text, parts))
    if len(run) >= _FEW:
        yield tuple(run)


def _lined(document: Document, said: Sequence[Line]) -> tuple[Entry, ...]:
    """Lines of their own that name something first and say more of it after a dash or colon."""
    headings = {heading.start for heading in document.headings}
    found = []
    for line in said:
        if line.start in headings:
            continue
        number = _NUMBERED.match(line.text) or _COUNTED_HEAD.match(line.text)
        parts = _split(line.text[number.end() if number else 0 :])
        if parts:
            spaced = _split_at_spaces(parts[0])
            # Without a mark, only a name with its sum and its time is an entry.
            if number or (len(spaced) > 2 and len(line.text) <= _LONGEST_TITLE):
                parts = [*spaced, *parts[1:]]
        if len(parts) >= 2 and _is_name(parts[0]) and (number or len(parts) > 2):
            found.append(_entry(document, line, parts[0], tuple(parts[1:])))
    times = Counter(fold_text(entry.title) for entry in found)
    # What stands again and again before a dash or colon is a label and no name.
    return tuple(entry for entry in found if times[fold_text(entry.title)] == 1)


def _tabled(document: Document, table: Table) -> tuple[Entry, ...]:
    """The rows of a table without headings: its first row holds values as the others do."""
    rows = [[cell for cell in row if cell.text.strip()] for row in table.rows]
    if header_depth(table, marked=True) or not rows or not all(len(row) >= 2 for row in rows):
        return ()
    first = [cell.text for cell in rows[0]]
    if not any(_is_value(text) for text in first[1:]):
        return ()
    found = []
    for row in rows:
        named = next((cell for cell in row if _is_name(cell.text)), None)
        if named is None:
            continue
        found.append(
            Entry(
                document=document,
                title=named.text,
                start=named.start,
                end=named.end,
                parts=tuple(cell.text for cell in row if cell is not named),
            )
        )
    return tuple(found)


def _entry(document: Document, line: Line, title: str, parts: Sequence[str]) -> Entry:
    start = line.start + max(line.text.find(title), 0)
    return Entry(
        document=document,
        title=title,
        start=start,
        end=start + len(title),
        parts=tuple(part for part in parts if part),
    )


def _content(document: Document, found: Sequence[Line] | None = None) -> list[Line]:
    return told_lines(document, lines(document, _CONTENT) if found is None else found)


def _split(text: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(text) if part and part.strip()]


def _split_at_spaces(text: str) -> list[str]:
    """The name, sum and time told with spaces between them; one piece without a sum."""
    plain = plain_text(text)
    if not (_SUM.search(plain) or _NOTHING_SPENT.search(plain)):
        return [text]
    cuts = [match.start() for match in _SPACED.finditer(plain)]
    return [
        part.strip()
        for start, end in zip((0, *cuts), (*cuts, len(text)), strict=True)
        if (part := text[start:end]).strip()
    ]


def _is_value(text: str) -> bool:
    plain = plain_text(text)
    return bool(_WHEN.search(plain)) or holds(text, "money")


def _is_name(text: str) -> bool:
    """Whether words may name an entry: no field's label, chapter, sum or date."""
    plain = text.strip()
    return (
        len(_LETTERS.findall(plain)) >= _TITLE
        and len(plain) <= _LONGEST_TITLE
        and (_OWN_NAME.match(plain) is not None or not names_field(plain))
        and not _CHAPTER.match(plain)
        and not _NO_NAME.match(plain)
        and not re.match(
            rf"\W*(?:\d[\d,.]* ?บาท|\d{{1,2}} ?{MONTH}|{MONTH})", plain_text(plain), re.I
        )
    )
