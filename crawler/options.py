"""Options of a crawl: value objects that the command builds; nothing here reads the environment."""

from dataclasses import dataclass, field

TOOL_NAME = "oitwatch"

# Items that agencies like to answer by a picture: a chart, a board of persons, a contact block.
PICTURE_SUBJECTS = frozenset({"org_structure", "executives", "contact_info"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectTo:
    """Sends one host name to one exact address and port, as curl's --connect-to does."""

    host: str  # lower case; "*.suffix" matches any host below the suffix
    address: str  # IP literal
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """Limits of one request. Times in seconds, sizes in bytes."""

    connect_timeout_s: float = 10.0
    read_timeout_s: float = 20.0
    total_timeout_s: float = 60.0
    max_redirects: int = 10
    retries: int = 2
    retry_base_s: float = 1.0  # first back-off; doubles
    max_retry_after_s: float = 60.0
    max_html_bytes: int = 5 * 1024 * 1024
    max_document_bytes: int = 20 * 1024 * 1024
    user_agent: str = TOOL_NAME
    connect_to: tuple[ConnectTo, ...] = ()
    allowed_literals: tuple[tuple[str, int], ...] = ()  # loopback (address, port) the user typed
    ca_file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlOptions:
    """Budgets and manners of one visit to one site. Source: design.md section 7."""

    max_pages: int = 300
    max_seconds: float = 900.0
    ocr_pages: int = 60  # that OCR reads in one visit; what is beyond stays a scan without text
    ocr_seconds: float = 300.0  # of reading documents that need OCR
    picture_subjects: frozenset[str] = PICTURE_SUBJECTS
    pictures_per_page: int = 6  # of content pictures that are fetched to be read
    pictures: int = 30  # of one visit
    spare_files: int = 40  # of one visit, that no pointer names and a list of an item leads to
    min_gap_s: float | None = None  # None: 1 s, or 0 when the address is loopback
    fetch: FetchOptions = field(default_factory=FetchOptions)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOptions:
    """Limits of reading one document. Times in seconds.

    The limits on pages come first in practice: the times are for files that were built to be slow,
    and a text that they cut is marked as cut. Whoever limits the process from outside gives it
    more time than the sum of ``read_seconds`` and ``ocr_seconds``.
    """

    max_pages: int = 1000
    read_seconds: float = 15.0  # for all but OCR
    ocr_pages: int = 12  # pages of one document that OCR may read; 0 turns it off
    ocr_page_seconds: float = 20.0
    ocr_seconds: float = 26.0  # for all pages of one document
    ocr_dpi: int = 200
    page_texts: str = ""  # folder of what OCR read of this site's pages before; "" for none
    max_pixels: int = 6_000_000  # of a picture given to OCR; an A4 page at 200 dpi has 3.9 million
