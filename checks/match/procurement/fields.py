"""Answers whether a field of procurements is filled in, and words what is not."""

import re
from collections.abc import Sequence

from checks.api import (
    Case,
    Finding,
    Quote,
    Reason,
    cant_tell,
    failed,
    inapplicable,
    passed,
    quote_text,
)
from checks.match.periods.month_coverage import State, month_coverage
from checks.match.periods.said import month_names_th
from checks.match.procurement.columns import Role
from checks.match.procurement.filling import Filling, fill, relevant_sheets, stated_none
from checks.match.procurement.records import Sheet
from checks.match.procurement.sheets import sheets
from checks.match.procurement.typed import could_hold
from checks.match.procurement.values import LABELS_TH
from checks.match.reading.lines import lines
from checks.match.reading.substance import picture_only
from checks.match.reading.values import holds
from crawler.records import Cell, Region

# The fields of the rulebooks and the meanings that all must be there.
FIELDS: dict[str, tuple[Role, ...]] = {
    "item_bought": (Role.ITEM,),
    "amount": (Role.AMOUNT,),
    "allocated_budget": (Role.AMOUNT,),
    "budget_source": (Role.SOURCE,),
    "method": (Role.METHOD,),
    "expected_start": (Role.START,),
    "status": (Role.STATUS,),
    "reference_price": (Role.REFERENCE,),
    "agreed_price": (Role.AGREED,),
    "winner_name": (Role.WINNER,),
    "egp_number": (Role.EGP,),
    "bidders": (Role.BIDDER, Role.BID),
    "winner": (Role.WINNER, Role.AGREED),
    "reason": (Role.REASON,),
    "contract": (Role.CONTRACT_NO, Role.CONTRACT_DATE),
}
_FEW = 0.1  # share of rows left blank at which "nearly all" ends
_MANY = 1 / 3  # share of rows left blank at which the field is not filled in
_CONTENT = frozenset({Region.CONTENT})
_BOUGHT = re.compile(r"ซื้อ|จ้าง|ก่อสร้าง|เช่า")
# The page of one announcement tells of one purchase and is no list of them.
_ANNOUNCEMENT = re.compile(
    r"^(?!.*(?:ไตรมาส|ประจำเดือน|ประจำปี|รายเดือน|รายการ))"
    r"\W*ประกาศ(?:ผล)?(?:ผู้ชนะ|รายชื่อผู้|ผล(?:การ)?(?:เสนอ|จัด|พิจารณา|คัดเลือก|สอบ)|ราคากลาง|เชิญชวน|ประกวดราคา|สอบราคา)"
)
_FROM = re.compile(r"ร้าน|บริษัท|หจก|บจก|ห้าง|สหกรณ์|นาย|นาง|อู่")
_SHOWN = 300  # code points quoted of a long line
_WIDE, _LONG = 4, 3  # columns and rows of a table that could be a list of procurements


def field_finding(case: Case, roles: Sequence[Role]) -> Finding:
    """Whether all meanings of a field are filled in for nearly all procurements."""
    if not any(sheet.records for sheet in relevant_sheets(case)):
        return _without_records(case, roles)
    fillings = [fill(case, role) for role in roles]
    findings = [_of_filling(case, filling) for filling in fillings]
    order = ("failed", "cantTell", "passed")
    worst = min(findings, key=lambda finding: order.index(finding.outcome.value))
    if worst.outcome.value == "failed" or len(findings) == 1:
        wanting = [
            LABELS_TH[filling.role]
            for filling, finding in zip(fillings, findings, strict=True)
            if finding.outcome.value == "failed"
        ]
        if len(wanting) > 1:
            label = " และ".join(wanting)
            return case.absent(worst.note, nearest=worst.quote, missing=label, part=label)
    return worst


