"""A crawl as it is kept: everything but the text of its documents, which payloads give again."""

from dataclasses import dataclass
from datetime import datetime

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
