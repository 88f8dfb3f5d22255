"""Notices content headed, signed or to be called as another agency of the same kind."""

import re
from dataclasses import dataclass

from checks.api import Quote, quote_text
from checks.match.agency.agency_kinds import LOCAL, family_of
from checks.match.agency.own_names import OwnNames, own_names
from checks.match.contact.emails import email_addresses, is_own_or_public
from checks.match.contact.phones import phone_numbers
from checks.match.reading.lines import lines
from checks.records import Case
from crawler.records import Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_NAMED = re.compile(rf"(?:{LOCAL})(?P<place> ?[ก-๙]{{3,24}})")
_MENTIONS = 3
_SIGNS = 2  # of heading, head of the agency, contact
_TOP_LINES = 3
_SHOWN = 3  # quotes kept as evidence
# The post of a head or chief official, just before the agency's kind.
_HEAD = re.compile(r"(?:นายก|ปลัด|ประธานสภา|ผู้บริหาร)[ก-๙ ]{0,12}(?:อ|เ)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignSigns:
    """Lines that name another agency where its heading, head or contact data say whose it is."""

    quotes: tuple[Quote, ...]
    name: str


def foreign_signs(case: Case) -> ForeignSigns | None:
    """What names another agency, when the content names it and not the own one.

    Only for agencies whose own name is known and of these kinds; None otherwise. A name alone may
    be a partner's: sure is what it is headed by, signed by its head, or told to call, two of them.
    """
    names = own_names(case.site)
    if names is None or not names.local:
        return None
    mentions: dict[str, list[Quote]] = {}
    called: dict[str, str] = {}
    signs: dict[str, set[str]] = {}
    for document in case.inner_documents:
        headings = {heading.start for heading in document.headings}
        before_it = ""
        for number, line in enumerate(lines(document, _CONTENT)):
            # A print breaks a long name over two lines.
            if names.named_in(f"{before_it}{line.folded}"):
                return None
            before_it = line.folded[-names.reach :]
            match = _NAMED.search(line.text)
            kind = names.kind.match(line.text, match.start()) if match is not None else None
            place = names.other(line.text, kind) if kind is not None else None
            if place == "":
                return None
            if match is not None and place is not None:
                other = place[: names.reach]
                quote = quote_text(document, line.start, line.end)
                mentions.setdefault(other, []).append(quote)
                called.setdefault(other, match.group())
                found = signs.setdefault(other, set())
                if line.start in headings or number < _TOP_LINES:
                    found.add("heading")
                if _HEAD.search(line.text[: match.start() + 1]):
                    found.add("head")
                if phone_numbers(line.text) or _away(line.text, case.site.home_url):
                    found.add("contact")
    for other, quotes in mentions.items():
        if len(quotes) >= _MENTIONS and len(signs[other]) >= _SIGNS:
            return ForeignSigns(quotes=tuple(quotes[:_SHOWN]), name=called[other])
    return None


def named_other(text: str, own: str) -> str:
    """The other agency of the kinds known here that a text names, "" when it names the own or none.

    ``own`` is the name of the site's agency.
    """
    family = family_of(own)
    if family is None or family[0] != "local":
        return ""
    names = OwnNames.of(own, family)
    match = names.kind.search(text)
    if match is None or names.named_in(fold_text(text)) or not names.other(text, match):
        return ""
    named = _NAMED.match(text, match.start())
    return named.group() if named is not None else ""


def _away(text: str, home_url: str) -> bool:
    """Whether a line gives an e-mail address of another office than the site's."""
    return any(
        mail.address.endswith(".go.th") and not is_own_or_public(mail.address, home_url)
        for mail in email_addresses(text)
    )
