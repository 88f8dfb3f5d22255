"""Chat boxes that a script of a chat service puts on a page.

Scripts have no place in the page's tree, so such an embed stands at the end of the text, and its
locator names the script by its address.
"""

import re
from collections.abc import Iterator

from crawler.extract.html_page import Page
from crawler.extract.html_text import one_line
from crawler.records import CHAT_TITLE, Embed, EmbedKind, Region

# Loaders of services whose purpose is to talk with visitors, by host and path. Share buttons,
# counters, analytics and the plain kits of social networks are none.
_LOADERS = re.compile(
    r"embed\.tawk\.to/[\w-]{3,}"
    r"|code\.tidio\.co/\w{8,}"
    r"|static\.zdassets\.com/ekr/|assets\.zendesk\.com/embeddable_framework/|v\d\.zopim\.com/"
    r"|client\.crisp\.chat/"
    r"|app\.chaport\.com/javascripts/"
    r"|(?:[\w-]+\.)*zwiz(?:chat)?\.(?:ai|app|com)/"
    r"|cdn\.livechatinc\.com/tracking"
    r"|widget\.intercom\.io/widget/\w+"
    r"|wchat\.(?:\w+\.)?freshchat\.com/js/"
    r"|www\.smartsuppchat\.com/loader"
    r"|app\.purechat\.com/visitorwidget"
    r"|js\.driftt\.com/include/"
    r"|code(?:-\w+)?\.jivosite\.com/"
    r"|static\.olark\.com/jsclient/"
    r"|call\.chatra\.io/"
    r"|(?:[\w-]+\.)*botnoi\.ai/\S*(?:chat|widget)"
    r"|widget\.manychat\.com/\d+"
    r"|www\.chatbase\.co/embed"
    r"|(?:static|cdn)\.landbot\.io/"
    r"|(?:[\w-]+\.)*page365\.(?:net|co)/\S*(?:chat|widget)",
    re.IGNORECASE,
)
# What the instructions of a service leave for the site to fill in.
_UNFILLED = re.compile(
    r"your|xxxx|(?:property|widget|site|account)_?-?id\b|[<>\[\]]", re.IGNORECASE
)
_QUOTED_ADDRESS = re.compile(r"([\"'`])((?:https?:)?//[^\"'`\s]+)\1", re.IGNORECASE)
_COMMENTS = re.compile(r"/\*.*?\*/|^[ \t]*//.*$", re.DOTALL | re.MULTILINE)
_SCHEME = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_PAGE_ID = re.compile(r"page_id[\"']?\s*[,:=]\s*[\"'](\d{5,})[\"']")


def script_chats(page: Page) -> tuple[Embed, ...]:
    """The chats that scripts load, external ones first, each address once.

    None for a page that shows nothing: what loads there is not known before its scripts run.
    """
    tree, layout = page.tree, page.layout
    if len(layout.text) <= 100 and not tree.by_tag.get("a") and not tree.by_tag.get("img"):
        return ()
    found: dict[str, Embed] = {}
    for written in (*tree.script_sources, *_inline_addresses(page)):
        address = _SCHEME.sub("", written.strip(), count=1)
        if not _LOADERS.match(address) or _UNFILLED.search(address):
            continue
        url = page.resolve(written.strip())
        if url and url not in found:
            found[url] = Embed(
                kind=EmbedKind.SOCIAL,
                url=url,
                raw_url=written,
                title=CHAT_TITLE,
                region=Region.FOOTER,
                start=len(layout.text),
                locator=f'script[src="{one_line(written)}"]',
            )
    return tuple(found.values())


def _inline_addresses(page: Page) -> Iterator[str]:
    """Quoted addresses in the inline programs, comments left out."""
    if "//" in page.script_text:
        for match in _QUOTED_ADDRESS.finditer(_COMMENTS.sub("", page.script_text)):
            yield match[2]


def element_chat(page: Page, attrs: dict[str, str | None]) -> tuple[str, str] | None:
    """Address and words as written of the account that a chat element names, None for others.

    The chat of a Facebook page gives the page: the chat itself has shown nothing since May 2024.
    Source: Meta, "Chat Plugin", Messenger Platform documentation.
    """
    names = f"{attrs.get('class') or ''} {attrs.get('id') or ''}".lower()
    if "fb-customerchat" in names or "fb-customer-chat" in names:
        written = (attrs.get("page_id") or "").strip()
        if not written:
            match = _PAGE_ID.search(_COMMENTS.sub("", page.script_text))
            written = match[1] if match else ""
        return (f"https://www.facebook.com/{written}", written) if written.isdecimal() else None
    if "line-it-button" in names and (attrs.get("data-type") or "").strip().lower() == "friend":
        written = (attrs.get("data-lineid") or "").strip()
        if re.fullmatch(r"@?[\w.-]{3,}", written, re.ASCII) and not _UNFILLED.search(written):
            return f"https://line.me/R/ti/p/{written}", written
    return None
