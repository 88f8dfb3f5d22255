"""The space that a page is written in, and the page as it is shown."""

from typing import TYPE_CHECKING

from crawler.extract.pdf_page import Box

if TYPE_CHECKING:
    import pypdfium2


class Frame:
    """Turns points of a page's own space into points from its top left corner as shown."""

    def __init__(self, page: "pypdfium2.PdfPage") -> None:
        self.turn = page.get_rotation() % 360
        self.width, self.height = page.get_size()
        left, bottom, right, top = page.get_cropbox()
        other = page.get_mediabox()
        self.left, self.bottom = max(left, other[0]), max(bottom, other[1])
        self.right, self.top = min(right, other[2]), min(top, other[3])

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own space as shown."""
        if self.turn == 90:
            return y - self.bottom, x - self.left
        if self.turn == 180:
            return self.right - x, y - self.bottom
        if self.turn == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of the page\'s own space as shown."""
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def back(self, box: Box) -> tuple[float, float, float, float]:
        """A box as shown in the page's own space: left, bottom, right, top."""
        if self.turn == 90:
            return (
                box.y0 + self.left,
                box.x0 + self.bottom,
                box.y1 + self.left,
                box.x1 + self.bottom,
            )
        if self.turn == 180:
            return (
                self.right - box.x1,
                box.y0 + self.bottom,
                self.right - box.x0,
                box.y1 + self.bottom,
            )
        if self.turn == 270:
            return self.right - box.y1, self.top - box.x1, self.right - box.y0, self.top - box.x0
        return box.x0 + self.left, self.top - box.y1, box.x1 + self.left, self.top - box.y0
