"""Where contact details of the agency may stand, and where they are somebody else's.

Source: hard-cases.md, contact data in footers and information pages; the web supplier's own
address and telephone stand in the same footers.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from checks.match.reading.phrases import Line, lines
from checks.match.sending.topics import BOARD
from crawler.records import Document, Region
from crawler.thai import arabic_digits

ALL_REGIONS = frozenset(Region)
_EDGES = frozenset({Region.FOOTER, Region.HEADER})

_CONTACT = re.compile(
    r"(?<!ผู้)ติดต่อ(?!กับ|โฆษณา|กัน|ลงโฆษณา)|contact|ที่อยู่|สถานที่ตั้ง|(?<!แผน)ที่ตั้ง(?!แต่)", re.I
)
_CONTACT_ADDRESS = re.compile(r"contact|tid-?tor?|ติดต่อ", re.I)
_OTHER_CONTACT = re.compile(r"ทิศ(?:เหนือ|ใต้|ตะวัน)|โรคติดต่อ|ติดต่อโฆษณา")
_BOARD = re.compile(
    rf"{BOARD}|กระทู้|เว็บบอร์ด|web ?-?board|ถาม ?[-–/&]?(?:และ)? ?ตอบ|q ?& ?a\b|q and a",
    re.I,
)
_FAQ = re.compile(r"คำถาม(?:ที่)?พบบ่อย|คำถามที่ถูกถามบ่อย|\bfaqs?\b|ถามบ่อย", re.I)

# Who made the site. A unit of the agency itself behind the words is no supplier.
_MAKER = re.compile(
    r"(?:power(?:ed)?|develop(?:ed|ment)?|design(?:ed)?|created|hosted|maintained)"
    r"(?: ?(?:and|&) ?\w+)? ?by"
    r"|(?:พัฒนา|ออกแบบ|จัดทำ|สร้างสรรค์|สร้าง|ดูแล)(?: ?(?:และ|/|&) ?(?:พัฒนา|ออกแบบ|ดูแล|จัดทำ))?"
    r" ?(?:ระบบ|โปรแกรม)? ?(?:เว็บไซต์|เว็บไซท์|เว็บ|website)? ?(?:และ\S{2,20})? ?(?:โดย|by)"
    r"|ผู้(?:พัฒนา|ออกแบบ|จัดทำ|รับจ้างทำ)(?:และ\S{2,12})? ?(?:ระบบ|โปรแกรม)? ?(?:เว็บไซต์|เว็บไซท์|เว็บ)"
    r"|(?:รับทำ|รับออกแบบ|รับเขียน|บริการทำ|รับพัฒนา|ออกแบบ|พัฒนา) ?(?:เว็บไซต์|เว็บไซท์|เว็บ)"
    r"(?!ของ|หน่วยงาน|นี้)|สนใจ(?:ทำ|ออกแบบ|ลงโฆษณา)|web ?design|website by|ติดต่อ(?:ลง)?โฆษณา",
    re.I,
)
_OWN_UNIT = re.compile(
    r"^[\s:：]*(?:องค์การบริหาร|เทศบาล|อบ[ตจ]\.|ท[ตมน]\.|สำนัก|กอง|งาน|ศูนย์|กลุ่ม|ฝ่าย|คณะ|มหาวิทยาลัย|กรม"
    r"|โรงพยาบาล|แผนก|ส่วน|นาย|นาง|เจ้าหน้าที่)"
)
_AGENCY_WORDS = re.compile(
    r"องค์การบริหาร|เทศบาล|อบ[ตจ]\.|สำนักงาน|มหาวิทยาลัย|สถาบัน|กรม|โรงพยาบาล|ที่อยู่|ที่ทำการ|ติดต่อ(?:เรา|สอบถาม|หน่วยงาน)"
)
_BELOW = 2  # lines below a supplier's name that may still be the supplier's


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierSpan:
    """A stretch of text about the firm that made the site.

    ``sure`` is false for lines that merely follow the firm's name.
    """

    start: int
    end: int
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """A line with what surrounds it: the line before it in the same region, and its rank."""

    line: Line
    before: str
    rank: int  # 0 contact page, 1 header or footer, 2 elsewhere
    board: bool  # written by visitors of a question board


def says_contact(text: str) -> bool:
    """Whether words announce contact details."""
    return bool(_CONTACT.search(text)) and not _OTHER_CONTACT.search(text)


def is_contact_page(document: Document) -> bool:
    """Whether title, main headings or address announce contact details."""
    path = urlsplit(document.url).path
    tops = [item.text for item in document.headings if item.level <= 2][:3]
    title = re.split(r" [|\-–»:] ", document.title)
    return (
        bool(_CONTACT_ADDRESS.search(path))
        or any(says_contact(text) for text in tops)
        or any(says_contact(part) for part in title)
    )


def is_board(document: Document) -> bool:
    """Whether a page is a question board, where visitors write."""
    heads = [document.title, *(item.text for item in document.headings if item.level <= 2)][:4]
    return any(_BOARD.search(text) for text in heads) and not any(
        says_contact(text) for text in heads
    )


def says_board(text: str) -> bool:
    """Whether words name a question board or a place to ask."""
    return bool(_BOARD.search(text))


def says_faq(text: str) -> bool:
    """Whether words name a list of ready answers, where nobody can ask."""
    return bool(_FAQ.search(text))


def supplier_spans(document: Document) -> tuple[SupplierSpan, ...]:
    """Where the page speaks about the firm that made it, in text order."""
    found: list[SupplierSpan] = []
    rows = lines(document, ALL_REGIONS)
    for index, line in enumerate(rows):
        marker = _MAKER.search(line.text)
        if marker is None or _OWN_UNIT.match(line.text[marker.end() :]):
            continue
        if len(line.text) > 400 or line.region is Region.MENU:
            continue
        if not line.text[marker.end() :].strip(" :：") and index + 1 < len(rows):
            following = rows[index + 1]
            if _OWN_UNIT.match(following.text):
                continue
        end = line.end
        found.append(SupplierSpan(start=line.start + marker.start(), end=end, sure=True))
        for below in rows[index + 1 : index + 1 + _BELOW]:
            if below.region is not line.region or _AGENCY_WORDS.search(below.text):
                break
            found.append(SupplierSpan(start=below.start, end=below.end, sure=False))
    return tuple(found)


def in_supplier(spans: Iterable[SupplierSpan], start: int) -> SupplierSpan | None:
    """The supplier's stretch that holds an offset, None when the agency itself speaks."""
    holding = [span for span in spans if span.start <= start < span.end]
    return next((span for span in holding if span.sure), holding[0] if holding else None)


