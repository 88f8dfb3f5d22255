"""The OCR seam: lines without noise, keys, budgets, and what ends it."""

from pathlib import Path

import PIL.Image
import pypdfium2
import pytest
from pdf_damage import sample

from crawler.extract.ocr import (
    MISSING,
    UNREAD,
    OcrText,
    PageReader,
    page_key,
    told_lines,
    unread_thai_numbers,
)
from crawler.extract.page_texts import PageTextFiles
from crawler.options import DocumentOptions

PATIENT = DocumentOptions(ocr_page_seconds=300, ocr_seconds=900)  # for busy machines


def scan(name: str = "complaints.typst") -> PIL.Image.Image:
    document = pypdfium2.PdfDocument(sample(name))
    picture = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    document.close()
    return picture


@pytest.mark.usefixtures("tesseract")
def test_a_page_is_read_with_its_columns() -> None:
    """Cells of a scanned table that stand apart come separated by tabs."""
    found = PageReader(PATIENT).read(scan(), dpi=200)

    assert found.trouble == ""
    assert any(line.startswith("1\tตุลาคม 2567\t") for line in found.lines)


@pytest.mark.usefixtures("tesseract")
def test_a_thai_number_is_left_unread() -> None:
    """No Thai digit is told but those of years that the digit reader tells; none turns Arabic."""
    found = PageReader(PATIENT).read(scan("scores.typst"), dpi=200)

    text = "\n".join(found.lines)
    assert UNREAD in text
    agreed = [found.lines[line][start:end] for line, start, end in found.years]
    assert set(agreed) <= {"๒๕๖๗"}
    for year in agreed:
        text = text.replace(year, "", 1)
    assert not any("๐" <= letter <= "๙" for letter in text)
    assert "2567" not in text


@pytest.mark.parametrize(
    ("read", "told"),
    [
        ("ปีงบประมาณ พ.ศ. ๒๕๖๘", "ปีงบประมาณ พ.ศ. □□□□"),
        ("เงิน ๑,๒50.00 บาท", "เงิน □,□□□.□□ บาท"),
        ("ณ วันที่ 3๑/03/2568 โทร 0 2123 4567", "ณ วันที่ □□/□□/□□□□ โทร 0 2123 4567"),
        ("ข้อ ๓ ปี 2568", "ข้อ □ ปี 2568"),
        ("ไม่มีตัวเลข", "ไม่มีตัวเลข"),
    ],
)
def test_a_number_with_one_thai_digit_is_unread_as_a_whole(read: str, told: str) -> None:
    """Arabic digits beside Thai ones in one number are no more certain; others stay."""
    assert unread_thai_numbers(read) == told


@pytest.mark.usefixtures("tesseract")
def test_a_picture_too_slow_to_read_is_told(tmp_path: Path) -> None:
    """A page that takes longer than it may ends with its reason and is not kept."""
    reader = PageReader(DocumentOptions(ocr_page_seconds=0.01, page_texts=str(tmp_path)))

    found = reader.read(scan(), dpi=200)

    assert "more than" in found.trouble
    assert list(tmp_path.iterdir()) == []


def test_a_kept_text_needs_no_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What was read once is told again where the program is missing, within any budget."""
    monkeypatch.setenv("PATH", "/nowhere")
    picture = scan()
    PageTextFiles(tmp_path).put(
        page_key(picture.tobytes(), picture.size), "ประกาศ\tเทศบาล\nบรรทัดสอง"
    )

    options = DocumentOptions(ocr_pages=0, page_texts=str(tmp_path))
    found = PageReader(options).read(picture, dpi=200)

    assert found == OcrText(("ประกาศ\tเทศบาล", "บรรทัดสอง"))


def test_a_kept_page_without_words_is_not_read_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A picture known to have no words stays without words."""
    monkeypatch.setenv("PATH", "/nowhere")
    picture = scan()
    PageTextFiles(tmp_path).put(page_key(picture.tobytes(), picture.size), "")

    options = DocumentOptions(page_texts=str(tmp_path))
    assert PageReader(options).read(picture, dpi=200) == OcrText()


def test_a_missing_program_is_named_for_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is the same for the second page, without a second try."""
    monkeypatch.setenv("PATH", "/nowhere")
    reader = PageReader(DocumentOptions(ocr_pages=1))

    troubles = [reader.read(scan(), dpi=200).trouble for _ in range(2)]

    assert troubles == [MISSING, MISSING]


def test_a_spent_budget_is_told() -> None:
    """No page is read when no page may be."""
    found = PageReader(DocumentOptions(ocr_seconds=0.0)).read(scan(), dpi=200)

    assert "OCR needed more than" in found.trouble


def test_a_speck_is_not_read() -> None:
    """A picture of a few pixels has no words."""
    assert PageReader(DocumentOptions()).read(PIL.Image.new("L", (9, 900)), dpi=200) == OcrText()


def test_the_key_names_pixels_and_size() -> None:
    """Pictures of the same bytes and another shape are other pictures."""
    assert page_key(b"\0" * 6, (2, 3)) != page_key(b"\0" * 6, (3, 2))
    assert page_key(b"\0" * 6, (2, 3)) != page_key(b"\1" * 6, (2, 3))


@pytest.mark.parametrize(
    ("output", "lines"),
    [
        ("a    เว    a      1\nประกาศเทศบาลตําบลบ้านสมมุติ\n", ("ประกาศเทศบาลตำบลบ้านสมมุติ",)),
        ("กองคลังเทศบาล      โทร 0-2000-0001\n", ("กองคลังเทศบาล\tโทร 0-2000-0001",)),
        ("สำนักปลัดเทศบาล | | กองคลัง |\n", ("สำนักปลัดเทศบาล\tกองคลัง",)),
        ("ๅๆ ฯ ะา a 1 | / ~ -- 7\n", ()),
        ("", ()),
        ("ะะาิีุู่้๊๋ะาิีุะะาิีุู่้๊๋ะาิีุ\n", ()),
    ],
)
def test_noise_is_left_out(output: str, lines: tuple[str, ...]) -> None:
    """Lines without a word are left out; far cells and ruling lines become tabs."""
    assert told_lines(output) == lines


def test_lines_that_ocr_is_unsure_of_are_left_out() -> None:
    """Shapes taken for letters in a photograph come with little certainty."""
    table = [
        "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t93.5\tกองคลัง",
        "5\t1\t1\t1\t1\t2\t0\t0\t9\t9\t91.5\tเทศบาล",
        "5\t1\t1\t1\t2\t1\t0\t0\t9\t9\t23.5\tPeweeth",
    ]

    assert told_lines("\n".join([*table, "กองคลัง เทศบาล", "", "Peweeth"])) == ("กองคลัง เทศบาล",)
