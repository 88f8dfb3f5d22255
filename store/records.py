"""What the store gives back besides the records of the rooms to its left."""

from dataclasses import dataclass
from datetime import date, datetime

from checks.outcome import Outcome
from crawler.records import (
    Coverage,
    DeadPage,
    FetchFailure,
    PageKind,
    Seed,
    Snapshot,
    Unreadable,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """One line of the list of runs."""

    run_id: str
    kind: str
    started_at: datetime
    finished_at: datetime
    agency_id: str
    name_th: str
    home_url: str
    fiscal_year_be: int
    as_of: date
    interrupted: bool
    score_low: float
    score_high: float
    outcomes: tuple[tuple[Outcome, int], ...]  # items per outcome, in the enum's order, no zeros


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """Which document was made of which payload; reading it again must give the same digest."""

    url: str
    payload_digest: str
    text_digest: str
    extractor: str
    extractor_version: int
    kind: PageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlParts:
    """A crawl without its documents, which are made again from the payloads. Visiting order."""

    seed: Seed
    home_url: str
    started_at: datetime
    finished_at: datetime
    interrupted: bool
    snapshots: tuple[Snapshot, ...]
    failures: tuple[FetchFailure, ...]
    unreadable: tuple[Unreadable, ...]
    dead: tuple[DeadPage, ...]
    aliases: tuple[tuple[str, str], ...]
    extracts: tuple[Extract, ...]
    coverage: Coverage
