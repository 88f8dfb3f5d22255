"""One home directory as the front sees it: open it, keep runs and payloads, read them back."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from checks.run import AuditRun
from crawler.kept import CrawlParts
from crawler.records import Crawl
from store.agencies import AgencyRegister
from store.documents import DocumentFiles
from store.errors import PayloadMissing
from store.looks import select_looked_at, select_looks, was_looked_at
from store.mapping import crawl_row, run_row, snapshot_rows
from store.mapping_verdicts import verdict_rows
from store.migrations import migrate
from store.paths import HomeLayout, opening_lock, prepare_home
from store.records import ItemLook, RunKind, RunSummary, SecondLook, Ticket
from store.runs import (
    insert_crawl,
    insert_run,
    select_audited,
    select_crawl_parts,
    select_ids,
    select_last_run,
    select_newest,
    select_run,
    select_summaries,
)
from store.snapshots import PayloadFiles
from store.ticket_rows import finish, owe_second_look
from store.tickets import TicketBook
from store.transactions import Transactions
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

    ``snapshots`` is the ``crawler.ports.SnapshotStore`` that a crawl of this home writes to,
    ``documents`` its ``crawler.ports.DocumentCache``, ``register`` the agencies, ``tickets`` the
    runs that each night owes.
    """

    def __init__(self, layout: HomeLayout) -> None:
        self.layout = layout
        self.snapshots = PayloadFiles(layout.payloads)
        self.documents = DocumentFiles(layout.documents)
        url = sa.URL.create("sqlite", database=str(layout.database))
        self.transactions = Transactions(url)
        self.register = AgencyRegister(self.transactions)
        self.tickets = TicketBook(self.transactions)

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
        self.transactions.close()

    def bring_up_to_date(self) -> None:
        """Migrate the database to this version's tables; nothing happens when it has them."""
        with self.transactions.writing() as connection:
            migrate(connection)

    def save_run(
        self,
        run: AuditRun,
        crawl: Crawl | None,
        *,
        ticket: Ticket | None = None,
        second_look: SecondLook | None = None,
    ) -> None:
        """Keep a run whole or not at all, with what judging it again needs of its crawl.

        The ticket that the run was owed by is closed in the same transaction, and the second look
        that it asks for is owed from then on.

        Raises:
            LeaseLost: another process has taken the ticket over; nothing of the run is kept.
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
        with self.transactions.writing() as connection:
            if ticket is not None:
                finish(connection, ticket, run_id=run.run_id, at=run.finished_at)
            run_pk = insert_run(connection, head)
            if visited is not None:
                insert_crawl(connection, run_pk, *visited)
            insert_verdicts(connection, run_pk, verdicts)
            if ticket is not None and second_look is not None:
                looks = select_looks(connection, run.agency.agency_id, run.fiscal_year_be)
                items = second_look.choose(looks)
                if items:
                    due_at = run.finished_at + second_look.after
                    owe_second_look(connection, ticket, items, due_at=due_at)

    def load_run(self, run_id: str) -> AuditRun:
        """The run of an id, equal to the one that was saved.

        Raises:
            RunNotFound: no run of that id is kept.
            DatabaseUnusable: its rows cannot be read by this version.
        """
        with self.transactions.reading() as connection:
            return select_run(connection, run_id)

    def last_run(
        self, agency_id: str | None = None, home_url: str | None = None
    ) -> AuditRun | None:
        """The look that finished last, of one agency or home address when given.

        Runs that were only judged again are no looks.
        """
        with self.transactions.reading() as connection:
            return select_last_run(connection, agency_id=agency_id, home_url=home_url)

    def runs(
        self,
        limit: int = 50,
        *,
        agency_id: str | None = None,
        kinds: Sequence[RunKind] | None = None,
    ) -> tuple[RunSummary, ...]:
        """Summaries of the newest runs, newest first; of one agency or some kinds when given."""
        with self.transactions.reading() as connection:
            return select_summaries(connection, limit, agency_id=agency_id, kinds=kinds)

    def summaries_of(self, run_ids: Sequence[str]) -> tuple[RunSummary, ...]:
        """Summaries of the runs of these ids, newest first; unknown ids are left out."""
        with self.transactions.reading() as connection:
            return select_summaries(connection, None, run_ids=run_ids)

    def newest_runs(self, agency_id: str | None = None) -> tuple[RunSummary, ...]:
        """Each agency's newest run that judged every item, by agency id; of one when given.

        The newest of all where none did; outcomes are left out.
        """
        with self.transactions.reading() as connection:
            return select_newest(connection, agency_id)

    def ids(self, prefix: str, limit: int = 10) -> tuple[str, ...]:
        """Ids of runs that begin with a prefix, in their order."""
        with self.transactions.reading() as connection:
            return select_ids(connection, prefix, limit)

    def audited(self) -> tuple[tuple[str, int], ...]:
        """Each agency that was ever audited, by id, with the fiscal year that is shown of it.

        The greatest of its nightly runs; without one that of its newest run.
        """
        with self.transactions.reading() as connection:
            return select_audited(connection)

    def looks(self, agency_id: str, fiscal_year_be: int) -> tuple[ItemLook, ...]:
        """What the ordinary looks at an agency found of each item of a year, oldest look first.

        Looks amid a streak that found the same are left out. Without an ordinary look they are
        those of the newest run.
        """
        with self.transactions.reading() as connection:
            return select_looks(connection, agency_id, fiscal_year_be)

    def looked_at(self, agency_id: str, fiscal_year_be: int) -> bool:
        """Whether an agency was ever audited for a year."""
        with self.transactions.reading() as connection:
            return was_looked_at(connection, agency_id, fiscal_year_be)

    def audited_in(self, fiscal_year_be: int) -> frozenset[str]:
        """The ids of all agencies that were ever audited for a year."""
        with self.transactions.reading() as connection:
            return select_looked_at(connection, fiscal_year_be)

    def load_crawl_parts(self, run_id: str) -> CrawlParts | None:
        """What was kept of a run's crawl; None for a run that was saved without one.

        Raises:
            RunNotFound: no run of that id is kept.
        """
        with self.transactions.reading() as connection:
            return select_crawl_parts(connection, run_id)

    def _require_payloads(self, crawl: Crawl) -> None:
        for snapshot in crawl.snapshots:
            if snapshot.payload_digest not in self.snapshots:
                raise PayloadMissing(
                    f"The payload {snapshot.payload_digest} of {snapshot.url} is not in"
                    f" {self.layout.payloads}; put every payload into the store before its run."
                )
