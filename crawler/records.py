"""What was seen on a website: the records that the rest of the product is built on.

Every record is frozen and holds tuples. Texts are repaired Thai (``crawler.thai.repair``); every
``start``/``end`` is an offset in code points into ``Document.text``. All datetimes are aware UTC.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

CHAT_TITLE = "chat"  # title of an embed that a script of a chat service opens
# Detail of an unreadable picture in which OCR worked and saw no word.
NO_WORDS_IN_PICTURE = "OCR found no words in the picture"


class GapReason(StrEnum):
    """Why something in scope was not read. The ``cantTell`` codes of the result document."""

    FETCH_FAILED = "fetch_failed"
    TLS_FAILED = "tls_failed"
    ROBOTS_DISALLOWED = "robots_disallowed"
    ROBOTS_UNREACHABLE = "robots_unreachable"
    BLOCKED = "blocked"
    MAINTENANCE = "maintenance"
    RATE_LIMITED = "rate_limited"
    BUDGET_EXHAUSTED = "budget_exhausted"
    UNREADABLE_DOCUMENT = "unreadable_document"
    UNSUPPORTED_FORMAT = "unsupported_format"
    SCAN_WITHOUT_TEXT = "scan_without_text"
    NOT_RENDERED = "not_rendered"
    EXTERNAL_HOST_UNREACHABLE = "external_host_unreachable"
    LOGIN_REQUIRED = "login_required"
    HIJACKED = "hijacked"


class TlsStatus(StrEnum):
    """How the connection was secured."""

    NONE = "none"  # plain http
    VERIFIED = "verified"
    INCOMPLETE_CHAIN = "incomplete_chain"  # an intermediate certificate is missing; read, marked
    EXPIRED = "expired"
    WRONG_NAME = "wrong_name"
    SELF_SIGNED = "self_signed"
    OTHER = "other"


class PageKind(StrEnum):
    """What an HTML body really is, whatever its status code says."""

    PAGE = "page"
    SOFT_404 = "soft_404"  # status 200 and a "not found" page
    LOGIN = "login"
    MAINTENANCE = "maintenance"
    BLOCKED = "blocked"  # firewall or captcha page
    PARKED = "parked"
    HIJACKED = "hijacked"  # gambling spam wearing the agency's words
    SCRIPT_ONLY = "script_only"  # a shell that only a browser fills


class Region(StrEnum):
    """Where on a page something stands."""

    MENU = "menu"
    HEADER = "header"
    FOOTER = "footer"
    ASIDE = "aside"  # what stands beside the page's own words: latest news, counters, banners
    CONTENT = "content"


class LinkKind(StrEnum):
    """What following a link would do."""

    WEB = "web"  # an http(s) address other than the page itself
    SAME_PAGE = "same_page"  # "#part", or the page's own address
    EMPTY = "empty"  # "", "#", "#!", "javascript:", a template variable left in the address
    MAIL = "mail"
    TEL = "tel"
    OTHER = "other"


class EmbedKind(StrEnum):
    """What an embedded element shows."""

    FRAME = "frame"  # a frame or iframe with a page of its own
    DOCUMENT = "document"  # a document viewer; ``url`` is the document itself, unwrapped
    MAP = "map"
    VIDEO = "video"
    FORM = "form"  # a form of a known form host
    SOCIAL = "social"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredUrl:
    """An address that the agency itself names as its answer to an item."""

    item_code: str
    url: str
    explanation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """Where a crawl starts and what belongs to the agency besides its home host."""

    home_url: str
    hosts: tuple[str, ...] = ()  # further host names in scope
    declared: tuple[DeclaredUrl, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One redirect answer on the way to a snapshot."""

    url: str
    status: int
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One answer of a server, its payload kept by digest. Mirrors a WARC response record."""

    url: str  # canonical, after redirects
    requested_url: str  # canonical, as asked for
    status: int
    content_type: str  # media type sniffed from the bytes, e.g. "text/html", "application/pdf"
    declared_type: str  # the Content-Type header as sent, "" when absent
    payload_digest: str  # "sha256:<hex>" of the decoded body
    payload_bytes: int
    truncated: bool
    fetched_at: datetime
    tls_status: TlsStatus = TlsStatus.NONE
    hops: tuple[Hop, ...] = ()
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailure:
    """A request that brought no usable answer."""

    url: str  # the address that failed, after redirects
    requested_url: str
    reason: GapReason
    detail: str  # one English line: what happened, with numbers
    failed_at: datetime
    status: int | None = None
    tls_status: TlsStatus = TlsStatus.NONE
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading, h1 to h6, or a line that plainly serves as one."""

    level: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link with every word that could say what it leads to.

    Source: hard-cases.md, "an anchor's words are its own text, alt, title, file name, row, list
    item, nearest heading, group".
    """

    kind: LinkKind
    url: str  # canonical absolute, viewer unwrapped; "" unless kind is WEB, SAME_PAGE, MAIL or TEL
    href: str  # as written
    text: str  # visible words of the anchor, one line
    title: str = ""  # title and aria-label
    image_alt: str = ""
    file_name: str = ""  # last path segment, percent-decoded, when it has an extension
    row_text: str = ""  # words of the table row that holds it, without the anchor's own
    item_text: str = ""  # words of the list item or card that holds it, without the anchor's own
    heading: str = ""  # nearest heading before it in the same region
    group: str = ""  # the menu entry or group heading it stands under, outermost first, " > "
    region: Region = Region.CONTENT
    element: str = "a"  # a, area, iframe, frame, embed, object, meta, onclick
    table: int = -1  # index into Document.tables, -1 outside tables
    row: int = -1  # row in that table
    start: int = 0
    end: int = 0
    locator: str = ""  # CSS path


_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def column_letters(number: int) -> str:
    """The letters of a spreadsheet column, 1 is "A", 27 is "AA"."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a spreadsheet column, "A" is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table; merged cells are repeated at each place they cover."""

    text: str
    start: int
    end: int
    header: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as a full grid: every row has the same number of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    heading: str = ""  # nearest heading before it
    start: int = 0
    end: int = 0
    locator: str = ""  # CSS path, or "page=3", or "sheet=..."
    origin: str = ""  # address of the first cell in its sheet, "B3"; "" outside spreadsheets

    def address_at(self, offset: int) -> str:
        """The sheet address of the cell that holds an offset of the text, "" when none does."""
        place = _ADDRESS.fullmatch(self.origin)
        if place is None:
            return ""
        for down, row in enumerate(self.rows):
            for right, cell in enumerate(row):
                if cell.start <= offset < cell.end:
                    column = column_letters(column_number(place[1]) + right)
                    return f"{column}{int(place[2]) + down}"
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image and the words beside it."""

    url: str
    alt: str = ""
    title: str = ""
    near_text: str = ""  # caption, or the words of the smallest block that holds it (<= 200)
    heading: str = ""
    link_url: str = ""  # where it leads when it stands in a link
    region: Region = Region.CONTENT
    start: int = 0  # where in the text it stands
    width: int = 0  # pixels, as the page asks for; 0 when it does not say
    height: int = 0
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One input of a form."""

    kind: str  # input type, "textarea" or "select"
    name: str  # "" when it has none
    label: str = ""  # label, placeholder or words just before it
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form with what it asks and where it sends it."""

    action: str  # canonical absolute address; "" when it sends nowhere
    action_raw: str | None  # as written; None when the attribute is absent
    method: str  # "get" or "post"
    fields: tuple[Field, ...]  # without hidden inputs and buttons
    hidden_names: tuple[str, ...] = ()
    submit_text: str = ""
    has_submit: bool = False
    heading: str = ""
    text: str = ""  # all words inside the form, one line
    scripted: bool = False  # an onsubmit handler or a named script target
    region: Region = Region.CONTENT
    start: int = 0
    end: int = 0
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """A frame, viewer, map, video or object on a page."""

    kind: EmbedKind
    url: str  # canonical absolute, unwrapped from its viewer
    raw_url: str  # as written
    title: str = ""
    heading: str = ""
    region: Region = Region.CONTENT
    start: int = 0
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionSpan:
    """A stretch of text that belongs to one region of the page."""

    region: Region
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """A stretch of a document's text that stands on one page, sheet or member of the file.

    Parts cover the text of a paged document in order and without overlap; an HTML page has none.
    """

    locator: str  # "page=3", "sheet=ต.ค. 68", "slide=2"; in an archive "member=แผน.pdf;page=3"
    start: int
    end: int
    ocr: bool = False  # read from a picture: proves presence, never absence, see ruling 9


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedYear:
    """Where OCR text names a year that a second reader of its figures tells too, see ruling 9."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A payload as text and structure.

    ``text`` has one line per block of the page, cells of a table row separated by tabs; a quote is
    ``text[start:end]``. Decoded e-mail addresses (Cloudflare) stand in the text in clear.
    ``truncated`` is true when a cap on bytes or nodes cut the page: what is here was read, what is
    not here may stand in the tail.
    """

    url: str  # canonical, of the snapshot
    payload_digest: str
    text_digest: str  # "sha256:<hex>" of text in UTF-8
    extractor: str  # e.g. "html"
    extractor_version: int
    fetched_at: datetime
    content_type: str
    kind: PageKind
    title: str  # <title>, or the document's title
    text: str
    charset: str = "utf-8"
    lang: str = ""
    quality: float = 0.0  # Thai quality score, see crawler.thai.quality
    published: str = ""  # machine-readable date of the page itself (ISO), "" when none
    generator: str = ""  # what the page's meta element says that it was made with
    assets: tuple[str, ...] = ()  # addresses of scripts and styles, as written, the first 60
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    tables: tuple[Table, ...] = ()
    images: tuple[Image, ...] = ()
    forms: tuple[Form, ...] = ()
    embeds: tuple[Embed, ...] = ()
    regions: tuple[RegionSpan, ...] = ()  # cover the text without overlap, in order
    truncated: bool = False
    parts: tuple[TextPart, ...] = ()  # pages, sheets, slides; empty for HTML
    agreed_years: tuple[AgreedYear, ...] = ()  # in parts that OCR read

    @property
    def ocr(self) -> bool:
        """Whether some of the text was read from a picture."""
        return any(part.ocr for part in self.parts)

    @property
    def all_ocr(self) -> bool:
        """Whether all of the text was read from pictures."""
        return self.ocr and all(part.ocr for part in self.parts if part.start < part.end)

    @property
    def scanned(self) -> bool:
        """Whether pages of a file are pictures, read or not."""
        return self.ocr or (bool(self.parts) and any(not image.url for image in self.images))

    @property
    def ocr_in_title(self) -> bool:
        """Whether the title was read from a picture: no page with text of its own has it."""
        return self.ocr and not any(
            self.title in self.text[part.start : part.end] for part in self.parts if not part.ocr
        )

    @property
    def picture(self) -> bool:
        """Whether the payload is a picture file."""
        return self.content_type.startswith("image/")

    def ocr_at(self, offset: int) -> bool:
        """Whether an offset of the text was read from a picture."""
        part = self.part_at(offset)
        return part is not None and part.ocr

    def agreed_at(self, start: int, end: int) -> bool:
        """Whether a span holds a year of OCR text that two readers agree on."""
        return any(start <= year.start and year.end <= end for year in self.agreed_years)

    def part_at(self, offset: int) -> TextPart | None:
        """The part that holds an offset of the text, None outside parts."""
        return next((part for part in self.parts if part.start <= offset < part.end), None)

    def locator_at(self, offset: int) -> str:
        """Where an offset of the text stands in the file: "page=3", "sheet=ต.ค. 68!B7"; or ""."""
        part = self.part_at(offset)
        if part is None:
            return ""
        for table in self.tables:
            if table.origin and table.start <= offset < table.end:
                address = table.address_at(offset)
                return f"{part.locator}!{address}" if address else part.locator
        return part.locator


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A payload that no reader could turn into a Document."""

    url: str
    payload_digest: str
    content_type: str
    reason: GapReason  # UNREADABLE_DOCUMENT, UNSUPPORTED_FORMAT, SCAN_WITHOUT_TEXT, NOT_RENDERED
    detail: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadPage:
    """An address that was read and holds nothing: 404, 410, or a soft 404. Read, so no gap."""

    url: str
    status: int
    soft: bool
    fetched_at: datetime
    payload_digest: str = ""


