"""Whether both halves of a subject are told: of each list of words the content holds one."""

from collections.abc import Sequence

from checks.api import Case
from checks.match.fields.told_entries import entry_lists
from checks.match.reading.phrases import matches
from checks.match.reading.substance import Substance
from checks.match.subjects.matter import told_of
from checks.match.tables.columns import header_depth

Halves = Sequence[Sequence[str]]


def missing_halves(
    case: Case, halves: Halves, names: Sequence[str], without: Sequence[str], content: Substance
) -> list[str]:
    """What the halves are called of which no line below the headings holds a word."""
    if content.pictures or any(document.ocr for document in case.documents):
        return []  # what a picture says is not read as lines
    return [
        name
        for words, name in zip(halves, names, strict=True)
        if told_of(case, words, without=without) is None and not _named(case, words, without)
    ]


def _named(case: Case, words: Sequence[str], without: Sequence[str]) -> bool:
    """Whether an entry of a list is called by one of the words: its heading is the content's."""
    for page in case.inner_documents:
        for entry in (entry for listed in entry_lists(page) for entry in listed):
            title = entry.title
            for word in without:
                title = title.replace(word, " ")
            if matches(title, [(word,) for word in words]):
                return True
    return False


def rows_of_neither(case: Case, halves: Halves, without: Sequence[str]) -> bool:
    """Whether a table that no heading gives to a half has a row without a word of either."""
    words = [(word,) for half in halves for word in half]
    for document in case.documents:
        for table in document.tables:
            depth = header_depth(table)
            above = [h.text for h in document.headings if h.start < table.start]
            heads = " ".join([*above, *(cell.text for row in table.rows[:depth] for cell in row)])
            for word in without:
                heads = heads.replace(word, " ")
            rows = [" ".join(cell.text for cell in row) for row in table.rows[depth:]]
            if not matches(heads, words) and any(
                row.strip() and not matches(row, words) for row in rows
            ):
                return True
    return False
