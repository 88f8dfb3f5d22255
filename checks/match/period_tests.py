"""The period tests of the rulebooks, each from what a bundle says to a finding."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from checks.api import Case, Finding, Reason, cant_tell, failed, passed
from checks.match.period_files import files_of_other_years, without_archive
from checks.match.periods import (
    MonthLine,
    Rank,
    YearLine,
    first_six_months,
    month_lines,
    month_names_th,
    months_th,
    year_lines,
)
from checks.match.phrases import find_lines
from checks.match.pointing import Pointing
from checks.match.substance import picture_only
from checks.match.year_basis import begins, ends, half_ends, is_calendar
from checks.match.years import dates, month_spans

_SOLID = frozenset({Pointing.CONTENT, Pointing.LEADS_TO_READ})
_SPAN_WORDS = re.compile(r"(?:[2-9๒-๙]|[12๑๒][0-9๐-๙]|สอง|สาม|สี่|ห้า|สิบ|ยี่สิบ) ?ปี")
# Words of a line that speaks for progress; the span of the plan itself does not.
_TELLS_PROGRESS = re.compile(
    r"ก้าวหน้า|คืบหน้า|ผลการ|ผลงาน|รายงาน|ณ ?วันที่|เบิกจ่าย"
    r"|^(?!.*แผน).*(?:ข้อมูล|รอบ|ไตรมาส|สิ้น|ถึงวันที่|ใช้จ่าย)"
)
# A day of publication or a deadline is not the day that progress speaks for.
_TELLS_A_DAY = re.compile(r"เผยแพร่|ปรับปรุง|กำหนด|ภายใน|จะรายงาน|ประกาศ ณ")
# Other bodies' plans that a plan says it agrees with.
_OTHER_PLANS = re.compile(r"สอดคล้อง|เชื่อมโยง|ยุทธศาสตร์ชาติ|แผนแม่บท|แผนพัฒนา(?:จังหวัด|อำเภอ|ภาค|เศรษฐกิจ)")
_ON_A_PLAN = re.compile(r"(?:ประกาศ)?(?:ใช้)?แผน")
_BEFOREHAND = timedelta(days=183)
_REPORTED = timedelta(days=75)
_YEAR_LONG = timedelta(days=300)
_SPAN = timedelta(days=80)  # a period, and not a day or a month
_LISTED = 2  # single months that make a list
_CONTRADICTIONS = 2  # years inside that gainsay a heading


def due_on(test: str, fiscal_year_be: int) -> date | None:
    """The day before which a test cannot be met; None when it can be met at any time."""
    if test in {"covers_first_6_months", "progress_to_end_of_q2"}:
        return half_ends(fiscal_year_be)
    return None


def expected_th(test: str, case: Case) -> str:
    """The period asked for, in Thai, for the officer's sentence."""
    year = case.fiscal_year_be - (1 if test == "of_previous_fiscal_year" else 0)
    if test in {"covers_first_6_months", "progress_to_end_of_q2"}:
        return months_th(first_six_months(year))
    return f"{'ปีปฏิทิน' if is_calendar() else 'ปีงบประมาณ'} พ.ศ. {year}"


def run(test: str, case: Case) -> Finding:
    """Run one test on a bundle that has documents.

    Raises:
        ValueError: there is no such test.
    """
    try:
        function = TESTS[test]
    except KeyError:
        raise ValueError(f"unknown period test {test!r}; one of {', '.join(TESTS)}") from None
    return function(case, test)


def _of_year(case: Case, test: str) -> Finding:
    previous = test == "of_previous_fiscal_year"
    return _names_year(case, test, case.fiscal_year_be - (1 if previous else 0))


def _names_year(case: Case, test: str, wanted: int) -> Finding:
    """Headings decide unless the inside gainsays them; then fiscal years inside, then dates."""
    entries = year_lines(case)
    solid = [e for e in entries if e.pointing in _SOLID and e.rank is not Rank.ASSESSMENT]
    solid = without_archive(case, solid, wanted)
    heads = [e for e in solid if e.rank is Rank.HEADING]
    inside = [e for e in solid if e.rank in {Rank.FISCAL, Rank.DATED}]
    other_file = files_of_other_years(case, solid, wanted)
    if other_file is not None:
        return _wrong([other_file], test, case)
    if _names(heads, wanted):
        others = _gainsaying(inside, wanted) or _other_year_told(heads, inside, wanted, test)
        if others is not None:
            return failed(
                Reason.WRONG_PERIOD,
                others.quote,
                note=f"the heading says {wanted}, the inside other years",
                found=_years_th([others]),
                expected=expected_th(test, case),
            )
        return _yes(_names(heads, wanted))
    fiscal = [e for e in inside if e.rank is Rank.FISCAL]
    named = _names(fiscal, wanted)
    if named is not None and not (heads and _single_year(heads)):
        return _yes(named)
    if heads and _single_year(heads):
        return _wrong(heads, test, case)
    dated = _names(inside, wanted)
    if dated is not None:
        return _yes(dated)
    if heads or inside:
        return _wrong([*heads, *inside], test, case)
    return _unnamed(case, test, entries, wanted)


