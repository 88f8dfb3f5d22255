"""Entries that a page tells one after the other without a table, and what each of them holds.

Agencies list projects as cards under headings, as numbered sentences, as lines with dashes between
name, sum and month, or as rows of a table without headings. No label says what is what; the kind
of each value does: a sum is money, a month is a time, a level in brackets is a level.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checks.match.fields.entry_values import NOTHING_SPENT, Entry, is_value, reader_of
from checks.match.fields.inline_labels import names_field
from checks.match.periods.dates import MONTH, plain_text
from checks.match.reading.enumerated import enumerated
from checks.match.reading.lines import Line, lines
from checks.match.reading.prose import told_lines
from checks.match.reading.substance import title_starts
from checks.match.reading.wraps import paragraphs
from checks.match.tables.columns import header_depth
from checks.match.tables.group_rows import is_group_alone
from crawler.records import Document, Region, Table
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_OF_AREAS = frozenset({"level", "pursued", "aim", "gauge"})  # told of areas, too
_SUMS = frozenset({"planned", "spent"})
_PAIR = 2  # a name and what is said of it
_FEW = 2  # entries that make a list
_CARDS = 3  # of the same height
_MOST = 0.5  # share of the entries that hold a value before all are said to
_TITLE = 4  # letters of a name
_LONGEST_TITLE = 160
_BODY_LINES = 12  # a longer stretch below a heading is a chapter and no entry
# "4.1 ...", "โครงการ 1.1 ..." numbers a matter of an agenda; "13.30 น." and "12.50 บาท" do not.
_NUMBERED = re.compile(
    r"^\s*(?:(?:โครงการ|กิจกรรม|มาตรการ|แผนงาน)(?:ที่)? ?(?=[\d๐-๙]{1,2}\.[\d๐-๙]))?"
    r"(?:[(\[]?[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2}){1,3}[.)\]]?(?=\s+(?!น\.|บาท|ล้าน|แสน)[ก-๙A-Za-z])"
    r"|[(\[]?[\d๐-๙]{1,2}[.)\]:]+|(?:ข้อ|ประการ)(?:ที่)? ?[\d๐-๙]{1,2}(?=\s)[.)]?|[-•●▪–—*✓✔])\s*"
)
_PARTS = re.compile(r"\t|\s[-–—|·]\s|\s*[:：]\s+|\s[-–—]|[;；]|(?=\()")
# A project's sum and time may follow its name after a space: "ค่ายเยาวชน งบประมาณ 9,000 บาท ทุกปี".
_SUM = re.compile(
    r"\d[\d,.]{0,20} ?(?:พัน|หมื่น|แสน|ล้าน)? ?(?:บาท|บ\.)"
    # "งบ 300,000 ใช้ 295,000": behind a short label a sum needs no unit.
    r"|(?:งบ|ใช้|จ่าย|เบิก)(?:ไป|จริง)? ?\d{1,3}(?:,\d{3})+"
)
_SPACED = re.compile(
    r"(?<!ใช้)(?<!จ่าย)\s(?=งบประมาณ|งบ(?:ละ)? ?\d|วงเงิน|(?:ไม่)?(?:ได้)?ใช้ ?(?:งบ|เงิน)"
    r"|เงิน ?\d|ระยะเวลา|กำหนด(?:แล้ว)?เสร็จ|ตั้ง(?:เงิน|งบ(?:ประมาณ)?)?ไว้"
    r"|(?:ตั้ง|จัดสรร|กัน|ขอ|ได้รับ|อนุมัติ|สำรอง)[ก-๎]{0,14} ?\d[\d,.]* ?(?:พัน|หมื่น|แสน"
    r"|ล้าน)? ?บาท"
    # "สรรหาช่างไฟฟ้า 4,000 บาท": right behind the name, and no part of a longer sum.
    r"|(?<!รวม\s)(?<!เบิก\s)(?<!เกิน\s)(?<!จำนวน\s)(?<!ละ\s)(?<!เงิน\s)(?<!ประมาณ\s)(?<!ปรับ\s)(?<!งบ\s)"
    r"\d[\d,.]* ?(?:พัน|หมื่น|แสน|ล้าน)? ?บาท"
    r"|(?:ใช้|จ่าย|เบิก)(?:ไป|จริง)? ?\d|ผล[ :：]"
    r"|(?:[ก-๎]{2,12})?(?:ใน|ช่วง|ระหว่าง|ตั้งแต่)? ?"
    rf"(?:{MONTH}|เดือน|ไตรมาส|(?:ปี ?(?:งบประมาณ)?|พ\.ศ\.)[^\d\n]{{0,8}}25\d\d|(?:ตลอด|ทั้ง) ?(?:ทั้ง)?ปี"
    r"|ทุก ?(?:วัน|เดือน|ไตรมาส|ปี|สัปดาห์)))",
    re.I,
)
# The last line of a card.
_SUM_ALONE = re.compile(
    r"\W*(?:ใช้|งบ|เบิก|จ่าย|วงเงิน|ค่าใช้จ่าย)[ก-๎ :()]{0,30}\d[\d,.]* ?(?:บาท)?\W*"
    r"|\W*ไม่(?:ได้)?(?:ใช้|มี|เบิก)[ก-๎ ]{0,12}(?:งบ|เงิน|ค่าใช้จ่าย)[ก-๎]*\W*"
)
# "ต.ค. 68 จัดทำคำสั่งแบ่งงาน (ไม่ใช้งบ)": the time stands before the name.
_OPENS_WITH_TIME = re.compile(
    rf"(?:เดือน)?\s?{MONTH}\s?(?:พ\.ศ\.)?\s?(?:25|๒๕)?[\d๐-๙]{{2}}\s+(?=[ก-ฮเ-ไ][ก-๎]{{3}})", re.I
)
# "มกราคม – ตรวจสุขภาพพนักงาน (18,000 บาท)": so it does alone before a dash.
_TIME_ALONE = re.compile(
    rf"\W*(?:(?:เดือน|ช่วง|ต้น|กลาง|ปลาย|สิ้น)*\s?{MONTH}(?:\s?(?:25)?\d\d)?"
    rf"(?:\s?(?:-|–|ถึง)\s?{MONTH}(?:\s?(?:25)?\d\d)?)?"
    r"|ไตรมาส(?:ที่)? ?[1-4](?:/\d{2,4})?|Q[1-4])\W*",
    re.I,
)
_IN_BRACKETS = re.compile(r"\([^()\n]{2,60}\)\s*")
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
    r"|^\W*(?:โครงการ|กิจกรรม|มาตรการ|งาน|เรื่อง)(?:ที่ ?\d| ?[ก-ฮ][.)] ?[^\s:：]{4,})"
)
# "มาตรการที่ 1 ...", "โครงการ ก. ..." on a line of its own heads what follows.
_COUNTED_HEAD = re.compile(
    r"^\W*(?:โครงการ|กิจกรรม|มาตรการ|งาน|เรื่อง)(?:ที่ ?[\d๐-๙]{1,2}[ .:)]|(?:ที่)? ?[ก-ฮ][.)])"
)
# Kinds of revenue, fees and money at hand: a sum behind them prices no project.
_NO_PROJECT = re.compile(
    r"\W*(?:ภาษี|ค่า|เงิน|รายได้|รายรับ|รายจ่าย|อากร|ดอกเบี้ย|หมวด|คงเหลือ|เบิก|ได้รับ|งบ|รวม|วงเงิน|ใช้)"
)
_NAME_AND_SUM = re.compile(
    r"(?P<name>[^\d:：=–—\t]{6,90}?) "
    r"(?P<sum>(?:\d[\d,.]* ?บาท|ไม่(?:มี|ใช้|เสีย) ?(?:เงิน|งบ(?:ประมาณ)?|ค่าใช้จ่าย)))\W*"
)
# Marks of a hundred with their decimals: below a heading several of them are an analysis.
_MARK = re.compile(
    r"(?<!ร้อยละ)(?<!ร้อยละ )(?<![\d.,])[4-9]\d\.\d{1,2}"
    r"(?![\d%]| ?(?:%|บาท|ล้าน|แสน|กม|ตร|น\.|ไร่|คน|วัน|ตัน))"
)
_MARKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEntry:
    """The first of several entries that hold a value, with its span and the value's words."""

    document: Document
    start: int
    end: int
    value: str


