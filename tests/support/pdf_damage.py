"""Samples of the PDF corpus: the printed files, and copies damaged as real files are.

The copies are made when they are asked for; only the printed files are kept in the tree.
"""

import io
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from pdf_sources import SAMPLES

# The tone marks as the old Windows fonts keep them, lowered and shifted: U+F70A and on.
_PRIVATE = {f"{0x0E48 + i:04X}": f"{0xF70A + i:04X}" for i in range(5)}


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


def locked(pdf: bytes, password: str = "") -> bytes:
    """The same pages behind a password; an empty one still forbids to copy text."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.encrypt(password, "owner", permissions_flag=0, algorithm="RC4-128")
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


def searchable(pdf: bytes) -> bytes:
    """The pages as a scanner leaves them: a picture, and invisible text for searching over it."""
    import PIL.Image
    import pypdfium2
    import pypdfium2.raw as raw

    pictures = pypdfium2.PdfDocument(photographed(pdf))
    document = pypdfium2.PdfDocument(pdf)
    for page, pictured in zip(document, pictures, strict=True):
        for thing in list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])):
            raw.FPDFTextObj_SetTextRenderMode(thing.raw, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        buffer = io.BytesIO()
        grey = pictured.render(scale=1, grayscale=True).to_pil()
        PIL.Image.Image.save(grey, buffer, "JPEG", quality=30)
        image = pypdfium2.PdfImage.new(document)
        image.load_jpeg(io.BytesIO(buffer.getvalue()), inline=True)
        width, height = page.get_size()
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        page.insert_obj(image)
        page.gen_content()
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def stamped(pdf: bytes, stamp: bytes) -> bytes:
    """A file with the first page of another, the stamp, over a picture of its own first page."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(photographed(pdf))))
    writer.pages[0].merge_page(PdfReader(io.BytesIO(stamp)).pages[0])
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


_COPIES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "scores.writer-private": ("scores.writer", with_private_glyphs),
    "scores.typst-scan": ("scores.typst", photographed),
    "complaints.typst-scan": ("complaints.typst", photographed),
    "announcement.typst-scan": ("announcement.typst", photographed),
    "complaints.typst-turned": ("complaints.typst", turned),
    "procurement.writer-turned": ("procurement.writer", turned),
    "announcement.writer-unmapped": ("announcement.writer", without_unicode),
    "complaints.writer-locked": ("complaints.writer", locked),
}


def sample_names() -> list[str]:
    """The names of all samples, "source.producer", sorted."""
    return sorted([*(path.stem for path in SAMPLES.glob("*.pdf")), *_COPIES])


@cache
def sample(name: str) -> bytes:
    """The bytes of a sample."""
    if name not in _COPIES:
        return (SAMPLES / f"{name}.pdf").read_bytes()
    original, damage = _COPIES[name]
    return damage(sample(original))
