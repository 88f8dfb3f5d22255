"""Writes and reads the verdicts of one run, inside the caller's transaction."""

import sqlalchemy as sa

from checks.records import Verdict
from store.engine import insert_missing, insert_rows
from store.mapping import RowMapping
from store.mapping_verdicts import VerdictRows, verdict_records
from store.tables import (
    CANDIDATES,
    COMPONENT_VERDICTS,
    EVIDENCE,
    ITEM_VERDICTS,
    REQUIREMENTS,
    SHARED_LISTS,
)


def insert_verdicts(connection: sa.Connection, run_pk: int, rows: VerdictRows) -> None:
    """Write the rows of a run's verdicts, parents first."""
    insert_missing(connection, REQUIREMENTS, rows.requirements)
    for table, of_run in (
        (SHARED_LISTS, rows.shared_lists),
        (ITEM_VERDICTS, rows.items),
        (CANDIDATES, rows.candidates),
        (COMPONENT_VERDICTS, rows.components),
        (EVIDENCE, rows.evidence),
    ):
        insert_rows(connection, table, [{"run_pk": run_pk, **row} for row in of_run])


def select_verdicts(connection: sa.Connection, run_pk: int) -> tuple[Verdict, ...]:
    """The verdicts of a run, in rulebook order."""
    components = (
        sa.select(
            COMPONENT_VERDICTS,
            REQUIREMENTS.c.label_th,
            REQUIREMENTS.c.requirement_th,
            REQUIREMENTS.c.requirement_en,
        )
        .join(REQUIREMENTS)
        .where(COMPONENT_VERDICTS.c.run_pk == run_pk)
        .order_by(COMPONENT_VERDICTS.c.item_no, COMPONENT_VERDICTS.c.component_no)
    )
    return verdict_records(
        items=_rows_of(connection, ITEM_VERDICTS, run_pk),
        candidates=_rows_of(connection, CANDIDATES, run_pk),
        components=[dict(row) for row in connection.execute(components).mappings()],
        evidence=_rows_of(connection, EVIDENCE, run_pk),
        shared_lists=_rows_of(connection, SHARED_LISTS, run_pk),
    )


def count_outcomes(connection: sa.Connection, run_pks: list[int]) -> dict[int, dict[str, int]]:
    """The number of items per outcome of each run."""
    counts: dict[int, dict[str, int]] = {run_pk: {} for run_pk in run_pks}
    statement = (
        sa.select(ITEM_VERDICTS.c.run_pk, ITEM_VERDICTS.c.outcome, sa.func.count())
        .where(ITEM_VERDICTS.c.run_pk.in_(run_pks))
        .group_by(ITEM_VERDICTS.c.run_pk, ITEM_VERDICTS.c.outcome)
    )
    for run_pk, outcome, number in connection.execute(statement):
        counts[run_pk][outcome] = number
    return counts


def _rows_of(connection: sa.Connection, table: sa.Table, run_pk: int) -> list[RowMapping]:
    statement = (
        sa.select(table).where(table.c.run_pk == run_pk).order_by(*table.primary_key.columns)
    )
    return [dict(row) for row in connection.execute(statement).mappings()]
