"""Tells what a column of a list of procurements holds by its cells, whatever its heading says.

Agencies head their lists in everyday words ("จัดหาอย่างไร", "ใช้เงินจากไหน"). A column
whose cells are methods of procurement is the one of methods; of months, the one of when it begins;
of budgets by name, the one of sources. Sums tell what they are only where no other column of sums
stands beside them.
"""

import re
from collections.abc import Sequence

from checks.match.periods.dates import MONTH
from checks.match.procurement.columns import Role
from checks.match.procurement.values import is_nothing, known_method, tells
from crawler.records import Cell
from crawler.thai import arabic_digits, fold_text

_MOST = 0.8  # of the cells that hold words
_LONGEST = 60  # folded code points of a method, a source or a time
_SUM = re.compile(r"\W*\d[\d,]*(?:\.\d+)?\s*(?:(?:ล้าน|แสน|หมื่น|พัน)?(?:บาท|\.-)?)\W*")
_BARE_ORDER = re.compile(r"\W*\d{1,3}\W*")
_MONEY_OF = re.compile(
    r"ข้อบัญญัติ|เทศบัญญัติ|เงินสะสม|เงินรายได้|รายได้|อุดหนุน|งบประมาณ|งบกลาง|งบลงทุน|งบจังหวัด|งบดาเนินงาน|เงินกู้|เงินบารุง"
    r"|เงินนอก|กองทุน|เงินทุน|บริจาค|เงินเหลือ|เงินแผ่นดิน|พ\.?ร\.?บ\.?งบ|เงินสารอง|รายจ่าย"
)
_MONTH = re.compile(rf"{MONTH}|ไตรมาส", re.I)
_DATED = re.compile(r"สัญญา|ลงวันที่|ลงนาม|ประกาศ|แล้วเสร็จ|ส่งมอบ|ตรวจรับ|สิ้นสุด|เผยแพร่")
_LETTERS = re.compile(r"[ก-ฮa-zA-Z]")
_PROSE = 6  # letters of a cell that names something
_EVERYDAY = (frozenset({Role.AMOUNT}), frozenset({Role.ITEM}))
_FIRM = frozenset({Role.METHOD, Role.SOURCE})
_METHOD_ALONE = re.compile(
    r"(?:โดย)?(?:วิธี)?(?:การ)?(?:เฉพาะเจาะจง|เจาะจง|e-?bidding|e-?market|คัดเลือก|ประกวดราคา|สอบราคา|ตกลงราคา|ประกาศเชิญชวน)",
    re.I,
)
_AHEAD = re.compile(r"ราว|คาด|จะ(?!ซื้อ)|เริ่ม|ประมาณ")
_SUMS = frozenset({Role.AMOUNT, Role.REFERENCE, Role.BID, Role.AGREED})
_SUPPLIERS = re.compile(r"ร้าน|บริษัท|หจก|บจก|ห้าง|สหกรณ์|นาย|นาง|อู่")


def could_hold(role: Role, cells: Sequence[Cell]) -> bool:
    """Whether the cells below a heading of unknown meaning may be of this meaning."""
    said = [cell.text for cell in cells if cell.text.strip() and not is_nothing(cell.text)]
    if not said:
        return True
    match role:
        case Role.METHOD:
            held = [known_method(text) for text in said]
        case Role.SOURCE:
            held = [_MONEY_OF.search(fold_text(text)) is not None for text in said]
        case Role.START:
            held = [_MONTH.search(text) is not None for text in said]
        case Role.WINNER | Role.BIDDER:
            held = [_SUPPLIERS.search(text) is not None for text in said]
        case _:
            held = [tells(role, text) for text in said]
            if role not in _SUMS and role not in {Role.EGP, Role.CONTRACT_NO, Role.CONTRACT_DATE}:
                held = [h and not _is_sum(text) for h, text in zip(held, said, strict=True)]
    return any(held)


def typed(columns: Sequence[tuple[str, frozenset[Role], Sequence[Cell]]]) -> list[frozenset[Role]]:
    """The meanings of columns (heading, its known meanings, cells), unknown ones by their cells."""
    found = [roles for _, roles, _ in columns]
    by_cells = [_told(heading, cells) for heading, _, cells in columns]
    for at, (_, roles, cells) in enumerate(columns):
        role = by_cells[at]
        if role not in _FIRM or roles not in _EVERYDAY or frozenset({role}) in found:
            continue
        # "งบก้อนไหน" and "ซื้อแบบใด" are worded as a sum and as what is bought.
        if roles != {Role.ITEM} or _methods(cells):
            found[at] = frozenset({role})
    known = frozenset().union(*found) if found else frozenset()
    sums = [
        at
        for at, (_, _, cells) in enumerate(columns)
        if not found[at] and _mostly(cells, [_is_sum(cell.text) for cell in cells])
    ]
    for at in range(len(columns)):
        if found[at]:
            continue
        role = by_cells[at]
        if role is None and sums == [at] and not known & _SUMS:
            role = Role.AMOUNT
        if role is not None and role not in known:
            found[at] = frozenset({role})
            known |= {role}
    if Role.ITEM not in known and known & {Role.METHOD, Role.SOURCE}:
        for at, (_, _, cells) in enumerate(columns):
            if not found[at] and _mostly(cells, [_names(cell.text) for cell in cells]):
                found[at] = frozenset({Role.ITEM})
                break
    return found


def _told(heading: str, cells: Sequence[Cell]) -> Role | None:
    short = [cell for cell in cells if len(fold_text(cell.text)) <= _LONGEST]
    if len(short) < len(cells):
        return None
    if _mostly(cells, [known_method(cell.text) for cell in cells]):
        return Role.METHOD
    plain = [not _is_sum(cell.text) for cell in cells]
    if _mostly(
        cells,
        [
            p and _MONEY_OF.search(fold_text(c.text)) is not None
            for p, c in zip(plain, cells, strict=True)
        ],
    ):
        return Role.SOURCE
    months = [p and _MONTH.search(c.text) is not None for p, c in zip(plain, cells, strict=True)]
    if _mostly(cells, months) and (not _DATED.search(heading) or _AHEAD.search(heading)):
        return Role.START
    return None


def _methods(cells: Sequence[Cell]) -> bool:
    return _mostly(cells, [_METHOD_ALONE.match(fold_text(cell.text)) is not None for cell in cells])


def _mostly(cells: Sequence[Cell], held: Sequence[bool]) -> bool:
    said = [h for h, cell in zip(held, cells, strict=True) if cell.text.strip()]
    return bool(said) and sum(said) >= _MOST * len(cells)


def _is_sum(text: str) -> bool:
    plain = arabic_digits(text).strip()
    return bool(_SUM.fullmatch(plain)) and not _BARE_ORDER.fullmatch(plain)


def _names(text: str) -> bool:
    return len(_LETTERS.findall(text)) >= _PROSE and not _is_sum(text)
