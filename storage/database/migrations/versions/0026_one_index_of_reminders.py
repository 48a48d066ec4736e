"""The messages of a reminder are found by one index: every reminder that fires wrote into two."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_outbox_pending_reminder", table_name="outbox")
