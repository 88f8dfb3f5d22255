"""Whether the words of a piece of evidence were read from a picture.

Revision: 0004. Rows from before hold none that were.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("evidence", sa.Column("ocr", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("evidence", "ocr")
