"""The words of a drawn diagram of Office ("SmartArt"), in which many organisation charts are kept.

Source: ECMA-376 part 1, section 21.4 (DrawingML diagrams): the data part lists points with text.
"""

from lxml import etree

_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONS = f"{_DIAGRAM}relIds"
MAX_POINTS = 2_000
_UNSHOWN = frozenset({"pres", "parTrans", "sibTrans"})  # points that only arrange the others


def data_relation(element: etree._Element) -> str:
    """The relation from a ``relIds`` element to the part that holds the words."""
    return str(element.get(f"{_OFFICE}dm", ""))


def diagram_lines(part: bytes) -> list[str]:
    """One line per box, in the order of the file; none when the part is broken."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(part, parser)
    except (etree.LxmlError, ValueError):
        return []
    lines = []
    for number, point in enumerate(root.iter(f"{_DIAGRAM}pt")):
        if number >= MAX_POINTS:
            break
        if point.get("type") in _UNSHOWN:
            continue
        paragraphs = (
            "".join(text.text or "" for text in paragraph.iter(f"{_DRAWING}t"))
            for paragraph in point.iter(f"{_DRAWING}p")
        )
        words = " ".join(filter(None, paragraphs)).strip()
        if words:
            lines.append(words)
    return lines
