"""Opens the home directory and says in one sentence when it cannot be used."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from oitwatch.errors import AuditError
from store.errors import HomeUnusable, StoreError
from store.store import Store, open_store


@contextmanager
def opened_store(home: Path) -> Iterator[Store]:
    """The store of a home directory while the context lasts.

    Raises:
        AuditError: the home or its database cannot be used; what was being kept is not.
    """
    try:
        with open_store(home) as store:
            yield store
    except HomeUnusable as error:
        raise AuditError("home_unusable", home=str(home), detail=_reason(error)) from error
    except StoreError as error:
        raise AuditError("store_failed", detail=_plain(error)) from error


def _plain(error: StoreError) -> str:
    return str(error).rstrip(".")


def _reason(error: HomeUnusable) -> str:
    cause = error.__cause__
    if isinstance(cause, OSError) and cause.strerror:
        return f"{cause.strerror}: {cause.filename}" if cause.filename else cause.strerror
    return _plain(error)
