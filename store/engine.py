"""The database behind one URL: connections, transactions, the UTC type, plain errors."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection

from store.errors import DatabaseUnusable, StoreError

_PRAGMAS = (
    "busy_timeout=10000",  # first, so that the others wait too
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
)

# What SQLite says -> what the operator should do.
_ADVICE = (
    ("is full", "the disk is full; free some space and run again"),
    ("malformed", "it is damaged; restore it from a backup or move it away"),
    ("not a database", "it is not a database; restore it from a backup or move it away"),
    ("readonly", "it is read-only; give this user the right to write it"),
    ("unable to open", "it cannot be opened; check that it is a file and the rights to it"),
    ("disk i/o error", "the disk fails; check the disk, then restore from a backup"),
    ("locked", "another process holds it; let that one finish and run again"),
)


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An aware datetime, kept and given back in UTC; a naive one is refused.

    Source: libraries and databases differ on zones; SQLite drops them silently.
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """The value in UTC, without its zone where the database has none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone; pass an aware datetime")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """The value, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def create_engine(url: str | sa.URL, *, read_only: bool = False) -> sa.Engine:
    """An engine for one database URL; the caller disposes of it.

    On SQLite a writer's transaction starts with BEGIN IMMEDIATE, so that two processes that read,
    change and write never lose an update; a reader's is deferred and cannot write.
    """
    engine = sa.create_engine(url, json_serializer=_to_json)
    if engine.dialect.name != "sqlite":
        return engine.execution_options(postgresql_readonly=True) if read_only else engine

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _record: object) -> None:
        # The driver's own BEGIN is deferred and comes too late: transactions are ours.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (*_PRAGMAS, f"query_only={'ON' if read_only else 'OFF'}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN DEFERRED" if read_only else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def plain_errors(engine: sa.Engine) -> Iterator[None]:
    """Turn the driver's errors into one sentence that names the database and what to do.

    Raises:
        DatabaseUnusable: the database cannot be read or written.
        StoreError: a text cannot be written at all (half a surrogate pair).
    """
    name = engine.url.database or engine.url.render_as_string(hide_password=True)
    try:
        yield
    except sa.exc.DBAPIError as error:
        said = str(error.orig)
        for words, advice in _ADVICE:
            if words in said.lower():
                raise DatabaseUnusable(f"The database {name} cannot be used: {advice}.") from error
        raise DatabaseUnusable(
            f"The database {name} cannot be used ({said}); restore it from a backup or move it"
            " away."
        ) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"A text cannot be kept in {name} because it holds half a character"
            f" ({error.object[error.start : error.end]!a}); report the page that it came from."
        ) from error


def insert_rows(
    connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert many rows with one executemany; nothing happens for none."""
    if rows:
        connection.execute(sa.insert(table), list(rows))


def insert_missing(
    connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert the rows whose primary key is not there yet; the others are left as they are."""
    if not rows:
        return
    statement: sa.Insert
    if connection.dialect.name == "sqlite":
        statement = sqlite.insert(table).on_conflict_do_nothing()
    else:
        statement = postgresql.insert(table).on_conflict_do_nothing()
    connection.execute(statement, list(rows))


def _to_json(value: object) -> str:
    # Thai stays Thai: escaped it would take twice the space.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
