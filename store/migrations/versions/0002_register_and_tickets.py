"""The register of agencies, and the state of the runs that each night owes.

Revision: 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("runs", sa.Column("register_digest", sa.String(), nullable=True))
    op.create_table(
        "agency_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_entries")),
    )
    op.create_index(op.f("ix_agency_entries_agency_id"), "agency_entries", ["agency_id"])
    op.create_index(op.f("ix_agency_entries_digest"), "agency_entries", ["digest"])
    op.create_table(
        "run_tickets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("night", sa.Date(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("run_id", sa.String(), nullable=True),
        sa.Column("error_id", sa.String(), nullable=True),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_tickets")),
        sa.UniqueConstraint(
            "kind", "night", "agency_id", name=op.f("uq_run_tickets_kind_night_agency_id")
        ),
    )
    op.create_index(op.f("ix_run_tickets_agency_id"), "run_tickets", ["agency_id"])
    op.create_index("ix_run_tickets_night_state", "run_tickets", ["night", "state"])


def downgrade() -> None:
    op.drop_table("run_tickets")
    op.drop_table("agency_entries")
    op.drop_column("runs", "register_digest")
