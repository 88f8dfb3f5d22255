"""What is on one page of a PDF, in points from the top left corner of the page as it is shown."""

from dataclasses import dataclass, field

from crawler.extract.ocr import NOTHING_TOLD, OcrText


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``y`` grows downwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """How wide it is, in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """How high it is, in points."""
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether a point lies inside, or nearly."""
        return self.x0 - slack <= x <= self.x1 + slack and self.y0 - slack <= y <= self.y1 + slack

    def shared(self, other: "Box") -> float:
        """The area that both cover, in square points."""
        wide = min(self.x1, other.x1) - max(self.x0, other.x0)
        high = min(self.y1, other.y1) - max(self.y0, other.y0)
        return wide * high if wide > 0 and high > 0 else 0.0

    def joined(self, other: "Box") -> "Box":
        """The smallest box that holds both."""
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one visual line that stand close together, repaired only when laid out."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Letters:
    """How one piece of text is set."""

    box: Box
    size: float  # of the font, in points as shown
    bold: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line: ``at`` is its y when it lies, its x when it stands."""

    at: float
    low: float
    high: float


@dataclass(slots=True)
class PageMarks:
    """Everything on a page besides its words."""

    width: float
    height: float
    lying: list[Rule] = field(default_factory=list)
    standing: list[Rule] = field(default_factory=list)
    letters: list[Letters] = field(default_factory=list)  # those that are bold or large
    body_size: float = 0.0  # of most letters, in points as shown; 0 when there are none
    pictures: list[Box] = field(default_factory=list)
    links: list[tuple[Box, str]] = field(default_factory=list)  # where, the address as written
    texts: int = 0  # pieces of text that the file draws
    unseen: int = 0  # those of them that are invisible or lie under a picture of the whole page
    curves: int = 0  # drawn shapes with bends: letters turned into outlines have many
    capped: bool = False  # there was more than is looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its words as runs in the order in which the file draws them, and its marks."""

    number: int  # from 1
    marks: PageMarks
    runs: tuple[Run, ...] = ()
    ocr: bool = False  # the runs were read from a picture by the program that made the file
    told: OcrText = NOTHING_TOLD  # what was read from the page's picture here
    by_ocr: bool = False  # whether the page was read as a picture here
    unread: str = ""  # why nothing, or not all, of the page could be read
    score: float = 0.0  # quality of its text, see crawler.thai.quality
