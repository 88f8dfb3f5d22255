"""Tells a scale of points, which explains what a grade means, from grades that were given.

"5 | สูงมาก | เกิดทุกเดือน", "4 | สูง | ...": one row to a step, in order, and no row tells a wrong.
"""

import re
from itertools import pairwise

from checks.match.measures.risk_sentences import may_be_wrong
from checks.match.periods.dates import plain_text
from checks.match.tables.columns import Column, header_depth

_STEPS = 3  # rows that a scale has at least
_POINT = re.compile(r"\D{0,12}(\d{1,2})\D{0,12}")
_GRADES = (
    re.compile(r"\W*(?:ระดับ\W*)?(?:น้อยที่สุด|น้อยมาก|ต่ำมาก|เขียว)"),
    re.compile(r"\W*(?:ระดับ\W*)?(?:น้อย|ต่ำ)"),
    re.compile(r"\W*(?:ระดับ\W*)?(?:ปานกลาง|กลาง|เหลือง)"),
    re.compile(r"\W*(?:ระดับ\W*)?(?:สูงมาก|มากที่สุด|รุนแรงมาก|แดง)"),
    re.compile(r"\W*(?:ระดับ\W*)?(?:สูง|มาก|รุนแรง|ส้ม)"),
)
# Headings of the columns of a scale and of nothing else.
_OF_SCALES = re.compile(
    r"ระดับ|คะแนน|เกณฑ์|ความหมาย|คำอธิบาย|อธิบาย|โอกาส|ผลกระทบ|รุนแรง|นิยาม|ค่า|ช่วง|ความถี่|ความเสียหาย"
)
_ORDER = (1, 2, 3, 5, 4)  # how great each of these grades is


def is_scale(column: Column) -> bool:
    """Whether a column of grades or points only counts the steps of a scale up or down."""
    steps = [_step(cell.text) for cell in column.cells]
    if len(steps) < _STEPS or any(step is None for step in steps):
        return False
    between = [b - a for a, b in pairwise(step for step in steps if step is not None)]
    if not (all(gap > 0 for gap in between) or all(gap < 0 for gap in between)):
        return False
    rows = column.table.rows
    depth = max(header_depth(column.table), 1)
    if all(_OF_SCALES.search(cell.text) for cell in rows[depth - 1] if cell.text.strip()):
        return True
    return not any(may_be_wrong(cell.text) for row in rows for cell in row)


def _step(text: str) -> int | None:
    plain = plain_text(text)
    point = _POINT.fullmatch(plain.strip())
    if point is not None:
        return int(point[1])
    return next((n for n, g in zip(_ORDER, _GRADES, strict=True) if g.match(plain)), None)
