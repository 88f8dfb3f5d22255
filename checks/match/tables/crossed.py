"""Tables that cross what a project is asked with what was planned and what came of it.

"ผลผลิต", "งบประมาณ" and "ระยะเวลา" beside "แผน" and "ผล": money below the result is what was spent.
"""

import re
from collections.abc import Iterable

from checks.api import Quote, quote_text
from checks.match.reading.values import holds
from checks.match.tables.columns import header_depth
from crawler.records import Document
from crawler.thai import fold_text

_PLANNED = re.compile(r"\W*(?:ตาม)?(?:แผน|เป้า|ที่?ตั้งไว้|plan|target)")
_RESULT = re.compile(
    r"\W*(?:ผล(?!ผลิต|ประโยชน์|ที่คาด|กระทบ)|(?:ทา|ใช้|เกิดขึ้น|ที่ทา)?(?:ได้)?จริง|ทาได้|actual|result)"
)
_MONEY = re.compile(r"\W*(?:งบ|เงิน|วงเงิน|จานวนเงิน|ค่าใช้จ่าย|budget)")


def crossed_spending(documents: Iterable[Document]) -> Quote | None:
    """The first sum in a row of money, below a heading of results beside one of plans."""
    for document in documents:
        for table in document.tables:
            depth = header_depth(table)
            heads = [fold_text(cell.text) for cell in table.rows[depth - 1]] if depth else []
            if not any(map(_PLANNED.match, heads)):
                continue
            below = [at for at, head in enumerate(heads) if _RESULT.match(head)]
            for row in table.rows[depth:]:
                if not _MONEY.match(fold_text(row[0].text)):
                    continue
                for cell in (row[at] for at in below if at < len(row)):
                    if holds(cell.text, "money"):
                        return quote_text(document, cell.start, cell.end)
    return None
