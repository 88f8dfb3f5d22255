"""What is known of the websites that one supplier makes: marks, place of the hub, traps.

A pack only helps to look: it makes links worth an earlier visit, takes away what the platform
prints on every page, and knows its links that lead nowhere. What is found is judged like everything
else, and a site that no pack fits is read by the generic finder. Format: docs/reference/packs.md.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from checks.errors import PackError, RulebookError
from checks.strict_yaml import read_yaml
from crawler.records import Document, Link, LinkKind, Region

FOLDER = Path(__file__).parent / "packs"
LOOKED_AT = 5  # pages of a site among which a fingerprint must show


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"{text!r} is no regular expression: {error}") from error
    return text


def _path(text: str) -> str:
    if not text.startswith("/") or "//" in text:
        raise ValueError(f"{text!r} must be a path of the site that begins with one '/'")
    return text


Pattern = Annotated[str, Field(min_length=1), AfterValidator(_pattern)]
SitePath = Annotated[str, AfterValidator(_path)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Mark(_Shape):
    """One thing by which a site shows who made it.

    ``place``: ``generator`` (the meta element), ``asset`` (addresses of scripts and styles),
    ``image``, ``link`` (addresses on the page), ``footer`` (its words). ``least`` is how many
    different ones must match.
    """

    place: Literal["generator", "asset", "image", "link", "footer"]
    pattern: Pattern
    least: Annotated[int, Field(ge=1, le=100)] = 1


class Fingerprint(_Shape):
    """The marks of a supplier, ``least`` of which must be seen."""

    least: Annotated[int, Field(ge=1)]
    marks: Annotated[tuple[Mark, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _can_be_met(self) -> Self:
        if self.least > len(self.marks):
            raise ValueError(f"least is {self.least}, and there are {len(self.marks)} marks")
        return self


class Hub(_Shape):
    """Where sites of this make keep their ITA list.

    ``links`` are patterns of the path and query of addresses that are the list whatever a link to
    them is called; ``paths`` are tried even when nothing links to them.
    """

    links: tuple[Pattern, ...] = ()
    paths: Annotated[tuple[SitePath, ...], Field(max_length=4)] = ()


class Traps(_Shape):
    """What misleads on sites of this make.

    ``leads_nowhere``: patterns of hrefs, as written, of rows without a document. ``not_found``:
    patterns of lines by which a page that answers 200 says that it does not exist.
    ``boilerplate``: patterns of whole lines that the platform prints on content pages.
    ``hub_in_menu``: the hub's rows stand in a box that calls itself a menu.
    """

    leads_nowhere: tuple[Pattern, ...] = ()
    not_found: tuple[Pattern, ...] = ()
    boilerplate: tuple[Pattern, ...] = ()
    hub_in_menu: bool = False


class Pack(_Shape):
    """One supplier's websites."""

    pack_id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    name_th: Annotated[str, Field(min_length=1)]
    name_en: Annotated[str, Field(min_length=1)]
    fingerprint: Fingerprint
    hub: Hub = Hub()
    traps: Traps = Traps()

    def is_hub_address(self, url: str) -> bool:
        """Whether an address is the ITA list of such a site, whatever the link says."""
        parts = urlsplit(url)
        address = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return _found(self.hub.links, address)

    def leads_nowhere(self, link: Link) -> bool:
        """Whether a link is this platform's way of having none."""
        return _found(self.traps.leads_nowhere, link.href.strip())

    def marks_seen(self, pages: Sequence[Document]) -> int:
        """How many of the marks the pages show; 0 when they are too few for the fingerprint."""
        seen = sum(_shows(pages, mark) for mark in self.fingerprint.marks)
        return seen if seen >= self.fingerprint.least else 0


@cache
def packs() -> tuple[Pack, ...]:
    """The packs that ship, by id.

    Raises:
        PackError: a file is wrong; the message names it, the place and what to do.
    """
    return tuple(load_pack(path) for path in sorted(FOLDER.glob("*.yaml")))


def load_pack(path: Path) -> Pack:
    """One pack from a file.

    Raises:
        PackError: the file is wrong; the message names it, the place and what to do.
    """
    try:
        data, _ = read_yaml(path)
        pack = Pack.model_validate(data)
    except RulebookError as error:
        raise PackError(str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise PackError(
            f"{path}: {place}: {first['msg']}. Correct it; see docs/reference/packs.md."
        ) from error
    if pack.pack_id != path.stem:
        raise PackError(f"{path}: pack_id is {pack.pack_id!r}; name it as the file is named.")
    return pack


def pack_of(pages: Iterable[Document], known: Sequence[Pack] | None = None) -> Pack | None:
    """The pack whose fingerprint the first pages of a site show best, None when none does."""
    first = [page for page in pages if not page.parts and not page.picture][:LOOKED_AT]
    seen = [(pack.marks_seen(first), pack) for pack in (packs() if known is None else known)]
    best = max((count for count, _ in seen), default=0)
    return next((pack for count, pack in seen if count == best), None) if best else None


def pack_named(pack_id: str | None) -> Pack | None:
    """The shipped pack of an id, None when there is none any more."""
    return next((pack for pack in packs() if pack.pack_id == pack_id), None)


def _shows(pages: Sequence[Document], mark: Mark) -> bool:
    """Whether one of the pages shows a mark as often as it must."""
    pattern = _compiled(mark.pattern)
    return any(
        len({text for text in _places(page, mark.place) if pattern.search(text)}) >= mark.least
        for page in pages
    )


def _places(page: Document, place: str) -> Iterable[str]:
    if place == "generator":
        return (page.generator,) if page.generator else ()
    if place == "asset":
        return page.assets
    if place == "image":
        return tuple(image.url for image in page.images)
    if place == "link":
        return tuple(link.url for link in page.links if link.kind is LinkKind.WEB)
    return tuple(
        page.text[span.start : span.end] for span in page.regions if span.region is Region.FOOTER
    )


def _found(patterns: Iterable[str], text: str) -> bool:
    return any(_compiled(pattern).search(text) for pattern in patterns)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)
