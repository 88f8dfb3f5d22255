"""Who audits which agency tonight: tickets with a lease, at most one of a kind, night and agency.

Every change is one transaction that names the owner and the attempt, so that of two processes that
reach for the same ticket one gets it, and one that comes back from the dead changes nothing.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from store.engine import insert_missing
from store.records import Errand, RunKind, Ticket, TicketState
from store.tables import OPEN_TICKETS, RUN_TICKETS, RUNNING_TICKETS
from store.ticket_rows import (
    abandon_and_hold,
    anew,
    change_held,
    chunks,
    new_row,
    next_row,
    ticket_of,
)
from store.transactions import Transactions

_T = RUN_TICKETS.c
_TROUBLED = (TicketState.ERROR.value, TicketState.ABANDONED.value)


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
        schedule: str = "",
    ) -> None:
        """Note what is owed, to be served in the order given; what is noted stays as it is.

        Only the schedule of what still waits becomes the one given.
        """
        wanted = tuple(agency_ids)
        rows = [
            new_row(kind, night, agency_id, due_at, TicketState.QUEUED, items)
            | {"rank": rank, "schedule": schedule}
            for rank, agency_id in enumerate(wanted)
        ]
        with self._transactions.writing() as connection:
            insert_missing(connection, RUN_TICKETS, rows)
            for some in chunks(wanted):
                connection.execute(
                    sa.update(RUN_TICKETS)
                    .where(
                        _T.kind == kind.value,
                        _T.night == night,
                        _T.agency_id.in_(some),
                        _T.schedule != schedule,
                        OPEN_TICKETS,
                    )
                    .values(schedule=schedule)
                )

    def planned(self, kind: RunKind, night: date) -> dict[str, str]:
        """The agencies that have a ticket of a kind for a night, with its schedule."""
        statement = sa.select(_T.agency_id, _T.schedule).where(
            _T.kind == kind.value, _T.night == night
        )
        with self._transactions.reading() as connection:
            return {row.agency_id: row.schedule for row in connection.execute(statement)}

    def skip(
        self, kind: RunKind, night: date, agency_ids: Iterable[str], *, at: datetime, detail: str
    ) -> None:
        """Note nights that go unserved; what is noted already stays as it is."""
        rows = [
            new_row(kind, night, agency_id, at, TicketState.SKIPPED, ())
            | {"finished_at": at, "detail": detail}
            for agency_id in agency_ids
        ]
        with self._transactions.writing() as connection:
            insert_missing(connection, RUN_TICKETS, rows)

    def close_before(
        self,
        kind: RunKind,
        night: date,
        *,
        at: datetime,
        spare: Iterable[str] = (),
        detail: str = "the night ended before its turn came",
    ) -> None:
        """Close what earlier nights left unserved: waiting as skipped, dead as abandoned.

        Tickets of the schedules in ``spare`` are left alone: their next night has not begun.
        """
        old = (
            # As an expression: by its kind alone the planner would walk every finished ticket.
            sa.func.coalesce(_T.kind, "") == kind.value,
            sa.func.coalesce(_T.night, night) < night,
            _T.schedule.not_in(tuple(spare)),
            OPEN_TICKETS,
        )
        ended = {"finished_at": at, "owner": None, "lease_until": None}
        waiting = _T.state == TicketState.QUEUED.value
        dead = sa.and_(_T.state == TicketState.RUNNING.value, _T.lease_until < at)
        with self._transactions.writing() as connection:
            for which, state, why in (
                (waiting, TicketState.SKIPPED, detail),
                (dead, TicketState.ABANDONED, "its process ended without a word"),
            ):
                connection.execute(
                    sa.update(RUN_TICKETS)
                    .where(*old, which)
                    .values(state=state.value, detail=why, **ended)
                )

    def end_leases(
        self, agency_ids: Iterable[str], *, at: datetime, dead: Callable[[str], bool]
    ) -> None:
        """End the leases of agencies whose holder is known to be dead, whatever the kind."""
        wanted = tuple(agency_ids)
        with self._transactions.writing() as connection:
            held = [
                row
                for some in chunks(wanted)
                for row in connection.execute(
                    sa.select(_T.id, _T.owner).where(_T.agency_id.in_(some), RUNNING_TICKETS)
                )
            ]
            ended = [row.id for row in held if row.owner and dead(row.owner)]
            for part in chunks(ended):
                connection.execute(
                    sa.update(RUN_TICKETS)
                    .where(_T.id.in_(part))
                    .values(lease_until=at - timedelta(seconds=1))
                )

    def reopen(
        self,
        kind: RunKind,
        night: date,
        agency_ids: Iterable[str],
        *,
        at: datetime,
        schedule: str = "",
    ) -> None:
        """Owe again what ended, with all attempts; what runs under a lease stays as it is.

        What waits is served under ``schedule`` from now on.
        """
        wanted = tuple(agency_ids)
        with self._transactions.writing() as connection:
            new = [new_row(kind, night, each, at, TicketState.QUEUED, ()) for each in wanted]
            insert_missing(connection, RUN_TICKETS, new)
            for some in chunks(wanted):
                connection.execute(
                    sa.update(RUN_TICKETS)
                    .where(
                        _T.kind == kind.value,
                        _T.night == night,
                        _T.agency_id.in_(some),
                        sa.or_(
                            _T.state != TicketState.RUNNING.value,
                            _T.lease_until < at,
                        ),
                    )
                    .values(schedule=schedule, **anew(at))
                )

    def claim(
        self,
        errands: Sequence[Errand],
        *,
        owner: str,
        now: datetime,
        lease: timedelta,
        attempts: int,
        in_hand: Collection[str] = (),
    ) -> Ticket | None:
        """Take the next ticket that is due, or one whose holder died; None when none is left.

        Errands are tried in the order given. An agency that another ticket holds under a living
        lease is passed over, whatever that one's kind, and so are those ``in_hand``: the caller
        knows that it lives, however late its renewals come. A ticket begun ``attempts`` times is
        not begun again: when its holder died it is closed as abandoned.
        """
        with self._transactions.writing() as connection:
            held = abandon_and_hold(connection, errands, in_hand, now, attempts)
            for errand in errands:
                row = next_row(connection, errand, held, now, attempts)
                if row is not None:
                    break
            else:
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
        return ticket_of(row | begun)

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
        troubled_first: bool = False,
    ) -> tuple[Ticket, ...]:
        """Tickets, newest night first, then by agency; those that went wrong first if asked."""
        trouble = sa.case((_T.state.in_(_TROUBLED), 0), else_=1)
        order = (trouble,) if troubled_first else ()
        statement = sa.select(RUN_TICKETS).order_by(_T.night.desc(), *order, _T.agency_id, _T.kind)
        for column, value in (("kind", kind), ("night", night), ("agency_id", agency_id)):
            if value is not None:
                statement = statement.where(_T[column] == value)
        if limit is not None:
            statement = statement.limit(limit)
        with self._transactions.reading() as connection:
            return tuple(ticket_of(dict(row)) for row in connection.execute(statement).mappings())

    def last_nights(self, kind: RunKind, *, state: TicketState | None = None) -> dict[str, date]:
        """The newest night for which each agency has a ticket of a kind, in a state when given."""
        statement = sa.select(_T.agency_id, sa.func.max(_T.night).label("night"))
        statement = statement.where(_T.kind == kind.value).group_by(_T.agency_id)
        if state is not None:
            statement = statement.where(_T.state == state.value)
        with self._transactions.reading() as connection:
            return {row.agency_id: row.night for row in connection.execute(statement)}

    def counts(
        self, nights: Iterable[date], *, agency_id: str | None = None
    ) -> dict[date, dict[TicketState, int]]:
        """How many tickets of each night stand in which state; of one agency when given."""
        statement = (
            sa.select(_T.night, _T.state, sa.func.count().label("number"))
            .where(_T.night.in_(tuple(nights)))
            .group_by(_T.night, _T.state)
        )
        if agency_id is not None:
            statement = statement.where(_T.agency_id == agency_id)
        counted: dict[date, dict[TicketState, int]] = {}
        with self._transactions.reading() as connection:
            for row in connection.execute(statement):
                counted.setdefault(row.night, {})[TicketState(row.state)] = row.number
        return counted
