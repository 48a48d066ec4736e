"""The state of synchronisation with another CRM: whose mirror each record is, what waits, what is in dispute."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Column, Integer, Select, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql

from bot.domain.mirrors import CrmLogin, Mirror, PullState, Push, RemoteKind, SyncConflict
from storage.database.keys import listed
from storage.database.repositories.records import columns_of
from storage.database.repositories.scope import Scope, within
from storage.database.serialise import dump_fields, dump_value, load_fields, load_value
from storage.database.sync_tables import crm_logins, crm_sights, mirrors, pull_states, pushes, sync_conflicts
from storage.database.types import Instant

_MIRROR = columns_of(mirrors, Mirror)
_OF_REMOTE = select(*_MIRROR).where(
    within(mirrors), mirrors.c.kind == bindparam("of_kind"), listed(mirrors.c.remote_id, "of_ids")
)
_OURS = select(mirrors.c.remote_id, mirrors.c.record_id).where(
    within(mirrors), mirrors.c.kind == bindparam("of_kind"), listed(mirrors.c.remote_id, "of_ids")
)
_OF_RECORD = select(*_MIRROR).where(within(mirrors), listed(mirrors.c.record_id, "of_ids"))
# SQLite takes PostgreSQL's ON CONFLICT word for word.
_NEW_MIRROR = postgresql.insert(mirrors)
_PUT_MIRROR = _NEW_MIRROR.on_conflict_do_update(
    index_elements=["workspace_id", "kind", "remote_id"],
    set_={name: _NEW_MIRROR.excluded[name] for name in ("record_id", "base", "modified_at", "deleted")},
)
_KNOWN_AFTER = (
    select(mirrors.c.remote_id, mirrors.c.record_id)
    .where(
        within(mirrors),
        mirrors.c.kind == bindparam("of_kind"),
        mirrors.c.remote_id > bindparam("after"),
        mirrors.c.deleted.is_(False),
    )
    .order_by(mirrors.c.remote_id)
    .limit(bindparam("up_to", type_=Integer))
)
_DROP_MIRRORS = delete(mirrors).where(within(mirrors), mirrors.c.record_id == bindparam("of_record"))

_PUSH = columns_of(pushes, Push)
_QUEUE = insert(pushes)
_WAITING = select(*_PUSH).where(within(pushes)).order_by(pushes.c.id)
_DUE = _WAITING.where(pushes.c.not_before <= bindparam("now", type_=Instant())).limit(bindparam("up_to", type_=Integer))
_OF = _WAITING.where(listed(pushes.c.record_id, "of_ids"))
_DONE = delete(pushes).where(within(pushes), listed(pushes.c.id, "of_ids"))
_POSTPONE = (
    update(pushes)
    .where(within(pushes), listed(pushes.c.id, "of_ids"))
    .values(
        not_before=bindparam("until", type_=Instant()),
        attempts=pushes.c.attempts + bindparam("tries", type_=Integer),
        problem=bindparam("why"),
    )
)
_BEHIND = select(
    func.count(pushes.c.record_id.distinct()).label("records"), func.min(pushes.c.queued_at).label("oldest")
).where(within(pushes))
_PROBLEMS = _WAITING.where(pushes.c.problem != "").limit(bindparam("up_to", type_=Integer))

_STATE = columns_of(pull_states, PullState)
_STATES = select(*_STATE).where(within(pull_states))
_NEW_STATE = postgresql.insert(pull_states)
_PUT_STATE = _NEW_STATE.on_conflict_do_update(
    index_elements=["workspace_id", "kind"],
    set_={name: _NEW_STATE.excluded[name] for name in ("since", "round_began", "read_to", "read_id", "reread_to")},
)

_CONFLICT = columns_of(sync_conflicts, SyncConflict)
_ADD_CONFLICT = insert(sync_conflicts)
_CONFLICTS = select(*_CONFLICT).where(within(sync_conflicts))
_GET_CONFLICT = _CONFLICTS.where(sync_conflicts.c.id == bindparam("of_id"))
_OPEN_CONFLICTS = _CONFLICTS.where(
    sync_conflicts.c.record_id == bindparam("of_record"), sync_conflicts.c.settled_at.is_(None)
)
_ALL_OPEN = select(func.count()).where(within(sync_conflicts), sync_conflicts.c.settled_at.is_(None))
_CHANGE_CONFLICT = update(sync_conflicts).where(within(sync_conflicts), sync_conflicts.c.id == bindparam("of_id"))

_LOGIN = columns_of(crm_logins, CrmLogin)
_LOGINS = select(*_LOGIN).where(within(crm_logins)).order_by(crm_logins.c.name)
_GET_LOGIN = _LOGINS.where(crm_logins.c.user_id == bindparam("of_user"))
_NEW_LOGIN = postgresql.insert(crm_logins)
_PUT_LOGIN = _NEW_LOGIN.on_conflict_do_update(
    index_elements=["workspace_id", "user_id"],
    set_={name: _NEW_LOGIN.excluded[name] for name in ("name", "sealed", "given_at", "is_asked")},
)
_DROP_LOGIN = delete(crm_logins).where(within(crm_logins), crm_logins.c.user_id == bindparam("of_user"))
_ASKED = (
    update(crm_logins)
    .where(within(crm_logins), crm_logins.c.user_id == bindparam("of_user"))
    .values(is_asked=bindparam("whether", type_=Boolean))
)

_SHOW = postgresql.insert(crm_sights).on_conflict_do_nothing()
_HIDE_ALL = delete(crm_sights).where(within(crm_sights), crm_sights.c.user_id == bindparam("of_user"))
_HIDE = _HIDE_ALL.where(listed(crm_sights.c.record_id, "of_ids"))


class SyncRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def mirrors(self, kind: RemoteKind, remote_ids: Collection[str]) -> dict[str, Mirror]:
        found = self._mirrors(_OF_REMOTE, of_kind=kind, of_ids=list(remote_ids)) if remote_ids else []
        return {mirror.remote_id: mirror for mirror in found}

    def mirrors_of(self, record_ids: Collection[str]) -> dict[str, Mirror]:
        found = self._mirrors(_OF_RECORD, of_ids=list(record_ids)) if record_ids else []
        return {mirror.record_id: mirror for mirror in found}

    def ours(self, kind: RemoteKind, remote_ids: Collection[str]) -> dict[str, str]:
        rows = self._scope.run(_OURS, of_kind=kind, of_ids=list(remote_ids)) if remote_ids else ()
        return {row.remote_id: row.record_id for row in rows}

    def put_mirrors(self, mirrors: Sequence[Mirror]) -> None:
        rows = ({column.name: getattr(mirror, column.name) for column in _MIRROR} for mirror in mirrors)
        self._scope.insert_all(_PUT_MIRROR, (row | {"base": dump_fields(row["base"])} for row in rows))

    def known_after(self, kind: RemoteKind, remote_id: str, limit: int) -> dict[str, str]:
        rows = self._scope.run(_KNOWN_AFTER, of_kind=kind, after=remote_id, up_to=limit)
        return {row.remote_id: row.record_id for row in rows}

    def drop_mirrors_of(self, record_id: str) -> None:
        self._scope.run(_DROP_MIRRORS, of_record=record_id)

    def queue(self, wanted: Sequence[Push]) -> None:
        self._scope.insert_all(
            _QUEUE, ({c.name: getattr(push, c.name) for c in _PUSH} | {"fields": list(push.fields)} for push in wanted)
        )

    def due(self, now: datetime, limit: int) -> list[Push]:
        return self._pushes(_DUE, now=now, up_to=limit)

    def waiting_for(self, record_ids: Collection[str]) -> list[Push]:
        return self._pushes(_OF, of_ids=list(record_ids)) if record_ids else []

    def problems(self, limit: int) -> list[Push]:
        return self._pushes(_PROBLEMS, up_to=limit)

    def done(self, push_ids: Collection[str]) -> None:
        self._scope.run(_DONE, of_ids=list(push_ids))

    def postpone(self, push_ids: Collection[str], until: datetime, problem: str) -> None:
        self._scope.run(_POSTPONE, of_ids=list(push_ids), until=until, why=problem, tries=int(bool(problem)))

    def behind(self) -> tuple[int, datetime | None]:
        row = self._scope.run(_BEHIND).one()
        return int(row.records), row.oldest

    def states(self) -> dict[RemoteKind, PullState]:
        states = (PullState(**_named(_STATE, row)) for row in self._scope.run(_STATES))
        return {state.kind: state for state in states}

    def put_state(self, state: PullState) -> None:
        self._scope.insert(_PUT_STATE, {column.name: getattr(state, column.name) for column in _STATE})

    def add_conflict(self, conflict: SyncConflict) -> None:
        values = {column.name: getattr(conflict, column.name) for column in _CONFLICT}
        self._scope.insert(_ADD_CONFLICT, values | {"theirs": dump_value(conflict.theirs)})

    def conflict(self, conflict_id: str) -> SyncConflict | None:
        row = self._scope.run(_GET_CONFLICT, of_id=conflict_id).one_or_none()
        return None if row is None else _read_conflict(row)

    def open_conflicts(self, record_id: str) -> list[SyncConflict]:
        return [_read_conflict(row) for row in self._scope.run(_OPEN_CONFLICTS, of_record=record_id)]

    def count_conflicts(self) -> int:
        return int(self._scope.run(_ALL_OPEN).scalar_one())

    def settle(self, conflict_id: str, now: datetime) -> None:
        self._scope.run(_CHANGE_CONFLICT, of_id=conflict_id, settled_at=now)

    def login(self, user_id: str) -> CrmLogin | None:
        row = self._scope.run(_GET_LOGIN, of_user=user_id).one_or_none()
        return None if row is None else CrmLogin(**_named(_LOGIN, row))

    def logins(self) -> list[CrmLogin]:
        return [CrmLogin(**_named(_LOGIN, row)) for row in self._scope.run(_LOGINS)]

    def put_login(self, login: CrmLogin) -> None:
        self._scope.insert(_PUT_LOGIN, {column.name: getattr(login, column.name) for column in _LOGIN})
        self._scope.run(_HIDE_ALL, of_user=login.user_id)

    def drop_login(self, user_id: str) -> None:
        self._scope.run(_DROP_LOGIN, of_user=user_id)
        self._scope.run(_HIDE_ALL, of_user=user_id)

    def asked(self, user_id: str) -> None:
        self._scope.run(_ASKED, of_user=user_id, whether=True)

    def shut_out(self, user_id: str) -> None:
        self._scope.run(_ASKED, of_user=user_id, whether=False)
        self._scope.run(_HIDE_ALL, of_user=user_id)

    def put_sights(self, user_id: str, shown: Collection[str], hidden: Collection[str]) -> None:
        self._scope.insert_all(_SHOW, ({"user_id": user_id, "record_id": each} for each in shown))
        if hidden:
            self._scope.run(_HIDE, of_user=user_id, of_ids=list(hidden))

    def _mirrors(self, statement: Select[Any], **parameters: Any) -> list[Mirror]:
        return [_read_mirror(row) for row in self._scope.run(statement, **parameters)]

    def _pushes(self, statement: Select[Any], **parameters: Any) -> list[Push]:
        return [_read_push(row) for row in self._scope.run(statement, **parameters)]


def _named(columns: Sequence[Column[Any]], row: Sequence[Any]) -> dict[str, Any]:
    return dict(zip((column.name for column in columns), row, strict=True))


def _read_push(row: Sequence[Any]) -> Push:
    values = _named(_PUSH, row)
    return Push(**values | {"fields": tuple(values["fields"])})


def _read_mirror(row: Sequence[Any]) -> Mirror:
    values = _named(_MIRROR, row)
    return Mirror(**values | {"base": load_fields(values["base"])})


def _read_conflict(row: Sequence[Any]) -> SyncConflict:
    values = _named(_CONFLICT, row)
    return SyncConflict(**values | {"theirs": load_value(values["theirs"])})
