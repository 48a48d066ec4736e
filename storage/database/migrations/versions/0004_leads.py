"""Leads, what was done with them, and people found by their numbers."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Instant, Key, WrittenText

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "leads",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("id", Key(), nullable=False),
        sa.Column("first_name", WrittenText(), nullable=False),
        sa.Column("last_name", WrittenText(), nullable=False),
        sa.Column("account_name", WrittenText(), nullable=False),
        sa.Column("title", WrittenText(), nullable=False),
        sa.Column("email", WrittenText(), nullable=False),
        sa.Column("phone", WrittenText(), nullable=False),
        sa.Column("phone_e164", Key(), nullable=False),
        sa.Column("mobile", WrittenText(), nullable=False),
        sa.Column("mobile_e164", Key(), nullable=False),
        sa.Column("source", WrittenText(), nullable=False),
        sa.Column("status", Key(), nullable=False),
        sa.Column("contact_id", Key()),
        sa.Column("account_id", Key()),
        sa.Column("deal_id", Key()),
        sa.Column("owner_id", Key()),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("deleted_at", Instant()),
        *(
            sa.ForeignKeyConstraint(
                ["workspace_id", column],
                [f"{target}.workspace_id", f"{target}.id"],
                name=f"fk_leads_workspace_id_{column}",
                deferrable=True,
                initially="DEFERRED",
            )
            for column, target in (
                ("contact_id", "contacts"),
                ("account_id", "accounts"),
                ("deal_id", "deals"),
                ("owner_id", "users"),
            )
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_leads"),
    )
    op.create_table(
        "activity_leads",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("activity_id", Key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("lead_id", Key(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                ["workspace_id", column],
                [f"{target}.workspace_id", f"{target}.id"],
                name=f"fk_activity_leads_workspace_id_{column}",
                deferrable=True,
                initially="DEFERRED",
            )
            for column, target in (("activity_id", "activities"), ("lead_id", "leads"))
        ),
        sa.PrimaryKeyConstraint("workspace_id", "activity_id", "position", name="pk_activity_leads"),
    )
    op.create_index("ix_activity_leads_lead", "activity_leads", ["workspace_id", "lead_id", "activity_id"])
    for number in ("phone", "mobile"):
        told = sa.text(f"{number}_e164 <> ''")
        op.create_index(
            f"ix_contacts_{number}",
            "contacts",
            ["workspace_id", f"{number}_e164"],
            postgresql_where=told,
            sqlite_where=told,
        )
    op.add_column("tasks", sa.Column("lead_id", Key()))
    linked = sa.text("lead_id IS NOT NULL")
    op.create_index("ix_tasks_lead", "tasks", ["workspace_id", "lead_id"], postgresql_where=linked, sqlite_where=linked)
