"""Every way on from a page: anchors, image maps, frames, refreshes, script handlers, options."""

import re
from urllib.parse import unquote

from crawler.extract import html_mail
from crawler.extract.html_groups import Groups
from crawler.extract.html_page import UNRESOLVED, Page
from crawler.extract.html_text import one_line
from crawler.records import Link, LinkKind, Region
from crawler.urls import host_of

_MAX_NESTED = 20  # lists inside one list item
_LONGEST_WORDS = 300  # characters of row or item words
_SCRIPT_TARGET = re.compile(
    r"(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\s*\(|window\.open\s*\(|\bopen\s*\()"
    r"\s*[\"'`]([^\"'`]+)[\"'`]",
    re.IGNORECASE,
)
_PAGE_MOVE = re.compile(
    r"(?:^|[;{}\s])(?:(?:window|document|self|top|parent)\.)*location(?:\.href)?\s*=\s*[\"']([^\"']+)"
    r"|location\.(?:replace|assign)\s*\(\s*[\"']([^\"']+)",
    re.IGNORECASE,
)
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?[\"']?([^\"']*)", re.IGNORECASE)
_OPTION_URL = re.compile(
    r"https?://\S+|/[^\s/]\S*|\?[\w%.-]+=\S*|[\w./-]+\.(?:php|html?|aspx?|jsp|pdf|docx?|xlsx?)(?:[?#]\S*)?",
    re.IGNORECASE,
)
_EMPTY_HREF = re.compile(
    r"#!?|#/|https?:/?/?#?|javascript:.*|about:blank|undefined|null|\[object.*",
    re.IGNORECASE | re.DOTALL,
)
_HOME_MACHINE = re.compile(
    r"https?://(?:localhost|127\.0\.0\.1)(?::\d+)?(?:[/?#]|$)", re.IGNORECASE
)
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_MAIL = re.compile(r"mailto:\s*([^?]*)", re.IGNORECASE)
_TEL = re.compile(r"(?:tel|callto):\s*(.*)", re.IGNORECASE | re.DOTALL)
_CARDS = (
    "li",
    "dd",
    "dt",
    "p",
    "div",
    "figure",
    "article",
    "section",
    "td",
    "h2",
    "h3",
    "h4",
    "h5",
)
_NO_CARDS = frozenset(("body", "table", "tr", "form", "nav", "ul", "ol", "main"))
_LISTS = ("ul", "ol", "dl")


