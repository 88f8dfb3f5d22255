"""What was done on which day: events and entries of lists that tell their days."""

from collections.abc import Sequence
from datetime import timedelta

from checks.match.links.pointing import Pointing
from checks.match.periods.period_statements import tells_event
from checks.match.periods.published import tells_change
from checks.match.periods.said import Rank, YearLine
from checks.match.periods.years import dates, fiscal_year_of, month_spans
from checks.records import Case

# Items that ask for something that was done with people, on a day of the year.
TELLS_EVENTS = frozenset(
    {
        "ethics_code_and_drive",
        "ethics_drive",
        "executive_participation",
        "integrity_culture",
        "no_gift_culture",
        "no_gift_declaration_and_culture",
        "no_gift_drive",
        "public_participation",
    }
)
# Items that list what happened day by day: the days speak, whatever year the heading names.
LISTED_BY_DAY = frozenset({"news"})
# Items that hold the report of the year before among what was done in the year.
REPORT_YEAR_BEFORE = frozenset({"no_gift_drive"})
_YEAR_LONG = timedelta(days=300)
_SEVERAL = 2  # entries of a list that gainsay its heading


def events_of_other_years(inside: Sequence[YearLine], wanted: int) -> YearLine | None:
    """The first event told with its day when all such days are of earlier years, None otherwise."""
    events = [
        e
        for e in inside
        if dates(e.quote.text)
        and tells_event(e.quote.text)
        and not (e.posting or tells_whole_year(e.quote.text))
    ]
    others = [e for e in events if max(e.years) < wanted]
    return others[0] if others and len(others) == len(events) else None


def _reports_year(entry: YearLine, year: int) -> bool:
    """Whether a line tells what a whole year brought, on whatever day it was reported."""
    return year in entry.years and tells_whole_year(entry.quote.text)


def tells_whole_year(text: str) -> bool:
    """Whether words give a stretch of about a year: a sum of what was done, and no event."""
    return any(last - first > _YEAR_LONG for first, last, _, _ in month_spans(text))


def days_of_other_years(inside: Sequence[YearLine], wanted: int) -> YearLine | None:
    """The first dated entry of a list when all its days are of earlier years, None otherwise."""
    dated = [entry for entry in inside if dates(entry.quote.text)]
    others = [
        entry
        for entry in dated
        if all(fiscal_year_of(day.on) < wanted for day in dates(entry.quote.text))
    ]
    return others[0] if len(others) >= _SEVERAL and len(others) == len(dated) else None


def day_of_year(inside: Sequence[YearLine], wanted: int) -> YearLine | None:
    """The first entry of a list that is dated by a day of the year, None when none is."""
    return next(
        (
            entry
            for entry in inside
            if any(fiscal_year_of(day.on) == wanted for day in dates(entry.quote.text))
            and not tells_change(entry.quote.text)
        ),
        None,
    )


def is_listed_day(entry: YearLine, case: Case) -> bool:
    """Whether a line is an entry of a list with its day: the list tells it, visited or not."""
    unread = entry.pointing is Pointing.LEADS_TO_UNREAD
    return unread and case.slug in LISTED_BY_DAY and bool(dates(entry.quote.text))


def without_report(entries: list[YearLine], wanted: int) -> list[YearLine]:
    """The lines without those that name the year before for its report; all when none is left."""
    rest = [
        e
        for e in entries
        if not (set(e.years) == {wanted - 1} or _reports_year(e, wanted - 1))
        or (
            (e.rank is Rank.DATED or tells_event(e.quote.text))
            and not tells_whole_year(e.quote.text)
        )
    ]
    return rest if any(wanted in e.years for e in rest) else entries
