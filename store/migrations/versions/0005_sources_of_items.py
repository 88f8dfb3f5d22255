"""What was declared for an item, what the hub listed and what the crawl found; the pack used.

Revision: 0005. Rows from before know neither.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("item_verdicts", sa.Column("sources", sa.JSON(), nullable=True))
    op.add_column("item_verdicts", sa.Column("signals", sa.JSON(), nullable=True))
    op.add_column("candidates", sa.Column("satisfied", sa.Integer(), nullable=True))
    op.add_column("candidates", sa.Column("tied", sa.Boolean(), nullable=True))
    op.add_column("runs", sa.Column("pack", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("runs", "pack")
    op.drop_column("candidates", "tied")
    op.drop_column("candidates", "satisfied")
    op.drop_column("item_verdicts", "signals")
    op.drop_column("item_verdicts", "sources")
