"""Labels with nothing behind them, and pictures that may hold what words do not say."""

import re
from urllib.parse import unquote

from checks.api import quote_image, quote_text
from checks.match.contact.addresses import postal_addresses, says_address
from checks.match.contact.emails import email_addresses
from checks.match.contact.phones import phone_numbers
from checks.match.contact.places import ALL_REGIONS, is_contact_page
from checks.match.reading.phrases import lines
from checks.match.reading.substance import substance
from checks.records import Case, Quote
from crawler.records import Document, Image, Region

_LONG_LINE = 120
_PASSING = frozenset({Region.MENU, Region.HEADER})
_ICON = re.compile(
    r"icon|(?:^|[-_/])ico|logo|banner|btn|button|\.svg|โลโก้|ไอคอน|แบนเนอร์|header|slide|(?<![a-z])(?:bg|background)",
    re.I,
)
_PICTURED = {
    "email": re.compile(r"e-?mail|อีเมล|อี-เมล|ไปรษณีย์อิเล็ก", re.I),
    "phone": re.compile(r"(?<![a-z])(?:tel|phone)(?![a-z])|โทรศัพท์|เบอร์โทร", re.I),
    "fax": re.compile(r"(?<![a-z])fax(?![a-z])|โทรสาร", re.I),
    "address": re.compile(r"address|ที่อยู่|(?<!แผน)ที่ตั้ง", re.I),
}
_PICTURED_CONTACT = re.compile(r"contact|ติดต่อ|นามบัตร|ที่อยู่", re.I)
_NOTHING_BEHIND = re.compile(r"^[\s:：.\-–—_]*(?:ไม่มี)?[\s.\-–—_]*$")


def empty_label(case: Case, kind: str) -> Quote | None:
    """A label of the detail with nothing behind it: "อีเมล: -"."""
    pattern = _PICTURED[kind]
    for document in case.documents:
        for line in lines(document, ALL_REGIONS):
            if len(line.text) > _LONG_LINE or (kind == "address" and not says_address(line.text)):
                continue
            match = pattern.search(line.text)
            if match is not None and _NOTHING_BEHIND.match(line.text[match.end() :].strip("ล์ ")):
                return quote_text(document, line.start, line.end)
    return None


def pictured(case: Case, kind: str) -> Quote | None:
    """A picture that is said to hold the detail, or a contact block that is all picture."""
    own = _PICTURED[kind]
    for document in case.documents:
        for image in document.images:
            words = _image_words(image)
            if image.region in _PASSING or _ICON.search(words) or _links_away(image):
                continue
            if own.search(words) or _is_bare_label(image, own):
                return quote_image(document, image)
            if _PICTURED_CONTACT.search(words) and not _holds_details(document):
                return quote_image(document, image)
    return contact_block(case)


def contact_block(case: Case) -> Quote | None:
    """A picture that was not read and is all that a contact page shows, whatever it is called."""
    for document in case.documents:
        if document.url == case.site.home_url or not is_contact_page(document):
            continue
        weighed = substance((document,))
        for page, image in weighed.pictures if not weighed.enough else ():
            unread = case.site.document(image.url) is None
            if unread and not _ICON.search(_image_words(image)) and not _links_away(image):
                return quote_image(page, image)
    return None


def _is_bare_label(image: Image, label: re.Pattern[str]) -> bool:
    """Whether the words beside a picture are the detail's label with the picture as its value."""
    beside = image.near_text if len(image.near_text) <= _LONG_LINE else ""
    match = label.search(beside)
    rest = beside[match.end() :].strip("ล์ :") if match is not None else "-"
    return not rest


def _holds_details(document: Document) -> bool:
    """Whether the content of a page gives any detail in words."""
    content = [line.text for line in lines(document, frozenset({Region.CONTENT}))]
    return any(phone_numbers(text) or email_addresses(text) for text in content) or any(
        True for _ in postal_addresses("\n".join(content))
    )


def _image_words(image: Image) -> str:
    name = unquote(image.url.rpartition("/")[2].partition("?")[0])
    return f"{image.alt} {image.title} {name}"


def _links_away(image: Image) -> bool:
    return image.link_url.startswith("http") and image.link_url != image.url
