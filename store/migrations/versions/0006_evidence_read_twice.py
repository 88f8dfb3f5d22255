"""Whether a digit reader told the year in a piece of evidence that OCR read, too.

Revision: 0006. Rows from before hold none of which it did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("evidence", sa.Column("year_agreed", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("evidence", "year_agreed")
