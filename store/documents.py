"""What readers made of payloads: one zstd file of JSON for each payload, reader and version.

A convenience beside the payloads: a file that is lost, cut or foreign is a document read again.
"""

import contextlib
import os
import re
import tempfile
from pathlib import Path

import zstandard

from crawler.document_json import NotADocument, from_json, to_json
from crawler.records import Document, Unreadable

MAX_BYTES = 64 * 1024 * 1024  # of one record, unpacked
_DIGEST = re.compile(r"sha256:([0-9a-f]{64})")
_EXTRACTOR = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
_LEVEL = 3


class DocumentFiles:
    """A ``crawler.ports.DocumentCache`` of files; safe for threads and for several processes."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def get(
        self, payload_digest: str, extractor: str, version: int
    ) -> Document | Unreadable | None:
        """What a reader made of a payload; None when it is not kept, or not whole."""
        path = self._path(payload_digest, extractor, version)
        if path is None:
            return None
        try:
            packed = path.read_bytes()
            if not 0 <= zstandard.frame_content_size(packed) <= MAX_BYTES:
                return None
            kept = from_json(zstandard.ZstdDecompressor().decompress(packed))
        except (OSError, zstandard.ZstdError, MemoryError, NotADocument):
            return None
        return kept if kept.payload_digest == payload_digest else None

    def put(
        self, payload_digest: str, extractor: str, version: int, result: Document | Unreadable
    ) -> None:
        """Keep what a reader made of a payload; a full or read-only disk keeps nothing."""
        path = self._path(payload_digest, extractor, version)
        if path is None or path.is_file():
            return
        record = to_json(result)
        if len(record) > MAX_BYTES:
            return
        packed = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(record)
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(packed)
                os.replace(temporary, path)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise

    def _path(self, payload_digest: str, extractor: str, version: int) -> Path | None:
        digest = _DIGEST.fullmatch(payload_digest)
        if digest is None or not _EXTRACTOR.fullmatch(extractor) or version < 0:
            return None
        return self._root / digest[1][:2] / f"{digest[1]}.{extractor}-{version}.zst"
