"""Reads risks that are told card by card, each part behind a label or mark of the agency's own.

"ปัญหาที่อาจพบ ผู้ตรวจรับของฝาก", "⚠️ ช่างขอค่าเดินทาง", a label alone above its words: what stands again
in each card is a label, and what most of its values tell says what it is a label of.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from checks.match.measures.risk_pieces import pieces_of
from checks.match.measures.risk_sentences import (
    begins_with_control,
    controls,
    is_grade,
    is_wrong,
    may_be_wrong,
)
from checks.match.measures.told_risk import Risk
from checks.match.periods.dates import plain_text
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import is_about_page
from checks.match.reading.lines import Line, lines
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_TIMES = 2  # cards
_MOST = 0.5
_NEARLY = 0.8
_LABEL = 40  # code points
_PAIR = 2  # cells of a row of a label and its value
_ABOVE = 4  # lines above a measure of which one may tell its event
VALUE, _MEASURE = 16, 10  # code points that what happens, or is done about it, is told in
_LABELLED = re.compile(r"\W*(?P<label>[^:：\t]{2,40}?)\s*[:：]\s*(?P<value>\S.*)", re.DOTALL)
_MARKED = re.compile(
    r"\s*(?P<label>[\u2600-\u27bf\U0001f000-\U0001faff])[\ufe0e\ufe0f\u200d]*\s*(?P<value>\S.*)",
    re.DOTALL,
)
_OPENED = re.compile(r"\W*(?P<label>[^\s\d:：]{4,40})\s+(?P<value>\S.*)", re.DOTALL)
# Labels of other fields. Folded.
OTHER_FIELDS = re.compile(
    r"รับผิดชอบ|ผู้|หน่วย|ผลกระทบ|สาเหตุ|เหตุปัจจัย|โอกาส(?!ทุจริต|เกิดทุจริต)|ระดับ|คะแนน|กฎหมาย|ระเบียบ|เวลา|กาหนด|ขั้นตอน|กระบวน|ภารกิจ"
    r"|ด้าน|ประเภท|ตัวชี้วัด|หมายเหตุ|ลาดับ|ผลการ|งบประมาณ|ที่มา|วัน"
)
_PRODUCT = re.compile(
    r"\W*\d{1,2}\s*[x×*✕]\s*\d{1,2}\s*(?:=|เท่ากับ|ได้)\s*\d{1,3}\b.{0,24}", re.IGNORECASE
)

# Labels that ask what may go wrong. Folded.
RISKY = re.compile(r"อาจ|เสี่ยง|ปัญหา|ทุจริต|ช่อง(?:ว่าง|โหว่)|พฤติ|เหตุการณ์|น่าจะ|เกิดอะไร|ระวัง")

# Labels that ask what is done against it; "ป้องกันโดย", "เราปิดช่องอย่างไร". Folded.
GUARDS = re.compile(
    r"(?:สิ่ง|งาน|เรื่อง)ที่[^\s]{0,30}?(?:ทา|ดาเนินการ)(?:$|เพื่อ|แล้ว)|(?:ปิด|ลด|กัน|คุม|แก้|ขจัด)(?:ความ)?เสี่ยง|(?:จะ|เรา|ต้อง)[^\s]{0,8}ทา(?!ให้)|ทา(?:อะไร|อย่างไร|ยังไง)"
    r"|ทางออก|(?:ปิด|กัน|อุด|คุม|แก้)(?:ด้วย|โดย|ไว้|ยังไง|อย่างไร)|ป้องกัน|ควบคุม|ปิดช่อง|อุดช่อง|รับมือ|แก้(?:ไข|อย่างไร|โดย|ด้วย)|กันไว้|วิธี(?:กัน|คุม|ลด)|จัดการ|ลดความเสี่ยง|มาตรการ|control|action|response|mitigat"
)

Group = Sequence[tuple[Line, str]]


def labelled_part(document: Document, fact: str) -> Line | None:
    """The first line behind a label of the cards whose values tell a part; None without any.

    ``fact`` is "risk_event", "risk_level" or "risk_measure"; measures are told beside events.
    """
    groups = _groups(document)
    if fact == "risk_level":
        return next((group[0][0] for _, group in groups if _grades(group)), None)
    events = [
        group for label, group in groups if not OTHER_FIELDS.search(label) and _wrongs(label, group)
    ]
    # "สิ่งที่เราทำ: ..." may tell of the wrongs that it keeps off.
    guarded = [group for label, group in groups if GUARDS.search(label)]
    events = [group for group in events if group not in guarded] or events
    if fact == "risk_event":
        return events[0][0][0] if events else None
    graded = any(_grades(group) for _, group in groups)
    for label, group in groups:
        if OTHER_FIELDS.search(label) or group in events:
            continue
        if not events and not (graded and GUARDS.search(label)):
            continue
        if GUARDS.search(label) and sum(is_wrong(value) for _, value in group) * 2 <= len(group):
            return group[0][0]
        told = sum(controls(value) for _, value in group)
        longer = sum(len(value) >= _MEASURE for _, value in group)
        if told >= _MOST * len(group) and longer * 2 > len(group):
            return group[0][0]
    return None


def labelled_risks(document: Document) -> list[Risk]:
    """All risks of cards of labels: each measure with the event told before it.

    Where events have no label, what stands first since the last measure is one.
    """
    groups = _groups(document, tables=True)
    graded = any(_grades(group) for _, group in groups)
    worded = [(label, group) for label, group in groups if not OTHER_FIELDS.search(label)]
    guards = [group for label, group in worded if GUARDS.search(label)]
    events = [g for label, g in worded if g not in guards and _wrongs(label, g)]
    named = bool(events) or graded or any("มาตรการ" in label for label, _ in groups)
    measures = sorted({span for group in guards[:1] for span in map(_value, group)})
    told = sorted({span for group in events[:1] for span in map(_value, group)})
    found = []
    since = 0
    for start, end in measures:
        before = [span for span in told if since <= span[0] < start]
        event = before[-1] if before else _opening(document, since, start)
        if event is not None:
            found.append(Risk(document=document, event=event, measures=((start, end),)))
        since = end
    return found if named or any(is_wrong(risk.told) for risk in found) else []


def _value(told: tuple[Line, str]) -> tuple[int, int]:
    line, value = told
    return line.end - len(value), line.end


def _opening(document: Document, since: int, start: int) -> tuple[int, int] | None:
    """The words that may tell the event before a measure: those of a wrong, else the nearest."""
    starts = {heading.start for heading in document.headings[1:]}
    title = document.headings[0].start if document.headings else -1
    above = [
        line
        for line in lines(document, _CONTENT)
        if since <= line.start and line.end <= start and len(line.text) >= _MEASURE
    ][-_ABOVE:]
    worded = [
        line
        for line in above
        if line.start != title and not is_grade(line.text) and not _LABELLED.match(line.text)
    ]
    wrong = [line for line in worded if may_be_wrong(line.text)]
    headed = [line for line in worded if line.start in starts]
    line = next(iter(wrong or headed[-1:] or worded[-1:]), None)
    return (line.start, line.end) if line is not None else None


def _groups(document: Document, *, tables: bool = False) -> list[tuple[str, Group]]:
    """The lines behind each label that stands more than once, in reading order of the labels.

    With ``tables``, rows of a label and its value, too.
    """
    asked = criteria_starts(document)
    rows = [
        line
        for line in lines(document, _CONTENT)
        if line.start not in asked and "\t" not in line.text and not is_about_page(line.text)
    ]
    groups: dict[str, list[tuple[Line, str]]] = defaultdict(list)
    # "สิ่งที่น่ากังวล: ... — น้ำหนัก: มาก — ทางออก: ...": a card may be one line.
    pieces = [piece for line in rows for piece in pieces_of(line)]
    for pattern, parts in ((_LABELLED, pieces), (_MARKED, rows), (_OPENED, rows)):
        for line in parts:
            match = pattern.match(line.text)
            if match is not None:
                groups[fold_text(match["label"]) or match["label"]].append((line, match["value"]))
    for line in lines(document, _CONTENT) if tables else ():
        cells = [cell.strip() for cell in line.text.split("\t")]
        if len(cells) == _PAIR and all(cells) and len(cells[0]) <= _LABEL:
            groups[fold_text(cells[0].strip(":： "))].append((line, cells[1]))
    alone: dict[str, list[tuple[Line, str]]] = defaultdict(list)
    for line, below in pairwise(rows):
        if len(line.text) <= _LABEL and line.folded != below.folded:
            alone[line.folded].append((below, below.text))
    found = [*groups.items(), *alone.items()]
    return [(label, group) for label, group in found if len(group) >= _TIMES]


def _wrongs(label: str, group: Group) -> bool:
    """Whether most values tell a wrong, one of them in plain words or under a plain label."""
    plainly = sum(is_wrong(value) for _, value in group)
    perhaps = sum(
        is_wrong(value) or (may_be_wrong(value) and not begins_with_control(value))
        for _, value in group
    )
    longer = sum(len(value) >= VALUE for _, value in group)
    ordered = sum(begins_with_control(value) for _, value in group)
    return (
        (plainly > 0 or RISKY.search(label) is not None)
        and perhaps >= _MOST * len(group)
        and longer * 2 > len(group)
        and ordered * 2 <= len(group)
    )


def _grades(group: Group) -> bool:
    graded = sum(
        is_grade(value) or _PRODUCT.fullmatch(plain_text(value)) is not None for _, value in group
    )
    return graded >= _NEARLY * len(group)
