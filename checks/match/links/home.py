"""The home page of a site under its other addresses: "/", "/index.php", "/home"."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from crawler.records import Document

_HOME_PATHS = re.compile(r"/?(?:(?:index|home|main|default)(?:\.\w+)?)?/?", re.I)
_SAME = 0.9  # share of the longer page's lines; counters and clocks differ from visit to visit


def is_home_path(url: str) -> bool:
    """Whether an address has the path of a home page, whatever its query."""
    return _HOME_PATHS.fullmatch(urlsplit(url).path) is not None


def second_homes(home_url: str, documents: Sequence[Document]) -> frozenset[str]:
    """Addresses of pages that are the home page once more."""
    home = next((page for page in documents if page.url == home_url), None)
    if home is None:
        return frozenset()
    host = _host(home_url)
    return frozenset(
        page.url
        for page in documents
        if page.url != home_url
        and not urlsplit(page.url).query
        and is_home_path(page.url)
        and _host(page.url) == host
        and page.title == home.title
        and _alike(page.text, home.text)
    )


def _host(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")


def _alike(one: str, other: str) -> bool:
    own, others = _said(one.split("\n")), _said(other.split("\n"))
    return bool(own) and len(own & others) >= _SAME * max(len(own), len(others))


def _said(rows: Iterable[str]) -> frozenset[str]:
    return frozenset(row.strip() for row in rows if row.strip())
