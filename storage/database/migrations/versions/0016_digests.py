"""Overviews that come unasked; rows of the outbox for them."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Instant, Key

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "digests",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("user_id", Key(), nullable=False),
        sa.Column("kind", Key(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("sent_on", sa.Date()),
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"],
            ["users.workspace_id", "users.id"],
            name="fk_digests_workspace_id_user_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", "kind", name="pk_digests"),
    )
    op.create_index("ix_digests_due", "digests", ["workspace_id", "due_at"])
    op.add_column("outbox", sa.Column("unasked", Key(), nullable=False, server_default=""))
    # Whoever can be written to already: what was due long ago is planned anew and not sent.
    op.execute(
        "INSERT INTO digests (workspace_id, user_id, kind, due_at) "
        "SELECT workspace_id, id, 'day', '2000-01-01 00:00:00.000000+00:00' FROM users "
        "WHERE reply_platform <> ''"
    )
