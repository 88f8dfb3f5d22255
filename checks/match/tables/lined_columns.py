"""Columns of figures in tables that were read line by line, without their ruling.

"โครงการ ผล งบประมาณที่ใช้ (บาท)" over lines that each end with a sum. The headings of money and
the sums of each line stand in the same order, so that the sum of a heading can be told. Headings
in millions stand over lines that end with as many decimals, whatever lines the headings wrap over.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checks.match.fields.inline_labels import names_field
from checks.match.reading.lines import Line, lines
from checks.match.reading.phrases import matches
from checks.match.tables.group_names import begins_with_group
from crawler.records import Document, Region
from crawler.thai import arabic_digits

_CONTENT = frozenset({Region.CONTENT})
_FIELDS = 3  # headings on the line, the one of money among them
_HEADING = 90  # code points; a longer line is a sentence
_ROWS = 2
_SUM = re.compile(r"(?<![\d/.,])\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?![\d/,])")
_LAST = re.compile(r"\s(?P<sum>\d{1,3}(?:\.\d{2})?|-|–)\s*$")
_OF_MONEY = re.compile(r"งบ|เงิน|บาท|เบิก|จ่าย|ใช้(?:ไป|จริง|แล้ว)|คงเหลือ|จัดสรร|อนุมัติ")
_UNIT = re.compile(r"\s+(?=\()")
_CALLS_ROWS = re.compile(r"^(?:ชื่อ)?(?:โครงการ|กิจกรรม|รายการ|งาน|มาตรการ|หลักสูตร|เรื่อง)")
_HEADS = re.compile(
    rf"{_CALLS_ROWS.pattern}|ผล|ช่วงเวลา|หมายเหตุ|คงเหลือ|ร้อยละ|ที่$|ลำดับ|จ่าย|ใช้|อนุมัติ|จัดสรร"
)
_AROUND = 1  # lines above and below that hold the rest of the headings
_HEADING_LINES = 3  # over which the words of headings may be wrapped
_BETWEEN = 4  # lines of wrapped cells that may stand between two rows
_DECIMALS = re.compile(r"(?:(?:^|\s)\d[\d,]*\.\d{1,2})+\s*$")
_BARE_UNIT = re.compile(r"\W*(?:(?:ล้าน|พัน|แสน)? ?บาท|ล้าน|หน่วย)\W*")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinedColumn:
    """A column of sums: its heading's line, and the first line that holds one."""

    document: Document
    heading: Line
    name: str
    first: Line


def lined_columns(
    documents: Iterable[Document], names: Sequence[Sequence[str]], not_words: Sequence[str] = ()
) -> Iterator[LinedColumn]:
    """Columns of money whose heading has all words of one of the names, with two lines or more."""
    for document in documents:
        rows = [
            row
            for row in lines(document, _CONTENT)
            if not any(table.start <= row.start < table.end for table in document.tables)
        ]
        yield from _in_millions(document, rows, names, not_words)
        for index, line in enumerate(rows):
            heads = _headings(line.text)
            if len(heads) < _FIELDS - 1 or not any(map(_CALLS_ROWS.match, heads)):
                continue
            heads = heads if any(map(_OF_MONEY.search, heads)) else _with_split(rows, index, heads)
            money = [head for head in heads if _OF_MONEY.search(head)]
            if len(heads) < _FIELDS:
                continue
            for name in money:
                if matches(name, names, not_words):
                    found = _rows_below(rows[index + 1 :], len(money), last=heads[-1] == name)
                    groups = sum(begins_with_group(row.text) for row in found)
                    if len(found) >= _ROWS and groups * 2 < len(found):
                        yield LinedColumn(
                            document=document, heading=line, name=name, first=found[0]
                        )


def _in_millions(
    document: Document,
    rows: Sequence[Line],
    names: Sequence[Sequence[str]],
    not_words: Sequence[str],
) -> Iterator[LinedColumn]:
    """Headings of money that end their line, over lines that end with as many decimals."""
    for index, line in enumerate(rows):
        words = [word for word in line.text.split() if not _BARE_UNIT.fullmatch(word)]
        money: list[str] = []
        while words and _OF_MONEY.search(words[-1]) and len(words[-1]) <= _HEADING:
            money.insert(0, words.pop())
        if not money or "\t" in line.text or not _headed_above(rows, index):
            continue
        named = [place for place, name in enumerate(money) if matches(name, names, not_words)]
        if not named:
            continue
        found: list[Line] = []
        missed = 0
        for row in rows[index + 1 :]:
            ending = _DECIMALS.search(arabic_digits(row.text))
            if ending is not None and len(ending.group().split()) >= len(money):
                found.append(row)
                missed = 0
            else:
                missed += 1
            if missed > _BETWEEN:
                break
        groups = sum(begins_with_group(row.text) for row in found)
        if len(found) >= _ROWS and groups * 2 < len(found):
            yield LinedColumn(document=document, heading=line, name=money[named[0]], first=found[0])


def _headed_above(rows: Sequence[Line], index: int) -> bool:
    """Whether the lines around one of headings of money call the rows and hold no figures."""
    around = rows[max(0, index - _HEADING_LINES + 1) : index + _HEADING_LINES]
    return not re.search(r"\d", arabic_digits(rows[index].text)) and any(
        _CALLS_ROWS.match(word)
        for row in around
        if len(row.text) <= _HEADING and not re.search(r"\d", arabic_digits(row.text))
        for word in row.text.split()
    )


def _headings(text: str) -> list[str]:
    """The headings on a line; empty when one of its words is none."""
    if len(text) > _HEADING or "\t" in text or re.search(r"\d{3}", arabic_digits(text)):
        return []
    heads = _UNIT.sub("", text.strip()).split()
    known = [head for head in heads if names_field(head) or _HEADS.match(head)]
    return known if len(known) >= len(heads) - 1 else []


def _with_split(rows: Sequence[Line], index: int, heads: list[str]) -> list[str]:
    """The headings with the one of money that stands over two lines, above the others and below."""
    near = [*rows[max(0, index - _AROUND) : index], *rows[index + 1 : index + 1 + _AROUND]]
    words = "".join(row.text.strip() for row in near if len(row.text.split()) == 1)
    # It stands anywhere among the others: each line holds only its one sum.
    return [*heads, words, ""] if names_field(words) and _OF_MONEY.search(words) else heads


def _rows_below(rows: Sequence[Line], sums: int, *, last: bool) -> list[Line]:
    """The lines that hold a sum for every heading of money; others may be wraps of a name."""
    found: list[Line] = []
    missed = 0
    for row in rows:
        figures = _SUM.findall(arabic_digits(row.text))
        ending = last and sums == 1 and _LAST.search(arabic_digits(row.text)) is not None
        if len(figures) == sums or (ending and not figures):
            found.append(row)
            missed = 0
        else:
            missed += 1
        if missed > _AROUND + 1:
            break
    return found
