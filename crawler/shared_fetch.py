"""Fetches a file from the service that shares it, past the page that warns of its size."""

from crawler.access import Access
from crawler.fetch import Fetched
from crawler.records import FetchFailure, GapReason, Snapshot
from crawler.shared_files import asks_for_login, confirmed_download
from crawler.sniff import HTML

_LOGIN = "the sharing service asks for a login: the file is not shared with everyone"
_PAGE = "the sharing service shows a page instead of the file"


async def fetch_shared(access: Access, direct: str) -> Fetched | FetchFailure:
    """The file behind a download address; a failure says login, or that the host gave none."""
    answer = await access.get_shared(direct)
    if isinstance(answer, Fetched) and _is_page(answer.snapshot):
        snapshot = answer.snapshot
        further = confirmed_download(answer.payload, snapshot.declared_type, snapshot.url)
        if further is not None:
            answer = await access.get_shared(further)
    if isinstance(answer, FetchFailure):
        return _explained(answer)
    return _failure(answer.snapshot, _PAGE) if _is_page(answer.snapshot) else answer


def _is_page(snapshot: Snapshot) -> bool:
    return snapshot.status == 200 and snapshot.content_type == HTML


def _explained(failure: FetchFailure) -> FetchFailure:
    login = asks_for_login(failure.url) or failure.reason is GapReason.LOGIN_REQUIRED
    if not login:
        return failure
    return FetchFailure(
        url=failure.url,
        requested_url=failure.requested_url,
        reason=GapReason.LOGIN_REQUIRED,
        detail=_LOGIN,
        failed_at=failure.failed_at,
        status=failure.status,
        tls_status=failure.tls_status,
        hops=failure.hops,
    )


def _failure(snapshot: Snapshot, detail: str) -> FetchFailure:
    return FetchFailure(
        url=snapshot.url,
        requested_url=snapshot.requested_url,
        reason=GapReason.EXTERNAL_HOST_UNREACHABLE,
        detail=detail,
        failed_at=snapshot.fetched_at,
        status=snapshot.status,
        tls_status=snapshot.tls_status,
        hops=snapshot.hops,
    )
