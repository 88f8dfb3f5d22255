"""What OCR may cost one visit: pages and seconds that its documents share."""

from dataclasses import dataclass, replace

from crawler.options import DocumentOptions
from crawler.records import Document, GapReason, Unreadable

_ONE_DOCUMENT = DocumentOptions()


@dataclass(slots=True)
class OcrBudget:
    """The pages and seconds that are left; documents that need no OCR cost nothing."""

    pages: int
    seconds: float
    _spent_pages: int = 0
    _spent_s: float = 0.0

    @property
    def left(self) -> DocumentOptions:
        """The limits of the next document; no page at all when the budget has ended."""
        pages = min(_ONE_DOCUMENT.ocr_pages, self.pages - self._spent_pages)
        seconds = min(_ONE_DOCUMENT.ocr_seconds, self.seconds - self._spent_s)
        if pages <= 0 or seconds <= 0:
            pages, seconds = 0, 0.0
        return replace(_ONE_DOCUMENT, ocr_pages=pages, ocr_seconds=seconds)

    def spend(self, result: Document | Unreadable, seconds: float) -> None:
        """Count what a reader made, and the seconds that it took, when it needed OCR."""
        pages = pages_read(result)
        if pages:
            self._spent_pages += pages
            self._spent_s += seconds

    def told(self, result: Document | Unreadable) -> Document | Unreadable:
        """A result of a reader that had less than the full limits, with why it may be short."""
        if isinstance(result, Document) or result.reason is not GapReason.SCAN_WITHOUT_TEXT:
            return result
        detail = (
            f"the OCR budget of the visit ({self.pages} pages, {self.seconds:g} s) was used up:"
            f" {result.detail}"
        )
        return replace(result, detail=detail)


def pages_read(result: Document | Unreadable) -> int:
    """How many pages OCR looked at for a result, as far as the result tells."""
    if isinstance(result, Document):
        return sum(part.ocr for part in result.parts)
    return int(result.reason is GapReason.SCAN_WITHOUT_TEXT)


def is_short(limits: DocumentOptions) -> bool:
    """Whether a document has less than what is allowed to one that stands alone."""
    whole = _ONE_DOCUMENT
    return limits.ocr_pages < whole.ocr_pages or limits.ocr_seconds < whole.ocr_seconds
