"""The schema. Every key and every index is led by `workspace_id`: workspaces are walls, and a shard can hold one whole.
Ids are UUIDv7 text; they sort by the time they were made. Foreign keys hold within one workspace and
are checked at commit, so that a message may write its records in any order.
"""

from sqlalchemy import Boolean, Column, Date, Integer, PrimaryKeyConstraint, Table, Time

import storage.database.link_tables
import storage.database.name_tables
import storage.database.note_words
import storage.database.sync_tables
import storage.database.unasked_tables  # noqa: F401  # their tables are in the metadata, too
from storage.database.schema import index, key, link, of_workspace, reference, written
from storage.database.schema import metadata as metadata  # noqa: PLC0414  # with every table in it, for those who need all
from storage.database.types import Instant, Json, LaterInstant, LocalTime, Money

workspaces = Table(
    "workspaces",
    metadata,
    key(),
    written("name"),
    key("currency"),
    key("timezone"),
    key("country"),
    Column("day_first", Boolean),
    key("visibility"),
    key("remote"),
    key("public_url"),
    written("stages"),
    PrimaryKeyConstraint("id"),
)

rates = of_workspace(
    "rates",
    key("base"),
    key("currency"),
    Column("rate", Money, nullable=False),
    Column("since", Date, nullable=False),
    key=("base", "currency"),
)

users = of_workspace(
    "users",
    key(),
    written("name"),
    written("email"),
    key("role"),
    written("team"),
    key("language"),
    key("timezone"),
    Column("workday_start", Time, nullable=False),
    key("workdays"),
    key("country"),
    Column("quiet_from", Time),
    Column("quiet_until", Time),
    Column("digest_time", Time),
    key("muted"),
    Column("reminder_cap", Integer, nullable=False),
    Column("nag_after_hours", Integer, nullable=False),
    key("lock_screen"),
    Column("active", Boolean, nullable=False),
    key("reply_platform"),
    key("reply_chat"),
    key("reply_thread"),
)

identities = of_workspace(
    "identities",
    key("platform"),
    key("external_id"),
    key("user_id"),
    Column("linked_at", Instant, nullable=False),
    reference("user_id", "users"),
    key=("platform", "external_id"),
)

invitations = of_workspace(
    "invitations",
    key("code_hash"),
    key("user_id"),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    reference("user_id", "users"),
    key=("code_hash",),
)

invitation_failures = of_workspace(
    "invitation_failures",
    key(),
    key("platform"),
    key("external_id"),
    Column("failed_at", Instant, nullable=False),
)
index(
    "ix_invitation_failures_identity",
    invitation_failures.c.workspace_id,
    invitation_failures.c.platform,
    invitation_failures.c.external_id,
    invitation_failures.c.failed_at,
)

# One row for each platform that a process serves: to everybody, where `user_id` is "", or to that person.
processes = of_workspace(
    "processes",
    key("process"),
    key("platform"),
    key("user_id"),
    Column("seen_at", Instant, nullable=False),
    key=("process", "platform", "user_id"),
)

leases = of_workspace(
    "leases",
    key("duty"),
    key("holder"),
    Column("until", Instant, nullable=False),
    key=("duty",),
)

accounts = of_workspace(
    "accounts",
    key(),
    written("name"),
    written("website"),
    key("website_key"),
    written("industry"),
    written("phone"),
    key("phone_e164"),
    written("address"),
    link("owner_id"),
    Column("created_at", Instant, nullable=False),
    Column("deleted_at", Instant),
    reference("owner_id", "users"),
)
index("ix_accounts_website", accounts.c.workspace_id, accounts.c.website_key, only="website_key <> ''")
index("ix_accounts_phone", accounts.c.workspace_id, accounts.c.phone_e164, only="phone_e164 <> ''")

contacts = of_workspace(
    "contacts",
    key(),
    written("first_name"),
    written("last_name"),
    link("account_id"),
    written("title"),
    written("email"),
    key("email_key"),
    written("phone"),
    key("phone_e164"),
    written("mobile"),
    key("mobile_e164"),
    written("address"),
    Column("birthday", Date),
    key("timezone"),
    link("owner_id"),
    Column("created_at", Instant, nullable=False),
    Column("deleted_at", Instant),
    reference("account_id", "accounts"),
    reference("owner_id", "users"),
)
index("ix_contacts_email", contacts.c.workspace_id, contacts.c.email_key, only="email_key <> ''")
index("ix_contacts_phone", contacts.c.workspace_id, contacts.c.phone_e164, only="phone_e164 <> ''")
index("ix_contacts_mobile", contacts.c.workspace_id, contacts.c.mobile_e164, only="mobile_e164 <> ''")

deals = of_workspace(
    "deals",
    key(),
    written("name"),
    link("account_id"),
    Column("amount", Money),
    key("currency"),
    key("pipeline"),
    key("stage"),
    Column("probability", Integer, nullable=False),
    Column("close_date", Date),
    written("next_step"),
    link("owner_id"),
    Column("created_at", Instant, nullable=False),
    Column("deleted_at", Instant),
    reference("account_id", "accounts"),
    reference("owner_id", "users"),
)
index("ix_deals_account", deals.c.workspace_id, deals.c.account_id)

