"""Makes the Word corpus anew: ``python tests/support/make_word_corpus.py [NAME ...]``.

Writes every source of the PDF corpus that holds a table as DOCX by LibreOffice, by pandoc and as
Word leaves it. The files are committed, so that tests and bench need none of these programs.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from pdf_sources import SAMPLES, Source, load_sources
from pdf_writers import as_html, as_writer
from word_writers import as_word

WORD_SAMPLES = SAMPLES.parent / "word"


def by_writer(source: Source) -> bytes:
    """The source saved as DOCX by LibreOffice Writer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "source.fodt"
        path.write_text(as_writer(source, str), encoding="utf-8")
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return (Path(folder) / "source.docx").read_bytes()


def by_pandoc(source: Source) -> bytes:
    """The source as a web page, turned into DOCX by pandoc."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "source.docx"
        command = ["pandoc", "--from", "html", "--to", "docx", "--output", str(target)]
        page = as_html(source, str).encode()
        subprocess.run(command, check=True, input=page, capture_output=True, timeout=60)
        return target.read_bytes()


def main() -> None:
    """Write the samples, all or those whose name starts with an argument."""
    makers = {"writer": by_writer, "pandoc": by_pandoc, "word": as_word}
    for source in load_sources().values():
        for kind, make in makers.items() if source.tables else ():
            name = f"{source.name}.{kind}.docx"
            if len(sys.argv) > 1 and not name.startswith(tuple(sys.argv[1:])):
                continue
            made = make(source)
            (WORD_SAMPLES / name).write_bytes(made)
            print(f"{name:40} {len(made):8,} bytes")


if __name__ == "__main__":
    main()
