"""The use case: visit one agency's website, judge every item, keep everything.

Crawl, extract, judge and store meet here and nowhere else.
"""

import asyncio
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import structlog

from checks.errors import RulebookError
from checks.evaluate import Question, judge, matcher_for, site_of
from checks.match.agency.agency_name import agency_name, agency_type
from checks.match.periods.years import fiscal_year_of
from checks.registry import all_checks
from checks.rulebook import AGENCY_TYPES, Rulebook, load, shipped_years
from checks.run import Agency, AuditRun
from checks.score import score
from checks.site import Site
from crawler.crawl import crawl
from crawler.extract.pool import ReaderPool
from crawler.options import CrawlOptions
from crawler.politeness import Politeness
from crawler.ports import Clock, CrawlProgress
from crawler.records import Crawl, DeclaredUrl, PageKind, Seed
from crawler.urls import canonical, host_of
from oitwatch import __version__
from oitwatch.agency_id import agency_id_of
from oitwatch.bangkok import bangkok_day
from oitwatch.errors import UsageError
from oitwatch.program import program_digest
from oitwatch.scorer import VocabularyScorer
from store.records import RunKind, SecondLook, Ticket
from store.store import Store

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRequest:
    """What to audit and how; None means "find out"."""

    home_url: str
    fiscal_year_be: int | None = None
    as_of: date | None = None
    agency_type: str | None = None
    calendar_year: bool | None = None  # the agency keeps its books by calendar years; None: no
    name_th: str = ""
    agency_id: str = ""
    hosts: tuple[str, ...] = ()
    declared: tuple[DeclaredUrl, ...] = ()
    items: tuple[str, ...] = ()  # item codes; empty means all
    crawl: CrawlOptions = field(default_factory=CrawlOptions)
    kind: RunKind = RunKind.MANUAL
    register_digest: str | None = None
    # Names of options that make it no ordinary look: "connect_to", "declared".
    departs_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedRequest:
    """A request with every question answered that needs no website."""

    request: AuditRequest
    home_url: str
    as_of: date
    rulebook: Rulebook


def default_year(as_of: date) -> int:
    """The fiscal year (BE) of a day when its rulebook ships, else the newest there is.

    Source: design.md section 11, ruling 1.
    """
    years = shipped_years()
    year = fiscal_year_of(as_of)
    return year if year in years else years[-1]


def resolve(request: AuditRequest, *, now: datetime) -> ResolvedRequest:
    """Check a request and fill in its defaults, before anything is fetched.

    Raises:
        UsageError: an address, year, agency type or item that does not exist.
    """
    written = request.home_url.strip()
    home_url = canonical(written if "//" in written else f"https://{written}")
    if home_url is None or not host_of(home_url):
        raise UsageError("url_not_http", url=written)
    as_of = request.as_of or bangkok_day(now)
    years = shipped_years()
    year = request.fiscal_year_be
    if year is None:
        year = default_year(as_of)
    if year not in years:
        raise UsageError("unknown_year", year=str(year), years=", ".join(map(str, years)))
    if request.agency_type is not None and request.agency_type not in AGENCY_TYPES:
        raise UsageError(
            "unknown_agency_type", type=request.agency_type, types=", ".join(AGENCY_TYPES)
        )
    try:
        rulebook = load(year)
    except RulebookError as error:
        raise UsageError("bad_rulebook", detail=str(error)) from error
    codes = {item.item_code for item in rulebook.items}
    unknown = [code for code in request.items if code not in codes]
    if unknown:
        raise UsageError("unknown_item", items=", ".join(unknown), year=str(year))
    return ResolvedRequest(request=request, home_url=home_url, as_of=as_of, rulebook=rulebook)


