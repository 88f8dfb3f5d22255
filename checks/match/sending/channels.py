"""The forms, links and systems by which outsiders can send something, and what they are for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from checks.api import quote_embed, quote_form, quote_image, quote_link, quote_text
from checks.belonging import is_file_address
from checks.match.links.card_words import card_words, is_button
from checks.match.reading.phrases import lines
from checks.match.reading.substance import substance
from checks.match.sending.external_forms import Outside, outside_kind, same_host
from checks.match.sending.form_worth import FormWorth, form_worth
from checks.match.sending.topics import NAMED, About, Topic, about, leads_to, together
from checks.match.subjects.vocabulary import known_host_kind
from checks.reasons import Reason
from checks.records import Case, Quote
from crawler.records import Document, Form, GapReason, Link, LinkKind, PageKind, Region
from crawler.thai import fold_text

_WHOLE_PAGE = 900  # code points of a form's text
_SCANNED = re.compile(r"qr-?_?code|คิวอาร์|สแกน|(?<![a-z])qr(?![a-z])")
_FILE_REASONS = frozenset({GapReason.UNSUPPORTED_FORMAT, GapReason.SCAN_WITHOUT_TEXT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A form, or an address outside the page, by which something can be sent."""

    document: Document  # the page on which it stands
    quote: Quote
    url: str  # where it sends or leads, "" when nowhere
    inner: About  # what its own words say: the form's text, the link's label
    nearest: About  # what the nearest words around it that say anything say
    outer: About  # what all headings above it say together
    form: Form | None = None
    link: Link | None = None
    worth: FormWorth | None = None  # of a form
    outside: Outside | None = None  # of an address

    @property
    def evidence(self) -> tuple[Quote, ...]:
        """The channel, and for a form, whose action may be empty, its first words beside it."""
        form, page = self.form, self.document
        if form is None or not page.text[form.start : form.end].strip():
            return (self.quote,)
        start = form.end - len(page.text[form.start : form.end].lstrip())
        line = page.text[start : form.end].split("\n", 1)[0]
        return (self.quote, quote_text(page, start, start + len(line)))


def link_words(link: Link) -> str:
    """The own words of a link; those of its row or item when its own say nothing."""
    own = " ".join(filter(None, (link.text, link.title, link.image_alt)))
    if own.strip() and not is_button(own):
        return own
    return " ".join(filter(None, (link.row_text, link.item_text))) or own


def topic_pages(case: Case, topic: Topic) -> tuple[tuple[Document, str], ...]:
    """The pages of the bundle, and the read pages to which their content links by the topic's name.

    Each with the label, or the words of the card, that leads to it, "" when there is none.
    """
    label = case.candidate.label if case.candidate is not None else ""
    found = {
        page.url: (page, label if page is case.lead else "")
        for page in case.documents
        if page.kind is PageKind.PAGE
    }
    for page in case.documents:
        for link in page.links:
            if link.kind is not LinkKind.WEB or link.region is Region.MENU:
                continue
            words = link_words(link)
            if is_button(words):
                words = card_words(page, link) or words
            target = case.site.document(link.url)
            if (
                target is None
                or target.kind is not PageKind.PAGE
                or found.get(target.url, (target, ""))[1]
                or target.url == case.site.home_url
            ):
                continue
            if leads_to(words, topic):
                found[target.url] = (target, words)
            elif _asks_for(page, link, target, case, topic):
                found[target.url] = (target, f"{words} – {label}")
    return tuple(found.values())


def _asks_for(page: Document, link: Link, target: Document, case: Case, topic: Topic) -> bool:
    """Whether the page of the item itself leads to a form that names the topic by its own words.

    Such pages list services by their names alone: "ขอรับ/ต่ออายุใบรับรองช่าง".
    """
    return (
        page is case.lead
        and link.region is Region.CONTENT
        and any(
            about(f"{form.heading} {form.submit_text} {_labels(form)}", topic, inside=True) in NAMED
            for form in target.forms
        )
    )


def _labels(form: Form) -> str:
    return " ".join(field.label for field in form.fields)


def channels(case: Case, topic: Topic) -> tuple[Channel, ...]:
    """Every form and outside address on the pages of a topic, in reading order.

    Without a bundle, the address at which the candidate's own link points. Forms outside the
    content of a page, and links there, count only when their own words name the topic.
    """
    found: list[Channel] = []
    for page, label in topic_pages(case, topic):
        found += _forms(page, label, topic)
        found += _embeds(page, label, topic)
        found += _links(page, label, topic, case)
    if not case.documents:
        found += _pointer(case, topic)
    return tuple(found)


def is_paper_address(url: str) -> bool:
    """Whether an address leads to a file, or to a host that shows files or social pages."""
    return is_file_address(url) or known_host_kind(url) in {"documents", "social"}


def scannable(case: Case, topic: Topic) -> Quote | None:
    """A picture on the topic's pages that is said to be scanned, or that is all there is to see."""
    for page, _ in topic_pages(case, topic):
        for image in page.images:
            words = fold_text(
                f"{image.alt} {image.title} {image.near_text[:80]} {image.url.rsplit('/', 1)[-1]}"
            )
            if image.region is Region.CONTENT and not image.link_url and _SCANNED.search(words):
                return quote_image(page, image)
        content = substance((page,))
        if content.pictures and not content.enough:
            return quote_image(*content.pictures[0])
    return None


