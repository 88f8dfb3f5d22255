"""What the pages of a case invite to: boards, chats and pages of social networks."""

import re
from collections.abc import Iterable, Iterator

from checks.api import quote_embed, quote_image, quote_link, quote_text
from checks.match.contact.places import (
    ALL_REGIONS,
    in_supplier,
    says_board,
    says_faq,
    supplier_spans,
)
from checks.match.contact.two_way import (
    asks_here,
    chat_link,
    facebook_name,
    facebook_plugin,
    is_line_code,
    line_id,
    says_chat,
    says_post,
)
from checks.match.reading.phrases import lines
from checks.records import Case, Quote
from crawler.records import Document, Link, LinkKind, PageKind

# Addresses of chats and social pages written as words.
_WRITTEN = re.compile(
    r"(?:https?://|(?<![\w/.]))(?:www\.|m\.)?(?:facebook\.com|fb\.com|m\.me|lin\.ee|line\.me)/[\w.@/%~?=-]+",
    re.I,
)
_SHORT = 80  # code points of words beside a picture that can only be about it


def chats(documents: Iterable[Document]) -> Iterator[tuple[str, Quote]]:
    """Chats and social pages, direct ones of all pages before pages of Facebook."""
    pages: list[tuple[str, Quote]] = []
    for document in documents:
        spans = supplier_spans(document)
        for link in document.links:
            if link.kind is not LinkKind.WEB or in_supplier(spans, link.start):
                continue
            embedded = link.element in {"iframe", "frame", "embed", "object"}
            service = "" if embedded else chat_link(link.url)
            if service == "Facebook":
                pages.append((service, quote_link(document, link)))
            elif service:
                yield service, quote_link(document, link)
        for embed in document.embeds:
            box = facebook_plugin(embed.url)
            if box == "messages" or chat_link(embed.url) not in {"", "Facebook"}:
                yield "Messenger", quote_embed(document, embed)
            elif box == "page":
                pages.append(("box", quote_embed(document, embed)))
        for line in lines(document, ALL_REGIONS):
            place = line_id(line.text)
            if place is not None and not in_supplier(spans, line.start + place[0]):
                start, end = line.start + place[0], line.start + place[1]
                yield "LINE", quote_text(document, start, end)
            for written in _WRITTEN.finditer(line.text):
                address = written.group() if "//" in written.group() else f"https://{written[0]}"
                start, end = line.start + written.start(), line.start + written.end()
                service = chat_link(address)
                if service and not in_supplier(spans, start):
                    pages.append((service, quote_text(document, start, end)))
            named = facebook_name(line.text)
            if named is not None and not in_supplier(spans, line.start + named[0]):
                start, end = line.start + named[0], line.start + named[1]
                pages.append(("box", quote_text(document, start, end)))
        for image in document.images:
            file_name = image.url.rpartition("/")[2]
            near = image.near_text if len(image.near_text) <= _SHORT else ""
            if is_line_code(f"{image.alt} {image.title} {file_name} {near}"):
                yield "LINE", quote_image(document, image)
    yield from sorted(pages, key=lambda pair: pair[0] == "box")


def boards(case: Case) -> Iterator[Document]:
    """Pages behind links that invite to ask, where the form of a board stands."""
    known = {document.url for document in case.documents}
    for _, link in invitations(case.documents):
        target = case.site.document(link.url)
        if target is not None and target.kind is PageKind.PAGE and target.url not in known:
            known.add(target.url)
            yield target
            for further in target.links:
                page = case.site.document(further.url) if says_post(further.text) else None
                if page is not None and page.kind is PageKind.PAGE and page.url not in known:
                    known.add(page.url)
                    yield page


def invitations(documents: Iterable[Document]) -> Iterator[tuple[Document, Link]]:
    """Links that invite to ask, post or chat, with the page that holds them."""
    for document in documents:
        for link in document.links:
            words = f"{link.text} {link.title} {link.image_alt}".strip()
            asked = says_board(words) or says_post(words) or asks_here(words) or says_chat(words)
            if link.kind is LinkKind.WEB and 0 < len(words) < 100 and asked and not says_faq(words):
                yield document, link


def ready_answers(case: Case) -> Quote | None:
    """The heading of a list of ready answers, None without one."""
    for document in case.documents:
        for heading in document.headings:
            if says_faq(heading.text):
                return quote_text(document, heading.start, heading.end)
    return None
