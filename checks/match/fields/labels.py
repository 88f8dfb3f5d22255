"""Finds values that stand beside or below a label: "label: value", or a heading with its text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checks.match.fields.inline_labels import inline_values, names_field
from checks.match.fields.label_sense import label_of
from checks.match.links.siblings import are_siblings
from checks.match.periods.bare_dates import without_dates
from checks.match.reading.asked import answered, asked, asked_and_answered
from checks.match.reading.criteria import criteria_starts, is_criteria_text
from checks.match.reading.furniture import invites, is_about_page, is_furniture
from checks.match.reading.heading_text import text_starts
from checks.match.reading.in_making import is_turned_down
from checks.match.reading.phrases import Line, lines, matches
from checks.match.reading.values import person_names
from checks.match.reading.wraps import paragraphs
from checks.match.subjects.vocabulary import is_generic, is_placeholder
from crawler.records import Document, LinkKind, Region
from crawler.thai import fold, fold_text

# A dash between figures is a range: "แผนพัฒนาท้องถิ่น พ.ศ. 2566 - 2570".
_SEPARATOR = re.compile(
    r"[:：=]|\t|(?<![\d๐-๙]) - | - (?![\d๐-๙])|(?<![\d๐-๙]) ?– ?|–(?! ?[\d๐-๙])|\s{2,}"
)
_CONTENT = frozenset({Region.CONTENT})
_LABEL_LENGTH = 90  # a longer line is a sentence that happens to hold the words
_BARE_LENGTH = 48  # folded letters of a label that has its value below it
_TITLE_LINES = 2  # above a heading that is no title
_TITLE_LENGTH = 10  # folded letters
_OF_YEAR = re.compile(
    r"(?:ปี|พ\.ศ\.|งบประมาณ)[^\d๐-๙\n]{0,12}[2๒][45๔๕][\d๐-๙]{2}(?![\d๐-๙]| ?บาท|[.,][\d๐-๙])"
)
_DIGIT = re.compile(r"[\d๐-๙]")
_FIGURES = re.compile(r"^\s*[\d,.]+\s*$")
_BELOW = 3  # lines below a bare label in which its value may start
# "เอกสารที่ใช้: สำเนาทะเบียนบ้าน" below "ค่าธรรมเนียม:": the next label of a form, and no value.
_NEXT_LABEL = re.compile(
    r"[\W\d]*(?!โครงการ|กิจกรรม|ประเด็น|มาตรการ|ระดับ)(?P<label>[^\s:：]{3,40}) ?[:：] *\S"
)
_OPEN_LABEL = re.compile(r"[:：]\s*\Z")
_TOLD_BESIDE = re.compile(r"[:：] *[^\s:：]")  # a label that has its value and asks none below
_OPENING_LENGTH = 48  # a longer first word is a sentence: Thai puts no spaces between words
_OPENS_WITHIN = 24  # folded characters before the label: a number, a bullet
_VALUE_LENGTH = 3
_ORDINAL = re.compile(r"ที่ ?[\d๐-๙]")
_ORDINAL_LENGTH = 4
# A short line that is plainly a label itself and no value of the label above it.
_BARE_LABEL = re.compile(
    r"^[\W\d]*(?:ปัญหา|อุปสรรค|ข้อเสนอแนะ|งบประมาณ|ระยะเวลา|ผู้รับผิดชอบ|ส่วนงานที่รับผิดชอบ|ตัวชี้วัด|เป้าหมาย|"
    r"ขั้นตอน|วิธีการ|เอกสาร|หลักฐาน|ค่าธรรมเนียม|กฎหมาย|ช่องทาง|สถานที่|ผลผลิต|ผลลัพธ์|ผลการดำเนินงาน|มาตรการ|"
    r"สถานะ|ราคากลาง|วงเงิน|แหล่ง|รายละเอียดวิธี)"
    # "งบประมาณถูกปรับลดกลางปี" says something of the budget.
    r"(?!(?:ที่(?:ได้รับ|มี|ตั้งไว้))?(?:ถูก|ไม่|มีน้อย|มีจำกัด|น้อย|จำกัด|ล่าช้า|ลดลง|ยัง|เกิน|ขาด|หมด|สูง|ต่ำ|มา(?:ช้า|ไม่)|เปลี่ยน))[^:\d]{0,30}$"
)
# "ผลลัพธ์ (outcome) ไม่พบการใช้รถส่วนตัว": the words in brackets explain the label and are no value.
_EXPLAINED = re.compile(r"\([^()\n]{1,40}\)\s*")
_ANNOUNCES = re.compile(r"(?:ได้แก่|คือ|มีดังนี้|ดังนี้)(?![ก-๎]{0,3}การ)")
_CARRIES_ON = re.compile(r"และ|หรือ|ใน(?!วัน|ปี|เดือน)|ของ|จาก|ตาม|เพื่อ|\(|/|e-?gp$", re.I)


# What an officer does with papers opens no list of them: "เจ้าหน้าที่ตรวจสอบเอกสาร (10 นาที)".
_OFFICERS_DEED = re.compile(
    r"[\W\d๐-๙]*(?:เจ้าหน้าที่|พนักงาน|นายช่าง|นายทะเบียน|นายตรวจ|ผู้รับผิดชอบ)?\s?"
    r"(?:(?:รับ|ลงรับ|พิจารณา|บันทึก|สแกน|ส่ง)(?:และ(?:ตรวจ|พิจารณา)[ก-๎]{0,8})?|ตรวจ(?:สอบ|รับ|ทาน)?)"
    r"(?:ความ(?:ถูกต้อง|ครบถ้วน)[ก-๎]{0,24}?)?(?:คำ(?:ขอ|ร้อง)และ)?(?:เอกสาร|หลักฐาน)(?!ที่|ดัง|:)[^:：]*\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledValue:
    """A label with what stands beside or below it; ``value`` is "" when nothing does."""

    document: Document
    label: str
    value: str
    start: int  # span over label and value
    end: int


# Labels that follow each other in one line: "ผู้รับผิดชอบ: ทุกกอง ระยะเวลา: 3 เดือน".
_INNER = re.compile(
    r"(?<!\S)(?P<label>[^\s:：\d]{3,40}) ?[:：] ?"
    r"(?P<value>\S.*?)(?=\s+[^\s:：\d]{3,40} ?[:：] ?\S|$)"
)
_SHORT_NAME = 4  # folded letters; shorter names are everyday words and must open the label
_MARKS = re.compile(r"^[\W\d_]+")
# "ข้อ ๔ ปัญหาอุปสรรค ...": the clause of an announcement, its name and what it says.
_NUMBERED = re.compile(r"^(?:(?:ข้อ|ส่วน|ตอน|หมวด)(?:ที่)? ?[\d๐-๙]{1,2})?[\W\d_]*")

# "เปิดครบ 2 รอบ 262 ข้อเสนอ" counts proposals; "ส่วนที่ 3 ข้อเสนอแนะ" is the heading of a part.
_COUNT_OF = re.compile(
    r"(?:รอบ|ครบ|รวม|ทั้งสิ้น|ทั้งหมด|ได้|รับ|มี)(?!25\d\d)\d[\d,]*(?:ข้อเสนอ(?:แนะ)?|ข้อคิดเห็น|ความ(?:คิด)?เห็น)$"
)


def _is_label(text: str, names: Sequence[Sequence[str]], not_words: Sequence[str]) -> bool:
    """Whether words are a label of one of the names; everyday words only at its beginning."""
    if not matches(text, names, not_words):
        return False
    # "ประจำปีงบประมาณ พ.ศ. 2569" names a year and is no label of a budget.
    folded = _MARKS.sub("", fold_text(text)).replace("ปีงบประมาณ", "ปี")
    if _COUNT_OF.search(folded):
        return False
    for name in names:
        words = [fold_text(word).replace("ปีงบประมาณ", "ปี") for word in name]
        if words[0].startswith(("=", "^")) and matches(text, [name]):
            return True
        if all(word in folded for word in words) and (
            sum(map(len, words)) >= _SHORT_NAME or folded.startswith(words[0])
        ):
            return True
    return False


def labelled_values(
    documents: Iterable[Document],
    names: Sequence[Sequence[str]],
    not_words: Sequence[str] = (),
    *,
    figures: bool = False,
) -> Iterator[LabelledValue]:
    """Every label of one of the names, with its value, in reading order.

    Where ``figures`` are asked, a line without any is a label as a whole: its value is below.
    """
    for document in documents:
        headings = {heading.start for heading in document.headings}
        rows = content_lines(document)
        title = _title_of(document, rows)  # names the page, not a field of it
        criteria = criteria_starts(document)
        for index, line in enumerate(rows):
            reply = _reply(document, rows, index)
            if reply is not None and matches(reply.label, names, not_words):
                yield reply
                continue
            if (
                line.start in criteria
                or line.start == title
                or _is_title(line, document)
                or not _holds_label(line.text, names, not_words)
            ):
                continue
            found = _beside(document, line, names, not_words)
            if found is None or (figures and not _DIGIT.search(_undated(line.text))):
                found = _below(document, rows, index, headings) or found
            if found is not None:
                yield found


def _undated(text: str) -> str:
    """The text without days, months and years: "เรื่องที่รับไว้ในปี 2567" holds no figure."""
    return _OF_YEAR.sub(" ", without_dates(text))


def _title_of(document: Document, rows: Sequence[Line]) -> int:
    """Where the first heading starts, -1 where it stands below what the page has told already.

    Printed titles are not always told for headings; the first one may be that of a last section.
    """
    first = min((heading.start for heading in document.headings), default=-1)
    told = any(table.end <= first for table in document.tables)
    above = sum(line.start < first for line in rows)
    return -1 if told and above >= _TITLE_LINES else first


def _reply(document: Document, rows: Sequence[Line], index: int) -> LabelledValue | None:
    """A question and the answer on the line below it, or behind it."""
    question, answer = asked_and_answered(rows[index].text)
    if answer:
        start, end = rows[index].start, rows[index].end
        return LabelledValue(document=document, label=question, value=answer, start=start, end=end)
    question = asked(rows[index].text)
    answer = answered(rows[index + 1].text) if question and index + 1 < len(rows) else ""
    if not answer:
        return None
    start, end = rows[index].start, rows[index + 1].end
    return LabelledValue(document=document, label=question, value=answer, start=start, end=end)


def _holds_label(text: str, names: Sequence[Sequence[str]], not_words: Sequence[str]) -> bool:
    """Whether a line is a label of one of the names, or has one among several labels on it.

    "เหตุการณ์: ... ระดับความเสี่ยง สูง มาตรการ: ...": what rules a label out may stand in the next one.
    """
    if _is_label(text, names, not_words):
        return True
    if not matches(text, names):
        return False
    inner = [pair["label"] for pair in _INNER.finditer(text)]
    told = [value.label for value in inline_values(text)]
    several = [label for labels in (inner, told) if len(labels) > 1 for label in labels]
    return any(_is_label(label, names, not_words) for label in several)


def _is_title(line: Line, document: Document) -> bool:
    """Whether a line repeats what the page itself is called."""
    called = fold_text(document.title)
    if document.parts and called.endswith(line.folded) and called != line.folded:
        return False  # a file's title can run on into its first heading
    return len(line.folded) >= _TITLE_LENGTH and (line.folded in called or called == line.folded)


def content_lines(document: Document, *, joined: bool = False) -> tuple[Line, ...]:
    """The lines of the content outside tables; of the whole page when it was not told apart.

    Tables are read by their columns and rows, not line by line; one column is a frame around text.
    ``joined`` are the lines of a sentence that only the width of a printed page sets apart.
    """
    tables = [table for table in document.tables if max(map(len, table.rows), default=0) > 1]
    return tuple(
        line
        for line in (paragraphs(document) if joined else lines(document, _CONTENT))
        or lines(document)
        if not any(table.start <= line.start < table.end for table in tables)
        and not is_about_page(line.text)
        and not invites(line.text)
        and not is_turned_down(line.text)
    )


def _beside(
    document: Document, line: Line, names: Sequence[Sequence[str]], not_words: Sequence[str]
) -> LabelledValue | None:
    """The value in the same line, after a separator or after the words themselves."""
    pairs = list(_INNER.finditer(line.text))
    for inner in pairs if len(pairs) > 1 else ():
        if _is_label(inner["label"], names, not_words):
            return LabelledValue(
                document=document,
                label=inner["label"],
                value=inner["value"].strip(),
                start=line.start + inner.start(),
                end=line.start + inner.end(),
            )
    for told in inline_values(line.text):
        if _is_label(told.label, names, not_words):
            return LabelledValue(
                document=document,
                label=told.label,
                value=told.value,
                start=line.start + told.start,
                end=line.start + told.end,
            )
    for mark in _SEPARATOR.finditer(line.text):
        label, value = line.text[: mark.start()], line.text[mark.end() :]
        if len(label) <= _LABEL_LENGTH and value.strip() and _is_label(label, names, not_words):
            return LabelledValue(
                document=document, label=label, value=value.strip(), start=line.start, end=line.end
            )
    return _after_words(document, line, names)


def _after_words(
    document: Document, line: Line, names: Sequence[Sequence[str]]
) -> LabelledValue | None:
    """The value of a line that opens with its label: "ระยะเวลาดำเนินการ 15 วันทำการ".

    The label runs on to the next space; words that carry it on are no value.
    """
    headed = any(heading.start == line.start for heading in document.headings)
    folded = fold(line.text)
    spans = [
        (min(start for start, _ in places), max(end for _, end in places))
        for name in names
        for places in [[_place(folded.text, fold_text(word).lstrip("^")) for word in name]]
        if all(start >= 0 for start, _ in places)
    ]
    if not spans or min(spans)[0] > _OPENS_WITHIN:
        return None
    first = min(spans)[0]
    before = line.text[: folded.span(first, first + 1)[0]]
    if re.search(r"\s", _NUMBERED.sub("", before)):
        return None  # the words stand within a sentence and do not open the line
    end = folded.span(0, min(spans)[1])[1]
    begin = _value_start(line.text, end)
    value = line.text[begin:].strip() if begin is not None else ""
    if begin is None or len(value) < _VALUE_LENGTH or _CARRIES_ON.match(value):
        return None
    tells = _ORDINAL.search(line.text[: begin + _ORDINAL_LENGTH]) or is_announced(value)
    if headed and not tells:
        return None  # a heading names; only "ยุทธศาสตร์ที่ 1 ..." and "ปัญหา ได้แก่ ..." also tell
    return LabelledValue(
        document=document, label=line.text, value=value, start=line.start, end=line.end
    )


def _value_start(text: str, end: int) -> int | None:
    """Where the value begins in a line whose label's words end at ``end``; None without one."""
    space = re.search(r"\s", text[end:])
    opening = text.find("(", end, end + _OPENING_LENGTH)
    if opening >= 0 and (space is None or opening <= end + space.end()):
        explained = _EXPLAINED.match(text, opening)
        # A title may carry brackets too; then the year goes on with it: "ผลลัพธ์ (outcome) ปี 2568".
        if explained and not _only_a_year(text[explained.end() :]):
            return explained.end()
    if space is None or end + space.start() > _OPENING_LENGTH:
        return None
    return end + space.end()


