"""One audit of one agency as data: what the store keeps and what every report is made from."""

from dataclasses import dataclass
from datetime import date, datetime

from checks.records import ScoreBand, Verdict
from crawler.records import Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """Whose website was audited."""

    agency_id: str
    name_th: str  # "" when neither given nor readable from the site
    agency_type: str | None  # None: unknown
    agency_type_guessed: bool
    home_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRun:
    """A finished audit. Append-only: a second audit is a second run."""

    run_id: str
    kind: str  # "manual"; nightly and confirming runs come from the scheduler
    started_at: datetime
    finished_at: datetime
    tool_version: str
    agency: Agency
    fiscal_year_be: int
    as_of: date
    framework: str
    rulebook_digest: str
    coverage: Coverage
    verdicts: tuple[Verdict, ...]  # every item of the year, in rulebook order
    score: ScoreBand
    interrupted: bool
    options: tuple[tuple[str, str], ...] = ()  # what was asked for, by option name
    pack: str | None = None  # id of the supplier pack that the site was read with
    register_digest: str | None = None  # the register's entry it was made with; None: made without