def unread_pages(case: Case, topic: Topic) -> tuple[tuple[Quote, Reason], ...]:
    """Links by the topic's name to pages of the site that were not read, each with why."""
    found = []
    for page, _ in topic_pages(case, topic):
        for link in page.links:
            if link.kind is not LinkKind.WEB or link.region is not Region.CONTENT:
                continue
            own = same_host(link.url, page.url) and not is_file_address(link.url)
            if not own or not leads_to(link_words(link), topic):
                continue
            document = case.site.document(link.url)
            if document is not None and document.kind is PageKind.LOGIN:
                found.append((quote_link(page, link), Reason.LOGIN_REQUIRED))
            elif document is None and case.site.dead(link.url) is None:
                trouble = case.site.trouble(link.url)
                reason = trouble.reason if trouble is not None else GapReason.BUDGET_EXHAUSTED
                found.append((quote_link(page, link), Reason.from_gap(reason)))
    return tuple(found)


def without_file_gaps(case: Case) -> Case:
    """The case without gaps of unread files in its bundle: a file hides no online form."""
    if not case.documents:
        return case
    gaps = tuple(
        gap for gap in case.gaps if gap.reason not in _FILE_REASONS and not is_file_address(gap.url)
    )
    return replace(case, gaps=gaps)


def _forms(page: Document, label: str, topic: Topic) -> Iterator[Channel]:
    for form in page.forms:
        # The form of a page made with ASP.NET holds the whole page, menus and all.
        words = form.text if len(form.text) <= _WHOLE_PAGE else _labels(form)
        inner = about(f"{words} {form.submit_text}", topic, inside=True)
        if form.region is not Region.CONTENT and inner not in NAMED:
            continue
        nearest, outer = _around(page, form.start, form.heading, label, topic)
        yield Channel(
            document=page,
            quote=quote_form(page, form),
            url=form.action,
            inner=inner,
            nearest=nearest,
            outer=outer,
            form=form,
            worth=form_worth(form),
        )


def _embeds(page: Document, label: str, topic: Topic) -> Iterator[Channel]:
    for embed in page.embeds:
        kind = outside_kind(embed.url) if embed.url else Outside.OTHER
        own_system = kind is Outside.SYSTEM and same_host(embed.url, page.url)
        if kind in {Outside.OTHER, Outside.MESSENGER, Outside.SHORT_LINK} or own_system:
            continue
        nearest, outer = _around(page, embed.start, embed.heading, label, topic)
        yield Channel(
            document=page,
            quote=quote_embed(page, embed),
            url=embed.url,
            inner=about(embed.title, topic),
            nearest=nearest,
            outer=outer,
            outside=kind,
        )


def _links(page: Document, label: str, topic: Topic, case: Case) -> Iterator[Channel]:
    embedded = {embed.url for embed in page.embeds}
    for link in page.links:
        if link.kind is not LinkKind.WEB or link.url in embedded:
            continue
        inner = about(link_words(link), topic)
        if link.region is not Region.CONTENT and inner not in NAMED:
            continue
        kind = outside_kind(link.url)
        outside = not same_host(link.url, case.site.home_url) and not same_host(link.url, page.url)
        unread = case.site.document(link.url) is None and case.site.dead(link.url) is None
        if not outside or topic.papers.search(fold_text(link_words(link))):
            continue
        if kind is Outside.OTHER and (
            inner not in NAMED or not unread or is_paper_address(link.url)
        ):
            continue
        nearest, outer = _around(page, link.start, link.heading, label, topic)
        yield Channel(
            document=page,
            quote=quote_link(page, link),
            url=link.url,
            inner=inner,
            nearest=nearest,
            outer=outer,
            link=link,
            outside=kind,
        )


def _pointer(case: Case, topic: Topic) -> Iterator[Channel]:
    """The link that leads to a candidate that was not read."""
    candidate = case.candidate
    if candidate is None:
        return
    pointers = [
        pointer
        for pointer in case.site.pointers(candidate.url)
        if pointer.page.url == candidate.pointer_url or not candidate.pointer_url
    ]
    pointers.sort(key=lambda pointer: pointer.link.locator != candidate.pointer_locator)
    for pointer in pointers[:1]:
        page, link = pointer.page, pointer.link
        nearest = about(candidate.label, topic)
        yield Channel(
            document=page,
            quote=quote_link(page, link),
            url=link.url,
            inner=about(link_words(link), topic),
            nearest=nearest,
            outer=nearest,
            link=link,
            outside=outside_kind(link.url),
        )


_LINES_ABOVE = 4
_LONGEST_ABOVE = 160


def _around(
    page: Document, start: int, heading: str, label: str, topic: Topic
) -> tuple[About, About]:
    """What the words around a place say: the nearest that say anything, and all headings above it.

    The headings above are those of rising rank: a section's and those it stands under. The title
    and the label that leads to the page count when no heading and no line above says anything.
    """
    chain = [heading] if heading else []
    rank = 7
    for item in reversed([item for item in page.headings if item.start <= start]):
        if item.level < rank:
            rank = item.level
            chain.append(item.text)
    said = [about(text, topic) for text in chain]
    outer = together(said)
    nearest = next((one for one in said if one is not About.UNSAID), About.UNSAID)
    if nearest is About.UNSAID:
        above = [line for line in lines(page) if line.end <= start][-_LINES_ABOVE:]
        texts = [line.text for line in reversed(above) if len(line.text) <= _LONGEST_ABOVE]
        for text in (*texts, page.title, label):
            nearest = about(text, topic)
            if nearest is not About.UNSAID:
                return nearest, nearest
    return nearest, outer
