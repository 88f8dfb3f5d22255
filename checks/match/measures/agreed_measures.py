"""Finds measures told one to a line with who does them and how, without labels or a table.

"เล่าเรื่องเงินทุกเดือน กองคลังรับผิดชอบ โดยทำสรุปหนึ่งหน้า เริ่ม ม.ค." names the measure first, then who is in
charge, then what is done.
"""

import re
from collections.abc import Iterable, Sequence

from checks.match.fields.told_entries import ToldEntry
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.lines import Line, lines
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_FEW = 2  # lines one below the other that make a list
_LONGEST = 400
_UNIT = (
    r"(?:กอง|สำนัก|งาน|ฝ่าย|ส่วน|กลุ่ม|หน่วย|แผนก|ศูนย์|คณะ|ปลัด|รองปลัด|หัวหน้า|ผู้อำนวยการ|ผอ\.|นายก|นิติกร"
    r"|เลขานุการ|เจ้าหน้าที่)"
)
_MEASURE = re.compile(
    r"^\s*(?:[(\[]?[\d๐-๙]{1,2}[.)\]]|[-•●▪–*])?\s*(?P<name>\S.{4,120}?)[\s,:–-]+"
    rf"(?P<owner>(?:มอบ(?:หมาย)?(?:ให้)?\s?)?{_UNIT}[ก-๎. ]{{0,50}}?)\s?"
    r"(?:เป็น(?:ผู้|เจ้าภาพ)\s?)?(?:รับผิดชอบ|ดูแล|ดำเนินการ|เจ้าภาพ|รับไป)"
    r"(?:[\s,:–-]*(?P<how>(?:โดย|ด้วยการ|วิธีคือ|ให้)\S.{7,}))?"
)
# What came of measures is told in the same way; a duty of a unit is no measure.
_PAST = re.compile(r"ผลการ|แล้วเสร็จเมื่อ|ได้ดำเนินการ|ดำเนินการแล้ว|ทำแล้ว|หน้าที่")

PARTS = frozenset({"measure", "owner", "steps"})


def agreed_measure(documents: Iterable[Document], part: str) -> ToldEntry | None:
    """The first measure of a list that tells ``part`` in most lines; None when no list does.

    ``part`` is one of PARTS: what is done, who is in charge of it, or how it is done.

    Raises:
        ValueError: ``part`` is none of these.
    """
    if part not in PARTS:
        raise ValueError(f"unknown part of a measure {part!r}")
    group = {"measure": "name", "owner": "owner", "steps": "how"}[part]
    for document in documents:
        for run in _runs(document):
            told = [(line, match) for line, match in run if match[group]]
            if len(told) >= _FEW and len(told) * 2 > len(run):
                line, match = told[0]
                start, end = match.span(group)
                return ToldEntry(
                    document=document,
                    start=line.start + start,
                    end=line.start + end,
                    value=match[group],
                )
    return None


def _runs(document: Document) -> Iterable[Sequence[tuple[Line, re.Match[str]]]]:
    """Lists of measures: lines of this form one below the other."""
    asked = criteria_starts(document)
    run: list[tuple[Line, re.Match[str]]] = []
    for line in lines(document, _CONTENT):
        match = None
        if len(line.text) <= _LONGEST and line.start not in asked and not _PAST.search(line.text):
            match = _MEASURE.match(line.text)
        if match is not None:
            run.append((line, match))
            continue
        if len(run) >= _FEW:
            yield run
        run = []
    if len(run) >= _FEW:
        yield run
