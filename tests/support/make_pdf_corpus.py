"""Makes the PDF corpus anew: ``python tests/support/make_pdf_corpus.py [NAME ...]``.

Prints every source with LibreOffice Writer and Calc, typst and Chromium, and makes damaged copies
of what real files do to Thai. The files are committed, so that tests and bench need none of these
programs; this is run by hand when a source changes.
"""

import io
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
# The tone marks as the old Windows fonts keep them, lowered and shifted: U+F70A and on.
_PRIVATE = {f"{0x0E48 + i:04X}": f"{0xF70A + i:04X}" for i in range(5)}


def _same(words: str) -> str:
    return words


def _office(text: str, suffix: str, export: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"source.{suffix}"
        path.write_text(text, encoding="utf-8")
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
            + ["--convert-to", f"pdf:{export}", "--outdir", folder, str(path)],
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
        return bytes(typst.compile(str(path)))


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
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
            + ["--disable-pdf-tagging"]
            + [f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", path.as_uri()],
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


def _rewritten(pdf: bytes, change: Any) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    for thing in writer._objects:
        change(thing)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def with_private_glyphs(pdf: bytes) -> bytes:
    """The same pages, tone marks told as the private-use glyphs of old fonts."""

    def change(thing: Any) -> None:
        if getattr(thing, "get_data", None) is None or b"beginbfchar" not in thing.get_data():
            return
        text = thing.get_data().decode("latin-1")
        for mark, private in _PRIVATE.items():
            text = re.sub(f"(?i)(?<=> <){mark}(?=>)", private, text)
            text = re.sub(f"(?i)(?<=><){mark}(?=>)", private, text)
        thing.set_data(text.encode("latin-1"))

    return _rewritten(pdf, change)


def without_unicode(pdf: bytes) -> bytes:
    """The same pages with fonts that do not tell which letters their glyphs are."""

    def change(thing: Any) -> None:
        if isinstance(thing, dict):
            thing.pop("/ToUnicode", None)

    return _rewritten(pdf, change)


def turned(pdf: bytes) -> bytes:
    """The same pages, stored on their side with the note to turn them."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    for page in writer.pages:
        page.rotate(-90)
        page.transfer_rotation_to_content()
        page.rotate(90)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def locked(pdf: bytes, password: str, *, owner: str = "owner") -> bytes:
    """The same pages behind a password; an empty one still forbids to copy text."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.encrypt(password, owner, permissions_flag=0, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def photographed(pdf: bytes, *, dpi: int = 200) -> bytes:
    """The same pages as pictures without a letter of text."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    pages = [
        page.render(scale=dpi / 72, grayscale=True).to_pil().point(lambda v: 255 * (v > 150), "1")
        for page in document
    ]
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=dpi)
    return buffer.getvalue()


def _samples(source: Source) -> dict[str, Any]:
    made: dict[str, Any] = {
        "writer": lambda: by_writer(source),
        "typst": lambda: by_typst(source),
        "chromium": lambda: by_chromium(source),
    }
    if source.tables and not source.tables[0].borderless:
        made["calc"] = lambda: by_calc(source)
    damaged: dict[str, dict[str, Any]] = {
        "scores": {
            "writer-private": lambda: with_private_glyphs(by_writer(source)),
            "typst-decomposed": lambda: by_typst(source, decomposed),
            "typst-scan": lambda: photographed(by_typst(source)),
        },
        "complaints": {
            "writer-lost": lambda: by_writer(source, lost),
            "typst-scan": lambda: photographed(by_typst(source)),
            "typst-turned": lambda: turned(by_typst(source)),
        },
        "announcement": {
            "typst-spaced": lambda: by_typst(source, spaced),
            "writer-unmapped": lambda: without_unicode(by_writer(source)),
            "typst-scan": lambda: photographed(by_typst(source)),
            "writer-locked": lambda: locked(by_writer(source), "", owner="owner"),
        },
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
