"""The pool: limits, crashes, one reading per payload, results kept between nights."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import office_files as made
import pytest
import pytest_asyncio
from pdf_damage import sample

from crawler.extract import child, digit_reader
from crawler.extract import pool as pools
from crawler.extract.limits import MIB, ReadLimits
from crawler.extract.pool import ReaderPool
from crawler.extract.registry import READERS, Entry, cache_name, programs
from crawler.records import Document, GapReason, Unreadable
from crawler.sniff import CSV, DOCX, PDF, SHEET_XML, TEXT, XLSX, ZIP

CEILING_S = 60  # everything here ends long before; only a hang reaches it

# Readers as hostile documents would make them, each a module that the child can import.
MISBEHAVIOUR = {
    "hangs": "import time\ntime.sleep(600)",
    "spins": "while True: pass",
    "grows": "held = [bytearray(1 << 20) for _ in range(4000)]",
    "crashes": "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)",
    "raises": "raise KeyError('no such part')",
    "leaves": "import os\nos._exit(0)",
    "connects": "import socket\nsocket.create_connection(('127.0.0.1', 9))",
    "resolves": "import socket\nsocket.getaddrinfo('localhost', 80)",
    "starts": "import subprocess\nsubprocess.run(['/bin/sh', '-c', 'true'])",
    "floods": (
        "import os\nos.write(1, b'x' * 100)\nprint('noise' * 1000)\nraise ValueError('after noise')"
    ),
    "ignores": (
        "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(600)"
    ),
    "writes": "open('big', 'wb').write(bytes(2 << 20))",
}
NAMED = {
    "hangs": "took longer than 2 s",
    "spins": "more than 1 s of processor time",
    "grows": "more than 512 MiB of memory",
    "crashes": "crashed (SIGSEGV)",
    "raises": "crashed (KeyError: 'no such part')",
    "leaves": "no sound document",
    "connects": "Forbidden: a reader may not use socket",
    "resolves": "Forbidden: a reader may not use socket",
    "starts": "Forbidden: a reader may not start /bin/sh",
    "floods": "crashed (ValueError: after noise)",
    "ignores": "took longer than 2 s",
    "writes": "File too large",
}


@pytest_asyncio.fixture
async def pool() -> AsyncIterator[ReaderPool]:
    async with asyncio.timeout(CEILING_S), ReaderPool(size=2) as readers:
        yield readers


@pytest.fixture
def misread(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a misbehaving reader in the place of the one for texts."""

    def install(name: str) -> None:
        lines = MISBEHAVIOUR[name].replace("\n", "\n    ")
        (tmp_path / f"hostile_{name}.py").write_text(f"def read(payload, **told):\n    {lines}\n")
        entry = Entry(module=f"hostile_{name}", function="read", extractor="text", version=1)
        monkeypatch.setattr(pools, "READERS", {**READERS, TEXT: entry})
        monkeypatch.setattr(pools, "_ROOT", f"{pools._ROOT}{os.pathsep}{tmp_path}")

    return install


async def ask(readers: ReaderPool, payload: bytes, name: str = "a.txt") -> Document | Unreadable:
    return await readers.read(payload, **made.asked(payload, name))


@pytest.mark.parametrize("name", MISBEHAVIOUR)
async def test_whatever_a_reader_does_ends_in_a_named_reason(
    name: str, misread: Callable[[str], None]
) -> None:
    """The document is unreadable by name, and the next one is read as if nothing had happened."""
    misread(name)
    wall_s = 2.0 if "took longer" in NAMED[name] else 40.0
    # Only the reader that spins may meet this limit: to fill memory takes long under load too.
    cpu_s = 1 if "processor time" in NAMED[name] else 30
    limits = ReadLimits(
        memory_bytes=512 * MIB, cpu_s=cpu_s, wall_s=wall_s, grace_s=0.2, written_bytes=MIB
    )
    async with asyncio.timeout(CEILING_S), ReaderPool(size=1, limits=limits) as readers:
        result = await ask(readers, b"hostile")
        after = await ask(readers, made.word("ต่อไป"), "b.docx")

    assert isinstance(result, Unreadable)
    assert result.reason is GapReason.UNREADABLE_DOCUMENT
    assert NAMED[name] in result.detail
    assert isinstance(after, Document)
    assert after.text == "ต่อไป\n"


