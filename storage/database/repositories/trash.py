"""The trash: records of all kinds that were deleted, the latest first."""

from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, Table, bindparam, literal_column, select, true, union_all

from bot.domain.changes import RecordKind
from bot.domain.trash import Trashed
from storage.database.repositories.scope import Scope, seen
from storage.database.tables import accounts, activities, contacts, deals, leads, reminders, tasks
from storage.database.types import Instant, Key

_TABLES: dict[RecordKind, Table] = {
    "account": accounts,
    "contact": contacts,
    "lead": leads,
    "deal": deals,
    "activity": activities,
    "task": tasks,
    "reminder": reminders,
}
_SINCE = bindparam("since", type_=Instant())
_LIMIT = bindparam("up_to", type_=Integer)


def _of(kind: RecordKind, table: Table) -> Select[Any]:
    # A reminder is between crmbot and one person.
    own = table.c.user_id == bindparam("of_person", type_=Key()) if table is reminders else true()
    latest = (
        select(table.c.id, table.c.deleted_at)
        .where(seen(table), table.c.deleted_at >= _SINCE, own)
        .order_by(table.c.deleted_at.desc())
        .limit(_LIMIT)
        .subquery()
    )
    return select(literal_column(f"'{kind}'").label("kind"), latest.c.id, latest.c.deleted_at)


_ALL = union_all(*(_of(kind, table) for kind, table in _TABLES.items())).subquery()
_LATEST = select(_ALL).order_by(_ALL.c.deleted_at.desc(), _ALL.c.id.desc()).limit(_LIMIT)


class TrashRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def latest(self, person_id: str, limit: int, *, since: datetime) -> list[Trashed]:
        rows = self._scope.see(_LATEST, of_person=person_id, up_to=limit, since=since)
        return [Trashed(kind=row.kind, id=row.id, deleted_at=row.deleted_at) for row in rows]
