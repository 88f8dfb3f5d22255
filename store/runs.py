"""Writes and reads runs and their crawls, inside the caller's transaction."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from checks.run import AuditRun
from crawler.kept import CrawlParts
from store.engine import insert_rows
from store.errors import RunExists, RunNotFound
from store.looks import LOOKED
from store.mapping import (
    RowMapping,
    crawl_parts,
    run_record,
    snapshot_record,
    summary_record,
)
from store.records import RunKind, RunSummary
from store.tables import RUN_CRAWL, RUN_SNAPSHOTS, RUNS
from store.verdicts import count_outcomes, select_verdicts

# The run that finished last; of two in the same instant the one that was kept last.
_NEWEST_FIRST = (RUNS.c.finished_at.desc(), RUNS.c.id.desc())

# A second look at some items, or an audit of some: it says nothing of the others. The options are
# pairs of name and value as JSON; ``["items",""]`` asks for all.
_OPTIONS = sa.func.replace(sa.cast(RUNS.c.options, sa.Text), " ", "")
_OF_SOME_ITEMS = sa.case(
    (RUNS.c.kind == RunKind.CONFIRM.value, 1),
    (sa.and_(_OPTIONS.like('%["items","%'), _OPTIONS.not_like('%["items",""]%')), 1),
    else_=0,
)

_SUMMARY = (
    RUNS.c.id,
    RUNS.c.run_id,
    RUNS.c.kind,
    RUNS.c.started_at,
    RUNS.c.finished_at,
    RUNS.c.agency_id,
    RUNS.c.agency_name_th,
    RUNS.c.home_url,
    RUNS.c.fiscal_year_be,
    RUNS.c.as_of,
    RUNS.c.interrupted,
    RUNS.c.score,
)


def insert_run(connection: sa.Connection, row: RowMapping) -> int:
    """Write a run's row and return its key.

    Raises:
        RunExists: a run of that id is kept; it stays as it is.
    """
    same = sa.select(RUNS.c.id).where(RUNS.c.run_id == row["run_id"])
    if connection.scalar(same) is not None:
        raise RunExists(
            f"The run {row['run_id']!r} is already kept; runs are never overwritten, save it under"
            " a new id."
        )
    key = connection.execute(sa.insert(RUNS).values(dict(row))).inserted_primary_key
    assert key is not None  # one row was inserted
    return int(key[0])


def insert_crawl(
    connection: sa.Connection, run_pk: int, row: RowMapping, snapshots: Sequence[RowMapping]
) -> None:
    """Write a run's crawl and snapshots."""
    insert_rows(connection, RUN_CRAWL, [{"run_pk": run_pk, **row}])
    insert_rows(connection, RUN_SNAPSHOTS, [{"run_pk": run_pk, **item} for item in snapshots])


def select_run(connection: sa.Connection, run_id: str) -> AuditRun:
    """The run of an id.

    Raises:
        RunNotFound: no run of that id is kept.
    """
    return _with_verdicts(connection, _row_of(connection, run_id))


def select_last_run(
    connection: sa.Connection, *, agency_id: str | None, home_url: str | None
) -> AuditRun | None:
    """The newest look at a site, of one agency or home address when given; None without one."""
    statement = sa.select(RUNS).where(LOOKED).order_by(*_NEWEST_FIRST).limit(1)
    if agency_id is not None:
        statement = statement.where(RUNS.c.agency_id == agency_id)
    if home_url is not None:
        statement = statement.where(RUNS.c.home_url == home_url)
    row = connection.execute(statement).mappings().first()
    return None if row is None else _with_verdicts(connection, dict(row))


def select_newest(
    connection: sa.Connection, agency_id: str | None = None
) -> tuple[RunSummary, ...]:
    """The summary of each agency's newest run that judged every item, by agency id.

    The newest of all where none did. Runs judged again are left out, and items are not counted.
    """
    rank = sa.func.row_number().over(
        partition_by=RUNS.c.agency_id, order_by=(_OF_SOME_ITEMS, *_NEWEST_FIRST)
    )
    placed = sa.select(RUNS.c.id, rank.label("rank")).where(LOOKED)
    if agency_id is not None:
        placed = placed.where(RUNS.c.agency_id == agency_id)
    ranked = placed.subquery()
    statement = (
        sa.select(*_SUMMARY)
        .join(ranked, ranked.c.id == RUNS.c.id)
        .where(ranked.c.rank == 1)
        .order_by(RUNS.c.agency_id)
    )
    rows = connection.execute(statement).mappings()
    return tuple(summary_record(dict(row), {}) for row in rows)


