"""The pages of a PDF as one text: lines, table rows with tabs, headings, title, parts."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.extract.pdf_grids import fill, find_lattices
from crawler.extract.pdf_lines import Line, find_columns, lines_of, set_letters
from crawler.extract.pdf_marks import joined_rules
from crawler.extract.pdf_page import Box, Page
from crawler.extract.pdf_tables import (
    Block,
    DrawnTable,
    from_columns,
    from_lattice,
    join_pages,
    mark_head,
    runs_inside,
)
from crawler.records import AgreedYear, Cell, Heading, Table, TextPart

MAX_TEXT = 5_000_000  # characters; what comes after is cut
_LONGEST_HEADING = 120
_LARGER = 1.12  # times the size of the body's letters
_CENTRED = 0.04  # of the page's width that a centred line may be off
_BODY_LINES = 8  # of a text that can be judged
_MOST_BOLD = 0.7  # of the width of all words, those of tables with them
_LINE_LEVEL = 6  # of a heading that is only bold
_LONGEST_TITLE = 240
_TITLE_LINES = 6
_TITLE_DEPTH = 15  # lines from the top among which the title stands
# Every piece begins where the one before cannot go on: a line of dots is read once.
_PAGE_NUMBER = re.compile(r"(?:หน้า)?(?:[\s\-–—()/.]|(?<!\d)\d{1,3}(?!\d))*")
_WORD = re.compile(r"[^\W\d_]")
_WORD_OR_YEAR = re.compile(r"[^\W\d_]|\d{4}")


@dataclass(frozen=True, slots=True)
class Place:
    """A line or a cell: where it stands on its page and in the text."""

    page: int
    box: Box
    start: int
    end: int
    table: int = -1
    row: int = -1


@dataclass(slots=True)
class Written:
    """The text with everything that points into it."""

    text: str = ""
    parts: list[TextPart] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    title: str = ""
    cut: bool = False
    agreed_years: list[AgreedYear] = field(default_factory=list)


def write(pages: Sequence[Page]) -> Written:
    """Lay all pages out."""
    blocks = [_blocks(page) for page in pages]
    join_pages(blocks)
    for page_blocks in blocks:
        for block in page_blocks:
            if isinstance(block, DrawnTable) and block.continues is None:
                mark_head(block)
    writer = _Writer(pages, blocks)
    writer.write()
    return writer.written


def _blocks(page: Page) -> list[Block]:
    """The lines and tables of a page, from the top."""
    lattices = find_lattices(page.marks) if page.runs else []
    rest = fill(lattices, page.runs)
    tables: list[DrawnTable] = []
    for lattice in lattices:
        table = from_lattice(lattice)
        if table is None:
            rest += runs_inside(lattice)
        else:
            tables.append(table)
    lines = lines_of(rest)
    set_letters(lines, page.marks)
    found: list[Block] = [
        thing if isinstance(thing, Line) else from_columns(thing)
        for thing in find_columns(lines, joined_rules(page.marks.lying, 1.0))
    ]
    for table in sorted(tables, key=lambda table: (table.box.y0, table.box.x0)):
        below = (at for at, block in enumerate(found) if block.box.y0 > table.box.y0)
        found.insert(next(below, len(found)), table)
    for table in tables:
        table.bold = _bold_rows(table, page)
    return found


def _bold_rows(table: DrawnTable, page: Page) -> list[bool]:
    """Which rows are bold in each of their cells that has words."""
    bold: set[int] = set()
    for piece in page.marks.letters:
        x, y = piece.box.middle
        if piece.bold and table.box.holds(x, y):
            row, column = table.place(x, y)
            bold.add(table.owner[row][column])
    rows = []
    for owners in table.owner:
        worded = {owner for owner in owners if table.words.get(owner)}
        rows.append(bool(worded) and worded <= bold)
    return rows


class _Writer:
    """Writes blocks one after the other and remembers where each went."""

    def __init__(self, pages: Sequence[Page], blocks: Sequence[list[Block]]) -> None:
        self._pages = pages
        self._blocks = blocks
        self._pieces: list[str] = []
        self._length = 0
        self._grids: list[tuple[DrawnTable, list[tuple[Cell, ...]], str]] = []
        self._numbers: dict[int, int] = {}  # id of a table's first part -> number
        self.written = Written()
        sizes = [
            line.size
            for page in blocks
            for line in page
            if isinstance(line, Line) and line.size
            for _ in range(1 + len(line.text) // 40)
        ]
        self._body = statistics.median_low(sizes) if sizes else 0.0
        bold = sum(piece.box.width for page in pages for piece in page.marks.letters if piece.bold)
        lines = sum(isinstance(block, Line) for page in blocks for block in page)
        # Where most of a text is bold, its font only says so, and bold sets nothing off; a cover,
        # or a notice of a few lines, may well be set in bold.
        self._set_off = lines < _BODY_LINES or bold <= _MOST_BOLD * sum(
            run.box.width for page in pages for run in page.runs
        )

    def write(self) -> None:
        written = self.written
        titles: list[tuple[Line, int]] = []
        tabled = False
        for page, blocks in zip(self._pages, self._blocks, strict=True):
            if self._length > MAX_TEXT:
                written.cut = True
                blocks = []
            start = self._length
            for block in blocks:
                if isinstance(block, Line):
                    level = self._line(page, block)
                    if page is self._pages[0] and not tabled:
                        titles.append((block, level))
                else:
                    self._table(page, block)
                    # What stands below the first table heads a section of the document.
                    tabled = tabled or bool(titles)
            if blocks or not page.by_ocr:
                self._part(page, start, ocr=page.ocr)
            start = self._length
            if not written.cut:
                written.agreed_years += page.told.years_from(start)
            for text in page.told.lines if not written.cut else ():
                self._add(text)
                self._newline()
            if page.by_ocr:
                self._part(page, start, ocr=True)
        written.text = "".join(self._pieces)
        for table, rows, locator in self._grids:
            written.tables.append(self._finished(table, rows, locator))
        written.title = _title(titles, self._pages)

    def _part(self, page: Page, start: int, *, ocr: bool) -> None:
        locator = f"page={page.number}"
        self.written.parts.append(TextPart(locator=locator, start=start, end=self._length, ocr=ocr))

    def _add(self, text: str) -> tuple[int, int]:
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        return start, self._length

    def _newline(self) -> None:
        self._add("\n")

    def _line(self, page: Page, line: Line) -> int:
        start, end = self._add(line.text)
        self._newline()
        self.written.places.append(Place(page.number, line.box, start, end))
        level = self._level(page, line)
        if level:
            self.written.headings.append(Heading(level=level, text=line.text, start=start, end=end))
        return level

    def _level(self, page: Page, line: Line) -> int:
        """The heading level of a line, 0 when it is none."""
        if not 2 <= len(line.text) <= _LONGEST_HEADING or not _WORD_OR_YEAR.search(line.text):
            return 0
        if "@" in line.text or line.text.endswith((":", ",")):
            return 0
        ratio = line.size / self._body if self._body and line.size else 1.0
        middle = abs(line.box.middle[0] - page.marks.width / 2) <= _CENTRED * page.marks.width
        narrow = line.box.width < 0.85 * page.marks.width
        if ratio >= 1.5:
            return 1
        if ratio >= _LARGER:
            return 2 if middle and narrow else 3
        if line.bold and self._set_off:
            return 4 if middle and narrow else _LINE_LEVEL
        return 0

    def _table(self, page: Page, table: DrawnTable) -> None:
        first = table.continues or table
        number = self._numbers.get(id(first))
        if number is None:
            number = self._numbers[id(first)] = len(self._grids)
            self._grids.append((first, [], f"page={page.number}"))
        rows = self._grids[number][1]
        cells: dict[int, Cell] = {}
        for row, owners in enumerate(table.owner):
            line: list[Cell] = []
            head = row < table.head_rows
            written = False
            for column, owner in enumerate(owners):
                cell = cells.get(owner)
                if cell is None:
                    if written:
                        self._add("\t")
                    words = table.words.get(owner, "")
                    start, end = self._add(words)
                    written = True
                    cell = cells[owner] = Cell(text=words, start=start, end=end, header=head)
                    wide = sum(other == owner for other in owners[column:])
                    box = Box(
                        table.xs[column],
                        table.ys[row],
                        table.xs[column + wide],
                        table.ys[row + 1],
                    )
                    self.written.places.append(
                        Place(page.number, box, start, end, number, len(rows))
                    )
                line.append(cell)
            if written:
                self._newline()
            if row >= table.repeated_rows:
                rows.append(tuple(line))

    def _finished(self, table: DrawnTable, rows: list[tuple[Cell, ...]], locator: str) -> Table:
        cells = [cell for row in rows for cell in row]
        start = min(cell.start for cell in cells)
        before = [heading for heading in self.written.headings if heading.end <= start]
        return Table(
            rows=tuple(rows),
            heading=before[-1].text if before else "",
            start=start,
            end=max(cell.end for cell in cells),
            locator=locator,
        )


def _title(lines: Sequence[tuple[Line, int]], pages: Sequence[Page]) -> str:
    """The first lines of the first page that are set as a title, else its first line of words."""
    if not lines and pages and pages[0].told.lines:
        told = [text for text in pages[0].told.lines if len(_WORD.findall(text)) >= 6]
        return told[0][:_LONGEST_TITLE] if told else ""
    told_lines = [
        (line, level)
        for line, level in lines[:_TITLE_DEPTH]
        if not _PAGE_NUMBER.fullmatch(line.text)
    ]
    found: list[Line] = []
    for line, level in told_lines:
        if level and (not found or _belongs(found[-1], line)):
            found.append(line)
            if len(found) == _TITLE_LINES:
                break
        elif found:
            break
    if not found:
        found = [line for line, _ in told_lines[:1]]
    title = ""
    for line in found:
        longer = f"{title} {line.text}".strip()
        if title and len(longer) > _LONGEST_TITLE:
            break
        title = longer
    return title[:_LONGEST_TITLE]


def _belongs(above: Line, below: Line) -> bool:
    """Whether the next line of large letters carries the title on."""
    gap = below.box.y0 - above.box.y1
    return gap <= 1.5 * max(above.box.height, 1.0) and below.size >= 0.85 * above.size
