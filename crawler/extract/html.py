"""HTML to Document: the text with offsets, and everything on the page that points or asks."""

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import datetime

from crawler.charset import decode
from crawler.extract.html_forms import read_forms
from crawler.extract.html_links import LinkReader
from crawler.extract.html_media import read_embeds, read_images
from crawler.extract.html_page import Page
from crawler.extract.html_tabs import with_tab_titles
from crawler.extract.html_text import one_line
from crawler.extract.html_tree import Tree, from_lexbor
from crawler.extract.second_opinion import from_soup, is_better, is_wanted
from crawler.records import Document, PageKind
from crawler.thai import quality, repair

EXTRACTOR = "html"
VERSION = 12

MAX_INLINE_BYTES = 1024 * 1024  # a longer page is parsed in a child, see design.md ruling 11

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?")
_DATE_NAMES = (
    "article:published_time",
    "datepublished",
    "dcterms.created",
    "dc.date",
    "date",
    "article:modified_time",
    "datemodified",
    "og:updated_time",
)
_MAX_JSON_NODES = 2000
_MOST_ASSETS = 60
_LONGEST_ASSET = 300


def extract_html(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str = "text/html",
) -> Document:
    """Read a page; ``url`` is its canonical address and the base of relative ones.

    ``declared_type`` is the Content-Type header as sent. Any bytes give a Document, at worst an
    empty one; the kind is always PAGE and judged elsewhere.
    """
    decoded = decode(payload, declared_type)
    page, score = _read(decoded.text, url)
    text = page.layout.text
    tree = page.tree
    return Document(
        url=url,
        payload_digest=payload_digest,
        text_digest=f"sha256:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}",
        extractor=EXTRACTOR,
        extractor_version=VERSION,
        fetched_at=fetched_at,
        content_type=content_type,
        kind=PageKind.PAGE,
        title=_title(tree),
        text=text,
        charset=decoded.charset,
        lang=_lang(tree),
        quality=score,
        published=_published(tree),
        generator=_generator(tree),
        assets=_assets(tree),
        headings=page.headings.all,
        links=LinkReader(page).read(),
        tables=page.tables,
        images=read_images(page),
        forms=read_forms(page),
        embeds=read_embeds(page),
        regions=page.layout.region_spans,
        truncated=tree.capped,
    )


def _read(html: str, url: str) -> tuple[Page, float]:
    """The better reading of the page, and the quality score of its text."""
    page = Page(with_tab_titles(from_lexbor(html)), url)
    score = quality(page.layout.text)
    if is_wanted(html, page.tree, score):
        second = Page(with_tab_titles(from_soup(html)), url)
        if is_better(second.tree, second.layout.text, page.tree, page.layout.text):
            return second, quality(second.layout.text)
    return page, score


def _title(tree: Tree) -> str:
    for node in tree.by_tag.get("title", ()):
        words = repair(tree.words(node))
        if words:
            return words
    for node in tree.by_tag.get("meta", ()):
        if _meta_name(tree, node) == "og:title":
            return repair(one_line(tree.get(node, "content")))
    return ""


def _lang(tree: Tree) -> str:
    roots = tree.by_tag.get("html", ())
    return (tree.get(roots[0], "lang") or tree.get(roots[0], "xml:lang")).strip() if roots else ""


def _generator(tree: Tree) -> str:
    for node in tree.by_tag.get("meta", ()):
        if _meta_name(tree, node) == "generator":
            return one_line(tree.get(node, "content"))[:200]
    return ""


def _assets(tree: Tree) -> tuple[str, ...]:
    styles = (tree.get(node, "href").strip() for node in tree.by_tag.get("link", ()))
    found = dict.fromkeys((*styles, *(source.strip() for source in tree.script_sources)))
    return tuple(url for url in found if url and len(url) <= _LONGEST_ASSET)[:_MOST_ASSETS]


def _meta_name(tree: Tree, node: int) -> str:
    name = tree.get(node, "property") or tree.get(node, "name") or tree.get(node, "itemprop")
    return name.strip().lower()


def _published(tree: Tree) -> str:
    """The page's own date: meta elements, then JSON-LD, then a time element of its article."""
    named: dict[str, str] = {}
    for node in tree.by_tag.get("meta", ()):
        match = _ISO_DATE.match(tree.get(node, "content").strip())
        if match:
            named.setdefault(_meta_name(tree, node), match[0])
    for kind, text in tree.scripts:
        if "ld+json" in kind:
            for name, value in _dates_of(text):
                named.setdefault(name, value)
    for name in _DATE_NAMES:
        if name in named:
            return named[name]
    for node in tree.by_tag.get("time", ()):
        match = _ISO_DATE.match(tree.get(node, "datetime").strip())
        if match and (
            tree.ancestor(node, "article", "main", "header") >= 0
            or len(tree.by_tag["time"]) == 1
            or "publish" in f"{tree.get(node, 'class')} {tree.get(node, 'itemprop')}".lower()
        ):
            return match[0]
    return ""


def _dates_of(text: str) -> Iterator[tuple[str, str]]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    waiting = [data]
    for _ in range(_MAX_JSON_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, dict):
            for name in ("datePublished", "dateModified"):
                value = node.get(name)
                match = _ISO_DATE.match(value) if isinstance(value, str) else None
                if match:
                    yield name.lower(), match[0]
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
