"""The head of a memo: its unit, its number and day, its subject and to whom it goes.

These lines say nothing of what the memo tells: the unit that writes it is in charge of no measure.
"""

import re

from checks.match.reading.lines import lines
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_FIRST = 14  # lines of a memo among which its head stands
_KINDS = (
    re.compile(r"\s*(?:ส่วนราชการ|หน่วยงาน(?!ที่|ผู้|รับ)|ส่วนงาน(?!ที่|ผู้|รับ)|จาก(?=[\s:：]))\s*[:：]?\s*\S"),
    re.compile(
        r"\s*(?:บันทึกข้อความ\s+)?ที่\s+\S.{0,40}(?:วันที่|$)"
        r"|\s*ที่ [ก-ฮ]{1,3}\.? ?[\d๐-๙]|\s*วันที่\s*[:：]?\s*[\d๐-๙]"
    ),
    re.compile(r"\s*เรื่อง(?:\s*[:：]|\s)\s*\S"),
    re.compile(r"\s*(?:กราบ)?เรียน\s*[:：]?\s*\S|\s*ถึง(?:\s*[:：]|\s)\s*\S"),
    re.compile(r"\s*บันทึกข้อความ(?:\s*$|\s+(?:ที่|ส่วนราชการ|เลขที่)\s)"),
)
_OF_MEMOS = {3, 4}  # kinds that only a memo has: to whom it goes, what it is
_ENOUGH = 3  # kinds of lines, without which no head stands there


def memo_head(document: Document) -> frozenset[int]:
    """Where the lines of a memo's head begin; empty where the document is none."""
    found: set[int] = set()
    kinds: set[int] = set()
    for line in lines(document, _CONTENT)[:_FIRST]:
        of_line = {kind for kind, pattern in enumerate(_KINDS) if pattern.match(line.text)}
        if of_line:
            found.add(line.start)
            kinds |= of_line
    return frozenset(found) if len(kinds) >= _ENOUGH and kinds & _OF_MEMOS else frozenset()