def told_in_entries(
    documents: Iterable[Document], what: str, *, of_all: bool = False, reported: bool = False
) -> ToldEntry | None:
    """The first entry of a list most of whose entries tell ``what``; None when no list does.

    ``what`` is "name" (of entries that tell anything else), "when", "planned" (money), "spent",
    "cost" (a sum alone beside what came of it), "done" (what came of it), "level", or of a plan's
    strategies "pursued", "aim", "gauge". With ``of_all`` kinds of spending and divisions count,
    too; see ``reader_of`` on ``reported``.

    Raises:
        ValueError: ``what`` is none of these.
    """
    reader = reader_of(what, reported=reported)
    for document in documents:
        for found in entry_lists(document):
            listed = [e for e in found if what in _OF_AREAS or not _AREA.match(e.title)]
            listed = [e for e in listed if sum(map(_marked, e.parts)) < _MARKS]
            if what in _SUMS and not of_all:
                listed = [e for e in listed if not is_group_alone(e.title, e.parts)]
            told = [(entry, reader(entry)) for entry in listed]
            held = [(entry, value) for entry, value in told if value]
            if len(held) >= _FEW and len(held) >= _MOST * len(listed):
                entry, value = held[0]
                return ToldEntry(document=document, start=entry.start, end=entry.end, value=value)
    return None


