"""A person's own telephone or e-mail, told apart from the agency's general ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from checks.api import Quote, quote_image, quote_link, quote_text
from checks.match.contact.emails import email_addresses
from checks.match.contact.phones import Label, Validity, phone_numbers
from checks.match.contact.places import is_contact_page
from checks.match.people.executive_posts import post_key
from checks.match.people.person_names import names_in
from checks.match.people.person_pieces import Card
from checks.match.reading.lines import Line, lines
from checks.records import Case
from crawler.records import Document, LinkKind, Region
from crawler.thai import arabic_digits, fold_text

_AROUND = frozenset({Region.HEADER, Region.FOOTER})
_CONTENT = frozenset({Region.CONTENT})
_EXTENSION = re.compile(r"^\s*(?:\(?\s*(?:ต่อ|ext\.?|กด)\s*\.?\s*\d{1,5}|,\s*\d{2,4}(?!\d))", re.I)
_EXTENSION_ONLY = re.compile(
    r"(?:เบอร์|หมายเลข|โทร\.?(?:ศัพท์)?) ?(?:ภายใน|ต่อ)\s*:?\s*\d{2,5}(?!\d)"
    r"|^\W*(?:(?:สาย|เบอร์|หมายเลข)?(?:ภายใน|ต่อ)|กด|ext(?:ension)?)\s*[:.]?\s*\d{2,5}\W*$",
    re.I,
)
_SHORT_NUMBER = re.compile(r"(?<![\d-])0[\d \-.]{7,13}\d(?!\d)")
_GENERAL_MAIL = re.compile(
    r"^(?:saraban|sarabun|saraban\w*|contact|info|admin|webmaster|office|pr|mail)[\d._-]*@", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact of a person; ``own`` is false for the agency's general ones."""

    value: str
    quote: Quote
    own: bool
    shared: bool = False  # everybody listed has the same

    def as_shared(self) -> "Contact":
        """The same contact, known to be everybody's; an extension or a private one stays."""
        return self if "#" in self.value else replace(self, shared=True)


def general_contacts(case: Case, pages: tuple[Document, ...]) -> frozenset[str]:
    """Numbers and addresses of the agency: in headers and footers, and on contact pages."""
    found: set[str] = set()
    home = (case.site.home,) if case.site.home is not None else ()
    for page in (*home, *pages):
        before = ""
        for line in lines(page, _AROUND):
            if not _is_of_a_person(line.text) and not _is_of_a_person(before):
                found |= set(_values(line.text))
            before = line.text
    for page in case.site.documents:
        if is_contact_page(page) and page not in pages:
            for line in lines(page, _CONTENT):
                if not _is_of_a_person(line.text):
                    found |= set(_values(line.text))
    return frozenset(value for value in found if "#" not in value)


def _is_of_a_person(text: str) -> bool:
    """Whether a line names a person or an executive's post: "สายตรงนายก 08..." is nobody else's."""
    return bool(post_key(text) or names_in(text))


def _values(text: str) -> Iterator[str]:
    """Digits of telephones ("#" and the extension behind) and e-mail addresses of a line."""
    plain = arabic_digits(text)
    for number in phone_numbers(text):
        if number.label is Label.FAX or number.validity is Validity.MALFORMED:
            continue
        extension = _EXTENSION.match(plain[number.end :])
        yield number.digits + (
            "#" + "".join(re.findall(r"\d", extension.group())) if extension else ""
        )
    for address in email_addresses(text):
        yield address.address.lower()


def personal(card: Card, general: frozenset[str]) -> Contact | None:
    """The contact of a card, the person's own before a general one."""
    fallback: Contact | None = None
    for value, quote in _contacts(card):
        own = value not in general and not _GENERAL_MAIL.match(value)
        contact = Contact(value=value, quote=quote, own=own)
        if own:
            return contact
        fallback = fallback or contact
    return fallback


def _contacts(card: Card) -> Iterator[tuple[str, Quote]]:
    page = card.document
    before = ""
    for piece in card.pieces:
        quote = (
            quote_image(page, card.image)
            if card.image is not None
            else quote_text(page, piece.start, piece.end)
        )
        found = list(_values(f"{piece.text}"))
        found += [value for value in _labelled(piece.text, before) if value not in found]
        for value in found:
            yield value, quote
        if not found and _EXTENSION_ONLY.search(arabic_digits(piece.text)):
            yield f"#{piece.text}", quote
        before = piece.text
    for link in page.links:
        if link.kind in {LinkKind.TEL, LinkKind.MAIL} and card.start <= link.start <= card.end:
            value = link.url.partition(":")[2] or link.href.partition(":")[2]
            value = value.partition("?")[0]
            if link.kind is LinkKind.TEL:
                value = re.sub(r"\D", "", re.sub(r"^\+66", "0", value))
            if len(value) > 3:
                yield value.lower(), quote_link(page, link)


def _labelled(text: str, before: str) -> Iterator[str]:
    """Numbers whose label stands above them, or none: the card says whose they are."""
    plain = arabic_digits(text)
    if re.search(r"สาร|fax|แฟ", f"{text} {before[:30]}", re.I):
        return
    for match in _SHORT_NUMBER.finditer(plain):
        digits = re.sub(r"\D", "", match.group())
        if len(digits) in {9, 10}:
            extension = _EXTENSION.match(plain[match.end() :])
            yield digits + (
                "#" + "".join(re.findall(r"\d", extension.group())) if extension else ""
            )


def contact_elsewhere(
    name: str,
    post: str,
    pages: tuple[Document, ...],
    case: Case,
    general: frozenset[str],
    *,
    alone: bool,
) -> Contact | None:
    """A contact in a row of another table or on a contact page that names the person or the post.

    ``alone`` says that nobody else has a post of the same rank, so that the post is enough.
    """
    wanted_name = {person.key for person in names_in(name)}
    wanted_post = post_key(post)
    for page in (*pages, *(p for p in case.site.documents if is_contact_page(p))):
        for line in lines(page, _CONTENT):
            values = [*_values(line.text)]
            values += [value for value in _labelled(line.text, "") if value not in values]
            values = [value for value in values if value not in general]
            if not values or not _is_for(line, wanted_name, wanted_post, alone=alone):
                continue
            return Contact(
                value=values[0],
                quote=quote_text(page, line.start, min(line.end, line.start + 200)),
                own=True,
            )
    return None


# Who works for the holder of a post; the secretary-general is one. Folded.
_NO_HOLDER = re.compile(r"เลขา(?!ธิการ)|ที่ปรึกษา|ผู้ช่วย|สานัก")


def _is_for(line: Line, names: set[str], post: str, *, alone: bool) -> bool:
    named = {person.key for person in names_in(line.text)}
    if named:
        return bool(named & names)
    for cell in line.text.split("\t"):
        key = post_key(cell)
        if not key or not post:
            continue
        if _NO_HOLDER.match(fold_text(cell)):
            continue
        if key == post or (alone and key.split("|")[0] == post.split("|")[0]):
            return True
    return False
