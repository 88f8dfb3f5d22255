"""The time zone in which nights start, days are counted and moments are shown."""

from datetime import date, datetime, timedelta, timezone

# Thailand has kept this offset since 1920 and has no summer time; no zone database is needed.
BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")


def bangkok_day(moment: datetime) -> date:
    """The calendar day in Thailand at a moment."""
    return moment.astimezone(BANGKOK).date()
