"""The first schema, and the one workspace of a deployment."""

import sqlalchemy as sa
from alembic import op

from bot.domain.ids import new_id
from storage.database.types import Instant, Json, Key, LocalTime, Money, WrittenText

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "buttons",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("handle", Key(), nullable=False),
        sa.Column("outbox_id", Key(), nullable=False),
        sa.Column("user_id", Key(), nullable=False),
        sa.Column("button_group", Key(), nullable=False),
        sa.Column("action", Json(), nullable=False),
        sa.Column("used_at", Instant()),
        sa.PrimaryKeyConstraint("workspace_id", "handle", name="pk_buttons"),
    )
    op.create_index(
        "ix_buttons_group",
        "buttons",
        ["workspace_id", "button_group"],
        postgresql_where=sa.text("button_group <> ''"),
        sqlite_where=sa.text("button_group <> ''"),
    )
    op.create_table(
        "conversations",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("key", Key(), nullable=False),
        sa.Column("state", Json(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "key", name="pk_conversations"),
    )
    op.create_table(
        "inbox",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("key", Key(), nullable=False),
        sa.Column("id", Key(), nullable=False),
        sa.Column("conversation", Key(), nullable=False),
        sa.Column("incoming", Json(), nullable=False),
        sa.Column("state", Key(), nullable=False),
        sa.Column("accepted_at", Instant(), nullable=False),
        sa.Column("finished_at", Instant()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", Instant()),
        sa.Column("claimed_by", Key(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "key", name="pk_inbox"),
    )
    op.create_index(
        "ix_inbox_accepted",
        "inbox",
        ["workspace_id", "id"],
        postgresql_where=sa.text("state = 'accepted'"),
        sqlite_where=sa.text("state = 'accepted'"),
    )
    op.create_index(
        "ix_inbox_accepted_conversation",
        "inbox",
        ["workspace_id", "conversation", "id"],
        postgresql_where=sa.text("state = 'accepted'"),
        sqlite_where=sa.text("state = 'accepted'"),
    )
    op.create_table(
        "name_deletions",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("shortened", Key(), nullable=False),
        sa.Column("word", Key(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "shortened", "word", name="pk_name_deletions"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "name_postings",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("word", Key(), nullable=False),
        sa.Column("kind", Key(), nullable=False),
        sa.Column("record_id", Key(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "word", "kind", "record_id", name="pk_name_postings"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_name_postings_record", "name_postings", ["workspace_id", "kind", "record_id", "word"])
    op.create_table(
        "name_words",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("word", Key(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "word", name="pk_name_words"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "names",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("kind", Key(), nullable=False),
        sa.Column("record_id", Key(), nullable=False),
        sa.Column("name", WrittenText(), nullable=False),
        sa.Column("name_key", Key(), nullable=False),
        sa.Column("account_id", Key()),
        sa.PrimaryKeyConstraint("workspace_id", "kind", "record_id", name="pk_names"),
    )
    op.create_index(
        "ix_names_account",
        "names",
        ["workspace_id", "account_id"],
        postgresql_where=sa.text("account_id IS NOT NULL"),
        sqlite_where=sa.text("account_id IS NOT NULL"),
    )
    op.create_index("ix_names_key", "names", ["workspace_id", "kind", "name_key"])
    op.create_table(
        "outbox",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("id", Key(), nullable=False),
        sa.Column("user_id", Key(), nullable=False),
        sa.Column("platform", Key(), nullable=False),
        sa.Column("chat", Key(), nullable=False),
        sa.Column("thread", Key(), nullable=False),
        sa.Column("effect", Json()),
        sa.Column("message_id", Key(), nullable=False),
        sa.Column("inbox_key", Key(), nullable=False),
        sa.Column("reminder_id", Key()),
        sa.Column("due_at", Instant()),
        sa.Column("state", Key(), nullable=False),
        sa.Column("queued_at", Instant(), nullable=False),
        sa.Column("not_before", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Boolean(), nullable=False),
        sa.Column("lease_until", Instant()),
        sa.Column("claimed_by", Key(), nullable=False),
        sa.Column("reference", Key(), nullable=False),
        sa.Column("failure", WrittenText(), nullable=False),
        sa.Column("settled_at", Instant()),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_outbox"),
    )
    op.create_index(
        "ix_outbox_message",
        "outbox",
        ["workspace_id", "message_id"],
        postgresql_where=sa.text("message_id <> ''"),
        sqlite_where=sa.text("message_id <> ''"),
    )
    op.create_index(
        "ix_outbox_pending",
        "outbox",
        ["workspace_id", "queued_at", "id"],
        postgresql_where=sa.text("state = 'pending'"),
        sqlite_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        "ix_outbox_pending_address",
        "outbox",
        ["workspace_id", "platform", "chat", "thread", "queued_at", "id"],
        postgresql_where=sa.text("state = 'pending'"),
        sqlite_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        "ix_outbox_pending_reminder",
        "outbox",
        ["workspace_id", "reminder_id"],
        postgresql_where=sa.text("state = 'pending' AND reminder_id IS NOT NULL"),
        sqlite_where=sa.text("state = 'pending' AND reminder_id IS NOT NULL"),
    )
    op.create_table(
        "users",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("id", Key(), nullable=False),
        sa.Column("name", WrittenText(), nullable=False),
        sa.Column("email", WrittenText(), nullable=False),
        sa.Column("role", Key(), nullable=False),
        sa.Column("team", WrittenText(), nullable=False),
        sa.Column("language", Key(), nullable=False),
        sa.Column("timezone", Key(), nullable=False),
        sa.Column("workday_start", sa.Time(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("reply_platform", Key(), nullable=False),
        sa.Column("reply_chat", Key(), nullable=False),
        sa.Column("reply_thread", Key(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_users"),
    )
    op.create_table(
        "workspaces",
        sa.Column("id", Key(), nullable=False),
        sa.Column("name", WrittenText(), nullable=False),
        sa.Column("currency", Key(), nullable=False),
        sa.Column("timezone", Key(), nullable=False),
        sa.Column("country", Key(), nullable=False),
        sa.Column("day_first", sa.Boolean()),
        sa.PrimaryKeyConstraint("id", name="pk_workspaces"),
    )
    op.create_table(
        "accounts",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("id", Key(), nullable=False),
        sa.Column("name", WrittenText(), nullable=False),
        sa.Column("website", WrittenText(), nullable=False),
        sa.Column("industry", WrittenText(), nullable=False),
        sa.Column("phone", WrittenText(), nullable=False),
        sa.Column("phone_e164", Key(), nullable=False),
        sa.Column("address", WrittenText(), nullable=False),
        sa.Column("owner_id", Key()),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("deleted_at", Instant()),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["users.workspace_id", "users.id"],
            name="fk_accounts_workspace_id_owner_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_accounts"),
    )
    op.create_table(
        "change_sets",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("id", Key(), nullable=False),
        sa.Column("user_id", Key(), nullable=False),
        sa.Column("conversation", Key(), nullable=False),
        sa.Column("message_key", Key(), nullable=False),
        sa.Column("intent", Key(), nullable=False),
        sa.Column("subject", WrittenText(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("reverses", Key()),
        sa.Column("undone_at", Instant()),
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"],
            ["users.workspace_id", "users.id"],
            name="fk_change_sets_workspace_id_user_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_change_sets"),
    )
    op.create_index("ix_change_sets_user", "change_sets", ["workspace_id", "user_id", "made_at", "id"])
    op.create_table(
        "identities",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("platform", Key(), nullable=False),
        sa.Column("external_id", Key(), nullable=False),
        sa.Column("user_id", Key(), nullable=False),
        sa.Column("linked_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"],
            ["users.workspace_id", "users.id"],
            name="fk_identities_workspace_id_user_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("workspace_id", "platform", "external_id", name="pk_identities"),
    )
    op.create_table(
        "changes",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("id", Key(), nullable=False),
        sa.Column("set_id", Key(), nullable=False),
        sa.Column("record_kind", Key(), nullable=False),
        sa.Column("record_id", Key(), nullable=False),
        sa.Column("field_names", Key(), nullable=False),
        sa.Column("before", Json()),
        sa.Column("after", Json(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "set_id"],
            ["change_sets.workspace_id", "change_sets.id"],
            name="fk_changes_workspace_id_set_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_changes"),
    )
    op.create_index("ix_changes_record", "changes", ["workspace_id", "record_id", "id"])
    op.create_index("ix_changes_set", "changes", ["workspace_id", "set_id", "id"])
    op.create_table(
        "contacts",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("id", Key(), nullable=False),
        sa.Column("first_name", WrittenText(), nullable=False),
        sa.Column("last_name", WrittenText(), nullable=False),
        sa.Column("account_id", Key()),
        sa.Column("title", WrittenText(), nullable=False),
        sa.Column("email", WrittenText(), nullable=False),
        sa.Column("email_key", Key(), nullable=False),
        sa.Column("phone", WrittenText(), nullable=False),
        sa.Column("phone_e164", Key(), nullable=False),
        sa.Column("mobile", WrittenText(), nullable=False),
        sa.Column("mobile_e164", Key(), nullable=False),
        sa.Column("address", WrittenText(), nullable=False),
        sa.Column("birthday", sa.Date()),
        sa.Column("timezone", Key(), nullable=False),
        sa.Column("owner_id", Key()),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("deleted_at", Instant()),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name="fk_contacts_workspace_id_account_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["users.workspace_id", "users.id"],
            name="fk_contacts_workspace_id_owner_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_contacts"),
    )
    op.create_index(
        "ix_contacts_email",
        "contacts",
        ["workspace_id", "email_key"],
        postgresql_where=sa.text("email_key <> ''"),
        sqlite_where=sa.text("email_key <> ''"),
    )
    op.create_table(
        "deals",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("id", Key(), nullable=False),
        sa.Column("name", WrittenText(), nullable=False),
        sa.Column("account_id", Key()),
        sa.Column("amount", Money()),
        sa.Column("currency", Key(), nullable=False),
        sa.Column("stage", Key(), nullable=False),
        sa.Column("probability", sa.Integer(), nullable=False),
        sa.Column("close_date", sa.Date()),
        sa.Column("next_step", WrittenText(), nullable=False),
        sa.Column("owner_id", Key()),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("deleted_at", Instant()),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name="fk_deals_workspace_id_account_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["users.workspace_id", "users.id"],
            name="fk_deals_workspace_id_owner_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_deals"),
    )
    op.create_index("ix_deals_account", "deals", ["workspace_id", "account_id"])
    op.create_table(
        "activities",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("id", Key(), nullable=False),
        sa.Column("kind", Key(), nullable=False),
        sa.Column("status", Key(), nullable=False),
        sa.Column("direction", Key()),
        sa.Column("outcome", Key()),
        sa.Column("happened_at", Instant(), nullable=False),
        sa.Column("date_only", sa.Boolean(), nullable=False),
        sa.Column("duration_minutes", sa.Integer()),
        sa.Column("note", WrittenText(), nullable=False),
        sa.Column("contact_name", WrittenText(), nullable=False),
        sa.Column("account_id", Key()),
        sa.Column("account_name", WrittenText(), nullable=False),
        sa.Column("deal_id", Key()),
        sa.Column("owner_id", Key()),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("deleted_at", Instant()),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name="fk_activities_workspace_id_account_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "deal_id"],
            ["deals.workspace_id", "deals.id"],
            name="fk_activities_workspace_id_deal_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["users.workspace_id", "users.id"],
            name="fk_activities_workspace_id_owner_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_activities"),
    )
    op.create_index(
        "ix_activities_planned",
        "activities",
        ["workspace_id", "owner_id", "happened_at"],
        postgresql_where=sa.text("status = 'planned' AND deleted_at IS NULL"),
        sqlite_where=sa.text("status = 'planned' AND deleted_at IS NULL"),
    )
    op.create_table(
        "tasks",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("id", Key(), nullable=False),
        sa.Column("subject", WrittenText(), nullable=False),
        sa.Column("action", Key(), nullable=False),
        sa.Column("status", Key(), nullable=False),
        sa.Column("priority", Key(), nullable=False),
        sa.Column("due_at", Instant()),
        sa.Column("date_only", sa.Boolean(), nullable=False),
        sa.Column("contact_id", Key()),
        sa.Column("contact_name", WrittenText(), nullable=False),
        sa.Column("account_id", Key()),
        sa.Column("account_name", WrittenText(), nullable=False),
        sa.Column("deal_id", Key()),
        sa.Column("owner_id", Key()),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("deleted_at", Instant()),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name="fk_tasks_workspace_id_account_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contacts.workspace_id", "contacts.id"],
            name="fk_tasks_workspace_id_contact_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "deal_id"],
            ["deals.workspace_id", "deals.id"],
            name="fk_tasks_workspace_id_deal_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["users.workspace_id", "users.id"],
            name="fk_tasks_workspace_id_owner_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_tasks"),
    )
    op.create_index(
        "ix_tasks_open_account",
        "tasks",
        ["workspace_id", "account_id", "due_at"],
        postgresql_where=sa.text("status IN ('not_started', 'in_progress', 'pending_input') AND deleted_at IS NULL"),
        sqlite_where=sa.text("status IN ('not_started', 'in_progress', 'pending_input') AND deleted_at IS NULL"),
    )
    op.create_index(
        "ix_tasks_open_contact",
        "tasks",
        ["workspace_id", "contact_id", "due_at"],
        postgresql_where=sa.text("status IN ('not_started', 'in_progress', 'pending_input') AND deleted_at IS NULL"),
        sqlite_where=sa.text("status IN ('not_started', 'in_progress', 'pending_input') AND deleted_at IS NULL"),
    )
    op.create_index(
        "ix_tasks_open_owner",
        "tasks",
        ["workspace_id", "owner_id", "due_at"],
        postgresql_where=sa.text("status IN ('not_started', 'in_progress', 'pending_input') AND deleted_at IS NULL"),
        sqlite_where=sa.text("status IN ('not_started', 'in_progress', 'pending_input') AND deleted_at IS NULL"),
    )
    op.create_table(
        "activity_contacts",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("activity_id", Key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("contact_id", Key(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "activity_id"],
            ["activities.workspace_id", "activities.id"],
            name="fk_activity_contacts_workspace_id_activity_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contacts.workspace_id", "contacts.id"],
            name="fk_activity_contacts_workspace_id_contact_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("workspace_id", "activity_id", "position", name="pk_activity_contacts"),
    )
    op.create_index("ix_activity_contacts_contact", "activity_contacts", ["workspace_id", "contact_id", "activity_id"])
    op.create_table(
        "reminders",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("id", Key(), nullable=False),
        sa.Column("user_id", Key(), nullable=False),
        sa.Column("subject", WrittenText(), nullable=False),
        sa.Column("wish", LocalTime(), nullable=False),
        sa.Column("timezone", Key(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("recurrence", WrittenText(), nullable=False),
        sa.Column("state", Key(), nullable=False),
        sa.Column("fired_for", Instant()),
        sa.Column("task_id", Key()),
        sa.Column("contact_id", Key()),
        sa.Column("account_id", Key()),
        sa.Column("deal_id", Key()),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("deleted_at", Instant()),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name="fk_reminders_workspace_id_account_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contacts.workspace_id", "contacts.id"],
            name="fk_reminders_workspace_id_contact_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "deal_id"],
            ["deals.workspace_id", "deals.id"],
            name="fk_reminders_workspace_id_deal_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "task_id"],
            ["tasks.workspace_id", "tasks.id"],
            name="fk_reminders_workspace_id_task_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"],
            ["users.workspace_id", "users.id"],
            name="fk_reminders_workspace_id_user_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_reminders"),
    )
    op.create_index(
        "ix_reminders_due",
        "reminders",
        ["workspace_id", "due_at", "id"],
        postgresql_where=sa.text("state = 'pending' AND deleted_at IS NULL"),
        sqlite_where=sa.text("state = 'pending' AND deleted_at IS NULL"),
    )
    op.create_index(
        "ix_reminders_open",
        "reminders",
        ["workspace_id", "user_id", "state", "due_at"],
        postgresql_where=sa.text("state IN ('pending', 'fired') AND deleted_at IS NULL"),
        sqlite_where=sa.text("state IN ('pending', 'fired') AND deleted_at IS NULL"),
    )
    op.create_index(
        "ix_reminders_task",
        "reminders",
        ["workspace_id", "task_id"],
        postgresql_where=sa.text("task_id IS NOT NULL"),
        sqlite_where=sa.text("task_id IS NOT NULL"),
    )

    workspaces = sa.table(
        "workspaces", *(sa.column(name) for name in ("id", "name", "currency", "timezone", "country"))
    )
    first = {"id": new_id(), "name": "crmbot", "currency": "EUR", "timezone": "UTC", "country": "FR"}
    op.execute(workspaces.insert().values(first))
