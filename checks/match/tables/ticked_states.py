"""How far each thing has come, told by a tick below one of several states.

"ผลการดำเนินงาน" over "แล้วเสร็จ | อยู่ระหว่างดำเนินการ | ยังไม่ดำเนินการ": a row is ticked below one.
"""

import re
from collections.abc import Iterable, Sequence

from checks.api import Quote, quote_text
from checks.match.reading.boxes import is_ticked
from checks.match.reading.phrases import matches
from checks.match.tables.columns import header_depth
from crawler.records import Cell, Document, Table
from crawler.thai import fold_text

_STATES = 2  # columns
_MOST = 0.5  # of the rows
_STATE = re.compile(
    r"\W*(?:ดาเนินการ)?(?:แล้วเสร็จ|เสร็จ(?:สิ้น|แล้ว)?|แล้ว|อยู่(?:ใน)?ระหว่าง[ก-๎]{0,16}|กาลัง[ก-๎]{0,16}"
    r"|ยังไม่[ก-๎]{0,20}|รอ[ก-๎]{0,16}|ไม่(?:ได้)?ดาเนิน(?:การ|งาน)|ยกเลิก|ล่าช้า|ตามแผน|เป็นไปตามแผน)\W*"
)
_NOT_YET = re.compile(r"\W*(?:ยังไม่|ไม่(?:ได้)?ดาเนิน|รอ)")
_MARK = re.compile(r"\s*[/✓✔√●■xXⅩ×]\s*")


def ticked_state(documents: Iterable[Document], names: Sequence[Sequence[str]]) -> Quote | None:
    """The first tick of a table in which most rows have one below a state; None without such.

    None, too, where nothing has been begun.
    """
    for document in documents:
        for table in document.tables:
            chosen = _states(table, names)
            body = table.rows[header_depth(table) :]
            ticks = [tick for row in body if (tick := _tick(row, chosen)) is not None]
            states = [at for at in chosen if not _NOT_YET.match(fold_text(_leaf(table, at)))]
            under = {row[at].start for row in body for at in states if at < len(row)}
            begun = any(tick.start in under for tick in ticks)
            if len(chosen) >= _STATES and begun and len(ticks) >= _MOST * len(body):
                return quote_text(document, ticks[0].start, ticks[0].end)
    return None


def _leaf(table: Table, at: int) -> str:
    return table.rows[header_depth(table) - 1][at].text


def _states(table: Table, names: Sequence[Sequence[str]]) -> list[int]:
    depth = header_depth(table)
    if depth == 0:
        return []
    leaves, above = table.rows[depth - 1], table.rows[max(depth - 2, 0)]
    return [
        at
        for at, cell in enumerate(leaves)
        if _STATE.fullmatch(fold_text(cell.text))
        and (depth == 1 or (at < len(above) and matches(above[at].text, names)))
    ]


def _tick(row: Sequence[Cell], chosen: Sequence[int]) -> Cell | None:
    return next(
        (
            row[at]
            for at in chosen
            if at < len(row) and (_MARK.fullmatch(row[at].text) or is_ticked(row[at].text))
        ),
        None,
    )
