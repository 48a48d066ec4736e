"""Users, and their identities on chat platforms."""

from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects import postgresql

from bot.domain.changes import Fields
from bot.domain.people import Identity, User
from storage.database import tables
from storage.database.name_index import NameIndex
from storage.database.repositories import workspaces
from storage.database.repositories.records import columns_of, reader
from storage.database.repositories.scope import Scope, within
from storage.database.tables import identities, users

_COLUMNS = columns_of(users, User)
_read = reader(_COLUMNS, User)

_ALL = select(*_COLUMNS).where(within(users)).order_by(users.c.id)
_GET = select(*_COLUMNS).where(within(users), users.c.id == bindparam("of_id"))
# Who speaks is asked first of all, and in which workspace right after.
_BY_IDENTITY = (
    select(*_COLUMNS, *workspaces.COLUMNS)
    .join_from(identities, users, within(users) & (users.c.id == identities.c.user_id))
    .join(tables.workspaces, workspaces.MINE)
    .where(
        within(identities),
        identities.c.platform == bindparam("of_platform"),
        identities.c.external_id == bindparam("of_external_id"),
    )
)
_IDENTITIES = (
    select(identities.c.platform, identities.c.external_id, identities.c.user_id, identities.c.linked_at)
    .where(within(identities), identities.c.user_id == bindparam("of_id"))
    .order_by(identities.c.linked_at, identities.c.platform, identities.c.external_id)
)
_ADD = insert(users)
_UPDATE = update(users).where(within(users), users.c.id == bindparam("of_id"))
_RENAME = _UPDATE.returning(users.c.id)
# SQLite takes PostgreSQL's ON CONFLICT word for word.
_NEW_LINK = postgresql.insert(identities)
_LINK = _NEW_LINK.on_conflict_do_update(
    index_elements=["workspace_id", "platform", "external_id"],
    set_={"user_id": _NEW_LINK.excluded.user_id, "linked_at": _NEW_LINK.excluded.linked_at},
    where=identities.c.user_id != _NEW_LINK.excluded.user_id,
)


class UserRepository:
    def __init__(self, scope: Scope, names: NameIndex) -> None:
        self._scope = scope
        self._names = names

    def all(self) -> list[User]:
        return [_read(row) for row in self._scope.run(_ALL)]

    def get(self, user_id: str) -> User | None:
        row = self._scope.run(_GET, of_id=user_id).one_or_none()
        return None if row is None else _read(row)

    def by_identity(self, platform: str, external_id: str) -> User | None:
        row = self._scope.run(_BY_IDENTITY, of_platform=platform, of_external_id=external_id).one_or_none()
        if row is None:
            return None
        self._scope.workspace = workspaces.read_workspace(row[len(_COLUMNS) :])
        return _read(row[: len(_COLUMNS)])

    def identities(self, user_id: str) -> list[Identity]:
        return [
            Identity(platform=row.platform, external_id=row.external_id, user_id=row.user_id, linked_at=row.linked_at)
            for row in self._scope.run(_IDENTITIES, of_id=user_id)
        ]

    def add(self, user: User) -> None:
        self._scope.insert(_ADD, {column.name: getattr(user, column.name) for column in _COLUMNS})
        self._names.put("user", user.id, user.name, None, new=True)

    def update(self, user_id: str, fields: Fields) -> None:
        if not fields:
            return
        if "name" not in fields:
            self._scope.run(_UPDATE, of_id=user_id, **fields)
        elif self._scope.run(_RENAME, of_id=user_id, **fields).one_or_none():
            self._names.put("user", user_id, str(fields["name"]), None)

    def link(self, user_id: str, platform: str, external_id: str, now: datetime) -> None:
        self._scope.insert(
            _LINK, {"platform": platform, "external_id": external_id, "user_id": user_id, "linked_at": now}
        )
