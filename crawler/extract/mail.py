"""Saved mails (EML) and pages saved as one file (MHTML) to Document: their page, else their words.

Source: RFC 5322 for mails, RFC 2557 for pages kept with what belongs to them.
"""

import email
import email.header
import email.policy
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import Message
from itertools import islice

from crawler.charset import decode
from crawler.extract.failure import Origin
from crawler.extract.html import extract_html
from crawler.extract.writer import DocumentWriter
from crawler.records import Document, GapReason, Unreadable
from crawler.sniff import HTML, MAIL, media_type
from crawler.thai import repair
from crawler.urls import canonical

EXTRACTOR = "mail"
VERSION = 1

_MOST_PARTS = 200
_BELONGS_TO_PAGE = ("image/", "text/css", "text/javascript", "application/javascript", "font/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page inside another file. ``url`` is the address it was saved from, empty when unknown."""

    markup: bytes
    declared_type: str
    url: str = ""


def extract_mail(
    payload: bytes,
    *,
    url: str,
    declared_type: str,
    payload_digest: str,
    fetched_at: datetime,
    content_type: str,
) -> Document | Unreadable:
    """Read a mail or a saved page; a file that came with it is not opened, but marked as unread."""
    origin = Origin(
        url=url, payload_digest=payload_digest, fetched_at=fetched_at, content_type=content_type
    )
    parts = _parts(payload)
    if not parts:
        return origin.unreadable("the parts of the mail lie in each other without end")
    page = _page(parts)
    if page is not None:
        read = extract_html(
            page.markup,
            url=page.url or url,
            declared_type=page.declared_type,
            payload_digest=payload_digest,
            fetched_at=fetched_at,
            content_type=content_type,
        )
        links = read.links if page.url else ()
        document = replace(
            read, url=url, extractor=EXTRACTOR, extractor_version=VERSION, links=links, forms=()
        )
    else:
        written = _written(parts)
        if written is None:
            detail = f"no words in a mail or saved page ({content_type})"
            return origin.unreadable(detail, GapReason.UNSUPPORTED_FORMAT)
        document = written.build(
            url=url,
            payload_digest=payload_digest,
            fetched_at=fetched_at,
            content_type=content_type,
            extractor=EXTRACTOR,
            version=VERSION,
        )
    subject = _subject(parts)
    title = document.title or subject if page is not None else subject or document.title
    left_out = any(_is_file(part) for part in parts) or len(parts) >= _MOST_PARTS
    return replace(document, title=title, truncated=document.truncated or left_out)


def page_within(payload: bytes, declared_type: str) -> Page | None:
    """The page that a file is, or holds as MHTML; None when it is neither."""
    media = media_type(payload, declared_type, "")
    if media == HTML:
        return Page(markup=payload, declared_type=declared_type)
    return _page(_parts(payload)) if media == MAIL else None


def _parts(payload: bytes) -> list[Message]:
    """The first parts of a mail, itself among them; none when they are nested too deep."""
    try:
        message = email.message_from_bytes(payload.lstrip(), policy=email.policy.compat32)
        return list(islice(message.walk(), _MOST_PARTS))
    except RecursionError:
        return []


def _page(parts: list[Message]) -> Page | None:
    for part in parts:
        if part.get_content_type() == HTML and not _is_file(part):
            markup = _body(part)
            if markup.strip():
                address = canonical(str(part.get("Content-Location", "")).strip())
                return Page(
                    markup=markup,
                    declared_type=_declared(part),
                    url=address if address and address.startswith("http") else "",
                )
    return None


def _written(parts: list[Message]) -> DocumentWriter | None:
    writer = DocumentWriter()
    for part in parts:
        if part.get_content_type() == "text/plain" and not _is_file(part):
            for line in decode(_body(part), _declared(part)).text.splitlines():
                writer.line(line)
    return writer if writer.length else None


def _declared(part: Message) -> str:
    """The type with its charset only: other parameters are the sender's and say nothing."""
    charset = part.get_param("charset")
    return f"{part.get_content_type()}; charset={charset}" if charset else part.get_content_type()


def _body(part: Message) -> bytes:
    body = part.get_payload(decode=True)
    return body if isinstance(body, bytes) else b""


def _is_file(part: Message) -> bool:
    """Whether a part came with the mail and is read on its own only."""
    if part.is_multipart():
        return False
    kind = part.get_content_type()
    if part.get_content_disposition() == "attachment":
        return not kind.startswith(_BELONGS_TO_PAGE)
    return not kind.startswith(("text/", *_BELONGS_TO_PAGE, "multipart/", "message/"))


def _subject(parts: list[Message]) -> str:
    words = parts[0].get("Subject", "") if parts else ""
    try:
        decoded = str(email.header.make_header(email.header.decode_header(str(words))))
    except (LookupError, UnicodeError, ValueError):
        return ""
    return repair(" ".join(decoded.split()))[:200]
