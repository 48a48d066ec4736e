"""Leases on duties: one holder each, until a time."""

from datetime import datetime

from sqlalchemy import bindparam, delete, or_
from sqlalchemy.dialects import postgresql

from storage.database.repositories.scope import Scope, within
from storage.database.tables import leases
from storage.database.types import Instant

# SQLite takes PostgreSQL's ON CONFLICT word for word.
_NEW = postgresql.insert(leases)
_TAKE = _NEW.on_conflict_do_update(
    index_elements=["workspace_id", "duty"],
    set_={"holder": _NEW.excluded.holder, "until": _NEW.excluded.until},
    where=or_(leases.c.holder == _NEW.excluded.holder, leases.c.until <= bindparam("now", type_=Instant())),
)
_RELEASE_ALL = delete(leases).where(within(leases), leases.c.holder == bindparam("of_holder"))
_RELEASE = _RELEASE_ALL.where(leases.c.duty == bindparam("of_duty"))


class LeaseRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def take(self, duty: str, holder: str, *, now: datetime, until: datetime) -> bool:
        taken = self._scope.insert(_TAKE, {"duty": duty, "holder": holder, "until": until, "now": now})
        return taken.rowcount == 1

    def release(self, duty: str, holder: str) -> None:
        self._scope.run(_RELEASE, of_duty=duty, of_holder=holder)

    def release_all(self, holder: str) -> None:
        self._scope.run(_RELEASE_ALL, of_holder=holder)
