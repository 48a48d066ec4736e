"""Calendar feeds, and the address under which others reach `crmbot serve`."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Instant, Key

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workspaces", sa.Column("public_url", Key(), nullable=False, server_default=""))
    op.create_table(
        "calendar_feeds",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("user_id", Key(), nullable=False),
        sa.Column("token_hash", Key(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"],
            ["users.workspace_id", "users.id"],
            name="fk_calendar_feeds_workspace_id_user_id",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", name="pk_calendar_feeds"),
    )
    op.create_index("ix_calendar_feeds_token", "calendar_feeds", ["workspace_id", "token_hash"])
