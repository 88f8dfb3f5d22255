"""What OCR read of single pages, as files: a page that stands in two documents is read once.

The folder belongs to one site's address: what its documents make a reading process write can
mislead no other agency's.
"""

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

_MOST_BYTES = 1024 * 1024  # of one page's text


class PageTextFiles:
    """Texts of pages as files of one folder; safe for several processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> str | None:
        """The text kept under a key; None when there is none, or it cannot be read.

        The key names the picture's bytes and the version of the reading.
        """
        try:
            with self._path(key).open("rb") as file:
                kept = file.read(_MOST_BYTES + 1)
            return kept.decode("utf-8") if len(kept) <= _MOST_BYTES else None
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, key: str, text: str) -> None:
        """Keep a text; a full or read-only disk, or a text too long, keeps nothing."""
        path, said = self._path(key), text.encode("utf-8", "replace")
        if len(said) > _MOST_BYTES or path.is_file():
            return
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(said)
                os.replace(temporary, path)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise

    def _path(self, key: str) -> Path:
        name = hashlib.sha256(key.encode()).hexdigest()
        return self._folder / name[:2] / f"{name}.txt"
