"""What the PDF and Word readers find on the corpus, by producer, and CPU beside other readers.

    python -m bench.extract [--misses] [--without-ocr] [NAME ...]

Phrases count after folding, cells place by place (tests/support/pdf_scores.py). CPU covers the
programs that the reader starts. The peers read plain text (pypdf, pdfplumber) or text and tables
(pdfplumber) of the same files in the same run; scans are left out of the CPU comparison, as OCR
would drown it.
"""

import argparse
import io
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from pdf_damage import sample, sample_names
from pdf_scores import Score, score
from pdf_sources import SAMPLES, source_of

from crawler.extract.pdf import extract_pdf
from crawler.extract.word import extract_docx
from crawler.options import DocumentOptions
from crawler.records import Document, Unreadable
from crawler.sniff import DOCX

_NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
PATIENT = DocumentOptions(ocr_page_seconds=300, ocr_seconds=1200)  # on a busy machine too
_BY_OCR = ("scan", "unmapped")
_NOT_FOR_PEERS = "locked"  # pdfminer cannot open it
_WORD = SAMPLES.parent / "word"


def read(name: str, options: DocumentOptions) -> Document | Unreadable:
    """One sample read as the crawler reads it."""
    return extract_pdf(
        sample(name),
        url=f"https://agency.example/{name}.pdf",
        declared_type="application/pdf",
        payload_digest="sha256:0",
        fetched_at=_NOW,
        options=options,
    )


def read_word(path: Path) -> Document | Unreadable:
    """One Word sample read as the crawler reads it."""
    return extract_docx(
        path.read_bytes(),
        url=f"https://agency.example/{path.name}",
        declared_type="",
        payload_digest="sha256:0",
        fetched_at=_NOW,
        content_type=DOCX,
    )


def cpu_of(work: Callable[[], object]) -> float:
    """CPU seconds of some work and of the programs it started."""
    before = _cpu()
    work()
    return _cpu() - before


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _pypdf(name: str) -> None:
    from pypdf import PdfReader

    for page in PdfReader(io.BytesIO(sample(name))).pages:
        page.extract_text()


def _plumber(name: str, *, tables: bool) -> None:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(sample(name))) as document:
        for page in document.pages:
            page.extract_text()
            if tables:
                page.extract_tables()


def _pages(name: str) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(sample(name))
    try:
        return len(document)
    finally:
        document.close()


def _print_scores(scores: dict[str, list[Score]]) -> None:
    print(f"{'producer':22} {'files':>5} {'phrases':>16} {'table cells':>18} {'wrong years':>12}")
    for producer, group in sorted(scores.items()):
        phrases = sum(item.phrases for item in group), sum(item.all_phrases for item in group)
        cells = sum(item.cells for item in group), sum(item.all_cells for item in group)
        years = sum(len(item.wrong_years) for item in group)
        print(
            f"{producer:22} {len(group):5} {_share(*phrases):>16} {_share(*cells):>18} {years:12}"
        )


def _share(found: int, whole: int) -> str:
    return f"{found}/{whole} {100 * found / whole:5.1f} %" if whole else "-"


def main() -> None:
    """Read the corpus and print what was found."""
    parser = argparse.ArgumentParser(description="PDF reader on the corpus")
    parser.add_argument("names", nargs="*", help="only samples that begin so")
    parser.add_argument("--misses", action="store_true", help="print what was not found")
    parser.add_argument("--without-ocr", action="store_true")
    arguments = parser.parse_args()
    options = DocumentOptions(ocr_pages=0) if arguments.without_ocr else PATIENT
    names = [name for name in sample_names() if name.startswith(tuple(arguments.names) or "")]
    scores: dict[str, list[Score]] = {}
    for name in names:
        producer = name.split(".")[1]
        if arguments.without_ocr and producer.endswith(_BY_OCR):
            continue
        result = score(source_of(name), read(name, options))
        scores.setdefault(producer, []).append(result)
        for miss in result.missed if arguments.misses else ():
            print(f"{name}: {miss}")
        if result.wrong_years:
            print(f"{name}: years {result.wrong_years}")
    for path in sorted(_WORD.glob("*.docx")):
        if path.name.startswith(tuple(arguments.names) or ""):
            result = score(source_of(path.name), read_word(path))
            scores.setdefault(f"{path.name.split('.')[1]} (docx)", []).append(result)
    _print_scores(scores)
    others = (*_BY_OCR, _NOT_FOR_PEERS)
    texts = [name for name in names if not name.endswith(others)]
    pages = sum(map(_pages, texts))
    print(f"\nCPU ms per page over {pages} pages with text")
    runs: dict[str, Callable[[str], object]] = {
        "this reader: text, tables, links": lambda name: read(name, options),
        "pypdf: text": _pypdf,
        "pdfplumber: text": lambda name: _plumber(name, tables=False),
        "pdfplumber: text and tables": lambda name: _plumber(name, tables=True),
    }
    times: dict[str, float] = {}
    for title, run in runs.items():
        run(texts[0])  # imports
        times[title] = sum(cpu_of(partial(run, name)) for name in texts)
    ours = next(iter(times.values()))
    for title, seconds in times.items():
        print(f"{title:34} {1000 * seconds / pages:7.1f}   {seconds / ours:5.2f} times ours")


if __name__ == "__main__":
    main()
