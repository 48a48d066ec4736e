"""The tables of the synchronisation with another CRM."""

from sqlalchemy import Boolean, Column, Integer

from storage.database.schema import index, key, of_workspace, reference, written
from storage.database.types import Instant, Json

# Records of the CRM that is mirrored, and ours of them.
mirrors = of_workspace(
    "mirrors",
    key("kind"),
    key("remote_id"),
    key("record_id"),
    Column("base", Json, nullable=False),
    Column("modified_at", Instant, nullable=False),
    Column("deleted", Boolean, nullable=False),
    key=("kind", "remote_id"),
)
index("ix_mirrors_record", mirrors.c.workspace_id, mirrors.c.record_id)

pushes = of_workspace(
    "pushes",
    key(),
    key("record_kind"),
    key("record_id"),
    Column("fields", Json, nullable=False),
    key("user_id"),
    Column("queued_at", Instant, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    written("problem"),
)
index("ix_pushes_record", pushes.c.workspace_id, pushes.c.record_id, pushes.c.id)

pull_states = of_workspace(
    "pull_states",
    key("kind"),
    Column("since", Instant),
    Column("round_began", Instant),
    Column("read_to", Instant),
    key("read_id"),
    key("reread_to"),
    key=("kind",),
)

sync_conflicts = of_workspace(
    "sync_conflicts",
    key(),
    key("record_kind"),
    key("record_id"),
    key("field"),
    Column("theirs", Json),
    written("theirs_by"),
    Column("theirs_at", Instant, nullable=False),
    key("user_id"),
    Column("changed_at", Instant, nullable=False),
    Column("found_at", Instant, nullable=False),
    Column("settled_at", Instant),
)
index(
    "ix_sync_conflicts_open",
    sync_conflicts.c.workspace_id,
    sync_conflicts.c.record_id,
    sync_conflicts.c.field,
    only="settled_at IS NULL",
)

# People's own logins to the mirrored CRM. The passwords are sealed with a key that is not in here.
crm_logins = of_workspace(
    "crm_logins",
    key("user_id"),
    key("name"),
    written("sealed"),
    Column("given_at", Instant, nullable=False),
    Column("is_asked", Boolean, nullable=False),
    reference("user_id", "users"),
    key=("user_id",),
)

# Of the records of the mirrored CRM, those that it shows to each person with a login of their own.
crm_sights = of_workspace("crm_sights", key("user_id"), key("record_id"), key=("user_id", "record_id"), rowid=False)
