"""The register of agencies: entries are appended, the newest of an agency stands."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from store.engine import insert_rows
from store.errors import AgencyNotFound
from store.mapping import from_json, to_json
from store.records import AgencyEntry, RegisterChange, RegisteredAgency
from store.tables import AGENCY_ENTRIES
from store.transactions import Transactions


class AgencyRegister:
    """Reads and appends the register's entries."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, entries: Sequence[AgencyEntry], *, at: datetime) -> RegisterChange:
        """Record entries, all or none; one that is unchanged adds nothing.

        A retired agency that is recorded again is active again.
        """
        added: list[str] = []
        changed: list[str] = []
        unchanged: list[str] = []
        with self._transactions.writing() as connection:
            standing = {agency.entry.agency_id: agency for agency in _standing(connection)}
            rows = []
            for entry in entries:
                body = to_json(AgencyEntry, entry)
                digest = _digest(body)
                known = standing.get(entry.agency_id)
                if known is not None and known.digest == digest and not known.retired:
                    unchanged.append(entry.agency_id)
                    continue
                (added if known is None else changed).append(entry.agency_id)
                rows.append(_row(entry.agency_id, body, digest, at, retired=False))
            insert_rows(connection, AGENCY_ENTRIES, rows)
        return RegisterChange(
            added=tuple(added), changed=tuple(changed), unchanged=tuple(unchanged)
        )

    def retire(self, agency_id: str, *, at: datetime) -> RegisteredAgency:
        """Archive an agency: it is kept, but audited no more. Again: nothing happens.

        Raises:
            AgencyNotFound: the register has no such agency.
        """
        with self._transactions.writing() as connection:
            known = next(iter(_standing(connection, agency_id)), None)
            if known is None:
                raise AgencyNotFound(
                    f"The register has no agency {agency_id!r}; list its ids and try again."
                )
            if not known.retired:
                body = to_json(AgencyEntry, known.entry)
                row = _row(agency_id, body, known.digest, at, retired=True)
                insert_rows(connection, AGENCY_ENTRIES, [row])
                known = RegisteredAgency(
                    entry=known.entry, digest=known.digest, recorded_at=at, retired=True
                )
        return known

    def get(self, agency_id: str) -> RegisteredAgency | None:
        """An agency's entry as it stands, None when the register never had it."""
        with self._transactions.reading() as connection:
            return next(iter(_standing(connection, agency_id)), None)

    def all(self, *, retired: bool = False) -> tuple[RegisteredAgency, ...]:
        """The agencies by id; archived ones only when asked for."""
        with self._transactions.reading() as connection:
            found = _standing(connection)
        return tuple(agency for agency in found if retired or not agency.retired)

    def active_since(self) -> dict[str, datetime]:
        """When each agency was recorded first, or first again after it was retired last."""
        later = AGENCY_ENTRIES.alias("later")
        retired_later = sa.exists().where(
            later.c.agency_id == AGENCY_ENTRIES.c.agency_id,
            later.c.id >= AGENCY_ENTRIES.c.id,
            later.c.retired,
        )
        statement = (
            sa.select(
                AGENCY_ENTRIES.c.agency_id, sa.func.min(AGENCY_ENTRIES.c.recorded_at).label("since")
            )
            .where(~retired_later)
            .group_by(AGENCY_ENTRIES.c.agency_id)
        )
        with self._transactions.reading() as connection:
            return {row.agency_id: row.since for row in connection.execute(statement)}

    def revision(self) -> int:
        """A number that grows with every entry."""
        with self._transactions.reading() as connection:
            return connection.scalar(sa.select(sa.func.max(AGENCY_ENTRIES.c.id))) or 0

    def entry_of(self, digest: str) -> AgencyEntry | None:
        """The entry that a run remembers by its digest, None when it is not kept."""
        statement = sa.select(AGENCY_ENTRIES.c.body).where(AGENCY_ENTRIES.c.digest == digest)
        with self._transactions.reading() as connection:
            body = connection.scalar(statement.limit(1))
            return None if body is None else from_json(AgencyEntry, body)


def _standing(
    connection: sa.Connection, agency_id: str | None = None
) -> tuple[RegisteredAgency, ...]:
    newest = sa.select(sa.func.max(AGENCY_ENTRIES.c.id)).group_by(AGENCY_ENTRIES.c.agency_id)
    if agency_id is not None:  # inside, so that the index finds the one agency
        newest = newest.where(AGENCY_ENTRIES.c.agency_id == agency_id)
    statement = (
        sa.select(AGENCY_ENTRIES)
        .where(AGENCY_ENTRIES.c.id.in_(newest))
        .order_by(AGENCY_ENTRIES.c.agency_id)
    )
    return tuple(
        RegisteredAgency(
            entry=from_json(AgencyEntry, row["body"]),
            digest=row["digest"],
            recorded_at=row["recorded_at"],
            retired=row["retired"],
        )
        for row in connection.execute(statement).mappings()
    )


def _row(agency_id: str, body: Any, digest: str, at: datetime, *, retired: bool) -> dict[str, Any]:
    return {
        "agency_id": agency_id,
        "digest": digest,
        "recorded_at": at,
        "retired": retired,
        "body": body,
    }


def _digest(body: Any) -> str:
    canonical = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"
