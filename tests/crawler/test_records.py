"""Addresses of spreadsheet cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.records import Cell, Table, column_letters, column_number


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")],
)
def test_columns_are_counted_as_spreadsheets_do(number: int, letters: str) -> None:
    """There is no zero: Z is followed by AA."""
    assert (column_letters(number), column_number(letters)) == (letters, number)


@given(st.integers(1, 16384))
def test_letters_and_numbers_of_columns_agree(number: int) -> None:
    """Each number has its own letters, and they lead back to it."""
    assert column_number(column_letters(number)) == number


def test_only_cells_of_a_sheet_have_addresses() -> None:
    """An offset between cells, and a table outside spreadsheets, have none."""
    rows = ((Cell(text="ก", start=0, end=1), Cell(text="ข", start=2, end=3)),)

    assert Table(rows=rows, end=3, origin="Z9").address_at(2) == "AA9"
    assert Table(rows=rows, end=3, origin="Z9").address_at(1) == ""
    assert Table(rows=rows, end=3).address_at(2) == ""
