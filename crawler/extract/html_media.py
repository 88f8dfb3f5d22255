"""Pictures and embedded things of a page, with the words beside them."""

import re
from dataclasses import replace

from crawler.extract.html_chats import element_chat, script_chats
from crawler.extract.html_links import source_of
from crawler.extract.html_page import Page
from crawler.extract.html_text import one_line
from crawler.records import CHAT_TITLE, Embed, EmbedKind, Image
from crawler.viewers import embed_kind, unwrap

_LONGEST_NEAR = 200  # characters
_SOURCES = ("data-src", "data-lazy-src", "data-original", "data-lazy", "src")
_SPACER = re.compile(
    r"(?:^|/)(?:spacer|blank|transparent|pixel|clear|1x1|shim)\w*\.gif", re.IGNORECASE
)
_MAP_NAMES = re.compile(
    r"(?:google[-_]?)?map(?:[-_]?canvas|s|[-_]?area|[-_]?container)?|gmap\w*", re.IGNORECASE
)
_MAP_SCRIPTS = re.compile(
    r"maps\.google|maps\.googleapis|google\.maps|leaflet|\bL\.map|api\.longdo|longdo\.Map",
    re.IGNORECASE,
)
_SOCIAL_NAMES = re.compile(
    r"fb-(?:page|group|like-box|post)|line-it-button|twitter-timeline", re.IGNORECASE
)
_PIXELS = re.compile(r"\s*([0-9]{1,5})\s*(?:px)?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(\d+)")


def read_images(page: Page) -> tuple[Image, ...]:
    """The images in document order, spacers left out."""
    tree, layout = page.tree, page.layout
    found = []
    for node in tree.by_tag.get("img", ()):
        attrs = tree.attrs[node]
        if _is_spacer(attrs):
            continue
        source = _image_source(attrs)
        if source is None:
            continue
        anchor = tree.ancestor(node, "a")
        found.append(
            Image(
                url=page.resolve(source) or "" if source else "",
                alt=one_line(attrs.get("alt") or ""),
                title=one_line(attrs.get("title") or ""),
                near_text=_near(page, node),
                heading=page.heading_before(node),
                link_url=(page.target(tree.get(anchor, "href")) or "") if anchor >= 0 else "",
                region=layout.regions_at[node],
                start=layout.at(node),
                locator=tree.css_path(node),
                width=_pixels(attrs.get("width")),
                height=_pixels(attrs.get("height")),
            )
        )
    return tuple(found)


def _pixels(value: str | None) -> int:
    match = _PIXELS.fullmatch(value or "")
    return int(match[1]) if match else 0


def _is_spacer(attrs: dict[str, str | None]) -> bool:
    sizes = [_NUMBER.match(attrs.get(name) or "") for name in ("width", "height")]
    numbers = [int(match[1]) for match in sizes if match]
    if len(numbers) == 2 and max(numbers) <= 3:
        return True
    return bool(_SPACER.search(attrs.get("src") or "")) and not attrs.get("data-src")


def _image_source(attrs: dict[str, str | None]) -> str | None:
    """The address as written; "" for a picture inside the page, None for a mere placeholder."""
    inline = ""
    for name in _SOURCES:
        value = (attrs.get(name) or "").strip()
        if value.lower().startswith("data:"):
            inline = value
        elif value:
            return value
    listed = (attrs.get("srcset") or attrs.get("data-srcset") or "").split()
    if listed:
        return listed[0].rstrip(",")
    return "" if len(inline) > 1000 else None


def _near(page: Page, node: int) -> str:
    """Caption, or the words of the smallest block that has any, or of the lines around it."""
    tree, layout = page.tree, page.layout
    figure = tree.ancestor(node, "figure")
    if figure >= 0:
        captions = tree.inside(figure, "figcaption")
        if captions:
            return layout.words(captions[0])[:_LONGEST_NEAR]
    at = tree.parents[node]
    celled = False
    for _ in range(6):
        if at < 0 or tree.tags[at] in ("body", "html", "main", "form"):
            break
        low, high = layout.span(at)
        if low < high:
            if high - low <= _LONGEST_NEAR:
                return one_line(layout.text[low:high])
            break
        celled = celled or tree.tags[at] == "td"
        at = tree.parents[at]
    # Words in other cells of the page's frame are none of the picture's.
    return "" if celled else _lines_around(layout.text, layout.at(node))


