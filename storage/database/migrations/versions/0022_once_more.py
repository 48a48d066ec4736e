"""Reminders that come once more; what a person was sent unasked."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Instant

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reminders", sa.Column("nag_at", Instant()))
    nagging = sa.text("nag_at IS NOT NULL AND state IN ('pending', 'fired') AND deleted_at IS NULL")
    op.create_index(
        "ix_reminders_nag",
        "reminders",
        ["workspace_id", "nag_at"],
        postgresql_where=nagging,
        sqlite_where=nagging,
    )
    unasked = sa.text("state = 'sent' AND (reminder_id IS NOT NULL OR unasked <> '')")
    op.create_index(
        "ix_outbox_unasked",
        "outbox",
        ["workspace_id", "user_id", "settled_at"],
        postgresql_where=unasked,
        sqlite_where=unasked,
    )
