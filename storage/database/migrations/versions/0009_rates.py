"""Exchange rates of a workspace."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Key, Money

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rates",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("base", Key(), nullable=False),
        sa.Column("currency", Key(), nullable=False),
        sa.Column("rate", Money(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "base", "currency", name="pk_rates"),
    )