def is_announced(value: str) -> bool:
    """Whether words behind a label say that its value follows: "ปัญหาที่พบ ได้แก่ ..."."""
    return bool(_ANNOUNCES.match(value))


def _only_a_year(text: str) -> bool:
    return not label_of(text).key


def _place(text: str, word: str) -> tuple[int, int]:
    at = text.find(word)
    return at, at + len(word)


def _below(
    document: Document, rows: Sequence[Line], index: int, headings: set[int]
) -> LabelledValue | None:
    """The first lines under a label that stands alone, up to the next heading."""
    line = rows[index]
    if len(line.text) > _LABEL_LENGTH or _TOLD_BESIDE.search(line.text):
        return None
    if line.start not in headings and (
        len(line.folded) > _BARE_LENGTH or _leads_away(line, document)
    ):
        return None  # a sentence, or the title of another page
    if line.start not in headings and _OFFICERS_DEED.match(line.text):
        return None  # a step, and what is below it the next one
    for below in rows[index + 1 : index + 1 + _BELOW]:
        if below.start in headings and below.start not in text_starts(document):
            break
        if _BARE_LABEL.match(below.text) or are_siblings(line.text, below.text):
            break
        if line.start not in headings and _is_left_blank(line.text, below.text):
            break
        if is_furniture(below.text) and not _FIGURES.match(below.text):
            continue
        if (
            is_placeholder(below.text)
            or (is_generic(below.text) and not _DIGIT.search(below.text))
            or is_criteria_text(below.text)
        ):
            continue
        if any(link.start <= below.start and below.end <= link.end for link in document.links):
            continue  # the label of a link is no value
        return LabelledValue(
            document=document, label=line.text, value=below.text, start=line.start, end=below.end
        )
    return LabelledValue(
        document=document, label=line.text, value="", start=line.start, end=line.end
    )