async def test_results_larger_than_the_limit_are_refused() -> None:
    """A child cannot fill the parent's memory."""
    limits = ReadLimits(result_bytes=20_000)
    async with asyncio.timeout(CEILING_S), ReaderPool(size=1, limits=limits) as readers:
        result = await ask(readers, "ประกาศ\n".encode() * 5_000)

    assert isinstance(result, Unreadable)
    assert "larger than 20,000 bytes" in result.detail


async def test_a_child_that_dies_is_replaced(pool: ReaderPool) -> None:
    """Killed from outside in the middle: that document is unreadable, the next is read."""
    await ask(pool, b"first")
    for one in pool._idle:
        os.kill(one.process.pid, signal.SIGKILL)
        await one.process.wait()
    lost = await ask(pool, b"second")
    found = await ask(pool, b"third")

    assert isinstance(lost, Unreadable)
    assert isinstance(found, Document)


async def test_the_same_payload_is_parsed_once_in_a_run(pool: ReaderPool) -> None:
    """At once or later, under whatever address; each answer carries its own address."""
    payload = made.word("แผนปฏิบัติการ")
    told = made.asked(payload, "a.docx")
    other = {**told, "url": "https://www.ban-sommut.example/other"}
    first, second = await asyncio.gather(pool.read(payload, **told), pool.read(payload, **other))
    third = await pool.read(payload, **other)

    assert pool.parsed == 1
    assert isinstance(first, Document)
    assert (first.url, second.url) == (told["url"], other["url"])
    assert second == third == replace(first, url=other["url"])


class Kept:
    """A cache in memory."""

    def __init__(self) -> None:
        self.results: dict[tuple[str, str, int], Document | Unreadable] = {}

    def get(
        self, payload_digest: str, extractor: str, version: int
    ) -> Document | Unreadable | None:
        return self.results.get((payload_digest, extractor, version))

    def put(
        self, payload_digest: str, extractor: str, version: int, result: Document | Unreadable
    ) -> None:
        self.results[payload_digest, extractor, version] = result


