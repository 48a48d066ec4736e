"""Processes on this store, by their heartbeats."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects import postgresql

from storage.database.repositories.scope import Scope, within
from storage.database.tables import processes
from storage.database.types import Instant

# A process that was not heard of for so long has left without a word.
_FORGET_AFTER = timedelta(hours=1)

# SQLite takes PostgreSQL's ON CONFLICT word for word.
_NEW = postgresql.insert(processes)
_BEAT = _NEW.on_conflict_do_update(
    index_elements=["workspace_id", "process", "platform"], set_={"seen_at": _NEW.excluded.seen_at}
)
_FORGET = delete(processes).where(within(processes), processes.c.seen_at < bindparam("before", type_=Instant()))
_COUNT = select(func.count()).where(
    within(processes),
    processes.c.platform == bindparam("of_platform"),
    processes.c.seen_at >= bindparam("since", type_=Instant()),
)
_LEAVE = delete(processes).where(within(processes), processes.c.process == bindparam("of_process"))


class ProcessRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def beat(self, process: str, platforms: Collection[str], now: datetime) -> None:
        self._scope.run(_FORGET, before=now - _FORGET_AFTER)
        self._scope.insert_all(
            _BEAT, ({"process": process, "platform": platform, "seen_at": now} for platform in sorted(platforms))
        )

    def count(self, platform: str, *, since: datetime) -> int:
        return int(self._scope.run(_COUNT, of_platform=platform, since=since).scalar_one())

    def leave(self, process: str) -> None:
        self._scope.run(_LEAVE, of_process=process)
