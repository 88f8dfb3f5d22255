"""The period tests of the rulebooks, each from what a bundle says to a finding."""

import re
from collections.abc import Callable

from checks.api import Case, Finding, Reason, cant_tell, passed
from checks.match.period_files import files_of_other_years, scan_of_another_year
from checks.match.period_months import first_6_months_covered, progress_to_end_of_q2
from checks.match.period_statements import is_bare_day
from checks.match.period_year import SOLID, due_on, expected_th, names_year, wrong, yes
from checks.match.periods import Rank, YearLine, year_lines
from checks.match.phrases import find_lines
from checks.match.published import tells_publication
from checks.outcome import Outcome

__all__ = ["TESTS", "due_on", "expected_th", "run"]

_ANY_YEAR = frozenset({"year_stated", "in_force_in_fiscal_year", "longer_than_one_year"})
_SPAN_WORDS = re.compile(r"(?:[2-9๒-๙]|[12๑๒][0-9๐-๙]|สอง|สาม|สี่|ห้า|สิบ|ยี่สิบ) ?ปี")
# Other bodies' plans that a plan says it agrees with.
_PLANS_ABOVE = r"สอดคล้อง|เชื่อมโยง|ยุทธศาสตร์ชาติ|แผนแม่บท|แผนพัฒนา(?:อำเภอ|ภาค|เศรษฐกิจ|กลุ่มจังหวัด)"
_OTHER_PLANS = re.compile(rf"{_PLANS_ABOVE}|แผนพัฒนาจังหวัด")
_OTHER_PLANS_OF_A_PROVINCE = re.compile(_PLANS_ABOVE)  # which makes the plan of the province
_ON_A_PLAN = re.compile(r"\W*(?:(?:ประกาศ)?(?:ใช้)?แผน|ประจำปี|ปีงบประมาณ|พ\.ศ\.|ระหว่างปี)")


def run(test: str, case: Case) -> Finding:
    """Run one test on a bundle that has documents.

    Raises:
        ValueError: there is no such test.
    """
    try:
        function = TESTS[test]
    except KeyError:
        raise ValueError(f"unknown period test {test!r}; one of {', '.join(TESTS)}") from None
    return believed(function(case, test), case, test)


def believed(finding: Finding, case: Case, test: str) -> Finding:
    """A finding by the words of a page, left open when the scans behind it speak for other years.

    What was issued in an earlier year and is still in force may be a scan of that year.
    """
    quote = finding.quote
    if finding.outcome is not Outcome.PASSED or quote is None or quote.ocr:
        return finding
    if test in _ANY_YEAR:
        return finding
    previous = test == "of_previous_fiscal_year"
    other = scan_of_another_year(case, case.fiscal_year_be - (1 if previous else 0))
    if other is None:
        return finding
    return cant_tell(
        Reason.SCAN_WITHOUT_TEXT,
        other,
        quote,
        note="the scan speaks for another year than the page that leads to it",
        found=other.text[:120],
        expected=expected_th(test, case),
    )


def _of_year(case: Case, test: str) -> Finding:
    previous = test == "of_previous_fiscal_year"
    return names_year(case, test, case.fiscal_year_be - (1 if previous else 0))


def _plan_covers(case: Case, test: str) -> Finding:
    wanted = case.fiscal_year_be
    entries = [
        e
        for e in year_lines(case)
        if e.rank is not Rank.ASSESSMENT and not _of_another_plan(e.quote.text, case)
    ]
    ranged = [e for e in entries if any(a <= wanted <= b for a, b in e.ranges)]
    solid = [e for e in ranged if e.pointing in SOLID]
    other_file = files_of_other_years(case, entries, wanted)
    if other_file is not None:
        return wrong([other_file], test, case)
    if solid:
        return yes(solid[0])
    if any(e.ranges for e in entries if e.rank is Rank.HEADING) and not ranged:
        return wrong([e for e in entries if e.ranges], test, case)
    return names_year(case, test, wanted)


def _longer_than_one_year(case: Case, test: str) -> Finding:
    for entry in year_lines(case):
        own = entry.pointing in SOLID and not _of_another_plan(entry.quote.text, case)
        if own and any(b > a for a, b in entry.ranges):
            return passed(entry.quote, found=_ranges_th(entry))
    for quote in find_lines(case.documents, (("แผน", "ปี"),)):
        if _SPAN_WORDS.search(quote.text) and not _of_another_plan(quote.text, case):
            return passed(quote, found=quote.text[:120])
    return case.absent("no span of more than one year is named", missing="ระยะเวลาของแผน")


def _in_force(case: Case, test: str) -> Finding:
    """Issued at any time and not over: a span that ends before the year is over."""
    wanted = case.fiscal_year_be
    entries = [e for e in year_lines(case) if e.pointing in SOLID and e.rank is not Rank.ASSESSMENT]
    ranges = [e for e in entries if e.ranges and _tells_its_span(e, case)]
    # The day on which plans that are over were put up makes them no younger.
    own = [e for e in entries if not (ranges and _is_of_a_post(e.quote.text))]
    current = [e for e in own if wanted in e.years]
    if current:
        return yes(current[0])
    if ranges and all(b < wanted for e in ranges for _, b in e.ranges):
        return wrong(ranges, test, case)
    earlier = [e for e in entries if min(e.years) <= wanted]
    if earlier:
        return yes(earlier[0])
    if case.gaps:
        return case.absent("no year is named, and a part was not read")
    if entries:
        return wrong(entries, test, case)
    lead = case.documents[0]
    return cant_tell(Reason.NEEDS_PERSON, note=f"no year is named on {lead.url}")


def _is_of_a_post(text: str) -> bool:
    return tells_publication(text) or is_bare_day(text)


def _of_another_plan(text: str, case: Case) -> bool:
    """Whether a line speaks of a plan that stands above the agency's own."""
    others = _OTHER_PLANS_OF_A_PROVINCE if case.agency_type == "province" else _OTHER_PLANS
    return others.search(text) is not None


def _tells_its_span(entry: YearLine, case: Case) -> bool:
    """Whether a heading, or a line of a plan on itself, names the years of the whole."""
    own = _ON_A_PLAN.match(entry.quote.text) and not _of_another_plan(entry.quote.text, case)
    return entry.rank is Rank.HEADING or bool(own)


def _ranges_th(entry: YearLine) -> str:
    return ", ".join(f"พ.ศ. {first} - {last}" for first, last in entry.ranges)


TESTS: dict[str, Callable[[Case, str], Finding]] = {
    "in_fiscal_year": _of_year,
    "of_previous_fiscal_year": _of_year,
    "one_year_plan_of_fiscal_year": _of_year,
    "year_stated": _in_force,
    "in_force_in_fiscal_year": _in_force,
    "plan_covers_fiscal_year": _plan_covers,
    "longer_than_one_year": _longer_than_one_year,
    "covers_first_6_months": first_6_months_covered,
    "progress_to_end_of_q2": progress_to_end_of_q2,
}
