"""In which order and under which schedule a night's tickets are served, and lean indexes for it.

Revision: 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OPEN = sa.text("state IN ('queued', 'running', 'error')")
_RUNNING = sa.text("state = 'running'")


def upgrade() -> None:
    op.add_column(
        "run_tickets", sa.Column("rank", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column(
        "run_tickets", sa.Column("schedule", sa.String(), server_default="", nullable=False)
    )
    op.drop_index("ix_run_tickets_agency_id", "run_tickets")
    op.create_index(
        "ix_run_tickets_agency_night", "run_tickets", ["agency_id", "kind", "night", "state"]
    )
    op.create_index(
        "ix_run_tickets_open",
        "run_tickets",
        ["schedule", "kind", "night", "rank", "due_at"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index(
        "ix_run_tickets_running",
        "run_tickets",
        ["agency_id"],
        sqlite_where=_RUNNING,
        postgresql_where=_RUNNING,
    )


def downgrade() -> None:
    op.drop_index("ix_run_tickets_running", "run_tickets")
    op.drop_index("ix_run_tickets_open", "run_tickets")
    op.drop_index("ix_run_tickets_agency_night", "run_tickets")
    op.create_index("ix_run_tickets_agency_id", "run_tickets", ["agency_id"])
    op.drop_column("run_tickets", "schedule")
    op.drop_column("run_tickets", "rank")
