"""What one request brought, and what its status or its failure means for the crawl."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from crawler.body import Body
from crawler.errors import causes
from crawler.options import FetchOptions
from crawler.records import GapReason, TlsStatus
from crawler.tls import tls_detail, tls_error, tls_status_of

_MAINTENANCE_WORDS = ("maintenance", "ปิดปรับปรุง", "ปรับปรุงระบบ", "ปรับปรุงเว็บไซต์", "บำรุงรักษา")
_MAINTENANCE = tuple(
    {word.encode(codec) for word in _MAINTENANCE_WORDS for codec in ("utf-8", "cp874")}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one request brought. ``retry_s`` is the pause that the server asks for."""

    status: int
    headers: httpx.Headers
    body: Body
    tls_status: TlsStatus
    retry_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why one request brought nothing."""

    reason: GapReason
    detail: str
    again: bool = False  # asking once more may help
    tls_status: TlsStatus = TlsStatus.NONE


def refusal(answer: Answer) -> tuple[GapReason, str]:
    """What an error status means for the crawl."""
    status = answer.status
    detail = f"HTTP status {status}"
    if answer.headers.get("cf-mitigated", "").strip().lower() == "challenge":
        return GapReason.BLOCKED, f"{detail}, a challenge page"
    if status == 401:
        return GapReason.LOGIN_REQUIRED, detail
    if status == 403:
        return GapReason.BLOCKED, detail
    if status == 429:
        return GapReason.RATE_LIMITED, _with_retry_after(detail, answer)
    if status == 503:
        page = answer.body.payload.lower()
        if any(word in page for word in _MAINTENANCE):
            return GapReason.MAINTENANCE, f"{detail}, a maintenance page"
        return GapReason.FETCH_FAILED, _with_retry_after(detail, answer)
    return GapReason.FETCH_FAILED, detail


def _with_retry_after(detail: str, answer: Answer) -> str:
    return detail if answer.retry_s is None else f"{detail}, retry after {answer.retry_s:g} s"


def retry_after_s(response: httpx.Response, now: datetime) -> float | None:
    """The pause a 429 or 503 asks for. Source: RFC 9110 section 10.2.3."""
    value = response.headers.get("retry-after", "").strip()
    if response.status_code not in (429, 503) or not value:
        return None
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


def transport_trouble(host: str, error: Exception, options: FetchOptions) -> Trouble:
    """What a broken connection means for the crawl."""
    connecting = isinstance(error, (httpx.ConnectError, httpcore.ConnectError))
    tls = tls_error(error) if connecting else None
    if tls is not None:
        return Trouble(
            reason=GapReason.TLS_FAILED,
            detail=tls_detail(host, tls),
            tls_status=tls_status_of(tls),
        )
    if isinstance(error, (httpx.ConnectTimeout, httpcore.ConnectTimeout)):
        detail = f"no connection within {options.connect_timeout_s:g} s"
    elif isinstance(error, (httpx.TimeoutException, httpcore.TimeoutException)):
        detail = f"no answer within {options.read_timeout_s:g} s"
    elif connecting:
        refused = any(isinstance(cause, ConnectionRefusedError) for cause in causes(error))
        detail = "connection refused" if refused else f"cannot connect: {error}"
    else:
        detail = f"connection broke: {error or type(error).__name__}"
    return Trouble(reason=GapReason.FETCH_FAILED, detail=detail, again=True)
