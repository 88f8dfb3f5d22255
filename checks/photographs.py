"""Tells mere photographs from documents that are pictures: a photograph hides no words.

Activity pages show their pictures as small copies that lead to the large ones. OCR reads a scan,
however badly; where it finds no word at all in a picture that nothing calls a document, an
assessor finds none either, and the text beside it decides. A picture that stands alone on its page,
a chart, and one that a label with words leads to stay unread.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from checks.match.reading.lines import lines
from checks.match.subjects.vocabulary import says_nothing
from crawler.records import NO_WORDS_IN_PICTURE as NO_WORDS
from crawler.records import Crawl, Document, LinkKind, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_BESIDE_TEXT = 80  # letters of a page's content; with fewer the pictures may be all that it says
_GALLERY = 2  # pictures on one page
_THAI = re.compile("[ก-ฮ]")
_OF_A_PHOTOGRAPH = re.compile(r"^(?:ภาพ|รูป)(?!.*(?:โครงสร้าง|แผน|ผัง|ประกาศ|หนังสือ|คาสั่ง))")
_SIZE = re.compile(
    r"[-_](?:\d{2,4}x\d{2,4}|scaled|thumb(?:nail)?|small|[sm])$|^(?:thumbs?|small|[sm])[-_]"
)
_BUTTON = "คลิก"  # stands for whatever leads to a picture and is no copy of it
_ASKS = re.compile(r"[ก-ฮ]|click|view|load|open|pdf|read", re.I)  # "ดาวน์โหลด": something to read
_CHART = re.compile(r"struct|chart|organi[sz]|diagram|plan|map|qr|poster|scan|info", re.I)


def photographs(crawl: Crawl) -> frozenset[str]:
    """The addresses of pictures without words that only illustrate the text beside them."""
    unread = {
        item.url
        for item in crawl.unreadable
        if item.detail == NO_WORDS and not _CHART.search(item.url.rsplit("/", 1)[-1])
    }
    if not unread:
        return frozenset()
    aliases = dict(crawl.aliases)
    called: set[str] = set()
    beside_text: set[str] = set()
    for page in crawl.documents:
        here = dict(_shown(page, unread, aliases))
        called |= {url for url, words in here.items() if any(map(_calls, words))}
        if here and (len(here) >= _GALLERY or _letters(page) >= _BESIDE_TEXT):
            beside_text |= here.keys()
    return frozenset(beside_text - called)


def without_photographs(crawl: Crawl, found: frozenset[str]) -> Crawl:
    """The crawl without the gaps that photographs left."""
    if not found:
        return crawl
    kept = tuple(gap for gap in crawl.coverage.gaps if gap.url not in found)
    return replace(
        crawl,
        coverage=replace(crawl.coverage, gaps=kept),
        unreadable=tuple(item for item in crawl.unreadable if item.url not in found),
    )


def _shown(
    page: Document, unread: set[str], aliases: Mapping[str, str]
) -> Iterator[tuple[str, list[str]]]:
    """The unread pictures that a page shows or leads to, each with the words that it has there."""
    found: dict[str, list[str]] = {}
    copies: dict[str, set[str]] = {}
    for image in page.images:
        url, target = (aliases.get(name, name) for name in (image.url, image.link_url))
        if url in unread and target in {"", url}:
            found.setdefault(url, []).extend((image.alt, image.title))
        # As the label of a link to something else a picture is a button: its words name that.
        if target in unread:
            copies.setdefault(target, set()).add(_stem(image.url))
    for link in page.links:
        url = aliases.get(link.url, link.url)
        if link.kind is LinkKind.WEB and url in unread:
            stem = _stem(url)
            copied = any(stem in copy or copy in stem for copy in copies.get(url, ()) if copy)
            words = [link.text, link.title, link.image_alt] if copied else [_BUTTON]
            found.setdefault(url, []).extend(words)
    yield from found.items()


def _stem(url: str) -> str:
    """The name of a picture's file without its size and the marks of a small copy."""
    name = url.rsplit("/", 1)[-1].lower().rsplit(".", 1)[0]
    return _SIZE.sub("", name)


def _calls(words: str) -> bool:
    """Whether words call a picture more than a photograph."""
    if says_nothing(words):
        return bool(_ASKS.search(words))
    return bool(_THAI.search(words)) and not _OF_A_PHOTOGRAPH.search(fold_text(words))


def _letters(page: Document) -> int:
    return sum(len(line.folded) for line in lines(page, _CONTENT))
