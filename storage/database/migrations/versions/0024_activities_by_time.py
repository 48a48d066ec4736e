"""Activities by time, and by deal; what is in the trash."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_activities_deal", "activities", ["workspace_id", "deal_id", "happened_at"])
    op.create_index("ix_activities_happened", "activities", ["workspace_id", "happened_at"])
    deleted = sa.text("deleted_at IS NOT NULL")
    for table in ("accounts", "contacts", "leads", "deals", "activities", "tasks", "reminders"):
        op.create_index(
            f"ix_{table}_trash",
            table,
            ["workspace_id", "deleted_at"],
            postgresql_where=deleted,
            sqlite_where=deleted,
        )
