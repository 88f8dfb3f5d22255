"""The NACC's form for reporting gifts received by custom, known by its title and its fields.

Source: form of the notification under section 128 of the anti-corruption act, as agencies fill it
in: who received, who gave, what, of which value, when and on which occasion, what became of it; or
the box that says that nothing was received.
"""

import re
from collections.abc import Iterator, Sequence

from checks.api import Quote, quote_text
from checks.match.fields.labels import labelled_values
from checks.match.reading.boxes import has_boxes, is_blank_field
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.lines import lines
from checks.match.reading.values import is_dash
from checks.match.tables.columns import columns, header_depth
from crawler.records import Document, Region, Table
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
# Folded spelling.
_TITLE = re.compile(
    r"แบบ(?:ฟอร์ม)?(?:การ)?(?:สรุป)?(?:ผล)?(?:การ)?รายงาน[^\n]{0,60}(?:ทรัพย์สิน|ประโยชน์อื่นใด|ธรรมจรรยา)|แบบ(?:ฟอร์ม)?[^\n]{0,40}ธรรมจรรยา"
    r"|(?:ตามแบบ|แบบ(?:ฟอร์ม)?(?:สรุป|รายงาน))(?:ที่)?[^\n]{0,40}(?:ป\.?ป\.?ช|คณะกรรมการป้องกันและปราบปราม)[^\n]{0,30}กาหนด"
)
_REPORT = re.compile(r"รายงาน[^\n]{0,40}(?:รับ|ให้)[^\n]{0,10}(?:ทรัพย์สิน|ของขวัญ|ประโยชน์)")
_FIELDS = tuple(
    re.compile(words)
    for words in (
        r"ผู้รับ|รายชื่อเจ้าหน้าที่|ชื่อเจ้าพนักงาน|ข้าพเจ้า|หน่วยงานที่รับ",
        r"ผู้ให้|ผู้มอบ|ได้รับจาก|รับจาก|ผู้นามาให้",
        r"รายการ|รายละเอียด|ทรัพย์สิน|สิ่งของ|ของขวัญ|ประโยชน์อื่นใด|ชนิด|ลักษณะ|(?:ของ|สิ่ง)ที่(?:ได้|รับ|ให้|มอบ)",
        r"มูลค่า|ราคา|บาท",
        r"วันที่|วันเดือนปี|วัน/เดือน|ว/ด/ป",
        r"โอกาส|เหตุผล|เนื่องใน",
        r"ดาเนินการ|จัดการ|ส่งคืน|ความเห็น|หมายเหตุ|วินิจฉัย|เก็บรักษา",
    )
)
_LABELS = (
    ("ผู้รับ",), ("ผู้ให้",), ("มูลค่า",), ("โอกาส",), ("วันที่รับ",), ("รายการ",), ("ได้รับจาก",),
    ("การดำเนินการ",),
)  # fmt: skip
_GIVER = re.compile(
    r"ภาครัฐ|ของรัฐ|หน่วยงานราชการ|ส่วนราชการ|รัฐวิสาหกิจ|เอกชน|บริษัท|ประชาชน|บุคคล|คู่สัญญา|ผู้รับบริการ|อื่นๆ|ต่างประเทศ|ญาติ"
)
_COUNT = re.compile(r"(?:[\d๐-๙]{1,4}|ไม่มี)\s*(?:ครั้ง|รายการ|ราย|ชิ้น)?")
# What a table counts that is one of gifts.
_GIFTS = re.compile(
    r"ของขวัญ|ทรัพย์สิน|ประโยชน์"
    r"|(?<!สาห)(?<!ป)รับ(?!บริการ|เรื่อง|ฟัง|สมัคร|ชาระ|ผิดชอบ|แจ้ง|จ้าง|ราชการ|ทราบ|รอง)"
)
_COUNTED = (("จำนวนครั้ง",), ("จำนวนราย",), ("จำนวนชิ้น",), ("=ครั้ง",), ("=ราย",), ("=ชิ้น",), ("=จำนวน",))
_FEW = 2  # rows that count
_ABOVE = 3  # lines above a table
ENOUGH = 4  # of the fields, that make a table the form's without its title
SOME = 3


