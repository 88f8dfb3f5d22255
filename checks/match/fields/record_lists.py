"""Recognises projects that are told one after the other, each with the same labels below it."""

import re
from collections import Counter
from collections.abc import Iterable

from checks.api import Quote, quote_text
from checks.match.reading.lines import lines
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_ENDS_LABEL = re.compile(r"\t|[:：]")
_LABEL = 40  # characters; a longer line is no label
_REPEATED = 2


def record_title(documents: Iterable[Document]) -> Quote | None:
    """The line above the first of several stretches that open with the same label, or None."""
    for document in documents:
        found = lines(document, _CONTENT)
        labels = [
            fold_text(_ENDS_LABEL.split(line.text)[0]) if len(line.text) <= 4 * _LABEL else ""
            for line in found
        ]
        counts = Counter(label for label in labels if 3 <= len(label) <= _LABEL)
        for index, label in enumerate(labels[1:], start=1):
            if counts[label] < _REPEATED:
                continue
            above = found[index - 1]
            if "\t" in above.text and "\t" in found[index].text:
                continue  # the row above in a table
            if counts[labels[index - 1]] < _REPEATED and len(above.folded) >= _LEAST:
                return quote_text(document, above.start, above.end)
    return None


def numbered_title(documents: Iterable[Document]) -> Quote | None:
    """The first of several titles counted under one noun of the agency's own: "ทิศที่ 1 ..."."""
    for document in documents:
        first: dict[str, tuple[str, Quote]] = {}
        for line in lines(document, _CONTENT):
            title = _COUNTED.match(line.text)
            if title is None or _COUNTS_OTHER.match(title["noun"]):
                continue
            number, quote = first.setdefault(
                title["noun"], (title["number"], quote_text(document, line.start, line.end))
            )
            if number != title["number"]:
                return quote
    return None


# "ทิศที่ 1 คนมีงาน": a noun, a number and a name.
_COUNTED = re.compile(
    r"[^ก-๎\d]*(?P<noun>[ก-๎]{2,16}?)ที่ ?(?P<number>[\d๐-๙]{1,2})[\s:：.)–-]+"
    r"(?=[^\n]{0,4}[ก-๎A-Za-z]{3})"
)
# What is counted without being pursued.
_COUNTS_OTHER = re.compile(
    r"โครงการ|กิจกรรม|มาตรการ|หมู่|บ้าน|ส่วน|บท|ตาราง|ฉบับ|ครั้ง|หน้า|ข้อ|ปี|ไตรมาส|ตัวชี้วัด|เป้า|วัน|เขต|ชุมชน|แผ่น|ภาพ|รูป|ลำดับ|ระยะ|ขั้น|รุ่น"
    r"|ช่วง|ภาค|วาระ|ระเบียบ|วิสัยทัศน์|พันธกิจ|งวด|ตอน|เลข"
)
_LEAST = 6  # letters of a title
