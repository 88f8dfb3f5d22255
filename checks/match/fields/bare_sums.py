"""Sums that a report tells beside what was done, without a word of spending.

"ติดป้าย 16 ป้าย เงิน 4,800 บาท": what a deed cost, surely where the same list says elsewhere that money
was used or was not; a sum that is called a budget or was set aside is none.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from checks.match.fields.deeds import tells_result
from checks.match.fields.entry_values import reader_of
from checks.match.fields.told_entries import ToldEntry, entry_lists
from checks.match.periods.dates import plain_text
from checks.match.reading.values import holds
from crawler.records import Document

_FEW = 2  # entries with such a sum
_BARE = re.compile(
    r"\W*(?:เงิน|เป็นเงิน|ค่าใช้จ่าย|รวม)?\W*\d[\d,.]{0,20} ?(?:พัน|หมื่น|แสน|ล้าน)? ?บาท(?:ถ้วน)?\W*"
)
_USED = re.compile(r"ไม่ได้ ?(?:ใช้|เบิก|จ่าย|เสีย)|(?:ใช้|เบิก|จ่าย)(?:เงิน|งบ)?(?:ไป|แล้ว|จริง)|หมดไป|หมดเงิน")
# "ตัวเลขในวงเล็บคือเงินที่จ่ายจริง": what the sums of the list are.
_BRACKETS_USED = re.compile(r"วงเล็บ[^\n]{0,24}(?:จ่าย|ใช้|เบิก)[^\n]{0,8}(?:จริง|ไป|แล้ว)")


@dataclass(frozen=True, slots=True, kw_only=True)
class BareSum:
    """The first entry with such a sum; ``sure`` where the list speaks of money that was used."""

    entry: ToldEntry
    sure: bool


def bare_sum(documents: Iterable[Document]) -> BareSum | None:
    """The first of several entries that tell a deed and one sum of money, called nothing."""
    done = reader_of("done", reported=True)
    for document in documents:
        for listed in entry_lists(document):
            held = []
            for entry in listed:
                sums = [part for part in entry.parts if holds(part, "money") and "บาท" in part]
                if len(sums) != 1 or not _BARE.fullmatch(plain_text(sums[0])):
                    continue
                if done(entry) or tells_result(" ".join((entry.title, *entry.parts))):
                    held.append((entry, sums[0]))
            if len(held) < _FEW or len(held) * 2 < len(listed):
                continue
            entry, value = held[0]
            told = ToldEntry(document=document, start=entry.start, end=entry.end, value=value)
            said = (plain_text(part) for each in listed for part in each.parts)
            named = _BRACKETS_USED.search(document.text) is not None
            return BareSum(entry=told, sure=named or any(map(_USED.search, said)))
    return None
