"""What is told before calls and meetings, and asked after them: once each, for each time that they begin at."""

from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, bindparam, exists, insert, literal_column, select, text
from sqlalchemy.dialects import postgresql

from bot.domain.ids import new_id
from bot.domain.people import Unasked
from bot.messages import Address
from bot.queue_ports import Asked
from storage.database.repositories.outbox import queued
from storage.database.repositories.scope import Scope, within
from storage.database.tables import activities, outbox, users
from storage.database.types import Instant, Key
from storage.database.unasked_tables import meeting_notices

_SINCE, _UNTIL = (bindparam(name, type_=Instant()) for name in ("since", "until"))
# Word for word what the index of appointments says.
_PLANNED = text("activities.status = 'planned' AND activities.deleted_at IS NULL")


def _due() -> Select[Any]:
    """Calls and meetings at an hour, of people who can be written to, of which nothing of this kind was said yet."""
    said = exists().where(
        within(meeting_notices),
        meeting_notices.c.activity_id == activities.c.id,
        meeting_notices.c.kind == bindparam("of_kind", type_=Key()),
        meeting_notices.c.starts_at == activities.c.happened_at,
    )
    reachable = exists().where(
        within(users),
        users.c.id == activities.c.owner_id,
        users.c.active,
        users.c.reply_platform != literal_column("''"),
    )
    return (
        select(activities.c.id)
        .where(
            within(activities),
            _PLANNED,
            activities.c.kind.in_([literal_column("'call'"), literal_column("'meeting'")]),
            ~activities.c.date_only,
            activities.c.happened_at > _SINCE,
            activities.c.happened_at <= _UNTIL,
            reachable,
            ~said,
        )
        .order_by(activities.c.happened_at, activities.c.id)
        .limit(bindparam("up_to", type_=Integer))
    )


_DUE = _due()
# SQLite takes PostgreSQL's ON CONFLICT word for word.
_SAY = postgresql.insert(meeting_notices).on_conflict_do_nothing()
_QUEUE = insert(outbox)
_LAST_ASKED = (
    select(meeting_notices.c.activity_id, meeting_notices.c.starts_at, meeting_notices.c.said_at)
    .where(
        within(meeting_notices),
        meeting_notices.c.user_id == bindparam("of_user"),
        meeting_notices.c.kind == literal_column("'outcome'"),
        meeting_notices.c.said_at >= _SINCE,
    )
    .order_by(meeting_notices.c.said_at.desc(), meeting_notices.c.starts_at.desc())
    .limit(1)
)


class MeetingRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def due(self, kind: Unasked, *, since: datetime, until: datetime, limit: int) -> list[str]:
        return list(self._scope.run(_DUE, of_kind=kind, since=since, until=until, up_to=limit).scalars())

    def say(
        self, kind: Unasked, activity_id: str, starts_at: datetime, *, user_id: str, address: Address, now: datetime
    ) -> bool:
        row = {
            "activity_id": activity_id,
            "kind": kind,
            "starts_at": starts_at,
            "user_id": user_id,
            "said_at": now,
        }
        if not self._scope.insert(_SAY, row).rowcount:
            return False
        self._scope.insert(
            _QUEUE,
            {
                **queued(new_id(), user_id, address, now),
                "unasked": kind,
                "activity_id": activity_id,
                "due_at": starts_at,
                "effect": None,
                "message_id": "",
                "inbox_key": "",
            },
        )
        return True

    def last_asked(self, user_id: str, *, since: datetime) -> Asked | None:
        row = self._scope.run(_LAST_ASKED, of_user=user_id, since=since).one_or_none()
        if row is None:
            return None
        return Asked(activity_id=row.activity_id, starts_at=row.starts_at, said_at=row.said_at)
