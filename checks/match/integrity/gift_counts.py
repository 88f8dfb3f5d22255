"""Gifts of a year that are counted row by row: "จำนวนครั้งที่ได้รับ", "2 (ขนม 1 กล่อง)", "0".

Half-years, units or givers head the rows; the year stands above them, or its first and last
month do in them.
"""

import re
from collections.abc import Iterable, Iterator

from checks.api import Quote, quote_text
from checks.match.periods.dates import plain_text
from checks.match.reading.values import is_dash
from checks.match.tables.columns import Column, columns
from crawler.records import Document
from crawler.thai import fold_text

_RECEIVED = (("รับ",),)
# Folded spelling.
_HEADS = re.compile(r"รับ(?!ผิดชอบ|เรื่อง|สมัคร|ฟัง|ทราบ|บริการ|รู้|รอง|งบ|จัดสรร|การอบรม|ความรู้|เงิน)")
_NOT_HEADS = re.compile(r"ผู้(?:ให้|รับ)|วันที่|ชื่อ|รายการ|ประเภท|มูลค่า|งบ|เงิน|รูปแบบ|เกณฑ์|ได้หรือไม่")
_GIFT = re.compile(r"nogift|ของขวัญ|ของกานัล|ทรัพย์สิน|ธรรมจรรยา|ประโยชน์อื่นใด|ของฝาก")
_COUNT = re.compile(
    r"\W*(?:จานวน)?(?:\d{1,4}(?![\d./:-])|ไม่มี|ไม่พบ|ศูนย์)(?:ครั้ง|ราย|ชิ้น|รายการ|คน|เรื่อง)?(?:\([^()]{2,160}\))?\W*"
)


def counted_in_rows(documents: Iterable[Document], year: str) -> Iterator[Quote]:
    """The first count of a column of gifts received that is of ``year`` (BE figures)."""
    for page in documents:
        page_of_gifts = _GIFT.search(_folded(_named(page))) is not None
        for column in columns((page,), _RECEIVED):
            heading = _folded(column.heading_text)
            if not _HEADS.search(heading) or _NOT_HEADS.search(heading):
                continue
            above = _folded(_above(page, column))
            if not (page_of_gifts or _GIFT.search(heading) or _GIFT.search(above)):
                continue
            filled = [cell for cell in column.cells if cell.text.strip() and not is_dash(cell.text)]
            if not filled or not all(is_count(cell.text) for cell in filled):
                continue
            if _is_of(year, above + heading) or _spans(year, column):
                yield quote_text(page, filled[0].start, filled[0].end)


def is_count(text: str) -> bool:
    """Whether a cell is a count or a plain "none", with what it was in brackets or without."""
    return _COUNT.fullmatch(_folded(text)) is not None


def _named(page: Document) -> str:
    return " ".join([page.title, *(heading.text for heading in page.headings[:2])])


def _above(page: Document, column: Column) -> str:
    """The caption of a table and the nearest heading over it, unless that is the page's own."""
    over = [heading for heading in page.headings[1:] if heading.start < column.table.start]
    return f"{column.table.caption} {over[-1].text if over else ''}"


def _is_of(year: str, said: str) -> bool:
    return (
        re.search(rf"(?:ปี|รอบ|งบประมาณ|พ\.ศ\.)(?:งบประมาณ)?(?:พ\.ศ\.)?{year}(?!\d)", said)
        is not None
    )


def _spans(year: str, column: Column) -> bool:
    """Whether the first cells of the rows name October of the year before and September of it."""
    if not year.isdigit():
        return False
    first = _folded(" ".join(row[0].text for row in column.table.rows))
    before, last = str(int(year) - 1), year
    begins = re.search(rf"(?:ต\.?ค\.?|ตุลาคม)(?:{before}|{before[2:]})(?!\d)", first)
    ends = re.search(rf"(?:ก\.?ย\.?|กันยายน)(?:{last}|{last[2:]})(?!\d)", first)
    return begins is not None and ends is not None


def _folded(text: str) -> str:
    return fold_text(plain_text(text))
