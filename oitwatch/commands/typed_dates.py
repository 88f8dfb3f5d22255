"""Reads a day as Thai officers type it. Source: ux.md section 8, dates."""

import re
from datetime import date

from checks.match.periods.dates import BE_OFFSET, ERA, MONTH, month_number, plain_text
from oitwatch.errors import UsageError

_FIRST_BUDDHIST = 2400  # an earlier year is meant in the Common Era
_EARLIEST, _LATEST = 1900, 2200  # years of the Common Era that nobody types by mistake
# Short months are often typed without their points.
_BARE = ("มค", "กพ", "มีค", "เมย", "พค", "มิย", "กค", "สค", "กย", "ตค", "พย", "ธค")
_MONTH = rf"{MONTH}|(?:{'|'.join(_BARE)})\.?"
_YEAR = r"(?P<year>\d{4}|\d\d)"
_ISO = re.compile(r"(?P<year>\d{4})(?P<sep>[/-])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})")
_FIGURES = re.compile(
    rf"(?P<day>\d{{1,2}}) ?(?P<sep>[/.-]) ?(?P<month>\d{{1,2}}) ?(?P=sep) ?{_YEAR}"
)
_WORDS = re.compile(
    rf"(?:วันที่ ?)?(?P<day>\d{{1,2}})(?: ?เดือน)? ?"
    rf"(?P<name>{_MONTH})(?: ?ปี)?,? ?(?P<era>{ERA}){_YEAR}",
    re.I,
)
_COMMON_ERA = re.compile(r"ค\.? ?ศ")


def typed_day(text: str) -> date:
    """The day that a text names: 2026-11-20, 20/11/2569, 20 พ.ย. 69 or ๒๐/๑๑/๒๕๖๙.

    Two figures are a Buddhist year of this century (69 is 2569); four figures below 2400 are a
    year of the Common Era.

    Raises:
        UsageError: it names no day.
    """
    plain = " ".join(plain_text(text).split())
    for pattern in (_ISO, _FIGURES, _WORDS):
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        named = match.groupdict()
        month = _month(named["name"]) if "name" in named else int(named["month"])
        found = _day(named["year"], month, int(named["day"]), named.get("era") or "")
        if found is not None:
            return found
    raise UsageError("bad_day", text=text)


def typed_in_common_era(text: str, day: date) -> bool:
    """Whether a Thai reader may have meant another year: a day not in ISO form, with a CE year."""
    plain = plain_text(text).strip()
    return _ISO.fullmatch(plain) is None and plain.endswith(str(day.year))


def _month(name: str) -> int:
    bare = name.rstrip(".")
    return _BARE.index(bare) + 1 if bare in _BARE else month_number(name.strip())


def _day(figures: str, month: int, day: int, era: str) -> date | None:
    year = int(figures)
    common = _COMMON_ERA.match(era) is not None
    if len(figures) == 2:
        if common:
            return None
        year += 2500
    if year >= _FIRST_BUDDHIST:
        if common:
            return None
        year -= BE_OFFSET
    elif era and not common:
        return None
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