def form_title(documents: Sequence[Document]) -> Quote | None:
    """The line that calls a document the form, None without one."""
    return _first(documents, _TITLE)


def report_title(documents: Sequence[Document]) -> Quote | None:
    """The line that calls a document a report of what was received, None without one."""
    return _first(documents, _REPORT)


def boxes(documents: Sequence[Document]) -> Quote | None:
    """The first line with boxes on having received something or nothing."""
    for page in documents:
        for line in lines(page, _CONTENT):
            if has_boxes(line.text) and re.search(r"ไม่(?:มี|ได้)|มีการรับ", line.folded):
                return quote_text(page, line.start, line.end)
    return None


def fields(documents: Sequence[Document]) -> tuple[int, Quote | None]:
    """How many fields of the form are shown with values, and where: in a table, or by labels."""
    best: tuple[int, Quote | None] = (0, None)
    for page in documents:
        for table in page.tables:
            depth = header_depth(table)
            if depth and _filled(table, depth):
                heading = table.rows[depth - 1]
                words = [fold_text(cell.text) for row in table.rows[:depth] for cell in row]
                known = sum(any(field.search(word) for word in words) for field in _FIELDS)
                shown = next((cell for cell in heading if cell.text), heading[0])
                if known > best[0]:
                    best = (known, quote_text(page, shown.start, heading[-1].end))
    labelled = list(_labelled(documents))
    if len(labelled) > best[0]:
        best = (len(labelled), labelled[0])
    return best


def counts_by_giver(documents: Sequence[Document]) -> Quote | None:
    """The first of several rows that tell how often a kind of giver gave, None below two.

    The yearly summary counts what came from public bodies, from private ones and from the people.
    """
    for page in documents:
        for table in page.tables:
            if not _of_gifts(table, page):
                continue
            told = [
                row
                for row in table.rows
                if any(
                    _GIVER.search(fold_text(cell.text))
                    and any(_COUNT.fullmatch(other.text.strip()) for other in row[at + 1 :])
                    for at, cell in enumerate(row)
                )
            ]
            if len(told) >= _FEW:
                return quote_text(page, told[0][0].start, told[0][-1].end)
    return None


def counts_by_row(documents: Sequence[Document]) -> Quote | None:
    """The first cell of a column that counts in every row, in a table of gifts; None without one.

    Months or units head the rows, "จำนวนครั้ง" the column.
    """
    for column in columns(documents, _COUNTED):
        filled = [cell for cell in column.cells if cell.text.strip() and not is_dash(cell.text)]
        told = [_COUNT.fullmatch(cell.text.strip()) for cell in filled]
        if len(told) >= _FEW and all(told) and _of_gifts(column.table, column.document):
            return quote_text(column.document, filled[0].start, filled[0].end)
    return None


def _of_gifts(table: Table, page: Document) -> bool:
    """Whether the head rows of a table, its caption or what stands above it name gifts."""
    said = [cell.text for row in table.rows[: max(1, header_depth(table))] for cell in row]
    said += [table.caption, table.heading]
    # Below a heading stand its own lines only; that of a printed page may be half a broken title.
    start = max((h.start + 1 for h in page.headings if h.start < table.start), default=0)
    above = [line for line in lines(page, _CONTENT) if line.end <= table.start]
    said += [line.text for line in above[-_ABOVE:] if line.start >= start or not table.heading]
    return any(_GIFTS.search(fold_text(words)) for words in said)


def _labelled(documents: Sequence[Document]) -> Iterator[Quote]:
    for name in _LABELS:
        for value in labelled_values(documents, (name,)):
            if value.value and not is_dash(value.value) and not is_blank_field(value.value):
                yield quote_text(value.document, value.start, value.end)
                break


def _filled(table: Table, depth: int) -> bool:
    """Whether a row below the headings holds more than its number."""
    return any(
        sum(bool(cell.text.strip()) and not is_blank_field(cell.text) for cell in row) > 1
        for row in table.rows[depth:]
    )


def _first(documents: Sequence[Document], pattern: re.Pattern[str]) -> Quote | None:
    for page in documents:
        asked = criteria_starts(page)
        for line in lines(page, _CONTENT):
            if line.start not in asked and pattern.search(line.folded):
                return quote_text(page, line.start, min(line.end, line.start + 300))
    return None
