"""How the value of a spreadsheet cell reads, as near to what a person sees as is known of it.

Older and open workbooks give values without their number formats: their thousands separators,
zeros after the point and percent signs are not known.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from crawler.extract.number_formats import shown

BE_OFFSET = 543
_BE_YEARS = range(2400, 2701)  # a year of a real date that was typed in the Buddhist calendar
_MOST_DIGITS = 15  # what spreadsheets keep of a number

Value = str | int | float | bool | date | datetime | time | timedelta | None


def cell_text(value: Value, code: str = "") -> str:
    """The words of a value; "" for an empty cell. ``code`` is its number format when known."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return (shown(value, code) if code else None) or _number(value)
    if isinstance(value, datetime):
        day = _day(value)
        clock = value.time().replace(microsecond=0)
        return f"{day} {_time(clock)}" if clock != time() else day
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, time):
        return _time(value)
    return _duration(value)


def _number(value: int | float) -> str:
    if isinstance(value, int):
        return str(value)
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    # Fifteen digits hide the noise of binary fractions, as every spreadsheet does.
    figures = format(Decimal(format(value, f".{_MOST_DIGITS}g")), "f")
    if "." in figures:
        figures = figures.rstrip("0").rstrip(".")
    return "0" if figures in ("-0", "") else figures


def _day(value: date) -> str:
    """Day, month and Buddhist year, whichever calendar the year was kept in."""
    year = value.year if value.year in _BE_YEARS else value.year + BE_OFFSET
    return f"{value.day}/{value.month}/{year}"


def _time(value: time) -> str:
    return value.strftime("%H:%M:%S" if value.second else "%H:%M")


def _duration(value: timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if seconds else f"{hours}:{minutes:02d}"
