"""Dates as Thai offices write them: short month and Buddhist Era, in Bangkok time."""

from datetime import date, datetime

from oitwatch.bangkok import BANGKOK
from oitwatch.texts import Texts

_BE = 543


def shown_date(day: date, texts: Texts) -> str:
    """A day such as "20 พ.ย. 2569"; in English "20 Nov 2569 BE"."""
    month = texts.months[day.month - 1]
    era = "" if texts.lang == "th" else " BE"
    return f"{day.day} {month} {day.year + _BE}{era}"


def shown_time(moment: datetime, texts: Texts) -> str:
    """A moment in Bangkok such as "20 พ.ย. 2569 01:42 น."."""
    local = moment.astimezone(BANGKOK)
    mark = " น." if texts.lang == "th" else ""
    return f"{shown_date(local.date(), texts)} {local:%H:%M}{mark}"
