"""Walks the XML of a Word document: blocks in reading order with all words that are shown.

python-docx opens the package and knows styles and link targets; its own ways of walking leave out
content controls, tracked insertions and text boxes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.document import Document as WordFile
from docx.oxml.ns import qn
from lxml import etree

MAX_WIDTH = 64  # columns that one cell may cover
MAX_DEPTH = 40  # of blocks inside blocks
MAX_TABLE_CELLS = 50_000

_P, _TBL, _TR, _TC, _SDT = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:sdt")
_T, _TAB, _BR, _CR = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")
_NO_BREAK, _SOFT = qn("w:noBreakHyphen"), qn("w:softHyphen")
_R, _HYPERLINK = qn("w:r"), qn("w:hyperlink")
_TEXT_BOX = qn("w:txbxContent")
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PROPERTIES = frozenset({qn("w:pPr"), qn("w:rPr"), qn("w:tblPr"), qn("w:sdtPr"), qn("w:tcPr")})
# What stands in the file and is not shown, or is shown elsewhere.
_SKIPPED = _PROPERTIES | {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:instrText"),
    qn("w:delText"),
    _ALTERNATIVE,
    _TEXT_BOX,
}
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_LEAST_SIDE = 540_000  # EMU, 1.5 cm; what is smaller is a mark or an icon
_CONTAINERS = frozenset(
    {_SDT, qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")}
)


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """A paragraph as shown lines; ``level`` is 0 unless its style makes it a heading."""

    lines: tuple[str, ...]
    level: int
    loud: bool  # bold from end to end
    links: tuple[tuple[str, str], ...]
    pictures: tuple[str, ...] = ()  # their descriptions


@dataclass(slots=True, kw_only=True)
class WordCell:
    """A cell; ``continues`` one merged with it above."""

    text: str
    width: int
    continues: bool
    links: list[tuple[str, str]]
    pictures: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Block:
    """A table."""

    rows: list[list[WordCell]] = field(default_factory=list)
    header_rows: int = 0


class WordText:
    """The shown words of one Word file."""

    def __init__(self, file: WordFile) -> None:
        self._relations = file.part.rels
        self._levels: dict[str, int] = {}
        self._loud: set[str] = set()
        for style in file.styles.element.findall(qn("w:style")):
            self._note_style(style)

    def blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[Paragraph | Block]:
        """Paragraphs and tables below an element, in reading order, text boxes after theirs."""
        for child in parent if depth < MAX_DEPTH else ():
            if child.tag == _P:
                yield self._paragraph(child)
                for box in self._boxes(child):
                    yield from self.blocks(box, depth + 1)
            elif child.tag == _TBL:
                yield self._table(child)
            elif child.tag in _CONTAINERS:
                yield from self.blocks(child, depth + 1)

    # -- paragraphs ---------------------------------------------------------------------------

    def _paragraph(self, element: etree._Element) -> Paragraph:
        words: list[str] = []
        links: list[tuple[str, str]] = []
        _collect(element, words)
        for anchor in element.iter(_HYPERLINK):
            address = self._address(anchor)
            if address:
                shown: list[str] = []
                _collect(anchor, shown)
                links.append((address, "".join(shown)))
        style = _value(element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"))
        level = self._levels.get(style, 0)
        outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None and _number(outline) < 6:
            level = level or _number(outline) + 1
        lines = tuple(line for line in "".join(words).split("\n") if line.strip())
        return Paragraph(
            lines=lines,
            level=level,
            loud=self._is_loud(element, style),
            links=tuple(links),
            pictures=tuple(_pictures(element)),
        )

    def _is_loud(self, element: etree._Element, style: str) -> bool:
        """Whether every shown run of a paragraph is bold, by itself or by its style."""
        seen = False
        for run in element.iter(_R):
            if not any((text.text or "").strip() for text in run.iter(_T)):
                continue
            seen = True
            mark = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
            complex_mark = run.find(f"{qn('w:rPr')}/{qn('w:bCs')}")  # the one for Thai
            if mark is None and complex_mark is None:
                if style not in self._loud:
                    return False
            elif not any(one is not None and _is_on(one) for one in (mark, complex_mark)):
                return False
        return seen

    def _boxes(self, element: etree._Element) -> Iterator[etree._Element]:
        for box in element.iter(_TEXT_BOX):
            # Written twice, for new and for old readers; the old one stands in a fallback.
            if not any(parent.tag in (_ALTERNATIVE, _TEXT_BOX) for parent in box.iterancestors()):
                yield box

    def _address(self, anchor: etree._Element) -> str:
        relation = self._relations.get(anchor.get(qn("r:id"), ""))
        return relation.target_ref if relation is not None and relation.is_external else ""

    # -- tables -------------------------------------------------------------------------------

    def _table(self, element: etree._Element) -> Block:
        block = Block()
        room = MAX_TABLE_CELLS
        for row in _below(element, _TR):
            cells: list[WordCell] = [
                WordCell(text="", width=1, continues=False, links=[])
                for _ in range(min(_grid_before(row), MAX_WIDTH))
            ]
            for cell in _below(row, _TC):
                cells.append(self._cell(cell))
            room -= sum(cell.width for cell in cells)
            if room < 0:
                break
            header = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
            if header is not None and _is_on(header) and block.header_rows == len(block.rows):
                block.header_rows += 1
            block.rows.append(cells)
        return block

    def _cell(self, element: etree._Element) -> WordCell:
        lines: list[str] = []
        links: list[tuple[str, str]] = []
        pictures: list[str] = []
        for paragraph in element.iter(_P):
            if next(paragraph.iterancestors(_ALTERNATIVE), None) is not None:
                continue  # the old spelling of a text box that was read
            found = self._paragraph(paragraph)
            lines += found.lines
            links += found.links
            pictures += found.pictures
        properties = qn("w:tcPr")
        span = element.find(f"{properties}/{qn('w:gridSpan')}")
        merge = element.find(f"{properties}/{qn('w:vMerge')}")
        return WordCell(
            text=" ".join(lines),
            width=max(1, min(_number(span), MAX_WIDTH)) if span is not None else 1,
            continues=merge is not None and _value(merge) != "restart",
            links=links,
            pictures=pictures,
        )

    def _note_style(self, style: etree._Element) -> None:
        name = style.get(qn("w:styleId"), "")
        title = _value(style.find(qn("w:name"))).lower()
        outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if title == "title":
            self._levels[name] = 1
        elif outline is not None and _number(outline) < 6:
            self._levels[name] = _number(outline) + 1
        elif title.startswith("heading ") and title[8:].isascii() and title[8:].isdigit():
            self._levels[name] = min(int(title[8:10]), 6)
        marks = [style.find(f"{qn('w:rPr')}/{qn(tag)}") for tag in ("w:b", "w:bCs")]
        if any(mark is not None and _is_on(mark) for mark in marks):
            self._loud.add(name)


def _pictures(element: etree._Element) -> Iterator[str]:
    """The descriptions of the pictures in a paragraph, icons left out; "" for one without."""
    for kind in ("inline", "anchor"):
        for place in element.iter(f"{_DRAWING}{kind}"):
            extent = place.find(f"{_DRAWING}extent")
            about = place.find(f"{_DRAWING}docPr")
            if extent is None or next(place.iter(_PICTURE), None) is None:
                continue
            sides = (extent.get("cx", ""), extent.get("cy", ""))
            if all(side.isascii() and side.isdigit() for side in sides) and (
                min(int(side[:9]) for side in sides) >= _LEAST_SIDE
            ):
                yield about.get("descr", "") if about is not None else ""


def _collect(element: etree._Element, words: list[str]) -> None:
    """The shown characters below an element; a line break is a newline, a tab a space."""
    waiting = [element]
    while waiting:
        node = waiting.pop()
        if node.tag in _SKIPPED and node is not element:
            continue
        if node.tag == _T:
            words.append(node.text or "")
        elif node.tag == _TAB:
            words.append(" ")
        elif node.tag in (_BR, _CR):
            words.append("\n")
        elif node.tag == _NO_BREAK:
            words.append("-")
        elif node.tag != _SOFT:
            waiting.extend(reversed(node))


def _below(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of one kind, content controls and insertions opened."""
    waiting = list(reversed(element))
    while waiting:
        node = waiting.pop()
        if node.tag == tag:
            yield node
        elif node.tag in _CONTAINERS:
            waiting.extend(reversed(node))


def _grid_before(row: etree._Element) -> int:
    skipped = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return max(0, _number(skipped)) if skipped is not None else 0


def _value(element: etree._Element | None) -> str:
    return element.get(qn("w:val"), "") if element is not None else ""


def _number(element: etree._Element) -> int:
    value = _value(element)
    return int(value[:6]) if value.isascii() and value.isdigit() else 9


def _is_on(element: etree._Element) -> bool:
    return _value(element) not in ("0", "false", "off")
