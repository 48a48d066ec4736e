"""The mirror of another CRM: its records, what waits to be told it, and what is in dispute."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Instant, Json, Key, WrittenText

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workspaces", sa.Column("remote", Key(), nullable=False, server_default=""))
    op.create_table(
        "mirrors",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("kind", Key(), nullable=False),
        sa.Column("remote_id", Key(), nullable=False),
        sa.Column("record_id", Key(), nullable=False),
        sa.Column("base", Json(), nullable=False),
        sa.Column("modified_at", Instant(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "kind", "remote_id", name="pk_mirrors"),
    )
    op.create_index("ix_mirrors_record", "mirrors", ["workspace_id", "record_id"])
    op.create_table(
        "pushes",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("id", Key(), nullable=False),
        sa.Column("record_kind", Key(), nullable=False),
        sa.Column("record_id", Key(), nullable=False),
        sa.Column("fields", Json(), nullable=False),
        sa.Column("user_id", Key(), nullable=False),
        sa.Column("queued_at", Instant(), nullable=False),
        sa.Column("not_before", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", WrittenText(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_pushes"),
    )
    op.create_index("ix_pushes_record", "pushes", ["workspace_id", "record_id", "id"])
    op.create_table(
        "pull_states",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("kind", Key(), nullable=False),
        sa.Column("since", Instant()),
        sa.Column("round_began", Instant()),
        sa.Column("read_to", Instant()),
        sa.Column("read_id", Key(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "kind", name="pk_pull_states"),
    )
    op.create_table(
        "sync_conflicts",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("id", Key(), nullable=False),
        sa.Column("record_kind", Key(), nullable=False),
        sa.Column("record_id", Key(), nullable=False),
        sa.Column("field", Key(), nullable=False),
        sa.Column("theirs", Json()),
        sa.Column("theirs_by", WrittenText(), nullable=False),
        sa.Column("theirs_at", Instant(), nullable=False),
        sa.Column("user_id", Key(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("found_at", Instant(), nullable=False),
        sa.Column("settled_at", Instant()),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_sync_conflicts"),
    )
    op.create_index(
        "ix_sync_conflicts_open",
        "sync_conflicts",
        ["workspace_id", "record_id", "field"],
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )
