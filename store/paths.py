"""Where things stand under the home directory, and whether it can be written."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from store.errors import HomeUnusable


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeLayout:
    """The files of one home directory. Must stand on a local disk (WAL and file locks need it)."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file; its ``-wal`` and ``-shm`` stand beside it."""
        return self.root / "oitwatch.sqlite3"

    @property
    def payloads(self) -> Path:
        """The directory of the content-addressed payload files."""
        return self.root / "payloads"

    @property
    def documents(self) -> Path:
        """The directory of what readers made of payloads; may be removed at any time."""
        return self.root / "documents"

    @property
    def page_texts(self) -> Path:
        """The directory of what OCR read of single pages; may be removed at any time."""
        return self.root / "page-texts"

    @property
    def lock(self) -> Path:
        """The file whose lock lets one process at a time open or migrate."""
        return self.root / "open.lock"


def prepare_home(home: Path) -> HomeLayout:
    """The layout of a home directory that exists and can be written; creates it when absent.

    Raises:
        HomeUnusable: it is no directory, or cannot be created, read or written.
    """
    layout = HomeLayout(root=home.absolute())
    try:
        layout.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        layout.payloads.mkdir(mode=0o700, exist_ok=True)
        os.scandir(layout.root).close()
        with layout.lock.open("ab"):
            pass  # opening for append is the proof that this file system takes writes
    except (FileExistsError, NotADirectoryError) as error:
        raise HomeUnusable(
            f"The home directory {layout.root} cannot be used because {error.filename} is not a"
            " directory; name another directory or move that file away."
        ) from error
    except OSError as error:
        raise HomeUnusable(
            f"The home directory {layout.root} cannot be read and written"
            f" ({error.strerror or error}); give this user the right to it or name another."
        ) from error
    for directory in (layout.root, layout.payloads):
        if not os.access(directory, os.R_OK | os.W_OK | os.X_OK):
            raise HomeUnusable(
                f"The home directory {layout.root} cannot be used because {directory} is not"
                " readable and writable; give this user the right to it or name another."
            )
    return layout


@contextmanager
def opening_lock(layout: HomeLayout) -> Iterator[None]:
    """Hold off every other process that opens the same home; freed when the process dies.

    Raises:
        HomeUnusable: the file system has no locks.
    """
    with layout.lock.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError as error:
            raise HomeUnusable(
                f"The home directory {layout.root} cannot be locked ({error.strerror or error});"
                " name a directory on a local disk."
            ) from error
        yield
