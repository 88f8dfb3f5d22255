"""Whether a place of a page stands in its content, and not in its menu, header or footer."""

from crawler.records import Document, Region


def in_content(page: Document, offset: int) -> bool:
    """Whether a place of the text belongs to the content; all of it where no region is known."""
    return not page.regions or any(
        span.region is Region.CONTENT and span.start <= offset < span.end for span in page.regions
    )
