"""Processes on this store, by their heartbeats."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, delete, func, literal_column, select
from sqlalchemy.dialects import postgresql

from storage.database.repositories.scope import Scope, within
from storage.database.tables import processes
from storage.database.types import Instant

# SQLite takes PostgreSQL's ON CONFLICT word for word.
_NEW = postgresql.insert(processes)
_BEAT = _NEW.on_conflict_do_update(
    index_elements=["workspace_id", "process", "platform", "user_id"], set_={"seen_at": _NEW.excluded.seen_at}
)
_ALL = (
    select(processes.c.process, processes.c.platform, func.max(processes.c.seen_at).label("seen_at"))
    .where(within(processes))
    .group_by(processes.c.process, processes.c.platform)
)
_IS_OPEN = select(func.count()).where(
    within(processes),
    processes.c.platform == bindparam("of_platform"),
    (processes.c.user_id == literal_column("''")) | (processes.c.user_id == bindparam("of_user")),
    processes.c.seen_at >= bindparam("since", type_=Instant()),
)
_LEAVE = delete(processes).where(within(processes), processes.c.process == bindparam("of_process"))
_BURY = _LEAVE.where(processes.c.seen_at == bindparam("last_seen_at", type_=Instant()))


class ProcessRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def beat(
        self, process: str, platforms: Collection[str], now: datetime, *, users: Collection[str] | None = None
    ) -> None:
        served = [(platform, user) for platform in sorted(platforms) for user in ([""] if users is None else users)]
        self._scope.insert_all(
            _BEAT,
            ({"process": process, "platform": platform, "user_id": user, "seen_at": now} for platform, user in served),
        )

    def all(self) -> list[tuple[str, str, datetime]]:
        return [(row.process, row.platform, row.seen_at) for row in self._scope.run(_ALL)]

    def is_open(self, platform: str, user_id: str, *, since: datetime) -> bool:
        return bool(self._scope.run(_IS_OPEN, of_platform=platform, of_user=user_id, since=since).scalar_one())

    def leave(self, process: str) -> None:
        self._scope.run(_LEAVE, of_process=process)

    def bury(self, process: str, seen_at: datetime) -> bool:
        return self._scope.run(_BURY, of_process=process, last_seen_at=seen_at).rowcount > 0
