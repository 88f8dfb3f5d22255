"""Which pages of a PDF are pictures of text, and the pictures themselves."""

import re
from typing import TYPE_CHECKING

from crawler.extract.pdf_page import PageMarks
from crawler.options import DocumentOptions
from crawler.thai import quality, thai_letters

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image as Picture

FEW_LETTERS = 20  # Thai letters on a page
NAMELESS = "the fonts do not tell their letters"
DAMAGED = 40.0  # quality score above which a text layer is not believed
_PICTURE_SHARE = 0.05  # of the page that a picture must cover to count
_SCAN_SHARE = 0.5  # of the page that a scan covers at least
_UNSEEN_SHARE = 0.8  # of a page's text that a scanner's layer makes up at least
_STAMP_LETTERS = 200  # Thai letters: a stamp has fewer
_WHOLE_PAGE = 0.8  # of the page that a picture of all of it covers
_GLANCE_DPI, _GLANCE_PIXELS = 40, 400_000  # for a first look at a picture
_MOSTLY_WHITE, _SOME_BLACK = 0.7, 0.004  # shares of the pixels of a scan
_OUTLINES = 150  # bent shapes: text that was turned into outlines has one for each letter
_LEAST_TEXT = 30  # characters without white space
_WORDS = re.compile(r"[A-Za-z]{2,}|\d+")
_SMALLEST_DPI = 40


def why_scan(text: str, marks: PageMarks) -> str:
    """Why a page has to be read as a picture, "" when its text layer will do."""
    score = quality(text)
    if score > DAMAGED:
        return f"the text layer is damaged (quality {score:.0f})"
    if thai_letters(text) >= FEW_LETTERS:
        return ""
    room = max(marks.width * marks.height, 1.0)
    covered = sum(
        max(box.width, 0.0) * max(box.height, 0.0) / room
        for box in marks.pictures
        if box.x0 < marks.width and box.y0 < marks.height
    )
    if covered >= _PICTURE_SHARE:
        return "the page is a picture"
    if marks.curves >= _OUTLINES:
        return "the letters are drawn as outlines"
    plain = "".join(text.split())
    if len(plain) >= _LEAST_TEXT and len("".join(_WORDS.findall(text))) < 0.6 * len(plain):
        return NAMELESS
    return ""


def why_stamped(text: str, marks: PageMarks, page: "pypdfium2.PdfPage") -> str:
    """Why a page that has some words is a scan all the same, "" when it is none.

    Document systems stamp a number and a signature on scanned letters. A picture of the whole page
    behind few words is a scan when it is mostly white with some black; covers are coloured.
    """
    if thai_letters(text) > _STAMP_LETTERS or is_laid_over(marks):
        return ""
    room = marks.width * marks.height
    if not any(box.width * box.height >= _WHOLE_PAGE * room for box in marks.pictures):
        return ""
    scale = min(_GLANCE_DPI / 72, (_GLANCE_PIXELS / max(room, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    levels = bitmap.to_pil().convert("L").histogram()
    bitmap.close()
    pixels = max(sum(levels), 1)
    white, black = sum(levels[200:]) / pixels, sum(levels[:140]) / pixels
    if white >= _MOSTLY_WHITE and _SOME_BLACK <= black <= 1 - _MOSTLY_WHITE:
        return "a picture of the whole page under a few words"
    return ""


def is_laid_over(marks: PageMarks) -> bool:
    """Whether the page's text is a scanner's own OCR, laid unseen over or under the picture."""
    room = marks.width * marks.height
    pictured = any(box.width * box.height >= _SCAN_SHARE * room for box in marks.pictures)
    return pictured and marks.texts > 0 and marks.unseen >= _UNSEEN_SHARE * marks.texts


def render(page: "pypdfium2.PdfPage", options: DocumentOptions) -> tuple["Picture", int]:
    """The page in grey and its dots per inch; the cap on pixels holds before anything is drawn."""
    width, height = page.get_size()
    wanted = options.ocr_dpi / 72
    most = (options.max_pixels / max(width * height, 1.0)) ** 0.5
    # One very long side alone must not make a picture of millions of pixels by one.
    longest = 20_000 / max(width, height, 1.0)
    scale = min(wanted, most, longest)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    picture = bitmap.to_pil().convert("L").copy()
    bitmap.close()
    return picture, max(round(scale * 72), _SMALLEST_DPI)
