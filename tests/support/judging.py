"""Small sites for tests of judging: pages from HTML, one address each."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from checks.api import RegisteredCheck
from checks.evaluate import Question, judge
from checks.records import Verdict
from checks.registry import all_checks
from checks.rulebook import Rulebook, load
from checks.site import Site
from crawler.extract.html import extract_html
from crawler.records import Coverage, DeadPage, DeclaredUrl, Document, Gap

HOME = "https://www.nongsai.example/"
SEEN_AT = datetime(2025, 5, 20, 3, 0, tzinfo=UTC)


def page(path: str, html: str) -> Document:
    """The document that the reader makes of a page of the site."""
    payload = html.encode()
    return extract_html(
        payload,
        url=HOME + path.lstrip("/"),
        declared_type="text/html; charset=utf-8",
        payload_digest="sha256:" + hashlib.sha256(payload).hexdigest(),
        fetched_at=SEEN_AT,
    )


def site(
    pages: Mapping[str, str],
    *,
    gaps: Sequence[Gap] = (),
    dead: Sequence[str] = (),
    declared: Sequence[DeclaredUrl] = (),
) -> Site:
    """A site of pages by path; "" is the home page."""
    documents = [page(path, html) for path, html in pages.items()]
    return Site(
        home_url=HOME,
        documents=documents,
        coverage=Coverage(
            gaps=tuple(gaps),
            snapshots=len(documents),
            documents=len(documents),
            unread_below_threshold=0,
        ),
        dead=[
            DeadPage(url=HOME + path.lstrip("/"), status=404, soft=False, fetched_at=SEEN_AT)
            for path in dead
        ],
        declared=declared,
    )


def verdicts(
    seen: Site,
    *,
    year: int = 2568,
    agency_type: str | None = "sao",
    as_of: date = date(2025, 5, 20),
    items: Sequence[str] = (),
    registry: Mapping[str, RegisteredCheck] | None = None,
    rulebook: Rulebook | None = None,
    strict: bool = True,
) -> dict[str, Verdict]:
    """Verdicts by item code."""
    found = judge(
        seen,
        rulebook or load(year),
        registry or all_checks(),
        Question(as_of=as_of, agency_type=agency_type, only_items=frozenset(items), strict=strict),
    )
    return {verdict.item_code: verdict for verdict in found}
