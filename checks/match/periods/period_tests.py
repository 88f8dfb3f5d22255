"""The period tests of the rulebooks, each from what a bundle says to a finding."""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta

from checks.api import Case, Finding, Reason, cant_tell, passed
from checks.match.periods.period_files import files_of_other_years, scan_of_another_year
from checks.match.periods.period_months import first_6_months_covered, progress_to_end_of_q2
from checks.match.periods.period_statements import is_bare_day
from checks.match.periods.period_year import SOLID, due_on, expected_th, names_year, wrong, yes
from checks.match.periods.plan_spans import is_plan_of_one_year, of_another_plan, tells_span
from checks.match.periods.published import tells_publication
from checks.match.periods.said import Rank, YearLine, year_lines
from checks.match.periods.year_basis import begins
from checks.match.periods.years import month_spans
from checks.match.reading.phrases import find_lines
from checks.outcome import Outcome

__all__ = ["TESTS", "due_on", "expected_th", "run"]

_ANY_YEAR = frozenset({"year_stated", "in_force_in_fiscal_year", "longer_than_one_year"})
_SPAN_WORDS = re.compile(r"(?:[2-9๒-๙]|[12๑๒][0-9๐-๙]|สอง|สาม|สี่|ห้า|สิบ|ยี่สิบ) ?ปี")

_STATES = 160  # code points; a longer line is text that may name any year
_YEAR_LONG = timedelta(days=300)
# "ใช้สำหรับปีงบประมาณ พ.ศ. 2568", "เอกสารประจำปีงบประมาณ 2568": of which year the paper is.
_OF_THE_PAPER = re.compile(
    r"เอกสาร|ฉบับ|ใช้(?:ใน|สำหรับ|บังคับ|ระหว่าง|ตั้งแต่|กับ|ได้)?|มีผล|ประจำปี|สิ้นสุด|หลักเกณฑ์|แผน"
)
_FOR_A_YEAR = re.compile(
    r"\W*(?:เอกสาร|ฉบับ|(?:ให้)?ใช้(?:บังคับ)?|มีผล(?:ใช้|บังคับ)?)[^\d๐-๙\n]{0,30}"
    r"ปี(?:งบ(?:ประมาณ)?)?[^\d๐-๙\n]{0,8}[\d๐-๙]{4}(?! ?[-–] ?[\d๐-๙])"
)
_OF_ANOTHER = re.compile(r"ผลการ|ผลคะแนน|ข้อมูล|ปีก่อน|ปีที่(?:แล้ว|ผ่านมา)|เดิม|ยกเลิก|เป็นต้นไป|จนกว่า|ต่อเนื่อง")


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
        if e.rank is not Rank.ASSESSMENT and not of_another_plan(e.quote.text, case)
    ]
    ranged = [e for e in entries if any(a <= wanted <= b for a, b in e.ranges)]
    solid = [e for e in ranged if e.pointing in SOLID]
    other_file = files_of_other_years(case, entries, wanted)
    if other_file is not None:
        return wrong([other_file], test, case)
    if solid:
        return yes(solid[0])
    spans = [e for e in entries if e.ranges and tells_span(e, case)]
    if spans and not ranged and not _has_year_of_its_own(entries, spans, wanted):
        return wrong(spans, test, case)
    return names_year(case, test, wanted)


def _longer_than_one_year(case: Case, test: str) -> Finding:
    for entry in year_lines(case):
        own = entry.pointing in SOLID and not of_another_plan(entry.quote.text, case)
        if own and any(b > a for a, b in entry.ranges):
            return passed(entry.quote, found=_ranges_th(entry))
    for quote in find_lines(case.documents, (("แผน", "ปี"),)):
        if _SPAN_WORDS.search(quote.text) and not of_another_plan(quote.text, case):
            return passed(quote, found=quote.text[:120])
    return case.absent("no span of more than one year is named", missing="ระยะเวลาของแผน")


def _in_force(case: Case, test: str) -> Finding:
    """Issued at any time and not over: a span that ends before the year is over."""
    wanted = case.fiscal_year_be
    entries = [e for e in year_lines(case) if e.pointing in SOLID and e.rank is not Rank.ASSESSMENT]
    ranges = [e for e in entries if e.ranges and tells_span(e, case)]
    yearly = [e for e in entries if is_plan_of_one_year(e)]
    # The day on which plans that are over were put up makes them no younger.
    own = [e for e in entries if not ((ranges or yearly) and _is_of_a_post(e))]
    current = [e for e in own if wanted in e.years]
    if current:
        return yes(current[0])
    if (
        yearly
        and not case.gaps
        and all(max(e.years) < wanted for e in entries if e.rank is Rank.HEADING)
    ):
        return wrong(yearly, test, case)
    if ranges and all(b < wanted for e in ranges for _, b in e.ranges):
        return wrong(ranges, test, case)
    over = [e for e in own if not ranges and _says_it_is_over(e, wanted)]
    if over and not case.gaps:
        return wrong(over, test, case)
    earlier = [e for e in entries if min(e.years) <= wanted]
    if earlier:
        return yes(earlier[0])
    if case.gaps:
        return case.absent("no year is named, and a part was not read")
    if entries:
        return wrong(entries, test, case)
    lead = case.documents[0]
    return cant_tell(Reason.NEEDS_PERSON, note=f"no year is named on {lead.url}")


def _says_it_is_over(entry: YearLine, wanted: int) -> bool:
    """Whether a line says of the paper that it is for a year, or of a year's span, before."""
    text = entry.quote.text
    if len(text) > _STATES or max(entry.years) >= wanted or _OF_ANOTHER.search(text):
        return False
    if entry.rank is Rank.FISCAL and _FOR_A_YEAR.match(text):
        return True
    spans = [(a, b) for a, b, _, _ in month_spans(text) if b - a > _YEAR_LONG]
    return (
        bool(spans)
        and entry.rank in {Rank.HEADING, Rank.FISCAL, Rank.DATED}
        and _OF_THE_PAPER.search(text) is not None
        and all(b < begins(wanted) for _, b in spans)
    )


def _is_of_a_post(entry: YearLine) -> bool:
    text = entry.quote.text
    return entry.posting or tells_publication(text) or is_bare_day(text)


def _has_year_of_its_own(
    entries: Sequence[YearLine], spans: Sequence[YearLine], wanted: int
) -> bool:
    """Whether the document that tells a span that is over also titles itself by the year.

    A plan of one year may say which plan went before it.
    """
    told = {span.quote.url for span in spans if span.rank is Rank.HEADING}
    return any(
        wanted in e.years
        and e.rank in {Rank.HEADING, Rank.FISCAL}
        and e.pointing in SOLID
        and not e.ranges
        and not _is_of_a_post(e)
        and (not told or e.quote.url in told)
        for e in entries
    )


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
