"""The rows of tickets inside the caller's transaction: pick, hold, close, owe again."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import sqlalchemy as sa

from store.engine import insert_missing
from store.errors import LeaseLost
from store.mapping import from_json
from store.records import Errand, RunKind, Ticket, TicketState
from store.tables import OPEN_TICKETS, RUN_TICKETS, RUNNING_TICKETS

_T = RUN_TICKETS.c
# States in which a ticket may be begun, whatever its lease says.
_WAITING = (TicketState.QUEUED.value, TicketState.ERROR.value)
_CHUNK = 500  # agencies in one statement

_V = TypeVar("_V")


def owe_second_look(
    connection: sa.Connection, ticket: Ticket, items: Sequence[str], *, due_at: datetime
) -> None:
    """Owe a confirming run of items, in the transaction that keeps the run of ``ticket``.

    A second turn of the night adds its items to a run that still waits, and asks anew for one that
    has ended.
    """
    kind = RunKind.CONFIRM
    new = new_row(kind, ticket.night, ticket.agency_id, due_at, TicketState.QUEUED, ())
    insert_missing(connection, RUN_TICKETS, [new])
    this = sa.and_(
        _T.kind == kind.value, _T.night == ticket.night, _T.agency_id == ticket.agency_id
    )
    row = connection.execute(sa.select(RUN_TICKETS).where(this)).mappings().one()
    open_ = row["state"] in (*_WAITING, TicketState.RUNNING.value)
    before = from_json(tuple[str, ...], row["items"]) if open_ else ()
    values: dict[str, Any] = {"items": list(dict.fromkeys((*before, *items)))}
    if not open_:
        values |= anew(due_at)
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


def next_row(
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


def abandon_and_hold(
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
    for some in chunks(given_up):
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


def anew(due_at: datetime) -> dict[str, Any]:
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


def chunks(values: Sequence[_V]) -> Iterator[Sequence[_V]]:
    """Parts that fit a statement's limit of parameters."""
    for first in range(0, len(values), _CHUNK):
        yield values[first : first + _CHUNK]


def new_row(
    kind: RunKind,
    night: date,
    agency_id: str,
    due_at: datetime,
    state: TicketState,
    items: Sequence[str],
) -> dict[str, Any]:
    """The columns of a ticket that was never begun."""
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


def ticket_of(row: dict[str, Any]) -> Ticket:
    """The record of a row."""
    names = ("night", "agency_id", "attempt", "owner", "lease_until", "heartbeat_at", "due_at")
    more = ("started_at", "finished_at", "run_id", "error_id", "detail")
    return Ticket(
        kind=RunKind(row["kind"]),
        state=TicketState(row["state"]),
        items=from_json(tuple[str, ...], row["items"]),
        schedule=row["schedule"],
        **{name: row[name] for name in (*names, *more)},
    )