def _is_left_blank(text: str, below: str) -> bool:
    """Whether a label with its colon has nothing behind it, and the next label below it."""
    following = _NEXT_LABEL.match(below)
    if following is None or not _OPEN_LABEL.search(text):
        return False
    own = fold_text(_MARKS.sub("", _OPEN_LABEL.sub("", text)))
    label = fold_text(following["label"])
    return names_field(following["label"]) and own not in label and label not in own


def _leads_away(line: Line, document: Document) -> bool:
    """Whether a line is the label of a link to another address."""
    return any(
        link.kind is LinkKind.WEB and link.start <= line.start and line.end <= link.end
        for link in document.links
    )


def named_persons(
    documents: Iterable[Document], names: Sequence[Sequence[str]], not_words: Sequence[str] = ()
) -> Iterator[LabelledValue]:
    """Persons' names in, just above or just below a line of one of the names.

    The cards of a list of executives put the name above the post.
    """
    for document in documents:
        rows = content_lines(document)
        for index, line in enumerate(rows):
            if not matches(line.text, names, not_words):
                continue
            for near in (line, *rows[max(0, index - 1) : index], *rows[index + 1 : index + 2]):
                found = person_names(near.text)
                if found:
                    yield LabelledValue(
                        document=document,
                        label=line.text,
                        value=found[0],
                        start=min(line.start, near.start),
                        end=max(line.end, near.end),
                    )
                    break
