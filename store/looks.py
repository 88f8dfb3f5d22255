"""Reads what the runs of an agency saw of each item, inside the caller's transaction.

An ordinary look is a whole visit to the website as it is for everybody on its day. Runs that were
asked for otherwise (another day, another server, other answers, a smaller budget, broken off) are
kept and shown as runs, but say nothing of what stands while there are ordinary ones.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any

import sqlalchemy as sa

from checks.outcome import Outcome
from checks.reasons import Reason
from crawler.options import CrawlOptions
from store.records import ItemLook, RunKind
from store.tables import ITEM_VERDICTS, RUN_TICKETS, RUNS

_BANGKOK = timezone(timedelta(hours=7))
_DEFAULTS = CrawlOptions()
_SCHEDULED = frozenset({RunKind.NIGHTLY.value, RunKind.CONFIRM.value})
# So many looks at the beginning of a streak are given: to be confirmed it needs the second, or the
# third where two were made in one outage.
_BEGINNING = 3

# A run judged again looked at no website.
LOOKED = RUNS.c.kind != RunKind.JUDGE.value


def select_looks(
    connection: sa.Connection, agency_id: str, fiscal_year_be: int
) -> tuple[ItemLook, ...]:
    """What the ordinary looks at an agency found of each item of a year, oldest look first.

    Of looks in a row that found the same of an item the first three and the last are given: their
    number grows with what changed and not with the nights. Untested items are left out. Without
    any ordinary look they are those of the newest run, which say so.
    """
    heads = _heads(connection, agency_id, fiscal_year_be)
    if not heads:
        return ()
    nights = _nights_by_hand(connection, agency_id)
    ordinary = [row["id"] for row in heads if _is_ordinary(row, nights)]
    chosen = ordinary or [heads[-1]["id"]]
    run_of = {row["id"]: row for row in heads}
    return tuple(
        ItemLook(
            run_id=run_of[seen.run_pk]["run_id"],
            kind=run_of[seen.run_pk]["kind"],
            finished_at=run_of[seen.run_pk]["finished_at"],
            item_code=seen.item_code,
            slug=seen.slug,
            outcome=Outcome(seen.outcome),
            reason=Reason(seen.reason) if seen.reason else None,
            ordinary=bool(ordinary),
        )
        for seen in _turns(connection, chosen)
    )


def was_looked_at(connection: sa.Connection, agency_id: str, fiscal_year_be: int) -> bool:
    """Whether any run looked at an agency for a year."""
    found = (
        sa.select(sa.literal(1))
        .where(
            RUNS.c.agency_id == agency_id,
            RUNS.c.fiscal_year_be == fiscal_year_be,
            LOOKED,
        )
        .limit(1)
    )
    return connection.scalar(found) is not None


def select_looked_at(connection: sa.Connection, fiscal_year_be: int) -> frozenset[str]:
    """The ids of the agencies that some run looked at for a year."""
    statement = (
        sa.select(RUNS.c.agency_id)
        .where(RUNS.c.fiscal_year_be == fiscal_year_be, LOOKED)
        .distinct()
    )
    return frozenset(connection.scalars(statement))


def _heads(
    connection: sa.Connection, agency_id: str, fiscal_year_be: int
) -> list[Mapping[str, Any]]:
    statement = (
        sa.select(
            RUNS.c.id,
            RUNS.c.run_id,
            RUNS.c.kind,
            RUNS.c.started_at,
            RUNS.c.finished_at,
            RUNS.c.as_of,
            RUNS.c.interrupted,
            RUNS.c.options,
        )
        .where(RUNS.c.agency_id == agency_id, RUNS.c.fiscal_year_be == fiscal_year_be, LOOKED)
        .order_by(RUNS.c.finished_at, RUNS.c.id)
    )
    return [dict(row) for row in connection.execute(statement).mappings()]


def _nights_by_hand(connection: sa.Connection, agency_id: str) -> Mapping[str, date]:
    """The day for which a run of the register was asked by hand, by run id."""
    statement = sa.select(RUN_TICKETS.c.run_id, RUN_TICKETS.c.night).where(
        RUN_TICKETS.c.agency_id == agency_id,
        RUN_TICKETS.c.kind == RunKind.MANUAL.value,
        RUN_TICKETS.c.run_id.is_not(None),
    )
    return {row.run_id: row.night for row in connection.execute(statement)}


def _is_ordinary(row: Mapping[str, Any], nights: Mapping[str, date]) -> bool:
    if row["interrupted"]:
        return False
    if row["kind"] in _SCHEDULED:  # judged as of its night, with the register's own answers
        return True
    asked = dict(row["options"])
    if asked.get("connect_to") or asked.get("declared"):
        return False
    if float(asked.get("max_pages") or _DEFAULTS.max_pages) < _DEFAULTS.max_pages:
        return False
    if float(asked.get("max_seconds") or _DEFAULTS.max_seconds) < _DEFAULTS.max_seconds:
        return False
    days = {_day(row["started_at"]), _day(row["finished_at"]), nights.get(row["run_id"])}
    return row["as_of"] in days


def _day(moment: datetime) -> date:
    return moment.astimezone(_BANGKOK).date()


def _turns(
    connection: sa.Connection, run_pks: list[int]
) -> list[Any]:  # Any: rows of the statement
    """The looks at which something changed, the next ones, and the last before a change.

    ``run_pks`` stand oldest run first, and so do the looks.
    """
    statement = sa.select(
        ITEM_VERDICTS.c.run_pk,
        ITEM_VERDICTS.c.item_no,
        ITEM_VERDICTS.c.item_code,
        ITEM_VERDICTS.c.slug,
        ITEM_VERDICTS.c.outcome,
        ITEM_VERDICTS.c.reason,
    ).where(ITEM_VERDICTS.c.run_pk.in_(run_pks), ITEM_VERDICTS.c.outcome != Outcome.UNTESTED.value)
    place = {run_pk: number for number, run_pk in enumerate(run_pks)}
    found: list[Any] = list(connection.execute(statement))
    rows = sorted(found, key=lambda row: (place[row[0]], row[1]))
    streaks: dict[str, list[list[Any]]] = {}
    for row in rows:
        _, _, item_code, _, outcome, reason = row
        of_item = streaks.setdefault(item_code, [])
        if not of_item or of_item[-1][0][4:] != (outcome, reason):
            of_item.append([row])
        elif len(of_item[-1]) <= _BEGINNING:
            of_item[-1].append(row)
        else:
            of_item[-1][-1] = row
    kept = [row for of_item in streaks.values() for streak in of_item for row in streak]
    return sorted(kept, key=lambda row: (place[row[0]], row[1]))
