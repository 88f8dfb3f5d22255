"""Transactions of one home's database: a writing and a reading engine, errors in plain words."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from store.engine import create_engine, plain_errors
from store.errors import DatabaseUnusable


class Transactions:
    """Opens transactions on one database; safe for threads."""

    def __init__(self, url: sa.URL) -> None:
        self.writer = create_engine(url)
        self.reader = create_engine(url, read_only=True)

    def close(self) -> None:
        """Close every connection."""
        self.reader.dispose()
        self.writer.dispose()

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction that may write; kept whole when the block ends, else not at all.

        Raises:
            StoreError: the database or the disk refuses.
        """
        with plain_errors(self.writer), self.writer.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One transaction that only reads.

        Raises:
            DatabaseUnusable: its rows cannot be read by this version.
        """
        try:
            with plain_errors(self.reader), self.reader.begin() as connection:
                yield connection
        except ValueError as error:
            raise DatabaseUnusable(
                f"The database {self.reader.url.database} holds a value that this version does not"
                f" know ({str(error).splitlines()[0]}); use the version that wrote it."
            ) from error