def _lines_around(text: str, place: int) -> str:
    low = text.rfind("\n", 0, max(place - 1, 0)) + 1
    after = text.find("\n", place + 1)
    high = len(text) if after < 0 else after
    return one_line(text[low:high])[:_LONGEST_NEAR]


def read_embeds(page: Page) -> tuple[Embed, ...]:
    """Frames, viewers, maps, videos, social boxes and objects in document order; chats of scripts.

    A chat has the kind SOCIAL and the title "chat".
    """
    tree = page.tree
    found: list[tuple[int, Embed]] = []
    for tag in ("iframe", "frame", "embed", "object"):
        for node in tree.by_tag.get(tag, ()):
            source = source_of(tree.attrs[node])
            embed = _embed(page, node, source, plain=tag in ("iframe", "frame")) if source else None
            if embed is not None:
                found.append((node, embed))
    for tag in ("video", "audio"):
        for node in tree.by_tag.get(tag, ()):
            sources = [node, *tree.inside(node, "source")]
            source = next(filter(None, (source_of(tree.attrs[s]) for s in sources)), "")
            url = page.resolve(source) if source else None
            if url:
                kind = EmbedKind.VIDEO if tag == "video" else EmbedKind.OTHER
                found.append((node, _record(page, node, kind, url, source)))
    found += _scripted_embeds(page)
    found.sort(key=lambda pair: pair[0])
    return (*(embed for _, embed in found), *script_chats(page))


def _embed(page: Page, node: int, source: str, *, plain: bool) -> Embed | None:
    url = page.resolve(source)
    if url is None:
        return None
    shown = unwrap(source, page.base)
    if shown is not None:
        return _record(page, node, shown[1], shown[0], source)
    kind = embed_kind(url)
    if kind is EmbedKind.FRAME and not plain:
        kind = EmbedKind.OTHER
    return _record(page, node, kind, url, source)


def _scripted_embeds(page: Page) -> list[tuple[int, Embed]]:
    """Boxes that a script fills: social pages by their address, maps by the map library."""
    tree = page.tree
    maps = bool(_MAP_SCRIPTS.search(" ".join(tree.script_sources))) or bool(
        _MAP_SCRIPTS.search(page.script_text)
    )
    found = []
    for node in tree.by_tag.get("div", ()):
        attrs = tree.attrs[node]
        if not attrs:
            continue
        name = attrs.get("class") or ""
        chat = element_chat(page, attrs)
        if chat is not None:
            embed = _record(page, node, EmbedKind.SOCIAL, *chat)
            found.append((node, replace(embed, title=CHAT_TITLE)))
        elif name and _SOCIAL_NAMES.search(name):
            source = attrs.get("data-href") or ""
            url = page.resolve(source) if source else None
            if url:
                found.append((node, _record(page, node, EmbedKind.SOCIAL, url, source)))
        elif maps and (
            _MAP_NAMES.fullmatch(attrs.get("id") or "") or _MAP_NAMES.fullmatch(name.strip())
        ):
            found.append((node, _record(page, node, EmbedKind.MAP, "", "")))
    return found


def _record(page: Page, node: int, kind: EmbedKind, url: str, raw: str) -> Embed:
    attrs = page.tree.attrs[node]
    return Embed(
        kind=kind,
        url=url,
        raw_url=raw,
        title=one_line(attrs.get("title") or attrs.get("aria-label") or attrs.get("name") or ""),
        heading=page.heading_before(node),
        region=page.layout.regions_at[node],
        start=page.layout.at(node),
        locator=page.tree.css_path(node),
    )
