"""Takes days with their months, and months with their years, out of what is read for figures."""

import re

from checks.match.periods.dates import MONTH

# A day and its month are no count.
_DATE = re.compile(
    rf"(?:[\d๐-๙]{{1,2}}\s*(?:[-–—,]|และ|ถึง)\s*){{0,12}}[\d๐-๙]{{1,2}}\s*{MONTH}(?:[^\d๐-๙]{{0,10}}[\d๐-๙]{{2,4}})?",
    re.I,
)
# "ต.ค. 67 : 12"; where nothing divides them, "ต.ค. 67 ราย", the figure is the month's.
_MONTH_OF_YEAR = re.compile(
    rf"{MONTH}\s*(?:25[\d]{{2}}|๒๕[๐-๙]{{2}}|[\d๐-๙]{{2}})(?=\s*(?:[:：=|\t\-–—]|$))"
)


def is_date(text: str) -> bool:
    """Whether a text is a day with its month, and nothing else."""
    return _DATE.fullmatch(text.strip()) is not None


def without_dates(text: str) -> str:
    """The text without days with their months, and months with their years: they are no counts."""
    return _MONTH_OF_YEAR.sub(" ", _DATE.sub(" ", text))
