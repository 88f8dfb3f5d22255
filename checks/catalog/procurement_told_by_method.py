"""The report tells how many procurements there were, or what they cost, for each method.

Question: does a table or do sentences of the bundle set a count, or a sum, beside each method of
procurement?

passed        quotes the methods with their figures.
failed        incomplete: methods are named without the figure, or no summary by method is there.
cantTell      only single procurements are listed, each with its method; or the content is a
              picture, or a part of the bundle was not read.
inapplicable  the agency states that there was no procurement.

Source: fields count_by_method and budget_by_method of the annual procurement report.
"""

from dataclasses import dataclass
from typing import Literal

from checks.api import Case, Finding, Reason, cant_tell, check, inapplicable, passed
from checks.match.procurement.by_method import method_lines
from checks.match.procurement.columns import Role
from checks.match.procurement.filling import relevant_sheets, stated_none
from checks.match.reading.substance import picture_only

_SHOWN = 4
_LABELS = {"count": "จำนวนรายการของแต่ละวิธี", "budget": "งบประมาณของแต่ละวิธี"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The figure that stands beside each method."""

    figure: Literal["count", "budget"]  # how many procurements, or the money spent


@check(version=3, options=Options)
def procurement_told_by_method(case: Case, options: Options) -> Finding:
    """Gather what is told of each method."""
    if not case.documents:
        return case.absent("nothing was found that could tell it")
    found = [line for document in case.documents for line in method_lines(document)]
    told = [line for line in found if getattr(line, options.figure)]
    if told and len(told) * 2 >= len(found):
        quotes = [line.quote for line in told[:_SHOWN]]
        return passed(*quotes, note=f"{len(told)} methods", found=quotes[0].text[:120])
    missing = _LABELS[options.figure]
    if found:
        return case.absent(
            "methods are named without the figure",
            nearest=found[0].quote,
            missing=missing,
            part=missing,
        )
    picture = picture_only(case)
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="the content is a picture")
    for sheet in relevant_sheets(case):
        if sheet.records and Role.METHOD in sheet.roles and not case.gaps:
            return cant_tell(
                Reason.NEEDS_PERSON,
                sheet.quote_heading(Role.METHOD),
                note="only single procurements",
                key="only_single",
            )
    if stated_none(case):
        return inapplicable("the agency states that nothing occurred")
    return case.absent("no summary by method is shown", missing=missing, part=missing)
