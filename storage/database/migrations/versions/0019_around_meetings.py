"""What is said before calls and meetings, and asked after them."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Instant, Key

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_notices",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("activity_id", Key(), nullable=False),
        sa.Column("kind", Key(), nullable=False),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("user_id", Key(), nullable=False),
        sa.Column("said_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "activity_id", "kind", "starts_at", name="pk_meeting_notices"),
    )
    asked = sa.text("kind = 'outcome'")
    op.create_index(
        "ix_meeting_notices_user",
        "meeting_notices",
        ["workspace_id", "user_id", "said_at"],
        postgresql_where=asked,
        sqlite_where=asked,
    )
    planned = sa.text("status = 'planned' AND deleted_at IS NULL")
    op.create_index(
        "ix_activities_appointments",
        "activities",
        ["workspace_id", "happened_at", "id"],
        postgresql_where=planned,
        sqlite_where=planned,
    )
    op.add_column("outbox", sa.Column("activity_id", Key()))