def _unnamed(case: Case, test: str, entries: Sequence[YearLine], wanted: int) -> Finding:
    """No year of the content itself: only labels of unread links, or of an assessment."""
    labels = [e for e in entries if e.pointing is Pointing.LEADS_TO_UNREAD]
    if labels and case.gaps:
        label = _names(labels, wanted) or labels[0]
        return cant_tell(Reason.from_gap(case.gaps[0].reason), label.quote, found=_years_th(labels))
    picture = picture_only(case)
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="the content is a picture")
    assessed = [e for e in entries if e.rank is Rank.ASSESSMENT]
    if assessed and not case.gaps:
        return cant_tell(
            Reason.NEEDS_PERSON,
            assessed[0].quote,
            note="only the year of an assessment is named",
            found=_years_th(assessed),
        )
    return case.absent("no year is named", expected=expected_th(test, case), missing="ปีงบประมาณ")


def _plan_covers(case: Case, test: str) -> Finding:
    wanted = case.fiscal_year_be
    entries = [
        e
        for e in year_lines(case)
        if e.rank is not Rank.ASSESSMENT and not _OTHER_PLANS.search(e.quote.text)
    ]
    ranged = [e for e in entries if any(a <= wanted <= b for a, b in e.ranges)]
    solid = [e for e in ranged if e.pointing in _SOLID]
    other_file = files_of_other_years(case, entries, wanted)
    if other_file is not None:
        return _wrong([other_file], test, case)
    if solid:
        return _yes(solid[0])
    if any(e.ranges for e in entries if e.rank is Rank.HEADING) and not ranged:
        return _wrong([e for e in entries if e.ranges], test, case)
    return _names_year(case, test, wanted)


def _longer_than_one_year(case: Case, test: str) -> Finding:
    for entry in year_lines(case):
        own = entry.pointing in _SOLID and not _OTHER_PLANS.search(entry.quote.text)
        if own and any(b > a for a, b in entry.ranges):
            return passed(entry.quote, found=_ranges_th(entry))
    for quote in find_lines(case.documents, (("แผน", "ปี"),)):
        if _SPAN_WORDS.search(quote.text) and not _OTHER_PLANS.search(quote.text):
            return passed(quote, found=quote.text[:120])
    return case.absent("no span of more than one year is named", missing="ระยะเวลาของแผน")


def _in_force(case: Case, test: str) -> Finding:
    """Issued at any time and not over: a span that ends before the year is over."""
    wanted = case.fiscal_year_be
    entries = [
        e for e in year_lines(case) if e.pointing in _SOLID and e.rank is not Rank.ASSESSMENT
    ]
    current = [e for e in entries if wanted in e.years]
    if current:
        return _yes(current[0])
    ranges = [e for e in entries if e.ranges and _tells_its_span(e)]
    if ranges and all(b < wanted for e in ranges for _, b in e.ranges):
        return _wrong(ranges, test, case)
    earlier = [e for e in entries if min(e.years) <= wanted]
    if earlier:
        return _yes(earlier[0])
    if case.gaps:
        return case.absent("no year is named, and a part was not read")
    if entries:
        return _wrong(entries, test, case)
    lead = case.documents[0]
    return cant_tell(Reason.NEEDS_PERSON, note=f"no year is named on {lead.url}")


def _tells_its_span(entry: YearLine) -> bool:
    """Whether a heading, or a line of a plan on itself, names the years of the whole."""
    own = _ON_A_PLAN.match(entry.quote.text) and not _OTHER_PLANS.search(entry.quote.text)
    return entry.rank is Rank.HEADING or bool(own)


def _first_6_months(case: Case, test: str) -> Finding:
    return _months(case, test, need_all=True)


def _to_end_of_q2(case: Case, test: str) -> Finding:
    return _months(case, test, need_all=False)


def _months(case: Case, test: str, *, need_all: bool) -> Finding:
    """October to March listed, or for progress anything that speaks for 31 March or later."""
    year = case.fiscal_year_be
    needed = first_six_months(year)
    listed = month_lines(case, year)
    solid = [line for line in listed if line.pointing in _SOLID and line.months & needed]
    end = half_ends(year).replace(day=28)
    told: list[MonthLine] = []
    if not need_all:
        told = [
            entry
            for entry in listed
            if entry.pointing in _SOLID
            and _TELLS_PROGRESS.search(entry.quote.text)
            and not _TELLS_A_DAY.search(entry.quote.text)
            and min(entry.ends) <= case.as_of
        ]
        late = [e for e in told if _speaks_for(e, end, year, case.as_of)]
        if late:
            return passed(late[0].quote, found=late[0].quote.text[:120])
        solid = told or solid
    if not need_all and not told:
        return _without_months(case, test, year)
    singles = [entry for entry in solid if len(entry.months) == 1]
    named = {month for entry in singles for month in entry.months}
    if need_all and len(named) >= _LISTED and named == set(sorted(needed)[: len(named)]):
        solid = singles  # month after month from October: a list says more than a heading
    covered = frozenset[tuple[int, int]]().union(*(line.months for line in solid))
    if need_all and needed <= covered:
        best = max(solid, key=lambda line: len(line.months & needed))
        return passed(best.quote, found=best.quote.text[:120])
    labelled = frozenset[tuple[int, int]]().union(*(line.months for line in listed))
    if needed <= labelled and case.gaps:
        return cant_tell(
            Reason.from_gap(case.gaps[0].reason),
            listed[0].quote,
            note="the months are named only by links to something unread",
        )
    if solid:
        due = due_on(test, year)
        late_enough = due is None or case.as_of > due
        return case.absent(
            "months are missing",
            nearest=solid[0].quote,
            reason=Reason.INCOMPLETE if late_enough else Reason.NOT_YET_DUE,
            missing=month_names_th(needed - covered),
            expected=expected_th(test, case),
        )
    return _without_months(case, test, year)


