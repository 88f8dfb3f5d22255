"""The digit reader: years told as a whole and rightly, or not at all."""

import re
from pathlib import Path

import pypdfium2
import pytest
from pdf_damage import sample
from PIL import Image, ImageDraw

pytest.importorskip("numpy")

from crawler.extract.digit_reader import DigitReader, Figures, fits
from crawler.extract.ocr import PageReader, told_lines
from crawler.extract.ocr_years import AGREED, plain_line, with_agreed_years
from crawler.options import DocumentOptions

DPI = 200
_YEAR = re.compile(r"(?<![\d./,])(?:๒๕[๐-๙]{2}|25\d\d)(?![\d./,])")
PAGES = ["activities.calc", "announcement.chromium", "scores.chromium", "complaints.calc"]


def page_of(name: str) -> tuple[Image.Image, list[Figures]]:
    """The first page of a sample and the years on it, each with the box that the PDF gives it."""
    document = pypdfium2.PdfDocument(sample(name))
    page = document[0]
    picture = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L").copy()
    words = page.get_textpage()
    height = page.get_size()[1]
    found = []
    for match in _YEAR.finditer(words.get_text_range()):
        boxes = [words.get_charbox(at) for at in range(match.start(), match.end())]
        scale = DPI / 72
        found.append(
            Figures(
                read=match[0],
                left=int(min(box[0] for box in boxes) * scale),
                right=int(max(box[2] for box in boxes) * scale) + 1,
                top=int((height - max(box[3] for box in boxes)) * scale),
                bottom=int((height - min(box[1] for box in boxes)) * scale) + 1,
            )
        )
    document.close()
    return picture, found


def as_ocr_reads(year: str) -> str:
    """A year as Tesseract reads it: it makes fives of the figures that it does not know."""
    return re.sub("[๔๖๗๘๙]", "๕", year)


@pytest.mark.parametrize("name", PAGES)
def test_years_are_told_rightly_or_not_at_all(name: str) -> None:
    """Most are told; those that are not known to OCR too."""
    picture, years = page_of(name)
    reader = DigitReader(picture)

    told = [
        reader.year(
            Figures(
                read=as_ocr_reads(at.read),
                left=at.left,
                top=at.top,
                right=at.right,
                bottom=at.bottom,
            )
        )
        for at in years
    ]

    assert all(year in ("", at.read) for year, at in zip(told, years, strict=True))
    assert sum(map(bool, told)) >= len(told) / 2


@pytest.mark.parametrize("name", PAGES)
def test_damaged_years_are_not_told(name: str) -> None:
    """A stroke through a figure, a figure gone, one that touches it, one beside it: unread."""
    picture, years = page_of(name)
    for at in years:
        middle, width = (at.top + at.bottom) // 2, (at.right - at.left) // 4
        for box in (
            (at.left - 4, middle - 1, at.right + 4, middle + 1),
            (at.left + width, middle, at.right - width, at.bottom),
            (at.left + width, at.bottom - 3, at.left + 3 * width, at.bottom),
        ):
            worse = picture.copy()
            ImageDraw.Draw(worse).rectangle(box, fill=0)
            assert DigitReader(worse).year(at) == ""
        gone = picture.copy()
        left = at.left - width // 2
        ImageDraw.Draw(gone).rectangle((left, at.top - 9, left + width, at.bottom + 9), fill=255)
        assert DigitReader(gone).year(at) == ""
        longer = picture.copy()
        figure = picture.crop((at.right - width - 1, at.top - 3, at.right + 2, at.bottom + 3))
        longer.paste(figure, (at.right + 2, at.top - 3))
        assert DigitReader(longer).year(at) == ""


@pytest.mark.parametrize(
    ("read", "told", "whole"),
    [
        ("๒๕๕๕", "๒๕๖๘", True),
        ("๒๕๒๐๕", "๒๕๖๘", True),
        ("๒๕๕", "๒๕๖๕", True),
        ("๒๕๕๑", "๒๕๖๐", False),
        ("๒๕๓๑", "๒๕๓๒", False),
        ("๒๕๑๕", "๒๕๔๕", False),
        ("2567", "2567", True),
        ("2561", "2567", False),
    ],
)
def test_what_ocr_knows_must_be_the_same(read: str, told: str, whole: bool) -> None:
    assert fits(read, told) is whole


def output_of(line: str, at: Figures) -> str:
    """What Tesseract would write for one line that ends in the figures of a year."""
    words, _, year = line.rpartition(" ")
    rows = [f"5\t1\t1\t1\t1\t1\t5\t{at.top}\t40\t{at.bottom - at.top}\t95\t{words}"]
    wide = (at.right - at.left) // len(year)
    for place, figure in enumerate(year):
        left = at.left + place * wide
        size = f"{left}\t{at.top}\t{wide}\t{at.bottom - at.top}"
        rows.append(f"5\t1\t1\t1\t1\t{place + 2}\t{size}\t95\t{figure}")
    return "\n".join([line, *rows, ""])


def test_a_year_in_the_output_of_ocr_is_marked_and_kept() -> None:
    """The figures that OCR misread are replaced; other numbers in Thai figures stay unread."""
    picture, years = page_of("scores.chromium")
    line = "รายงานผลการประเมิน ข้อ ๓ ประจำปี ๒๕๕๓"
    output = output_of(line, years[0])

    found = with_agreed_years(output, picture)
    (told,) = told_lines(output, picture)

    assert found == {0: f"รายงานผลการประเมิน ข้อ ๓ ประจำปี {AGREED}๒๕๖๗{AGREED}"}
    text, spans = plain_line(told)
    assert text == "รายงานผลการประเมิน ข้อ □ ประจำปี ๒๕๖๗"
    assert [text[start:end] for start, end in spans] == ["๒๕๖๗"]


def test_without_a_picture_every_thai_number_is_unread() -> None:
    _, years = page_of("scores.chromium")

    (told,) = told_lines(output_of("รายงานผลการประเมิน ประจำปี ๒๕๕๓", years[0]))

    assert told == "รายงานผลการประเมิน ประจำปี □□□□"


@pytest.mark.parametrize(
    "line", ["เงินรวมทั้งสิ้นจำนวน ๑๒,๒๕๕๓", "ตามหนังสือเลขที่ ๔๕/๒๕๕๓", "ดูข้อมูลหมายเลข ๒๕๕๓๑๒๕"]
)
def test_what_is_no_year_alone_is_not_asked_for(line: str) -> None:
    picture, years = page_of("scores.chromium")

    assert with_agreed_years(output_of(line, years[0]), picture) == {}


@pytest.mark.usefixtures("tesseract")
def test_a_kept_page_tells_its_years_again(tmp_path: Path) -> None:
    """By OCR, then from what was kept, without a mark in the text."""
    picture, _ = page_of("activities.calc")
    read = DocumentOptions(ocr_page_seconds=300, page_texts=str(tmp_path))
    kept = DocumentOptions(ocr_pages=0, page_texts=str(tmp_path))

    first = PageReader(read).read(picture, dpi=DPI)
    again = PageReader(kept).read(picture, dpi=DPI)

    assert first == again
    assert first.years
    for line, start, end in first.years:
        assert first.lines[line][start:end] in ("๒๕๖๘", "๒๕๖๙")
    assert not any(AGREED in line for line in first.lines)
