"""Options of a crawl: value objects that the command builds; nothing here reads the environment."""

from dataclasses import dataclass, field

TOOL_NAME = "oitwatch"


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
    min_gap_s: float | None = None  # None: 1 s, or 0 when the address is loopback
    fetch: FetchOptions = field(default_factory=FetchOptions)
