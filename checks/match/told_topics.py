"""Topics that a page tells without their official words, each by how it is told."""

from collections.abc import Callable, Iterable, Iterator

from checks.api import Quote
from checks.match.ethics_told import lessons_told, pairs_told
from checks.match.gift_told import told_of_gifts
from checks.match.risk_parts import risk_areas
from crawler.records import Document

_TOPICS: dict[str, Callable[[Iterable[Document]], Iterator[Quote]]] = {
    "gift_activity": lambda pages: told_of_gifts(pages, "activity"),
    "gift_knowledge": lambda pages: told_of_gifts(pages, "knowledge"),
    "risk_areas": risk_areas,
    "pairs": pairs_told,
    "lessons": lessons_told,
}
_OF_A_YEAR = "gift_result"


def told_topic(documents: Iterable[Document], topic: str, year: str = "") -> Iterator[Quote]:
    """Quotes of the places that tell a topic; ``year`` (BE figures) only matters to a result.

    Raises:
        ValueError: the topic is unknown.
    """
    if topic == _OF_A_YEAR:
        yield from told_of_gifts(documents, "result", year)
        return
    if topic not in _TOPICS:
        raise ValueError(
            f"unknown topic {topic!r}; one of {', '.join(sorted(_TOPICS))}, {_OF_A_YEAR}"
        )
    yield from _TOPICS[topic](documents)
