"""Links of a PDF with the words that they stand on."""

import re
from collections.abc import Sequence
from urllib.parse import unquote

from crawler.extract.pdf_layout import Place, Written
from crawler.extract.pdf_page import Box
from crawler.records import Heading, Link, LinkKind
from crawler.urls import canonical
from crawler.viewers import unwrap

_LONGEST_WORDS = 300
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def read_links(found: Sequence[tuple[int, Box, str, str]], written: Written) -> tuple[Link, ...]:
    """Links in the order of the pages; each found one is page, place, address, words under it."""
    by_page: dict[int, list[Place]] = {}
    for place in written.places:
        by_page.setdefault(place.page, []).append(place)
    links = []
    for page, box, href, words in found:
        kind, target = _kind(href.strip())
        at = _place(by_page.get(page, ()), box)
        start, end = _span(written.text, at, words) if at else (0, 0)
        text = " ".join(written.text[start:end].split())
        links.append(
            Link(
                kind=kind,
                url=target,
                href=href,
                text=text,
                file_name=_file_name(target) if kind is LinkKind.WEB else "",
                row_text=_row_words(written, at, start, end),
                heading=_heading(written.headings, start),
                element="annotation",
                table=at.table if at else -1,
                row=at.row if at else -1,
                start=start,
                end=end,
                locator=f"page={page}",
            )
        )
    return tuple(links)


def _kind(href: str) -> tuple[LinkKind, str]:
    """What following a link would do, and its target, whatever address the file came from."""
    lower = href.lower()
    if lower.startswith("mailto:"):
        address = unquote(href[7:].partition("?")[0]).strip()
        return (LinkKind.MAIL, f"mailto:{address}") if address else (LinkKind.EMPTY, "")
    if lower.startswith("tel:"):
        number = unquote(href[4:]).strip()
        return (LinkKind.TEL, f"tel:{number}") if number else (LinkKind.EMPTY, "")
    if not href or href in ("#", "http://", "https://"):
        return LinkKind.EMPTY, ""
    address = f"http://{href}" if lower.startswith("www.") else href
    target = canonical(address)
    if target is None:
        return LinkKind.OTHER, ""
    shown = unwrap(address, target)
    return LinkKind.WEB, shown[0] if shown else target


def _place(places: Sequence[Place], box: Box) -> Place | None:
    """The line or cell that the link's rectangle covers most of."""
    best = max(places, key=lambda place: place.box.shared(box), default=None)
    return best if best is not None and best.box.shared(box) > 0 else None


def _span(text: str, place: Place, words: str) -> tuple[int, int]:
    """Where in a line or cell the words under a link stand; the whole of it when they do not."""
    at = text.find(words, place.start, place.end) if words else -1
    return (at, at + len(words)) if at >= 0 else (place.start, place.end)


def _row_words(written: Written, place: Place | None, start: int, end: int) -> str:
    if place is None or place.table < 0:
        return ""
    low = written.text.rfind("\n", 0, start) + 1
    high = written.text.find("\n", end)
    high = len(written.text) if high < 0 else high
    return " ".join(f"{written.text[low:start]} {written.text[end:high]}".split())[:_LONGEST_WORDS]


def _heading(headings: Sequence[Heading], start: int) -> str:
    before = [heading for heading in headings if heading.start < start]
    return before[-1].text if before else ""


def _file_name(url: str) -> str:
    name = unquote(url.partition("?")[0].partition("://")[2].partition("/")[2].rpartition("/")[2])
    return name if _EXTENSION.search(name) else ""