def contact_lines(documents: Iterable[Document]) -> Iterator[ContactLine]:
    """Every line of the documents with its surroundings, in the order of the documents."""
    for document in documents:
        contact = is_contact_page(document)
        board = is_board(document)
        rows = lines(document, ALL_REGIONS)
        for index, line in enumerate(rows):
            before = rows[index - 1] if index else None
            same = before is not None and before.region is line.region
            content = line.region is Region.CONTENT
            yield ContactLine(
                line=line,
                before=before.text if before is not None and same else "",
                rank=0 if content and contact else 1 if line.region in _EDGES else 2,
                board=board and content,
            )


def heading_before(document: Document, start: int) -> str:
    """The nearest heading before an offset, "" when there is none."""
    text = ""
    for heading in document.headings:
        if heading.start > start:
            break
        text = heading.text
    return text


def cell_labels(document: Document, start: int) -> tuple[str, str]:
    """The words heading the column and the row of the table cell at an offset, "" outside."""
    for table in document.tables:
        if not table.start <= start < table.end:
            continue
        for row in table.rows:
            for number, cell in enumerate(row):
                if cell.start <= start < cell.end:
                    top = table.rows[0][number]
                    column = top.text if row is not table.rows[0] else ""
                    first = row[number - 1].text if number else ""
                    return column, first
    return "", ""


def host_of(url: str) -> str:
    """The host of an address in lower case, without "www."."""
    host = (urlsplit(url).hostname or "").lower()
    return host.removeprefix("www.")


def flat(text: str) -> str:
    """The text with Arabic digits and plain dashes, character for character."""
    return arabic_digits(text).translate(_DASHES)


_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