# What a lead became is linked once it is converted.
leads = of_workspace(
    "leads",
    key(),
    written("first_name"),
    written("last_name"),
    written("account_name"),
    written("title"),
    written("email"),
    key("email_key"),
    written("phone"),
    key("phone_e164"),
    written("mobile"),
    key("mobile_e164"),
    written("source"),
    key("status"),
    link("contact_id"),
    link("account_id"),
    link("deal_id"),
    link("owner_id"),
    Column("created_at", Instant, nullable=False),
    Column("deleted_at", Instant),
    reference("contact_id", "contacts"),
    reference("account_id", "accounts"),
    reference("deal_id", "deals"),
    reference("owner_id", "users"),
)
index("ix_leads_email", leads.c.workspace_id, leads.c.email_key, only="email_key <> ''")
index("ix_leads_phone", leads.c.workspace_id, leads.c.phone_e164, only="phone_e164 <> ''")
index("ix_leads_mobile", leads.c.workspace_id, leads.c.mobile_e164, only="mobile_e164 <> ''")

activities = of_workspace(
    "activities",
    key(),
    key("kind"),
    key("status"),
    link("direction"),
    link("outcome"),
    Column("happened_at", Instant, nullable=False),
    Column("date_only", Boolean, nullable=False),
    Column("duration_minutes", Integer),
    written("note"),
    written("location"),
    Column("private", Boolean, nullable=False),
    written("contact_name"),
    link("account_id"),
    written("account_name"),
    link("deal_id"),
    link("owner_id"),
    Column("created_at", Instant, nullable=False),
    Column("deleted_at", Instant),
    reference("account_id", "accounts"),
    reference("deal_id", "deals"),
    reference("owner_id", "users"),
)
index("ix_activities_account", activities.c.workspace_id, activities.c.account_id, activities.c.happened_at)
index("ix_activities_deal", activities.c.workspace_id, activities.c.deal_id, activities.c.happened_at)
index("ix_activities_happened", activities.c.workspace_id, activities.c.happened_at)
index(
    "ix_activities_planned",
    activities.c.workspace_id,
    activities.c.owner_id,
    activities.c.happened_at,
    only="status = 'planned' AND deleted_at IS NULL",
)
index(
    "ix_activities_appointments",
    activities.c.workspace_id,
    activities.c.happened_at,
    activities.c.id,
    only="status = 'planned' AND deleted_at IS NULL",
)

tasks = of_workspace(
    "tasks",
    key(),
    written("subject"),
    key("action"),
    key("status"),
    key("priority"),
    Column("due_at", Instant),
    Column("date_only", Boolean, nullable=False),
    link("contact_id"),
    written("contact_name"),
    # No foreign key: SQLite adds none to a table that is there already.
    link("lead_id"),
    link("account_id"),
    written("account_name"),
    link("deal_id"),
    link("owner_id"),
    Column("created_at", Instant, nullable=False),
    Column("deleted_at", Instant),
    reference("contact_id", "contacts"),
    reference("account_id", "accounts"),
    reference("deal_id", "deals"),
    reference("owner_id", "users"),
)
OPEN_TASK = "status IN ('not_started', 'in_progress', 'pending_input') AND deleted_at IS NULL"
index("ix_tasks_open_owner", tasks.c.workspace_id, tasks.c.owner_id, tasks.c.due_at, only=OPEN_TASK)
index("ix_tasks_open_contact", tasks.c.workspace_id, tasks.c.contact_id, tasks.c.due_at, only=OPEN_TASK)
index("ix_tasks_open_account", tasks.c.workspace_id, tasks.c.account_id, tasks.c.due_at, only=OPEN_TASK)
index("ix_tasks_open_deal", tasks.c.workspace_id, tasks.c.deal_id, only=OPEN_TASK)
index("ix_tasks_lead", tasks.c.workspace_id, tasks.c.lead_id, only="lead_id IS NOT NULL")

reminders = of_workspace(
    "reminders",
    key(),
    key("user_id"),
    written("subject"),
    Column("wish", LocalTime, nullable=False),
    key("timezone"),
    Column("due_at", Instant, nullable=False),
    written("recurrence"),
    key("state"),
    Column("fired_for", LaterInstant),
    Column("nag_at", Instant),
    link("task_id"),
    link("contact_id"),
    link("account_id"),
    link("deal_id"),
    Column("created_at", Instant, nullable=False),
    Column("deleted_at", Instant),
    reference("user_id", "users"),
    reference("task_id", "tasks"),
    reference("contact_id", "contacts"),
    reference("account_id", "accounts"),
    reference("deal_id", "deals"),
)
PENDING_REMINDER = "state = 'pending' AND deleted_at IS NULL"
OPEN_REMINDER = "state IN ('pending', 'fired') AND deleted_at IS NULL"
index("ix_reminders_due", reminders.c.workspace_id, reminders.c.due_at, reminders.c.id, only=PENDING_REMINDER)
index(
    "ix_reminders_open",
    reminders.c.workspace_id,
    reminders.c.user_id,
    reminders.c.state,
    reminders.c.due_at,
    only=OPEN_REMINDER,
)
NAGGING_REMINDER = "nag_at IS NOT NULL AND state IN ('pending', 'fired') AND deleted_at IS NULL"
index("ix_reminders_nag", reminders.c.workspace_id, reminders.c.nag_at, only=NAGGING_REMINDER)
index("ix_reminders_task", reminders.c.workspace_id, reminders.c.task_id, only="task_id IS NOT NULL")

