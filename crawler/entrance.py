"""Finds the way from an entrance page (intro picture, refresh, frameset) to the real home page."""

import re
from collections.abc import Callable

from crawler.external import external_kind
from crawler.records import Document, Link, LinkKind, Region

MAX_ENTRANCE_LINKS = 8
MAX_ENTRANCE_CHARS = 1500
_FEW_LINKS = 3
_FRAMES = frozenset({"frame", "iframe"})
_ENTER = re.compile(
    r"เข้าสู่(?!ระบบ)|เข้าเว็บ|เข้าชม|หน้าหลัก|หน้าแรก|เว็บไซต์หลัก|คลิกเพื่อเข้า"
    r"|\b(?:enter|skip|home|main\s?page|continue)\b",
    re.I,
)
# A call of the page's own; not the ones of printing, the size of letters and going back.
_CALLS = re.compile(
    r"\s*javascript:\s*(?!void\b|history\b|window\b|return\b|print\b|\w*(?:size|lang|share|color|font))[\w.$]+\(",
    re.I,
)
_THAI_LETTERS = re.compile(r"[ก-ฮ]")
_WORDY = 5  # consonants of an entry's words
_ENTER_ADDRESS = re.compile(r"/(?:home|main|index\d?|default|site)(?:[./?]|$)", re.I)


def entrances(page: Document, inside: Callable[[str], bool]) -> tuple[Link, ...]:
    """The links that lead to the page behind; empty for an ordinary home page.

    ``page`` stands at the level of the home page and ``inside`` tells the agency's own addresses.
    An entrance has no menu, few links and little text; a refresh and a frameset count on any page.
    """
    links = [
        link
        for link in page.links
        if link.kind is LinkKind.WEB and link.url != page.url and external_kind(link.url) is None
    ]
    forced = [link for link in links if link.element in {"frame", "meta"}]
    if forced:
        return tuple(forced)
    anchors = [link for link in links if link.element not in _FRAMES]
    own = {link.url for link in anchors if inside(link.url)}
    if any(link.region is Region.MENU for link in anchors):
        return ()
    if len(own) > MAX_ENTRANCE_LINKS or len(page.text) > MAX_ENTRANCE_CHARS:
        return ()
    frames = [link for link in links if link.element == "iframe" and inside(link.url)]
    if frames or not anchors:
        return tuple(frames or links)
    named = [link for link in anchors if _ENTER.search(_words(link))]
    if named:
        return tuple(named)
    addressed = [link for link in anchors if inside(link.url) and _ENTER_ADDRESS.search(link.url)]
    if addressed:
        return tuple(addressed)
    if len(own) <= _FEW_LINKS:
        return tuple(link for link in anchors if inside(link.url))
    return ()


def _words(link: Link) -> str:
    return f"{link.text} {link.title} {link.image_alt}"


def scripted_entries(home: Document) -> int:
    """How many entries of a page open something by a script or a hidden form only.

    Source: hard-cases.md, menus by ``__doPostBack`` and by ``javascript:`` functions.
    """
    reached = {link.text for link in home.links if link.kind is LinkKind.WEB}
    words = {
        link.text
        for link in home.links
        if link.kind is LinkKind.EMPTY
        and _CALLS.match(link.href)
        and len(_THAI_LETTERS.findall(link.text)) >= _WORDY
    }
    sent = sum(
        form.method == "post" and form.has_submit and not form.fields and bool(form.hidden_names)
        for form in home.forms
    )
    return len(words - reached) + sent
