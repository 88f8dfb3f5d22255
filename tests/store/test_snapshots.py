"""Payloads are kept once, by digest, and never trusted without it."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
import zstandard

from store.errors import PayloadDamaged, StoreError
from store.snapshots import PayloadFiles

PAYLOAD = "ประกาศ".encode("cp874") * 500


@pytest.fixture
def payloads(tmp_path):
    return PayloadFiles(tmp_path)


def file_of(root):
    (path,) = root.glob("*/*.zst")
    return path


def test_a_payload_comes_back(payloads):
    """The digest is SHA-256 of the bytes as given, and gives them back."""
    digest = payloads.put(PAYLOAD)

    assert digest == f"sha256:{sha256(PAYLOAD).hexdigest()}"
    assert payloads.get(digest) == PAYLOAD
    assert digest in payloads


def test_an_empty_payload_is_a_payload(payloads):
    """A server may answer with nothing; that is kept too."""
    assert payloads.get(payloads.put(b"")) == b""


def test_a_payload_is_written_once(payloads, tmp_path):
    """The second put of the same bytes leaves the file alone, compressed, with no leftovers."""
    payloads.put(PAYLOAD)
    before = file_of(tmp_path).stat()
    payloads.put(PAYLOAD)
    after = file_of(tmp_path).stat()

    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert after.st_size < len(PAYLOAD) / 10
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file_of(tmp_path)]


@pytest.mark.parametrize(
    "digest", ["", "sha256:", "sha256:../../etc/passwd", "sha256:" + "A" * 64, "0" * 64]
)
def test_what_is_no_digest_is_a_key_error(payloads, digest):
    """Nothing but the exact form of a digest reaches the file system."""
    with pytest.raises(KeyError):
        payloads.get(digest)
    assert digest not in payloads


def test_an_unknown_digest_is_a_key_error(payloads):
    """A digest that was never put is a KeyError."""
    with pytest.raises(KeyError):
        payloads.get("sha256:" + "0" * 64)


@pytest.mark.parametrize(
    "damage",
    [
        lambda packed: packed[:-9],
        lambda packed: packed[: len(packed) // 2] + b"\x00" + packed[len(packed) // 2 + 1 :],
        lambda packed: b"",
        lambda packed: zstandard.compress(PAYLOAD[::-1]),
    ],
    ids=["cut", "flipped", "empty", "other-bytes"],
)
def test_damage_is_seen(payloads, tmp_path, damage):
    """A file whose bytes do not match its digest is never given out."""
    digest = payloads.put(PAYLOAD)
    path = file_of(tmp_path)
    path.write_bytes(damage(path.read_bytes()))

    with pytest.raises(PayloadDamaged, match="damaged"):
        payloads.get(digest)


def test_a_file_of_another_size_is_replaced(payloads, tmp_path):
    """A file left empty by a failing disk does not stand in the way of the right bytes."""
    digest = payloads.put(PAYLOAD)
    file_of(tmp_path).write_bytes(b"")
    payloads.put(PAYLOAD)

    assert payloads.get(digest) == PAYLOAD


def test_a_disk_that_refuses_is_named(payloads, tmp_path):
    """A payload that cannot be written names its file."""
    name = sha256(PAYLOAD).hexdigest()
    (tmp_path / name[:2]).write_text("in the way")

    with pytest.raises(StoreError, match=name):
        payloads.put(PAYLOAD)


def test_threads_share_one_store(payloads):
    """Many threads putting the same and other bytes lose none."""
    bodies = [f"{number % 20}".encode() * 1000 for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        digests = list(pool.map(payloads.put, bodies))

    assert [payloads.get(digest) for digest in digests] == bodies
