"""Row <-> record for runs and crawls; nested records go to JSON columns through ``to_json``.

Rows come and go as mappings of column names. A field that a later version adds with a default
reads back from older rows as that default.
"""

from collections.abc import Hashable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

from checks.outcome import Outcome
from checks.records import ScoreBand
from checks.run import Agency, AuditRun
from crawler.kept import CrawlParts, Extract
from crawler.records import (
    Coverage,
    Crawl,
    DeadPage,
    Document,
    FetchFailure,
    Hop,
    Seed,
    Snapshot,
    TlsStatus,
    Unreadable,
)
from store.records import RunSummary

Record = TypeVar("Record")
RowMapping = Mapping[str, Any]  # the types are the columns'


@cache
def _adapter(shape: Hashable) -> TypeAdapter[Any]:  # Any: whatever the shape describes
    return TypeAdapter(cast(Any, shape))


def to_json(shape: Hashable, value: object) -> Any:
    """A record, or a tuple of records, as plain JSON values."""
    return _adapter(shape).dump_python(value, mode="json")


def from_json(shape: type[Record], value: Any) -> Record:
    """The record that ``to_json`` made the value of.

    Raises:
        ValueError: the value has not the shape (pydantic's ``ValidationError`` is one).
    """
    return cast(Record, _adapter(cast(Hashable, shape)).validate_python(value))


def run_row(run: AuditRun) -> dict[str, Any]:
    """The row of a run, without its verdicts."""
    return {
        "run_id": run.run_id,
        "kind": run.kind,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "tool_version": run.tool_version,
        "agency_id": run.agency.agency_id,
        "agency_name_th": run.agency.name_th,
        "agency_type": run.agency.agency_type,
        "agency_type_guessed": run.agency.agency_type_guessed,
        "home_url": run.agency.home_url,
        "fiscal_year_be": run.fiscal_year_be,
        "as_of": run.as_of,
        "framework": run.framework,
        "rulebook_digest": run.rulebook_digest,
        "coverage": to_json(Coverage, run.coverage),
        "score": to_json(ScoreBand, run.score),
        "interrupted": run.interrupted,
        "options": to_json(tuple[tuple[str, str], ...], run.options),
        "register_digest": run.register_digest,
        "pack": run.pack,
    }


def run_record(row: RowMapping, verdicts: tuple[Any, ...]) -> AuditRun:
    """The run of a row and its verdicts."""
    return AuditRun(
        run_id=row["run_id"],
        kind=row["kind"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        tool_version=row["tool_version"],
        agency=Agency(
            agency_id=row["agency_id"],
            name_th=row["agency_name_th"],
            agency_type=row["agency_type"],
            agency_type_guessed=row["agency_type_guessed"],
            home_url=row["home_url"],
        ),
        fiscal_year_be=row["fiscal_year_be"],
        as_of=row["as_of"],
        framework=row["framework"],
        rulebook_digest=row["rulebook_digest"],
        coverage=from_json(Coverage, row["coverage"]),
        verdicts=verdicts,
        score=from_json(ScoreBand, row["score"]),
        interrupted=row["interrupted"],
        options=from_json(tuple[tuple[str, str], ...], row["options"]),
        register_digest=row["register_digest"],
        pack=row["pack"],
    )


def summary_record(row: RowMapping, counts: Mapping[str, int]) -> RunSummary:
    """The summary of a run's row and its number of items per outcome."""
    score = from_json(ScoreBand, row["score"])
    return RunSummary(
        run_id=row["run_id"],
        kind=row["kind"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        agency_id=row["agency_id"],
        name_th=row["agency_name_th"],
        home_url=row["home_url"],
        fiscal_year_be=row["fiscal_year_be"],
        as_of=row["as_of"],
        interrupted=row["interrupted"],
        score_low=score.low,
        score_high=score.high,
        outcomes=tuple((outcome, counts[outcome]) for outcome in Outcome if outcome in counts),
    )


def snapshot_rows(snapshots: Iterable[Snapshot]) -> list[dict[str, Any]]:
    """The rows of snapshots, numbered in visiting order."""
    return [
        {
            "snapshot_no": number,
            "url": snapshot.url,
            "requested_url": snapshot.requested_url,
            "status": snapshot.status,
            "content_type": snapshot.content_type,
            "declared_type": snapshot.declared_type,
            "payload_digest": snapshot.payload_digest,
            "payload_bytes": snapshot.payload_bytes,
            "truncated": snapshot.truncated,
            "fetched_at": snapshot.fetched_at,
            "tls_status": snapshot.tls_status.value,
            "hops": to_json(tuple[Hop, ...], snapshot.hops),
            "etag": snapshot.etag,
            "last_modified": snapshot.last_modified,
        }
        for number, snapshot in enumerate(snapshots)
    ]


def snapshot_record(row: RowMapping) -> Snapshot:
    """The snapshot of a row."""
    return Snapshot(
        url=row["url"],
        requested_url=row["requested_url"],
        status=row["status"],
        content_type=row["content_type"],
        declared_type=row["declared_type"],
        payload_digest=row["payload_digest"],
        payload_bytes=row["payload_bytes"],
        truncated=row["truncated"],
        fetched_at=row["fetched_at"],
        tls_status=TlsStatus(row["tls_status"]),
        hops=from_json(tuple[Hop, ...], row["hops"]),
        etag=row["etag"],
        last_modified=row["last_modified"],
    )


def crawl_row(crawl: Crawl) -> dict[str, Any]:
    """The row of a crawl, without its snapshots and the text of its documents."""
    extracts = tuple(_extract(document) for document in crawl.documents)
    return {
        "home_url": crawl.home_url,
        "started_at": crawl.started_at,
        "finished_at": crawl.finished_at,
        "interrupted": crawl.interrupted,
        "seed": to_json(Seed, crawl.seed),
        "failures": to_json(tuple[FetchFailure, ...], crawl.failures),
        "unreadable": to_json(tuple[Unreadable, ...], crawl.unreadable),
        "dead": to_json(tuple[DeadPage, ...], crawl.dead),
        "aliases": to_json(tuple[tuple[str, str], ...], crawl.aliases),
        "extracts": to_json(tuple[Extract, ...], extracts),
        "coverage": to_json(Coverage, crawl.coverage),
    }


def crawl_parts(row: RowMapping, snapshots: tuple[Snapshot, ...]) -> CrawlParts:
    """What a crawl's row and its snapshots keep of it."""
    return CrawlParts(
        seed=from_json(Seed, row["seed"]),
        home_url=row["home_url"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        interrupted=row["interrupted"],
        snapshots=snapshots,
        failures=from_json(tuple[FetchFailure, ...], row["failures"]),
        unreadable=from_json(tuple[Unreadable, ...], row["unreadable"]),
        dead=from_json(tuple[DeadPage, ...], row["dead"]),
        aliases=from_json(tuple[tuple[str, str], ...], row["aliases"]),
        extracts=from_json(tuple[Extract, ...], row["extracts"]),
        coverage=from_json(Coverage, row["coverage"]),
    )


def _extract(document: Document) -> Extract:
    return Extract(
        url=document.url,
        payload_digest=document.payload_digest,
        text_digest=document.text_digest,
        extractor=document.extractor,
        extractor_version=document.extractor_version,
        kind=document.kind,
    )
