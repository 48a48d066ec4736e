"""The tables of what comes unasked: overviews, what is said around meetings, calendars that are subscribed to."""

from sqlalchemy import Column, Date

from storage.database.schema import index, key, of_workspace, reference
from storage.database.types import Instant

digests = of_workspace(
    "digests",
    key("user_id"),
    key("kind"),
    Column("due_at", Instant, nullable=False),
    Column("sent_on", Date),
    key("platform"),
    key("chat"),
    key("thread"),
    reference("user_id", "users"),
    key=("user_id", "kind"),
)
index("ix_digests_due", digests.c.workspace_id, digests.c.due_at)

# What was said about a call or meeting before and after it: once for each time that it was to begin at.
meeting_notices = of_workspace(
    "meeting_notices",
    key("activity_id"),
    key("kind"),
    Column("starts_at", Instant, nullable=False),
    key("user_id"),
    Column("said_at", Instant, nullable=False),
    key=("activity_id", "kind", "starts_at"),
)
index(
    "ix_meeting_notices_user",
    meeting_notices.c.workspace_id,
    meeting_notices.c.user_id,
    meeting_notices.c.said_at,
    only="kind = 'outcome'",
)

# Of the secret in the feed's address only the hash is kept.
calendar_feeds = of_workspace(
    "calendar_feeds",
    key("user_id"),
    key("token_hash"),
    Column("made_at", Instant, nullable=False),
    reference("user_id", "users"),
    key=("user_id",),
)
index("ix_calendar_feeds_token", calendar_feeds.c.workspace_id, calendar_feeds.c.token_hash)
