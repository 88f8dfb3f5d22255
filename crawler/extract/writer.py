"""Writes the text of a file line by line and keeps where everything in it stands.

The shape is that of web pages: one line per block, the filled cells of a table row separated by
tabs. Every piece is repaired before it is written, so its span points into the final text.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import unquote, urlsplit

from crawler.extract.html_text import one_line
from crawler.extract.moved import moved_heading, moved_link, moved_table
from crawler.extract.ocr import OcrText
from crawler.extract.title_lines import TitleLines
from crawler.records import (
    AgreedYear,
    Cell,
    Document,
    Heading,
    Image,
    Link,
    LinkKind,
    PageKind,
    Table,
    TextPart,
)
from crawler.thai import quality, repair
from crawler.urls import canonical

MAX_CHARS = 2_000_000  # code points of one document's text
MAX_CELLS = 50_000  # of all tables of one document
MAX_LINKS = 5_000
MAX_PICTURES = 500
LINE_LEVEL = 6  # of a heading that only its looks make one
LONGEST_HEADING = 150  # code points
_TITLE_LENGTH = 200
_LEAST_TITLE = 6  # letters
_WORD = re.compile(r"[^\W\d_]")


@dataclass(slots=True, eq=False)
class GridCell:
    """A cell to be written; a merged one is the same object at each place that it covers."""

    text: str
    header: bool = False
    links: tuple[tuple[str, str], ...] = ()  # address, words
    pictures: tuple[str, ...] = ()  # their descriptions, "" for none
    start: int = -1
    end: int = -1


@dataclass(slots=True)
class DocumentWriter:
    """Collects one document. ``truncated`` tells that a cap, or the reader, left something out."""

    max_chars: int = MAX_CHARS
    max_cells: int = MAX_CELLS
    truncated: bool = False
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _cells: int = 0
    _titles: TitleLines = field(default_factory=TitleLines)
    _headings: list[Heading] = field(default_factory=list)
    _links: list[Link] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)
    _parts: list[TextPart] = field(default_factory=list)
    _scan_title: str = ""
    _agreed: list[AgreedYear] = field(default_factory=list)
    _pictures: list[tuple[str, str, int, str]] = field(default_factory=list)

    @property
    def length(self) -> int:
        """Code points written so far; the offset of what comes next."""
        return self._length

    @property
    def pictures(self) -> int:
        """How many pictures were noted so far; the number of the last one."""
        return len(self._pictures)

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._pieces)

    @contextmanager
    def part(self, locator: str) -> Iterator[None]:
        """What is written inside stands on one page, sheet, slide or member."""
        start = self._length
        yield
        if self._length > start:
            self._parts.append(TextPart(locator=locator, start=start, end=self._length))

    def line(self, text: str, *, links: Sequence[tuple[str, str]] = ()) -> tuple[int, int]:
        """Write one block; its span, which is empty when nothing is left to write."""
        start, end, words = self._block(text, links)
        if words:
            self._titles.line(words)
        return start, end

    def heading(
        self,
        level: int,
        text: str,
        *,
        links: Sequence[tuple[str, str]] = (),
        titles: bool = True,
    ) -> None:
        """Write a heading, levels 1 to 6. One of a sheet or file name titles no document."""
        start, end, words = self._block(text, links)
        if words:
            if titles:
                self._titles.heading(level, words)
            self._headings.append(
                Heading(level=min(max(level, 1), 6), text=words, start=start, end=end)
            )

    def picture(self, description: str, near: str = "", *, at: int | None = None) -> None:
        """Note a picture where the next words stand; without words beside it, those count."""
        if len(self._pictures) < MAX_PICTURES:
            start = self._length if at is None else at
            heading = self._headings[-1].text if self._headings else ""
            self._pictures.append((clean(description), clean(near)[:_TITLE_LENGTH], start, heading))

    def scan(self, locator: str, told: OcrText) -> None:
        """Write what OCR told of a picture, as a part of its own outside of all others."""
        if not told.lines:
            return
        start = self._length
        text = "".join(f"{line}\n" for line in told.lines)
        if start + len(text) > self.max_chars:
            self.truncated = True
            return
        self._append(text)
        self._agreed += told.years_from(start)
        self._scan_title = self._scan_title or next(
            (line for line in told.lines if len(_WORD.findall(line)) >= _LEAST_TITLE), ""
        )
        self._parts.append(TextPart(locator=locator, start=start, end=self._length, ocr=True))

    def table(
        self,
        rows: Sequence[Sequence[GridCell]],
        *,
        heading: str = "",
        locator: str = "",
        origin: str = "",
    ) -> None:
        """Write a grid row by row; rows are padded to one length, and cut at the cell limit."""
        width = max((len(row) for row in rows), default=0)
        if width == 0:
            return
        room = (self.max_cells - self._cells) // width
        if room < len(rows):
            self.truncated = True
            rows = rows[: max(room, 0)]
        start = self._length
        known: dict[int, Cell] = {}
        grid: list[tuple[Cell, ...]] = []
        for number, row in enumerate(rows):
            grid.append(self._row(row, width, known, table=len(self._tables), number=number))
        self._cells += width * len(grid)
        if self._length > start:
            self._tables.append(
                Table(
                    rows=tuple(grid),
                    heading=heading or (self._headings[-1].text if self._headings else ""),
                    start=start,
                    end=self._length - 1,
                    locator=locator,
                    origin=origin,
                )
            )

    def take(self, other: Document, locator: str) -> None:
        """Write another document's content, its places moved; ``locator`` names it as a member."""
        by = self._length
        if by + len(other.text) > self.max_chars:
            self.truncated = True
            return
        cells = sum(len(row) for table in other.tables for row in table.rows)
        self.truncated = self.truncated or other.truncated or self._cells + cells > self.max_cells
        if self._cells + cells <= self.max_cells:
            self._cells += cells
            first = len(self._tables)
            self._tables += [moved_table(table, by, locator) for table in other.tables]
        else:
            first = -1
        if other.title:
            self._titles.heading(1, other.title)
            self._titles.line("")
        self._append(other.text)
        if other.text and not other.text.endswith("\n"):
            self._end_line()
        self._headings += [moved_heading(heading, by) for heading in other.headings]
        for link in other.links[: max(0, MAX_LINKS - len(self._links))]:
            self._links.append(moved_link(link, by, first, locator))
        for image in other.images:
            self.picture(image.alt, image.near_text, at=image.start + by)
        self._agreed += [
            AgreedYear(start=year.start + by, end=year.end + by) for year in other.agreed_years
        ]
        inner = other.parts or (TextPart(locator="", start=0, end=len(other.text)),)
        for part in inner:
            place = f"{locator};{part.locator}" if part.locator else locator
            self._parts.append(
                TextPart(locator=place, start=part.start + by, end=part.end + by, ocr=part.ocr)
            )

    def build(
        self,
        *,
        url: str,
        payload_digest: str,
        fetched_at: datetime,
        content_type: str,
        extractor: str,
        version: int,
        charset: str = "utf-8",
    ) -> Document:
        """The document. Its title is that of its first lines.

        The title kept in a file's properties is not taken: nobody sees it, and it is often that of
        the file that this one was copied from.
        """
        text = "".join(self._pieces)
        return Document(
            url=url,
            payload_digest=payload_digest,
            text_digest=digest_of(text),
            extractor=extractor,
            extractor_version=version,
            fetched_at=fetched_at,
            content_type=content_type,
            kind=PageKind.PAGE,
            title=self._titles.title() or self._scan_title[:_TITLE_LENGTH],
            text=text,
            charset=charset,
            quality=quality(text),
            headings=tuple(self._headings),
            links=tuple(self._links),
            tables=tuple(self._tables),
            images=tuple(self._images(url, text)),
            parts=self._all_parts(),
            agreed_years=tuple(self._agreed),
            truncated=self.truncated,
        )

    def _images(self, url: str, text: str) -> Iterator[Image]:
        for number, (description, near, start, heading) in enumerate(self._pictures, start=1):
            yield Image(
                # The picture has no address of its own: the file is what a person opens.
                url=f"{url}#picture={number}",
                alt=description,
                near_text=near or text[start : start + _TITLE_LENGTH].split("\n", 1)[0],
                heading=heading,
                start=start,
                locator=f"picture={number}",
            )

    def _all_parts(self) -> tuple[TextPart, ...]:
        """The parts; where some are of pictures, the text between them is one without a place."""
        parts = sorted(self._parts, key=lambda part: part.start)
        if not any(part.ocr for part in parts):
            return tuple(parts)
        whole: list[TextPart] = []
        end = 0
        for start, part in [*((part.start, part) for part in parts), (self._length, None)]:
            if start > end:
                whole.append(TextPart(locator="", start=end, end=start))
            if part is not None:
                whole.append(part)
                end = part.end
        return tuple(whole)

    # -- writing ------------------------------------------------------------------------------

    def _block(self, text: str, links: Sequence[tuple[str, str]]) -> tuple[int, int, str]:
        words = clean(text)
        start, end = self._write(words)
        if end > start:
            self._end_line()
            self._note_links(links, (start, end), row=None)
        return start, end, words if end > start else ""

    def _write(self, words: str) -> tuple[int, int]:
        if self._length + len(words) + 1 > self.max_chars:
            self.truncated = True
            words = ""
        start = self._length
        self._append(words)
        return start, self._length

    def _append(self, words: str) -> None:
        if words:
            self._pieces.append(words)
            self._length += len(words)

    def _end_line(self) -> None:
        self._append("\n")

    def _row(
        self,
        row: Sequence[GridCell],
        width: int,
        known: dict[int, Cell],
        *,
        table: int,
        number: int,
    ) -> tuple[Cell, ...]:
        before = self._length
        fresh: list[GridCell] = []
        for cell in row:
            if id(cell) in known or cell.start >= 0:
                continue
            cell.text = clean(cell.text)
            if cell.text and self._length > before:
                self._append("\t")
            cell.start, cell.end = self._write(cell.text)
            fresh.append(cell)
        words = "".join(self._pieces[self._first_piece(before) :]) if self._length > before else ""
        if self._length > before:
            self._end_line()
            filled = [cell.text for cell in fresh if cell.text]
            self._titles.row(len(filled), filled[0] if filled else "")
        for cell in fresh:
            known[id(cell)] = Cell(
                text=words[cell.start - before : cell.end - before],
                start=cell.start,
                end=cell.end,
                header=cell.header,
            )
            for description in cell.pictures:
                self.picture(description, cell.text, at=cell.start)
            if cell.links:
                others = f"{words[: cell.start - before]} {words[cell.end - before :]}"
                place = (table, number, one_line(others)[:_TITLE_LENGTH])
                self._note_links(cell.links, (cell.start, cell.end), row=place)
        full = [known[id(cell)] for cell in row]
        end = full[-1].end if full else before
        full += [Cell(text="", start=end, end=end)] * (width - len(full))
        return tuple(full)

    def _first_piece(self, offset: int) -> int:
        """The number of the piece that begins at an offset near the end."""
        place, length = len(self._pieces), self._length
        while place > 0 and length > offset:
            place -= 1
            length -= len(self._pieces[place])
        return place

    def _note_links(
        self,
        links: Sequence[tuple[str, str]],
        span: tuple[int, int],
        *,
        row: tuple[int, int, str] | None,
    ) -> None:
        for address, words in links:
            # A file has no address of its own to resolve against: only whole ones lead anywhere.
            url = canonical(address) if address.lower().startswith(("http:", "https:")) else None
            if url is None:
                continue
            if len(self._links) >= MAX_LINKS:
                self.truncated = True
                return
            self._links.append(
                Link(
                    kind=LinkKind.WEB,
                    url=url,
                    href=address,
                    text=clean(words),
                    file_name=_file_name(url),
                    row_text=row[2] if row is not None else "",
                    heading=self._headings[-1].text if self._headings else "",
                    table=row[0] if row is not None else -1,
                    row=row[1] if row is not None else -1,
                    start=span[0],
                    end=span[1],
                    locator=f"link={len(self._links) + 1}",
                )
            )


def clean(text: str) -> str:
    """The words on one line, repaired, without characters that no encoding can hold."""
    line = repair(one_line(text))
    return line.encode("utf-8", "replace").decode("utf-8")


def digest_of(text: str) -> str:
    """The digest that evidence names a text by."""
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}"


def _file_name(url: str) -> str:
    name = unquote(urlsplit(url).path.rpartition("/")[2])
    return name if "." in name else ""
