"""One risk of an assessment, with what is to be done against it."""

from dataclasses import dataclass, replace

from checks.api import quote_text
from checks.match.reading.lines import Line
from checks.records import Quote
from crawler.records import Document
from crawler.thai import fold_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """What may go wrong, and the measures against it, as spans of the document that tells them."""

    document: Document
    event: tuple[int, int]
    measures: tuple[tuple[int, int], ...]
    work: str = ""  # the kind of work it is of, where that is told beside it

    @property
    def told(self) -> str:
        """The words of the event."""
        return self.document.text[slice(*self.event)]

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the event and of the measures."""
        return (self.told, *(self.document.text[start:end] for start, end in self.measures))

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The measures."""
        return tuple(quote_text(self.document, start, end) for start, end in self.measures)


def part_of(line: Line, start: int, end: int) -> Line:
    """The part of a line between two places of its text, without white space at its ends."""
    text = line.text[start:end]
    at = line.start + start + len(text) - len(text.lstrip())
    text = text.strip()
    return replace(line, start=at, end=at + len(text), text=text, folded=fold_text(text))