async def audit(
    request: AuditRequest,
    *,
    store: Store,
    clock: Clock,
    progress: CrawlProgress | None = None,
    stop: asyncio.Event | None = None,
    ticket: Ticket | None = None,
    second_look: SecondLook | None = None,
    politeness: Politeness | None = None,
    readers: ReaderPool | None = None,
) -> AuditRun:
    """Visit, judge and keep one agency's website; whatever the site does, a run comes out.

    ``stop`` set from outside ends the visit early; what was found is judged and kept. A run that
    a ``ticket`` asks for closes it, and owes the ``second_look`` that it needs; when it is
    interrupted it is not kept, for it is owed whole.
    Audits that go on side by side share a ``politeness`` and a pool of ``readers``.

    Raises:
        UsageError: the request itself is wrong; nothing was fetched.
        LeaseLost: another process has taken the ticket over; nothing is kept.
        StoreError: the run could not be kept.
    """
    resolved = resolve(request, now=clock.now())
    matcher = matcher_for(resolved.rulebook)
    seed = Seed(home_url=resolved.home_url, hosts=request.hosts, declared=request.declared)
    visit = await crawl(
        seed,
        scorer=VocabularyScorer(matcher, resolved.rulebook.fiscal_year_be),
        store=store.snapshots,
        options=request.crawl,
        clock=clock,
        progress=progress,
        stop=stop,
        politeness=politeness,
        documents=store.documents,
        page_texts=store.layout.page_texts,
        readers=readers,
    )
    run = judged_run(resolved, visit, finished_at=clock.now())
    if ticket is None or not run.interrupted:
        store.save_run(run, visit, ticket=ticket, second_look=second_look)
    _log.info(
        "audit.run_finished",
        run_id=run.run_id,
        home_url=visit.home_url,
        year=run.fiscal_year_be,
        snapshots=len(visit.snapshots),
        documents=len(visit.documents),
        low=round(run.score.low, 2),
        high=round(run.score.high, 2),
        interrupted=run.interrupted,
    )
    return run


def judged_run(resolved: ResolvedRequest, visit: Crawl, *, finished_at: datetime) -> AuditRun:
    """The run that a visit amounts to under the request's rulebook."""
    request, rulebook = resolved.request, resolved.rulebook
    site = site_of(visit)
    agency = _agency(request, resolved.home_url, site)
    verdicts = judge(
        site,
        rulebook,
        all_checks(),
        Question(
            as_of=resolved.as_of,
            agency_type=agency.agency_type,
            only_items=frozenset(request.items),
            calendar_year=bool(request.calendar_year),
        ),
    )
    return AuditRun(
        run_id=uuid.uuid4().hex,
        kind=request.kind.value,
        started_at=visit.started_at,
        finished_at=finished_at,
        tool_version=__version__,
        agency=agency,
        fiscal_year_be=rulebook.fiscal_year_be,
        as_of=resolved.as_of,
        framework=rulebook.framework,
        rulebook_digest=rulebook.digest,
        coverage=visit.coverage,
        verdicts=verdicts,
        score=score(rulebook, {verdict.item_code: verdict for verdict in verdicts}),
        interrupted=visit.interrupted,
        options=_asked(resolved),
        pack=None if site.pack is None else site.pack.pack_id,
        register_digest=request.register_digest,
    )


def _agency(request: AuditRequest, home_url: str, site: Site) -> Agency:
    pages = [page for page in site.documents if page.kind is PageKind.PAGE]
    name = request.name_th or agency_name(site.home, pages)
    guessed = request.agency_type is None
    return Agency(
        agency_id=request.agency_id or agency_id_of(home_url),
        name_th=name,
        agency_type=request.agency_type or agency_type(name),
        agency_type_guessed=guessed,
        home_url=site.home_url,
    )


def _asked(resolved: ResolvedRequest) -> tuple[tuple[str, str], ...]:
    request, crawl_options = resolved.request, resolved.request.crawl
    asked: Sequence[tuple[str, str]] = (
        ("home_url", resolved.home_url),
        ("items", ",".join(request.items)),
        ("hosts", ",".join(request.hosts)),
        ("max_pages", str(crawl_options.max_pages)),
        ("max_seconds", str(crawl_options.max_seconds)),
        ("program", program_digest()),
        *((("year_basis", "calendar"),) if request.calendar_year else ()),
        *((name, "given") for name in request.departs_in),
    )
    return tuple(asked)
