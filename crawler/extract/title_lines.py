"""Which lines at the top of a file are its title: officials set one over two to four lines, the
subject on the first and the fiscal year on the last.
"""

import re
from dataclasses import dataclass, field

MOST_LINES = 4
TITLE_LENGTH = 240  # code points
# A heading that opens a part of the text is not one more line of the title.
_OPENS_PART = re.compile(
    r"(?:[\d๐-๙]{1,2}(?:[.)]|\s)|[ก-ฮ][.)]\s|(?:ส่วน|บท|ตอน|หมวด|ข้อ|ตาราง|ภาค|ประเด็น)(?:ที่|\s)*[\d๐-๙])"
)


@dataclass(slots=True)
class TitleLines:
    """Collects them as the file is written, line by line."""

    _lines: list[str] = field(default_factory=list)
    _level: int = 0
    _first: str = ""
    _rows: list[str] = field(default_factory=list)
    _closed: bool = False  # whether the first headings have ended
    _rows_closed: bool = False

    def heading(self, level: int, words: str) -> None:
        """Note a heading."""
        self._rows_closed = True
        if self._closed:
            return
        if self._lines and (
            level < self._level or len(self._lines) >= MOST_LINES or _OPENS_PART.match(words)
        ):
            self._closed = True
            return
        self._level = self._level or level
        self._lines.append(words)

    def line(self, words: str) -> None:
        """Note a line that is no heading."""
        self._first = self._first or words
        self._closed = self._closed or bool(self._lines)
        self._rows_closed = True

    def row(self, cells: int, words: str) -> None:
        """Note a table row with so many filled cells; one alone is a title set over the table."""
        self._first = self._first or words
        self._closed = self._closed or bool(self._lines)
        if cells == 1 and not self._rows_closed and len(self._rows) < MOST_LINES:
            self._rows.append(words)
        elif cells:
            self._rows_closed = True

    def title(self) -> str:
        """The title: the first headings, else the rows above a table, else the first line."""
        found = ""
        for words in self._lines or self._rows or [self._first]:
            longer = f"{found} {words}".strip()
            if found and len(longer) > TITLE_LENGTH:
                break
            found = longer
        return found[:TITLE_LENGTH]
