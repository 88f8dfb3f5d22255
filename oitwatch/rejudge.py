"""The use case: judge a kept run again from its stored pages, without the network.

The same rulebook, program, day and type of agency give the same verdicts. Under another year's
rulebook, or newer checks and readers, the pages are those of the visit: what it left unread and now
matters keeps its items open.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from checks.errors import RulebookError
from checks.evaluate import matcher_for
from checks.rulebook import Rulebook, load
from checks.rulebook_diff import heirs
from checks.run import AuditRun
from crawler.extract.pool import ReaderPool
from crawler.kept import CrawlParts
from crawler.ports import Clock
from crawler.records import Crawl, DeclaredUrl, Gap
from crawler.replay import Difference, Reread, reads_with, replay
from crawler.replay_coverage import coverage_again
from oitwatch.audit import AuditRequest, ResolvedRequest, judged_run, resolve
from oitwatch.errors import UsageError
from oitwatch.judge_changes import Grounds, ItemDelta, changes
from oitwatch.program import program_digest
from oitwatch.scorer import VocabularyScorer
from store.errors import PayloadDamaged
from store.records import RunKind
from store.store import Store

SOURCE = "judged_from"  # option of a run: the run that it judges again
PAGES = "pages_of"  # option of a run: the run whose visit brought its pages

Heirs = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RejudgeRequest:
    """Which run to judge again, and what to judge otherwise; None means as before."""

    run_id: str
    fiscal_year_be: int | None = None
    as_of: date | None = None
    agency_type: str | None = None
    calendar_year: bool | None = None  # None: as it was


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejudged:
    """The new run beside the one that it judges again."""

    source: AuditRun
    run: AuditRun
    grounds: Grounds
    changes: tuple[ItemDelta, ...]

    @property
    def rereads(self) -> tuple[Reread, ...]:
        """The documents that are not what they were."""
        return self.grounds.rereads


async def rejudge(request: RejudgeRequest, *, store: Store, clock: Clock) -> Rejudged:
    """Judge a kept run again and keep the result as a run of its own.

    Raises:
        UsageError: the run kept no pages, or the year or type does not exist.
        RunNotFound: there is no such run.
        StoreError: the run could not be read or kept.
    """
    source = store.load_run(request.run_id)
    origin_id = dict(source.options).get(PAGES, source.run_id)
    origin = source if origin_id == source.run_id else store.load_run(origin_id)
    parts = store.load_crawl_parts(origin_id)
    if parts is None:
        raise UsageError("run_without_pages", run=source.run_id)
    year = request.fiscal_year_be or source.fiscal_year_be
    to_heirs = _heirs_of(origin.fiscal_year_be, year)
    resolved = _resolved(request, source, parts, clock, _heirs_of(source.fiscal_year_be, year))
    async with ReaderPool(cache=store.documents, page_texts=store.layout.page_texts) as pool:
        again = await replay(
            parts, payload_of=lambda digest: _payload(store, digest), read=reads_with(pool)
        )
    crawl = _declared_anew(again.crawl, origin, resolved.rulebook, to_heirs)
    crawl = _with_subjects(crawl, again.rereads, origin)
    words_changed = origin.rulebook_digest != resolved.rulebook.digest
    same_program = dict(origin.options).get("program") == program_digest()
    if words_changed or again.rereads or not same_program:
        scorer = VocabularyScorer(matcher_for(resolved.rulebook), year)
        coverage = coverage_again(crawl, scorer, heirs=to_heirs, words_changed=words_changed)
        crawl = replace(crawl, coverage=coverage)
    run = judged_run(resolved, crawl, finished_at=clock.now())
    run = replace(run, options=_options(run, source.run_id, origin_id))
    store.save_run(run, None)
    grounds = Grounds(
        source=source,
        run=run,
        rereads=again.rereads,
        same_program=dict(source.options).get("program") == program_digest(),
        heirs=_heirs_of(source.fiscal_year_be, year),
    )
    return Rejudged(source=source, run=run, grounds=grounds, changes=changes(grounds))


def _resolved(
    request: RejudgeRequest, source: AuditRun, parts: CrawlParts, clock: Clock, to_heirs: Heirs
) -> ResolvedRequest:
    """The request of the source with what is asked otherwise."""
    agency = source.agency
    resolved = resolve(
        AuditRequest(
            home_url=dict(source.options).get("home_url") or parts.seed.home_url,
            fiscal_year_be=request.fiscal_year_be or source.fiscal_year_be,
            as_of=request.as_of or source.as_of,
            # A type that was guessed then is guessed again, from the same name.
            agency_type=request.agency_type
            or (None if agency.agency_type_guessed else agency.agency_type),
            calendar_year=request.calendar_year
            if request.calendar_year is not None
            else dict(source.options).get("year_basis") == "calendar",
            name_th=agency.name_th,
            agency_id=agency.agency_id,
            hosts=parts.seed.hosts,
            kind=RunKind.JUDGE,
            register_digest=source.register_digest,
        ),
        now=clock.now(),
    )
    asked = [code for code in dict(source.options).get("items", "").split(",") if code]
    slugs = [v.slug for v in source.verdicts if v.item_code in asked]
    wanted = {heir for slug in slugs for heir in to_heirs(slug)}
    items = tuple(item.item_code for item in resolved.rulebook.items if item.slug in wanted)
    return replace(resolved, request=replace(resolved.request, items=items))


def _heirs_of(before: int, after: int) -> Heirs:
    """From the items of one year to those of another that carry them on."""
    if before == after:
        return lambda slug: (slug,)
    try:
        onward = heirs(load(before), load(after))
    except RulebookError:
        return lambda slug: (slug,)  # a year that does not ship: the subject's own name
    return lambda slug: onward.get(slug, ())


def _declared_anew(crawl: Crawl, origin: AuditRun, rulebook: Rulebook, to_heirs: Heirs) -> Crawl:
    """Declared addresses under the item numbers of the year that is judged by."""
    if origin.fiscal_year_be == rulebook.fiscal_year_be or not crawl.seed.declared:
        return crawl
    slugs = {verdict.item_code: verdict.slug for verdict in origin.verdicts}
    codes = {item.slug: item.item_code for item in rulebook.items}
    declared = tuple(
        DeclaredUrl(item_code=codes[heir], url=entry.url, explanation=entry.explanation)
        for entry in crawl.seed.declared
        for heir in to_heirs(slugs.get(entry.item_code, ""))
        if heir in codes
    )
    return replace(crawl, seed=replace(crawl.seed, declared=declared))


def _with_subjects(crawl: Crawl, rereads: tuple[Reread, ...], origin: AuditRun) -> Crawl:
    """Gaps of lost documents with the items that the documents were candidates for."""
    gone = {
        each.url
        for each in rereads
        if each.difference in {Difference.LOST, Difference.UNREADABLE_NOW}
    }
    if not gone:
        return crawl
    subjects: dict[str, set[str]] = {url: set() for url in gone}
    for verdict in origin.verdicts:
        for place in (*verdict.candidates, verdict.candidate):
            for url in () if place is None else (place.url, *place.members):
                if url in gone:
                    subjects[url].add(verdict.slug)

    def named(gap: Gap) -> Gap:
        if gap.url not in gone:
            return gap
        return replace(gap, subjects=tuple(sorted({*gap.subjects, *subjects[gap.url]})))

    gaps = tuple(named(gap) for gap in crawl.coverage.gaps)
    return replace(crawl, coverage=replace(crawl.coverage, gaps=gaps))


def _payload(store: Store, digest: str) -> bytes | None:
    try:
        return store.snapshots.get(digest)
    except (KeyError, PayloadDamaged):
        return None


def _options(run: AuditRun, source_id: str, origin_id: str) -> tuple[tuple[str, str], ...]:
    of_a_visit = {"max_pages", "max_seconds"}
    asked = tuple(pair for pair in run.options if pair[0] not in of_a_visit)
    return (*asked, (SOURCE, source_id), (PAGES, origin_id))
