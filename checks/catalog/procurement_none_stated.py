"""The agency states plainly that there was no procurement, in a month or at all.

Question: does a line, a row or a cell say so, other than the assessment's own instruction to?

passed        quotes the statement, with its month where it is one month's.
failed        no line or row says so; the evaluation then asks for what it would stand in for.
cantTell      none says so, and a part of the bundle was not read.
inapplicable  never; the evaluation makes it so when there is no statement.

Source: components with "when: no_occurrence" of the procurement items; general rule G8.
"""

from checks.api import Case, Finding, check, passed
from checks.match.periods.month_coverage import State, month_coverage
from checks.match.periods.said import month_names_th
from checks.match.periods.years import fiscal_years_be
from checks.match.procurement.filling import stated_none


@check(version=2)
def procurement_none_stated(case: Case, _options: object) -> Finding:
    """Statements of single months first: they stand in for those months only."""
    if not case.documents:
        return case.absent("nothing was found that could say so")
    coverage = month_coverage(case, case.period.fiscal_year_be)
    months = sorted(coverage.of(State.NONE) & coverage.headed)
    if months:
        quotes = [coverage.months[month][1] for month in months]
        names = month_names_th(months)
        return passed(*dict.fromkeys(quotes), found=names, scope="month")
    answered = coverage.of(State.ROWS) or coverage.undated
    for quote in stated_none(case):
        years = fiscal_years_be(quote.text)
        if years and case.period.fiscal_year_be not in years:
            continue  # another year's statement
        scope = "month" if answered else "whole"
        return passed(quote, found=quote.text[:120], scope=scope)
    return case.absent("no statement that nothing occurred")
