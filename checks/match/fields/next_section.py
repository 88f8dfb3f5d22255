"""Finds the section that stands right below another one: proposals below the problems met.

Officials head the second in words of their own ("ความเห็นเพื่อปรับปรุง", "ปีหน้าเอาอย่างไร"); that it
follows the first, and bids something to be done, tells what it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from checks.api import Quote, quote_text
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.lines import Line, lines
from checks.match.reading.phrases import matches
from checks.match.subjects.vocabulary import is_placeholder
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_LABEL = 60  # code points; a longer line is text
_TEXT = 15  # folded letters; a shorter line bids nothing
_WITHIN = 12  # lines between the two labels
# What a sentence begins with that bids something to be done; folded.
_BIDS = re.compile(
    fold_text(
        r"^[•*\d.)(\s-]*(?:จึง|เห็น|ก็|ทั้งนี้|โดย)*(?:ให้|ควร|กำหนด|จัด|เพิ่ม|เร่ง|ขอ|ประสาน|ปรับ|ทบทวน|สืบ|วาง|มอบ|เผยแพร่|"
        r"ส่งเสริม|แจ้ง|พัฒนา|อบรม|ติดตาม|เสนอ|ตั้ง|ลด|สร้าง|จ้าง|บรรจุ|ใช้|เริ่ม|กำชับ|ย้ำ|ทำ|เตรียม|หา|สำรวจ|แก้)"
    )
)
_NEXT = 2  # lines below a paragraph on problems
_SENTENCE = 24  # folded letters
# What a sentence begins with that says plainly what ought to be done; folded.
_OUGHT = re.compile(
    fold_text(
        r"^[•*\d.)(\s-]*(?:ทั้งนี้|ดังนั้น|จึง|ฉะนั้น|และ|ใน|ปี(?:งบประมาณ)?(?:ต่อไป|ถัดไป|หน้า)|ครั้งต่อไป|ต่อไป|หน่วยงาน|กอง(?:คลัง|พัสดุ)?)*"
        r"(?:เห็นควร|เห็นว่าควร|ควร|สมควร(?!ได้รับ)|ขอให้|อยากให้|พึง(?!พอใจ))"
    )
)
_OTHER = re.compile(fold_text(r"สรุป|ภาคผนวก|ผู้รายงาน|ผู้จัดทำ|ลงชื่อ|ตาราง|งบประมาณ|รายการ|ภาพ|เอกสาร"))


def bidding_below(
    documents: Iterable[Document], first: Sequence[Sequence[str]], not_words: Sequence[str] = ()
) -> Iterator[Quote]:
    """Quotes of a label with its text, the label being the next below one of ``first``."""
    for document in documents:
        heads = {heading.start for heading in document.headings}
        asked = criteria_starts(document)
        rows = [line for line in lines(document, _CONTENT) if line.start not in asked]
        for number, line in enumerate(rows):
            if not _is_label(line, heads) or not matches(line.text, first, not_words):
                continue
            below = rows[number + 1 : number + 1 + _WITHIN]
            for at, label in enumerate(below[:-1]):
                if at == 0 or not _is_label(label, heads) or _OTHER.search(label.folded):
                    continue
                text = below[at + 1]
                labels = _is_label(text, heads) and not (
                    text.start not in heads and _BIDS.match(text.folded)
                )
                if labels or len(text.folded) < _TEXT or is_placeholder(text.text):
                    break
                if _BIDS.match(text.folded):
                    yield quote_text(document, label.start, text.end)
                break
        yield from _bidding_sentence(document, rows, heads, first, not_words)


def _bidding_sentence(
    document: Document,
    rows: Sequence[Line],
    heads: set[int],
    first: Sequence[Sequence[str]],
    not_words: Sequence[str],
) -> Iterator[Quote]:
    """Quotes of a sentence that says what ought to be done, right below one on the problems met.

    Reports in prose put each into a paragraph and head neither.
    """
    for number, line in enumerate(rows):
        if _is_label(line, heads) or "\t" in line.text or not matches(line.text, first):
            continue
        for below in rows[number + 1 : number + 1 + _NEXT]:
            if below.start in heads:
                break
            excluded = any(fold_text(word) in below.folded for word in not_words)
            if excluded or "\t" in below.text or len(below.folded) < _SENTENCE:
                continue
            if _OUGHT.match(below.folded):
                yield quote_text(document, below.start, below.end)
                return


def _is_label(line: Line, heads: set[int]) -> bool:
    """Whether a line heads what follows: a heading, or a few words without a space between."""
    if line.start in heads:
        return True
    words = line.text.strip()
    return (
        len(words) <= _LABEL and "\t" not in words and len(words.split()) <= 2 and len(words) < 40
    )
