"""Tells where a page names who does or wrote something: a unit may be named as a topic is.

"ผู้จัดทำ งานบริหารงานบุคคล", and "งานบริหารงานบุคคล" below "ผู้รับผิดชอบ".
"""

import re

from checks.api import Quote
from checks.match.measures.risk_sentences import may_be_wrong
from checks.match.tables.columns import header_depth
from crawler.records import Document

_OWNER = re.compile(
    r"[\W\d]*(?:(?:ชื่อ)?(?:ผู้|หน่วย(?:งาน)?|ส่วนงาน|ส่วนราชการ|กอง|ฝ่าย)(?:หลัก)?(?:ที่)?(?:รับผิดชอบ|จัดทำ|รายงาน|ดำเนิน)"
    r"|ผู้(?:ประสาน|เสนอ|บันทึก)|เจ้าภาพ|เจ้าของเรื่อง|รับผิดชอบโดย|จัดทำโดย|owner)",
    re.I,
)

_NAMES_AREAS = re.compile(r"\W*(?:ด้าน|ประเภท|ภารกิจ|กระบวน|งาน(?!ที่รับ)|ประเด็น|หมวด|เรื่อง)")


def names_owner(quote: Quote, document: Document | None) -> bool:
    """Whether a quote is a label of who does something, or a cell of a column of them."""
    if _OWNER.match(quote.text):
        return True
    tables = document.tables if document is not None else ()
    table = next((t for t in tables if t.start <= quote.start < t.end), None)
    if table is None:
        return False
    depth = header_depth(table)
    for row in table.rows[depth:]:
        for at, cell in enumerate(row):
            if cell.start <= quote.start < cell.end and quote.end <= cell.end:
                heads = [head[at].text for head in table.rows[:depth] if at < len(head)]
                # Where no column names areas, a wrong beside a unit is one of that unit's work.
                titles = [cell.text for head in table.rows[:depth] for cell in head]
                alone = not any(map(_NAMES_AREAS.match, titles))
                beside = any(may_be_wrong(other.text) for other in row if other is not cell)
                return not (alone and beside) and any(_OWNER.match(head) for head in heads)
    return False
