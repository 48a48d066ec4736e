"""Digests: when each comes next, and their rows of the outbox."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    bindparam,
    delete,
    exists,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql

from bot.domain.digests import Digest, DigestKind
from bot.domain.ids import new_id
from bot.messages import Address
from storage.database.repositories.outbox import queued
from storage.database.repositories.records import columns_of, reader
from storage.database.repositories.scope import Scope, within
from storage.database.tables import outbox, users
from storage.database.types import Instant
from storage.database.unasked_tables import digests

_COLUMNS = columns_of(digests, Digest)
_read = reader(_COLUMNS, Digest)

_EMPTY: ColumnElement[str] = literal_column("''")
# SQLite takes PostgreSQL's ON CONFLICT word for word.
_ADD = postgresql.insert(digests).on_conflict_do_nothing()
_OF_USER = select(*_COLUMNS).where(within(digests), digests.c.user_id == bindparam("of_user")).order_by(digests.c.kind)


def due_first(*columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """Due digests of people who can be written to, the longest due first."""
    reachable = exists().where(
        within(users),
        users.c.id == digests.c.user_id,
        users.c.active,
        or_(users.c.reply_platform != _EMPTY, digests.c.chat != _EMPTY),
    )
    return (
        select(*columns)
        .where(within(digests), digests.c.due_at <= bindparam("now", type_=Instant()), reachable)
        .order_by(digests.c.due_at, digests.c.user_id, digests.c.kind)
    )


_DUE = due_first(*_COLUMNS).limit(bindparam("up_to", type_=Integer)).with_for_update(skip_locked=True, of=digests)
_ONE = within(digests) & (digests.c.kind == bindparam("of_kind")) & (digests.c.user_id == bindparam("of_user"))
_REMOVE = delete(digests).where(_ONE)
_PLAN = update(digests).where(_ONE).values(due_at=bindparam("next_due", type_=Instant()))
_SENT = _PLAN.values(sent_on=bindparam("on_day", type_=Date()))
_QUEUE = insert(outbox)


class DigestRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def add(self, digest: Digest) -> None:
        self._scope.insert(_ADD, {column.name: getattr(digest, column.name) for column in _COLUMNS})

    def remove(self, user_id: str, kind: DigestKind) -> None:
        self._scope.run(_REMOVE, of_user=user_id, of_kind=kind)

    def of_user(self, user_id: str) -> list[Digest]:
        return [_read(row) for row in self._scope.run(_OF_USER, of_user=user_id)]

    def due(self, now: datetime, limit: int) -> list[Digest]:
        return [_read(row) for row in self._scope.run(_DUE, now=now, up_to=limit)]

    def plan(self, digest: Digest, due_at: datetime) -> None:
        self._scope.run(_PLAN, **_key(digest), next_due=due_at)

    def fire(self, digest: Digest, address: Address, *, sent_on: date, next_due: datetime) -> None:
        self._scope.insert(
            _QUEUE,
            {
                **queued(new_id(), digest.user_id, address, digest.due_at),
                "unasked": digest.kind,
                "due_at": digest.due_at,
                "effect": None,
                "message_id": "",
                "inbox_key": "",
            },
        )
        self._scope.run(_SENT, **_key(digest), next_due=next_due, on_day=sent_on)


def _key(digest: Digest) -> dict[str, str]:
    return {"of_user": digest.user_id, "of_kind": digest.kind}