def _of_filling(case: Case, filling: Filling) -> Finding:
    label = LABELS_TH[filling.role]
    if filling.heading is None and filling.first is None:
        unknown = _unknown_heading(case, filling.role)
        if unknown is not None and not case.gaps:
            return cant_tell(
                Reason.NEEDS_PERSON, unknown, key="column_unknown", part=label, found=unknown.text
            )
        return case.absent("there is no such column", missing=label, part=label)
    rows, filled = str(filling.rows), str(filling.filled)
    if filling.filled == 0 and filling.dashes == 0:
        return case.absent(
            "the column is empty", nearest=filling.heading, empty=label, missing=label, rows=rows
        )
    if filling.blank > _MANY * filling.rows:
        return case.absent(
            "the column is blank in many rows",
            nearest=filling.wanting or filling.heading,
            missing=label,
            part=label,
            blank=str(filling.blank),
            months=month_names_th(filling.where),
            rows=rows,
            filled=filled,
        )
    quotes = tuple(q for q in (filling.wanting, filling.heading, filling.first) if q is not None)
    if filling.filled == 0 or (filling.dashes - filling.not_yet) * 2 > filling.rows:
        return cant_tell(
            Reason.NEEDS_PERSON,
            *quotes[:1],
            note="mostly dashes",
            dashes=str(filling.dashes),
            part=label,
            rows=rows,
            filled=filled,
        )
    if filling.blank > _FEW * filling.rows:
        return cant_tell(
            Reason.NEEDS_PERSON,
            *quotes[:1],
            note="blank in some rows",
            blank=str(filling.blank),
            part=label,
            months=month_names_th(filling.where),
            rows=rows,
            filled=filled,
        )
    assert filling.first is not None
    return passed(
        filling.first,
        *((filling.heading,) if filling.heading else ()),
        note=f"{filling.filled} of {filling.rows} rows filled",
        found=f"{label} {filling.filled} จาก {filling.rows} รายการ",
        filled=filled,
        rows=rows,
    )


def _unknown_heading(case: Case, role: Role) -> Quote | None:
    """A heading of the lists whose meaning is not known and that could be the one sought."""
    for sheet in relevant_sheets(case):
        for cell in sheet.further if sheet.records else ():
            if could_hold(role, _below(sheet, cell)):
                return quote_text(sheet.document, cell.start, cell.end)
    return None


def _below(sheet: Sheet, heading: Cell) -> list[Cell]:
    """The cells under a heading; empty when its table is not found."""
    for table in sheet.document.tables:
        if not table.start <= heading.start < table.end:
            continue
        for top, row in enumerate(table.rows):
            places = [at for at, cell in enumerate(row) if cell.start == heading.start]
            if places:
                at = places[0]
                return [below[at] for below in table.rows[top + 1 :] if at < len(below)]
    return []


def _without_records(case: Case, roles: Sequence[Role]) -> Finding:
    if not case.documents:
        return case.absent("nothing was found that could show it")
    found = sheets(case.documents)
    coverage = month_coverage(case, case.period.fiscal_year_be)
    if stated_none(case) or coverage.of(State.NONE):
        return inapplicable("the agency states that nothing occurred")
    label = " และ".join(LABELS_TH[role] for role in roles)
    picture = picture_only(case)
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="the content is a picture")
    if found:
        sheet = found[0]
        heading = sheet.quote_heading(next(iter(sorted(sheet.roles))))
        dashed = any(s.kind == "dashes" for sheet in found for s in sheet.statements)
        if dashed and not case.gaps:
            return cant_tell(Reason.NEEDS_PERSON, heading, note="only dashes", part=label)
        return case.absent(
            "the table has no rows", nearest=heading, missing=label, heading=heading.text
        )
    sentence = _told_in_words(case)
    if sentence is not None and not case.gaps:
        return cant_tell(Reason.NEEDS_PERSON, sentence, note="told in sentences", part=label)
    wide = any(
        len(table.rows) >= _LONG and len(table.rows[0]) >= _WIDE
        for document in case.documents
        for table in document.tables
    )
    if wide and not case.gaps:
        return cant_tell(Reason.NEEDS_PERSON, note="a table of unknown headings", part=label)
    return case.absent("no list of procurements is shown", missing=label, part=label)


def _told_in_words(case: Case) -> Quote | None:
    """A line of text that tells a purchase with its supplier and its price."""
    for document in case.documents:
        if _ANNOUNCEMENT.match(document.title):
            continue
        for line in lines(document, _CONTENT):
            if _BOUGHT.search(line.text) and _FROM.search(line.text) and holds(line.text, "money"):
                return quote_text(document, line.start, min(line.end, line.start + _SHOWN))
    return None


def wrong_year(case: Case, quote: Quote, years: Sequence[int], expected: str) -> Finding:
    """Failed: the procurements are of other years."""
    return failed(
        Reason.WRONG_PERIOD,
        quote,
        note="procurements of other years",
        found="พ.ศ. " + ", ".join(map(str, sorted(set(years))[:4])),
        expected=expected,
    )
