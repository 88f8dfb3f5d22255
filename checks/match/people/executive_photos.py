"""Which portrait shows which person: by the words beside it, else by its place among the cards."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from checks.api import Quote, quote_image
from checks.match.agency.structure_pictures import is_decoration, says_chart
from checks.match.people.person_names import names_in
from checks.match.people.person_pieces import Card
from checks.records import Case
from crawler.records import Document, Image, Region
from crawler.thai import fold_text

# A drawing that stands where a portrait is missing.
_STAND_IN = re.compile(
    r"no[-_ ]?(?:photo|image|img|pic|avatar)|placeholder|silhouette|anonymous"
    r"|default[-_]?(?:avatar|user|person|profile|photo|img)"
    r"|(?:^|/)(?:avatar|user|nobody|blank|unknown)[-_]?\d*\.\w+$|ไม่มีรูป",
    re.I,
)


@dataclass(slots=True, kw_only=True)
class Portraits:
    """The portraits of a page by the key of the person, and those that nothing assigns."""

    by_key: dict[str, Quote] = field(default_factory=dict)
    unassigned: list[Quote] = field(default_factory=list)


def portraits_of(page: Document, cards: Iterable[Card], case: Case) -> Portraits:
    """Assign the pictures of a page to the persons it lists."""
    own = [card for card in cards if card.document is page and card.image is None]
    found = Portraits()
    left: list[Image] = []
    # A row of pictures without words has one place in the text for all of them.
    places = Counter(image.start for image in page.images)
    for image in page.images:
        if image.region is not Region.CONTENT or is_decoration(image) or _is_stand_in(image):
            continue
        alone = places[image.start] == 1
        key = _named(image, own) or (_inside(image, own) if alone else None)
        if key is not None and key not in found.by_key:
            found.by_key[key] = quote_image(page, image)
        elif not (says_chart(image) and len(own) != 1):
            left.append(image)
    _by_place(page, left, [card for card in own if card.name is not None], found, case)
    return found


def _is_stand_in(image: Image) -> bool:
    return bool(_STAND_IN.search(f"{urlsplit(image.url).path} {image.alt}"))


def _named(image: Image, cards: Sequence[Card]) -> str | None:
    """The person whom the picture's words name, and nobody else."""
    name = unquote(urlsplit(image.url).path.rsplit("/", 1)[-1])
    for words in (image.alt, image.title, image.near_text, re.sub(r"[-_+]", " ", name)):
        keys = {person.key for person in names_in(words)}
        if len(keys) == 1:
            return keys.pop()
        folded = fold_text(words)
        held = {card.name.key for card in cards if card.name and card.name.key in folded}
        if len(held) == 1:
            return held.pop()
    return None


def _inside(image: Image, cards: Sequence[Card]) -> str | None:
    """The person whose card of a table holds the picture's place."""
    holding = [
        card.name.key
        for card in cards
        if card.name is not None
        and any(piece.start <= image.start <= piece.end for piece in card.pieces if not piece.text)
    ]
    return holding[0] if len(holding) == 1 else None


def _by_place(
    page: Document, images: Sequence[Image], cards: Sequence[Card], found: Portraits, case: Case
) -> None:
    """Assign pictures without words in order: as many as persons, else each to the nearest name."""
    waiting = [card for card in cards if card.name and card.name.key not in found.by_key]
    if not images:
        return
    if len(images) == len(waiting):
        for image, card in zip(images, waiting, strict=True):
            if card.name is not None:
                found.by_key[card.name.key] = quote_image(page, image)
        return
    found.unassigned += [
        quote_image(page, image) for image in images if not _elsewhere(image, page, case)
    ]


def _elsewhere(image: Image, page: Document, case: Case) -> bool:
    return any(
        other.url == image.url
        for document in case.site.documents
        if document is not page and document.url != page.url
        for other in document.images
    )
