"""What was done with a company, by time, and the open tasks of a deal."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_OPEN = "status IN ('not_started', 'in_progress', 'pending_input') AND deleted_at IS NULL"


def upgrade() -> None:
    op.create_index("ix_activities_account", "activities", ["workspace_id", "account_id", "happened_at"])
    op.create_index(
        "ix_tasks_open_deal",
        "tasks",
        ["workspace_id", "deal_id"],
        sqlite_where=sa.text(_OPEN),
        postgresql_where=sa.text(_OPEN),
    )
