"""Pictures of text: every format, sizes, damage, and what is no text."""

import io
import random
from datetime import UTC, datetime
from functools import cache

import PIL.Image
import PIL.ImageDraw
import pypdfium2
import pytest
from pdf_damage import sample

from crawler.extract.image import FORMATS, extract_image
from crawler.options import DocumentOptions
from crawler.records import Document, GapReason, Unreadable
from crawler.thai import fold_text

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def read(payload: bytes, options: DocumentOptions | None = None) -> Document | Unreadable:
    return extract_image(
        payload,
        url="https://agency.example/contact.png",
        declared_type="image/png",
        payload_digest="sha256:0",
        fetched_at=NOW,
        content_type="image/png",
        options=options,
    )


@cache
def page(name: str = "contacts.typst", dpi: int = 130) -> PIL.Image.Image:
    """The upper part of a printed page as a colour picture."""
    document = pypdfium2.PdfDocument(sample(name))
    picture = document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    return picture.crop((0, 0, picture.width, picture.height // 2))


def saved(picture: PIL.Image.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.usefixtures("tesseract")
def test_every_format_is_read(kind: str) -> None:
    """Each format of pictures gives the words, all of them marked as OCR's."""
    found = read(saved(page(), kind))

    assert isinstance(found, Document), found
    folded = fold_text(found.text)
    assert fold_text("ปลัดองค์การบริหารส่วนจังหวัด") in folded
    assert "0-2000-0004" in folded
    assert fold_text("ทำเนียบผู้บริหาร") in fold_text(found.title)
    assert [(part.start, part.end, part.ocr) for part in found.parts] == [
        (0, len(found.text), True)
    ]


@pytest.mark.usefixtures("tesseract")
def test_a_clear_background_is_white() -> None:
    """Black letters on nothing are not black letters on black."""
    picture = page().convert("RGBA")
    picture.putalpha(page().convert("L").point(lambda level: 255 - level))

    found = read(saved(picture))

    assert isinstance(found, Document), found
    assert "0-2000-0001" in found.text


@pytest.mark.usefixtures("tesseract")
def test_a_picture_on_its_side_is_turned_by_its_note() -> None:
    """The camera's note on how a picture is to be held is obeyed."""
    exif = PIL.Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees to the right
    found = read(saved(page().transpose(PIL.Image.Transpose.ROTATE_90), "JPEG", exif=exif))

    assert isinstance(found, Document), found
    assert "0-2000-0001" in found.text


@pytest.mark.usefixtures("tesseract")
def test_pages_of_a_tiff_are_parts() -> None:
    """A file of two pictures has two parts, one after the other."""
    second = page("budget.typst")
    found = read(saved(page(), "TIFF", save_all=True, append_images=[second]))

    assert isinstance(found, Document), found
    assert [part.locator for part in found.parts] == ["page=1", "page=2"]
    assert found.parts[0].end == found.parts[1].start
    assert not found.truncated


@pytest.mark.usefixtures("tesseract")
def test_pages_beyond_the_budget_are_marked() -> None:
    """A page that OCR may not read any more is not claimed as read."""
    second = page("budget.typst")
    payload = saved(page(), "TIFF", save_all=True, append_images=[second])

    found = read(payload, DocumentOptions(ocr_pages=1))

    assert isinstance(found, Document), found
    assert found.truncated


@pytest.mark.usefixtures("tesseract")
def test_a_photograph_has_no_text() -> None:
    """Noise in which no words are found is unread, not empty."""
    noise = random.Random(3)
    picture = PIL.Image.new("L", (400, 300))
    picture.putdata([noise.randrange(256) for _ in range(400 * 300)])

    found = read(saved(picture))

    assert isinstance(found, Unreadable)
    assert found.reason is GapReason.SCAN_WITHOUT_TEXT
    assert "no words" in found.detail


@pytest.mark.parametrize(
    ("size", "detail"),
    [((199, 400), "too small"), ((400, 99), "too small"), ((400, 300), "one colour")],
)
def test_icons_and_blank_pictures_need_no_ocr(
    size: tuple[int, int], detail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot hold text is told without the program."""
    monkeypatch.setenv("PATH", "/nowhere")

    found = read(saved(PIL.Image.new("RGB", size, "navy")))

    assert isinstance(found, Unreadable)
    assert found.reason is GapReason.SCAN_WITHOUT_TEXT
    assert detail in found.detail


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Tesseract the reason names it."""
    monkeypatch.setenv("PATH", "/nowhere")

    found = read(saved(page()))

    assert isinstance(found, Unreadable)
    assert found.reason is GapReason.SCAN_WITHOUT_TEXT
    assert "tesseract is not installed" in found.detail


@pytest.mark.parametrize(
    ("payload", "detail"),
    [
        (b"", "an empty file"),
        (b"<!doctype html><html>", "HTML page"),
        (b"%PDF-1.7", "not a picture"),
        (b"\x89PNG\r\n\x1a\n", "not a picture"),
        (b"\xff\xd8\xff" + b"\0" * 50, "not a picture"),
    ],
)
def test_what_is_no_picture_is_told(payload: bytes, detail: str) -> None:
    """Other bytes under a picture's name end in a reason."""
    found = read(payload)

    assert isinstance(found, Unreadable)
    assert found.reason is GapReason.UNREADABLE_DOCUMENT
    assert detail in found.detail


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_a_truncated_picture_is_damaged(kind: str, share: float) -> None:
    """A picture cut anywhere is refused, never read as one without words."""
    payload = saved(page(), kind)

    found = read(payload[: int(len(payload) * share)])

    assert isinstance(found, Unreadable)
    assert found.reason is GapReason.UNREADABLE_DOCUMENT


def test_flipped_bytes_raise_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Random damage ends in a record."""
    monkeypatch.setenv("PATH", "/nowhere")
    noise = random.Random(4)
    for kind in FORMATS:
        for _ in range(10):
            payload = bytearray(saved(page(), kind))
            for _ in range(40):
                payload[noise.randrange(min(len(payload), 2000))] = noise.randrange(256)
            assert isinstance(read(bytes(payload)), Unreadable)


def test_a_picture_of_too_many_pixels_is_refused_unopened() -> None:
    """A header that claims billions of pixels is believed and refused."""
    header = bytearray(saved(PIL.Image.new("L", (300, 300), 255), "BMP"))
    header[18:26] = (60_000).to_bytes(4, "little") * 2

    found = read(bytes(header))

    assert isinstance(found, Unreadable)
    assert found.reason is GapReason.UNREADABLE_DOCUMENT
    assert "pixels" in found.detail
