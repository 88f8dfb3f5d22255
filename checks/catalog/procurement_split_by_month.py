"""The summary tells its procurements month by month.

Question: do the procurements stand under their months, by headings, rows, a column, pages or labels
of links, as form SKR.1 does?

passed        quotes the places of two months, or of the only one there is.
failed        incomplete: procurements of several months stand in one list that tells none apart.
cantTell      the months cannot be told; or a part of the bundle was not read.
inapplicable  the agency states for the whole year that there was no procurement.

Source: component "the data are split by month (form SKR.1)".
"""

from checks.api import Case, Finding, Reason, cant_tell, check, inapplicable, passed
from checks.match.periods.month_coverage import State, month_coverage
from checks.match.procurement.sheets import sheets
from checks.match.reading.substance import picture_only

_SEVERAL = 2


@check(version=2)
def procurement_split_by_month(case: Case, _options: object) -> Finding:
    """Compare the months that something heads with those only contracts tell."""
    if not case.documents:
        return case.absent("nothing was found that could be split")
    year = case.period.fiscal_year_be
    coverage = month_coverage(case, year)
    headed = sorted(
        month
        for month in coverage.headed
        if month in coverage.months and coverage.months[month][0] is not State.DEAD
    )
    told = [coverage.months[month][1] for month in headed]
    only = sorted(coverage.by_contract - coverage.headed)
    if headed and (len(headed) >= _SEVERAL or not only):
        return passed(*told[:_SEVERAL], found=f"{len(headed)} เดือน")
    if len(only) >= _SEVERAL:
        return case.absent(
            "one list of several months",
            nearest=coverage.months[only[0]][1],
            missing="การแยกรายการเป็นรายเดือน",
        )
    if coverage.none_at_all is not None and not sheets(case.documents):
        return inapplicable("the agency states that nothing occurred")
    picture = picture_only(case)
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="the content is a picture")
    unread = coverage.of(State.UNREAD)
    if case.gaps:
        return case.absent("what was not read may be split by month")
    if unread:
        return passed(coverage.months[min(unread)][1], found=f"{len(unread)} เดือน")
    if coverage.undated or only:
        quote = coverage.undated[0] if coverage.undated else coverage.months[only[0]][1]
        return cant_tell(Reason.NEEDS_PERSON, quote, note="the months cannot be told")
    return case.absent("no month is named", missing="การแยกรายการเป็นรายเดือน")
