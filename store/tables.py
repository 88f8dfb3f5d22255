"""Every table of the database; nothing else defines one. Rows never leave this room.

Table models do not validate: rows are made from records by ``store.mapping``. No deferred
annotations here, SQLModel reads them. Every change needs a migration.
"""

from datetime import date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from store.engine import UtcDateTime

_NAMES = {
    # Fixed names, so that a later migration can name what it changes.
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


# Written out, for a database uses a partial index only when it sees the same words in a query.
OPEN_TICKETS = sa.text("state IN ('queued', 'running', 'error')")
RUNNING_TICKETS = sa.text("state = 'running'")


class Row(SQLModel):
    """What the tables share: one metadata of our own, apart from any other library's."""

    metadata: ClassVar[sa.MetaData] = sa.MetaData(naming_convention=_NAMES)


class RunRow(Row, table=True):
    """One finished audit. Append-only."""

    __tablename__ = "runs"

    id: int | None = Field(default=None, primary_key=True)
    run_id: str = Field(unique=True)
    kind: str
    started_at: datetime = Field(sa_type=UtcDateTime)
    finished_at: datetime = Field(sa_type=UtcDateTime, index=True)
    tool_version: str
    agency_id: str = Field(index=True)
    agency_name_th: str
    agency_type: str | None
    agency_type_guessed: bool
    home_url: str = Field(index=True)
    fiscal_year_be: int
    as_of: date
    framework: str
    rulebook_digest: str
    coverage: Any = Field(sa_type=sa.JSON)
    score: Any = Field(sa_type=sa.JSON)
    interrupted: bool
    options: Any = Field(sa_type=sa.JSON)
    register_digest: str | None  # the register's entry that the run was made with
    pack: str | None = None


class RunTicketRow(Row, table=True):
    """The state of the run that one agency owes for one night; at most one of a kind.

    The audit that comes of it is a row of ``runs``; its verdicts are written in the same
    transaction that turns the ticket to "done".
    """

    __tablename__ = "run_tickets"
    __table_args__ = (
        sa.UniqueConstraint("kind", "night", "agency_id"),
        sa.Index("ix_run_tickets_night_state", "night", "state"),
        sa.Index("ix_run_tickets_agency_night", "agency_id", "kind", "night", "state"),
        # Years of finished tickets stay out of the way of those that are still owed.
        sa.Index(
            "ix_run_tickets_open",
            "schedule",
            "kind",
            "night",
            "rank",
            "due_at",
            sqlite_where=OPEN_TICKETS,
            postgresql_where=OPEN_TICKETS,
        ),
        sa.Index(
            "ix_run_tickets_running",
            "agency_id",
            sqlite_where=RUNNING_TICKETS,
            postgresql_where=RUNNING_TICKETS,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    night: date
    agency_id: str
    state: str
    attempt: int
    owner: str | None
    lease_until: datetime | None = Field(sa_type=UtcDateTime)
    heartbeat_at: datetime | None = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
    started_at: datetime | None = Field(sa_type=UtcDateTime)
    finished_at: datetime | None = Field(sa_type=UtcDateTime)
    run_id: str | None
    error_id: str | None
    detail: str
    items: Any = Field(sa_type=sa.JSON)
    rank: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    schedule: str = Field(default="", sa_column_kwargs={"server_default": ""})


class AgencyEntryRow(Row, table=True):
    """One version of an agency's entry in the register. Append-only; the newest one stands."""

    __tablename__ = "agency_entries"

    id: int | None = Field(default=None, primary_key=True)
    agency_id: str = Field(index=True)
    digest: str = Field(index=True)
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    retired: bool
    body: Any = Field(sa_type=sa.JSON)


class RunCrawlRow(Row, table=True):
    """What a crawl brought back besides its snapshots; needed to judge again."""

    __tablename__ = "run_crawl"

    run_pk: int = Field(primary_key=True, foreign_key="runs.id")
    home_url: str
    started_at: datetime = Field(sa_type=UtcDateTime)
    finished_at: datetime = Field(sa_type=UtcDateTime)
    interrupted: bool
    seed: Any = Field(sa_type=sa.JSON)
    failures: Any = Field(sa_type=sa.JSON)
    unreadable: Any = Field(sa_type=sa.JSON)
    dead: Any = Field(sa_type=sa.JSON)
    aliases: Any = Field(sa_type=sa.JSON)
    extracts: Any = Field(sa_type=sa.JSON)
    coverage: Any = Field(sa_type=sa.JSON)


class RunSnapshotRow(Row, table=True):
    """One snapshot of a run, in visiting order; the payload is a file."""

    __tablename__ = "run_snapshots"

    run_pk: int = Field(primary_key=True, foreign_key="runs.id")
    snapshot_no: int = Field(primary_key=True)
    url: str
    requested_url: str
    status: int
    content_type: str
    declared_type: str
    payload_digest: str
    payload_bytes: int
    truncated: bool
    fetched_at: datetime = Field(sa_type=UtcDateTime)
    tls_status: str
    hops: Any = Field(sa_type=sa.JSON)
    etag: str
    last_modified: str


class ItemVerdictRow(Row, table=True):
    """One item's verdict. ``candidate_no`` is the chosen candidate, None for none."""

    __tablename__ = "item_verdicts"

    run_pk: int = Field(primary_key=True, foreign_key="runs.id")
    item_no: int = Field(primary_key=True)
    item_code: str
    slug: str
    title_th: str
    title_en: str
    outcome: str
    reason: str | None
    sub_indicator: str
    points: float
    candidate_no: int | None
    sources: Any = Field(default=None, sa_type=sa.JSON, nullable=True)
    signals: Any = Field(default=None, sa_type=sa.JSON, nullable=True)


class CandidateRow(Row, table=True):
    """One candidate of an item. ``listed`` is false for a chosen one that stands in no list."""

    __tablename__ = "candidates"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["run_pk", "item_no"], ["item_verdicts.run_pk", "item_verdicts.item_no"]
        ),
    )

    run_pk: int = Field(primary_key=True)
    item_no: int = Field(primary_key=True)
    candidate_no: int = Field(primary_key=True)
    listed: bool
    url: str
    strength: str
    source: str
    state: str
    label: str
    pointer_url: str
    pointer_locator: str
    years: Any = Field(sa_type=sa.JSON)
    members: Any = Field(sa_type=sa.JSON)
    gaps: Any = Field(sa_type=sa.JSON)
    click_path: Any = Field(sa_type=sa.JSON)
    satisfied: int | None = None
    tied: bool | None = None


class RequirementRow(Row, table=True):
    """The wording of a component, kept once for all runs that judged by it."""

    __tablename__ = "requirements"

    digest: str = Field(primary_key=True)
    label_th: str
    requirement_th: str
    requirement_en: str


class SharedListRow(Row, table=True):
    """A list that many components of a run repeat: addresses searched, gaps in the way."""

    __tablename__ = "shared_lists"

    run_pk: int = Field(primary_key=True, foreign_key="runs.id")
    list_no: int = Field(primary_key=True)
    body: Any = Field(sa_type=sa.JSON)


class ComponentVerdictRow(Row, table=True):
    """One component's finding. ``searched_no`` and ``gaps_no`` name shared lists or are None."""

    __tablename__ = "component_verdicts"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["run_pk", "item_no"], ["item_verdicts.run_pk", "item_verdicts.item_no"]
        ),
    )

    run_pk: int = Field(primary_key=True)
    item_no: int = Field(primary_key=True)
    component_no: int = Field(primary_key=True)
    component_id: str
    source_id: str
    requirement_digest: str = Field(foreign_key="requirements.digest")
    check_id: str
    check_version: int
    strength: str
    confidence: str
    binds: bool
    machine_checkable: bool
    outcome: str
    reason: str | None
    note: str
    details: Any = Field(sa_type=sa.JSON)
    searched_no: int | None
    gaps_no: int | None


