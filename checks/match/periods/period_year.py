"""Whether what a bundle says makes it the content of one fiscal year.

Headings decide unless the content gainsays them; then the fiscal years it names, then its days.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from checks.api import Case, Finding, Reason, cant_tell, failed, passed
from checks.match.links.pointing import Pointing
from checks.match.periods.dates import plain_text
from checks.match.periods.named_parts import only_parts_named
from checks.match.periods.period_events import (
    LISTED_BY_DAY,
    REPORT_YEAR_BEFORE,
    TELLS_EVENTS,
    day_of_year,
    days_of_other_years,
    events_of_other_years,
    is_listed_day,
    without_report,
)
from checks.match.periods.period_files import files_of_other_years, without_archive
from checks.match.periods.period_parts import reported_part
from checks.match.periods.period_statements import (
    names_year_at_head,
    serves_as_base,
    stated_other_year,
    tells_result,
    with_results_apart,
)
from checks.match.periods.published import (
    tells_posting,
    tells_publication,
    tells_signature,
)
from checks.match.periods.report_years import without_later_days, without_spans_of_plans
from checks.match.periods.said import (
    Rank,
    YearLine,
    all_months,
    first_six_months,
    month_names_th,
    months_th,
    year_lines,
)
from checks.match.periods.year_basis import begins, ends, half_ends, is_calendar
from checks.match.periods.year_of_matter import held_in_year
from checks.match.periods.years import dates, month_spans
from checks.match.reading.substance import picture_only

SOLID = frozenset({Pointing.CONTENT, Pointing.LEADS_TO_READ})
# Items of a year that by their definition analyse the assessment's result of the year before.
_STARTS_FROM_LAST_RESULT = frozenset({"integrity_measures"})
# Items on what people were asked, often before the year of the plan that it was about.
_ASKS_PEOPLE = frozenset({"public_participation"})
_DECLARED = frozenset({"no_gift_declaration", "no_gift_declaration_and_culture"})
_WHOLE_YEAR = "of_previous_fiscal_year"
_BEFOREHAND = timedelta(days=183)
_REPORTED = timedelta(days=75)
_YEAR_LONG = timedelta(days=300)
_SPAN = timedelta(days=80)  # a period, and not a day or a month
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


def names_year(case: Case, test: str, wanted: int) -> Finding:
    """Headings decide unless the inside gainsays them; then fiscal years inside, then dates."""
    entries = year_lines(case)
    if case.slug in _STARTS_FROM_LAST_RESULT:
        entries = tuple(with_results_apart(entries, wanted - 1))
    solid = [
        e
        for e in entries
        if (e.pointing in SOLID or is_listed_day(e, case)) and e.rank is not Rank.ASSESSMENT
    ]
    solid = without_archive(case, solid, wanted)
    if test == _WHOLE_YEAR:
        solid = without_spans_of_plans(solid, wanted, case.fiscal_year_be)
    if case.slug in REPORT_YEAR_BEFORE:
        solid = without_report(solid, wanted)
    heads = [e for e in solid if e.rank is Rank.HEADING]
    inside = [e for e in solid if e.rank in {Rank.FISCAL, Rank.DATED}]
    listed = day_of_year(inside, wanted) if case.slug in LISTED_BY_DAY else None
    other_file = files_of_other_years(case, solid, wanted) if listed is None else None
    if other_file is not None:
        return wrong([other_file], test, case)
    if _names(heads, wanted):
        others = (
            _gainsaying([*inside, *_rows_of_year(heads, wanted)], wanted)
            or _other_year_told(heads, inside, wanted, test)
            or stated_other_year(case, [*heads, *inside], wanted)
            or (events_of_other_years(inside, wanted) if case.slug in TELLS_EVENTS else None)
            or (days_of_other_years(inside, wanted) if case.slug in LISTED_BY_DAY else None)
        )
        if others is not None:
            return failed(
                Reason.WRONG_PERIOD,
                others.quote,
                note=f"the heading says {wanted}, the inside other years",
                found=_years_th([others]),
                expected=expected_th(test, case),
            )
        return _of_all_the_year(_names(heads, wanted), case, test, wanted)
    if listed is not None:
        # A heading may be that of one entry, "ประชุมสภา ครั้งที่ 2 ประจำปี 2568".
        return yes(listed)
    fiscal = [e for e in inside if e.rank is Rank.FISCAL]
    named = _names(fiscal, wanted)
    if named is not None and not (heads and _single_year(heads)):
        return _of_all_the_year(named, case, test, wanted)
    held = held_in_year(heads, inside, wanted) if case.slug in _ASKS_PEOPLE else None
    if held is not None:
        return yes(held)
    if heads and _single_year(heads):
        return wrong(heads, test, case)
    # Where the content names a fiscal year, the day on which it was put up names none.
    stated = bool(fiscal) or any(names_year_at_head(e, case) for e in inside)
    own = [
        e
        for e in inside
        if not (fiscal and tells_publication(e.quote.text)) and not (stated and e.posting)
    ]
    if test == _WHOLE_YEAR:
        # Nor does any day of a report that says that it is of another year.
        own = without_later_days(own, case, wanted)
    signed = _signed_before(own, wanted, case)
    if signed:
        own = [e for e in own if not e.posting and not tells_posting(e.quote.text)]
        inside = [*signed, *(e for e in own if e not in signed)]
    dated = _names(own, wanted)
    posted = [
        e for e in own if wanted in e.years and (e.posting or tells_publication(e.quote.text))
    ]
    if case.slug in TELLS_EVENTS and len(posted) == len([e for e in own if wanted in e.years]):
        # Put up in the year, but all that it tells with its day is of earlier years.
        told = events_of_other_years([e for e in own if e not in posted], wanted)
        dated = dated if told is None else None
    if dated is not None:
        return _of_all_the_year(dated, case, test, wanted)
    if heads or inside:
        return wrong([*heads, *inside], test, case)
    return _unnamed(case, test, entries, wanted)


def _signed_before(entries: Sequence[YearLine], wanted: int, case: Case) -> tuple[YearLine, ...]:
    """The lines that tell when a paper was signed, if all were well before the year begins.

    Plans are signed before their year; what is to be declared in the year is not.
    """
    signed = tuple(e for e in entries if tells_signature(e.quote.text) and dates(e.quote.text))
    beforehand = timedelta(0) if case.slug in _DECLARED else _BEFOREHAND
    latest = max((on.on for e in signed for on in dates(e.quote.text)), default=None)
    return signed if latest is not None and latest < begins(wanted) - beforehand else ()


def _of_all_the_year(entry: YearLine | None, case: Case, test: str, wanted: int) -> Finding:
    """Passed by the line that names the year, unless the report is titled as one of a part."""
    part = reported_part(case, wanted) if test == _WHOLE_YEAR else None
    if part is None and test == _WHOLE_YEAR:
        part = only_parts_named(case, wanted)
    if part is None:
        return yes(entry)
    return case.absent(
        "the report ends before the year does",
        nearest=part.quote,
        missing=month_names_th(all_months(wanted) - part.months),
        expected=expected_th(test, case),
    )


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
    if case.slug in _STARTS_FROM_LAST_RESULT:
        analysed = [e for e in assessed if wanted - 1 in e.years and tells_result(e)]
        if analysed and not any(wanted - 2 in e.years for e in assessed if tells_result(e)):
            return yes(analysed[0])
    if assessed and not case.gaps:
        return cant_tell(
            Reason.NEEDS_PERSON,
            assessed[0].quote,
            note="only the year of an assessment is named",
            found=_years_th(assessed),
        )
    return case.absent("no year is named", expected=expected_th(test, case), missing="ปีงบประมาณ")


def _names(entries: Iterable[YearLine], wanted: int) -> YearLine | None:
    return next((entry for entry in entries if wanted in entry.years), None)


def _single_year(heads: Sequence[YearLine]) -> bool:
    """Whether the headings name exactly one year: they then speak for the whole page."""
    return len({year for entry in heads for year in entry.years}) == 1


def _rows_of_year(heads: Sequence[YearLine], wanted: int) -> list[YearLine]:
    """Rows of a table that begin with the year: beside those of other years they are inside."""
    opens = re.compile(rf"\W*(?:ปี|พ\.ศ\.|ปีงบประมาณ)*\s*(?:พ\.ศ\.)?\s*{wanted}\W*\t")
    return [entry for entry in heads if opens.match(plain_text(entry.quote.text))]


def _gainsaying(inside: Sequence[YearLine], wanted: int) -> YearLine | None:
    """The first inside line when several name other years and none names the wanted one.

    A date shortly before the year begins gainsays nothing: plans are made before their year.
    """
    if any(wanted in entry.years for entry in inside):
        return None
    first_day = begins(wanted)
    others = [e for e in inside if max(e.years) < wanted and not serves_as_base(e.quote.text)]
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


def yes(entry: YearLine | None) -> Finding:
    """Passed, by the line that names the year."""
    assert entry is not None
    return passed(entry.quote, found=entry.quote.text[:120])


def wrong(entries: Sequence[YearLine], test: str, case: Case) -> Finding:
    """Failed, for the lines name other years; a person's question beside a scan."""
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