def _marked(part: str) -> bool:
    return _MARK.search(plain_text(part)) is not None


def entry_lists(document: Document) -> Iterator[tuple[Entry, ...]]:
    """The lists of entries that a document tells: under headings, line by line, in bare tables."""
    said = _content(document)
    for found in (_lined(document, said), *_headed(document)):
        if len(found) >= _FEW:
            yield found
    parted = [piece for line in said for piece in enumerated(line)]
    if len(parted) > len(said):
        found = _lined(document, parted)
        if len(found) >= _FEW:
            yield found
    whole = _content(document, paragraphs(document))
    if len(whole) < len(said):
        found = _lined(document, whole)
        if len(found) >= _FEW:
            yield found
    found = _carded(document, said)
    if len(found) >= _FEW:
        yield found
    for table in document.tables:
        found = _tabled(document, table)
        if len(found) >= _FEW:
            yield found


def _carded(document: Document, said: Sequence[Line]) -> tuple[Entry, ...]:
    """Cards of the same height: a name, what is said of it line by line, and at last its sum."""
    ends = [n for n, line in enumerate(said) if _SUM_ALONE.fullmatch(plain_text(line.text))]
    heights = {after - end for end, after in pairwise(ends)}
    height = min(heights, default=0)
    if len(ends) < _CARDS or len(heights) != 1 or not _PAIR < height <= _BODY_LINES:
        return ()
    cards = [said[max(end - height + 1, 0) : end + 1] for end in ends]
    if not all(len(card) == height and _is_name(card[0].text) for card in cards):
        return ()
    return tuple(
        _entry(document, card[0], card[0].text, [line.text for line in card[1:]]) for card in cards
    )