def _without_months(case: Case, test: str, year: int) -> Finding:
    by_year = _names_year(case, test, year)
    if by_year.outcome.value == "passed":
        return cant_tell(
            Reason.NEEDS_PERSON,
            *by_year.quotes,
            note="the fiscal year is named, the months are not",
            expected=expected_th(test, case),
        )
    return by_year


def _speaks_for(line: MonthLine, end: date, year: int, as_of: date) -> bool:
    last = min(ends(year), as_of)
    return any(end <= day <= last for day in line.ends)


def _names(entries: Iterable[YearLine], wanted: int) -> YearLine | None:
    return next((entry for entry in entries if wanted in entry.years), None)


def _single_year(heads: Sequence[YearLine]) -> bool:
    """Whether the headings name exactly one year: they then speak for the whole page."""
    return len({year for entry in heads for year in entry.years}) == 1


def _gainsaying(inside: Sequence[YearLine], wanted: int) -> YearLine | None:
    """The first inside line when several name other years and none names the wanted one.

    A date shortly before the year begins gainsays nothing: plans are made before their year.
    """
    if any(wanted in entry.years for entry in inside):
        return None
    first_day = begins(wanted)
    others = [entry for entry in inside if max(entry.years) < wanted]
    single = [entry for entry in others if not _spans_months(entry.quote.text)]
    if any(first_day - on.on < _BEFOREHAND for entry in single for on in dates(entry.quote.text)):
        return None
    return others[0] if len(others) >= _CONTRADICTIONS else None


def _other_year_told(
    heads: Sequence[YearLine], inside: Sequence[YearLine], wanted: int, test: str
) -> YearLine | None:
    """The line of a report that tells its whole period to be another year's, None without one.

    A plan may tell the year before it; a report dated after the year's end names that day only.
    """
    if test == "one_year_plan_of_fiscal_year":
        return None
    first_day, last_day = begins(wanted), ends(wanted)
    told: YearLine | None = None
    for entry in inside:
        spans = [
            (first, last)
            for first, last, _, _ in month_spans(entry.quote.text)
            if last - first > _SPAN
        ]
        if any(first <= last_day and last >= first_day for first, last in spans):
            return None
        if spans and all(last < first_day and last - first > _YEAR_LONG for first, last in spans):
            told = told or entry
        elif entry.rank is Rank.FISCAL and wanted in entry.years:
            return None
        elif any(first_day + _REPORTED <= on.on <= last_day for on in dates(entry.quote.text)):
            return None  # something was done in the year, after reports on the last are written
    named = [entry for entry in heads if wanted in entry.years]
    if told is not None and any(_stands_below(entry, told) for entry in named):
        return None  # a part of its own follows, headed by the year asked for
    return told


def _stands_below(entry: YearLine, above: YearLine) -> bool:
    return entry.quote.url == above.quote.url and entry.quote.start > above.quote.start


def _spans_months(text: str) -> bool:
    return any(last - first > _SPAN for first, last, _, _ in month_spans(text))


def _yes(entry: YearLine | None) -> Finding:
    assert entry is not None
    return passed(entry.quote, found=entry.quote.text[:120])


def _wrong(entries: Sequence[YearLine], test: str, case: Case) -> Finding:
    if entries[0].rank is not Rank.HEADING and any(document.ocr for document in case.documents):
        # Years beside a scan may be those of other things; its own could not be read.
        return cant_tell(
            Reason.SCAN_WITHOUT_TEXT,
            entries[0].quote,
            note="other years beside a scan",
            found=_years_th(entries),
            expected=expected_th(test, case),
        )
    return failed(
        Reason.WRONG_PERIOD,
        entries[0].quote,
        note="other years only",
        found=_years_th(entries),
        expected=expected_th(test, case),
    )


def _years_th(entries: Sequence[YearLine]) -> str:
    years = sorted({year for entry in entries for year in entry.years})
    return "พ.ศ. " + ", ".join(map(str, years[:6])) if years else ""


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
    "covers_first_6_months": _first_6_months,
    "progress_to_end_of_q2": _to_end_of_q2,
}