class EvidenceRow(Row, table=True):
    """One quote of a finding."""

    __tablename__ = "evidence"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["run_pk", "item_no", "component_no"],
            [
                "component_verdicts.run_pk",
                "component_verdicts.item_no",
                "component_verdicts.component_no",
            ],
        ),
    )

    run_pk: int = Field(primary_key=True)
    item_no: int = Field(primary_key=True)
    component_no: int = Field(primary_key=True)
    quote_no: int = Field(primary_key=True)
    url: str
    payload_digest: str
    text_digest: str
    fetched_at: datetime = Field(sa_type=UtcDateTime)
    source: str
    text: str
    span_start: int
    span_end: int
    locator: str
    ocr: bool | None
    year_agreed: bool | None


_TABLES = Row.metadata.tables
RUNS = _TABLES["runs"]
RUN_TICKETS = _TABLES["run_tickets"]
AGENCY_ENTRIES = _TABLES["agency_entries"]
RUN_CRAWL = _TABLES["run_crawl"]
RUN_SNAPSHOTS = _TABLES["run_snapshots"]
ITEM_VERDICTS = _TABLES["item_verdicts"]
CANDIDATES = _TABLES["candidates"]
REQUIREMENTS = _TABLES["requirements"]
SHARED_LISTS = _TABLES["shared_lists"]
COMPONENT_VERDICTS = _TABLES["component_verdicts"]
EVIDENCE = _TABLES["evidence"]
