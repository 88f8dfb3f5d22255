"""Years on freshly made scans: how many the digit reader tells, and how many it tells wrongly.

    python -m bench.scanned_years [--pages N] [--seed N] [--misread] FOLDER_OF_FONTS ...

Pages of years, days, sums, telephones and numbers that look like years are drawn in many fonts and
sizes at 150 and 200 dots per inch, turned by up to 2 degrees, blurred, made noisy, kept as JPEG and
read as the crawler reads scans. A year is told when the reader marks it; told wrongly, when the
line of the page has no such number in that order, or no line has where OCR lost its beginning.
Ends with status 1 when one was.
"""

import argparse
import difflib
import random
import re
import sys
from collections import Counter
from collections.abc import Sequence

import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont

from bench.digit_model import damaged, fonts_below
from crawler.extract.digit_reader import ARABIC, THAI
from crawler.extract.ocr import PageReader
from crawler.options import DocumentOptions

_LEADS = """
กองคลัง กองช่าง สำนักปลัด กองสวัสดิการ กองการศึกษา กองสาธารณสุข หน่วยตรวจสอบ งานพัสดุ งานทะเบียน
งานนิติการ งานบริหาร ฝ่ายโยธา ฝ่ายรายได้ ฝ่ายปกครอง ฝ่ายแผนงาน ศูนย์เด็กเล็ก โรงเรียน สภาตำบล ตลาดสด
สถานีสูบน้ำ อาคาร ถนนลาดยาง สะพาน ประปาหมู่บ้าน คลองส่งน้ำ สนามกีฬา ห้องสมุด หอประชุม ศาลา สวนสุขภาพ
"""
_MONTHS = ("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม")
_NUMBER = re.compile(r"[0-9๐-๙]+")
_TO_ARABIC = str.maketrans(THAI, ARABIC)
_TO_THAI = str.maketrans(ARABIC, THAI)


def line(dice: random.Random, lead: str) -> str:
    """One line of a page, in Arabic figures."""
    year, odd = dice.randint(2540, 2585), dice.randint
    day = f"{odd(1, 31)} {dice.choice(_MONTHS)}"
    return f"{lead} " + dice.choice(
        (
            f"ประจำปีงบประมาณ พ.ศ. {year} และ {year + 1}",
            f"ปี {year} ปี {year + 1} ปี {year + 2}",
            f"แผนปี {year} {year + 1} {year + 2} {year + 3} {year + 4}",
            f"(พ.ศ. {year} - {year + 4}) ประกาศ พ.ศ.{odd(2475, 2580)}",
            f"พ.ศ. {year}-{year + 4} ฉบับปี {odd(2540, 2580)}",
            f"วันที่ {day} {year} ถึง {odd(1, 31)} มีนาคม {year + 1}",
            f"เลขที่ {odd(1, 99)}/{year} ลง {day} พ.ศ. {year}",
            f"เงิน {odd(2500, 2599)} บาท {odd(2400, 2600):,} บาท {odd(25000, 25999)} คน",
            f"โทร {odd(2500, 2599)} ต่อ {odd(1000, 9999)} รหัส {odd(20000, 29999)}",
            f"ร้อยละ {odd(10, 25)}.{odd(40, 69)} จำนวน {odd(1000, 9999)} ราย {odd(2000, 2999)} แห่ง",
            f"มติ {odd(1, 9)}/{odd(2550, 2570)} ที่ {odd(1, 12)}/{odd(1, 12)}/{year} ปี {year}",
        )
    )


def page(dice: random.Random, font: str, dpi: int, thai: bool) -> tuple[PIL.Image.Image, list[str]]:
    """A scanned page and its lines as they were written."""
    points = dice.choice((12, 14, 15, 16, 16, 18))
    size = points * dpi // 72
    type_ = PIL.ImageFont.truetype(font, size)
    leads = dice.sample(_LEADS.split(), 20)
    lines = [line(dice, lead) for lead in leads]
    if thai:
        lines = [text.translate(_TO_THAI) for text in lines]
    width = int(max(type_.getlength(text) for text in lines)) + 2 * dpi
    sheet = PIL.Image.new("L", (width, int(size * 1.75 * len(lines)) + 2 * dpi), 255)
    pen = PIL.ImageDraw.Draw(sheet)
    for number, text in enumerate(lines):
        left = dpi * dice.uniform(0.5, 0.9)
        pen.text((left, dpi + number * size * 1.75), text, font=type_, fill=dice.randint(0, 60))
    return PIL.Image.fromarray(damaged(sheet, dice)), lines


def nearest(told: str, lines: Sequence[str]) -> str:
    """The line of the page that a line of OCR begins like, "" when none does."""
    ratios = {}
    for text in lines:
        lead = text.split()[0]
        head = told.replace("\t", " ").replace(" ", "")[: len(lead)]
        ratios[text] = difflib.SequenceMatcher(None, head, lead, autojunk=False).ratio()
    best = max(ratios, key=lambda text: ratios[text])
    return best if ratios[best] > 0.74 else ""


def is_told_right(years: Sequence[str], written: str) -> bool:
    """Whether the years stand in a line in that order, as whole numbers."""
    numbers = iter(_NUMBER.findall(written))
    return all(any(year == number for number in numbers) for year in years)


def numbers_of(lines: Sequence[str]) -> str:
    """All numbers of a page in their order, for lines of which OCR lost the beginning."""
    return " ".join(sorted(_NUMBER.findall(" ".join(lines))))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("folders", nargs="*", default=["/usr/share/fonts"])
    asked.add_argument("--pages", type=int, default=40)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--misread", action="store_true", help="show each line told wrongly")
    options = asked.parse_args()
    dice = random.Random(options.seed)
    fonts = [path for path, latin in fonts_below(options.folders) if latin]
    if not fonts:
        print(f"no font with Thai figures below {options.folders} (Debian: fonts-thai-tlwg)")
        return
    count: Counter[tuple[str, str]] = Counter()
    for _ in range(options.pages):
        thai, dpi = dice.random() < 0.75, dice.choice((150, 200))
        script = "Thai" if thai else "Arabic"
        picture, lines = page(dice, dice.choice(fonts), dpi, thai)
        told = PageReader(DocumentOptions(ocr_page_seconds=120)).read(picture, dpi=dpi)
        for text in lines:
            numbers = [number.translate(_TO_ARABIC) for number in _NUMBER.findall(text)]
            count[script, "numbers"] += len(numbers)
            count[script, "years"] += sum(len(n) == 4 and "2475" <= n < "2600" for n in numbers)
        for at, text in enumerate(told.lines):
            years = [text[start:end] for number, start, end in told.years if number == at]
            written = nearest(text, lines) if years else ""
            if years and not written and is_told_right(sorted(years), numbers_of(lines)):
                count[script, "unplaced"] += len(years)
            elif is_told_right(years, written):
                count[script, "told"] += len(years)
            elif years:
                count[script, "wrong"] += 1
                if options.misread:
                    print(f"wrong: {years} in {text!r}, written {written!r}", flush=True)
    for script in ("Thai", "Arabic"):
        years = count[script, "years"]
        print(
            f"{script} figures: {count[script, 'numbers']} numbers, {years} of them years alone,"
            f" told {count[script, 'told']} ({count[script, 'told'] / max(years, 1):.0%}),"
            f" in lines that could not be placed {count[script, 'unplaced']},"
            f" lines told wrongly {count[script, 'wrong']}"
        )
    sys.exit(1 if any(count[script, "wrong"] for script in ("Thai", "Arabic")) else 0)


if __name__ == "__main__":
    main()
