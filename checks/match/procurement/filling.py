"""Counts how far one meaning of procurements is filled in, in the sheets of the item's own year."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from checks.api import (
    Case,
    Quote,
    quote_text,
)
from checks.match.periods.dates import fiscal_year_of
from checks.match.periods.month_coverage import contract_days
from checks.match.periods.said import months_named
from checks.match.periods.years import fiscal_years_be
from checks.match.procurement.columns import Role
from checks.match.procurement.records import Record, Sheet
from checks.match.procurement.sheets import all_records, none_lines, sheets

# What a procurement that has not got so far cannot have yet.
_LATER = frozenset(
    {
        *(Role.WINNER, Role.AGREED, Role.BIDDER, Role.BID, Role.EGP, Role.REFERENCE),
        *(Role.CONTRACT_NO, Role.CONTRACT_DATE, Role.REASON),
    }
)
_NOT_YET = re.compile(
    r"ยังไม่|รอ(?:ดำเนิน|ประกาศ|อนุมัติ|จัดสรร|โอน)|เตรียม|ยกเลิก|ไม่ได้ดำเนิน"
    r"|(?:ระหว่าง(?:กระบวนการ|ขั้นตอน)?|อยู่ใน(?:กระบวนการ|ขั้นตอน|ขั้น))(?:การ)?"
    r"(?:จัดหา|จัดซื้อ|จัดจ้าง|จัดทำ|ขอ|ประกาศ|พิจารณา|กำหนด|ประกวด|เสนอ|สืบราคา|เปิด|ยื่น|ดำเนินการจัด"
    r"|เตรียม|คัดเลือก|รอ|ลงนาม|ทำสัญญา|อุทธรณ์|เชิญชวน)"
)
_SPACES = re.compile(r"\s+")
_SAYS_SO = re.compile(r"ยกเลิก|ไม่มีผู้|ยังไม่|อยู่ระหว่าง|รอ")
_ALIKE = 0.5  # share of the fullest sheet's meanings that makes a sheet one of the same kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """How far one meaning is filled in."""

    role: Role
    rows: int = 0
    filled: int = 0
    dashes: int = 0
    due_later: int = 0  # rows among the dashes whose status says that the value is still to come
    not_yet: int = 0  # rows among the dashes whose procurement has not got so far
    first: Quote | None = None  # the first row with a value
    heading: Quote | None = None
    wanting: Quote | None = None  # the first row without
    where: tuple[tuple[int, int], ...] = ()  # months of rows without, as (year CE, month)

    @property
    def blank(self) -> int:
        """Rows with neither a value nor a dash."""
        return self.rows - self.filled - self.dashes


def relevant_sheets(case: Case) -> tuple[Sheet, ...]:
    """The bundle's sheets of the item's own year; all of them when none is known to be."""
    found = sheets(case.documents)
    wanted = case.period.fiscal_year_be
    own = tuple(sheet for sheet in found if wanted in (years_of(sheet) or (wanted,)))
    return own if any(sheet.records for sheet in own) else found


def years_of(sheet: Sheet) -> tuple[int, ...]:
    """The fiscal years (BE) of a sheet: of most contracts, else of its headings; () unknown."""
    counts = Counter(
        fiscal_year_of(day) for record in sheet.records for day in contract_days(record)[:1]
    )
    if counts:
        return tuple(sorted(counts))
    for words in (sheet.above, sheet.heading):
        years = fiscal_years_be(words)
        if years:
            return years
    return ()


def fill(case: Case, role: Role) -> Filling:
    """Count the rows of the relevant sheets; a sheet of the same kind without the column counts."""
    found = [sheet for sheet in relevant_sheets(case) if sheet.records]
    holding = [sheet for sheet in found if _offers(sheet, role)]
    if not holding:
        return Filling(role=role, rows=sum(len(sheet.records) for sheet in found))
    fullest = max((sheet.told for sheet in found), key=len)
    alike = [
        sheet
        for sheet in found
        if sheet in holding or len(sheet.told & fullest) > _ALIKE * len(fullest)
    ]
    if Role.CONTRACT_NO not in fullest:
        alike = holding  # lists of plans and of progress stand side by side
    return _count(case, alike, role)


def _offers(sheet: Sheet, role: Role) -> bool:
    """Whether a sheet has a column for a meaning, or names hold the price."""
    return role in sheet.roles or any(record.filled(role) for record in sheet.records)


def _count(case: Case, found: Sequence[Sheet], role: Role) -> Filling:
    rows = filled = dashes = later = not_yet = 0
    first: Quote | None = None
    wanting: Quote | None = None
    where: set[tuple[int, int]] = set()
    for sheet, record in all_records(found):
        if record.filled(role):
            rows, filled = rows + 1, filled + 1
            first = first or sheet.quote(record)
            continue
        if role in _LATER and _NOT_YET.search(_SPACES.sub("", record.text(Role.STATUS))):
            rows, dashes, not_yet = rows + 1, dashes + 1, not_yet + 1
            later += record.dashed(role) or bool(_SAYS_SO.search(record.text(role)))
            continue
        rows += 1
        if record.dashed(role):
            dashes += 1
            continue
        wanting = wanting or sheet.quote(record)
        where |= _month_of(sheet, record, case)
    with_heading = next((sheet for sheet in found if role in sheet.roles), None)
    return Filling(
        role=role,
        rows=rows,
        filled=filled,
        dashes=dashes,
        due_later=later,
        not_yet=not_yet,
        first=first,
        heading=with_heading.quote_heading(role) if with_heading else None,
        wanting=wanting,
        where=tuple(sorted(where)),
    )


def _month_of(sheet: Sheet, record: Record, case: Case) -> set[tuple[int, int]]:
    year = case.period.fiscal_year_be
    for words in (record.mark, sheet.above, sheet.heading):
        months = months_named(words, year) if words else frozenset()
        if len(months) == 1:
            return set(months)
    return {(day.year, day.month) for day in contract_days(record)[:1]}


def stated_none(case: Case) -> tuple[Quote, ...]:
    """Statements of the bundle that there was no procurement, in lines or in tables."""
    inside = tuple(
        quote_text(sheet.document, statement.start, statement.end)
        for sheet in sheets(case.documents)
        for statement in sheet.statements
        if statement.kind == "none"
    )
    return (*none_lines(case), *inside)
