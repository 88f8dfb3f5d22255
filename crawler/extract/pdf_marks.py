"""Lines, pictures, links and fonts of a page, taken from the objects that PDFium found on it."""

import ctypes
import math
import statistics
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from crawler.extract.pdf_frame import Frame
from crawler.extract.pdf_page import Box, Letters, PageMarks, Rule

if TYPE_CHECKING:
    import pypdfium2

MAX_OBJECTS = 30_000  # of a page, those inside forms included
MAX_SEGMENTS = 60_000  # of all paths of a page
MAX_LINKS = 1000
MAX_DEPTH = 6  # of forms inside forms
LARGER = 1.1  # times the size of most letters: set off by size
_THIN = 3.0  # points: a filled rectangle up to this high or wide is a line
_SHORTEST = 4.0  # points: a shorter line rules nothing
_STRAIGHT = 1.0  # points that a line may lean
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_BOLD_WEIGHT = 600
_WHOLE_PAGE = 0.8  # of the page that a picture of all of it covers
_INVISIBLE = 3  # text render mode: what scanners lay over a picture for searching
_OUTLINED = 2  # text render mode: fill, then stroke, which is how bold is faked

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_marks(page: "pypdfium2.PdfPage", document: "pypdfium2.PdfDocument") -> PageMarks:
    """Everything on a page besides its words."""
    return _Reader(page, document).read()


