"""Reminders that were refused for good, found by their person."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    failed = sa.text("state = 'failed' AND reminder_id IS NOT NULL")
    op.create_index(
        "ix_outbox_failed_reminder",
        "outbox",
        ["workspace_id", "user_id", "settled_at"],
        postgresql_where=failed,
        sqlite_where=failed,
    )
