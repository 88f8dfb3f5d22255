"""Documents per second through the reader pool, against an interpreter for each and against none.

    python bench/readers.py [DOCUMENTS]

Reads distinct small Word and Excel files three ways in one run: by the pool (a limited fork for
each, one child per processor), by a fresh interpreter for each with as many at once, and by calling
the readers in this process. Prints the ratios, and how far the pool made this process grow.
"""

import asyncio
import hashlib
import io
import os
import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl

from crawler.extract.pool import ReaderPool
from crawler.extract.spreadsheet import extract_xlsx
from crawler.extract.word import extract_docx
from crawler.records import Document
from crawler.sniff import DOCX, XLSX

ROOT = str(Path(__file__).parent.parent)
ALONE = """
import sys
from datetime import datetime, UTC
from crawler.extract.{module} import {function} as read
read(sys.stdin.buffer.read(), url="https://a.example/", declared_type="",
     payload_digest="sha256:" + "0" * 64, fetched_at=datetime.now(UTC), content_type="")
"""


def made(number: int) -> tuple[bytes, str]:
    """A Word or Excel file of about two pages."""
    buffer = io.BytesIO()
    if number % 2:
        file = docx.Document()
        for line in range(60):
            file.add_paragraph(f"ข้อ {line} องค์การบริหารส่วนตำบลบ้านสมมติ ครั้งที่ {number}")
        file.save(buffer)
        return buffer.getvalue(), DOCX
    book = openpyxl.Workbook()
    for row in range(200):
        book.active.append([row, f"รายการที่ {row} ครั้งที่ {number}", row * 12.5])
    book.save(buffer)
    return buffer.getvalue(), XLSX


def told(payload: bytes, media: str) -> dict[str, Any]:
    return {
        "url": "https://a.example/",
        "declared_type": "",
        "payload_digest": f"sha256:{hashlib.sha256(payload).hexdigest()}",
        "fetched_at": datetime.now(UTC),
        "content_type": media,
    }


async def by_pool(files: list[tuple[bytes, str]]) -> float:
    async with ReaderPool() as pool:
        started_s = time.perf_counter()
        results = await asyncio.gather(
            *(pool.read(body, **told(body, kind)) for body, kind in files)
        )
        spent_s = time.perf_counter() - started_s
    assert all(isinstance(result, Document) for result in results)
    return spent_s


def alone(file: tuple[bytes, str]) -> None:
    body, media = file
    names = ("word", "extract_docx") if media == DOCX else ("spreadsheet", "extract_xlsx")
    code = ALONE.format(module=names[0], function=names[1])
    subprocess.run([sys.executable, "-c", code], input=body, cwd=ROOT, check=True)


def by_interpreters(files: list[tuple[bytes, str]]) -> float:
    started_s = time.perf_counter()
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
        list(threads.map(alone, files))
    return time.perf_counter() - started_s


def in_process(files: list[tuple[bytes, str]]) -> float:
    started_s = time.perf_counter()
    for body, media in files:
        reader = extract_docx if media == DOCX else extract_xlsx
        assert isinstance(reader(body, **told(body, media)), Document)
    return time.perf_counter() - started_s


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    files = [made(number) for number in range(count)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pool_s = asyncio.run(by_pool(files))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    fresh_s, here_s = by_interpreters(files), in_process(files)
    for name, spent_s in (("pool", pool_s), ("interpreters", fresh_s), ("in process", here_s)):
        ratio = f"the pool is {spent_s / pool_s:.1f} times as fast" if spent_s != pool_s else ""
        print(f"{name:13} {count / spent_s:6.1f} documents/s  {ratio}")
    print(f"memory of this process grew by {grown / 1024:.0f} MiB through the pool")


if __name__ == "__main__":
    main()
