"""The progress report takes up the projects that the procurement list names.

Question: is every project of the list of the same year, by its e-GP number or its name, in the
progress report, those that begin after March left out?

passed        quotes a project in the report, and the same one in the list.
failed        inconsistent: projects of the list are missing in the report; they are named.
              incomplete: the report lists no project.
cantTell      no list was found to compare with, names are alike but not the same, or most projects
              of the report are not in the list; or a part of either was not read.
inapplicable  the agency states that there was nothing to report.

Source: components of kind consistency of the procurement progress; design.md section 11, ruling 7.
"""

import re

from rapidfuzz import fuzz

from checks.api import Case, Finding, Reason, cant_tell, check, failed, inapplicable, passed
from checks.match.periods.said import months_named
from checks.match.procurement.columns import Role
from checks.match.procurement.filling import relevant_sheets, stated_none
from checks.match.procurement.records import Record, Sheet
from checks.match.procurement.sheets import all_records, sheets
from checks.match.procurement.values import egp_months
from crawler.thai import arabic_digits, fold_text

_BE = 543
_SAME, _NEAR = 82.0, 62.0
_LEADING = re.compile(r"^(?:\d{1,2}[.)])?(?:โครงการ|งาน|จัดซื้อ|จัดจ้าง|ซื้อ|จ้าง|เหมา|ทา|การ|ค่า)+")
_OUTCOMES = frozenset({Role.STATUS, Role.WINNER, Role.AGREED, Role.CONTRACT_NO, Role.CONTRACT_DATE})
_EGP = re.compile(r"\d{8,13}")


@check(version=2)
def procurement_follows_list(case: Case, _options: object) -> Finding:
    """Look for each project of the list in the report."""
    if not case.documents:
        return case.absent("nothing was found that could report on the list")
    told = relevant_sheets(case)
    # One page often offers the list and the report side by side.
    report = all_records([sheet for sheet in told if not _plans(sheet)] or told)
    if not report:
        if stated_none(case):
            return inapplicable("the agency states that nothing occurred")
        return case.absent("no project is reported on")
    plans = next(filter(None, (sheets(partner.documents) for partner in case.partners)), ())
    listed = all_records([sheet for sheet in plans if not _reports(sheet)] or plans)
    if not listed:
        return cant_tell(
            Reason.NEEDS_PERSON,
            report[0][0].quote(report[0][1]),
            note="no list to compare with",
            key="no_list",
        )
    lost: list[str] = []
    doubtful: list[str] = []
    pair = None
    for sheet, record in listed:
        score, place = max((_alike(record, other), at) for at, (_, other) in enumerate(report))
        if score >= _SAME:
            pair = pair or (report[place][0].quote(report[place][1]), sheet.quote(record))
        elif not _after_march(record, case.period.fiscal_year_be):
            (doubtful if score >= _NEAR else lost).append(record.text(Role.ITEM)[:80])
    first, against = report[0][0].quote(report[0][1]), listed[0][0].quote(listed[0][1])
    if lost and not case.gaps:
        return failed(
            Reason.INCONSISTENT,
            first,
            against,
            note=f"{len(lost)} of {len(listed)} projects are not reported on",
            contradiction=f"ไม่พบ {', '.join(lost[:3])} ในรายงาน",
            part=", ".join(lost[:3]),
        )
    if lost:
        return case.absent("projects are not reported on", nearest=first)
    if pair is None or doubtful:
        words = ", ".join(doubtful[:3]) or first.text[:80]
        return cant_tell(Reason.NEEDS_PERSON, first, against, key="list_doubtful", part=words)
    return passed(*pair, found=f"{len(listed)} รายการ")


def _reports(sheet: Sheet) -> bool:
    """Whether a sheet tells how procurements went on."""
    return bool(sheet.roles & _OUTCOMES)


def _plans(sheet: Sheet) -> bool:
    """Whether a sheet tells only when procurements are to begin."""
    return Role.START in sheet.roles and not _reports(sheet)


def _alike(one: Record, other: Record) -> float:
    """How alike two projects are, 0 to 100; the same e-GP number settles it."""
    numbers = [set(_EGP.findall(arabic_digits(r.text(Role.EGP)))) for r in (one, other)]
    if numbers[0] & numbers[1]:
        return 100.0
    names = [_LEADING.sub("", fold_text(r.text(Role.ITEM))) for r in (one, other)]
    if not all(names):
        return 0.0
    return max(fuzz.ratio(*names), fuzz.token_sort_ratio(*names))


def _after_march(record: Record, fiscal_year_be: int) -> bool:
    """Whether a project is expected to begin only after the first half of the year."""
    months = months_named(record.text(Role.START), fiscal_year_be) or frozenset(
        egp_months(record.text(Role.EGP))
    )
    return bool(months) and min(months) > (fiscal_year_be - _BE, 3)
