"""What the PDF reader finds on the corpus, by producer, and its CPU beside other readers.

    python -m bench.extract [--misses] [--without-ocr] [NAME ...]

Phrases count after folding, cells place by place (tests/support/pdf_scores.py). CPU covers the
programs that the reader starts. The peers read plain text (pypdf, pdfplumber) or text and tables
(pdfplumber) of the same files in the same run; scans are left out of the CPU comparison, as OCR
would drown it.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from crawler.extract.pdf import extract_pdf  # noqa: E402
from crawler.options import DocumentOptions  # noqa: E402
from crawler.records import Document, Unreadable  # noqa: E402
from pdf_scores import Score, score  # noqa: E402
from pdf_sources import SAMPLES, source_of  # noqa: E402

_NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
_BY_OCR = ("scan", "unmapped")
_NOT_FOR_PEERS = "locked"  # pdfminer cannot open it


def read(sample: Path, options: DocumentOptions) -> Document | Unreadable:
    """One sample read as the crawler reads it."""
    return extract_pdf(
        sample.read_bytes(),
        url=f"https://agency.example/{sample.name}",
        declared_type="application/pdf",
        payload_digest="sha256:0",
        fetched_at=_NOW,
        options=options,
    )


def cpu_of(work: Callable[[], object]) -> float:
    """CPU seconds of some work and of the programs it started."""
    before = _cpu()
    work()
    return _cpu() - before


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _pypdf(sample: Path) -> None:
    from pypdf import PdfReader

    for page in PdfReader(sample).pages:
        page.extract_text()


def _plumber(sample: Path, *, tables: bool) -> None:
    import pdfplumber

    with pdfplumber.open(sample) as document:
        for page in document.pages:
            page.extract_text()
            if tables:
                page.extract_tables()


def _pages(sample: Path) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(sample)
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
    options = DocumentOptions(ocr_pages=0) if arguments.without_ocr else DocumentOptions()
    samples = [
        sample
        for sample in sorted(SAMPLES.glob("*.pdf"))
        if sample.name.startswith(tuple(arguments.names) or "")
    ]
    scores: dict[str, list[Score]] = {}
    for sample in samples:
        producer = sample.name.split(".")[1]
        if arguments.without_ocr and producer.endswith(_BY_OCR):
            continue
        result = score(source_of(sample), read(sample, options))
        scores.setdefault(producer, []).append(result)
        for miss in result.missed if arguments.misses else ():
            print(f"{sample.name}: {miss}")
        if result.wrong_years:
            print(f"{sample.name}: years {result.wrong_years}")
    _print_scores(scores)
    others = (*_BY_OCR, _NOT_FOR_PEERS)
    texts = [sample for sample in samples if not sample.name.split(".")[1].endswith(others)]
    pages = sum(map(_pages, texts))
    print(f"\nCPU ms per page over {pages} pages with text")
    runs: dict[str, Callable[[Path], object]] = {
        "this reader: text, tables, links": lambda sample: read(sample, options),
        "pypdf: text": _pypdf,
        "pdfplumber: text": lambda sample: _plumber(sample, tables=False),
        "pdfplumber: text and tables": lambda sample: _plumber(sample, tables=True),
    }
    times: dict[str, float] = {}
    for name, run in runs.items():
        run(texts[0])  # imports
        times[name] = sum(cpu_of(lambda run=run, sample=sample: run(sample)) for sample in texts)
    ours = next(iter(times.values()))
    for name, seconds in times.items():
        print(f"{name:34} {1000 * seconds / pages:7.1f}   {seconds / ours:5.2f} times ours")


if __name__ == "__main__":
    main()
