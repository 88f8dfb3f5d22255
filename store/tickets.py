"""Who audits which agency tonight: tickets with a lease, at most one of a kind, night and agency.

Every change is one transaction that names the owner and the attempt, so that of two processes that
reach for the same ticket one gets it, and one that comes back from the dead changes nothing.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import sqlalchemy as sa

from store.engine import insert_missing
from store.errors import LeaseLost
from store.mapping import from_json
from store.records import Errand, RunKind, Ticket, TicketState
from store.tables import OPEN_TICKETS, RUN_TICKETS, RUNNING_TICKETS
from store.transactions import Transactions

_T = RUN_TICKETS.c
# States in which a ticket may be begun, whatever its lease says.
_WAITING = (TicketState.QUEUED.value, TicketState.ERROR.value)
_TROUBLED = (TicketState.ERROR.value, TicketState.ABANDONED.value)
_CHUNK = 500  # agencies in one statement

_V = TypeVar("_V")


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
            _new(kind, night, agency_id, due_at, TicketState.QUEUED, items)
            | {"rank": rank, "schedule": schedule}
            for rank, agency_id in enumerate(wanted)
        ]
        with self._transactions.writing() as connection:
            insert_missing(connection, RUN_TICKETS, rows)
            for some in _chunks(wanted):
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
            _new(kind, night, agency_id, at, TicketState.SKIPPED, ())
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
                for some in _chunks(wanted)
                for row in connection.execute(
                    sa.select(_T.id, _T.owner).where(_T.agency_id.in_(some), RUNNING_TICKETS)
                )
            ]
            ended = [row.id for row in held if row.owner and dead(row.owner)]
            for part in _chunks(ended):
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
            new = [_new(kind, night, each, at, TicketState.QUEUED, ()) for each in wanted]
            insert_missing(connection, RUN_TICKETS, new)
            for some in _chunks(wanted):
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
                    .values(schedule=schedule, **_anew(at))
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
            held = _abandon_and_hold(connection, errands, in_hand, now, attempts)
            for errand in errands:
                row = _next(connection, errand, held, now, attempts)
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
        return _ticket(row | begun)

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
            return tuple(_ticket(dict(row)) for row in connection.execute(statement).mappings())

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


def owe_second_look(
    connection: sa.Connection, ticket: Ticket, items: Sequence[str], *, due_at: datetime
) -> None:
    """Owe a confirming run of items, in the transaction that keeps the run of ``ticket``.

    A second turn of the night adds its items to a run that still waits, and asks anew for one that
    has ended.
    """
    kind = RunKind.CONFIRM
    new = _new(kind, ticket.night, ticket.agency_id, due_at, TicketState.QUEUED, ())
    insert_missing(connection, RUN_TICKETS, [new])
    this = sa.and_(
        _T.kind == kind.value, _T.night == ticket.night, _T.agency_id == ticket.agency_id
    )
    row = connection.execute(sa.select(RUN_TICKETS).where(this)).mappings().one()
    open_ = row["state"] in (*_WAITING, TicketState.RUNNING.value)
    before = from_json(tuple[str, ...], row["items"]) if open_ else ()
    values: dict[str, Any] = {"items": list(dict.fromkeys((*before, *items)))}
    if not open_:
        values |= _anew(due_at)
    connection.execute(sa.update(RUN_TICKETS).where(this).values(**values))


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


def _next(
    connection: sa.Connection, errand: Errand, held: Sequence[str], now: datetime, attempts: int
) -> dict[str, Any] | None:
    """The row of the ticket to begin next, of an agency that nobody holds."""
    chosen = [
        _T.schedule == errand.schedule,
        _T.kind == errand.kind.value,
        _T.agency_id.not_in(held),
    ]
    if errand.night is not None:
        chosen.append(_T.night == errand.night)
    row = (
        connection.execute(
            sa.select(RUN_TICKETS)
            .where(
                *chosen,
                OPEN_TICKETS,
                # What runs and is held by nobody was left by a dead process.
                sa.or_(_T.due_at <= now, _T.state == TicketState.RUNNING.value),
                _T.attempt < attempts,
            )
            .order_by(_T.rank, _T.due_at, _T.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        .mappings()
        .first()
    )
    return None if row is None else dict(row)


def _abandon_and_hold(
    connection: sa.Connection,
    errands: Sequence[Errand],
    in_hand: Collection[str],
    now: datetime,
    attempts: int,
) -> tuple[str, ...]:
    """Close what killed its holders too often; the agencies in living hands."""
    # All that run are few: they are picked here, for the index knows them by their state alone.
    running = connection.execute(
        sa.select(_T.id, _T.kind, _T.night, _T.agency_id, _T.attempt, _T.lease_until).where(
            RUNNING_TICKETS
        )
    ).all()
    dead = [
        row
        for row in running
        if row.agency_id not in in_hand and (row.lease_until is None or row.lease_until < now)
    ]
    given_up = [
        row.id
        for row in dead
        if row.attempt >= attempts
        and any(each.kind == row.kind and each.night in (None, row.night) for each in errands)
    ]
    for some in _chunks(given_up):
        connection.execute(
            sa.update(RUN_TICKETS)
            .where(_T.id.in_(some))
            .values(
                state=TicketState.ABANDONED.value,
                finished_at=now,
                owner=None,
                lease_until=None,
                detail=f"its process ended without a word {attempts} times",
            )
        )
    gone = {row.id for row in dead}
    return tuple(row.agency_id for row in running if row.id not in gone)


def _anew(due_at: datetime) -> dict[str, Any]:
    """The columns of a ticket that is owed again with all attempts."""
    return {
        "state": TicketState.QUEUED.value,
        "attempt": 0,
        "due_at": due_at,
        "owner": None,
        "lease_until": None,
        "finished_at": None,
        "error_id": None,
        "detail": "",
    }


def _chunks(values: Sequence[_V]) -> Iterator[Sequence[_V]]:
    """Parts that fit a statement's limit of parameters."""
    for first in range(0, len(values), _CHUNK):
        yield values[first : first + _CHUNK]


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
        "rank": 0,
        "schedule": "",
    }


def _ticket(row: dict[str, Any]) -> Ticket:
    names = ("night", "agency_id", "attempt", "owner", "lease_until", "heartbeat_at", "due_at")
    more = ("started_at", "finished_at", "run_id", "error_id", "detail")
    return Ticket(
        kind=RunKind(row["kind"]),
        state=TicketState(row["state"]),
        items=from_json(tuple[str, ...], row["items"]),
        schedule=row["schedule"],
        **{name: row[name] for name in (*names, *more)},
    )
