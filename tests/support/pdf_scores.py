"""How much of a source a reading found: phrases after folding, cells of its tables, years.

Cells are compared place by place after folding, so that line breaks inside a cell and the two
spellings of sara am do not count; a row too many or too few makes every later row wrong.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pdf_sources import Source, SourceTable

from crawler.records import Document, Table, Unreadable
from crawler.thai import fold_text

_YEAR = re.compile(r"(?<![\d,./-])2[45]\d\d(?![\d,])")  # Arabic digits alone; a Thai one is unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Found and expected, with what was missed."""

    phrases: int
    all_phrases: int
    cells: int
    all_cells: int
    wrong_years: tuple[str, ...]
    missed: tuple[str, ...]


def score(source: Source, read: Document | Unreadable) -> Score:
    """Compare a reading with its source."""
    text = read.text if isinstance(read, Document) else ""
    tables = read.tables if isinstance(read, Document) else ()
    folded = fold_text(text)
    lost = [phrase for phrase in source.phrases if fold_text(phrase) not in folded]
    missed = [f"phrase {phrase!r}" for phrase in lost]
    cells = 0
    for table in source.tables:
        hits, wrong = _best(table, tables)
        cells += hits
        missed += wrong
    return Score(
        phrases=len(source.phrases) - len(lost),
        all_phrases=len(source.phrases),
        cells=cells,
        all_cells=sum(len(row) for table in source.tables for row in table.rows),
        wrong_years=wrong_years(source, text),
        missed=tuple(missed),
    )


def wrong_years(source: Source, text: str) -> tuple[str, ...]:
    """Years in Arabic digits that the source does not name."""
    told = {str(year) for year in source.years}
    return tuple(year for year in _YEAR.findall(text) if year not in told and not _is_thai(year))


def _is_thai(digits: str) -> bool:
    return not digits.isascii()


def _best(expected: SourceTable, found: Sequence[Table]) -> tuple[int, list[str]]:
    best: tuple[int, list[str]] = (0, ["a whole table"])
    for table in found:
        hits, wrong = 0, []
        for number, row in enumerate(expected.rows):
            got = table.rows[number] if number < len(table.rows) else ()
            for column, words in enumerate(row):
                told = got[column].text if column < len(got) else None
                if told is not None and fold_text(told) == fold_text(words):
                    hits += 1
                else:
                    wrong.append(f"cell {number},{column} {words!r} read as {told!r}")
        if hits > best[0]:
            best = hits, wrong
    return best
