"""Calendar feeds: whose they are, by the hashes of their secrets."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql

from bot.ports import CalendarFeed
from storage.database.repositories.scope import Scope, within
from storage.database.unasked_tables import calendar_feeds

# SQLite takes PostgreSQL's ON CONFLICT word for word.
_NEW = postgresql.insert(calendar_feeds)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["workspace_id", "user_id"],
    set_={"token_hash": _NEW.excluded.token_hash, "made_at": _NEW.excluded.made_at},
)
_FIND = select(calendar_feeds.c.user_id, calendar_feeds.c.token_hash).where(
    within(calendar_feeds), calendar_feeds.c.token_hash == bindparam("of_hash")
)
_REMOVE = delete(calendar_feeds).where(within(calendar_feeds), calendar_feeds.c.user_id == bindparam("of_user"))


class CalendarRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def put(self, user_id: str, token_hash: str, now: datetime) -> None:
        self._scope.insert(_PUT, {"user_id": user_id, "token_hash": token_hash, "made_at": now})

    def find(self, token_hash: str) -> CalendarFeed | None:
        row = self._scope.run(_FIND, of_hash=token_hash).one_or_none()
        return None if row is None else CalendarFeed(user_id=row.user_id, token_hash=row.token_hash)

    def remove(self, user_id: str) -> bool:
        return self._scope.run(_REMOVE, of_user=user_id).rowcount > 0
