"""Reads procurements told line by line: cards, definition lists and lists with labels.

"ราคากลาง: 5,000 บาท", or the label on one line and its value on the next. A card ends where its
first label comes again.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from checks.match.procurement.columns import TELLING, Role, roles_of
from checks.match.procurement.records import Record, Sheet
from checks.match.procurement.values import is_nothing, tells
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.lines import Line, lines
from crawler.records import Cell, Document, Region

_CONTENT = frozenset({Region.CONTENT})
_SEPARATOR = re.compile(r"\s*[:：=]\s*|\t+")
_LABEL = 60  # code points
_LEAST = 4  # known labels that make a card
_BUYING = frozenset(
    {
        *(Role.METHOD, Role.REFERENCE, Role.BIDDER, Role.BID, Role.WINNER, Role.AGREED),
        *(Role.REASON, Role.CONTRACT_NO, Role.EGP),
    }
)  # labels that plans and articles do not have
_BOUGHT = 2
_DIGIT = re.compile(r"[\d๐-๙]{3}")
_EXACT = frozenset(
    {Role.AMOUNT, Role.REFERENCE, Role.BID, Role.AGREED, Role.CONTRACT_DATE, Role.EGP}
)
# "รายการที่ 2" heads a card and labels nothing.
_COUNTED = re.compile(r"\W*(?:รายการ|โครงการ|งาน|ลำดับ|เรื่อง)ที่\s?[\d๐-๙]{1,3}\W*$")
_Labelled = tuple[frozenset[Role], Cell, Cell]


def read_cards(document: Document) -> tuple[Sheet, ...]:
    """The runs of labelled lines that tell procurements, one sheet for each."""
    rows = _lines(document)
    counts = Counter(line.text for line in rows)
    found: list[Sheet] = []
    run: list[_Labelled] = []
    titles = {heading.start for heading in document.headings[1:]}
    for labelled in _labelled(rows, counts, titles):
        if labelled is None:
            found += _closed(document, run)
            run = []
        else:
            run.append(labelled)
    found += _closed(document, run)
    return tuple(found)


def _lines(document: Document) -> tuple[Line, ...]:
    asked = criteria_starts(document)
    return tuple(
        line
        for line in lines(document, _CONTENT) or lines(document)
        if line.start not in asked
        and not any(table.start <= line.start < table.end for table in document.tables)
    )


def _labelled(
    rows: Sequence[Line], counts: Counter[str], titles: AbstractSet[int]
) -> Iterator[_Labelled | None]:
    """Labels with their values in order; None where several lines in a row are neither.

    A heading right above a label names what is bought: "ถนน ม.1" over "ราคากลาง: 478,000 บาท".
    """
    at = strange = 0
    while at < len(rows):
        line = rows[at]
        beside = _beside(line)
        if beside is not None:
            strange = 0
            yield beside
            at += 1
            continue
        below = rows[at + 1] if at + 1 < len(rows) else None
        titled = below is not None and below.start in titles  # no value of the line above it
        roles = frozenset[Role]() if titled else _label(line.text)
        if not roles:
            strange += 1
            at += 1
            if strange > 1:
                yield None
            if (
                line.start in titles
                and below is not None
                and (_beside(below) is not None or _label(below.text))
            ):
                named = _cell(line, 0, len(line.text))
                yield frozenset({Role.ITEM}), named, named
            continue
        strange = 0
        value = below
        after = rows[at + 2] if at + 2 < len(rows) else None
        followed = after is not None and bool(_label(after.text) or _beside(after))
        often = value is not None and counts[value.text] >= counts[line.text] > 1
        if value is None or _is_label(value, roles, often=often and not followed):
            yield roles, _cell(line, 0, len(line.text)), _empty(line)
            at += 1
            continue
        yield roles, _cell(line, 0, len(line.text)), _cell(value, 0, len(value.text))
        at += 2


def _label(text: str) -> frozenset[Role]:
    if len(text) > _LABEL or _DIGIT.search(text) or _COUNTED.match(text):
        return frozenset()
    return roles_of(text.strip(" :：-•*")) & TELLING


def _is_label(line: Line, above: frozenset[Role], *, often: bool) -> bool:
    """Whether the line below a label is the next label and no value of it.

    ``often``: it comes as often as the label above and no further label follows it.
    """
    roles = _label(line.text) or (_beside(line) or (frozenset(),))[0]
    if not roles:
        return False
    if _beside(line) is not None:
        return True
    if above & _EXACT:
        return not any(tells(role, line.text) or is_nothing(line.text) for role in above)
    return often and roles != above


def _beside(line: Line) -> _Labelled | None:
    mark = _SEPARATOR.search(line.text)
    if mark is None:
        return None
    roles = _label(line.text[: mark.start()])
    if not roles:
        return None
    label = _cell(line, 0, mark.start())
    return roles, label, _cell(line, mark.end(), len(line.text))


def _cell(line: Line, first: int, last: int) -> Cell:
    return Cell(text=line.text[first:last], start=line.start + first, end=line.start + last)


def _empty(line: Line) -> Cell:
    return Cell(text="", start=line.end, end=line.end)


def _closed(document: Document, run: Sequence[_Labelled]) -> list[Sheet]:
    cards: list[list[_Labelled]] = []
    for entry in run:
        fresh = not cards or (entry[0] & {Role.ITEM} and any(r[0] & {Role.ITEM} for r in cards[-1]))
        if fresh or any(r[0] == entry[0] and r[1].text == entry[1].text for r in cards[-1]):
            cards.append([])
        cards[-1].append(entry)
    records = [record for card in cards if (record := _record(card)) is not None]
    if not records:
        return []
    headings: dict[Role, Cell] = {}
    for roles, label, _ in run:
        for role in sorted(roles):
            headings.setdefault(role, label)
    start, end = records[0].start, records[-1].end
    above = [heading for heading in document.headings if heading.start < start]
    return [
        Sheet(
            document=document,
            headings=headings,
            records=tuple(records),
            heading=above[-1].text if above else "",
            start=start,
            end=end,
        )
    ]


def _record(card: Sequence[_Labelled]) -> Record | None:
    values: dict[Role, tuple[Cell, ...]] = {}
    for roles, _, value in card:
        for role in roles:
            values[role] = (*values.get(role, ()), value)
    buying = len(set(values) & _BUYING)
    if len(values) < _LEAST or buying < _BOUGHT or not set(values) & {Role.ITEM, Role.WINNER}:
        return None
    record = Record(values=values, start=card[0][1].start, end=max(e[2].end for e in card))
    return record if sum(record.filled(role) for role in values) * 2 >= len(values) else None