def _headed(document: Document) -> Iterator[tuple[Entry, ...]]:
    """Headings of one level that follow each other, each with a few lines below it."""
    own = title_starts(document)
    first = min(own, default=-1)
    rows = _content(document)
    starts = {heading.start: heading.level for heading in document.headings}
    starts |= {line.start: 0 for line in rows if _COUNTED_HEAD.match(line.text)}
    # "2) มอบรางวัล" over a line of its time or sum heads what follows.
    starts |= {
        line.start: 0
        for line, below in pairwise(rows)
        if line.start not in starts
        and _NUMBERED.match(line.text)
        and not is_value(line.text)
        and not _NUMBERED.match(below.text)
        and is_value(below.text)
    }
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
    priced = _priced(line for line in said if line.start not in headings)
    found = []
    for line in said:
        if line.start in headings:
            continue
        number = _NUMBERED.match(line.text) or _COUNTED_HEAD.match(line.text)
        parts = _split(line.text[number.end() if number else 0 :])
        opens = _OPENS_WITH_TIME.match(parts[0]) if parts else None
        if len(parts) > 1 and _TIME_ALONE.fullmatch(plain_text(parts[0])):
            parts = [parts[1], parts[0], *parts[2:]]
        elif opens is not None and (number or _is_in_brackets(parts)):
            parts = [parts[0][opens.end() :], opens[0].strip(), *parts[1:]]
        elif parts:
            spaced = _split_at_spaces(parts[0])
            # Without a mark, only a name with its sum and its time is an entry.
            short = len(line.text) <= _LONGEST_TITLE or _OWN_NAME.match(spaced[0]) is not None
            if number or (len(spaced) > 2 and short):
                parts = [*spaced, *parts[1:]]
            elif line.start in priced and len(parts) == 1:
                parts = list(priced[line.start])
        # "อบรมธุรการ (4,000 บาท)": what stands in brackets alone is said of the name before.
        marked = number or len(parts) > 2 or _is_in_brackets(parts) or _told_of_it(parts[-1])
        marked = marked or line.start in priced
        if len(parts) >= 2 and _is_name(parts[0]) and marked:
            found.append(_entry(document, line, parts[0], tuple(parts[1:])))
    times = Counter(fold_text(entry.title) for entry in found)
    # What stands again and again before a dash or colon is a label and no name.
    return tuple(entry for entry in found if times[fold_text(entry.title)] == 1)


def _priced(said: Iterable[Line]) -> dict[int, tuple[str, str]]:
    """The name and the sum of lines that are nothing else, where several follow each other.

    "อบรมข้าราชการใสสะอาด 30,000 บาท" over "ประกวดคลิปสุจริต 12,000 บาท".
    """
    found: dict[int, tuple[str, str]] = {}
    run: dict[int, tuple[str, str]] = {}
    for line in said:
        match = _NAME_AND_SUM.fullmatch(plain_text(line.text))
        if match is None or not _is_name(match["name"]) or _NO_PROJECT.match(match["name"]):
            found |= run if len(run) >= _FEW else {}
            run = {}
        else:
            at = match.start("sum")
            run[line.start] = (line.text[:at].strip(), line.text[at:].strip())
    return found | (run if len(run) >= _FEW else {})


def _is_in_brackets(parts: Sequence[str]) -> bool:
    """Whether a name is followed by a time or a sum in brackets, and nothing else."""
    told = parts[1] if len(parts) == _PAIR else ""
    return _IN_BRACKETS.fullmatch(told) is not None and is_value(told)


def _told_of_it(text: str) -> bool:
    """Whether a line tells a time and a sum."""
    plain = plain_text(text)
    has_sum = _SUM.search(plain) or NOTHING_SPENT.search(plain)
    return has_sum is not None and re.search(MONTH, plain, re.I) is not None


def _tabled(document: Document, table: Table) -> tuple[Entry, ...]:
    """The rows of a table without headings: its first row holds values as the others do."""
    rows = [[cell for cell in row if cell.text.strip()] for row in table.rows]
    if header_depth(table, marked=True) or not rows or not all(len(row) >= 2 for row in rows):
        return ()
    first = [cell.text for cell in rows[0]]
    if not any(is_value(text) for text in first[1:]):
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
    if not (_SUM.search(plain) or NOTHING_SPENT.search(plain)):
        return [text]
    cuts = [match.start() for match in _SPACED.finditer(plain)]
    return [
        part.strip()
        for start, end in zip((0, *cuts), (*cuts, len(text)), strict=True)
        if (part := text[start:end]).strip()
    ]


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
