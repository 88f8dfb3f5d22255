"""The agency offers a channel on which people can ask and are answered.

Question: does a page of the contact information, or a header or footer, offer a form that takes
questions and sends them, a board where visitors post, a chat, or a page of Messenger or LINE?

passed        quotes the form, link or account.
failed        incomplete: all was read and nothing of the kind is there; a form without field names
              or a real action does not work, and a list of ready answers takes no questions.
cantTell      a part of it was not read, or the contact page is a picture; or only a form for
              complaints or opinions, or a news box of a social network, is there.
inapplicable  never; the rulebook says who owes the component.

Source: components about a two-way channel in the rulebook facts; hard-cases.md, forms.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

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
)
from checks.match.contact.invitations import boards, chats, invitations, ready_answers
from checks.match.contact.pictures import contact_block
from checks.match.contact.places import is_board, is_contact_page
from checks.match.contact.two_way import FormUse, asks_here, form_use, is_question_form_link
from crawler.records import Document, EmbedKind, Region

_MISSING = "ช่องทางสอบถามแบบสื่อสารสองทาง"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """No options: the component is the same in every year."""


@check(version=3, options=Options)
def two_way_channel_offered(case: Case, options: Options) -> Finding:
    """Look for working forms, then chats, then pages of social networks."""
    pages = [*case.documents, *boards(case)]
    seen = list(_forms(pages))
    for use, quote in seen:
        if use is FormUse.WORKS:
            return passed(quote, found=quote.text[:120])
    weak: Quote | None = None
    for name, quote in chats(_asked_on(case)):
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
    nearest = next((quote for use, quote in seen if use is FormUse.BROKEN), None) or ready_answers(
        case
    )
    picture = contact_block(case) if nearest is None else None
    if picture is not None:
        return cant_tell(
            Reason.SCAN_WITHOUT_TEXT, picture, note="may stand in a picture", missing=_MISSING
        )
    return case.absent("no channel to ask", nearest=nearest, missing=_MISSING)


def _asked_on(case: Case) -> Iterable[Document]:
    """The pages with the links that count: where questions are asked, those of the page itself.

    The agency's social page beside every page of the site makes no channel of a list of answers.
    """
    if case.slug != "qna":
        return case.documents
    own = (
        tuple(link for link in page.links if link.region is Region.CONTENT)
        for page in case.documents
    )
    return [replace(page, links=links) for page, links in zip(case.documents, own, strict=True)]


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


def _unread(case: Case) -> Iterator[Finding]:
    """Invitations whose end was not read: a board or a chat may be there."""
    for document, link in invitations(case.documents):
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
