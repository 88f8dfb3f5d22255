"""Notices content headed, signed or to be called as another agency of the same kind."""

import re
from dataclasses import dataclass

from checks.api import Quote, quote_text
from checks.match.agency_name import agency_name
from checks.match.contact_email import email_addresses, is_own_or_public
from checks.match.contact_phone import phone_numbers
from checks.match.lines import lines
from checks.records import Case
from crawler.records import Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_KIND = r"(?:องค์การบริหารส่วนตำบล|อบต\.?|องค์การบริหารส่วนจังหวัด|อบจ\.?|เทศบาล(?:ตำบล|เมือง|นคร))"
_NAMED = re.compile(rf"{_KIND}(?P<place>[ก-๙]{{3,24}})")
_PREFIX = re.compile(rf"^{_KIND} ?")
# Words that go on after the kind without naming a place.
_NO_PLACE = re.compile(
    r"^(?:ได้|มี|เป็น|จะ|ขอ|ของ|ที่|และ|ใน|โดย|จึง|ทุก|แห่ง|ต้อง|ควร|ดำเนิน|จัด|เรื่อง|ประจำ|จังหวัด|อำเภอ)"
)
_MENTIONS = 3
_SIGNS = 2  # of heading, head of the agency, contact
_TOP_LINES = 3
_SHOWN = 3  # quotes kept as evidence
# The post of a head or chief official, just before the agency's kind.
_HEAD = re.compile(r"(?:นายก|ปลัด|ประธานสภา|ผู้บริหาร)[ก-๙ ]{0,12}(?:อ|เ)\Z")
_SAME = 5  # leading letters that make two names one: spelling and suffixes vary


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
    own = agency_name(case.site.home, case.site.documents)
    if not _PREFIX.match(own):
        return None
    place = fold_text(_PREFIX.sub("", own))[:_SAME]
    mentions: dict[str, list[Quote]] = {}
    names: dict[str, str] = {}
    signs: dict[str, set[str]] = {}
    for document in case.documents:
        if document.url == case.site.home_url:
            continue
        headings = {heading.start for heading in document.headings}
        for number, line in enumerate(lines(document, _CONTENT)):
            if place and place in line.folded:
                return None
            match = _NAMED.search(line.text)
            if match is not None and not _NO_PLACE.match(match["place"]):
                other = fold_text(match["place"])[:_SAME]
                quote = quote_text(document, line.start, line.end)
                mentions.setdefault(other, []).append(quote)
                names.setdefault(other, match.group())
                found = signs.setdefault(other, set())
                if line.start in headings or number < _TOP_LINES:
                    found.add("heading")
                if _HEAD.search(line.text[: match.start() + 1]):
                    found.add("head")
                if phone_numbers(line.text) or _away(line.text, case.site.home_url):
                    found.add("contact")
    for other, quotes in mentions.items():
        if len(quotes) >= _MENTIONS and len(signs[other]) >= _SIGNS:
            return ForeignSigns(quotes=tuple(quotes[:_SHOWN]), name=names[other])
    return None


def named_other(text: str, own: str) -> str:
    """The other agency of the kinds known here that a text names, "" when it names the own or none.

    ``own`` is the name of the site's agency.
    """
    if not _PREFIX.match(own):
        return ""
    place = fold_text(_PREFIX.sub("", own))[:_SAME]
    match = _NAMED.search(text)
    if match is None or _NO_PLACE.match(match["place"]) or (place and place in fold_text(text)):
        return ""
    return match.group()


def _away(text: str, home_url: str) -> bool:
    """Whether a line gives an e-mail address of another office than the site's."""
    return any(
        mail.address.endswith(".go.th") and not is_own_or_public(mail.address, home_url)
        for mail in email_addresses(text)
    )
