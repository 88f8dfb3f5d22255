"""Reads sitemaps. Source: sitemaps.org protocol 0.9; a plain list of addresses is one too."""

import re
import zlib
from urllib.parse import unquote, urlsplit

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from crawler.records import Link, LinkKind
from crawler.urls import canonical

MAX_URLS = 2000
MAX_SITEMAPS = 10
_MAX_BYTES = 20 * 1024 * 1024
_GZIP_MAGIC = b"\x1f\x8b"
_SEPARATORS = re.compile(r"[-_+/.\s]+")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{2,5}$")


def read_sitemap(payload: bytes, url: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The pages and the further sitemaps that a sitemap names, canonical, in its order.

    What is no sitemap names nothing.
    """
    if payload.startswith(_GZIP_MAGIC):
        try:
            payload = zlib.decompressobj(47).decompress(payload, _MAX_BYTES)
        except zlib.error:
            return (), ()
    if not payload.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _canonical(payload.decode("utf-8", "replace").split()[: MAX_URLS + 1], url), ()
    try:
        root = fromstring(payload)
    except (ParseError, DefusedXmlException, ValueError):
        return (), ()
    places = [node.text or "" for node in root.iter() if _name(node.tag) == "loc"]
    found = _canonical([place.strip() for place in places if place.strip()], url)
    if _name(root.tag) == "sitemapindex":
        return (), found[:MAX_SITEMAPS]
    return found[:MAX_URLS], ()


def _name(tag: object) -> str:
    return str(tag).rpartition("}")[2].lower()


def _canonical(places: list[str], base: str) -> tuple[str, ...]:
    found = (canonical(place, base) for place in places if not place.startswith("#"))
    return tuple(dict.fromkeys(url for url in found if url is not None))


def link_of(url: str) -> Link:
    """A link whose words are those of the address, for an address that no page shows."""
    name = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    words = _SEPARATORS.sub(" ", _EXTENSION.sub("", name)).strip()
    return Link(
        kind=LinkKind.WEB,
        url=url,
        href=url,
        text=words,
        file_name=name if _EXTENSION.search(name) else "",
        element="sitemap",
    )
