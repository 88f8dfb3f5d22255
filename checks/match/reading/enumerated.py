"""What a paragraph tells one after the other: "เรื่องแรก ... เรื่องที่สอง ...", "(ก) ... (ข) ..."."""

import re
from dataclasses import replace

from checks.match.reading.lines import Line
from crawler.thai import fold_text

_MARK = re.compile(
    r"(?:^|(?<=\s))(?:\([ก-ฉ1-9๑-๙]\)"
    r"|(?:เรื่อง|โครงการ|งาน|ข้อ|กิจกรรม)"
    r"(?:แรก|สุดท้าย|(?:ที่)?(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด)(?=\s)|ที่ ?[1-9๑-๙](?=\s)))"
    r"(?:คือ|ได้แก่|เป็น)?\s*"
)
_FEW = 2  # marks that make a list of a paragraph


def enumerated(line: Line) -> tuple[Line, ...]:
    """The things that a line lists behind marks of order; the line itself without two marks."""
    marks = list(_MARK.finditer(line.text))
    if len(marks) < _FEW or "\t" in line.text:
        return (line,)
    ends = [*(mark.start() for mark in marks[1:]), len(line.text)]
    found = []
    for mark, end in zip(marks, ends, strict=True):
        text = line.text[mark.end() : end].rstrip()
        start = line.start + mark.end()
        if text:
            found.append(
                replace(line, start=start, end=start + len(text), text=text, folded=fold_text(text))
            )
    return tuple(found)
