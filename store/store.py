"""One home directory as the front sees it: open it, keep runs and payloads, read them back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from checks.run import AuditRun
from crawler.records import Crawl
from store.documents import DocumentFiles
from store.engine import create_engine, plain_errors
from store.errors import DatabaseUnusable, PayloadMissing
from store.mapping import crawl_row, run_row, snapshot_rows
from store.mapping_verdicts import verdict_rows
from store.migrations import migrate
from store.paths import HomeLayout, opening_lock, prepare_home
from store.records import CrawlParts, RunSummary
from store.runs import (
    insert_crawl,
    insert_run,
    select_crawl_parts,
    select_last_run,
    select_run,
    select_summaries,
)
from store.snapshots import PayloadFiles
from store.verdicts import insert_verdicts


def open_store(home: Path) -> "Store":
    """Open a home directory, creating and migrating it as needed; the caller closes it.

    Raises:
        HomeUnusable: the directory cannot be created, read or written.
        DatabaseUnusable: the database is damaged, foreign, of a newer version, full or locked.
    """
    layout = prepare_home(home)
    store = Store(layout)
    try:
        # Two commands may meet in a new home: one of them lays it out, the other waits.
        with opening_lock(layout):
            store.bring_up_to_date()
    except BaseException:
        store.close()
        raise
    return store


class Store:
    """Runs, verdicts and payloads of one home directory. Append-only; safe for threads.

    ``snapshots`` is the ``crawler.ports.SnapshotStore`` that a crawl of this home writes to, and
    ``documents`` its ``crawler.ports.DocumentCache``.
    """

    def __init__(self, layout: HomeLayout) -> None:
        self.layout = layout
        self.snapshots = PayloadFiles(layout.payloads)
        self.documents = DocumentFiles(layout.documents)
        url = sa.URL.create("sqlite", database=str(layout.database))
        self._writer = create_engine(url)
        self._reader = create_engine(url, read_only=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection; the store is not used again."""
        self._reader.dispose()
        self._writer.dispose()

    def bring_up_to_date(self) -> None:
        """Migrate the database to this version's tables; nothing happens when it has them."""
        with self._writing() as connection:
            migrate(connection)

    def save_run(self, run: AuditRun, crawl: Crawl | None) -> None:
        """Keep a run whole or not at all, with what judging it again needs of its crawl.

        Raises:
            RunExists: a run of that id is kept; it stays as it is.
            PayloadMissing: a snapshot's payload was never put into ``snapshots``.
            StoreError: the database or the disk refuses; nothing of the run is kept.
        """
        # Rows are made before the transaction, so that other writers wait for the disk only.
        head = run_row(run)
        verdicts = verdict_rows(run.verdicts)
        visited = None
        if crawl is not None:
            self._require_payloads(crawl)
            visited = (crawl_row(crawl), snapshot_rows(crawl.snapshots))
        with self._writing() as connection:
            run_pk = insert_run(connection, head)
            if visited is not None:
                insert_crawl(connection, run_pk, *visited)
            insert_verdicts(connection, run_pk, verdicts)

    def load_run(self, run_id: str) -> AuditRun:
        """The run of an id, equal to the one that was saved.

        Raises:
            RunNotFound: no run of that id is kept.
            DatabaseUnusable: its rows cannot be read by this version.
        """
        with self._reading() as connection:
            return select_run(connection, run_id)

    def last_run(
        self, agency_id: str | None = None, home_url: str | None = None
    ) -> AuditRun | None:
        """The run that finished last, of one agency or home address when given."""
        with self._reading() as connection:
            return select_last_run(connection, agency_id=agency_id, home_url=home_url)

    def runs(self, limit: int = 50) -> tuple[RunSummary, ...]:
        """Summaries of the newest runs, newest first."""
        with self._reading() as connection:
            return select_summaries(connection, limit)

    def load_crawl_parts(self, run_id: str) -> CrawlParts | None:
        """What was kept of a run's crawl; None for a run that was saved without one.

        Raises:
            RunNotFound: no run of that id is kept.
        """
        with self._reading() as connection:
            return select_crawl_parts(connection, run_id)

    def _require_payloads(self, crawl: Crawl) -> None:
        for snapshot in crawl.snapshots:
            if snapshot.payload_digest not in self.snapshots:
                raise PayloadMissing(
                    f"The payload {snapshot.payload_digest} of {snapshot.url} is not in"
                    f" {self.layout.payloads}; put every payload into the store before its run."
                )

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with plain_errors(self._writer), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        try:
            with plain_errors(self._reader), self._reader.begin() as connection:
                yield connection
        except ValueError as error:
            raise DatabaseUnusable(
                f"The database {self.layout.database} holds a value that this version does not"
                f" know ({str(error).splitlines()[0]}); use the version that wrote it."
            ) from error
