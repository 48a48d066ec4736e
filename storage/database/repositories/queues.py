"""All queues at a glance: a second in which nothing is due costs one statement."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, bindparam, literal_column, or_, select, text, union_all

from bot.queue_ports import Due
from storage.database.keys import listed, texts_of
from storage.database.repositories import digests, reminders
from storage.database.repositories.scope import Scope, within
from storage.database.tables import outbox
from storage.database.tables import reminders as reminder_rows
from storage.database.types import Instant, TextList
from storage.database.unasked_tables import digests as digest_rows

_NOW = bindparam("now", type_=Instant())
_PLATFORMS = texts_of("of_platforms")
# As a claim finds them, but for who is first at an address.
_UNSENT = (
    select(outbox.c.id)
    .where(
        within(outbox),
        text("outbox.state = 'pending'"),
        outbox.c.platform == _PLATFORMS.c.value,
        outbox.c.not_before <= _NOW,
        or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= _NOW),
        or_(bindparam("of_users", type_=TextList()).is_(None), listed(outbox.c.user_id, "of_users")),
    )
    .correlate(_PLATFORMS)
)


def _there_is(first: Select[Any]) -> ColumnElement[bool]:
    """Not EXISTS: PostgreSQL, sure to meet a due row at once, would read all that are not due from the top."""
    return first.limit(literal_column("1")).scalar_subquery().is_not(None)


_NONE = literal_column("''", Text())
_DUE = union_all(
    select(literal_column("'digests'", Text()).label("queue"), _NONE.label("platform")).where(
        _there_is(digests.due_first(digest_rows.c.user_id))
    ),
    select(literal_column("'reminders'", Text()), _NONE).where(_there_is(reminders.due_first(reminder_rows.c.id))),
    select(_NONE, _PLATFORMS.c.value).where(_there_is(_UNSENT)),
)


class QueueRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def due(self, now: datetime, *, platforms: Collection[str], users: Collection[str] | None = None) -> Due:
        found = self._scope.run(
            _DUE, now=now, of_platforms=sorted(platforms), of_users=None if users is None else sorted(users)
        ).all()
        queues = {row.queue for row in found}
        return Due(
            digests="digests" in queues,
            reminders="reminders" in queues,
            platforms=frozenset(row.platform for row in found if row.platform),
        )
