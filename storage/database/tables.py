"""The schema. Every key and every index is led by `workspace_id`: workspaces are walls, and a shard can hold one whole.

Ids are UUIDv7 text; they sort by the time they were made. Foreign keys hold within one workspace and
are checked at commit, so that a message may write its records in any order.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Time,
    text,
)
from sqlalchemy.schema import SchemaItem

from storage.database.types import Instant, Json, Key, LocalTime, Money, WrittenText

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _of_workspace(name: str, *items: SchemaItem, key: tuple[str, ...] = ("id",), rowid: bool = True) -> Table:
    """A table behind the wall. Without a `rowid` an SQLite table is its own key, for those that are nothing else."""
    options: dict[str, Any] = {} if rowid else {"sqlite_with_rowid": False}
    key_columns = PrimaryKeyConstraint("workspace_id", *key)
    return Table(name, metadata, Column("workspace_id", Key, nullable=False), *items, key_columns, **options)


def _reference(column: str, target: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["workspace_id", column],
        [f"{target}.workspace_id", f"{target}.id"],
        deferrable=True,
        initially="DEFERRED",
    )


def _key(name: str = "id") -> Column[str]:
    return Column(name, Key, nullable=False)


def _link(name: str) -> Column[str]:
    return Column(name, Key)


def _written(name: str) -> Column[str]:
    return Column(name, WrittenText, nullable=False)


def _index(name: str, *columns: Column[Any], only: str = "") -> None:
    """An index, of some rows `only`: statements must repeat that condition without parameters, or it goes unused."""
    if only:
        Index(name, *columns, postgresql_where=text(only), sqlite_where=text(only))
    else:
        Index(name, *columns)


workspaces = Table(
    "workspaces",
    metadata,
    _key(),
    _written("name"),
    _key("currency"),
    _key("timezone"),
    _key("country"),
    Column("day_first", Boolean),
    PrimaryKeyConstraint("id"),
)

users = _of_workspace(
    "users",
    _key(),
    _written("name"),
    _written("email"),
    _key("role"),
    _written("team"),
    _key("language"),
    _key("timezone"),
    Column("workday_start", Time, nullable=False),
    Column("active", Boolean, nullable=False),
    _key("reply_platform"),
    _key("reply_chat"),
    _key("reply_thread"),
)

identities = _of_workspace(
    "identities",
    _key("platform"),
    _key("external_id"),
    _key("user_id"),
    Column("linked_at", Instant, nullable=False),
    _reference("user_id", "users"),
    key=("platform", "external_id"),
)

invitations = _of_workspace(
    "invitations",
    _key("code_hash"),
    _key("user_id"),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    _reference("user_id", "users"),
    key=("code_hash",),
)

invitation_failures = _of_workspace(
    "invitation_failures",
    _key(),
    _key("platform"),
    _key("external_id"),
    Column("failed_at", Instant, nullable=False),
)
_index(
    "ix_invitation_failures_identity",
    invitation_failures.c.workspace_id,
    invitation_failures.c.platform,
    invitation_failures.c.external_id,
    invitation_failures.c.failed_at,
)

# One row for each platform that a process serves.
processes = _of_workspace(
    "processes",
    _key("process"),
    _key("platform"),
    Column("seen_at", Instant, nullable=False),
    key=("process", "platform"),
)

leases = _of_workspace(
    "leases",
    _key("duty"),
    _key("holder"),
    Column("until", Instant, nullable=False),
    key=("duty",),
)

accounts = _of_workspace(
    "accounts",
    _key(),
    _written("name"),
    _written("website"),
    _written("industry"),
    _written("phone"),
    _key("phone_e164"),
    _written("address"),
    _link("owner_id"),
    Column("created_at", Instant, nullable=False),
    Column("deleted_at", Instant),
    _reference("owner_id", "users"),
)

contacts = _of_workspace(
    "contacts",
    _key(),
    _written("first_name"),
    _written("last_name"),
    _link("account_id"),
    _written("title"),
    _written("email"),
    _key("email_key"),
    _written("phone"),
    _key("phone_e164"),
    _written("mobile"),
    _key("mobile_e164"),
    _written("address"),
    Column("birthday", Date),
    _key("timezone"),
    _link("owner_id"),
    Column("created_at", Instant, nullable=False),
    Column("deleted_at", Instant),
    _reference("account_id", "accounts"),
    _reference("owner_id", "users"),
)
_index("ix_contacts_email", contacts.c.workspace_id, contacts.c.email_key, only="email_key <> ''")

deals = _of_workspace(
    "deals",
    _key(),
    _written("name"),
    _link("account_id"),
    Column("amount", Money),
    _key("currency"),
    _key("stage"),
    Column("probability", Integer, nullable=False),
    Column("close_date", Date),
    _written("next_step"),
    _link("owner_id"),
    Column("created_at", Instant, nullable=False),
    Column("deleted_at", Instant),
    _reference("account_id", "accounts"),
    _reference("owner_id", "users"),
)
_index("ix_deals_account", deals.c.workspace_id, deals.c.account_id)

activities = _of_workspace(
    "activities",
    _key(),
    _key("kind"),
    _key("status"),
    _link("direction"),
    _link("outcome"),
    Column("happened_at", Instant, nullable=False),
    Column("date_only", Boolean, nullable=False),
    Column("duration_minutes", Integer),
    _written("note"),
    _written("location"),
    _written("contact_name"),
    _link("account_id"),
    _written("account_name"),
    _link("deal_id"),
    _link("owner_id"),
    Column("created_at", Instant, nullable=False),
    Column("deleted_at", Instant),
    _reference("account_id", "accounts"),
    _reference("deal_id", "deals"),
    _reference("owner_id", "users"),
)
_index(
    "ix_activities_planned",
    activities.c.workspace_id,
    activities.c.owner_id,
    activities.c.happened_at,
    only="status = 'planned' AND deleted_at IS NULL",
)

activity_contacts = _of_workspace(
    "activity_contacts",
    _key("activity_id"),
    Column("position", Integer, nullable=False),
    _key("contact_id"),
    _reference("activity_id", "activities"),
    _reference("contact_id", "contacts"),
    key=("activity_id", "position"),
)
_index(
    "ix_activity_contacts_contact",
    activity_contacts.c.workspace_id,
    activity_contacts.c.contact_id,
    activity_contacts.c.activity_id,
)

tasks = _of_workspace(
    "tasks",
    _key(),
    _written("subject"),
    _key("action"),
    _key("status"),
    _key("priority"),
    Column("due_at", Instant),
    Column("date_only", Boolean, nullable=False),
    _link("contact_id"),
    _written("contact_name"),
    _link("account_id"),
    _written("account_name"),
    _link("deal_id"),
    _link("owner_id"),
    Column("created_at", Instant, nullable=False),
    Column("deleted_at", Instant),
    _reference("contact_id", "contacts"),
    _reference("account_id", "accounts"),
    _reference("deal_id", "deals"),
    _reference("owner_id", "users"),
)
OPEN_TASK = "status IN ('not_started', 'in_progress', 'pending_input') AND deleted_at IS NULL"
_index("ix_tasks_open_owner", tasks.c.workspace_id, tasks.c.owner_id, tasks.c.due_at, only=OPEN_TASK)
_index("ix_tasks_open_contact", tasks.c.workspace_id, tasks.c.contact_id, tasks.c.due_at, only=OPEN_TASK)
_index("ix_tasks_open_account", tasks.c.workspace_id, tasks.c.account_id, tasks.c.due_at, only=OPEN_TASK)

reminders = _of_workspace(
    "reminders",
    _key(),
    _key("user_id"),
    _written("subject"),
    Column("wish", LocalTime, nullable=False),
    _key("timezone"),
    Column("due_at", Instant, nullable=False),
    _written("recurrence"),
    _key("state"),
    Column("fired_for", Instant),
    _link("task_id"),
    _link("contact_id"),
    _link("account_id"),
    _link("deal_id"),
    Column("created_at", Instant, nullable=False),
    Column("deleted_at", Instant),
    _reference("user_id", "users"),
    _reference("task_id", "tasks"),
    _reference("contact_id", "contacts"),
    _reference("account_id", "accounts"),
    _reference("deal_id", "deals"),
)
PENDING_REMINDER = "state = 'pending' AND deleted_at IS NULL"
OPEN_REMINDER = "state IN ('pending', 'fired') AND deleted_at IS NULL"
_index("ix_reminders_due", reminders.c.workspace_id, reminders.c.due_at, reminders.c.id, only=PENDING_REMINDER)
_index(
    "ix_reminders_open",
    reminders.c.workspace_id,
    reminders.c.user_id,
    reminders.c.state,
    reminders.c.due_at,
    only=OPEN_REMINDER,
)
_index("ix_reminders_task", reminders.c.workspace_id, reminders.c.task_id, only="task_id IS NOT NULL")

change_sets = _of_workspace(
    "change_sets",
    _key(),
    _key("user_id"),
    _key("conversation"),
    _key("message_key"),
    _key("intent"),
    _written("subject"),
    Column("made_at", Instant, nullable=False),
    _link("reverses"),
    Column("undone_at", Instant),
    _reference("user_id", "users"),
)
_index(
    "ix_change_sets_user", change_sets.c.workspace_id, change_sets.c.user_id, change_sets.c.made_at, change_sets.c.id
)

_index("ix_change_sets_message", change_sets.c.workspace_id, change_sets.c.message_key)

changes = _of_workspace(
    "changes",
    _key(),
    _key("set_id"),
    _key("record_kind"),
    _key("record_id"),
    # The names of the fields written, each between blanks: finds the last writer of a field.
    _key("field_names"),
    Column("before", Json),
    Column("after", Json, nullable=False),
    _reference("set_id", "change_sets"),
)
_index("ix_changes_set", changes.c.workspace_id, changes.c.set_id, changes.c.id)
_index("ix_changes_record", changes.c.workspace_id, changes.c.record_id, changes.c.id)

conversations = _of_workspace(
    "conversations",
    _key("key"),
    Column("state", Json, nullable=False),
    Column("updated_at", Instant, nullable=False),
    key=("key",),
)

inbox = _of_workspace(
    "inbox",
    _key("key"),
    _key(),
    _key("conversation"),
    Column("incoming", Json, nullable=False),
    _key("state"),
    Column("accepted_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", Instant),
    _key("claimed_by"),
    key=("key",),
)
_index("ix_inbox_accepted", inbox.c.workspace_id, inbox.c.id, only="state = 'accepted'")
_index(
    "ix_inbox_accepted_conversation",
    inbox.c.workspace_id,
    inbox.c.conversation,
    inbox.c.id,
    only="state = 'accepted'",
)

outbox = _of_workspace(
    "outbox",
    _key(),
    _key("user_id"),
    _key("platform"),
    _key("chat"),
    _key("thread"),
    _key("only_for"),
    _written("answer_to"),
    Column("effect", Json),
    # The row whose message an effect shows: its own for a new message, an earlier one's for an edit.
    _key("message_id"),
    _key("inbox_key"),
    _link("reminder_id"),
    Column("due_at", Instant),
    _key("state"),
    # Rows of one address leave in the order of (queued_at, id).
    Column("queued_at", Instant, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("unknown", Boolean, nullable=False),
    Column("lease_until", Instant),
    _key("claimed_by"),
    _key("reference"),
    _written("failure"),
    Column("settled_at", Instant),
)
_index("ix_outbox_pending", outbox.c.workspace_id, outbox.c.queued_at, outbox.c.id, only="state = 'pending'")
_index(
    "ix_outbox_pending_address",
    outbox.c.workspace_id,
    outbox.c.platform,
    outbox.c.chat,
    outbox.c.thread,
    outbox.c.queued_at,
    outbox.c.id,
    only="state = 'pending'",
)
_index(
    "ix_outbox_pending_reminder",
    outbox.c.workspace_id,
    outbox.c.reminder_id,
    only="state = 'pending' AND reminder_id IS NOT NULL",
)
_index(
    "ix_outbox_reminder", outbox.c.workspace_id, outbox.c.reminder_id, outbox.c.due_at, only="reminder_id IS NOT NULL"
)
_index("ix_outbox_message", outbox.c.workspace_id, outbox.c.message_id, only="message_id <> ''")

buttons = _of_workspace(
    "buttons",
    _key("handle"),
    _key("outbox_id"),
    _key("user_id"),
    _key("button_group"),
    Column("action", Json, nullable=False),
    Column("used_at", Instant),
    key=("handle",),
)
_index("ix_buttons_group", buttons.c.workspace_id, buttons.c.button_group, only="button_group <> ''")

# What search reads: the names of all records that are not deleted, in one table whatever their kind.
names = _of_workspace(
    "names",
    _key("kind"),
    _key("record_id"),
    _written("name"),
    _key("name_key"),
    _link("account_id"),
    key=("kind", "record_id"),
)
_index("ix_names_key", names.c.workspace_id, names.c.kind, names.c.name_key)
_index("ix_names_account", names.c.workspace_id, names.c.account_id, only="account_id IS NOT NULL")

# Which records have a word, or two words together, in their name.
name_postings = _of_workspace(
    "name_postings",
    _key("word"),
    _key("kind"),
    _key("record_id"),
    key=("word", "kind", "record_id"),
    rowid=False,
)
_index(
    "ix_name_postings_record",
    name_postings.c.workspace_id,
    name_postings.c.kind,
    name_postings.c.record_id,
    name_postings.c.word,
)

# Every word there is, and what it becomes with one letter left out: two words with a typo between them meet here.
name_words = _of_workspace("name_words", _key("word"), key=("word",), rowid=False)
name_deletions = _of_workspace(
    "name_deletions",
    _key("shortened"),
    _key("word"),
    key=("shortened", "word"),
    rowid=False,
)
