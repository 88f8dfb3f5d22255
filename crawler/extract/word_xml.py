"""Elements of the XML of Word documents, and what is read of a single one.

Source: ECMA-376 part 1, section 17 (WordprocessingML).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

P, TBL, TR, TC, SDT = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:sdt")
T, TAB, BR, CR = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")
NO_BREAK, SOFT = qn("w:noBreakHyphen"), qn("w:softHyphen")
R, HYPERLINK = qn("w:r"), qn("w:hyperlink")
TEXT_BOX = qn("w:txbxContent")
FOREIGN = qn("w:altChunk")
ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PROPERTIES = frozenset({qn("w:pPr"), qn("w:rPr"), qn("w:tblPr"), qn("w:sdtPr"), qn("w:tcPr")})
# What stands in the file and is not shown, or is shown elsewhere.
SKIPPED = PROPERTIES | {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:instrText"),
    qn("w:delText"),
    ALTERNATIVE,
    TEXT_BOX,
}
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
OLD_TITLE = "{urn:schemas-microsoft-com:office:office}title"
_POINTS = re.compile(r"(?:^|;)\s*(width|height):(\d{1,5}(?:\.\d{1,3})?)pt")
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
LEAST_SIDE = 540_000  # EMU, 1.5 cm; what is smaller is a mark or an icon
CONTAINERS = frozenset(
    {SDT, qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")}
)


@dataclass(frozen=True, slots=True)
class PictureMark:
    """A picture in a paragraph: its description, what leads to its file, its sides in EMU."""

    description: str
    relation: str = ""
    shown: tuple[int, ...] = ()


def pictures_of(element: etree._Element) -> Iterator[PictureMark]:
    """The pictures in a paragraph, icons left out."""
    for kind in ("inline", "anchor"):
        for place in element.iter(f"{DRAWING}{kind}"):
            extent = place.find(f"{DRAWING}extent")
            about = place.find(f"{DRAWING}docPr")
            picture = next(place.iter(PICTURE), None)
            if extent is None or picture is None:
                continue
            sides = (extent.get("cx", ""), extent.get("cy", ""))
            if all(side.isascii() and side.isdigit() for side in sides) and (
                min(int(side[:9]) for side in sides) >= LEAST_SIDE
            ):
                file = next(picture.iter(BLIP), None)
                yield PictureMark(
                    about.get("descr", "") if about is not None else "",
                    file.get(qn("r:embed"), "") if file is not None else "",
                    tuple(int(side[:9]) for side in sides),
                )
    for old in element.iter(OLD_PICTURE):
        if next(old.iterancestors(ALTERNATIVE), None) is None:
            yield PictureMark(old.get(OLD_TITLE, ""), old.get(qn("r:id"), ""), _old_sides(old))


def _old_sides(picture: etree._Element) -> tuple[int, ...]:
    """The sides of a picture as Word wrote it before 2007: points in the style of its shape."""
    shape = picture.getparent()
    style = dict(_POINTS.findall(shape.get("style", ""))) if shape is not None else {}
    return tuple(
        round(float(style[side]) * 12_700) for side in ("width", "height") if side in style
    )


def collect(element: etree._Element, words: list[str]) -> None:
    """The shown characters below an element; a line break is a newline, a tab a space."""
    waiting = [element]
    while waiting:
        node = waiting.pop()
        if node.tag in SKIPPED and node is not element:
            continue
        if node.tag == R and _is_hidden(node):
            continue
        if node.tag == T:
            words.append(node.text or "")
        elif node.tag == TAB:
            words.append(" ")
        elif node.tag in (BR, CR):
            words.append("\n")
        elif node.tag == NO_BREAK:
            words.append("-")
        elif node.tag != SOFT:
            waiting.extend(reversed(node))


def own_paragraphs(cell: etree._Element, inner: list[etree._Element]) -> Iterator[etree._Element]:
    """The paragraphs of a cell; tables inside it are put into ``inner``."""
    waiting = list(reversed(cell))
    while waiting:
        node = waiting.pop()
        if node.tag == TBL:
            inner.append(node)
        elif node.tag != ALTERNATIVE:  # the old spelling of a text box that is read
            if node.tag == P:
                yield node
            waiting.extend(reversed(node))


def below(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of one kind, content controls and insertions opened."""
    waiting = list(reversed(element))
    while waiting:
        node = waiting.pop()
        if node.tag == tag:
            yield node
        elif node.tag in CONTAINERS:
            waiting.extend(reversed(node))


def _is_hidden(run: etree._Element) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return mark is not None and is_on(mark)


def grid_before(row: etree._Element) -> int:
    """Columns that a row leaves free before its first cell."""
    skipped = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return max(0, number_of(skipped)) if skipped is not None else 0


def value_of(element: etree._Element | None) -> str:
    """The ``w:val`` of an element; "" without one."""
    return element.get(qn("w:val"), "") if element is not None else ""


def number_of(element: etree._Element) -> int:
    """The ``w:val`` as a number; 9 when it is none, which is the level of body text."""
    value = value_of(element)
    return int(value[:6]) if value.isascii() and value.isdigit() else 9


def is_on(element: etree._Element) -> bool:
    """Whether a switch is on, as it is without a value."""
    return value_of(element) not in ("0", "false", "off")
