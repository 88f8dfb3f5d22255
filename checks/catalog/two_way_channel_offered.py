"""The agency offers a channel on which people can ask and are answered.

Question: does a page of the contact information, or a header or footer, offer a form that takes
questions and sends them, a board where visitors post, a chat, or a page of Messenger or LINE?

passed        quotes the form, link or account.
failed        incomplete: all was read and nothing of the kind is there; a form without field names
              or a real action does not work, and a list of ready answers takes no questions.
cantTell      a part of it was not read; or only a form for complaints or opinions, or a news box of
              a social network, is there.
inapplicable  never; the rulebook says who owes the component.

Source: components about a two-way channel in the rulebook facts; hard-cases.md, forms.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checks.api import (
    Case,
    Finding,
    Quote,
    Reason,
    cant_tell,
    check,
    passed,
    quote_embed,
    quote_form,
    quote_link,
    quote_text,
)
from checks.match.contact_channels import (
    FormUse,
    asks_here,
    chat_link,
    facebook_plugin,
    form_use,
    is_question_form_link,
    line_id,
    says_chat,
    says_post,
)
from checks.match.contact_places import (
    ALL_REGIONS,
    in_supplier,
    is_board,
    is_contact_page,
    says_board,
    says_faq,
    supplier_spans,
)
from checks.match.phrases import lines
from crawler.records import Document, EmbedKind, Link, LinkKind, PageKind

_MISSING = "ช่องทางสอบถามแบบสื่อสารสองทาง"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """No options: the component is the same in every year."""


@check(version=1, options=Options)
def two_way_channel_offered(case: Case, options: Options) -> Finding:
    """Look for working forms, then chats, then pages of social networks."""
    pages = [*case.documents, *_boards(case)]
    seen = list(_forms(pages))
    for use, quote in seen:
        if use is FormUse.WORKS:
            return passed(quote, found=quote.text[:120])
    weak: Quote | None = None
    for name, quote in _chats(case.documents):
        if name == "box":
            weak = weak or quote
        elif name == "Facebook":
            return passed(quote, note="a page that takes messages", found=quote.text[:120])
        else:
            return passed(quote, note=name, found=quote.text[:120])
    unread = next(_unread(case), None)
    if unread is not None and not case.gaps:
        return unread
    weak = weak or next((quote for use, quote in seen if use is FormUse.DOUBTFUL), None)
    if weak is not None:
        return cant_tell(
            Reason.NEEDS_PERSON, weak, note="may take questions", found=weak.text[:120]
        )
    nearest = next((quote for use, quote in seen if use is FormUse.BROKEN), None) or _faq(case)
    return case.absent("no channel to ask", nearest=nearest, missing=_MISSING)


def _forms(pages: Iterable[Document]) -> Iterator[tuple[FormUse, Quote]]:
    for document in pages:
        for form in document.forms:
            use = form_use(form, document)
            if use is not FormUse.OTHER:
                yield use, quote_form(document, form)
        for embed in document.embeds:
            if embed.kind is not EmbedKind.FORM:
                continue
            here = is_contact_page(document) or is_board(document) or asks_here(embed.heading)
            yield (FormUse.WORKS if here else FormUse.DOUBTFUL), quote_embed(document, embed)
        for link in document.links:
            if is_question_form_link(link):
                yield FormUse.WORKS, quote_link(document, link)


def _chats(documents: Iterable[Document]) -> Iterator[tuple[str, Quote]]:
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
    yield from sorted(pages, key=lambda pair: pair[0] == "box")


def _boards(case: Case) -> Iterator[Document]:
    """Pages behind links that invite to ask, where the form of a board stands."""
    known = {document.url for document in case.documents}
    for document, link in _invitations(case.documents):
        target = case.site.document(link.url)
        if target is not None and target.kind is PageKind.PAGE and target.url not in known:
            known.add(target.url)
            yield target
            for further in target.links:
                page = case.site.document(further.url) if says_post(further.text) else None
                if page is not None and page.kind is PageKind.PAGE and page.url not in known:
                    known.add(page.url)
                    yield page


def _invitations(documents: Iterable[Document]) -> Iterator[tuple[Document, Link]]:
    for document in documents:
        for link in document.links:
            words = f"{link.text} {link.title} {link.image_alt}".strip()
            asked = says_board(words) or says_post(words) or asks_here(words) or says_chat(words)
            if link.kind is LinkKind.WEB and 0 < len(words) < 100 and asked and not says_faq(words):
                yield document, link


def _unread(case: Case) -> Iterator[Finding]:
    """Invitations whose end was not read: a board or a chat may be there."""
    for document, link in _invitations(case.documents):
        if case.site.document(link.url) is not None or case.site.dead(link.url) is not None:
            continue
        trouble = case.site.trouble(link.url)
        reason = Reason.from_gap(trouble.reason) if trouble is not None else Reason.NEEDS_PERSON
        yield cant_tell(
            reason,
            quote_link(document, link),
            note="what the invitation to ask leads to was not read",
            missing=_MISSING,
        )


def _faq(case: Case) -> Quote | None:
    for document in case.documents:
        for heading in document.headings:
            if says_faq(heading.text):
                return quote_text(document, heading.start, heading.end)
    return None
