"""The content names the year that it belongs to, and that year fits the item.

Question: does the bundle name a year that the item's period allows?

passed        quotes the line that names it.
failed        wrong_period: it names only years that the item's period rules out.
cantTell      no year is named, or a part of the bundle was not read.
inapplicable  the content is of a kind that stays in force until replaced, and names no year.

Source: general rule G7; design.md section 11, ruling 4.
"""

from checks.api import Case, Finding, check, inapplicable
from checks.match.periods.either_year import by_either_year
from checks.match.periods.period_tests import run
from checks.match.periods.period_year import SOLID
from checks.match.periods.said import Rank, year_lines

_IN_FORCE = "in_force_in"
_TESTS = {
    "current_fiscal_year": "in_fiscal_year",
    "previous_fiscal_year": "of_previous_fiscal_year",
    "first_6_months_min": "in_fiscal_year",
    "multi_year_plan_covering": "plan_covers_fiscal_year",
}


@check(version=5)
def year_stated(case: Case, options: object) -> Finding:
    """Run the test that the item's period type stands for; "in force" allows earlier years."""
    if not case.documents:
        return case.absent("nothing was found whose year could be read")
    if case.period.type == _IN_FORCE and not case.gaps and not _says_otherwise(case):
        return inapplicable("in force until replaced, and no year says otherwise")
    test = _TESTS.get(case.period.type, "in_force_in_fiscal_year")
    return by_either_year(case, lambda asked: run(test, asked))


def _says_otherwise(case: Case) -> bool:
    """Whether a year is named beside that of the assessment itself, as a hub's path has it."""
    return any(
        entry.pointing in SOLID
        and (entry.rank is not Rank.ASSESSMENT or set(entry.years) != {case.fiscal_year_be})
        for entry in year_lines(case)
    )
