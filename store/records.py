"""What the store gives back besides the records of the rooms to its left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from checks.outcome import Outcome
from checks.reasons import Reason
from crawler.records import DeclaredUrl


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
class ItemLook:
    """What one run found of one item: the line that standing verdicts are made from."""

    run_id: str
    kind: str  # of the run: "manual", "nightly", "confirm"
    finished_at: datetime  # of the run
    item_code: str
    slug: str
    outcome: Outcome
    reason: Reason | None
    ordinary: bool = True  # False: of a run asked for otherwise, shown for want of ordinary ones


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyEntry:
    """What the register says of one agency."""

    agency_id: str
    name_th: str
    home_url: str  # canonical
    agency_type: str | None = None  # None: guessed from the site's own name at each audit
    province: str = ""
    district: str = ""
    hosts: tuple[str, ...] = ()  # further host names in scope
    units: tuple[str, ...] = ()  # the agency's own names of its units
    owners: tuple[tuple[str, str], ...] = ()  # (item slug, unit) where the proposal does not fit
    officers: tuple[str, ...] = ()  # e-mail addresses
    declared: tuple[DeclaredUrl, ...] = ()
    declared_year_be: int | None = None  # the fiscal year whose item codes ``declared`` uses
    calendar_year: bool = False  # keeps its books by calendar years


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredAgency:
    """An agency's entry as it stands, with the digest under which runs remember it."""

    entry: AgencyEntry
    digest: str  # "sha256:<hex>" of the entry
    recorded_at: datetime
    retired: bool = False  # archived: kept, listed on request, audited no more


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterChange:
    """What recording entries changed: agency ids, in the order given."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


class RunKind(StrEnum):
    """Why a run is made. Source: design.md section 11, ruling 16."""

    NIGHTLY = "nightly"
    MANUAL = "manual"
    CONFIRM = "confirm"  # the second look at items that turned from passed to failed
    JUDGE = "judge"  # a kept run judged again; no look at the website


class TicketState(StrEnum):
    """Where the run that is owed stands. Source: design.md section 8."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    ERROR = "error"  # the audit broke off by a fault of ours; tried again while attempts are left
    ABANDONED = "abandoned"  # its process died each time and no attempt is left
    SKIPPED = "skipped"  # its night went by unserved, or the agency was retired


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """The run that one agency owes for one night, at most one of a kind."""

    kind: RunKind
    night: date  # the day, in Asia/Bangkok, on which the night's schedule starts
    agency_id: str
    state: TicketState
    attempt: int  # how often it was begun
    owner: str | None  # the process that holds it
    lease_until: datetime | None  # after that time another process may take it over
    heartbeat_at: datetime | None
    due_at: datetime  # not begun before
    started_at: datetime | None  # of the last attempt
    finished_at: datetime | None
    run_id: str | None  # of the finished run
    error_id: str | None
    detail: str  # one English line on how it ended
    items: tuple[str, ...] = ()  # item codes; empty means all
    schedule: str = ""  # the schedule that planned it; empty when none did


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Which tickets may be begun: those of one kind and schedule, of one night when given."""

    kind: RunKind
    night: date | None = None
    schedule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLook:
    """Which items of an agency a run that is being kept leaves to be looked at once more.

    ``choose`` gives their codes from the looks of the agency and year, the new run's included,
    oldest first; it must not raise.
    """

    choose: Callable[[Sequence[ItemLook]], tuple[str, ...]]
    after: timedelta  # from the end of the run to the second look
