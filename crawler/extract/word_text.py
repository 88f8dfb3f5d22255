"""Walks the XML of a Word document: blocks in reading order with all words that are shown.

python-docx opens the package and knows styles and link targets; its own ways of walking leave out
content controls, tracked insertions and text boxes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.document import Document as WordFile
from docx.oxml.ns import qn
from lxml import etree

from crawler.extract.diagram import RELATIONS, data_relation, diagram_lines
from crawler.extract.word_xml import (
    ALTERNATIVE,
    CONTAINERS,
    FOREIGN,
    HYPERLINK,
    TBL,
    TC,
    TEXT_BOX,
    TR,
    P,
    PictureMark,
    R,
    T,
    below,
    collect,
    grid_before,
    is_on,
    number_of,
    own_paragraphs,
    pictures_of,
    value_of,
)

MAX_WIDTH = 64  # columns that one cell may cover
MAX_DEPTH = 40  # of blocks inside blocks
MAX_TABLE_CELLS = 50_000


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """A paragraph as shown lines; ``level`` is 0 unless its style makes it a heading."""

    lines: tuple[str, ...]
    level: int
    loud: bool  # bold from end to end
    centred: bool = False
    links: tuple[tuple[str, str], ...]
    pictures: tuple[PictureMark, ...] = ()


@dataclass(slots=True, kw_only=True)
class WordCell:
    """A cell; ``continues`` one merged with it above."""

    text: str
    width: int
    continues: bool
    links: list[tuple[str, str]]
    pictures: list[PictureMark] = field(default_factory=list)
    inner: list[etree._Element] = field(default_factory=list)  # tables inside it


@dataclass(slots=True, kw_only=True)
class Block:
    """A table."""

    rows: list[list[WordCell]] = field(default_factory=list)
    header_rows: int = 0

    @property
    def inner(self) -> list[etree._Element]:
        """The tables inside its cells, in reading order."""
        return [table for row in self.rows for cell in row for table in cell.inner]


@dataclass(frozen=True, slots=True)
class Foreign:
    """A file of another kind that Word shows in this place; ``relation`` leads to it."""

    relation: str


class WordText:
    """The shown words of one Word file."""

    def __init__(self, file: WordFile) -> None:
        self.cut = False  # whether blocks lie deeper than is read
        self._relations = file.part.rels
        self._levels: dict[str, int] = {}
        self._loud: set[str] = set()
        self._centred: set[str] = set()
        for style in file.styles.element.findall(qn("w:style")):
            self._note_style(style)

    def blocks(
        self, parent: etree._Element, depth: int = 0
    ) -> Iterator[Paragraph | Block | Foreign]:
        """Paragraphs and tables below an element, in reading order, text boxes after theirs."""
        self.cut = self.cut or depth >= MAX_DEPTH
        for child in parent if depth < MAX_DEPTH else ():
            if child.tag == P:
                yield self._paragraph(child)
                for box in self._boxes(child):
                    yield from self.blocks(box, depth + 1)
            elif child.tag == TBL:
                yield from self._tables(child, depth)
            elif child.tag == FOREIGN:
                yield Foreign(relation=child.get(qn("r:id"), ""))
            elif child.tag in CONTAINERS:
                yield from self.blocks(child, depth + 1)

    # -- paragraphs ---------------------------------------------------------------------------

    def _paragraph(self, element: etree._Element) -> Paragraph:
        words: list[str] = []
        links: list[tuple[str, str]] = []
        collect(element, words)
        for anchor in element.iter(HYPERLINK):
            address = self._address(anchor)
            if address:
                shown: list[str] = []
                collect(anchor, shown)
                links.append((address, "".join(shown)))
        style = value_of(element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"))
        level = self._levels.get(style, 0)
        outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None and number_of(outline) < 6:
            level = level or number_of(outline) + 1
        lines = [line for line in "".join(words).split("\n") if line.strip()]
        for place in element.iter(RELATIONS):
            relation = self._relations.get(data_relation(place))
            if relation is not None and not relation.is_external:
                lines += diagram_lines(relation.target_part.blob)
        return Paragraph(
            lines=tuple(lines),
            level=level,
            loud=self._is_loud(element, style),
            centred=self._is_centred(element, style),
            links=tuple(links),
            pictures=tuple(pictures_of(element)),
        )

    def _is_loud(self, element: etree._Element, style: str) -> bool:
        """Whether every shown run of a paragraph is bold, by itself or by its style."""
        seen = False
        for run in element.iter(R):
            if not any((text.text or "").strip() for text in run.iter(T)):
                continue
            seen = True
            mark = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
            complex_mark = run.find(f"{qn('w:rPr')}/{qn('w:bCs')}")  # the one for Thai
            if mark is None and complex_mark is None:
                if style not in self._loud:
                    return False
            elif not any(one is not None and is_on(one) for one in (mark, complex_mark)):
                return False
        return seen

    def _is_centred(self, element: etree._Element, style: str) -> bool:
        own = element.find(f"{qn('w:pPr')}/{qn('w:jc')}")
        return value_of(own) == "center" if own is not None else style in self._centred

    def _boxes(self, element: etree._Element) -> Iterator[etree._Element]:
        for box in element.iter(TEXT_BOX):
            # Written twice, for new and for old readers; the old one stands in a fallback.
            if not any(parent.tag in (ALTERNATIVE, TEXT_BOX) for parent in box.iterancestors()):
                yield box

    def _address(self, anchor: etree._Element) -> str:
        relation = self._relations.get(anchor.get(qn("r:id"), ""))
        return relation.target_ref if relation is not None and relation.is_external else ""

    # -- tables -------------------------------------------------------------------------------

    def _tables(self, element: etree._Element, depth: int) -> Iterator[Paragraph | Block | Foreign]:
        """A table and those inside its cells after it; one of a single cell is only a frame."""
        rows = list(below(element, TR))
        cells = list(below(rows[0], TC)) if len(rows) == 1 else []
        if len(cells) == 1:
            yield from self.blocks(cells[0], depth + 1)
            return
        table = self._table(element)
        yield table
        self.cut = self.cut or (depth >= MAX_DEPTH and bool(table.inner))
        for inner in table.inner if depth < MAX_DEPTH else ():
            yield from self._tables(inner, depth + 1)

    def _table(self, element: etree._Element) -> Block:
        block = Block()
        room = MAX_TABLE_CELLS
        for row in below(element, TR):
            cells: list[WordCell] = [
                WordCell(text="", width=1, continues=False, links=[])
                for _ in range(min(grid_before(row), MAX_WIDTH))
            ]
            for cell in below(row, TC):
                cells.append(self._cell(cell))
            room -= sum(cell.width for cell in cells)
            if room < 0:
                break
            header = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
            if header is not None and is_on(header) and block.header_rows == len(block.rows):
                block.header_rows += 1
            block.rows.append(cells)
        return block

    def _cell(self, element: etree._Element) -> WordCell:
        lines: list[str] = []
        links: list[tuple[str, str]] = []
        pictures: list[PictureMark] = []
        inner: list[etree._Element] = []
        for paragraph in own_paragraphs(element, inner):
            found = self._paragraph(paragraph)
            lines += found.lines
            links += found.links
            pictures += found.pictures
        properties = qn("w:tcPr")
        span = element.find(f"{properties}/{qn('w:gridSpan')}")
        merge = element.find(f"{properties}/{qn('w:vMerge')}")
        return WordCell(
            text=" ".join(lines),
            width=max(1, min(number_of(span), MAX_WIDTH)) if span is not None else 1,
            continues=merge is not None and value_of(merge) != "restart",
            links=links,
            pictures=pictures,
            inner=inner,
        )

    def _note_style(self, style: etree._Element) -> None:
        name = style.get(qn("w:styleId"), "")
        title = value_of(style.find(qn("w:name"))).lower()
        outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if title == "title":
            self._levels[name] = 1
        elif outline is not None and number_of(outline) < 6:
            self._levels[name] = number_of(outline) + 1
        elif title.startswith("heading ") and title[8:].isascii() and title[8:].isdigit():
            self._levels[name] = min(int(title[8:10]), 6)
        marks = [style.find(f"{qn('w:rPr')}/{qn(tag)}") for tag in ("w:b", "w:bCs")]
        if any(mark is not None and is_on(mark) for mark in marks):
            self._loud.add(name)
        if value_of(style.find(f"{qn('w:pPr')}/{qn('w:jc')}")) == "center":
            self._centred.add(name)
