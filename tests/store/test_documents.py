"""What readers made of payloads, kept on the disk: found again, never trusted blindly."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard

from crawler.document_json import to_json
from crawler.extract.writer import DocumentWriter
from crawler.records import Document, GapReason, Unreadable
from store.documents import MAX_BYTES, DocumentFiles
from store.store import open_store

DIGEST = "sha256:" + "ab" * 32
NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def document(digest: str = DIGEST) -> Document:
    writer = DocumentWriter()
    with writer.part("page=1"):
        writer.line("แผนปฏิบัติการป้องกันการทุจริต")
    return writer.build(
        url="https://www.ban-sommut.example/a",
        payload_digest=digest,
        fetched_at=NOW,
        content_type="application/msword",
        extractor="doc",
        version=1,
    )


def stored(root: Path) -> Path:
    return next(path for path in root.rglob("*.zst"))


def test_kept_by_payload_reader_and_version(tmp_path: Path) -> None:
    """A rise of the version, another reader and another payload find nothing."""
    files = DocumentFiles(tmp_path)
    files.put(DIGEST, "doc", 1, document())

    assert files.get(DIGEST, "doc", 1) == document()
    assert files.get(DIGEST, "doc", 2) is None
    assert files.get(DIGEST, "docx", 1) is None
    assert files.get("sha256:" + "cd" * 32, "doc", 1) is None


def test_why_there_is_no_document_is_kept_too(tmp_path: Path) -> None:
    """A broken file is not tried again every night."""
    none = Unreadable(
        url="https://www.ban-sommut.example/a",
        payload_digest=DIGEST,
        content_type="application/msword",
        reason=GapReason.UNREADABLE_DOCUMENT,
        detail="protected by a password",
        fetched_at=NOW,
    )
    files = DocumentFiles(tmp_path)
    files.put(DIGEST, "doc-0a1b2c3d", 1, none)

    assert files.get(DIGEST, "doc-0a1b2c3d", 1) == none


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"noise",
        zstandard.compress(b"{}"),
        zstandard.compress(to_json(document("sha256:" + "ef" * 32))),
        zstandard.compress(bytes(MAX_BYTES + 1)),
        zstandard.compress(to_json(replace(document(), text="อื่น"))),
    ],
    ids=["empty", "noise", "no record", "of another payload", "too large", "of another text"],
)
def test_a_damaged_file_is_a_document_to_read_again(tmp_path: Path, damage: bytes) -> None:
    """Whatever stands in the file, nothing wrong comes out."""
    files = DocumentFiles(tmp_path)
    files.put(DIGEST, "doc", 1, document())
    stored(tmp_path).write_bytes(damage)

    assert files.get(DIGEST, "doc", 1) is None


def test_a_directory_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    """The cache is a convenience: no error leaves it."""
    (tmp_path / "file").write_text("in the way")
    files = DocumentFiles(tmp_path / "file")
    files.put(DIGEST, "doc", 1, document())

    assert files.get(DIGEST, "doc", 1) is None


@pytest.mark.parametrize(
    ("digest", "extractor"), [("sha256:../../etc", "doc"), (DIGEST, "../doc"), (DIGEST, "a/b")]
)
def test_names_never_become_other_paths(tmp_path: Path, digest: str, extractor: str) -> None:
    """Only digests and plain names reach the file system."""
    files = DocumentFiles(tmp_path / "documents")
    files.put(digest, extractor, 1, document())

    assert files.get(digest, extractor, 1) is None
    assert not (tmp_path / "documents").exists()


def test_a_store_keeps_them_beside_its_payloads(tmp_path: Path) -> None:
    """Under the home directory, where they may be removed at any time."""
    with open_store(tmp_path) as store:
        store.documents.put(DIGEST, "doc", 1, document())

        assert stored(tmp_path / "documents").name == f"{'ab' * 32}.doc-1.zst"
        assert store.documents.get(DIGEST, "doc", 1) == document()
