"""Payloads by digest: one zstd file each, written once and synced before any row names it."""

import errno
import os
import re
import tempfile
from hashlib import sha256
from pathlib import Path

import zstandard

from store.errors import PayloadDamaged, StoreError

_DIGEST = re.compile(r"sha256:([0-9a-f]{64})")
_LEVEL = 3


class PayloadFiles:
    """A ``crawler.ports.SnapshotStore`` of files; safe for threads and for several processes.

    A payload that no row names (a run that died) is an orphan file and does no harm: the next run
    that sees the same bytes uses it.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, payload: bytes) -> str:
        """Keep a payload and return its digest, ``sha256:<hex>``; on return it is on the disk.

        A file that is already there is left alone, unless it is plainly damaged (cut off, or of
        another size): then the right bytes take its place.

        Raises:
            StoreError: the disk is full or refuses the write.
        """
        name = sha256(payload).hexdigest()
        path = self._path(name)
        try:
            if not _holds(path, len(payload)):
                self._write(path, payload)
            # Without this the name itself can be lost with the power, and a row would point at
            # nothing. Also for a file that was there: its writer may have died before this line.
            _sync_directory(path.parent)
            _sync_directory(self._root)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                advice = "the disk is full; free some space and run again"
            else:
                advice = f"{error.strerror or error}; check the disk and the rights to it"
            raise StoreError(f"The payload file {path} cannot be written: {advice}.") from error
        return f"sha256:{name}"

    def get(self, digest: str) -> bytes:
        """The payload of a digest, checked against it.

        Raises:
            KeyError: nothing is kept under that digest.
            PayloadDamaged: what is kept are other bytes.
            StoreError: the file cannot be read.
        """
        path = self._path_of(digest)
        if path is None:
            raise KeyError(digest)
        try:
            packed = path.read_bytes()
        except FileNotFoundError:
            raise KeyError(digest) from None
        except OSError as error:
            raise StoreError(
                f"The payload file {path} cannot be read ({error.strerror or error});"
                " check the disk and the rights to it."
            ) from error
        try:
            payload = zstandard.ZstdDecompressor().decompress(packed)
        except (zstandard.ZstdError, MemoryError) as error:
            raise PayloadDamaged(_damaged(path)) from error
        if f"sha256:{sha256(payload).hexdigest()}" != digest:
            raise PayloadDamaged(_damaged(path))
        return payload

    def __contains__(self, digest: str) -> bool:
        path = self._path_of(digest)
        return path is not None and path.is_file()

    def _path_of(self, digest: str) -> Path | None:
        # A digest may come from a command line: only the exact form ever becomes a path.
        match = _DIGEST.fullmatch(digest)
        return self._path(match[1]) if match else None

    def _path(self, name: str) -> Path:
        return self._root / name[:2] / f"{name}.zst"

    def _write(self, path: Path, payload: bytes) -> None:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        packed = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(payload)
        descriptor, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(packed)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def _holds(path: Path, payload_bytes: int) -> bool:
    """Whether a file is there and its frame header says that it holds so many bytes."""
    try:
        with path.open("rb") as file:
            header = file.read(18)  # the longest zstd frame header
        return zstandard.frame_content_size(header) == payload_bytes
    except (FileNotFoundError, zstandard.ZstdError):
        return False


def _damaged(path: Path) -> str:
    return (
        f"The payload file {path} is damaged: its bytes do not match its digest; restore it from a"
        " backup, or audit the site again."
    )


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