async def test_a_later_night_reads_nothing_anew_until_the_version_rises(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Documents and broken files are kept by digest, reader and version."""
    kept = Kept()
    payloads = [made.word("แผน"), made.word("แผน")[:600]]
    parsed = []
    now = READERS[DOCX].version
    for version in (now, now, now + 1):
        entry = replace(READERS[DOCX], version=version)
        monkeypatch.setattr(pools, "READERS", {**READERS, DOCX: entry})
        async with asyncio.timeout(CEILING_S), ReaderPool(size=1, cache=kept) as readers:
            results = [
                await readers.read(payload, **{**made.asked(payload), "content_type": DOCX})
                for payload in payloads
            ]
            parsed.append(readers.parsed)
        assert isinstance(results[1], Unreadable)

    assert parsed == [2, 0, 2]


def kept_pages(folder: Path) -> list[Path]:
    return list(folder.rglob("*.txt"))


@pytest.mark.usefixtures("tesseract")
async def test_a_page_that_stands_in_two_files_of_a_site_is_read_once(tmp_path: Path) -> None:
    """What OCR read of it is taken from where it was kept; another site's pages are its own."""
    scan = sample("scores.typst-scan")
    copy = scan + b"\n% the same page in another file\n"
    told = "ประกาศที่เก็บไว้จากการอ่านครั้งแรก"
    async with ReaderPool(size=1, page_texts=tmp_path) as readers:
        first = await ask(readers, scan, "a.pdf")
        (kept,) = kept_pages(tmp_path)
        assert isinstance(first, Document)
        assert kept.read_text(encoding="utf-8").split("\n")[0] in first.text
        kept.write_text(told, encoding="utf-8")

        again = await ask(readers, copy, "b.pdf")
        packed = await ask(readers, made.zipped({"c.pdf": copy}), "c.zip")
        elsewhere = {**made.asked(copy + b"%\n", "c.pdf"), "url": "https://other.example/c.pdf"}
        other = await readers.read(copy + b"%\n", **elsewhere)

    assert isinstance(again, Document)
    assert isinstance(other, Document)
    assert again.text.strip() == told
    assert isinstance(packed, Document)
    assert told in packed.text
    assert other.text == first.text
    assert len(kept_pages(tmp_path)) == 2


async def test_a_crash_is_not_kept_for_later(misread: Callable[[str], None]) -> None:
    """What a limit or a crash ended may go better on another night."""
    misread("raises")
    kept = Kept()
    async with asyncio.timeout(CEILING_S), ReaderPool(size=1, cache=kept) as readers:
        await ask(readers, b"x")

    assert kept.results == {}


async def test_texts_and_pages_are_read_for_each_address(pool: ReaderPool) -> None:
    """The header shapes how they are decoded, so the bytes alone do not settle them."""
    payload = "ประกาศ".encode("cp874")
    told = made.asked(payload, "a.txt", "text/plain; charset=windows-874")
    thai = await pool.read(payload, **told)

    assert isinstance(thai, Document)
    assert thai.text == "ประกาศ\n"
    assert not READERS[TEXT].keeps
    assert not READERS[CSV].keeps


async def test_what_has_no_reader_and_what_is_empty_start_no_process(pool: ReaderPool) -> None:
    """Both are named at once."""
    results = [
        await ask(pool, b"\x00\x00\x00\x18ftypmp42" + bytes(90), "a.mp4"),
        await ask(pool, b""),
    ]

    assert [result.reason for result in results if isinstance(result, Unreadable)] == [
        GapReason.UNSUPPORTED_FORMAT
    ] * 2
    assert pool.parsed == 0


async def test_closing_ends_readings_under_way(misread: Callable[[str], None]) -> None:
    """Leaving the pool does not wait for a document that hangs, and leaves no process."""
    misread("hangs")
    readers = ReaderPool(size=1)
    async with asyncio.timeout(CEILING_S):
        task = asyncio.create_task(ask(readers, b"hostile"))
        for _ in range(CEILING_S * 100):
            if readers._busy:
                break
            await asyncio.sleep(0.01)
        process = next(iter(readers._busy)).process
        await readers.aclose()
        await asyncio.gather(task, return_exceptions=True)

    assert process.returncode is not None


def test_a_cache_name_changes_with_what_the_reader_stands_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A program that is installed, and for archives every other reader, change the name."""
    monkeypatch.setattr("shutil.which", lambda name: None)
    bare = {media: cache_name(entry) for media, entry in READERS.items()}
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    full = {media: cache_name(entry) for media, entry in READERS.items()}

    assert bare["application/msword"] != full["application/msword"]
    assert bare[XLSX] != full[XLSX]
    assert bare[SHEET_XML] == full[SHEET_XML] == "sheet-xml"
    assert bare[ZIP] != full[ZIP]


def test_a_cache_name_changes_with_the_digit_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scans are read anew when it comes or goes; what never needs OCR is not."""
    names = []
    for installed in (False, True):
        monkeypatch.setattr(digit_reader, "is_installed", lambda there=installed: there)
        names.append({media: cache_name(entry) for media, entry in READERS.items()})
    without, with_it = names

    assert all(without[media] != with_it[media] for media in (PDF, XLSX, ZIP, "image/png"))
    assert without[SHEET_XML] == with_it[SHEET_XML]


@pytest.mark.parametrize("entry", sorted(set(READERS.values()), key=lambda one: one.function))
def test_the_registry_agrees_with_the_readers(entry: Entry) -> None:
    """Each entry names a function that exists; versions are the modules' own."""
    module = __import__(entry.module, fromlist=["*"])

    assert callable(getattr(module, entry.function))
    assert entry.version == module.VERSION
    assert getattr(module, "EXTRACTOR", entry.extractor) == entry.extractor


def test_programs_that_readers_may_start_are_named() -> None:
    """Nothing but these gets past the guard."""
    assert programs() >= {"antiword", "soffice", "unar", "lsar"}
    assert "sh" not in programs()
    assert child.READ == b"R"