def select_summaries(
    connection: sa.Connection,
    limit: int | None,
    *,
    agency_id: str | None = None,
    run_ids: Sequence[str] | None = None,
    kinds: Sequence[RunKind] | None = None,
) -> tuple[RunSummary, ...]:
    """Summaries of the newest runs, newest first; of one agency, ids or kinds when given."""
    # Not the whole row: the coverage of a large site is long.
    statement = sa.select(*_SUMMARY).order_by(*_NEWEST_FIRST).limit(limit)
    if agency_id is not None:
        statement = statement.where(RUNS.c.agency_id == agency_id)
    if kinds is not None:
        statement = statement.where(RUNS.c.kind.in_(tuple(kind.value for kind in kinds)))
    if run_ids is not None:
        statement = statement.where(RUNS.c.run_id.in_(tuple(run_ids)))
    rows = connection.execute(statement).mappings().all()
    counts = count_outcomes(connection, [row["id"] for row in rows])
    return tuple(summary_record(dict(row), counts[row["id"]]) for row in rows)


def select_audited(connection: sa.Connection) -> tuple[tuple[str, int], ...]:
    """Each agency with the fiscal year that is shown of it, by agency id.

    The greatest of its nightly runs; without one that of the run that finished last.
    """
    place = sa.func.row_number().over(partition_by=RUNS.c.agency_id, order_by=_NEWEST_FIRST)
    nightly = sa.case((RUNS.c.kind == RunKind.NIGHTLY.value, RUNS.c.fiscal_year_be))
    greatest = sa.func.max(nightly).over(partition_by=RUNS.c.agency_id)
    year = sa.func.coalesce(greatest, RUNS.c.fiscal_year_be)
    ranked = (
        sa.select(RUNS.c.agency_id, year.label("year"), place.label("place"))
        .where(LOOKED)
        .subquery()
    )
    statement = (
        sa.select(ranked.c.agency_id, ranked.c.year)
        .where(ranked.c.place == 1)
        .order_by(ranked.c.agency_id)
    )
    return tuple((row.agency_id, row.year) for row in connection.execute(statement))


def select_ids(connection: sa.Connection, prefix: str, limit: int) -> tuple[str, ...]:
    """Ids of runs that begin with a prefix, in their order; at most ``limit``."""
    statement = (
        sa.select(RUNS.c.run_id)
        .where(RUNS.c.run_id.startswith(prefix, autoescape=True))
        .order_by(RUNS.c.run_id)
        .limit(limit)
    )
    return tuple(connection.scalars(statement))


def select_crawl_parts(connection: sa.Connection, run_id: str) -> CrawlParts | None:
    """What a run keeps of its crawl; None for a run that was kept without one.

    Raises:
        RunNotFound: no run of that id is kept.
    """
    run_pk = _row_of(connection, run_id)["id"]
    crawl = sa.select(RUN_CRAWL).where(RUN_CRAWL.c.run_pk == run_pk)
    row = connection.execute(crawl).mappings().first()
    if row is None:
        return None
    snapshots = (
        sa.select(RUN_SNAPSHOTS)
        .where(RUN_SNAPSHOTS.c.run_pk == run_pk)
        .order_by(RUN_SNAPSHOTS.c.snapshot_no)
    )
    return crawl_parts(
        dict(row),
        tuple(snapshot_record(dict(item)) for item in connection.execute(snapshots).mappings()),
    )


def _row_of(connection: sa.Connection, run_id: str) -> dict[str, Any]:
    statement = sa.select(RUNS).where(RUNS.c.run_id == run_id)
    row = connection.execute(statement).mappings().first()
    if row is None:
        raise RunNotFound(
            f"No run {run_id!r} is kept in this home directory; check the id, or name the home"
            " directory that the run was made with."
        )
    return dict(row)


def _with_verdicts(connection: sa.Connection, row: dict[str, Any]) -> AuditRun:
    return run_record(row, select_verdicts(connection, row["id"]))