class _Reader:
    """Walks the objects of one page once."""

    def __init__(self, page: "pypdfium2.PdfPage", document: "pypdfium2.PdfDocument") -> None:
        import pypdfium2.raw as raw

        self._raw: Any = raw  # ctypes bindings, made at run time and untyped
        self._page = page
        self._document = document
        self._frame = Frame(page)
        self._marks = PageMarks(self._frame.width, self._frame.height)
        self._objects = 0
        self._segments = 0
        self._bold: dict[int, bool] = {}
        self._edges = [ctypes.c_float() for _ in range(4)]
        self._texts: list[tuple[Any, _Matrix, float, bool]] = []

    def read(self) -> PageMarks:
        raw = self._raw
        for handle, matrix in self._walk(self._page.raw, _IDENTITY, 0):
            kind = raw.FPDFPageObj_GetType(handle)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(handle, matrix)
            elif kind == raw.FPDF_PAGEOBJ_TEXT:
                self._text(handle, matrix)
            elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
                box = self._bounds(handle, matrix)
                if box is not None and kind == raw.FPDF_PAGEOBJ_IMAGE:
                    self._picture(box)
        self._set_off()
        self._links()
        return self._marks

    def _walk(self, container: Any, matrix: _Matrix, depth: int) -> Iterator[tuple[Any, _Matrix]]:
        raw = self._raw
        if depth:
            count, get = raw.FPDFFormObj_CountObjects(container), raw.FPDFFormObj_GetObject
        else:
            count, get = raw.FPDFPage_CountObjects(container), raw.FPDFPage_GetObject
        for number in range(max(count, 0)):
            if self._objects >= MAX_OBJECTS:
                self._marks.capped = True
                return
            self._objects += 1
            handle = get(container, number)
            if not handle:
                continue
            if raw.FPDFPageObj_GetType(handle) != raw.FPDF_PAGEOBJ_FORM:
                yield handle, matrix
            elif depth < MAX_DEPTH:
                yield from self._walk(handle, _times(self._matrix(handle), matrix), depth + 1)

    def _matrix(self, handle: Any) -> _Matrix:
        found = self._raw.FS_MATRIX()
        if not self._raw.FPDFPageObj_GetMatrix(handle, found):
            return _IDENTITY
        return (found.a, found.b, found.c, found.d, found.e, found.f)

    def _bounds(self, handle: Any, matrix: _Matrix) -> Box | None:
        edges = self._edges
        if not self._raw.FPDFPageObj_GetBounds(handle, *edges):
            return None
        left, bottom, right, top = (edge.value for edge in edges)
        if not all(map(math.isfinite, (left, bottom, right, top))):
            return None
        if matrix is not _IDENTITY:
            left, bottom = _apply(matrix, left, bottom)
            right, top = _apply(matrix, right, top)
        return self._frame.box(left, bottom, right, top)

    def _picture(self, box: Box) -> None:
        marks = self._marks
        marks.pictures.append(box)
        if box.shared(Box(0.0, 0.0, marks.width, marks.height)) >= (
            _WHOLE_PAGE * marks.width * marks.height
        ):
            marks.unseen = marks.texts  # whatever was drawn before lies under it

    def _text(self, handle: Any, matrix: _Matrix) -> None:
        raw = self._raw
        size = self._edges[0]
        if not raw.FPDFTextObj_GetFontSize(handle, size):
            return
        written = size.value
        own = self._matrix(handle)
        scale = math.hypot(own[2], own[3])
        if matrix is not _IDENTITY:
            scale *= math.hypot(matrix[2], matrix[3])
        shown = written * scale
        if not 0 < shown < 10_000:
            return
        mode = raw.FPDFTextObj_GetTextRenderMode(handle)
        self._marks.texts += 1
        self._marks.unseen += mode == _INVISIBLE
        bold = mode == _OUTLINED or self._is_bold(handle)
        self._texts.append((handle, matrix, round(shown, 1), bold))

    def _set_off(self) -> None:
        """Keep the places of the letters that are bold or larger than most of the page's."""
        if not self._texts:
            return
        body = statistics.median_low(size for _, _, size, _ in self._texts)
        self._marks.body_size = body
        for handle, matrix, size, bold in self._texts:
            if bold or size >= LARGER * body:
                box = self._bounds(handle, matrix)
                if box is not None:
                    self._marks.letters.append(Letters(box, size, bold))

    def _is_bold(self, handle: Any) -> bool:
        raw = self._raw
        font = raw.FPDFTextObj_GetFont(handle)
        if not font:
            return False
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        known = self._bold.get(key)
        if known is None:
            buffer = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.value.decode("latin-1").lower()
            known = raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT or any(
                word in name for word in _BOLD_NAMES
            )
            self._bold[key] = known
        return known

    def _path(self, handle: Any, matrix: _Matrix) -> None:
        raw, marks = self._raw, self._marks
        count = raw.FPDFPath_CountSegments(handle)
        self._segments += max(count, 0)
        if self._segments > MAX_SEGMENTS:
            marks.capped = True
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not raw.FPDFPath_GetDrawMode(handle, fill, stroke):
            return
        if not (fill.value or stroke.value):
            return
        whole = _times(self._matrix(handle), matrix)
        points: list[tuple[float, float]] = []
        pieces: list[tuple[tuple[float, float], tuple[float, float]]] = []
        bent = False
        x, y = ctypes.c_float(), ctypes.c_float()
        for number in range(count):
            segment = raw.FPDFPath_GetPathSegment(handle, number)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_BEZIERTO:
                bent = True
                continue
            if not raw.FPDFPathSegment_GetPoint(segment, x, y):
                continue
            point = self._frame.point(*_apply(whole, x.value, y.value))
            if kind == raw.FPDF_SEGMENT_LINETO and points:
                pieces.append((points[-1], point))
            else:
                points = []
            points.append(point)
            if raw.FPDFPathSegment_GetClose(segment) and len(points) > 2:
                pieces.append((point, points[0]))
        if bent:
            marks.curves += 1
            return
        if stroke.value:
            for one, other in pieces:
                self._line(one, other)
        elif pieces:
            self._filled([point for piece in pieces for point in piece])

    def _filled(self, points: list[tuple[float, float]]) -> None:
        """A thin filled shape is a line; a larger one is a background and rules nothing."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if y1 - y0 <= _THIN < x1 - x0:
            self._line((x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2))
        elif x1 - x0 <= _THIN < y1 - y0:
            self._line(((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1))

    def _line(self, one: tuple[float, float], other: tuple[float, float]) -> None:
        wide, high = abs(one[0] - other[0]), abs(one[1] - other[1])
        if not (math.isfinite(wide) and math.isfinite(high)):
            return
        # Dashes are short; they are joined before short lines are dropped.
        if high <= _STRAIGHT and wide > high:
            low, top = sorted((one[0], other[0]))
            self._marks.lying.append(Rule((one[1] + other[1]) / 2, low, top))
        elif wide <= _STRAIGHT and high > wide:
            low, top = sorted((one[1], other[1]))
            self._marks.standing.append(Rule((one[0] + other[0]) / 2, low, top))

    def _links(self) -> None:
        raw = self._raw
        place, link = ctypes.c_int(0), raw.FPDF_LINK()
        for _ in range(MAX_LINKS):
            if not raw.FPDFLink_Enumerate(self._page.raw, place, link):
                return
            action = raw.FPDFLink_GetAction(link)
            rect = raw.FS_RECTF()
            if not action or not raw.FPDFLink_GetAnnotRect(link, rect):
                continue
            size = raw.FPDFAction_GetURIPath(self._document.raw, action, None, 0)
            if not 1 < size <= 8192:
                continue
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(self._document.raw, action, buffer, size)
            box = self._frame.box(rect.left, rect.bottom, rect.right, rect.top)
            self._marks.links.append((box, buffer.value.decode("utf-8", "replace")))


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _apply(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def joined_rules(rules: list[Rule], gap: float) -> list[Rule]:
    """Rules with collinear neighbours joined and stubs dropped, by place."""
    lines: list[tuple[float, list[Rule]]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if lines and rule.at - lines[-1][0] <= gap:
            lines[-1][1].append(rule)
        else:
            lines.append((rule.at, [rule]))
    found = []
    for _, group in lines:
        at = sum(rule.at * (rule.high - rule.low + 0.01) for rule in group) / sum(
            rule.high - rule.low + 0.01 for rule in group
        )
        group.sort(key=lambda rule: rule.low)
        low, high = group[0].low, group[0].high
        for rule in group[1:]:
            if rule.low - high <= gap:
                high = max(high, rule.high)
            else:
                found.append(Rule(at, low, high))
                low, high = rule.low, rule.high
        found.append(Rule(at, low, high))
    return [rule for rule in found if rule.high - rule.low >= _SHORTEST]
