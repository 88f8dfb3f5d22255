"""Whether a bundle names a year by parts of it only: "พ.ศ. 2568 ไตรมาสที่ 1 - 2"."""

from datetime import date

from checks.match.links.pointing import Pointing
from checks.match.periods import year_basis
from checks.match.periods.period_parts import (
    APPRAISAL,
    DONE_AT_ONCE,
    LAST_MONTHS,
    YEAR_BY_ROUND,
    Stretch,
    spans_in_year,
    speaks_of,
)
from checks.match.periods.said import Month, MonthLine, Rank, is_round, months_between, year_lines
from checks.match.periods.years import year_mentions
from checks.records import Case


def only_parts_named(case: Case, fiscal_year_be: int) -> MonthLine | None:
    """The line that names a year and the last of its parts, when every line names it by parts.

    "พ.ศ. 2568 ไตรมาสที่ 1 - 2" is no report of the year 2568; None when any line names the year
    without a part of it, when the parts reach its end, or when anything else speaks for the rest.
    """
    if case.slug in DONE_AT_ONCE:
        return None
    whole = year_basis.months_of(fiscal_year_be)
    ordered = sorted(whole)
    parts: list[Stretch] = []
    for entry in year_lines(case):
        text = entry.quote.text
        if entry.posting or fiscal_year_be not in entry.years or entry.rank is Rank.ASSESSMENT:
            continue
        if not any(
            mention.year_be == fiscal_year_be and mention.fiscal is not False
            for mention in year_mentions(text)
        ):
            continue
        spans = [
            (a, b)
            for a, b, start, end in spans_in_year(text, fiscal_year_be)
            if is_round(text[start:end])
        ]
        if not spans or APPRAISAL.search(text) or not YEAR_BY_ROUND.search(text):
            return None
        months = frozenset[Month]().union(*(months_between(a, b) for a, b in spans))
        parts.append(Stretch(entry.quote, months & whole, up_to_day=False))
    told = frozenset[Month]().union(*(part.months for part in parts))
    if not told or max(told) in ordered[-LAST_MONTHS:]:
        return None
    if speaks_of(set(ordered[-LAST_MONTHS:]), case, fiscal_year_be, parts):
        return None
    part = next(one for one in parts if max(told) in one.months)
    return MonthLine(
        quote=part.quote,
        months=told,
        ends=(date(*max(told), 28),),
        pointing=Pointing.CONTENT,
        by_name=False,
    )
