"""Reads one workbook from stdin and writes its cells as text, as JSON; run as a script.

A process of its own, with limits: a workbook of a few kilobytes can ask for more memory than the
machine has, and the reader then ends its whole process.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

MEMORY_BYTES = 1 << 30
CPU_S = 60
MOST_ROWS = 50_000  # filled ones, of all sheets together
MOST_COLUMNS = 200
NOT_A_WORKBOOK, LOCKED, TOO_LARGE = 10, 11, 12  # exit codes

Value = int | float | str | bool | time | date | datetime | timedelta


def text_of(value: Value) -> str:
    """A cell as an officer sees it: whole numbers without ".0", dates as YYYY-MM-DD."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)


def sheets(content: bytes) -> Iterator[dict[str, Any]]:
    """The visible sheets in their order: name, and the filled rows with their numbers from 1."""
    left = MOST_ROWS
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for place, about in enumerate(book.sheets_metadata):
            if about.visible is not SheetVisibleEnum.Visible:
                continue
            rows = []
            sheet = book.get_sheet_by_index(place)
            first, left_out = sheet.start or (0, 0)
            for number, values in enumerate(sheet.to_python(skip_empty_area=True), first + 1):
                cells = [""] * left_out + [text_of(value) for value in values]
                cells = cells[:MOST_COLUMNS]
                if any(cells):
                    rows.append([number, cells])
            left -= len(rows)
            if left < 0:
                sys.exit(TOO_LARGE)
            yield {"name": about.name, "rows": rows}


def main() -> None:
    """Read, write, and end with one of the exit codes above when that is not possible."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found = list(sheets(sys.stdin.buffer.read()))
    except PasswordError:
        sys.exit(LOCKED)
    except MemoryError:
        sys.exit(TOO_LARGE)
    except (CalamineError, OSError, ValueError):
        sys.exit(NOT_A_WORKBOOK)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
