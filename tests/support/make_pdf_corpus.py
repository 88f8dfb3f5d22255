"""Makes the PDF corpus anew: ``python tests/support/make_pdf_corpus.py [NAME ...]``.

Prints every source with LibreOffice Writer and Calc, typst and Chromium, some with the spellings
that real files have. The files are committed, so that tests and bench need none of these programs;
this is run by hand when a source changes. What can be made from a printed file is in pdf_damage.py.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from pdf_sources import SAMPLES, Source, load_sources
from pdf_writers import Change, as_calc, as_html, as_typst, as_writer

_SARA_AM, _NIKHAHIT, _SARA_AA = "\u0e33", "\u0e4d", "\u0e32"


def _same(words: str) -> str:
    return words


def _office(text: str, suffix: str, export: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"source.{suffix}"
        path.write_text(text, encoding="utf-8")
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                f"pdf:{export}",
                "--outdir",
                folder,
                str(path),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        return (Path(folder) / "source.pdf").read_bytes()


def by_writer(source: Source, change: Change = _same) -> bytes:
    """The source printed by LibreOffice Writer."""
    return _office(as_writer(source, change), "fodt", "writer_pdf_Export")


def by_calc(source: Source, change: Change = _same) -> bytes:
    """The source printed by LibreOffice Calc."""
    return _office(as_calc(source, change), "fods", "calc_pdf_Export")


def by_typst(source: Source, change: Change = _same) -> bytes:
    """The source printed by typst."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "source.typ"
        path.write_text(as_typst(source, change), encoding="utf-8")
        return bytes(typst.compile(str(path), pdf_tags=False))


def by_chromium(source: Source, change: Change = _same) -> bytes:
    """The source printed by Chromium."""
    program = shutil.which("chromium")
    if program is None:
        raise SystemExit("chromium is not installed")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "source.html"
        path.write_text(as_html(source, change), encoding="utf-8")
        target = Path(folder) / "source.pdf"
        subprocess.run(
            [
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
                "--disable-pdf-tagging",
                f"--user-data-dir={folder}/profile",
                f"--print-to-pdf={target}",
                path.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return target.read_bytes()


def decomposed(words: str) -> str:
    """Sara am as two signs, a space between them at every third."""
    count = 0

    def split(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        tone = match[1]
        return f"{_NIKHAHIT}{tone}{' ' if count % 3 == 0 else ''}{_SARA_AA}"

    return re.sub(f"([\u0e48-\u0e4b]?){_SARA_AM}", split, words)


def lost(words: str) -> str:
    """Sara am as a space and sara aa, as pypdf and Word's own export leave it."""
    return words.replace(_SARA_AM, f" {_SARA_AA}")


def spaced(words: str) -> str:
    """A space before marks, as broken fonts leave it."""
    return re.sub("(?<=[\u0e01-\u0e2e])(?=[\u0e48\u0e49])", " ", words)


def _samples(source: Source) -> dict[str, Any]:
    made: dict[str, Any] = {
        "writer": lambda: by_writer(source),
        "typst": lambda: by_typst(source),
        "chromium": lambda: by_chromium(source),
    }
    if source.tables and not source.tables[0].borderless:
        made["calc"] = lambda: by_calc(source)
    damaged: dict[str, dict[str, Any]] = {
        "scores": {"typst-decomposed": lambda: by_typst(source, decomposed)},
        "complaints": {"writer-lost": lambda: by_writer(source, lost)},
        "announcement": {"typst-spaced": lambda: by_typst(source, spaced)},
    }
    return made | damaged.get(source.name, {})


def main() -> None:
    """Write the samples, all or those whose name starts with an argument."""
    for source in load_sources().values():
        for kind, make in _samples(source).items():
            name = f"{source.name}.{kind}.pdf"
            if len(sys.argv) > 1 and not name.startswith(tuple(sys.argv[1:])):
                continue
            pdf = make()
            (SAMPLES / name).write_bytes(pdf)
            print(f"{name:40} {len(pdf):8,} bytes")


if __name__ == "__main__":
    main()
