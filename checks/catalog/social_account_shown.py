"""The agency shows an account of its own on a social network.

Question: does the home page, or a page on social networks, link to or show an account of Facebook,
LINE, YouTube, X, Instagram or TikTok, and not only the network's front page or a share button?

passed        quotes the link or the box.
failed        incomplete: all was read and no account is there; for ``linked``, not_linked when an
              account is only named in words.
cantTell      a picture says that it is the code of an account; or something in scope was not read.
inapplicable  never.

Source: the social network items of the rulebook facts; buttons of templates on real sites.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from checks.api import (
    Case,
    Finding,
    Quote,
    Reason,
    cant_tell,
    check,
    passed,
    quote_embed,
    quote_image,
    quote_link,
    quote_text,
)
from checks.match.contact.places import ALL_REGIONS, in_supplier, supplier_spans
from checks.match.contact.two_way import (
    chat_link,
    facebook_name,
    facebook_plugin,
    is_line_code,
    line_id,
)  # fmt: skip
from checks.match.reading.phrases import lines
from crawler.records import Document, LinkKind

_MISSING = "เครือข่ายสังคมออนไลน์ของหน่วยงาน"
_NETWORKS = re.compile(
    r"(?:^|\.)(?:youtube\.com|youtu\.be|instagram\.com|twitter\.com|x\.com|tiktok\.com|threads\.net"
    r"|blockdit\.com|linkedin\.com)$"
)
# Single posts and videos, share buttons and the networks' own pages are no accounts.
_NO_ACCOUNT = re.compile(
    r"^/(?:intent|share|sharer|home|login|signup|explore|hashtag|search|results|watch|embed|shorts"
    r"|privacy|tos|about|legal|policies|p/|reel|iframe_api|player_api|t/terms|download|feed|i/)"
    r"|/status/|/video/|shareArticle",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Whether a link must lead there from the agency's site, or any showing suffices."""

    linked: bool = False  # on where a link must lead there from the site


@check(version=1, options=Options)
def social_account_shown(case: Case, options: Options) -> Finding:
    """Look for links and boxes, then for accounts named in words, then for codes to scan."""
    pages = list(case.documents)
    for page in pages:
        for name, quote in _linked(page):
            return passed(quote, note=name, found=quote.text[:120])
    named = next((quote for page in pages for quote in _named(page)), None)
    if named is not None and not options.linked:
        return passed(named, note="named in words", found=named.text[:120])
    code = next((quote for page in pages for quote in _codes(page)), None)
    if code is not None and not case.gaps:
        return cant_tell(Reason.NEEDS_PERSON, code, note="a code to scan", missing=_MISSING)
    reason = Reason.NOT_LINKED if named is not None else None
    return case.absent("no account", nearest=named or code, reason=reason, missing=_MISSING)


def social_network(url: str) -> str:
    """The network on which an address opens an account, "" for any other address."""
    chat = chat_link(url)
    if chat in {"Facebook", "Messenger", "LINE"}:
        return chat
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = (parts.hostname or "").lower()
    if not _NETWORKS.search(host) or not parts.path.strip("/") or _NO_ACCOUNT.search(parts.path):
        return ""
    # A short address of YouTube opens one video.
    return "" if host.endswith("youtu.be") else host.removeprefix("www.")


def _linked(page: Document) -> Iterator[tuple[str, Quote]]:
    spans = supplier_spans(page)
    for link in page.links:
        network = social_network(link.url) if link.kind is LinkKind.WEB else ""
        if network and not in_supplier(spans, link.start):
            yield network, quote_link(page, link)
    for embed in page.embeds:
        if facebook_plugin(embed.url) or social_network(embed.url):
            yield "a box of the network", quote_embed(page, embed)


def _named(page: Document) -> Iterator[Quote]:
    spans = supplier_spans(page)
    for line in lines(page, ALL_REGIONS):
        place = line_id(line.text) or facebook_name(line.text)
        if place is not None and not in_supplier(spans, line.start + place[0]):
            yield quote_text(page, line.start + place[0], line.start + place[1])


def _codes(page: Document) -> Iterator[Quote]:
    for image in page.images:
        if is_line_code(f"{image.alt} {image.title} {image.url.rpartition('/')[2]}"):
            yield quote_image(page, image)
