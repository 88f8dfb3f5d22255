"""Who audits which agency tonight: tickets with a lease, at most one of a kind, night and agency.

Every change is one transaction that names the owner and the attempt, so that of two processes that
reach for the same ticket one gets it, and one that comes back from the dead changes nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from store.engine import insert_missing
from store.errors import LeaseLost
from store.mapping import from_json
from store.records import RunKind, Ticket, TicketState
from store.tables import RUN_TICKETS
from store.transactions import Transactions

_T = RUN_TICKETS.c
# States in which a ticket may be begun, whatever its lease says.
_WAITING = (TicketState.QUEUED.value, TicketState.ERROR.value)


class TicketBook:
    """Plans, hands out and closes tickets."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def plan(
        self,
        kind: RunKind,
        night: date,
        agency_ids: Iterable[str],
        *,
        due_at: datetime,
        items: Sequence[str] = (),
    ) -> None:
        """Note what is owed; what is noted already stays as it is."""
        rows = [
            _new(kind, night, agency_id, due_at, TicketState.QUEUED, items)
            for agency_id in agency_ids
        ]
        with self._transactions.writing() as connection:
            insert_missing(connection, RUN_TICKETS, rows)

    def skip(
        self, kind: RunKind, night: date, agency_ids: Iterable[str], *, at: datetime, detail: str
    ) -> None:
        """Note nights that go unserved; what is noted already stays as it is."""
        rows = [
            _new(kind, night, agency_id, at, TicketState.SKIPPED, ())
            | {"finished_at": at, "detail": detail}
            for agency_id in agency_ids
        ]
        with self._transactions.writing() as connection:
            insert_missing(connection, RUN_TICKETS, rows)

    def close_before(
        self, kind: RunKind, night: date, agency_ids: Iterable[str], *, at: datetime
    ) -> None:
        """Close what earlier nights left unserved: waiting as skipped, dead as abandoned."""
        old = (_T.kind == kind.value, _T.night < night, _T.agency_id.in_(tuple(agency_ids)))
        ended = {"finished_at": at, "owner": None, "lease_until": None}
        waiting = _T.state == TicketState.QUEUED.value
        dead = sa.and_(_T.state == TicketState.RUNNING.value, _T.lease_until < at)
        with self._transactions.writing() as connection:
            for which, state, detail in (
                (waiting, TicketState.SKIPPED, "the night ended before its turn came"),
                (dead, TicketState.ABANDONED, "its process ended without a word"),
            ):
                connection.execute(
                    sa.update(RUN_TICKETS)
                    .where(*old, which)
                    .values(state=state.value, detail=detail, **ended)
                )

    def reopen(
        self, kind: RunKind, night: date, agency_ids: Iterable[str], *, at: datetime
    ) -> None:
        """Owe again what ended, with all attempts; running tickets stay as they are."""
        wanted = tuple(agency_ids)
        with self._transactions.writing() as connection:
            new = [_new(kind, night, each, at, TicketState.QUEUED, ()) for each in wanted]
            insert_missing(connection, RUN_TICKETS, new)
            connection.execute(
                sa.update(RUN_TICKETS)
                .where(
                    _T.kind == kind.value,
                    _T.night == night,
                    _T.agency_id.in_(wanted),
                    _T.state != TicketState.RUNNING.value,
                )
                .values(
                    state=TicketState.QUEUED.value,
                    attempt=0,
                    due_at=at,
                    owner=None,
                    lease_until=None,
                    finished_at=None,
                    error_id=None,
                    detail="",
                )
            )

    def claim(
        self,
        kind: RunKind,
        *,
        owner: str,
        now: datetime,
        lease: timedelta,
        attempts: int,
        night: date | None = None,
        agency_ids: Sequence[str] | None = None,
    ) -> Ticket | None:
        """Take the next ticket that is due, or one whose holder died; None when none is left.

        A ticket begun ``attempts`` times is not begun again: when its holder died it is closed as
        abandoned.
        """
        chosen = [_T.kind == kind.value]
        if night is not None:
            chosen.append(_T.night == night)
        if agency_ids is not None:
            chosen.append(_T.agency_id.in_(tuple(agency_ids)))
        dead = sa.and_(_T.state == TicketState.RUNNING.value, _T.lease_until < now)
        with self._transactions.writing() as connection:
            connection.execute(
                sa.update(RUN_TICKETS)
                .where(*chosen, dead, _T.attempt >= attempts)
                .values(
                    state=TicketState.ABANDONED.value,
                    finished_at=now,
                    owner=None,
                    lease_until=None,
                    detail=f"its process ended without a word {attempts} times",
                )
            )
            open_ = sa.or_(sa.and_(_T.state.in_(_WAITING), _T.due_at <= now), dead)
            row = (
                connection.execute(
                    sa.select(RUN_TICKETS)
                    .where(*chosen, open_, _T.attempt < attempts)
                    .order_by(_T.due_at, _T.id)
                    .limit(1)
                    .with_for_update(skip_locked=True)
                )
                .mappings()
                .first()
            )
            if row is None:
                return None
            begun = {
                "state": TicketState.RUNNING.value,
                "attempt": row["attempt"] + 1,
                "owner": owner,
                "lease_until": now + lease,
                "heartbeat_at": now,
                "started_at": now,
                "finished_at": None,
                "run_id": None,
                "error_id": None,
                "detail": "",
            }
            connection.execute(sa.update(RUN_TICKETS).where(_T.id == row["id"]).values(**begun))
        return _ticket(dict(row) | begun)

    def renew(self, ticket: Ticket, *, now: datetime, lease: timedelta) -> None:
        """Say that the holder is alive.

        Raises:
            LeaseLost: the ticket is no longer the holder's.
        """
        with self._transactions.writing() as connection:
            change_held(connection, ticket, {"lease_until": now + lease, "heartbeat_at": now})

    def release(self, ticket: Ticket, *, now: datetime) -> None:
        """Give a ticket back unserved; the attempt does not count."""
        with self._transactions.writing() as connection:
            change_held(
                connection,
                ticket,
                {
                    "state": TicketState.QUEUED.value,
                    "attempt": ticket.attempt - 1,
                    "due_at": now,
                    "owner": None,
                    "lease_until": None,
                },
            )

    def drop(self, ticket: Ticket, *, now: datetime, detail: str) -> None:
        """Close a held ticket as skipped: the agency is not to be audited after all."""
        with self._transactions.writing() as connection:
            change_held(
                connection,
                ticket,
                {
                    "state": TicketState.SKIPPED.value,
                    "finished_at": now,
                    "owner": None,
                    "lease_until": None,
                    "detail": detail,
                },
            )

    def fail(
        self, ticket: Ticket, *, now: datetime, retry_at: datetime, error_id: str, detail: str
    ) -> None:
        """Close a ticket whose audit broke off; it may be begun again from ``retry_at`` on."""
        with self._transactions.writing() as connection:
            change_held(
                connection,
                ticket,
                {
                    "state": TicketState.ERROR.value,
                    "due_at": retry_at,
                    "finished_at": now,
                    "owner": None,
                    "lease_until": None,
                    "error_id": error_id,
                    "detail": detail,
                },
            )

    def all(
        self,
        *,
        kind: RunKind | None = None,
        night: date | None = None,
        agency_id: str | None = None,
        limit: int | None = None,
    ) -> tuple[Ticket, ...]:
        """Tickets, newest night first, then by agency."""
        statement = sa.select(RUN_TICKETS).order_by(_T.night.desc(), _T.agency_id, _T.kind)
        for column, value in (("kind", kind), ("night", night), ("agency_id", agency_id)):
            if value is not None:
                statement = statement.where(_T[column] == value)
        if limit is not None:
            statement = statement.limit(limit)
        with self._transactions.reading() as connection:
            return tuple(_ticket(dict(row)) for row in connection.execute(statement).mappings())

    def last_nights(self, kind: RunKind) -> dict[str, date]:
        """The newest night for which each agency has a ticket of a kind."""
        statement = (
            sa.select(_T.agency_id, sa.func.max(_T.night).label("night"))
            .where(_T.kind == kind.value)
            .group_by(_T.agency_id)
        )
        with self._transactions.reading() as connection:
            return {row.agency_id: row.night for row in connection.execute(statement)}


