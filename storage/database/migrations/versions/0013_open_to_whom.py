"""To whom a process serves a platform. Heartbeats are a matter of seconds: none need be kept."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Instant, Key

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("processes")
    op.create_table(
        "processes",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("process", Key(), nullable=False),
        sa.Column("platform", Key(), nullable=False),
        sa.Column("user_id", Key(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "process", "platform", "user_id", name="pk_processes"),
    )
