"""Every sample of the Word corpus against what its source says by hand."""

import office_files as made
import pytest
from pdf_scores import score
from pdf_sources import source_of

from crawler.records import Document
from crawler.thai import fold_text, repair

NAMES = sorted(path.name for path in (made.SAMPLES / "word").glob("*.docx"))


def read(name: str) -> Document:
    return made.document(made.sample(f"word/{name}"), name)


def test_three_programs_wrote_every_table() -> None:
    """The corpus is whole: a table shape that one program cannot write shows here."""
    sources = {name.split(".")[0] for name in NAMES}

    assert len(sources) >= 7
    assert len(NAMES) == 3 * len(sources)


@pytest.mark.parametrize("name", NAMES)
def test_phrases_cells_and_years_are_found(name: str) -> None:
    """Merged cells stand at each of their places, whatever program wrote the file."""
    found = score(source_of(name), read(name))

    assert (found.phrases, found.cells) == (found.all_phrases, found.all_cells), found.missed
    assert found.wrong_years == ()


@pytest.mark.parametrize("name", NAMES)
def test_rows_columns_and_heads_are_those_of_the_source(name: str) -> None:
    """As many tables, rows and columns as were written; the head rows are marked."""
    source, document = source_of(name), read(name)

    assert len(document.tables) == len(source.tables)
    for table, expected in zip(document.tables, source.tables, strict=True):
        assert {len(row) for row in table.rows} == {len(expected.widths)}
        heads = [all(cell.header for cell in row) for row in table.rows]
        assert heads == [row < expected.header_rows for row in range(len(expected.rows))]


@pytest.mark.parametrize("name", NAMES)
def test_the_title_is_that_of_the_first_lines(name: str) -> None:
    """Subject, agency and fiscal year stand on lines of their own and are one title."""
    assert fold_text(read(name).title) == fold_text(source_of(name).title)


@pytest.mark.parametrize("name", NAMES)
def test_everything_points_into_the_text(name: str) -> None:
    """Cells and headings are spans of the repaired text."""
    document = read(name)

    assert repair(document.text) == document.text
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row):
            assert document.text[cell.start : cell.end] == cell.text
    for heading in document.headings:
        assert document.text[heading.start : heading.end] == heading.text
