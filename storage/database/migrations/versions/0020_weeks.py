"""The overview of the week, for whoever gets that of the day."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What was due long ago is planned anew and not sent.
    op.execute(
        "INSERT INTO digests (workspace_id, user_id, kind, due_at) "
        "SELECT workspace_id, user_id, 'week', '2000-01-01 00:00:00.000000+00:00' FROM digests WHERE kind = 'day'"
    )