class Place(StrEnum):
    """What kind of pointer led to an address; the first that applies."""

    HOME = "home"
    DECLARED = "declared"
    HUB = "hub"  # a row of an ITA/OIT hub page
    MENU = "menu"
    LINK = "link"
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something in scope that was not read, and whose absence it could hide.

    ``subjects`` are item slugs that the pointing words match. ``blocks_all`` is true for a failed
    home page, menu page or hub. A gap with neither hides nothing that counts.
    """

    url: str
    reason: GapReason
    detail: str
    place: Place
    subjects: tuple[str, ...] = ()
    blocks_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What of a site was read, as far as absence can be claimed from it."""

    gaps: tuple[Gap, ...]
    snapshots: int
    documents: int
    unread_below_threshold: int  # known, not read, and no pointer matched any item

    def blocking(self, slug: str) -> tuple[Gap, ...]:
        """The gaps that could hide the answer to the item, in crawl order."""
        return tuple(gap for gap in self.gaps if gap.blocks_all or slug in gap.subjects)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawl:
    """Everything one visit to one site brought back, in visiting order."""

    seed: Seed
    home_url: str  # canonical, after redirects; the seed's when the home page failed
    started_at: datetime
    finished_at: datetime
    snapshots: tuple[Snapshot, ...]
    failures: tuple[FetchFailure, ...]
    documents: tuple[Document, ...]
    unreadable: tuple[Unreadable, ...]
    dead: tuple[DeadPage, ...]
    aliases: tuple[tuple[str, str], ...]  # requested address -> address of its document
    coverage: Coverage
    interrupted: bool = False