for each in (accounts, contacts, leads, deals, activities, tasks, reminders):
    index(f"ix_{each.name}_trash", each.c.workspace_id, each.c.deleted_at, only="deleted_at IS NOT NULL")

change_sets = of_workspace(
    "change_sets",
    key(),
    key("user_id"),
    key("conversation"),
    key("message_key"),
    key("intent"),
    written("subject"),
    Column("made_at", Instant, nullable=False),
    link("reverses"),
    Column("undone_at", Instant),
    reference("user_id", "users"),
)
index("ix_change_sets_user", change_sets.c.workspace_id, change_sets.c.user_id, change_sets.c.made_at, change_sets.c.id)
index("ix_change_sets_message", change_sets.c.workspace_id, change_sets.c.message_key)

changes = of_workspace(
    "changes",
    key(),
    key("set_id"),
    key("record_kind"),
    key("record_id"),
    # The names of the fields written, each between blanks: finds the last writer of a field.
    key("field_names"),
    Column("before", Json),
    Column("after", Json, nullable=False),
    reference("set_id", "change_sets"),
)
index("ix_changes_set", changes.c.workspace_id, changes.c.set_id, changes.c.id)
index("ix_changes_record", changes.c.workspace_id, changes.c.record_id, changes.c.id)

conversations = of_workspace(
    "conversations",
    key("key"),
    Column("state", Json, nullable=False),
    Column("updated_at", Instant, nullable=False),
    key=("key",),
)

inbox = of_workspace(
    "inbox",
    key("key"),
    key(),
    key("conversation"),
    Column("incoming", Json, nullable=False),
    key("state"),
    Column("accepted_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", Instant),
    key("claimed_by"),
    key=("key",),
)
index("ix_inbox_accepted", inbox.c.workspace_id, inbox.c.id, only="state = 'accepted'")
index(
    "ix_inbox_accepted_conversation",
    inbox.c.workspace_id,
    inbox.c.conversation,
    inbox.c.id,
    only="state = 'accepted'",
)

outbox = of_workspace(
    "outbox",
    key(),
    key("user_id"),
    key("platform"),
    key("chat"),
    key("thread"),
    key("only_for"),
    written("answer_to"),
    Column("effect", Json),
    # The row whose message an effect shows: its own for a new message, an earlier one's for an edit.
    key("message_id"),
    key("inbox_key"),
    link("reminder_id"),
    link("activity_id"),
    # What a row without an effect and without a reminder tells, worded as it is sent.
    key("unasked"),
    Column("due_at", Instant),
    key("state"),
    # Rows of one address leave in the order of (queued_at, id).
    Column("queued_at", Instant, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("unknown", Boolean, nullable=False),
    Column("lease_until", Instant),
    key("claimed_by"),
    key("reference"),
    written("failure"),
    Column("settled_at", Instant),
)
index("ix_outbox_pending", outbox.c.workspace_id, outbox.c.queued_at, outbox.c.id, only="state = 'pending'")
index(
    "ix_outbox_pending_address",
    outbox.c.workspace_id,
    outbox.c.platform,
    outbox.c.chat,
    outbox.c.thread,
    outbox.c.queued_at,
    outbox.c.id,
    only="state = 'pending'",
)
index(
    "ix_outbox_reminder", outbox.c.workspace_id, outbox.c.reminder_id, outbox.c.due_at, only="reminder_id IS NOT NULL"
)
index(
    "ix_outbox_failed_reminder",
    outbox.c.workspace_id,
    outbox.c.user_id,
    outbox.c.settled_at,
    only="state = 'failed' AND reminder_id IS NOT NULL",
)
index(
    "ix_outbox_unasked",
    outbox.c.workspace_id,
    outbox.c.user_id,
    outbox.c.settled_at,
    only="state = 'sent' AND (reminder_id IS NOT NULL OR unasked <> '')",
)
index("ix_outbox_message", outbox.c.workspace_id, outbox.c.message_id, only="message_id <> ''")

buttons = of_workspace(
    "buttons",
    key("handle"),
    key("outbox_id"),
    key("user_id"),
    key("button_group"),
    Column("action", Json, nullable=False),
    Column("used_at", Instant),
    key=("handle",),
)
index("ix_buttons_group", buttons.c.workspace_id, buttons.c.button_group, only="button_group <> ''")