def finish(connection: sa.Connection, ticket: Ticket, *, run_id: str, at: datetime) -> None:
    """Close a ticket as done, in the transaction that keeps its run.

    Raises:
        LeaseLost: the ticket is no longer the holder's; the transaction must not be kept.
    """
    change_held(
        connection,
        ticket,
        {
            "state": TicketState.DONE.value,
            "finished_at": at,
            "run_id": run_id,
            "owner": None,
            "lease_until": None,
        },
    )


def change_held(connection: sa.Connection, ticket: Ticket, values: dict[str, Any]) -> None:
    """Change a ticket that is still its holder's.

    Raises:
        LeaseLost: it is not.
    """
    changed = connection.execute(
        sa.update(RUN_TICKETS)
        .where(
            _T.kind == ticket.kind.value,
            _T.night == ticket.night,
            _T.agency_id == ticket.agency_id,
            _T.state == TicketState.RUNNING.value,
            _T.owner == ticket.owner,
            _T.attempt == ticket.attempt,
        )
        .values(**values)
    )
    if changed.rowcount != 1:
        raise LeaseLost(
            f"The run of {ticket.agency_id} for {ticket.night} was taken over by another process;"
            " what this one found is not kept."
        )


def _new(
    kind: RunKind,
    night: date,
    agency_id: str,
    due_at: datetime,
    state: TicketState,
    items: Sequence[str],
) -> dict[str, Any]:
    return {
        "kind": kind.value,
        "night": night,
        "agency_id": agency_id,
        "state": state.value,
        "attempt": 0,
        "owner": None,
        "lease_until": None,
        "heartbeat_at": None,
        "due_at": due_at,
        "started_at": None,
        "finished_at": None,
        "run_id": None,
        "error_id": None,
        "detail": "",
        "items": list(items),
    }


def _ticket(row: dict[str, Any]) -> Ticket:
    names = ("night", "agency_id", "attempt", "owner", "lease_until", "heartbeat_at", "due_at")
    more = ("started_at", "finished_at", "run_id", "error_id", "detail")
    return Ticket(
        kind=RunKind(row["kind"]),
        state=TicketState(row["state"]),
        items=from_json(tuple[str, ...], row["items"]),
        **{name: row[name] for name in (*names, *more)},
    )
