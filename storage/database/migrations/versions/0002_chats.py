"""Invitations to chats, heartbeats and duties of processes, and whom an answer is for."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Instant, Key, WrittenText

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("only_for", Key(), nullable=False, server_default=""))
    op.add_column("outbox", sa.Column("answer_to", WrittenText(), nullable=False, server_default=""))
    op.create_index(
        "ix_outbox_reminder",
        "outbox",
        ["workspace_id", "reminder_id", "due_at"],
        postgresql_where=sa.text("reminder_id IS NOT NULL"),
        sqlite_where=sa.text("reminder_id IS NOT NULL"),
    )
    op.create_index("ix_change_sets_message", "change_sets", ["workspace_id", "message_key"])
    op.create_table(
        "invitations",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("code_hash", Key(), nullable=False),
        sa.Column("user_id", Key(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant()),
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"],
            ["users.workspace_id", "users.id"],
            name="fk_invitations_workspace_id_user_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("workspace_id", "code_hash", name="pk_invitations"),
    )
    op.create_table(
        "invitation_failures",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("id", Key(), nullable=False),
        sa.Column("platform", Key(), nullable=False),
        sa.Column("external_id", Key(), nullable=False),
        sa.Column("failed_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_invitation_failures"),
    )
    op.create_index(
        "ix_invitation_failures_identity",
        "invitation_failures",
        ["workspace_id", "platform", "external_id", "failed_at"],
    )
    op.create_table(
        "processes",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("process", Key(), nullable=False),
        sa.Column("platform", Key(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "process", "platform", name="pk_processes"),
    )
    op.create_table(
        "leases",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("duty", Key(), nullable=False),
        sa.Column("holder", Key(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "duty", name="pk_leases"),
    )