class LinkReader:
    """Reads the links of one page in document order."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._groups = Groups(page)
        self._nested: dict[int, list[int]] = {}

    def read(self) -> tuple[Link, ...]:
        """All links, in document order."""
        tree = self._page.tree
        found: list[tuple[int, Link]] = []
        for node in tree.by_tag.get("a", ()):
            if "href" in tree.attrs[node] or "onclick" in tree.attrs[node]:
                found.append((node, self._anchor(node)))
        for node in tree.by_tag.get("area", ()):
            if "href" in tree.attrs[node]:
                found.append((node, self._link(node, tree.get(node, "href"), element="area")))
        for tag in ("iframe", "frame", "embed", "object"):
            found += self._embedded(tag)
        for node in tree.by_tag.get("meta", ()):
            if tree.get(node, "http-equiv").lower() == "refresh":
                match = _REFRESH.match(tree.get(node, "content"))
                if match and match[1].strip():
                    found.append((node, self._link(node, match[1], element="meta")))
        found += self._handlers()
        found += self._options()
        found += self._script_move(found)
        found.sort(key=lambda pair: pair[0])
        return tuple(link for _, link in found)

    def _anchor(self, node: int) -> Link:
        tree = self._page.tree
        href = tree.get(node, "href")
        if self._is_empty(href):
            address = self._scripted_address(tree.get(node, "onclick")) or self._scripted_address(
                href
            )
            if address:
                return self._link(node, address, element="onclick")
        return self._link(node, href, element="a", hidden_mail=tree.get(node, "data-cfemail"))

    def _embedded(self, tag: str) -> list[tuple[int, Link]]:
        tree = self._page.tree
        found = []
        for node in tree.by_tag.get(tag, ()):
            address = source_of(tree.attrs[node])
            if address and not self._is_empty(address):
                found.append((node, self._link(node, address, element=tag)))
        return found

    def _handlers(self) -> list[tuple[int, Link]]:
        """Elements that are no anchor and lead on by script."""
        tree = self._page.tree
        found = []
        for node, attrs in enumerate(tree.attrs):
            if attrs and "onclick" in attrs and tree.tags[node] not in ("a", "area"):
                address = self._scripted_address(attrs["onclick"] or "")
                if address:
                    found.append((node, self._link(node, address, element="onclick")))
        return found

    def _options(self) -> list[tuple[int, Link]]:
        tree = self._page.tree
        found = []
        for node in tree.by_tag.get("option", ()):
            value = tree.get(node, "value").strip()
            if value and _OPTION_URL.fullmatch(value):
                found.append((node, self._link(node, value, element="option")))
        return found

    def _script_move(self, found: list[tuple[int, Link]]) -> list[tuple[int, Link]]:
        """Where a page without words of its own sends its visitors by script."""
        if found or len(self._page.layout.text) > 200:
            return []
        match = _PAGE_MOVE.search(self._page.script_text)
        address = (match[1] or match[2]) if match else ""
        return [(0, self._link(0, address, element="meta"))] if address else []

    def _scripted_address(self, script: str) -> str:
        match = _SCRIPT_TARGET.search(script) if script else None
        return "" if match is None or self._is_empty(match[1]) else match[1]

    def _is_empty(self, href: str) -> bool:
        href = href.strip()
        if not href or _EMPTY_HREF.fullmatch(href) or UNRESOLVED.search(href):
            return True
        return bool(_HOME_MACHINE.match(href)) and host_of(href) != host_of(self._page.url)

    def _kind(self, href: str, hidden_mail: str) -> tuple[LinkKind, str]:
        page = self._page
        written = href.strip()
        if hidden_mail or html_mail.is_protected(written):
            address = html_mail.decode(hidden_mail) or html_mail.from_href(written)
            if address:
                return LinkKind.MAIL, f"mailto:{address}"
        if self._is_empty(written):
            return LinkKind.EMPTY, ""
        if written.startswith("#"):
            return LinkKind.SAME_PAGE, page.url
        mail = _MAIL.match(written)
        if mail:
            address = unquote(mail[1]).strip()
            return (LinkKind.MAIL, f"mailto:{address}") if address else (LinkKind.EMPTY, "")
        phone = _TEL.match(written)
        if phone:
            number = unquote(phone[1]).strip()
            return (LinkKind.TEL, f"tel:{number}") if number else (LinkKind.EMPTY, "")
        url = page.target(written)
        if url is None:
            return LinkKind.OTHER, ""
        return (LinkKind.SAME_PAGE if url == page.url else LinkKind.WEB), url

    def _link(self, node: int, href: str, *, element: str, hidden_mail: str = "") -> Link:
        page, tree, layout = self._page, self._page.tree, self._page.layout
        kind, url = self._kind(href, hidden_mail)
        start, end = layout.span(node)
        attrs = tree.attrs[node]
        titles = [attrs.get("title") or "", attrs.get("aria-label") or ""]
        alts = [attrs.get("alt") or ""]
        for image in tree.inside(node, "img", "input"):
            alts.append(tree.get(image, "alt"))
            titles.append(tree.get(image, "title"))
        row = tree.ancestor(node, "tr")
        table, line = page.row_places.get(row, (-1, -1))
        return Link(
            kind=kind,
            url=url,
            href=href,
            text=one_line(layout.text[start:end]),
            title=_joined(titles),
            image_alt=_joined(alts),
            file_name=_file_name(url) if kind is LinkKind.WEB else "",
            row_text=self._row_words(row, start, end),
            item_text=self._item_words(node, start, end, only_entries=_opens_panel(attrs)),
            heading=page.heading_before(node),
            group=self._groups.of(node),
            region=layout.regions_at[node],
            element=element,
            table=table,
            row=line,
            start=start,
            end=end,
            locator=tree.css_path(node) if node else "",
        )

    def _row_words(self, row: int, start: int, end: int) -> str:
        """The other words of the row, unless the row is a part of the page's frame."""
        page = self._page
        if row < 0:
            return ""
        if row not in page.row_places and (
            page.tree.count(row, "table") or page.tree.text_length(row) > _LONGEST_WORDS
        ):
            return ""
        low, high = page.layout.span(row)
        return self._without(low, high, start, end)

    def _item_words(self, node: int, start: int, end: int, *, only_entries: bool) -> str:
        """The other words of the list item, of the line, or of the card that holds the link."""
        tree, layout = self._page.tree, self._page.layout
        at = tree.parents[node]
        own_block = True  # no block stands between the link and the one looked at
        for _ in range(6):
            if at < 0 or tree.tags[at] in _NO_CARDS:
                return ""
            if layout.regions_at[at] is not layout.regions_at[node]:
                return ""
            tag = tree.tags[at]
            if tag == "li":
                return self._entry_words(at, start, end)
            if tag in _CARDS and not only_entries and layout.regions_at[node] is not Region.MENU:
                low, high = layout.span(at)
                words = self._without(low, high, start, end)
                if words:
                    small = tree.count(at, "a") <= 3 and high - low <= _LONGEST_WORDS
                    if small and not (own_block and tree.count(at, "br")):
                        return words
                    return self._line_words(start, end) if own_block else ""
                own_block = False
            at = tree.parents[at]
        return ""

    def _entry_words(self, item: int, start: int, end: int) -> str:
        """The words of a list item without the lists inside it."""
        tree, layout = self._page.tree, self._page.layout
        nested = self._nested.get(item)
        if nested is None:
            nested = self._nested[item] = [
                child
                for child in tree.children(item)
                if tree.tags[child] in _LISTS
                or (tree.tags[child] == "div" and layout.regions_at[item] is Region.MENU)
            ]
        low, high = layout.span(item)
        pieces = []
        for child in nested[:_MAX_NESTED]:
            first, last = layout.span(child)
            if low < first:
                pieces.append(self._without(low, first, start, end))
            low = max(low, last)
        pieces.append(self._without(low, high, start, end))
        return one_line(" ".join(pieces))[:_LONGEST_WORDS]

    def _line_words(self, start: int, end: int) -> str:
        text = self._page.layout.text
        low = text.rfind("\n", 0, start) + 1
        high = text.find("\n", end)
        return self._without(low, len(text) if high < 0 else high, start, end)

    def _without(self, low: int, high: int, start: int, end: int) -> str:
        text = self._page.layout.text
        if low <= start <= end <= high:
            low, high = max(low, start - 2 * _LONGEST_WORDS), min(high, end + 2 * _LONGEST_WORDS)
            words = f"{text[low:start]} {text[end:high]}"
        else:
            words = text[low : min(high, low + 2 * _LONGEST_WORDS)]
        return one_line(words)[:_LONGEST_WORDS]


def source_of(attrs: dict[str, str | None]) -> str:
    """What a frame, embed or object shows: its source, the lazily loaded one first."""
    for name in ("data-src", "data-lazy-src", "src", "data"):
        value = (attrs.get(name) or "").strip()
        if value and not value.lower().startswith(("about:", "javascript:", "data:")):
            return value
    return ""


def _opens_panel(attrs: dict[str, str | None]) -> bool:
    return "data-toggle" in attrs or "data-bs-toggle" in attrs or "aria-controls" in attrs


def _joined(words: list[str]) -> str:
    return " ".join(dict.fromkeys(line for line in map(one_line, words) if line))


def _file_name(url: str) -> str:
    # The address is canonical: a query is all that can stand behind its path.
    segment = unquote(
        url.partition("?")[0].partition("://")[2].partition("/")[2].rpartition("/")[2]
    )
    return segment if _EXTENSION.search(segment) else ""
